#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "host/models/scalar_code.h"
#include "math/philox.h"
#include "runtime/src/network.h"

namespace bpl::runtime {

BoundRow::Array BoundRow::to_reals(std::span<const double> values) const {
  Array a;
  const auto n = static_cast<std::size_t>(padded(static_cast<std::int64_t>(values.size())));
  a.data.assign(n * (double_precision_ ? sizeof(double) : sizeof(float)), std::byte{0});
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (double_precision_) {
      reinterpret_cast<double*>(a.data.data())[k] = values[k];
    } else {
      reinterpret_cast<float*>(a.data.data())[k] = static_cast<float>(values[k]);
    }
  }
  return a;
}

BoundRow::Array BoundRow::to_integers(std::span<const double> values) {
  Array a;
  a.data.assign(static_cast<std::size_t>(padded(static_cast<std::int64_t>(values.size()))) * sizeof(std::int32_t), std::byte{0});
  auto* integers = reinterpret_cast<std::int32_t*>(a.data.data());
  for (std::size_t k = 0; k < values.size(); ++k) integers[k] = to_int32(values[k]);
  return a;
}

BoundRow::BoundRow(const host::RowPlan& plan, const UpdateTable& table, const Store& store, const World& world, double dt,
                   bool double_precision)
    : plan_(plan), table_(&table), double_precision_(double_precision) {
  if (plan.states.size() != table.states.size() || plan.slots.size() != table.slots.size())
    throw std::runtime_error(fmt::format("the plan of '{}' does not fit the update {}", plan.object, table.name));
  for (std::size_t k = 0; k < table.slots.size(); ++k) {
    const host::SlotValue& value = plan.slots[k];
    std::vector<double> local;
    if (!table.slots[k].array) {
      local = {value.single() ? value.number() : value.value};
    } else if (table.slots[k].elements) {
      const Block block = block_of(value.size(), world);
      local = value.part(block.first, block.last);
    }
    slots_.push_back(table.slots[k].type == host::ElementType::integer ? to_integers(local) : to_reals(local));
    slot_doubles_.push_back(std::move(local));
  }
  for (const TemporaryTable& t : table.temporaries) {
    temporaries_.push_back(std::make_unique<RowTemporary>(t, plan.space_sizes, world, double_precision));
    temporary_data_.push_back(temporaries_.back()->data());
  }
  for (int draw = 0; draw < table.draws; ++draw) {
    const math::PhiloxKey key = math::substream(math::stream_key(plan.random_key, 0), static_cast<std::uint64_t>(draw));
    keys_.push_back(key.k0);
    keys_.push_back(key.k1);
  }
  for (const CollectiveTable& c : table.collectives) bind_collective(c, store, world);
  deliveries_.resize(table.event_sums.size());
  arrivals_.resize(table.event_sums.size(), nullptr);
  for (const KernelTable& kernel : table.kernels) bind_kernel(kernel, world, dt);
  for (std::size_t k = 0; k < calls_.size(); ++k) {
    const auto space = static_cast<std::size_t>(table.kernels[k].space);
    for (std::size_t s = 0; s < plan_.states.size(); ++s) {
      Variable& v = store.variable(plan_.states[s]);
      const bool here = table.states[s].space == static_cast<int>(space);
      if (here && v.size != plan_.space_sizes[space])
        throw std::runtime_error(fmt::format("{}.{} has {} elements where '{}' needs {}", v.owner, v.name, v.size, plan_.object,
                                             plan_.space_sizes[space]));
      calls_[k].states.push_back(here ? v.data() : nullptr);
    }
  }
  slot_doubles_ = {};
  for (const UpdateTable::Step& step : table.steps) operations_.push_back({step.kind, step.index});
}

double BoundRow::evaluate(const std::vector<host::ScalarNode>& code, double nothing) const {
  if (code.empty()) return nothing;
  return host::evaluate(code, [&](int slot) { return plan_.slots[static_cast<std::size_t>(slot)].value; });
}

