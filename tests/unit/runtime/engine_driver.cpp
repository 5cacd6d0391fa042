// Runs one case on the ranks of a launcher and prints what all numbers of ranks must agree on.
//
//   engine_driver reference A1      the spikes of a reference case; also compared with the data
//   engine_driver rules f32         every connection rule, delays, weights, callbacks, several runs; prints hashes
//   engine_driver commands          one of each command; for failures injected by BPL_FAIL
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "math/mt19937.h"
#include "runtime/src/engine.h"
#include "runtime/src/world.h"
#include "test_kernels.h"

namespace {

using namespace bpl;
using namespace bpl::runtime;
using namespace bpl::runtime::testing;

host::MonitorPlan monitor(std::string key, std::vector<std::int64_t> variables) {
  host::MonitorPlan m;
  m.key = std::move(key), m.variables = std::move(variables);
  return m;
}

host::InputPlan input(std::int64_t variable, double value) {
  host::InputPlan p;
  p.variable = variable, p.value.value = value;
  return p;
}

int reference(Engine& engine, const std::string& name) {
  const std::string stem = std::string(BPL_TEST_DATA) + "/lif_exponential/" + name;
  const auto j = nlohmann::json::parse(std::ifstream(stem + ".json"));
  LifGroup a{.number = 1, .name = "a", .size = 200, .v0 = {}}, b{.number = 2, .name = "b", .size = 100, .v0 = {}};
  if (name == "A5") {
    a.v0 = math::NumpyRandom(11).normal(-55, 2, 200);
    b.v0 = math::NumpyRandom(12).normal(-55, 2, 100);
  }
  Synapse d{.name = "d", .number = 3, .pre = a, .post = b, .connectivity = {}};
  d.connectivity.id = 99, d.connectivity.rule = "explicit", d.connectivity.pre_size = 200, d.connectivity.post_size = 100;
  for (std::int64_t i = 0; i < 200; ++i)
    for (std::int64_t k = j["indptr"][i]; k < j["indptr"][i + 1]; ++k) {
      d.connectivity.sources.push_back(i);
      d.connectivity.targets.push_back(j["post"][k]);
    }
  d.delay = j["delay_step"].is_array() ? j["delay_step"].get<std::vector<double>>() : std::vector<double>{j["delay_step"].get<double>()};
  host::NetworkPlan plan;
  plan.id = 1;
  add_group(&plan, a);
  add_group(&plan, b);
  add_synapse(&plan, d);
  plan.inputs.push_back(input(10 + kInput, 20));
  if (!j["input_b"].is_null()) plan.inputs.push_back(input(20 + kInput, j["input_b"]));
  plan.monitors.push_back(monitor("spike", {10 + kSpike, 20 + kSpike}));
  engine.create(plan);
  engine.run({.network = 1, .first_step = 0, .steps = 2000, .t0 = 0});
  std::string found = "step,group,neuron\n";
  for (const auto& [step, column] : engine.read_monitor(1, 0).events)
    found += fmt::format("{},{},{}\n", step, column < 200 ? "a" : "b", column < 200 ? column : column - 200);
  std::ostringstream expected;
  expected << std::ifstream(stem + ".spikes.csv").rdbuf();
  fmt::print("{}state {:016x}\n", found, engine.hash());
  if (found == expected.str()) return 0;
  fmt::print("the spikes are not those of the reference\n");
  return 1;
}

host::ConnectivityPlan rule(std::int64_t id, const char* name, std::int64_t pre, std::int64_t post, std::int64_t number) {
  host::ConnectivityPlan c;
  c.id = id, c.rule = name, c.pre_size = pre, c.post_size = post, c.number = number, c.probability = 0.15;
  c.key = 12345 + static_cast<std::uint64_t>(id);
  return c;
}

int rules(Engine& engine) {
  LifGroup a{.number = 1, .name = "a", .size = 90, .v0 = {}}, b{.number = 2, .name = "b", .size = 70, .v0 = {}, .tau = 15};
  LifGroup c{.number = 3, .name = "c", .size = 3, .v0 = {}};
  for (int k = 0; k < 90; ++k) a.v0.push_back(-60 + 0.11 * k);
  for (int k = 0; k < 70; ++k) b.v0.push_back(-51 - 0.1 * k);
  host::NetworkPlan plan;
  plan.id = 7;
  for (const LifGroup* g : {&a, &b, &c}) add_group(&plan, *g);
  const auto connect = [&](const char* name, std::int64_t number, const LifGroup& pre, const LifGroup& post,
                           host::ConnectivityPlan conn, std::vector<double> delay, std::vector<double> weight) {
    add_synapse(&plan, {.name = name, .number = number, .pre = pre, .post = post, .connectivity = std::move(conn),
                        .delay = std::move(delay), .weight = std::move(weight)});
  };
  connect("outdegree", 11, a, b, rule(1, "fixed_outdegree", 90, 70, 9), {2}, {0.3});
  std::vector<double> delays, weights;
  for (int k = 0; k < 90; ++k) delays.push_back(1 + k % 7);
  for (int k = 0; k < 90 * 5; ++k) weights.push_back(0.01 * (k % 13) - 0.02);
  connect("heterogeneous", 12, a, b, rule(2, "fixed_indegree", 90, 70, 6), delays, {0.25});
  connect("bernoulli", 13, b, a, rule(3, "bernoulli", 70, 90, 0), {5}, {-0.2});
  connect("total", 14, a, c, rule(4, "fixed_total", 90, 3, 100), {1}, {0.5});
  connect("weighted", 15, a, a, rule(5, "fixed_outdegree", 90, 90, 5), {3}, weights);
  connect("all", 16, c, a, rule(6, "all_to_all", 3, 90, 0), {1}, {0.5});
  host::ConnectivityPlan self = rule(8, "all_to_all", 70, 70, 0);
  self.include_self = false;
  connect("others", 17, b, b, self, {4}, {0.01});
  connect("one", 18, b, b, rule(9, "one_to_one", 70, 70, 0), {1}, {0.4});
  plan.inputs = {input(10 + kInput, 14), input(20 + kInput, 12), input(30 + kInput, 9)};
  host::InputPlan wave = input(20 + kInput, 0);
  wave.kind = host::InputPlan::Kind::iter, wave.op = '*', wave.value.array = true, wave.rows = 30, wave.width = 70;
  for (int k = 0; k < 30 * 70; ++k) wave.value.values.push_back(1 + 0.001 * (k % 17));
  plan.inputs.push_back(wave);
  host::InputPlan function = input(30 + kInput, 0);
  function.kind = host::InputPlan::Kind::func, function.function = 4;
  plan.inputs.push_back(function);
  plan.monitors.push_back(monitor("spike", {10 + kSpike, 20 + kSpike, 30 + kSpike}));
  plan.monitors.push_back(monitor("V", {30 + kV, 20 + kV}));
  plan.monitors.back().indices = {5, 0, -1};
  engine.create(plan);
  RunHooks hooks;
  hooks.input = [&](int f, double t, double dt, std::vector<double>* out) {
    *out = {t + f, dt, 2 + 0.01 * engine.read(20 + kV).back()};
    return true;
  };
  engine.run({.network = 7, .first_step = 0, .steps = 333, .t0 = 0}, hooks);
  const auto show = [&](const char* title) {
    std::size_t events = 0;
    const MonitorRecord v = engine.read_monitor(7, 1);
    for (const auto& [step, column] : engine.read_monitor(7, 0).events) fmt::print("{}:{} ", step, column), ++events;
    fmt::print("\n{}: {} spikes, V {} {} {}\n", title, events, v.values[v.values.size() - 3], v.values[v.values.size() - 2],
               v.values.back());
    for (const std::int64_t n : {1, 2, 3})
      for (const int k : {kV, kInput, kLast, kRefractory, kSpike}) fmt::print("{:016x} ", engine.hash(10 * n + k));
    fmt::print("{:016x}\n", engine.hash());
  };
  show("first run");
  int calls = 0;
  hooks.after_step = [&](const StepView& view) {
    if (++calls % 50 == 0) fmt::print("step {} at {}: {} spikes, {:016x}\n", view.step, view.time, view.monitors[0].columns.size(),
                                      engine.hash(20 + kV));
    if (calls == 60) engine.write(10 + kV, std::vector<double>{-52.5});
    return true;
  };
  plan.monitors[0].callback_every_step = true;
  for (host::VariablePlan& v : plan.variables) v.existing = true;
  for (host::ConnectivityPlan& k : plan.connectivities) k.existing = true;
  engine.create(plan);
  engine.run({.network = 7, .first_step = 333, .steps = 150, .t0 = 33.3}, hooks);
  show("second run");
  std::vector<std::int64_t> sources, targets;
  for (const std::int64_t id : {1, 2, 3, 4, 5, 6, 8, 9}) {
    engine.read_connectivity(id, &sources, &targets);
    std::size_t mixed = 0;
    for (std::size_t k = 0; k < sources.size(); ++k)
      mixed = mixed * 31 + static_cast<std::size_t>(sources[k] * 1000 + targets[k]);
    fmt::print("rule {}: {} connections {:016x}\n", id, sources.size(), mixed);
  }
  fmt::print("V of c: {}\n", fmt::join(engine.read(30 + kV), " "));
  const EngineStatistics s = engine.statistics();
  fmt::print("{} steps {} spikes {} events {} edges\n", s.steps, s.spikes, s.events, s.edges);
  engine.free_network(7);
  engine.free_connectivities(std::vector<std::int64_t>{1, 2});
  engine.free_variables(std::vector<std::int64_t>{30 + kV});
  fmt::print("left: {} {} {}\n", engine.has_connectivity(1), engine.has_variable(30 + kV), engine.has_variable(20 + kV));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "", which = argc > 2 ? argv[2] : "";
  World world(&argc, &argv);
  const bool double_precision = which != "f32";
  const Program program = lif_program(double_precision);
  EngineOptions options;
  options.double_precision = double_precision;
  if (what == "commands")
    options.on_record = [](const RecordChunk& chunk) { fmt::print("chunk of {} steps\n", chunk.steps); };
  Engine engine(world, program, options);
  if (!world.root()) return engine.serve();
  int status = 1;
  try {
    status = what == "reference" ? reference(engine, which) : rules(engine);
  } catch (const EngineError& e) {
    fmt::print(stderr, "error: {} (step {})\n", e.what(), e.step);
  }
  std::fflush(stdout);
  engine.end(status);
  return status;
}
