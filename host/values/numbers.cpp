#include "host/values/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "host/values/ops.h"
#include "math/functions.h"

namespace bpl::host {
namespace {

bool divide_by_zero(Context& ctx, const char* text) { return raise(ctx, "ZeroDivisionError", text); }

bool integer_power(Context& ctx, std::int64_t base, std::int64_t exponent, Value* result) {
  std::int64_t r = 1;
  while (exponent > 0) {
    if ((exponent & 1) && __builtin_mul_overflow(r, base, &r)) return integer_overflow(ctx);
    exponent >>= 1;
    if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) return integer_overflow(ctx);
  }
  *result = Value::of(r);
  return true;
}

bool real_power(Context& ctx, double a, double b, Value* result) {
  if (a == 0 && b < 0) return divide_by_zero(ctx, "0.0 cannot be raised to a negative power");
  if (a < 0 && b != std::floor(b)) return raise(ctx, "ValueError", "a negative number to a fractional power is complex, which bplc does not support");
  const double r = b == 2 ? a * a : b == 1 ? a : b == 0 ? 1.0 : b == 0.5 ? std::sqrt(a) : math::pow(a, b);
  if (std::isinf(r) && std::isfinite(a) && std::isfinite(b)) return raise(ctx, "OverflowError", "(34, 'Numerical result out of range')");
  *result = Value::of(r);
  return true;
}

// a // b and a % b of integers: the quotient rounded down, and a rest with the sign of b. INT64_MIN // -1 does not fit.
bool integer_division(Context& ctx, bool quotient, std::int64_t a, std::int64_t b, Value* result) {
  if (b == 0) return divide_by_zero(ctx, quotient ? "integer division or modulo by zero" : "integer modulo by zero");
  if (b == -1) {
    std::int64_t negated = 0;
    if (quotient && __builtin_sub_overflow(std::int64_t{0}, a, &negated)) return integer_overflow(ctx);
    *result = Value::of(negated);
    return true;
  }
  const bool down = a % b != 0 && (a < 0) != (b < 0);
  *result = Value::of(quotient ? a / b - down : a % b + (down ? b : 0));
  return true;
}

int bit_count(std::uint64_t n) { return 64 - std::countl_zero(n); }

// a / b of integers, correctly rounded as in Python, also beyond 2^53: the quotient with at least 55 bits and a last bit that
// tells whether there is more.
double divide_integers(std::int64_t a, std::int64_t b) {
  const std::uint64_t x = a < 0 ? 0 - static_cast<std::uint64_t>(a) : static_cast<std::uint64_t>(a);
  const std::uint64_t y = b < 0 ? 0 - static_cast<std::uint64_t>(b) : static_cast<std::uint64_t>(b);
  const int shift = std::max(0, 56 + bit_count(y) - bit_count(x));
  const unsigned __int128 shifted = static_cast<unsigned __int128>(x) << shift;
  const auto quotient = static_cast<std::uint64_t>(shifted / y) | (shifted % y != 0 ? 1 : 0);
  const double r = std::ldexp(static_cast<double>(quotient), -shift);
  return (a < 0) != (b < 0) ? -r : r;
}

bool shift_left(Context& ctx, std::int64_t a, std::int64_t b, Value* result) {
  std::int64_t r = 0;
  if (a != 0 && b > 63) return integer_overflow(ctx);
  if (a != 0 && b == 63 && a != -1) return integer_overflow(ctx);
  if (a != 0 && b == 63) r = INT64_MIN;
  else if (a != 0 && __builtin_mul_overflow(a, std::int64_t{1} << b, &r)) return integer_overflow(ctx);
  *result = Value::of(r);
  return true;
}

bool integers(Context& ctx, std::string_view op, std::int64_t a, std::int64_t b, bool bools, Value* result) {
  std::int64_t r = 0;
  if (op == "+") {
    if (__builtin_add_overflow(a, b, &r)) return integer_overflow(ctx);
  } else if (op == "-") {
    if (__builtin_sub_overflow(a, b, &r)) return integer_overflow(ctx);
  } else if (op == "*") {
    if (__builtin_mul_overflow(a, b, &r)) return integer_overflow(ctx);
  } else if (op == "/") {
    if (b == 0) return divide_by_zero(ctx, "division by zero");
    *result = Value::of(divide_integers(a, b));
    return true;
  } else if (op == "//" || op == "%") {
    return integer_division(ctx, op == "//", a, b, result);
  } else if (op == "**") {
    return b >= 0 ? integer_power(ctx, a, b, result) : real_power(ctx, static_cast<double>(a), static_cast<double>(b), result);
  } else if (op == "&" || op == "|" || op == "^") {
    r = op == "&" ? a & b : op == "|" ? a | b : a ^ b;
    if (bools) {
      *result = Value::boolean(r != 0);
      return true;
    }
  } else if (op == "<<" || op == ">>") {
    if (b < 0) return raise(ctx, "ValueError", "negative shift count");
    if (op == "<<") return shift_left(ctx, a, b, result);
    r = b > 63 ? (a < 0 ? -1 : 0) : a >> b;
  } else {
    return raise(ctx, "TypeError", fmt::format("unsupported operand type(s) for {}: 'int' and 'int'", op));
  }
  *result = Value::of(r);
  return true;
}

bool reals(Context& ctx, std::string_view op, double a, double b, const Value& left, const Value& right, Value* result) {
  double r = 0;
  if (op == "+") r = a + b;
  else if (op == "-") r = a - b;
  else if (op == "*") r = a * b;
  else if (op == "/") {
    if (b == 0) return divide_by_zero(ctx, left.is_real() || right.is_real() ? "float division by zero" : "division by zero");
    r = a / b;
  } else if (op == "//" || op == "%") {
    if (b == 0) return divide_by_zero(ctx, op == "//" ? "float floor division by zero" : "float modulo");
    r = op == "//" ? floor_divide(a, b) : python_modulo(a, b);
  } else if (op == "**") {
    return real_power(ctx, a, b, result);
  } else {
    return raise(ctx, "TypeError", fmt::format("unsupported operand type(s) for {}: '{}' and '{}'", op, type_of(ctx, left)->name, type_of(ctx, right)->name));
  }
  *result = Value::of(r);
  return true;
}

}  // namespace

