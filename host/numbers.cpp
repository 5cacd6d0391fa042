#include "host/numbers.h"

#include <fmt/format.h>

#include <cmath>

#include "host/ops.h"
#include "math/functions.h"

namespace bpl::host {
namespace {

bool overflow(Context& ctx) { return raise(ctx, "OverflowError", "the result does not fit: integers have 64 bits in bplc"); }

bool divide_by_zero(Context& ctx, const char* text) { return raise(ctx, "ZeroDivisionError", text); }

bool integer_power(Context& ctx, std::int64_t base, std::int64_t exponent, Value* result) {
  std::int64_t r = 1;
  while (exponent > 0) {
    if ((exponent & 1) && __builtin_mul_overflow(r, base, &r)) return overflow(ctx);
    exponent >>= 1;
    if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) return overflow(ctx);
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

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  std::int64_t q = a / b;
  return (a % b != 0 && ((a < 0) != (b < 0))) ? q - 1 : q;
}

bool integers(Context& ctx, std::string_view op, std::int64_t a, std::int64_t b, bool bools, Value* result) {
  std::int64_t r = 0;
  if (op == "+") {
    if (__builtin_add_overflow(a, b, &r)) return overflow(ctx);
  } else if (op == "-") {
    if (__builtin_sub_overflow(a, b, &r)) return overflow(ctx);
  } else if (op == "*") {
    if (__builtin_mul_overflow(a, b, &r)) return overflow(ctx);
  } else if (op == "/") {
    if (b == 0) return divide_by_zero(ctx, "division by zero");
    *result = Value::of(static_cast<double>(a) / static_cast<double>(b));
    return true;
  } else if (op == "//" || op == "%") {
    if (b == 0) return divide_by_zero(ctx, "integer division or modulo by zero");
    if (b == -1) r = op == "%" ? 0 : -a;
    else r = op == "//" ? floor_divide(a, b) : a - b * floor_divide(a, b);
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
    if (op == ">>") r = b > 63 ? (a < 0 ? -1 : 0) : a >> b;
    else if (b > 62 || __builtin_mul_overflow(a, std::int64_t{1} << b, &r)) {
      if (a != 0) return overflow(ctx);
      r = 0;
    }
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
  if (op == "-" && v.integer == INT64_MIN) return overflow(ctx);
  *result = Value::of(op == "-" ? -v.integer : op == "~" ? ~v.integer : v.integer);
  return true;
}

bool binary_numbers(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (a.is_real() || b.is_real()) return reals(ctx, op, a.as_real(), b.as_real(), a, b, result);
  return integers(ctx, op, a.integer, b.integer, a.is_bool() && b.is_bool(), result);
}

bool compare_numbers(std::string_view op, const Value& a, const Value& b, Value* result) {
  const auto answer = [&](auto x, auto y) {
    if (op == "==") return x == y;
    if (op == "!=") return x != y;
    if (op == "<") return x < y;
    if (op == "<=") return x <= y;
    if (op == ">") return x > y;
    return x >= y;
  };
  *result = Value::boolean(a.is_real() || b.is_real() ? answer(a.as_real(), b.as_real()) : answer(a.integer, b.integer));
  return true;
}

}  // namespace bpl::host
