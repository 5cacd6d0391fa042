#include "runtime/src/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "host/models/spike_traffic.h"

namespace bpl::runtime {

Variable& Store::variable(std::int64_t id) const {
  const auto found = variables.find(id);
  if (found == variables.end()) throw std::runtime_error(fmt::format("the engine has no variable {}", id));
  return *found->second;
}

Connectivity& Store::connectivity(std::int64_t id) const {
  const auto found = connectivities.find(id);
  if (found == connectivities.end()) throw std::runtime_error(fmt::format("the engine has no connectivity {}", id));
  return *found->second;
}

std::int64_t BoundInput::width() const {
  const host::RangePlan& r = plan_.range;
  return r.stop == 0 ? variable_->size : (r.stop - r.start - 1) / r.step + 1;
}

BoundInput::BoundInput(const host::InputPlan& plan, Variable& variable) : plan_(plan), variable_(&variable) {
  if (plan_.range.stop == 0) plan_.range = {0, 0, 1};
  const host::RangePlan& range = plan_.range;
  const auto below = [&](std::int64_t element) {  // how many elements of the target come before an element of the variable
    return std::clamp<std::int64_t>((element - range.start + range.step - 1) / range.step, 0, width());
  };
  skip_ = below(variable.block.first);
  count_ = below(variable.block.last) - skip_;
  first_ = range.start + skip_ * range.step - variable.block.first;
  std::vector<double>& values = plan_.value.values;
  if (plan_.kind == host::InputPlan::Kind::func) return;
  if (!plan_.value.array) {
    values = {plan_.value.value};
    plan_.rows = 1;
    return;
  }
  if (plan_.kind == host::InputPlan::Kind::fix) {
    plan_.rows = 1;
    plan_.width = static_cast<std::int64_t>(values.size());
  }
  if (plan_.width == 1) return;
  if (plan_.width != width())
    throw std::runtime_error(fmt::format("an input gives {} values for {} elements of {}.{}", plan_.width, width(), variable.owner, variable.name));
  local_width_ = count_;
  std::vector<double> local;
  local.reserve(static_cast<std::size_t>(plan_.rows * local_width_));
  for (std::int64_t r = 0; r < plan_.rows; ++r) {
    const auto row = values.begin() + r * plan_.width + skip_;
    local.insert(local.end(), row, row + local_width_);
  }
  values = std::move(local);
}

void BoundInput::apply(std::int64_t step) {
  const std::int64_t row = std::min(step - plan_.first, plan_.rows - 1);
  const bool one = plan_.width == 1 || !plan_.value.array;
  apply_local(plan_.value.values.data() + row * (one ? 1 : local_width_), one);
}

void BoundInput::apply(std::span<const double> values) {
  if (values.size() == 1) return apply_local(values.data(), true);
  if (static_cast<std::int64_t>(values.size()) != width())
    throw std::runtime_error(fmt::format("an input function gives {} values for {} elements of {}.{}", values.size(), width(), variable_->owner,
                                         variable_->name));
  apply_local(values.data() + skip_, false);
}

namespace {

template <class Real>
Real combine(char op, Real x, Real v) {
  switch (op) {
    case '+': return x + v;
    case '-': return x - v;
    case '*': return x * v;
    case '/': return x / v;
    default: return v;
  }
}

template <class Real>
void combine_all(char op, Real* x, std::int64_t n, std::int64_t step, const double* values, bool one) {
  const auto v = static_cast<Real>(values[0]);
  for (std::int64_t k = 0; k < n; ++k) x[k * step] = combine(op, x[k * step], one ? v : static_cast<Real>(values[k]));
}

}  // namespace

void BoundInput::apply_local(const double* values, bool one) {
  Variable& v = *variable_;
  const std::int64_t step = plan_.range.step;
  if (count_ == 0) return;
  if (v.type == host::ElementType::real) {
    if (v.double_precision) {
      combine_all(plan_.op, reinterpret_cast<double*>(v.data()) + first_, count_, step, values, one);
    } else {
      combine_all(plan_.op, reinterpret_cast<float*>(v.data()) + first_, count_, step, values, one);
    }
    return;
  }
  for (std::int64_t k = 0; k < count_; ++k) v.set(first_ + k * step, combine(plan_.op, v.get(first_ + k * step), values[one ? 0 : k]));
}

namespace {

host::SpikeUse spike_use(BoundRow& row) {
  const UpdateTable& table = row.table();
  host::SpikeUse use;
  for (std::size_t k = 0; k < table.event_sums.size(); ++k) {
    const EventDelivery& delivery = *row.deliveries()[k];
    const bool delayed = !delivery.delays().none;
    use.sums.push_back({table.event_sums[k].temporary >= 0, delivery.source().variable().id, delayed, delayed ? delivery.delays().shortest() : 0});
  }
  for (std::size_t s = 0; s < table.states.size(); ++s)
    if (table.states[s].written) use.written.push_back(row.state(static_cast<int>(s)));
  return use;
}

}  // namespace

void analyse(Network& network, const Store& store) {
  // State that somebody besides the row's own kernels looks at.
  std::set<std::int64_t> watched;
  for (const Recorder& r : network.recorders)
    for (const Variable* v : r.variables()) watched.insert(v->id);
  for (const BoundInput& input : network.inputs) watched.insert(input.variable().id);
  std::vector<std::int64_t> inputs;
  for (const BoundInput& input : network.inputs) inputs.push_back(input.variable().id);
  std::set<const Variable*> spiking;
  std::vector<host::SpikeUse> uses;
  for (std::vector<BoundRow>* rows : {&network.clear, &network.update}) {
    for (BoundRow& row : *rows) {
      const UpdateTable& table = row.table();
      for (std::size_t s = 0; s < table.states.size(); ++s) {
        const std::int64_t id = row.state(static_cast<int>(s));
        if (table.states[s].read) watched.insert(id);
        const Variable& v = store.variable(id);
        if (v.type == host::ElementType::boolean && v.name == "spike") spiking.insert(&v);
      }
      uses.push_back(spike_use(row));
      for (const host::SpikeUse::Sum& sum : uses.back().sums)
        if (!sum.own) watched.insert(sum.variable);
    }
  }
  const host::SpikeTraffic traffic = host::spike_traffic(inputs, uses);
  std::size_t next = 0;
  for (std::vector<BoundRow>* rows : {&network.clear, &network.update})
    for (BoundRow& row : *rows) {
      const std::vector<bool>& fresh = traffic.fresh[next++];
      for (BoundRow::Operation& op : row.operations())
        op.fresh_spikes = op.kind == BoundRow::Kind::event_sum && fresh[static_cast<std::size_t>(op.index)];
    }
  for (std::vector<BoundRow>* rows : {&network.clear, &network.update})
    for (BoundRow& row : *rows)
      for (std::size_t s = 0; s < row.table().states.size(); ++s) {
        const StateTable& state = row.table().states[s];
        if (state.written && !state.live && watched.contains(row.state(static_cast<int>(s)))) row.always_full = true;
      }
  network.exchange_interval = traffic.interval;
  network.spiking.assign(spiking.begin(), spiking.end());
}

}  // namespace bpl::runtime
