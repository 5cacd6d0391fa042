// One compile unit for the program, a file per source file, a subprogram per function.
#include "codegen/debug_info.h"

#include <llvm/BinaryFormat/Dwarf.h>
#include <llvm/IR/Module.h>

namespace bpl::codegen {

DebugInfo::DebugInfo(llvm::Module& module, const std::vector<std::string>& files, const std::string& directory)
    : builder_(module) {
  for (const std::string& name : files) files_.push_back(builder_.createFile(name, directory));
  unknown_ = files_.empty() ? builder_.createFile("<unknown>", directory) : files_.front();
  unit_ = builder_.createCompileUnit(llvm::dwarf::DW_LANG_Python, unknown_, "bplc", /*isOptimized=*/true, "", 0);
  module.addModuleFlag(llvm::Module::Warning, "Debug Info Version", llvm::DEBUG_METADATA_VERSION);
  module.addModuleFlag(llvm::Module::Warning, "Dwarf Version", 4);
}

llvm::DIFile* DebugInfo::file(int index) const {
  return index >= 0 && static_cast<std::size_t>(index) < files_.size() ? files_[static_cast<std::size_t>(index)] : unknown_;
}

void DebugInfo::describe(llvm::Function& function, const std::string& name, const ir::Location& location) {
  llvm::DIFile* where = file(location.file);
  const auto line = static_cast<unsigned>(std::max(location.line, 0));
  llvm::DISubroutineType* type = builder_.createSubroutineType(builder_.getOrCreateTypeArray({}));
  function.setSubprogram(builder_.createFunction(where, name, "", where, line, type, line,
                                                 llvm::DINode::FlagPrototyped, llvm::DISubprogram::SPFlagDefinition));
}

void DebugInfo::set_location(llvm::IRBuilder<>& b, const ir::Location& location) {
  llvm::DISubprogram* function = b.GetInsertBlock()->getParent()->getSubprogram();
  llvm::DIScope* scope = function;
  if (location.line <= 0) {
    b.SetCurrentDebugLocation(llvm::DILocation::get(b.getContext(), function->getLine(), 0, scope));
    return;
  }
  if (location.file >= 0 && file(location.file) != function->getFile())
    scope = builder_.createLexicalBlockFile(function, file(location.file));
  b.SetCurrentDebugLocation(llvm::DILocation::get(b.getContext(), static_cast<unsigned>(location.line),
                                                  static_cast<unsigned>(std::max(location.column, 0)), scope));
}

}  // namespace bpl::codegen
