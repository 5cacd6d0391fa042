#include "host/models/integration.h"

#include <fmt/format.h>

#include <algorithm>

#include "host/arrays/array.h"
#include "host/models/dual.h"
#include "host/models/model.h"
#include "host/values/native.h"
#include "host/values/unknown.h"
#include "math/runge_kutta.h"

namespace bpl::host {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& name) { return std::find(list.begin(), list.end(), name) != list.end(); }

bool read_equation(Context& ctx, const Value& f, Equation* equation) {
  const auto* bound = as<BoundMethod>(f, Kind::bound_method);
  const Function* function = as_function(bound ? bound->function : f);
  if (!function) return raise(ctx, "TypeError", "a derivative must be a function or a method: write it with def or lambda");
  equation->function = f;
  bool behind_time = false;
  const auto& parameters = function->code->parameters;
  for (std::size_t i = bound ? 1 : 0; i < parameters.size(); ++i) {
    const auto& p = parameters[i];
    if (p.kind == ParameterKind::star && behind_time) continue;
    if (p.kind != ParameterKind::positional && p.kind != ParameterKind::positional_only)
      return raise(ctx, "TypeError", fmt::format("the derivative {} must have plain parameters only", function->code->name));
    if (p.name == "t") behind_time = true;
    else (behind_time ? equation->parameters : equation->states).push_back(p.name);
  }
  if (behind_time && !equation->states.empty()) return true;
  return raise(ctx, "TypeError", fmt::format("the derivative {} must have its states, then t, then its parameters", function->code->name));
}

// The names of all arguments in the order of the call.
std::vector<std::string> argument_names(const Integral& integral) {
  std::vector<std::string> order = integral.names;
  order.push_back("t");
  for (const Equation& e : integral.equations)
    for (const auto* list : {&e.states, &e.parameters})
      for (const std::string& p : *list)
        if (!contains(order, p)) order.push_back(p);
  order.push_back("dt");
  return order;
}

// Takes an argument out of those that were given.
bool take(std::map<std::string, Value>& given, const std::string& name, Value* value) {
  const auto at = given.find(name);
  if (at == given.end()) return false;
  *value = at->second;
  given.erase(at);
  return true;
}

// Distributes the arguments of the call by name.
bool bind_call(Context& ctx, const Arguments& arguments, Integral* integral) {
  const std::vector<std::string> order = argument_names(*integral);
  std::map<std::string, Value> given;
  const auto& positional = as_tuple(arguments.positional[3])->items;
  if (positional.size() > order.size())
    return raise(ctx, "TypeError", fmt::format("the integral takes {} arguments, {} were given", order.size(), positional.size()));
  for (std::size_t i = 0; i < positional.size(); ++i) given[order[i]] = positional[i];
  for (const auto& e : as_dict(arguments.positional[4])->entries) {
    if (!e.alive) continue;
    const std::string& name = as_string(e.key)->text;
    if (!contains(order, name)) return raise(ctx, "TypeError", fmt::format("the integral got an unexpected keyword argument '{}'", name));
    given[name] = e.value;
  }
  for (const std::string& name : integral->names) {
    integral->states.emplace_back();
    if (!take(given, name, &integral->states.back())) return raise(ctx, "TypeError", fmt::format("the integral needs the state '{}'", name));
  }
  if (!take(given, "t", &integral->time)) return raise(ctx, "TypeError", "the integral needs the time 't'");
  const bool own_dt = take(given, "dt", &integral->dt);
  integral->parameters = std::move(given);
  return own_dt || get_attribute(ctx, arguments.positional[2], "dt", &integral->dt);  // what the integrator was made with
}

// One step on numbers and arrays.
class ValueStep {
 public:
  ValueStep(Context& ctx, Integral& integral) : ctx_(ctx), integral_(integral), roots_(ctx, {integral.time, integral.dt}) {}

