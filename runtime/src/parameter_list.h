// What --list-params prints.
#pragma once

#include <string>

#include "runtime/src/program.h"

namespace bpl::runtime {

// Two tables: the parameters that --set replaces and the literals that -D replaces, each with value, unit and the place in
// the script.
std::string list_parameters(const Program&);

}  // namespace bpl::runtime
