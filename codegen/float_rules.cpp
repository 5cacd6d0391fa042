// Walks every instruction of a module.
#include "codegen/float_rules.h"

#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Operator.h>
#include <llvm/Support/raw_ostream.h>

namespace bpl::codegen {

namespace {

bool is_exact(llvm::Intrinsic::ID id) {
  switch (id) {
    case llvm::Intrinsic::fma:
    case llvm::Intrinsic::sqrt:
    case llvm::Intrinsic::floor:
    case llvm::Intrinsic::ceil:
    case llvm::Intrinsic::trunc:
    case llvm::Intrinsic::roundeven:
    case llvm::Intrinsic::fabs:
    case llvm::Intrinsic::copysign:
    case llvm::Intrinsic::is_fpclass:
    case llvm::Intrinsic::fptosi_sat:
      return true;
    default: return false;
  }
}

bool moves_data_only(llvm::Intrinsic::ID id) {
  switch (id) {
    case llvm::Intrinsic::vector_insert:
    case llvm::Intrinsic::vector_extract:
    case llvm::Intrinsic::vector_reverse:
    case llvm::Intrinsic::masked_load:
    case llvm::Intrinsic::masked_store:
    case llvm::Intrinsic::masked_gather:
    case llvm::Intrinsic::masked_scatter:
      return true;
    default: return false;
  }
}

bool touches_reals(const llvm::CallBase& call) {
  if (call.getType()->isFPOrFPVectorTy()) return true;
  for (const llvm::Use& argument : call.args())
    if (argument->getType()->isFPOrFPVectorTy()) return true;
  return false;
}

}  // namespace

std::string check_float_rules(const llvm::Module& module) {
  const auto report = [](const llvm::Instruction& instruction, const char* why) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    stream << instruction.getFunction()->getName() << ": " << why << ":" << instruction;
    return stream.str();
  };
  for (const llvm::Function& function : module) {
    for (const llvm::Instruction& instruction : llvm::instructions(function)) {
      if (const auto* real = llvm::dyn_cast<llvm::FPMathOperator>(&instruction); real && real->getFastMathFlags().any())
        return report(instruction, "fast-math flag");
      const auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
      if (!intrinsic || !touches_reals(*intrinsic)) continue;
      const llvm::Intrinsic::ID id = intrinsic->getIntrinsicID();
      if (!is_exact(id) && !moves_data_only(id)) return report(instruction, "intrinsic that may round differently");
    }
  }
  return {};
}

}  // namespace bpl::codegen
