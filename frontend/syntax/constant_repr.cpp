#include "frontend/syntax/constant_repr.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "support/utf8.h"

namespace bpl::syntax {

namespace {

// repr() of a float: the shortest digits that read back, in Python's choice of notation.
std::string float_repr(double value) {
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  const std::size_t e = text.find('e');
  int exponent = 0;
  const std::size_t sign = text[e + 1] == '+' ? 1 : 0;
  std::from_chars(text.data() + e + 1 + sign, text.data() + text.size(), exponent);
  if (exponent < -4 || exponent >= 16) {
    return fmt::format("{}e{}{:02}", text.substr(0, e), exponent < 0 ? '-' : '+', std::abs(exponent));
  }
  const auto fixed = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
  std::string out(buffer, static_cast<std::size_t>(fixed - buffer));
  if (out.find('.') == std::string::npos) out += ".0";
  return out;
}

std::string imaginary_repr(double value) {
  std::string out = float_repr(value);
  if (out.ends_with(".0")) out.resize(out.size() - 2);
  return out + "j";
}

char quote_for(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

bool append_common_escape(std::string& out, unsigned c, char quote) {
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += "\\t";
  } else if (c == '\\' || c == static_cast<unsigned char>(quote)) {
    out += '\\';
    out += static_cast<char>(c);
  } else if (c < 0x20 || c == 0x7F) {
    out += fmt::format("\\x{:02x}", c);
  } else {
    return false;
  }
  return true;
}

bool shown_as_escape(char32_t c) {
  return (c >= 0x80 && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x206F) || c == 0x180E || c == 0x3000 || (c >= 0xD800 && c <= 0xF8FF) || c == 0xFEFF ||
         c == 0x1680 || (c >= 0xFFF0 && c <= 0xFFFB) || c == 0xFFFE || c == 0xFFFF || c >= 0xE0000;
}

}  // namespace

std::string text_repr(std::string_view text) {
  const char quote = quote_for(text);
  std::string out(1, quote);
  for (std::size_t i = 0; i < text.size();) {
    CodePoint c = decode_utf8(text, i);
    if (!c.valid && i + 2 < text.size()) {
      // A lone surrogate in three bytes.
      const auto bits = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]) & 0x3Fu; };
      c = {0xD000u | (bits(1) << 6) | bits(2), 3, true};
    }
    if (c.value < 0x80 ? !append_common_escape(out, c.value, quote) : !shown_as_escape(c.value)) {
      out += text.substr(i, c.length);
    } else if (c.value >= 0x80) {
      out += c.value < 0x100     ? fmt::format("\\x{:02x}", static_cast<unsigned>(c.value))
             : c.value < 0x10000 ? fmt::format("\\u{:04x}", static_cast<unsigned>(c.value))
                                 : fmt::format("\\U{:08x}", static_cast<unsigned>(c.value));
    }
    i += c.length;
  }
  return out + quote;
}

namespace {

std::string bytes_repr(std::string_view bytes) {
  const char quote = quote_for(bytes);
  std::string out = std::string("b") + quote;
  for (const char byte : bytes) {
    const unsigned c = static_cast<unsigned char>(byte);
    if (append_common_escape(out, c, quote)) continue;
    if (c >= 0x80) {
      out += fmt::format("\\x{:02x}", c);
    } else {
      out += byte;
    }
  }
  return out + quote;
}

}  // namespace

std::string constant_repr(const ConstantValue& value) {
  return std::visit(Overloaded{
                        [](NoneValue) -> std::string { return "None"; },
                        [](bool b) -> std::string { return b ? "True" : "False"; },
                        [](EllipsisValue) -> std::string { return "Ellipsis"; },
                        [](std::int64_t i) -> std::string { return std::to_string(i); },
                        [](const BigInteger& i) -> std::string { return i.digits; },
                        [](double d) -> std::string { return float_repr(d); },
                        [](Imaginary i) -> std::string { return imaginary_repr(i.value); },
                        [](const Text& t) -> std::string { return text_repr(t.value); },
                        [](const Bytes& b) -> std::string { return bytes_repr(b.value); },
                    },
                    value);
}

}  // namespace bpl::syntax
