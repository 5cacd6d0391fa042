#include "frontend/discover/interpreter.h"

#include <algorithm>
#include <span>

#include "frontend/discover/interpret_values.h"
#include "frontend/discover/unknown.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Context;
using host::Value;
using ir::HostBlock;
using ir::HostInstr;
using ir::HostOp;

struct Interpreter::Code : host::FunctionCode {
  Interpreter* interpreter = nullptr;
  std::span<const HostInstr> instructions;
  std::vector<std::string> named;  // the names of the first registers
  int registers = 0;
  int nesting = 0;  // of loops and try statements: each level keeps one value beside the registers
};

namespace {

int nesting_of(std::span<const HostInstr> block) {
  int deepest = 0;
  for (const HostInstr& instr : block) {
    int inner = 0;
    for (const HostBlock& b : instr.blocks) inner = std::max(inner, nesting_of(b));
    deepest = std::max(deepest, inner + (instr.op == HostOp::for_ || instr.op == HostOp::try_ ? 1 : 0));
  }
  return deepest;
}

// "update" of "LIF.update", as tracebacks show it.
std::string last_part(const std::string& qualified) { return qualified.substr(qualified.rfind('.') + 1); }

}  // namespace

// How a block ended.
enum class Outcome { next, raised, returned, left_loop, next_round };

// One call of a host function.
class Activation {
 public:
  Activation(Context& ctx, host::Function& function, const Interpreter::Code& code, const Value* parameters)
      : ctx_(ctx), code_(code), slots_(static_cast<std::size_t>(code.registers + code.nesting + 1)) {
    std::copy(parameters, parameters + code.parameters.size(), slots_.begin());
    frame_.function = &function;
    frame_.slots = slots_.data();
    frame_.slot_count = static_cast<std::int64_t>(slots_.size());
    frame_.line = code.line;
    host::enter_frame(ctx, frame_);
  }
  ~Activation() { ctx_.frame = frame_.previous; }

  bool run(Value* result) {
    const bool recovering = code_.qualified_name == "main" && code_.interpreter->recovery_.on_error;
    const Outcome outcome = recovering ? run_recovering(code_.instructions) : run(code_.instructions);
    if (outcome == Outcome::raised) {
      ctx_.traceback.push_back({last_part(code_.name), code_.file, frame_.line, frame_.column});
      return false;
    }
    *result = outcome == Outcome::returned ? returned() : Value::none();
    return true;
  }

 private:
  // Where an exception that a handler holds came from, for raising it again.
  struct Handled {
    Value exception;
    std::vector<host::TracePoint> traceback;
    std::int32_t line = 0, column = 0;
  };

  Value& reg(int number) { return slots_[static_cast<std::size_t>(number)]; }
  Value& returned() { return slots_[static_cast<std::size_t>(code_.registers)]; }
  std::vector<Value> values(const std::vector<int>& registers, std::size_t from = 0) {
    std::vector<Value> list;
    for (std::size_t i = from; i < registers.size(); ++i) list.push_back(reg(registers[i]));
    return list;
  }

  Outcome run(std::span<const HostInstr> block) {
    for (const HostInstr& instr : block) {
      frame_.line = instr.location.line;
      frame_.column = instr.location.column;
      const Outcome outcome = instr.blocks.empty() ? jump_or_simple(instr) : structured(instr);
      note(instr, outcome);
      if (outcome != Outcome::next) return outcome;
    }
    return Outcome::next;
  }

  void note(const HostInstr& instr, Outcome outcome) {
    Interpreter& interpreter = *code_.interpreter;
    if (outcome != Outcome::raised) {
      if (interpreter.progress_ && interpreter.progress_->uncertain()) interpreter.progress_->completed.insert(&instr);
      return;
    }
    const auto& inner = ctx_.traceback;
    const bool innermost = std::none_of(inner.begin(), inner.end(), [](const host::TracePoint& p) { return p.file == 0; });
    if (code_.file == 0 && innermost && instr.blocks.empty()) interpreter.failed_ = &instr;
  }

