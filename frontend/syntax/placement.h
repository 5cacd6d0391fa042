// What the grammar cannot see: statements that are in the wrong place.
#pragma once

#include "frontend/syntax/errors.h"
#include "frontend/syntax/tree.h"

namespace bpl::syntax {

// Reports `return`, `yield` and `await` outside functions, `break` and `continue` outside loops, parameters named
// twice, misplaced `global`, `nonlocal`, `import *` and starred expressions.
void check_placement(const Module& module, Errors& errors);

}  // namespace bpl::syntax
