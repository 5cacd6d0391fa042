// Philox: the published known answers, keys, and the distributions of the helpers.
#include "math/philox.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace bpl::math {
namespace {

// The vectors published with Random123 (kat_vectors, philox 4x32 with 10 rounds).
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox4x32({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}), (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// Published FNV-1a test values.
TEST(Philox, HashOfNames) {
  EXPECT_EQ(fnv1a64(""), 0xcbf29ce484222325ull);
  EXPECT_EQ(fnv1a64("a"), 0xaf63dc4c8601ec8cull);
  EXPECT_EQ(fnv1a64("foobar"), 0x85944171f73967e8ull);
  EXPECT_EQ(fnv1a64("bar", fnv1a64("foo")), fnv1a64("foobar"));
}

TEST(Philox, KeysDiffer) {
  const PhiloxKey key = stream_key(5, fnv1a64("E"));
  EXPECT_EQ(key, stream_key(5, fnv1a64("E")));
  EXPECT_NE(key, stream_key(6, fnv1a64("E")));
  EXPECT_NE(key, stream_key(5, fnv1a64("I")));
  EXPECT_NE(substream(key, 0), substream(key, 1));
  EXPECT_NE(substream(key, 0), key);
}

TEST(Philox, StreamReadsTheBlocksInOrder) {
  const PhiloxKey key = stream_key(1, 2);
  PhiloxStream stream(key, 1ull << 40, 7);
  for (std::uint64_t draw = 7; draw < 10; ++draw)
    for (const std::uint32_t word : philox_draw(key, 1ull << 40, draw)) EXPECT_EQ(stream.next_u32(), word);
  EXPECT_EQ(stream.blocks_used(), 3u);
}

TEST(Philox, UniformStaysInsideItsInterval) {
  EXPECT_EQ(uniform_f32(0), 0.0f);
  EXPECT_EQ(uniform_f32(~0u), 1 - 0x1p-24f);
  EXPECT_EQ(uniform_open_low_f32(0), 0x1p-24f);
  EXPECT_EQ(uniform_open_low_f32(~0u), 1.0f);
  EXPECT_EQ(uniform_f64(~0ull), 1 - 0x1p-53);
  EXPECT_EQ(uniform_open_low_f64(~0ull), 1.0);
}

// Means of powers against their exact values, within 5 standard errors.
TEST(Philox, Moments) {
  constexpr int kCount = 200000;
  PhiloxStream stream(stream_key(11, 1), 0);
  double sum = 0, squares = 0, normal[5] = {}, normal32[5] = {};
  for (int i = 0; i < kCount; ++i) {
    const double u = stream.next_f64();
    sum += u;
    squares += u * u;
    const double z = stream.normal_f64(), z32 = stream.normal_f32();
    double power = 1, power32 = 1;
    for (int k = 0; k < 5; ++k) {
      normal[k] += power;
      normal32[k] += power32;
      power *= z;
      power32 *= z32;
    }
  }
  const double error = 5 / std::sqrt(kCount);
  EXPECT_NEAR(sum / kCount, 0.5, error * std::sqrt(1.0 / 12));
  EXPECT_NEAR(squares / kCount, 1.0 / 3, error * std::sqrt(4.0 / 45));
  for (const double* z : {normal, normal32}) {
    EXPECT_NEAR(z[1] / kCount, 0, error);
    EXPECT_NEAR(z[2] / kCount, 1, error * std::sqrt(2.0));
    EXPECT_NEAR(z[3] / kCount, 0, error * std::sqrt(15.0));
    EXPECT_NEAR(z[4] / kCount, 3, error * std::sqrt(96.0));
  }
}

TEST(Philox, BoundedIntegersAreUniform) {
  for (const std::uint64_t bound : {1ull, 2ull, 3ull, 10ull, 57ull}) {
    PhiloxStream stream(stream_key(3, bound), 9);
    std::vector<int> counts(bound);
    const int draws = 20000;
    for (int i = 0; i < draws; ++i) ++counts.at(stream.below(bound));
    double chi2 = 0;
    for (const int c : counts) chi2 += (c - draws / double(bound)) * (c - draws / double(bound)) / (draws / double(bound));
    const double df = double(bound) - 1;
    EXPECT_LT(chi2, df + 5 * std::sqrt(2 * df) + 1e-9) << bound;
  }
  // A bound of 3 * 2^62 rejects a quarter of the words; thirds must still be equally frequent.
  PhiloxStream stream(stream_key(4, 0), 0);
  int thirds[3] = {};
  for (int i = 0; i < 30000; ++i) ++thirds[stream.below(3ull << 62) >> 62];
  for (const int c : thirds) EXPECT_NEAR(c, 10000, 5 * std::sqrt(30000 * 2.0 / 9));
}

}  // namespace
}  // namespace bpl::math