void BoundRow::bind_collective(const CollectiveTable& table, const Store& store, const World& world) {
  CollectiveUse use{.table = &table, .object = plan_.object};
  use.start = static_cast<std::int64_t>(evaluate(table.start, 0));
  use.step = static_cast<std::int64_t>(evaluate(table.step, 1));
  use.count = static_cast<std::int64_t>(evaluate(table.count, 0));
  for (const int o : table.operands) use.operands.push_back(temporaries_.at(static_cast<std::size_t>(o)).get());
  if (table.result >= 0) use.result = temporaries_.at(static_cast<std::size_t>(table.result)).get();
  if (table.state >= 0) use.history = &store.variable(state(table.state));
  if (table.slot >= 0) use.slot = &plan_.slots[static_cast<std::size_t>(table.slot)];
  collectives_.push_back(runtime::bind_collective(use, world, double_precision_));
}

void BoundRow::drop_slots() {
  for (host::SlotValue& slot : plan_.slots) {
    slot.values = {};
    slot.recipe = {};
  }
}

SpikeSource& BoundRow::own_source(int temporary) {
  std::unique_ptr<SpikeSource>& source = own_sources_[temporary];
  if (!source) {
    source = std::make_unique<SpikeSource>(temporaries_.at(static_cast<std::size_t>(temporary))->array());
    source->reset(0);
  }
  return *source;
}

void BoundRow::bind_kernel(const KernelTable& kernel, const World& world, double dt) {
  const Block block = block_of(plan_.space_sizes[static_cast<std::size_t>(kernel.space)], world);
  Call& call = calls_.emplace_back();
  call.entry = kernel.entry;
  call.first = block.first;
  call.count = block.count();
  for (const Array& slot : slots_) call.slots.push_back(slot.data.data());
  if (kernel.coefficients.empty()) return;
  const auto n = static_cast<std::size_t>(call.count);
  std::vector<const double*> in;
  for (const std::vector<double>& slot : slot_doubles_) in.push_back(slot.data());
  std::vector<std::vector<double>> results;
  std::vector<double*> out;
  for (const bool array : kernel.coefficients) results.emplace_back(array ? n : 1);
  for (std::vector<double>& r : results) out.push_back(r.data());
  // A rank without elements has no array slots to compute from, and no use for the result.
  if (n > 0) kernel.entry->coefficients(in.data(), dt, call.count, out.data());
  for (const std::vector<double>& r : results) call.coefficient_data.push_back(to_reals(r));
  for (const Array& a : call.coefficient_data) call.coefficients.push_back(a.data.data());
}

void BoundRow::bind_delivery(int event_sum, std::unique_ptr<EventDelivery> delivery) {
  const auto at = static_cast<std::size_t>(event_sum);
  arrivals_[at] = delivery->arrivals();
  deliveries_[at] = std::move(delivery);
}

void BoundRow::run_kernel(int index, const StepTime& time, int isa, bool full) const {
  const Call& call = calls_[static_cast<std::size_t>(index)];
  if (call.count == 0) return;
  const BplKernelArgs args{.states = call.states.data(),
                           .slots = call.slots.data(),
                           .coefficients = call.coefficients.data(),
                           .arrivals = arrivals_.data(),
                           .count = call.count,
                           .first = call.first,
                           .step = time.step,
                           .t = time.t,
                           .dt = time.dt,
                           .temporaries = temporary_data_.data(),
                           .keys = keys_.data(),
                           .draw = time.draw};
  (full || always_full ? call.entry->full : call.entry->step)[isa](&args);
}

std::int64_t BoundRow::bytes() const {
  std::int64_t n = 0;
  for (const Array& a : slots_) n += static_cast<std::int64_t>(a.data.size());
  for (const auto& d : deliveries_) n += d ? d->bytes() : 0;
  for (const auto& c : collectives_) n += c->bytes();
  for (const auto& t : temporaries_) n += t->single() ? 0 : t->array().bytes();
  return n;
}

}  // namespace bpl::runtime
