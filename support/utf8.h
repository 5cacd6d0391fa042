// UTF-8 decoding that accepts any bytes, and the display width of characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bpl {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;  // bytes taken
  bool valid = true;       // false: one byte that is not part of well-formed UTF-8
};

// The code point at a byte offset inside the text. Malformed input yields one invalid byte with value U+FFFD.
CodePoint decode_utf8(std::string_view text, std::size_t offset);

// Appends a code point; surrogates are written in three bytes as well, so that every Python str has a form.
void append_utf8(std::string& out, char32_t code_point);

// Columns of a terminal that a character takes: 0 (combining), 1 or 2 (wide).
int display_width(char32_t code_point);

}  // namespace bpl
