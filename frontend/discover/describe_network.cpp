// The network of a stepping call as data for --emit=network and --emit=ir.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "frontend/discover/describe.h"
#include "frontend/discover/discovery.h"
#include "frontend/discover/exchanges.h"
#include "host/arrays/connection_rows.h"
#include "host/models/connections.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Instance;
using host::Value;

namespace {

// What is shown in other words.
const std::set<std::string> kShownElsewhere = {"name", "mode", "size", "g_max", "delay_step"};

std::string counted(std::int64_t n, const std::string& one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string connections_text(const host::Connectivity& c) {
  std::string text;
  if (c.rule == "fixed_outdegree") text = fmt::format("every source has {}", counted(c.number, "target"));
  else if (c.rule == "fixed_indegree") text = fmt::format("every target has {}", counted(c.number, "source"));
  else if (c.rule == "bernoulli") text = fmt::format("each pair with probability {}", c.probability);
  else if (c.rule == "all_to_all") text = "every source to every target";
  else if (c.rule == "one_to_one") text = "source k to target k";
  else text = "a list";
  if (const auto count = host::known_count(host::plan_of(c))) text += fmt::format(", {} in all", *count);
  if (!c.include_self) text += ", none to itself";
  return text;
}

class NetworkDescriber {
 public:
  NetworkDescriber(host::Context& ctx, const host::RunRequest& request, const Constructions& constructions, ir::Network& network)
      : ctx_(ctx), request_(request), constructions_(constructions), network_(network) {}

  void objects() {
    for (Instance* object : request_.objects) {
      const std::string kind = host::role_of(*object);
      if (kind == "synapse") projection(*object);
      else if (kind == "neurons") population(*object);
      else if (kind != "view" && kind != "network" && object->type->body && object->type->body->file == 0) population(*object);
      else if (kind == "network" && has_state(*object)) population(*object);
    }
  }

 private:
  static bool has_state(const Instance& object) {
    const auto& entries = object.attributes.entries;
    return std::any_of(entries.begin(), entries.end(), [](const host::Dict::Entry& e) { return e.alive && host::as_variable(e.value); });
  }

  ir::Location place(const Instance& object) const {
    const auto at = constructions_.find(&object);
    return at == constructions_.end() ? ir::Location{} : script_place(at->second.site);
  }

  std::vector<ir::StateVariable> variables(const Instance& object) {
    std::vector<ir::StateVariable> found;
    for (const auto& e : object.attributes.entries)
      if (const host::Variable* v = e.alive ? host::as_variable(e.value) : nullptr)
        found.push_back({host::as_string(e.key)->text, v->type, array_text(ctx_, *v->value)});
    return found;
  }

  std::vector<std::pair<std::string, std::string>> parameters(const Instance& object) {
    std::vector<std::pair<std::string, std::string>> found;
    for (const std::string& name : host::constructor_parameters(*object.type)) {
      const Value* v = kShownElsewhere.contains(name) ? nullptr : attribute(object, name);
      const std::string text = v && !v->is_none() ? number_text(ctx_, *v) : std::string();
      if (text.empty()) continue;
      const std::string unit = unit_of(*object.type, name);
      found.emplace_back(name, text + (unit.empty() ? "" : " " + unit));
    }
    return found;
  }

  void population(const Instance& object) {
    ir::Population p;
    p.name = request_.names->of(&object);
    p.aliases = request_.names->aliases(&object);
    p.class_name = object.type->name;
    if (const Value* n = attribute(object, "num"); n && n->is_int() && host::role_of(object) == "neurons") p.size = n->integer;
    p.variables = variables(object);
    p.parameters = parameters(object);
    p.location = place(object);
    network_.populations.push_back(std::move(p));
  }

  void end(const Instance& synapse, const char* label, std::string* name, std::int64_t* size) {
    const Value* v = attribute(synapse, label);
    const Instance* object = v ? host::as_instance(*v) : nullptr;
    if (!object) return;
    *name = population_name(*request_.names, *object);
    if (const Value* n = attribute(*object, "num"); n && n->is_int()) *size = n->integer;
  }

  // "FixedProb(prob=0.04, seed=123): every source has 4 targets, 800 in all".
  std::string rule(const Instance& synapse) {
    std::string text;
    if (const Value* conn = attribute(synapse, "conn"))
      if (const Instance* connector = host::as_instance(*conn)) text = call_text(*connector);
    for (const auto& e : synapse.attributes.entries)
      if (e.alive && e.value.is_object())
        if (const auto* c = dynamic_cast<const host::Connectivity*>(e.value.object)) return (text.empty() ? "" : text + ": ") + connections_text(*c);
    return text;
  }

  // The constructor call of an object with the numbers that it keeps: "COBA(E=0.0 mV)".
  std::string call_text(const Instance& object) {
    std::string arguments;
    for (const auto& [name, value] : parameters(object)) arguments += fmt::format("{}{}={}", arguments.empty() ? "" : ", ", name, value);
    return fmt::format("{}({})", object.type->name, arguments);
  }

  // "COBA(E=0.0 mV) on b.input".
  std::string output(const Instance& synapse) {
    const Value* v = attribute(synapse, "output");
    const Instance* object = v ? host::as_instance(*v) : nullptr;
    if (!object) return {};
    std::string text = call_text(*object);
    if (const Value* target = attribute(*object, "target")) {
      const std::string name = variable_name(*target);
      text += name.empty() ? "" : " on " + name;
    }
    return text;
  }

  // A variable, or the one that a view shows a part of.
  std::string variable_name(const Value& v) {
    const host::Variable* variable = host::as_variable(v);
    if (const Instance* view = host::as_instance(v))
      if (const Value* base = attribute(*view, "base")) variable = host::as_variable(*base);
    if (!variable) return {};
    const auto [owner, name] = request_.names->of(variable);
    return owner + "." + name;
  }

  void projection(const Instance& object) {
    ir::Projection p;
    p.name = request_.names->of(&object);
    p.class_name = object.type->name;
    end(object, "pre", &p.pre, &p.pre_size);
    end(object, "post", &p.post, &p.post_size);
    p.rule = rule(object);
    if (const Value* v = attribute(object, "g_max")) p.weight = number_text(ctx_, *v);
    if (const Value* v = attribute(object, "delay_step")) {
      p.delay = number_text(ctx_, *v);
      if (v->is_int()) p.arrival_offset = v->integer + 1;
    }
    p.output = output(object);
    p.variables = variables(object);
    p.parameters = parameters(object);
    p.location = place(object);
    network_.projections.push_back(std::move(p));
  }

  host::Context& ctx_;
  const host::RunRequest& request_;
  const Constructions& constructions_;
  ir::Network& network_;
};

std::string variable_name(const host::NetworkPlan& plan, std::int64_t id) {
  for (const auto& v : plan.variables)
    if (v.id == id) return v.owner + "." + v.name;
  return "?";
}

// "a.input[0:50:2] += 20.0".
std::string input_text(const host::NetworkPlan& plan, const host::InputPlan& input) {
  using Kind = host::InputPlan::Kind;
  std::string target = variable_name(plan, input.variable);
  if (const host::RangePlan& r = input.range; r.stop != 0)
    target += fmt::format("[{}:{}{}]", r.start, r.stop, r.step == 1 ? "" : fmt::format(":{}", r.step));
  std::string value = host::real_to_text(input.value.value);
  if (input.kind == Kind::func) value = "f(t, dt)";
  else if (input.kind == Kind::iter) value = input.rows == 0 ? "row i" : fmt::format("row i of {}", input.rows);
  else if (input.value.array) value = counted(static_cast<std::int64_t>(input.value.values.size()), "value");
  return fmt::format("{} {} {}", target, input.op == '=' ? "=" : std::string(1, input.op) + "=", value);
}

std::string monitor_text(const host::NetworkPlan& plan, const host::MonitorPlan& m) {
  std::string text;
  for (const std::int64_t id : m.variables) text += (text.empty() ? "" : " and ") + variable_name(plan, id);
  if (!m.indices.empty()) text += fmt::format(" ({})", counted(static_cast<std::int64_t>(m.indices.size()), "element"));
  return m.key == text ? text : m.key + ": " + text;
}

// A synapse without delay reads the spikes at its place in the step: those of the step before unless they are exchanged there.
void find_arrivals(ir::Network& network) {
  std::map<std::string, const ir::StepLine*> lines;
  for (const ir::StepLine& s : network.step)
    if (s.phase != "clear" && s.phase != "input") lines[s.object] = &s;
  for (ir::Projection& p : network.projections)
    if (const auto line = lines.find(p.name); p.delay == "None" && line != lines.end() && line->second->exchanges.empty()) p.arrival_offset = 1;
}

// The population behind a view of one.
const Instance* population_of(const Value* end) {
  const Instance* object = end ? host::as_instance(*end) : nullptr;
  while (object && host::role_of(*object) == "view") {
    const Value* target = attribute(*object, "target");
    object = target ? host::as_instance(*target) : nullptr;
  }
  return object;
}

}  // namespace

// A synapse may outlive the population it was made with: nothing would ever spike.
void Discovery::warn_of_absent_populations(const host::RunRequest& request, const ir::Location& location) {
  for (const Instance* synapse : request.objects)
    for (const char* label : {"pre", "post"}) {
      const Instance* population = host::role_of(*synapse) == "synapse" ? population_of(attribute(*synapse, label)) : nullptr;
      if (!population || std::find(request.objects.begin(), request.objects.end(), population) != request.objects.end()) continue;
      const Span span = span_of({{}, location.file, location.line, location.column}, {});
      diagnostics_
          .warning("absent-population", span, fmt::format("the {} population of the synapse '{}' is no part of what is run: no step updates it", label,
                                                          request.names->of(synapse)))
          .hint = "add it to the network; if it was replaced by another population, make the synapse anew";
    }
}

void Discovery::describe_network(host::Context& ctx, const host::RunRequest& request, Instance& runner) {
  ir::Network network;
  network.location = here(ctx);
  network.dt = request.dt;
  const Value* target = attribute(runner, "target");
  network.name = host::as_instance(*target) ? request.names->of(host::as_instance(*target)) : "network";
  const auto add_rows = [&](const std::vector<host::RowPlan>& rows, const std::vector<host::PlannedRow>& planned) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      network.step.push_back({planned[i].phase, rows[i].object, module_.updates[static_cast<std::size_t>(rows[i].update)].name});
  };
  add_rows(request.plan.clear, request.clear_rows);
  for (const host::InputPlan& input : request.plan.inputs) {
    const std::string variable = variable_name(request.plan, input.variable);
    network.step.push_back({"input", variable.substr(0, variable.rfind('.')), input_text(request.plan, input)});
  }
  add_rows(request.plan.update, request.update_rows);
  // Of a network that the same call steps again, as in a sweep, the first says what there is to say.
  std::string steps = fmt::format("{}:{}", network.location.line, network.location.column);
  for (const ir::StepLine& s : network.step)
    if (s.phase != "input") steps += fmt::format(" {}:{}", s.object, s.update);
  if (!described_.insert(steps).second) return;
  warn_of_absent_populations(request, network.location);
  NetworkDescriber(ctx, request, constructions_, network).objects();
  describe_exchanges(request, module_.updates, network);
  find_arrivals(network);
  for (const host::MonitorPlan& m : request.plan.monitors) network.monitors.push_back(monitor_text(request.plan, m));
  module_.networks.push_back(std::move(network));
}

}  // namespace bpl::discover
