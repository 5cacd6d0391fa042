// Expressions of a derivative as a graph: equal expressions are one node, zeros and ones disappear by algebra. Used by the
// passes that reason about derivatives; kernels themselves are lists of instructions.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "ir/kernel.h"

namespace bpl::ir {

// A node is an element operation, a constant, or a leaf: argument number `index` of the derivative (`parameter`), or value
// `outer` of the kernel around it.
struct ExpressionNode {
  KernelOp op = KernelOp::constant;
  std::string name;
  std::vector<int> args;
  int index = -1;
  int outer = -1;
  double number = 0;
  ElementType type = ElementType::real;
  bool coefficient = false;  // made of constants, slots and dt alone
  Location location;
};

class Expressions {
 public:
  // Leaves. `coefficient` tells whether the value of the kernel is made of constants, slots and dt.
  int outer(int value, ElementType, bool coefficient);
  int parameter(int index);
  int constant(double);
  int boolean(bool);

  int unary(const std::string& name, int a);
  int binary(const std::string& name, int a, int b);
  int select(int condition, int a, int b);
  int fma(int a, int b, int c);
  int powi(int a, int n);
  int add(int a, int b) { return binary("add", a, b); }
  int sub(int a, int b) { return binary("sub", a, b); }
  int mul(int a, int b) { return binary("mul", a, b); }
  int div(int a, int b) { return binary("div", a, b); }
  int neg(int a) { return unary("neg", a); }
  int make(ExpressionNode);  // any element operation with its arguments

  const ExpressionNode& at(int n) const { return nodes_[static_cast<std::size_t>(n)]; }
  bool is_constant(int n, double value) const { return at(n).op == KernelOp::constant && at(n).number == value && at(n).type == ElementType::real; }
  bool is_constant(int n) const { return at(n).op == KernelOp::constant; }
  bool depends_on(int n, int parameter_index) const;
  // The expression with a parameter replaced.
  int substitute(int n, int parameter_index, int value);
  void set_location(const Location& l) { location_ = l; }

 private:
  int intern(ExpressionNode);
  using Key = std::tuple<KernelOp, std::string, std::vector<int>, int, int, double, ElementType>;
  std::vector<ExpressionNode> nodes_;
  std::map<Key, int> known_;
  Location location_;
};

}  // namespace bpl::ir
