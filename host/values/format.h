// Formatting: the specification after the colon of an f-string, str.format(), and the % operator of strings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/values/context.h"

namespace bpl::host {

// [[fill]align][sign][#][0][width][grouping][.precision][type]
struct FormatSpec {
  std::string fill = " ";
  char align = 0;     // < > = ^, 0: the type's own
  char sign = 0;      // + - space, 0: none given
  bool alternate = false;
  bool zero = false;
  std::int64_t width = 0;
  char grouping = 0;  // , or _
  std::int64_t precision = -1;
  char type = 0;
};

bool parse_format_spec(Context&, std::string_view text, std::string_view type_name, FormatSpec*);

// format(number, spec) for bool, int and float; format(text, spec) for strings.
bool format_number(Context&, const Value& number, const FormatSpec&, std::string* result);
bool format_string(Context&, std::string_view text, const FormatSpec&, std::string* result);
// format(value, spec) for any value.
bool format_text(Context&, const Value&, std::string_view spec, std::string* result);

// The digits of |x| as C's printf writes them: type is one of e E f F g G.
std::string real_digits(double x, char type, int precision, bool alternate);
// The digits of |n| in base 2, 8, 10 or 16.
std::string integer_digits(std::int64_t n, int base, bool upper = false);
// Pads `body` to the width of the specification.
std::string pad(std::string_view sign, std::string_view body, const FormatSpec&, char default_align);

// format % arguments, where arguments is a tuple, a dict or one value.
bool percent_format(Context&, const std::string& format, const Value& arguments, std::string* result);
// format.format(*arguments.positional, **arguments.keywords)
bool brace_format(Context&, std::string_view format, const Arguments& arguments, std::string* result);

}  // namespace bpl::host
