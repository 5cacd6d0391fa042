// Builds syntax tree statements from ANTLR's parse tree.
#pragma once

#include <vector>

#include "BplParser.h"
#include "frontend/syntax/errors.h"
#include "frontend/syntax/expression_builder.h"
#include "frontend/syntax/tree.h"

namespace bpl::syntax {

class StatementBuilder {
 public:
  explicit StatementBuilder(Errors& errors) : errors_(errors), expressions_(errors) {}

  // Appends the statements of one rule (several, when they stand on one line).
  void build(BplParser::StatementContext* rule, Body& out);

 private:
  void simple(BplParser::SimpleStatementContext* rule, Body& out);
  StmtPtr expression_statement(BplParser::ExpressionStatementContext* rule);
  StmtPtr assign(BplParser::ExpressionStatementContext* rule);
  StmtPtr annotated(BplParser::ExpressionStatementContext* rule);
  StmtPtr augmented(BplParser::ExpressionStatementContext* rule);
  void check_assigned(BplParser::AssignableContext* rule, Expression& target, BplParser::AssignableContext* value);
  StmtPtr delete_statement(BplParser::DelStatementContext* rule);
  StmtPtr import_statement(BplParser::ImportStatementContext* rule);
  StmtPtr from_statement(BplParser::FromStatementContext* rule);

  StmtPtr compound(BplParser::CompoundStatementContext* rule);
  Body block(BplParser::BlockContext* rule);
  Body else_block(BplParser::ElseClauseContext* rule);
  StmtPtr if_statement(BplParser::IfStatementContext* rule);
  StmtPtr for_statement(BplParser::ForStatementContext* rule, const antlr4::Token* async);
  StmtPtr with_statement(BplParser::WithStatementContext* rule, const antlr4::Token* async);
  bool parenthesised_items(BplParser::WithStatementContext* rule, With& out);
  StmtPtr try_statement(BplParser::TryStatementContext* rule);
  ExceptHandler handler(BplParser::ExceptClauseContext* rule, bool last);
  StmtPtr function(BplParser::FunctionDefinitionContext* rule, const antlr4::Token* async, ExprList decorators);
  StmtPtr class_definition(BplParser::ClassDefinitionContext* rule, ExprList decorators);
  StmtPtr decorated(BplParser::DecoratedContext* rule);
  StmtPtr match_statement(BplParser::MatchStatementContext* rule);

  Span after(BplParser::BlockContext* rule, const Body& body) const;
  // From a token to the end of a body's last statement.
  Span span_to(const antlr4::Token* first, const Body& body) const;

  Errors& errors_;
  ExpressionBuilder expressions_;
};

}  // namespace bpl::syntax
