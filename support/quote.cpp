#include "support/quote.h"

#include <fmt/format.h>

#include "support/utf8.h"

namespace bpl {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool read_hex(std::string_view text, std::size_t* position, char32_t* value) {
  *value = 0;
  for (int k = 0; k < 4; ++k, ++*position) {
    if (*position >= text.size()) return false;
    const char c = text[*position];
    const bool lower = c >= 'a' && c <= 'f', upper = c >= 'A' && c <= 'F';
    if (!is_digit(c) && !lower && !upper) return false;
    *value = *value * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : lower ? c - 'a' + 10 : c - 'A' + 10);
  }
  return true;
}

}  // namespace

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

bool unquote(std::string_view text, std::size_t* position, std::string* result) {
  result->clear();
  std::size_t& at = *position;
  if (at >= text.size() || text[at] != '"') return false;
  for (++at; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '"') {
      ++at;
      return true;
    }
    if (text[at] != '\\') {
      *result += text[at];
      continue;
    }
    if (++at >= text.size()) return false;
    switch (text[at]) {
      case 'n': *result += '\n'; break;
      case 't': *result += '\t'; break;
      case 'r': *result += '\r'; break;
      case 'b': *result += '\b'; break;
      case 'f': *result += '\f'; break;
      case '"':
      case '\\':
      case '/': *result += text[at]; break;
      case 'u': {
        char32_t value = 0;
        ++at;
        if (!read_hex(text, &at, &value)) return false;
        append_utf8(*result, value);
        --at;
        break;
      }
      default: return false;
    }
  }
  return false;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool is_plain_word(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return false;
  for (const char c : text)
    if (!is_word_byte(c)) return false;
  return true;
}

}  // namespace bpl
