// Base class of the generated lexer: indentation, newlines, brackets and lexical errors.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"

// An error of the text below the level of syntax, at code points [begin, end) of the input.
struct LexicalError {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message;
};

// Turns what the lexer rules match into the tokens that the parser reads:
// - a NEWLINE only at the end of a logical line (not inside brackets, not after a blank line);
// - INDENT and DEDENT by a stack of columns, where a tab goes to the next multiple of 8;
// - in place of text that is wrong, an ERROR token and an entry in errors().
class LexerBase : public antlr4::Lexer {
 public:
  struct Bracket {
    std::size_t type;
    std::size_t index;  // code point in the input
    std::size_t line;
  };

  explicit LexerBase(antlr4::CharStream* input);

  std::unique_ptr<antlr4::Token> nextToken() override;

  const std::vector<LexicalError>& errors() const { return errors_; }
  // After the last token: the brackets that were never closed, the innermost last.
  const std::vector<Bracket>& open_brackets() const { return brackets_; }

 private:
  using TokenPtr = std::unique_ptr<antlr4::Token>;

  struct Column {
    int column;     // tab stops at multiples of 8
    int alternate;  // tabs counted as one blank: a second opinion that must agree
  };

  void scan();
  void scan_other(TokenPtr token);
  void finish(TokenPtr eof);
  void indent_to(const antlr4::Token& token);
  Column indentation(const antlr4::Token& token) const;
  bool closes(antlr4::CommonToken& token);
  bool opens(antlr4::CommonToken& token);
  void check_number(antlr4::CommonToken& token);
  void invalid_character(antlr4::CommonToken& token);
  void unterminated_short(antlr4::CommonToken& token);
  void unterminated_long(antlr4::CommonToken& token);
  void stray_backslash(antlr4::CommonToken& token);

  void fail(antlr4::CommonToken& token, std::size_t begin, std::size_t end, std::string message);
  void push_empty(std::size_t type, const antlr4::Token& before);
  void skip_rest();
  void skip_line();

  std::deque<TokenPtr> queue_;
  std::vector<Column> indents_{{0, 0}};
  std::vector<Bracket> brackets_;
  std::vector<LexicalError> errors_;
  bool line_start_ = true;
  bool brackets_trusted_ = true;
};
