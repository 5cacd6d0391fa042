// AVX-512 variants of every function; see functions_vector.h.
#include <immintrin.h>

#include "tests/unit/math/functions_vector.h"

#define ARGUMENTS_1(T) T
#define ARGUMENTS_2(T) T, T
#define BPL_MATH_FUNCTION(name, arity, accuracy)                                   \
  extern "C" __m512 Sleef_finz_##name##f16_##accuracy##avx512f(ARGUMENTS_##arity(__m512)); \
  extern "C" __m512d Sleef_finz_##name##d8_##accuracy##avx512f(ARGUMENTS_##arity(__m512d));
#include "math/functions.def"

namespace bpl::math::test {

#define CALL_1(symbol, load) symbol(load(x + i))
#define CALL_2(symbol, load) symbol(load(x + i), load(y + i))

bool apply_avx512(std::string_view name, const float* x, const float* y, float* out, std::size_t n) {
#define BPL_MATH_FUNCTION(function, arity, accuracy)                                                         \
  if (name == #function) {                                                                                   \
    for (std::size_t i = 0; i < n; i += 16)                                                                  \
      _mm512_storeu_ps(out + i, CALL_##arity(Sleef_finz_##function##f16_##accuracy##avx512f, _mm512_loadu_ps)); \
    return true;                                                                                             \
  }
#include "math/functions.def"
  return false;
}

bool apply_avx512(std::string_view name, const double* x, const double* y, double* out, std::size_t n) {
#define BPL_MATH_FUNCTION(function, arity, accuracy)                                                         \
  if (name == #function) {                                                                                   \
    for (std::size_t i = 0; i < n; i += 8)                                                                  \
      _mm512_storeu_pd(out + i, CALL_##arity(Sleef_finz_##function##d8_##accuracy##avx512f, _mm512_loadu_pd)); \
    return true;                                                                                             \
  }
#include "math/functions.def"
  return false;
}

}  // namespace bpl::math::test
