// The value library as generated code sees it: declarations of bplh_*, constant data, and the layout of values and frames.
#pragma once

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ir/host_ir.h"

namespace bpl::codegen {

// The parameters of a function of host/abi.def after the context, one letter each; empty if there is none of that name.
std::string_view host_signature(std::string_view name);

class HostLibrary {
 public:
  explicit HostLibrary(llvm::Module&);

  llvm::FunctionCallee function(std::string_view name);
  llvm::Constant* text(const std::string&);  // zero-terminated, one copy each
  llvm::Constant* texts(const std::vector<std::string>&);
  llvm::Constant* function_reference(const std::string& name, int index);           // BplhFunction
  llvm::Constant* call_kinds(const std::vector<ir::CallArgument>&);                 // array of BplhArgument, or null
  llvm::Constant* unbound();

  llvm::StructType* value_type() const { return value_; }  // {tag, payload}
  llvm::StructType* frame_type() const { return frame_; }

 private:
  llvm::Constant* constant(llvm::Constant* initializer, const char* name);

  llvm::Module& module_;
  llvm::StructType* value_;
  llvm::StructType* frame_;
  llvm::Constant* unbound_ = nullptr;
  std::map<std::string, llvm::Constant*> texts_;
};

}  // namespace bpl::codegen
