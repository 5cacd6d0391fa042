// All code of a program: one LLVM module with the kernels, one with host functions, tables and `main`.
#pragma once

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

#include <memory>
#include <string>

#include "codegen/compile.h"

namespace bpl::codegen {

// Optimised code, in two modules of one context: kernels deserve the full code generator, host functions its fast path.
struct ProgramCode {
  std::unique_ptr<llvm::Module> kernels, host;
};

// False with `problem` set: a mistake of an earlier stage or of the code generator.
bool emit_program(llvm::LLVMContext&, llvm::TargetMachine&, const ir::Module&, const CompileOptions&, ProgramCode&,
                  std::string& problem);

// Both modules in one, for the forms of output that are a single file.
std::unique_ptr<llvm::Module> join(ProgramCode, std::string& problem);

}  // namespace bpl::codegen
