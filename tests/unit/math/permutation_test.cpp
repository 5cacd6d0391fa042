// Permutations found item by item: every number once, and no order that sorting would not give too.
#include "math/permutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "chi_square.h"

namespace bpl::math {
namespace {

std::vector<std::uint64_t> all(PhiloxKey key, std::uint64_t n) {
  const KeyedPermutation permutation(key, n);
  std::vector<std::uint64_t> items;
  for (std::uint64_t k = 0; k < n; ++k) items.push_back(permutation[k]);
  return items;
}

TEST(KeyedPermutation, HoldsEveryNumberOnce) {
  for (const std::uint64_t n : {1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 4096, 4097, 8192, 100000}) {
    std::vector<std::uint64_t> items = all(stream_key(3, n), n);
    std::sort(items.begin(), items.end());
    for (std::uint64_t k = 0; k < n; ++k) ASSERT_EQ(items[k], k) << n;
  }
}

TEST(KeyedPermutation, KeysGiveOtherOrders) {
  EXPECT_EQ(all(stream_key(1, 2), 5000), all(stream_key(1, 2), 5000));
  EXPECT_NE(all(stream_key(1, 2), 5000), all(stream_key(1, 3), 5000));
}

// Over many keys every item lands everywhere equally often, and so does each pair of neighbours.
TEST(KeyedPermutation, PlacesAndPairsAreUniform) {
  constexpr std::uint64_t kItems = 24, kKeys = 20000;
  std::vector<double> places(kItems * kItems), pairs(kItems * kItems);
  for (std::uint64_t key = 0; key < kKeys; ++key) {
    const std::vector<std::uint64_t> items = all(stream_key(key, 8), kItems);
    for (std::uint64_t k = 0; k < kItems; ++k) ++places[k * kItems + items[k]];
    ++pairs[items[10] * kItems + items[11]];
  }
  const std::vector<double> everywhere(kItems * kItems, static_cast<double>(kKeys) / kItems);
  std::vector<double> different(kItems * kItems, static_cast<double>(kKeys) / (kItems * (kItems - 1)));
  for (std::uint64_t k = 0; k < kItems; ++k) {
    EXPECT_EQ(pairs[k * kItems + k], 0);
    different[k * kItems + k] = 0;
  }
  EXPECT_LT(std::abs(test::chi_square_excess(places, everywhere)), 5);
  EXPECT_LT(std::abs(test::chi_square_excess(pairs, different)), 5);
}

// Within one permutation: the fixed points of many are Poisson with mean 1; ascents and the correlation of neighbours.
TEST(KeyedPermutation, LooksLikeAShuffle) {
  constexpr std::uint64_t kItems = 5000, kKeys = 400;
  double fixed = 0, ascents = 0, products = 0;
  const double mean = (kItems - 1) / 2.0, variance = (static_cast<double>(kItems) * kItems - 1) / 12;
  for (std::uint64_t key = 0; key < kKeys; ++key) {
    const std::vector<std::uint64_t> items = all(stream_key(key, 9), kItems);
    for (std::uint64_t k = 0; k < kItems; ++k) fixed += items[k] == k ? 1 : 0;
    for (std::uint64_t k = 1; k < kItems; ++k) {
      ascents += items[k] > items[k - 1] ? 1 : 0;
      products += (static_cast<double>(items[k]) - mean) * (static_cast<double>(items[k - 1]) - mean) / variance;
    }
  }
  EXPECT_NEAR(fixed, kKeys, 5 * std::sqrt(kKeys));
  EXPECT_NEAR(ascents, kKeys * (kItems - 1) / 2.0, 5 * std::sqrt(kKeys * (kItems + 1) / 12.0));
  EXPECT_NEAR(products, -static_cast<double>(kKeys), 5 * std::sqrt(kKeys * static_cast<double>(kItems)));
}

}  // namespace
}  // namespace bpl::math
