// Builds syntax tree expressions from ANTLR's parse tree.
#pragma once

#include <string>
#include <vector>

#include "BplParser.h"
#include "frontend/syntax/errors.h"
#include "frontend/syntax/tree.h"

namespace bpl::syntax {

// The arguments of a call or the bases of a class.
struct CallArguments {
  ExprList args;
  std::vector<Keyword> keywords;
};

// Reports what the grammar lets through but Python refuses, and goes on with a placeholder. Throws NestedTooDeeply.
class ExpressionBuilder {
 public:
  // How deep trees may get; every stage after this one may recurse over them.
  static constexpr int kMaxNesting = 1000;

  explicit ExpressionBuilder(Errors& errors) : errors_(errors) {}

  // The expression of any rule of the expression part of the grammar.
  ExprPtr build(antlr4::ParserRuleContext* rule);
  ExprPtr build_or_null(antlr4::ParserRuleContext* rule) { return rule ? build(rule) : nullptr; }
  // A for-loop, comprehension or `as` target.
  ExprPtr build_target(antlr4::ParserRuleContext* rule);
  CallArguments call_arguments(BplParser::ArgumentsContext* rule);
  Arguments parameters(BplParser::ParametersContext* rule);

  // The parenthesis that the rule consists of, or null.
  static BplParser::ParenthesisContext* sole_parenthesis(antlr4::ParserRuleContext* rule);

 private:
  ExprPtr dispatch(antlr4::ParserRuleContext* rule);
  ExprPtr sequence(antlr4::ParserRuleContext* rule);
  ExprPtr named(BplParser::NamedExpressionContext* rule);
  ExprPtr conditional(BplParser::ExpressionContext* rule);
  ExprPtr lambda(BplParser::LambdaExpressionContext* rule);
  ExprPtr yield(BplParser::YieldExprContext* rule);
  ExprPtr bool_op(antlr4::ParserRuleContext* rule, BoolOperator op);
  ExprPtr comparison(BplParser::ComparisonContext* rule);
  ExprPtr arithmetic(BplParser::ArithmeticContext* rule);
  ExprPtr unary(antlr4::ParserRuleContext* rule);
  ExprPtr power(BplParser::PowerContext* rule);

  ExprPtr primary(BplParser::PrimaryContext* rule);
  ExprPtr trailer(ExprPtr value, const Span& span, BplParser::TrailerContext* rule);
  ExprPtr call(ExprPtr func, const Span& span, BplParser::ArgumentsContext* rule);
  void argument(BplParser::ArgumentContext* rule, bool alone, CallArguments& out);
  void keyword_argument(BplParser::ArgumentContext* rule, CallArguments& out);
  ExprPtr slices(BplParser::SlicesContext* rule);
  ExprPtr slice(BplParser::SliceContext* rule);

  ExprPtr atom(BplParser::AtomContext* rule);
  ExprPtr parenthesis(BplParser::ParenthesisContext* rule);
  ExprPtr list_display(BplParser::ListDisplayContext* rule);
  ExprPtr brace_display(BplParser::BraceDisplayContext* rule);
  ExprPtr dict(BplParser::BraceDisplayContext* rule);
  ExprPtr set(BplParser::BraceDisplayContext* rule);
  void dict_item(BplParser::BraceItemContext* rule, Dict& out);
  ExprList element_list(BplParser::ElementsContext* rule);
  ExprPtr comprehension_element(BplParser::ElementsContext* rule);
  std::vector<Comprehension> comprehensions(const std::vector<BplParser::ComprehensionForContext*>& rules);
  void refuse_as(antlr4::tree::TerminalNode* as);

  void parameter(antlr4::ParserRuleContext* rule, struct ParameterState& state);
  Arguments parameter_list(const std::vector<antlr4::ParserRuleContext*>& rules);

  ExprPtr strings(BplParser::AtomContext* rule);

  Errors& errors_;
  int depth_ = 0;
};

}  // namespace bpl::syntax
