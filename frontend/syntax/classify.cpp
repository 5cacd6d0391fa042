#include "frontend/syntax/classify.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "frontend/syntax/expression_builder.h"
#include "frontend/syntax/targets.h"

namespace bpl::syntax {

namespace {

using P = BplParser;
using antlr4::ParserRuleContext;
using antlr4::Token;
using Problem = std::optional<SyntaxProblem>;

// The rule inside `rule`, at its end, that has the wanted kind and ends with the token before the failure.
template <class Rule>
Rule* completed(ParserRuleContext* rule, const Token* last) {
  while (rule && !rule->children.empty()) {
    rule = dynamic_cast<ParserRuleContext*>(rule->children.back());
    auto* found = dynamic_cast<Rule*>(rule);
    if (found && found->stop == last) return found;
  }
  return nullptr;
}

bool has_token(const ParserRuleContext* rule, std::size_t type) {
  return std::any_of(rule->children.begin(), rule->children.end(), [type](antlr4::tree::ParseTree* child) {
    auto* terminal = dynamic_cast<antlr4::tree::TerminalNode*>(child);
    return terminal && terminal->getSymbol()->getType() == type;
  });
}

class Classifier {
 public:
  Classifier(Tokens& tokens, const Failure& failure, const Errors& errors)
      : tokens_(tokens), errors_(errors), rule_(failure.rule), token_(failure.token), index_(token_->getTokenIndex()) {
    if (index_ > 0) previous_ = tokens_.at(index_ - 1);
  }

  SyntaxProblem run() {
    using Check = Problem (Classifier::*)();
    constexpr Check kChecks[] = {
        &Classifier::never_closed,         &Classifier::missing_block,  &Classifier::indentation,
        &Classifier::print_statement,      &Classifier::forced_colon,   &Classifier::parenthesised_parameters,
        &Classifier::comprehension_target, &Classifier::dictionary_key, &Classifier::forgotten_comma,
        &Classifier::missing_else,         &Classifier::single_equal,   &Classifier::missing_default};
    for (const Check check : kChecks) {
      if (Problem problem = (this->*check)()) return *problem;
    }
    return {errors_.span(token_), "invalid syntax"};
  }

 private:
  template <class Rule>
  std::optional<std::size_t> end_of(Rule* (P::*rule)(), std::size_t index) {
    RuleParser parser(tokens_);
    if (!parser.parse(rule, index)) return std::nullopt;
    return parser.position() - 1;
  }

  Problem never_closed() { return never_closed_before(token_); }

  // An open bracket on a line before that of a token is what is really wrong.
  Problem never_closed_before(const Token* reached) {
    const auto& open = tokens_.lexer().open_brackets();
    if (open.empty()) return std::nullopt;
    const LexerBase::Bracket& last = open.back();
    // Python tries the bracket as an expression after another and so runs into the end of the file.
    const bool itself = reached->getStartIndex() == last.index && completed<P::ExpressionContext>(rule_, previous_);
    if (reached->getType() != Token::EOF && reached->getLine() <= last.line && !itself) return std::nullopt;
    const char bracket = last.type == P::LPAR ? '(' : last.type == P::LSQB ? '[' : '{';
    return SyntaxProblem{errors_.part().span(last.index, last.index + 1),
                         fmt::format("'{}' was never closed", bracket)};
  }

  // The place of an error about indentation: the token, or the end of the line before the end of the file.
  Span indentation_span() const {
    if (token_->getType() != Token::EOF && token_->getType() != P::DEDENT) return errors_.span(token_);
    const bool at_end = tokens_.type(tokens_.size() - 1) == Token::EOF && rest_is_dedent();
    return errors_.span(at_end && previous_ ? previous_ : token_);
  }
  bool rest_is_dedent() const {
    for (std::size_t i = index_; i < tokens_.size(); ++i) {
      if (tokens_.type(i) != P::DEDENT && tokens_.type(i) != Token::EOF) return false;
    }
    return true;
  }

  Problem missing_block() {
    if (!previous_ || previous_->getType() != P::NEWLINE || token_->getType() == P::INDENT) return std::nullopt;
    ParserRuleContext* owner = nullptr;
    if (dynamic_cast<P::BlockContext*>(rule_)) {
      owner = static_cast<ParserRuleContext*>(rule_->parent);
    } else if (dynamic_cast<P::MatchStatementContext*>(rule_) && !has_token(rule_, P::INDENT)) {
      owner = rule_;
    }
    if (!owner || rule_->children.empty() || has_token(rule_, P::INDENT)) return std::nullopt;
    const Token* keyword = owner->start;
    std::string what = fmt::format("'{}' statement", keyword->getText());
    if (dynamic_cast<P::FunctionDefinitionContext*>(owner)) what = "function definition";
    if (dynamic_cast<P::ClassDefinitionContext*>(owner)) what = "class definition";
    if (dynamic_cast<P::ExceptClauseContext*>(owner) && has_token(owner, P::STAR)) what = "'except*' statement";
    const int line = errors_.span(keyword).begin.line;
    return SyntaxProblem{indentation_span(), fmt::format("expected an indented block after {} on line {}", what, line)};
  }