  bool run(std::vector<Value>* results) {
    for (const auto& [name, v] : integral_.parameters) roots_.values.push_back(v);
    for (std::size_t k = 0; k < integral_.states.size(); ++k)
      if (!resolve(&integral_.states[k], "the state '" + integral_.names[k] + "'")) return false;
    if (!resolve(&integral_.dt, "dt")) return false;
    if (integral_.method != "slope" && !math::is_exponential(integral_.method)) return runge_kutta(results);
    for (std::size_t k = 0; k < integral_.states.size(); ++k)
      if (!with_slope(k, results)) return false;
    return true;
  }

 private:
  // A variable stands for its value; nothing but numbers and arrays can be computed with.
  bool resolve(Value* v, const std::string& what) {
    if (Variable* variable = as_variable(*v); variable && !variable_value(ctx_, *variable, v)) return false;
    roots_.values.push_back(*v);
    if (v->is_number() || is_array_like(*v) || as_abstract(*v)) return true;
    return raise(ctx_, "TypeError", fmt::format("{} must be a number or an array, not {}", what, type_of(ctx_, *v)->name));
  }

  bool derivatives(const Equation& e, const std::vector<Value>& states, const Value& time, std::vector<Value>* found) {
    const std::size_t before = found->size();
    if (!call_equation(ctx_, integral_, e, states, time, found)) return false;
    for (std::size_t k = before; k < found->size(); ++k)
      if (!resolve(&(*found)[k], "what a derivative gives")) return false;
    return true;
  }

  // --- Runge-Kutta --------------------------------------------------------------------------------------------------

  bool runge_kutta(std::vector<Value>* results) {
    const math::RungeKutta& method = *math::find_runge_kutta(integral_.method);
    std::vector<std::vector<Value>> slopes;  // one a stage, one a state
    for (std::size_t stage = 0; stage < method.b.size(); ++stage) {
      std::vector<Value> at = integral_.states, found;
      Value time = integral_.time, passed;
      if (stage > 0 && !advance(&at, slopes, method.a[stage - 1])) return false;
      if (method.c[stage] != 0 &&
          !(apply_operation(ctx_, "mul", {integral_.dt, Value::of(method.c[stage])}, &passed) && binary(ctx_, "+", integral_.time, passed, &time)))
        return false;
      roots_.values.push_back(time);
      for (const Equation& e : integral_.equations)
        if (!derivatives(e, at, time, &found)) return false;
      if (!check_derivatives(ctx_, integral_, found.size())) return false;
      slopes.push_back(std::move(found));
    }
    *results = integral_.states;
    return advance(results, slopes, method.b);
  }

  // y + k1 dt w1 + k2 dt w2 + ... for every state.
  bool advance(std::vector<Value>* y, const std::vector<std::vector<Value>>& slopes, const std::vector<double>& weights) {
    for (std::size_t k = 0; k < y->size(); ++k)
      for (std::size_t s = 0; s < weights.size(); ++s) {
        Value slope = slopes[s][k], weight = integral_.dt;
        if (weights[s] == 0) continue;
        if (weights[s] != 1) {
          if (!apply_operation(ctx_, "mul", {slope, integral_.dt}, &slope)) return false;
          weight = Value::of(weights[s]);
        }
        if (!apply_operation(ctx_, "fma", {slope, weight, (*y)[k]}, &(*y)[k])) return false;
        roots_.values.push_back((*y)[k]);
      }
    return true;
  }

  // --- exponential Euler --------------------------------------------------------------------------------------------

  // The next value of state k, or for "slope" the derivative of its equation by it.
  bool with_slope(std::size_t k, std::vector<Value>* results) {
    std::vector<Value> at = integral_.states, found;
    Value& x = at[k];
    if (x.is_number()) x = Value::of(x.as_real());
    if (!is_unknown(ctx_, x)) x = Value::of(ctx_.heap.make<Dual>(x, Value::of(1.0)));
    roots_.values.push_back(x);
    if (!derivatives(integral_.equations[integral_.joint ? k : 0], at, integral_.time, &found)) return false;
    if (found.size() != 1) return raise(ctx_, "TypeError", fmt::format("the derivative of 1 states returned {} values", found.size()));
    results->push_back(slope_of(found[0]));
    return integral_.method == "slope" || exponential(integral_.states[k], value_of(found[0]), &results->back());
  }

