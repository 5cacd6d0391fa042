// AVX2 variants of every function; see functions_vector.h.
#include <immintrin.h>

#include "tests/unit/math/functions_vector.h"

#define ARGUMENTS_1(T) T
#define ARGUMENTS_2(T) T, T
#define BPL_MATH_FUNCTION(name, arity, accuracy)                                   \
  extern "C" __m256 Sleef_finz_##name##f8_##accuracy##avx2(ARGUMENTS_##arity(__m256)); \
  extern "C" __m256d Sleef_finz_##name##d4_##accuracy##avx2(ARGUMENTS_##arity(__m256d));
#include "math/functions.def"

namespace bpl::math::test {

#define CALL_1(symbol, load) symbol(load(x + i))
#define CALL_2(symbol, load) symbol(load(x + i), load(y + i))

bool apply_avx2(std::string_view name, const float* x, const float* y, float* out, std::size_t n) {
#define BPL_MATH_FUNCTION(function, arity, accuracy)                                                         \
  if (name == #function) {                                                                                   \
    for (std::size_t i = 0; i < n; i += 8)                                                                  \
      _mm256_storeu_ps(out + i, CALL_##arity(Sleef_finz_##function##f8_##accuracy##avx2, _mm256_loadu_ps)); \
    return true;                                                                                             \
  }
#include "math/functions.def"
  return false;
}

bool apply_avx2(std::string_view name, const double* x, const double* y, double* out, std::size_t n) {
#define BPL_MATH_FUNCTION(function, arity, accuracy)                                                         \
  if (name == #function) {                                                                                   \
    for (std::size_t i = 0; i < n; i += 4)                                                                  \
      _mm256_storeu_pd(out + i, CALL_##arity(Sleef_finz_##function##d4_##accuracy##avx2, _mm256_loadu_pd)); \
    return true;                                                                                             \
  }
#include "math/functions.def"
  return false;
}

}  // namespace bpl::math::test