  // As run(), but a statement that raises is reported and skipped.
  Outcome run_recovering(std::span<const HostInstr> block) {
    const Interpreter::Recovery& recovery = code_.interpreter->recovery_;
    for (std::size_t n = 0; n < block.size(); ++n) {
      const Outcome outcome = run(block.subspan(n, 1));
      if (outcome == Outcome::next) continue;
      if (outcome != Outcome::raised) return outcome;
      const auto [first, last] = statement_at(recovery, block[n].location.line);
      const auto inside = [first = first, last = last](const HostInstr& i) { return i.location.line >= first && i.location.line <= last; };
      std::size_t begin = n, end = n + 1;
      while (begin > 0 && inside(block[begin - 1])) --begin;
      while (end < block.size() && inside(block[end])) ++end;
      ctx_.traceback.push_back({last_part(code_.name), code_.file, frame_.line, frame_.column});
      if (!recovery.on_error(block.subspan(begin, end - begin))) {
        ctx_.traceback.pop_back();  // the end of this call adds it
        return Outcome::raised;
      }
      for (; n + 1 < end; ++n)
        if (const HostInstr& i = block[n + 1]; i.op == HostOp::set_global)
          host::set_global(ctx_, *frame_.function->module, i.name, recovery.substitute());
    }
    return Outcome::next;
  }

  static std::pair<int, int> statement_at(const Interpreter::Recovery& recovery, int line) {
    for (const auto& statement : recovery.statements)
      if (line >= statement.first && line <= statement.second) return statement;
    return {line, line};
  }

  Outcome jump_or_simple(const HostInstr& instr) {
    switch (instr.op) {
      case HostOp::return_: returned() = reg(instr.args[0]); return Outcome::returned;
      case HostOp::break_: return Outcome::left_loop;
      case HostOp::continue_: return Outcome::next_round;
      default: break;
    }
    Value result;
    if (!simple(instr, &result)) return Outcome::raised;
    if (instr.result >= 0) reg(instr.result) = result;
    return Outcome::next;
  }

  Outcome structured(const HostInstr& instr) {
    switch (instr.op) {
      case HostOp::if_: return run_if(instr);
      case HostOp::while_: return run_while(instr);
      case HostOp::for_: return run_for(instr);
      default: return run_try(instr);
    }
  }

  // Of a choice between going on and raising, as `assert` is, the script is expected to go on, however often it comes to it.
  static int arm_that_goes_on(const HostInstr& instr) {
    const auto raises = [](const ir::HostBlock& block) { return !block.empty() && block.back().op == HostOp::raise; };
    const bool yes = raises(instr.blocks[0]), no = raises(instr.blocks[1]);
    return yes == no ? -1 : yes ? 1 : 0;
  }

  Outcome run_if(const HostInstr& instr) {
    bool condition = false;
    auto* choices = dynamic_cast<Choices*>(ctx_.unknowns);
    if (choices) choices->prefer(arm_that_goes_on(instr));
    const bool ok = host::truth(ctx_, reg(instr.args[0]), &condition);
    if (choices) choices->prefer(-1);
    return ok ? run(instr.blocks[condition ? 0 : 1]) : Outcome::raised;
  }

  Outcome run_while(const HostInstr& instr) {
    for (;;) {
      frame_.line = instr.location.line;
      frame_.column = instr.location.column;
      if (!code_.interpreter->in_time()) return Outcome::raised;
      if (const Outcome test = run(instr.blocks[0]); test != Outcome::next) return test;
      bool condition = false;
      if (!host::truth(ctx_, reg(instr.args[0]), &condition)) return Outcome::raised;
      if (!condition) return run(instr.blocks[2]);
      const Outcome round = run(instr.blocks[1]);
      if (round == Outcome::left_loop) return Outcome::next;
      if (round == Outcome::raised || round == Outcome::returned) return round;
    }
  }

  Outcome run_for(const HostInstr& instr) {
    Value& iterator = push_slot();
    if (!host::make_iterator(ctx_, reg(instr.args[0]), &iterator)) return pop_slot(Outcome::raised);
    for (;;) {
      frame_.line = instr.location.line;
      frame_.column = instr.location.column;
      Value item;
      bool done = false;
      if (!code_.interpreter->in_time() || !host::next(ctx_, iterator, &item, &done)) return pop_slot(Outcome::raised);
      if (done) break;
      reg(instr.result) = item;
      const Outcome round = run(instr.blocks[0]);
      if (round == Outcome::left_loop) return pop_slot(Outcome::next);
      if (round == Outcome::raised || round == Outcome::returned) return pop_slot(round);
    }
    return pop_slot(run(instr.blocks[1]));
  }

  Outcome run_try(const HostInstr& instr) {
    Value& held = push_slot();
    Outcome outcome = run(instr.blocks[0]);
    if (code_.interpreter->stopped() || (outcome == Outcome::raised && host::is_refused(ctx_))) return pop_slot(outcome);
    if (outcome == Outcome::next) {
      outcome = run(instr.blocks[2]);
    } else if (outcome == Outcome::raised && !instr.blocks[1].empty()) {
      held = host::take_exception(ctx_);
      if (instr.result >= 0) reg(instr.result) = held;
      handled_.push_back({held, ctx_.traceback, frame_.line, frame_.column});
      outcome = run(instr.blocks[1]);
      handled_.pop_back();
    }
    if (!instr.blocks[3].empty()) outcome = run_finally(instr.blocks[3], outcome, held);
    return pop_slot(outcome);
  }

