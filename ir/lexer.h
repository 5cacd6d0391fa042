// Tokens of the text form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ir/host_ir.h"
#include "support/diagnostic.h"

namespace bpl::ir {

enum class TokenKind : std::uint8_t {
  end,
  word,      // kernel, get_global, f32
  string,    // "text": `text` is what it means
  number,    // 5, -0.5, 1e-3 (inf and nan are words)
  reg,       // %a, %3, %"odd"
  outer,     // ^3: a value of the enclosing body
  symbol,    // @main.spike
  location,  // @36:1-9
  path,      // self.V, globals[__main__:k], settings.dt (`self` alone is a word)
  punctuation,  // one of { } ( ) [ ] , : = * # and -> and **
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;
  Location location;         // of a location token
  bool has_file = false;     // the location names its file
  std::size_t begin = 0, end = 0;
};

class Lexer {
 public:
  Lexer(std::string_view text, int file, Diagnostics& diagnostics);

  const Token& peek() const { return token_; }
  Token next();

  // Reports a problem at the token. Behind a syntax error there are no more tokens, so one error does not cause others.
  Diagnostic& error(const Token& at, std::string code, std::string message);
  void syntax_error(const Token& at, std::string message);
  bool stopped() const { return stopped_; }
  Span span(const Token&) const;

 private:
  void skip_space();
  void advance();
  void read_named(TokenKind kind);
  void read_at();
  bool read_location();
  void read_number();
  void read_word();
  void read_path_steps();
  Position position(std::size_t offset) const;
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  std::string_view text_;
  int file_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  bool stopped_ = false;
  Token token_;
};

}  // namespace bpl::ir
