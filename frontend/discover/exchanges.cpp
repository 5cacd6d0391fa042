#include "frontend/discover/exchanges.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "host/models/spike_traffic.h"
#include "ir/exchange.h"
#include "ir/operations.h"

namespace bpl::discover {

namespace {

using Kind = ir::Exchange::Kind;

// Steps of delay; of one number a source the smallest.
std::int64_t shortest_delay(const host::SlotValue& delay) {
  if (!delay.array) return static_cast<std::int64_t>(delay.value);
  const std::vector<double> steps = delay.part(0, delay.size());
  return steps.empty() ? 0 : static_cast<std::int64_t>(*std::min_element(steps.begin(), steps.end()));
}

class Exchanges {
 public:
  Exchanges(const host::RunRequest& request, const std::vector<ir::Update>& updates, ir::Network& network)
      : plan_(request.plan), updates_(updates), network_(network),
        callbacks_(!request.spike_callback.is_unbound() || !request.volt_callback.is_unbound()) {
    for (const host::VariablePlan& v : plan_.variables) names_[v.id] = v.owner + "." + v.name;
  }

  void describe() {
    std::vector<const host::RowPlan*> rows;
    for (const host::RowPlan& row : plan_.clear) rows.push_back(&row);
    for (const host::RowPlan& row : plan_.update) rows.push_back(&row);
    std::vector<host::SpikeUse> uses;
    for (const host::RowPlan* row : rows) uses.push_back(use_of(*row));
    std::vector<std::int64_t> inputs;
    for (const host::InputPlan& input : plan_.inputs) inputs.push_back(input.variable);
    const host::SpikeTraffic traffic = host::spike_traffic(inputs, uses);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::size_t line = k < plan_.clear.size() ? k : k + plan_.inputs.size();
      row_exchanges(*rows[k], uses[k], traffic.fresh[k], network_.step[line]);
    }
    input_exchanges();
    spike_exchanges(rows, uses, traffic.interval);
    if (callbacks_) callback_exchanges();
  }

 private:
  const ir::Update& update(const host::RowPlan& row) const { return updates_[static_cast<std::size_t>(row.update)]; }

  const std::string& name(std::int64_t variable) const { return names_.at(variable); }

  host::SpikeUse use_of(const host::RowPlan& row) const {
    const ir::Update& u = update(row);
    host::SpikeUse use;
    for (const ir::EventSum& sum : u.event_sums) {
      const bool own = sum.temporary >= 0;
      use.sums.push_back({own, own ? 0 : row.states[static_cast<std::size_t>(sum.spikes)], sum.delay >= 0,
                          sum.delay < 0 ? 0 : shortest_delay(row.slots[static_cast<std::size_t>(sum.delay)])});
    }
    for (std::size_t s = 0; s < u.signature.states.size(); ++s)
      if (u.signature.states[s].written) use.written.push_back(row.states[s]);
    return use;
  }

  // What a temporary of a row is computed from.
  std::vector<std::string> variables_behind(const host::RowPlan& row, int temporary) const {
    std::vector<std::string> names;
    for (const int state : ir::states_behind(update(row), temporary)) names.push_back(name(row.states[static_cast<std::size_t>(state)]));
    return names;
  }

  void row_exchanges(const host::RowPlan& row, const host::SpikeUse& use, const std::vector<bool>& fresh, ir::StepLine& line) const {
    const ir::Update& u = update(row);
    for (const ir::UpdateStep& s : u.steps) {
      const auto k = static_cast<std::size_t>(s.index);
      if (s.kind == ir::UpdateStep::Kind::collective && ir::gathers_operand(u, u.collectives[k])) {
        const ir::Collective& c = u.collectives[k];
        line.exchanges.push_back({Kind::collective, s.index, variables_behind(row, c.operands[0]),
                                  fmt::format("'{}' needs elements of all ranks", ir::info(c.op).name)});
      } else if (s.kind == ir::UpdateStep::Kind::event_sum && fresh[k]) {
        const bool own = use.sums[k].own;
        line.exchanges.push_back({Kind::sum, s.index,
                                  own ? variables_behind(row, u.event_sums[k].temporary) : std::vector<std::string>{name(use.sums[k].variable)},
                                  own ? "the update computes these spikes itself" : "the spikes of this step are read without delay"});
      }
    }
  }

  void input_exchanges() {
    for (std::size_t k = 0; k < plan_.inputs.size(); ++k)
      if (plan_.inputs[k].kind == host::InputPlan::Kind::func)
        network_.step[plan_.clear.size() + k].exchanges.push_back({Kind::input, 0, {}, "rank 0 calls the function for all"});
  }

  // The spikes of all sources, as rarely as the earliest arrival allows; those that are read without delay also before the
  // first step, because the script may have changed them.
  void spike_exchanges(const std::vector<const host::RowPlan*>& rows, const std::vector<host::SpikeUse>& uses, std::int64_t interval) {
    std::vector<std::string> sources, live;
    std::set<std::int64_t> known, known_live;
    std::string earliest;
    for (std::size_t k = 0; k < rows.size(); ++k)
      for (const host::SpikeUse::Sum& sum : uses[k].sums) {
        if (sum.own) continue;
        if (known.insert(sum.variable).second) sources.push_back(name(sum.variable));
        const bool at_once = !sum.delayed && k >= plan_.clear.size();
        if (at_once && known_live.insert(sum.variable).second) live.push_back(name(sum.variable));
        if ((sum.delayed ? sum.shortest : 0) + 1 == interval && earliest.empty()) earliest = rows[k]->object;
      }
    if (sources.empty()) return;
    const char* plural = interval == 1 ? "" : "s";
    std::string reason = fmt::format("a spike arrives {} step{} after it at the earliest, in {}", interval, plural, earliest);
    if (callbacks_) reason = "before a callback all ranks must be well";
    else if (earliest.empty()) reason = fmt::format("no spike arrives earlier than {} steps after it", interval);
    if (!live.empty()) network_.exchanges.push_back({Kind::run, 0, std::move(live), "read without delay, and the script may have changed them"});
    network_.exchanges.push_back({Kind::block, callbacks_ ? 1 : static_cast<int>(interval), std::move(sources), reason});
  }

  void callback_exchanges() {
    std::vector<std::string> variables;
    for (const host::MonitorPlan& m : plan_.monitors)
      if (m.callback_every_step)
        for (const std::int64_t id : m.variables) variables.push_back(name(id));
    network_.exchanges.push_back({Kind::callback, 0, std::move(variables), "rank 0 calls the callbacks"});
  }

  const host::NetworkPlan& plan_;
  const std::vector<ir::Update>& updates_;
  ir::Network& network_;
  bool callbacks_;
  std::map<std::int64_t, std::string> names_;
};

}  // namespace

void describe_exchanges(const host::RunRequest& request, const std::vector<ir::Update>& updates, ir::Network& network) {
  Exchanges(request, updates, network).describe();
}

}  // namespace bpl::discover
