#include "runtime/src/session_options.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "host/ops.h"

namespace bpl::runtime {

using host::Context;
using host::Value;

namespace {

template <class T>
std::optional<T> number(const std::string& text) {
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (begin != end && *begin == '+' && (begin + 1 == end || begin[1] != '-')) ++begin;
  T value{};
  const auto [stop, error] = std::from_chars(begin, end, value);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

const char* kind_of(const Literal& literal) {
  constexpr const char* kNames[] = {"a bool", "an int", "a float", "a str"};
  return kNames[literal.index()];
}

}  // namespace

std::optional<Value> definition_value(Context& ctx, const Literal& original, const std::string& text) {
  if (std::holds_alternative<std::string>(original)) return ctx.string(text);
  if (std::holds_alternative<bool>(original)) {
    if (text == "True" || text == "true") return Value::boolean(true);
    if (text == "False" || text == "false") return Value::boolean(false);
    return std::nullopt;
  }
  if (std::holds_alternative<std::int64_t>(original)) {
    const auto value = number<std::int64_t>(text);
    return value ? std::optional(Value::of(*value)) : std::nullopt;
  }
  const auto value = number<double>(text);
  return value && std::isfinite(*value) ? std::optional(Value::of(*value)) : std::nullopt;
}

std::vector<std::string> apply_defines(Context& ctx, const ScriptTables& tables, const std::vector<RunOptions::Define>& given) {
  std::vector<std::string> problems;
  for (const RunOptions::Define& d : given) {
    const auto found = tables.definitions.find(d.name);
    if (found == tables.definitions.end()) {
      problems.push_back(fmt::format("-D {}={}: the script has no top-level `{} = <literal>`", d.name, d.value, d.name));
    } else if (const std::optional<Value> value = definition_value(ctx, found->second, d.value)) {
      ctx.defines[d.name] = *value;
    } else {
      problems.push_back(fmt::format("-D {}={}: the script gives {} here, not '{}'", d.name, d.value, kind_of(found->second), d.value));
    }
  }
  return problems;
}

bool ParameterSetter::on_construct(Context& ctx, const host::FunctionCode& init, std::vector<Value>* parameters) {
  const host::ConstructionSite here = counter_.enter(ctx);
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    const RunOptions::Set& set = sets_[i];
    const ScriptTables::Site& site = tables_.sites.at(static_cast<std::size_t>(set.site));
    if (site.chain != here.chain || (site.occurrence >= 0 && site.occurrence != here.occurrence)) continue;
    if (!host::replace_parameter(ctx, init, parameters, set.parameter, host::literal_value(ctx, set.value)))
      return host::raise(ctx, "TypeError", fmt::format("--set {}.{}: the constructor takes no such argument", set.object, set.parameter));
    applied_[i] = true;
  }
  return true;
}

std::vector<const RunOptions::Set*> ParameterSetter::unused() const {
  std::vector<const RunOptions::Set*> found;
  for (std::size_t i = 0; i < sets_.size(); ++i)
    if (!applied_[i]) found.push_back(&sets_[i]);
  return found;
}

}  // namespace bpl::runtime
