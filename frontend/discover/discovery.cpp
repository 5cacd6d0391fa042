#include "frontend/discover/discovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <utility>

#include "frontend/library/library_source.h"
#include "frontend/lower/lower.h"
#include "frontend/syntax/parse.h"
#include "host/arrays/array.h"
#include "host/library.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"
#include "host/values/unknown.h"
#include "support/large_stack.h"

namespace bpl::discover {

using host::Context;
using host::Value;

namespace {

// The line where a statement begins, decorators included.
int first_line(const syntax::Statement& statement) {
  const syntax::ExprList* decorators = nullptr;
  if (const auto* f = std::get_if<syntax::FunctionDef>(&statement.node)) decorators = &f->decorator_list;
  if (const auto* c = std::get_if<syntax::ClassDef>(&statement.node)) decorators = &c->decorator_list;
  return decorators && !decorators->empty() ? decorators->front()->span.begin.line : statement.span.begin.line;
}

bool is_model(const host::Class& type) {
  return std::any_of(type.mro.begin(), type.mro.end(), [](const host::Class* c) { return c->body && c->body->file != 0; });
}

// Gives a model known parameters in place of unknown ones: their defaults, or else 1; of an array that has another content by
// now, what it had. Numbers are no structure, so that what is traced with these serves for all others.
void assume_parameters(Context& ctx, const host::Instance& object, std::vector<Value>& parameters) {
  if (!ctx.unknowns || !is_model(*object.type)) return;
  const host::Function* init = nullptr;
  for (host::Class* c : object.type->mro)
    if (Value* found = init ? nullptr : c->attributes.find("__init__")) init = host::as_function(*found);
  if (!init) return;
  std::vector<std::size_t> positional;
  for (std::size_t i = 0; i < init->code->parameters.size(); ++i)
    if (init->code->parameters[i].kind <= host::ParameterKind::positional) positional.push_back(i);
  const std::size_t first = positional.size() - std::min(positional.size(), init->defaults.size());
  for (std::size_t k = 0; k < positional.size() && positional[k] < parameters.size(); ++k) {
    Value& v = parameters[positional[k]];
    if (!host::is_unknown(ctx, v)) continue;
    if (const host::Array* a = host::as_array(v)) {
      v = Value::of(host::copy_array(ctx, *a));
      continue;
    }
    v = k >= first ? init->defaults[k - first] : Value::none();
    if (v.is_none() && k >= first && parameters.size() > 1 && parameters[1].is_int() && ctx.unknowns->choose(ctx, 2) == 1)
      v = host::unknown_array(ctx, parameters[1].integer);  // what is None without it may well be an array, one value an element
    if (v.is_none()) v = Value::of(std::int64_t{1});
  }
}

}  // namespace

bool compile_script(int file, SourceFiles& files, const DiscoverOptions& options, ir::Module& module, Diagnostics& diagnostics) {
  bool ok = false;
  run_with_large_stack([&] { ok = Discovery(files, options, module, diagnostics).run(file); });
  return ok;
}

Discovery::Discovery(SourceFiles& files, const DiscoverOptions& options, ir::Module& module, Diagnostics& diagnostics)
    : files_(files), options_(options), module_(module), diagnostics_(diagnostics) {}

namespace {

// The globals that instructions bind.
void find_globals(std::span<const ir::HostInstr> block, std::set<std::string>* names) {
  for (const ir::HostInstr& i : block) {
    if (i.op == ir::HostOp::set_global) names->insert(i.name);
    for (const ir::HostBlock& b : i.blocks) find_globals(b, names);
  }
}

}  // namespace

bool Discovery::lower_file(int file, const std::string& unit) {
  const std::unique_ptr<syntax::Module> tree = syntax::parse(file, files_, diagnostics_);
  if (!tree) return false;
  lower::LowerOptions options;
  options.unit = unit;
  options.file = static_cast<int>(module_.files.size());
  module_.files.push_back(files_.get(file).name);
  if (unit == "__main__") {
    options.definitions = options_.definitions;
    for (const auto& s : tree->body) statements_.emplace_back(first_line(*s), s->span.end.line);
  }
  lowered_.insert(unit);
  const std::size_t before = module_.functions.size();
  if (!lower::lower(*tree, options, module_, diagnostics_)) return false;
  if (unit == "__main__")
    for (std::size_t k = before; k < module_.functions.size(); ++k) find_globals(module_.functions[k].body, &step_attributes_.globals);
  return true;
}

bool Discovery::run(int file) {
  main_file_ = file;
  if (options_.updates) module_.updates = *options_.updates;
  if (!lower_file(file, "__main__")) return false;
  progress_.uncertain = [this] { return choices_.any(); };
  deadline_ = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(options_.seconds));
  std::vector<std::vector<int>> waiting{{}};
  for (int n = 0; !waiting.empty(); ++n) {
    if (n == options_.executions || (n > 0 && (late_ || std::chrono::steady_clock::now() > deadline_))) {
      diagnostics_.warning("discovery-bounded", {}, fmt::format("the script was executed {} times to find what it may step, and not every way through it was taken: "
                                                                "a network that only another way makes will not be in the program", n));
      break;
    }
    choices_.start(waiting.back());
    waiting.pop_back();
    if (!execute()) return false;
    for (const auto& arms : choices_.open()) waiting.push_back(arms);
  }
  report_suspects();
  module_.sites = site_book_.sites();
  for (ir::Definition& d : module_.definitions) d.needs = site_book_.needs_of(d.name);
  if (!finished_ && unfinished_ && !diagnostics_.has_errors()) {
    unfinished_->severity = Severity::warning;
    unfinished_->message = "no way through the script that bplc saw comes to its end; what stands behind this line is not in the program: " + unfinished_->message;
    diagnostics_.add(std::move(*unfinished_));
  }
  return !diagnostics_.has_errors();
}

