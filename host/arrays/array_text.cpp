// How arrays print: the layout of numpy's array2string with its default options (8 digits, 75 columns, summaries above
// 1000 elements).
#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>

#include "host/arrays/array.h"
#include "host/arrays/array_walk.h"

namespace bpl::host {
namespace {

constexpr std::int64_t kThreshold = 1000;
constexpr std::int64_t kEdgeItems = 3;
constexpr std::size_t kLineWidth = 75;
constexpr int kPrecision = 8;

// The shortest digits that read back as the same number of its type: 1234.5 is {"12345", 3}.
struct Digits {
  std::string digits;
  int exponent = 0;
};

Digits shortest_digits(double x, bool single) {
  char text[64];
  const auto end = single ? std::to_chars(text, text + 64, static_cast<float>(std::fabs(x)), std::chars_format::scientific).ptr
                          : std::to_chars(text, text + 64, std::fabs(x), std::chars_format::scientific).ptr;
  const std::string_view all(text, static_cast<std::size_t>(end - text));
  const std::size_t e = all.find('e');
  Digits result;
  for (const char c : all.substr(0, e)) {
    if (c != '.') result.digits += c;
  }
  result.exponent = std::stoi(std::string(all.substr(e + 1)));
  return result;
}

std::string without_trailing_zeros(std::string s) {
  while (!s.empty() && s.back() == '0') s.pop_back();
  return s;
}

// |x| as digits before and after the point, at most `precision` of the latter.
std::pair<std::string, std::string> positional(double x, bool single, int precision) {
  const Digits d = shortest_digits(x, single);
  const int fraction = static_cast<int>(d.digits.size()) - 1 - d.exponent;
  if (fraction > precision) {
    char text[512];
    const auto end = std::to_chars(text, text + 512, std::fabs(x), std::chars_format::fixed, precision).ptr;
    const std::string all(text, end);
    const std::size_t point = std::min(all.find('.'), all.size());
    return {all.substr(0, point), point < all.size() ? without_trailing_zeros(all.substr(point + 1)) : ""};
  }
  std::string digits = d.digits;
  int whole = d.exponent + 1;
  if (whole <= 0) {
    digits.insert(0, static_cast<std::size_t>(1 - whole), '0');
    whole = 1;
  }
  if (static_cast<int>(digits.size()) < whole) digits.append(static_cast<std::size_t>(whole) - digits.size(), '0');
  return {digits.substr(0, static_cast<std::size_t>(whole)), without_trailing_zeros(digits.substr(static_cast<std::size_t>(whole)))};
}

// |x| as first digit, further digits (at most `precision`) and exponent with sign.
struct Scientific {
  std::string whole, fraction, exponent;
};
Scientific scientific(double x, bool single, int precision) {
  Digits d = shortest_digits(x, single);
  if (static_cast<int>(d.digits.size()) - 1 > precision) {
    char text[64];
    const auto end = std::to_chars(text, text + 64, std::fabs(x), std::chars_format::scientific, precision).ptr;
    const std::string all(text, end);
    const std::size_t e = all.find('e');
    d.digits = all.substr(0, 1) + (precision > 0 ? all.substr(2, e - 2) : "");
    d.exponent = std::stoi(all.substr(e + 1));
  }
  std::string exponent = std::to_string(std::abs(d.exponent));
  if (exponent.size() < 2) exponent.insert(0, "0");
  return {d.digits.substr(0, 1), without_trailing_zeros(d.digits.substr(1)), (d.exponent < 0 ? "-" : "+") + exponent};
}

std::string sign_text(double x) { return std::signbit(x) ? "-" : ""; }

// A number on its own, as str() of a numpy scalar: like Python's repr of a float.
std::string scalar_text(double x, bool single) {
  if (std::isnan(x)) return "nan";
  if (std::isinf(x)) return x < 0 ? "-inf" : "inf";
  const double size = std::fabs(x);
  if (size == 0 || (size >= 1e-4 && size < 1e16)) {
    const auto [whole, fraction] = positional(x, single, 400);
    return sign_text(x) + whole + "." + (fraction.empty() ? "0" : fraction);
  }
  const Scientific s = scientific(x, single, 400);
  return sign_text(x) + s.whole + (s.fraction.empty() ? "" : "." + s.fraction) + "e" + s.exponent;
}

std::string pad_front(std::string s, std::size_t width) { return s.size() < width ? std::string(width - s.size(), ' ') + s : s; }

using Formatter = std::function<std::string(const Value&)>;

// One common form for all numbers: so many characters before and behind the point.
struct RealFormat {
  bool single = false, exponents = false;
  std::size_t left = 0, right = 0, exponent_size = 0;

