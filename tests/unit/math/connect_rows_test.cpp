// Connection rows: exact degrees, independence of the partition, distribution, and cost in random numbers.
#include "math/connect_rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "tests/unit/math/chi_square.h"

namespace bpl::math {
namespace {

using Row = std::vector<std::uint32_t>;
using Draw = std::function<std::uint64_t(RowPart, Row&)>;

const PhiloxKey kKey = stream_key(99, fnv1a64("projection"));

Row whole(const Draw& draw, std::uint64_t n) {
  Row row;
  draw({n, 0, n}, row);
  return row;
}

// The parts of random partitions, and of equal blocks, join to the whole row.
void expect_same_for_any_partition(const Draw& draw, std::uint64_t n) {
  const Row expected = whole(draw, n);
  EXPECT_TRUE(std::is_sorted(expected.begin(), expected.end()));
  PhiloxStream stream(stream_key(5, n), 1);
  for (int trial = 0; trial < 6; ++trial) {
    std::vector<std::uint64_t> cuts{0, n};
    const std::uint64_t parts = trial < 3 ? 2 + trial : 1 + stream.below(40);
    for (std::uint64_t i = 1; i < parts; ++i) cuts.push_back(trial < 3 ? n * i / parts : stream.below(n + 1));
    std::sort(cuts.begin(), cuts.end());
    Row joined;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) draw({n, cuts[i], cuts[i + 1]}, joined);
    EXPECT_EQ(joined, expected) << n;
  }
}

bool distinct(const Row& row) { return std::adjacent_find(row.begin(), row.end()) == row.end(); }

TEST(ConnectRows, FixedOutdegreeIsExact) {
  for (std::uint64_t n : {1, 2, 5, 63, 64, 65, 100, 127, 1000, 4097, 77169})
    for (std::uint64_t k : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{80}, n / 10, n / 2, n - 1, n}) {
      if (k > n) continue;
      const Draw draw = [&](RowPart part, Row& row) { return fixed_outdegree_row(kKey, n + k, part, k, row); };
      const Row row = whole(draw, n);
      EXPECT_EQ(row.size(), k);
      EXPECT_TRUE(distinct(row));
      if (k > 0) {
        EXPECT_LT(row.back(), n);
      }
      expect_same_for_any_partition(draw, n);
    }
}

TEST(ConnectRows, OtherRulesDoNotDependOnThePartition) {
  for (std::uint64_t n : {1, 64, 65, 1000, 20011}) {
    for (double p : {0.0, 0.001, 0.1, 0.6, 1.0}) {
      const Draw draw = [&](RowPart part, Row& row) { return bernoulli_row(kKey, 3, part, p, row); };
      expect_same_for_any_partition(draw, n);
      EXPECT_EQ(bernoulli_row_count(kKey, 3, n, p), whole(draw, n).size());
    }
    for (std::uint64_t k : {1, 9, 500, 30000})
      expect_same_for_any_partition([&](RowPart part, Row& row) { return multi_connection_row(kKey, 3, part, k, row); }, n);
  }
}

TEST(ConnectRows, PartsAreAppended) {
  Row row{7};
  fixed_outdegree_row(kKey, 0, {100, 0, 100}, 4, row);
  EXPECT_EQ(row.size(), 5u);
  EXPECT_EQ(row[0], 7u);
}

TEST(ConnectRows, RowsDiffer) {
  const auto row = [](PhiloxKey key, std::uint64_t source) {
    return whole([&](RowPart part, Row& out) { return fixed_outdegree_row(key, source, part, 20, out); }, 1000);
  };
  EXPECT_EQ(row(kKey, 1), row(kKey, 1));
  EXPECT_NE(row(kKey, 1), row(kKey, 2));
  EXPECT_NE(row(kKey, 1), row(kKey, 1 + (1ull << 32)));
  EXPECT_NE(row(kKey, 1), row(stream_key(100, 0), 1));
}

TEST(ConnectRows, MisfitsAreRefused) {
  Row row;
  EXPECT_THROW(fixed_outdegree_row(kKey, 0, {10, 0, 10}, 11, row), std::invalid_argument);
  EXPECT_THROW(fixed_outdegree_row(kKey, 0, {10, 0, 11}, 1, row), std::invalid_argument);
  EXPECT_THROW(multi_connection_row(kKey, 0, {0, 0, 0}, 1, row), std::invalid_argument);
}

