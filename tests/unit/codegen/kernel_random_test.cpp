// Four thousand random expressions, in both precisions and instruction sets, against the evaluation element by element.
#include <bit>
#include <cstdlib>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "bpl/abi.h"
#include "codegen/kernel_emitter.h"
#include "tests/unit/codegen/jit.h"
#include "tests/unit/codegen/scalar_kernel.h"

namespace bpl::codegen {
namespace {

using host::ElementType;
using ir::KernelInstr;
using ir::KernelOp;

bool isa_runs_here(Isa isa) {
  return isa == Isa::v3 ? __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                        : __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
}

constexpr int kInputs = 2;      // states 0 and 1 of each type are read
constexpr int kExpressions = 16; // states behind them are written
constexpr std::size_t kPadded = 128;

// Grows a kernel by instructions whose arguments have the right types.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  void make(ir::Update& update, ir::Kernel& kernel) {
    for (const ElementType type : {ElementType::boolean, ElementType::integer, ElementType::real})
      for (int i = 0; i < kInputs; ++i) {
        update.signature.states.push_back({.type = type, .space = 0});
        add({.op = KernelOp::load, .type = type, .index = static_cast<int>(update.signature.states.size()) - 1});
      }
    update.signature.slots = {{.array = false}, {.array = true, .space = 0}};
    update.event_sums.resize(1);
    add({.op = KernelOp::slot, .index = 0});
    add({.op = KernelOp::slot, .index = 1});
    add({.op = KernelOp::arrivals, .index = 0});
    add({.op = KernelOp::time});
    add({.op = KernelOp::dt});
    add({.op = KernelOp::step, .type = ElementType::integer});
    for (int i = 0; i < 40; ++i) add_random();
    for (int i = 0; i < kExpressions; ++i) {
      const ElementType type = static_cast<ElementType>(i % 3);
      update.signature.states.push_back({.type = type, .space = 0, .written = true});
      add({.op = KernelOp::store, .type = type, .args = {of_type(type, true)},
           .index = static_cast<int>(update.signature.states.size()) - 1});
    }
    kernel.body = body_;
  }

 private:
  void add(KernelInstr instr) {
    if (instr.op != KernelOp::store)
      by_type_[static_cast<std::size_t>(instr.type)].push_back(static_cast<int>(body_.size()));
    body_.push_back(std::move(instr));
  }
  int below(std::size_t n) { return static_cast<int>(random_() % n); }
  int of_type(ElementType type, bool late = false) {
    const auto& list = by_type_[static_cast<std::size_t>(type)];
    const std::size_t from = late ? list.size() / 2 : 0;
    return list[from + static_cast<std::size_t>(below(list.size() - from))];
  }
  static const std::vector<std::string>& unary_functions() {
    static const std::vector<std::string> kNames = [] {
      std::vector<std::string> names;
      for (const math::FunctionSymbols& row : math::function_table())
        if (row.arity == 1) names.emplace_back(row.name);
      return names;
    }();
    return kNames;
  }
  const char* pick(std::initializer_list<const char*> names) { return names.begin()[below(names.size())]; }

