// The code of one host function while it is written. Private to the host emitter.
//
// Every register is a slot of the frame in memory, where the collector sees it; nothing lives in LLVM values across
// instructions. A failing call branches to the innermost place that deals with exceptions. `finally` blocks exist once:
// whoever enters one says in a selector how to go on behind it.
#pragma once

#include <llvm/IR/IRBuilder.h>

#include <string>
#include <vector>

#include "codegen/debug_info.h"
#include "codegen/host_emitter.h"
#include "codegen/host_library.h"

namespace bpl::codegen {

class HostFunctionEmitter {
 public:
  HostFunctionEmitter(llvm::Module&, HostLibrary&, DebugInfo&, const FunctionNumbers&, const ir::HostFunction&);
  llvm::Function* run(const std::string& symbol, std::string& problem);

 private:
  enum class Leave : std::uint8_t { break_, continue_, return_ };

  // What a break, continue or return passes on its way out.
  struct Region {
    // A loop: where to go.
    llvm::BasicBlock* break_to = nullptr;
    llvm::BasicBlock* continue_to = nullptr;
    // A finally block: its entry, its selector, the slot of the exception or return value it holds back.
    llvm::BasicBlock* finally_entry = nullptr;
    llvm::Value* selector = nullptr;
    int slot = -1;
    struct Exit {
      Leave leave = Leave::return_;
      std::size_t loop = 0;
    };
    std::vector<Exit> exits;
  };

  // host_function.cpp: the frame and plain instructions
  void start(const std::string& symbol);
  void enter_frame();
  llvm::BasicBlock* block(const char* name);
  void continue_at(llvm::BasicBlock*);
  llvm::Value* slot(int number);
  llvm::Value* output(int number);  // of a register, or a place nobody reads for -1
  llvm::Value* input(const std::vector<int>& args, std::size_t index);
  void copy(llvm::Value* to, llvm::Value* from);
  void store_small(llvm::Value* to, host::Tag, llvm::Value* payload);
  llvm::Value* gather(const int* registers, std::size_t count, std::size_t at);
  void set_location(const ir::Location&);
  // A call that may fail, and the branch away if it does.
  void call(std::string_view name, std::vector<llvm::Value*> arguments);
  void call_surely(std::string_view name, std::vector<llvm::Value*> arguments);
  void emit_block(const ir::HostBlock&);
  void emit(const ir::HostInstr&);
  void emit_by_signature(std::string_view name, const ir::HostInstr&);
  void emit_constant(int result, const ir::Constant&);
  void emit_call(const ir::HostInstr&);
  void emit_make_function(const ir::HostInstr&);
  void emit_make_class(const ir::HostInstr&);
  void emit_make_namespace(const ir::HostInstr&);
  void emit_unpack(const ir::HostInstr&);
  llvm::Constant* function_reference(const std::string& name);

  // host_control.cpp: control flow
  llvm::Value* truth(int number);
  void emit_if(const ir::HostInstr&);
  void emit_while(const ir::HostInstr&);
  void emit_for(const ir::HostInstr&);
  void emit_loop_body(const ir::HostBlock&, llvm::BasicBlock* break_to, llvm::BasicBlock* continue_to);
  void emit_try(const ir::HostInstr&);
  void emit_handled(const ir::HostInstr&);
  void finish_finally(const Region&, const ir::HostBlock&);
  void leave_loop(Leave);
  void leave_from(std::size_t depth, Leave, std::size_t loop, llvm::Value* returned);
  void emit_return(llvm::Value* returned);
  void emit_failed();

  llvm::Module& module_;
  HostLibrary& library_;
  DebugInfo& debug_;
  const FunctionNumbers& numbers_;
  const ir::HostFunction& source_;
  llvm::IRBuilder<> b_;
  llvm::Function* function_ = nullptr;
  llvm::Value* context_ = nullptr;
  llvm::Value* frame_ = nullptr;
  llvm::Value* slots_ = nullptr;
  llvm::Value* scratch_ = nullptr;  // arguments of one call, in a row
  llvm::Value* flag_ = nullptr;     // a 32-bit answer of the library
  llvm::BasicBlock* failed_ = nullptr;
  llvm::BasicBlock* unwind_ = nullptr;  // where an exception goes from here
  std::vector<Region> regions_;
  int next_slot_ = 0;  // slots behind the registers: iterators, what finally blocks hold back
  ir::Location last_location_;
  bool location_known_ = false;
  std::string problem_;
};

}  // namespace bpl::codegen
