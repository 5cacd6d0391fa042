// Compound statements.
#include <utility>

#include "frontend/syntax/statement_builder.h"
#include "frontend/syntax/targets.h"

namespace bpl::syntax {

namespace {

using P = BplParser;

}  // namespace

StmtPtr StatementBuilder::compound(P::CompoundStatementContext* rule) {
  if (auto* r = rule->ifStatement()) return if_statement(r);
  if (auto* r = rule->forStatement()) return for_statement(r, nullptr);
  if (auto* r = rule->tryStatement()) return try_statement(r);
  if (auto* r = rule->withStatement()) return with_statement(r, nullptr);
  if (auto* r = rule->functionDefinition()) return function(r, nullptr, {});
  if (auto* r = rule->classDefinition()) return class_definition(r, {});
  if (auto* r = rule->decorated()) return decorated(r);
  if (auto* r = rule->matchStatement()) return match_statement(r);
  if (auto* r = rule->whileStatement()) {
    While node;
    node.test = expressions_.build(r->namedExpression());
    node.body = block(r->block());
    node.orelse = else_block(r->elseClause());
    const Span span = span_to(r->start, node.orelse.empty() ? node.body : node.orelse);
    return make_stmt(span, std::move(node));
  }
  P::AsyncStatementContext* r = rule->asyncStatement();
  if (r->functionDefinition()) return function(r->functionDefinition(), r->start, {});
  if (r->withStatement()) return with_statement(r->withStatement(), r->start);
  return for_statement(r->forStatement(), r->start);
}

Body StatementBuilder::block(P::BlockContext* rule) {
  Body body;
  if (auto* line = rule->simpleStatements()) {
    for (P::SimpleStatementContext* each : line->simpleStatement()) simple(each, body);
  }
  for (P::StatementContext* each : rule->statement()) build(each, body);
  return body;
}

Body StatementBuilder::else_block(P::ElseClauseContext* rule) { return rule ? block(rule->block()) : Body{}; }

StmtPtr StatementBuilder::if_statement(P::IfStatementContext* rule) {
  const auto elifs = rule->elifClause();
  if (elifs.size() > ExpressionBuilder::kMaxNesting) throw NestedTooDeeply();
  // Built in the order of the text, so that errors come in that order, and then put into each other from the back.
  std::vector<std::pair<const antlr4::Token*, If>> branches;
  branches.emplace_back(rule->start, If{expressions_.build(rule->namedExpression()), block(rule->block()), {}});
  for (P::ElifClauseContext* each : elifs) {
    ExprPtr test = expressions_.build(each->namedExpression());
    branches.emplace_back(each->start, If{std::move(test), block(each->block()), {}});
  }
  Body orelse = else_block(rule->elseClause());
  for (std::size_t i = branches.size(); i-- > 0;) {
    If& node = branches[i].second;
    node.orelse = std::move(orelse);
    const Span span = span_to(branches[i].first, node.orelse.empty() ? node.body : node.orelse);
    orelse = Body();
    orelse.push_back(make_stmt(span, std::move(node)));
  }
  return std::move(orelse[0]);
}

StmtPtr StatementBuilder::for_statement(P::ForStatementContext* rule, const antlr4::Token* async) {
  For node;
  node.is_async = async != nullptr;
  node.target = expressions_.build_target(rule->targets());
  node.iter = expressions_.build(rule->starExpressions());
  node.body = block(rule->block());
  node.orelse = else_block(rule->elseClause());
  const Span span = span_to(async ? async : rule->start, node.orelse.empty() ? node.body : node.orelse);
  return make_stmt(span, std::move(node));
}

// `with (a as x, b):` has items in its parenthesis; `with (a, b) as c:` and `with (yield):` have an expression.
bool StatementBuilder::parenthesised_items(P::WithStatementContext* rule, With& out) {
  const auto items = rule->withItem();
  if (items.size() != 1 || items[0]->AS()) return false;
  P::ParenthesisContext* parenthesis = ExpressionBuilder::sole_parenthesis(items[0]->expression());
  if (!parenthesis || !parenthesis->elements()) return false;
  P::ElementsContext* elements = parenthesis->elements();
  if (!elements->comprehensionFor().empty()) return false;
  for (P::ElementContext* each : elements->element()) {
    P::StarNamedExpressionContext* value = each->starNamedExpression();
    if (value->STAR() || value->namedExpression()->COLONEQUAL()) return false;
  }
  for (P::ElementContext* each : elements->element()) {
    WithItem item;
    item.context_expr = expressions_.build(each->starNamedExpression());
    if (each->AS()) item.optional_vars = expressions_.build_target(each->target());
    out.items.push_back(std::move(item));
  }
  return true;
}

StmtPtr StatementBuilder::with_statement(P::WithStatementContext* rule, const antlr4::Token* async) {
  With node;
  node.is_async = async != nullptr;
  if (!parenthesised_items(rule, node)) {
    for (P::WithItemContext* each : rule->withItem()) {
      WithItem item;
      item.context_expr = expressions_.build(each->expression());
      if (each->AS()) item.optional_vars = expressions_.build_target(each->target());
      node.items.push_back(std::move(item));
    }
  }
  node.body = block(rule->block());
  const Span span = span_to(async ? async : rule->start, node.body);
  return make_stmt(span, std::move(node));
}

// The place where the text goes on after a block; at the end of the file, the end of the block.
Span StatementBuilder::after(P::BlockContext* rule, const Body& body) const {
  const antlr4::Token* last = rule->stop;
  const std::size_t index = last->getStartIndex() + (last->getType() == P::DEDENT ? 0 : 1);
  if (index < errors_.part().script->size() || body.empty()) return errors_.part().span(index, index + 1);
  const Span end = body.back()->span;
  return {end.file, end.end, end.end};
}

StmtPtr StatementBuilder::try_statement(P::TryStatementContext* rule) {
  Try node;
  node.body = block(rule->block());
  const auto clauses = rule->exceptClause();
  if (clauses.empty() && !rule->finallyClause()) {
    errors_.add(after(rule->block(), node.body), "expected 'except' or 'finally' block");
  }
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const bool star = clauses[i]->STAR() != nullptr;
    if (i == 0) node.star = star;
    if (star != node.star) {
      errors_.add(errors_.span(clauses[i]->start), "cannot have both 'except' and 'except*' on the same 'try'");
    }
    node.handlers.push_back(handler(clauses[i], i + 1 == clauses.size()));
  }
  if (clauses.empty() && rule->finallyClause() && rule->elseClause()) {
    errors_.add(errors_.span(rule->elseClause()->start), "invalid syntax");
  }
  node.orelse = else_block(rule->elseClause());
  if (rule->finallyClause()) node.finalbody = block(rule->finallyClause()->block());
  Span span = span_to(rule->start, node.body);
  if (!node.handlers.empty()) span = join(span, node.handlers.back().span);
  if (!node.orelse.empty()) span = join(span, node.orelse.back()->span);
  if (!node.finalbody.empty()) span = join(span, node.finalbody.back()->span);
  return make_stmt(span, std::move(node));
}

