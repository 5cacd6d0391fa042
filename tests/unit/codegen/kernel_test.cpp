// Single properties of generated kernels, with values worked out by hand.
#include <cmath>

#include <gtest/gtest.h>

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
  const BplKernelArgs args{states, nullptr, nullptr, nullptr, kCount, 0, 0, 0, 0.1};
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
  EXPECT_EQ(find_array_coefficients(kernel, update.signature), (std::vector<bool>{true, false}));

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

TEST(FloatRules, FindsForbiddenInstructions) {
  llvm::LLVMContext context;
  llvm::Module module("m", context);
  llvm::IRBuilder<> b(context);
  auto* type = llvm::FunctionType::get(b.getFloatTy(), {b.getFloatTy()}, false);
  const auto start = [&](const char* name) {
    auto* f = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module);
    b.SetInsertPoint(llvm::BasicBlock::Create(context, "entry", f));
    return f;
  };
  auto* f = start("exact");
  b.CreateRet(b.CreateUnaryIntrinsic(llvm::Intrinsic::sqrt, f->getArg(0)));
  EXPECT_EQ(check_float_rules(module), "");
  f = start("with_exp");
  b.CreateRet(b.CreateUnaryIntrinsic(llvm::Intrinsic::exp, f->getArg(0)));
  EXPECT_NE(check_float_rules(module).find("with_exp: intrinsic"), std::string::npos);
  f->eraseFromParent();
  f = start("with_flag");
  auto* sum = llvm::cast<llvm::Instruction>(b.CreateFAdd(f->getArg(0), f->getArg(0)));
  sum->setHasAllowContract(true);
  b.CreateRet(sum);
  EXPECT_NE(check_float_rules(module).find("with_flag: fast-math flag"), std::string::npos);
}

}  // namespace
}  // namespace bpl::codegen
