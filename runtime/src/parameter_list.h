// What --list-params prints.
#pragma once

#include <string>

#include "runtime/src/program.h"

namespace bpl::runtime {

// Two tables: the parameters that --set replaces and the literals that -D replaces, each with value, unit, the place in the
// script, and what the compiled step takes as given of it.
std::string list_parameters(const Program&);

}  // namespace bpl::runtime
