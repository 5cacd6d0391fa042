// Coefficients of a kernel: plain double-precision code that runs once, when a network is created.
#include <fmt/format.h>

#include "codegen/kernel_arrays.h"
#include "codegen/kernel_emitter.h"

namespace bpl::codegen {

using ir::KernelOp;
using llvm::Value;

namespace {

class CoefficientsEmitter {
 public:
  CoefficientsEmitter(llvm::Module& module, DebugInfo& debug, const KernelRequest& request)
      : module_(module),
        debug_(debug),
        request_(request),
        kernel_(*request.kernel),
        b_(module.getContext()),
        ops_(b_, {1, ir::Precision::f64, Isa::v3}) {}

  llvm::Function* run(std::string& problem) {
    start_function();
    values_.resize(kernel_.coefficients.size());
    varying_ = find_varying(kernel_.coefficients, *request_.update, {});
    index_ = nullptr;
    for (std::size_t i = 0; i < values_.size(); ++i)
      if (!varying_[i]) emit_value(i);
    store_results(false, b_.getInt64(0));
    if (std::find(varying_.begin(), varying_.end(), true) != varying_.end()) emit_loop();
    debug_.set_location(b_, {});
    b_.CreateRetVoid();
    if (!problem_.empty()) problem = fmt::format("coefficients of kernel {}: {}", kernel_.name, problem_);
    return problem_.empty() ? function_ : nullptr;
  }

 private:
  // void f(const double* const* slots, double dt, int64_t count, double* const* out)
  void start_function() {
    auto* type = llvm::FunctionType::get(b_.getVoidTy(), {b_.getPtrTy(), b_.getDoubleTy(), b_.getInt64Ty(), b_.getPtrTy()},
                                         false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, request_.symbol, module_);
    function_->setVisibility(llvm::GlobalValue::HiddenVisibility);
    set_target(*function_, Isa::v3);
    function_->setDoesNotThrow();
    function_->setUWTableKind(llvm::UWTableKind::Default);
    debug_.describe(*function_, request_.update->name + ".coefficients", request_.update->location);
    b_.SetInsertPoint(llvm::BasicBlock::Create(module_.getContext(), "entry", function_));
    debug_.set_location(b_, {});
  }

  Value* pointer_in(unsigned argument, std::size_t index) {
    Value* address = b_.CreateConstInBoundsGEP1_64(b_.getPtrTy(), function_->getArg(argument), index);
    return b_.CreateLoad(b_.getPtrTy(), address);
  }

  void emit_value(std::size_t i) {
    const ir::KernelInstr& instr = kernel_.coefficients[i];
    debug_.set_location(b_, instr.location);
    Element& out = values_[i];
    out.type = instr.type;
    if (instr.op == KernelOp::constant) {
      out = ops_.constant(instr.type, instr.number);
    } else if (instr.op == KernelOp::dt) {
      out.value = function_->getArg(1);
    } else if (instr.op == KernelOp::slot) {
      Value* address = pointer_in(0, static_cast<std::size_t>(instr.index));
      if (varying_[i]) address = b_.CreateInBoundsGEP(b_.getDoubleTy(), address, index_);
      out.value = ops_.convert({b_.CreateLoad(b_.getDoubleTy(), address), ElementType::real}, instr.type);
    } else {
      std::vector<Element> args;
      for (const int a : instr.args) args.push_back(values_[static_cast<std::size_t>(a)]);
      out.value = ops_.apply(instr, args);
      if (!out.value) {
        problem_ = fmt::format("operation '{}' is not known for its types", instr.name.empty() ? "?" : instr.name);
        out.value = llvm::Constant::getNullValue(ops_.type(instr.type));
      }
    }
  }

  void store_results(bool varying, Value* index) {
    for (std::size_t k = 0; k < kernel_.coefficient_values.size(); ++k) {
      const auto value = static_cast<std::size_t>(kernel_.coefficient_values[k]);
      if (varying_[value] != varying) continue;
      Value* address = b_.CreateInBoundsGEP(b_.getDoubleTy(), pointer_in(3, k), index);
      b_.CreateStore(ops_.convert(values_[value], ElementType::real), address);
    }
  }

  void emit_loop() {
    llvm::LLVMContext& c = module_.getContext();
    llvm::BasicBlock* before = b_.GetInsertBlock();
    llvm::BasicBlock* loop = llvm::BasicBlock::Create(c, "loop", function_);
    llvm::BasicBlock* after = llvm::BasicBlock::Create(c, "after", function_);
    Value* count = function_->getArg(2);
    b_.CreateCondBr(b_.CreateICmpSGT(count, b_.getInt64(0)), loop, after);
    b_.SetInsertPoint(loop);
    llvm::PHINode* index = b_.CreatePHI(b_.getInt64Ty(), 2, "i");
    index->addIncoming(b_.getInt64(0), before);
    index_ = index;
    for (std::size_t i = 0; i < values_.size(); ++i)
      if (varying_[i]) emit_value(i);
    store_results(true, index);
    Value* next = b_.CreateAdd(index, b_.getInt64(1), "next");
    index->addIncoming(next, b_.GetInsertBlock());
    b_.CreateCondBr(b_.CreateICmpSLT(next, count), loop, after);
    b_.SetInsertPoint(after);
  }

  llvm::Module& module_;
  DebugInfo& debug_;
  const KernelRequest& request_;
  const ir::Kernel& kernel_;
  llvm::IRBuilder<> b_;
  ElementOps ops_;
  llvm::Function* function_ = nullptr;
  std::vector<bool> varying_;
  std::vector<Element> values_;
  Value* index_ = nullptr;
  std::string problem_;
};

}  // namespace

llvm::Function* emit_coefficients(llvm::Module& module, DebugInfo& debug, const KernelRequest& request,
                                  std::string& problem) {
  if (request.kernel->coefficient_values.empty()) return nullptr;
  return CoefficientsEmitter(module, debug, request).run(problem);
}

}  // namespace bpl::codegen
