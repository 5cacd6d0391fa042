#include "grammar/lexer_base.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "BplLexer.h"
#include "support/utf8.h"

namespace {

constexpr std::size_t kMaxIndents = 100;
constexpr std::size_t kMaxBrackets = 200;
constexpr std::size_t kEof = antlr4::Token::EOF;

// Characters that Python counts as not printable, above ASCII.
bool printable(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD) return false;
  const bool format = (c >= 0x600 && c <= 0x605) || c == 0x61C || c == 0x6DD || c == 0x70F || c == 0x180E;
  const bool space = c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
                     (c >= 0x205F && c <= 0x206F) || c == 0x3000;
  const bool special = (c >= 0xD800 && c <= 0xF8FF) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || c == 0xFFFE ||
                       c == 0xFFFF || c >= 0xE0000;
  return !format && !space && !special;
}

char bracket_character(std::size_t type) {
  switch (type) {
    case BplLexer::LPAR:
      return '(';
    case BplLexer::LSQB:
      return '[';
    case BplLexer::LBRACE:
      return '{';
    case BplLexer::RPAR:
      return ')';
    case BplLexer::RSQB:
      return ']';
    default:
      return '}';
  }
}

bool matches(std::size_t open, std::size_t close) {
  return (open == BplLexer::LPAR && close == BplLexer::RPAR) || (open == BplLexer::LSQB && close == BplLexer::RSQB) ||
         (open == BplLexer::LBRACE && close == BplLexer::RBRACE);
}

bool name_character(std::size_t c) {
  if (c == kEof) return false;
  if (c < 128) return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return false;
}

std::string quoted(std::size_t c) {
  std::string out;
  bpl::append_utf8(out, static_cast<char32_t>(c));
  return "'" + out + "'";
}

}  // namespace

LexerBase::LexerBase(antlr4::CharStream* input) : antlr4::Lexer(input) {}

std::unique_ptr<antlr4::Token> LexerBase::nextToken() {
  while (queue_.empty()) scan();
  TokenPtr token = std::move(queue_.front());
  queue_.pop_front();
  return token;
}

void LexerBase::scan() {
  TokenPtr token = Lexer::nextToken();
  if (token->getType() == kEof) {
    finish(std::move(token));
  } else if (token->getType() == BplLexer::NEWLINE) {
    if (line_start_ || !brackets_.empty()) return;
    line_start_ = true;
    queue_.push_back(std::move(token));
  } else {
    scan_other(std::move(token));
  }
}

void LexerBase::scan_other(TokenPtr token) {
  if (line_start_ && brackets_.empty()) indent_to(*token);
  line_start_ = false;
  auto& common = static_cast<antlr4::CommonToken&>(*token);
  switch (token->getType()) {
    case BplLexer::LPAR:
    case BplLexer::LSQB:
    case BplLexer::LBRACE:
      opens(common);
      break;
    case BplLexer::RPAR:
    case BplLexer::RSQB:
    case BplLexer::RBRACE:
      closes(common);
      break;
    case BplLexer::NUMBER:
      check_number(common);
      break;
    case BplLexer::INVALID_CHARACTER:
      invalid_character(common);
      break;
    case BplLexer::UNTERMINATED_SHORT:
      unterminated_short(common);
      break;
    case BplLexer::UNTERMINATED_LONG:
      unterminated_long(common);
      break;
    case BplLexer::BACKSLASH:
      stray_backslash(common);
      break;
    default:
      break;
  }
  queue_.push_back(std::move(token));
}

void LexerBase::finish(TokenPtr eof) {
  const std::size_t size = _input->size();
  if (!line_start_ && size > 1 && _input->getText(antlr4::misc::Interval(size - 2, size - 1)) == "\\\n") {
    errors_.push_back({size - 2, size - 1, "unexpected EOF while parsing"});
  }
  if (brackets_.empty()) {
    if (!line_start_) push_empty(BplLexer::NEWLINE, *eof);
    line_start_ = true;
    for (; indents_.size() > 1; indents_.pop_back()) push_empty(BplLexer::DEDENT, *eof);
  }
  queue_.push_back(std::move(eof));
}

