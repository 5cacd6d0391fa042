// From the text of a script to its syntax tree.
#pragma once

#include <memory>

#include "frontend/syntax/tree.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace bpl::syntax {

// Parses one file. Returns null, and at least one error in `diagnostics` (code "syntax-error"), when the text is not
// a valid script: syntax errors have the wording and position of CPython 3.11. Any bytes are accepted as input.
std::unique_ptr<Module> parse(int file, const SourceFiles& files, Diagnostics& diagnostics);

}  // namespace bpl::syntax
