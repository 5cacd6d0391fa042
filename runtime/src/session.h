// One execution of a program: what the script side needs from the runtime, and the hook where it is started.
#pragma once

#include "runtime/include/bpl/abi.h"
#include "runtime/src/command_line.h"
#include "runtime/src/engine.h"
#include "runtime/src/output.h"
#include "runtime/src/program.h"
#include "runtime/src/progress.h"
#include "runtime/src/world.h"

namespace bpl::runtime {

// Rank 0's view. The engine's records go into `output` by themselves.
struct Session {
  const BplProgram& binary;
  const Program& program;
  const RunOptions& options;
  World& world;
  Engine& engine;
  Output& output;
  Progress& progress;
  std::string isa;
  std::int64_t failed_at_step = -1;
  bool engine_failed = false;  // and the script has been told

  // Engine::create and Engine::run with what the user sees of them. An EngineError leaves its step in failed_at_step.
  void create(const host::NetworkPlan&);
  void run(const RunPlan&, double dt, RunHooks hooks);
};

// Runs the script on rank 0, from the first line to the last. Returns the exit status; an uncaught exception has been
// printed. May throw: what() is printed then.
int run_script(Session&);

}  // namespace bpl::runtime