  void add_random() {
    const ElementType real = ElementType::real, integer = ElementType::integer, boolean = ElementType::boolean;
    static const double kConstants[] = {0, 1, -1, 0.5, -70.25, 1e-3, 1e30, 3};
    switch (below(16)) {
      case 0: add({.op = KernelOp::constant, .type = real, .number = kConstants[below(8)]}); break;
      case 1: add({.op = KernelOp::constant, .type = integer, .number = double(below(9) - 4)}); break;
      case 2: case 3:
        add({.op = KernelOp::unary, .type = real, .args = {of_type(real)},
             .name = pick({"neg", "abs", "sign", "floor", "ceil", "round", "trunc", "square", "sqrt"})});
        break;
      case 4:
        add({.op = KernelOp::unary, .type = real, .args = {of_type(real)},
             .name = unary_functions()[static_cast<std::size_t>(below(unary_functions().size()))]});
        break;
      case 5: case 6: case 7:
        add({.op = KernelOp::binary, .type = real, .args = {of_type(real), of_type(real)},
             .name = pick({"add", "sub", "mul", "div", "min", "max", "mod", "floordiv", "pow", "atan2", "hypot"})});
        break;
      case 8: add({.op = KernelOp::fma, .args = {of_type(real), of_type(real), of_type(real)}}); break;
      case 9: add({.op = KernelOp::powi, .args = {of_type(real)}, .index = below(17) - 8}); break;
      case 10: {
        const ElementType type = static_cast<ElementType>(below(3));
        add({.op = KernelOp::select, .type = type, .args = {of_type(boolean), of_type(type), of_type(type)}});
        break;
      }
      case 11: {
        const ElementType type = below(3) ? real : integer;
        add({.op = KernelOp::binary, .type = boolean, .args = {of_type(type), of_type(type)},
             .name = pick({"lt", "le", "gt", "ge", "eq", "ne"})});
        break;
      }
      case 12:
        add({.op = KernelOp::binary, .type = boolean, .args = {of_type(boolean), of_type(boolean)},
             .name = pick({"and", "or", "xor"})});
        break;
      case 13:
        add({.op = KernelOp::binary, .type = integer, .args = {of_type(integer), of_type(integer)},
             .name = pick({"add", "sub", "mul", "floordiv", "mod", "min", "max", "and", "or", "xor", "shift_left", "shift_right"})});
        break;
      case 14:
        add({.op = KernelOp::unary, .type = integer, .args = {of_type(integer)},
             .name = pick({"neg", "abs", "sign", "square", "not"})});
        break;
      default:
        if (below(2)) add({.op = KernelOp::unary, .type = boolean, .args = {of_type(real)}, .name = "is_nan"});
        else if (below(2)) add({.op = KernelOp::unary, .type = real, .args = {of_type(below(2) ? integer : boolean)}, .name = "to_real"});
        else add({.op = KernelOp::unary, .type = integer, .args = {of_type(below(2) ? real : boolean)}, .name = "to_integer"});
    }
  }

  std::mt19937 random_;
  std::vector<KernelInstr> body_;
  std::array<std::vector<int>, 3> by_type_;
};

// Aligned arrays of one run: booleans as bits, integers, reals.
template <class T>
struct Data {
  struct alignas(64) Array {
    std::array<T, kPadded> real{};
    alignas(64) std::array<std::int32_t, kPadded> integer{};
    alignas(64) std::array<std::uint8_t, kPadded / 8> bits{};
    void* of(ElementType type) {
      if (type == ElementType::boolean) return bits.data();
      return type == ElementType::integer ? static_cast<void*>(integer.data()) : static_cast<void*>(real.data());
    }
    Number<T> at(std::size_t k) const { return {real[k], integer[k], ((bits[k / 8] >> (k % 8)) & 1) != 0}; }
  };
  std::vector<Array> states;
  Array slot, arrivals;
  alignas(64) T scalar_slot = T(0.75);
};

template <class T>
T random_real(std::mt19937& random) {
  using Limits = std::numeric_limits<T>;
  static const T kSpecial[] = {0, T(-0.0), 1, -1, Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN(),
                               Limits::denorm_min(), -Limits::denorm_min() * 77, Limits::min(), Limits::max(), T(2.5)};
  if (random() % 4 == 0) return kSpecial[random() % std::size(kSpecial)];
  const T mantissa = T(random() % 2000001) / T(1000000) - 1;
  return std::ldexp(mantissa, static_cast<int>(random() % 24) - 8);
}

template <class T>
void fill(typename Data<T>::Array& array, std::mt19937& random) {
  static const std::int32_t kSpecial[] = {0, 1, -1, 2, -3, INT32_MIN, INT32_MAX, 7};
  for (T& x : array.real) x = random_real<T>(random);
  for (auto& i : array.integer) i = random() % 2 ? kSpecial[random() % 8] : static_cast<std::int32_t>(random());
  for (auto& b : array.bits) b = static_cast<std::uint8_t>(random());
}

bool same(float a, float b) {
  return (a != a && b != b) || std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}
