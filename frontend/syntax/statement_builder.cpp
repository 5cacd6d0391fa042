// Simple statements.
#include "frontend/syntax/statement_builder.h"

#include <fmt/format.h>

#include <utility>

#include "frontend/syntax/targets.h"

namespace bpl::syntax {

namespace {

using P = BplParser;

BinaryOperator augmented_operator(std::size_t token) {
  switch (token) {
    case P::PLUSEQUAL:
      return BinaryOperator::Add;
    case P::MINEQUAL:
      return BinaryOperator::Sub;
    case P::STAREQUAL:
      return BinaryOperator::Mult;
    case P::ATEQUAL:
      return BinaryOperator::MatMult;
    case P::SLASHEQUAL:
      return BinaryOperator::Div;
    case P::PERCENTEQUAL:
      return BinaryOperator::Mod;
    case P::DOUBLESTAREQUAL:
      return BinaryOperator::Pow;
    case P::LEFTSHIFTEQUAL:
      return BinaryOperator::LShift;
    case P::RIGHTSHIFTEQUAL:
      return BinaryOperator::RShift;
    case P::VBAREQUAL:
      return BinaryOperator::BitOr;
    case P::CIRCUMFLEXEQUAL:
      return BinaryOperator::BitXor;
    case P::AMPEREQUAL:
      return BinaryOperator::BitAnd;
    default:
      return BinaryOperator::FloorDiv;
  }
}

// Whether Python's grammar sees the expression as an operand of `|` or tighter: not a comparison, `not`, `and` ...
bool is_arithmetic(const Expression& e) {
  return !as<Compare>(e) && !as<BoolOp>(e) && !as<IfExp>(e) && !as<Lambda>(e) && !as<Starred>(e) && !as<Yield>(e) &&
         !as<YieldFrom>(e) && !(as<UnaryOp>(e) && as<UnaryOp>(e)->op == UnaryOperator::Not);
}

// "Maybe you meant '=='" is said only where the value begins like an operand.
bool value_is_operand(P::AssignableContext* value) {
  const std::size_t first = value->start->getType();
  return first != P::NOT && first != P::LAMBDA && first != P::YIELD && first != P::STAR;
}

}  // namespace

Span StatementBuilder::span_to(const antlr4::Token* first, const Body& body) const {
  const Span start = errors_.span(first);
  return body.empty() ? start : join(start, body.back()->span);
}

void StatementBuilder::build(P::StatementContext* rule, Body& out) {
  if (auto* line = rule->simpleStatements()) {
    for (P::SimpleStatementContext* each : line->simpleStatement()) simple(each, out);
    return;
  }
  if (StmtPtr statement = compound(rule->compoundStatement())) out.push_back(std::move(statement));
}

void StatementBuilder::simple(P::SimpleStatementContext* rule, Body& out) {
  const Span span = errors_.span(rule);
  const auto names = [](const std::vector<antlr4::tree::TerminalNode*>& nodes) {
    std::vector<std::string> result;
    for (antlr4::tree::TerminalNode* node : nodes) result.push_back(node->getText());
    return result;
  };
  StatementNode node = Pass{};
  if (auto* expression = rule->expressionStatement()) {
    out.push_back(expression_statement(expression));
    return;
  } else if (auto* del = rule->delStatement()) {
    out.push_back(delete_statement(del));
    return;
  } else if (auto* import = rule->importStatement()) {
    out.push_back(import_statement(import));
    return;
  } else if (auto* from = rule->fromStatement()) {
    out.push_back(from_statement(from));
    return;
  } else if (rule->breakStatement()) {
    node = Break{};
  } else if (rule->continueStatement()) {
    node = Continue{};
  } else if (auto* ret = rule->returnStatement()) {
    node = Return{expressions_.build_or_null(ret->starExpressions())};
  } else if (auto* raise = rule->raiseStatement()) {
    ExprPtr exc = expressions_.build_or_null(raise->expression(0));
    node = Raise{std::move(exc), expressions_.build_or_null(raise->expression(1))};
  } else if (auto* global = rule->globalStatement()) {
    node = Global{names(global->NAME())};
  } else if (auto* nonlocal = rule->nonlocalStatement()) {
    node = Nonlocal{names(nonlocal->NAME())};
  } else if (auto* assertion = rule->assertStatement()) {
    ExprPtr test = expressions_.build(assertion->expression(0));
    node = Assert{std::move(test), expressions_.build_or_null(assertion->expression(1))};
  }
  out.push_back(make_stmt(span, std::move(node)));
}

StmtPtr StatementBuilder::expression_statement(P::ExpressionStatementContext* rule) {
  if (rule->COLON()) return annotated(rule);
  if (rule->augmentedOperator()) return augmented(rule);
  if (!rule->EQUAL().empty()) return assign(rule);
  return make_stmt(errors_.span(rule), Expr{expressions_.build(rule)});
}

StmtPtr StatementBuilder::assign(P::ExpressionStatementContext* rule) {
  const auto parts = rule->assignable();
  Assign node;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    ExprPtr target = expressions_.build(parts[i]);
    if (parts[i]->yieldExpr()) {
      errors_.add(target->span, "assignment to yield expression not possible");
    } else {
      check_assigned(parts[i], *target, parts.size() == 2 ? parts[1] : nullptr);
    }
    node.targets.push_back(std::move(target));
  }
  node.value = expressions_.build(parts.back());
  return make_stmt(errors_.span(rule), std::move(node));
}

