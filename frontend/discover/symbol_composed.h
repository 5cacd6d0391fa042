// Element-wise functions that kernels make of others.
#pragma once

#include <string_view>
#include <vector>

#include "frontend/discover/trace.h"

namespace bpl::discover {

// Whether there is such a function of so many values.
bool is_composed(std::string_view name, std::size_t arity);
// Its value for these nodes, with the operations and the order of the same function outside of a step.
bool compose(Trace&, std::string_view name, const std::vector<int>& nodes, host::Value* result);

}  // namespace bpl::discover
