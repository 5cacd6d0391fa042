#include "ir/passes/differentiate.h"

#include <map>

#include "math/derivatives.h"

namespace bpl::ir {
namespace {

// Expressions as the terms of the rules.
struct Algebra {
  using Term = int;
  int constant(double x) { return e.constant(x); }
  int unary(std::string_view f, int a) { return e.unary(std::string(f), a); }
  int binary(std::string_view f, int a, int b) { return e.binary(std::string(f), a, b); }
  int select(int condition, int a, int b) { return e.select(condition, a, b); }
  bool is_zero(int a) const { return e.is_constant(a, 0); }
  Expressions& e;
};

class Differentiator {
 public:
  Differentiator(Expressions& e, int parameter) : e_(e), algebra_{e}, rules_(algebra_), parameter_(parameter) {}

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
    const auto d = rules_.unary(node.name, n, node.args[0], derivative(node.args[0]));
    return d ? *d : give_up(node.name);
  }

  int binary(int n, const ExpressionNode& node) {
    if (node.type == ElementType::boolean) return zero();
    const int a = node.args[0], b = node.args[1];
    const auto d = rules_.binary(node.name, n, a, b, derivative(a), derivative(b));
    return d ? *d : give_up(node.name);
  }

  // The exponent must stay among those that are multiplied out, -8 to 8.
  int power_by_multiplication(int n, const ExpressionNode& node) {
    const int x = node.args[0];
    const int lower = node.index > -8 ? e_.powi(x, node.index - 1) : e_.div(n, x);
    return e_.mul(e_.mul(e_.constant(node.index), lower), derivative(x));
  }

  int give_up(const std::string& name) {
    missing_ = name;
    return zero();
  }

  Expressions& e_;
  Algebra algebra_;
  math::Derivatives<Algebra> rules_;
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
