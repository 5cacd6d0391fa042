#include "ir/passes/simplify.h"

#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "math/functions.h"

namespace bpl::ir {
namespace {

using Key = std::tuple<KernelOp, ElementType, std::vector<int>, std::string, int, double, bool>;

bool pure(const KernelInstr& i) { return i.op != KernelOp::store && i.op != KernelOp::keep && i.op != KernelOp::integrate; }

std::optional<double> fold_binary(const std::string& f, double a, double b) {
  if (f == "add") return a + b;
  if (f == "sub") return a - b;
  if (f == "mul") return a * b;
  if (f == "div") return a / b;
  return std::nullopt;
}

std::optional<double> fold_unary(const std::string& f, double a) {
  if (f == "neg") return -a;
  if (f == "abs") return std::fabs(a);
  if (f == "sqrt") return std::sqrt(a);
  if (f == "square") return a * a;
  if (f == "exp") return math::exp(a);
  if (f == "log") return math::log(a);
  return std::nullopt;
}

class Simplifier {
 public:
  explicit Simplifier(std::vector<KernelInstr>& body) : body_(body) {}

  // Returns old number -> new number (-1: dropped). `wanted` are kept besides what stores need.
  std::vector<int> run(const std::vector<int>& wanted) {
    const std::vector<KernelInstr> old = std::move(body_);
    body_.clear();
    std::vector<int> numbers;
    for (const KernelInstr& i : old) numbers.push_back(add(i, numbers));
    std::vector<bool> needed(body_.size(), false);
    for (std::size_t n = 0; n < body_.size(); ++n)
      if (body_[n].op == KernelOp::store || body_[n].op == KernelOp::keep) need(static_cast<int>(n), needed);
    for (int w : wanted) need(numbers[static_cast<std::size_t>(w)], needed);
    const std::vector<int> kept = drop(needed);
    for (int& n : numbers) n = kept[static_cast<std::size_t>(n)];
    return numbers;
  }

 private:
  int add(KernelInstr i, const std::vector<int>& numbers) {
    for (int& a : i.args) a = numbers[static_cast<std::size_t>(a)];
    for (Integration& g : i.integration)
      for (KernelInstr& inner : g.body)
        for (int& a : inner.args)
          if (a < 0) a = ~numbers[static_cast<std::size_t>(~a)];
    if (const int same = shortcut(&i); same >= 0) return same;
    if (!pure(i)) return append(std::move(i));
    Key key{i.op, i.type, i.args, i.name, i.index, i.number, std::signbit(i.number)};
    if (const auto at = known_.find(key); at != known_.end()) return at->second;
    return known_[std::move(key)] = append(std::move(i));
  }

  int append(KernelInstr i) {
    body_.push_back(std::move(i));
    return static_cast<int>(body_.size()) - 1;
  }

  bool constant(int n, double* value) const {
    const KernelInstr& i = body_[static_cast<std::size_t>(n)];
    *value = i.number;
    return i.op == KernelOp::constant && i.type == ElementType::real;
  }

  // An existing value that the instruction equals, or -1; constants are folded in place.
  int shortcut(KernelInstr* i) {
    double a = 0, b = 0;
    if (i->op == KernelOp::select && i->args[1] == i->args[2]) return i->args[1];
    if (i->op == KernelOp::unary && i->type == ElementType::real && constant(i->args[0], &a)) {
      if (const auto value = fold_unary(i->name, a)) make_constant(i, *value);
      return -1;
    }
    if (i->op != KernelOp::binary || i->type != ElementType::real) return -1;
    const bool left = constant(i->args[0], &a), right = constant(i->args[1], &b);
    if (left && right) {
      if (const auto value = fold_binary(i->name, a, b)) make_constant(i, *value);
      return -1;
    }
    if (right && ((b == 1 && (i->name == "mul" || i->name == "div")) || (b == 0 && !std::signbit(b) && i->name == "sub"))) return i->args[0];
    if (left && a == 1 && i->name == "mul") return i->args[1];
    return -1;
  }

  void make_constant(KernelInstr* i, double value) {
    i->op = KernelOp::constant;
    i->name.clear();
    i->args.clear();
    i->number = value;
    i->uniform = true;
  }

  void need(int n, std::vector<bool>& needed) {
    if (needed[static_cast<std::size_t>(n)]) return;
    needed[static_cast<std::size_t>(n)] = true;
    const KernelInstr& i = body_[static_cast<std::size_t>(n)];
    for (int a : i.args) need(a, needed);
    for (const Integration& g : i.integration)
      for (const KernelInstr& inner : g.body)
        for (int a : inner.args)
          if (a < 0) need(~a, needed);
  }

  std::vector<int> drop(const std::vector<bool>& needed) {
    std::vector<int> numbers(body_.size(), -1);
    std::vector<KernelInstr> kept;
    for (std::size_t n = 0; n < body_.size(); ++n) {
      if (!needed[n]) continue;
      KernelInstr i = std::move(body_[n]);
      for (int& a : i.args) a = numbers[static_cast<std::size_t>(a)];
      for (Integration& g : i.integration)
        for (KernelInstr& inner : g.body)
          for (int& a : inner.args)
            if (a < 0) a = ~numbers[static_cast<std::size_t>(~a)];
      numbers[n] = static_cast<int>(kept.size());
      kept.push_back(std::move(i));
    }
    body_ = std::move(kept);
    return numbers;
  }

  std::vector<KernelInstr>& body_;
  std::map<Key, int> known_;
};

}  // namespace

void simplify(Kernel& kernel) {
  Simplifier(kernel.body).run({});
  if (kernel.coefficients.empty()) return;
  // Coefficients that the body no longer uses go too.
  std::map<int, int> used;
  std::vector<int> values;
  for (KernelInstr& i : kernel.body)
    if (i.op == KernelOp::coefficient) {
      const auto [at, inserted] = used.try_emplace(i.index, static_cast<int>(values.size()));
      if (inserted) values.push_back(kernel.coefficient_values[static_cast<std::size_t>(i.index)]);
      i.index = at->second;
    }
  const std::vector<int> numbers = Simplifier(kernel.coefficients).run(values);
  kernel.coefficient_values.clear();
  for (int v : values) kernel.coefficient_values.push_back(numbers[static_cast<std::size_t>(v)]);
}

void simplify(Module& module) {
  for (Update& u : module.updates)
    for (Kernel& k : u.kernels) simplify(k);
}

}  // namespace bpl::ir