// `value` is given when it is the only assignment of the line: then `==` may have been meant.
void StatementBuilder::check_assigned(P::AssignableContext* rule, Expression& target, P::AssignableContext* value) {
  const Expression* bad = invalid_target(target, Context::Store);
  if (!bad) {
    set_context(target, Context::Store);
    return;
  }
  const auto parts = rule->starExpressions()->starExpression();
  const bool open_tuple = rule->starExpressions()->COMMA().size() > 0;
  const auto* tuple = as<Tuple>(target);
  const Expression& last = open_tuple && tuple ? *tuple->elts.back() : target;
  const bool trailing_comma = open_tuple && rule->starExpressions()->COMMA().size() == parts.size();
  const bool comparable = value && value_is_operand(value) && !trailing_comma;
  const std::string_view name = expression_name(*bad);
  const bool bracketed = as<List>(last) || as<Tuple>(last) || as<GeneratorExp>(last);
  const bool keyword = name == "None" || name == "True" || name == "False";
  if (comparable && open_tuple && as<Name>(last)) {
    errors_.add(join(last.span, errors_.span(value)), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  } else if (comparable && bad == &last && !bracketed && !keyword && is_arithmetic(*bad)) {
    errors_.add(bad->span, fmt::format("cannot assign to {} here. Maybe you meant '==' instead of '='?", name));
  } else {
    errors_.add(bad->span, fmt::format("cannot assign to {}", name));
  }
}

StmtPtr StatementBuilder::annotated(P::ExpressionStatementContext* rule) {
  P::AssignableContext* left = rule->assignable(0);
  ExprPtr target = expressions_.build(left);
  const bool open_tuple = left->starExpressions() && left->starExpressions()->COMMA().size() > 0;
  if (as<Tuple>(*target) || as<List>(*target)) {
    const Expression& first = open_tuple ? *as<Tuple>(*target)->elts[0] : *target;
    errors_.add(first.span, fmt::format("only single target (not {}) can be annotated", expression_name(*target)));
  } else if (!as<Name>(*target) && !as<Attribute>(*target) && !as<Subscript>(*target)) {
    errors_.add(target->span, "illegal target for annotation");
  } else {
    set_context(*target, Context::Store);
  }
  AnnAssign node;
  node.simple = as<Name>(*target) && !ExpressionBuilder::sole_parenthesis(left);
  node.target = std::move(target);
  node.annotation = expressions_.build(rule->expression());
  if (rule->assignable(1)) node.value = expressions_.build(rule->assignable(1));
  return make_stmt(errors_.span(rule), std::move(node));
}

StmtPtr StatementBuilder::augmented(P::ExpressionStatementContext* rule) {
  ExprPtr target = expressions_.build(rule->assignable(0));
  if (as<Name>(*target) || as<Attribute>(*target) || as<Subscript>(*target)) {
    set_context(*target, Context::Store);
  } else {
    errors_.add(target->span,
                fmt::format("'{}' is an illegal expression for augmented assignment", expression_name(*target)));
  }
  const BinaryOperator op = augmented_operator(rule->augmentedOperator()->start->getType());
  ExprPtr value = expressions_.build(rule->assignable(1));
  return make_stmt(errors_.span(rule), AugAssign{std::move(target), op, std::move(value)});
}

StmtPtr StatementBuilder::delete_statement(P::DelStatementContext* rule) {
  Delete node;
  for (P::StarExpressionContext* each : rule->starExpressions()->starExpression()) {
    node.targets.push_back(expressions_.build(each));
    make_target(*node.targets.back(), Context::Del, errors_);
  }
  return make_stmt(errors_.span(rule), std::move(node));
}

StmtPtr StatementBuilder::import_statement(P::ImportStatementContext* rule) {
  Import node;
  for (P::DottedAliasContext* each : rule->dottedAlias()) {
    Alias alias{errors_.span(each), each->dottedName()->getText(), std::nullopt};
    if (each->NAME()) alias.asname = each->NAME()->getText();
    node.names.push_back(std::move(alias));
  }
  return make_stmt(errors_.span(rule), std::move(node));
}

StmtPtr StatementBuilder::from_statement(P::FromStatementContext* rule) {
  const Span span = errors_.span(rule);
  ImportFrom node;
  for (antlr4::tree::ParseTree* dots : rule->importDots()->children) {
    node.level += static_cast<int>(dots->getText().size());
  }
  if (rule->dottedName()) node.module = rule->dottedName()->getText();
  if (!node.module && node.level == 0) errors_.add(errors_.span(rule->IMPORT()->getSymbol()), "invalid syntax");
  if (rule->STAR()) {
    node.names.push_back({errors_.span(rule->STAR()->getSymbol()), "*", std::nullopt});
    return make_stmt(span, std::move(node));
  }
  P::ImportNamesContext* names = rule->importNames();
  const auto list = names->importName();
  if (!rule->LPAR() && names->COMMA().size() == list.size()) {
    Span after = span;
    after.begin = span.end;
    errors_.add(after, "trailing comma not allowed without surrounding parentheses");
  }
  for (P::ImportNameContext* each : list) {
    Alias alias{errors_.span(each), each->NAME(0)->getText(), std::nullopt};
    if (each->AS()) alias.asname = each->NAME(1)->getText();
    node.names.push_back(std::move(alias));
  }
  return make_stmt(span, std::move(node));
}

}  // namespace bpl::syntax
