// Reading the small pieces of the text form.
#include <charconv>
#include <limits>

#include "host/models/signature_json.h"
#include "ir/parser.h"
#include "ir/text.h"

namespace bpl::ir {

namespace {

std::string shown(const Token& t) {
  switch (t.kind) {
    case TokenKind::end: return "the end of the text";
    case TokenKind::string: return "a quoted text";
    case TokenKind::location: return "a location";
    case TokenKind::reg: return "%" + t.text;
    case TokenKind::symbol: return "@" + t.text;
    case TokenKind::outer: return "^" + t.text;
    default: return "'" + t.text + "'";
  }
}

bool read_double(std::string_view text, double* value) {
  const bool negative = text.starts_with('-');
  const std::string_view rest = text.substr(negative ? 1 : 0);
  if (rest == "inf") *value = std::numeric_limits<double>::infinity();
  else if (rest == "nan") *value = std::numeric_limits<double>::quiet_NaN();
  else {
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), *value);
    if (error != std::errc() || end != rest.data() + rest.size()) return false;
  }
  if (negative) *value = -*value;
  return true;
}

}  // namespace

void Reader::unexpected(std::string_view wanted) {
  syntax_error(peek(), fmt::format("expected {}, found {}", wanted, shown(peek())));
}

bool Reader::take_word(std::string_view word) {
  if (!at_word(word)) return false;
  next();
  return true;
}

bool Reader::take_mark(std::string_view mark) {
  if (!at_mark(mark)) return false;
  next();
  return true;
}

void Reader::expect_word(std::string_view word) {
  if (!take_word(word)) unexpected(fmt::format("'{}'", word));
}

void Reader::expect_mark(std::string_view mark) {
  if (!take_mark(mark)) unexpected(fmt::format("'{}'", mark));
}

std::string Reader::word(std::string_view what) {
  if (peek().kind == TokenKind::word) return next().text;
  unexpected(what);
  return "";
}

std::string Reader::string(std::string_view what) {
  if (peek().kind == TokenKind::string) return next().text;
  unexpected(fmt::format("{} in quotes", what));
  return "";
}

std::string Reader::symbol(std::string_view what) {
  if (peek().kind == TokenKind::symbol) return next().text;
  unexpected(fmt::format("{} such as @name", what));
  return "";
}

std::int64_t Reader::integer() {
  std::int64_t value = 0;
  if (peek().kind == TokenKind::number) {
    const std::string& text = peek().text;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size()) {
      next();
      return value;
    }
  }
  unexpected("an integer");
  return 0;
}

int Reader::small_integer() {
  const Token at = peek();
  const std::int64_t value = integer();
  if (value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max()) return static_cast<int>(value);
  syntax_error(at, "this number is too large");
  return 0;
}

double Reader::number() {
  double value = 0;
  const bool candidate = peek().kind == TokenKind::number || at_word("inf") || at_word("nan");
  if (candidate && read_double(peek().text, &value)) {
    next();
    return value;
  }
  unexpected("a number");
  return 0;
}

Constant Reader::constant() {
  if (peek().kind == TokenKind::string) return next().text;
  if (take_word("none")) return NoneConstant{};
  if (take_word("ellipsis")) return EllipsisConstant{};
  if (take_word("true")) return true;
  if (take_word("false")) return false;
  if (peek().kind == TokenKind::number && peek().text.find_first_of(".eEn") == std::string::npos) return integer();
  return number();
}

host::Path Reader::path() {
  host::Path path;
  const bool candidate = peek().kind == TokenKind::path || peek().kind == TokenKind::word;
  if (candidate && host::parse_path(peek().text, &path)) next();
  else unexpected("a path such as self.V");
  return path;
}

host::ElementType Reader::element_type() {
  host::ElementType type = host::ElementType::real;
  if (peek().kind == TokenKind::word && host::element_type_from_name(peek().text, &type)) next();
  else unexpected("a type (boolean, integer or real)");
  return type;
}

Location Reader::location(int default_file) {
  if (peek().kind != TokenKind::location) return {};
  const Token t = next();
  Location l = t.location;
  if (!t.has_file) l.file = default_file;
  return l;
}

}  // namespace bpl::ir
