#include "frontend/lower/definitions.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "support/suggest.h"

namespace bpl::lower {

using namespace syntax;

std::optional<ir::Constant> literal_value(const Expression& expression) {
  if (const auto* n = as<Constant>(expression)) {
    if (std::holds_alternative<NoneValue>(n->value)) return ir::Constant(ir::NoneConstant{});
    if (const auto* value = std::get_if<bool>(&n->value)) return ir::Constant(*value);
    if (const auto* value = std::get_if<std::int64_t>(&n->value)) return ir::Constant(*value);
    if (const auto* value = std::get_if<double>(&n->value)) return ir::Constant(*value);
    if (const auto* value = std::get_if<Text>(&n->value)) return ir::Constant(value->value);
    return std::nullopt;
  }
  const auto* n = as<UnaryOp>(expression);
  if (!n || (n->op != UnaryOperator::USub && n->op != UnaryOperator::UAdd) || !as<Constant>(*n->operand))
    return std::nullopt;
  std::optional<ir::Constant> value = literal_value(*n->operand);
  if (!value) return std::nullopt;
  const bool negative = n->op == UnaryOperator::USub;
  if (const auto* i = std::get_if<std::int64_t>(&*value)) return ir::Constant(negative ? -*i : *i);
  if (const auto* r = std::get_if<double>(&*value)) return ir::Constant(negative ? -*r : *r);
  return std::nullopt;
}

namespace {

void collect_names(const Expression& target, std::set<std::string>& names) {
  if (const auto* n = as<Name>(target)) names.insert(n->id);
  const ExprList* elements = nullptr;
  if (const auto* n = as<Tuple>(target)) elements = &n->elts;
  if (const auto* n = as<List>(target)) elements = &n->elts;
  if (const auto* n = as<Starred>(target)) collect_names(*n->value, names);
  if (elements)
    for (const ExprPtr& element : *elements) collect_names(*element, names);
}

}  // namespace

std::map<const Statement*, DefinitionSite> find_definitions(const Body& body) {
  std::map<const Statement*, DefinitionSite> sites;
  std::set<std::string> assigned;
  for (const StmtPtr& statement : body) {
    const Expression* value = nullptr;
    std::vector<const Expression*> targets;
    if (const auto* n = as<Assign>(*statement)) {
      value = n->value.get();
      for (const ExprPtr& target : n->targets) targets.push_back(target.get());
    } else if (const auto* n = as<AnnAssign>(*statement)) {
      if (!n->value) continue;
      value = n->value.get();
      targets.push_back(n->target.get());
    } else if (const auto* n = as<AugAssign>(*statement)) {
      targets.push_back(n->target.get());
    }
    const Name* name = targets.size() == 1 ? as<Name>(*targets.front()) : nullptr;
    if (name && value && !assigned.count(name->id)) {
      if (auto constant = literal_value(*value)) sites[statement.get()] = {name->id, *constant};
    }
    for (const Expression* target : targets) collect_names(*target, assigned);
  }
  return sites;
}

std::string literal_kind(const ir::Constant& value) {
  if (std::holds_alternative<ir::NoneConstant>(value)) return "None";
  if (std::holds_alternative<bool>(value)) return "a bool";
  if (std::holds_alternative<std::int64_t>(value)) return "an int";
  return std::holds_alternative<double>(value) ? "a float" : "a str";
}

namespace {

// In place of None: a number, True, False or a text in quotes.
std::optional<ir::Constant> parse_any(const std::string& text) {
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front()) return ir::Constant(text.substr(1, text.size() - 2));
  for (const ir::Constant& kind : {ir::Constant(true), ir::Constant(std::int64_t{0}), ir::Constant(0.0)})
    if (auto value = parse_definition(kind, text)) return value;
  return std::nullopt;
}

}  // namespace

std::optional<ir::Constant> parse_definition(const ir::Constant& original, const std::string& text) {
  if (std::holds_alternative<std::string>(original)) return ir::Constant(text);
  if (std::holds_alternative<bool>(original)) {
    if (text == "True" || text == "true") return ir::Constant(true);
    if (text == "False" || text == "false") return ir::Constant(false);
    return std::nullopt;
  }
  if (text == "None") return ir::Constant(ir::NoneConstant{});
  if (std::holds_alternative<ir::NoneConstant>(original)) return parse_any(text);
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (begin != end && *begin == '+' && (begin + 1 == end || begin[1] != '-')) ++begin;
  if (std::holds_alternative<std::int64_t>(original)) {
    std::int64_t value = 0;
    auto [stop, error] = std::from_chars(begin, end, value);
    return error == std::errc() && stop == end ? std::optional(ir::Constant(value)) : std::nullopt;
  }
  double value = 0;
  auto [stop, error] = std::from_chars(begin, end, value);
  return error == std::errc() && stop == end && std::isfinite(value) ? std::optional(ir::Constant(value))
                                                                     : std::nullopt;
}

void apply_definitions(const std::map<std::string, std::string>& given,
                       std::map<const Statement*, DefinitionSite>& sites, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  std::map<std::string, DefinitionSite*> by_name;
  for (auto& [statement, site] : sites) by_name[site.name] = &site;
  for (const auto& [name, site] : by_name) names.push_back(name);
  for (const auto& [name, text] : given) {
    auto found = by_name.find(name);
    if (found == by_name.end()) {
      Diagnostic& d = diagnostics.error("unknown-definition", {}, fmt::format("-D {}={}: the script has no top-level '{} = <literal>'", name, text, name));
      std::string near = did_you_mean(name, names);
      std::string list = names.empty() ? "The script has no such statement at all" : fmt::format("Names that -D can replace: {}", fmt::join(names, ", "));
      d.hint = near.empty() ? list : near + " " + list;
      continue;
    }
    DefinitionSite& site = *found->second;
    if (auto value = parse_definition(site.value, text))
      site.value = *value;
    else
      diagnostics.error("invalid-definition", {}, fmt::format("-D {}={}: the script gives {} here, not '{}'", name, text, literal_kind(site.value), text)).hint =
          std::holds_alternative<ir::NoneConstant>(site.value) ? "In place of None -D takes a number, True, False or a text in quotes" : "";
  }
}

}  // namespace bpl::lower
