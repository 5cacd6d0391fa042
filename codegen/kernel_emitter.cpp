// The loop of a kernel: uniform values first, then vectors of lanes up to the padding of the arrays.
#include "codegen/kernel_emitter.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/Support/Alignment.h>

#include "codegen/kernel_arrays.h"
#include "math/functions.h"

namespace bpl::codegen {

using ir::KernelOp;
using llvm::Value;

std::string symbol_part(const std::string& name) {
  std::string out;
  for (const char c : name) out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return out;
}

// One register a value; two where functions are called, whose long chains of dependent operations overlap with the other
// half's. At least 8, because bits are stored by whole bytes.
int kernel_lanes(const ir::Kernel& kernel, ir::Precision precision, Isa isa) {
  const bool calls = std::any_of(kernel.body.begin(), kernel.body.end(),
                                 [](const ir::KernelInstr& i) { return math::find_function(i.name) != nullptr; });
  const int bytes = (isa == Isa::v4 ? 64 : 32) * (calls ? 2 : 1);
  return std::max(8, bytes / (precision == ir::Precision::f64 ? 8 : 4));
}

std::vector<bool> find_varying(const std::vector<ir::KernelInstr>& body, const ir::Update& update,
                               const std::vector<bool>& array_coefficient) {
  std::vector<bool> varying(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    const ir::KernelInstr& instr = body[i];
    const auto index = static_cast<std::size_t>(instr.index);
    bool v = instr.op == KernelOp::load || instr.op == KernelOp::arrivals || instr.op == KernelOp::store ||
             instr.op == KernelOp::keep || (instr.op == KernelOp::random && !instr.uniform);
    if (instr.op == KernelOp::slot) v = update.signature.slots[index].array;
    if (instr.op == KernelOp::temporary) v = update.temporaries[index].space != -1;
    if (instr.op == KernelOp::coefficient) v = array_coefficient[index];
    for (const int a : instr.args) v = v || varying[static_cast<std::size_t>(a)];
    varying[i] = v;
  }
  return varying;
}

std::vector<bool> find_array_coefficients(const ir::Kernel& kernel, const ir::Update& update) {
  const std::vector<bool> varying = find_varying(kernel.coefficients, update, {});
  std::vector<bool> arrays;
  for (const int value : kernel.coefficient_values) arrays.push_back(varying[static_cast<std::size_t>(value)]);
  return arrays;
}

namespace {

// Fields of BplKernelArgs.
constexpr unsigned kFirst = 5, kTemporaries = 9, kKeys = 10, kDraw = 11;

class KernelEmitter {
 public:
  KernelEmitter(llvm::Module& module, DebugInfo& debug, const KernelRequest& request)
      : module_(module),
        debug_(debug),
        request_(request),
        kernel_(*request.kernel),
        b_(module.getContext()),
        ops_(b_, {kernel_lanes(*request.kernel, request.precision, request.isa), request.precision, request.isa}),
        arrays_(b_, ops_) {}

  llvm::Function* run(std::string& problem) {
    start_function();
    varying_ = find_varying(kernel_.body, *request_.update, find_array_coefficients(kernel_, *request_.update));
    for (std::size_t i = 0; i < kernel_.body.size(); ++i)
      if (varying_[i]) read_pointer(kernel_.body[i]);
    arrays_.make_scopes();
    values_.resize(kernel_.body.size());
    for (std::size_t i = 0; i < kernel_.body.size(); ++i)
      if (!varying_[i]) emit_value(i);
    emit_loops();
    if (!problem_.empty()) problem = fmt::format("kernel {}: {}", kernel_.name, problem_);
    return problem_.empty() ? function_ : nullptr;
  }

 private:
  void start_function() {
    llvm::LLVMContext& c = module_.getContext();
    auto* type = llvm::FunctionType::get(b_.getVoidTy(), {b_.getPtrTy()}, false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, request_.symbol, module_);
    function_->setVisibility(llvm::GlobalValue::HiddenVisibility);
    set_target(*function_, request_.isa);
    function_->setDoesNotThrow();
    function_->setUWTableKind(llvm::UWTableKind::Default);
    args_ = function_->getArg(0);
    args_->setName("args");
    debug_.describe(*function_, request_.update->name, request_.update->location);
    b_.SetInsertPoint(llvm::BasicBlock::Create(c, "entry", function_));
    debug_.set_location(b_, {});
  }

