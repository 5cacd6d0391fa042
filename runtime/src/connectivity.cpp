#include "runtime/src/connectivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "host/arrays/connection_rows.h"

namespace bpl::runtime {
namespace {

constexpr std::int64_t kTargetsPerBlock = 65536;
// Rows are fetched this far ahead of their use: short rows are bound by the latency of memory.
constexpr std::size_t kRowsAhead = 6;
constexpr std::size_t kLine = 64;

// Expected connections onto the block, to reserve room for.
double expected_edges(const host::ConnectivityPlan& plan, const Block& block) {
  const double targets = static_cast<double>(block.count()), pre = static_cast<double>(plan.pre_size);
  const double share = plan.post_size == 0 ? 0 : targets / static_cast<double>(plan.post_size);
  if (plan.rule == "fixed_outdegree") return pre * static_cast<double>(plan.number) * share;
  if (plan.rule == "bernoulli") return pre * targets * plan.probability;
  return plan.rule == "all_to_all" ? pre * targets : targets;
}

}  // namespace

Connectivity::Connectivity(const host::ConnectivityPlan& plan, const World& world, std::span<const ListedSynapse> listed, bool stored)
    : id_(plan.id),
      pre_size_(plan.pre_size),
      post_size_(plan.post_size),
      block_(block_of(plan.post_size, world)),
      include_self_(plan.include_self) {
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (pre_size_ > kMost || post_size_ > kMost) throw std::runtime_error("a population of a projection has more than 4294967295 neurons");
  if (!stored && plan.rule == "all_to_all") {
    kind_ = Kind::all_to_all;
  } else if (!stored && plan.rule == "one_to_one") {
    kind_ = Kind::one_to_one;
  } else if (plan.rule == "explicit") {
    build_list(listed);
  } else {
    build_rows(plan);
  }
}

std::vector<Connectivity::TargetBlock> Connectivity::empty_blocks() const {
  std::vector<TargetBlock> blocks;
  for (std::int64_t first = block_.first; first < block_.last; first += kTargetsPerBlock) {
    blocks.emplace_back().first = first;
    blocks.back().starts.assign(static_cast<std::size_t>(pre_size_) + 1, 0);
  }
  return blocks;
}

void Connectivity::build_list(std::span<const ListedSynapse> listed) {
  listed_ = true;
  blocks_ = empty_blocks();
  const auto block_at = [&](const ListedSynapse& s) -> TargetBlock& {
    return blocks_[static_cast<std::size_t>((s.target - block_.first) / kTargetsPerBlock)];
  };
  for (const ListedSynapse& s : listed) ++block_at(s).starts[static_cast<std::size_t>(s.source) + 1];
  std::int64_t offset = 0;
  for (TargetBlock& b : blocks_) {
    std::partial_sum(b.starts.begin(), b.starts.end(), b.starts.begin());
    b.offset = offset;
    offset += static_cast<std::int64_t>(b.starts.back());
    b.targets.resize(b.starts.back());
    b.numbers.resize(b.starts.back());
  }
  std::vector<std::vector<std::uint64_t>> at;
  for (const TargetBlock& b : blocks_) at.emplace_back(b.starts.begin(), b.starts.end());
  for (const ListedSynapse& s : listed) {
    TargetBlock& b = block_at(s);
    const std::uint64_t k = at[static_cast<std::size_t>(&b - blocks_.data())][static_cast<std::size_t>(s.source)]++;
    b.targets[k] = static_cast<std::uint16_t>(s.target - b.first);
    b.numbers[k] = s.index;
  }
}

void Connectivity::build_rows(const host::ConnectivityPlan& plan) {
  blocks_ = empty_blocks();
  if (blocks_.empty()) return;
  const host::IdRange range{block_.first, block_.last};
  if (host::is_drawn_by_pairs(plan.rule)) {
    std::vector<math::Connection> pairs;
    draws_ = static_cast<std::int64_t>(host::draw_pairs(plan, {0, plan.pre_size}, range, &pairs));
    std::vector<ListedSynapse> listed;
    listed.reserve(pairs.size());
    for (const math::Connection& c : pairs)
      if (include_self_ || c.source != c.target) listed.push_back({c.source, c.target, 0});
    build_list(listed);
    listed_ = false;
    for (TargetBlock& b : blocks_) b.numbers = {};
    return;
  }
  if (blocks_.size() == 1)
    blocks_[0].targets.reserve(static_cast<std::size_t>(expected_edges(plan, block_) * 1.01) + 64);
  std::vector<std::uint32_t> row;
  for (std::int64_t i = 0; i < pre_size_; ++i) {
    row.clear();
    draws_ += static_cast<std::int64_t>(host::draw_row(plan, range, i, &row));
    std::size_t k = 0;
    for (TargetBlock& b : blocks_) {
      const std::int64_t last = b.first + kTargetsPerBlock;
      for (; k < row.size() && row[k] < last; ++k)
        if (include_self_ || row[k] != i) b.targets.push_back(static_cast<std::uint16_t>(row[k] - b.first));
      b.starts[static_cast<std::size_t>(i) + 1] = b.targets.size();
    }
  }
  std::int64_t offset = 0;
  for (TargetBlock& b : blocks_) {
    b.offset = offset;
    offset += static_cast<std::int64_t>(b.targets.size());
  }
}

std::int64_t Connectivity::row_length(std::int64_t source) const {
  if (kind_ == Kind::rows) {
    std::int64_t n = 0;
    const auto i = static_cast<std::size_t>(source);
    for (const TargetBlock& b : blocks_) n += static_cast<std::int64_t>(b.starts[i + 1] - b.starts[i]);
    return n;
  }
  const std::int64_t own = source >= block_.first && source < block_.last ? 1 : 0;
  if (kind_ == Kind::one_to_one) return include_self_ ? own : 0;
  return block_.count() - (include_self_ ? 0 : own);
}

std::int64_t Connectivity::edges() const {
  std::int64_t n = 0;
  if (kind_ == Kind::rows) {
    for (const TargetBlock& b : blocks_) n += static_cast<std::int64_t>(b.targets.size());
  } else {
    for (std::int64_t i = 0; i < pre_size_; ++i) n += row_length(i);
  }
  return n;
}

std::int64_t Connectivity::bytes() const {
  std::size_t n = 0;
  for (const TargetBlock& b : blocks_)
    n += b.starts.capacity() * sizeof b.starts[0] + b.targets.capacity() * sizeof b.targets[0] + b.numbers.capacity() * sizeof(std::int64_t);
  return static_cast<std::int64_t>(n);
}

std::int64_t Connectivity::add_counts(std::span<const std::uint32_t> sources, std::int32_t* counts) const {
  std::int64_t events = 0;
  if (kind_ != Kind::rows) {
    const auto in_block = [&](std::uint32_t s) { return s >= block_.first && s < block_.last; };
    if (kind_ == Kind::one_to_one) {
      for (const std::uint32_t s : sources)
        if (include_self_ && in_block(s)) ++counts[s - block_.first], ++events;
      return events;
    }
    const auto all = static_cast<std::int32_t>(sources.size());
    for (std::int64_t j = 0; j < block_.count(); ++j) counts[j] += all;
    events = all * block_.count();
    if (!include_self_)
      for (const std::uint32_t s : sources)
        if (in_block(s)) --counts[s - block_.first], --events;
    return events;
  }
  for (const TargetBlock& b : blocks_) {
    std::int32_t* const out = counts + (b.first - block_.first);
    const std::uint64_t* const starts = b.starts.data();
    for (std::size_t n = 0; n < sources.size(); ++n) {
      if (n + 2 * kRowsAhead < sources.size()) __builtin_prefetch(starts + sources[n + 2 * kRowsAhead]);
      if (n + kRowsAhead < sources.size()) {
        const std::uint32_t ahead = sources[n + kRowsAhead];
        const auto* p = reinterpret_cast<const char*>(b.targets.data() + starts[ahead]);
        const auto* end = reinterpret_cast<const char*>(b.targets.data() + starts[ahead + 1]);
        for (end = std::min(end, p + 32 * kLine); p < end; p += kLine) __builtin_prefetch(p);
      }
      const std::uint16_t* t = b.targets.data() + starts[sources[n]];
      const std::uint16_t* const end = b.targets.data() + starts[sources[n] + 1];
      events += end - t;
      for (; t != end; ++t) ++out[*t];
    }
  }
  return events;
}

std::int64_t Connectivity::add_weights(std::span<const std::uint32_t> sources, const std::int64_t* weights, std::int64_t* sums) const {
  std::int64_t events = 0;
  for (const TargetBlock& b : blocks_) {
    std::int64_t* const out = sums + (b.first - block_.first);
    const std::uint64_t* const starts = b.starts.data();
    const std::int64_t* const w = weights + b.offset;
    for (std::size_t n = 0; n < sources.size(); ++n) {
      if (n + kRowsAhead < sources.size()) {
        const std::uint64_t ahead = starts[sources[n + kRowsAhead]];
        __builtin_prefetch(b.targets.data() + ahead);
        __builtin_prefetch(w + ahead);
      }
      const std::uint64_t end = starts[sources[n] + 1];
      events += static_cast<std::int64_t>(end - starts[sources[n]]);
      for (std::uint64_t k = starts[sources[n]]; k < end; ++k) out[b.targets[k]] += w[k];
    }
  }
  return events;
}

void Connectivity::for_each(
    const std::function<void(std::int64_t, std::int64_t, std::int64_t, std::int64_t)>& visit) const {
  if (kind_ != Kind::rows) {
    std::int64_t position = 0;
    for (std::int64_t i = 0; i < pre_size_; ++i) {
      std::int64_t number = 0;
      const Block row = kind_ == Kind::all_to_all ? block_ : Block{std::max(i, block_.first), std::min(i + 1, block_.last)};
      for (std::int64_t j = row.first; j < row.last; ++j)
        if (include_self_ || i != j) visit(position++, i, j, number++);
    }
    return;
  }
  std::vector<std::int64_t> before(static_cast<std::size_t>(pre_size_), 0);  // of each row, in earlier blocks
  for (const TargetBlock& b : blocks_) {
    for (std::size_t i = 0; i + 1 < b.starts.size(); ++i) {
      for (std::uint64_t k = b.starts[i]; k < b.starts[i + 1]; ++k) {
        const std::int64_t number = listed_ ? b.numbers[k] : before[i] + static_cast<std::int64_t>(k - b.starts[i]);
        visit(b.offset + static_cast<std::int64_t>(k), static_cast<std::int64_t>(i), b.first + b.targets[k], number);
      }
      before[i] += static_cast<std::int64_t>(b.starts[i + 1] - b.starts[i]);
    }
  }
}

}  // namespace bpl::runtime