  // What the statement was about to do is kept in `held` and done after the block, unless the block does otherwise.
  Outcome run_finally(const HostBlock& block, Outcome outcome, Value& held) {
    const Handled before{Value{}, ctx_.traceback, frame_.line, frame_.column};
    if (outcome == Outcome::raised) held = host::take_exception(ctx_);
    if (outcome == Outcome::returned) held = returned();
    const Outcome last = run(block);
    if (last != Outcome::next) return last;
    if (outcome == Outcome::returned) returned() = held;
    if (outcome == Outcome::raised) {
      ctx_.pending = held;
      resume(before);
    }
    return outcome;
  }

  void resume(const Handled& from) {
    ctx_.traceback = from.traceback;
    frame_.line = from.line;
    frame_.column = from.column;
  }

  bool reraise(const Value& exception) {
    ctx_.pending = exception;
    for (auto h = handled_.rbegin(); h != handled_.rend(); ++h) {
      if (h->exception.object != exception.object) continue;
      resume(*h);
      break;
    }
    return false;
  }

  Value& push_slot() { return slots_[static_cast<std::size_t>(code_.registers + 1 + depth_++)]; }
  Outcome pop_slot(Outcome outcome) {
    slots_[static_cast<std::size_t>(code_.registers + 1 + --depth_)] = Value{};
    return outcome;
  }

  bool simple(const HostInstr& instr, Value* result);
  bool names(const HostInstr& instr, Value* result);
  bool build(const HostInstr& instr, Value* result);
  bool definitions(const HostInstr& instr, Value* result);
  bool call(const HostInstr& instr, Value* result);
  bool unpack(const HostInstr& instr);
  bool make_function(const HostInstr& instr, Value* result);
  bool make_class(const HostInstr& instr, Value* result);
  void make_namespace(Value* result);

  Context& ctx_;
  const Interpreter::Code& code_;
  std::vector<Value> slots_;  // registers, the returned value, one a nesting level
  host::Frame frame_;
  int depth_ = 0;
  std::vector<Handled> handled_;
};

bool Activation::simple(const HostInstr& instr, Value* result) {
  const auto arg = [&](std::size_t i) -> const Value& { return reg(instr.args[i]); };
  switch (instr.op) {
    case HostOp::constant: *result = constant_value(ctx_, instr.constant); return true;
    case HostOp::copy: *result = arg(0); return true;
    case HostOp::unbind: reg(instr.args[0]) = Value{}; return true;
    case HostOp::check_bound:
      if (!arg(0).is_unbound()) return true;
      return host::raise(ctx_, "UnboundLocalError",
                         "cannot access local variable '" + instr.name + "' where it is not associated with a value");
    case HostOp::get_attribute: return host::get_attribute(ctx_, arg(0), instr.name, result);
    case HostOp::set_attribute: return host::set_attribute(ctx_, arg(0), instr.name, arg(1));
    case HostOp::delete_attribute: return host::delete_attribute(ctx_, arg(0), instr.name);
    case HostOp::get_item: return host::get_item(ctx_, arg(0), arg(1), result);
    case HostOp::set_item: return host::set_item(ctx_, arg(0), arg(1), arg(2));
    case HostOp::delete_item: return host::delete_item(ctx_, arg(0), arg(1));
    case HostOp::unary: return host::unary(ctx_, instr.name, arg(0), result);
    case HostOp::binary: return host::binary(ctx_, instr.name, arg(0), arg(1), result);
    case HostOp::binary_inplace: return host::binary_inplace(ctx_, instr.name, arg(0), arg(1), result);
    case HostOp::compare: return host::compare(ctx_, instr.name, arg(0), arg(1), result);
    case HostOp::format_value:
      return host::format_value(ctx_, arg(0), instr.name.empty() ? '\0' : instr.name[0], arg(1), result);
    case HostOp::call: return call(instr, result);
    case HostOp::make_iterator: return host::make_iterator(ctx_, arg(0), result);
    case HostOp::unpack: return unpack(instr);
    case HostOp::raise: return host::raise_value(ctx_, arg(0), instr.args.size() > 1 ? arg(1) : Value{});
    case HostOp::reraise: return reraise(arg(0));
    case HostOp::matches_exception: {
      bool matches = false;
      if (!host::matches_exception(ctx_, arg(0), arg(1), &matches)) return false;
      *result = Value::boolean(matches);
      return true;
    }
    case HostOp::define: case HostOp::get_global: case HostOp::set_global: case HostOp::delete_global:
    case HostOp::make_cell: case HostOp::get_closure: case HostOp::get_cell: case HostOp::set_cell:
      return names(instr, result);
    case HostOp::make_function: case HostOp::make_class: case HostOp::make_namespace: case HostOp::import_module:
    case HostOp::import_attribute:
      return definitions(instr, result);
    default: return build(instr, result);
  }
}