// One execution of the script from its first line to its last.
bool Discovery::execute() {
  Context ctx;
  host::register_builtins(ctx);
  ctx.files = module_.files;
  ctx.stepper = this;
  ctx.enable_x64 = options_.double_precision;
  ctx.write_output = [](std::string_view) {};
  constructions_.clear();
  stepped_.clear();
  site_counter_ = {};
  ctx.on_construct = [this](Context& c, host::Instance& object, const host::FunctionCode& init, std::vector<Value>* parameters) {
    assume_parameters(c, object, *parameters);
    constructions_[&object] = construction(c, object, init, *parameters, site_counter_.enter(c));
    return true;
  };
  host::attach_library(
      ctx, [](const std::string& unit) { return library::find_unit(unit) != nullptr; },
      [this](Context& c, const std::string& unit, host::Module& m) { return run_unit(c, unit, m); });
  ctx.clock = [this](Context& c, Value* now) {
    *now = choices_.another(c);
    return true;
  };
  Interpreter interpreter(ctx, module_);
  interpreter_ = &interpreter;
  interpreter.set_deadline(deadline_);
  interpreter.set_progress(&progress_);
  interpreter.set_recovery({statements_, [&](std::span<const ir::HostInstr> statement) { return recover(ctx, statement); },
                            [&] { return choices_.another(ctx); }});
  const bool ok = interpreter.run_unit("__main__");
  finished_ |= ok;
  if (interpreter.stopped()) report_timeout(ctx);
  else if (!ok && choices_.any()) note_exception(ctx);
  else if (!ok) report_exception(ctx);
  warn_of_caught();
  if (!options_.precision_given) module_.precision = ctx.enable_x64 ? ir::Precision::f64 : ir::Precision::f32;
  interpreter_ = nullptr;
  return !diagnostics_.has_errors();
}

bool Discovery::run_unit(Context& ctx, const std::string& unit, host::Module&) {
  if (!lowered_.contains(unit)) {
    const library::UnitSource* source = library::find_unit(unit);
    const int file = files_.add("<bplc>/" + std::string(source->path), std::string(source->text));
    if (!lower_file(file, unit)) return host::raise(ctx, "RuntimeError", "the library unit " + unit + " does not compile");
    ctx.files = module_.files;
  }
  return interpreter_->run_unit(unit);
}

ir::Location Discovery::here(const Context& ctx) const {
  for (const host::Frame* f = ctx.frame; f; f = f->previous)
    if (f->code && f->code->file == 0) return {0, f->line, f->column, 0, 0};
  return {};
}

