// How elements are combined: sums, products, and the smallest and largest, where a NaN wins as in numpy.
#pragma once

#include <cmath>
#include <limits>
#include <string_view>

namespace bpl::math {

// Calls f(value of nothing, operation of two values) for a reduction by its name. A mean is a sum here; any and all are of
// numbers that are 0 or not.
template <class T, class F>
auto with_reduction(std::string_view name, F&& f) {
  if (name == "prod") return f(T(1), [](T a, T b) { return a * b; });
  if (name == "min") return f(std::numeric_limits<T>::infinity(), [](T a, T b) { return std::isnan(a) || a < b ? a : b; });
  if (name == "max") return f(-std::numeric_limits<T>::infinity(), [](T a, T b) { return std::isnan(a) || a > b ? a : b; });
  if (name == "any") return f(T(0), [](T a, T b) { return T(a != 0 || b != 0); });
  if (name == "all") return f(T(1), [](T a, T b) { return T(a != 0 && b != 0); });
  return f(T(0), [](T a, T b) { return a + b; });
}

}  // namespace bpl::math
