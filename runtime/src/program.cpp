#include "runtime/src/program.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "host/models/signature_json.h"

namespace bpl::runtime {
namespace {

using nlohmann::json;

host::ElementType element_type(const std::string& text) {
  if (text == "boolean") return host::ElementType::boolean;
  if (text == "integer") return host::ElementType::integer;
  if (text == "real") return host::ElementType::real;
  throw std::runtime_error(fmt::format("unknown element type '{}'", text));
}

template <class T>
T field(const json& object, const char* name, T fallback) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? fallback : found->get<T>();
}

const json& list(const json& object, const char* name) {
  static const json empty = json::array();
  const auto found = object.find(name);
  return found == object.end() ? empty : *found;
}

// A location is [file, line, ...], or null where there is none.
SourcePlace place(const json& object) {
  const auto found = object.find("location");
  if (found == object.end() || found->is_null()) return {};
  return {found->at(0).get<int>(), found->at(1).get<int>()};
}

UpdateTable::Step read_step(const json& j) {
  using Kind = UpdateTable::Step::Kind;
  if (j.contains("kernel")) return {Kind::kernel, j["kernel"].get<int>()};
  if (j.contains("event_sum")) return {Kind::event_sum, j["event_sum"].get<int>()};
  return {Kind::collective, j.at("collective").get<int>()};
}

UpdateTable read_update(const json& j) {
  UpdateTable u;
  u.name = field<std::string>(j, "name", "");
  u.spaces = field(j, "spaces", 1);
  for (const json& s : list(j, "states"))
    u.states.push_back({element_type(field<std::string>(s, "type", "real")), field(s, "space", -1), field(s, "read", true),
                        field(s, "written", true), field(s, "live", true)});
  for (const json& s : list(j, "slots")) 
    u.slots.push_back({field(s, "array", false), field(s, "space", -1), field(s, "elements", true), element_type(field<std::string>(s, "type", "real"))});
  for (const json& k : list(j, "kernels")) {
    KernelTable kernel{field<std::string>(k, "name", ""), field(k, "space", 0), {}, nullptr};
    for (const json& c : list(k, "coefficients")) kernel.coefficients.push_back(c.get<bool>());
    u.kernels.push_back(std::move(kernel));
  }
  for (const json& e : list(j, "event_sums"))
    u.event_sums.push_back({field(e, "spikes", -1), field(e, "temporary", -1), field(e, "delay", -1), field(e, "per_source_delay", false),
                            field(e, "connectivity", -1), field(e, "weight", -1), field(e, "per_synapse_weight", false),
                            field(e, "space", -1), host::scalar_code_from_json(list(e, "start")), host::scalar_code_from_json(list(e, "step"))});
  for (const json& c : list(j, "collectives"))
    u.collectives.push_back({field<std::string>(c, "op", ""), field<std::string>(c, "name", ""), field(c, "operands", std::vector<int>{}),
                             field(c, "state", -1), field(c, "slot", -1), field(c, "result", -1), field(c, "transposed", false),
                             host::scalar_code_from_json(list(c, "start")), host::scalar_code_from_json(list(c, "step")),
                             host::scalar_code_from_json(list(c, "count"))});
  for (const json& t : list(j, "temporaries")) u.temporaries.push_back({element_type(field<std::string>(t, "type", "real")), field(t, "space", -1)});
  u.draws = field(j, "draws", 0);
  for (const json& s : list(j, "steps")) u.steps.push_back(read_step(s));
  return u;
}

}  // namespace

Program read_tables(std::string_view text) {
  Program p;
  try {
    const json j = json::parse(text);
    p.module = field<std::string>(j, "module", "model");
    p.double_precision = field<std::string>(j, "precision", "f32") == "f64";
    p.files = field(j, "files", p.files);
    for (const json& d : list(j, "definitions"))
      p.definitions.push_back({field<std::string>(d, "name", ""), literal_from_json(d.at("value")), place(d), field<std::string>(d, "needs", "")});
    for (const json& s : list(j, "sites")) {
      SiteTable site{field<std::string>(s, "name", ""), field<std::string>(s, "class", ""), {}, {}};
      for (const json& a : list(s, "aliases")) site.aliases.push_back(a.get<std::string>());
      for (const json& q : list(s, "parameters"))
        site.parameters.push_back({field<std::string>(q, "name", ""), field<std::string>(q, "default", ""),
                                   field<std::string>(q, "unit", ""), place(q), field<std::string>(q, "needs", "")});
      p.sites.push_back(std::move(site));
    }
    for (const json& u : list(j, "updates")) p.updates.push_back(read_update(u));
  } catch (const json::exception& e) {
    throw std::runtime_error(fmt::format("the tables of this program cannot be read: {}", e.what()));
  }
  return p;
}

void bind_kernels(Program& program, const BplKernelEntry* kernels, std::int64_t count) {
  std::int64_t next = 0;
  for (UpdateTable& u : program.updates)
    for (KernelTable& k : u.kernels) {
      if (next >= count) throw std::runtime_error("the program's tables name more kernels than it has");
      k.entry = &kernels[next++];
    }
}

Program read_program(const BplProgram& binary) {
  Program p = read_tables({binary.tables, static_cast<std::size_t>(binary.tables_size)});
  bind_kernels(p, binary.kernels, binary.kernel_count);
  return p;
}

}  // namespace bpl::runtime
