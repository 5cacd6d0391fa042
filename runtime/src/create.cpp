// The command that makes a network: variables, connections, rows, deliveries.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <set>

#include "host/arrays/connection_rows.h"
#include "runtime/src/executor.h"
#include "runtime/src/failure.h"
#include "runtime/src/interrupt.h"

namespace bpl::runtime {

class NetworkBuilder {
 public:
  NetworkBuilder(Executor& executor, const host::NetworkPlan& plan) : e_(executor), world_(executor.world), plan_(plan) {}

  Network build();
  // What this creation added, to take it back after a failure.
  void take_back();

 private:
  void make_variables();
  void make_connectivity(const host::ConnectivityPlan&);
  Bytes scatter_list(const host::ConnectivityPlan&);
  bool has_synapse_weights(std::int64_t connectivity) const;
  std::vector<BoundRow> make_rows(const std::vector<host::RowPlan>&);
  void make_deliveries(Network&, BoundRow&);
  void make_delivery(Network&, BoundRow&, int index);
  Delays delays_of(const BoundRow&, const EventSumTable&, const Connectivity&) const;
  SpikeSource& source_of(Network&, std::int64_t variable, std::int64_t longest_delay);
  void set_weights(EventDelivery&, const Connectivity&, const host::SlotValue& weights, const std::string& object);
  const UpdateTable& update(const host::RowPlan& row) const;

