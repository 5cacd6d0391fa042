// Networks as JSON.
#include <stdexcept>

#include "host/signature_json.h"
#include "ir/json_parts.h"

namespace bpl::ir {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string text(const json& j, const char* key) { return j.at(key).get<std::string>(); }

json variable_to_json(const Population::Variable& v) {
  return {{"name", v.name}, {"type", host::element_type_name(v.type)}, {"initial", v.initial}};
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
  for (const json& v : j.at("variables")) {
    ElementType type{};
    if (!host::element_type_from_name(v.at("type").get_ref<const std::string&>(), &type))
      throw std::invalid_argument("not an element type: " + v.at("type").dump());
    p.variables.push_back({text(v, "name"), type, text(v, "initial")});
  }
  p.parameters = j.at("parameters").get<Pairs>();
  p.location = location_from_json(j.at("location"));
  return p;
}

json projection_to_json(const Projection& p) {
  return {{"name", p.name},     {"class", p.class_name},
          {"pre", p.pre},       {"post", p.post},
          {"rule", p.rule},     {"weight", p.weight},
          {"delay", p.delay},   {"arrival_offset", p.arrival_offset},
          {"parameters", p.parameters}, {"location", location_to_json(p.location)}};
}

Projection projection_from_json(const json& j) {
  Projection p;
  p.name = text(j, "name");
  p.class_name = text(j, "class");
  p.pre = text(j, "pre");
  p.post = text(j, "post");
  p.rule = text(j, "rule");
  p.weight = text(j, "weight");
  p.delay = text(j, "delay");
  p.arrival_offset = j.at("arrival_offset").get<std::int64_t>();
  p.parameters = j.at("parameters").get<Pairs>();
  p.location = location_from_json(j.at("location"));
  return p;
}

}  // namespace

json network_to_json(const Network& n) {
  const json step = list_to_json(n.step, [](const StepLine& s) {
    return json{{"phase", s.phase}, {"object", s.object}, {"update", s.update}};
  });
  return {{"name", n.name},
          {"populations", list_to_json(n.populations, population_to_json)},
          {"projections", list_to_json(n.projections, projection_to_json)},
          {"step", step},
          {"monitors", n.monitors},
          {"location", location_to_json(n.location)}};
}

Network network_from_json(const json& j) {
  Network n;
  n.name = text(j, "name");
  for (const json& p : j.at("populations")) n.populations.push_back(population_from_json(p));
  for (const json& p : j.at("projections")) n.projections.push_back(projection_from_json(p));
  for (const json& s : j.at("step")) n.step.push_back({text(s, "phase"), text(s, "object"), text(s, "update")});
  n.monitors = j.at("monitors").get<std::vector<std::string>>();
  n.location = location_from_json(j.at("location"));
  return n;
}

}  // namespace bpl::ir
