#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/unit/host/array_test_support.h"

namespace bpl::host {
namespace {

using ::testing::ElementsAre;

class Random : public ArrayTest {
 protected:
  static nlohmann::json reference() {
    std::ifstream file(std::string(BPL_TEST_DATA) + "/host/random.json");
    return nlohmann::json::parse(file);
  }
  static void expect_near(const Value& a, const std::vector<double>& expected, double relative) {
    const std::vector<double> x = values(a);
    ASSERT_GE(x.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(x[i], expected[i], relative * std::fabs(expected[i])) << i;
  }
  Value state(const std::string& module, int seed) { return call_value(global(module, "RandomState"), {n(seed)}); }
  void with_moments(const Value& a, double mean, double deviation) {
    const auto count = static_cast<double>(as_array(a)->size());
    EXPECT_NEAR(values(np("mean", {a}))[0], mean, 5 * deviation / std::sqrt(count));
    EXPECT_NEAR(values(np("std", {a}))[0], deviation, 0.03 * deviation);
  }
};

// What BrainPy recorded, rounded to single precision there.
TEST_F(Random, NumpyStreamsAreThoseOfNumpy) {
  const nlohmann::json r = reference();
  expect_near(method(state("numpy.random", 11), "normal", {n(-55), n(2), n(200)}), r["RandomState(11).normal(-55,2)"], 1e-7);
  const Value s = state("numpy.random", 5489);
  // init_genrand(5489) is the default seed of the generator; its first words are 3499211612 and 581869302.
  const double first = (static_cast<double>(3499211612u >> 5) * 67108864.0 + static_cast<double>(581869302u >> 6)) / 9007199254740992.0;
  EXPECT_EQ(method(s, "rand").real, first);
}

TEST_F(Random, NumpyFunctionsUseOneStream) {
  const auto function = [&](std::string_view name, std::vector<Value> a) { return call_value(global("numpy.random", name), std::move(a)); };
  function("seed", {n(9)});
  const double first = function("rand", {}).real, second = function("random", {}).real;
  const Value s = state("numpy.random", 9);
  EXPECT_THAT(values(method(s, "random_sample", {n(2)})), ElementsAre(first, second));
}

TEST_F(Random, BrainpyStreamsOnRequest) {
  const nlohmann::json r = reference()["bm.random.RandomState(42)"];
  ctx.brainpy_random = true;
  const Value s = state("brainpy.math.random", 42);
  expect_near(method(s, "uniform", {n(0), n(1), n(5)}), r["uniform5"], 1e-6);
  expect_near(method(s, "normal", {n(0), n(1), n(5)}), r["normal5"], 1e-6);
  expect_near(method(s, "randn", {n(5)}), r["randn5"], 1e-6);
  expect_near(method(s, "rand", {n(5)}), r["rand5"], 1e-6);
  expect_near(method(s, "randint", {n(0), n(50), n(5)}), r["randint5"], 0);
  call_value(global("brainpy.math.random", "seed"), {n(42)});
  expect_near(call_value(global("brainpy.math.random", "rand"), {n(5)}), reference()["bm.random.seed(42)"]["rand5"], 1e-6);
}

TEST_F(Random, DistributionsHaveTheirMoments) {
  for (const std::string module : {"numpy.random", "brainpy.math.random"}) {
    const Value s = state(module, 7);
    with_moments(method(s, "rand", {n(20000)}), 0.5, std::sqrt(1.0 / 12));
    with_moments(method(s, "normal", {n(3.0), n(2.0), n(20000)}), 3, 2);
    with_moments(method(s, "uniform", {n(-1.0), n(3.0), n(20000)}), 1, 4 * std::sqrt(1.0 / 12));
    with_moments(method(s, "randint", {n(0), n(10), n(20000)}), 4.5, std::sqrt(99.0 / 12));
    with_moments(method(s, "poisson", {n(3.0), n(20000)}), 3, std::sqrt(3.0));
    with_moments(method(s, "poisson", {n(40.0), n(20000)}), 40, std::sqrt(40.0));
    with_moments(method(s, "choice", {n(2), n(20000)}, {{"p", reals({0.25, 0.75})}}), 0.75, std::sqrt(0.1875));
    // BrainPy divides by the scale.
    const double mean = module == "numpy.random" ? 2.0 : 0.5;
    with_moments(method(s, "exponential", {n(2.0), n(20000)}), mean, mean);
    EXPECT_EQ(str(np("sort", {method(s, "permutation", {n(5)})})), "[0 1 2 3 4]");
    EXPECT_EQ(str(np("unique", {method(s, "choice", {n(6), n(6), Value::boolean(false)})})), "[0 1 2 3 4 5]");
    const Value items = list({n(1), n(2), n(3)});
    method(s, "shuffle", {items});
    EXPECT_EQ(str(np("sort", {items})), "[1 2 3]");
  }
  const Value s = state("brainpy.math.random", 3);
  with_moments(method(s, "bernoulli", {n(0.3), n(20000)}), 0.3, std::sqrt(0.21));
}

TEST_F(Random, DrawsDependOnSeedAndNumberOfTheCall) {
  const auto draw = [&] { return values(call_value(global("brainpy.math.random", "rand"), {n(4)})); };
  const auto seed = [&](int s) { call_value(global("brainpy.math.random", "seed"), {n(s)}); };
  seed(1);
  const std::vector<double> first = draw(), second = draw();
  EXPECT_NE(first, second);
  seed(1);
  EXPECT_EQ(draw(), first);
  seed(2);
  EXPECT_NE(draw(), first);
  // Element i is the same however many there are.
  seed(1);
  const std::vector<double> longer = values(call_value(global("brainpy.math.random", "rand"), {n(9)}));
  EXPECT_EQ(std::vector<double>(longer.begin(), longer.begin() + 4), first);
}

TEST_F(Random, Errors) {
  const Value s = state("numpy.random", 1);
  EXPECT_EQ(error([&] { method(s, "choice", {n(3), n(5), Value::boolean(false)}); }),
            "ValueError: Cannot take a larger sample than population when 'replace=False'");
  EXPECT_EQ(error([&] { method(s, "randint", {n(3), n(3)}); }), "ValueError: low >= high");
  EXPECT_EQ(error([&] { call_value(global("numpy.random", "seed"), {n(-1)}); }), "ValueError: Seed must be between 0 and 2**32 - 1");
}

}  // namespace
}  // namespace bpl::host
