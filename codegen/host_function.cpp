// Frame, registers and the instructions that are one call of the library.
#include "codegen/host_function.h"

#include <algorithm>

#include <fmt/format.h>
#include <llvm/IR/MDBuilder.h>

namespace bpl::codegen {

using ir::HostInstr;
using ir::HostOp;
using llvm::Value;

namespace {

struct Needs {
  int slots = 0;            // behind the registers
  std::size_t scratch = 1;  // values in a row
};

void count_needs(const ir::HostBlock& block, Needs& needs) {
  for (const HostInstr& instr : block) {
    needs.scratch = std::max({needs.scratch, instr.args.size(), instr.results.size()});
    if (instr.op == HostOp::for_) ++needs.slots;
    if (instr.op == HostOp::try_ && instr.blocks.size() > 3 && !instr.blocks[3].empty()) ++needs.slots;
    for (const ir::HostBlock& inner : instr.blocks) count_needs(inner, needs);
  }
}

// Instructions whose operands follow from the function's signature alone.
std::string_view plain_function(HostOp op) {
  switch (op) {
    case HostOp::check_bound: return "check_bound";
    case HostOp::get_global: return "get_global";
    case HostOp::set_global: return "set_global";
    case HostOp::delete_global: return "delete_global";
    case HostOp::make_cell: return "make_cell";
    case HostOp::get_closure: return "get_closure";
    case HostOp::get_cell: return "get_cell";
    case HostOp::set_cell: return "set_cell";
    case HostOp::get_attribute: return "get_attribute";
    case HostOp::set_attribute: return "set_attribute";
    case HostOp::delete_attribute: return "delete_attribute";
    case HostOp::get_item: return "get_item";
    case HostOp::set_item: return "set_item";
    case HostOp::delete_item: return "delete_item";
    case HostOp::unary: return "unary";
    case HostOp::binary: return "binary";
    case HostOp::binary_inplace: return "binary_inplace";
    case HostOp::compare: return "compare";
    case HostOp::build_tuple: return "build_tuple";
    case HostOp::build_list: return "build_list";
    case HostOp::build_set: return "build_set";
    case HostOp::build_dict: return "build_dict";
    case HostOp::build_slice: return "build_slice";
    case HostOp::build_string: return "build_string";
    case HostOp::list_append: return "list_append";
    case HostOp::list_extend: return "list_extend";
    case HostOp::list_to_tuple: return "list_to_tuple";
    case HostOp::set_add: return "set_add";
    case HostOp::set_update: return "set_update";
    case HostOp::dict_update: return "dict_update";
    case HostOp::format_value: return "format_value";
    case HostOp::make_iterator: return "make_iterator";
    case HostOp::import_module: return "import_module";
    case HostOp::import_attribute: return "import_attribute";
    case HostOp::raise: return "raise";
    case HostOp::reraise: return "reraise";
    case HostOp::matches_exception: return "matches_exception";
    default: return {};
  }
}

}  // namespace

HostFunctionEmitter::HostFunctionEmitter(llvm::Module& module, HostLibrary& library, DebugInfo& debug,
                                         const FunctionNumbers& numbers, const ir::HostFunction& source)
    : module_(module), library_(library), debug_(debug), numbers_(numbers), source_(source), b_(module.getContext()) {}

llvm::Function* HostFunctionEmitter::run(const std::string& symbol, std::string& problem) {
  start(symbol);
  emit_block(source_.body);
  store_small(slot(source_.register_count), host::Tag::none, b_.getInt64(0));
  emit_return(slot(source_.register_count));
  emit_failed();
  if (!problem_.empty()) problem = fmt::format("function {}: {}", source_.name, problem_);
  return problem_.empty() ? function_ : nullptr;
}

void HostFunctionEmitter::start(const std::string& symbol) {
  llvm::Type* pointer = b_.getPtrTy();
  auto* type = llvm::FunctionType::get(b_.getInt32Ty(), {pointer, pointer, pointer, pointer}, false);
  function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, symbol, module_);
  function_->setVisibility(llvm::GlobalValue::HiddenVisibility);
  function_->setDoesNotThrow();
  function_->setUWTableKind(llvm::UWTableKind::Default);
  function_->addFnAttr("frame-pointer", "all");
  debug_.describe(*function_, source_.short_name.empty() ? source_.name : source_.short_name, source_.location);
  b_.SetInsertPoint(block("entry"));
  debug_.set_location(b_, source_.location);

