#include "ir/passes/contract.h"

namespace bpl::ir {
namespace {

class Contractor {
 public:
  explicit Contractor(std::vector<KernelInstr>& body) : body_(body), uses_(body.size(), 0) {}

  void run() {
    for (const KernelInstr& i : body_)
      for (int a : i.args) ++uses_[static_cast<std::size_t>(a)];
    const std::vector<KernelInstr> old = std::move(body_);
    body_.clear();
    std::vector<int> numbers;
    for (const KernelInstr& i : old) {
      KernelInstr copy = i;
      const int product = fusable(i, old);
      if (product < 0) {
        for (int& a : copy.args) a = numbers[static_cast<std::size_t>(a)];
      } else {
        const int p = i.args[static_cast<std::size_t>(product)];
        const KernelInstr& mul = old[static_cast<std::size_t>(p)];
        int a = numbers[static_cast<std::size_t>(mul.args[0])], b = numbers[static_cast<std::size_t>(mul.args[1])];
        int c = numbers[static_cast<std::size_t>(i.args[static_cast<std::size_t>(1 - product)])];
        if (i.name == "sub") (product == 0 ? c : a) = negated(product == 0 ? c : a, i);
        copy.op = KernelOp::fma;
        copy.name.clear();
        copy.args = {a, b, c};
      }
      body_.push_back(std::move(copy));
      numbers.push_back(static_cast<int>(body_.size()) - 1);
    }
  }

 private:
  // Which argument is a product that only this instruction uses, or -1.
  int fusable(const KernelInstr& i, const std::vector<KernelInstr>& old) const {
    if (i.op != KernelOp::binary || i.type != ElementType::real || (i.name != "add" && i.name != "sub")) return -1;
    for (int k = 0; k < 2; ++k) {
      const auto a = static_cast<std::size_t>(i.args[static_cast<std::size_t>(k)]);
      if (old[a].op == KernelOp::binary && old[a].name == "mul" && old[a].type == ElementType::real && uses_[a] == 1) return k;
    }
    return -1;
  }

  int negated(int value, const KernelInstr& origin) {
    KernelInstr i;
    i.op = KernelOp::unary;
    i.name = "neg";
    i.args = {value};
    i.uniform = body_[static_cast<std::size_t>(value)].uniform;
    i.location = origin.location;
    body_.push_back(std::move(i));
    return static_cast<int>(body_.size()) - 1;
  }

  std::vector<KernelInstr>& body_;
  std::vector<int> uses_;
};

}  // namespace

void contract(Module& module) {
  for (Update& u : module.updates)
    for (Kernel& k : u.kernels) Contractor(k.body).run();
}

}  // namespace bpl::ir
