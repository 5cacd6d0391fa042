// Integrals: how a call of one is read, and one step of it on numbers and arrays, outside of the steps of a runner.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/values/context.h"

namespace bpl::host {

// A derivative function with the names before and behind `t`.
struct Equation {
  Value function;
  std::vector<std::string> states, parameters;
};

// integral(states..., t, parameters..., dt) with its arguments by name.
struct Integral {
  std::vector<Equation> equations;
  bool joint = false;  // made of a bp.JointEq
  std::string method;
  std::vector<std::string> names;  // of the states
  std::vector<Value> states;
  Value time, dt;
  std::map<std::string, Value> parameters;
};

// The arguments of _bplc.integrate(f, method, integrator, args, kwargs). False with a TypeError pending.
bool read_integral(Context&, const Arguments&, Integral*);
// Appends the derivatives that an equation gives at these values of all states and this time.
bool call_equation(Context&, const Integral&, const Equation&, const std::vector<Value>& states, const Value& time, std::vector<Value>* derivatives);
bool check_derivatives(Context&, const Integral&, std::size_t count);

// One step of the method: the states as they are dt later. Runge-Kutta methods have the bits of a kernel (math/runge_kutta.h) as
// far as the derivative itself has them; exp_auto is x + dt phi f.
bool integrate_values(Context&, const Arguments&, Value* result);

}  // namespace bpl::host
