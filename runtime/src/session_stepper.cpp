#include "runtime/src/session_stepper.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

#include "host/values/ops.h"
#include "runtime/src/interrupt.h"
#include "runtime/src/session_plots.h"

namespace bpl::runtime {

using host::Array;
using host::Context;
using host::Instance;
using host::Value;

namespace {

constexpr std::size_t kCollectAtLeast = 1 << 20;  // objects that callbacks may leave behind

Value number_pair(Context& ctx, std::vector<Value> items) { return Value::of(ctx.heap.make<host::Tuple>(std::move(items))); }

// Everything a request refers to, for as long as script code runs inside the step.
std::vector<Value> values_of(Instance& runner, const host::RunRequest& request) {
  std::vector<Value> values{Value::of(&runner), request.spike_callback, request.volt_callback};
  values.insert(values.end(), request.input_functions.begin(), request.input_functions.end());
  for (Instance* o : request.objects) values.push_back(Value::of(o));
  for (host::Variable* v : request.variables) values.push_back(Value::of(v));
  for (host::Connectivity* c : request.connectivities) values.push_back(Value::of(c));
  return values;
}

host::Recording* recording_of(Instance& runner) {
  const Value* mon = runner.attributes.find("mon");
  return mon ? host::as<host::Recording>(*mon, host::Kind::recording) : nullptr;
}

// A value as it stands behind -D; what a shell might take apart is quoted.
std::string shell_text(const std::string& text) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '/' || c == '-'; };
  if (std::all_of(text.begin(), text.end(), plain)) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

// The class whose method was traced.
std::string class_of(const host::Signature& signature) {
  for (const host::Record& r : signature.records)
    if (r.kind == host::Record::Kind::klass && r.path.root == host::Path::Root::self && r.path.steps.empty()) return r.text;
  return {};
}

// What to do when a run comes to another structure than the compiled ones.
std::string recompile(const RunOptions& options) {
  if (options.defines.empty() && options.sets.empty())
    return "Compile the script again if files or arguments are others than then; where a result decides, let the script step such a network once "
           "with fixed numbers, so that bplc sees it";
  if (options.defines.empty()) return "Change the script so that it has the values of --set, and compile it again";
  std::string flags;
  for (const RunOptions::Define& d : options.defines) flags += fmt::format(" -D {}={}", d.name, shell_text(d.text));
  return "Compile the script again with" + flags;
}

}  // namespace

double shortest_double(float value) {
  if (!std::isfinite(value)) return value;
  char text[32];
  const auto written = std::to_chars(text, text + sizeof text, value);
  double result = value;
  std::from_chars(text, written.ptr, result);
  return result;
}

SessionStepper::SessionStepper(Session& session, const ScriptTables& tables, std::function<void()> flush)
    : session_(session), engine_(session.engine), tables_(tables), double_precision_(session.program.double_precision),
      flush_(std::move(flush)), objects_(session), recordings_(session.engine, session.program.double_precision) {}

void SessionStepper::attach(Context& ctx) {
  ctx.stepper = this;
  ctx.heap.on_free = [this](const host::Object& o) {
    objects_.forget(o);
    recordings_.forget(o);
  };
}

// In float32 runs a state is shown by the shortest text that reads back.
double SessionStepper::shown(double value) const { return double_precision_ ? value : shortest_double(static_cast<float>(value)); }

bool SessionStepper::raise_failure(Context& ctx, const EngineError& e) {
  if (e.from_hook && !ctx.pending.is_unbound()) return false;
  session_.engine_failed = true;
  host::raise(ctx, notice_interrupt() ? "KeyboardInterrupt" : "RuntimeError", e.what());
  failure_ = ctx.pending.object->serial;
  return false;
}

// --- runs -------------------------------------------------------------------------------------------------------------

