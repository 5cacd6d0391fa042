// The passes against independent calculations: finite differences, closed forms, textbook Runge-Kutta.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ir/parse.h"
#include "ir/passes/differentiate.h"
#include "ir/passes/pipeline.h"
#include "ir/passes/simplify.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "tests/unit/ir/evaluate.h"

namespace bpl::ir {
namespace {

double evaluate(const Expressions& e, int n, double x) {
  const ExpressionNode& node = e.at(n);
  if (node.op == KernelOp::parameter) return x;
  if (node.op == KernelOp::constant) return node.number;
  KernelInstr i;
  i.op = node.op;
  i.name = node.name;
  i.index = node.index;
  std::vector<double> args;
  for (const int a : node.args) args.push_back(evaluate(e, a, x));
  return test::compute(i, args);
}

void expect_slope(Expressions& e, int f, double x, const std::string& name) {
  std::string missing;
  const std::optional<int> d = differentiate(e, f, 0, &missing);
  ASSERT_TRUE(d) << missing;
  const double h = 1e-5;
  const double slope = (evaluate(e, f, x + h) - evaluate(e, f, x - h)) / (2 * h);
  EXPECT_NEAR(evaluate(e, *d, x), slope, 1e-7 * std::max(1.0, std::fabs(slope))) << name << " at " << x;
}

TEST(Differentiate, EveryFunctionOfOneValue) {
  for (const char* name : {"neg",  "abs",  "sign", "square", "floor", "ceil", "round", "trunc", "sqrt", "to_real", "exp",
                           "exp2", "exp10", "expm1", "log",  "log2",  "log10", "log1p", "sin",  "cos",  "tan",     "sinpi",
                           "cospi", "asin", "acos", "atan",  "sinh",  "cosh", "tanh",  "asinh", "atanh", "cbrt",   "erf", "erfc"})
    for (const double x : {0.3, 0.71}) {
      Expressions e;
      expect_slope(e, e.unary(name, e.mul(e.parameter(0), e.constant(0.9))), x, name);
    }
  Expressions e;
  expect_slope(e, e.unary("acosh", e.parameter(0)), 1.7, "acosh");
  expect_slope(e, e.unary("abs", e.parameter(0)), -1.7, "abs");
}

TEST(Differentiate, EveryFunctionOfTwoValues) {
  for (const char* name : {"add", "sub", "mul", "div", "mod", "floordiv", "min", "max", "pow", "atan2", "hypot"})
    for (const double x : {0.4, 1.3}) {
      Expressions e;
      const int p = e.parameter(0), square = e.add(e.mul(p, p), e.constant(0.5)), c = e.constant(0.83);
      expect_slope(e, e.binary(name, p, c), x, name);
      expect_slope(e, e.binary(name, c, square), x, name);
      expect_slope(e, e.binary(name, square, p), x, name);
    }
}

TEST(Differentiate, PowersSelectsAndCorners) {
  Expressions e;
  const int p = e.parameter(0);
  for (int n = -8; n <= 8; ++n) {
    expect_slope(e, e.powi(p, n), 1.1, "powi");
    std::string missing;
    const int d = *differentiate(e, e.powi(p, n), 0, &missing);
    if (e.at(d).op == KernelOp::powi) {
      EXPECT_LE(std::abs(e.at(d).index), 8);
    }
  }
  expect_slope(e, e.select(e.binary("lt", p, e.constant(1)), e.mul(p, p), e.unary("exp", p)), 0.9, "select");
  expect_slope(e, e.select(e.binary("lt", p, e.constant(1)), e.mul(p, p), e.unary("exp", p)), 1.1, "select");
  std::string missing;
  EXPECT_EQ(evaluate(e, *differentiate(e, e.unary("abs", p), 0, &missing), 0), 0);
  EXPECT_EQ(evaluate(e, *differentiate(e, e.binary("max", p, e.constant(2)), 0, &missing), 2), 0.5);
  EXPECT_FALSE(differentiate(e, e.unary("lgamma", p), 0, &missing));
  EXPECT_EQ(missing, "lgamma");
}

// The rows of math/functions.def, so that a new one cannot be forgotten here.
TEST(Differentiate, EveryRowOfTheTableOfFunctions) {
  struct Row {
    const char* name;
    int arity;
  };
  static const Row kRows[] = {
#define BPL_MATH_FUNCTION(name, arity, accuracy) {#name, arity},
#include "math/functions.def"
  };
  std::string missing;
  for (const Row& row : kRows) {
    const std::string name = row.name;
    Expressions e;
    const int p = e.parameter(0);
    if (name == "lgamma" || name == "tgamma") {  // the derivative is no elementary function
      EXPECT_FALSE(differentiate(e, e.unary(name, p), 0, &missing));
      EXPECT_EQ(missing, name);
    } else if (row.arity == 1) {
      for (const double x : {0.15, 0.45, 0.8}) expect_slope(e, e.unary(name, p), name == "acosh" ? 1 + x : x, row.name);
    } else {
      for (const double x : {0.15, 0.8, 2.1}) expect_slope(e, e.binary(name, e.unary("exp", p), e.add(p, e.constant(0.4))), x, row.name);
    }
  }
}

TEST(Differentiate, OfSomethingElseIsZero) {
  Expressions e;
  std::string missing;
  EXPECT_TRUE(e.is_constant(*differentiate(e, e.unary("exp", e.parameter(1)), 0, &missing), 0));
}

// A kernel with states x, y and slots a, b, k; `derivative` is the body of dx/dt, dy/dt in the values %x, %y, %t, ^a, ^b, ^k.
Module model(const std::string& method, const std::string& derivative, bool two, const char* precision = "f64", const char* dt = "") {
  const std::string text = std::string("module \"m\" precision ") + precision + R"(
update @M.update method "update" {
  spaces 1
  slot self.a: real = 1
  slot self.b: real = 1
  slot self.k: real = 1
  state self.x: real over 0 read written
  state self.y: real over 0 read written
  kernel @M.update.0 over 0 {
    %a: uniform real = slot self.a
    %b: uniform real = slot self.b
    %k: uniform real = slot self.k
    %x: real = load self.x
    %y: real = load self.y
    %t: uniform real = time
    %n: real = integrate ")" + method + (two ? "\" states 2 (%x, %y, %t" : "\" states 1 (%x, %t") + dt + R"() {
      %x: real = parameter 0
      )" + (two ? "%y: real = parameter 1\n      %t: uniform real = parameter 2" : "%t: uniform real = parameter 1") + "\n" + derivative + R"(
    }
    %r: real = result_of %n, 0
    store real self.x, %r
    )" + (two ? "%s: real = result_of %n, 1\n    store real self.y, %s" : "") + R"(
  }
  step kernel 0
}
)";
  Module m;
  Diagnostics diagnostics;
  EXPECT_TRUE(parse(text, 0, m, diagnostics) && verify(m, false, diagnostics)) << diagnostics.all()[0].message << text;
  run_pipeline(m, diagnostics);
  EXPECT_TRUE(!diagnostics.has_errors() && verify(m, true, diagnostics)) << diagnostics.all()[0].message;
  return m;
}

