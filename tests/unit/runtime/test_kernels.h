// A LIF neuron and an exponential synapse as generated code would have them: kernels, coefficients and tables.
#pragma once

#include "host/models/plan.h"
#include "runtime/src/program.h"

namespace bpl::runtime::testing {

// Updates: 0 clears the input, 1 is the neuron, 2 the synapse with one weight, 3 the synapse with one weight a synapse,
// 4 the synapse with one delay a source, 5 the synapse without delay.
Program lif_program(bool double_precision);

// Variables of the networks below have id = 10 * population + these.
enum { kV = 1, kInput, kLast, kRefractory, kSpike, kConductance };

// Appends a LIF group (its variables, clear and update rows).
struct LifGroup {
  std::int64_t number = 1;
  std::string name;
  std::int64_t size = 0;
  std::vector<double> v0;  // empty: 0
  double tau = 20;
};
void add_group(host::NetworkPlan*, const LifGroup&);

struct Synapse {
  std::string name;
  std::int64_t number = 1;  // of the variable of the conductance
  LifGroup pre, post;
  host::ConnectivityPlan connectivity;
  std::vector<double> delay = {1};   // one, one a source, or empty: none
  std::vector<double> weight = {1};  // one, or one a synapse
};
// Appends the synapse; synapses come before neurons in the step.
void add_synapse(host::NetworkPlan*, const Synapse&);

}  // namespace bpl::runtime::testing