  RealFormat(const std::vector<double>& values, bool is_single) : single(is_single) {
    double largest = 0, smallest = INFINITY;
    std::size_t finite = 0;
    for (const double x : values) {
      if (!std::isfinite(x)) continue;
      ++finite;
      if (x == 0) continue;
      largest = std::max(largest, std::fabs(x));
      smallest = std::min(smallest, std::fabs(x));
    }
    // The ratio is taken in the type of the array, as numpy does.
    const double ratio = single ? static_cast<double>(static_cast<float>(largest) / static_cast<float>(smallest)) : largest / smallest;
    exponents = largest > 0 && (largest >= 1e8 || smallest < 1e-4 || ratio > 1000);
    for (const double x : values) {
      if (std::isfinite(x)) measure(x);
    }
    if (exponents) right += 2 + exponent_size;
    if (finite == values.size()) return;
    const bool negative = std::any_of(values.begin(), values.end(), [](double x) { return std::isinf(x) && x < 0; });
    const bool infinite = std::any_of(values.begin(), values.end(), [](double x) { return std::isinf(x); });
    const std::size_t longest = infinite && negative ? 4 : 3;
    if (left + right + 1 < longest) left = longest - right - 1;
  }

  void measure(double x) {
    if (exponents) {
      const Scientific s = scientific(x, single, kPrecision);
      left = std::max(left, sign_text(x).size() + s.whole.size());
      right = std::max(right, s.fraction.size());
      exponent_size = std::max(exponent_size, s.exponent.size() - 1);
    } else {
      const auto [whole, fraction] = positional(x, single, kPrecision);
      left = std::max(left, sign_text(x).size() + whole.size());
      right = std::max(right, fraction.size());
    }
  }

  std::string operator()(double x) const {
    if (std::isnan(x)) return pad_front("nan", left + right + 1);
    if (std::isinf(x)) return pad_front(x < 0 ? "-inf" : "inf", left + right + 1);
    if (!exponents) {
      auto [whole, fraction] = positional(x, single, kPrecision);
      fraction.resize(std::max(fraction.size(), right), ' ');
      return pad_front(sign_text(x) + whole, left) + "." + fraction;
    }
    const std::size_t digits = right - 2 - exponent_size;
    Scientific s = scientific(x, single, static_cast<int>(digits));
    s.fraction.resize(digits, '0');
    while (s.exponent.size() - 1 < exponent_size) s.exponent.insert(1, "0");
    return pad_front(sign_text(x) + s.whole, left) + "." + s.fraction + "e" + s.exponent;
  }
};

// The positions that are printed along an axis; -1 stands for the dots.
std::vector<std::int64_t> shown(std::int64_t n, bool summarise) {
  std::vector<std::int64_t> result;
  const bool cut = summarise && n > 2 * kEdgeItems;
  for (std::int64_t i = 0; i < n; ++i) {
    if (cut && i == kEdgeItems) {
      result.push_back(-1);
      i = n - kEdgeItems;
    }
    result.push_back(i);
  }
  return result;
}

void collect_shown(const Array& a, bool summarise, std::size_t axis, std::int64_t index, std::vector<Value>& values) {
  if (axis == a.shape.size()) {
    values.push_back(item_at(a, index));
    return;
  }
  for (const std::int64_t i : shown(a.shape[axis], summarise)) {
    if (i >= 0) collect_shown(a, summarise, axis + 1, index * a.shape[axis] + i, values);
  }
}

Formatter make_formatter(const Array& a, bool summarise) {
  std::vector<Value> values;
  collect_shown(a, summarise, 0, 0, values);
  if (is_real(a.dtype)) {
    std::vector<double> reals;
    for (const Value& v : values) reals.push_back(v.real);
    return [format = RealFormat(reals, a.dtype == DType::float32)](const Value& v) { return format(v.real); };
  }
  if (a.dtype == DType::boolean) {
    const std::string yes = a.shape.empty() ? "True" : " True";
    return [yes](const Value& v) { return v.integer != 0 ? yes : "False"; };
  }
  std::size_t width = 0;
  for (const Value& v : values) width = std::max(width, std::to_string(v.integer).size());
  return [width](const Value& v) { return pad_front(std::to_string(v.integer), width); };
}

struct Layout {
  const Array& array;
  Formatter format;
  std::string separator;
  bool summarise;

