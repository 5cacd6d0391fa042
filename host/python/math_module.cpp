// The module math.
#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "host/values/native.h"
#include "host/values/numbers.h"
#include "math/functions.h"

namespace bpl::host {
namespace {

bool domain_error(Context& ctx) { return raise(ctx, "ValueError", "math domain error"); }
bool range_error(Context& ctx) { return raise(ctx, "OverflowError", "math range error"); }

// A function of one number: an infinite result of a finite argument is a range error, a NaN of a number a domain error.
template <double (*F)(double)>
bool unary_function(Context& ctx, Args a, Value* result) {
  double x = 0;
  if (!want_real(ctx, a.positional[0], &x)) return false;
  const double y = F(x);
  if (std::isnan(y) && !std::isnan(x)) return domain_error(ctx);
  if (std::isinf(y) && std::isfinite(x)) return range_error(ctx);
  *result = Value::of(y);
  return true;
}

template <double (*F)(double, double)>
bool binary_function(Context& ctx, Args a, Value* result) {
  double x = 0, y = 0;
  if (!want_real(ctx, a.positional[0], &x) || !want_real(ctx, a.positional[1], &y)) return false;
  const double z = F(x, y);
  if (std::isnan(z) && !std::isnan(x) && !std::isnan(y)) return domain_error(ctx);
  if (std::isinf(z) && std::isfinite(x) && std::isfinite(y)) return range_error(ctx);
  *result = Value::of(z);
  return true;
}

double pole(double x, double y) { return x == 0 ? std::numeric_limits<double>::quiet_NaN() : y; }

#define BPL_FUNCTION(name) double name(double x) { return math::name(x); }
BPL_FUNCTION(exp) BPL_FUNCTION(exp2) BPL_FUNCTION(expm1) BPL_FUNCTION(sqrt) BPL_FUNCTION(cbrt)
BPL_FUNCTION(sin) BPL_FUNCTION(cos) BPL_FUNCTION(tan) BPL_FUNCTION(asin) BPL_FUNCTION(acos) BPL_FUNCTION(atan)
BPL_FUNCTION(sinh) BPL_FUNCTION(cosh) BPL_FUNCTION(tanh) BPL_FUNCTION(asinh) BPL_FUNCTION(acosh)
BPL_FUNCTION(erf) BPL_FUNCTION(erfc)
#undef BPL_FUNCTION
double atanh(double x) { return std::fabs(x) == 1 ? std::nan("") : math::atanh(x); }
double log1p(double x) { return x == -1 ? std::nan("") : math::log1p(x); }
double log2(double x) { return pole(x, math::log2(x)); }
double log10(double x) { return pole(x, math::log10(x)); }
double gamma(double x) { return x <= 0 && x == std::floor(x) ? std::nan("") : math::tgamma(x); }
double lgamma(double x) { return x <= 0 && x == std::floor(x) ? std::nan("") : math::lgamma(x); }
double fabs(double x) { return std::fabs(x); }
double degrees(double x) { return x * (180.0 / 3.141592653589793); }
double radians(double x) { return x * (3.141592653589793 / 180.0); }
double atan2(double x, double y) { return math::atan2(x, y); }
double fmod(double x, double y) { return std::fmod(x, y); }
double copysign(double x, double y) { return std::copysign(x, y); }
double remainder(double x, double y) { return std::remainder(x, y); }
double power(double x, double y) {
  if (x == 0 && y < 0) return std::nan("");
  return y == 2 ? x * x : y == 1 ? x : y == 0 ? 1.0 : y == 0.5 ? std::sqrt(x) : math::pow(x, y);
}

bool log_function(Context& ctx, Args a, Value* result) {
  double parts[2] = {0, 0};
  for (std::size_t i = 0; i < a.positional.size(); ++i) {
    double x = 0;
    if (!want_real(ctx, a.positional[i], &x)) return false;
    if (x <= 0) return domain_error(ctx);
    parts[i] = math::log(x);
  }
  if (a.positional.size() > 1 && parts[1] == 0) return raise(ctx, "ZeroDivisionError", "float division by zero");
  *result = Value::of(a.positional.size() > 1 ? parts[0] / parts[1] : parts[0]);
  return true;
}

template <double (*F)(double)>
bool to_whole(Context& ctx, Args a, const char* method_name, Value* result) {
  const Value& v = a.positional[0];
  if (v.is_int() || v.is_bool()) {
    *result = Value::of(v.integer);
    return true;
  }
  if (Value* method = class_method(v, method_name)) return call(ctx, *method, std::span<const Value>(&v, 1), result);
  double x = 0;
  if (!want_real(ctx, v, &x)) return false;
  const Value whole = Value::of(F(x));
  return call(ctx, Value::of(ctx.builtin_class("int")), std::span<const Value>(&whole, 1), result);
}
double floor_real(double x) { return std::floor(x); }
double ceil_real(double x) { return std::ceil(x); }
double trunc_real(double x) { return std::trunc(x); }
bool floor_function(Context& ctx, Args a, Value* r) { return to_whole<floor_real>(ctx, a, "__floor__", r); }
bool ceil_function(Context& ctx, Args a, Value* r) { return to_whole<ceil_real>(ctx, a, "__ceil__", r); }
bool trunc_function(Context& ctx, Args a, Value* r) { return to_whole<trunc_real>(ctx, a, "__trunc__", r); }

template <bool (*F)(double)>
bool test(Context& ctx, Args a, Value* result) {
  double x = 0;
  if (!want_real(ctx, a.positional[0], &x)) return false;
  *result = Value::boolean(F(x));
  return true;
}
bool is_nan(double x) { return std::isnan(x); }
bool is_inf(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

bool isclose(Context& ctx, Args a, Value* result) {
  double x = 0, y = 0, relative = 1e-9, absolute = 0;
  const Value r = argument(a, static_cast<std::size_t>(-1), "rel_tol"), t = argument(a, static_cast<std::size_t>(-1), "abs_tol");
  if (!want_real(ctx, a.positional[0], &x) || !want_real(ctx, a.positional[1], &y)) return false;
  if ((!r.is_unbound() && !want_real(ctx, r, &relative)) || (!t.is_unbound() && !want_real(ctx, t, &absolute))) return false;
  const double difference = std::fabs(x - y);
  *result = Value::boolean(x == y || (std::isfinite(x) && std::isfinite(y) &&
                                      difference <= std::max(relative * std::max(std::fabs(x), std::fabs(y)), absolute)));
  return true;
}

bool hypot(Context& ctx, Args a, Value* result) {
  double total = 0;
  for (const Value& v : a.positional) {
    double x = 0;
    if (!want_real(ctx, v, &x)) return false;
    total = math::hypot(total, x);
  }
  *result = Value::of(std::fabs(total));
  return true;
}

bool dist(Context& ctx, Args a, Value* result) {
  std::vector<Value> p, q;
  if (!to_vector(ctx, a.positional[0], &p) || !to_vector(ctx, a.positional[1], &q)) return false;
  if (p.size() != q.size()) return raise(ctx, "ValueError", "both points must have the same number of dimensions");
  Arguments differences;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!binary(ctx, "-", p[i], q[i], &differences.positional.emplace_back())) return false;
  return hypot(ctx, differences, result);
}

bool modf(Context& ctx, Args a, Value* result) {
  double x = 0, whole = 0;
  if (!want_real(ctx, a.positional[0], &x)) return false;
  const double part = std::modf(x, &whole);
  *result = make_tuple(ctx, {Value::of(part), Value::of(whole)});
  return true;
}

bool frexp(Context& ctx, Args a, Value* result) {
  double x = 0;
  int e = 0;
  if (!want_real(ctx, a.positional[0], &x)) return false;
  const double m = std::frexp(x, &e);
  *result = make_tuple(ctx, {Value::of(m), Value::of(std::int64_t{e})});
  return true;
}

bool ldexp(Context& ctx, Args a, Value* result) {
  double x = 0;
  std::int64_t e = 0;
  if (!want_real(ctx, a.positional[0], &x) || !want_integer(ctx, a.positional[1], &e)) return false;
  const double y = std::ldexp(x, static_cast<int>(std::clamp<std::int64_t>(e, -5000, 5000)));
  if (std::isinf(y) && std::isfinite(x)) return range_error(ctx);
  *result = Value::of(y);
  return true;
}

// Exact sums by partial sums that do not overlap (Shewchuk); the last step rounds half to even.
bool fsum(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  std::vector<double> parts;
  double special = 0;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  for (const Value& v : items) {
    double x = 0;
    if (!want_real(ctx, v, &x)) return false;
    if (!std::isfinite(x)) {
      special += x;
      continue;
    }
    std::size_t kept = 0;
    for (double y : parts) {
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      const double high = x + y, low = y - (high - x);
      if (low != 0) parts[kept++] = low;
      x = high;
    }
    if (std::isinf(x)) return raise(ctx, "OverflowError", "intermediate overflow in fsum");
    parts.resize(kept);
    parts.push_back(x);
  }
  double high = special;
  if (special == 0 && !parts.empty()) {
    double low = 0;
    std::size_t n = parts.size();
    high = parts[--n];
    while (n > 0) {
      const double x = high, y = parts[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    if (n > 0 && ((low < 0 && parts[n - 1] < 0) || (low > 0 && parts[n - 1] > 0))) {
      const double y = low * 2, x = high + y;
      if (y == x - high) high = x;
    }
  }
  *result = Value::of(high);
  return true;
}

bool prod(Context& ctx, Args a, Value* result) {
  Value total = argument(a, static_cast<std::size_t>(-1), "start");
  if (total.is_unbound()) total = Value::of(std::int64_t{1});
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  for (const Value& v : items) {
    const Value left = total;
    if (!binary(ctx, "*", left, v, &total)) return false;
  }
  *result = total;
  return true;
}

bool integers(Context& ctx, Args a, std::vector<std::int64_t>* out) {
  for (const Value& v : a.positional) {
    std::int64_t n = 0;
    if (!want_integer(ctx, v, &n)) return false;
    out->push_back(n);
  }
  return true;
}

std::uint64_t magnitude(std::int64_t n) { return n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n); }

bool whole(Context& ctx, std::uint64_t n, Value* result) {
  if (n > static_cast<std::uint64_t>(INT64_MAX)) return integer_overflow(ctx);
  *result = Value::of(static_cast<std::int64_t>(n));
  return true;
}

bool gcd(Context& ctx, Args a, Value* result) {
  std::vector<std::int64_t> n;
  if (!integers(ctx, a, &n)) return false;
  std::uint64_t g = 0;
  for (const std::int64_t x : n) g = std::gcd(g, magnitude(x));
  return whole(ctx, g, result);
}

bool lcm(Context& ctx, Args a, Value* result) {
  std::vector<std::int64_t> n;
  if (!integers(ctx, a, &n)) return false;
  std::uint64_t m = 1;
  for (const std::int64_t x : n) {
    const std::uint64_t g = std::gcd(m, magnitude(x));
    if (g == 0) m = 0;
    else if (__builtin_mul_overflow(m, magnitude(x) / g, &m)) return integer_overflow(ctx);
  }
  return whole(ctx, m, result);
}

bool factorial(Context& ctx, Args a, Value* result) {
  std::vector<std::int64_t> n;
  if (!integers(ctx, a, &n)) return false;
  if (n[0] < 0) return raise(ctx, "ValueError", "factorial() not defined for negative values");
  std::int64_t f = 1;
  for (std::int64_t k = 2; k <= n[0]; ++k)
    if (__builtin_mul_overflow(f, k, &f)) return integer_overflow(ctx);
  *result = Value::of(f);
  return true;
}

bool comb(Context& ctx, Args a, Value* result) {
  std::vector<std::int64_t> n;
  if (!integers(ctx, a, &n)) return false;
  if (n[0] < 0 || n[1] < 0) return raise(ctx, "ValueError", n[0] < 0 ? "n must be a non-negative integer" : "k must be a non-negative integer");
  if (n[1] > n[0]) {
    *result = Value::of(std::int64_t{0});
    return true;
  }
  __int128 r = 1;
  const std::int64_t k = std::min(n[1], n[0] - n[1]);
  for (std::int64_t i = 1; i <= k; ++i) {
    r = r * (n[0] - k + i) / i;
    if (r > INT64_MAX) return integer_overflow(ctx);
  }
  *result = Value::of(static_cast<std::int64_t>(r));
  return true;
}

bool perm(Context& ctx, Args a, Value* result) {
  std::vector<std::int64_t> n;
  if (!integers(ctx, a, &n)) return false;
  const std::int64_t k = n.size() > 1 ? n[1] : n[0];
  if (n[0] < 0 || k < 0) return raise(ctx, "ValueError", n[0] < 0 ? "n must be a non-negative integer" : "k must be a non-negative integer");
  std::int64_t r = k > n[0] ? 0 : 1;
  for (std::int64_t i = 0; i < k && r; ++i)
    if (__builtin_mul_overflow(r, n[0] - i, &r)) return integer_overflow(ctx);
  *result = Value::of(r);
  return true;
}

bool isqrt(Context& ctx, Args a, Value* result) {
  std::vector<std::int64_t> n;
  if (!integers(ctx, a, &n)) return false;
  if (n[0] < 0) return raise(ctx, "ValueError", "isqrt() argument must be nonnegative");
  auto r = static_cast<std::int64_t>(std::sqrt(static_cast<double>(n[0])));
  while (r > 0 && static_cast<__int128>(r) * r > n[0]) --r;
  while (static_cast<__int128>(r + 1) * (r + 1) <= n[0]) ++r;
  *result = Value::of(r);
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"math", "exp", "(x, /)", element_wise, unary_function<exp>, "exp"},
    {"math", "exp2", "(x, /)", element_wise, unary_function<exp2>, "exp2"},
    {"math", "expm1", "(x, /)", element_wise, unary_function<expm1>, "expm1"},
    {"math", "sqrt", "(x, /)", element_wise, unary_function<sqrt>, "sqrt"},
    {"math", "cbrt", "(x, /)", element_wise, unary_function<cbrt>, "cbrt"},
    {"math", "sin", "(x, /)", element_wise, unary_function<sin>, "sin"},
    {"math", "cos", "(x, /)", element_wise, unary_function<cos>, "cos"},
    {"math", "tan", "(x, /)", element_wise, unary_function<tan>, "tan"},
    {"math", "asin", "(x, /)", element_wise, unary_function<asin>, "asin"},
    {"math", "acos", "(x, /)", element_wise, unary_function<acos>, "acos"},
    {"math", "atan", "(x, /)", element_wise, unary_function<atan>, "atan"},
    {"math", "sinh", "(x, /)", element_wise, unary_function<sinh>, "sinh"},
    {"math", "cosh", "(x, /)", element_wise, unary_function<cosh>, "cosh"},
    {"math", "tanh", "(x, /)", element_wise, unary_function<tanh>, "tanh"},
    {"math", "asinh", "(x, /)", element_wise, unary_function<asinh>, "asinh"},
    {"math", "acosh", "(x, /)", element_wise, unary_function<acosh>, "acosh"},
    {"math", "atanh", "(x, /)", element_wise, unary_function<atanh>, "atanh"},
    {"math", "log", "(x, base=None, /)", element_wise, log_function, "log"},
    {"math", "log1p", "(x, /)", element_wise, unary_function<log1p>, "log1p"},
    {"math", "log2", "(x, /)", element_wise, unary_function<log2>, "log2"},
    {"math", "log10", "(x, /)", element_wise, unary_function<log10>, "log10"},
    {"math", "erf", "(x, /)", element_wise, unary_function<erf>, "erf"},
    {"math", "erfc", "(x, /)", element_wise, unary_function<erfc>, "erfc"},
    {"math", "gamma", "(x, /)", element_wise, unary_function<gamma>, "tgamma"},
    {"math", "lgamma", "(x, /)", element_wise, unary_function<lgamma>, "lgamma"},
    {"math", "fabs", "(x, /)", element_wise, unary_function<fabs>, "abs"},
    {"math", "degrees", "(x, /)", pure, unary_function<degrees>},
    {"math", "radians", "(x, /)", pure, unary_function<radians>},
    {"math", "pow", "(x, y, /)", element_wise, binary_function<power>, "pow"},
    {"math", "atan2", "(y, x, /)", element_wise, binary_function<atan2>, "atan2"},
    {"math", "fmod", "(x, y, /)", pure, binary_function<fmod>},
    {"math", "copysign", "(x, y, /)", pure, binary_function<copysign>},
    {"math", "remainder", "(x, y, /)", pure, binary_function<remainder>},
    {"math", "floor", "(x, /)", element_wise, floor_function, "floor"},
    {"math", "ceil", "(x, /)", element_wise, ceil_function, "ceil"},
    {"math", "trunc", "(x, /)", pure, trunc_function},
    {"math", "isnan", "(x, /)", element_wise, test<is_nan>, "is_nan"},
    {"math", "isinf", "(x, /)", pure, test<is_inf>},
    {"math", "isfinite", "(x, /)", pure, test<is_finite>},
    {"math", "isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", pure, isclose},
    {"math", "hypot", "(*coordinates)", element_wise, hypot, "hypot"},
    {"math", "dist", "(p, q, /)", pure, dist},
    {"math", "modf", "(x, /)", pure, modf},
    {"math", "frexp", "(x, /)", pure, frexp},
    {"math", "ldexp", "(x, i, /)", pure, ldexp},
    {"math", "fsum", "(seq, /)", pure, fsum},
    {"math", "prod", "(iterable, /, *, start=1)", pure, prod},
    {"math", "gcd", "(*integers)", pure, gcd},
    {"math", "lcm", "(*integers)", pure, lcm},
    {"math", "factorial", "(n, /)", pure, factorial},
    {"math", "comb", "(n, k, /)", pure, comb},
    {"math", "perm", "(n, k=None, /)", pure, perm},
    {"math", "isqrt", "(n, /)", pure, isqrt},
};

}  // namespace

void register_math_module(Context& ctx) {
  register_natives(ctx, kEntries);
  Module& m = *native_module(ctx, "math");
  const std::pair<const char*, double> constants[] = {{"pi", 3.141592653589793}, {"e", 2.718281828459045}, {"tau", 6.283185307179586},
                                                      {"inf", std::numeric_limits<double>::infinity()},
                                                      {"nan", std::numeric_limits<double>::quiet_NaN()}};
  for (const auto& [name, value] : constants) m.globals.set(ctx.string(name), Value::of(value));
}

}  // namespace bpl::host
