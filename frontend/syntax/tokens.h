// All tokens of a text, and a parser that can be run on any rule at any of them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "BplLexer.h"
#include "BplParser.h"
#include "antlr4-runtime.h"

namespace bpl::syntax {

// The tokens of a text. The names `match` and `case` become MATCH and CASE where they begin such a statement.
class Tokens {
 public:
  explicit Tokens(const std::string& utf8);

  antlr4::Token* at(std::size_t index) { return stream_.get(index); }
  std::size_t size() { return stream_.size(); }
  std::size_t type(std::size_t index) { return at(index)->getType(); }
  const LexerBase& lexer() const { return lexer_; }
  antlr4::CommonTokenStream& stream() { return stream_; }
  // How many brackets are open after the token.
  int depth_after(std::size_t index);

 private:
  void mark_soft_keywords();
  void mark_line(std::size_t first, std::size_t end, bool& match_seen);

  antlr4::ANTLRInputStream input_;
  BplLexer lexer_;
  antlr4::CommonTokenStream stream_;
};

// Where the parser could not go on: the token, and the innermost rule it was in.
struct Failure {
  antlr4::Token* token = nullptr;
  antlr4::ParserRuleContext* rule = nullptr;
};

// Runs rules of the grammar. The parse trees live as long as this object.
class RuleParser {
 public:
  explicit RuleParser(Tokens& tokens);

  // The parse tree of a rule at a token, or null, with failure() set, when the text does not fit it.
  // Fast (SLL) prediction is tried first; only what it refuses is parsed with full prediction.
  template <class Rule>
  Rule* parse(Rule* (BplParser::*rule)(), std::size_t index) {
    for (const bool full : {false, true}) {
      start(index, full);
      try {
        return (parser_.*rule)();
      } catch (const Failure& failure) {
        failure_ = failure;
      }
    }
    return nullptr;
  }

  const Failure& failure() const { return failure_; }
  // The token after the rule that was parsed last.
  std::size_t position() { return tokens_.stream().index(); }

 private:
  void start(std::size_t index, bool full);

  Tokens& tokens_;
  BplParser parser_;
  Failure failure_;
};

}  // namespace bpl::syntax
