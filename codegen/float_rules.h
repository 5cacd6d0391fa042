// The rule that keeps results equal everywhere, checked over finished LLVM IR.
#pragma once

#include <llvm/IR/Module.h>

#include <string>

namespace bpl::codegen {

// Empty if no floating-point operation carries a fast-math flag and no mathematical intrinsic appears other than those
// that are exact or correctly rounded; otherwise the function and the instruction that break the rule.
std::string check_float_rules(const llvm::Module&);

}  // namespace bpl::codegen
