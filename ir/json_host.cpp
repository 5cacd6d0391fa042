// Host functions as JSON.
#include <array>
#include <stdexcept>

#include "host/models/signature_json.h"
#include "ir/json.h"
#include "ir/json_parts.h"
#include "ir/operations.h"
#include "support/utf8.h"

namespace bpl::ir {

namespace {

constexpr std::array<const char*, 5> kParameterKinds = {"positional_only", "positional", "star", "keyword_only", "double_star"};
constexpr std::array<const char*, 4> kCallKinds = {"positional", "star", "keyword", "double_star"};

template <class Kind, std::size_t n>
Kind kind_from_json(const json& j, const std::array<const char*, n>& names) {
  for (std::size_t k = 0; k < n; ++k)
    if (j == names[k]) return static_cast<Kind>(k);
  throw std::invalid_argument("not a kind: " + j.dump());
}

bool is_utf8(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    if (!c.valid || (c.value >= 0xd800 && c.value < 0xe000)) return false;
    at += c.length;
  }
  return true;
}

json instr_to_json(const HostInstr&);

json block_to_json(const HostBlock& block) { return list_to_json(block, instr_to_json); }

json call_kind_to_json(const CallArgument& a) {
  json j = {{"kind", kCallKinds[static_cast<std::size_t>(a.kind)]}};
  if (!a.name.empty()) j["name"] = a.name;
  return j;
}

json instr_to_json(const HostInstr& i) {
  json j = {{"op", info(i.op).name}};
  if (i.result != -1) j["result"] = i.result;
  if (!i.args.empty()) j["args"] = i.args;
  if (!i.name.empty()) j["name"] = i.name;
  if (i.index != -1) j["index"] = i.index;
  if (i.constant != Constant{} || i.op == HostOp::constant || i.op == HostOp::define) j["constant"] = constant_to_json(i.constant);
  if (!i.call_kinds.empty()) j["call_kinds"] = list_to_json(i.call_kinds, call_kind_to_json);
  if (i.defaults != 0) j["defaults"] = i.defaults;
  if (i.keyword_defaults != 0) j["keyword_defaults"] = i.keyword_defaults;
  if (!i.body.empty()) j["body"] = i.body;
  if (i.class_cell != -1) j["class_cell"] = i.class_cell;
  if (!i.results.empty()) j["results"] = i.results;
  if (!i.blocks.empty()) j["blocks"] = list_to_json(i.blocks, block_to_json);
  if (i.location != Location{}) j["location"] = location_to_json(i.location);
  return j;
}

HostInstr instr_from_json(const json& j) {
  const HostOpInfo* op = find_host_op(j.at("op").get_ref<const std::string&>());
  if (!op) throw std::invalid_argument("not a host operation: " + j.at("op").dump());
  HostInstr i;
  i.op = op->op;
  i.result = j.value("result", -1);
  i.args = j.value("args", std::vector<int>{});
  i.name = j.value("name", "");
  i.index = j.value("index", -1);
  if (j.contains("constant")) i.constant = constant_from_json(j["constant"]);
  for (const json& k : j.value("call_kinds", json::array()))
    i.call_kinds.push_back({kind_from_json<CallKind>(k.at("kind"), kCallKinds), k.value("name", "")});
  i.defaults = j.value("defaults", 0);
  i.keyword_defaults = j.value("keyword_defaults", 0);
  i.body = j.value("body", "");
  i.class_cell = j.value("class_cell", -1);
  i.results = j.value("results", std::vector<int>{});
  for (const json& block : j.value("blocks", json::array())) {
    HostBlock& b = i.blocks.emplace_back();
    for (const json& k : block) b.push_back(instr_from_json(k));
  }
  if (j.contains("location")) i.location = location_from_json(j["location"]);
  return i;
}

}  // namespace

json constant_to_json(const Constant& constant) {
  struct Visitor {
    json operator()(NoneConstant) const { return nullptr; }
    json operator()(EllipsisConstant) const { return {{"ellipsis", true}}; }
    json operator()(bool b) const { return b; }
    json operator()(std::int64_t i) const { return i; }
    json operator()(double x) const { return {{"float", host::number_to_json(x)}}; }
    // JSON holds no lone surrogates: such a text is written as its bytes.
    json operator()(const std::string& text) const {
      if (is_utf8(text)) return text;
      json bytes = json::array();
      for (const char c : text) bytes.push_back(static_cast<unsigned char>(c));
      return {{"bytes", bytes}};
    }
  };
  return std::visit(Visitor{}, constant);
}

Constant constant_from_json(const json& j) {
  if (j.is_null()) return NoneConstant{};
  if (j.is_boolean()) return j.get<bool>();
  if (j.is_number_integer()) return j.get<std::int64_t>();
  if (j.is_string()) return j.get<std::string>();
  if (j.contains("ellipsis")) return EllipsisConstant{};
  if (j.contains("float")) return host::number_from_json(j["float"]);
  std::string text;
  for (const json& byte : j.at("bytes")) text += static_cast<char>(byte.get<int>());
  return text;
}

json location_to_json(const Location& l) {
  if (l == Location{}) return nullptr;
  return {l.file, l.line, l.column, l.end_line, l.end_column};
}

Location location_from_json(const json& j) {
  if (j.is_null()) return {};
  return {j.at(0).get<int>(), j.at(1).get<int>(), j.at(2).get<int>(), j.at(3).get<int>(), j.at(4).get<int>()};
}

json function_head_to_json(const HostFunction& f) {
  const json parameters = list_to_json(f.parameters, [](const HostParameter& p) {
    return json{{"name", p.name}, {"kind", kParameterKinds[static_cast<std::size_t>(p.kind)]}};
  });
  return {{"name", f.name},
          {"short_name", f.short_name},
          {"unit", f.unit},
          {"parameters", parameters},
          {"free_variables", f.free_variables},
          {"compiled", f.compiled},
          {"file", f.location.file},
          {"line", f.location.line}};
}

json function_to_json(const HostFunction& f) {
  json j = function_head_to_json(f);
  j["location"] = location_to_json(f.location);
  j["locals"] = f.locals;
  j["registers"] = f.register_count;
  j["body"] = block_to_json(f.body);
  return j;
}

HostFunction function_from_json(const json& j) {
  HostFunction f;
  f.name = j.at("name").get<std::string>();
  f.short_name = j.at("short_name").get<std::string>();
  f.unit = j.at("unit").get<std::string>();
  for (const json& p : j.at("parameters"))
    f.parameters.push_back({p.at("name").get<std::string>(), kind_from_json<ParameterKind>(p.at("kind"), kParameterKinds)});
  f.locals = j.at("locals").get<std::vector<std::string>>();
  f.register_count = j.at("registers").get<int>();
  f.free_variables = j.at("free_variables").get<std::vector<std::string>>();
  for (const json& i : j.at("body")) f.body.push_back(instr_from_json(i));
  f.compiled = j.at("compiled").get<bool>();
  f.location = location_from_json(j.at("location"));
  return f;
}

}  // namespace bpl::ir
