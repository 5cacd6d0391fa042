// From the nodes of a trace to an ir::Update: one kernel for each index space that something is stored in.
#include <algorithm>
#include <map>

#include "frontend/discover/trace.h"

namespace bpl::discover {

using ir::KernelInstr;
using ir::KernelOp;

// Copies the nodes that the stores of one space need into a kernel, in the order in which they were traced.
class UpdateBuilder {
 public:
  UpdateBuilder(const Trace& trace, const std::map<int, int>& spaces) : trace_(trace), spaces_(spaces) {}

  ir::Kernel build(int space, const std::string& name) {
    ir::Kernel kernel;
    kernel.name = name;
    kernel.space = spaces_.at(space);
    for (host::Variable* v : trace_.written_)
      if (state_space(v) == space) need(trace_.current_.at(v));
    for (int n = 0; n < static_cast<int>(trace_.nodes_.size()); ++n)
      if (needed_.contains(n) && node(n).region == 0) emit(n, &kernel);
    for (host::Variable* v : trace_.written_) {
      if (state_space(v) != space) continue;
      KernelInstr store;
      store.op = KernelOp::store;
      store.index = trace_.states_.at(v);
      store.type = trace_.signature_.states[store.index].type;
      store.args = {outer_.at(trace_.current_.at(v))};
      store.location = node(trace_.current_.at(v)).instr.location;
      kernel.body.push_back(std::move(store));
    }
    return kernel;
  }

  int state_space(host::Variable* v) const { return trace_.find_space(trace_.signature_.states[trace_.states_.at(v)].space); }

 private:
  const Node& node(int n) const { return trace_.nodes_[static_cast<std::size_t>(n)]; }

  void need(int n) {
    if (!needed_.insert(n).second) return;
    for (int a : node(n).instr.args) need(a);
    if (node(n).instr.op == KernelOp::integrate)
      for (int d : trace_.integrations_.at(node(n).instr.index).second) need(d);
  }

  // Values of an enclosing body are written ~number inside a derivative.
  int argument(int a, const std::map<int, int>* inner) const {
    if (inner) {
      if (const auto at = inner->find(a); at != inner->end()) return at->second;
      return ~outer_.at(a);
    }
    return outer_.at(a);
  }

  KernelInstr copy(int n, const std::map<int, int>* inner) const {
    KernelInstr i = node(n).instr;
    for (int& a : i.args) a = argument(a, inner);
    return i;
  }

  void emit(int n, ir::Kernel* kernel) {
    // What a derivative captures may have been traced after the integrate instruction itself: emit it before.
    if (outer_.contains(n)) return;
    for (int a : node(n).instr.args) emit(a, kernel);
    KernelInstr i;
    if (node(n).instr.op == KernelOp::integrate) {
      i = integrate(n, kernel);
    } else {
      i = copy(n, nullptr);
    }
    outer_[n] = static_cast<int>(kernel->body.size());
    kernel->body.push_back(std::move(i));
  }

  KernelInstr integrate(int n, ir::Kernel* kernel) {
    const int region = node(n).instr.index;
    const auto& [method, derivatives] = trace_.integrations_.at(region);
    std::map<int, int> inner;
    std::vector<int> order;
    for (int m = 0; m < static_cast<int>(trace_.nodes_.size()); ++m) {
      const bool parameter = node(m).instr.op == KernelOp::parameter;
      if (node(m).region == region && (needed_.contains(m) || parameter)) order.push_back(m);
    }
    for (int m : order)
      for (int a : node(m).instr.args)
        if (node(a).region == 0) emit(a, kernel);
    ir::Integration integration;
    integration.method = method;
    integration.states = static_cast<int>(node(n).instr.args.size()) - 1;
    for (int m : order) {
      KernelInstr i = copy(m, &inner);
      inner[m] = static_cast<int>(integration.body.size());
      integration.body.push_back(std::move(i));
    }
    for (int d : derivatives) integration.derivatives.push_back(inner.at(d));
    KernelInstr i = copy(n, nullptr);
    i.index = -1;
    i.integration.push_back(std::move(integration));
    return i;
  }

  const Trace& trace_;
  const std::map<int, int>& spaces_;
  std::set<int> needed_;
  std::map<int, int> outer_;
};

ir::Update Trace::update() const {
  ir::Update u;
  u.method = method_;
  u.location = location_;
  u.signature = signature_;
  u.event_sums = event_sums_;
  std::map<int, int> spaces;  // representative -> number in the signature
  const auto number = [&](int space) {
    if (space < 0) return -1;
    return spaces.try_emplace(find_space(space), static_cast<int>(spaces.size())).first->second;
  };
  for (auto& s : u.signature.states) s.space = number(s.space);
  for (auto& s : u.signature.slots) s.space = number(s.space);
  for (auto& e : u.event_sums) e.space = number(e.space);
  u.signature.space_count = static_cast<int>(spaces.size());
  for (std::size_t i = 0; i < u.event_sums.size(); ++i) u.steps.push_back({ir::UpdateStep::Kind::event_sum, static_cast<int>(i)});
  std::vector<int> order;
  for (host::Variable* v : written_) {
    const int space = find_space(signature_.states[states_.at(v)].space);
    if (std::find(order.begin(), order.end(), space) == order.end()) order.push_back(space);
  }
  const host::Instance* self = host::as_instance(self_);
  u.name = (self ? self->type->name : std::string("object")) + "." + method_;
  for (int space : order) {
    UpdateBuilder builder(*this, spaces);
    const int k = static_cast<int>(u.kernels.size());
    u.kernels.push_back(builder.build(space, u.name + "." + std::to_string(k)));
    u.steps.push_back({ir::UpdateStep::Kind::kernel, k});
  }
  return u;
}

}  // namespace bpl::discover
