// Tracing a call of an integrator: the derivative becomes the body of an `integrate` instruction.
#include "frontend/discover/trace.h"
#include "host/values/ops.h"

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

// States that are numbers become arrays with a derivative that is one: what their derivatives computed of them was traced for
// numbers, and is the same for every element.
bool Trace::widen_states(int integrate, int states, const Layout& layout) {
  std::set<int> wide = {integrate};
  for (int k = integrate + 1; k < static_cast<int>(nodes_.size()); ++k) {
    const Node& n = nodes_[k];
    const bool is_state = n.instr.op == KernelOp::parameter && n.instr.index < states;
    const bool depends = std::any_of(n.instr.args.begin(), n.instr.args.end(), [&](int a) { return a != integrate && wide.contains(a); });
    if (n.region != region_ || !(is_state || depends)) continue;
    if (n.space >= 0 && n.shape != layout.shape) return same_length(n.shape, layout.shape);
    wide.insert(k);
  }
  for (const int k : wide) {
    nodes_[k].layout() = layout;
    nodes_[k].instr.uniform = false;
  }
  return true;
}

bool Trace::integrate(const Arguments& arguments, Value* result) {
  if (region_ != 0) return host::refuse(ctx_, "RuntimeError", "an integral inside a derivative is not possible");
  host::Integral integral;
  if (!host::read_integral(ctx_, arguments, &integral)) return false;

  Node integrate;
  integrate.instr.op = KernelOp::integrate;
  for (const Value& s : integral.states) {
    int node = 0;
    if (!node_of(s, "a state", &node)) return false;
    node = to_real(node);
    integrate.instr.args.push_back(node);
    if (nodes_[node].space < 0) continue;
    if (integrate.space >= 0 && !same_layout(integrate, nodes_[node])) return false;
    integrate.layout() = nodes_[node];
  }
  int t = 0;
  if (!node_of(integral.time, "the time", &t)) return false;
  integrate.instr.args.push_back(to_real(t));
  int step_length = 0;
  if (!node_of(integral.dt, "dt", &step_length)) return false;
  if (nodes_[step_length].space >= 0) return host::refuse(ctx_, "TypeError", "the dt of an integral must be a number");
  if (nodes_[step_length].instr.op != KernelOp::dt) integrate.instr.args.push_back(to_real(step_length));
  Layout layout = integrate;
  const int node = add(std::move(integrate));

  region_ = ++regions_;
  nodes_[node].instr.index = region_;
  const std::size_t states = integral.names.size();
  std::vector<Value> inner;
  for (std::size_t i = 0; i <= states; ++i) {
    Node p;
    p.instr.op = KernelOp::parameter;
    p.instr.index = static_cast<int>(i);
    if (i < states) p.layout() = layout;
    inner.push_back(symbol(add(std::move(p))));
  }
  std::vector<int> derivatives;
  const std::size_t collectives = collectives_.size();
  bool ok = true;
  for (const host::Equation& e : integral.equations) ok = ok && trace_derivative(integral, e, inner, inner.back(), &derivatives);
  const bool numbers = layout.space < 0;
  for (const int d : derivatives) {
    if (nodes_[d].space < 0) continue;
    if (layout.space < 0) layout = nodes_[d];
    else if (!same_layout(layout, nodes_[d])) return false;
  }
  if (ok && numbers && layout.space >= 0) ok = widen_states(node, static_cast<int>(states), layout);
  integrations_[region_] = {integral.method, derivatives};
  region_ = 0;
  if (!ok || !is_element_wise(collectives) || !host::check_derivatives(ctx_, integral, derivatives.size())) return false;
  std::vector<Value> results;
  for (std::size_t i = 0; i < states; ++i) {
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
