// Loops over the elements of strided arrays, and conversion between element types. Internal to the array files.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include "host/arrays/array.h"

namespace bpl::host {

// Calls f(position) for every element, row by row; position counts elements from the start of the buffer.
template <class F>
void walk(const Shape& shape, const Shape& strides, std::int64_t position, F&& f, std::size_t axis = 0) {
  if (axis == shape.size()) return f(position);
  const std::int64_t n = shape[axis], stride = strides[axis];
  if (axis + 1 == shape.size()) {
    for (std::int64_t i = 0; i < n; ++i) f(position + i * stride);
  } else {
    for (std::int64_t i = 0; i < n; ++i) walk(shape, strides, position + i * stride, f, axis + 1);
  }
}

// Booleans are uint8_t: conversion to them asks for nonzero. A real that no integer holds becomes the lowest one.
template <class To, class From>
To convert(From x) {
  if constexpr (std::is_same_v<To, From>) {
    return x;
  } else if constexpr (std::is_same_v<To, std::uint8_t>) {
    return x != From{0} ? 1 : 0;
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) {
    constexpr double kLow = -9223372036854775808.0, kHigh = 9223372036854775808.0;
    const double d = static_cast<double>(x);
    if (!(d >= kLow && d < kHigh)) return std::numeric_limits<To>::lowest();
    const auto whole = static_cast<std::int64_t>(d);
    if constexpr (std::is_same_v<To, std::int32_t>) {
      if (whole < std::numeric_limits<To>::lowest() || whole > std::numeric_limits<To>::max()) return std::numeric_limits<To>::lowest();
    }
    return static_cast<To>(whole);
  } else {
    return static_cast<To>(x);
  }
}

// The strides of a new array, row by row.
Shape row_strides(const Shape&);
// A view of `a` in a shape it can be broadcast to (strides of repeated axes are 0).
Shape broadcast_strides(const Array& a, const Shape& to);
// False if the shapes do not go together.
bool broadcast_shapes(const Shape&, const Shape&, Shape* result);

// An axis argument: negative ones count from the end; AxisError otherwise.
bool normal_axis(Context&, std::int64_t axis, std::int64_t ndim, std::int64_t* result);
// A copy whose axis `axis` is moved to the end: contiguous lanes for reductions along it.
Array* axis_last(Context&, const Array&, std::int64_t axis);

// A view of `a` in which its axes stand in the given order.
Array* permuted_view(Context&, const Array&, const std::vector<std::int64_t>& order);

// The type both types can be held in, by the rules of a flavour.
DType promote(Flavour, DType, DType);

}  // namespace bpl::host
