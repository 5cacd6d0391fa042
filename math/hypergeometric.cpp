// Log-factorials and the samplers built on them.
#include "math/hypergeometric.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "math/functions.h"

namespace bpl::math {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kTableSize = 1024;
// Up to so many single draws are cheaper than setting up a table mountain.
constexpr std::uint64_t kFewDraws = 16;
constexpr double kSmallMean = 10;

// log(n!) - ((n + 1/2) log n - n + log(2 pi)/2), from its asymptotic series; for n >= 16 exact to the last bits.
double stirling_remainder(double n) {
  const double r = 1 / n, r2 = r * r;
  return r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 * (1.0 / 1680 - r2 * (1.0 / 1188)))));
}

double stirling(double n) {
  constexpr double kHalfLog2Pi = 0.91893853320467274178;
  return (n + 0.5) * log(n) - n + kHalfLog2Pi + stirling_remainder(n);
}

const std::array<double, kTableSize>& small_log_factorials() {
  static const auto table = [] {
    std::array<double, kTableSize> values{};
    double factorial = 1;
    for (std::uint64_t n = 2; n < kTableSize; ++n) {
      if (n <= 18) factorial *= static_cast<double>(n);
      values[n] = n <= 18 ? log(factorial) : stirling(static_cast<double>(n));
    }
    return values;
  }();
  return table;
}

// Ratio of uniforms under the table mountain hat; log_ratio(shift) is log(f(mode + shift)/f(mode)).
struct Mountain {
  std::uint64_t mode;
  double mean_minus_mode;
  double variance;
  std::uint64_t low, high;
};

template <typename LogRatio>
std::uint64_t sample_mountain(PhiloxStream& stream, const Mountain& m, LogRatio log_ratio) {
  constexpr double kD1 = 1.7155277699214135;   // 2*sqrt(2/e)
  constexpr double kD2 = 0.89891616205889878;  // 3 - 2*sqrt(3/e)
  const double width = kD1 * sqrt(m.variance + 0.5) + kD2;
  const double lowest = -static_cast<double>(m.mode - m.low), highest = static_cast<double>(m.high - m.mode);
  while (true) {
    const double u = uniform_open_low_f64(stream.next_u64());
    const double shift = std::floor(m.mean_minus_mode + 0.5 + width * (stream.next_f64() - 0.5) / u);
    if (!(shift >= lowest && shift <= highest)) continue;
    const double t = log_ratio(static_cast<std::int64_t>(shift));
    // Two bounds of 2 log(u) that spare most of the logarithms.
    if (u * (4 - u) - 3 <= t) return m.mode + static_cast<std::uint64_t>(static_cast<std::int64_t>(shift));
    if (u * (u - t) >= 1) continue;
    if (2 * log(u) <= t) return m.mode + static_cast<std::uint64_t>(static_cast<std::int64_t>(shift));
  }
}

// Inversion from 0 upwards; next(x, p) is the probability of x + 1 from that of x.
template <typename Next>
std::uint64_t sample_inversion(PhiloxStream& stream, double at_zero, std::uint64_t high, Next next) {
  while (true) {
    double u = stream.next_f64(), p = at_zero;
    for (std::uint64_t x = 0; x <= high; ++x) {
      if (u < p) return x;
      u -= p;
      p = next(x, p);
      if (p == 0) break;
    }
  }
}

std::uint64_t binomial_lower_half(PhiloxStream& stream, std::uint64_t n, double p) {
  const double count = static_cast<double>(n), q = 1 - p;
  if (n <= kFewDraws) {
    std::uint64_t x = 0;
    for (std::uint64_t i = 0; i < n; ++i) x += stream.next_f64() < p ? 1 : 0;
    return x;
  }
  if (count * p < kSmallMean) {
    return sample_inversion(stream, exp(count * log1p(-p)), n, [&](std::uint64_t x, double px) {
      return px * ((count - static_cast<double>(x)) * p / ((static_cast<double>(x) + 1) * q));
    });
  }
  const auto mode = std::min(n, static_cast<std::uint64_t>((count + 1) * p));
  const double log_odds = log(p / q);
  const Mountain mountain{mode, count * p - static_cast<double>(mode), count * p * q, 0, n};
  return sample_mountain(stream, mountain, [&](std::int64_t shift) {
    const std::uint64_t x = mode + static_cast<std::uint64_t>(shift);
    return static_cast<double>(shift) * log_odds - log_factorial_ratio(x, mode) - log_factorial_ratio(n - x, n - mode);
  });
}

