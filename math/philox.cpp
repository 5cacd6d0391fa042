// The parts of the generator that need elementary functions or 128-bit products.
#include "math/philox.h"

#include "math/functions.h"

namespace bpl::math {

float normal_f32(std::uint32_t w0, std::uint32_t w1) {
  return sqrt(-2.0f * log(uniform_open_low_f32(w0))) * cospi(2.0f * uniform_f32(w1));
}

double normal_f64(const PhiloxBlock& block) {
  const double u1 = uniform_open_low_f64(join_words(block[0], block[1]));
  const double u2 = uniform_f64(join_words(block[2], block[3]));
  return sqrt(-2.0 * log(u1)) * cospi(2.0 * u2);
}

std::uint64_t PhiloxStream::below(std::uint64_t bound) {
  if (bound <= 0xFFFFFFFFu) return below_u32(static_cast<std::uint32_t>(bound));
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(next_u64()) * bound;
  if (static_cast<std::uint64_t>(product) < bound) {
    const std::uint64_t threshold = (0 - bound) % bound;
    while (static_cast<std::uint64_t>(product) < threshold) product = static_cast<Wide>(next_u64()) * bound;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

}  // namespace bpl::math