  Executor& e_;
  World& world_;
  const host::NetworkPlan& plan_;
  std::vector<std::int64_t> new_variables_, new_connectivities_;
};

const UpdateTable& NetworkBuilder::update(const host::RowPlan& row) const {
  return e_.program.updates.at(static_cast<std::size_t>(row.update));
}

void NetworkBuilder::make_variables() {
  for (const host::VariablePlan& v : plan_.variables) {
    const auto found = e_.store.variables.find(v.id);
    if (found != e_.store.variables.end()) {
      // Other networks point to its array: it stays where it is.
      if (!v.existing) found->second->assign(v);
      continue;
    }
    if (v.existing) throw std::runtime_error(fmt::format("the state of {}.{} is missing", v.owner, v.name));
    e_.store.variables[v.id] = std::make_unique<Variable>(v, world_, e_.options.double_precision);
    new_variables_.push_back(v.id);
  }
}

bool NetworkBuilder::has_synapse_weights(std::int64_t connectivity) const {
  for (const auto* rows : {&plan_.clear, &plan_.update})
    for (const host::RowPlan& row : *rows)
      for (const EventSumTable& sum : update(row).event_sums)
        if (sum.per_synapse_weight && row.connectivities[static_cast<std::size_t>(sum.connectivity)] == connectivity) return true;
  return false;
}

Bytes NetworkBuilder::scatter_list(const host::ConnectivityPlan& plan) {
  std::vector<Bytes> parts;
  guarded(world_, "connect", [&] {
    if (!world_.root()) return;
    const auto& plans = e_.full_plan->connectivities;
    const auto full = std::find_if(plans.begin(), plans.end(), [&](const auto& c) { return c.id == plan.id; });
    if (full->sources.size() != full->targets.size()) throw std::runtime_error("a connection list has more sources than targets");
    for (std::size_t k = 0; k < full->sources.size(); ++k) {
      const std::int64_t i = full->sources[k], j = full->targets[k];
      if (i < 0 || i >= plan.pre_size || j < 0 || j >= plan.post_size)
        throw std::runtime_error(fmt::format("connection {} goes from neuron {} to neuron {}, but there are {} and {} neurons", k, i, j,
                                             plan.pre_size, plan.post_size));
    }
    const std::vector<std::int64_t> numbers = host::row_numbers(full->sources, plan.pre_size);
    std::vector<std::vector<ListedSynapse>> lists(static_cast<std::size_t>(world_.size()));
    for (std::size_t k = 0; k < full->sources.size(); ++k) {
      const std::int64_t i = full->sources[k], j = full->targets[k];
      // The owner r satisfies block_start(r) <= j < block_start(r + 1); the estimate is off by one at most.
      auto r = static_cast<int>(static_cast<__int128>(j) * world_.size() / plan.post_size);
      while (block_start(plan.post_size, r + 1, world_.size()) <= j) ++r;
      lists[static_cast<std::size_t>(r)].push_back({i, j, numbers[k]});
    }
    for (const auto& list : lists) {
      const auto bytes = std::as_bytes(std::span(list));
      parts.emplace_back(bytes.begin(), bytes.end());
    }
  });
  return world_.scatter(parts);
}

void NetworkBuilder::make_connectivity(const host::ConnectivityPlan& plan) {
  const bool stored = has_synapse_weights(plan.id);
  if (const auto found = e_.store.connectivities.find(plan.id); found != e_.store.connectivities.end()) {
    if (stored && !found->second->stored())
      throw EngineError("weights for single synapses cannot be added to connections that were made without them");
    return;
  }
  Bytes list;
  if (plan.rule == "explicit") list = scatter_list(plan);
  guarded(world_, "connect", [&] {
    throw_if_interrupted();
    if (plan.existing) throw std::runtime_error("connections are missing");
    const auto* synapses = reinterpret_cast<const ListedSynapse*>(list.data());
    auto made = std::make_unique<Connectivity>(plan, world_, std::span(synapses, list.size() / sizeof(ListedSynapse)), stored);
    e_.draws_ += made->draws();
    e_.store.connectivities[plan.id] = std::move(made);
    new_connectivities_.push_back(plan.id);
  });
}

std::vector<BoundRow> NetworkBuilder::make_rows(const std::vector<host::RowPlan>& plans) {
  std::vector<BoundRow> rows;
  for (const host::RowPlan& row : plans)
    rows.emplace_back(row, update(row), e_.store, world_, plan_.dt, e_.options.double_precision);
  return rows;
}

Delays NetworkBuilder::delays_of(const BoundRow& row, const EventSumTable& sum, const Connectivity& c) const {
  Delays delays;
  if (sum.delay < 0) return delays;
  delays.none = false;
  const host::SlotValue& slot = row.plan().slots[static_cast<std::size_t>(sum.delay)];
  const auto checked = [&](double d) {
    if (!(d >= 0) || d > 1e6 || d != std::floor(d))
      throw std::runtime_error(fmt::format("the delay of '{}' is {}: it must be a whole number of steps from 0 to 1000000",
                                           row.plan().object, d));
    return static_cast<std::int32_t>(d);
  };
  if (slot.single()) {
    delays.constant = checked(slot.number());
    return delays;
  }
  if (slot.size() != c.pre_size())
    throw std::runtime_error(fmt::format("'{}' has {} delays for {} neurons", row.plan().object, slot.size(), c.pre_size()));
  for (const double d : slot.part(0, slot.size())) delays.per_source.push_back(checked(d));
  return delays;
}

SpikeSource& NetworkBuilder::source_of(Network& network, std::int64_t id, std::int64_t longest_delay) {
  std::unique_ptr<SpikeSource>& source = e_.store.sources[id];
  if (!source) source = std::make_unique<SpikeSource>(e_.store.variable(id));
  if (source->longest_delay() < longest_delay) {
    source->reset(longest_delay);
    source->emission(0) = gather_true(world_, source->variable());
  }
  if (std::find(network.sources.begin(), network.sources.end(), source.get()) == network.sources.end())
    network.sources.push_back(source.get());
  return *source;
}

void NetworkBuilder::make_delivery(Network& network, BoundRow& row, int index) {
  const EventSumTable& sum = row.table().event_sums[static_cast<std::size_t>(index)];
  Delays delays;
  SourceRange range;
  const Connectivity* connectivity = nullptr;
  const bool own = sum.temporary >= 0;
  guarded(world_, "create", [&] {
    connectivity = &e_.store.connectivity(row.plan().connectivities.at(static_cast<std::size_t>(sum.connectivity)));
    delays = delays_of(row, sum, *connectivity);
    const Variable& v = own ? row.own_source(sum.temporary).variable() : e_.store.variable(row.state(sum.spikes));
    range.whole = sum.start.empty() && sum.step.empty();
    range.start = static_cast<std::int64_t>(row.evaluate(sum.start, 0));
    range.step = static_cast<std::int64_t>(row.evaluate(sum.step, 1));
    range.count = connectivity->pre_size();
    if (v.type != host::ElementType::boolean || (range.whole ? v.size != range.count : range.start + (range.count - 1) * range.step >= v.size))
      throw std::runtime_error(fmt::format("{}.{} cannot drive '{}'", v.owner, v.name, row.plan().object));
  });
  SpikeSource& source = own ? row.own_source(sum.temporary) : source_of(network, row.state(sum.spikes), delays.longest());
  const host::SlotValue* weight = sum.weight >= 0 ? &row.plan().slots[static_cast<std::size_t>(sum.weight)] : nullptr;
  const bool one_each = weight != nullptr && !weight->single();
  std::unique_ptr<EventDelivery> delivery;
  guarded(world_, "create", [&] {
    const double w = weight == nullptr ? 1.0 : one_each ? weight->value : weight->number();
    delivery = std::make_unique<EventDelivery>(source, range, *connectivity, delays, w, e_.options.double_precision);
  });
  if (one_each) set_weights(*delivery, *connectivity, *weight, row.plan().object);
  row.bind_delivery(index, std::move(delivery));
}

// Integers for the weights of this rank's synapses. The unit is the same on all ranks and for any number of them: it
// follows from the target with the largest sum of absolute weights, and a target is on one rank only.
void NetworkBuilder::set_weights(EventDelivery& delivery, const Connectivity& c, const host::SlotValue& weights, const std::string& object) {
  const auto pre = static_cast<std::size_t>(c.pre_size());
  std::vector<std::int64_t> first(pre, 0), totals(pre, 0);
  std::vector<double> sums;
  guarded(world_, "create", [&] {
    for (std::size_t i = 0; i < pre; ++i) first[i] = c.row_length(static_cast<std::int64_t>(i));
    sums.assign(static_cast<std::size_t>(c.targets().count()), 0);
  });
  world_.exclusive_scan(first, totals);
  std::int64_t all = 0;
  for (std::size_t i = 0; i < pre; ++i) {
    first[i] += all;
    all += totals[i];
  }
  AlignedVector<std::int64_t> scaled;
  guarded(world_, "create", [&] {
    if (weights.size() != all)
      throw std::runtime_error(fmt::format("'{}' has {} weights for {} synapses", object, weights.size(), all));
    scaled.resize(static_cast<std::size_t>(c.edges()));
  });
  std::optional<host::SlotReader> elements;
  guarded(world_, "create", [&] { elements.emplace(weights); });
  const auto weight_of = [&](std::int64_t source, std::int64_t number) {
    return (*elements)[c.listed() ? number : first[static_cast<std::size_t>(source)] + number];
  };
  // Until the unit is known each place holds the bits of its weight.
  double largest = 0;
  guarded(world_, "create", [&] {
    c.for_each([&](std::int64_t position, std::int64_t source, std::int64_t target, std::int64_t number) {
      const double w = weight_of(source, number);
      if (!std::isfinite(w)) throw std::runtime_error(fmt::format("'{}' has a weight that is not a finite number", object));
      scaled[static_cast<std::size_t>(position)] = std::bit_cast<std::int64_t>(w);
      double& sum = sums[static_cast<std::size_t>(target - c.targets().first)];
      sum += std::fabs(w);
      largest = std::max(largest, sum);
    });
  });
  const int exponent = weight_exponent(world_.max(largest));
  for (std::int64_t& w : scaled) w = std::llrint(std::ldexp(std::bit_cast<double>(w), exponent));
  delivery.set_weights(std::move(scaled), exponent);
}

Network NetworkBuilder::build() {
  guarded(world_, "create", [&] { make_variables(); });
  for (const host::ConnectivityPlan& c : plan_.connectivities) make_connectivity(c);
  Network network;
  guarded(world_, "create", [&] {
    network.id = plan_.id;
    network.dt = plan_.dt;
    network.clear = make_rows(plan_.clear);
    network.update = make_rows(plan_.update);
    for (const host::InputPlan& input : plan_.inputs) network.inputs.emplace_back(input, e_.store.variable(input.variable));
    for (const host::MonitorPlan& monitor : plan_.monitors) {
      std::vector<Variable*> variables;
      for (const std::int64_t id : monitor.variables) variables.push_back(&e_.store.variable(id));
      network.recorders.emplace_back(monitor, std::move(variables), world_);
    }
  });
  for (std::vector<BoundRow>* rows : {&network.clear, &network.update})
    for (BoundRow& row : *rows) {
      for (std::size_t k = 0; k < row.table().event_sums.size(); ++k) make_delivery(network, row, static_cast<int>(k));
      row.drop_slots();
    }
  guarded(world_, "create", [&] { analyse(network, e_.store); });
  return network;
}

void NetworkBuilder::take_back() {
  for (const std::int64_t id : new_connectivities_) e_.store.connectivities.erase(id);
  for (const std::int64_t id : new_variables_) {
    e_.store.sources.erase(id);
    e_.store.variables.erase(id);
  }
}

void Executor::create(Reader& arguments) {
  host::NetworkPlan plan;
  guarded(world, "create", [&] { arguments(plan); });
  NetworkBuilder builder(*this, plan);
  try {
    Network network = builder.build();
    const auto known = networks.find(plan.id);
    network.number = known == networks.end() ? ++networks_made_ : known->second.number;
    if (known != networks.end()) network.steps_made = known->second.steps_made;
    networks.insert_or_assign(plan.id, std::move(network));
  } catch (...) {
    builder.take_back();
    throw;
  }
}

}  // namespace bpl::runtime
