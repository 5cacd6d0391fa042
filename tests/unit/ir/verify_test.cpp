// Every message of the verifier, each from one change to a good module.
#include "ir/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/ir/sample_module.h"

namespace bpl::ir {
namespace {

std::vector<std::string> problems(const Module& m, bool integrated = false) {
  Diagnostics diagnostics;
  const bool ok = verify(m, integrated, diagnostics);
  EXPECT_EQ(ok, diagnostics.all().empty());
  std::vector<std::string> out;
  for (const Diagnostic& d : diagnostics.all()) out.push_back(d.message);
  return out;
}

TEST(Verify, AcceptsEveryOperation) { EXPECT_THAT(problems(test::sample_module()), testing::IsEmpty()); }

struct Fault {
  std::string message;
  std::function<void(Module&)> damage;
};

HostFunction& host(Module& m) { return m.functions[2]; }
Kernel& kernel(Module& m) { return m.updates[0].kernels[0]; }
StepLine& row(Module& m) { return m.networks[0].step[1]; }
host::Signature& signature(Module& m) { return m.updates[0].signature; }
Integration& integration(Module& m) { return kernel(m).body[5].integration[0]; }

HostInstr& add(Module& m, HostOp op, std::vector<int> args = {}, std::string name = "") {
  HostInstr i;
  i.op = op;
  i.args = std::move(args);
  i.name = std::move(name);
  return *host(m).body.insert(host(m).body.end(), i);
}

KernelInstr& add_kernel(Module& m, KernelOp op, std::vector<int> args = {}, std::string name = "") {
  KernelInstr i;
  i.op = op;
  i.args = std::move(args);
  i.name = std::move(name);
  return *kernel(m).body.insert(kernel(m).body.end(), i);
}

constexpr int kRecall = static_cast<int>(CollectiveOp::recall);  // the sample has one collective of each kind, in their order

const std::vector<Fault>& faults() {
  static const std::vector<Fault> list = {
      {"the function @main is defined twice", [](Module& m) { m.functions.push_back(m.functions[0]); }},
      {"the unit \"__main__\" is defined twice", [](Module& m) { m.units.push_back(m.units[0]); }},
      {"the unit \"u\" is filled by @none, which does not exist", [](Module& m) { m.units.push_back({"u", "none"}); }},
      {"that fills a unit takes parameters", [](Module& m) { m.units.push_back({"u", "main.every"}); }},
      {"the update @Model.update is defined twice", [](Module& m) { m.updates.push_back(m.updates[0]); }},
      {"the kernel @Model.update.0 is defined twice", [](Module& m) { m.updates[0].kernels.push_back(kernel(m)); }},
      {"the definition \"scale\" is there twice", [](Module& m) { m.definitions.push_back(m.definitions[0]); }},
      {"host @main.every: two registers are named \"a\" (sample.bpl:9:1)", [](Module& m) { host(m).locals[0] = "a"; }},
      {"\"12\" cannot be the name of a register", [](Module& m) { host(m).locals[0] = "12"; }},
      {"3 registers are too few for 7 names", [](Module& m) { host(m).register_count = 3; }},
      {"the parameter \"a\" stands behind one of a later kind",
       [](Module& m) { std::swap(host(m).parameters[0], host(m).parameters[1]); }},
      {"'copy' uses register 99, there are 9", [](Module& m) { add(m, HostOp::copy, {99}); }},
      {"'unbind' gives no value but has a result", [](Module& m) { add(m, HostOp::unbind, {1}).result = 1; }},
      {"'if' has 1 blocks instead of 2", [](Module& m) { add(m, HostOp::if_, {1}).blocks.resize(1); }},
      {"'break' is outside of a loop", [](Module& m) { add(m, HostOp::break_); }},
      {"'continue' is outside of a loop", [](Module& m) { add(m, HostOp::continue_); }},
      {"'copy' has 0 operands instead of 1", [](Module& m) { add(m, HostOp::copy); }},
      {"'raise' has 0 operands instead of 1 to 2", [](Module& m) { add(m, HostOp::raise); }},
      {"'call' has 0 operands instead of at least 1", [](Module& m) { add(m, HostOp::call); }},
      {"'copy' has no use for the name \"x\"", [](Module& m) { add(m, HostOp::copy, {1}, "x"); }},
      {"'copy' has no use for the index 3", [](Module& m) { add(m, HostOp::copy, {1}).index = 3; }},
      {"'copy' has kinds of arguments", [](Module& m) { add(m, HostOp::copy, {1}).call_kinds.resize(1); }},
      {"'binary' knows no operator \"&&\"", [](Module& m) { add(m, HostOp::binary, {1, 2}, "&&"); }},
      {"'build_dict' has a key without a value", [](Module& m) { add(m, HostOp::build_dict, {1}); }},
      {"'format_value' knows no conversion \"x\"", [](Module& m) { add(m, HostOp::format_value, {1, 2}, "x"); }},
      {"'get_closure' wants cell 7, the function has 2", [](Module& m) { add(m, HostOp::get_closure).index = 7; }},
      {"'call' has 0 kinds for 1 arguments", [](Module& m) { add(m, HostOp::call, {1, 2}); }},
      {"an argument of 'call' has a name, or needs one",
       [](Module& m) { add(m, HostOp::call, {1, 2}).call_kinds = {{CallKind::keyword, ""}}; }},
      {"'make_function' names @none, which does not exist", [](Module& m) { add(m, HostOp::make_function, {}, "none"); }},
      {"'make_class' names @none, which does not exist", [](Module& m) { add(m, HostOp::make_class, {1}, "A").body = "none"; }},
      {"'make_function' has 0 operands for 2 defaults", [](Module& m) { add(m, HostOp::make_function, {}, "main").defaults = 2; }},
      {"'make_function' gives 1 cells to @main, which has 0 free variables",
       [](Module& m) { add(m, HostOp::make_function, {1}, "main"); }},
      {"'unpack' has its star at 2 of 0", [](Module& m) { add(m, HostOp::unpack, {1}).index = 2; }},
      {"'for' has no variable", [](Module& m) { add(m, HostOp::for_, {1}).blocks.resize(2); }},
      {"the state self.V is over space 5 of 2", [](Module& m) { signature(m).states[0].space = 5; }},
      {"the slot self.tau is over space 0 of 2", [](Module& m) { signature(m).slots[0].space = 0; }},
      {"a guard has no value", [](Module& m) { signature(m).guards[0].nodes.clear(); }},
      {"value 2 of a guard uses value 2", [](Module& m) { signature(m).guards[0].nodes[2].args[0] = 2; }},
      {"a guard uses slot 9, which does not exist", [](Module& m) { signature(m).guards[0].nodes[0].slot = 9; }},
      {"an event sum takes the spikes of state 9, which does not exist", [](Module& m) { m.updates[0].event_sums[0].spikes = 9; }},
      {"takes spikes of a state that is not boolean", [](Module& m) { m.updates[0].event_sums[0].spikes = 0; }},
      {"an event sum uses slot 9, which does not exist", [](Module& m) { m.updates[0].event_sums[0].weight = 9; }},
      {"an event sum uses connectivity 9, which does not exist", [](Module& m) { m.updates[0].event_sums[0].connectivity = 9; }},
      {"an event sum is over space 9 of 2", [](Module& m) { m.updates[0].event_sums[0].space = 9; }},
      {"a step names kernel 4, which does not exist", [](Module& m) { m.updates[0].steps.back().index = 4; }},
      {"a step names sum 4, which does not exist", [](Module& m) { m.updates[0].steps[m.updates[0].steps.size() - 2].index = 4; }},
      {"a temporary is over space 5 of 2", [](Module& m) { m.updates[0].temporaries[0].space = 5; }},
      {"'reduce' names temporary 9, which does not exist", [](Module& m) { m.updates[0].collectives[0].result = 9; }},
      {"'put' has 1 operands instead of 2", [](Module& m) { m.updates[0].collectives[6].operands.pop_back(); }},
      {"there is no reduction \"median\"", [](Module& m) { m.updates[0].collectives[0].name = "median"; }},
      {"there is no reduction \"mean\"", [](Module& m) { m.updates[0].collectives[2].name = "mean"; }},
      {"'gather' has no slot", [](Module& m) { m.updates[0].collectives[7].slot = -1; }},
      {"'gather' uses slot 0, which is not an array", [](Module& m) { m.updates[0].collectives[7].slot = 0; }},
      {"'product' has 1 operands instead of 2", [](Module& m) { m.updates[0].collectives[10].slot = -1; }},
      {"'push' uses state 0, which is not a history", [](Module& m) { m.updates[0].collectives[kRecall + 1].state = 0; }},
      {"an extent gives space 7 of 2 no length", [](Module& m) { signature(m).extents[0].space = 7; }},
      {"an event sum takes spikes that are not booleans of elements", [](Module& m) { m.updates[0].event_sums[1].temporary = 0; }},
      {"spikes of this step have no delay", [](Module& m) { m.updates[0].event_sums[1].delay = 2; }},
      {"the temporary 0 is kept twice", [](Module& m) { kernel(m).body.push_back(kernel(m).body.back()); }},
      {"'keep' writes temporary 1, which is one number", [](Module& m) { kernel(m).body.back().index = 1; }},
      {"there is no distribution \"cauchy\"", [](Module& m) { kernel(m).body[kernel(m).body.size() - 3].name = "cauchy"; }},
      {"kernel @Model.update.0: it runs over space 4 of 2", [](Module& m) { kernel(m).space = 4; }},
      {"a coefficient is value 8, which does not exist", [](Module& m) { kernel(m).coefficient_values[0] = 8; }},
      {"coefficient value 0 is not real",
       [](Module& m) { kernel(m).coefficients[0].type = ElementType::integer; }},
      {"the state self.V is stored twice", [](Module& m) { kernel(m).body.push_back(kernel(m).body[15]); }},
      {"'neg' uses value %90, which is not defined before it", [](Module& m) { add_kernel(m, KernelOp::unary, {90}, "neg"); }},
      {"'neg' uses value %15, which is not defined before it", [](Module& m) { add_kernel(m, KernelOp::unary, {15}, "neg"); }},
      {"'neg' uses value ^0, which is not defined before it", [](Module& m) { add_kernel(m, KernelOp::unary, {~0}, "neg"); }},
      {"'sub' uses value ^9, which is not defined before it", [](Module& m) { integration(m).body[2].args[0] = ~9; }},
      {"'neg' has 0 operands instead of 1", [](Module& m) { add_kernel(m, KernelOp::unary, {}, "neg"); }},
      {"'neg' is marked uniform but its operands are not",
       [](Module& m) { add_kernel(m, KernelOp::unary, {0}, "neg").uniform = true; }},
      {"'load' is marked uniform but has one value an element", [](Module& m) { kernel(m).body[0].uniform = true; }},
      {"'load' names state 9, which does not exist", [](Module& m) { kernel(m).body[0].index = 9; }},
      {"'arrivals' names sum 9, which does not exist", [](Module& m) { kernel(m).body[1].index = 9; }},
      {"'coefficient' names coefficient 9, which does not exist", [](Module& m) { kernel(m).body[2].index = 9; }},
      {"'slot' names slot 9, which does not exist", [](Module& m) { kernel(m).coefficients[0].index = 9; }},
      {"'parameter' names parameter 2, which does not exist", [](Module& m) { integration(m).body[1].index = 2; }},
      {"'time' cannot be part of a coefficient", [](Module& m) { kernel(m).coefficients[2].op = KernelOp::time; }},
      {"'store' cannot be part of a derivative", [](Module& m) { integration(m).body.push_back(kernel(m).body[15]), integration(m).body[4].args[0] = 3; }},
      {"'parameter' is outside of a derivative", [](Module& m) { add_kernel(m, KernelOp::parameter).index = 0; }},
      {"'powi' has the exponent 9; -8 to 8 are multiplied out", [](Module& m) { kernel(m).body[9].index = 9; }},
      {"'load' is over space 1, the kernel over 0", [](Module& m) { signature(m).states[0].space = 1; }},
      {"'time' gives real, not boolean", [](Module& m) { kernel(m).body[3].type = ElementType::boolean; }},
      {"'exp' takes real, not boolean", [](Module& m) { kernel(m).body[7].args[0] = 4, kernel(m).body[4].op = KernelOp::constant, kernel(m).body[4].type = ElementType::boolean; }},
      {"'select' takes boolean, not real", [](Module& m) { kernel(m).body[14].args[0] = 9; }},
      {"'store' takes boolean, not real", [](Module& m) { kernel(m).body[18].args[0] = 9; }},
      {"'store' writes self.V, which is not marked as written", [](Module& m) { signature(m).states[0].written = false; }},
      {"there is no function \"fly\" of 1 values", [](Module& m) { add_kernel(m, KernelOp::unary, {0}, "fly"); }},
      {"'neg' gives numbers, not boolean", [](Module& m) { add_kernel(m, KernelOp::unary, {13}, "neg").type = ElementType::boolean; }},
      {"'not' gives conditions or integers, not real", [](Module& m) { add_kernel(m, KernelOp::unary, {13}, "not"); }},
      {"'integrate' has 0 derivatives instead of one", [](Module& m) { kernel(m).body[5].integration.clear(); }},
      {"'integrate' of 2 states has 2 operands", [](Module& m) { integration(m).states = 2; }},
      {"'integrate' of 1 states has 0 derivatives", [](Module& m) { integration(m).derivatives.clear(); }},
      {"'integrate' yields value 9, which does not exist", [](Module& m) { integration(m).derivatives[0] = 9; }},
      {"'result_of' takes something else than an 'integrate'", [](Module& m) { kernel(m).body[6].args[0] = 0; }},
      {"'result_of' wants result 3 of 1", [](Module& m) { kernel(m).body[6].index = 3; }},
      {"network \"net\": a step is @Gone.update, which is no update", [](Module& m) { row(m).update = "Gone.update"; }},
      {"the step @Model.update has no exchange before collective 0", [](Module& m) { row(m).exchanges.erase(row(m).exchanges.begin()); }},
      {"the step @Model.update has no exchange before sum 1", [](Module& m) { row(m).exchanges.pop_back(); }},
      {"the step @Model.update has an exchange before collective " + std::to_string(kRecall) + ", which needs none", [](Module& m) { row(m).exchanges[0].number = kRecall; }},
      {"the step @Model.update has an exchange before sum 9, which does not exist", [](Module& m) { row(m).exchanges.back().number = 9; }},
      {"the step @Model.update has an exchange of kind every", [](Module& m) { row(m).exchanges[0].kind = Exchange::Kind::block; }},
      {"the input 'a.input += f(t, dt)' has an exchange of kind sum", [](Module& m) { m.networks[0].step[0].exchanges[0].kind = Exchange::Kind::sum; }},
      {"an exchange of kind input stands outside of a step", [](Module& m) { m.networks[0].exchanges[0].kind = Exchange::Kind::input; }},
      {"an exchange every 0 steps: it must be at least 1", [](Module& m) { m.networks[0].exchanges[1].number = 0; }},
  };
  return list;
}

TEST(Verify, NamesEveryFault) {
  for (const Fault& fault : faults()) {
    Module m = test::sample_module();
    fault.damage(m);
    EXPECT_THAT(problems(m), testing::Contains(testing::HasSubstr(fault.message)));
  }
}

TEST(Verify, WantsNoIntegrateBehindThePass) {
  EXPECT_THAT(problems(test::sample_module(), true),
              testing::ElementsAre(testing::HasSubstr("'integrate' is left behind the pass that expands it (brainpy/neurons.bpl:30:2)")));
}

}  // namespace
}  // namespace bpl::ir