bool Activation::names(const HostInstr& instr, Value* result) {
  host::Module& module = *frame_.function->module;
  switch (instr.op) {
    case HostOp::define: {
      auto given = ctx_.defines.find(instr.name);
      *result = given != ctx_.defines.end() ? given->second : constant_value(ctx_, instr.constant);
      return true;
    }
    case HostOp::get_global: return host::get_global(ctx_, module, instr.name, result);
    case HostOp::set_global: return host::set_global(ctx_, module, instr.name, reg(instr.args[0]));
    case HostOp::delete_global: return host::delete_global(ctx_, module, instr.name);
    case HostOp::make_cell: {
      auto* cell = ctx_.heap.make<host::Cell>();
      if (!instr.args.empty()) cell->value = reg(instr.args[0]);
      *result = Value::of(cell);
      return true;
    }
    case HostOp::get_closure:
      *result = Value::of(frame_.function->closure[static_cast<std::size_t>(instr.index)]);
      return true;
    case HostOp::get_cell:
      return host::get_cell(ctx_, *host::as<host::Cell>(reg(instr.args[0]), host::Kind::cell), instr.name, result);
    default: return host::set_cell(ctx_, *host::as<host::Cell>(reg(instr.args[0]), host::Kind::cell), reg(instr.args[1]));
  }
}

bool Activation::build(const HostInstr& instr, Value* result) {
  const auto arg = [&](std::size_t i) -> const Value& { return reg(instr.args[i]); };
  switch (instr.op) {
    case HostOp::build_tuple: *result = Value::of(ctx_.heap.make<host::Tuple>(values(instr.args))); return true;
    case HostOp::build_list: *result = Value::of(ctx_.heap.make<host::List>(values(instr.args))); return true;
    case HostOp::build_set: return host::build_set(ctx_, values(instr.args), result);
    case HostOp::build_dict: return host::build_dict(ctx_, values(instr.args), result);
    case HostOp::build_slice: *result = Value::of(ctx_.heap.make<host::Slice>(arg(0), arg(1), arg(2))); return true;
    case HostOp::build_string: return host::build_string(ctx_, values(instr.args), result);
    case HostOp::list_append: host::as_list(arg(0))->items.push_back(arg(1)); return true;
    case HostOp::list_extend: return host::extend_list(ctx_, arg(0), arg(1));
    case HostOp::list_to_tuple:
      *result = Value::of(ctx_.heap.make<host::Tuple>(host::as_list(arg(0))->items));
      return true;
    case HostOp::set_add: return host::add_to_set(ctx_, arg(0), arg(1));
    case HostOp::set_update: return host::update_set(ctx_, arg(0), arg(1));
    case HostOp::dict_update: return host::update_dict(ctx_, arg(0), arg(1));
    default: return host::raise(ctx_, "SystemError", "an instruction without a meaning");
  }
}

bool Activation::definitions(const HostInstr& instr, Value* result) {
  switch (instr.op) {
    case HostOp::make_function: return make_function(instr, result);
    case HostOp::make_class: return make_class(instr, result);
    case HostOp::make_namespace: make_namespace(result); return true;
    case HostOp::import_module: return host::import_module(ctx_, instr.name, result);
    default: return host::import_attribute(ctx_, reg(instr.args[0]), instr.name, result);
  }
}

bool Activation::call(const HostInstr& instr, Value* result) {
  const Value callee = reg(instr.args[0]);
  host::Arguments arguments;
  return collect_arguments(ctx_, callee, values(instr.args, 1), instr.call_kinds, &arguments) &&
         host::call(ctx_, callee, arguments, result);
}

bool Activation::unpack(const HostInstr& instr) {
  std::vector<Value> items(instr.results.size());
  if (!host::unpack(ctx_, reg(instr.args[0]), static_cast<int>(items.size()), instr.index, items.data())) return false;
  for (std::size_t i = 0; i < items.size(); ++i) reg(instr.results[i]) = items[i];
  return true;
}