bool SessionStepper::run(Context& ctx, Instance& runner, double duration, Value* seconds) {
  if (running_) return host::raise(ctx, "RuntimeError", "run() inside a callback of another run() is not possible");
  if (session_.options.duration && runs_ > 0)
    return host::raise(ctx, "RuntimeError",
                       "--duration replaces the duration of the only run(), but this script calls run() more than once: "
                       "use -D or change the script");
  ++runs_;
  flush_();
  host::Roots roots(ctx, {Value::of(&runner)});
  ctx.collect_garbage();
  collect_above_ = ctx.heap.size() * 2 + kCollectAtLeast;
  try {
    for (const std::int64_t network : objects_.dead_networks()) recordings_.keep(ctx, network);
    objects_.free_dead();
    host::RunRequest request;
    return host::plan_run(ctx, runner, duration, *this, &request) && execute(ctx, runner, duration, request, seconds);
  } catch (const EngineError& e) {
    return raise_failure(ctx, e);
  }
}

bool SessionStepper::execute(Context& ctx, Instance& runner, double duration, host::RunRequest& request, Value* seconds) {
  const host::Roots roots(ctx, values_of(runner, request));
  host::Recording* recording = recording_of(runner);
  recordings_.keep(ctx, request.plan.id, recording);
  objects_.create(ctx, request);
  const auto start = std::chrono::steady_clock::now();
  struct Running {
    explicit Running(bool& f) : flag(f) { flag = true; }
    ~Running() { flag = false; }
    bool& flag;
  };
  if (request.steps > 0) {
    const Running running(running_);
    session_.run({request.plan.id, request.first_step, request.steps, request.t0}, request.dt, run_hooks(ctx, request));
  }
  *seconds = Value::of(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  if (recording) recordings_.begin(*recording, request);
  host::advance_runner(ctx, runner, duration, request.steps);
  return true;
}

RunHooks SessionStepper::run_hooks(Context& ctx, const host::RunRequest& request) {
  RunHooks hooks;
  if (!request.spike_callback.is_unbound() || !request.volt_callback.is_unbound())
    hooks.after_step = [this, &ctx, &request](const StepView& view) { return after_step(ctx, request, view); };
  if (!request.input_functions.empty())
    hooks.input = [this, &ctx, &request](int function, double t, double, std::vector<double>* values) {
      return call_input(ctx, request.input_functions[static_cast<std::size_t>(function)], t, request.dt, values);
    };
  return hooks;
}

// Callbacks number the neurons of a monitor from one.
bool SessionStepper::after_step(Context& ctx, const host::RunRequest& request, const StepView& view) {
  const Value time = Value::of(view.time);
  for (const StepView::Monitor& m : view.monitors) {
    const bool spikes = m.index == request.spike_monitor;
    if (!spikes && m.index != request.volt_monitor) continue;
    std::vector<Value> items;
    if (m.type == host::ElementType::boolean) {
      items.reserve(m.columns.size());
      for (const std::int64_t column : m.columns) items.push_back(number_pair(ctx, {Value::of(column + 1), time}));
    } else {
      items.reserve(m.values.size());
      for (std::size_t k = 0; k < m.values.size(); ++k)
        items.push_back(number_pair(ctx, {Value::of(static_cast<std::int64_t>(k) + 1), time, Value::of(shown(m.values[k]))}));
    }
    const Value list = Value::of(ctx.heap.make<host::List>(std::move(items)));
    Value ignored;
    if (!host::call(ctx, spikes ? request.spike_callback : request.volt_callback, std::span<const Value>(&list, 1), &ignored)) return false;
  }
  if (ctx.heap.size() > collect_above_) {
    ctx.collect_garbage();
    collect_above_ = ctx.heap.size() * 2 + kCollectAtLeast;
  }
  return true;
}

// The function computes in the precision of the run, as the step does.
bool SessionStepper::call_input(Context& ctx, const Value& function, double t, double dt, std::vector<double>* values) {
  const host::DType type = double_precision_ ? host::DType::float64 : host::DType::float32;
  const Value arguments[] = {Value::of(host::make_scalar(ctx, type, t, host::Flavour::brainpy)), Value::of(dt)};
  Value result;
  if (!host::call(ctx, function, arguments, &result)) return false;
  Array* array = nullptr;
  if (!host::to_array(ctx, result, host::Flavour::brainpy, &array)) return false;
  *values = host::to_reals(*array);
  return true;
}

// --- values -----------------------------------------------------------------------------------------------------------

bool SessionStepper::read_variable(Context& ctx, host::Variable& v, Value* result) {
  try {
    const std::vector<double> values = engine_.read(v.id());
    const Array* flat = host::array_of(ctx, std::span<const double>(values), v.value->dtype, host::Flavour::brainpy);
    *result = Value::of(host::with_shape(ctx, *flat, v.value->shape));
    return true;
  } catch (const EngineError& e) {
    return raise_failure(ctx, e);
  }
}

bool SessionStepper::write_variable(Context& ctx, host::Variable& v, const Array& array) {
  try {
    engine_.write(v.id(), host::to_reals(array));
    return true;
  } catch (const EngineError& e) {
    return raise_failure(ctx, e);
  }
}

bool SessionStepper::read_recording(Context& ctx, host::Recording& recording, host::Recording::Entry& entry, Value* result) {
  try {
    *result = recordings_.fetch(ctx, recording, entry);
    return true;
  } catch (const EngineError& e) {
    return raise_failure(ctx, e);
  }
}

bool SessionStepper::draw(Context& ctx, std::string_view kind, const host::Arguments& arguments) {
  bool show = false;
  std::string problem;
  const Cairo* const cairo = load_cairo(&problem);
  const auto drawn = [&](auto plot, auto read, std::string* picture) {
    if (!read(ctx, arguments, &plot, &show)) return false;
    if (cairo != nullptr) *picture = draw_plot(*cairo, plot);
    return true;
  };
  std::string picture;
  if (!(kind == "raster" ? drawn(RasterPlot{}, read_raster_plot, &picture) : drawn(LinePlot{}, read_line_plot, &picture))) return false;
  if (cairo == nullptr) {
    if (!std::exchange(told_no_pictures_, true))
      session_.progress.notice(fmt::format("no pictures are drawn: libcairo.so.2 cannot be used ({})", problem));
    return true;
  }
  const std::string name = session_.output.next_picture(std::string(kind));
  try {
    session_.output.write_file(name, picture);
  } catch (const std::runtime_error& e) {
    return host::raise(ctx, "OSError", e.what());
  }
  if (show) ctx.write_output(name + "\n");
  return true;
}

// --- updates ----------------------------------------------------------------------------------------------------------

bool SessionStepper::find(Context& ctx, const Value& object, const std::string& method, Found* found) {
  std::string difference;
  for (std::size_t i = 0; i < tables_.updates.size(); ++i) {
    const ScriptTables::Update& u = tables_.updates[i];
    if (u.method != method || !host::match(ctx, object, u.signature, &found->binding, &difference)) continue;
    found->update = u.empty ? -1 : static_cast<int>(i);
    found->signature = &u.signature;
    if (!ctx.brainpy_random || session_.program.updates[i].draws == 0) return true;
    return host::raise(ctx, "NotImplementedError",
                       fmt::format("the step of '{}' draws random numbers, and bplc cannot repeat those that BrainPy draws in a step: run without --rng=brainpy",
                                   host::Names(ctx, Value::none(), {}).of(host::as_instance(object))));
  }
  return no_match(ctx, object, method);
}

bool SessionStepper::no_match(Context& ctx, const Value& object, const std::string& method) {
  const Instance& instance = *host::as_instance(object);
  std::string differences;
  for (const ScriptTables::Update& u : tables_.updates) {
    if (u.method != method || class_of(u.signature) != instance.type->qualified_name) continue;
    host::Binding binding;
    std::string difference;
    host::match(ctx, object, u.signature, &binding, &difference);
    if (differences.find(difference) == std::string::npos) differences += (differences.empty() ? "" : "; ") + difference;
  }
  if (differences.empty()) differences = "no object of this class was stepped when the program was compiled";
  const std::string name = host::Names(ctx, Value::none(), {}).of(&instance);
  return host::refuse(ctx, "RuntimeError",
                      fmt::format("no compiled step fits '{}' (a {}): {}. {}", name, instance.type->name, differences, recompile(session_.options)));
}

}  // namespace bpl::runtime
