// What discovery knows of a network, for people and tools: --emit=network, --list-params, --set.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/discover/discovery.h"
#include "host/array.h"
#include "host/ops.h"

namespace bpl::discover {

using host::Context;
using host::Instance;
using host::Value;

namespace {

// Physical units of parameters by their usual names, where the library's models use them.
const std::map<std::string, std::string> kUnits = {
    {"V_rest", "mV"}, {"V_reset", "mV"}, {"V_th", "mV"}, {"E", "mV"},      {"tau", "ms"},
    {"tau_ref", "ms"}, {"tau_decay", "ms"}, {"tau_rise", "ms"}, {"delay_step", "steps"}};

std::string unit_of(const std::string& name) {
  const auto at = kUnits.find(name);
  return at == kUnits.end() ? std::string() : at->second;
}

std::string value_text(const Value& v) {
  if (v.is_none()) return "None";
  if (v.is_bool()) return v.integer ? "True" : "False";
  if (v.is_int()) return std::to_string(v.integer);
  if (v.is_real()) return host::real_to_text(v.real);
  if (const host::Array* a = host::as_array(v)) return "array" + host::shape_text(a->shape);
  if (const host::List* l = host::as_list(v)) return fmt::format("list({})", l->items.size());
  if (const host::String* s = host::as_string(v)) return "'" + s->text + "'";
  return {};
}

const Value* attribute(const Instance& object, std::string_view name) { return const_cast<host::Dict&>(object.attributes).find(name); }

std::string role(const Instance& object) {
  for (host::Class* c : object.type->mro)
    if (Value* v = c->attributes.find("_role")) return host::as_string(*v)->text;
  return {};
}

std::vector<std::pair<std::string, std::string>> parameters(const Instance& object, const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const std::string& name : names)
    if (const Value* v = attribute(object, name); v && name != "name" && name != "size" && (v->is_number() || host::as_array(*v)))
      found.emplace_back(name, value_text(*v) + (unit_of(name).empty() ? "" : " " + unit_of(name)));
  return found;
}

// The population behind a view of one.
const Instance* population_of(const Value* end) {
  const Instance* object = end ? host::as_instance(*end) : nullptr;
  while (object && role(*object) == "view") {
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
      const Instance* population = role(*synapse) == "synapse" ? population_of(attribute(*synapse, label)) : nullptr;
      if (!population || std::find(request.objects.begin(), request.objects.end(), population) != request.objects.end()) continue;
      const Span span = span_of({{}, location.file, location.line, location.column}, {});
      diagnostics_
          .warning("absent-population", span, fmt::format("the {} population of the synapse '{}' is no part of what is run: no step updates it", label,
                                                          request.names->of(synapse)))
          .hint = "add it to the network; if it was replaced by another population, make the synapse anew";
    }
}

void Discovery::describe_network(Context& ctx, const host::RunRequest& request, Instance& runner) {
  const ir::Location location = here(ctx);
  const std::string place = fmt::format("network:{}:{}", location.line, location.column);
  if (!described_.insert(place).second) return;
  warn_of_absent_populations(request, location);
  ir::Network network;
  network.location = location;
  const Value* target = attribute(runner, "target");
  network.name = host::as_instance(*target) ? request.names->of(host::as_instance(*target)) : "network";
  for (Instance* object : request.objects) {
    const std::string name = request.names->of(object);
    const std::vector<std::string> names = host::constructor_parameters(*object->type);
    if (role(*object) == "neurons") {
      ir::Population p;
      p.name = name;
      p.aliases = request.names->aliases(object);
      p.class_name = object->type->name;
      if (const Value* n = attribute(*object, "num"); n && n->is_int()) p.size = n->integer;
      for (const auto& e : object->attributes.entries)
        if (const host::Variable* v = e.alive ? host::as_variable(e.value) : nullptr) {
          const std::vector<double> values = host::to_reals(*v->value);
          const bool same = std::all_of(values.begin(), values.end(), [&](double x) { return x == values[0]; });
          p.variables.push_back({host::as_string(e.key)->text, v->type, same && !values.empty() ? host::real_to_text(values[0]) : "array" + host::shape_text(v->value->shape)});
        }
      p.parameters = parameters(*object, names);
      if (const auto at = constructions_.find(object); at != constructions_.end() && !at->second.site.chain.empty())
        p.location = {at->second.site.chain.front().file, at->second.site.chain.front().line, at->second.site.chain.front().column, 0, 0};
      network.populations.push_back(std::move(p));
    } else if (role(*object) == "synapse") {
      ir::Projection p;
      p.name = name;
      p.class_name = object->type->name;
      for (const auto& [end, label] : {std::pair{&p.pre, "pre"}, std::pair{&p.post, "post"}})
        if (const Value* v = attribute(*object, label); v && host::as_instance(*v)) *end = request.names->of(host::as_instance(*v));
      for (const auto& e : object->attributes.entries)
        if (e.alive && e.value.is_object())
          if (const auto* c = dynamic_cast<const host::Connectivity*>(e.value.object)) p.rule = c->describe();
      if (const Value* v = attribute(*object, "g_max")) p.weight = value_text(*v);
      if (const Value* v = attribute(*object, "delay_step")) {
        p.delay = value_text(*v);
        if (v->is_int()) p.arrival_offset = v->integer + 1;
      }
      p.parameters = parameters(*object, names);
      network.projections.push_back(std::move(p));
    }
  }
  const auto add_rows = [&](const std::vector<host::RowPlan>& rows, const std::vector<host::PlannedRow>& planned) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      network.step.push_back({planned[i].phase, rows[i].object, module_.updates[static_cast<std::size_t>(rows[i].update)].name});
  };
  const auto variable_name = [&](std::int64_t id) {
    for (const auto& v : request.plan.variables)
      if (v.id == id) return v.owner + "." + v.name;
    return std::string("?");
  };
  add_rows(request.plan.clear, request.clear_rows);
  for (const host::InputPlan& input : request.plan.inputs) {
    const char* kind = input.kind == host::InputPlan::Kind::fix ? "" : input.kind == host::InputPlan::Kind::iter ? " (row of the step)" : " (function of t)";
    const std::string value = input.kind == host::InputPlan::Kind::func ? "f(t, dt)" : input.value.array ? "array" : host::real_to_text(input.value.value);
    const std::string variable = variable_name(input.variable);
    network.step.push_back({"input", variable.substr(0, variable.find('.')),
                            fmt::format("{} {} {}{}", variable, input.op == '=' ? "=" : std::string(1, input.op) + "=", value, kind)});
  }
  add_rows(request.plan.update, request.update_rows);
  for (const host::MonitorPlan& m : request.plan.monitors) {
    std::string text = m.key + ":";
    for (std::int64_t id : m.variables) text += " " + variable_name(id);
    network.monitors.push_back(text);
  }
  module_.networks.push_back(std::move(network));
}

