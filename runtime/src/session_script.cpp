// Sets a context up, runs the script's main unit and turns how it ended into an exit status.
#include <fmt/format.h>

#include <optional>

#include "host/library.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"
#include "runtime/src/parameter_setter.h"
#include "runtime/src/session.h"
#include "runtime/src/session_stepper.h"
#include "runtime/src/streams.h"

namespace bpl::runtime {

using host::Context;
using host::Value;

namespace {

class ScriptRun {
 public:
  explicit ScriptRun(Session& session)
      : session_(session), stepper_(session, tables_, [this] { out_.flush(); }) {}

  int run();

 private:
  void set_up();
  bool run_unit(const std::string& name, host::Module&);
  bool run_main();
  int finish_with_exception();
  int exit_status(host::Instance& exit);
  std::string place() const;
  void complain(const std::string& text);
  void report_error(const std::string& text);

  Session& session_;
  ScriptTables tables_;
  StandardOutput out_;
  SessionStepper stepper_;
  std::optional<ParameterSetter> setter_;  // when there is something to set
  Context ctx_;
};

void ScriptRun::set_up() {
  host::register_builtins(ctx_);
  ctx_.files = tables_.files;
  ctx_.enable_x64 = session_.program.double_precision;
  ctx_.brainpy_random = session_.options.brainpy_random;
  ctx_.seed = session_.options.seed;
  for (const RunOptions::Define& d : session_.options.defines) ctx_.defines[d.name] = to_value(ctx_, d.value);
  ctx_.write_output = [this](std::string_view text) {
    session_.progress.clear_line();
    out_.write(text);
  };
  ctx_.find_code = [this](std::string_view name) { return tables_.find(name); };
  if (!session_.options.sets.empty()) {
    setter_.emplace(tables_, session_.options.sets);
    ctx_.on_construct = [this](Context& ctx, host::Instance&, const host::FunctionCode& init, std::vector<Value>* parameters) {
      return setter_->on_construct(ctx, init, parameters);
    };
  }
  stepper_.attach(ctx_);
  host::attach_library(
      ctx_, [this](const std::string& unit) { return tables_.units.contains(unit); },
      [this](Context&, const std::string& unit, host::Module& module) { return run_unit(unit, module); });
}

bool ScriptRun::run_unit(const std::string& name, host::Module& module) {
  const auto unit = tables_.units.find(name);
  const host::FunctionCode* code = unit == tables_.units.end() ? nullptr : tables_.find(unit->second);
  if (!code || !code->entry) return host::raise(ctx_, "ModuleNotFoundError", fmt::format("No module named '{}'", name));
  if (!module.globals.find("__name__")) module.globals.set(ctx_.string("__name__"), ctx_.string(name));
  auto* init = ctx_.heap.make<host::Function>();
  init->code = code;
  init->module = &module;
  Value ignored;
  return host::call(ctx_, Value::of(init), host::Arguments{}, &ignored);
}

bool ScriptRun::run_main() {
  host::Module*& main = ctx_.modules["__main__"];
  if (!main) main = ctx_.heap.make<host::Module>("__main__");
  return run_unit("__main__", *main);
}

int ScriptRun::run() {
  read_script_tables(session_.binary, &tables_);
  set_up();
  const bool finished = run_main();
  out_.flush();
  if (!finished) return finish_with_exception();
  const std::vector<const RunOptions::Set*> unused = setter_ ? setter_->unused() : std::vector<const RunOptions::Set*>();
  for (const RunOptions::Set* set : unused) report_error(fmt::format("--set {}.{}: no such object was made in this run", set->object, set->parameter));
  return unused.empty() ? 0 : 1;
}

void ScriptRun::complain(const std::string& text) {
  session_.progress.clear_line();
  print_message(text.ends_with('\n') ? text : text + "\n");
}

void ScriptRun::report_error(const std::string& text) {
  session_.progress.clear_line();
  print_error(text);
}

// The innermost line of the user's own script.
std::string ScriptRun::place() const {
  for (const host::TracePoint& p : ctx_.traceback)
    if (p.file == 0 && !ctx_.files.empty()) return fmt::format("{}:{}: ", ctx_.files[0], p.line);
  return {};
}

int ScriptRun::finish_with_exception() {
  const Value exception = host::take_exception(ctx_);
  if (host::Instance* e = host::as_instance(exception); e && ctx_.builtin_class("SystemExit") && host::is_subclass(*e->type, *ctx_.builtin_class("SystemExit")))
    return exit_status(*e);
  if (stepper_.is_engine_failure(exception)) {
    const std::string where = place();
    const std::string text = host::describe_exception(ctx_, exception);
    report_error(where + text.substr(text.find(": ") + 2));
  } else {
    complain(host::format_traceback(ctx_, exception));
  }
  return 1;
}

// sys.exit(): nothing means 0, an int is the status, everything else is printed.
int ScriptRun::exit_status(host::Instance& exit) {
  const Value* arguments = exit.attributes.find("args");
  const host::Tuple* items = arguments ? host::as_tuple(*arguments) : nullptr;
  const Value code = items && !items->items.empty() ? items->items.front() : Value::none();
  if (code.is_none()) return 0;
  if (code.is_int() || code.is_bool()) return static_cast<int>(code.integer & 0xff);
  std::string text;
  if (host::to_str(ctx_, code, &text)) complain(text);
  return 1;
}

}  // namespace

int run_script(Session& session) { return ScriptRun(session).run(); }

}  // namespace bpl::runtime
