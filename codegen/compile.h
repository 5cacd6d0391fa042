// From a verified module to LLVM text, assembly, an object file or an executable.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ir/module.h"
#include "support/diagnostic.h"

namespace bpl::codegen {

enum class Emit { llvm, assembly, object, executable };

struct CompileOptions {
  Emit emit = Emit::executable;
  int optimisation = 2;   // 0..3; the results of the program are the same at every level
  std::string output;     // file to write; "-" writes LLVM text or assembly to stdout
  std::string directory;  // absolute: where the module's relative file names are found, for debuggers
  std::string tables;     // JSON of the tables the executable carries
  std::string runtime_directory;  // where the runtime's libraries are; empty: found from the place of the running program
  // For a kernel of an update, one entry an instruction: whether the `step` form leaves that store out. May be empty.
  std::function<std::vector<bool>(const ir::Update&, const ir::Kernel&)> dead_stores;
  // Text of the module, for the report of a bug. May be empty.
  std::function<std::string()> module_text;
};

// Writes options.output, or adds diagnostics and returns false. The file appears complete or not at all.
bool compile(const ir::Module&, const CompileOptions&, Diagnostics&);

}  // namespace bpl::codegen
