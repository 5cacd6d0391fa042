// The recursions behind connect_rows.h.
#include "math/connect_rows.h"

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>

#include "math/hypergeometric.h"

namespace bpl::math {
namespace {

// One node of the recursion: heap numbering, the root is 1; 0 is free for a draw about the whole row.
struct Node {
  std::uint64_t id;
  std::uint64_t low;
  std::uint64_t size;
  std::uint64_t count;
};

constexpr std::uint64_t kWholeRow = 0;
// Draws of one node have so many bits of the 64-bit draw counter; the node has the others.
constexpr int kDrawBits = 16;
// Up to here the sum of fair bits is cheaper than the general sampler.
constexpr std::uint64_t kCountedBits = 1024;

// Without the popcnt instruction, which the base instruction set lacks, std::popcount is a library call.
std::uint64_t count_ones(std::uint32_t w) {
  w -= (w >> 1) & 0x55555555u;
  w = (w & 0x33333333u) + ((w >> 2) & 0x33333333u);
  return ((w + (w >> 4)) & 0x0f0f0f0fu) * 0x01010101u >> 24;
}

std::uint64_t fair_bits(PhiloxStream& stream, std::uint64_t count) {
  std::uint64_t ones = 0;
  for (; count >= 32; count -= 32) ones += count_ones(stream.next_u32());
  if (count > 0) ones += count_ones(stream.next_u32() >> (32 - count));
  return ones;
}

// A product of falling factors around the largest weight: weight(x)/weight(mode) of a split of `few` over halves of
// `first` and `second` items, against the fair bits that proposed x. True with that probability.
bool accept_split(double u, std::uint64_t first, std::uint64_t second, std::uint64_t few, std::uint64_t x) {
  const double a = static_cast<double>(first), b = static_cast<double>(second - few) + 1;
  const std::uint64_t mode = (few + 1 - (second - first)) / 2;
  const auto factor = [&](std::uint64_t y) { return (a - static_cast<double>(y)) / (b + static_cast<double>(y)); };
  if (x == mode) return true;
  const bool above = x > mode;
  // The outermost factor is the smallest, so (1 - (1 - f))^d >= 1 - d*(1 - f) decides nearly always.
  const double smallest = above ? factor(x - 1) : 1 / factor(x);
  const double distance = static_cast<double>(above ? x - mode : mode - x);
  if (u < 1 - distance * (1 - smallest)) return true;
  double ratio = 1;
  for (std::uint64_t y = above ? mode : x; y < (above ? x : mode); ++y) ratio *= above ? factor(y) : 1 / factor(y);
  return u < ratio;
}

// Hypergeometric split of `count` over halves of `first` and `second` items, first <= second <= first + 1.
std::uint64_t split_without_replacement(PhiloxStream& stream, std::uint64_t first, std::uint64_t second, std::uint64_t count) {
  const std::uint64_t total = first + second;
  const bool complement = count > total / 2;
  const std::uint64_t few = complement ? total - count : count;
  std::uint64_t x = 0;
  if (few > kCountedBits) {
    x = hypergeometric(stream, total, first, few);
  } else {
    do x = fair_bits(stream, few);
    while (!accept_split(stream.next_f64(), first, second, few, x));
  }
  return complement ? first - x : x;
}

std::uint64_t split_with_replacement(PhiloxStream& stream, std::uint64_t first, std::uint64_t second, std::uint64_t count) {
  if (first == second && count <= kCountedBits) return fair_bits(stream, count);
  return binomial(stream, count, static_cast<double>(first) / static_cast<double>(first + second));
}

// Six-bit numbers, ten from each 64-bit word.
template <typename Take>
void take_sixes(PhiloxStream& stream, Take take) {
  std::uint64_t word = stream.next_u64();
  for (int i = 0; i < 10; ++i, word >>= 6) take(word & 63);
}

// A uniform subset of `want` of `size` <= 64 items.
std::uint64_t subset_of_leaf(PhiloxStream& stream, std::uint64_t size, std::uint64_t want) {
  const std::uint64_t valid = ~std::uint64_t{0} >> (64 - size);
  const bool complement = want > size / 2;
  if (complement) want = size - want;
  std::uint64_t mask = 0, taken = 0;
  while (taken < want) {
    take_sixes(stream, [&](std::uint64_t item) {
      const std::uint64_t bit = (std::uint64_t{1} << item) & valid & ~mask & (0 - static_cast<std::uint64_t>(taken < want));
      mask |= bit;
      taken += bit != 0 ? 1 : 0;
    });
  }
  return complement ? valid & ~mask : mask;
}

// Up to kLeafCount numbers in ascending order; the unused places at the end hold the largest value.
struct SortedFew {
  std::array<std::uint32_t, kLeafCount> items;
  SortedFew() { items.fill(0xffffffffu); }

