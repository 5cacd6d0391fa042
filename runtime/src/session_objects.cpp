#include "runtime/src/session_objects.h"

#include <algorithm>
#include <utility>

#include "host/arrays/array.h"

namespace bpl::runtime {
namespace {

constexpr std::size_t kLargePlan = 1 << 20;  // numbers

std::size_t count_numbers(const host::NetworkPlan& plan) {
  std::size_t n = 0;
  for (const auto* rows : {&plan.clear, &plan.update})
    for (const host::RowPlan& row : *rows)
      for (const host::SlotValue& slot : row.slots) n += slot.values.size();
  for (const host::InputPlan& input : plan.inputs) n += input.value.values.size();
  return n;
}

// What the engine would be asked for if the same network were planned again.
host::NetworkPlan as_existing(host::NetworkPlan plan) {
  plan.existing = true;
  for (host::VariablePlan& v : plan.variables) {
    v.existing = v.uniform = true;
    v.value = 0;
    v.values.clear();
    v.recipe = {};
  }
  for (host::ConnectivityPlan& c : plan.connectivities) {
    host::ConnectivityPlan kept;
    kept.id = c.id;
    kept.rule = c.rule;
    kept.pre_size = c.pre_size;
    kept.post_size = c.post_size;
    kept.existing = true;
    c = std::move(kept);
  }
  return plan;
}

// The contents are with the engine now: what stays is the shape.
void release_contents(host::Context& ctx, host::Variable& v) {
  if (v.size() < 2) return;
  const host::Array* one = host::make_array(ctx, v.value->dtype, {1}, v.value->flavour);
  v.value = ctx.heap.make<host::Array>(*one, v.value->shape, host::Shape(v.value->shape.size(), 0), 0);
}

}  // namespace

void SessionObjects::forget(const host::Object& object) {
  const auto id = static_cast<std::int64_t>(object.serial);
  if (networks_.contains(id)) dead_networks_.insert(id);
  if (variables_.contains(id) || connectivities_.contains(id)) dead_.insert(id);
}

bool SessionObjects::is_used(std::int64_t id) const {
  return std::any_of(networks_.begin(), networks_.end(), [&](const auto& n) {
    return n.second.variables.contains(id) || n.second.connectivities.contains(id);
  });
}

void SessionObjects::free_dead() {
  for (const std::int64_t id : std::exchange(dead_networks_, {})) {
    engine_.free_network(id);
    networks_.erase(id);
  }
  std::vector<std::int64_t> variables, connectivities;
  for (const std::int64_t id : dead_)
    if (!is_used(id)) (variables_.contains(id) ? variables : connectivities).push_back(id);
  if (!variables.empty()) engine_.free_variables(variables);
  if (!connectivities.empty()) engine_.free_connectivities(connectivities);
  for (const std::int64_t id : variables) variables_.erase(id), dead_.erase(id);
  for (const std::int64_t id : connectivities) connectivities_.erase(id), dead_.erase(id);
}

void SessionObjects::create(host::Context& ctx, host::RunRequest& request) {
  host::NetworkPlan& plan = request.plan;
  plan.existing = networks_.contains(plan.id);
  if (plan.existing && networks_[plan.id].plan == plan) return;
  session_.create(plan);
  Network& network = networks_[plan.id];
  network = {};
  for (const host::VariablePlan& v : plan.variables) {
    network.variables.insert(v.id);
    variables_.insert(v.id);
  }
  for (const host::ConnectivityPlan& c : plan.connectivities) {
    network.connectivities.insert(c.id);
    connectivities_.insert(c.id);
  }
  for (host::Variable* v : request.variables) {
    if (!v->remote) release_contents(ctx, *v);
    v->remote = true;
  }
  for (host::Connectivity* c : request.connectivities) c->created = true;
  if (count_numbers(plan) <= kLargePlan) network.plan = as_existing(plan);
}

}  // namespace bpl::runtime
