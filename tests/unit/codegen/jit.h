// Runs generated code inside a test: object code loaded into the process.
#pragma once

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "codegen/debug_info.h"
#include "codegen/float_rules.h"
#include "codegen/target.h"

namespace bpl::codegen {

// A module being filled; `load` optimises it and makes its functions callable.
class TestModule {
 public:
  explicit TestModule(std::vector<std::string> files = {"test.bpl"})
      : machine(make_target_machine(2)), module(std::make_unique<llvm::Module>("test", context)) {
    prepare_module(*module, *machine);
    debug = std::make_unique<DebugInfo>(*module, files, "/scripts");
  }

  void load(int level, void (*pipeline)(llvm::Module&, llvm::TargetMachine&, int) = optimise) {
    debug->finish();
    check();
    pipeline(*module, *machine, level);
    check();
    llvm::SmallVector<char, 0> object;
    if (!generate(*module, *machine, llvm::CodeGenFileType::ObjectFile, object)) throw std::runtime_error("no object code");
    jit_ = unwrap(llvm::orc::LLJITBuilder().create());
    jit_->getMainJITDylib().addGenerator(unwrap(llvm::orc::DynamicLibrarySearchGenerator::GetForCurrentProcess(
        jit_->getDataLayout().getGlobalPrefix())));
    if (auto error = jit_->addObjectFile(llvm::MemoryBuffer::getMemBufferCopy(llvm::StringRef(object.data(), object.size()))))
      throw std::runtime_error(llvm::toString(std::move(error)));
  }

  template <class F>
  F function(const std::string& symbol) {
    return unwrap(jit_->lookup(symbol)).toPtr<F>();
  }

  void check() {
    std::string text;
    llvm::raw_string_ostream stream(text);
    if (llvm::verifyModule(*module, &stream)) throw std::runtime_error(stream.str());
    if (const std::string broken = check_float_rules(*module); !broken.empty()) throw std::runtime_error(broken);
  }

  llvm::LLVMContext context;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> module;
  std::unique_ptr<DebugInfo> debug;

 private:
  template <class T>
  static T unwrap(llvm::Expected<T> value) {
    if (!value) throw std::runtime_error(llvm::toString(value.takeError()));
    return std::move(*value);
  }
  std::unique_ptr<llvm::orc::LLJIT> jit_;
};

}  // namespace bpl::codegen
