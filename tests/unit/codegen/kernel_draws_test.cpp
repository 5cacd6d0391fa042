// Random numbers that a kernel draws: bit for bit those of math/philox.h for the same address, and spread as they should be.
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bpl/abi.h"
#include "codegen/kernel_emitter.h"
#include "math/philox.h"
#include "tests/unit/codegen/jit.h"

namespace bpl::codegen {
namespace {

using ir::KernelInstr;
using ir::KernelOp;
using math::PhiloxBlock;
using math::PhiloxKey;

constexpr std::int64_t kCount = 1000;
constexpr std::size_t kPadded = 1024;
const std::array<PhiloxKey, 2> kKeys{math::substream(math::stream_key(5, 77), 0), math::substream(math::stream_key(5, 77), 1)};

bool isa_runs_here(Isa isa) {
  return isa == Isa::v3 ? __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                        : __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
}

// State 0 takes draw 0, of the uniform distribution; state 1 takes draw 1, a normal one. `shared`: one number for all elements.
ir::Update drawing_update(bool shared) {
  ir::Update update{.name = "X.update"};
  update.signature.states = {{.type = host::ElementType::real, .space = 0}, {.type = host::ElementType::real, .space = 0}};
  update.draws = 2;
  update.kernels.resize(1);
  update.kernels[0].name = "X.update.0";
  update.kernels[0].body = {{.op = KernelOp::random, .uniform = shared, .name = "uniform", .index = 0},
                            {.op = KernelOp::random, .uniform = shared, .name = "normal", .index = 1},
                            {.op = KernelOp::store, .args = {0}, .index = 0},
                            {.op = KernelOp::store, .args = {1}, .index = 1}};
  return update;
}

template <class T>
struct Draws {
  alignas(64) std::array<T, kPadded> uniform{};
  alignas(64) std::array<T, kPadded> normal{};
};

// The kernel of one precision and instruction set, compiled once.
template <class T>
class Drawing {
 public:
  explicit Drawing(Isa isa, bool shared = false) : update_(drawing_update(shared)) {
    std::string problem;
    const KernelRequest request{&update_, &update_.kernels[0], sizeof(T) == 8 ? ir::Precision::f64 : ir::Precision::f32, isa, "k", {}};
    if (!emit_kernel(*test_.module, *test_.debug, request, problem)) throw std::runtime_error(problem);
    test_.load(2);
  }

  void draw(std::int64_t first, std::uint64_t step, Draws<T>& out) {
    void* states[] = {out.uniform.data(), out.normal.data()};
    const std::uint32_t keys[] = {kKeys[0].k0, kKeys[0].k1, kKeys[1].k0, kKeys[1].k1};
    const BplKernelArgs args{states, nullptr, nullptr, nullptr, kCount, first, 0, 0, 0.1, nullptr, keys, step};
    test_.function<BplKernel>("k")(&args);
  }

