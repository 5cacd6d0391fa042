// Tracing a call of an integrator: the derivative becomes the body of an `integrate` instruction.
#include "frontend/discover/trace.h"
#include "host/ops.h"

namespace bpl::discover {

using host::Arguments;
using host::Value;
using ir::ElementType;
using ir::KernelOp;

bool Trace::trace_derivative(const host::Integral& integral, const host::Equation& e, const std::vector<Value>& states, const Value& time,
                             std::vector<int>* derivatives) {
  std::vector<Value> results;
  if (!host::call_equation(ctx_, integral, e, states, time, &results)) return false;
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

bool Trace::integrate(const Arguments& arguments, Value* result) {
  if (region_ != 0) return host::raise(ctx_, "RuntimeError", "an integral inside a derivative is not possible");
  host::Integral integral;
  if (!host::read_integral(ctx_, arguments, &integral)) return false;

  Node integrate;
  integrate.instr.op = KernelOp::integrate;
  for (const Value& s : integral.states) {
    int node = 0;
    if (!node_of(s, "a state", &node)) return false;
    node = to_real(node);
    integrate.instr.args.push_back(node);
    if (nodes_[node].space >= 0) {
      if (integrate.space >= 0) {
        if (!same_length(integrate.shape, nodes_[node].shape)) return false;
        unify(integrate.space, nodes_[node].space);
      }
      integrate.space = nodes_[node].space;
      integrate.shape = nodes_[node].shape;
    }
  }
  int t = 0;
  if (!node_of(integral.time, "the time", &t)) return false;
  integrate.instr.args.push_back(to_real(t));
  int step_length = 0;
  if (!node_of(integral.dt, "dt", &step_length)) return false;
  if (nodes_[step_length].space >= 0) return host::raise(ctx_, "TypeError", "the dt of an integral must be a number");
  if (nodes_[step_length].instr.op != KernelOp::dt) integrate.instr.args.push_back(to_real(step_length));
  const int space = integrate.space;
  const host::Shape shape = integrate.shape;
  const int node = add(std::move(integrate));

  region_ = ++regions_;
  nodes_[node].instr.index = region_;
  const std::size_t states = integral.names.size();
  std::vector<Value> inner;
  for (std::size_t i = 0; i <= states; ++i) {
    Node p;
    p.instr.op = KernelOp::parameter;
    p.instr.index = static_cast<int>(i);
    p.space = i < states ? space : -1;
    if (p.space >= 0) p.shape = shape;
    inner.push_back(symbol(add(std::move(p))));
  }
  std::vector<int> derivatives;
  bool ok = true;
  for (const host::Equation& e : integral.equations) ok = ok && trace_derivative(integral, e, inner, inner.back(), &derivatives);
  if (ok)
    for (int d : derivatives)
      if (nodes_[d].space >= 0 && space >= 0) {
        if (!same_length(shape, nodes_[d].shape)) return false;
        unify(space, nodes_[d].space);
      }
  integrations_[region_] = {integral.method, derivatives};
  region_ = 0;
  if (!ok || !host::check_derivatives(ctx_, integral, derivatives.size())) return false;
  std::vector<Value> results;
  for (std::size_t i = 0; i < states; ++i) {
    Node r;
    r.instr.op = KernelOp::result_of;
    r.instr.index = static_cast<int>(i);
    r.instr.args = {node};
    r.space = space;
    r.shape = shape;
    results.push_back(symbol(add(std::move(r))));
  }
  *result = results.size() == 1 ? results[0] : Value::of(ctx_.heap.make<host::List>(results));
  return true;
}

}  // namespace bpl::discover