std::map<int, double> step(const Module& m, const std::vector<double>& slots, double x, double y, double t = 0, double dt = 0.1) {
  test::Inputs in;
  in.slots = slots;
  in.states = {x, y};
  in.t = t;
  in.dt = dt;
  return test::run(m.updates[0].kernels[0], in);
}

TEST(ExponentialEuler, RelaxesToTheClosedForm) {
  // dx/dt = (a - x + b y) / k
  const Module m = model("exp_auto", "%1: real = sub ^a, %x\n%2: real = mul ^b, ^y\n%3: real = add %1, %2\n%4: real = div %3, ^k\nyield %4", false);
  const double x_inf = -60 + 2 * 11.5, x = -70, k = 20;
  EXPECT_NEAR(step(m, {-60, 2, k}, x, 11.5).at(0), x_inf + (x - x_inf) * std::exp(-0.1 / k), 1e-13);
  EXPECT_EQ(step(m, {-60, 2, k}, x_inf, 11.5).at(0), x_inf);
}

TEST(ExponentialEuler, SlopeFromParametersThatMayBeZero) {
  // dx/dt = a - k x
  const Module m = model("exp_auto", "%1: real = mul ^k, %x\n%2: real = sub ^a, %1\nyield %2", false);
  EXPECT_NEAR(step(m, {3, 0, 0.5}, 1, 0).at(0), 6 + (1 - 6) * std::exp(-0.05), 1e-14);
  EXPECT_NEAR(step(m, {3, 0, 0}, 1, 0).at(0), 1.3, 1e-15);
  // Two time constants of which one is a sum: dx/dt = (a - x) / k + b
  const Module sum = model("exp_auto", "%1: real = sub ^a, %x\n%2: real = div %1, ^k\n%3: real = add %2, ^b\nyield %3", false);
  EXPECT_NEAR(step(sum, {3, 0.7, 8}, 1, 0).at(0), 8.6 + (1 - 8.6) * std::exp(-0.1 / 8), 1e-14);
}

