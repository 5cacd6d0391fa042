#include "frontend/syntax/targets.h"

#include <fmt/format.h>

namespace bpl::syntax {

namespace {

std::string_view constant_name(const ConstantValue& value) {
  if (std::holds_alternative<NoneValue>(value)) return "None";
  if (const bool* b = std::get_if<bool>(&value)) return *b ? "True" : "False";
  if (std::holds_alternative<EllipsisValue>(value)) return "ellipsis";
  return "literal";
}

}  // namespace

std::string_view expression_name(const Expression& expression) {
  return std::visit(Overloaded{
                        [](const Constant& c) { return constant_name(c.value); },
                        [](const Attribute&) -> std::string_view { return "attribute"; },
                        [](const Subscript&) -> std::string_view { return "subscript"; },
                        [](const Starred&) -> std::string_view { return "starred"; },
                        [](const Name&) -> std::string_view { return "name"; },
                        [](const List&) -> std::string_view { return "list"; },
                        [](const Tuple&) -> std::string_view { return "tuple"; },
                        [](const Lambda&) -> std::string_view { return "lambda"; },
                        [](const Call&) -> std::string_view { return "function call"; },
                        [](const GeneratorExp&) -> std::string_view { return "generator expression"; },
                        [](const Yield&) -> std::string_view { return "yield expression"; },
                        [](const YieldFrom&) -> std::string_view { return "yield expression"; },
                        [](const Await&) -> std::string_view { return "await expression"; },
                        [](const ListComp&) -> std::string_view { return "list comprehension"; },
                        [](const SetComp&) -> std::string_view { return "set comprehension"; },
                        [](const DictComp&) -> std::string_view { return "dict comprehension"; },
                        [](const Dict&) -> std::string_view { return "dict literal"; },
                        [](const Set&) -> std::string_view { return "set display"; },
                        [](const JoinedStr&) -> std::string_view { return "f-string expression"; },
                        [](const FormattedValue&) -> std::string_view { return "f-string expression"; },
                        [](const Compare&) -> std::string_view { return "comparison"; },
                        [](const IfExp&) -> std::string_view { return "conditional expression"; },
                        [](const NamedExpr&) -> std::string_view { return "named expression"; },
                        [](const auto&) -> std::string_view { return "expression"; },
                    },
                    expression.node);
}

const Expression* invalid_target(const Expression& target, Context use) {
  const auto first_invalid = [use](const ExprList& elements) -> const Expression* {
    for (const ExprPtr& element : elements) {
      if (const Expression* bad = invalid_target(*element, use)) return bad;
    }
    return nullptr;
  };
  if (as<Name>(target) || as<Attribute>(target) || as<Subscript>(target)) return nullptr;
  if (const auto* list = as<List>(target)) return first_invalid(list->elts);
  if (const auto* tuple = as<Tuple>(target)) return first_invalid(tuple->elts);
  const auto* star = as<Starred>(target);
  if (star && use == Context::Store) return invalid_target(*star->value, use);
  return &target;
}

void set_context(Expression& target, Context use) {
  const auto set_all = [use](ExprList& elements) {
    for (ExprPtr& element : elements) set_context(*element, use);
  };
  std::visit(Overloaded{
                 [&](Name& n) { n.ctx = use; },
                 [&](Attribute& n) { n.ctx = use; },
                 [&](Subscript& n) { n.ctx = use; },
                 [&](Starred& n) {
                   n.ctx = use;
                   set_context(*n.value, use);
                 },
                 [&](List& n) {
                   n.ctx = use;
                   set_all(n.elts);
                 },
                 [&](Tuple& n) {
                   n.ctx = use;
                   set_all(n.elts);
                 },
                 [](auto&) {},
             },
             target.node);
}

void make_target(Expression& target, Context use, Errors& errors) {
  if (const Expression* bad = invalid_target(target, use)) {
    errors.add(bad->span,
               fmt::format("cannot {} {}", use == Context::Del ? "delete" : "assign to", expression_name(*bad)));
    return;
  }
  set_context(target, use);
}

}  // namespace bpl::syntax
