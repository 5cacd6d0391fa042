#include "ir/exchange.h"

#include <array>
#include <set>

namespace bpl::ir {

namespace {

constexpr std::array<std::string_view, 6> kNames = {"run", "every", "sum", "collective", "input", "callback"};  // in the order of Exchange::Kind

// Goes back from a temporary through the kernels and collectives that compute it.
class Origins {
 public:
  explicit Origins(const Update& update) : update_(update) {}

  void of_temporary(int temporary) {
    if (!temporaries_.insert(temporary).second) return;
    for (const Kernel& kernel : update_.kernels)
      for (const KernelInstr& i : kernel.body)
        if (i.op == KernelOp::keep && i.index == temporary) of_values(kernel.body, i.args);
    for (const Collective& c : update_.collectives) {
      if (c.result != temporary) continue;
      if (c.state >= 0) states.insert(c.state);
      for (const int operand : c.operands) of_temporary(operand);
    }
  }

  std::set<int> states;

 private:
  void of_values(const std::vector<KernelInstr>& body, std::vector<int> values) {
    std::set<int> seen;
    while (!values.empty()) {
      const int value = values.back();
      values.pop_back();
      if (!seen.insert(value).second) continue;
      const KernelInstr& i = body[static_cast<std::size_t>(value)];
      if (i.op == KernelOp::load) states.insert(i.index);
      if (i.op == KernelOp::temporary) of_temporary(i.index);
      if (i.op == KernelOp::arrivals) of_sum(update_.event_sums[static_cast<std::size_t>(i.index)]);
      values.insert(values.end(), i.args.begin(), i.args.end());
      for (const Integration& equation : i.integration) of_equation(equation, &values);
    }
  }

  void of_sum(const EventSum& sum) {
    if (sum.spikes >= 0) states.insert(sum.spikes);
    if (sum.temporary >= 0) of_temporary(sum.temporary);
  }

  static void of_equation(const Integration& equation, std::vector<int>* values) {
    for (const KernelInstr& i : equation.body)
      for (const int argument : i.args)
        if (argument < 0) values->push_back(~argument);
  }

  const Update& update_;
  std::set<int> temporaries_;
};

}  // namespace

std::string_view exchange_kind_name(Exchange::Kind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<Exchange::Kind> exchange_kind_from_name(std::string_view name) {
  for (std::size_t k = 0; k < kNames.size(); ++k)
    if (kNames[k] == name) return static_cast<Exchange::Kind>(k);
  return std::nullopt;
}

bool has_number(Exchange::Kind kind) {
  return kind == Exchange::Kind::block || kind == Exchange::Kind::sum || kind == Exchange::Kind::collective;
}

bool gathers_operand(const Update& update, const Collective& c) {
  if (c.op == CollectiveOp::push || c.operands.empty()) return false;
  return update.temporaries[static_cast<std::size_t>(c.operands[0])].space >= 0;
}

std::vector<int> states_behind(const Update& update, int temporary) {
  Origins origins(update);
  origins.of_temporary(temporary);
  return {origins.states.begin(), origins.states.end()};
}

}  // namespace bpl::ir
