// Reporting syntax errors found while the tree is built.
#pragma once

#include <string>
#include <utility>

#include "antlr4-runtime.h"
#include "frontend/syntax/script_text.h"
#include "frontend/syntax/tree.h"
#include "support/diagnostic.h"

namespace bpl::syntax {

// Where errors of one part of a script go, and how its tokens and rules become spans.
class Errors {
 public:
  // `prefix` goes before each message ("f-string: ").
  Errors(const TextPart& part, Diagnostics& diagnostics, std::string prefix = {})
      : part_(part), diagnostics_(&diagnostics), prefix_(std::move(prefix)) {}

  void add(const Span& span, const std::string& message) {
    diagnostics_->error("syntax-error", span, prefix_ + message);
  }

  const TextPart& part() const { return part_; }
  Diagnostics& diagnostics() const { return *diagnostics_; }

  Span span(const antlr4::Token* token) const { return part_.span(token->getStartIndex(), token->getStopIndex() + 1); }
  Span span(const antlr4::Token* first, const antlr4::Token* last) const {
    return part_.span(first->getStartIndex(), last->getStopIndex() + 1);
  }
  Span span(const antlr4::ParserRuleContext* rule) const { return span(rule->start, rule->stop); }

 private:
  TextPart part_;
  Diagnostics* diagnostics_;
  std::string prefix_;
};

// Stands for an expression that could not be built; an error has been reported.
inline ExprPtr placeholder(const Span& span) { return make_expr(span, Constant{NoneValue{}}); }

}  // namespace bpl::syntax