  Problem indentation() {
    if (token_->getType() != P::INDENT) return std::nullopt;
    return SyntaxProblem{errors_.span(token_), "unexpected indent"};
  }

  Problem print_statement() {
    if (!previous_ || previous_->getType() != P::NAME || token_->getType() == P::LPAR) return std::nullopt;
    const std::string name = previous_->getText();
    if (name != "print" && name != "exec") return std::nullopt;
    if (!completed<P::AtomContext>(rule_, previous_)) return std::nullopt;
    const auto end = end_of(&P::starExpressions, index_);
    if (!end) return std::nullopt;
    return SyntaxProblem{errors_.span(previous_, tokens_.at(*end)),
                         fmt::format("Missing parentheses in call to '{0}'. Did you mean {0}(...)?", name)};
  }

  // Where Python insists on ':' (or '(' after the name of a function).
  Problem forced_colon() {
    if (!rule_ || rule_->children.empty() || has_token(rule_, P::COLON)) return std::nullopt;
    const bool line_end = token_->getType() == P::NEWLINE;
    const bool after_keyword = rule_->children.size() == 1;
    const bool opens_block = dynamic_cast<P::ElseClauseContext*>(rule_) ||
                             dynamic_cast<P::TryStatementContext*>(rule_) ||
                             dynamic_cast<P::FinallyClauseContext*>(rule_);
    bool wanted = opens_block;
    if (dynamic_cast<P::FunctionDefinitionContext*>(rule_)) {
      if (rule_->children.size() == 2) return SyntaxProblem{errors_.span(token_), "expected '('"};
      // After an arrow that has no expression Python asks for ':' too.
      wanted = has_token(rule_, P::RPAR);
    }
    const bool statement =
        dynamic_cast<P::IfStatementContext*>(rule_) || dynamic_cast<P::ElifClauseContext*>(rule_) ||
        dynamic_cast<P::WhileStatementContext*>(rule_) || dynamic_cast<P::WithStatementContext*>(rule_) ||
        dynamic_cast<P::ClassDefinitionContext*>(rule_) || dynamic_cast<P::MatchStatementContext*>(rule_) ||
        dynamic_cast<P::CaseBlockContext*>(rule_) || dynamic_cast<P::ForStatementContext*>(rule_);
    const auto* loop = dynamic_cast<P::ForStatementContext*>(rule_);
    const bool whole = !after_keyword && (!loop || rule_->children.size() == 4);
    wanted |= statement && line_end && whole;
    wanted |= dynamic_cast<P::ExceptClauseContext*>(rule_) && line_end;
    if (!wanted) return std::nullopt;
    return SyntaxProblem{errors_.span(token_), "expected ':'"};
  }

  Problem parenthesised_parameters() {
    if (token_->getType() != P::LPAR) return std::nullopt;
    const bool function = dynamic_cast<P::ParametersContext*>(rule_) || dynamic_cast<P::ParameterContext*>(rule_) ||
                          (dynamic_cast<P::FunctionDefinitionContext*>(rule_) && has_token(rule_, P::LPAR));
    const bool lambda = dynamic_cast<P::LambdaParametersContext*>(rule_) ||
                        dynamic_cast<P::LambdaParameterContext*>(rule_) ||
                        dynamic_cast<P::LambdaExpressionContext*>(rule_);
    if (!function && !lambda) return std::nullopt;
    std::size_t i = index_ + 1;
    while (tokens_.type(i) == P::NAME || tokens_.type(i) == P::COMMA) ++i;
    if (tokens_.type(i) != P::RPAR || i == index_ + 1) return std::nullopt;
    return SyntaxProblem{errors_.span(token_, tokens_.at(i)), fmt::format("{} parameters cannot be parenthesized",
                                                                          function ? "Function" : "Lambda expression")};
  }

  // [a, b for a, b in c]
  Problem comprehension_target() {
    if (token_->getType() != P::FOR && token_->getType() != P::ASYNC) return std::nullopt;
    auto* list = dynamic_cast<P::ListDisplayContext*>(rule_);
    auto* braces = dynamic_cast<P::BraceDisplayContext*>(rule_);
    const bool in_list = list && list->elements() && has_token(list->elements(), P::COMMA);
    const bool in_set = braces && has_token(braces, P::COMMA) && !braces->braceItem(0)->COLON();
    if (!in_list && !in_set) return std::nullopt;
    const Token* first = tokens_.at(rule_->start->getTokenIndex() + 1);
    return SyntaxProblem{errors_.span(first, previous_), "did you forget parentheses around the comprehension target?"};
  }

