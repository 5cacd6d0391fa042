// Numpy's legacy generator against what numpy and BrainPy drew.
#include "math/mt19937.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace bpl::math {
namespace {

nlohmann::json load(const std::string& name) {
  std::ifstream file(std::string(BPL_TEST_DATA) + "/random/" + name);
  return nlohmann::json::parse(file);
}

// The check value of the C++ standard for mt19937, whose default seed is 5489.
TEST(NumpyRandom, TenThousandthWord) {
  NumpyRandom random(5489);
  for (int i = 0; i < 9999; ++i) random.next_u32();
  EXPECT_EQ(random.next_u32(), 4123659995u);
}

// np.random.seed(42); np.random.rand(3), as printed in numpy's own documentation and countless tutorials.
TEST(NumpyRandom, WellKnownDoubles) {
  NumpyRandom random(42);
  EXPECT_DOUBLE_EQ(random.random_sample(), 0.3745401188473625);
  EXPECT_DOUBLE_EQ(random.random_sample(), 0.9507143064099162);
  EXPECT_DOUBLE_EQ(random.random_sample(), 0.7319939418114051);
}

TEST(NumpyRandom, NormalInitialValues) {
  const nlohmann::json init = load("normal_init.json");
  for (const auto& [group, seed] : {std::pair{"a", 11u}, {"b", 12u}}) {
    const auto expected = init["V0"][group].get<std::vector<double>>();
    const std::vector<double> drawn = NumpyRandom(seed).normal(-55, 2, expected.size());
    for (std::size_t i = 0; i < drawn.size(); ++i) EXPECT_EQ(static_cast<float>(drawn[i]), static_cast<float>(expected[i])) << group << i;
  }
}

// The first num entries of a permutation for each row, from a generator seeded by the connector's generator.
std::vector<std::uint32_t> rows(NumpyRandom& connector, int row_count, std::uint32_t targets, std::size_t num) {
  NumpyRandom random(static_cast<std::uint32_t>(connector.randint(0, 100000000)));
  std::vector<std::uint32_t> out, permutation;
  for (int row = 0; row < row_count; ++row) {
    random.permutation(targets, permutation);
    out.insert(out.end(), permutation.begin(), permutation.begin() + static_cast<std::ptrdiff_t>(num));
  }
  return out;
}

TEST(NumpyRandom, FixedProbRows) {
  const nlohmann::json reference = load("FixedProb_123.json");
  NumpyRandom connector(123);
  EXPECT_EQ(rows(connector, 200, 100, 4), reference["pre2post(csr)"]["post"].get<std::vector<std::uint32_t>>());
}

TEST(NumpyRandom, FixedPreNumColumns) {
  const nlohmann::json reference = load("FixedPreNum.json");
  NumpyRandom connector(9);
  // Drawn target by target, stored sorted by source.
  const std::vector<std::uint32_t> first = rows(connector, 30, 40, 5);
  std::vector<std::uint32_t> by_source;
  for (std::uint32_t source = 0; source < 40; ++source)
    for (std::uint32_t i = 0; i < first.size(); ++i)
      if (first[i] == source) by_source.push_back(i / 5);
  EXPECT_EQ(by_source, reference["pre2post(csr)"]["post"].get<std::vector<std::uint32_t>>());
}

TEST(NumpyRandom, BoundedIntegers) {
  NumpyRandom random(1);
  EXPECT_EQ(random.randint(5, 6), 5);
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t x = random.randint(-3, 4);
    EXPECT_TRUE(x >= -3 && x < 4);
    EXPECT_LE(random.interval(1ull << 40), 1ull << 40);
  }
  std::vector<std::uint32_t> permutation = random.permutation(50);
  std::sort(permutation.begin(), permutation.end());
  for (std::uint32_t i = 0; i < 50; ++i) EXPECT_EQ(permutation[i], i);
}

}  // namespace
}  // namespace bpl::math