// Every subset of a small row is equally likely.
TEST(ConnectRows, SubsetsAreUniform) {
  const int rows = 30000;
  std::vector<double> seen(1 << 7);
  for (int source = 0; source < rows; ++source) {
    int subset = 0;
    for (const std::uint32_t target : whole([&](RowPart part, Row& out) { return fixed_outdegree_row(kKey, source, part, 3, out); }, 7))
      subset |= 1 << target;
    ++seen[subset];
  }
  std::vector<double> expected(1 << 7);
  for (unsigned subset = 0; subset < expected.size(); ++subset) expected[subset] = std::popcount(subset) == 3 ? rows / 35.0 : 0;
  EXPECT_LT(test::chi_square_excess(seen, expected), 5);
}

// In-degrees, and how often two fixed targets are joined by one row, against their exact means.
void expect_uniform_targets(std::uint64_t n, std::uint64_t k, int rows) {
  std::vector<double> seen(n), expected(n, double(rows) * k / n);
  double pairs = 0, adjacent = 0;
  for (int source = 0; source < rows; ++source) {
    const Row row = whole([&](RowPart part, Row& out) { return fixed_outdegree_row(kKey, source, part, k, out); }, n);
    for (const std::uint32_t target : row) ++seen[target];
    const bool low = std::binary_search(row.begin(), row.end(), 0u);
    pairs += low && std::binary_search(row.begin(), row.end(), static_cast<std::uint32_t>(n - 1)) ? 1 : 0;
    adjacent += low && std::binary_search(row.begin(), row.end(), 1u) ? 1 : 0;
  }
  // Without replacement the counts vary less than Poisson: the excess is bounded from above only.
  EXPECT_LT(test::chi_square_excess(seen, expected), 5) << n << " " << k;
  const double p2 = double(k) * (k - 1) / (double(n) * (n - 1)), error = 5 * std::sqrt(rows * p2) + 1;
  EXPECT_NEAR(pairs, rows * p2, error) << n << " " << k;
  EXPECT_NEAR(adjacent, rows * p2, error) << n << " " << k;
}

TEST(ConnectRows, TargetsAreUniform) {
  expect_uniform_targets(100, 30, 4000);
  expect_uniform_targets(1000, 200, 2000);
  expect_uniform_targets(1001, 10, 20000);
  expect_uniform_targets(333, 300, 2000);
  expect_uniform_targets(9000, 4000, 300);
}

// The number of targets in the first third must follow the hypergeometric distribution, through every kind of node.
TEST(ConnectRows, BlockCountsFollowTheHypergeometric) {
  for (const auto& [n, k] : {std::pair<std::uint64_t, std::uint64_t>{300, 12}, {300, 150}, {3000, 90}, {3001, 2000}, {9000, 4000}}) {
    const std::uint64_t third = n / 3;
    const int rows = 6000;
    std::vector<double> seen(k + 1), expected(k + 1);
    for (int source = 0; source < rows; ++source) {
      Row row;
      fixed_outdegree_row(kKey, source, {n, third, 2 * third}, k, row);
      ++seen[row.size()];
    }
    const auto log_choose = [](double a, double b) { return lgammal(a + 1) - lgammal(b + 1) - lgammal(a - b + 1); };
    for (std::uint64_t x = 0; x <= std::min(k, third); ++x)
      if (k - x <= n - third) expected[x] = rows * static_cast<double>(expl(log_choose(third, x) + log_choose(n - third, k - x) - log_choose(n, k)));
    EXPECT_LT(test::chi_square_excess(seen, expected), 5) << n << " " << k;
  }
}