// An object that is made again by the same calls, as in a sweep, has one site: what is set holds for all of them, unless
// the same calls also make objects of other names, as in a list.
void Discovery::describe_sites(const host::RunRequest& request, const Value& target) {
  const Instance* network = host::as_instance(target);
  for (Instance* object : request.objects) {
    const auto at = constructions_.find(object);
    if (at == constructions_.end()) continue;
    const host::ConstructionSite& made = at->second.site;
    ir::Site site;
    site.name = request.names->of(object);
    for (const host::SitePoint& p : made.chain) site.chain.push_back({p.file, p.line, p.column, 0, 0});
    const auto known = std::find_if(module_.sites.begin(), module_.sites.end(), [&](const ir::Site& s) { return s.name == site.name && s.chain == site.chain; });
    if (known != module_.sites.end()) {
      const auto same_chain = std::count_if(module_.sites.begin(), module_.sites.end(), [&](const ir::Site& s) { return s.chain == site.chain; });
      if (same_chain == 1 && known->occurrence != made.occurrence) known->occurrence = -1;
      continue;
    }
    site.aliases = request.names->aliases(object);
    if (network && network != object) site.aliases.push_back(request.names->of(network) + "." + site.name);
    site.class_name = object->type->name;
    site.occurrence = static_cast<int>(made.occurrence);
    for (const std::string& parameter : at->second.parameters) {
      const Value* v = attribute(*object, parameter);
      if (parameter == "name" || parameter == "mode" || !v || !(v->is_number() || v->is_none() || host::as_array(*v) || host::as_list(*v))) continue;
      site.parameters.push_back({parameter, value_text(*v), unit_of(parameter), site.chain.empty() ? ir::Location{} : site.chain.front()});
    }
    module_.sites.push_back(std::move(site));
  }
}

}  // namespace bpl::discover