  Needs needs;
  count_needs(source_.body, needs);
  next_slot_ = source_.register_count + 1;
  const auto slot_count = static_cast<std::uint64_t>(next_slot_ + needs.slots);
  slots_ = b_.CreateAlloca(llvm::ArrayType::get(library_.value_type(), slot_count), nullptr, "slots");
  scratch_ = b_.CreateAlloca(llvm::ArrayType::get(library_.value_type(), needs.scratch), nullptr, "scratch");
  flag_ = b_.CreateAlloca(b_.getInt32Ty(), nullptr, "flag");
  frame_ = b_.CreateAlloca(library_.frame_type(), nullptr, "frame");
  context_ = function_->getArg(0);

  const std::uint64_t parameters = source_.parameters.size();
  b_.CreateMemSet(slots_, b_.getInt8(0), slot_count * 16, llvm::Align(8));
  if (parameters) b_.CreateMemCpy(slots_, llvm::Align(8), function_->getArg(2), llvm::Align(8), parameters * 16);
  llvm::StructType* layout = library_.frame_type();
  b_.CreateStore(llvm::ConstantAggregateZero::get(layout), frame_);
  b_.CreateStore(function_->getArg(1), b_.CreateStructGEP(layout, frame_, 2));
  b_.CreateStore(slots_, b_.CreateStructGEP(layout, frame_, 3));
  b_.CreateStore(b_.getInt64(slot_count), b_.CreateStructGEP(layout, frame_, 4));
  enter_frame();
}

void HostFunctionEmitter::enter_frame() {
  set_location(source_.location);
  llvm::BasicBlock* refused = block("refused");
  unwind_ = refused;
  call("enter", {frame_});
  const llvm::IRBuilder<>::InsertPoint body = b_.saveIP();
  b_.SetInsertPoint(refused);
  b_.CreateRet(b_.getInt32(0));
  b_.restoreIP(body);
  failed_ = block("failed");
  unwind_ = failed_;
}

void HostFunctionEmitter::emit_failed() {
  b_.SetInsertPoint(failed_);
  debug_.set_location(b_, source_.location);
  call_surely("leave", {frame_});
  b_.CreateRet(b_.getInt32(0));
}

llvm::BasicBlock* HostFunctionEmitter::block(const char* name) {
  return llvm::BasicBlock::Create(module_.getContext(), name, function_);
}

void HostFunctionEmitter::continue_at(llvm::BasicBlock* target) {
  b_.SetInsertPoint(target);
  location_known_ = false;
}

Value* HostFunctionEmitter::slot(int number) {
  return b_.CreateConstInBoundsGEP1_64(library_.value_type(), slots_, static_cast<std::uint64_t>(number));
}

Value* HostFunctionEmitter::output(int number) { return number < 0 ? scratch_ : slot(number); }

Value* HostFunctionEmitter::input(const std::vector<int>& args, std::size_t index) {
  if (index >= args.size() || args[index] < 0) return library_.unbound();
  return slot(args[index]);
}

void HostFunctionEmitter::copy(Value* to, Value* from) {
  b_.CreateMemCpy(to, llvm::Align(8), from, llvm::Align(8), std::uint64_t{16});
}

void HostFunctionEmitter::store_small(Value* to, host::Tag tag, Value* payload) {
  b_.CreateStore(b_.getInt64(static_cast<std::uint64_t>(tag)), b_.CreateStructGEP(library_.value_type(), to, 0));
  b_.CreateStore(payload, b_.CreateStructGEP(library_.value_type(), to, 1));
}

// Copies registers into scratch memory from place `at` on; returns where they begin.
Value* HostFunctionEmitter::gather(const int* registers, std::size_t count, std::size_t at) {
  const auto place = [&](std::size_t i) { return b_.CreateConstInBoundsGEP1_64(library_.value_type(), scratch_, at + i); };
  for (std::size_t i = 0; i < count; ++i) copy(place(i), registers[i] < 0 ? library_.unbound() : slot(registers[i]));
  return count ? place(0) : scratch_;
}

