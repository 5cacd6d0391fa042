#include "ir/passes/differentiate.h"

#include <map>
#include <numbers>

namespace bpl::ir {
namespace {

class Differentiator {
 public:
  Differentiator(Expressions& e, int parameter) : e_(e), parameter_(parameter) {}

  int derivative(int n) {
    if (const auto known = done_.find(n); known != done_.end()) return known->second;
    const int d = compute(n);
    return done_[n] = d;
  }

  bool failed() const { return !missing_.empty(); }
  const std::string& missing() const { return missing_; }

 private:
  int zero() { return e_.constant(0); }

  int compute(int n) {
    const ExpressionNode node = e_.at(n);
    if (node.op == KernelOp::parameter) return e_.constant(node.index == parameter_ ? 1 : 0);
    if (!e_.depends_on(n, parameter_)) return zero();
    switch (node.op) {
      case KernelOp::unary: return unary(n, node);
      case KernelOp::binary: return binary(n, node);
      case KernelOp::select: return e_.select(node.args[0], derivative(node.args[1]), derivative(node.args[2]));
      case KernelOp::fma:
        return e_.add(e_.add(e_.mul(derivative(node.args[0]), node.args[1]), e_.mul(node.args[0], derivative(node.args[1]))), derivative(node.args[2]));
      case KernelOp::powi: return power_by_multiplication(n, node);
      default: return give_up("this operation");
    }
  }

  int unary(int n, const ExpressionNode& node) {
    const int x = node.args[0];
    const int slope = outer_slope(n, node.name, x);
    return slope < 0 ? zero() : e_.mul(slope, derivative(x));
  }

  int one_minus_square(int x) { return e_.sub(e_.constant(1), e_.mul(x, x)); }
  int one_plus_square(int x) { return e_.add(e_.constant(1), e_.mul(x, x)); }

  // f'(x) for y = f(x) at node n.
  int outer_slope(int n, const std::string& f, int x) {
    const int one = e_.constant(1);
    const auto over = [&](int denominator) { return e_.div(one, denominator); };
    if (f == "neg") return e_.constant(-1);
    if (f == "to_real") return one;
    if (f == "abs") return e_.unary("sign", x);
    if (f == "sign" || f == "floor" || f == "ceil" || f == "round" || f == "trunc" || f == "not" || f == "is_nan") return zero();
    if (f == "sqrt") return e_.div(e_.constant(0.5), n);
    if (f == "exp") return n;
    if (f == "expm1") return e_.add(n, one);
    if (f == "exp2") return e_.mul(n, e_.constant(std::numbers::ln2));
    if (f == "exp10") return e_.mul(n, e_.constant(std::numbers::ln10));
    if (f == "log") return over(x);
    if (f == "log1p") return over(e_.add(one, x));
    if (f == "log2") return over(e_.mul(x, e_.constant(std::numbers::ln2)));
    if (f == "log10") return over(e_.mul(x, e_.constant(std::numbers::ln10)));
    if (f == "sin") return e_.unary("cos", x);
    if (f == "cos") return e_.neg(e_.unary("sin", x));
    if (f == "tan") return one_plus_square(n);
    if (f == "sinpi") return e_.mul(e_.constant(std::numbers::pi), e_.unary("cospi", x));
    if (f == "cospi") return e_.neg(e_.mul(e_.constant(std::numbers::pi), e_.unary("sinpi", x)));
    if (f == "asin") return over(e_.unary("sqrt", one_minus_square(x)));
    if (f == "acos") return e_.neg(over(e_.unary("sqrt", one_minus_square(x))));
    if (f == "atan") return over(one_plus_square(x));
    if (f == "sinh") return e_.unary("cosh", x);
    if (f == "cosh") return e_.unary("sinh", x);
    if (f == "tanh") return one_minus_square(n);
    if (f == "asinh") return over(e_.unary("sqrt", one_plus_square(x)));
    if (f == "acosh") return over(e_.unary("sqrt", e_.sub(e_.mul(x, x), one)));
    if (f == "atanh") return over(one_minus_square(x));
    if (f == "cbrt") return over(e_.mul(e_.constant(3), e_.mul(n, n)));
    if (f == "erf" || f == "erfc") {
      const int bell = e_.mul(e_.constant(2 * std::numbers::inv_sqrtpi), e_.unary("exp", e_.neg(e_.mul(x, x))));
      return f == "erf" ? bell : e_.neg(bell);
    }
    return give_up(f);
  }

  int binary(int n, const ExpressionNode& node) {
    const int a = node.args[0], b = node.args[1];
    const std::string& f = node.name;
    const int da = derivative(a), db = derivative(b);
    if (f == "add") return e_.add(da, db);
    if (f == "sub") return e_.sub(da, db);
    if (f == "mul") return e_.add(e_.mul(da, b), e_.mul(a, db));
    if (f == "div") {
      if (e_.is_constant(db, 0)) return e_.div(da, b);
      return e_.div(e_.sub(da, e_.mul(n, db)), b);
    }
    if (f == "pow") return power(n, a, b, da, db);
    if (f == "max" || f == "min") {
      const int first = e_.binary(f == "max" ? "gt" : "lt", a, b);
      const int mean = e_.mul(e_.constant(0.5), e_.add(da, db));
      return e_.select(first, da, e_.select(e_.binary("eq", a, b), mean, db));
    }
    if (f == "mod") return e_.sub(da, e_.mul(e_.unary("floor", e_.div(a, b)), db));
    if (f == "atan2") {
      const int square = e_.add(e_.mul(a, a), e_.mul(b, b));
      return e_.div(e_.sub(e_.mul(b, da), e_.mul(a, db)), square);
    }
    if (f == "hypot") return e_.div(e_.add(e_.mul(a, da), e_.mul(b, db)), n);
    if (node.type == ElementType::boolean || f == "floordiv") return zero();
    return give_up(f);
  }

  // The exponent must stay among those that are multiplied out, -8 to 8.
  int power_by_multiplication(int n, const ExpressionNode& node) {
    const int x = node.args[0];
    const int lower = node.index > -8 ? e_.powi(x, node.index - 1) : e_.div(n, x);
    return e_.mul(e_.mul(e_.constant(node.index), lower), derivative(x));
  }

  // d(a^b) = b a^(b-1) da + a^b log(a) db
  int power(int n, int a, int b, int da, int db) {
    const int base = e_.mul(e_.mul(b, e_.binary("pow", a, e_.sub(b, e_.constant(1)))), da);
    if (e_.is_constant(db, 0)) return base;
    return e_.add(base, e_.mul(e_.mul(n, e_.unary("log", a)), db));
  }

  int give_up(const std::string& name) {
    missing_ = name;
    return zero();
  }

  Expressions& e_;
  const int parameter_;
  std::map<int, int> done_;
  std::string missing_;
};

}  // namespace

std::optional<int> differentiate(Expressions& e, int value, int parameter, std::string* name) {
  Differentiator d(e, parameter);
  const int result = d.derivative(value);
  if (d.failed()) {
    *name = d.missing();
    return std::nullopt;
  }
  return result;
}

}  // namespace bpl::ir
