// The samplers against the exact probabilities, computed with the C library in long double.
#include "math/hypergeometric.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/unit/math/chi_square.h"

namespace bpl::math {
namespace {

constexpr int kSamples = 40000;

long double log_choose(std::uint64_t n, std::uint64_t k) {
  return lgammal(n + 1.0L) - lgammal(k + 1.0L) - lgammal(static_cast<long double>(n - k) + 1.0L);
}

// Samples and expected counts in [low, low + expected.size()); everything outside is a failure of the window.
template <typename Sample, typename LogProbability>
double excess(std::uint64_t low, std::uint64_t high, Sample sample, LogProbability log_probability) {
  std::vector<double> observed(high - low + 1), expected(high - low + 1);
  for (std::uint64_t x = low; x <= high; ++x) expected[x - low] = kSamples * static_cast<double>(expl(log_probability(x)));
  int outside = 0;
  for (int i = 0; i < kSamples; ++i) {
    const std::uint64_t x = sample();
    if (x < low || x > high) ++outside;
    else ++observed[x - low];
  }
  EXPECT_LE(outside, 2);
  return test::chi_square_excess(observed, expected);
}

struct Hypergeometric {
  std::uint64_t total, marked, draws;
};

TEST(Hypergeometric, FollowsTheExactProbabilities) {
  const Hypergeometric cases[] = {
      {10, 4, 3},       {100, 50, 20},      {128, 64, 64},       {64, 40, 50},      {1000, 30, 400},   {1000, 970, 400},
      {1000, 500, 500}, {5000, 2500, 80},   {5000, 1700, 4000},  {40000, 20000, 40}, {40000, 100, 500}, {1000000, 2000, 900},
      {77000, 38500, 3900}, {1000001, 500000, 3000}, {2000, 17, 1000}, {3000000000, 1500000000, 45}, {3000000000, 1000, 1000000000}};
  for (const auto& [total, marked, draws] : cases) {
    PhiloxStream stream(stream_key(21, total), marked, draws << 32);
    const long double mean = static_cast<long double>(draws) * marked / total;
    const auto sd = static_cast<std::uint64_t>(6 * sqrtl(mean * (1 - static_cast<long double>(marked) / total)) + 6);
    const std::uint64_t lowest = draws + marked > total ? draws + marked - total : 0;
    const auto center = static_cast<std::uint64_t>(mean);
    const std::uint64_t low = std::max(lowest, center > sd ? center - sd : 0), high = std::min({draws, marked, center + sd});
    EXPECT_LT(excess(low, high, [&] { return hypergeometric(stream, total, marked, draws); },
                     [&](std::uint64_t x) {
                       return log_choose(marked, x) + log_choose(total - marked, draws - x) - log_choose(total, draws);
                     }),
              5)
        << total << " " << marked << " " << draws;
  }
}

TEST(Hypergeometric, BinomialFollowsTheExactProbabilities) {
  const std::pair<std::uint64_t, double> cases[] = {{1, 0.3},     {10, 0.5},    {16, 0.9},     {100, 0.05},       {100, 0.11},      {1000, 0.5},
                                                    {4000, 0.02}, {77000, 0.1}, {77000, 1e-4}, {1000000, 0.99}, {3000000000, 4e-9}, {200, 0.3}};
  for (const auto& [n, p] : cases) {
    PhiloxStream stream(stream_key(22, n), static_cast<std::uint64_t>(p * 1e9));
    const double mean = static_cast<double>(n) * p;
    const auto sd = static_cast<std::uint64_t>(6 * std::sqrt(mean * (1 - p)) + 6), center = static_cast<std::uint64_t>(mean);
    const std::uint64_t low = center > sd ? center - sd : 0, high = std::min(n, center + sd);
    EXPECT_LT(excess(low, high, [&] { return binomial(stream, n, p); },
                     [&](std::uint64_t x) {
                       return log_choose(n, x) + x * logl(p) + static_cast<long double>(n - x) * log1pl(-static_cast<long double>(p));
                     }),
              5)
        << n << " " << p;
  }
}

TEST(Hypergeometric, EdgesNeedNoLuck) {
  PhiloxStream stream(stream_key(1, 1), 0);
  EXPECT_EQ(binomial(stream, 0, 0.5), 0u);
  EXPECT_EQ(binomial(stream, 100, 0), 0u);
  EXPECT_EQ(binomial(stream, 100, 1), 100u);
  EXPECT_EQ(hypergeometric(stream, 100, 0, 50), 0u);
  EXPECT_EQ(hypergeometric(stream, 100, 100, 50), 50u);
  EXPECT_EQ(hypergeometric(stream, 100, 30, 100), 30u);
  EXPECT_EQ(hypergeometric(stream, 0, 0, 0), 0u);
  EXPECT_EQ(stream.blocks_used(), 0u);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t x = hypergeometric(stream, 101, 99, 100);
    EXPECT_TRUE(x == 98 || x == 99);
  }
}

// Sizes near 2^60: mean and variance within five standard errors, and few random numbers for each value.
TEST(Hypergeometric, HugeSizes) {
  constexpr int kCount = 20000;
  PhiloxStream stream(stream_key(2, 2), 0);
  const std::uint64_t total = 1ull << 60, marked = (1ull << 59) + 12345, draws = 1ull << 40;
  double sum = 0, squares = 0, binomial_sum = 0;
  for (int i = 0; i < kCount; ++i) {
    const double z = (static_cast<double>(static_cast<std::int64_t>(hypergeometric(stream, total, marked, draws) - (1ull << 39)))) / std::ldexp(1, 19);
    sum += z;
    squares += z * z;
    binomial_sum += (static_cast<double>(binomial(stream, 1ull << 50, 0.25)) - std::ldexp(1, 48)) / std::sqrt(std::ldexp(3.0 / 16, 50));
  }
  EXPECT_NEAR(sum / kCount, 0, 5 / std::sqrt(kCount));
  EXPECT_NEAR(squares / kCount, 1, 5 * std::sqrt(2.0 / kCount));
  EXPECT_NEAR(binomial_sum / kCount, 0, 5 / std::sqrt(kCount));
  EXPECT_LT(stream.blocks_used(), 2u * 2 * kCount);
}

TEST(Hypergeometric, LogFactorials) {
  for (std::uint64_t n : {0ull, 1ull, 2ull, 15ull, 16ull, 17ull, 100ull, 1023ull, 1024ull, 5000ull, 10000000000ull}) {
    const long double expected = lgammal(n + 1.0L);
    EXPECT_NEAR(log_factorial(n), static_cast<double>(expected), 4e-16 * std::fabs(static_cast<double>(expected)) + 1e-16) << n;
  }
  // Products written out: (a+1)(a+2)...(a+d).
  for (std::uint64_t a : {10ull, 1000ull, 1020ull, 2000ull, 1000000ull, 1000000000000ull}) {
    long double log_product = 0;
    for (std::uint64_t i = 1; i <= 50; ++i) log_product += logl(static_cast<long double>(a + i));
    EXPECT_NEAR(log_factorial_ratio(a + 50, a), static_cast<double>(log_product), 2e-12) << a;
    EXPECT_NEAR(log_factorial_ratio(a, a + 50), -static_cast<double>(log_product), 2e-12) << a;
  }
}

}  // namespace
}  // namespace bpl::math
