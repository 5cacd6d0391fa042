// The engine: all state, connections and networks on all ranks, driven by commands of rank 0.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/models/plan.h"

namespace bpl::runtime {

class World;
struct Program;

// A command failed on some rank; every rank has left it at the same point. The engine stays usable for reading, and for
// end(). `step` is the step that failed, or -1.
class EngineError : public std::runtime_error {
 public:
  explicit EngineError(const std::string& message, std::int64_t step = -1, bool from_hook = false, std::exception_ptr thrown = nullptr)
      : std::runtime_error(message), step(step), from_hook(from_hook), thrown(std::move(thrown)) {}
  std::int64_t step;
  bool from_hook;             // a hook returned false: the exception that is pending in the script says why
  std::exception_ptr thrown;  // what the hook threw, if it did
};

// What a monitor recorded in the newest run. Boolean monitors are sparse.
struct MonitorRecord {
  host::ElementType type = host::ElementType::real;
  std::int64_t first_step = 0, steps = 0, width = 0;
  std::vector<double> values;  // real and integer: row-major, steps x width
  struct Event {
    std::int64_t step;    // counted from first_step
    std::int64_t column;  // position in the monitor
    bool operator==(const Event&) const = default;
  };
  std::vector<Event> events;  // boolean: where it was true, in order of step and column
};

// What a step hook sees, on rank 0.
struct StepView {
  std::int64_t step = 0;  // number of the step
  double time = 0;        // its start, ms: the double nearest to step * dt rounded to 12 digits
  struct Monitor {
    int index = 0;                            // into NetworkPlan::monitors
    host::ElementType type = host::ElementType::real;
    std::span<const double> values;           // real and integer: all columns
    std::span<const std::int64_t> columns;    // boolean: the columns that are true, ascending
  };
  std::vector<Monitor> monitors;  // those with callback_every_step, in the order of the plan
};

// Hooks run on rank 0 only and may call read(), write() and hash() of the engine. They return false when the script raised
// an exception: the run then ends on all ranks and run() throws an EngineError with from_hook set.
struct RunHooks {
  std::function<bool(const StepView&)> after_step;  // empty: no callback
  // The value of a function input: t in the precision of the run. `values` gets one number, or one per element.
  std::function<bool(int function, double t, double dt, std::vector<double>* values)> input;
  // Now and then (not every step): for progress displays.
  std::function<void(std::int64_t done, std::int64_t total)> progress;
};

struct RunPlan {
  std::int64_t network = 0;     // NetworkPlan::id
  std::int64_t first_step = 0;  // number of the first step (0 for a new runner)
  std::int64_t steps = 0;
  double t0 = 0;  // step first_step + i has t = i * dt + t0, each operation in the precision of the run
};

// Some steps of what all monitors of a network recorded, on rank 0, for the files of results.
struct RecordChunk {
  int network = 1;  // networks count from 1 in order of creation
  double dt = 0.1;
  bool double_precision = false;
  std::int64_t first_step = 0, steps = 0;
  struct Column {
    std::int64_t variable = 0;  // id: ascends in order of creation
    std::string owner, name;
    std::int64_t element = 0;
  };
  struct Monitor {
    std::vector<Column> columns;
    MonitorRecord record;
  };
  std::vector<Monitor> monitors;
};

// A number for the contents of one variable after a step; it does not depend on the number of ranks.
struct StateHash {
  int network = 1;
  std::int64_t step = 0;
  std::string owner, variable;
  std::uint64_t hash = 0;
};

struct EngineOptions {
  bool double_precision = false;
  std::function<void(const RecordChunk&)> on_record;  // rank 0; after each run, also a failing one. It may throw.
  int isa = 1;                    // kBplIsaV3 or kBplIsaV4
  std::int64_t hash_every = 0;    // > 0: state hashes are passed to `on_hash` after every so many steps of a run
  std::function<void(const StateHash&)> on_hash;  // rank 0. It may throw.
};

// Totals since the start, of all ranks.
struct EngineStatistics {
  double build_s = 0, run_s = 0;
  std::int64_t steps = 0, spikes = 0, events = 0, edges = 0;
  std::vector<std::int64_t> draws;  // one a rank: blocks of random numbers drawn for connectivity
  std::int64_t memory_bytes = 0;    // of state, connections and records, all ranks
};

// On rank 0 every method is a command that all ranks execute; the other ranks are in serve() until end() is called. A
// command that fails on any rank throws EngineError on rank 0.
class Engine {
 public:
  Engine(World&, const Program&, EngineOptions);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Ranks other than 0: executes commands until end(); returns its exit status.
  int serve();

  // Makes what is missing of a network: variables and connectivities that are not `existing`, then its program. A plan whose
  // id is known replaces the program of that network.
  void create(const host::NetworkPlan&);
  void run(const RunPlan&, const RunHooks& = {});
  // The whole variable in global order; booleans as 0 and 1.
  std::vector<double> read(std::int64_t variable);
  // One value per element, or one for all.
  void write(std::int64_t variable, std::span<const double> values);
  bool has_variable(std::int64_t variable) const;
  bool has_connectivity(std::int64_t connectivity) const;
  MonitorRecord read_monitor(std::int64_t network, int monitor);
  // The connections of one connectivity in row order (source, then target; `explicit` ones in the order of their list).
  void read_connectivity(std::int64_t connectivity, std::vector<std::int64_t>* sources, std::vector<std::int64_t>* targets);
  // One number for the contents of a variable, or of all; it does not depend on the number of ranks.
  std::uint64_t hash(std::int64_t variable = -1);
  void free_network(std::int64_t network);
  void free_variables(std::span<const std::int64_t> variables);
  void free_connectivities(std::span<const std::int64_t> connectivities);
  EngineStatistics statistics();
  // The last command: serve() of the other ranks returns `status`.
  void end(int status);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The double nearest to step * dt rounded to 12 digits: times in callbacks, files and prints.
double clean_time(std::int64_t step, double dt);

}  // namespace bpl::runtime