  std::string trimmed_separator() const { return separator == " " ? "" : ","; }

  std::string write(std::size_t axis, std::int64_t index, const std::string& indent, std::size_t width) const {
    if (axis == array.shape.size()) return format(item_at(array, index));
    const std::vector<std::int64_t> positions = shown(array.shape[axis], summarise);
    const std::int64_t base = index * array.shape[axis];
    if (axis + 1 == array.shape.size()) return write_row(positions, base, indent, width);
    const std::string break_text = trimmed_separator() + std::string(array.shape.size() - axis - 1, '\n');
    std::string s;
    for (std::size_t k = 0; k < positions.size(); ++k) {
      if (k > 0) s += break_text;
      s += indent + (positions[k] < 0 ? "..." : write(axis + 1, base + positions[k], indent + " ", width - 1));
    }
    return "[" + s.substr(std::min(indent.size(), s.size())) + "]";
  }

  std::string write_row(const std::vector<std::int64_t>& positions, std::int64_t base, const std::string& indent, std::size_t width) const {
    std::string s, line = indent;
    for (std::size_t k = 0; k < positions.size(); ++k) {
      const std::string word = positions[k] < 0 ? "..." : format(item_at(array, base + positions[k]));
      if (line.size() + word.size() > width - 1 && line.size() > indent.size()) {
        while (!line.empty() && line.back() == ' ') line.pop_back();
        s += line + "\n";
        line = indent;
      }
      line += word;
      if (k + 1 < positions.size()) line += separator;
    }
    s += line;
    return "[" + s.substr(indent.size()) + "]";
  }
};

std::string layout(const Array& a, const std::string& separator, std::size_t prefix, std::size_t suffix) {
  if (a.size() == 0) return "[]";
  const bool summarise = a.size() > kThreshold;
  const Layout l{a, make_formatter(a, summarise), separator, summarise};
  return l.write(0, 0, std::string(prefix + 1, ' '), kLineWidth - suffix);
}

std::string item_text(const Array& a) {
  const Value v = item_of(a);
  if (v.is_bool()) return v.integer != 0 ? "True" : "False";
  if (v.is_int()) return std::to_string(v.integer);
  return scalar_text(v.real, a.dtype == DType::float32);
}

}  // namespace

std::string array_str(const Array& a) { return a.shape.empty() ? item_text(a) : layout(a, " ", 0, 0); }

std::string array_repr(const Array& a) {
  if (a.scalar) return item_text(a);
  const bool numpy = a.flavour == Flavour::numpy;
  const std::string prefix = numpy ? "array(" : "JaxArray(";
  const bool implied = numpy && a.size() > 0 && (a.dtype == DType::float64 || a.dtype == DType::int64 || a.dtype == DType::boolean);
  std::string text = prefix;
  if (a.size() > 0 || a.shape == Shape{0}) text += layout(a, ", ", prefix.size(), 1);
  else text += "[], shape=" + shape_text(a.shape);
  if (implied) return text + ")";
  text += ",";
  const std::string dtype = "dtype=" + std::string(dtype_name(a.dtype)) + ")";
  const std::size_t line_start = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
  const bool wraps = text.size() - line_start + dtype.size() + 1 > kLineWidth;
  return text + (wraps ? "\n" + std::string(prefix.size(), ' ') : " ") + dtype;
}

}  // namespace bpl::host
