// Philox4x32-10: random numbers as a pure function of (seed, object, element, step or draw).
//
// A block of four 32-bit words is philox4x32(counter, key). The key is made once from the seed and the object
// (stream_key); the counter is {element low, element high, draw low, draw high}. So a number depends on nothing but its
// address: any rank, thread or lane can make it, in any order. Generator of Salmon et al., SC'11, "Parallel random
// numbers: as easy as 1, 2, 3".
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bpl::math {

using PhiloxBlock = std::array<std::uint32_t, 4>;

struct PhiloxKey {
  std::uint32_t k0 = 0;
  std::uint32_t k1 = 0;
  friend bool operator==(const PhiloxKey&, const PhiloxKey&) = default;
};

inline constexpr std::uint32_t kPhiloxMultiplier0 = 0xD2511F53u;
inline constexpr std::uint32_t kPhiloxMultiplier1 = 0xCD9E8D57u;
inline constexpr std::uint32_t kPhiloxWeyl0 = 0x9E3779B9u;
inline constexpr std::uint32_t kPhiloxWeyl1 = 0xBB67AE85u;

constexpr PhiloxBlock philox4x32(PhiloxBlock c, PhiloxKey key) {
  std::uint32_t k0 = key.k0, k1 = key.k1;
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC unroll 10  // a third faster at -O2, where g++ does not unroll by itself
#endif
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{kPhiloxMultiplier0} * c[0];
    const std::uint64_t p1 = std::uint64_t{kPhiloxMultiplier1} * c[2];
    c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(p1),
         static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(p0)};
    k0 += kPhiloxWeyl0;
    k1 += kPhiloxWeyl1;
  }
  return c;
}

// The block of one element at one step or draw.
constexpr PhiloxBlock philox_draw(PhiloxKey key, std::uint64_t element, std::uint64_t draw) {
  return philox4x32({static_cast<std::uint32_t>(element), static_cast<std::uint32_t>(element >> 32),
                     static_cast<std::uint32_t>(draw), static_cast<std::uint32_t>(draw >> 32)},
                    key);
}

// FNV-1a, 64 bits: names an object by its text.
constexpr std::uint64_t fnv1a64(std::string_view text, std::uint64_t hash = 14695981039346656037ull) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash;
}

// The key of one object's numbers: one Philox block of the object under the seed.
constexpr PhiloxKey stream_key(std::uint64_t seed, std::uint64_t object) {
  const PhiloxBlock b = philox4x32({static_cast<std::uint32_t>(object), static_cast<std::uint32_t>(object >> 32), 0, 0},
                                   {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return {b[0], b[1]};
}

// An independent key below another one: for the n-th place that draws in one object, or the parts of one rule.
constexpr PhiloxKey substream(PhiloxKey key, std::uint64_t n) {
  const PhiloxBlock b = philox4x32({static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(n >> 32), 0, 0x5375624Bu}, key);
  return {b[2], b[3]};
}

// Words to numbers. uniform: [0, 1); uniform_open_low: (0, 1], safe for a logarithm.
constexpr float uniform_f32(std::uint32_t w) { return static_cast<float>(w >> 8) * 0x1p-24f; }
constexpr float uniform_open_low_f32(std::uint32_t w) { return static_cast<float>((w >> 8) + 1) * 0x1p-24f; }
constexpr std::uint64_t join_words(std::uint32_t low, std::uint32_t high) { return std::uint64_t{high} << 32 | low; }
constexpr double uniform_f64(std::uint64_t w) { return static_cast<double>(w >> 11) * 0x1p-53; }
constexpr double uniform_open_low_f64(std::uint64_t w) { return static_cast<double>((w >> 11) + 1) * 0x1p-53; }

// Standard normals by Box-Muller, sqrt(-2 log u1) * cospi(2 u2), all in the stated precision: float from two words,
// double from four (u1 from words 0 and 1, u2 from words 2 and 3).
float normal_f32(std::uint32_t w0, std::uint32_t w1);
double normal_f64(const PhiloxBlock& block);

// The blocks (element, draw), (element, draw + 1), ... read word by word. `blocks_used` says how many were made.
class PhiloxStream {
 public:
  PhiloxStream(PhiloxKey key, std::uint64_t element, std::uint64_t first_draw = 0)
      : key_(key), element_(element), draw_(first_draw), first_(first_draw) {}

  std::uint32_t next_u32() {
    if (position_ == 4) refill();
    return block_[position_++];
  }
  std::uint64_t next_u64() {
    const std::uint32_t low = next_u32();
    return join_words(low, next_u32());
  }
  float next_f32() { return uniform_f32(next_u32()); }
  double next_f64() { return uniform_f64(next_u64()); }
  float normal_f32() {
    const std::uint32_t w0 = next_u32();
    return math::normal_f32(w0, next_u32());
  }
  // Starts at a fresh block.
  double normal_f64() {
    refill();
    position_ = 4;
    return math::normal_f64(block_);
  }

  // Uniform in [0, bound), bound > 0, without bias: multiply and reject (Lemire 2019). One or more words.
  std::uint32_t below_u32(std::uint32_t bound) {
    std::uint64_t product = std::uint64_t{next_u32()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
      const std::uint32_t threshold = (0u - bound) % bound;
      while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{next_u32()} * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }
  // The same; bounds up to 2^32 - 1 take 32-bit words.
  std::uint64_t below(std::uint64_t bound);

  std::uint64_t blocks_used() const { return draw_ - first_; }

 private:
  void refill() {
    block_ = philox_draw(key_, element_, draw_++);
    position_ = 0;
  }

  PhiloxBlock block_{};
  unsigned position_ = 4;
  PhiloxKey key_;
  std::uint64_t element_;
  std::uint64_t draw_;
  std::uint64_t first_;
};

}  // namespace bpl::math