TEST(ExponentialEuler, ConstantAndNonLinear) {
  const Module constant = model("exp_auto", "%c: real = add ^a, ^y\nyield %c", false);
  EXPECT_NEAR(step(constant, {2, 0, 1}, 1, 5).at(0), 1.7, 1e-15);
  // dx/dt = tanh(x) + a, with slope 1 - tanh(x)^2; slope 0 where x is so large that tanh is 1
  const Module curved = model("exp_auto", "%1: real = tanh %x\n%2: real = add %1, ^a\nyield %2", false);
  const double x = 0.4, slope = 1 - std::tanh(x) * std::tanh(x);
  EXPECT_NEAR(step(curved, {0.2, 0, 1}, x, 0).at(0), x + std::expm1(0.1 * slope) / slope * (std::tanh(x) + 0.2), 1e-14);
  EXPECT_NEAR(step(curved, {0.2, 0, 1}, 50, 0).at(0), 50.12, 1e-13);
}

TEST(ExponentialEuler, StatesAdvanceFromOldValues) {
  // dx/dt = y - x, dy/dt = (x - y) / k
  const Module m = model("exp_auto", "%1: real = sub %y, %x\n%2: real = sub %x, %y\n%3: real = div %2, ^k\nyield %1, %3", true);
  const auto got = step(m, {0, 0, 4}, 1, 2);
  EXPECT_NEAR(got.at(0), 2 - std::exp(-0.1), 1e-14);
  EXPECT_NEAR(got.at(1), 1 + std::exp(-0.1 / 4), 1e-14);
}

TEST(ExponentialEuler, DecayIsFlushedInSinglePrecision) {
  const std::string decay = "%1: real = neg %x\n%2: real = div %1, ^k\nyield %2";
  EXPECT_EQ(step(model("exp_auto", decay, false, "f32"), {0, 0, 8}, 0x1p-100, 0).at(0), 0);
  EXPECT_GT(step(model("exp_auto", decay, false, "f32"), {0, 0, 8}, 0x1p-90, 0).at(0), 0);
  EXPECT_NEAR(step(model("exp_auto", decay, false, "f64"), {0, 0, 8}, 0x1p-100, 0).at(0) / 0x1p-100, std::exp(-0.1 / 8), 1e-15);
}

struct Method {
  const char* name;
  int order;
};

// Halving the step divides the error of one step by 2^(order + 1), and the states move together.
TEST(RungeKutta, EveryMethodHasItsOrder) {
  // dx/dt = y t + a, dy/dt = -x y: non-linear and with explicit time
  const std::string f = "%1: real = mul %y, %t\n%2: real = add %1, ^a\n%3: real = mul %x, %y\n%4: real = neg %3\nyield %2, %4";
  const auto exact = [](double h) {
    double x = 0.7, y = 1.2, t = 0.5;
    const int n = 2000;
    const double s = h / n;
    const auto dx = [](double, double v, double r) { return v * r + 0.3; };
    const auto dy = [](double u, double v, double) { return -u * v; };
    for (int k = 0; k < n; ++k, t += s) {
      const double a1 = dx(x, y, t), b1 = dy(x, y, t);
      const double a2 = dx(x + s / 2 * a1, y + s / 2 * b1, t + s / 2), b2 = dy(x + s / 2 * a1, y + s / 2 * b1, t + s / 2);
      const double a3 = dx(x + s / 2 * a2, y + s / 2 * b2, t + s / 2), b3 = dy(x + s / 2 * a2, y + s / 2 * b2, t + s / 2);
      const double a4 = dx(x + s * a3, y + s * b3, t + s), b4 = dy(x + s * a3, y + s * b3, t + s);
      x += s / 6 * (a1 + 2 * a2 + 2 * a3 + a4);
      y += s / 6 * (b1 + 2 * b2 + 2 * b3 + b4);
    }
    return std::pair(x, y);
  };
  for (const Method& method : {Method{"euler", 1}, {"midpoint", 2}, {"heun2", 2}, {"ralston2", 2}, {"rk2", 2}, {"rk3", 3},
                               {"heun3", 3}, {"ralston3", 3}, {"ssprk3", 3}, {"rk4", 4}, {"rk4_38rule", 4}, {"ralston4", 4},
                               {"rkf12", 2}, {"rkdp", 5}, {"ck", 5}, {"heun_euler", 2}, {"BoSh3", 3}}) {
    const Module m = model(method.name, f, true);
    const auto error = [&](double h) {
      const auto [x, y] = exact(h);
      const auto got = step(m, {0.3, 0, 0}, 0.7, 1.2, 0.5, h);
      return std::hypot(got.at(0) - x, got.at(1) - y);
    };
    const double ratio = std::log2(error(0.2) / error(0.1));
    EXPECT_GT(ratio, method.order + 0.5) << method.name;
  }
}

