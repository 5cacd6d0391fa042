#include "ir/passes/expression.h"

#include "math/functions.h"

namespace bpl::ir {

int Expressions::intern(ExpressionNode n) {
  Key key{n.op, n.name, n.args, n.index, n.outer, n.number, n.type};
  if (const auto at = known_.find(key); at != known_.end()) return at->second;
  n.location = location_;
  nodes_.push_back(std::move(n));
  return known_[std::move(key)] = static_cast<int>(nodes_.size()) - 1;
}

int Expressions::outer(int value, ElementType type, bool coefficient) {
  ExpressionNode n;
  n.op = KernelOp::load;
  n.outer = value;
  n.type = type;
  n.coefficient = coefficient;
  return intern(std::move(n));
}

int Expressions::parameter(int index) {
  ExpressionNode n;
  n.op = KernelOp::parameter;
  n.index = index;
  return intern(std::move(n));
}

int Expressions::constant(double value) {
  ExpressionNode n;
  n.number = value == 0 ? 0 : value;
  n.coefficient = true;
  return intern(std::move(n));
}

int Expressions::boolean(bool value) {
  ExpressionNode n;
  n.number = value;
  n.type = ElementType::boolean;
  n.coefficient = true;
  return intern(std::move(n));
}

int Expressions::make(ExpressionNode n) {
  n.coefficient = true;
  for (int a : n.args) n.coefficient = n.coefficient && at(a).coefficient;
  return intern(std::move(n));
}

int Expressions::unary(const std::string& name, int a) {
  if (name == "neg") {
    if (is_constant(a)) return constant(-at(a).number);
    if (at(a).op == KernelOp::unary && at(a).name == "neg") return at(a).args[0];
  }
  if (name == "square") return mul(a, a);
  if (name == "to_real" && at(a).type == ElementType::real) return a;
  ExpressionNode n;
  n.op = KernelOp::unary;
  n.name = name;
  n.args = {a};
  n.type = name == "not" || name == "is_nan" ? ElementType::boolean : ElementType::real;
  return make(std::move(n));
}

int Expressions::binary(const std::string& name, int a, int b) {
  const bool both = is_constant(a) && is_constant(b);
  if (name == "add") {
    if (both) return constant(at(a).number + at(b).number);
    if (is_constant(a, 0)) return b;
    if (is_constant(b, 0)) return a;
  } else if (name == "sub") {
    if (both) return constant(at(a).number - at(b).number);
    if (is_constant(b, 0)) return a;
    if (is_constant(a, 0)) return neg(b);
    if (a == b) return constant(0);
  } else if (name == "mul") {
    if (both) return constant(at(a).number * at(b).number);
    if (is_constant(a, 0) || is_constant(b, 0)) return constant(0);
    if (is_constant(a, 1)) return b;
    if (is_constant(b, 1)) return a;
    if (is_constant(a, -1)) return neg(b);
    if (is_constant(b, -1)) return neg(a);
  } else if (name == "div") {
    if (both && at(b).number != 0) return constant(at(a).number / at(b).number);
    if (is_constant(a, 0)) return constant(0);
    if (is_constant(b, 1)) return a;
    if (is_constant(b, -1)) return neg(a);
  }
  static const std::string booleans[] = {"lt", "le", "gt", "ge", "eq", "ne", "and", "or", "xor"};
  ExpressionNode n;
  n.op = KernelOp::binary;
  n.name = name;
  n.args = {a, b};
  for (const std::string& s : booleans)
    if (s == name) n.type = ElementType::boolean;
  return make(std::move(n));
}

int Expressions::select(int condition, int a, int b) {
  if (a == b) return a;
  if (is_constant(condition)) return at(condition).number != 0 ? a : b;
  ExpressionNode n;
  n.op = KernelOp::select;
  n.args = {condition, a, b};
  n.type = at(a).type;
  return make(std::move(n));
}

int Expressions::fma(int a, int b, int c) {
  ExpressionNode n;
  n.op = KernelOp::fma;
  n.args = {a, b, c};
  return make(std::move(n));
}

int Expressions::powi(int a, int exponent) {
  if (exponent == 0) return constant(1);
  if (exponent == 1) return a;
  ExpressionNode n;
  n.op = KernelOp::powi;
  n.args = {a};
  n.index = exponent;
  return make(std::move(n));
}

bool Expressions::depends_on(int n, int parameter_index) const {
  const ExpressionNode& e = at(n);
  if (e.op == KernelOp::parameter) return e.index == parameter_index;
  for (int a : e.args)
    if (depends_on(a, parameter_index)) return true;
  return false;
}

int Expressions::substitute(int n, int parameter_index, int value) {
  if (!depends_on(n, parameter_index)) return n;
  const ExpressionNode e = at(n);
  if (e.op == KernelOp::parameter) return value;
  std::vector<int> args;
  for (int a : e.args) args.push_back(substitute(a, parameter_index, value));
  switch (e.op) {
    case KernelOp::unary: return unary(e.name, args[0]);
    case KernelOp::binary: return binary(e.name, args[0], args[1]);
    case KernelOp::select: return select(args[0], args[1], args[2]);
    case KernelOp::fma: return add(mul(args[0], args[1]), args[2]);
    case KernelOp::powi: return powi(args[0], e.index);
    default: break;
  }
  ExpressionNode copy = e;
  copy.args = args;
  return make(std::move(copy));
}

}  // namespace bpl::ir
