// Arithmetic on slots that decides structure or places: guards, extents, starts and shifts. The tracer, the matcher and the
// runtime compute it with the same functions.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "host/models/signature.h"

namespace bpl::host {

// The value of one operation in double precision; NaN for one that scalar code does not know. Conditions are 0 and 1,
// division and remainder of `floordiv` and `mod` round as Python's.
double apply_scalar(const std::string& op, std::span<const double> args);
bool is_scalar_operation(const std::string& op);

// The value of the last node; 0 without nodes. `slot` gives the value bound to a slot.
double evaluate(const std::vector<ScalarNode>& code, const std::function<double(int)>& slot);

}  // namespace bpl::host
