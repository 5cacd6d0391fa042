#include "runtime/src/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace bpl::runtime {

Recorder::Recorder(const host::MonitorPlan& plan, std::vector<Variable*> variables, const World& world)
    : plan_(plan), variables_(std::move(variables)) {
  std::int64_t total = 0;
  for (const Variable* v : variables_) {
    starts_.push_back(total);
    total += v->size;
  }
  if (!variables_.empty()) type_ = variables_[0]->type;
  for (const Variable* v : variables_)
    if (v->type != type_) throw std::runtime_error(fmt::format("the monitor '{}' mixes variables of different types", plan_.key));
  for (std::int64_t& index : plan_.indices) {
    if (index < -total || index >= total)
      throw std::runtime_error(fmt::format("the monitor '{}' asks for element {} of {}", plan_.key, index, total));
    if (index < 0) index += total;
  }
  width_ = plan_.indices.empty() ? total : static_cast<std::int64_t>(plan_.indices.size());
  pieces_ = pieces_of(world.rank(), world.size());
  for (const Piece& p : pieces_) own_ += p.count;
}

MonitorColumn Recorder::column(std::int64_t number) const {
  const std::int64_t at = plan_.indices.empty() ? number : plan_.indices[static_cast<std::size_t>(number)];
  const auto v = std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin() - 1;
  return {static_cast<int>(v), at - starts_[static_cast<std::size_t>(v)]};
}

std::vector<Recorder::Piece> Recorder::pieces_of(int rank, int ranks) const {
  std::vector<Piece> pieces;
  if (plan_.indices.empty()) {
    for (std::size_t v = 0; v < variables_.size(); ++v) {
      const Block block = block_of(variables_[v]->size, rank, ranks);
      if (block.count() > 0) pieces.push_back({static_cast<int>(v), block.first, starts_[v] + block.first, block.count()});
    }
    return pieces;
  }
  for (std::int64_t c = 0; c < width_; ++c) {
    const MonitorColumn at = column(c);
    const Block block = block_of(variables_[static_cast<std::size_t>(at.variable)]->size, rank, ranks);
    if (at.element >= block.first && at.element < block.last) pieces.push_back({at.variable, at.element, c, 1});
  }
  return pieces;
}

void Recorder::begin(std::int64_t first_step) {
  first_step_ = first_step;
  steps_ = 0;
  floats_.clear();
  doubles_.clear();
  events_.clear();
}

void Recorder::sample() {
  const std::int64_t step = steps_++;
  std::vector<std::uint32_t> ids;
  for (const Piece& p : pieces_) {
    Variable& v = *variables_[static_cast<std::size_t>(p.variable)];
    const std::int64_t local = p.element - v.block.first;
    if (type_ == host::ElementType::boolean) {
      if (p.count == v.count()) {
        ids.clear();
        v.append_true(0, &ids);
        for (const std::uint32_t k : ids) events_.push_back({step, p.column + k});
      } else if (v.get(local) != 0) {
        events_.push_back({step, p.column});
      }
    } else if (type_ == host::ElementType::real && !v.double_precision) {
      const auto* data = reinterpret_cast<const float*>(v.data()) + local;
      floats_.insert(floats_.end(), data, data + p.count);
    } else {
      for (std::int64_t k = 0; k < p.count; ++k) doubles_.push_back(v.get(local + k));
    }
  }
}

void Recorder::truncate(std::int64_t steps) {
  steps_ = std::max<std::int64_t>(std::min(steps_, steps), 0);
  const auto kept = static_cast<std::size_t>(steps_ * own_);
  if (floats_.size() > kept) floats_.resize(kept);
  if (doubles_.size() > kept) doubles_.resize(kept);
  while (!events_.empty() && events_.back().step >= steps_) events_.pop_back();
}

std::int64_t Recorder::bytes() const {
  return static_cast<std::int64_t>(floats_.capacity() * sizeof(float) + doubles_.capacity() * sizeof(double) +
                                   events_.capacity() * sizeof(MonitorRecord::Event));
}

MonitorRecord Recorder::collect(World& world, std::int64_t from, std::int64_t to) const {
  MonitorRecord record{.type = type_, .first_step = first_step_ + from, .steps = to - from, .width = width_, .values = {}, .events = {}};
  if (type_ == host::ElementType::boolean) {
    const auto before = [](const MonitorRecord::Event& e, std::int64_t step) { return e.step < step; };
    const auto begin = std::lower_bound(events_.begin(), events_.end(), from, before);
    const auto end = std::lower_bound(begin, events_.end(), to, before);
    for (const Bytes& part : world.gather(std::as_bytes(std::span(begin, end)))) {
      const auto* e = reinterpret_cast<const MonitorRecord::Event*>(part.data());
      record.events.insert(record.events.end(), e, e + part.size() / sizeof *e);
    }
    for (MonitorRecord::Event& e : record.events) e.step -= from;
    std::sort(record.events.begin(), record.events.end(),
              [](const auto& a, const auto& b) { return a.step != b.step ? a.step < b.step : a.column < b.column; });
    return record;
  }
  const bool single = type_ == host::ElementType::real && !variables_.empty() && !variables_[0]->double_precision;
  const auto first = static_cast<std::size_t>(from * own_), count = static_cast<std::size_t>((to - from) * own_);
  const std::vector<Bytes> parts = world.gather(single ? std::as_bytes(std::span(floats_).subspan(first, count))
                                                       : std::as_bytes(std::span(doubles_).subspan(first, count)));
  if (!world.root()) return record;
  record.values.resize(static_cast<std::size_t>((to - from) * width_));
  for (int r = 0; r < world.size(); ++r) {
    const Bytes& part = parts[static_cast<std::size_t>(r)];
    const std::vector<Piece> pieces = pieces_of(r, world.size());
    std::size_t at = 0;
    for (std::int64_t step = 0; step < to - from; ++step)
      for (const Piece& p : pieces) {
        double* out = record.values.data() + step * width_ + p.column;
        for (std::int64_t k = 0; k < p.count; ++k, ++at)
          out[k] = single ? static_cast<double>(reinterpret_cast<const float*>(part.data())[at])
                          : reinterpret_cast<const double*>(part.data())[at];
      }
  }
  return record;
}

}  // namespace bpl::runtime
