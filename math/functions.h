// Elementary functions with the same bits on every machine and in every vector width, and the table of their symbols.
//
// Scalar calls here, AVX2 and AVX-512 calls in generated code all reach SLEEF's deterministic FMA variants. Two NaNs
// count as the same result. Needs a processor with FMA (x86-64-v3), as every program of the project does.
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>

#define BPL_MATH_ARGUMENTS_1(T) T
#define BPL_MATH_ARGUMENTS_2(T) T, T
#define BPL_MATH_FUNCTION(name, arity, accuracy)                                                \
  extern "C" float Sleef_finz_##name##f1_##accuracy##purecfma(BPL_MATH_ARGUMENTS_##arity(float)); \
  extern "C" double Sleef_finz_##name##d1_##accuracy##purecfma(BPL_MATH_ARGUMENTS_##arity(double));
#include "math/functions.def"
#undef BPL_MATH_ARGUMENTS_1
#undef BPL_MATH_ARGUMENTS_2

namespace bpl::math {

#define BPL_MATH_DEFINE_1(name, accuracy)                                                      \
  inline float name(float x) { return ::Sleef_finz_##name##f1_##accuracy##purecfma(x); }       \
  inline double name(double x) { return ::Sleef_finz_##name##d1_##accuracy##purecfma(x); }
#define BPL_MATH_DEFINE_2(name, accuracy)                                                                 \
  inline float name(float x, float y) { return ::Sleef_finz_##name##f1_##accuracy##purecfma(x, y); }      \
  inline double name(double x, double y) { return ::Sleef_finz_##name##d1_##accuracy##purecfma(x, y); }
#define BPL_MATH_FUNCTION(name, arity, accuracy) BPL_MATH_DEFINE_##arity(name, accuracy)
#include "math/functions.def"
#undef BPL_MATH_DEFINE_1
#undef BPL_MATH_DEFINE_2

// Correctly rounded by IEEE 754, so the C function is the same everywhere.
inline float sqrt(float x) { return std::sqrt(x); }
inline double sqrt(double x) { return std::sqrt(x); }

// x to an integer power of at most 8 in magnitude by multiplications in one fixed order:
// x2 = x*x, x4 = x2*x2, then the needed ones of x4, x2, x from left to right; x8 = x4*x4; a negative power is 1/powi(x, -n).
template <typename T>
constexpr T powi(T x, int n) {
  if (n < 0) return T(1) / powi(x, -n);
  const T x2 = x * x;
  const T x4 = x2 * x2;
  switch (n) {
    case 0: return T(1);
    case 1: return x;
    case 2: return x2;
    case 3: return x2 * x;
    case 4: return x4;
    case 5: return x4 * x;
    case 6: return x4 * x2;
    case 7: return x4 * x2 * x;
    case 8: return x4 * x4;
  }
  return pow(x, T(n));
}
inline constexpr int kLargestMultipliedPower = 8;

// One row of functions.def spelled out. The vector symbols take and return plain vectors (8 x float in one ymm register ...).
struct FunctionSymbols {
  std::string_view name;
  int arity;
  const char* scalar_f32;
  const char* scalar_f64;
  const char* avx2_f32;    // 8 lanes
  const char* avx2_f64;    // 4 lanes
  const char* avx512_f32;  // 16 lanes
  const char* avx512_f64;  // 8 lanes
};

std::span<const FunctionSymbols> function_table();

// nullptr when the name has no row.
const FunctionSymbols* find_function(std::string_view name);

// Compares the loaded SLEEF with stored results of every scalar function. Empty when all agree, otherwise a message
// naming the functions that differ: results would then not be those of other machines.
std::string check_library();

}  // namespace bpl::math
