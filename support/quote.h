// Text between double quotes, escaped as in JSON: how the IR and paths write names that are not plain words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bpl {

// "a\n\"b\"" with its quotes. Bytes from 0x80 on are copied, so every string has a form and reads back the same.
std::string quote(std::string_view text);

// Reads the quoted text that begins at `text[*position]` and moves the position behind it. False (and the position at the
// fault) if the quote is not closed on the line or an escape is not known.
bool unquote(std::string_view text, std::size_t* position, std::string* result);

// A letter or underscore, then letters, digits and underscores; letters include every byte from 0x80 on.
bool is_plain_word(std::string_view text);
bool is_word_byte(char c);

}  // namespace bpl