  Value* read_field(unsigned field, llvm::Type* type) {
    Value* address = b_.CreateStructGEP(kernel_args_type(module_.getContext()), args_, field);
    return mark_invariant(b_.CreateLoad(type, address));
  }

  // The pointer number `index` of the array of pointers in that field.
  Value* read_pointer(unsigned field, int index) {
    Value* array = read_field(field, b_.getPtrTy());
    Value* address = b_.CreateConstInBoundsGEP1_64(b_.getPtrTy(), array, static_cast<std::uint64_t>(index));
    return mark_invariant(b_.CreateLoad(b_.getPtrTy(), address));
  }

  void read_pointer(const ir::KernelInstr& instr) {
    const bool is_store = instr.op == KernelOp::store;
    if (is_store || instr.op == KernelOp::load)
      arrays_.add({ArrayKind::state, instr.index}, is_store, [&] { return read_pointer(0, instr.index); });
    if (instr.op == KernelOp::slot)
      arrays_.add({ArrayKind::slot, instr.index}, false, [&] { return read_pointer(1, instr.index); });
    if (instr.op == KernelOp::coefficient)
      arrays_.add({ArrayKind::coefficient, instr.index}, false, [&] { return read_pointer(2, instr.index); });
    if (instr.op == KernelOp::temporary || instr.op == KernelOp::keep)
      arrays_.add({ArrayKind::temporary, instr.index}, instr.op == KernelOp::keep, [&] { return read_pointer(kTemporaries, instr.index); });
    if (instr.op == KernelOp::arrivals)
      arrays_.add({ArrayKind::arrivals, instr.index}, false, [&] { return read_pointer(3, instr.index); });
  }

  Value* uniform_number(unsigned field, int index, ElementType type) {
    Value* pointer = read_pointer(field, index);
    return ops_.splat(mark_invariant(b_.CreateLoad(ops_.scalar_type(type), pointer)));
  }

  Value* uniform_real(unsigned field, int index) { return uniform_number(field, index, ElementType::real); }

  // A truth value is kept as a real.
  Value* temporary_number(const ir::KernelInstr& instr) {
    const ElementType kept = instr.type == ElementType::integer ? ElementType::integer : ElementType::real;
    return ops_.convert({uniform_number(kTemporaries, instr.index, kept), kept}, instr.type);
  }

  Value* uniform_time(unsigned field) {
    Value* value = read_field(field, b_.getDoubleTy());
    return ops_.splat(b_.CreateFPTrunc(value, ops_.scalar_type(ElementType::real)));
  }

  void emit_value(std::size_t i) {
    const ir::KernelInstr& instr = kernel_.body[i];
    debug_.set_location(b_, instr.location);
    Element& out = values_[i];
    out.type = instr.type;
    switch (instr.op) {
      case KernelOp::constant: out = ops_.constant(instr.type, instr.number); break;
      case KernelOp::slot:  // booleans arrive as reals
        out.type = instr.type == ElementType::integer ? ElementType::integer : ElementType::real;
        out.value = varying_[i] ? arrays_.load({ArrayKind::slot, instr.index}, out.type, index_)
                                : uniform_number(1, instr.index, out.type);
        out = {ops_.convert(out, instr.type), instr.type};
        break;
      case KernelOp::coefficient:
        out.value = varying_[i] ? arrays_.load({ArrayKind::coefficient, instr.index}, ElementType::real, index_)
                                : uniform_real(2, instr.index);
        break;
      case KernelOp::time: out.value = uniform_time(7); break;
      case KernelOp::dt: out.value = uniform_time(8); break;
      case KernelOp::step:
        out.value = ops_.splat(b_.CreateTrunc(read_field(6, b_.getInt64Ty()), b_.getInt32Ty()));
        break;
      case KernelOp::temporary:
        out.value = varying_[i] ? arrays_.load({ArrayKind::temporary, instr.index}, instr.type, index_) : temporary_number(instr);
        break;
      case KernelOp::random: out.value = emit_random(instr); break;
      case KernelOp::load: out.value = arrays_.load({ArrayKind::state, instr.index}, instr.type, index_); break;
      case KernelOp::arrivals: out.value = arrays_.load({ArrayKind::arrivals, instr.index}, instr.type, index_); break;
      case KernelOp::store: emit_store(instr, i); break;
      case KernelOp::keep: arrays_.store({ArrayKind::temporary, instr.index}, instr.type, inside_only(values_[static_cast<std::size_t>(instr.args[0])].value, instr.type), index_); break;
      default: emit_operation(instr, out);
    }
  }