LexerBase::Column LexerBase::indentation(const antlr4::Token& token) const {
  const std::size_t count = token.getCharPositionInLine();
  Column at{0, 0};
  if (count == 0) return at;
  const std::size_t start = token.getStartIndex();
  const std::string text = _input->getText(antlr4::misc::Interval(start - count, start - 1));
  for (const char c : text) {
    if (c == '\f') {
      at = {0, 0};
    } else {
      at.column = c == '\t' ? (at.column / 8 + 1) * 8 : at.column + 1;
      at.alternate += 1;
    }
  }
  return at;
}

void LexerBase::indent_to(const antlr4::Token& token) {
  const Column at = indentation(token);
  const std::size_t index = token.getStartIndex();
  bool tabs_agree = true;
  if (at.column > indents_.back().column) {
    tabs_agree = at.alternate > indents_.back().alternate;
    if (indents_.size() >= kMaxIndents) {
      errors_.push_back({index, index + 1, "too many levels of indentation"});
      skip_rest();
    }
    indents_.push_back(at);
    push_empty(BplLexer::INDENT, token);
  } else {
    while (at.column < indents_.back().column) {
      indents_.pop_back();
      push_empty(BplLexer::DEDENT, token);
    }
    if (at.column != indents_.back().column) {
      errors_.push_back({index, index, "unindent does not match any outer indentation level"});
    } else {
      tabs_agree = at.alternate == indents_.back().alternate;
    }
  }
  if (!tabs_agree) errors_.push_back({index, index, "inconsistent use of tabs and spaces in indentation"});
}

bool LexerBase::opens(antlr4::CommonToken& token) {
  const std::size_t index = token.getStartIndex();
  if (brackets_.size() >= kMaxBrackets) {
    fail(token, index, index + 1, "too many nested parentheses");
    brackets_.clear();
    skip_rest();
    return false;
  }
  brackets_.push_back({token.getType(), index, token.getLine()});
  return true;
}

bool LexerBase::closes(antlr4::CommonToken& token) {
  const std::size_t index = token.getStartIndex();
  const char closing = bracket_character(token.getType());
  const bool first = brackets_trusted_;
  if (brackets_.empty()) {
    if (first) {
      fail(token, index, index + 1, fmt::format("unmatched '{}'", closing));
    } else {
      token.setType(BplLexer::ERROR);
    }
    return false;
  }
  const Bracket open = brackets_.back();
  brackets_.pop_back();
  if (matches(open.type, token.getType())) return true;
  std::string message = fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'", closing,
                                    bracket_character(open.type));
  if (open.line != token.getLine()) message += fmt::format(" on line {}", open.line);
  if (first) {
    fail(token, index, index + 1, std::move(message));
  } else {
    token.setType(BplLexer::ERROR);
  }
  // What the author meant from here on is a guess, so one such error is enough.
  brackets_trusted_ = false;
  return false;
}

