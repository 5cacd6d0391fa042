// Recipes against plain loops, and large arrays against what they would be without recipes.
#include "host/recipe.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "array_test_support.h"
#include "host/array_lazy.h"
#include "host/connection_rows.h"
#include "host/connections.h"
#include "host/plan.h"
#include "math/philox.h"

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

class RecipeOfConnections : public testing::TestWithParam<std::tuple<const char*, bool>> {};

TEST_P(RecipeOfConnections, FollowTheList) {
  ConnectivityPlan plan;
  plan.rule = std::get<0>(GetParam());
  plan.pre_size = plan.post_size = 90;
  plan.number = 7;
  plan.probability = 0.1;
  plan.key = 99;
  plan.include_self = std::get<1>(GetParam());
  std::vector<std::int64_t> sources, targets;
  list_connections(plan, &sources, &targets);
  ASSERT_EQ(count_connections(plan), static_cast<std::int64_t>(sources.size()));
  Recipe r;
  r.connections = {plan};
  r.size = static_cast<std::int64_t>(sources.size());
  r.nodes.push_back({.kind = Recipe::Kind::source, .type = DType::uint32});
  EXPECT_EQ(all(r), std::vector<double>(sources.begin(), sources.end()));
  r.nodes[0].kind = Recipe::Kind::target;
  EXPECT_EQ(all(r), std::vector<double>(targets.begin(), targets.end()));
  RecipeReader reader(r);
  if (sources.empty()) return;
  for (const std::size_t k : {sources.size() - 1, sources.size() / 2, std::size_t{0}}) {  // backwards
    double x = 0;
    reader.read(static_cast<std::int64_t>(k), std::span(&x, 1));
    EXPECT_EQ(x, static_cast<double>(targets[k]));
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, RecipeOfConnections,
                         testing::Combine(testing::Values("fixed_outdegree", "bernoulli", "all_to_all", "one_to_one"), testing::Bool()));

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

TEST_F(ArrayTest, LongChainsAreComputed) {
  Array* a = ctx.heap.make<Array>(constant_recipe(0, DType::float32, kMany), Flavour::brainpy, Shape{kMany});
  for (int k = 0; k < 500; ++k) ASSERT_TRUE(apply_binary(ctx, BinaryOp::add, Value::of(a), Value::of(1.0), Flavour::brainpy, &a));
  EXPECT_EQ(to_reals(*a), std::vector<double>(kMany, 500));
}

}  // namespace
}  // namespace bpl::host
