// Reading the arguments of array functions. Internal to the array files.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "host/arrays/array.h"
#include "host/arrays/array_walk.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"

namespace bpl::host {

template <Flavour F> inline constexpr std::string_view kModuleName = F == Flavour::numpy ? "numpy" : "brainpy.math";

// Whether an optional argument was given, and is not None.
inline bool given(const Value& v) { return !v.is_unbound() && !v.is_none(); }

// Argument `index` or keyword `name`, which must be there.
bool required(Context&, const Arguments&, std::size_t index, std::string_view name, Value* result);
bool required_array(Context&, const Arguments&, std::size_t index, std::string_view name, Flavour, Array** result);

// Numbers, from Python numbers or arrays of size 1. They leave *result as it is when the value was not given.
bool read_integer(Context&, const Value&, std::string_view name, std::int64_t* result);
bool read_real(Context&, const Value&, std::string_view name, double* result);
bool read_flag(Context&, const Value&, bool* result);
bool read_dtype(Context&, const Value&, Flavour, DType* result);
// An int or a sequence of ints, as a shape or as axes.
bool read_shape(Context&, const Value&, Shape* result);
// The axes of a reduction: all of them for None; sorted, each in [0, ndim).
bool read_axes(Context&, const Value&, std::int64_t ndim, std::vector<std::int64_t>* axes);

// The arrays of a sequence argument (concatenate, meshgrid, ...).
bool read_arrays(Context&, const Value&, Flavour, std::vector<Array*>* arrays);

Value tuple_of(Context&, std::vector<Value>);
Value shape_value(Context&, const Shape&);
// A number of the flavour's own kind: a numpy scalar or an array without dimensions.
Value number_value(Context&, double, DType, Flavour);

// The rows of the files below, for both modules.
std::span<const NativeEntry> elementwise_natives(Flavour);
std::span<const NativeEntry> construction_natives(Flavour);
std::span<const NativeEntry> reduction_natives(Flavour);
std::span<const NativeEntry> shape_natives(Flavour);
std::span<const NativeEntry> linear_natives(Flavour);
std::span<const NativeEntry> search_natives(Flavour);
std::span<const NativeEntry> statistics_natives(Flavour);
std::span<const NativeEntry> conversion_natives();
std::span<const NativeEntry> math_settings_natives();
std::span<const NativeEntry> array_method_natives();
std::span<const NativeEntry> numpy_random_natives();
std::span<const NativeEntry> bm_random_natives();
void register_random_classes(Context&);

// An array method as a value: found by its name, bound to the array.
const NativeEntry* find_array_method(std::string_view name);

// Reductions and products that operators and methods share.
bool matmul(Context&, const Value&, const Value&, Flavour, Value* result);

}  // namespace bpl::host
