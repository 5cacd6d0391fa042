// Element-wise arithmetic on arrays: the operations, their result types, broadcasting. Internal to the array files.
#pragma once

#include <initializer_list>
#include <string_view>

#include "host/array.h"

namespace bpl::host {

// What one operand of an element-wise operation is. Python numbers are weak: they take part in the choice of the result
// type by their kind only.
struct Operand {
  const Array* array = nullptr;
  bool weak = false;
  bool weak_real = false, weak_bool = false;  // which kind of Python number it was
};

// Reads a value as an operand; sequences become arrays.
bool to_operand(Context&, const Value&, Flavour, Operand*);
// The common type of operands.
DType common_type(const Context&, Flavour, std::initializer_list<Operand>);
// The shape of all operands together; numpy's ValueError if they do not go together.
bool common_shape(Context&, std::initializer_list<const Array*>, Shape*);

// The flavour of what an operation on these values gives.
Flavour flavour_of(std::initializer_list<Value>);

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

// Results are arrays of the flavour, numpy scalars where they have no dimension.
bool apply_unary(Context&, UnaryOp, const Value&, Flavour, Array** result);
bool apply_binary(Context&, BinaryOp, const Value&, const Value&, Flavour, Array** result);
// a * b + c with one rounding.
bool apply_fma(Context&, const Value& a, const Value& b, const Value& c, Flavour, Array** result);
bool apply_select(Context&, const Value& condition, const Value& yes, const Value& no, Flavour, Array** result);

// Operand elements of type T spread over a shape: element i is data[i * step].
template <class T>
struct Spread {
  const T* data = nullptr;
  std::int64_t step = 0;
  std::vector<T> owned;
};
template <class T> Spread<T> spread(const Array&, const Shape&);

}  // namespace bpl::host
