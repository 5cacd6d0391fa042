// Threefry and jax's layout of it against published answers and what BrainPy drew.
#include "math/threefry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace bpl::math {
namespace {

nlohmann::json load(const std::string& name) {
  std::ifstream file(std::string(BPL_TEST_DATA) + "/random/" + name);
  return nlohmann::json::parse(file);
}

// The vectors published with Random123 (kat_vectors, threefry 2x32 with 20 rounds).
TEST(Threefry, KnownAnswers) {
  using Words = std::array<std::uint32_t, 2>;
  EXPECT_EQ(threefry2x32({0, 0}, 0, 0), (Words{0x6b200159, 0x99ba4efe}));
  EXPECT_EQ(threefry2x32({~0u, ~0u}, ~0u, ~0u), (Words{0x1cb996fc, 0xbb002be7}));
  EXPECT_EQ(threefry2x32({0x13198a2e, 0x03707344}, 0x243f6a88, 0x85a308d3), (Words{0xc4923a9c, 0x483df7a0}));
}

TEST(Threefry, BrainPyRandomState) {
  const nlohmann::json all = load("initializers_rng.json");
  const auto expected = [&](const char* name) { return all["bm.random.RandomState(42)"][name].get<std::vector<float>>(); };
  JaxRandomState random(42);
  EXPECT_EQ(random.uniform_f32(5), expected("uniform5"));
  for (const char* name : {"normal5", "randn5"}) {
    const std::vector<float> drawn = random.normal_f32(5), stored = expected(name);
    for (int i = 0; i < 5; ++i) EXPECT_NEAR(drawn[i], stored[i], 2e-7 * std::fabs(stored[i])) << name;
  }
  EXPECT_EQ(random.uniform_f32(5), expected("rand5"));
  const auto integers = jax_randint32(random.split_key(), 5, 0, 50);
  EXPECT_EQ(integers, all["bm.random.RandomState(42)"]["randint5"].get<std::vector<std::int32_t>>());
}

// The matrix of FixedProb: the first split goes to pre_ratio, the second draws the pairs.
template <typename T>
std::vector<int> connected_pairs(const std::vector<T>& uniform, T probability) {
  std::vector<int> pairs;
  for (std::size_t i = 0; i < uniform.size(); ++i)
    if (uniform[i] < probability) pairs.push_back(static_cast<int>(i));
  return pairs;
}

TEST(Threefry, FixedProbMatrix) {
  const nlohmann::json reference = load("dense_conn.json");
  std::vector<int> expected;
  for (std::size_t i = 0; i < reference["pre"].size(); ++i)
    expected.push_back(reference["pre"][i].get<int>() * 100 + reference["post"][i].get<int>());
  JaxRandomState random(123), random64(123);
  random.split_key();
  random64.split_key();
  EXPECT_EQ(connected_pairs(random.uniform_f32(200 * 100), 0.04f), expected);
  EXPECT_EQ(connected_pairs(random64.uniform_f64(200 * 100), 0.04).size(), 778u);
}

// All sources, then all targets.
TEST(Threefry, FixedTotalNumPairs) {
  const nlohmann::json pairs = load("FixedTotalNum.json")["pre_ids,post_ids(coo)"];
  JaxRandomState random(9);
  EXPECT_EQ(jax_randint32(random.split_key(), 100, 0, 40), pairs["pre"].get<std::vector<std::int32_t>>());
  EXPECT_EQ(jax_randint32(random.split_key(), 100, 0, 30), pairs["post"].get<std::vector<std::int32_t>>());
}

TEST(Threefry, OddRequestsArePadded) {
  const std::vector<std::uint32_t> odd = jax_random_bits32({7, 9}, 5);
  for (std::uint32_t i = 0; i < 3; ++i) {
    const auto words = threefry2x32({7, 9}, i, i == 2 ? 0 : i + 3);
    EXPECT_EQ(odd[i], words[0]);
    if (i < 2) {
      EXPECT_EQ(odd[i + 3], words[1]);
    }
  }
}

// The steps and neurons of a PoissonGroup: uniform <= rate*dt, one split a step.
std::vector<std::pair<int, int>> read_spikes(const std::string& name) {
  std::ifstream file(std::string(BPL_TEST_DATA) + "/random/" + name);
  std::vector<std::pair<int, int>> spikes;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) spikes.emplace_back(std::stoi(line), std::stoi(line.substr(line.rfind(',') + 1)));
  return spikes;
}

TEST(Threefry, PoissonGroup) {
  std::vector<std::pair<int, int>> spikes32, spikes64;
  JaxRandomState random32(5), random64(5);
  const float limit32 = 200.0f * (0.1f / 1000.0f);
  for (int step = 0; step < 500; ++step) {
    const auto u32 = random32.uniform_f32(50);
    const auto u64 = random64.uniform_f64(50);
    for (int i = 0; i < 50; ++i) {
      if (u32[i] <= limit32) spikes32.emplace_back(step, i);
      if (u64[i] <= 200 * (0.1 / 1000)) spikes64.emplace_back(step, i);
    }
  }
  EXPECT_EQ(spikes32, read_spikes("poisson_spikes_float32.csv"));
  EXPECT_EQ(spikes64, read_spikes("poisson_spikes_float64.csv"));
}

TEST(Threefry, InverseErrorFunction) {
  for (double x = -0.9999; x < 1; x += 0.0371) {
    EXPECT_NEAR(std::erf(erfinv(x)), x, 4e-16) << x;
    EXPECT_NEAR(std::erf(static_cast<double>(erfinv(static_cast<float>(x)))), static_cast<double>(static_cast<float>(x)), 2e-7) << x;
  }
  for (double tail = 1e-3; tail > 1e-15; tail /= 3) EXPECT_NEAR(std::erfc(erfinv(1 - tail)) / tail, 1, 1e-16 / tail + 1e-13) << tail;
  EXPECT_TRUE(std::isinf(erfinv(1.0)) && std::isinf(erfinv(-1.0f)));
}

}  // namespace
}  // namespace bpl::math