namespace {

// Whether instructions read a global with one of these names.
bool reads(std::span<const ir::HostInstr> block, const std::set<std::string>& names) {
  return std::any_of(block.begin(), block.end(), [&](const ir::HostInstr& i) {
    if (i.op == ir::HostOp::get_global && names.contains(i.name)) return true;
    return std::any_of(i.blocks.begin(), i.blocks.end(), [&](const ir::HostBlock& b) { return reads(b, names); });
  });
}

// "TypeError" -> "type-error".
std::string code_of(const std::string& exception) {
  std::string code;
  for (std::size_t i = 0; i < exception.size(); ++i) {
    const auto c = static_cast<unsigned char>(exception[i]);
    if (std::isupper(c) && i > 0) code += '-';
    code += static_cast<char>(std::tolower(c));
  }
  return code;
}

// The instruction at a place, with the widest range.
void find_instruction(std::span<const ir::HostInstr> block, int line, int column, ir::Location* found) {
  for (const ir::HostInstr& i : block) {
    const ir::Location& l = i.location;
    const bool wider = std::pair(l.end_line, l.end_column) > std::pair(found->end_line, found->end_column);
    if (l.line == line && l.column == column && wider) *found = l;
    for (const ir::HostBlock& b : i.blocks) find_instruction(b, line, column, found);
  }
}

}  // namespace

// `runner.run(...)` that failed leaves the runner without what its run would have recorded.
void Discovery::spoil_receivers(Context& ctx, std::span<const ir::HostInstr> statement) {
  std::map<int, std::string> globals, methods;  // by register
  for (const ir::HostInstr& i : statement) {
    if (i.op == ir::HostOp::get_global) globals[i.result] = i.name;
    if (i.op == ir::HostOp::get_attribute && globals.contains(i.args[0])) methods[i.result] = globals[i.args[0]];
    if (i.op != ir::HostOp::call || !methods.contains(i.args[0])) continue;
    const Value* receiver = ctx.modules["__main__"]->globals.find(methods[i.args[0]]);
    if (receiver && host::as_instance(*receiver)) spoilt_.insert(methods[i.args[0]]);
  }
}

// Reports the pending exception, unless the statement uses what an earlier error left undone.
bool Discovery::recover(Context& ctx, std::span<const ir::HostInstr> statement) {
  const host::Instance* e = host::as_instance(ctx.pending);
  if (interpreter_->stopped() || choices_.any() || (e && e->type->name == "SystemExit")) return false;
  if (reads(statement, spoilt_)) take_diagnostic(ctx);
  else report_exception(ctx);
  for (const ir::HostInstr& i : statement)
    if (i.op == ir::HostOp::set_global) spoilt_.insert(i.name);
  spoil_receivers(ctx, statement);
  return true;
}

// The range of the call or expression at a place of the script; where the message quotes an argument that stands there, that.
Span Discovery::span_of(const host::TracePoint& p, const std::string& message) const {
  ir::Location l{0, p.line, p.column, p.line, p.column + 1};
  for (const ir::HostFunction& f : module_.functions)
    if (f.location.file == 0) find_instruction(f.body, p.line, p.column, &l);
  const std::size_t quoted = message.find("argument '");
  if (quoted != std::string::npos) {
    const std::string name = message.substr(quoted + 10, message.find('\'', quoted + 10) - quoted - 10);
    for (int line = l.line; line <= l.end_line; ++line) {
      const std::string_view text = files_.line(main_file_, line);
      const std::size_t at = text.find(name + "=", line == l.line ? static_cast<std::size_t>(l.column - 1) : 0);
      if (at != std::string_view::npos)
        return {main_file_, {line, static_cast<int>(at) + 1}, {line, static_cast<int>(at + name.size()) + 1}};
    }
  }
  return {main_file_, {l.line, l.column}, {l.end_line, l.end_column}};
}

// An uncaught exception is an error at the innermost line of the user's own file, with the calls that led there.
void Discovery::report_exception(Context& ctx) {
  const host::Instance* e = host::as_instance(ctx.pending);
  const bool exit = e->type->name == "SystemExit";
  Diagnostic d = take_diagnostic(ctx);
  if (!exit) diagnostics_.add(std::move(d));
}

// An exception behind a choice ends the execution and no more: a run may go another way, or have other values. It is an error
// of the script if it says that something is not there or not of the right kind, and no execution completed the instruction.
void Discovery::note_exception(Context& ctx) {
  static constexpr const char* kMistakes[] = {"NameError", "AttributeError", "TypeError", "ImportError", "NotImplementedError"};
  const host::Instance* e = host::as_instance(ctx.pending);
  const ir::HostInstr* at = interpreter_->failed();
  const bool mistake = std::any_of(std::begin(kMistakes), std::end(kMistakes), [&](const char* name) {
    return host::is_subclass(*e->type, *ctx.builtin_class(name));
  });
  const bool exit = e->type->name == "SystemExit";
  Diagnostic d = take_diagnostic(ctx);
  finished_ |= exit;
  if (!unfinished_) unfinished_ = d;
  if (!mistake || !at || at->op == ir::HostOp::raise || at->op == ir::HostOp::reraise) return;
  if (std::none_of(suspects_.begin(), suspects_.end(), [&](const auto& s) { return s.first == at; })) suspects_.emplace_back(at, std::move(d));
}

