// From the text form to a module (see docs/ir.md).
#pragma once

#include <string_view>

#include "ir/module.h"
#include "support/diagnostic.h"

namespace bpl::ir {

// Reads a whole module. `file` is the index of the text in the caller's SourceFiles, for diagnostics. Problems are added to the
// diagnostics and make it return false: unknown and duplicate names, wrong types, and the first syntax error. What the text
// means is checked no further: see ir/verify.h.
bool parse(std::string_view text, int file, Module&, Diagnostics&);

}  // namespace bpl::ir