bool Activation::make_function(const HostInstr& instr, Value* result) {
  auto* function = ctx_.heap.make<host::Function>();
  function->code = code_.interpreter->code(instr.name);
  if (!function->code) return host::raise(ctx_, "SystemError", "no host function " + instr.name);
  function->module = frame_.function->module;
  const std::vector<Value> all = values(instr.args);
  const auto keyword = all.begin() + instr.defaults, cells = keyword + instr.keyword_defaults;
  function->defaults.assign(all.begin(), keyword);
  function->keyword_defaults.assign(keyword, cells);
  for (auto cell = cells; cell != all.end(); ++cell)
    function->closure.push_back(host::as<host::Cell>(*cell, host::Kind::cell));
  *result = Value::of(function);
  return true;
}

bool Activation::make_class(const HostInstr& instr, Value* result) {
  const host::FunctionCode* body = code_.interpreter->code(instr.body);
  if (!body) return host::raise(ctx_, "SystemError", "no host function " + instr.body);
  host::Cell* cell = instr.class_cell < 0 ? nullptr : host::as<host::Cell>(reg(instr.class_cell), host::Kind::cell);
  return host::make_class(ctx_, instr.name, *body, values(instr.args, 1), reg(instr.args[0]), cell, result);
}

void Activation::make_namespace(Value* result) {
  auto* dict = ctx_.heap.make<host::Dict>();
  for (std::size_t i = 0; i < code_.named.size(); ++i)
    if (!slots_[i].is_unbound()) dict->set(ctx_.string(code_.named[i]), slots_[i]);
  *result = Value::of(dict);
}

Interpreter::Interpreter(Context& ctx, const ir::Module& module) : ctx_(ctx), module_(module) {
  ctx.find_code = [this](std::string_view name) { return code(std::string(name)); };
}

Interpreter::~Interpreter() = default;

std::int32_t Interpreter::enter(Context* ctx, host::Function* self, const Value* parameters, Value* result) {
  const auto& code = *static_cast<const Code*>(self->code);
  if (!code.interpreter->in_time()) return 0;
  return Activation(*ctx, *self, code, parameters).run(result) ? 1 : 0;
}

bool Interpreter::in_time() {
  constexpr unsigned kAskTheClock = 256;
  if (!stopped_ && ++asked_ % kAskTheClock == 0) stopped_ = std::chrono::steady_clock::now() > deadline_;
  return !stopped_ || host::raise(ctx_, "TimeoutError", "the time for discovery is over");
}

const host::FunctionCode* Interpreter::code(const std::string& function) {
  auto& code = codes_[function];
  if (code) return code.get();
  for (; indexed_ < module_.functions.size(); ++indexed_) places_[module_.functions[indexed_].name] = indexed_;
  auto place = places_.find(function);
  if (place == places_.end()) return nullptr;
  const ir::HostFunction& source = module_.functions[place->second];
  code = std::make_unique<Code>();
  code->name = source.short_name;
  code->qualified_name = source.name;
  code->file = source.location.file;
  code->line = source.location.line;
  for (const ir::HostParameter& p : source.parameters) {
    code->parameters.push_back({p.name, static_cast<host::ParameterKind>(p.kind)});
    code->named.push_back(p.name);
  }
  code->named.insert(code->named.end(), source.locals.begin(), source.locals.end());
  code->free_variables = source.free_variables;
  code->entry = &Interpreter::enter;
  code->interpreter = this;
  code->instructions = source.body;
  code->registers = source.register_count;
  code->nesting = nesting_of(source.body);
  return code.get();
}

std::span<const HostInstr> Interpreter::instructions_of(const host::FunctionCode& code) { return static_cast<const Code&>(code).instructions; }

bool Interpreter::run_unit(const std::string& name) {
  auto unit = std::find_if(module_.units.begin(), module_.units.end(), [&](const ir::Unit& u) { return u.name == name; });
  if (unit == module_.units.end()) return host::raise(ctx_, "SystemError", "no unit " + name);
  host::Module*& module = ctx_.modules[name];
  if (!module) module = ctx_.heap.make<host::Module>(name);
  if (!module->globals.find("__name__")) module->globals.set(ctx_.string("__name__"), ctx_.string(name));
  auto* init = ctx_.heap.make<host::Function>();
  init->module = module;
  init->code = code(unit->init);
  if (!init->code) return host::raise(ctx_, "SystemError", "no host function " + unit->init);
  Value ignored;
  return host::call(ctx_, Value::of(init), host::Arguments{}, &ignored);
}

}  // namespace bpl::discover
