// The derivatives of the elementary operations, over any kind of term: expressions of the IR, values of the library.
#pragma once

#include <numbers>
#include <optional>
#include <string_view>

namespace bpl::math {

// Algebra has a type Term and the functions constant(double), unary(name, a), binary(name, a, b), select(condition, a, b),
// and is_zero(a), true only where a term is 0 whatever the state is. The names are those of kernel operations.
template <class Algebra>
class Derivatives {
 public:
  using Term = typename Algebra::Term;
  explicit Derivatives(Algebra& algebra) : a_(algebra) {}

  // The derivative of y = f(x), of which x has the derivative dx; nothing where f has no known one.
  std::optional<Term> unary(std::string_view f, Term y, Term x, Term dx) {
    const std::optional<Term> slope = outer_slope(f, y, x);
    return slope ? std::optional<Term>(mul(*slope, dx)) : std::nullopt;
  }

  // The derivative of y = f(a, b).
  std::optional<Term> binary(std::string_view f, Term y, Term a, Term b, Term da, Term db) {
    if (f == "add") return add(da, db);
    if (f == "sub") return sub(da, db);
    if (f == "mul") return add(mul(da, b), mul(a, db));
    if (f == "div") return a_.is_zero(db) ? div(da, b) : div(sub(da, mul(y, db)), b);
    if (f == "pow") return power(y, a, b, da, db);
    if (f == "max" || f == "min") {
      const Term first = a_.binary(f == "max" ? "gt" : "lt", a, b);
      const Term mean = mul(number(0.5), add(da, db));
      return a_.select(first, da, a_.select(a_.binary("eq", a, b), mean, db));
    }
    if (f == "mod") return sub(da, mul(a_.unary("floor", div(a, b)), db));
    if (f == "floordiv") return number(0);
    if (f == "atan2") return div(sub(mul(b, da), mul(a, db)), add(mul(a, a), mul(b, b)));
    if (f == "hypot") return div(add(mul(a, da), mul(b, db)), y);
    return std::nullopt;
  }

 private:
  Term number(double x) { return a_.constant(x); }
  Term add(Term x, Term y) { return a_.binary("add", x, y); }
  Term sub(Term x, Term y) { return a_.binary("sub", x, y); }
  Term mul(Term x, Term y) { return a_.binary("mul", x, y); }
  Term div(Term x, Term y) { return a_.binary("div", x, y); }
  Term neg(Term x) { return a_.unary("neg", x); }
  Term one_over(Term x) { return div(number(1), x); }
  Term one_minus_square(Term x) { return sub(number(1), mul(x, x)); }
  Term one_plus_square(Term x) { return add(number(1), mul(x, x)); }

  // f'(x) for y = f(x).
  std::optional<Term> outer_slope(std::string_view f, Term y, Term x) {
    if (f == "neg") return number(-1);
    if (f == "to_real") return number(1);
    if (f == "abs") return a_.unary("sign", x);
    if (f == "sign" || f == "floor" || f == "ceil" || f == "round" || f == "trunc" || f == "not" || f == "is_nan") return number(0);
    if (f == "square") return mul(number(2), x);
    if (f == "sqrt") return div(number(0.5), y);
    if (f == "exp") return y;
    if (f == "expm1") return add(y, number(1));
    if (f == "exp2") return mul(y, number(std::numbers::ln2));
    if (f == "exp10") return mul(y, number(std::numbers::ln10));
    if (f == "log") return one_over(x);
    if (f == "log1p") return one_over(add(number(1), x));
    if (f == "log2") return one_over(mul(x, number(std::numbers::ln2)));
    if (f == "log10") return one_over(mul(x, number(std::numbers::ln10)));
    if (f == "cbrt") return one_over(mul(number(3), mul(y, y)));
    if (f == "erf" || f == "erfc") {
      const Term bell = mul(number(2 * std::numbers::inv_sqrtpi), a_.unary("exp", neg(mul(x, x))));
      return f == "erf" ? bell : neg(bell);
    }
    return trigonometric_slope(f, y, x);
  }

  std::optional<Term> trigonometric_slope(std::string_view f, Term y, Term x) {
    if (f == "sin") return a_.unary("cos", x);
    if (f == "cos") return neg(a_.unary("sin", x));
    if (f == "tan") return one_plus_square(y);
    if (f == "sinpi") return mul(number(std::numbers::pi), a_.unary("cospi", x));
    if (f == "cospi") return neg(mul(number(std::numbers::pi), a_.unary("sinpi", x)));
    if (f == "asin") return one_over(a_.unary("sqrt", one_minus_square(x)));
    if (f == "acos") return neg(one_over(a_.unary("sqrt", one_minus_square(x))));
    if (f == "atan") return one_over(one_plus_square(x));
    if (f == "sinh") return a_.unary("cosh", x);
    if (f == "cosh") return a_.unary("sinh", x);
    if (f == "tanh") return one_minus_square(y);
    if (f == "asinh") return one_over(a_.unary("sqrt", one_plus_square(x)));
    if (f == "acosh") return one_over(a_.unary("sqrt", sub(mul(x, x), number(1))));
    if (f == "atanh") return one_over(one_minus_square(x));
    return std::nullopt;
  }

  // d(a^b) = b a^(b-1) da + a^b log(a) db
  Term power(Term y, Term a, Term b, Term da, Term db) {
    const Term base = mul(mul(b, a_.binary("pow", a, sub(b, number(1)))), da);
    return a_.is_zero(db) ? base : add(base, mul(mul(y, a_.unary("log", a)), db));
  }

  Algebra& a_;
};

}  // namespace bpl::math
