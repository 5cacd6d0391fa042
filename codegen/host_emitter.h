// Host functions as native control flow over calls of the value library.
#pragma once

#include <llvm/IR/Module.h>

#include <map>
#include <string>

#include "codegen/debug_info.h"
#include "codegen/host_library.h"
#include "ir/module.h"

namespace bpl::codegen {

// Number of each host function of the module, by name.
using FunctionNumbers = std::map<std::string, int>;
FunctionNumbers number_functions(const ir::Module&);

// Adds `function` as code of the form host::FunctionEntry, called `symbol`. `problem` is set, and null returned, where the
// code breaks a rule of the IR: a mistake of an earlier stage.
llvm::Function* emit_host_function(llvm::Module&, HostLibrary&, DebugInfo&, const FunctionNumbers&,
                                   const ir::HostFunction& function, const std::string& symbol, std::string& problem);

}  // namespace bpl::codegen
