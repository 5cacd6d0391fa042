// The module as text (see docs/ir.md): for people, for tools, and to be compiled again.
#pragma once

#include <string>

#include "ir/module.h"

namespace bpl::ir {

// Everything in the module: parse() of ir/parse.h gives an equal module back, and its text is the same.
std::string print(const Module&);

std::string print(const HostFunction&);
std::string print(const Update&);

// The networks for a modeller: populations, parameters with units, projections, order of the step. Not meant to be parsed.
std::string print_network(const Module&);

}  // namespace bpl::ir
