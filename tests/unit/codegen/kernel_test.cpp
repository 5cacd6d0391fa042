// Single properties of generated kernels, with values worked out by hand.
#include <cmath>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <llvm/AsmParser/Parser.h>
#include <llvm/Support/SourceMgr.h>

#include "bpl/abi.h"
#include "codegen/kernel_emitter.h"
#include "math/functions.h"
#include "tests/unit/codegen/jit.h"

namespace bpl::codegen {
namespace {

using host::ElementType;
using ir::KernelInstr;
using ir::KernelOp;

constexpr int kCount = 70;

struct Block {
  alignas(64) float v[128] = {};
  alignas(64) float w[128] = {};
  alignas(64) std::uint8_t bits[16] = {};
};

// States: 0 and 1 are reals, 2 is boolean.
ir::Update make_update(std::vector<KernelInstr> body) {
  ir::Update update{.name = "X.update"};
  update.signature.states = {{.type = ElementType::real, .space = 0},
                             {.type = ElementType::real, .space = 0},
                             {.type = ElementType::boolean, .space = 0}};
  update.kernels.resize(1);
  update.kernels[0].name = "X.update.0";
  update.kernels[0].body = std::move(body);
  return update;
}

void run_kernel(const ir::Update& update, Block& block, DeadStores left_out = {}) {
  TestModule test;
  std::string problem;
  const KernelRequest request{&update, &update.kernels[0], ir::Precision::f32, Isa::v3, "k", std::move(left_out)};
  ASSERT_TRUE(emit_kernel(*test.module, *test.debug, request, problem)) << problem;
  test.load(2);
  void* states[] = {block.v, block.w, block.bits};
  const BplKernelArgs args{states, nullptr, nullptr, nullptr, kCount, 0, 0, 0, 0.1, nullptr, nullptr, 0};
  test.function<BplKernel>("k")(&args);
}

TEST(Kernels, LoadGivesTheValueFromBeforeTheKernel) {
  // v = 5; w = v as it was
  const ir::Update update = make_update({{.op = KernelOp::constant, .number = 5},
                                         {.op = KernelOp::store, .args = {0}, .index = 0},
                                         {.op = KernelOp::load, .index = 0},
                                         {.op = KernelOp::store, .args = {2}, .index = 1}});
  Block block;
  for (int i = 0; i < kCount; ++i) block.v[i] = static_cast<float>(i);
  run_kernel(update, block);
  for (int i = 0; i < kCount; ++i) {
    EXPECT_EQ(block.v[i], 5);
    EXPECT_EQ(block.w[i], i);
  }
}

TEST(Kernels, LeavesOutDeadStores) {
  const ir::Update update = make_update({{.op = KernelOp::constant, .number = 5},
                                         {.op = KernelOp::store, .args = {0}, .index = 0},
                                         {.op = KernelOp::store, .args = {0}, .index = 1}});
  Block block;
  run_kernel(update, block, {false, true, false});
  EXPECT_EQ(block.v[3], 0);
  EXPECT_EQ(block.w[3], 5);
}

TEST(Kernels, SpikeBitsEndWithTheBlock) {
  const ir::Update update = make_update({{.op = KernelOp::constant, .type = ElementType::boolean, .number = 1},
                                         {.op = KernelOp::store, .type = ElementType::boolean, .args = {0}, .index = 2}});
  Block block;
  std::fill(std::begin(block.bits), std::end(block.bits), 0xaa);
  run_kernel(update, block);
  for (int i = 0; i < 128; ++i) EXPECT_EQ((block.bits[i / 8] >> (i % 8)) & 1, i < kCount ? 1 : 0) << i;
}

TEST(Kernels, UnknownOperationIsAProblem) {
  const ir::Update update = make_update({{.op = KernelOp::load, .index = 0},
                                         {.op = KernelOp::unary, .args = {0}, .name = "no_such"},
                                         {.op = KernelOp::store, .args = {1}, .index = 0}});
  TestModule test;
  std::string problem;
  const KernelRequest request{&update, &update.kernels[0], ir::Precision::f32, Isa::v3, "k", {}};
  EXPECT_FALSE(emit_kernel(*test.module, *test.debug, request, problem));
  EXPECT_EQ(problem, "kernel X.update.0: operation 'no_such' is not known for its types");
}

// -expm1(-dt / tau) for a number tau, and tau_e * 2 for an array.
TEST(Coefficients, NumbersOnceAndArraysPerElement) {
  ir::Update update{.name = "X.update"};
  update.signature.slots = {{.array = false}, {.array = true, .space = 0}};
  ir::Kernel kernel{.name = "X.update.0"};
  kernel.coefficients = {{.op = KernelOp::dt},
                         {.op = KernelOp::slot, .index = 0},
                         {.op = KernelOp::unary, .args = {0}, .name = "neg"},
                         {.op = KernelOp::binary, .args = {2, 1}, .name = "div"},
                         {.op = KernelOp::unary, .args = {3}, .name = "expm1"},
                         {.op = KernelOp::unary, .args = {4}, .name = "neg"},
                         {.op = KernelOp::slot, .index = 1},
                         {.op = KernelOp::constant, .number = 2},
                         {.op = KernelOp::fma, .args = {6, 7, 5}}};
  kernel.coefficient_values = {8, 5};
  update.kernels = {kernel};
  EXPECT_EQ(find_array_coefficients(kernel, update), (std::vector<bool>{true, false}));

  TestModule test;
  std::string problem;
  const KernelRequest request{&update, &update.kernels[0], ir::Precision::f32, Isa::v3, "c", {}};
  ASSERT_TRUE(emit_coefficients(*test.module, *test.debug, request, problem)) << problem;
  test.load(3);
  const double tau = 20, taus[] = {1, 2.5, 10};
  const double* slots[] = {&tau, taus};
  double array[3] = {}, number[2] = {0, -1};
  double* out[] = {array, number};
  test.function<BplCoefficients>("c")(slots, 0.1, 3, out);
  const double expected = -math::expm1(-0.1 / 20.0);
  EXPECT_EQ(number[0], expected);
  EXPECT_EQ(number[1], -1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(array[i], std::fma(taus[i], 2.0, expected));
}

// What the rule says about one instruction on %x, in a function with the name f.
std::string float_rule(const std::string& type, const std::string& instruction, const std::string& declaration = "") {
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(
      "define " + type + " @f(" + type + " %x) {\n  %y = " + instruction + "\n  ret " + type + " %x\n}\n" + declaration, error, context);
  return module ? check_float_rules(*module) : "does not parse: " + error.getMessage().str();
}

TEST(FloatRules, AcceptsWhatIsRoundedOnce) {
  EXPECT_EQ(float_rule("float", "fadd float %x, %x"), "");
  for (const char* name : {"sqrt", "floor", "ceil", "trunc", "roundeven", "fabs"})
    EXPECT_EQ(float_rule("float", fmt::format("call float @llvm.{}.f32(float %x)", name),
                         fmt::format("declare float @llvm.{}.f32(float)", name)), "");
  EXPECT_EQ(float_rule("<8 x double>", "call <8 x double> @llvm.fma.v8f64(<8 x double> %x, <8 x double> %x, <8 x double> %x)",
                       "declare <8 x double> @llvm.fma.v8f64(<8 x double>, <8 x double>, <8 x double>)"), "");
  EXPECT_EQ(float_rule("i32", "call i32 @llvm.smax.i32(i32 %x, i32 %x)", "declare i32 @llvm.smax.i32(i32, i32)"), "");
  EXPECT_EQ(float_rule("float", "call float @Sleef_finz_expf1_u10purecfma(float %x)",
                       "declare float @Sleef_finz_expf1_u10purecfma(float)"), "");
}

TEST(FloatRules, NamesFlags) {
  for (const char* flag : {"reassoc", "contract", "nnan", "ninf", "nsz", "arcp", "afn", "fast"})
    EXPECT_THAT(float_rule("float", fmt::format("fadd {} float %x, %x", flag)),
                testing::StartsWith(fmt::format("f: fast-math flag:  %y = fadd {} float", flag)));
  EXPECT_THAT(float_rule("float", "fcmp nnan olt float %x, %x"), testing::StartsWith("f: fast-math flag"));
  EXPECT_THAT(float_rule("float", "select nsz i1 true, float %x, float %x"), testing::StartsWith("f: fast-math flag"));
}

TEST(FloatRules, NamesFunctionsThatMayRoundDifferently) {
  const std::string why = "f: intrinsic that may round differently";
  for (const char* name : {"exp", "exp2", "log", "log2", "log10", "sin", "cos", "tan", "tanh"})
    EXPECT_THAT(float_rule("float", fmt::format("call float @llvm.{}.f32(float %x)", name),
                           fmt::format("declare float @llvm.{}.f32(float)", name)), testing::StartsWith(why));
  EXPECT_THAT(float_rule("<16 x float>", "call <16 x float> @llvm.exp.v16f32(<16 x float> %x)",
                         "declare <16 x float> @llvm.exp.v16f32(<16 x float>)"), testing::StartsWith(why));
  EXPECT_THAT(float_rule("double", "call double @llvm.pow.f64(double %x, double %x)",
                         "declare double @llvm.pow.f64(double, double)"), testing::StartsWith(why));
  EXPECT_THAT(float_rule("float", "call float @llvm.fmuladd.f32(float %x, float %x, float %x)",
                         "declare float @llvm.fmuladd.f32(float, float, float)"), testing::StartsWith(why));
  EXPECT_THAT(float_rule("<4 x float>", "call float @llvm.vector.reduce.fadd.v4f32(float 0.0, <4 x float> %x)",
                         "declare float @llvm.vector.reduce.fadd.v4f32(float, <4 x float>)"), testing::StartsWith(why));
}

}  // namespace
}  // namespace bpl::codegen