bool same(double a, double b) {
  return (a != a && b != b) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

template <class T>
void run_and_compare(const ir::Update& update, BplKernel function, unsigned seed, const char* what) {
  std::mt19937 random(seed);
  Data<T> data;
  data.states.resize(update.signature.states.size());
  for (auto& array : data.states) fill<T>(array, random);
  fill<T>(data.slot, random);
  fill<T>(data.arrivals, random);
  const Data<T> before = data;
  const std::size_t count = 1 + seed % kPadded;

  std::vector<void*> states;
  for (std::size_t i = 0; i < data.states.size(); ++i) states.push_back(data.states[i].of(update.signature.states[i].type));
  const void* slots[] = {&data.scalar_slot, data.slot.real.data()};
  const void* arrivals[] = {data.arrivals.real.data()};
  const BplKernelArgs args{states.data(), slots, nullptr, arrivals, static_cast<std::int64_t>(count), 0, 12345, 1234.5, 0.1, nullptr, nullptr, 0};
  function(&args);

  const ir::Kernel& kernel = update.kernels[0];
  ScalarInputs<T> inputs{.read = [&](const KernelInstr& in, std::size_t k) -> Number<T> {
                           if (in.op == KernelOp::load) return before.states[static_cast<std::size_t>(in.index)].at(k);
                           if (in.op == KernelOp::arrivals) return before.arrivals.at(k);
                           return in.index == 0 ? Number<T>{before.scalar_slot} : before.slot.at(k);
                         },
                         .t = T(1234.5), .dt = T(0.1), .step = 12345};
  for (std::size_t k = 0; k < count; ++k) {
    const auto values = evaluate<T>(kernel.body, inputs, k);
    for (std::size_t i = 0; i < kernel.body.size(); ++i) {
      const KernelInstr& in = kernel.body[i];
      if (in.op != KernelOp::store) continue;
      const Number<T> got = data.states[static_cast<std::size_t>(in.index)].at(k);
      const bool equal = in.type == ElementType::real      ? same(got.real, values[i].real)
                         : in.type == ElementType::integer ? got.integer == values[i].integer
                                                           : got.boolean == values[i].boolean;
      ASSERT_TRUE(equal) << what << " seed " << seed << " element " << k << " value " << i << " from " << in.args[0]
                         << ": got " << got.real << " expected " << values[i].real;
    }
  }
  for (std::size_t i = kInputs * 3; i < data.states.size(); ++i) {
    if (update.signature.states[i].type != ElementType::boolean) continue;
    for (std::size_t k = count; k < (count + 63) / 64 * 64; ++k)
      ASSERT_FALSE(data.states[i].at(k).boolean) << what << " padding bit " << k;
  }
}

template <class T>
void test_precision(ir::Precision precision, unsigned kernels, int level) {
  TestModule test;
  std::vector<ir::Update> updates(kernels);
  for (unsigned seed = 0; seed < kernels; ++seed) {
    ir::Update& update = updates[seed];
    update.name = "random";
    update.kernels.resize(1);
    Generator(seed * 2 + (sizeof(T) == 8)).make(update, update.kernels[0]);
    for (const Isa isa : {Isa::v3, Isa::v4}) {
      std::string problem;
      KernelRequest request{&update, &update.kernels[0], precision, isa,
                            "k" + std::to_string(seed) + (isa == Isa::v3 ? "_v3" : "_v4"), {}};
      ASSERT_TRUE(emit_kernel(*test.module, *test.debug, request, problem)) << problem;
    }
  }
  test.load(level);
  for (unsigned seed = 0; seed < kernels; ++seed)
    for (const Isa isa : {Isa::v3, Isa::v4}) {
      if (!isa_runs_here(isa)) continue;
      const std::string symbol = "k" + std::to_string(seed) + (isa == Isa::v3 ? "_v3" : "_v4");
      run_and_compare<T>(updates[seed], test.function<BplKernel>(symbol), seed, symbol.c_str());
      if (testing::Test::HasFatalFailure()) return;
    }
}

TEST(RandomKernels, Float32) { test_precision<float>(ir::Precision::f32, 125, 1); }
TEST(RandomKernels, NoOptimisation) { test_precision<float>(ir::Precision::f32, 10, 0); }
TEST(RandomKernels, AllOptimisation) { test_precision<double>(ir::Precision::f64, 10, 3); }
TEST(RandomKernels, Float64) { test_precision<double>(ir::Precision::f64, 125, 1); }

}  // namespace
}  // namespace bpl::codegen