ExceptHandler StatementBuilder::handler(P::ExceptClauseContext* rule, bool last) {
  ExceptHandler out;
  const auto types = rule->expression();
  if (types.size() > 1) {
    errors_.add(errors_.span(types.front()->start, types.back()->stop),
                "multiple exception types must be parenthesized");
  }
  if (types.empty() && rule->STAR()) {
    errors_.add(errors_.span(rule->COLON()->getSymbol()), "expected one or more exception types");
  } else if (types.empty() && !last) {
    errors_.add(errors_.span(rule->start), "default 'except:' must be last");
  }
  if (!types.empty()) out.type = expressions_.build(types[0]);
  if (rule->NAME()) out.name = rule->NAME()->getText();
  out.body = block(rule->block());
  out.span = span_to(rule->start, out.body);
  return out;
}

StmtPtr StatementBuilder::function(P::FunctionDefinitionContext* rule, const antlr4::Token* async,
                                   ExprList decorators) {
  FunctionDef node;
  node.is_async = async != nullptr;
  node.name = rule->NAME()->getText();
  node.name_span = errors_.span(rule->NAME()->getSymbol());
  node.args = expressions_.parameters(rule->parameters());
  node.returns = expressions_.build_or_null(rule->expression());
  node.decorator_list = std::move(decorators);
  node.body = block(rule->block());
  const Span span = span_to(async ? async : rule->start, node.body);
  return make_stmt(span, std::move(node));
}

StmtPtr StatementBuilder::class_definition(P::ClassDefinitionContext* rule, ExprList decorators) {
  ClassDef node;
  node.name = rule->NAME()->getText();
  node.name_span = errors_.span(rule->NAME()->getSymbol());
  if (rule->arguments()) {
    const auto arguments_rules = rule->arguments()->argument();
    const auto generator = arguments_rules[0]->comprehensionFor();
    if (arguments_rules.size() == 1 && !generator.empty() && !arguments_rules[0]->EQUAL()) {
      errors_.add(errors_.span(generator[0]->start), "invalid syntax");
    }
    CallArguments arguments = expressions_.call_arguments(rule->arguments());
    node.bases = std::move(arguments.args);
    node.keywords = std::move(arguments.keywords);
  }
  node.decorator_list = std::move(decorators);
  node.body = block(rule->block());
  const Span span = span_to(rule->start, node.body);
  return make_stmt(span, std::move(node));
}

StmtPtr StatementBuilder::decorated(P::DecoratedContext* rule) {
  ExprList decorators;
  for (P::DecoratorContext* each : rule->decorator()) decorators.push_back(expressions_.build(each->namedExpression()));
  if (rule->classDefinition()) return class_definition(rule->classDefinition(), std::move(decorators));
  if (P::AsyncFunctionContext* async = rule->asyncFunction()) {
    return function(async->functionDefinition(), async->start, std::move(decorators));
  }
  return function(rule->functionDefinition(), nullptr, std::move(decorators));
}

// Patterns and what hangs on them are only checked for syntax; the blocks are built for the errors in them.
StmtPtr StatementBuilder::match_statement(P::MatchStatementContext* rule) {
  expressions_.build(rule->starNamedExpressions());
  Span span = errors_.span(rule->start);
  for (P::CaseBlockContext* each : rule->caseBlock()) {
    const Body body = block(each->block());
    span = join(span, span_to(each->start, body));
  }
  return make_stmt(span, Match{});
}

}  // namespace bpl::syntax
