// Recipes against plain loops, and large arrays against what they would be without recipes.
#include "host/arrays/recipe.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "array_test_support.h"
#include "host/arrays/array_lazy.h"
#include "host/arrays/connection_rows.h"
#include "host/models/connections.h"
#include "host/models/plan.h"
#include "math/functions.h"
#include "math/philox.h"
#include "math/poisson.h"

namespace bpl::host {
namespace {

constexpr std::int64_t kMany = 2 * kRecipeBlock + 1;  // the last block has one element
constexpr std::uint32_t kKey[2] = {17, 4};

Recipe draws(Recipe::Kind kind, DType type) {
  Recipe r;
  r.size = kMany;
  r.nodes.push_back({.kind = kind, .type = type, .key = {kKey[0], kKey[1]}});
  return r;
}

std::vector<double> all(const Recipe& r) {
  std::vector<double> x(static_cast<std::size_t>(r.size));
  RecipeReader(r).read(0, x);
  return x;
}

TEST(Recipe, DrawsAreNumberedByElement) {
  const std::vector<double> narrow = all(draws(Recipe::Kind::uniform, DType::float32)), wide = all(draws(Recipe::Kind::normal, DType::float64));
  for (std::uint64_t k = 0; k < kMany; k += 37) {
    const math::PhiloxBlock b = math::philox4x32({static_cast<std::uint32_t>(k), 0, 0, 0}, {kKey[0], kKey[1]});
    EXPECT_EQ(narrow[k], static_cast<double>(math::uniform_f32(b[0])));
    EXPECT_EQ(wide[k], math::normal_f64(b));
  }
}

TEST(Recipe, AnyPartIsTheSame) {
  const Recipe r = draws(Recipe::Kind::normal, DType::float32);
  const std::vector<double> whole = all(r);
  RecipeReader reader(r);
  for (const auto& [first, last] : {std::pair<std::int64_t, std::int64_t>{8000, kMany}, {0, 1}, {4095, 4097}, {5, kMany - 1}}) {
    std::vector<double> part(static_cast<std::size_t>(last - first));
    reader.read(first, part);
    EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + first)) << first;
  }
}

TEST(Recipe, OperationsRoundInTheirOwnType) {
  Recipe r = draws(Recipe::Kind::uniform, DType::float32);
  const std::vector<double> u = all(r);
  r.nodes.push_back({.type = DType::float32, .number = 0.1});
  r.nodes.push_back({.kind = Recipe::Kind::binary, .type = DType::float32, .operand = DType::float32, .index = static_cast<int>(BinaryOp::multiply), .args = {0, 1}});
  r.nodes.push_back({.kind = Recipe::Kind::unary, .type = DType::float32, .operand = DType::float32, .index = static_cast<int>(UnaryOp::negative), .args = {2}});
  r.nodes.push_back({.kind = Recipe::Kind::cast, .type = DType::float64, .args = {3}});
  const std::vector<double> x = all(r);
  for (std::size_t k = 0; k < x.size(); ++k) ASSERT_EQ(x[k], static_cast<double>(-(static_cast<float>(u[k]) * 0.1f)));
}

TEST(Recipe, ConstantsAloneAreUniform) {
  Recipe r = constant_recipe(2.5, DType::float32, kMany);
  EXPECT_TRUE(is_uniform(r));
  EXPECT_EQ(all(r), std::vector<double>(kMany, 2.5));
  EXPECT_FALSE(is_uniform(draws(Recipe::Kind::uniform, DType::float32)));
}

// Rule, whether neurons may connect to themselves, whether pairs may repeat, sources, targets.
using Rule = std::tuple<const char*, bool, bool, std::pair<int, int>>;
class RecipeOfConnections : public testing::TestWithParam<Rule> {};

ConnectivityPlan plan_for(const Rule& rule) {
  ConnectivityPlan plan;
  plan.rule = std::get<0>(rule);
  plan.include_self = std::get<1>(rule);
  plan.multiple = std::get<2>(rule);
  plan.pre_size = std::get<3>(rule).first;
  plan.post_size = std::get<3>(rule).second;
  plan.number = plan.rule == "fixed_total" ? 7 * plan.post_size : 7;
  plan.probability = 0.1;
  plan.key = 99;
  return plan;
}

