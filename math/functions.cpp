// The symbol table and the start-up check of the SLEEF library.
#include "math/functions.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace bpl::math {
namespace {

constexpr FunctionSymbols kTable[] = {
#define BPL_MATH_FUNCTION(name, arity, accuracy)                                              \
  {#name, arity,                                                                              \
   "Sleef_finz_" #name "f1_" #accuracy "purecfma", "Sleef_finz_" #name "d1_" #accuracy "purecfma", \
   "Sleef_finz_" #name "f8_" #accuracy "avx2",     "Sleef_finz_" #name "d4_" #accuracy "avx2",     \
   "Sleef_finz_" #name "f16_" #accuracy "avx512f", "Sleef_finz_" #name "d8_" #accuracy "avx512f"},
#include "math/functions.def"
};

// Arguments that reach the main branches of every function; nan results are fine, they hash as one value.
constexpr double kArguments[] = {0.0078125, 0.3, 0.75, -0.6, 1.5, -2.25, 3.7, 9.1, -17.3, 41.0, 88.5, -103.2, 1e-9, 123456.789};

struct Hash {
  std::uint64_t value = 14695981039346656037ull;
  void add(double x) { add_bits(x != x ? ~0ull : std::bit_cast<std::uint64_t>(x), 8); }
  void add(float x) { add_bits(x != x ? ~0u : std::bit_cast<std::uint32_t>(x), 4); }
  void add_bits(std::uint64_t bits, int bytes) {
    for (int i = 0; i < bytes; ++i) value = (value ^ ((bits >> (8 * i)) & 0xff)) * 1099511628211ull;
  }
};

template <typename T, typename F>
std::uint64_t hash_unary(F f) {
  Hash hash;
  for (const double x : kArguments) hash.add(f(static_cast<T>(x)));
  return hash.value;
}

template <typename T, typename F>
std::uint64_t hash_binary(F f) {
  Hash hash;
  for (const double x : kArguments)
    for (const double y : {0.5, -1.75, 2.5}) hash.add(f(static_cast<T>(x), static_cast<T>(y)));
  return hash.value;
}

struct Expected {
  std::string_view name;
  std::uint64_t f32, f64;
};

constexpr Expected kExpected[] = {
#include "math/functions_expected.inc"
};

struct Found {
  std::string_view name;
  std::uint64_t f32, f64;
};

std::array<Found, std::size(kTable)> hash_all() {
#define BPL_MATH_HASH_1(name) hash_unary<float>([](float x) { return name(x); }), hash_unary<double>([](double x) { return name(x); })
#define BPL_MATH_HASH_2(name) \
  hash_binary<float>([](float x, float y) { return name(x, y); }), hash_binary<double>([](double x, double y) { return name(x, y); })
#define BPL_MATH_FUNCTION(name, arity, accuracy) Found{#name, BPL_MATH_HASH_##arity(name)},
  return {
#include "math/functions.def"
  };
#undef BPL_MATH_HASH_1
#undef BPL_MATH_HASH_2
}

}  // namespace

std::span<const FunctionSymbols> function_table() { return kTable; }

const FunctionSymbols* find_function(std::string_view name) {
  for (const FunctionSymbols& row : kTable)
    if (row.name == name) return &row;
  return nullptr;
}

std::string check_library() {
  std::string different;
  const auto found = hash_all();
  static_assert(std::size(kExpected) == std::size(kTable));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool same_f32 = found[i].f32 == kExpected[i].f32;
    const bool same_f64 = found[i].f64 == kExpected[i].f64;
    if (found[i].name == kExpected[i].name && same_f32 && same_f64) continue;
    if (!different.empty()) different += ", ";
    different += found[i].name;
    if (same_f32 != same_f64) different += same_f64 ? " (float32)" : " (float64)";
  }
  if (different.empty()) return {};
  return "the SLEEF library found here computes other values than the one this program was built for: " + different +
         "; results would differ from those of other machines";
}

}  // namespace bpl::math
