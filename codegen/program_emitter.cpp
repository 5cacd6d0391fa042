// Kernels and host functions are emitted and optimised apart.
#include "codegen/program_emitter.h"

#include <algorithm>

#include <fmt/format.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Support/raw_ostream.h>

#include "codegen/float_rules.h"
#include "codegen/host_emitter.h"
#include "codegen/kernel_emitter.h"
#include "codegen/target.h"

namespace bpl::codegen {

namespace {

struct KernelSymbols {
  std::string name, step[2], full[2], coefficients;  // an empty coefficient symbol: there is none
};

std::string check(const llvm::Module& module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (llvm::verifyModule(module, &stream)) return stream.str();
  return check_float_rules(module);
}

class ProgramEmitter {
 public:
  ProgramEmitter(llvm::LLVMContext& context, llvm::TargetMachine& machine, const ir::Module& source,
                 const CompileOptions& options)
      : context_(context), machine_(machine), source_(source), options_(options) {}

  bool run(ProgramCode& code, std::string& problem) {
    code.kernels = make_module();
    code.host = make_module();
    bool good = emit_kernels(*code.kernels) && finish(*code.kernels, optimise) && emit_functions(*code.host);
    if (good) {
      emit_main(*code.host, emit_program_table(*code.host));
      good = finish(*code.host, optimise_host);
    }
    problem = problem_;
    return good;
  }

 private:
  std::unique_ptr<llvm::Module> make_module() {
    auto module = std::make_unique<llvm::Module>(source_.name, context_);
    prepare_module(*module, machine_);
    return module;
  }

  bool finish(llvm::Module& module, void (*pipeline)(llvm::Module&, llvm::TargetMachine&, int)) {
    problem_ = check(module);
    if (!problem_.empty()) return false;
    pipeline(module, machine_, options_.optimisation);
    problem_ = check(module);
    return problem_.empty();
  }

  bool emit_kernels(llvm::Module& module) {
    DebugInfo debug(module, source_.files, options_.directory);
    for (const ir::Update& update : source_.updates)
      for (const ir::Kernel& kernel : update.kernels)
        if (!emit_kernel_forms(module, debug, update, kernel)) return false;
    debug.finish();
    return true;
  }

  bool emit_kernel_forms(llvm::Module& module, DebugInfo& debug, const ir::Update& update, const ir::Kernel& kernel) {
    KernelSymbols symbols;
    symbols.name = kernel.name;
    const std::string stem = fmt::format("bpl_kernel_{}_{}", kernels_.size(), symbol_part(kernel.name));
    KernelRequest request{&update, &kernel, source_.precision, Isa::v3, {}, {}};
    DeadStores dead;
    if (options_.dead_stores) dead = options_.dead_stores(update, kernel);
    const bool any_dead = std::find(dead.begin(), dead.end(), true) != dead.end();
    for (const Isa isa : {Isa::v3, Isa::v4}) {
      const auto row = static_cast<std::size_t>(isa);
      request.isa = isa;
      request.symbol = symbols.full[row] = fmt::format("{}_{}_full", stem, isa == Isa::v3 ? "v3" : "v4");
      request.left_out.clear();
      if (!emit_kernel(module, debug, request, problem_)) return false;
      symbols.step[row] = symbols.full[row];
      if (!any_dead) continue;
      request.symbol = symbols.step[row] = fmt::format("{}_{}_step", stem, isa == Isa::v3 ? "v3" : "v4");
      request.left_out = dead;
      if (!emit_kernel(module, debug, request, problem_)) return false;
    }
    request.symbol = stem + "_coefficients";
    if (emit_coefficients(module, debug, request, problem_)) symbols.coefficients = request.symbol;
    kernels_.push_back(symbols);
    return problem_.empty();
  }

  bool emit_functions(llvm::Module& module) {
    DebugInfo debug(module, source_.files, options_.directory);
    HostLibrary library(module);
    const FunctionNumbers numbers = number_functions(source_);
    for (std::size_t i = 0; i < source_.functions.size(); ++i) {
      const ir::HostFunction& function = source_.functions[i];
      llvm::Function* code = nullptr;
      if (function.compiled) {
        const std::string symbol = fmt::format("bpl_host_{}_{}", i, symbol_part(function.name));
        code = emit_host_function(module, library, debug, numbers, function, symbol, problem_);
        if (!code) return false;
      }
      functions_.push_back(code);
    }
    debug.finish();
    return true;
  }

  llvm::Constant* global(llvm::Module& module, llvm::Constant* initializer, const char* name) {
    return new llvm::GlobalVariable(module, initializer->getType(), true, llvm::GlobalValue::InternalLinkage, initializer,
                                    name);
  }

