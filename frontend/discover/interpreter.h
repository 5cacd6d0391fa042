// Executes host functions over the value library: how bplc runs a script to see what it builds.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "host/values/context.h"
#include "ir/module.h"

namespace bpl::discover {

// The module may grow while it is interpreted (library units are lowered when they are imported); what it holds already
// must not change. Functions of the script refer to the interpreter, which must live as long as they are called.
class Interpreter {
 public:
  // How to go on behind a top-level statement of `__main__` that raised, so that one run reports several errors.
  struct Recovery {
    std::vector<std::pair<int, int>> statements;  // first and last line of each
    // Called with the pending exception and the instructions of the statement. True: execution goes on behind it.
    std::function<bool(std::span<const ir::HostInstr> statement)> on_error;
    // What names that the statement would have bound hold from then on.
    std::function<host::Value()> substitute;
  };

  // What happened behind the first choice of an execution, where it is not certain what a run will do.
  struct Progress {
    std::function<bool()> uncertain;                         // whether a choice was taken
    std::unordered_set<const ir::HostInstr*> completed;      // by some execution
  };

  // Answers Context::find_code from now on.
  Interpreter(host::Context& ctx, const ir::Module& module);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  // Runs the init function of a unit in the module object of that name, which is made if there is none. Returns false
  // with an exception pending.
  bool run_unit(const std::string& name);
  void set_recovery(Recovery recovery) { recovery_ = std::move(recovery); }
  void set_progress(Progress* progress) { progress_ = progress; }
  // Execution ends then, as by an exception that the script cannot catch.
  void set_deadline(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }
  bool stopped() const { return stopped_; }
  // The innermost instruction of the script's own file that raised the pending exception.
  const ir::HostInstr* failed() const { return failed_; }
  // The code of a host function; null if the module has none of that name.
  const host::FunctionCode* code(const std::string& function);
  // What a function that an interpreter made consists of; its parameters are the first registers.
  static std::span<const ir::HostInstr> instructions_of(const host::FunctionCode& code);

 private:
  struct Code;
  friend class Activation;
  static std::int32_t enter(host::Context* ctx, host::Function* self, const host::Value* parameters,
                            host::Value* result);

  // False with an exception pending once the deadline has passed. Asked in every round of a loop and every call.
  bool in_time();

  host::Context& ctx_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
  unsigned asked_ = 0;
  bool stopped_ = false;
  Recovery recovery_;
  Progress* progress_ = nullptr;
  const ir::HostInstr* failed_ = nullptr;
  const ir::Module& module_;
  std::map<std::string, std::size_t> places_;  // of functions in the module
  std::size_t indexed_ = 0;                    // how many of them are in `places_`
  std::map<std::string, std::unique_ptr<Code>> codes_;
};

}  // namespace bpl::discover
