#include "host/models/signature_json.h"

#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bpl::host {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> kElementTypes = {"boolean", "integer", "real"};
constexpr std::array<std::string_view, 17> kRecordKinds = {
    "klass", "function",  "native", "module",   "text",         "truth", "none",    "integer",
    "real",  "container", "array",  "variable", "connectivity", "other", "missing", "same", "apart"};

Path path_from_json(const json& j) {
  Path path;
  if (!parse_path(j.get_ref<const std::string&>(), &path)) throw std::invalid_argument("not a path: " + j.dump());
  return path;
}

json to_json(const Record& r) {
  json j = {{"kind", record_kind_name(r.kind)}, {"path", to_text(r.path)}};
  if (has_other(r)) j["other"] = to_text(r.other);
  if (!r.text.empty()) j["text"] = r.text;
  if (r.number != 0 || std::signbit(r.number)) j["number"] = number_to_json(r.number);
  if (!r.keys.empty()) j["keys"] = r.keys;
  return j;
}

Record record_from_json(const json& j) {
  Record r;
  if (!record_kind_from_name(j.at("kind").get_ref<const std::string&>(), &r.kind))
    throw std::invalid_argument("not a kind of record: " + j.at("kind").dump());
  r.path = path_from_json(j.at("path"));
  if (j.contains("other")) r.other = path_from_json(j["other"]);
  r.text = j.value("text", "");
  if (j.contains("number")) r.number = number_from_json(j["number"]);
  r.keys = j.value("keys", std::vector<std::string>{});
  return r;
}

ElementType type_from_json(const json& j) {
  ElementType type{};
  if (!element_type_from_name(j.get_ref<const std::string&>(), &type))
    throw std::invalid_argument("not an element type: " + j.dump());
  return type;
}

json to_json(const Slot& s) {
  json j = {{"path", to_text(s.path)}, {"array", s.array}, {"type", element_type_name(s.type)}, {"space", s.space}};
  j["default"] = number_to_json(s.default_value);
  if (s.length) j["length"] = true;
  if (s.rows) j["rows"] = true;
  if (s.line != 0) j["line"] = s.line;
  if (!s.unit.empty()) j["unit"] = s.unit;
  return j;
}

Slot slot_from_json(const json& j) {
  return {.path = path_from_json(j.at("path")),
          .array = j.at("array").get<bool>(),
          .length = j.value("length", false),
          .rows = j.value("rows", false),
          .type = type_from_json(j.at("type")),
          .space = j.at("space").get<int>(),
          .default_value = number_from_json(j.at("default")),
          .line = j.value("line", 0),
          .unit = j.value("unit", "")};
}

json to_json(const State& s) {
  json j = {{"path", to_text(s.path)}, {"type", element_type_name(s.type)}, {"space", s.space}, {"read", s.read}, {"written", s.written}};
  if (s.history) j["history"] = true;
  return j;
}

State state_from_json(const json& j) {
  return {.path = path_from_json(j.at("path")),
          .type = type_from_json(j.at("type")),
          .space = j.at("space").get<int>(),
          .read = j.at("read").get<bool>(),
          .written = j.at("written").get<bool>(),
          .history = j.value("history", false)};
}

json to_json(const Guard& g) {
  json j = {{"nodes", scalar_code_to_json(g.nodes)}, {"answer", number_to_json(g.answer)}};
  if (g.line != 0) j["line"] = g.line;
  if (g.file != 0) j["file"] = g.file;
  return j;
}

json to_json(const Extent& e) {
  json j = {{"space", e.space}, {"nodes", scalar_code_to_json(e.nodes)}};
  if (e.line != 0) j["line"] = e.line;
  return j;
}

Extent extent_from_json(const json& j) {
  return {.space = j.at("space").get<int>(), .nodes = scalar_code_from_json(j.at("nodes")), .line = j.value("line", 0)};
}

