// NumpyRandom: numpy's legacy RandomState, draw for draw.
//
// MT19937 seeded by init_genrand as numpy seeds an int; 53-bit doubles from two words; bounded integers by masked
// rejection; normals by the polar method with the second value kept. For --rng=brainpy only: sequential and slow.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace bpl::math {

class NumpyRandom {
 public:
  // Numpy accepts 0 .. 2^32 - 1 here.
  explicit NumpyRandom(std::uint32_t seed);

  std::uint32_t next_u32();
  // The first word is the high half.
  std::uint64_t next_u64();

  // random_sample(): [0, 1) with 53 bits.
  double random_sample();
  double uniform(double low, double high) { return low + (high - low) * random_sample(); }
  // legacy_gauss(): the logarithm is SLEEF's, so the last bit of a double may differ from numpy on glibc.
  double gauss();
  double normal(double mean, double scale) { return mean + scale * gauss(); }

  // Uniform in [0, max], as random_interval() and the legacy randint() do.
  std::uint64_t interval(std::uint64_t max);
  // randint(low, high) for the default 64-bit type: low <= value < high.
  std::int64_t randint(std::int64_t low, std::int64_t high);

  // permutation(n): shuffles 0 .. n-1 from the end.
  std::vector<std::uint32_t> permutation(std::uint32_t n);
  // The same into a vector that the caller reuses.
  void permutation(std::uint32_t n, std::vector<std::uint32_t>& out);

  std::vector<double> uniform(double low, double high, std::size_t size);
  std::vector<double> normal(double mean, double scale, std::size_t size);

 private:
  static constexpr int kSize = 624;

  void refill();

  std::array<std::uint32_t, kSize> state_;
  int position_ = kSize;
  bool has_gauss_ = false;
  double kept_gauss_ = 0;
};

}  // namespace bpl::math
