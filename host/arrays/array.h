// Arrays: numpy's n-dimensional arrays and BrainPy's, over one buffer type. What they store, and how to get at it.
//
// Arithmetic is plain loops in the array's own precision (array_math.h), so results are the same bits everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/arrays/element_ops.h"
#include "host/values/context.h"

namespace bpl::host {

// Whose rules an array follows. brainpy: 32-bit types unless ctx.enable_x64, slices are copies, an index out of range is
// clamped on reading and dropped on writing. A result is brainpy as soon as one operand is.
enum class Flavour : std::uint8_t { numpy, brainpy };

using Shape = std::vector<std::int64_t>;

std::string_view dtype_name(DType);
std::size_t item_size(DType);
inline bool is_real(DType d) { return d >= DType::float32; }
inline bool is_integer(DType d) { return d == DType::int32 || d == DType::uint32 || d == DType::int64; }
// The default types of a flavour, and what a type becomes in it (float64 -> float32 for brainpy without x64).
DType default_real(const Context&, Flavour);
DType default_integer(const Context&, Flavour);
DType canonical(const Context&, Flavour, DType);

std::int64_t element_count(const Shape&);
std::string shape_text(const Shape&);  // "()", "(3,)", "(2, 3)"

// How each type is stored: booleans as bytes 0 and 1.
template <class T> inline constexpr DType kDType = DType::boolean;
template <> inline constexpr DType kDType<std::int32_t> = DType::int32;
template <> inline constexpr DType kDType<std::uint32_t> = DType::uint32;
template <> inline constexpr DType kDType<std::int64_t> = DType::int64;
template <> inline constexpr DType kDType<float> = DType::float32;
template <> inline constexpr DType kDType<double> = DType::float64;

// Calls f with a zero of the storage type: with_type(a.dtype, [&](auto zero) { using T = decltype(zero); ... }).
template <class F>
decltype(auto) with_type(DType d, F&& f) {
  switch (d) {
    case DType::boolean: return f(std::uint8_t{0});
    case DType::int32: return f(std::int32_t{0});
    case DType::uint32: return f(std::uint32_t{0});
    case DType::int64: return f(std::int64_t{0});
    case DType::float32: return f(0.0f);
    case DType::float64: break;
  }
  return f(0.0);
}

struct Recipe;

// The storage of an array and of its views. It may stand for a recipe; the first look at the elements computes them.
class Buffer {
 public:
  explicit Buffer(std::size_t bytes) : bytes_(std::make_unique<std::byte[]>(bytes)) {}
  explicit Buffer(std::shared_ptr<const Recipe> recipe) : recipe_(std::move(recipe)) {}
  std::byte* get() const {
    if (recipe_) compute();
    return bytes_.get();
  }
  const Recipe* recipe() const { return recipe_.get(); }

 private:
  void compute() const;
  mutable std::unique_ptr<std::byte[]> bytes_;
  mutable std::shared_ptr<const Recipe> recipe_;
};

struct Array : Object {
  // A new array of zeros, row by row.
  Array(DType, Flavour, Shape);
  // What a recipe makes.
  Array(const Recipe&, Flavour, Shape);
  // A view of the elements of `base` with other strides (in elements).
  Array(const Array& base, Shape shape, Shape strides, std::int64_t offset);

  std::int64_t size() const { return element_count(shape); }
  std::int64_t ndim() const { return static_cast<std::int64_t>(shape.size()); }
  bool contiguous() const;  // row by row without gaps: data() .. data() + size() are the elements in order
  template <class T> T* data() const { return reinterpret_cast<T*>(buffer->get()) + offset; }  // T is the storage type

