// runner.mon: what the monitors of a run recorded, as arrays of the script.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "host/arrays/array.h"
#include "host/models/planner.h"
#include "runtime/src/engine.h"

namespace bpl::runtime {

class SessionRecordings {
 public:
  SessionRecordings(Engine& engine, bool double_precision) : engine_(engine), double_precision_(double_precision) {}

  // The heap is about to free this object.
  void forget(const host::Object&);
  // The engine is about to replace or free what a network recorded: what scripts can still ask for is fetched now.
  // Records of `except` are dropped instead.
  void keep(host::Context&, std::int64_t network, const host::Recording* except = nullptr);
  // After a run: the keys, and `ts`.
  void begin(host::Recording&, const host::RunRequest&);
  host::Value fetch(host::Context&, host::Recording&, const host::Recording::Entry&);

 private:
  struct Monitor {
    host::ElementType type;
    host::DType dtype;
    host::Shape shape;  // of one step
  };
  struct Run {
    host::Recording* recording = nullptr;
    double dt = 0, t0 = 0;
    std::int64_t steps = 0;
    std::vector<Monitor> monitors;
  };
  host::Value times(host::Context&, const Run&) const;

  Engine& engine_;
  bool double_precision_;
  std::map<const host::Object*, Run> runs_;
};

// A record as an array of (steps, ...). Reals have the precision of the run, booleans become dense.
host::Array* record_array(host::Context&, const MonitorRecord&, host::DType, const host::Shape& row, std::int64_t steps);

// The ends of the steps of a run that starts at t0, each operation in the precision of the run.
std::vector<double> step_ends(std::int64_t steps, double dt, double t0, bool double_precision);

}  // namespace bpl::runtime
