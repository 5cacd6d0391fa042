// The specification of a format: parsing it, and numbers and strings laid out by it.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "host/values/format.h"
#include "host/values/ops.h"
#include "host/values/text.h"

namespace bpl::host {
namespace {

bool is_align(std::string_view c) { return c == "<" || c == ">" || c == "=" || c == "^"; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads digits at `at`; -1 where there are none.
bool read_count(Context& ctx, std::string_view text, std::size_t* at, std::int64_t* count) {
  const std::size_t begin = *at;
  while (*at < text.size() && is_digit(text[*at])) ++*at;
  *count = -1;
  if (*at == begin) return true;
  const auto r = std::from_chars(text.data() + begin, text.data() + *at, *count);
  if (r.ec != std::errc() || *count > 1000000) return raise(ctx, "ValueError", "Too many decimal digits in format string");
  return true;
}

// Inserts separators from the right; with `width` > 0 the digits are first filled with zeros up to that many characters.
std::string group(std::string_view digits, char separator, int size, std::int64_t width) {
  std::string reversed;
  int in_group = 0;
  for (std::size_t k = 0; k < digits.size() || static_cast<std::int64_t>(reversed.size()) < width; ++k) {
    if (separator && in_group == size) {
      reversed += separator;
      in_group = 0;
    }
    reversed += k < digits.size() ? digits[digits.size() - 1 - k] : '0';
    ++in_group;
  }
  return {reversed.rbegin(), reversed.rend()};
}

std::string sign_text(bool negative, const FormatSpec& spec) {
  if (negative) return "-";
  return spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
}

// Lays out sign, prefix, the digits before the point and the rest.
std::string lay_out(const std::string& sign, const std::string& prefix, std::string_view digits, std::string_view rest, int group_size,
                    const FormatSpec& spec) {
  const std::string head = sign + prefix;
  std::int64_t zeros = 0;
  if (spec.fill == "0" && spec.align == '=')
    zeros = std::max<std::int64_t>(0, spec.width - static_cast<std::int64_t>(head.size() + rest.size()));
  return pad(head, group(digits, spec.grouping, group_size, zeros) + std::string(rest), spec, '>');
}

bool unknown_code(Context& ctx, char type, std::string_view name) {
  return raise(ctx, "ValueError", fmt::format("Unknown format code '{}' for object of type '{}'", type, name));
}

bool format_integer(Context& ctx, std::int64_t n, const FormatSpec& spec, std::string_view name, std::string* result) {
  if (spec.precision >= 0) return raise(ctx, "ValueError", "Precision not allowed in integer format specifier");
  const char type = spec.type ? spec.type : 'd';
  if (type == 'c') {
    if (spec.sign) return raise(ctx, "ValueError", "Sign not allowed with integer format specifier 'c'");
    Value text;
    if (!call(ctx, *ctx.builtins->globals.find("chr"), std::vector<Value>{Value::of(n)}, &text)) return false;
    *result = pad("", as_string(text)->text, spec, '>');
    return true;
  }
  const int base = type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : type == 'd' || type == 'n' ? 10 : 0;
  if (base == 0) return unknown_code(ctx, type, name);
  if (spec.grouping == ',' && base != 10) return raise(ctx, "ValueError", fmt::format("Cannot specify ',' with '{}'.", type));
  if (spec.grouping && type == 'n') return raise(ctx, "ValueError", fmt::format("Cannot specify '{}' with 'n'.", spec.grouping));
  const std::string prefix = !spec.alternate || base == 10 ? "" : base == 2 ? "0b" : base == 8 ? "0o" : type == 'x' ? "0x" : "0X";
  *result = lay_out(sign_text(n < 0, spec), prefix, integer_digits(n, base, type == 'X'), "", base == 10 ? 3 : 4, spec);
  return true;
}

// The digits of a finite |x| without a type: as repr() or, with a precision, like g but always with a point or an exponent.
std::string plain_digits(double x, std::int64_t precision) {
  if (precision < 0) return real_to_text(x);
  const int p = precision == 0 ? 1 : static_cast<int>(precision);
  const std::string scientific = real_digits(x, 'e', p - 1, false);
  const int exponent = std::stoi(scientific.substr(scientific.find('e') + 1));
  if (exponent + 1 > p - 1 || exponent < -4) {
    std::string mantissa = scientific.substr(0, scientific.find('e'));
    if (mantissa.find('.') != std::string::npos) {
      mantissa.erase(mantissa.find_last_not_of('0') + 1);
      if (mantissa.back() == '.') mantissa.pop_back();
    }
    if (x != 0) return mantissa + scientific.substr(scientific.find('e'));
  }
  std::string text = real_digits(x, 'g', p, false);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

bool format_real(Context& ctx, double x, const FormatSpec& spec, std::string_view name, std::string* result) {
  const char type = spec.type;
  std::string digits;
  if (type && !std::strchr("eEfFgGn%", type)) return unknown_code(ctx, type, name);
  if (spec.grouping && type == 'n') return raise(ctx, "ValueError", fmt::format("Cannot specify '{}' with 'n'.", spec.grouping));
  const bool upper = type == 'E' || type == 'F' || type == 'G';
  const std::string tail = type == '%' ? "%" : "";
  const double magnitude = std::fabs(type == '%' ? x * 100 : x);
  if (!std::isfinite(magnitude)) {
    digits = std::isnan(magnitude) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf");
    FormatSpec plain = spec;
    plain.grouping = 0;
    *result = lay_out(sign_text(std::signbit(x) && !std::isnan(x), spec), "", digits, tail, 3, plain);
    return true;
  }
  const int precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
  if (!type) digits = plain_digits(magnitude, spec.precision);
  else digits = real_digits(magnitude, type == 'n' ? 'g' : type == '%' ? 'f' : type, precision, spec.alternate);
  const std::size_t end = digits.find_first_not_of("0123456789");
  const std::size_t whole = end == std::string::npos ? digits.size() : end;
  *result = lay_out(sign_text(std::signbit(x), spec), "", std::string_view(digits).substr(0, whole), digits.substr(whole) + tail, 3, spec);
  return true;
}

}  // namespace

bool parse_format_spec(Context& ctx, std::string_view text, std::string_view type_name, FormatSpec* spec) {
  const std::vector<std::string_view> points = code_points(text);
  std::size_t at = 0;
  bool align_given = false, fill_given = false;
  if (points.size() >= 2 && is_align(points[1])) {
    spec->fill = std::string(points[0]);
    spec->align = points[1][0];
    at = points[0].size() + 1;
    align_given = fill_given = true;
  } else if (!points.empty() && is_align(points[0])) {
    spec->align = points[0][0];
    at = 1;
    align_given = true;
  }
  const auto take = [&](std::string_view set) {
    return at < text.size() && set.find(text[at]) != std::string_view::npos ? text[at++] : char{0};
  };
  spec->sign = take("+- ");
  take("z");
  spec->alternate = take("#") != 0;
  if (!fill_given && at < text.size() && text[at] == '0') {
    spec->zero = true;
    spec->fill = "0";
    if (!align_given) spec->align = '=';
    ++at;
  }
  std::int64_t count = 0;
  if (!read_count(ctx, text, &at, &count)) return false;
  spec->width = std::max<std::int64_t>(count, 0);
  spec->grouping = take(",_");
  if (spec->grouping)
    if (const char second = take(",_"))
      return raise(ctx, "ValueError", spec->grouping == second ? fmt::format("Cannot specify '{0}' with '{0}'.", second) : "Cannot specify both ',' and '_'.");
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!read_count(ctx, text, &at, &spec->precision)) return false;
    if (spec->precision < 0) return raise(ctx, "ValueError", "Format specifier missing precision");
  }
  if (text.size() - at > 1)
    return raise(ctx, "ValueError", fmt::format("Invalid format specifier '{}' for object of type '{}'", text, type_name));
  if (at < text.size()) spec->type = text[at];
  return true;
}

std::string real_digits(double x, char type, int precision, bool alternate) {
  const char format[] = {'%', alternate ? '#' : '-', '.', '*', type, 0};
  char small[64];
  const int n = std::snprintf(small, sizeof small, format, precision, std::fabs(x));
  if (n < static_cast<int>(sizeof small)) return std::string(small, static_cast<std::size_t>(n));
  std::string text(static_cast<std::size_t>(n) + 1, '\0');
  std::snprintf(text.data(), text.size(), format, precision, std::fabs(x));
  text.pop_back();
  return text;
}

std::string integer_digits(std::int64_t n, int base, bool upper) {
  std::uint64_t magnitude = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string reversed;
  do {
    reversed += digits[magnitude % static_cast<unsigned>(base)];
    magnitude /= static_cast<unsigned>(base);
  } while (magnitude);
  return {reversed.rbegin(), reversed.rend()};
}

std::string pad(std::string_view sign, std::string_view body, const FormatSpec& spec, char default_align) {
  const std::int64_t missing = spec.width - code_point_count(sign) - code_point_count(body);
  std::string whole = std::string(sign) + std::string(body);
  if (missing <= 0) return whole;
  const auto fill = [&](std::int64_t n) {
    std::string text;
    for (std::int64_t k = 0; k < n; ++k) text += spec.fill;
    return text;
  };
  switch (spec.align ? spec.align : default_align) {
    case '<': return whole + fill(missing);
    case '^': return fill(missing / 2) + whole + fill(missing - missing / 2);
    case '=': return std::string(sign) + fill(missing) + std::string(body);
    default: return fill(missing) + whole;
  }
}

bool format_number(Context& ctx, const Value& number, const FormatSpec& spec, std::string* result) {
  const std::string_view name = number.is_real() ? "float" : number.is_bool() ? "bool" : "int";
  if (number.is_real()) return format_real(ctx, number.real, spec, name, result);
  if (spec.type && std::strchr("eEfFgG%", spec.type)) return format_real(ctx, number.as_real(), spec, name, result);
  return format_integer(ctx, number.integer, spec, name, result);
}

bool format_string(Context& ctx, std::string_view text, const FormatSpec& spec, std::string* result) {
  if (spec.type && spec.type != 's') return unknown_code(ctx, spec.type, "str");
  if (spec.sign) return raise(ctx, "ValueError", spec.sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier");
  if (spec.alternate) return raise(ctx, "ValueError", "Alternate form (#) not allowed in string format specifier");
  if (spec.grouping) return raise(ctx, "ValueError", fmt::format("Cannot specify '{}' with 's'.", spec.grouping));
  FormatSpec own = spec;
  if (spec.align == '=') {
    if (!spec.zero) return raise(ctx, "ValueError", "'=' alignment not allowed in string format specifier");
    own.align = '<';
  }
  std::string_view shown = text;
  if (spec.precision >= 0 && code_point_count(text) > spec.precision) {
    const auto points = code_points(text);
    const std::size_t end = static_cast<std::size_t>(spec.precision);
    shown = text.substr(0, static_cast<std::size_t>(points[end].data() - text.data()));
  }
  *result = pad("", shown, own, '<');
  return true;
}

}  // namespace bpl::host