  // x + dt phi f, phi = expm1(dt J) / (dt J), and 1 where dt J is 0; *slope is J and becomes the result.
  bool exponential(const Value& x, const Value& f, Value* slope) {
    Value z, grown, quotient, zero, phi, factor;
    return apply_operation(ctx_, "mul", {integral_.dt, *slope}, &z) && apply_operation(ctx_, "expm1", {z}, &grown) &&
           apply_operation(ctx_, "div", {grown, z}, &quotient) && apply_operation(ctx_, "eq", {z, Value::of(0.0)}, &zero) &&
           apply_operation(ctx_, "select", {zero, Value::of(1.0), quotient}, &phi) && apply_operation(ctx_, "mul", {integral_.dt, phi}, &factor) &&
           apply_operation(ctx_, "fma", {factor, f, x}, slope);
  }

  Context& ctx_;
  Integral& integral_;
  Roots roots_;  // a derivative may run a network, which collects
};

}  // namespace

bool read_integral(Context& ctx, const Arguments& arguments, Integral* integral) {
  const List* joint = as_list(arguments.positional[0]);
  for (const Value& g : joint ? joint->items : std::vector<Value>{arguments.positional[0]}) {
    integral->equations.emplace_back();
    if (!read_equation(ctx, g, &integral->equations.back())) return false;
  }
  integral->joint = joint != nullptr;
  const String* method = as_string(arguments.positional[1]);
  integral->method = method ? method->text : "euler";
  for (const Equation& e : integral->equations) integral->names.push_back(e.states[0]);
  if (integral->equations.size() == 1) integral->names = integral->equations[0].states;
  if (math::is_exponential(integral->method) && integral->names.size() != integral->equations.size())
    return raise(ctx, "TypeError", "exp_auto integrates one variable at a time: write bp.JointEq with one function a variable");
  return bind_call(ctx, arguments, integral);
}

bool call_equation(Context& ctx, const Integral& integral, const Equation& e, const std::vector<Value>& states, const Value& time, std::vector<Value>* derivatives) {
  Arguments arguments;
  const auto value_of = [&](const std::string& name, Value* v) {
    const auto at = std::find(integral.names.begin(), integral.names.end(), name);
    if (at != integral.names.end()) {
      *v = states[static_cast<std::size_t>(at - integral.names.begin())];
      return true;
    }
    const auto p = integral.parameters.find(name);
    if (p == integral.parameters.end()) return false;
    *v = p->second;
    return !as_variable(*v) || variable_value(ctx, *as_variable(*v), v);
  };
  for (const std::string& s : e.states) {
    Value v;
    if (!value_of(s, &v)) return raise(ctx, "TypeError", fmt::format("the integral needs the state '{}'", s));
    arguments.positional.push_back(v);
  }
  arguments.positional.push_back(time);
  for (const std::string& p : e.parameters) {
    Value v;
    if (value_of(p, &v)) arguments.keywords.emplace_back(p, v);
    else if (!ctx.pending.is_unbound()) return false;
  }
  Value result;
  if (!call(ctx, e.function, arguments, &result)) return false;
  std::vector<Value> results{result};
  if (as_tuple(result)) results = as_tuple(result)->items;
  if (as_list(result)) results = as_list(result)->items;
  derivatives->insert(derivatives->end(), results.begin(), results.end());
  return true;
}

bool check_derivatives(Context& ctx, const Integral& integral, std::size_t count) {
  return count == integral.names.size() ||
         raise(ctx, "TypeError", fmt::format("the derivative of {} states returned {} values", integral.names.size(), count));
}

bool integrate_values(Context& ctx, const Arguments& arguments, Value* result) {
  Integral integral;
  std::vector<Value> results;
  if (!read_integral(ctx, arguments, &integral) || !ValueStep(ctx, integral).run(&results)) return false;
  *result = results.size() == 1 ? results[0] : make_list(ctx, results);
  return true;
}

}  // namespace bpl::host