  // How many were added: 0 for one that is there already, unless repeats are wanted. Without branches on the data.
  std::uint64_t add(std::uint32_t value, bool repeats) {
    bool present = false;
    for (const std::uint32_t item : items) present |= item == value;
    if (present && !repeats) return 0;
    for (std::size_t i = kLeafCount - 1; i > 0; --i) items[i] = std::max(items[i - 1], std::min(items[i], value));
    items[0] = std::min(items[0], value);
    return 1;
  }
};

class RowWalk {
 public:
  RowWalk(PhiloxKey key, std::uint64_t source, const RowPart& part, std::vector<std::uint32_t>& out)
      : key_(key), source_(source), first_(part.first), last_(part.last), out_(out) {}

  PhiloxStream stream(std::uint64_t node) const { return PhiloxStream(key_, source_, node << kDrawBits); }
  void finish(const PhiloxStream& stream) { blocks_ += stream.blocks_used(); }
  std::uint64_t blocks() const { return blocks_; }

  void run(const RowPart& part, std::uint64_t count, bool replace) {
    const std::size_t before = out_.size();
    const std::uint64_t most = replace ? count : std::min(count, last_ - first_);
    out_.resize(before + most);
    end_ = out_.data() + before;
    const Node root{1, 0, part.post_num, count};
    if (replace) visit_multi(root);
    else visit(root);
    out_.resize(static_cast<std::size_t>(end_ - out_.data()));
  }

 private:
  bool outside(const Node& n) const { return n.count == 0 || n.low >= last_ || n.low + n.size <= first_; }
  bool inside(const Node& n) const { return n.low >= first_ && n.low + n.size <= last_; }
  void emit(std::uint64_t target) { *end_++ = static_cast<std::uint32_t>(target); }
  void emit_clipped(std::uint64_t target) {
    if (target >= first_ && target < last_) emit(target);
  }

  void visit(Node n) {
    while (!outside(n)) {
      if (n.count == n.size) return emit_all(n);
      if (n.size <= kLeafTargets) return leaf(n);
      if (n.count <= kLeafCount) return few_in_range(n, false);
      PhiloxStream draws = stream(n.id);
      const std::uint64_t half = n.size / 2;
      const std::uint64_t left = split_without_replacement(draws, half, n.size - half, n.count);
      finish(draws);
      visit({2 * n.id, n.low, half, left});
      n = {2 * n.id + 1, n.low + half, n.size - half, n.count - left};
    }
  }

  void visit_multi(Node n) {
    while (!outside(n)) {
      if (n.count <= kLeafCount) return few_in_range(n, true);
      if (n.size <= kLeafTargets) return leaf_multi(n);
      PhiloxStream draws = stream(n.id);
      const std::uint64_t half = n.size / 2;
      const std::uint64_t left = split_with_replacement(draws, half, n.size - half, n.count);
      finish(draws);
      visit_multi({2 * n.id, n.low, half, left});
      n = {2 * n.id + 1, n.low + half, n.size - half, n.count - left};
    }
  }

  void emit_all(const Node& n) {
    const std::uint64_t high = std::min(n.low + n.size, last_);
    for (std::uint64_t target = std::max(n.low, first_); target < high; ++target) emit(target);
  }

  void leaf(const Node& n) {
    PhiloxStream draws = stream(n.id);
    std::uint64_t mask = subset_of_leaf(draws, n.size, n.count);
    finish(draws);
    if (!inside(n)) {
      if (n.low < first_) mask &= ~std::uint64_t{0} << (first_ - n.low);
      if (n.low + n.size > last_) mask &= ~std::uint64_t{0} >> (64 - (last_ - n.low));
    }
    for (; mask != 0; mask &= mask - 1) emit(n.low + static_cast<std::uint64_t>(std::countr_zero(mask)));
  }

  void leaf_multi(const Node& n) {
    std::array<std::uint32_t, kLeafTargets> times{};
    PhiloxStream draws = stream(n.id);
    for (std::uint64_t missing = n.count; missing > 0;) {
      take_sixes(draws, [&](std::uint64_t item) {
        const bool taken = item < n.size && missing > 0;
        times[item] += taken ? 1 : 0;
        missing -= taken ? 1 : 0;
      });
    }
    finish(draws);
    for (std::uint64_t i = 0; i < n.size; ++i)
      for (std::uint32_t j = 0; j < times[i]; ++j) emit_clipped(n.low + i);
  }

