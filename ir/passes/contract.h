// Decides where a multiplication and an addition are one operation.
#pragma once

#include "ir/module.h"

namespace bpl::ir {

// a * b + c, c + a * b, a * b - c and c - a * b become a fused multiply-add where nothing else uses the product. Of two
// products that are added, the first one is fused. This is the only place where that is decided.
void contract(Module&);

}  // namespace bpl::ir
