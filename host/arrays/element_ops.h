// Names of element types and of what is done with elements one by one.
#pragma once

#include <cstdint>

namespace bpl::host {

// In the order of promotion within a kind.
enum class DType : std::uint8_t { boolean, int32, uint32, int64, float32, float64 };

enum class UnaryOp : std::uint8_t {
  negative, positive, absolute, sign, square, invert, reciprocal,
  floor, ceil, trunc, rint, sqrt, exp, exp2, expm1, log, log2, log10, log1p, sin, cos, tan, sinh, cosh, tanh,
  arcsin, arccos, arctan, arcsinh, arccosh, arctanh, cbrt, radians, degrees, sigmoid, relu,
  logical_not, isnan, isinf, isfinite,
};

enum class BinaryOp : std::uint8_t {
  add, subtract, multiply, divide, floor_divide, remainder, power, maximum, minimum, fmod,
  arctan2, hypot, heaviside, copysign,
  less, less_equal, greater, greater_equal, equal, not_equal,
  logical_and, logical_or, logical_xor,
  bitwise_and, bitwise_or, bitwise_xor, left_shift, right_shift,
};

}  // namespace bpl::host
