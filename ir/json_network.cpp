// Networks as JSON.
#include <stdexcept>

#include "host/models/signature_json.h"
#include "ir/exchange.h"
#include "ir/json_parts.h"

namespace bpl::ir {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string text(const json& j, const char* key) { return j.at(key).get<std::string>(); }

json variable_to_json(const StateVariable& v) {
  return {{"name", v.name}, {"type", host::element_type_name(v.type)}, {"initial", v.initial}};
}

std::vector<StateVariable> variables_from_json(const json& j) {
  std::vector<StateVariable> variables;
  for (const json& v : j) {
    ElementType type{};
    if (!host::element_type_from_name(v.at("type").get_ref<const std::string&>(), &type))
      throw std::invalid_argument("not an element type: " + v.at("type").dump());
    variables.push_back({text(v, "name"), type, text(v, "initial")});
  }
  return variables;
}

json exchange_to_json(const Exchange& e) {
  return {{"kind", exchange_kind_name(e.kind)}, {"number", e.number}, {"variables", e.variables}, {"reason", e.reason}};
}

Exchange exchange_from_json(const json& j) {
  const std::string kind = text(j, "kind");
  if (!exchange_kind_from_name(kind)) throw std::invalid_argument("not a kind of exchange: " + kind);
  return {*exchange_kind_from_name(kind), j.at("number").get<int>(), j.at("variables").get<std::vector<std::string>>(), text(j, "reason")};
}

json step_to_json(const StepLine& s) {
  return {{"phase", s.phase}, {"object", s.object}, {"update", s.update}, {"exchanges", list_to_json(s.exchanges, exchange_to_json)}};
}

StepLine step_from_json(const json& j) {
  StepLine s{text(j, "phase"), text(j, "object"), text(j, "update")};
  for (const json& e : j.at("exchanges")) s.exchanges.push_back(exchange_from_json(e));
  return s;
}

json population_to_json(const Population& p) {
  return {{"name", p.name},
          {"aliases", p.aliases},
          {"class", p.class_name},
          {"size", p.size},
          {"variables", list_to_json(p.variables, variable_to_json)},
          {"parameters", p.parameters},
          {"location", location_to_json(p.location)}};
}

Population population_from_json(const json& j) {
  Population p;
  p.name = text(j, "name");
  p.aliases = j.at("aliases").get<std::vector<std::string>>();
  p.class_name = text(j, "class");
  p.size = j.at("size").get<std::int64_t>();
  p.variables = variables_from_json(j.at("variables"));
  p.parameters = j.at("parameters").get<Pairs>();
  p.location = location_from_json(j.at("location"));
  return p;
}

json projection_to_json(const Projection& p) {
  return {{"name", p.name},
          {"class", p.class_name},
          {"pre", p.pre},
          {"pre_size", p.pre_size},
          {"post", p.post},
          {"post_size", p.post_size},
          {"rule", p.rule},
          {"weight", p.weight},
          {"delay", p.delay},
          {"arrival_offset", p.arrival_offset},
          {"output", p.output},
          {"variables", list_to_json(p.variables, variable_to_json)},
          {"parameters", p.parameters},
          {"location", location_to_json(p.location)}};
}

Projection projection_from_json(const json& j) {
  Projection p;
  p.name = text(j, "name");
  p.class_name = text(j, "class");
  p.pre = text(j, "pre");
  p.pre_size = j.at("pre_size").get<std::int64_t>();
  p.post = text(j, "post");
  p.post_size = j.at("post_size").get<std::int64_t>();
  p.rule = text(j, "rule");
  p.weight = text(j, "weight");
  p.delay = text(j, "delay");
  p.arrival_offset = j.at("arrival_offset").get<std::int64_t>();
  p.output = text(j, "output");
  p.variables = variables_from_json(j.at("variables"));
  p.parameters = j.at("parameters").get<Pairs>();
  p.location = location_from_json(j.at("location"));
  return p;
}

}  // namespace

json network_to_json(const Network& n) {
  return {{"name", n.name},
          {"populations", list_to_json(n.populations, population_to_json)},
          {"projections", list_to_json(n.projections, projection_to_json)},
          {"dt", n.dt},
          {"step", list_to_json(n.step, step_to_json)},
          {"exchanges", list_to_json(n.exchanges, exchange_to_json)},
          {"monitors", n.monitors},
          {"location", location_to_json(n.location)}};
}

Network network_from_json(const json& j) {
  Network n;
  n.name = text(j, "name");
  for (const json& p : j.at("populations")) n.populations.push_back(population_from_json(p));
  for (const json& p : j.at("projections")) n.projections.push_back(projection_from_json(p));
  n.dt = j.at("dt").get<double>();
  for (const json& s : j.at("step")) n.step.push_back(step_from_json(s));
  for (const json& e : j.at("exchanges")) n.exchanges.push_back(exchange_from_json(e));
  n.monitors = j.at("monitors").get<std::vector<std::string>>();
  n.location = location_from_json(j.at("location"));
  return n;
}

}  // namespace bpl::ir
