// Element-wise arithmetic on arrays: the operations, their result types, broadcasting. Internal to the array files.
#pragma once

#include <initializer_list>
#include <string_view>

#include "host/arrays/array.h"

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

// Where results go: arrays of the heap, or of a block of a recipe.
class ArrayMaker {
 public:
  virtual ~ArrayMaker() = default;
  virtual Array* make(DType, Shape) = 0;
};

// The elements of an operation whose operands are converted to type `d`.
Array* unary_elements(ArrayMaker&, UnaryOp, DType d, const Array& x);
Array* binary_elements(ArrayMaker&, BinaryOp, DType d, const Array& x, const Array& y, const Shape&);
// The types these results have.
DType unary_type(UnaryOp, DType d);
DType binary_type(BinaryOp, DType d);

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