  Problem dictionary_key() {
    auto* braces = dynamic_cast<P::BraceDisplayContext*>(rule_);
    if (!braces || !starts_expression()) return std::nullopt;
    const auto items = braces->braceItem();
    const bool is_dict = items.size() > 1 && (items[0]->COLON() || items[0]->DOUBLESTAR());
    if (!is_dict || items.back()->COLON() || !items.back()->namedExpression()) return std::nullopt;
    Span key = errors_.span(items.back());
    key.begin = {key.end.line, std::max(key.end.column - 1, 1)};
    return SyntaxProblem{key, "':' expected after dictionary key"};
  }

  bool starts_expression() { return end_of(&P::expression, index_).has_value(); }

  // Two expressions side by side inside brackets.
  Problem forgotten_comma() {
    auto* left = completed<P::ExpressionContext>(rule_, previous_);
    while (left && (left->children.size() > 1 || left->lambdaExpression())) {
      left = completed<P::ExpressionContext>(left, previous_);
    }
    const Token* first = left ? left->start : nullptr;
    auto* comprehension = dynamic_cast<P::ComprehensionForContext*>(rule_);
    if (comprehension && !comprehension->IN()) {
      auto* target = completed<P::TargetContext>(rule_, previous_);
      first = target && !target->STAR() ? target->start : nullptr;
    }
    if (!first) return std::nullopt;
    const std::string word = first->getText();
    if (word == "match" || word == "case" || word == "_" || word == "print" || word == "exec") return std::nullopt;
    if (first->getType() == P::NAME && tokens_.type(first->getTokenIndex() + 1) == P::STRING) return std::nullopt;
    const auto end = end_of(&P::expression, index_);
    if (!end || tokens_.depth_after(*end) == 0) return std::nullopt;
    if (Problem bracket = never_closed_before(tokens_.at(*end + 1))) return bracket;
    return SyntaxProblem{errors_.span(first, tokens_.at(*end)), "invalid syntax. Perhaps you forgot a comma?"};
  }

  Problem missing_else() {
    auto* conditional = dynamic_cast<P::ExpressionContext*>(rule_);
    if (!conditional || !conditional->IF() || conditional->ELSE() || conditional->disjunction().size() != 2) {
      return std::nullopt;
    }
    if (token_->getType() == P::COLON || conditional->disjunction(1)->stop != previous_) return std::nullopt;
    return SyntaxProblem{errors_.span(conditional->start, previous_), "expected 'else' after 'if' expression"};
  }

  // def f(a=):
  Problem missing_default() {
    const bool ends = token_->getType() == P::RPAR || token_->getType() == P::COMMA;
    if (!ends || !previous_ || previous_->getType() != P::EQUAL) return std::nullopt;
    for (antlr4::tree::ParseTree* rule = rule_; rule; rule = rule->parent) {
      if (dynamic_cast<P::ArgumentsContext*>(rule)) return std::nullopt;
      if (dynamic_cast<P::ParameterContext*>(rule) || dynamic_cast<P::LambdaParameterContext*>(rule)) {
        return SyntaxProblem{errors_.span(previous_), "expected default value expression"};
      }
    }
    return std::nullopt;
  }

  // `=` where `==` or `:=` may have been meant.
  Problem single_equal() {
    if (token_->getType() != P::EQUAL) return std::nullopt;
    auto* left = completed<P::NamedExpressionContext>(rule_, previous_);
    if (!left || left->COLONEQUAL()) return std::nullopt;
    const auto end = end_of(&P::arithmetic, index_ + 1);
    if (!end || tokens_.type(*end + 1) == P::EQUAL || tokens_.type(*end + 1) == P::COLONEQUAL) return std::nullopt;
    if (Problem bracket = never_closed_before(tokens_.at(*end + 1))) return bracket;
    Diagnostics ignored;
    Errors silent(errors_.part(), ignored);
    const ExprPtr target = ExpressionBuilder(silent).build(left);
    const Span both = errors_.span(left->start, tokens_.at(*end));
    if (as<Name>(*target) && left->start == left->stop) {
      return SyntaxProblem{both, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"};
    }
    const std::string_view name = expression_name(*target);
    const bool excluded = as<List>(*target) || as<Tuple>(*target) || as<GeneratorExp>(*target) || name == "None" ||
                          name == "True" || name == "False" || as<Compare>(*target) || as<BoolOp>(*target) ||
                          as<IfExp>(*target) || as<Lambda>(*target);
    if (excluded) return std::nullopt;
    return SyntaxProblem{target->span,
                         fmt::format("cannot assign to {} here. Maybe you meant '==' instead of '='?", name)};
  }

  Tokens& tokens_;
  const Errors& errors_;
  ParserRuleContext* rule_;
  Token* token_;
  std::size_t index_;
  Token* previous_ = nullptr;
};

}  // namespace

SyntaxProblem classify(Tokens& tokens, const Failure& failure, const Errors& errors) {
  return Classifier(tokens, failure, errors).run();
}

}  // namespace bpl::syntax