  void emit_operation(const ir::KernelInstr& instr, Element& out) {
    std::vector<Element> args;
    for (const int a : instr.args) args.push_back(values_[static_cast<std::size_t>(a)]);
    out.value = ops_.apply(instr, args);
    if (out.value) return;
    problem_ = fmt::format("operation '{}' is not known for its types", instr.name.empty() ? "?" : instr.name);
    out.value = llvm::Constant::getNullValue(ops_.type(instr.type));
  }

  void emit_store(const ir::KernelInstr& instr, std::size_t i) {
    if (is_left_out(i)) return;
    const ElementType type = request_.update->signature.states[static_cast<std::size_t>(instr.index)].type;
    Value* value = ops_.convert(values_[static_cast<std::size_t>(instr.args[0])], type);
    arrays_.store({ArrayKind::state, instr.index}, type, inside_only(value, type), index_);
  }

  // Bits behind the end of the block are zero.
  Value* inside_only(Value* value, ElementType type) {
    return type == ElementType::boolean && inside_ ? b_.CreateAnd(value, inside_) : value;
  }

  Value* emit_random(const ir::KernelInstr& instr) {
    const auto key = [&](int word) {
      Value* address = b_.CreateConstInBoundsGEP1_64(b_.getInt32Ty(), read_field(kKeys, b_.getPtrTy()), static_cast<std::uint64_t>(2 * instr.index + word));
      return ops_.splat(mark_invariant(b_.CreateLoad(b_.getInt32Ty(), address)));
    };
    Value* draw = read_field(kDraw, b_.getInt64Ty());
    const PhiloxWords counter = {instr.uniform ? ops_.integer_words(0) : element_numbers(), ops_.integer_words(0),
                                 ops_.splat(b_.CreateTrunc(draw, b_.getInt32Ty())),
                                 ops_.splat(b_.CreateTrunc(b_.CreateLShr(draw, 32), b_.getInt32Ty()))};
    return ops_.random(instr.name, counter, key(0), key(1));
  }

  // The number of each lane's element in its space.
  Value* element_numbers() {
    std::vector<llvm::Constant*> lanes;
    for (int k = 0; k < ops_.shape().lanes; ++k) lanes.push_back(b_.getInt32(static_cast<std::uint32_t>(k)));
    Value* first = b_.CreateTrunc(b_.CreateAdd(read_field(kFirst, b_.getInt64Ty()), index_), b_.getInt32Ty());
    return b_.CreateAdd(ops_.splat(first), llvm::ConstantVector::get(lanes));
  }

  // Bits at and behind the end of the block are stored as zeros: the vectors that may reach there run in a loop of their own.
  void emit_loops() {
    Value* count = read_field(4, b_.getInt64Ty());
    const auto lanes = static_cast<std::uint64_t>(ops_.shape().lanes);
    Value* padded = b_.CreateAnd(b_.CreateAdd(count, b_.getInt64(63)), b_.getInt64(~std::uint64_t{63}), "padded");
    if (!stores_bits()) {
      emit_loop(b_.getInt64(0), padded, nullptr);
    } else {
      Value* full = b_.CreateAnd(count, b_.getInt64(~(lanes - 1)), "full");
      emit_loop(b_.getInt64(0), full, nullptr);
      emit_loop(full, padded, count);
    }
    debug_.set_location(b_, {});
    b_.CreateRetVoid();
  }

