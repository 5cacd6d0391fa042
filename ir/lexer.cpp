#include "ir/lexer.h"

#include <charconv>

#include "support/quote.h"
#include "support/utf8.h"

namespace bpl::ir {

namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }
}  // namespace

Lexer::Lexer(std::string_view text, int file, Diagnostics& diagnostics) : text_(text), file_(file), diagnostics_(diagnostics) {
  advance();
}

Token Lexer::next() {
  Token result = std::move(token_);
  advance();
  return result;
}

Position Lexer::position(std::size_t offset) const {
  Position p{1, 1};
  std::size_t line_start = 0;
  for (std::size_t k = 0; k < offset && k < text_.size(); ++k)
    if (text_[k] == '\n') ++p.line, line_start = k + 1;
  for (std::size_t k = line_start; k < offset && k < text_.size();) {
    k += decode_utf8(text_, k).length;
    ++p.column;
  }
  return p;
}

Span Lexer::span(const Token& t) const { return {file_, position(t.begin), position(std::max(t.end, t.begin + 1))}; }

Diagnostic& Lexer::error(const Token& at, std::string code, std::string message) {
  return diagnostics_.error(std::move(code), span(at), std::move(message));
}

void Lexer::syntax_error(const Token& at, std::string message) {
  if (stopped_) return;
  error(at, "ir-syntax", std::move(message));
  stopped_ = true;
  at_ = text_.size();
  token_ = {};
  token_.begin = token_.end = at_;
}

void Lexer::skip_space() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++at_;
    } else if (c == '/' && at(at_ + 1) == '/') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    } else {
      return;
    }
  }
}

void Lexer::advance() {
  skip_space();
  token_ = {};
  token_.begin = token_.end = at_;
  if (at_ >= text_.size()) return;
  const char c = text_[at_];
  if (c == '"') {
    token_.kind = TokenKind::string;
    if (!unquote(text_, &at_, &token_.text)) {
      token_.end = at_;
      return syntax_error(token_, "this text has no closing quote or an unknown escape");
    }
  } else if (c == '%') {
    read_named(TokenKind::reg);
  } else if (c == '^') {
    ++at_;
    token_.kind = TokenKind::outer;
    while (is_word_byte(at(at_))) token_.text += text_[at_++];
  } else if (c == '@') {
    read_at();
  } else if (is_digit(c) || (c == '-' && at(at_ + 1) != '>')) {
    read_number();
  } else if (is_word_byte(c)) {
    read_word();
  } else {
    token_.kind = TokenKind::punctuation;
    token_.text = c;
    const bool two = (c == '-' && at(at_ + 1) == '>') || (c == '*' && at(at_ + 1) == '*');
    if (two) token_.text += at(at_ + 1);
    at_ += token_.text.size();
  }
  if (!stopped_) token_.end = at_;
}

// What follows the sign: a word, a number or a quoted text.
void Lexer::read_named(TokenKind kind) {
  token_.kind = kind;
  ++at_;
  if (at(at_) == '"') {
    if (!unquote(text_, &at_, &token_.text)) syntax_error(token_, "this name has no closing quote or an unknown escape");
    return;
  }
  while (is_word_byte(at(at_)) || (kind == TokenKind::symbol && at(at_) == '.')) token_.text += text_[at_++];
  if (token_.text.empty()) syntax_error(token_, "a name must follow");
}

void Lexer::read_at() {
  const std::size_t begin = at_;
  ++at_;
  if (read_location()) {
    token_.kind = TokenKind::location;
    return;
  }
  at_ = begin;
  read_named(TokenKind::symbol);
}

// [f FILE :] LINE : COLUMN [- [END_LINE :] END_COLUMN]
bool Lexer::read_location() {
  Location& l = token_.location;
  const auto number = [&](int* value) {
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), *value);
    if (error != std::errc()) return false;
    at_ = static_cast<std::size_t>(end - text_.data());
    return true;
  };
  const auto take = [&](char c) { return at(at_) == c && ++at_; };
  if (at(at_) == 'f' && (is_digit(at(at_ + 1)) || at(at_ + 1) == '-')) {
    ++at_;
    if (!number(&l.file) || !take(':')) return false;
    token_.has_file = true;
  }
  if (!number(&l.line) || !take(':') || !number(&l.column)) return false;
  if (!take('-')) return true;
  if (!number(&l.end_column)) return false;
  l.end_line = l.line;
  if (!take(':')) return true;
  l.end_line = l.end_column;
  return number(&l.end_column);
}

void Lexer::read_number() {
  token_.kind = TokenKind::number;
  const auto is_part = [&](char c) { return is_digit(c) || c == '.' || c == 'e' || c == 'E'; };
  token_.text += text_[at_++];
  // "-inf" and "-nan"
  if (token_.text == "-" && !is_digit(at(at_))) {
    while (is_word_byte(at(at_))) token_.text += text_[at_++];
    return;
  }
  while (is_part(at(at_)) || ((at(at_) == '-' || at(at_) == '+') && (at(at_ - 1) == 'e' || at(at_ - 1) == 'E')))
    token_.text += text_[at_++];
}

void Lexer::read_word() {
  token_.kind = TokenKind::word;
  const std::size_t begin = at_;
  while (is_word_byte(at(at_))) ++at_;
  token_.text = text_.substr(begin, at_ - begin);
  const bool root = token_.text == "self" || token_.text == "globals" || token_.text == "settings" || token_.text == "program";
  if (!root || (at(at_) != '.' && at(at_) != '[' && at(at_) != '<')) return;
  token_.kind = TokenKind::path;
  read_path_steps();
  token_.text = text_.substr(begin, at_ - begin);
}

// As far as it can be a path; whether it is one, parse_path says.
void Lexer::read_path_steps() {
  std::string ignored;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '.' || c == '#') {
      ++at_;
      if (at(at_) == '"' && !unquote(text_, &at_, &ignored)) return syntax_error(token_, "a name in this path has no closing quote");
      if (c == '#' && at(at_) == '-') ++at_;
      while (is_word_byte(at(at_))) ++at_;
    } else if (c == '[' || c == '<') {
      const char close = c == '[' ? ']' : '>';
      while (at_ < text_.size() && text_[at_] != close && text_[at_] != '\n') {
        if (text_[at_] != '"') ++at_;
        else if (!unquote(text_, &at_, &ignored)) return syntax_error(token_, "a name in this path has no closing quote");
      }
      if (at(at_) != close) return syntax_error(token_, "this path has an open bracket");
      ++at_;
    } else {
      return;
    }
  }
}

}  // namespace bpl::ir