 private:
  ir::Update update_;
  TestModule test_;
};

float uniform_of(const PhiloxBlock& b, float) { return math::uniform_f32(b[0]); }
double uniform_of(const PhiloxBlock& b, double) { return math::uniform_f64(math::join_words(b[0], b[1])); }
float normal_of(const PhiloxBlock& b, float) { return math::normal_f32(b[0], b[1]); }
double normal_of(const PhiloxBlock& b, double) { return math::normal_f64(b); }

template <class T>
bool same_bits(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

template <class T>
void expect_philox(Isa isa) {
  if (!isa_runs_here(isa)) GTEST_SKIP() << "this processor lacks the instruction set";
  Drawing<T> kernel(isa);
  for (const std::int64_t first : {std::int64_t{0}, std::int64_t{12345}, std::int64_t{4000000000}})
    for (const std::uint64_t step : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 40}) {
      Draws<T> out;
      kernel.draw(first, step, out);
      for (std::int64_t k = 0; k < kCount; ++k) {
        const auto element = static_cast<std::uint64_t>(first + k);
        const auto at = static_cast<std::size_t>(k);
        ASSERT_TRUE(same_bits(out.uniform[at], uniform_of(math::philox_draw(kKeys[0], element, step), T{}))) << element << " in step " << step;
        ASSERT_TRUE(same_bits(out.normal[at], normal_of(math::philox_draw(kKeys[1], element, step), T{}))) << element << " in step " << step;
      }
    }
}

template <class T>
void expect_one_number(Isa isa) {
  if (!isa_runs_here(isa)) GTEST_SKIP() << "this processor lacks the instruction set";
  Drawing<T> kernel(isa, true);
  for (const std::int64_t first : {0, 12345})
    for (const std::uint64_t step : {0, 7}) {
      Draws<T> out;
      kernel.draw(first, step, out);
      for (std::size_t k = 0; k < kCount; ++k) {
        ASSERT_TRUE(same_bits(out.uniform[k], uniform_of(math::philox_draw(kKeys[0], 0, step), T{}))) << k << " in step " << step;
        ASSERT_TRUE(same_bits(out.normal[k], normal_of(math::philox_draw(kKeys[1], 0, step), T{}))) << k << " in step " << step;
      }
    }
}

TEST(Draws, OneNumberForAllIsThatOfElementZeroV3) {
  expect_one_number<float>(Isa::v3);
  expect_one_number<double>(Isa::v3);
}
TEST(Draws, OneNumberForAllIsThatOfElementZeroV4) {
  expect_one_number<float>(Isa::v4);
  expect_one_number<double>(Isa::v4);
}

TEST(Draws, EqualPhiloxInSinglePrecisionV3) { expect_philox<float>(Isa::v3); }
TEST(Draws, EqualPhiloxInSinglePrecisionV4) { expect_philox<float>(Isa::v4); }
TEST(Draws, EqualPhiloxInDoublePrecisionV3) { expect_philox<double>(Isa::v3); }
TEST(Draws, EqualPhiloxInDoublePrecisionV4) { expect_philox<double>(Isa::v4); }

// Cells of equal probability: five standard deviations of Pearson's statistic.
void expect_even(const std::vector<int>& cells, double total, const char* what) {
  const double expected = total / static_cast<double>(cells.size());
  double chi = 0;
  for (const int n : cells) chi += (n - expected) * (n - expected) / expected;
  const auto freedom = static_cast<double>(cells.size() - 1);
  EXPECT_LT(std::fabs(chi - freedom), 5 * std::sqrt(2 * freedom)) << what;
}

template <class T>
void expect_distributions() {
  constexpr int kSteps = 200, kCells = 64;
  Drawing<T> kernel(Isa::v3);
  std::vector<int> uniform(kCells), normal(kCells), pairs(kCells);
  double last = 0;
  for (int step = 0; step < kSteps; ++step) {
    Draws<T> out;
    kernel.draw(0, static_cast<std::uint64_t>(step), out);
    for (std::size_t k = 0; k < kCount; ++k) {
      const double u = out.uniform[k], x = out.normal[k];
      ASSERT_TRUE(u >= 0 && u < 1);
      const double p = 0.5 * std::erfc(-x / std::sqrt(2.0));  // uniform where x is normal
      ++uniform[static_cast<std::size_t>(u * kCells)];
      ++normal[static_cast<std::size_t>(std::min(p, 0.999999) * kCells)];
      // Neighbours are independent, and so are the two draws of one element.
      if (k % 2 == 1) ++pairs[static_cast<std::size_t>(u * 4) * 16 + static_cast<std::size_t>(last * 4) * 4 + static_cast<std::size_t>(std::min(p, 0.999999) * 4)];
      last = u;
    }
  }
  expect_even(uniform, kSteps * static_cast<double>(kCount), "uniform");
  expect_even(normal, kSteps * static_cast<double>(kCount), "normal");
  expect_even(pairs, kSteps * static_cast<double>(kCount) / 2, "neighbours and pairs");
}

TEST(Draws, AreSpreadEvenlyInSinglePrecision) { expect_distributions<float>(); }
TEST(Draws, AreSpreadEvenlyInDoublePrecision) { expect_distributions<double>(); }

}  // namespace
}  // namespace bpl::codegen
