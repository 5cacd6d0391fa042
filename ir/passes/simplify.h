// Removes what a kernel computes twice or for nothing.
#pragma once

#include "ir/module.h"

namespace bpl::ir {

// Equal instructions become one, arithmetic on constants is done (in double precision, functions by math/functions.h, so the
// result does not depend on the machine), x * 1, x / 1, x - 0 and selects of equal values disappear, and what no store needs
// is dropped. Nothing that could change a result of the remaining arithmetic.
void simplify(Module&);
void simplify(Kernel&);

}  // namespace bpl::ir
