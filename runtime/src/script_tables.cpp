#include "runtime/src/script_tables.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "host/models/signature_json.h"

namespace bpl::runtime {
namespace {

using nlohmann::json;

std::string text(const json& j, const char* name) { return j.at(name).get<std::string>(); }

host::ParameterKind parameter_kind(const std::string& name) {
  using enum host::ParameterKind;
  if (name == "positional_only") return positional_only;
  if (name == "positional") return positional;
  if (name == "star") return star;
  if (name == "keyword_only") return keyword_only;
  if (name == "double_star") return double_star;
  throw std::runtime_error(fmt::format("unknown kind of parameter '{}'", name));
}

host::FunctionCode read_function(const json& j) {
  host::FunctionCode f;
  f.name = text(j, "short_name");
  f.qualified_name = text(j, "name");
  f.file = j.at("file").get<std::int32_t>();
  f.line = j.at("line").get<std::int32_t>();
  for (const json& p : j.at("parameters")) f.parameters.push_back({text(p, "name"), parameter_kind(text(p, "kind"))});
  f.free_variables = j.at("free_variables").get<std::vector<std::string>>();
  return f;
}

ScriptTables::Update read_update(const json& j) {
  return {text(j, "name"), text(j, "method"), j.at("steps").empty(), host::signature_from_json(j)};
}

ScriptTables::Site read_site(const json& j) {
  ScriptTables::Site site;
  site.name = text(j, "name");
  for (const json& call : j.at("chain")) {
    const json& l = call.at("location");
    site.chain.push_back({l.at(0).get<std::int32_t>(), l.at(1).get<std::int32_t>(), l.at(2).get<std::int32_t>()});
    site.occurrences.push_back(call.at("occurrence").get<std::int64_t>());
  }
  return site;
}

void read(const json& j, ScriptTables& tables) {
  tables.files = j.at("files").get<std::vector<std::string>>();
  for (const json& f : j.at("functions")) tables.functions.push_back(read_function(f));
  for (const host::FunctionCode& f : tables.functions) tables.by_name[f.qualified_name] = &f;
  for (const json& u : j.at("units")) tables.units[text(u, "name")] = text(u, "init");
  for (const json& u : j.at("updates")) tables.updates.push_back(read_update(u));
  for (const json& s : j.at("sites")) tables.sites.push_back(read_site(s));
}

}  // namespace

void read_script_tables(std::string_view text, ScriptTables* tables) {
  try {
    read(json::parse(text), *tables);
  } catch (const std::exception& e) {
    throw std::runtime_error(fmt::format("the tables of this program cannot be read: {}", e.what()));
  }
}

void read_script_tables(const BplProgram& program, ScriptTables* tables) {
  read_script_tables(std::string_view(program.tables, static_cast<std::size_t>(program.tables_size)), tables);
  if (static_cast<std::int64_t>(tables->functions.size()) != program.function_count)
    throw std::runtime_error(fmt::format("the tables name {} functions, but the program has {}", tables->functions.size(),
                                         program.function_count));
  for (std::size_t i = 0; i < tables->functions.size(); ++i)
    tables->functions[i].entry = reinterpret_cast<host::FunctionEntry>(program.functions[i].entry);
}

}  // namespace bpl::runtime
