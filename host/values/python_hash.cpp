#include "host/values/python_hash.h"

#include <bit>
#include <cmath>

namespace bpl::host {
namespace {

// The hash of a number x is x modulo this prime, so that equal numbers of different types have one hash.
constexpr int kBits = 61;
constexpr std::uint64_t kModulus = (std::uint64_t{1} << kBits) - 1;

// -1 stands for an error in CPython, so no hash is -1.
std::int64_t finish(std::uint64_t magnitude, bool negative) {
  const auto h = static_cast<std::int64_t>(magnitude);
  return negative ? (h == 1 ? -2 : -h) : h;
}

}  // namespace

std::int64_t python_hash(std::int64_t n) {
  const std::uint64_t magnitude = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  return finish(magnitude % kModulus, n < 0);
}

// The mantissa is taken in pieces of 28 bits; multiplying by a power of two modulo 2^61 - 1 is a rotation.
std::int64_t python_hash(double x) {
  constexpr int kPiece = 28;
  if (std::isinf(x)) return x > 0 ? 314159 : -314159;
  if (std::isnan(x)) return 0;
  const auto rotate = [](std::uint64_t h, int by) { return ((h << by) & kModulus) | (h >> (kBits - by)); };
  int exponent = 0;
  double rest = std::frexp(std::fabs(x), &exponent);
  std::uint64_t h = 0;
  while (rest != 0) {
    h = rotate(h, kPiece);
    rest = std::ldexp(rest, kPiece);
    exponent -= kPiece;
    const auto piece = static_cast<std::uint64_t>(rest);
    rest -= static_cast<double>(piece);
    h += piece;
    if (h >= kModulus) h -= kModulus;
  }
  exponent = exponent >= 0 ? exponent % kBits : kBits - 1 - (-1 - exponent) % kBits;
  return finish(rotate(h, exponent), x < 0);
}

// The lanes of xxHash, one an item.
std::int64_t python_hash(std::span<const std::int64_t> items) {
  constexpr std::uint64_t kPrime1 = 11400714785074694791ull, kPrime2 = 14029467366897019727ull, kPrime5 = 2870177450012600261ull;
  std::uint64_t h = kPrime5;
  for (const std::int64_t item : items) h = std::rotl(h + static_cast<std::uint64_t>(item) * kPrime2, 31) * kPrime1;
  h += items.size() ^ (kPrime5 ^ 3527539ull);
  return h == ~std::uint64_t{0} ? 1546275796 : static_cast<std::int64_t>(h);
}

}  // namespace bpl::host
