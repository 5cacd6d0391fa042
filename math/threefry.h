// Threefry2x32-20 as jax lays it out without jax_threefry_partitionable, and BrainPy's generator on top of it.
//
// The counters 0 .. n-1 of a request are cut in two halves that form the two words of each block (an odd n is padded
// with one 0 counter); the results are read first words, then second words. 64-bit words take their high half from the
// first half of 2n results. For --rng=brainpy only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bpl::math {

using JaxKey = std::array<std::uint32_t, 2>;

std::array<std::uint32_t, 2> threefry2x32(JaxKey key, std::uint32_t x0, std::uint32_t x1);

// jax.random.PRNGKey(seed): (high word, low word); the high word is 0 unless 64-bit types are enabled.
inline JaxKey jax_key(std::uint64_t seed) { return {static_cast<std::uint32_t>(seed >> 32), static_cast<std::uint32_t>(seed)}; }

std::vector<JaxKey> jax_split(JaxKey key, std::size_t num = 2);

// Sizes up to 2^32 - 1 words (2^31 - 1 for the 64-bit form), as in jax's single request.
std::vector<std::uint32_t> jax_random_bits32(JaxKey key, std::size_t size);
std::vector<std::uint64_t> jax_random_bits64(JaxKey key, std::size_t size);

// uniform in [low, high): 23 random bits in float, 52 in double.
std::vector<float> jax_uniform_f32(JaxKey key, std::size_t size, float low = 0, float high = 1);
std::vector<double> jax_uniform_f64(JaxKey key, std::size_t size, double low = 0, double high = 1);

// sqrt(2) * erfinv(uniform in (-1, 1)); within a few units in the last place of XLA's.
std::vector<float> jax_normal_f32(JaxKey key, std::size_t size);
std::vector<double> jax_normal_f64(JaxKey key, std::size_t size);

// randint in [low, high) of 32-bit integers (the default type without 64-bit types), low < high.
std::vector<std::int32_t> jax_randint32(JaxKey key, std::size_t size, std::int32_t low, std::int32_t high);

// Inverse error function by the polynomials of M. Giles, "Approximating the erfinv function" (2010), as XLA uses.
float erfinv(float x);
double erfinv(double x);

// bm.random.RandomState: each call splits the key, keeps the first half and draws with the second.
class JaxRandomState {
 public:
  explicit JaxRandomState(std::uint64_t seed) : key_(jax_key(seed)) {}

  // The key of the next draw.
  JaxKey split_key();

  // rand() and random() are uniform(), randn() is normal().
  std::vector<float> uniform_f32(std::size_t size) { return jax_uniform_f32(split_key(), size); }
  std::vector<double> uniform_f64(std::size_t size) { return jax_uniform_f64(split_key(), size); }
  std::vector<float> normal_f32(std::size_t size) { return jax_normal_f32(split_key(), size); }
  std::vector<double> normal_f64(std::size_t size) { return jax_normal_f64(split_key(), size); }

 private:
  JaxKey key_;
};

}  // namespace bpl::math
