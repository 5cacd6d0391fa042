// MT19937 (Matsumoto and Nishimura 1998) and numpy's legacy distributions on it.
#include "math/mt19937.h"

#include <bit>
#include <utility>

#include "math/functions.h"

namespace bpl::math {

NumpyRandom::NumpyRandom(std::uint32_t seed) {
  for (int i = 0; i < kSize; ++i) {
    state_[i] = seed;
    seed = 1812433253u * (seed ^ (seed >> 30)) + static_cast<std::uint32_t>(i) + 1;
  }
}

void NumpyRandom::refill() {
  constexpr int kShift = 397;
  for (int i = 0; i < kSize; ++i) {
    const std::uint32_t y = (state_[i] & 0x80000000u) | (state_[(i + 1) % kSize] & 0x7fffffffu);
    state_[i] = state_[(i + kShift) % kSize] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908b0dfu : 0u);
  }
  position_ = 0;
}

std::uint32_t NumpyRandom::next_u32() {
  if (position_ == kSize) refill();
  std::uint32_t y = state_[position_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

std::uint64_t NumpyRandom::next_u64() {
  const std::uint64_t high = next_u32();
  return high << 32 | next_u32();
}

double NumpyRandom::random_sample() {
  const std::uint32_t a = next_u32() >> 5, b = next_u32() >> 6;
  return (a * 67108864.0 + b) / 9007199254740992.0;
}

double NumpyRandom::gauss() {
  if (std::exchange(has_gauss_, false)) return std::exchange(kept_gauss_, 0.0);
  double x1, x2, r2;
  do {
    x1 = 2.0 * random_sample() - 1.0;
    x2 = 2.0 * random_sample() - 1.0;
    r2 = x1 * x1 + x2 * x2;
  } while (r2 >= 1.0 || r2 == 0.0);
  const double f = sqrt(-2.0 * log(r2) / r2);
  kept_gauss_ = f * x1;
  has_gauss_ = true;
  return f * x2;
}

std::uint64_t NumpyRandom::interval(std::uint64_t max) {
  if (max == 0) return 0;
  const std::uint64_t mask = ~std::uint64_t{0} >> std::countl_zero(max);
  std::uint64_t value;
  do value = (max <= 0xffffffffu ? next_u32() : next_u64()) & mask;
  while (value > max);
  return value;
}

std::int64_t NumpyRandom::randint(std::int64_t low, std::int64_t high) {
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) - 1;
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + interval(span));
}

void NumpyRandom::permutation(std::uint32_t n, std::vector<std::uint32_t>& out) {
  out.resize(n);
  for (std::uint32_t i = 0; i < n; ++i) out[i] = i;
  for (std::uint32_t i = n; i-- > 1;) std::swap(out[i], out[interval(i)]);
}

std::vector<std::uint32_t> NumpyRandom::permutation(std::uint32_t n) {
  std::vector<std::uint32_t> out;
  permutation(n, out);
  return out;
}

std::vector<double> NumpyRandom::uniform(double low, double high, std::size_t size) {
  std::vector<double> out(size);
  for (double& x : out) x = uniform(low, high);
  return out;
}

std::vector<double> NumpyRandom::normal(double mean, double scale, std::size_t size) {
  std::vector<double> out(size);
  for (double& x : out) x = normal(mean, scale);
  return out;
}

}  // namespace bpl::math
