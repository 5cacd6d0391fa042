// Tracing a call of an integrator: the derivative becomes the body of an `integrate` instruction.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/discover/trace.h"
#include "host/ops.h"

namespace bpl::discover {

using host::Arguments;
using host::Kind;
using host::Value;
using ir::ElementType;
using ir::KernelOp;

// The names that a derivative function gives to its states (before `t`) and to its parameters (behind it).
bool Trace::read_equation(const Value& f, Equation* equation) {
  const auto* bound = host::as<host::BoundMethod>(f, Kind::bound_method);
  const host::Function* function = host::as_function(bound ? bound->function : f);
  if (!function) return host::raise(ctx_, "TypeError", "a derivative must be a function or a method");
  equation->function = f;
  bool behind_time = false;
  const auto& parameters = function->code->parameters;
  for (std::size_t i = bound ? 1 : 0; i < parameters.size(); ++i) {
    const auto& p = parameters[i];
    if (p.kind == host::ParameterKind::star && behind_time) continue;
    if (p.kind != host::ParameterKind::positional && p.kind != host::ParameterKind::positional_only)
      return host::raise(ctx_, "TypeError", fmt::format("the derivative {} must have plain parameters only", function->code->name));
    if (p.name == "t") behind_time = true;
    else (behind_time ? equation->parameters : equation->states).push_back(p.name);
  }
  if (!behind_time || equation->states.empty())
    return host::raise(ctx_, "TypeError",
                       fmt::format("the derivative {} must have its states, then t, then its parameters", function->code->name));
  return true;
}

// Distributes the arguments of integral(states..., t, parameters..., dt) by name.
bool Trace::bind_call(const std::vector<Equation>& equations, const Arguments& arguments, std::vector<Value>* states, Value* time,
                      Value* dt, std::map<std::string, Value>* parameters) {
  std::vector<std::string> names;
  for (const Equation& e : equations) names.push_back(e.states[0]);
  if (equations.size() == 1) names = equations[0].states;
  const std::size_t state_count = names.size();
  std::vector<std::string> order = names;
  order.push_back("t");
  for (const Equation& e : equations)
    for (const auto* list : {&e.states, &e.parameters})
      for (const std::string& p : *list)
        if (std::find(order.begin(), order.end(), p) == order.end()) order.push_back(p);
  order.push_back("dt");
  std::map<std::string, Value> given;
  const auto* positional = host::as_tuple(arguments.positional[3]);
  const auto* keywords = host::as_dict(arguments.positional[4]);
  if (positional->items.size() > order.size())
    return host::raise(ctx_, "TypeError", fmt::format("the integral takes {} arguments, {} were given", order.size(), positional->items.size()));
  for (std::size_t i = 0; i < positional->items.size(); ++i) given[order[i]] = positional->items[i];
  for (const auto& e : keywords->entries)
    if (e.alive) {
      const std::string name = host::as_string(e.key)->text;
      if (std::find(order.begin(), order.end(), name) == order.end())
        return host::raise(ctx_, "TypeError", fmt::format("the integral got an unexpected keyword argument '{}'", name));
      given[name] = e.value;
    }
  for (std::size_t i = 0; i < state_count; ++i) {
    if (!given.contains(names[i])) return host::raise(ctx_, "TypeError", fmt::format("the integral needs the state '{}'", names[i]));
    states->push_back(given[names[i]]);
    given.erase(names[i]);
  }
  if (!given.contains("t")) return host::raise(ctx_, "TypeError", "the integral needs the time 't'");
  *time = given["t"];
  given.erase("t");
  if (given.contains("dt")) {
    *dt = given["dt"];
    given.erase("dt");
  } else if (!host::get_attribute(ctx_, arguments.positional[2], "dt", dt)) {  // what the integrator was made with
    return false;
  }
  *parameters = std::move(given);
  return true;
}

bool Trace::trace_derivative(const Equation& e, const std::vector<std::string>& names, const std::vector<int>& states, int time,
                             const std::map<std::string, Value>& parameters, std::vector<int>* derivatives) {
  Arguments call;
  const auto value_of = [&](const std::string& name, Value* v) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end()) {
      *v = symbol(states[static_cast<std::size_t>(at - names.begin())]);
      return true;
    }
    const auto p = parameters.find(name);
    if (p == parameters.end()) return false;
    *v = p->second;
    if (host::as_variable(*v)) return load(*host::as_variable(*v), v);
    return true;
  };
  for (const std::string& s : e.states) {
    Value v;
    if (!value_of(s, &v)) return host::raise(ctx_, "TypeError", fmt::format("the integral needs the state '{}'", s));
    call.positional.push_back(v);
  }
  call.positional.push_back(symbol(time));
  for (const std::string& p : e.parameters) {
    Value v;
    if (value_of(p, &v)) call.keywords.emplace_back(p, v);
    else if (!ctx_.pending.is_unbound()) return false;
  }
  Value result;
  if (!host::call(ctx_, e.function, call, &result)) return false;
  std::vector<Value> results{result};
  if (host::as_tuple(result)) results = host::as_tuple(result)->items;
  if (host::as_list(result)) results = host::as_list(result)->items;
  for (const Value& v : results) {
    int node = 0;
    if (!node_of(v, "a derivative", &node)) return false;
    node = to_real(node);
    if (nodes_[node].region != region_) {  // f returned something of the step itself: give it a place in the body
      Value zero;
      if (!add_binary("add", node, constant(0, ElementType::real), &zero)) return false;
      node = static_cast<Symbol*>(zero.object)->node;
    }
    derivatives->push_back(node);
  }
  return true;
}