// With BrainPy's last node of 1/3 for 1/2, rkf45 keeps its order where time does not enter.
TEST(RungeKutta, Rkf45IsOfFifthOrderWithoutTime) {
  // dx/dt = a x - x^2: the logistic equation
  const Module m = model("rkf45", "%1: real = mul ^a, %x\n%2: real = mul %x, %x\n%3: real = sub %1, %2\nyield %3", false);
  const auto error = [&](double h) {
    const double x0 = 0.4, a = 1.5, exact = a / (1 + (a / x0 - 1) * std::exp(-a * h));
    return std::fabs(step(m, {a, 0, 0}, x0, 0, 0, h).at(0) - exact);
  };
  EXPECT_GT(std::log2(error(0.4) / error(0.2)), 5.5);
}

// Exponential Euler is exact for a linear equation and of second order for a curved one without time.
TEST(ExponentialEuler, HasItsOrder) {
  const Module m = model("exp_auto", "%1: real = mul ^a, %x\n%2: real = mul %x, %x\n%3: real = sub %1, %2\nyield %3", false);
  const auto error = [&](double h) {
    const double x0 = 0.4, a = 1.5, exact = a / (1 + (a / x0 - 1) * std::exp(-a * h));
    return std::fabs(step(m, {a, 0, 0}, x0, 0, 0, h).at(0) - exact);
  };
  const double order = std::log2(error(0.1) / error(0.05));
  EXPECT_GT(order, 2.8);
  EXPECT_LT(order, 3.2);
}

TEST(Integrate, TakesAStepLengthOfItsOwn) {
  const std::string f = "%1: real = neg %x\n%2: real = div %1, ^a\nyield %2";
  EXPECT_NEAR(step(model("euler", f, false, "f64", ", %b"), {4, 0.5, 0}, 3, 0, 0, 0.1).at(0), 3 - 0.5 * 3 / 4, 1e-15);
  EXPECT_NEAR(step(model("exp_auto", f, false, "f64", ", %b"), {4, 0.5, 0}, 3, 0, 0, 0.1).at(0), 3 * std::exp(-0.5 / 4), 1e-15);
  EXPECT_NEAR(step(model("midpoint", "yield %t", false, "f64", ", %b"), {4, 0.5, 0}, 3, 0, 2, 0.1).at(0), 3 + 0.5 * 2.25, 1e-15);
}

TEST(Integrate, SlopeIsTheDerivativeByTheState) {
  const Module m = model("slope", "%1: real = tanh %x\n%2: real = mul %1, ^a\nyield %2", false);
  EXPECT_NEAR(step(m, {1.7, 0, 0}, 0.6, 0).at(0), 1.7 * (1 - std::tanh(0.6) * std::tanh(0.6)), 1e-15);
  EXPECT_EQ(step(model("slope", "%1: real = exp ^a\nyield %1", false), {1.7, 0, 0}, 0.6, 0).at(0), 0);
}

TEST(Pipeline, NothingToDo) {
  const std::string text = R"(module "m" precision f32

update @M.update method "update" {
  spaces 1
  state self.x: real over 0 read written
  kernel @M.update.0 over 0 {
    %0: real = load self.x
    %1: real = exp %0
    store real self.x, %1
  }
  step kernel 0
}
)";
  Module m;
  Diagnostics diagnostics;
  ASSERT_TRUE(parse(text, 0, m, diagnostics));
  run_pipeline(m, diagnostics);
  EXPECT_EQ(print(m), text);
}

TEST(Pipeline, StopsAtAModuleThatIsNotRight) {
  Module m = model("exp_auto", "%1: real = neg %x\nyield %1", false);
  m.updates[0].kernels[0].body[0].index = 99;
  Diagnostics diagnostics;
  std::vector<std::string> passes;
  run_pipeline(m, diagnostics, [&](std::string_view pass, const Module&) { passes.emplace_back(pass); });
  EXPECT_THAT(passes, testing::ElementsAre("trace"));
  ASSERT_EQ(diagnostics.error_count(), 1U);
  EXPECT_THAT(diagnostics.all()[0].message, testing::HasSubstr("names state 99, which does not exist"));
}

}  // namespace
}  // namespace bpl::ir
