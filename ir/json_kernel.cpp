// Updates as JSON.
#include <cmath>
#include <stdexcept>

#include "host/models/signature_json.h"
#include "ir/json_parts.h"
#include "ir/operations.h"

namespace bpl::ir {

namespace {

json code_to_json(const std::vector<KernelInstr>&);

json instr_to_json(const KernelInstr& i) {
  json j = {{"op", info(i.op).name}, {"type", host::element_type_name(i.type)}};
  if (i.uniform) j["uniform"] = true;
  if (!i.args.empty()) j["args"] = i.args;
  if (!i.name.empty()) j["name"] = i.name;
  if (i.index != -1) j["index"] = i.index;
  if (i.number != 0 || std::signbit(i.number)) j["number"] = host::number_to_json(i.number);
  for (const Integration& f : i.integration)
    j["integration"].push_back(
        {{"method", f.method}, {"states", f.states}, {"body", code_to_json(f.body)}, {"derivatives", f.derivatives}});
  if (i.location != Location{}) j["location"] = location_to_json(i.location);
  return j;
}

json code_to_json(const std::vector<KernelInstr>& code) { return list_to_json(code, instr_to_json); }

std::vector<KernelInstr> code_from_json(const json&);

KernelOp op_from_json(const json& j) {
  const auto& name = j.get_ref<const std::string&>();
  if (name == "unary") return KernelOp::unary;
  if (name == "binary") return KernelOp::binary;
  const KernelOpInfo* op = find_kernel_op(name);
  if (!op) throw std::invalid_argument("not a kernel operation: " + name);
  return op->op;
}

KernelInstr instr_from_json(const json& j) {
  KernelInstr i;
  i.op = op_from_json(j.at("op"));
  if (!host::element_type_from_name(j.at("type").get_ref<const std::string&>(), &i.type))
    throw std::invalid_argument("not an element type: " + j.at("type").dump());
  i.uniform = j.value("uniform", false);
  i.args = j.value("args", std::vector<int>{});
  i.name = j.value("name", "");
  i.index = j.value("index", -1);
  if (j.contains("number")) i.number = host::number_from_json(j["number"]);
  for (const json& f : j.value("integration", json::array()))
    i.integration.push_back({f.at("method").get<std::string>(), f.at("states").get<int>(), code_from_json(f.at("body")),
                             f.at("derivatives").get<std::vector<int>>()});
  if (j.contains("location")) i.location = location_from_json(j["location"]);
  return i;
}

std::vector<KernelInstr> code_from_json(const json& j) {
  std::vector<KernelInstr> out;
  for (const json& i : j) out.push_back(instr_from_json(i));
  return out;
}

json event_sum_to_json(const EventSum& s) {
  json j = {{"spikes", s.spikes},   {"delay", s.delay},   {"per_source_delay", s.per_source_delay},
            {"connectivity", s.connectivity}, {"weight", s.weight}, {"per_synapse_weight", s.per_synapse_weight},
            {"space", s.space}};
  if (s.temporary != -1) j["temporary"] = s.temporary;
  if (!s.start.empty()) j["start"] = host::scalar_code_to_json(s.start);
  if (!s.step.empty()) j["step"] = host::scalar_code_to_json(s.step);
  if (s.location != Location{}) j["location"] = location_to_json(s.location);
  return j;
}

json collective_to_json(const Collective& c) {
  json j = {{"op", info(c.op).name}, {"operands", c.operands}};
  if (!c.name.empty()) j["name"] = c.name;
  if (c.state != -1) j["state"] = c.state;
  if (c.slot != -1) j["slot"] = c.slot;
  if (c.transposed) j["transposed"] = true;
  if (!c.start.empty()) j["start"] = host::scalar_code_to_json(c.start);
  if (!c.step.empty()) j["step"] = host::scalar_code_to_json(c.step);
  if (!c.count.empty()) j["count"] = host::scalar_code_to_json(c.count);
  if (c.result != -1) j["result"] = c.result;
  if (c.location != Location{}) j["location"] = location_to_json(c.location);
  return j;
}

Collective collective_from_json(const json& j) {
  const auto& name = j.at("op").get_ref<const std::string&>();
  const CollectiveOpInfo* op = find_collective_op(name);
  if (!op) throw std::invalid_argument("not a collective operation: " + name);
  Collective c;
  c.op = op->op;
  c.name = j.value("name", "");
  c.operands = j.at("operands").get<std::vector<int>>();
  c.state = j.value("state", -1);
  c.slot = j.value("slot", -1);
  c.transposed = j.value("transposed", false);
  if (j.contains("start")) c.start = host::scalar_code_from_json(j["start"]);
  if (j.contains("step")) c.step = host::scalar_code_from_json(j["step"]);
  if (j.contains("count")) c.count = host::scalar_code_from_json(j["count"]);
  c.result = j.value("result", -1);
  if (j.contains("location")) c.location = location_from_json(j["location"]);
  return c;
}

json temporary_to_json(const Temporary& t) { return {{"type", host::element_type_name(t.type)}, {"space", t.space}}; }

Temporary temporary_from_json(const json& j) {
  Temporary t;
  t.space = j.at("space").get<int>();
  if (!host::element_type_from_name(j.at("type").get_ref<const std::string&>(), &t.type))
    throw std::invalid_argument("not an element type: " + j.at("type").dump());
  return t;
}

constexpr const char* kStepNames[] = {"kernel", "event_sum", "collective"};

json step_to_json(const UpdateStep& s) { return {{kStepNames[static_cast<std::size_t>(s.kind)], s.index}}; }

UpdateStep step_from_json(const json& j) {
  for (int k = 0; k < 3; ++k)
    if (j.contains(kStepNames[k])) return {static_cast<UpdateStep::Kind>(k), j[kStepNames[k]].get<int>()};
  throw std::invalid_argument("not a step: " + j.dump());
}

EventSum event_sum_from_json(const json& j) {
  EventSum s;
  s.spikes = j.at("spikes").get<int>();
  s.temporary = j.value("temporary", -1);
  if (j.contains("start")) s.start = host::scalar_code_from_json(j["start"]);
  if (j.contains("step")) s.step = host::scalar_code_from_json(j["step"]);
  s.delay = j.at("delay").get<int>();
  s.per_source_delay = j.at("per_source_delay").get<bool>();
  s.connectivity = j.at("connectivity").get<int>();
  s.weight = j.at("weight").get<int>();
  s.per_synapse_weight = j.at("per_synapse_weight").get<bool>();
  s.space = j.at("space").get<int>();
  if (j.contains("location")) s.location = location_from_json(j["location"]);
  return s;
}

}  // namespace

json update_head_to_json(const Update& u) {
  json j = host::to_json(u.signature);
  j["name"] = u.name;
  j["method"] = u.method;
  j["event_sums"] = list_to_json(u.event_sums, event_sum_to_json);
  j["collectives"] = list_to_json(u.collectives, collective_to_json);
  j["temporaries"] = list_to_json(u.temporaries, temporary_to_json);
  j["draws"] = u.draws;
  j["steps"] = list_to_json(u.steps, step_to_json);
  return j;
}

json kernel_to_json(const Kernel& k) {
  return {{"name", k.name},
          {"space", k.space},
          {"coefficient_code", code_to_json(k.coefficients)},
          {"coefficient_values", k.coefficient_values},
          {"body", code_to_json(k.body)}};
}

json update_to_json(const Update& u) {
  json j = update_head_to_json(u);
  j["kernels"] = list_to_json(u.kernels, kernel_to_json);
  j["location"] = location_to_json(u.location);
  return j;
}

Update update_from_json(const json& j) {
  Update u;
  u.name = j.at("name").get<std::string>();
  u.method = j.at("method").get<std::string>();
  u.signature = host::signature_from_json(j);
  for (const json& k : j.at("kernels"))
    u.kernels.push_back({k.at("name").get<std::string>(), k.at("space").get<int>(), code_from_json(k.at("coefficient_code")),
                         k.at("coefficient_values").get<std::vector<int>>(), code_from_json(k.at("body"))});
  for (const json& s : j.at("event_sums")) u.event_sums.push_back(event_sum_from_json(s));
  for (const json& c : j.at("collectives")) u.collectives.push_back(collective_from_json(c));
  for (const json& t : j.at("temporaries")) u.temporaries.push_back(temporary_from_json(t));
  u.draws = j.at("draws").get<int>();
  for (const json& s : j.at("steps")) u.steps.push_back(step_from_json(s));
  u.location = location_from_json(j.at("location"));
  return u;
}

}  // namespace bpl::ir
