// From the objects of a runner to the plan of a stepping call: which updates in which order, with which values.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "host/models/match.h"
#include "host/models/model.h"
#include "host/models/naming.h"
#include "host/models/plan.h"
#include "host/values/context.h"

namespace bpl::host {

// Finds the update that fits a method of an object: by matching in executables, by tracing on a miss in bplc.
class UpdateSource {
 public:
  virtual ~UpdateSource() = default;
  struct Found {
    int update = -1;        // -1: the method does nothing
    const Signature* signature = nullptr;
    Binding binding;
  };
  // False with an exception pending if nothing fits.
  virtual bool find(Context&, const Value& object, const std::string& method, Found*) = 0;
};

// One monitor key, with what it takes to turn its record into values.
struct MonitorRequest {
  std::string key;
  std::vector<Variable*> variables;
  ElementType type = ElementType::real;
};

struct PlannedRow {
  Instance* object = nullptr;
  std::string phase;  // "clear", "synapses", "neurons", ...
};

// One stepping call, ready for the engine.
struct RunRequest {
  NetworkPlan plan;
  std::vector<PlannedRow> clear_rows, update_rows;  // parallel to plan.clear and plan.update
  std::vector<Instance*> objects;                   // the network's children in order
  std::unique_ptr<Names> names;
  std::vector<Variable*> variables;                 // parallel to plan.variables
  std::vector<Connectivity*> connectivities;        // parallel to plan.connectivities
  std::vector<MonitorRequest> monitors;             // parallel to plan.monitors
  std::vector<Value> input_functions;               // InputPlan::function
  Value spike_callback, volt_callback;              // unbound: none
  int spike_monitor = -1, volt_monitor = -1;
  double dt = 0.1, t0 = 0;
  std::int64_t first_step = 0, steps = 0;
};

// The number of steps in `duration`: its quotient by dt in double precision, rounded up.
std::int64_t step_count(double duration, double dt);

bool plan_run(Context&, Instance& runner, double duration, UpdateSource&, RunRequest*);
// After the run: advances the runner's step number and time.
void advance_runner(Context&, Instance& runner, double duration, std::int64_t steps);

}  // namespace bpl::host
