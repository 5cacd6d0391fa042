#include "ir/passes/hoist_coefficients.h"

#include <map>

namespace bpl::ir {
namespace {

class Hoister {
 public:
  explicit Hoister(Kernel& kernel) : kernel_(kernel) {}

  void run() {
    classify();
    const std::vector<KernelInstr> old = std::move(kernel_.body);
    old_ = &old;
    kernel_.body.clear();
    for (std::size_t n = 0; n < old.size(); ++n) {
      if (coefficient_[n] && computed(old[n])) {
        numbers_.push_back(-1);  // made when something of the step uses it
        continue;
      }
      KernelInstr i = old[n];
      if (divides_by_parameter(i)) {
        const int reciprocal = coefficient_of(reciprocal_of(i.args[1]), i.location);
        i.name = "mul";
        i.args = {use(i.args[0], i.location), reciprocal};
      } else {
        for (int& a : i.args) a = use(a, i.location);
      }
      numbers_.push_back(append(std::move(i)));
    }
  }

 private:
  static bool computed(const KernelInstr& i) { return i.type == ElementType::real && !i.args.empty() && i.op != KernelOp::store && i.op != KernelOp::keep; }

  void classify() {
    for (const KernelInstr& i : kernel_.body) {
      bool c = i.op == KernelOp::constant || i.op == KernelOp::slot || i.op == KernelOp::dt;
      if (!i.args.empty() && i.op != KernelOp::store && i.op != KernelOp::keep) {
        c = true;
        for (int a : i.args) c = c && coefficient_[static_cast<std::size_t>(a)];
      }
      coefficient_.push_back(c);
    }
  }

  bool divides_by_parameter(const KernelInstr& i) const {
    if (i.op != KernelOp::binary || i.name != "div" || i.type != ElementType::real) return false;
    const auto b = static_cast<std::size_t>(i.args[1]);
    return coefficient_[b] && !coefficient_[static_cast<std::size_t>(i.args[0])] && (*old_)[b].type == ElementType::real;
  }

  int append(KernelInstr i) {
    kernel_.body.push_back(std::move(i));
    return static_cast<int>(kernel_.body.size()) - 1;
  }

  // The value in the new body for an old one.
  int use(int old_number, const Location& location) {
    const auto n = static_cast<std::size_t>(old_number);
    if (numbers_[n] >= 0) return numbers_[n];
    return coefficient_of(copy_to_coefficients(old_number), location);
  }

  int coefficient_of(int value, const Location& location) {
    if (const auto known = body_numbers_.find(value); known != body_numbers_.end()) return known->second;
    KernelInstr i;
    i.op = KernelOp::coefficient;
    i.index = static_cast<int>(kernel_.coefficient_values.size());
    i.uniform = kernel_.coefficients[static_cast<std::size_t>(value)].uniform;
    i.location = location;
    kernel_.coefficient_values.push_back(value);
    return body_numbers_[value] = append(std::move(i));
  }

  int copy_to_coefficients(int old_number) {
    if (const auto known = copied_.find(old_number); known != copied_.end()) return known->second;
    KernelInstr i = (*old_)[static_cast<std::size_t>(old_number)];
    for (int& a : i.args) a = copy_to_coefficients(a);
    kernel_.coefficients.push_back(std::move(i));
    return copied_[old_number] = static_cast<int>(kernel_.coefficients.size()) - 1;
  }

  int reciprocal_of(int old_number) {
    const int divisor = copy_to_coefficients(old_number);
    if (const auto known = reciprocals_.find(divisor); known != reciprocals_.end()) return known->second;
    KernelInstr one;
    one.number = 1;
    one.uniform = true;
    kernel_.coefficients.push_back(one);
    KernelInstr i;
    i.op = KernelOp::binary;
    i.name = "div";
    i.args = {static_cast<int>(kernel_.coefficients.size()) - 1, divisor};
    i.uniform = kernel_.coefficients[static_cast<std::size_t>(divisor)].uniform;
    kernel_.coefficients.push_back(std::move(i));
    return reciprocals_[divisor] = static_cast<int>(kernel_.coefficients.size()) - 1;
  }

  Kernel& kernel_;
  const std::vector<KernelInstr>* old_ = nullptr;
  std::vector<bool> coefficient_;
  std::vector<int> numbers_;          // old body -> new body
  std::map<int, int> copied_;         // old body -> coefficients
  std::map<int, int> body_numbers_;   // coefficients -> new body
  std::map<int, int> reciprocals_;
};

}  // namespace

void hoist_coefficients(Module& module) {
  for (Update& u : module.updates)
    for (Kernel& k : u.kernels)
      if (k.coefficients.empty()) Hoister(k).run();
}

}  // namespace bpl::ir
