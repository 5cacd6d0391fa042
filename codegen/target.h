// From LLVM IR to machine code: target machine, optimisation pipelines, object files.
#pragma once

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/CodeGen.h>
#include <llvm/Target/TargetMachine.h>

#include <memory>

namespace bpl::codegen {

// Position-independent code for x86-64 Linux. Functions name the instruction set they need themselves.
std::unique_ptr<llvm::TargetMachine> make_target_machine(int optimisation);

// Sets triple and data layout of a module before code is added to it.
void prepare_module(llvm::Module&, const llvm::TargetMachine&);

// The default pipeline of a level 0..3. Results of the code do not depend on the level.
void optimise(llvm::Module&, llvm::TargetMachine&, int level);

// Host functions are calls and branches between values in memory: they are tidied, and translated by the fast path of the
// code generator. A full pipeline takes ten times as long and gains nothing.
void optimise_host(llvm::Module&, llvm::TargetMachine&, int level);

// Object code or assembly text. False if the target cannot make it.
bool generate(llvm::Module&, llvm::TargetMachine&, llvm::CodeGenFileType, llvm::SmallVectorImpl<char>& out);

}  // namespace bpl::codegen
