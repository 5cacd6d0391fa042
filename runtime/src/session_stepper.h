// How an executing script steps networks: runner.run() becomes plans and commands for the engine.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/models/model.h"
#include "host/models/planner.h"
#include "runtime/src/script_tables.h"
#include "runtime/src/session.h"
#include "runtime/src/session_objects.h"
#include "runtime/src/session_recordings.h"

namespace bpl::runtime {

class SessionStepper : public host::Stepper, public host::UpdateSource {
 public:
  // `flush` sends out what the script has printed so far.
  SessionStepper(Session&, const ScriptTables&, std::function<void()> flush);

  // Lets the engine forget what collections free. The stepper must outlive the context's use, not the context.
  void attach(host::Context&);
  // Whether this exception is what the engine's last failure became.
  bool is_engine_failure(const host::Value& exception) const { return exception.is_object() && exception.object->serial == failure_; }

  // --- Stepper
  bool run(host::Context&, host::Instance& runner, double duration, host::Value* seconds) override;
  std::optional<double> replaced_duration() const override { return session_.options.duration; }
  bool read_variable(host::Context&, host::Variable&, host::Value* result) override;
  bool write_variable(host::Context&, host::Variable&, const host::Array&) override;
  bool read_recording(host::Context&, host::Recording&, host::Recording::Entry&, host::Value* result) override;
  bool draw(host::Context&, std::string_view kind, const host::Arguments&) override;

  // --- UpdateSource
  bool find(host::Context&, const host::Value& object, const std::string& method, Found*) override;

 private:
  bool execute(host::Context&, host::Instance& runner, double duration, host::RunRequest&, host::Value* seconds);
  RunHooks run_hooks(host::Context&, const host::RunRequest&);
  bool after_step(host::Context&, const host::RunRequest&, const StepView&);
  bool call_input(host::Context&, const host::Value& function, double t, double dt, std::vector<double>* values);
  bool no_match(host::Context&, const host::Value& object, const std::string& method);
  bool raise_failure(host::Context&, const EngineError&);
  double shown(double value) const;

  Session& session_;
  Engine& engine_;
  const ScriptTables& tables_;
  bool double_precision_;
  std::function<void()> flush_;
  SessionObjects objects_;
  SessionRecordings recordings_;
  bool running_ = false, told_no_pictures_ = false;
  std::int64_t runs_ = 0;
  std::size_t collect_above_ = 0;  // size of the heap at which callbacks collect
  std::uint64_t failure_ = 0;  // serial
};

// The number whose text is the shortest that reads back as this float: 0.1 for 0.1f.
double shortest_double(float value);

}  // namespace bpl::runtime
