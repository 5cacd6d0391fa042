// The commands of the engine as every rank executes them. Arguments come as bytes from rank 0; results are on rank 0.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "runtime/src/archive.h"
#include "runtime/src/engine.h"
#include "runtime/src/network.h"

namespace bpl::runtime {

enum class Command : std::uint8_t {
  create, run, read, write, read_monitor, read_connectivity, hash, free_network, free_variables, free_connectivities, statistics,
  resume,  // ends the commands that a step hook may give; an argument says whether the run goes on
  end,
};

struct RunCommand {
  RunPlan plan;
  bool after_step = false, record = false;
  std::int64_t hash_every = 0;
};

class Executor {
 public:
  Executor(World& world, const Program& program, EngineOptions options)
      : world(world), program(program), options(std::move(options)) {}

  // Executes one command. Throws EngineError on all ranks alike.
  void execute(std::span<const std::byte> message);
  // Ranks other than 0: commands until `resume` or `end`; its argument.
  int serve();
  bool ended() const { return ended_; }

  World& world;
  const Program& program;
  EngineOptions options;
  Store store;
  std::map<std::int64_t, Network> networks;

  // Rank 0: arguments that do not travel as bytes, and results.
  const host::NetworkPlan* full_plan = nullptr;
  RunHooks hooks;
  std::vector<double> values;
  MonitorRecord record;
  std::vector<std::int64_t> sources, targets;
  std::uint64_t hash_result = 0;
  EngineStatistics totals;

 private:
  friend class NetworkBuilder;
  friend class NetworkRun;
  void create(Reader&);
  void run(Reader&);
  void read(Reader&);
  void write(Reader&);
  void read_monitor(Reader&);
  void read_connectivity(Reader&);
  void hash(Reader&);
  void free_variables(Reader&);       // local
  void free_connectivities(Reader&);  // local
  void statistics();
  std::uint64_t hash_of(const Variable&);  // collective

  bool ended_ = false;
  int networks_made_ = 0;
  double build_s_ = 0, run_s_ = 0;
  std::int64_t steps_ = 0, spikes_ = 0, events_ = 0, draws_ = 0;
};

}  // namespace bpl::runtime
