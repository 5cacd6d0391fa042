// Line tables: gdb and perf show lines of the script for kernels and host functions alike.
#pragma once

#include <llvm/IR/DIBuilder.h>
#include <llvm/IR/IRBuilder.h>

#include <string>
#include <vector>

#include "ir/module.h"

namespace bpl::codegen {

class DebugInfo {
 public:
  // `directory` is where relative file names of the module are found; library files ("<brainpy>/...") keep their name.
  DebugInfo(llvm::Module&, const std::vector<std::string>& files, const std::string& directory);

  // Gives the function a subprogram named `name` (what gdb shows) at the location.
  void describe(llvm::Function&, const std::string& name, const ir::Location&);
  // From here on, code of the builder stands at the location; one without a line leaves the function's own line.
  void set_location(llvm::IRBuilder<>&, const ir::Location&);
  void finish() { builder_.finalize(); }

 private:
  llvm::DIFile* file(int index) const;

  llvm::DIBuilder builder_;
  std::vector<llvm::DIFile*> files_;
  llvm::DIFile* unknown_;
  llvm::DICompileUnit* unit_;
};

}  // namespace bpl::codegen
