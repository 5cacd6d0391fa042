// Text as Python sees it: strings of code points stored as UTF-8, quoting, and numbers as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bpl::host {

// The characters of a text, each as its bytes.
std::vector<std::string_view> code_points(std::string_view text);
std::int64_t code_point_count(std::string_view text);

// repr(str); `ascii`: everything outside of ASCII is escaped as well.
std::string quoted(std::string_view text, bool ascii = false);

// Whether repr() shows a character as itself.
bool is_printable(char32_t character);

}  // namespace bpl::host