// All that a rule draws, at once and in one place.
std::vector<math::Connection> drawn_at_once(const ConnectivityPlan& plan) {
  std::vector<math::Connection> all;
  if (is_drawn_by_pairs(plan.rule)) draw_pairs(plan, {0, plan.pre_size}, {0, plan.post_size}, &all);
  for (std::int64_t i = 0; !is_drawn_by_pairs(plan.rule) && i < plan.pre_size; ++i) {
    std::vector<std::uint32_t> row;
    draw_row(plan, {0, plan.post_size}, i, &row);
    for (const std::uint32_t j : row) all.push_back({static_cast<std::uint32_t>(i), j});
  }
  if (!plan.include_self) std::erase_if(all, [](const math::Connection& c) { return c.source == c.target; });
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return std::tie(a.source, a.target) < std::tie(b.source, b.target); });
  return all;
}

TEST_P(RecipeOfConnections, FollowTheRule) {
  const ConnectivityPlan plan = plan_for(GetParam());
  const std::vector<math::Connection> expected = drawn_at_once(plan);
  ASSERT_EQ(count_connections(plan), static_cast<std::int64_t>(expected.size()));
  if (known_count(plan)) {
    EXPECT_EQ(*known_count(plan), static_cast<std::int64_t>(expected.size()));
  }
  Recipe r{.nodes = {{.kind = Recipe::Kind::source, .type = DType::uint32}}, .connections = {plan}, .size = static_cast<std::int64_t>(expected.size())};
  const std::vector<double> sources = all(r);
  r.nodes[0].kind = Recipe::Kind::target;
  const std::vector<double> targets = all(r);
  for (std::size_t k = 0; k < expected.size(); ++k) {
    ASSERT_EQ(sources[k], static_cast<double>(expected[k].source));
    ASSERT_EQ(targets[k], static_cast<double>(expected[k].target));
  }
  RecipeReader reader(r);
  if (expected.empty()) return;
  for (const std::size_t k : {expected.size() - 1, expected.size() / 2, std::size_t{0}, expected.size() / 3}) {  // back, and on with gaps
    double x = 0;
    reader.read(static_cast<std::int64_t>(k), std::span(&x, 1));
    EXPECT_EQ(x, targets[k]);
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, RecipeOfConnections,
                         testing::Combine(testing::Values("fixed_outdegree", "fixed_indegree", "bernoulli", "fixed_total"), testing::Bool(), testing::Bool(),
                                          testing::Values(std::pair(90, 90), std::pair(40, 90), std::pair(90, 40))));
INSTANTIATE_TEST_SUITE_P(WholeRules, RecipeOfConnections,
                         testing::Combine(testing::Values("all_to_all", "one_to_one"), testing::Bool(), testing::Values(false), testing::Values(std::pair(90, 90))));
// So many that pairs are drawn in parts.
INSTANTIATE_TEST_SUITE_P(ManyPairs, RecipeOfConnections,
                         testing::Combine(testing::Values("fixed_indegree", "fixed_total"), testing::Bool(), testing::Values(false),
                                          testing::Values(std::pair(500, 300000))));

TEST(Recipe, SlotsGiveTheirParts) {
  SlotValue slot;
  slot.array = true;
  slot.values = {1, 2, 3, 4};
  EXPECT_EQ(slot.size(), 4);
  EXPECT_EQ(slot.part(1, 3), (std::vector<double>{2, 3}));
  slot.values.clear();
  slot.recipe = draws(Recipe::Kind::uniform, DType::float64);
  const std::vector<double> whole = all(slot.recipe);
  EXPECT_EQ(slot.size(), kMany);
  EXPECT_EQ(slot.part(8000, 8002), (std::vector<double>{whole[8000], whole[8001]}));
}

// --- arrays -------------------------------------------------------------------------------------------------------

TEST_F(ArrayTest, ALookMakesElementsOfARecipe) {
  Array* a = ctx.heap.make<Array>(draws(Recipe::Kind::uniform, DType::float32), Flavour::brainpy, Shape{kMany, 1});
  ASSERT_NE(recipe_of(*a), nullptr);
  const std::vector<double> expected = all(*recipe_of(*a));
  EXPECT_EQ(to_reals(*a), expected);
  EXPECT_EQ(recipe_of(*a), nullptr);
}

TEST_F(ArrayTest, CopiesOfARecipeAreIndependent) {
  Array* a = ctx.heap.make<Array>(constant_recipe(1, DType::float32, kMany), Flavour::brainpy, Shape{kMany});
  Array* b = copy_array(ctx, *a);
  b->data<float>()[3] = 7;
  EXPECT_EQ(to_reals(*a)[3], 1);
  EXPECT_EQ(to_reals(*b)[3], 7);
}

// The same operations on a recipe and on elements that were computed before.
TEST_F(ArrayTest, OperationsOnRecipesGiveTheSameBits) {
  for (const DType type : {DType::float32, DType::float64}) {
    ctx.enable_x64 = type == DType::float64;
    const Recipe recipe = draws(Recipe::Kind::normal, type);
    Array* lazy = ctx.heap.make<Array>(recipe, Flavour::brainpy, Shape{kMany});
    Array* eager = ctx.heap.make<Array>(recipe, Flavour::brainpy, Shape{kMany});
    to_reals(*eager);
    const auto same = [&](auto operation) {
      Array *x = nullptr, *y = nullptr;
      ASSERT_TRUE(operation(lazy, &x) && operation(eager, &y));
      EXPECT_NE(recipe_of(*x), nullptr);
      EXPECT_EQ(recipe_of(*y), nullptr);
      EXPECT_EQ(x->dtype, y->dtype);
      EXPECT_EQ(to_reals(*x), to_reals(*y));
    };
    for (const UnaryOp op : {UnaryOp::negative, UnaryOp::absolute, UnaryOp::exp, UnaryOp::tanh, UnaryOp::square, UnaryOp::rint, UnaryOp::isnan})
      same([&](Array* a, Array** r) { return apply_unary(ctx, op, Value::of(a), Flavour::brainpy, r); });
    for (const BinaryOp op : {BinaryOp::add, BinaryOp::subtract, BinaryOp::divide, BinaryOp::maximum, BinaryOp::less, BinaryOp::floor_divide, BinaryOp::remainder,
                              BinaryOp::fmod, BinaryOp::copysign, BinaryOp::logical_and}) {
      same([&](Array* a, Array** r) { return apply_binary(ctx, op, Value::of(a), Value::of(a), Flavour::brainpy, r); });
      same([&](Array* a, Array** r) { return apply_binary(ctx, op, Value::of(a), Value::of(0.3), Flavour::brainpy, r); });
      same([&](Array* a, Array** r) { return apply_binary(ctx, op, Value::of(std::int64_t{2}), Value::of(a), Flavour::brainpy, r); });
    }
    same([&](Array* a, Array** r) { return apply_binary(ctx, BinaryOp::power, Value::of(a), Value::of(3.0), Flavour::brainpy, r); });
  }
}

TEST_F(ArrayTest, RecipesOfIntegersAndBools) {
  Recipe ids;
  ConnectivityPlan plan;
  plan.rule = "all_to_all";
  plan.pre_size = 100;
  plan.post_size = 70;
  ids.connections = {plan};
  ids.size = 7000;
  ids.nodes.push_back({.kind = Recipe::Kind::target, .type = DType::uint32});
  Array* lazy = ctx.heap.make<Array>(ids, Flavour::brainpy, Shape{7000});
  Array *rest = nullptr, *even = nullptr, *both = nullptr;
  ASSERT_TRUE(apply_binary(ctx, BinaryOp::remainder, Value::of(lazy), Value::of(std::int64_t{2}), Flavour::brainpy, &rest));
  ASSERT_TRUE(apply_binary(ctx, BinaryOp::equal, Value::of(rest), Value::of(std::int64_t{0}), Flavour::brainpy, &even));
  ASSERT_TRUE(apply_binary(ctx, BinaryOp::multiply, Value::of(even), Value::of(lazy), Flavour::brainpy, &both));
  ASSERT_NE(recipe_of(*both), nullptr);
  const std::vector<std::int64_t> found = to_integers(*both);
  for (std::int64_t k = 0; k < 7000; ++k) ASSERT_EQ(found[static_cast<std::size_t>(k)], k % 70 % 2 == 0 ? k % 70 : 0);
}

// What the script gets for many draws: the numbers of the stream, scaled in single precision.
TEST_F(ArrayTest, ManyDrawsAreThoseOfTheStream) {
  ctx.seed = 5;
  const math::PhiloxKey base = math::stream_key(5, math::fnv1a64("bm.random"));
  const Value uniform = call_value(global("brainpy.math.random", "uniform"), {n(-2.0), n(3.0), n(5000)});
  const Value normal = call_value(global("brainpy.math.random", "normal"), {n(1.0), n(0.5), n(5000)});
  ASSERT_NE(recipe_of(*as_array(uniform)), nullptr);
  const std::vector<double> u = to_reals(*as_array(uniform)), z = to_reals(*as_array(normal));
  for (std::uint64_t k = 0; k < 5000; ++k) {
    const math::PhiloxBlock first = math::philox_draw(math::substream(base, 0), k, 0), second = math::philox_draw(math::substream(base, 1), k, 0);
    const float scaled = math::uniform_f32(first[0]) * 5.0f;
    ASSERT_EQ(u[k], static_cast<double>(scaled + -2.0f));
    const float spread = math::normal_f32(second[0], second[1]) * 0.5f;
    ASSERT_EQ(z[k], static_cast<double>(spread + 1.0f));
  }
}

// Element k of every distribution, from draw k of the stream of its call.
TEST_F(ArrayTest, EveryDistributionNamesItsDraws) {
  constexpr int kDraws = 5000;
  ctx.seed = 6;
  std::uint64_t calls = 0;
  const math::PhiloxKey base = math::stream_key(6, math::fnv1a64("bm.random"));
  const auto same = [&](const char* name, std::vector<Value> arguments, auto expected) {
    const math::PhiloxKey key = math::substream(base, calls++);
    arguments.push_back(n(kDraws));
    Array* a = as_array(call_value(global("brainpy.math.random", name), arguments));
    ASSERT_NE(recipe_of(*a), nullptr) << name;
    const std::vector<double> x = to_reals(*a);
    for (std::uint64_t k = 0; k < kDraws; ++k) {
      math::PhiloxStream stream(key, k);
      ASSERT_EQ(x[k], static_cast<double>(expected(stream))) << name << k;
    }
  };
  using Stream = math::PhiloxStream;
  same("randint", {n(-5), n(1000)}, [](Stream& s) { return static_cast<std::int64_t>(s.below(1005)) - 5; });
  same("bernoulli", {n(0.3)}, [](Stream& s) { return s.next_f32() < 0.3f ? 1 : 0; });
  same("exponential", {n(4.0)}, [](Stream& s) { return -math::log1p(-s.next_f32()) / 4.0f; });
  same("poisson", {n(2.5)}, [](Stream& s) {
    int k = 0;
    for (double product = s.next_f64(); product > math::exp(-2.5); product *= s.next_f64()) ++k;
    return k;
  });
  same("choice", {n(9)}, [](Stream& s) { return s.below(9); });
  const double items[] = {-1.5, 2.0, 7.25};
  same("choice", {Value::of(array_of(ctx, std::span<const double>(items)))}, [&](Stream& s) { return items[s.below(3)]; });
}

TEST_F(ArrayTest, DrawsByWeightAreRecipes) {
  ctx.seed = 6;
  const double items[] = {1, 2, 3}, weights[] = {0.25, 0.0, 0.75};
  const Value pool = Value::of(array_of(ctx, std::span<const double>(items))), p = Value::of(array_of(ctx, std::span<const double>(weights)));
  Array* a = as_array(call_value(global("brainpy.math.random", "choice"), {pool, n(5000), Value::boolean(true), p}));
  ASSERT_NE(recipe_of(*a), nullptr);
  const std::vector<double> x = to_reals(*a);
  const math::PhiloxKey key = math::substream(math::stream_key(6, math::fnv1a64("bm.random")), 0);
  for (std::uint64_t k = 0; k < 5000; ++k) ASSERT_EQ(x[k], math::PhiloxStream(key, k).next_f32() < 0.25f ? 1 : 3);
}

// A parameter of many elements that nobody has looked at stays one, and its elements go with the draws.
TEST_F(ArrayTest, ParametersMayBeRecipes) {
  ctx.seed = 6;
  const math::PhiloxKey base = math::stream_key(6, math::fnv1a64("bm.random"));
  const auto bm = [&](const char* name, const std::vector<Value>& arguments) { return call_value(global("brainpy.math.random", name), arguments); };
  const Value means = bm("rand", {n(5000)});
  Array* normal = as_array(bm("normal", {means, n(0.5)}));
  Array* poisson = as_array(bm("poisson", {means}));
  ASSERT_NE(recipe_of(*normal), nullptr);
  ASSERT_NE(recipe_of(*poisson), nullptr);
  ASSERT_NE(recipe_of(*as_array(means)), nullptr);
  const std::vector<double> z = to_reals(*normal), counts = to_reals(*poisson), m = to_reals(*as_array(means));
  for (std::uint64_t k = 0; k < 5000; ++k) {
    const math::PhiloxBlock b = math::philox_draw(math::substream(base, 1), k, 0);
    const float spread = math::normal_f32(b[0], b[1]) * 0.5f;
    ASSERT_EQ(z[k], static_cast<double>(spread + static_cast<float>(m[k])));
    math::PhiloxStream stream(math::substream(base, 2), k);
    ASSERT_EQ(counts[k], math::poisson_number([&] { return stream.next_f64(); }, m[k]));
  }
}

TEST_F(ArrayTest, LargePermutationsAreRecipes) {
  const auto bm = [&](const char* name, const std::vector<Value>& arguments) { return as_array(call_value(global("brainpy.math.random", name), arguments)); };
  Array* whole = bm("permutation", {n(6000)});
  ASSERT_NE(recipe_of(*whole), nullptr);
  std::vector<double> x = to_reals(*whole), few = to_reals(*bm("choice", {n(6000), n(5), Value::boolean(false)}));
  EXPECT_FALSE(std::is_sorted(x.begin(), x.end()));
  std::sort(x.begin(), x.end());
  for (std::size_t k = 0; k < x.size(); ++k) ASSERT_EQ(x[k], static_cast<double>(k));
  std::sort(few.begin(), few.end());
  EXPECT_EQ(std::adjacent_find(few.begin(), few.end()), few.end());
  EXPECT_TRUE(few.front() >= 0 && few.back() < 6000);
}

// The length of an array does not change the numbers it begins with.
TEST_F(ArrayTest, ShortArraysBeginAsLongOnes) {
  for (const char* name : {"rand", "randn", "exponential", "poisson", "bernoulli", "standard_normal", "random"}) {
    std::vector<std::vector<double>> x;
    for (const int length : {100, 5000}) {
      call_value(global("brainpy.math.random", "seed"), {n(3)});
      const Value size = n(length);
      const bool positional = std::string_view(name).starts_with("rand");
      const Value a = positional ? call_value(global("brainpy.math.random", name), {size}) : call_value(global("brainpy.math.random", name), {}, {{"size", size}});
      x.push_back(to_reals(*as_array(a)));
    }
    x[1].resize(100);
    EXPECT_EQ(x[0], x[1]) << name;
  }
}

TEST_F(ArrayTest, LongChainsAreComputed) {
  Array* a = ctx.heap.make<Array>(constant_recipe(0, DType::float32, kMany), Flavour::brainpy, Shape{kMany});
  for (int k = 0; k < 500; ++k) ASSERT_TRUE(apply_binary(ctx, BinaryOp::add, Value::of(a), Value::of(1.0), Flavour::brainpy, &a));
  EXPECT_EQ(to_reals(*a), std::vector<double>(kMany, 500));
}

}  // namespace
}  // namespace bpl::host
