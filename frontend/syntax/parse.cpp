#include "frontend/syntax/parse.h"

#include <optional>
#include <utility>

#include "frontend/syntax/classify.h"
#include "frontend/syntax/embedded.h"
#include "frontend/syntax/expression_builder.h"
#include "frontend/syntax/placement.h"
#include "frontend/syntax/script_text.h"
#include "frontend/syntax/statement_builder.h"
#include "frontend/syntax/tokens.h"

namespace bpl::syntax {

namespace {

using P = BplParser;

constexpr std::size_t kMaxErrors = 20;
constexpr const char* kTooDeep = "the code is nested too deeply";

void report_lexical_errors(const Tokens& tokens, Errors& errors) {
  for (const LexicalError& error : tokens.lexer().errors()) {
    if (errors.diagnostics().error_count() >= kMaxErrors) return;
    errors.add(errors.part().span(error.begin, error.end), error.message);
  }
}

// Parses a file statement by statement, so that an error in one does not hide the errors of the next.
class FileParser {
 public:
  FileParser(const ScriptText& text, Errors& errors)
      : errors_(errors), tokens_(text.utf8()), parser_(tokens_), builder_(errors) {}

  void run(Body& body) {
    report_lexical_errors(tokens_, errors_);
    std::size_t at = 0;
    while (tokens_.type(at) != antlr4::Token::EOF && errors_.diagnostics().error_count() < kMaxErrors) {
      at = statement(at, body);
    }
  }

 private:
  // Parses the statement at a token; returns where the next one starts.
  std::size_t statement(std::size_t at, Body& body) {
    try {
      if (P::StatementContext* rule = parser_.parse(&P::statement, at)) {
        const std::size_t next = parser_.position();
        builder_.build(rule, body);
        return next;
      }
    } catch (const NestedTooDeeply&) {
      errors_.add(errors_.span(tokens_.at(at)), kTooDeep);
      return next_statement(at, at);
    }
    const Failure failure = parser_.failure();
    const std::size_t next = next_statement(at, failure.token->getTokenIndex());
    // Where the text itself is wrong the parser has nothing to add.
    if (!has_lexical_error(at, next)) {
      SyntaxProblem problem = classify(tokens_, failure, errors_);
      errors_.add(problem.span, problem.message);
    }
    return next;
  }

  bool has_lexical_error(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens_.type(i) == P::ERROR) return true;
    }
    return false;
  }

  // The next statement without indentation after the wrong token. Clauses of the wrong statement are passed over.
  std::size_t next_statement(std::size_t start, std::size_t wrong) {
    int indents = 0;
    const std::size_t end = tokens_.size() - 1;
    for (std::size_t i = start; i < end; ++i) {
      const std::size_t type = tokens_.type(i);
      if (type == P::INDENT) ++indents;
      if (type == P::DEDENT) --indents;
      const bool line_done = type == P::NEWLINE || type == P::DEDENT;
      if (!line_done || indents > 0 || i + 1 <= wrong) continue;
      const std::size_t next = tokens_.type(i + 1);
      const bool clause = next == P::ELSE || next == P::ELIF || next == P::EXCEPT || next == P::FINALLY ||
                          next == P::INDENT || next == P::DEDENT;
      if (!clause) return i + 1;
    }
    return end;
  }

  Errors& errors_;
  Tokens tokens_;
  RuleParser parser_;
  StatementBuilder builder_;
};

}  // namespace

std::unique_ptr<Module> parse(int file, const SourceFiles& files, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const std::optional<ScriptText> text = ScriptText::decode(file, files, diagnostics);
  if (!text) return nullptr;
  Errors errors(TextPart{&*text, 0}, diagnostics);
  auto module = std::make_unique<Module>();
  module->span = text->span(0, text->size());
  FileParser(*text, errors).run(module->body);
  if (diagnostics.error_count() == errors_before) check_placement(*module, errors);
  if (diagnostics.error_count() > errors_before) return nullptr;
  return module;
}

ExprPtr parse_embedded(const std::string& code, Errors& errors) {
  Tokens tokens("(" + code + ")");
  report_lexical_errors(tokens, errors);
  if (!tokens.lexer().errors().empty()) return nullptr;
  RuleParser parser(tokens);
  P::EvalInputContext* rule = parser.parse(&P::evalInput, 0);
  if (!rule) {
    const SyntaxProblem problem = classify(tokens, parser.failure(), errors);
    errors.add(problem.span, problem.message);
    return nullptr;
  }
  ExpressionBuilder builder(errors);
  P::FstringExpressionContext* inner = rule->fstringExpression();
  if (inner->yieldExpr()) return builder.build(inner->yieldExpr());
  ExprPtr value = builder.build(inner->starNamedExpressions());
  if (as<Starred>(*value)) errors.add(value->span, "cannot use starred expression here");
  return value;
}

}  // namespace bpl::syntax
