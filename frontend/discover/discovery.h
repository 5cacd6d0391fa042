// One compilation's discovery: the stepper that the script meets at compile time, and what it finds.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "frontend/discover/discover.h"
#include "frontend/discover/interpreter.h"
#include "frontend/discover/site_book.h"
#include "frontend/discover/trace.h"
#include "frontend/discover/unknown.h"
#include "host/models/planner.h"
#include "host/values/sites.h"

namespace bpl::discover {

class Discovery : public host::Stepper, public host::UpdateSource {
 public:
  Discovery(SourceFiles&, const DiscoverOptions&, ir::Module&, Diagnostics&);

  // Compiles the script in `file`. False if there were errors.
  bool run(int file);

  // --- Stepper ---------------------------------------------------------------------------------------------------
  bool run(host::Context&, host::Instance& runner, double duration, host::Value* seconds) override;
  bool read_variable(host::Context&, host::Variable&, host::Value* result) override;
  bool write_variable(host::Context&, host::Variable&, const host::Array&) override;
  bool read_recording(host::Context&, host::Recording&, host::Recording::Entry&, host::Value* result) override;
  bool draw(host::Context&, std::string_view, const host::Arguments&) override { return true; }
  bool tracing() const override { return trace_ != nullptr; }
  bool load(host::Context&, host::Variable& v, host::Value* result) override { return trace_->load(v, result); }
  bool store(host::Context&, host::Variable& v, const host::Value& value, host::Assignment how) override { return trace_->store(v, value, how); }
  bool store_item(host::Context&, host::Variable& v, const host::Value& key, const host::Value& value) override { return trace_->store_item(v, key, value); }
  bool event_sum(host::Context&, const host::Arguments& a, host::Value* result) override;
  bool integrate(host::Context&, const host::Arguments& a, host::Value* result) override;
  bool recall(host::Context&, const host::Arguments& a, host::Value* result) override;
  bool push(host::Context&, const host::Arguments& a, host::Value* result) override;

  bool sample(host::Context&, const host::Value& function, const host::Value& step, host::Value* result) override;

  // --- UpdateSource ----------------------------------------------------------------------------------------------
  bool find(host::Context&, const host::Value& object, const std::string& method, Found*) override;

 private:
  bool lower_file(int file, const std::string& unit);
  bool execute();
  bool run_unit(host::Context&, const std::string& unit, host::Module&);
  void report_exception(host::Context&);
  bool recover(host::Context&, std::span<const ir::HostInstr> statement);
  void spoil_receivers(host::Context&, std::span<const ir::HostInstr> statement);
  Diagnostic take_diagnostic(host::Context&);
  Diagnostic diagnostic_of(host::Context&, const host::Value& exception);
  void warn_of_caught();
  void note_exception(host::Context&);
  void report_timeout(host::Context&);
  void report_suspects();
  Span span_of(const host::TracePoint&, const std::string& message) const;
  const ir::Update* find_known(host::Context&, const host::Value& object, const std::string& method, Found*);
  bool add_update(host::Context&, const host::Value& object, const std::string& method, Found*);
  bool check_match(host::Context&, const host::Value& object, const ir::Update& chosen);
  bool call_callbacks(host::Context&, const host::RunRequest&);
  void describe_network(host::Context&, const host::RunRequest&, host::Instance& runner);
  void warn_of_absent_populations(const host::RunRequest&, const ir::Location&);
  ir::Location here(const host::Context&) const;

  SourceFiles& files_;
  const DiscoverOptions& options_;
  ir::Module& module_;
  Diagnostics& diagnostics_;
  int main_file_ = -1;
  std::chrono::steady_clock::time_point deadline_;
  bool late_ = false;         // the deadline ended an execution
  std::map<std::uint64_t, Diagnostic> refused_;  // of steps in this execution, by the exception, until it is reported
  std::set<std::string> warned_;                 // messages of them
  bool finished_ = false;     // some execution came to the end of the script
  std::optional<Diagnostic> unfinished_;  // the exception that ended the first one
  Choices choices_;
  std::set<std::string> lowered_;
  std::vector<std::pair<int, int>> statements_;  // lines of the top-level statements of the script
  std::set<std::string> spoilt_;                 // names that a statement with an error would have bound, or changed by a method
  std::set<std::string> described_;              // networks, by where and what they step
  // Instructions that raised behind a choice, and how.
  std::vector<std::pair<const ir::HostInstr*, Diagnostic>> suspects_;
  Interpreter::Progress progress_;
  Interpreter* interpreter_ = nullptr;
  Trace* trace_ = nullptr;
  StepAttributes step_attributes_;
  std::vector<host::Variable*> stepped_;  // in this execution: their contents are not known
  host::SiteCounter site_counter_;
  Constructions constructions_;
  SiteBook site_book_;
};

}  // namespace bpl::discover