Guard guard_from_json(const json& j) {
  Guard g;
  g.nodes = scalar_code_from_json(j.at("nodes"));
  g.answer = number_from_json(j.at("answer"));
  g.line = j.value("line", 0);
  g.file = j.value("file", 0);
  return g;
}

template <class T>
json list_to_json(const std::vector<T>& list) {
  json out = json::array();
  for (const T& item : list) out.push_back(to_json(item));
  return out;
}

template <std::size_t n>
bool find_name(const std::array<std::string_view, n>& names, std::string_view name, std::size_t* index) {
  for (*index = 0; *index < n; ++*index)
    if (names[*index] == name) return true;
  return false;
}

}  // namespace

std::string_view element_type_name(ElementType t) { return kElementTypes[static_cast<std::size_t>(t)]; }

bool element_type_from_name(std::string_view name, ElementType* type) {
  std::size_t index = 0;
  if (!find_name(kElementTypes, name, &index)) return false;
  *type = static_cast<ElementType>(index);
  return true;
}

std::string_view record_kind_name(Record::Kind kind) {
  return kRecordKinds[static_cast<std::size_t>(kind)];
}

bool record_kind_from_name(std::string_view name, Record::Kind* kind) {
  std::size_t index = 0;
  if (!find_name(kRecordKinds, name, &index)) return false;
  *kind = static_cast<Record::Kind>(index);
  return true;
}

json number_to_json(double x) {
  if (std::isnan(x)) return "nan";
  if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
  return x;
}

double number_from_json(const json& j) {
  if (j.is_number()) return j.get<double>();
  const auto& text = j.get_ref<const std::string&>();
  if (text == "inf") return std::numeric_limits<double>::infinity();
  if (text == "-inf") return -std::numeric_limits<double>::infinity();
  if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
  throw std::invalid_argument("not a number: " + text);
}

json scalar_code_to_json(const std::vector<ScalarNode>& code) {
  json nodes = json::array();
  for (const ScalarNode& n : code) {
    json node = {{"op", n.op}};
    if (!n.args.empty()) node["args"] = n.args;
    if (n.number != 0 || std::signbit(n.number)) node["number"] = number_to_json(n.number);
    if (n.slot != -1) node["slot"] = n.slot;
    nodes.push_back(std::move(node));
  }
  return nodes;
}

std::vector<ScalarNode> scalar_code_from_json(const json& j) {
  std::vector<ScalarNode> code;
  for (const json& n : j) {
    ScalarNode node;
    node.op = n.at("op").get<std::string>();
    node.args = n.value("args", std::vector<int>{});
    if (n.contains("number")) node.number = number_from_json(n["number"]);
    node.slot = n.value("slot", -1);
    code.push_back(std::move(node));
  }
  return code;
}

json to_json(const Signature& s) {
  json connectivities = json::array();
  for (const ConnectivityUse& c : s.connectivities) connectivities.push_back(to_text(c.path));
  return {{"records", list_to_json(s.records)}, {"slots", list_to_json(s.slots)},   {"guards", list_to_json(s.guards)},
          {"extents", list_to_json(s.extents)}, {"states", list_to_json(s.states)}, {"connectivities", connectivities},
          {"spaces", s.space_count}};
}

Signature signature_from_json(const json& j) {
  Signature s;
  for (const json& r : j.at("records")) s.records.push_back(record_from_json(r));
  for (const json& r : j.at("slots")) s.slots.push_back(slot_from_json(r));
  for (const json& r : j.at("guards")) s.guards.push_back(guard_from_json(r));
  for (const json& r : j.at("extents")) s.extents.push_back(extent_from_json(r));
  for (const json& r : j.at("states")) s.states.push_back(state_from_json(r));
  for (const json& r : j.at("connectivities")) s.connectivities.push_back({path_from_json(r)});
  s.space_count = j.at("spaces").get<int>();
  return s;
}

}  // namespace bpl::host