bool integer_overflow(Context& ctx) { return raise(ctx, "OverflowError", "the result does not fit: integers have 64 bits in bplc"); }

double python_modulo(double a, double b) {
  double r = std::fmod(a, b);
  if (r != 0 && ((r < 0) != (b < 0))) r += b;
  if (r == 0) r = std::copysign(0.0, b);
  return r;
}

double floor_divide(double a, double b) {
  const double r = std::fmod(a, b);
  double q = (a - r) / b;
  if (r != 0 && ((b < 0) != (r < 0))) q -= 1;
  if (q == 0) return std::copysign(0.0, a / b);
  const double f = std::floor(q);
  return q - f > 0.5 ? f + 1 : f;
}

bool unary_number(Context& ctx, std::string_view op, const Value& v, Value* result) {
  if (v.is_real()) {
    if (op == "~") return raise(ctx, "TypeError", "bad operand type for unary ~: 'float'");
    *result = Value::of(op == "-" ? -v.real : v.real);
    return true;
  }
  if (op == "-" && v.integer == INT64_MIN) return integer_overflow(ctx);
  *result = Value::of(op == "-" ? -v.integer : op == "~" ? ~v.integer : v.integer);
  return true;
}

bool binary_numbers(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (a.is_real() || b.is_real()) return reals(ctx, op, a.as_real(), b.as_real(), a, b, result);
  return integers(ctx, op, a.integer, b.integer, a.is_bool() && b.is_bool(), result);
}

std::partial_ordering order_numbers(const Value& a, const Value& b) {
  if (a.is_real() && b.is_real()) return a.real <=> b.real;
  if (!a.is_real() && !b.is_real()) return a.integer <=> b.integer;
  const double x = a.is_real() ? a.real : b.real;
  const std::int64_t n = a.is_real() ? b.integer : a.integer;
  std::partial_ordering integer_first = std::partial_ordering::unordered;
  if (x >= 0x1p63) integer_first = std::partial_ordering::less;
  else if (x < -0x1p63) integer_first = std::partial_ordering::greater;
  else if (!std::isnan(x)) {
    const auto whole = static_cast<std::int64_t>(x);
    integer_first = n != whole ? std::partial_ordering(n <=> whole) : 0.0 <=> x - static_cast<double>(whole);
  }
  return a.is_real() ? 0 <=> integer_first : integer_first;
}

bool compare_numbers(std::string_view op, const Value& a, const Value& b, Value* result) {
  const std::partial_ordering order = order_numbers(a, b);
  bool answer = false;
  if (op == "==") answer = order == 0;
  else if (op == "!=") answer = order != 0;
  else if (op == "<") answer = order < 0;
  else if (op == "<=") answer = order <= 0;
  else if (op == ">") answer = order > 0;
  else answer = order >= 0;
  *result = Value::boolean(answer);
  return true;
}

}  // namespace bpl::host