void HostFunctionEmitter::set_location(const ir::Location& location) {
  debug_.set_location(b_, location);
  if (location.line <= 0) return;
  if (location_known_ && location.line == last_location_.line && location.column == last_location_.column) return;
  // Line and column are neighbours: one store.
  const std::uint64_t both = static_cast<std::uint32_t>(location.line) |
                             static_cast<std::uint64_t>(static_cast<std::uint32_t>(location.column)) << 32;
  b_.CreateAlignedStore(b_.getInt64(both), b_.CreateStructGEP(library_.frame_type(), frame_, 5), llvm::Align(8));
  last_location_ = location;
  location_known_ = true;
}

void HostFunctionEmitter::call(std::string_view name, std::vector<Value*> arguments) {
  arguments.insert(arguments.begin(), context_);
  Value* succeeded = b_.CreateICmpNE(b_.CreateCall(library_.function(name), arguments), b_.getInt32(0));
  llvm::BasicBlock* next = block("next");
  b_.CreateCondBr(succeeded, next, unwind_, llvm::MDBuilder(b_.getContext()).createBranchWeights(1000, 1));
  b_.SetInsertPoint(next);
}

void HostFunctionEmitter::call_surely(std::string_view name, std::vector<Value*> arguments) {
  arguments.insert(arguments.begin(), context_);
  b_.CreateCall(library_.function(name), arguments);
}

void HostFunctionEmitter::emit_block(const ir::HostBlock& instructions) {
  for (const HostInstr& instr : instructions) emit(instr);
}

void HostFunctionEmitter::emit(const HostInstr& instr) {
  set_location(instr.location);
  if (const std::string_view name = plain_function(instr.op); !name.empty()) return emit_by_signature(name, instr);
  switch (instr.op) {
    case HostOp::constant: return emit_constant(instr.result, instr.constant);
    case HostOp::define:
      emit_constant(instr.result, instr.constant);
      return call("define", {output(instr.result), library_.text(instr.name), output(instr.result)});
    case HostOp::copy: return copy(output(instr.result), slot(instr.args[0]));
    case HostOp::unbind: return copy(slot(instr.args[0]), library_.unbound());
    case HostOp::call: return emit_call(instr);
    case HostOp::make_function: return emit_make_function(instr);
    case HostOp::make_class: return emit_make_class(instr);
    case HostOp::make_namespace: return emit_make_namespace(instr);
    case HostOp::unpack: return emit_unpack(instr);
    case HostOp::return_:
      emit_return(slot(instr.args[0]));
      return continue_at(block("unreachable"));
    case HostOp::break_: return leave_loop(Leave::break_);
    case HostOp::continue_: return leave_loop(Leave::continue_);
    case HostOp::if_: return emit_if(instr);
    case HostOp::while_: return emit_while(instr);
    case HostOp::for_: return emit_for(instr);
    case HostOp::try_: return emit_try(instr);
    default: problem_ = fmt::format("instruction {} at line {} has no code", int(instr.op), instr.location.line);
  }
}

// o: the result; v: the next argument; a and i: all further arguments and their number; s: the name; i alone: the index.
void HostFunctionEmitter::emit_by_signature(std::string_view name, const HostInstr& instr) {
  const std::string_view signature = host_signature(name);
  std::vector<Value*> arguments;
  std::size_t next = 0;
  for (std::size_t k = 0; k < signature.size(); ++k) {
    switch (signature[k]) {
      case 'o': arguments.push_back(output(instr.result)); break;
      case 'v': arguments.push_back(input(instr.args, next++)); break;
      case 's': arguments.push_back(library_.text(instr.name)); break;
      case 'i': arguments.push_back(b_.getInt32(static_cast<std::uint32_t>(instr.index))); break;
      case 'a': {
        const std::size_t count = instr.args.size() - next;
        arguments.push_back(gather(instr.args.data() + next, count, 0));
        arguments.push_back(b_.getInt32(static_cast<std::uint32_t>(count)));
        ++k;
        break;
      }
    }
  }
  call(name, arguments);
}