TEST(ConnectRows, BernoulliDegreesAndTargets) {
  const std::uint64_t n = 500;
  const double p = 0.05;
  const int rows = 5000;
  std::vector<double> degree(n + 1), degree_expected(n + 1), seen(n), expected(n, rows * p);
  for (int source = 0; source < rows; ++source) {
    const Row row = whole([&](RowPart part, Row& out) { return bernoulli_row(kKey, source, part, p, out); }, n);
    EXPECT_TRUE(distinct(row));
    ++degree[row.size()];
    for (const std::uint32_t target : row) ++seen[target];
  }
  for (std::uint64_t x = 0; x <= n; ++x)
    degree_expected[x] = rows * static_cast<double>(expl(lgammal(n + 1.0L) - lgammal(x + 1.0L) - lgammal(n - x + 1.0L) + x * logl(p) + (n - x) * log1pl(-p)));
  EXPECT_LT(test::chi_square_excess(degree, degree_expected), 5);
  EXPECT_LT(test::chi_square_excess(seen, expected), 5);
}

TEST(ConnectRows, MultiConnectionsRepeat) {
  for (const auto& [n, k] : {std::pair<std::uint64_t, std::uint64_t>{300, 900}, {301, 20}, {40, 5000}, {2000, 6000}}) {
    const int rows = 1000;
    std::vector<double> seen(n), expected(n, double(rows) * k / n), first(60), first_expected(60);
    for (int source = 0; source < rows; ++source) {
      const Row row = whole([&](RowPart part, Row& out) { return multi_connection_row(kKey, source, part, k, out); }, n);
      ASSERT_EQ(row.size(), k);
      for (const std::uint32_t target : row) ++seen[target];
      ++first[std::min<std::size_t>(59, std::upper_bound(row.begin(), row.end(), n / 2) - std::lower_bound(row.begin(), row.end(), n / 2))];
    }
    EXPECT_LT(test::chi_square_excess(seen, expected), 5) << n << " " << k;
    if (double(k) / n > 20) continue;
    for (std::uint64_t x = 0; x < 59 && x <= k; ++x)  // the repeats of one target are binomial
      first_expected[x] = rows * static_cast<double>(expl(lgammal(k + 1.0L) - lgammal(x + 1.0L) - lgammal(k - x + 1.0L) - x * logl(n) + (k - x) * log1pl(-1.0L / n)));
    EXPECT_LT(test::chi_square_excess(first, first_expected), 5) << n << " " << k;
  }
}

TEST(ConnectRows, FixedTotalNumber) {
  const std::uint64_t pre = 40, post = 500, num = 60000;
  std::vector<Connection> all, joined;
  fixed_total_number(kKey, pre, {post, 0, post}, num, all);
  EXPECT_EQ(all.size(), num);
  for (std::uint64_t first : {0, 1, 33, 200, 201}) {
    const std::uint64_t last = first == 0 ? 1 : first == 1 ? 33 : first == 33 ? 200 : first == 200 ? 201 : post;
    fixed_total_number(kKey, pre, {post, first, last}, num, joined);
  }
  EXPECT_EQ(joined, all);
  std::vector<double> seen(pre * post), expected(pre * post, double(num) / (pre * post)), targets(post), targets_expected(post, double(num) / post);
  for (const Connection& c : all) {
    ++seen[c.target * pre + c.source];
    ++targets[c.target];
  }
  EXPECT_LT(std::fabs(test::chi_square_excess(seen, expected)), 5);
  EXPECT_LT(std::fabs(test::chi_square_excess(targets, targets_expected)), 5);
}

// A part costs numbers for its own edges, the path from the root and two cut leaves, not for the whole row.
TEST(ConnectRows, PartsCostTheirShare) {
  const std::uint64_t n = 77169, k = 3900, rows = 20;
  Row row;
  std::uint64_t all = 0;
  for (std::uint64_t source = 0; source < rows; ++source) all += fixed_outdegree_row(kKey, source, {n, 0, n}, k, row);
  EXPECT_LT(all, rows * k * 6 / 10);
  for (std::uint64_t parts : {16, 128, 1024}) {
    std::uint64_t blocks = 0;
    for (std::uint64_t source = 0; source < rows; ++source)
      for (std::uint64_t part = 0; part < parts; ++part)
        blocks += fixed_outdegree_row(kKey, source, {n, n * part / parts, n * (part + 1) / parts}, k, row);
    EXPECT_LT(blocks, all + rows * parts * 60) << parts;
  }
}

}  // namespace
}  // namespace bpl::math
