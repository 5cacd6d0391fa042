// What of a step needs values of other ranks.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ir/module.h"

namespace bpl::ir {

// "run", "every", "sum", "collective", "input", "callback".
std::string_view exchange_kind_name(Exchange::Kind);
std::optional<Exchange::Kind> exchange_kind_from_name(std::string_view);
bool has_number(Exchange::Kind);

// Whether ranks have to talk before a collective: they send each other its operand, or, for a reduction to one number, what
// each of them has made of its part. A single number is the same on all ranks, and histories are pushed element by element.
bool gathers_operand(const Update&, const Collective&);

// The states that a temporary is computed from, by number, ascending.
std::vector<int> states_behind(const Update&, int temporary);

}  // namespace bpl::ir
