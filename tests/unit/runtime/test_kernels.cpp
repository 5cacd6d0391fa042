#include "test_kernels.h"

#include <algorithm>
#include <array>

#include "math/functions.h"

namespace bpl::runtime::testing {
namespace {

void set_bit(void* p, std::int64_t k, bool on) {
  auto& byte = static_cast<std::uint8_t*>(p)[k / 8];
  byte = static_cast<std::uint8_t>((byte & ~(1u << (k % 8))) | (on ? 1u << (k % 8) : 0u));
}
template <class Real>
Real slot(const BplKernelArgs* a, int k) {
  return *static_cast<const Real*>(a->slots[k]);
}

template <class Real>
void clear(const BplKernelArgs* a) {
  auto* input = static_cast<Real*>(a->states[0]);
  for (std::int64_t k = 0; k < a->count; ++k) input[k] = 0;
}

// V' = V + c * (V_rest + input - V); refractory while t - t_last <= tau_ref. `Full` also writes `refractory`.
template <class Real, bool Full>
void lif(const BplKernelArgs* a) {
  auto* V = static_cast<Real*>(a->states[0]);
  const auto* input = static_cast<const Real*>(a->states[1]);
  auto* last = static_cast<Real*>(a->states[2]);
  const Real rest = slot<Real>(a, 0), threshold = slot<Real>(a, 1), reset = slot<Real>(a, 2), tau_ref = slot<Real>(a, 4);
  const Real c = *static_cast<const Real*>(a->coefficients[0]), t = static_cast<Real>(a->t);
  for (std::int64_t k = 0; k < a->count; ++k) {
    const bool refractory = (t - last[k]) <= tau_ref;
    const Real v = refractory ? V[k] : V[k] + c * (rest + input[k] - V[k]);
    const bool spike = v >= threshold;
    V[k] = spike ? reset : v;
    last[k] = spike ? t : last[k];
    if (Full) set_bit(a->states[3], k, refractory || spike);
    set_bit(a->states[4], k, spike);
  }
}

void decay_of_tau(const double* const* slots, double dt, std::int64_t, double* const* out, int tau) {
  out[0][0] = -math::expm1(-dt / slots[tau][0]);
}
void lif_coefficients(const double* const* s, double dt, std::int64_t n, double* const* out) { decay_of_tau(s, dt, n, out, 3); }
void synapse_coefficients(const double* const* s, double dt, std::int64_t n, double* const* out) { decay_of_tau(s, dt, n, out, 0); }

template <class Real>
void synapse(const BplKernelArgs* a) {
  auto* g = static_cast<Real*>(a->states[1]);
  auto* input = static_cast<Real*>(a->states[2]);
  const auto* arrivals = static_cast<const Real*>(a->arrivals[0]);
  const Real c = *static_cast<const Real*>(a->coefficients[0]);
  for (std::int64_t k = 0; k < a->count; ++k) {
    g[k] = g[k] + c * (0 - g[k]) + arrivals[k];
    input[k] += g[k];
  }
}

template <class Real>
BplKernelEntry entry(const char* name, BplKernel step, BplKernel full, BplCoefficients coefficients) {
  return {name, {step, step}, {full, full}, coefficients};
}

template <class Real>
std::array<BplKernelEntry, 6> entries() {
  const auto s = entry<Real>("synapse", synapse<Real>, synapse<Real>, synapse_coefficients);
  return {entry<Real>("clear", clear<Real>, clear<Real>, nullptr),
          entry<Real>("lif", lif<Real, false>, lif<Real, true>, lif_coefficients), s, s, s, s};
}

std::string synapse_table(const char* name, int delay, bool delays, bool weights) {
  const auto yes = [](bool b) { return std::string(b ? "true" : "false"); };
  return std::string(R"({"name": ")") + name + R"(", "spaces": 2,
    "states": [{"type": "boolean", "space": 0, "read": true, "written": false},
               {"type": "real", "space": 1}, {"type": "real", "space": 1}],
    "slots": [{}, {"array": )" + yes(weights) + R"(}, {"array": )" + yes(delays) + R"(}],
    "kernels": [{"name": "synapse", "space": 1, "coefficients": [false]}],
    "event_sums": [{"spikes": 0, "delay": )" + std::to_string(delay) + R"(, "per_source_delay": )" + yes(delays) +
         R"(, "connectivity": 0, "weight": 1, "per_synapse_weight": )" + yes(weights) + R"(, "space": 1}],
    "steps": [{"event_sum": 0}, {"kernel": 0}]})";
}

}  // namespace

Program lif_program(bool double_precision) {
  const std::string tables = std::string(R"({"module": "test", "precision": ")") + (double_precision ? "f64" : "f32") + R"(", "updates": [
    {"name": "LIF.clear_input", "spaces": 1, "states": [{"type": "real", "space": 0, "read": false}],
     "kernels": [{"name": "clear", "space": 0, "coefficients": []}], "steps": [{"kernel": 0}]},
    {"name": "LIF.update", "spaces": 1,
     "states": [{"type": "real", "space": 0}, {"type": "real", "space": 0, "written": false}, {"type": "real", "space": 0},
                {"type": "boolean", "space": 0, "read": false, "live": false}, {"type": "boolean", "space": 0, "read": false}],
     "slots": [{}, {}, {}, {}, {}], "kernels": [{"name": "lif", "space": 0, "coefficients": [false]}],
     "steps": [{"kernel": 0}]},)" +
                             synapse_table("constant", 2, false, false) + "," + synapse_table("weights", 2, false, true) + "," +
                             synapse_table("delays", 2, true, false) + "," + synapse_table("none", -1, false, false) + "]}";
  Program p = read_tables(tables);
  static const auto singles = entries<float>();
  static const auto doubles = entries<double>();
  bind_kernels(p, double_precision ? doubles.data() : singles.data(), 6);
  return p;
}

namespace {
host::VariablePlan variable(std::int64_t id, const std::string& owner, const std::string& name, host::ElementType type, std::int64_t size,
                            double value) {
  host::VariablePlan v;
  v.id = id, v.owner = owner, v.name = name, v.type = type, v.size = size, v.value = value;
  return v;
}
host::SlotValue number(double x) {
  host::SlotValue s;
  s.value = x;
  return s;
}
}  // namespace

void add_group(host::NetworkPlan* plan, const LifGroup& g) {
  using host::ElementType;
  const std::int64_t base = 10 * g.number;
  plan->variables.push_back(variable(base + kV, g.name, "V", ElementType::real, g.size, 0));
  if (!g.v0.empty()) {
    plan->variables.back().uniform = false;
    plan->variables.back().values = g.v0;
  }
  plan->variables.push_back(variable(base + kInput, g.name, "input", ElementType::real, g.size, 0));
  plan->variables.push_back(variable(base + kLast, g.name, "t_last_spike", ElementType::real, g.size, -1e7));
  plan->variables.push_back(variable(base + kRefractory, g.name, "refractory", ElementType::boolean, g.size, 0));
  plan->variables.push_back(variable(base + kSpike, g.name, "spike", ElementType::boolean, g.size, 0));
  host::RowPlan clear_row;
  clear_row.update = 0, clear_row.object = g.name, clear_row.states = {base + kInput}, clear_row.space_sizes = {g.size};
  plan->clear.push_back(clear_row);
  host::RowPlan row;
  row.update = 1, row.object = g.name, row.space_sizes = {g.size};
  for (int s = kV; s <= kSpike; ++s) row.states.push_back(base + s);
  for (const double x : {-60., -50., -60., g.tau, 5.}) row.slots.push_back(number(x));
  plan->update.push_back(row);
}

void add_synapse(host::NetworkPlan* plan, const Synapse& s) {
  plan->variables.push_back(
      variable(10 * s.number + kConductance, s.name, "g", host::ElementType::real, s.post.size, 0));
  plan->connectivities.push_back(s.connectivity);
  host::RowPlan row;
  row.object = s.name;
  row.update = s.delay.empty() ? 5 : s.delay.size() > 1 ? 4 : s.weight.size() > 1 ? 3 : 2;
  row.states = {10 * s.pre.number + kSpike, 10 * s.number + kConductance, 10 * s.post.number + kInput};
  row.space_sizes = {s.pre.size, s.post.size};
  row.connectivities = {s.connectivity.id};
  row.slots = {number(8), number(s.weight[0]), number(s.delay.empty() ? 0 : s.delay[0])};
  const auto spread = [](host::SlotValue& slot, const std::vector<double>& values) {
    if (values.size() < 2) return;
    slot.array = true;
    slot.values = values;
  };
  spread(row.slots[1], s.weight);
  spread(row.slots[2], s.delay);
  const auto first_neuron = std::find_if(plan->update.begin(), plan->update.end(), [](const auto& r) { return r.update == 1; });
  plan->update.insert(first_neuron, row);
}

}  // namespace bpl::runtime::testing