  // At most kLeafCount targets anywhere in the range, kept in order as they come.
  void few_in_range(const Node& n, bool replace) {
    SortedFew few;
    PhiloxStream draws = stream(n.id);
    const auto size = static_cast<std::uint32_t>(n.size);
    for (std::uint64_t have = 0; have < n.count;) {
      if (size > 0xffff) {
        have += few.add(draws.below_u32(size), replace);
        continue;
      }
      // Two 16-bit numbers from one word, each by multiply and reject.
      const std::uint32_t word = draws.next_u32(), threshold = (0x10000u - size) % size;
      for (const std::uint32_t half : {word & 0xffff, word >> 16}) {
        const std::uint32_t product = half * size;
        if (have < n.count && (product & 0xffff) >= threshold) have += few.add(product >> 16, replace);
      }
    }
    finish(draws);
    if (inside(n)) {
      for (std::uint64_t i = 0; i < n.count; ++i) emit(n.low + few.items[i]);
    } else {
      for (std::uint64_t i = 0; i < n.count; ++i) emit_clipped(n.low + few.items[i]);
    }
  }

  PhiloxKey key_;
  std::uint64_t source_;
  std::uint64_t first_, last_;
  std::vector<std::uint32_t>& out_;
  std::uint32_t* end_ = nullptr;
  std::uint64_t blocks_ = 0;
};

void check(const RowPart& part) {
  if (part.post_num > 0xffffffffu || part.first > part.last || part.last > part.post_num)
    throw std::invalid_argument("connect_rows: the part does not lie in the population");
}

}  // namespace

std::uint64_t fixed_outdegree_row(PhiloxKey key, std::uint64_t source, RowPart part, std::uint64_t k, std::vector<std::uint32_t>& out) {
  check(part);
  if (k > part.post_num) throw std::invalid_argument("connect_rows: more targets wanted than there are");
  RowWalk walk(key, source, part, out);
  walk.run(part, k, false);
  return walk.blocks();
}

namespace {

PhiloxStream whole_row(PhiloxKey key, std::uint64_t source) { return PhiloxStream(key, source, kWholeRow << kDrawBits); }

}  // namespace

std::uint64_t bernoulli_row_count(PhiloxKey key, std::uint64_t source, std::uint64_t post_num, double p) {
  PhiloxStream draws = whole_row(key, source);
  return binomial(draws, post_num, p);
}

std::uint64_t bernoulli_row(PhiloxKey key, std::uint64_t source, RowPart part, double p, std::vector<std::uint32_t>& out) {
  check(part);
  RowWalk walk(key, source, part, out);
  PhiloxStream draws = whole_row(key, source);
  const std::uint64_t count = binomial(draws, part.post_num, p);
  walk.finish(draws);
  walk.run(part, count, false);
  return walk.blocks();
}

std::uint64_t multi_connection_row(PhiloxKey key, std::uint64_t source, RowPart part, std::uint64_t k, std::vector<std::uint32_t>& out) {
  check(part);
  if (k > 0 && part.post_num == 0) throw std::invalid_argument("connect_rows: targets wanted in an empty population");
  RowWalk walk(key, source, part, out);
  walk.run(part, k, true);
  return walk.blocks();
}

namespace {

// The recursion of fixed_total_number: a node's stream has the node as element, so its draws are not limited.
struct PairWalk {
  PhiloxKey key;
  std::uint64_t pre_num;
  RowPart part;
  std::vector<Connection>& out;
  std::uint64_t blocks = 0;

  void visit(Node n) {
    while (n.count != 0 && n.low < part.last && n.low + n.size > part.first) {
      PhiloxStream draws(key, n.id);
      const bool leaf = n.count <= kLeafCount || n.size <= kLeafTargets;
      const std::uint64_t half = n.size / 2;
      std::uint64_t left = 0;
      if (leaf) draw_pairs(draws, n);
      else left = split_with_replacement(draws, half, n.size - half, n.count);
      blocks += draws.blocks_used();
      if (leaf) return;
      visit({2 * n.id, n.low, half, left});
      n = {2 * n.id + 1, n.low + half, n.size - half, n.count - left};
    }
  }

  void draw_pairs(PhiloxStream& draws, const Node& n) {
    const auto before = static_cast<std::ptrdiff_t>(out.size());
    for (std::uint64_t i = 0; i < n.count; ++i) {
      const std::uint64_t target = n.low + draws.below(n.size);
      const std::uint64_t source = draws.below(pre_num);
      if (target >= part.first && target < part.last)
        out.push_back({static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(target)});
    }
    std::sort(out.begin() + before, out.end(), [](const Connection& a, const Connection& b) {
      return join_words(a.source, a.target) < join_words(b.source, b.target);
    });
  }
};

}  // namespace

std::uint64_t fixed_total_number(PhiloxKey key, std::uint64_t pre_num, RowPart part, std::uint64_t num, std::vector<Connection>& out) {
  check(part);
  if (num > 0 && (part.post_num == 0 || pre_num == 0 || pre_num > 0xffffffffu))
    throw std::invalid_argument("connect_rows: no pairs between these populations");
  PairWalk walk{key, pre_num, part, out};
  walk.visit({1, 0, part.post_num, num});
  return walk.blocks;
}

}  // namespace bpl::math
