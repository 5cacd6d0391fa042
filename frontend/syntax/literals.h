// The values of number and string tokens.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "frontend/syntax/tree.h"

namespace bpl::syntax {

// The value of a NUMBER token (underscores, hexadecimal, octal, binary, reals, imaginary numbers).
ConstantValue number_value(std::string_view token);

// A STRING token taken apart. `body` is what stands between the quotes, as code points.
struct StringToken {
  bool raw = false;
  bool bytes = false;
  bool format = false;
  bool u_prefix = false;
  std::u32string body;
  std::size_t body_index = 0;  // code points before the body in the token
};

StringToken split_string(std::string_view token);

// Text or bytes with escapes replaced, or the message of what is wrong.
struct Decoded {
  std::string value;
  std::string error;
};

Decoded decode_text(std::u32string_view body, bool raw);
Decoded decode_bytes(std::u32string_view body, bool raw);

std::string to_utf8(std::u32string_view text);
std::u32string to_utf32(std::string_view text);

}  // namespace bpl::syntax