// A loop without end that steps something may be meant: it ends by Ctrl-C. One that steps nothing leaves nothing to compile.
void Discovery::report_timeout(Context& ctx) {
  late_ = true;
  Diagnostic d = take_diagnostic(ctx);
  const bool stepped = !module_.networks.empty();
  if (choices_.any() && stepped) return;
  d.severity = stepped ? Severity::warning : Severity::error;
  d.code = "discovery-timeout";
  d.message = fmt::format("bplc executes a script to see what it steps, and this one did not come to its end in {:g} s: it was here{}", options_.seconds,
                          stepped ? ". A network that is made later will not be in the program" : " and has not stepped anything yet");
  d.hint = std::string(stepped ? "" : "a loop must have an end; ") + "--discover=SECONDS gives a long calculation more time";
  diagnostics_.add(std::move(d));
}

void Discovery::report_suspects() {
  for (auto& [at, diagnostic] : suspects_)
    if (!progress_.completed.contains(at)) diagnostics_.add(std::move(diagnostic));
}

// A step that cannot be compiled and whose exception the script caught: the program would meet it as a network it does not know.
void Discovery::warn_of_caught() {
  for (auto& [exception, diagnostic] : refused_) {
    if (!warned_.insert(diagnostic.message).second) continue;
    diagnostic.severity = Severity::warning;
    diagnostic.message = "the script catches this exception, and the program has no such step: " + diagnostic.message;
    diagnostics_.add(std::move(diagnostic));
  }
  refused_.clear();
}

Diagnostic Discovery::take_diagnostic(Context& ctx) {
  refused_.erase(ctx.pending.object->serial);
  return diagnostic_of(ctx, host::take_exception(ctx));
}

Diagnostic Discovery::diagnostic_of(Context& ctx, const Value& exception) {
  const std::string type = host::as_instance(exception)->type->name;
  std::string message;
  if (!host::to_str(ctx, exception, &message)) message = type;
  Diagnostic d;
  d.code = code_of(type);
  d.message = type + ": " + message;
  if (const auto* e = dynamic_cast<const host::Exception*>(exception.object)) d.hint = e->hint;
  std::vector<host::TracePoint> own;
  for (const host::TracePoint& p : ctx.traceback)
    if (p.file == 0) own.push_back(p);
  if (!own.empty()) d.span = span_of(own.front(), message);
  constexpr std::size_t kShown = 8;  // of the calls of a deep recursion
  std::vector<std::pair<host::TracePoint, std::size_t>> calls;  // and how often in a row
  for (std::size_t i = 1; i < own.size(); ++i) {
    const bool same = !calls.empty() && calls.back().first.line == own[i].line && calls.back().first.column == own[i].column;
    if (same) ++calls.back().second;
    else calls.emplace_back(own[i], 1);
  }
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const auto& [place, times] = calls[i];
    const bool cut = calls.size() > 2 * kShown + 1;
    if (cut && i > kShown && i + kShown < calls.size()) continue;
    const std::string more = cut && i == kShown ? fmt::format(", and {} more calls", calls.size() - 2 * kShown - 1) : times > 1 ? fmt::format(", {} times", times) : "";
    d.notes.push_back({span_of(place, {}), "called from here" + more});
  }
  return d;
}

// --- stepping -------------------------------------------------------------------------------------------------------

bool Discovery::run(Context& ctx, host::Instance& runner, double duration, Value* seconds) {
  host::RunRequest request;
  if (!host::plan_run(ctx, runner, duration, *this, &request)) return false;
  describe_network(ctx, request, runner);
  site_book_.add(ctx, request, host::as_instance(*runner.attributes.find("target")), constructions_,
                 [this](int update) -> const host::Signature& { return module_.updates[static_cast<std::size_t>(update)].signature; });
  for (host::Variable* v : request.variables) v->remote = true;
  stepped_.insert(stepped_.end(), request.variables.begin(), request.variables.end());
  for (host::Connectivity* c : request.connectivities) c->created = true;
  Value* mon = runner.attributes.find("mon");
  auto* recording = mon ? host::as<host::Recording>(*mon, host::Kind::recording) : nullptr;
  if (recording) {
    recording->entries.clear();
    for (std::size_t i = 0; i < request.monitors.size(); ++i)
      recording->entries.push_back({request.monitors[i].key, static_cast<int>(i), choices_.another(ctx)});
    recording->entries.push_back({"ts", -1, choices_.another(ctx)});
    recording->ran = true;
  }
  host::advance_runner(ctx, runner, duration, request.steps);
  *seconds = choices_.another(ctx);
  return call_callbacks(ctx, request);
}