  bool stores_bits() const {
    for (std::size_t i = 0; i < kernel_.body.size(); ++i) {
      const ir::KernelInstr& instr = kernel_.body[i];
      if (instr.op == KernelOp::keep && instr.type == ElementType::boolean) return true;
      if (instr.op == KernelOp::store && !is_left_out(i) &&
          request_.update->signature.states[static_cast<std::size_t>(instr.index)].type == ElementType::boolean)
        return true;
    }
    return false;
  }

  bool is_left_out(std::size_t i) const { return i < request_.left_out.size() && request_.left_out[i]; }

  void emit_loop(Value* begin, Value* end, Value* count) {
    llvm::LLVMContext& c = module_.getContext();
    llvm::BasicBlock* before = b_.GetInsertBlock();
    llvm::BasicBlock* loop = llvm::BasicBlock::Create(c, count ? "tail" : "loop", function_);
    llvm::BasicBlock* after = llvm::BasicBlock::Create(c, "after", function_);
    debug_.set_location(b_, {});
    b_.CreateCondBr(b_.CreateICmpULT(begin, end), loop, after);
    b_.SetInsertPoint(loop);
    llvm::PHINode* index = b_.CreatePHI(b_.getInt64Ty(), 2, "i");
    index->addIncoming(begin, before);
    index_ = index;
    inside_ = count ? lanes_below(b_.CreateSub(count, index)) : nullptr;
    emit_body();
    debug_.set_location(b_, {});
    Value* next = b_.CreateAdd(index, b_.getInt64(static_cast<std::uint64_t>(ops_.shape().lanes)), "next");
    index->addIncoming(next, b_.GetInsertBlock());
    llvm::BranchInst* back = b_.CreateCondBr(b_.CreateICmpULT(next, end), loop, after);
    back->setMetadata(llvm::LLVMContext::MD_loop, no_unrolling(c));
    b_.SetInsertPoint(after);
  }

  // The width of the loop is chosen; copies of its body would only make the code longer.
  static llvm::MDNode* no_unrolling(llvm::LLVMContext& c) {
    llvm::MDNode* disable = llvm::MDNode::get(c, llvm::MDString::get(c, "llvm.loop.unroll.disable"));
    llvm::MDNode* loop = llvm::MDNode::getDistinct(c, {nullptr, disable});
    loop->replaceOperandWith(0, loop);
    return loop;
  }

  // Which lanes are among the `left` remaining elements; left may be negative.
  Value* lanes_below(Value* left) {
    std::vector<llvm::Constant*> numbers;
    for (int i = 0; i < ops_.shape().lanes; ++i) numbers.push_back(b_.getInt32(static_cast<std::uint32_t>(i)));
    return b_.CreateICmpSGT(ops_.splat(b_.CreateTrunc(left, b_.getInt32Ty())), llvm::ConstantVector::get(numbers), "inside");
  }

  // A load gives the value from before the kernel, so loads of a state precede its stores.
  void emit_body() {
    for (std::size_t i = 0; i < kernel_.body.size(); ++i)
      if (kernel_.body[i].op == KernelOp::load) emit_value(i);
    for (std::size_t i = 0; i < kernel_.body.size(); ++i)
      if (varying_[i] && kernel_.body[i].op != KernelOp::load) emit_value(i);
  }

  llvm::Module& module_;
  DebugInfo& debug_;
  const KernelRequest& request_;
  const ir::Kernel& kernel_;
  llvm::IRBuilder<> b_;
  ElementOps ops_;
  KernelArrays arrays_;
  llvm::Function* function_ = nullptr;
  llvm::Argument* args_ = nullptr;
  std::vector<bool> varying_;
  std::vector<Element> values_;
  Value* index_ = nullptr;
  Value* inside_ = nullptr;
  std::string problem_;
};

}  // namespace

llvm::Function* emit_kernel(llvm::Module& module, DebugInfo& debug, const KernelRequest& request, std::string& problem) {
  return KernelEmitter(module, debug, request).run(problem);
}

}  // namespace bpl::codegen