void LexerBase::check_number(antlr4::CommonToken& token) {
  const std::size_t next = _input->LA(1);
  if (!name_character(next)) return;
  const std::string text = token.getText();
  const std::size_t begin = token.getStartIndex();
  const std::size_t end = token.getStopIndex() + 1;
  const char mark = text.size() > 1 && text[0] == '0' ? static_cast<char>(text[1] | 0x20) : ' ';
  const bool digit = next >= '0' && next <= '9';
  const bool zeros = text.find_first_not_of("0_") == std::string::npos;

  // Python lets a keyword follow a number directly: `1if x else 2`, `0or 1`.
  std::string word;
  for (ssize_t i = 1; name_character(_input->LA(i)) && i < 8; ++i) word += static_cast<char>(_input->LA(i));
  for (const std::string_view keyword : {"and", "else", "for", "if", "in", "is", "not", "or"}) {
    if (word == keyword) return;
  }

  std::string kind = "decimal";
  if (mark == 'x') kind = "hexadecimal";
  if (mark == 'o') kind = "octal";
  if (mark == 'b') kind = "binary";
  if (text.find_first_of("jJ") != std::string::npos) {
    kind = "imaginary";
  }
  if (digit && (kind == "octal" || kind == "binary")) {
    fail(token, end, end + 1, fmt::format("invalid digit {} in {} literal", quoted(next), kind));
  } else if (kind == "decimal" && zeros && digit) {
    fail(token, begin, end,
         "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
  } else if (text == "0" && (next == 'x' || next == 'X' || next == 'o' || next == 'O' || next == 'b' || next == 'B')) {
    const char letter = static_cast<char>(next | 0x20);
    kind = letter == 'x' ? "hexadecimal" : letter == 'o' ? "octal" : "binary";
    const std::size_t wrong = _input->LA(2);
    if (kind != "hexadecimal" && wrong >= '0' && wrong <= '9') {
      fail(token, end + 1, end + 2, fmt::format("invalid digit {} in {} literal", quoted(wrong), kind));
    } else {
      fail(token, end, end + 1, fmt::format("invalid {} literal", kind));
    }
  } else {
    fail(token, end - 1, end, fmt::format("invalid {} literal", kind));
  }
  while (name_character(_input->LA(1))) getInterpreter<antlr4::atn::LexerATNSimulator>()->consume(_input);
}

void LexerBase::invalid_character(antlr4::CommonToken& token) {
  const std::size_t index = token.getStartIndex();
  const std::string text = token.getText();
  const char32_t c = bpl::decode_utf8(text, 0).value;
  // The parser says "invalid syntax" at an ASCII sign that means nothing in Python.
  if (c < 128 && printable(c)) return;
  const std::string code = fmt::format("U+{:04X}", static_cast<unsigned>(c));
  fail(token, index, index + 1,
       printable(c) ? fmt::format("invalid character '{}' ({})", text, code)
                    : fmt::format("invalid non-printable character {}", code));
}

void LexerBase::unterminated_short(antlr4::CommonToken& token) {
  const std::size_t begin = token.getStartIndex();
  std::size_t line = token.getLine();
  while (_input->LA(1) != kEof && _input->LA(1) != '\n') {
    if (_input->LA(1) == '\\' && _input->LA(2) != kEof) {
      if (_input->LA(2) == '\n' && _input->LA(3) != kEof) ++line;
      getInterpreter<antlr4::atn::LexerATNSimulator>()->consume(_input);
    }
    getInterpreter<antlr4::atn::LexerATNSimulator>()->consume(_input);
  }
  fail(token, begin, token.getStopIndex() + 1, fmt::format("unterminated string literal (detected at line {})", line));
}

void LexerBase::unterminated_long(antlr4::CommonToken& token) {
  skip_rest();
  const std::size_t size = _input->size();
  const bool ended = size > 0 && _input->getText(antlr4::misc::Interval(size - 1, size - 1)) == "\n";
  const std::size_t last_line = getLine() - (ended ? 1 : 0);
  fail(token, token.getStartIndex(), token.getStopIndex() + 1,
       fmt::format("unterminated triple-quoted string literal (detected at line {})", last_line));
  brackets_.clear();
}

void LexerBase::stray_backslash(antlr4::CommonToken& token) {
  const std::size_t index = token.getStartIndex();
  const bool last = _input->LA(1) == kEof;
  fail(token, index, index + 1,
       last ? "unexpected EOF while parsing" : "unexpected character after line continuation character");
  skip_line();
}

void LexerBase::fail(antlr4::CommonToken& token, std::size_t begin, std::size_t end, std::string message) {
  errors_.push_back({begin, end, std::move(message)});
  token.setType(BplLexer::ERROR);
}

void LexerBase::push_empty(std::size_t type, const antlr4::Token& before) {
  const std::size_t index = before.getStartIndex();
  auto token = _factory->create(std::make_pair(static_cast<antlr4::TokenSource*>(this), _input), type, "",
                                antlr4::Token::DEFAULT_CHANNEL, index, index - 1, before.getLine(),
                                before.getCharPositionInLine());
  queue_.push_back(std::move(token));
}

void LexerBase::skip_line() {
  while (_input->LA(1) != kEof && _input->LA(1) != '\n') {
    getInterpreter<antlr4::atn::LexerATNSimulator>()->consume(_input);
  }
}

void LexerBase::skip_rest() {
  while (_input->LA(1) != kEof) getInterpreter<antlr4::atn::LexerATNSimulator>()->consume(_input);
}
