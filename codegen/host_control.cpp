// Branches, loops, exceptions and the ways out of them.
#include "codegen/host_function.h"

namespace bpl::codegen {

using ir::HostBlock;
using ir::HostInstr;
using llvm::BasicBlock;
using llvm::Value;

namespace {
// How a finally block goes on; larger numbers are its exits.
constexpr std::uint32_t kFallThrough = 0, kException = 1, kFirstExit = 2;

const HostBlock& block_of(const HostInstr& instr, std::size_t index) {
  static const HostBlock kEmpty;
  return index < instr.blocks.size() ? instr.blocks[index] : kEmpty;
}
}  // namespace

Value* HostFunctionEmitter::truth(int number) {
  call("truth", {flag_, slot(number)});
  return b_.CreateICmpNE(b_.CreateLoad(b_.getInt32Ty(), flag_), b_.getInt32(0));
}

void HostFunctionEmitter::emit_if(const HostInstr& instr) {
  BasicBlock* yes = block("then");
  BasicBlock* no = block("else");
  BasicBlock* after = block("after");
  Value* condition = truth(instr.args[0]);
  b_.CreateCondBr(condition, yes, no);
  continue_at(yes);
  emit_block(block_of(instr, 0));
  b_.CreateBr(after);
  continue_at(no);
  emit_block(block_of(instr, 1));
  b_.CreateBr(after);
  continue_at(after);
}

void HostFunctionEmitter::emit_loop_body(const HostBlock& body, BasicBlock* break_to, BasicBlock* continue_to) {
  Region loop;
  loop.break_to = break_to;
  loop.continue_to = continue_to;
  regions_.push_back(loop);
  emit_block(body);
  regions_.pop_back();
  b_.CreateBr(continue_to);
}

void HostFunctionEmitter::emit_while(const HostInstr& instr) {
  BasicBlock* head = block("while");
  BasicBlock* body = block("body");
  BasicBlock* exhausted = block("exhausted");
  BasicBlock* after = block("after");
  b_.CreateBr(head);
  continue_at(head);
  emit_block(block_of(instr, 0));
  set_location(instr.location);
  Value* condition = truth(instr.args[0]);
  b_.CreateCondBr(condition, body, exhausted);
  continue_at(body);
  emit_loop_body(block_of(instr, 1), after, head);
  continue_at(exhausted);
  emit_block(block_of(instr, 2));
  b_.CreateBr(after);
  continue_at(after);
}

void HostFunctionEmitter::emit_for(const HostInstr& instr) {
  const int iterator = next_slot_++;
  BasicBlock* head = block("for");
  BasicBlock* body = block("body");
  BasicBlock* exhausted = block("exhausted");
  BasicBlock* after = block("after");
  call("make_iterator", {slot(iterator), slot(instr.args[0])});
  b_.CreateBr(head);
  continue_at(head);
  set_location(instr.location);
  call("next", {output(instr.result), flag_, slot(iterator)});
  Value* more = b_.CreateICmpNE(b_.CreateLoad(b_.getInt32Ty(), flag_), b_.getInt32(0));
  b_.CreateCondBr(more, body, exhausted);
  continue_at(body);
  emit_loop_body(block_of(instr, 0), after, head);
  continue_at(exhausted);
  emit_block(block_of(instr, 1));
  b_.CreateBr(after);
  continue_at(after);
  // What the iterator refers to must not outlive the loop.
  copy(slot(iterator), library_.unbound());
}

void HostFunctionEmitter::emit_try(const HostInstr& instr) {
  if (block_of(instr, 3).empty()) return emit_handled(instr);
  Region region;
  region.finally_entry = block("finally");
  region.slot = next_slot_++;
  {
    llvm::IRBuilder<> entry(&function_->getEntryBlock(), function_->getEntryBlock().begin());
    region.selector = entry.CreateAlloca(b_.getInt32Ty(), nullptr, "selector");
  }
  BasicBlock* outer = unwind_;
  BasicBlock* caught = block("caught");
  unwind_ = caught;
  regions_.push_back(region);
  emit_handled(instr);
  region = regions_.back();
  regions_.pop_back();
  unwind_ = outer;
  b_.CreateStore(b_.getInt32(kFallThrough), region.selector);
  b_.CreateBr(region.finally_entry);

  continue_at(caught);
  call("take_exception", {slot(region.slot)});
  b_.CreateStore(b_.getInt32(kException), region.selector);
  b_.CreateBr(region.finally_entry);

  continue_at(region.finally_entry);
  finish_finally(region, block_of(instr, 3));
}

// try/except/else without the finally block.
void HostFunctionEmitter::emit_handled(const HostInstr& instr) {
  const HostBlock& handlers = block_of(instr, 1);
  if (handlers.empty()) {
    emit_block(block_of(instr, 0));
    emit_block(block_of(instr, 2));
    return;
  }
  BasicBlock* outer = unwind_;
  BasicBlock* caught = block("except");
  BasicBlock* after = block("after");
  unwind_ = caught;
  emit_block(block_of(instr, 0));
  unwind_ = outer;
  emit_block(block_of(instr, 2));
  b_.CreateBr(after);
  continue_at(caught);
  call("take_exception", {output(instr.result)});
  set_location(instr.location);
  emit_block(handlers);
  b_.CreateBr(after);
  continue_at(after);
}

void HostFunctionEmitter::finish_finally(const Region& region, const HostBlock& body) {
  emit_block(body);
  BasicBlock* after = block("after");
  BasicBlock* raised = block("raised");
  const auto exits = static_cast<unsigned>(region.exits.size());
  Value* selector = b_.CreateLoad(b_.getInt32Ty(), region.selector);
  llvm::SwitchInst* go = b_.CreateSwitch(selector, after, 1 + exits);
  go->addCase(b_.getInt32(kException), raised);
  for (unsigned i = 0; i < exits; ++i) {
    BasicBlock* way = block("leave");
    go->addCase(b_.getInt32(kFirstExit + i), way);
    continue_at(way);
    leave_from(regions_.size(), region.exits[i].leave, region.exits[i].loop, slot(region.slot));
  }
  continue_at(raised);
  b_.CreateCall(library_.function("reraise"), {context_, slot(region.slot)});
  b_.CreateBr(unwind_);
  continue_at(after);
}

// Goes on from below the first `depth` regions: to the loop with that number, or out of the function.
void HostFunctionEmitter::leave_from(std::size_t depth, Leave leave, std::size_t loop, Value* returned) {
  while (depth > 0) {
    Region& region = regions_[--depth];
    if (region.finally_entry) {
      if (leave == Leave::return_) copy(slot(region.slot), returned);
      std::size_t number = 0;
      while (number < region.exits.size() && (region.exits[number].leave != leave || region.exits[number].loop != loop))
        ++number;
      if (number == region.exits.size()) region.exits.push_back({leave, loop});
      b_.CreateStore(b_.getInt32(kFirstExit + static_cast<std::uint32_t>(number)), region.selector);
      b_.CreateBr(region.finally_entry);
      return;
    }
    if (leave != Leave::return_ && depth == loop) {
      b_.CreateBr(leave == Leave::break_ ? region.break_to : region.continue_to);
      return;
    }
  }
  copy(function_->getArg(3), returned);
  call_surely("leave", {frame_});
  b_.CreateRet(b_.getInt32(1));
}

void HostFunctionEmitter::emit_return(Value* returned) { leave_from(regions_.size(), Leave::return_, 0, returned); }

void HostFunctionEmitter::leave_loop(Leave leave) {
  std::size_t loop = regions_.size();
  while (loop > 0 && !regions_[loop - 1].break_to) --loop;
  if (loop == 0) {
    problem_ = "break or continue outside a loop";
    return;
  }
  leave_from(regions_.size(), leave, loop - 1, nullptr);
  continue_at(block("unreachable"));
}

}  // namespace bpl::codegen
