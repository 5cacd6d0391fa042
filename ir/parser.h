// Parsing by recursive descent: what the parts of the parser share, and the parts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ir/lexer.h"
#include "ir/module.h"

namespace bpl::ir {

inline constexpr int kMostNestedBlocks = 200;
inline constexpr int kMostRegisters = 1 << 20;

// Reading tokens; every function reports what is wrong and returns something usable.
class Reader {
 public:
  Reader(std::string_view text, int file, Diagnostics& diagnostics) : lexer_(text, file, diagnostics) {}

  const Token& peek() const { return lexer_.peek(); }
  Token next() { return lexer_.next(); }
  bool at_end() const { return peek().kind == TokenKind::end; }
  bool at_word(std::string_view word) const { return peek().kind == TokenKind::word && peek().text == word; }
  bool at_mark(std::string_view mark) const { return peek().kind == TokenKind::punctuation && peek().text == mark; }
  bool take_word(std::string_view);
  bool take_mark(std::string_view);
  void expect_word(std::string_view);
  void expect_mark(std::string_view);
  std::string word(std::string_view what);
  std::string string(std::string_view what);
  std::string symbol(std::string_view what);
  std::int64_t integer();
  int small_integer();
  double number();
  Constant constant();
  host::Path path();
  host::ElementType element_type();
  // An optional location; relative to `default_file` where it names no file.
  Location location(int default_file = -1);
  // What the entry does not have.
  void unexpected(std::string_view wanted);
  void syntax_error(const Token& at, std::string message) { lexer_.syntax_error(at, std::move(message)); }
  Diagnostic& error(const Token& at, std::string code, std::string message) {
    return lexer_.error(at, std::move(code), std::move(message));
  }

 private:
  Lexer lexer_;
};

void parse_function(Reader&, HostFunction&);
void parse_update(Reader&, Update&);


}  // namespace bpl::ir
