// Threefry (Salmon et al., SC'11) and the distributions jax builds on it.
#include "math/threefry.h"

#include <bit>
#include <cmath>
#include <limits>
#include <span>

#include "math/functions.h"

namespace bpl::math {
namespace {

// All words of one request, in jax's order; `count` includes no padding.
std::vector<std::uint32_t> random_words(JaxKey key, std::size_t count) {
  const std::size_t half = (count + 1) / 2;
  std::vector<std::uint32_t> out(2 * half);
  for (std::size_t i = 0; i < half; ++i) {
    const std::size_t second = i + half;
    const auto words = threefry2x32(key, static_cast<std::uint32_t>(i), second < count ? static_cast<std::uint32_t>(second) : 0u);
    out[i] = words[0];
    out[second] = words[1];
  }
  out.resize(count);
  return out;
}

template <typename T>
T horner(T w, std::span<const T> coefficients) {
  T p = coefficients[0];
  for (const T c : coefficients.subspan(1)) p = c + p * w;
  return p;
}

constexpr float kCentral32[] = {2.81022636e-08f, 3.43273939e-07f, -3.5233877e-06f,  -4.39150654e-06f, 0.00021858087f,
                                -0.00125372503f, -0.00417768164f, 0.246640727f,     1.50140941f};
constexpr float kTail32[] = {-0.000200214257f, 0.000100950558f, 0.00134934322f, -0.00367342844f, 0.00573950773f,
                             -0.0076224613f,   0.00943887047f,  1.00167406f,    2.83297682f};

constexpr double kCentral64[] = {
    -3.6444120640178196996e-21, -1.685059138182016589e-19,  1.2858480715256400167e-18, 1.115787767802518096e-17,
    -1.333171662854620906e-16,  2.0972767875968561637e-17,  6.6376381343583238325e-15, -4.0545662729752068639e-14,
    -8.1519341976054721522e-14, 2.6335093153082322977e-12,  -1.2975133253453532498e-11, -5.4154120542946279317e-11,
    1.051212273321532285e-09,   -4.1126339803469836976e-09, -2.9070369957882005086e-08, 4.2347877827932403518e-07,
    -1.3654692000834678645e-06, -1.3882523362786468719e-05, 0.0001867342080340571352,  -0.00074070253416626697512,
    -0.0060336708714301490533,  0.24015818242558961693,     1.6536545626831027356};
constexpr double kMiddle64[] = {
    2.2137376921775787049e-09,  9.0756561938885390979e-08,  -2.7517406297064545428e-07, 1.8239629214389227755e-08,
    1.5027403968909827627e-06,  -4.013867526981545969e-06,  2.9234449089955446044e-06,  1.2475304481671778723e-05,
    -4.7318229009055733981e-05, 6.8284851459573175448e-05,  2.4031110387097893999e-05,  -0.0003550375203628474796,
    0.00095328937973738049703,  -0.0016882755560235047313,  0.0024914420961078508066,   -0.0037512085075692412107,
    0.005370914553590063617,    1.0052589676941592334,      3.0838856104922207635};
constexpr double kTail64[] = {
    -2.7109920616438573243e-11, -2.5556418169965252055e-10, 1.5076572693500548083e-09, -3.7894654401267369937e-09,
    7.6157012080783393804e-09,  -1.4960026627149240478e-08, 2.9147953450901080826e-08, -6.7711997758452339498e-08,
    2.2900482228026654717e-07,  -9.9298272942317002539e-07, 4.5260625972231537039e-06, -1.9681778105531670567e-05,
    7.5995277030017761139e-05,  -0.00021503011930044477347, -0.00013871931833623122026, 1.0103004648645343977,
    4.8499064014085844221};

}  // namespace

std::array<std::uint32_t, 2> threefry2x32(JaxKey key, std::uint32_t x0, std::uint32_t x1) {
  constexpr int kRotations[2][4] = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  const std::uint32_t schedule[3] = {key[0], key[1], key[0] ^ key[1] ^ 0x1BD11BDAu};
  x0 += schedule[0];
  x1 += schedule[1];
  for (std::uint32_t group = 0; group < 5; ++group) {
    for (const int rotation : kRotations[group % 2]) {
      x0 += x1;
      x1 = std::rotl(x1, rotation) ^ x0;
    }
    x0 += schedule[(group + 1) % 3];
    x1 += schedule[(group + 2) % 3] + group + 1;
  }
  return {x0, x1};
}

std::vector<JaxKey> jax_split(JaxKey key, std::size_t num) {
  const std::vector<std::uint32_t> words = random_words(key, 2 * num);
  std::vector<JaxKey> keys(num);
  for (std::size_t i = 0; i < num; ++i) keys[i] = {words[2 * i], words[2 * i + 1]};
  return keys;
}

std::vector<std::uint32_t> jax_random_bits32(JaxKey key, std::size_t size) { return random_words(key, size); }

std::vector<std::uint64_t> jax_random_bits64(JaxKey key, std::size_t size) {
  const std::vector<std::uint32_t> words = random_words(key, 2 * size);
  std::vector<std::uint64_t> out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = std::uint64_t{words[i]} << 32 | words[i + size];
  return out;
}

std::vector<float> jax_uniform_f32(JaxKey key, std::size_t size, float low, float high) {
  const std::vector<std::uint32_t> bits = jax_random_bits32(key, size);
  std::vector<float> out(size);
  for (std::size_t i = 0; i < size; ++i) {
    const float u = std::bit_cast<float>(bits[i] >> 9 | 0x3f800000u) - 1.0f;
    out[i] = std::fmax(low, u * (high - low) + low);
  }
  return out;
}

std::vector<double> jax_uniform_f64(JaxKey key, std::size_t size, double low, double high) {
  const std::vector<std::uint64_t> bits = jax_random_bits64(key, size);
  std::vector<double> out(size);
  for (std::size_t i = 0; i < size; ++i) {
    const double u = std::bit_cast<double>(bits[i] >> 12 | 0x3ff0000000000000ull) - 1.0;
    out[i] = std::fmax(low, u * (high - low) + low);
  }
  return out;
}

float erfinv(float x) {
  const float w = -log1p(-x * x);
  if (w < 5.0f) return horner<float>(w - 2.5f, kCentral32) * x;
  if (std::fabs(x) == 1.0f) return x * std::numeric_limits<float>::infinity();
  return horner<float>(sqrt(w) - 3.0f, kTail32) * x;
}

double erfinv(double x) {
  const double w = -log1p(-x * x);
  if (w < 6.25) return horner<double>(w - 3.125, kCentral64) * x;
  if (std::fabs(x) == 1.0) return x * std::numeric_limits<double>::infinity();
  return (w < 16.0 ? horner<double>(sqrt(w) - 3.25, kMiddle64) : horner<double>(sqrt(w) - 5.0, kTail64)) * x;
}

std::vector<float> jax_normal_f32(JaxKey key, std::size_t size) {
  std::vector<float> out = jax_uniform_f32(key, size, std::nextafter(-1.0f, 0.0f), 1.0f);
  for (float& x : out) x = 1.41421356f * erfinv(x);
  return out;
}

std::vector<double> jax_normal_f64(JaxKey key, std::size_t size) {
  std::vector<double> out = jax_uniform_f64(key, size, std::nextafter(-1.0, 0.0), 1.0);
  for (double& x : out) x = 1.4142135623730951 * erfinv(x);
  return out;
}

std::vector<std::int32_t> jax_randint32(JaxKey key, std::size_t size, std::int32_t low, std::int32_t high) {
  const std::vector<JaxKey> keys = jax_split(key);
  const std::vector<std::uint32_t> upper = jax_random_bits32(keys[0], size), lower = jax_random_bits32(keys[1], size);
  const std::uint32_t span = static_cast<std::uint32_t>(high) - static_cast<std::uint32_t>(low);
  // 2^32 modulo the span, formed in 32-bit arithmetic as jax does.
  std::uint32_t multiplier = 65536u % span;
  multiplier = multiplier * multiplier % span;
  std::vector<std::int32_t> out(size);
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t offset = (upper[i] % span * multiplier + lower[i] % span) % span;
    out[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(low) + offset);
  }
  return out;
}

JaxKey JaxRandomState::split_key() {
  const std::vector<JaxKey> keys = jax_split(key_);
  key_ = keys[0];
  return keys[1];
}

}  // namespace bpl::math