  DType dtype;
  Flavour flavour;
  bool scalar = false;  // a numpy scalar: one element of an array, or the result of a reduction
  Shape shape;
  Shape strides;
  std::int64_t offset = 0;
  std::shared_ptr<Buffer> buffer;
};

// The recipe of an array that nobody has looked at; null for any other.
const Recipe* recipe_of(const Array&);

inline Array* as_array(const Value& v) { return as<Array>(v, Kind::array); }

// --- making -------------------------------------------------------------------------------------------------------
Array* make_array(Context&, DType, Shape, Flavour = Flavour::numpy);
// One element with no dimensions; for numpy a numpy scalar.
Array* make_scalar(Context&, DType, double, Flavour = Flavour::numpy);
Array* make_scalar(Context&, DType, std::int64_t, Flavour = Flavour::numpy);
// A vector of the given contents, converted to `dtype`.
Array* array_of(Context&, std::span<const double>, DType = DType::float64, Flavour = Flavour::numpy);
Array* array_of(Context&, std::span<const float>, DType = DType::float32, Flavour = Flavour::numpy);
Array* array_of(Context&, std::span<const std::int64_t>, DType = DType::int64, Flavour = Flavour::numpy);
Array* array_of(Context&, std::span<const std::int32_t>, DType = DType::int32, Flavour = Flavour::numpy);
// A contiguous copy, in another type or flavour.
Array* copy_array(Context&, const Array&);
Array* cast_array(Context&, const Array&, DType, Flavour);
// The same elements in another shape of equal size: shares the buffer where it can.
Array* with_shape(Context&, const Array&, Shape);
// `a` itself if it is contiguous, else a contiguous copy.
const Array* contiguous_array(Context&, const Array&);

// --- values and arrays --------------------------------------------------------------------------------------------
// What a value is as an array: numbers, nested sequences, ranges, arrays and everything registered by add_array_source.
// Arrays are returned as they are. A ragged or non-numeric sequence raises.
bool to_array(Context&, const Value&, Flavour, Array** result);
// Whether to_array accepts it as something other than a Python number or sequence.
bool is_array_like(const Value&);
// How objects of another kind (variables, recordings) answer to_array.
using ArraySource = bool (*)(Context&, Object*, Array** result);
void add_array_source(Kind, ArraySource);
// The only element as a Python number. The array must have size 1.
Value item_of(const Array&);
// Element number i, row by row, as a Python number.
Value item_at(const Array&, std::int64_t i);
// Nested lists of Python numbers.
Value to_nested_list(Context&, const Array&);

// --- contents in row order ----------------------------------------------------------------------------------------
template <class T> std::vector<T> elements(const Array&);  // T: double, float, int64, int32, uint32, uint8 (nonzero)
inline std::vector<double> to_reals(const Array& a) { return elements<double>(a); }
inline std::vector<std::int64_t> to_integers(const Array& a) { return elements<std::int64_t>(a); }
// Calls f for every element as a double, without computing a recipe as a whole.
void for_each_real(const Array&, const std::function<void(double)>& f);
// Writes `values` (broadcast to the view's shape, which must be possible) into the elements of `target`, converting.
void assign_elements(Array& target, const Array& values);

// --- dtype objects ------------------------------------------------------------------------------------------------
// numpy.float32, bool, int, float, "float32", "f4", array.dtype, ...; raises TypeError otherwise.
bool to_dtype(Context&, const Value&, DType* result);
Value dtype_class(Context&, DType);   // numpy.float32
Value dtype_object(Context&, DType);  // what array.dtype answers: dtype('float32')
Value array_class(Context&, const Array&);  // what type(a) answers

// --- the operators, for the value library's dispatch ---------------------------------------------------------------
bool array_attribute(Context&, Array&, std::string_view name, Value* result, bool* found);
bool array_set_attribute(Context&, Array&, std::string_view name, const Value&);
bool array_get_item(Context&, Array&, const Value& key, Value* result);
bool array_set_item(Context&, Array&, const Value& key, const Value&);
bool array_unary(Context&, std::string_view op, const Value&, Value* result);
// At least one of both is array-like. Comparisons take the six ordering operators.
bool array_binary(Context&, std::string_view op, const Value&, const Value&, Value* result);
bool array_binary_inplace(Context&, std::string_view op, const Value&, const Value&, Value* result);
bool array_compare(Context&, std::string_view op, const Value&, const Value&, Value* result);
bool array_contains(Context&, Array&, const Value&, bool* result);
bool array_truth(Context&, const Array&, bool* result);
bool array_length(Context&, const Array&, std::int64_t* result);
bool array_iterate(Context&, Array&, Value* iterator);
bool array_to_real(Context&, const Array&, double* result);        // float(a)
bool array_to_integer(Context&, const Array&, std::int64_t* result);  // int(a)
bool array_to_index(Context&, const Array&, std::int64_t* result);    // a[i] of a list: integers only
std::string array_str(const Array&);
std::string array_repr(const Array&);

// Registers numpy, brainpy.math and their random modules, as far as they are arrays.
void register_array_modules(Context&);

}  // namespace bpl::host
