#include "runtime/src/exchange.h"

#include <algorithm>
#include <utility>

namespace bpl::runtime {

void SpikeExchange::note_step() {
  std::vector<std::int64_t>& numbers = noted_.emplace_back();
  for (SpikeSource* source : sources_) {
    numbers.push_back(source->advance());
    source->use_live = false;
    if (world_.size() == 1) {
      std::vector<std::uint32_t>& list = source->emission(numbers.back());
      list.clear();
      source->variable().append_true(0, &list);
      continue;
    }
    const std::size_t head = outgoing_.size();
    outgoing_.push_back(0);
    source->variable().append_true(0, &outgoing_);
    outgoing_[head] = static_cast<std::uint32_t>(outgoing_.size() - head - 1);
  }
}

bool SpikeExchange::exchange(bool well) {
  const auto ranks = static_cast<std::size_t>(world_.size());
  if (ranks == 1) {
    arrived_ = std::exchange(noted_, {});
    return !well;
  }
  const std::size_t block = kInline + 3;
  fixed_.assign(block, 0);
  fixed_[0] = well ? 0 : 1;
  fixed_[1] = static_cast<std::uint32_t>(outgoing_.size());
  fixed_[2] = static_cast<std::uint32_t>(outgoing_.size() >> 32);
  const bool fits = outgoing_.size() <= kInline;
  if (fits) std::copy(outgoing_.begin(), outgoing_.end(), fixed_.begin() + 3);
  incoming_.resize(block * ranks);
  world_.all_gather_fixed(reinterpret_cast<const std::byte*>(fixed_.data()), reinterpret_cast<std::byte*>(incoming_.data()),
                          static_cast<int>(block * sizeof(std::uint32_t)));
  bool failed = false;
  std::vector<std::size_t> offsets(ranks + 1, 0);
  bool all_fit = true;
  for (std::size_t r = 0; r < ranks; ++r) {
    const std::uint32_t* head = incoming_.data() + r * block;
    failed = failed || head[0] != 0;
    const std::size_t size = head[1] | std::size_t{head[2]} << 32;
    all_fit = all_fit && size <= kInline;
    offsets[r + 1] = offsets[r] + (size > kInline ? size : 0) * sizeof(std::uint32_t);
  }
  // A rank that failed may have noted fewer steps: what came is not looked at.
  if (failed) {
    outgoing_.clear();
    noted_.clear();
    return true;
  }
  for (const std::vector<std::int64_t>& numbers : noted_)
    for (std::size_t s = 0; s < sources_.size(); ++s) sources_[s]->emission(numbers[s]).clear();
  Bytes large;
  if (!all_fit) {
    const std::span<const std::uint32_t> mine = fits ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(outgoing_);
    large = world_.all_gather_known(std::as_bytes(mine), offsets);
  }
  for (std::size_t r = 0; r < ranks; ++r) {
    const std::uint32_t* head = incoming_.data() + r * block;
    const std::size_t size = head[1] | std::size_t{head[2]} << 32;
    if (size <= kInline) {
      unpack(static_cast<int>(r), {head + 3, size});
    } else {
      unpack(static_cast<int>(r), {reinterpret_cast<const std::uint32_t*>(large.data() + offsets[r]), size});
    }
  }
  outgoing_.clear();
  arrived_ = std::exchange(noted_, {});
  return false;
}

void SpikeExchange::unpack(int rank, std::span<const std::uint32_t> words) {
  std::size_t at = 0;
  for (const std::vector<std::int64_t>& numbers : noted_) {
    for (std::size_t s = 0; s < sources_.size(); ++s) {
      const auto base = static_cast<std::uint32_t>(block_start(sources_[s]->variable().size, rank, world_.size()));
      std::vector<std::uint32_t>& list = sources_[s]->emission(numbers[s]);
      const std::size_t n = words[at++];
      for (std::size_t k = 0; k < n; ++k) list.push_back(base + words[at + k]);
      at += n;
    }
  }
}

void SpikeExchange::exchange_live(SpikeSource& source) {
  source.live = gather_true(world_, source.variable());
  source.use_live = true;
  source.written = false;
}

std::vector<std::uint32_t> gather_true(World& world, const Variable& variable) {
  std::vector<std::uint32_t> mine;
  variable.append_true(static_cast<std::uint32_t>(variable.block.first), &mine);
  if (world.size() == 1) return mine;
  std::vector<std::size_t> offsets;
  const Bytes all = world.all_gather(std::as_bytes(std::span(mine)), &offsets);
  const auto* words = reinterpret_cast<const std::uint32_t*>(all.data());
  return {words, words + all.size() / sizeof(std::uint32_t)};
}

}  // namespace bpl::runtime