std::uint64_t draw_one_by_one(PhiloxStream& stream, std::uint64_t total, std::uint64_t marked, std::uint64_t draws) {
  std::uint64_t x = 0;
  for (; draws > 0; --draws, --total) x += stream.below(total) < marked - x ? 1 : 0;
  return x;
}

// log of C(total - marked, draws)/C(total, draws): no marked one is drawn.
double log_none_marked(std::uint64_t total, std::uint64_t marked, std::uint64_t draws) {
  const std::uint64_t rest = total - marked;
  if (total < kTableSize) return log_factorial_ratio(rest, rest - draws) - log_factorial_ratio(total, total - draws);
  // Stirling's formula with the large equal parts cancelled by hand.
  const double r = static_cast<double>(draws), n = static_cast<double>(total), m = static_cast<double>(marked), n2 = n - m;
  return r * log1p(-m / n) + (n2 - r + 0.5) * log1p(r / (n2 - r)) - (n - r + 0.5) * log1p(r / (n - r)) + stirling_remainder(n2) -
         stirling_remainder(n2 - r) - stirling_remainder(n) + stirling_remainder(n - r);
}

// draws <= marked <= total/2.
std::uint64_t hypergeometric_reduced(PhiloxStream& stream, std::uint64_t total, std::uint64_t marked, std::uint64_t draws) {
  if (draws <= kFewDraws) return draw_one_by_one(stream, total, marked, draws);
  const std::uint64_t spare = total - marked - draws;  // >= 0 by the reduction
  const double n = static_cast<double>(total), m = static_cast<double>(marked), r = static_cast<double>(draws);
  if (r * m < kSmallMean * n) {
    return sample_inversion(stream, exp(log_none_marked(total, marked, draws)), draws, [&](std::uint64_t x, double px) {
      const double at = static_cast<double>(x);
      return px * ((m - at) / (at + 1) * ((r - at) / (static_cast<double>(spare) + at + 1)));
    });
  }
  const Wide product = static_cast<Wide>(draws) * marked;
  const auto whole = static_cast<std::uint64_t>(product / total);
  const double fraction = static_cast<double>(static_cast<std::uint64_t>(product % total)) / n;
  const auto mode = static_cast<std::uint64_t>(static_cast<Wide>(draws + 1) * (marked + 1) / (static_cast<Wide>(total) + 2));
  const double variance = r * (m / n) * ((n - m) / n) * ((n - r) / (n - 1));
  const double mean_minus_mode = static_cast<double>(static_cast<std::int64_t>(whole - mode)) + fraction;
  return sample_mountain(stream, Mountain{mode, mean_minus_mode, variance, 0, draws}, [&](std::int64_t shift) {
    const std::uint64_t x = mode + static_cast<std::uint64_t>(shift);
    return -log_factorial_ratio(x, mode) - log_factorial_ratio(spare + x, spare + mode) -
           log_factorial_ratio(marked - x, marked - mode) - log_factorial_ratio(draws - x, draws - mode);
  });
}

}  // namespace

double log_factorial(std::uint64_t n) { return n < kTableSize ? small_log_factorials()[n] : stirling(static_cast<double>(n)); }

double log_factorial_ratio(std::uint64_t b, std::uint64_t a) {
  const std::uint64_t smaller = std::min(a, b), larger = std::max(a, b);
  if (larger < kTableSize || smaller < larger / 2) return log_factorial(b) - log_factorial(a);
  const double base = static_cast<double>(a), top = static_cast<double>(b);
  const double d = static_cast<double>(static_cast<std::int64_t>(b - a));
  return (base + 0.5) * log1p(d / base) + d * (log(top) - 1) + stirling_remainder(top) - stirling_remainder(base);
}

std::uint64_t binomial(PhiloxStream& stream, std::uint64_t n, double p) {
  if (n == 0 || p <= 0) return 0;
  if (p >= 1) return n;
  return p <= 0.5 ? binomial_lower_half(stream, n, p) : n - binomial_lower_half(stream, n, 1 - p);
}

std::uint64_t hypergeometric(PhiloxStream& stream, std::uint64_t total, std::uint64_t marked, std::uint64_t draws) {
  const bool mostly_marked = marked > total / 2, mostly_drawn = draws > total / 2;
  const std::uint64_t rare = mostly_marked ? total - marked : marked;
  const std::uint64_t few = mostly_drawn ? total - draws : draws;
  std::uint64_t x = 0;  // rare ones among the few
  if (rare > 0 && few > 0) x = hypergeometric_reduced(stream, total, std::max(rare, few), std::min(rare, few));
  if (mostly_drawn) x = rare - x;
  return mostly_marked ? draws - x : x;
}

}  // namespace bpl::math
