// Large arrays that are not computed yet: element-wise operations make recipes out of recipes. Internal to the array files.
#pragma once

#include "host/arrays/array_math.h"
#include "host/arrays/recipe.h"

namespace bpl::host {

inline constexpr std::int64_t kLazyFrom = 4096;    // elements; smaller arrays are computed at once
inline constexpr std::int64_t kRecipeBlock = 4096;  // elements that are computed together

// The elements of a recipe as another type.
Recipe cast_recipe(Recipe, DType);
Recipe constant_recipe(double value, DType, std::int64_t size);

// The result as a recipe, or null where it has to be computed: for small arrays, for operands that are already computed and for
// recipes that have grown long.
Array* lazy_unary(Context&, UnaryOp, DType operand, const Array& x, Flavour);
Array* lazy_binary(Context&, BinaryOp, DType operand, const Array& x, const Array& y, Flavour);
// The places of numbers among cumulative weights.
Array* lazy_places(Context&, const Array& numbers, const std::vector<double>& cumulative);
// items[places], where the places are a recipe and lie in the one axis of the items.
Array* lazy_items(Context&, const Array& items, const Array& places);

}  // namespace bpl::host
