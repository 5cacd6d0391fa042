// The fixed tree: against a direct recursion, for any partition into blocks.
#include "math/ordered_sum.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "math/philox.h"

namespace bpl::math {
namespace {

// The definition read literally: node (k, j) of [0, n).
template <typename T>
T node(const std::vector<T>& x, std::uint64_t k, int j) {
  if (j == 0) return x[k];
  const std::uint64_t right = (2 * k + 1) << (j - 1);
  const T left_value = node(x, 2 * k, j - 1);
  return right < x.size() ? left_value + node(x, 2 * k + 1, j - 1) : left_value;
}

template <typename T>
T recursive_sum(const std::vector<T>& x) {
  int level = 0;
  while ((std::uint64_t{1} << level) < x.size()) ++level;
  return x.empty() ? T{} : node(x, 0, level);
}

template <typename T>
std::vector<T> numbers(std::size_t n) {
  PhiloxStream stream(stream_key(17, n), 0);
  std::vector<T> x(n);
  for (T& v : x) v = static_cast<T>((stream.next_f64() - 0.4) * (stream.next_u32() % 1000));
  return x;
}

TEST(OrderedSum, EmptyAndOne) {
  EXPECT_EQ(ordered_sum(std::span<const double>{}), 0.0);
  const double x = 0.1;
  EXPECT_EQ(ordered_sum(std::span(&x, 1)), 0.1);
}

template <typename T>
void expect_tree(std::size_t n) {
  const std::vector<T> x = numbers<T>(n);
  const T expected = recursive_sum(x);
  EXPECT_EQ(ordered_sum(std::span<const T>(x)), expected) << n;
  PhiloxStream stream(stream_key(18, n), 0);
  for (int trial = 0; trial < 20; ++trial) {
    std::vector<std::uint64_t> cuts{0, n};
    for (std::uint64_t i = stream.below(9); i-- > 0;) cuts.push_back(stream.below(n + 1));
    std::sort(cuts.begin(), cuts.end());
    std::vector<TreeRoot<T>> roots;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      const auto block = reduce_block<T>(cuts[i], std::span<const T>(x).subspan(cuts[i], cuts[i + 1] - cuts[i]));
      EXPECT_LE(block.size(), 40u);
      roots.insert(roots.end(), block.begin(), block.end());
    }
    EXPECT_EQ(join_roots<T>(roots), expected) << n;
  }
}

TEST(OrderedSum, AnyPartitionHasTheBitsOfTheTree) {
  for (std::size_t n : {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 100, 255, 256, 257, 1000, 4096, 5000, 77169}) {
    expect_tree<float>(n);
    expect_tree<double>(n);
  }
}

TEST(OrderedSum, OtherOperations) {
  const std::vector<double> x = numbers<double>(1000);
  const auto larger = [](double a, double b) { return a > b ? a : b; };
  EXPECT_EQ((ordered_sum<double>(std::span<const double>(x), -1e300, larger)), *std::max_element(x.begin(), x.end()));
}

}  // namespace
}  // namespace bpl::math
