// A network as this rank executes it: the rows of its step bound to arrays, with inputs, deliveries and monitors.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "host/models/plan.h"
#include "runtime/src/collective.h"
#include "runtime/src/delivery.h"
#include "runtime/src/exchange.h"
#include "runtime/src/program.h"
#include "runtime/src/recorder.h"

namespace bpl::runtime {

// What all networks share: variables, connectivities and spike sources, by the ids of the plan.
struct Store {
  std::map<std::int64_t, std::unique_ptr<Variable>> variables;
  std::map<std::int64_t, std::unique_ptr<Connectivity>> connectivities;
  std::map<std::int64_t, std::unique_ptr<SpikeSource>> sources;  // by variable
  Variable& variable(std::int64_t id) const;
  Connectivity& connectivity(std::int64_t id) const;
};

struct StepTime {
  std::int64_t step = 0;
  double t = 0, dt = 0;  // in the precision of the run
  std::uint64_t draw = 0;  // the step as random numbers count it
};

// An input bound to this rank's part of its variable. The values are in the precision of the run.
class BoundInput {
 public:
  BoundInput(const host::InputPlan&, Variable&);
  const host::InputPlan& plan() const { return plan_; }
  Variable& variable() const { return *variable_; }
  void apply(std::int64_t step);
  void apply(std::span<const double> values);  // one, or one per element of the whole variable

 private:
  void apply_local(const double* values, bool one);
  std::int64_t width() const;  // elements of the whole target
  host::InputPlan plan_;  // its values are the local ones
  Variable* variable_;
  // The local part of the target: elements first_, first_ + step, ... of this rank's part of the variable, count_ in all; skip_
  // elements of the target are on lower ranks.
  std::int64_t first_ = 0, count_ = 0, skip_ = 0, local_width_ = 1;
};

// One execution of an update. Steps are done one by one, because some event sums need an exchange right before.
class BoundRow {
 public:
  BoundRow(const host::RowPlan&, const UpdateTable&, const Store&, const World&, double dt, bool double_precision);

  using Kind = UpdateTable::Step::Kind;
  struct Operation {
    Kind kind = Kind::kernel;
    int index = 0;
    bool fresh_spikes = false;  // an event sum that reads a variable written earlier in the step
  };
  const host::RowPlan& plan() const { return plan_; }
  const UpdateTable& table() const { return *table_; }
  std::vector<Operation>& operations() { return operations_; }
  std::vector<std::unique_ptr<EventDelivery>>& deliveries() { return deliveries_; }
  std::int64_t state(int index) const { return plan_.states[static_cast<std::size_t>(index)]; }
  // Writes state that the `step` kernels leave out, and that somebody looks at.
  bool always_full = false;

  void bind_delivery(int event_sum, std::unique_ptr<EventDelivery>);
  // The spikes of an event sum that this row computes itself.
  SpikeSource& own_source(int temporary);
  // The value of code over the slots of this row.
  double evaluate(const std::vector<host::ScalarNode>& code, double nothing) const;
  void run_kernel(int index, const StepTime&, int isa, bool full) const;
  Collective& collective(int index) { return *collectives_[static_cast<std::size_t>(index)]; }
  // Forgets the arrays of the plan, when all that is bound to them is bound.
  void drop_slots();
  std::int64_t bytes() const;

 private:
  struct Array {  // reals of one slot or coefficient
    AlignedVector<std::byte> data;
  };
  void bind_kernel(const KernelTable&, const World&, double dt);
  void bind_collective(const CollectiveTable&, const Store&, const World&);
  Array to_reals(std::span<const double> values) const;
  static Array to_integers(std::span<const double> values);

  host::RowPlan plan_;
  const UpdateTable* table_;
  bool double_precision_;
  std::vector<Operation> operations_;
  std::vector<Array> slots_;
  std::vector<std::vector<double>> slot_doubles_;  // the local part; only while binding
  std::vector<std::unique_ptr<EventDelivery>> deliveries_;
  struct Call {
    const BplKernelEntry* entry;
    std::int64_t count, first;
    std::vector<void*> states;
    std::vector<const void*> slots, coefficients;
    std::vector<Array> coefficient_data;
  };
  std::vector<Call> calls_;
  std::vector<const void*> arrivals_;
  std::vector<std::unique_ptr<RowTemporary>> temporaries_;
  std::vector<void*> temporary_data_;
  std::vector<std::unique_ptr<Collective>> collectives_;
  std::map<int, std::unique_ptr<SpikeSource>> own_sources_;
  std::vector<std::uint32_t> keys_;  // two words a draw
};

struct Network {
  std::int64_t id = 0;
  int number = 1;  // networks in order of creation: the k of spikes.k.csv
  double dt = 0.1;
  std::vector<BoundRow> clear, update;
  std::vector<BoundInput> inputs;
  std::vector<Recorder> recorders;
  std::vector<SpikeSource*> sources;       // those whose spikes some row sums up
  std::vector<const Variable*> spiking;    // variables whose spikes are counted
  std::int64_t exchange_interval = 1;      // steps between two exchanges
  std::uint64_t steps_made = 0;            // since the network was created: random numbers count on from run to run
};

// Which rows must write everything, and which event sums need the value of this very step.
void analyse(Network&, const Store&);

}  // namespace bpl::runtime
