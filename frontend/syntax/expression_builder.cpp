#include "frontend/syntax/expression_builder.h"

#include <fmt/format.h>

#include <utility>

#include "frontend/syntax/literals.h"
#include "frontend/syntax/targets.h"

namespace bpl::syntax {

namespace {

using P = BplParser;
using antlr4::ParserRuleContext;

ParserRuleContext* rule_child(const ParserRuleContext* rule, std::size_t i) {
  return dynamic_cast<ParserRuleContext*>(rule->children[i]);
}

std::size_t token_type(antlr4::tree::ParseTree* tree) {
  auto* terminal = dynamic_cast<antlr4::tree::TerminalNode*>(tree);
  return terminal ? terminal->getSymbol()->getType() : antlr4::Token::INVALID_TYPE;
}

// Goes down while a rule consists of one other rule.
ParserRuleContext* descend(ParserRuleContext* rule) {
  while (rule->children.size() == 1) {
    ParserRuleContext* child = rule_child(rule, 0);
    if (!child) break;
    rule = child;
  }
  return rule;
}

BinaryOperator binary_operator(std::size_t token) {
  switch (token) {
    case P::PLUS:
      return BinaryOperator::Add;
    case P::MINUS:
      return BinaryOperator::Sub;
    case P::STAR:
      return BinaryOperator::Mult;
    case P::AT:
      return BinaryOperator::MatMult;
    case P::SLASH:
      return BinaryOperator::Div;
    case P::PERCENT:
      return BinaryOperator::Mod;
    case P::LEFTSHIFT:
      return BinaryOperator::LShift;
    case P::RIGHTSHIFT:
      return BinaryOperator::RShift;
    case P::VBAR:
      return BinaryOperator::BitOr;
    case P::CIRCUMFLEX:
      return BinaryOperator::BitXor;
    case P::AMPER:
      return BinaryOperator::BitAnd;
    default:
      return BinaryOperator::FloorDiv;
  }
}

CompareOperator compare_operator(P::ComparisonOperatorContext* rule) {
  if (rule->NOT()) return rule->IS() ? CompareOperator::IsNot : CompareOperator::NotIn;
  switch (rule->start->getType()) {
    case P::EQEQUAL:
      return CompareOperator::Eq;
    case P::NOTEQUAL:
      return CompareOperator::NotEq;
    case P::LESS:
      return CompareOperator::Lt;
    case P::LESSEQUAL:
      return CompareOperator::LtE;
    case P::GREATER:
      return CompareOperator::Gt;
    case P::GREATEREQUAL:
      return CompareOperator::GtE;
    case P::IS:
      return CompareOperator::Is;
    default:
      return CompareOperator::In;
  }
}

}  // namespace

P::ParenthesisContext* ExpressionBuilder::sole_parenthesis(ParserRuleContext* rule) {
  ParserRuleContext* last = descend(rule);
  return dynamic_cast<P::ParenthesisContext*>(last);
}

ExprPtr ExpressionBuilder::build(ParserRuleContext* rule) {
  struct Level {
    int& depth;
    explicit Level(int& d) : depth(d) { ++depth; }
    ~Level() { --depth; }
  } const level(depth_);
  if (depth_ > kMaxNesting) throw NestedTooDeeply();
  return dispatch(descend(rule));
}

ExprPtr ExpressionBuilder::build_target(ParserRuleContext* rule) {
  ExprPtr target = build(rule);
  make_target(*target, Context::Store, errors_);
  return target;
}

ExprPtr ExpressionBuilder::dispatch(ParserRuleContext* rule) {
  switch (rule->getRuleIndex()) {
    case P::RuleStarExpressions:
    case P::RuleStarNamedExpressions:
    case P::RuleTargets:
      return sequence(rule);
    case P::RuleStarExpression:
    case P::RuleStarNamedExpression:
    case P::RuleTarget:
      return make_expr(errors_.span(rule), Starred{build(rule_child(rule, 1))});
    case P::RuleNamedExpression:
      return named(static_cast<P::NamedExpressionContext*>(rule));
    case P::RuleExpression:
      return conditional(static_cast<P::ExpressionContext*>(rule));
    case P::RuleLambdaExpression:
      return lambda(static_cast<P::LambdaExpressionContext*>(rule));
    case P::RuleYieldExpr:
      return yield(static_cast<P::YieldExprContext*>(rule));
    case P::RuleDisjunction:
      return bool_op(rule, BoolOperator::Or);
    case P::RuleConjunction:
      return bool_op(rule, BoolOperator::And);
    case P::RuleComparison:
      return comparison(static_cast<P::ComparisonContext*>(rule));
    case P::RuleArithmetic:
      return arithmetic(static_cast<P::ArithmeticContext*>(rule));
    case P::RuleInversion:
    case P::RuleFactor:
      return unary(rule);
    case P::RulePower:
      return power(static_cast<P::PowerContext*>(rule));
    case P::RulePrimary:
      return primary(static_cast<P::PrimaryContext*>(rule));
    case P::RuleAtom:
      return atom(static_cast<P::AtomContext*>(rule));
    case P::RuleParenthesis:
      return parenthesis(static_cast<P::ParenthesisContext*>(rule));
    case P::RuleListDisplay:
      return list_display(static_cast<P::ListDisplayContext*>(rule));
    case P::RuleBraceDisplay:
      return brace_display(static_cast<P::BraceDisplayContext*>(rule));
    default:
      errors_.add(errors_.span(rule), "invalid syntax");
      return placeholder(errors_.span(rule));
  }
}

ExprPtr ExpressionBuilder::sequence(ParserRuleContext* rule) {
  Tuple tuple;
  for (std::size_t i = 0; i < rule->children.size(); i += 2) tuple.elts.push_back(build(rule_child(rule, i)));
  return make_expr(errors_.span(rule), std::move(tuple));
}

ExprPtr ExpressionBuilder::named(P::NamedExpressionContext* rule) {
  ExprPtr target = build(rule->expression(0));
  ExprPtr value = build(rule->expression(1));
  if (!as<Name>(*target) || sole_parenthesis(rule->expression(0))) {
    errors_.add(target->span, fmt::format("cannot use assignment expressions with {}", expression_name(*target)));
  } else {
    set_context(*target, Context::Store);
  }
  return make_expr(errors_.span(rule), NamedExpr{std::move(target), std::move(value)});
}

ExprPtr ExpressionBuilder::conditional(P::ExpressionContext* rule) {
  ExprPtr body = build(rule->disjunction(0));
  ExprPtr test = build(rule->disjunction(1));
  ExprPtr orelse = build(rule->expression());
  return make_expr(errors_.span(rule), IfExp{std::move(test), std::move(body), std::move(orelse)});
}

ExprPtr ExpressionBuilder::lambda(P::LambdaExpressionContext* rule) {
  Lambda node;
  if (auto* list = rule->lambdaParameters()) {
    std::vector<ParserRuleContext*> rules;
    for (auto* each : list->lambdaParameter()) rules.push_back(each);
    node.args = parameter_list(rules);
  }
  node.body = build(rule->expression());
  return make_expr(errors_.span(rule), std::move(node));
}

ExprPtr ExpressionBuilder::yield(P::YieldExprContext* rule) {
  if (rule->FROM()) return make_expr(errors_.span(rule), YieldFrom{build(rule->expression())});
  return make_expr(errors_.span(rule), Yield{build_or_null(rule->starExpressions())});
}

ExprPtr ExpressionBuilder::bool_op(ParserRuleContext* rule, BoolOperator op) {
  BoolOp node{op, {}};
  for (std::size_t i = 0; i < rule->children.size(); i += 2) node.values.push_back(build(rule_child(rule, i)));
  return make_expr(errors_.span(rule), std::move(node));
}

ExprPtr ExpressionBuilder::comparison(P::ComparisonContext* rule) {
  Compare node{build(rule_child(rule, 0)), {}, {}};
  for (std::size_t i = 1; i + 1 < rule->children.size(); i += 2) {
    node.ops.push_back(compare_operator(static_cast<P::ComparisonOperatorContext*>(rule_child(rule, i))));
    node.comparators.push_back(build(rule_child(rule, i + 1)));
  }
  return make_expr(errors_.span(rule), std::move(node));
}

ExprPtr ExpressionBuilder::arithmetic(P::ArithmeticContext* rule) {
  ExprPtr left = build(rule_child(rule, 0));
  ExprPtr right = build(rule_child(rule, 2));
  const BinaryOperator op = binary_operator(token_type(rule->children[1]));
  return make_expr(errors_.span(rule), BinOp{std::move(left), op, std::move(right)});
}

ExprPtr ExpressionBuilder::unary(ParserRuleContext* rule) {
  UnaryOperator op = UnaryOperator::Not;
  switch (rule->start->getType()) {
    case P::PLUS:
      op = UnaryOperator::UAdd;
      break;
    case P::MINUS:
      op = UnaryOperator::USub;
      break;
    case P::TILDE:
      op = UnaryOperator::Invert;
      break;
    default:
      break;
  }
  return make_expr(errors_.span(rule), UnaryOp{op, build(rule_child(rule, 1))});
}

ExprPtr ExpressionBuilder::power(P::PowerContext* rule) {
  ExprPtr base = build(rule->primary());
  if (rule->AWAIT()) {
    const Span span = errors_.span(rule->start, rule->primary()->stop);
    base = make_expr(span, Await{std::move(base)});
  }
  if (!rule->DOUBLESTAR()) return base;
  ExprPtr exponent = build(rule->factor());
  return make_expr(errors_.span(rule), BinOp{std::move(base), BinaryOperator::Pow, std::move(exponent)});
}

ExprPtr ExpressionBuilder::primary(P::PrimaryContext* rule) {
  const auto trailers = rule->trailer();
  if (trailers.size() > kMaxNesting) throw NestedTooDeeply();
  ExprPtr value = build(rule->atom());
  for (P::TrailerContext* each : trailers) {
    value = trailer(std::move(value), errors_.span(rule->start, each->stop), each);
  }
  return value;
}

ExprPtr ExpressionBuilder::trailer(ExprPtr value, const Span& span, P::TrailerContext* rule) {
  if (rule->DOT()) return make_expr(span, Attribute{std::move(value), rule->NAME()->getText()});
  if (rule->slices()) {
    ExprPtr index = slices(rule->slices());
    return make_expr(span, Subscript{std::move(value), std::move(index)});
  }
  Call node;
  node.func = std::move(value);
  if (rule->arguments()) {
    CallArguments arguments = call_arguments(rule->arguments());
    node.args = std::move(arguments.args);
    node.keywords = std::move(arguments.keywords);
  }
  return make_expr(span, std::move(node));
}

ExprPtr ExpressionBuilder::slices(P::SlicesContext* rule) {
  const auto parts = rule->slice();
  const bool lone_star = parts.size() == 1 && parts[0]->STAR();
  if (parts.size() == 1 && rule->COMMA().empty() && !lone_star) return slice(parts[0]);
  Tuple tuple;
  for (P::SliceContext* part : parts) tuple.elts.push_back(slice(part));
  return make_expr(errors_.span(rule), std::move(tuple));
}

ExprPtr ExpressionBuilder::slice(P::SliceContext* rule) {
  if (rule->STAR()) return make_expr(errors_.span(rule), Starred{build(rule->arithmetic())});
  P::SliceRestContext* rest = rule->sliceRest();
  if (!rest) return build(rule->namedExpression());
  if (rule->namedExpression() && rule->namedExpression()->COLONEQUAL()) {
    errors_.add(errors_.span(rest->start), "invalid syntax");
  }
  Slice node;
  node.lower = build_or_null(rule->namedExpression());
  node.upper = build_or_null(rest->expression());
  if (rest->sliceStep()) node.step = build_or_null(rest->sliceStep()->expression());
  return make_expr(errors_.span(rule), std::move(node));
}

ExprPtr ExpressionBuilder::atom(P::AtomContext* rule) {
  const Span span = errors_.span(rule);
  switch (rule->start->getType()) {
    case P::NAME:
      return make_expr(span, Name{rule->start->getText()});
    case P::NUMBER:
      return make_expr(span, Constant{number_value(rule->start->getText())});
    case P::NONE:
      return make_expr(span, Constant{NoneValue{}});
    case P::TRUE_:
      return make_expr(span, Constant{true});
    case P::FALSE_:
      return make_expr(span, Constant{false});
    case P::ELLIPSIS:
      return make_expr(span, Constant{EllipsisValue{}});
    default:
      return strings(rule);
  }
}

}  // namespace bpl::syntax
