// The module as JSON, and the tables of executables.
#include "ir/json.h"

#include "ir/json_parts.h"
#include "ir/passes/live_states.h"
#include "ir/text.h"

namespace bpl::ir {

namespace {

json definition_to_json(const Definition& d) {
  return {{"name", d.name},
          {"value", constant_to_json(d.value)},
          {"text", constant_text(d.value)},
          {"needs", d.needs},
          {"location", location_to_json(d.location)}};
}

json unit_to_json(const Unit& u) { return {{"name", u.name}, {"init", u.init}}; }

json site_to_json(const Site& s) {
  const json parameters = list_to_json(s.parameters, [](const Site::Parameter& p) {
    return json{{"name", p.name}, {"default", p.default_text}, {"unit", p.unit}, {"needs", p.needs}, {"location", location_to_json(p.location)}};
  });
  return {{"name", s.name},
          {"aliases", s.aliases},
          {"class", s.class_name},
          {"chain", list_to_json(s.chain, [](const Site::Call& c) {
             return json{{"location", location_to_json(c.location)}, {"occurrence", c.occurrence}};
           })},
          {"parameters", parameters}};
}

Site site_from_json(const json& j) {
  Site s;
  s.name = j.at("name").get<std::string>();
  s.aliases = j.at("aliases").get<std::vector<std::string>>();
  s.class_name = j.at("class").get<std::string>();
  for (const json& c : j.at("chain")) s.chain.push_back({location_from_json(c.at("location")), c.at("occurrence").get<int>()});
  for (const json& p : j.at("parameters"))
    s.parameters.push_back({p.at("name").get<std::string>(), p.at("default").get<std::string>(),
                            p.at("unit").get<std::string>(), location_from_json(p.at("location")), p.at("needs").get<std::string>()});
  return s;
}

// What both forms have.
json common_to_json(const Module& m) {
  return {{"module", m.name},
          {"files", m.files},
          {"precision", m.precision == Precision::f64 ? "f64" : "f32"},
          {"definitions", list_to_json(m.definitions, definition_to_json)},
          {"units", list_to_json(m.units, unit_to_json)},
          {"sites", list_to_json(m.sites, site_to_json)},
          {"networks", list_to_json(m.networks, network_to_json)}};
}

// One entry a coefficient: whether it depends on an array slot and so has one value an element.
std::vector<bool> array_coefficients(const Kernel& kernel, const host::Signature& signature) {
  std::vector<bool> varying;
  for (const KernelInstr& i : kernel.coefficients) {
    bool v = i.op == KernelOp::slot && signature.slots.at(static_cast<std::size_t>(i.index)).array;
    for (const int a : i.args) v = v || varying.at(static_cast<std::size_t>(a));
    varying.push_back(v);
  }
  std::vector<bool> out;
  for (const int value : kernel.coefficient_values) out.push_back(varying.at(static_cast<std::size_t>(value)));
  return out;
}

// Whether a kernel reads an array slot element by element; others serve event sums and collectives.
bool reads_elements(const Update& u, int slot) {
  const auto reads = [&](const KernelInstr& i) { return i.op == KernelOp::slot && i.index == slot; };
  return std::any_of(u.kernels.begin(), u.kernels.end(), [&](const Kernel& k) {
    return std::any_of(k.body.begin(), k.body.end(), reads) || std::any_of(k.coefficients.begin(), k.coefficients.end(), reads);
  });
}

json update_table(const Module& m, const Update& u) {
  json j = update_head_to_json(u);
  j["kernels"] = list_to_json(u.kernels, [&](const Kernel& k) {
    return json{{"name", k.name}, {"space", k.space}, {"coefficients", array_coefficients(k, u.signature)}};
  });
  for (std::size_t k = 0; k < u.signature.states.size(); ++k) j["states"][k]["live"] = is_live(m, u, static_cast<int>(k));
  for (std::size_t k = 0; k < u.signature.slots.size(); ++k) j["slots"][k]["elements"] = reads_elements(u, static_cast<int>(k));
  return j;
}

}  // namespace

json to_json(const Module& m) {
  json j = common_to_json(m);
  j["functions"] = list_to_json(m.functions, function_to_json);
  j["updates"] = list_to_json(m.updates, update_to_json);
  return j;
}

Module module_from_json(const json& j) {
  Module m;
  m.name = j.at("module").get<std::string>();
  m.files = j.at("files").get<std::vector<std::string>>();
  m.precision = j.at("precision") == "f64" ? Precision::f64 : Precision::f32;
  for (const json& d : j.at("definitions"))
    m.definitions.push_back({d.at("name").get<std::string>(), constant_from_json(d.at("value")), location_from_json(d.at("location")),
                             d.at("needs").get<std::string>()});
  for (const json& u : j.at("units")) m.units.push_back({u.at("name").get<std::string>(), u.at("init").get<std::string>()});
  for (const json& f : j.at("functions")) m.functions.push_back(function_from_json(f));
  for (const json& u : j.at("updates")) m.updates.push_back(update_from_json(u));
  for (const json& s : j.at("sites")) m.sites.push_back(site_from_json(s));
  for (const json& n : j.at("networks")) m.networks.push_back(network_from_json(n));
  return m;
}

json tables_json(const Module& m) {
  json j = common_to_json(m);
  j["functions"] = list_to_json(m.functions, function_head_to_json);
  j["updates"] = list_to_json(m.updates, [&](const Update& u) { return update_table(m, u); });
  return j;
}

}  // namespace bpl::ir
