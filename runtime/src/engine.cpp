#include "runtime/src/engine.h"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

#include "runtime/src/executor.h"
#include "runtime/src/failure.h"

namespace bpl::runtime {

struct Engine::State {
  State(World& world, const Program& program, EngineOptions options) : executor(world, program, std::move(options)) {}

  // Sends a command to all ranks and executes it here.
  template <class... Arguments>
  void issue(Command command, const Arguments&... arguments) {
    Writer writer;
    writer(command);
    (writer(arguments), ...);
    try {
      executor.world.broadcast(writer.bytes);
      executor.execute(writer.bytes);
    } catch (const EngineError&) {
      throw;
    } catch (...) {
      // Outside of guarded parts: the other ranks wait in a collective call that this one will not reach.
      if (executor.world.size() > 1) executor.world.abort(describe_current_exception());
      throw;
    }
  }
  Executor executor;
};

Engine::Engine(World& world, const Program& program, EngineOptions options)
    : state_(std::make_unique<State>(world, program, std::move(options))) {}
Engine::~Engine() = default;

int Engine::serve() { return state_->executor.serve(); }

void Engine::create(const host::NetworkPlan& plan) {
  // Connection lists go only to the ranks that own their targets.
  host::NetworkPlan travelling = plan;
  for (host::ConnectivityPlan& c : travelling.connectivities) {
    c.sources = {};
    c.targets = {};
  }
  state_->executor.full_plan = &plan;
  state_->issue(Command::create, travelling);
}

void Engine::run(const RunPlan& plan, const RunHooks& hooks) {
  Executor& e = state_->executor;
  const RunHooks outer = std::exchange(e.hooks, hooks);
  try {
    state_->issue(Command::run, plan.network, plan.first_step, plan.steps, plan.t0, static_cast<bool>(hooks.after_step),
                  static_cast<bool>(e.options.on_record), e.options.on_hash ? e.options.hash_every : std::int64_t{0});
  } catch (...) {
    e.hooks = outer;
    throw;
  }
  e.hooks = outer;
}

std::vector<double> Engine::read(std::int64_t variable) {
  state_->issue(Command::read, variable);
  return std::move(state_->executor.values);
}

void Engine::write(std::int64_t variable, std::span<const double> values) {
  state_->issue(Command::write, variable, std::vector<double>(values.begin(), values.end()));
}

bool Engine::has_variable(std::int64_t id) const { return state_->executor.store.variables.contains(id); }
bool Engine::has_connectivity(std::int64_t id) const { return state_->executor.store.connectivities.contains(id); }

MonitorRecord Engine::read_monitor(std::int64_t network, int monitor) {
  state_->issue(Command::read_monitor, network, monitor);
  return std::move(state_->executor.record);
}

void Engine::read_connectivity(std::int64_t connectivity, std::vector<std::int64_t>* sources, std::vector<std::int64_t>* targets) {
  state_->issue(Command::read_connectivity, connectivity);
  *sources = std::move(state_->executor.sources);
  *targets = std::move(state_->executor.targets);
}

std::uint64_t Engine::hash(std::int64_t variable) {
  state_->issue(Command::hash, variable);
  return state_->executor.hash_result;
}

void Engine::free_network(std::int64_t network) { state_->issue(Command::free_network, network); }

void Engine::free_variables(std::span<const std::int64_t> ids) {
  state_->issue(Command::free_variables, std::vector<std::int64_t>(ids.begin(), ids.end()));
}

void Engine::free_connectivities(std::span<const std::int64_t> ids) {
  state_->issue(Command::free_connectivities, std::vector<std::int64_t>(ids.begin(), ids.end()));
}

EngineStatistics Engine::statistics() {
  state_->issue(Command::statistics);
  return state_->executor.totals;
}

void Engine::end(int status) { state_->issue(Command::end, status); }

double clean_time(std::int64_t step, double dt) {
  return std::strtod(fmt::format("{:.12g}", static_cast<double>(step) * dt).c_str(), nullptr);
}

}  // namespace bpl::runtime
