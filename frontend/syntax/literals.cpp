#include "frontend/syntax/literals.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "support/utf8.h"

namespace bpl::syntax {

namespace {

int digit_value(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A') + 10;
  return 99;
}

// Decimal digits of a number given in base 2, 8 or 16, by repeated multiplication in base 10^9.
std::string to_decimal(std::string_view digits, unsigned base) {
  constexpr std::uint64_t kLimb = 1'000'000'000;
  std::vector<std::uint64_t> limbs{0};
  for (const char c : digits) {
    std::uint64_t carry = static_cast<std::uint64_t>(digit_value(static_cast<unsigned char>(c)));
    for (std::uint64_t& limb : limbs) {
      const std::uint64_t value = limb * base + carry;
      limb = value % kLimb;
      carry = value / kLimb;
    }
    if (carry > 0) limbs.push_back(carry);
  }
  std::string out = std::to_string(limbs.back());
  for (std::size_t i = limbs.size() - 1; i-- > 0;) out += fmt::format("{:09}", limbs[i]);
  return out;
}

ConstantValue integer_value(std::string_view digits, unsigned base) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  digits.remove_prefix(first);
  if (digits.empty()) return std::int64_t{0};
  std::int64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, static_cast<int>(base));
  if (result.ec == std::errc()) return value;
  return BigInteger{base == 10 ? std::string(digits) : to_decimal(digits, base)};
}

double real_value(const std::string& text) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  // Too large or too small for a double: strtod says which, as infinity or zero.
  if (result.ec == std::errc::result_out_of_range) return std::strtod(text.c_str(), nullptr);
  return value;
}

// Reads up to `count` digits of the base from position i on; the number of digits read in `taken`.
unsigned read_digits(std::u32string_view body, std::size_t i, std::size_t count, int base, std::size_t& taken) {
  unsigned value = 0;
  for (taken = 0; taken < count && i + taken < body.size(); ++taken) {
    const int digit = digit_value(body[i + taken]);
    if (digit >= base) break;
    value = value * static_cast<unsigned>(base) + static_cast<unsigned>(digit);
  }
  return value;
}

// The character of a one-letter escape, or nothing.
std::optional<char> simple_escape(char32_t letter) {
  switch (letter) {
    case '\\':
    case '\'':
    case '"':
      return static_cast<char>(letter);
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return std::nullopt;
  }
}

std::string unicode_error(std::size_t begin, std::size_t end, std::string_view what) {
  return fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: {}", begin, end,
                     what);
}

}  // namespace

ConstantValue number_value(std::string_view token) {
  std::string text(token);
  text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
  if (text.size() > 2 && text[0] == '0') {
    const std::string_view digits = std::string_view(text).substr(2);
    switch (text[1] | 0x20) {
      case 'x':
        return integer_value(digits, 16);
      case 'o':
        return integer_value(digits, 8);
      case 'b':
        return integer_value(digits, 2);
      default:
        break;
    }
  }
  if (text.ends_with('j') || text.ends_with('J')) {
    text.pop_back();
    return Imaginary{real_value(text)};
  }
  if (text.find_first_of(".eE") != std::string::npos) return real_value(text);
  return integer_value(text, 10);
}

StringToken split_string(std::string_view token) {
  StringToken out;
  std::size_t i = 0;
  for (; token[i] != '\'' && token[i] != '"'; ++i) {
    const char c = static_cast<char>(token[i] | 0x20);
    out.raw |= c == 'r';
    out.bytes |= c == 'b';
    out.format |= c == 'f';
    // Python keeps note of a small u only.
    out.u_prefix |= token[i] == 'u';
  }
  const bool triple = token.size() >= i + 6 && token[i + 1] == token[i] && token[i + 2] == token[i];
  const std::size_t quotes = triple ? 3 : 1;
  out.body_index = i + quotes;
  out.body = to_utf32(token.substr(i + quotes, token.size() - i - 2 * quotes));
  return out;
}

Decoded decode_text(std::u32string_view body, bool raw) {
  Decoded out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (raw || body[i] != '\\' || i + 1 >= body.size()) {
      append_utf8(out.value, body[i]);
      continue;
    }
    const std::size_t start = i;
    const char32_t letter = body[++i];
    std::size_t taken = 0;
    if (letter == '\n') continue;
    if (const auto simple = simple_escape(letter)) {
      out.value += *simple;
    } else if (letter >= '0' && letter <= '7') {
      append_utf8(out.value, read_digits(body, i, 3, 8, taken));
      i += taken - 1;
    } else if (letter == 'x' || letter == 'u' || letter == 'U') {
      const std::size_t count = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
      const unsigned value = read_digits(body, i + 1, count, 16, taken);
      const std::string_view form = letter == 'x' ? "\\xXX" : letter == 'u' ? "\\uXXXX" : "\\UXXXXXXXX";
      if (taken < count) {
        out.error = unicode_error(start, start + 1 + taken, fmt::format("truncated {} escape", form));
        return out;
      }
      if (value > 0x10FFFF) {
        out.error = unicode_error(start, start + 1 + taken, "illegal Unicode character");
        return out;
      }
      append_utf8(out.value, value);
      i += taken;
    } else if (letter == 'N') {
      out.error = "named characters (\\N{...}) are not supported; write the character or its \\u code";
      return out;
    } else {
      out.value += '\\';
      append_utf8(out.value, letter);
    }
  }
  return out;
}

Decoded decode_bytes(std::u32string_view body, bool raw) {
  Decoded out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] > 127) {
      out.error = "bytes can only contain ASCII literal characters";
      return out;
    }
    if (raw || body[i] != '\\' || i + 1 >= body.size()) {
      out.value += static_cast<char>(body[i]);
      continue;
    }
    const std::size_t start = i;
    const char32_t letter = body[++i];
    std::size_t taken = 0;
    if (letter == '\n') continue;
    if (const auto simple = simple_escape(letter)) {
      out.value += *simple;
    } else if (letter >= '0' && letter <= '7') {
      out.value += static_cast<char>(read_digits(body, i, 3, 8, taken) & 0xFF);
      i += taken - 1;
    } else if (letter == 'x') {
      const unsigned value = read_digits(body, i + 1, 2, 16, taken);
      if (taken < 2) {
        out.error = fmt::format("(value error) invalid \\x escape at position {}", start);
        return out;
      }
      out.value += static_cast<char>(value);
      i += taken;
    } else {
      out.value += '\\';
      if (letter > 127) {
        out.error = "bytes can only contain ASCII literal characters";
        return out;
      }
      out.value += static_cast<char>(letter);
    }
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    out += c.value;
    i += c.length;
  }
  return out;
}

}  // namespace bpl::syntax