// Callbacks run once on unknown spikes, so that what they use is compiled and what is wrong in them is reported.
bool Discovery::call_callbacks(Context& ctx, const host::RunRequest& request) {
  if (request.steps == 0) return true;
  for (const Value& f : {request.spike_callback, request.volt_callback}) {
    if (f.is_unbound()) continue;
    Value result;
    const Value argument = choices_.another(ctx);
    if (!host::call(ctx, f, std::span<const Value>(&argument, 1), &result)) return false;
  }
  return true;
}

bool Discovery::read_variable(Context& ctx, host::Variable&, Value* result) {
  *result = choices_.another(ctx);
  return true;
}

bool Discovery::write_variable(Context&, host::Variable&, const host::Array&) { return true; }

bool Discovery::read_recording(Context& ctx, host::Recording&, host::Recording::Entry&, Value* result) {
  *result = choices_.another(ctx);
  return true;
}

bool Discovery::event_sum(Context& ctx, const host::Arguments& a, Value* result) {
  return trace_ ? trace_->event_sum(a, result) : Stepper::event_sum(ctx, a, result);
}

bool Discovery::integrate(Context& ctx, const host::Arguments& a, Value* result) {
  return trace_ ? trace_->integrate(a, result) : Stepper::integrate(ctx, a, result);
}

bool Discovery::recall(Context& ctx, const host::Arguments& a, Value* result) {
  return trace_ ? trace_->recall(a, result) : Stepper::recall(ctx, a, result);
}

bool Discovery::push(Context& ctx, const host::Arguments& a, Value* result) {
  return trace_ ? trace_->push(a, result) : Stepper::push(ctx, a, result);
}

// --- updates --------------------------------------------------------------------------------------------------------

bool Discovery::find(Context& ctx, const Value& object, const std::string& method, Found* found) {
  const ir::Update* known = find_known(ctx, object, method, found);
  if (!known) return add_update(ctx, object, method, found);
  return !options_.check_matches || check_match(ctx, object, *known);
}

// The first update that fits; null if none does.
const ir::Update* Discovery::find_known(Context& ctx, const Value& object, const std::string& method, Found* found) {
  std::string difference;
  for (std::size_t i = 0; i < module_.updates.size(); ++i) {
    const ir::Update& u = module_.updates[i];
    if (u.method != method || !host::match(ctx, object, u.signature, &found->binding, &difference)) continue;
    found->update = u.steps.empty() ? -1 : static_cast<int>(i);
    found->signature = &u.signature;
    return &u;
  }
  return nullptr;
}

bool Discovery::add_update(Context& ctx, const Value& object, const std::string& method, Found* found) {
  Trace trace(ctx, object, method, step_attributes_);
  trace_ = &trace;
  const bool ok = trace.run();
  trace_ = nullptr;
  if (!ok) {
    const Value exception = std::exchange(ctx.pending, Value{});
    refused_.emplace(exception.object->serial, diagnostic_of(ctx, exception));
    ctx.pending = exception;
    return false;
  }
  if (trace.settled() && find_known(ctx, object, method, found)) return true;
  ir::Update update = trace.update();
  const auto taken = [&](const std::string& name) {
    return std::any_of(module_.updates.begin(), module_.updates.end(), [&](const ir::Update& u) { return u.name == name; });
  };
  const std::string base = update.name;
  for (int n = 2; taken(update.name); ++n) update.name = base + "_" + std::to_string(n);
  for (std::size_t k = 0; k < update.kernels.size(); ++k) update.kernels[k].name = update.name + "." + std::to_string(k);
  std::string difference;
  if (!host::match(ctx, object, update.signature, &found->binding, &difference))
    return host::raise(ctx, "RuntimeError", fmt::format("bug in bplc: the trace of {} does not fit itself: {}", update.name, difference));
  found->update = update.steps.empty() ? -1 : static_cast<int>(module_.updates.size());
  module_.updates.push_back(std::move(update));
  found->signature = &module_.updates.back().signature;
  return true;
}

}  // namespace bpl::discover