void HostFunctionEmitter::emit_constant(int result, const ir::Constant& constant) {
  Value* to = output(result);
  if (const auto* truth = std::get_if<bool>(&constant)) {
    store_small(to, host::Tag::boolean, b_.getInt64(*truth ? 1 : 0));
  } else if (const auto* integer = std::get_if<std::int64_t>(&constant)) {
    store_small(to, host::Tag::integer, b_.getInt64(static_cast<std::uint64_t>(*integer)));
  } else if (const auto* real = std::get_if<double>(&constant)) {
    store_small(to, host::Tag::real, llvm::ConstantFP::get(b_.getDoubleTy(), *real));
  } else if (const auto* text = std::get_if<std::string>(&constant)) {
    call("string", {to, library_.text(*text), b_.getInt32(static_cast<std::uint32_t>(text->size()))});
  } else if (std::holds_alternative<ir::EllipsisConstant>(constant)) {
    call("ellipsis", {to});
  } else {
    store_small(to, host::Tag::none, b_.getInt64(0));
  }
}

void HostFunctionEmitter::emit_call(const HostInstr& instr) {
  Value* values = gather(instr.args.data(), instr.args.size(), 0);
  call("call", {output(instr.result), values, b_.getInt32(static_cast<std::uint32_t>(instr.args.size())),
                library_.call_kinds(instr.call_kinds)});
}

llvm::Constant* HostFunctionEmitter::function_reference(const std::string& name) {
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) problem_ = fmt::format("there is no function {}", name);
  return library_.function_reference(name, found == numbers_.end() ? -1 : found->second);
}

void HostFunctionEmitter::emit_make_function(const HostInstr& instr) {
  const auto defaults = static_cast<std::size_t>(instr.defaults);
  const auto keyword_defaults = static_cast<std::size_t>(instr.keyword_defaults);
  const std::size_t cells = instr.args.size() - defaults - keyword_defaults;
  const auto count = [&](std::size_t n) { return b_.getInt32(static_cast<std::uint32_t>(n)); };
  const int* args = instr.args.data();
  Value* first = gather(args, defaults, 0);
  Value* second = gather(args + defaults, keyword_defaults, defaults);
  Value* third = gather(args + defaults + keyword_defaults, cells, defaults + keyword_defaults);
  call("make_function", {output(instr.result), function_reference(instr.name), first, count(defaults), second,
                         count(keyword_defaults), third, count(cells)});
}

void HostFunctionEmitter::emit_make_class(const HostInstr& instr) {
  const std::size_t bases = instr.args.size() - 1;
  Value* cell = instr.class_cell < 0 ? static_cast<Value*>(library_.unbound()) : slot(instr.class_cell);
  call("make_class", {output(instr.result), library_.text(instr.name), function_reference(instr.body),
                      gather(instr.args.data() + 1, bases, 0), b_.getInt32(static_cast<std::uint32_t>(bases)),
                      slot(instr.args[0]), cell});
}

// Named locals are the parameters and, behind them, the other named registers: one row of slots.
void HostFunctionEmitter::emit_make_namespace(const HostInstr& instr) {
  std::vector<std::string> names;
  for (const ir::HostParameter& parameter : source_.parameters) names.push_back(parameter.name);
  names.insert(names.end(), source_.locals.begin(), source_.locals.end());
  call("make_namespace",
       {output(instr.result), library_.texts(names), slots_, b_.getInt32(static_cast<std::uint32_t>(names.size()))});
}

void HostFunctionEmitter::emit_unpack(const HostInstr& instr) {
  call("unpack", {scratch_, slot(instr.args[0]), b_.getInt32(static_cast<std::uint32_t>(instr.results.size())),
                  b_.getInt32(static_cast<std::uint32_t>(instr.index))});
  for (std::size_t i = 0; i < instr.results.size(); ++i)
    if (instr.results[i] >= 0)
      copy(slot(instr.results[i]), b_.CreateConstInBoundsGEP1_64(library_.value_type(), scratch_, i));
}

FunctionNumbers number_functions(const ir::Module& module) {
  FunctionNumbers numbers;
  for (std::size_t i = 0; i < module.functions.size(); ++i) numbers[module.functions[i].name] = static_cast<int>(i);
  return numbers;
}

llvm::Function* emit_host_function(llvm::Module& module, HostLibrary& library, DebugInfo& debug,
                                   const FunctionNumbers& numbers, const ir::HostFunction& function,
                                   const std::string& symbol, std::string& problem) {
  return HostFunctionEmitter(module, library, debug, numbers, function).run(symbol, problem);
}

}  // namespace bpl::codegen