  llvm::Constant* text(llvm::Module& module, const std::string& t) {
    return global(module, llvm::ConstantDataArray::getString(context_, t), "bpl_text");
  }

  llvm::Constant* kernel_symbol(llvm::Module& module, const std::string& symbol) {
    llvm::PointerType* pointer = llvm::PointerType::getUnqual(context_);
    if (symbol.empty()) return llvm::ConstantPointerNull::get(pointer);
    auto* type = llvm::FunctionType::get(llvm::Type::getVoidTy(context_), false);
    auto* function = llvm::cast<llvm::Function>(module.getOrInsertFunction(symbol, type).getCallee());
    function->setVisibility(llvm::GlobalValue::HiddenVisibility);
    return function;
  }

  llvm::Constant* rows(llvm::Module& module, llvm::StructType* type, const std::vector<llvm::Constant*>& list,
                       const char* name) {
    return global(module, llvm::ConstantArray::get(llvm::ArrayType::get(type, list.size()), list), name);
  }

  // struct BplProgram of bpl/abi.h
  llvm::Constant* emit_program_table(llvm::Module& module) {
    llvm::PointerType* pointer = llvm::PointerType::getUnqual(context_);
    llvm::Type* i64 = llvm::Type::getInt64Ty(context_);
    auto* kernel_row = llvm::StructType::get(context_, std::vector<llvm::Type*>(6, pointer));
    std::vector<llvm::Constant*> kernels, functions;
    for (const KernelSymbols& k : kernels_)
      kernels.push_back(llvm::ConstantStruct::get(
          kernel_row, {text(module, k.name), kernel_symbol(module, k.step[0]), kernel_symbol(module, k.step[1]),
                       kernel_symbol(module, k.full[0]), kernel_symbol(module, k.full[1]),
                       kernel_symbol(module, k.coefficients)}));
    auto* function_row = llvm::StructType::get(context_, {pointer, pointer});
    for (std::size_t i = 0; i < functions_.size(); ++i) {
      llvm::Constant* code = functions_[i] ? functions_[i] : static_cast<llvm::Constant*>(llvm::ConstantPointerNull::get(pointer));
      functions.push_back(llvm::ConstantStruct::get(function_row, {text(module, source_.functions[i].name), code}));
    }
    const auto count = [&](std::size_t n) { return llvm::ConstantInt::get(i64, n); };
    return global(module,
                  llvm::ConstantStruct::getAnon({text(module, options_.tables), count(options_.tables.size()),
                                                 rows(module, kernel_row, kernels, "bpl_kernels"), count(kernels.size()),
                                                 rows(module, function_row, functions, "bpl_functions"),
                                                 count(functions.size())}),
                  "bpl_program");
  }

  void emit_main(llvm::Module& module, llvm::Constant* program) {
    llvm::IRBuilder<> b(context_);
    llvm::Type* pointer = b.getPtrTy();
    auto* main_type = llvm::FunctionType::get(b.getInt32Ty(), {b.getInt32Ty(), pointer}, false);
    auto* bpl_main_type = llvm::FunctionType::get(b.getInt32Ty(), {b.getInt32Ty(), pointer, pointer}, false);
    auto* function = llvm::Function::Create(main_type, llvm::Function::ExternalLinkage, "main", module);
    function->setUWTableKind(llvm::UWTableKind::Default);
    b.SetInsertPoint(llvm::BasicBlock::Create(context_, "entry", function));
    b.CreateRet(b.CreateCall(module.getOrInsertFunction("bpl_main", bpl_main_type),
                             {function->getArg(0), function->getArg(1), program}));
  }

  llvm::LLVMContext& context_;
  llvm::TargetMachine& machine_;
  const ir::Module& source_;
  const CompileOptions& options_;
  std::vector<KernelSymbols> kernels_;
  std::vector<llvm::Function*> functions_;
  std::string problem_;
};

}  // namespace

bool emit_program(llvm::LLVMContext& context, llvm::TargetMachine& machine, const ir::Module& source,
                  const CompileOptions& options, ProgramCode& code, std::string& problem) {
  return ProgramEmitter(context, machine, source, options).run(code, problem);
}

std::unique_ptr<llvm::Module> join(ProgramCode code, std::string& problem) {
  if (!llvm::Linker::linkModules(*code.host, std::move(code.kernels))) return std::move(code.host);
  problem = "the modules of kernels and host functions do not fit together";
  return nullptr;
}

}  // namespace bpl::codegen
