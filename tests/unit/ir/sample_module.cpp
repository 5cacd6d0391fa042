#include "tests/unit/ir/sample_module.h"

#include <limits>

#include "ir/exchange.h"
#include "ir/operations.h"

namespace bpl::ir::test {

using host::PathStep;
using host::Record;

namespace {

host::Path self_path(std::vector<std::string> attributes) {
  host::Path p;
  for (std::string& a : attributes) p.steps.push_back({PathStep::Kind::attribute, std::move(a), -1});
  return p;
}

HostInstr instr(HostOp op, int result, std::vector<int> args, std::string name = "") {
  HostInstr i;
  i.op = op;
  i.result = result;
  i.args = std::move(args);
  i.name = std::move(name);
  return i;
}

HostInstr constant(int result, Constant value) {
  HostInstr i = instr(HostOp::constant, result, {});
  i.constant = std::move(value);
  return i;
}

// Instances of all operations whose operands their form describes.
void add_plain_operations(HostBlock& out) {
  for (int k = 0; k <= static_cast<int>(HostOp::try_); ++k) {
    const auto op = static_cast<HostOp>(k);
    const HostOpInfo& about = info(op);
    const bool jump = op == HostOp::return_ || op == HostOp::break_ || op == HostOp::continue_;
    if (about.form == "*" || about.blocks > 0 || jump) continue;
    HostInstr i = instr(op, about.result ? 5 : -1, {});
    for (const char operand : about.form) {
      if (operand == 'a') i.args.push_back(static_cast<int>(i.args.size()));
      if (operand == 'n') i.name = "name";
      if (operand == 'c') i.constant = std::int64_t{7};
      if (operand == 'i') i.index = 0;
      if (operand == 'L') i.args = std::vector<int>(static_cast<std::size_t>(about.most < 0 ? 2 : about.most), 1);
    }
    if (op == HostOp::unary) i.name = "not";
    if (op == HostOp::binary || op == HostOp::binary_inplace) i.name = "**";
    if (op == HostOp::compare) i.name = "not in";
    if (op == HostOp::format_value) i.name = "r";
    i.location = {0, 10 + k, 3, 10 + k, 9};
    out.push_back(std::move(i));
  }
}

void add_constants(HostBlock& out) {
  const double inf = std::numeric_limits<double>::infinity();
  const std::vector<Constant> list = {NoneConstant{}, EllipsisConstant{}, true, false, std::int64_t{-5},
                                      std::numeric_limits<std::int64_t>::min(), 0.1, 5.0, -0.0, 1e300, 5e-324, inf, -inf,
                                      std::string("a \"quoted\"\n\\text\t\x01 \xc3\xa9 \xed\xa0\x80"), std::string()};
  for (const Constant& c : list) out.push_back(constant(5, c));
}

void add_definitions(HostBlock& out) {
  HostInstr call = instr(HostOp::call, 5, {1, 2, 3, 4, 5, 6});
  call.call_kinds = {{CallKind::positional, ""}, {CallKind::star, ""}, {CallKind::keyword, "key"}, {CallKind::keyword, "odd key"},
                     {CallKind::double_star, ""}};
  call.location = {1, 3, 4, 5, 6};
  out.push_back(call);
  out.push_back(instr(HostOp::call, -1, {1}));
  HostInstr function = instr(HostOp::make_function, 6, {1, 2, 3, 4}, "main.<lambda>");
  function.defaults = 1;
  function.keyword_defaults = 2;
  out.push_back(function);
  out.push_back(instr(HostOp::make_function, 6, {}, "main"));
  HostInstr klass = instr(HostOp::make_class, 6, {1, 2, 3}, "A");
  klass.body = "main.<lambda>";
  klass.class_cell = 4;
  out.push_back(klass);
  klass.class_cell = -1;
  out.push_back(klass);
  HostInstr unpack = instr(HostOp::unpack, -1, {1});
  unpack.results = {2, 3, 5};
  out.push_back(unpack);
  unpack.index = 1;
  out.push_back(unpack);
}

void add_blocks(HostBlock& out) {
  HostInstr loop = instr(HostOp::while_, -1, {6});
  loop.location = {0, 40, 1, 42, 5};
  loop.blocks = {{constant(6, true)}, {instr(HostOp::break_, -1, {})}, {constant(5, false)}};
  HostInstr iteration = instr(HostOp::for_, 3, {1});
  iteration.blocks = {{loop, instr(HostOp::continue_, -1, {})}, {}};
  HostInstr choice = instr(HostOp::if_, -1, {6});
  choice.blocks = {{iteration}, {}};
  out.push_back(choice);
  choice.blocks = {{}, {constant(5, true)}};
  out.push_back(choice);
  HostInstr attempt = instr(HostOp::try_, 5, {});
  attempt.blocks = {{choice}, {instr(HostOp::reraise, -1, {5})}, {constant(6, 1.5)}, {constant(6, 2.5)}};
  out.push_back(attempt);
  attempt.blocks = {{constant(6, true)}, {}, {}, {constant(6, 2.5)}};
  attempt.result = -1;
  out.push_back(attempt);
  attempt.result = 5;
  out.push_back(attempt);
  out.push_back(instr(HostOp::return_, -1, {6}));
}

KernelInstr kernel_instr(KernelOp op, ElementType type, std::vector<int> args, std::string name = "", int index = -1) {
  KernelInstr i;
  i.op = op;
  i.type = type;
  i.args = std::move(args);
  i.name = std::move(name);
  i.index = index;
  return i;
}

KernelInstr number(double x, ElementType type = ElementType::real) {
  KernelInstr i = kernel_instr(KernelOp::constant, type, {});
  i.number = x;
  i.uniform = true;
  return i;
}

KernelInstr uniform(KernelInstr i) {
  i.uniform = true;
  return i;
}

Kernel make_kernel() {
  using enum KernelOp;
  using enum ElementType;
  Kernel k;
  k.name = "Model.update.0";
  k.coefficients = {uniform(kernel_instr(slot, real, {}, "", 0)), kernel_instr(slot, real, {}, "", 1),
                    uniform(kernel_instr(dt, real, {})), kernel_instr(binary, real, {1, 2}, "mul")};
  k.coefficient_values = {0, 3};
  KernelInstr integrate_instr = kernel_instr(integrate, real, {0, 3});
  Integration f;
  f.method = "exp_auto";
  f.body = {kernel_instr(parameter, real, {}, "", 0), uniform(kernel_instr(parameter, real, {}, "", 1)),
            kernel_instr(binary, real, {~1, 0}, "sub"), kernel_instr(binary, real, {2, 1}, "mul")};
  f.derivatives = {3};
  integrate_instr.integration = {f};
  integrate_instr.location = {1, 30, 2, 0, 0};
  k.body = {kernel_instr(load, real, {}, "", 0),
            kernel_instr(arrivals, real, {}, "", 0),
            kernel_instr(coefficient, real, {}, "", 1),
            uniform(kernel_instr(time, real, {})),
            uniform(kernel_instr(step, integer, {})),
            integrate_instr,
            kernel_instr(result_of, real, {5}, "", 0),
            kernel_instr(unary, real, {6}, "exp"),
            kernel_instr(fma, real, {7, 2, 1}),
            kernel_instr(powi, real, {8}, "", -3),
            number(std::numeric_limits<double>::infinity()),
            kernel_instr(binary, boolean, {9, 10}, "lt"),
            number(1, boolean),
            kernel_instr(binary, boolean, {11, 12}, "and"),
            kernel_instr(select, real, {13, 9, 0}),
            kernel_instr(store, real, {14}, "", 0),
            number(-5, integer),
            kernel_instr(binary, integer, {16, 4}, "mod"),
            kernel_instr(store, boolean, {13}, "", 1),
            kernel_instr(unary, real, {17}, "to_real"),
            kernel_instr(store, real, {19}, "", 2),
            kernel_instr(temporary, real, {}, "", 0),
            uniform(kernel_instr(temporary, real, {}, "", 1)),
            kernel_instr(random, real, {}, "normal", 1),
            kernel_instr(fma, real, {21, 22, 23}),
            kernel_instr(keep, real, {24}, "", 0)};
  k.body[17].uniform = k.body[19].uniform = true;
  return k;
}

}  // namespace

HostFunction every_host_operation() {
  HostFunction f;
  f.name = "main.every";
  f.short_name = "every";
  f.unit = "__main__";
  f.parameters = {{"a", ParameterKind::positional_only}, {"b", ParameterKind::positional}, {"args", ParameterKind::star},
                  {"c", ParameterKind::keyword_only},    {"\xc3\xa9t\xc3\xa9", ParameterKind::double_star}};
  f.locals = {"_", "x y"};
  f.register_count = 9;
  f.free_variables = {"tau", "odd \"name\""};
  f.location = {0, 9, 1, 60, 2};
  add_plain_operations(f.body);
  add_constants(f.body);
  add_definitions(f.body);
  add_blocks(f.body);
  return f;
}

Update every_kernel_operation() {
  Update u;
  u.name = "Model.update";
  u.method = "update";
  u.location = {0, 70, 3, 0, 0};
  host::Signature& s = u.signature;
  s.space_count = 2;
  const host::Path global_k{host::Path::Root::program, {{PathStep::Kind::global, "__main__:k", -1}}};
  const host::Path setting{host::Path::Root::settings, {{PathStep::Kind::attribute, "dt", -1}}};
  s.slots = {{.path = self_path({"tau"}), .default_value = 20, .line = 12, .unit = "ms"},
             {.path = self_path({"post", "w"}), .array = true, .space = 0, .unit = ""},
             {.path = global_k, .type = ElementType::integer, .default_value = -3, .unit = ""},
             {.path = self_path({"weights"}), .array = true, .unit = ""},
             {.path = setting, .default_value = 0.1, .unit = "ms"},
             {.path = self_path({"V"}), .length = true, .default_value = 7, .unit = ""},
             {.path = self_path({"starts"}), .array = true, .rows = true, .unit = ""}};
  s.states = {{self_path({"V"}), ElementType::real, 0, true, true},
              {self_path({"spike"}), ElementType::boolean, 0, false, true},
              {self_path({"n"}), ElementType::real, 0, false, true},
              {self_path({"pre", "spike"}), ElementType::boolean, 1, true, false},
              {self_path({"delay", "data"}), ElementType::real, 0, true, true, true}};
  host::Path odd = self_path({"list"});
  odd.steps.push_back({PathStep::Kind::item, "", 3});
  odd.steps.push_back({PathStep::Kind::item, "key ]\"", -1});
  odd.steps.push_back({PathStep::Kind::attribute, "not a word", -1});
  odd.steps.push_back({PathStep::Kind::self, "", -1});
  odd.steps.push_back({PathStep::Kind::cell, "tau", -1});
  odd.steps.push_back({PathStep::Kind::default_value, "", 2});
  odd.steps.push_back({PathStep::Kind::function, "", -1});
  for (int k = 0; k <= static_cast<int>(Record::Kind::same); ++k) {
    Record r;
    r.kind = static_cast<Record::Kind>(k);
    r.path = k % 2 ? odd : host::Path{};
    if (r.kind == Record::Kind::same || k == 3) r.other = self_path({"other"});
    if (k % 3 == 0) r.text = "LIF";
    if (k % 4 == 0) r.number = -2.5;
    if (r.kind == Record::Kind::container) r.keys = {"a", "b c"};
    s.records.push_back(std::move(r));
  }
  s.guards = {{{{"slot", {}, 0, 0}, {"constant", {}, 10, -1}, {"gt", {0, 1}, 0, -1}}, 1, 33, 1}};
  s.extents = {{1, {{"slot", {}, 0, 5}, {"constant", {}, 2, -1}, {"floordiv", {0, 1}, 0, -1}}, 44}};
  s.connectivities = {{self_path({"conn"})}};
  EventSum sum;
  sum.spikes = 3;
  sum.delay = 2;
  sum.connectivity = 0;
  sum.weight = 3;
  sum.per_synapse_weight = true;
  sum.space = 0;
  sum.location = {0, 71, 5, 71, 20};
  EventSum computed;  // of spikes of this step, of every second element
  computed.temporary = 2;
  computed.connectivity = 0;
  computed.space = 0;
  computed.step = {{"constant", {}, 2, -1}};
  u.event_sums = {sum, computed};
  u.temporaries = {{ElementType::real, 0}, {ElementType::real, -1}, {ElementType::boolean, 1}};
  u.draws = 2;
  const std::vector<host::ScalarNode> shift = {{"slot", {}, 0, 0}, {"constant", {}, 1, -1}, {"add", {0, 1}, 0, -1}};
  for (int k = 0; k <= static_cast<int>(CollectiveOp::push); ++k) {
    Collective c;
    c.op = static_cast<CollectiveOp>(k);
    const CollectiveOpInfo& op = info(c.op);
    if (c.op == CollectiveOp::reduce || c.op == CollectiveOp::reduce_axis) c.name = "mean";
    if (c.op == CollectiveOp::reduce_at) c.name = "prod";
    c.operands.assign(static_cast<std::size_t>(op.operands), 0);
    if (op.result) c.result = c.op == CollectiveOp::reduce ? 1 : 0;
    if (op.start) c.start = shift;
    if (op.step) c.step = {{"constant", {}, 3, -1}};
    if (op.count && !op.slot) c.count = shift;
    if (op.slot) c.slot = 3;
    if (op.state) c.state = 4;
    c.transposed = c.op == CollectiveOp::product;
    c.location = {0, 80 + k, 3, 0, 0};
    u.collectives.push_back(std::move(c));
    u.steps.push_back({UpdateStep::Kind::collective, k});
  }
  u.kernels = {make_kernel()};
  u.steps.push_back({UpdateStep::Kind::event_sum, 0});
  u.steps.push_back({UpdateStep::Kind::kernel, 0});
  return u;
}

// An exchange before every collective and sum that has to have one.
std::vector<Exchange> step_exchanges(const Update& u) {
  std::vector<Exchange> exchanges;
  for (std::size_t k = 0; k < u.collectives.size(); ++k)
    if (gathers_operand(u, u.collectives[k]))
      exchanges.push_back({Exchange::Kind::collective, static_cast<int>(k), {"a.V"}, "elements of all ranks"});
  exchanges.push_back({Exchange::Kind::sum, 1, {}, "computed by the update"});
  return exchanges;
}

Module sample_module() {
  Module m;
  m.name = "sample";
  m.files = {"sample.bpl", "brainpy/neurons.bpl"};
  m.precision = Precision::f64;
  m.definitions = {{"scale", std::int64_t{5}, {0, 3, 1, 3, 9}}, {"tau", 20.0, {}, "tau > 0"}, {"name", std::string("x"), {}}};
  m.units = {{"__main__", "main"}};
  m.sites = {{"a", {"LIF0"}, "LIF", {{{0, 8, 5, 8, 30}, 2}, {{1, 3, 4, 0, 0}}},
              {{"tau", "20.0", "ms", {0, 8, 10, 0, 0}, "tau > 0 (line 12)"}, {"R", "1", "", {}}}},
             {"b", {}, "LIF", {}, {}}};
  HostFunction main;
  main.name = "main";
  main.short_name = "<module>";
  main.unit = "__main__";
  main.location = {0, 1, 1, 0, 0};
  HostFunction lambda;
  lambda.name = "main.<lambda>";
  lambda.short_name = "<lambda>";
  lambda.unit = "__main__";
  lambda.compiled = false;
  lambda.free_variables = {"tau"};
  lambda.register_count = 1;
  m.functions = {main, lambda, every_host_operation()};
  m.updates = {every_kernel_operation()};
  Network n;
  n.name = "net";
  n.location = {0, 50, 1, 50, 12};
  n.populations = {{"a", {"LIF0"}, "LIF", 200, {{"V", ElementType::real, "0"}, {"spike", ElementType::boolean, "0"}}, {{"tau", "20.0 ms"}}, {0, 8, 5, 8, 30}}};
  n.projections = {{"d", "Exponential", "a", "a[0:100]", 200, 100, "FixedProb(prob=0.04, seed=123)", "1", "1", 2, "CUBA() on a.input",
                    {{"g", ElementType::real, "0"}}, {{"tau", "8.0 ms"}}, {}},
                   {"gap", "GapJunction", "a", "a", 200, 200, "", "", "", 0, "", {}, {}, {0, 9, 1, 0, 0}}};
  n.dt = 0.1;
  n.step = {{"input", "a", "a.input += f(t, dt)", {{Exchange::Kind::input, 0, {}, "rank 0 calls the function"}}},
            {"neurons", "a", "Model.update", step_exchanges(m.updates[0])}};
  n.exchanges = {{Exchange::Kind::run, 0, {"a.spike"}, "read without delay"},
                 {Exchange::Kind::block, 2, {"a.spike", "b.spike"}, "a spike arrives 2 steps after it"},
                 {Exchange::Kind::callback, 0, {"a.V"}, "rank 0 calls"}};
  n.monitors = {"a.spike"};
  m.networks = {n};
  return m;
}

}  // namespace bpl::ir::test
