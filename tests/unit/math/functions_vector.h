// The vector variants of every function, applied to whole arrays; defined in one file for each instruction set.
#pragma once

#include <cstddef>
#include <string_view>

namespace bpl::math::test {

// n is a multiple of 16; y is read by functions of two arguments only. False for an unknown name.
bool apply_avx2(std::string_view name, const float* x, const float* y, float* out, std::size_t n);
bool apply_avx2(std::string_view name, const double* x, const double* y, double* out, std::size_t n);
bool apply_avx512(std::string_view name, const float* x, const float* y, float* out, std::size_t n);
bool apply_avx512(std::string_view name, const double* x, const double* y, double* out, std::size_t n);

}  // namespace bpl::math::test
