#include "runtime/src/literal.h"

#include <charconv>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "host/models/signature_json.h"
#include "host/values/ops.h"
#include "host/values/text.h"

namespace bpl::runtime {

using host::Value;

namespace {

template <class T>
std::optional<Literal> number(const std::string& text) {
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (begin != end && *begin == '+' && (begin + 1 == end || begin[1] != '-')) ++begin;
  T value{};
  const auto [stop, error] = std::from_chars(begin, end, value);
  return error == std::errc() && stop == end ? std::optional<Literal>(value) : std::nullopt;
}

// In place of None.
std::optional<Literal> any_literal(const std::string& text) {
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front()) return text.substr(1, text.size() - 2);
  for (const Literal& kind : {Literal(true), Literal(std::int64_t{0}), Literal(0.0)})
    if (auto value = parse_literal(kind, text)) return value;
  return std::nullopt;
}

}  // namespace

Literal literal_from_json(const nlohmann::json& j) {
  if (j.is_null()) return NoneLiteral{};
  if (j.is_boolean()) return j.get<bool>();
  if (j.is_number_integer()) return j.get<std::int64_t>();
  if (j.is_string()) return j.get<std::string>();
  if (j.is_number_float()) return j.get<double>();
  if (j.contains("float")) return host::number_from_json(j["float"]);
  std::string bytes;
  for (const nlohmann::json& byte : j.at("bytes")) bytes += static_cast<char>(byte.get<int>());
  return bytes;
}

std::optional<Literal> parse_literal(const Literal& original, const std::string& text) {
  if (std::holds_alternative<std::string>(original)) return text;
  if (std::holds_alternative<bool>(original)) {
    if (text == "True" || text == "true") return true;
    if (text == "False" || text == "false") return false;
    return std::nullopt;
  }
  if (text == "None") return NoneLiteral{};
  if (std::holds_alternative<NoneLiteral>(original)) return any_literal(text);
  if (std::holds_alternative<std::int64_t>(original)) return number<std::int64_t>(text);
  const std::optional<Literal> value = number<double>(text);
  return value && std::isfinite(std::get<double>(*value)) ? value : std::nullopt;
}

std::string literal_text(const Literal& literal) {
  if (const auto* truth = std::get_if<bool>(&literal)) return *truth ? "True" : "False";
  if (const auto* whole = std::get_if<std::int64_t>(&literal)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&literal)) return host::real_to_text(*real);
  return std::holds_alternative<NoneLiteral>(literal) ? "None" : host::quoted(std::get<std::string>(literal));
}

std::string literal_kind(const Literal& literal) {
  constexpr const char* kNames[] = {"a bool", "an int", "a float", "a str", "None"};
  static_assert(std::size(kNames) == std::variant_size_v<Literal>);
  return kNames[literal.index()];
}

Value to_value(host::Context& ctx, const Literal& literal) {
  if (const auto* truth = std::get_if<bool>(&literal)) return Value::boolean(*truth);
  if (const auto* whole = std::get_if<std::int64_t>(&literal)) return Value::of(*whole);
  if (const auto* real = std::get_if<double>(&literal)) return Value::of(*real);
  return std::holds_alternative<NoneLiteral>(literal) ? Value::none() : ctx.string(std::get<std::string>(literal));
}

}  // namespace bpl::runtime