bool Trace::depends_on_parameter(int node) const {
  const ir::KernelInstr& i = nodes_[static_cast<std::size_t>(node)].instr;
  return i.op == KernelOp::parameter || std::any_of(i.args.begin(), i.args.end(), [&](int a) { return depends_on_parameter(a); });
}

// A method evaluates a derivative several times, element by element: what needs other elements cannot be part of it.
bool Trace::is_element_wise(std::size_t first_collective) const {
  for (std::size_t c = first_collective; c < collectives_.size(); ++c)
    if (const auto& operands = collectives_[c].operands; std::any_of(operands.begin(), operands.end(), [&](int o) { return depends_on_parameter(o); }))
      return host::raise(ctx_, "NotImplementedError",
                         "a derivative that combines its state at different places (a sum, a product with a matrix, a part) is not supported by bplc yet: "
                         "compute that in update() and give it to the integral as an argument");
  return true;
}

bool Trace::integrate(const Arguments& arguments, Value* result) {
  if (region_ != 0) return host::raise(ctx_, "RuntimeError", "an integral inside a derivative is not possible");
  const Value& f = arguments.positional[0];
  std::vector<Equation> equations;
  const host::List* joint = host::as_list(f);
  for (const Value& g : joint ? joint->items : std::vector<Value>{f}) {
    equations.emplace_back();
    if (!read_equation(g, &equations.back())) return false;
  }
  const host::String* method = host::as_string(arguments.positional[1]);
  std::vector<Value> states;
  Value time, dt;
  std::map<std::string, Value> parameters;
  if (!bind_call(equations, arguments, &states, &time, &dt, &parameters)) return false;

  Node integrate;
  integrate.instr.op = KernelOp::integrate;
  for (const Value& s : states) {
    int node = 0;
    if (!node_of(s, "a state", &node)) return false;
    node = to_real(node);
    integrate.instr.args.push_back(node);
    if (nodes_[node].space < 0) continue;
    if (integrate.space >= 0 && !same_layout(integrate, nodes_[node])) return false;
    integrate.layout() = nodes_[node];
  }
  int t = 0;
  if (!node_of(time, "the time", &t)) return false;
  integrate.instr.args.push_back(to_real(t));
  int step_length = 0;
  if (!node_of(dt, "dt", &step_length)) return false;
  if (nodes_[step_length].space >= 0) return host::raise(ctx_, "TypeError", "the dt of an integral must be a number");
  if (nodes_[step_length].instr.op != KernelOp::dt) integrate.instr.args.push_back(to_real(step_length));
  const Layout layout = integrate;
  const int node = add(std::move(integrate));

  region_ = ++regions_;
  nodes_[node].instr.index = region_;
  std::vector<std::string> names;
  for (const Equation& e : equations) names.push_back(e.states[0]);
  if (equations.size() == 1) names = equations[0].states;
  std::vector<int> inner;
  for (std::size_t i = 0; i <= names.size(); ++i) {
    Node p;
    p.instr.op = KernelOp::parameter;
    p.instr.index = static_cast<int>(i);
    if (i < names.size()) p.layout() = layout;
    inner.push_back(add(std::move(p)));
  }
  std::vector<int> derivatives;
  const std::size_t collectives = collectives_.size();
  bool ok = true;
  for (const Equation& e : equations) ok = ok && trace_derivative(e, names, inner, inner.back(), parameters, &derivatives);
  if (ok)
    for (int d : derivatives)
      if (nodes_[d].space >= 0 && layout.space >= 0 && !same_layout(layout, nodes_[d])) return false;
  integrations_[region_] = {method ? method->text : "euler", derivatives};
  region_ = 0;
  if (!ok || !is_element_wise(collectives)) return false;
  if (derivatives.size() != names.size())
    return host::raise(ctx_, "TypeError", fmt::format("the derivative of {} states returned {} values", names.size(), derivatives.size()));
  if (names.size() > 1 && !joint && method && method->text.starts_with("exp"))
    return host::raise(ctx_, "TypeError", "exp_auto integrates one variable at a time: write bp.JointEq with one function a variable");
  std::vector<Value> results;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Node r;
    r.instr.op = KernelOp::result_of;
    r.instr.index = static_cast<int>(i);
    r.instr.args = {node};
    r.layout() = layout;
    results.push_back(symbol(add(std::move(r))));
  }
  *result = results.size() == 1 ? results[0] : Value::of(ctx_.heap.make<host::List>(results));
  return true;
}

}  // namespace bpl::discover
