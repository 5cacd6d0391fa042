// The derivative of an expression, by the rules of calculus.
#pragma once

#include <optional>

#include "ir/passes/expression.h"

namespace bpl::ir {

// d(value) / d(parameter). Where a rule has a corner: |x| has slope 0 at 0, max and min at a tie have the mean of both
// slopes, a select has the slope of the branch it takes, floor and comparisons have slope 0. Empty for an operation
// without a rule; *name is then its name.
std::optional<int> differentiate(Expressions&, int value, int parameter, std::string* name);

}  // namespace bpl::ir
