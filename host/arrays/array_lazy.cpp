#include "host/arrays/array_lazy.h"

#include <algorithm>
#include <cstdlib>

namespace bpl::host {
namespace {

constexpr std::size_t kLongestRecipe = 64;    // nodes

std::int32_t add(Recipe& r, Recipe::Node node) {
  r.nodes.push_back(std::move(node));
  return static_cast<std::int32_t>(r.nodes.size()) - 1;
}

// Puts the nodes of another recipe behind those of `r`; the number of its last one.
std::int32_t append(Recipe& r, const Recipe& other) {
  const auto nodes = static_cast<std::int32_t>(r.nodes.size()), connections = static_cast<std::int32_t>(r.connections.size());
  for (Recipe::Node n : other.nodes) {
    for (std::int32_t& a : n.args) a += nodes;
    if (n.kind == Recipe::Kind::source || n.kind == Recipe::Kind::target) n.index += connections;
    r.nodes.push_back(std::move(n));
  }
  r.connections.insert(r.connections.end(), other.connections.begin(), other.connections.end());
  return static_cast<std::int32_t>(r.nodes.size()) - 1;
}

constexpr std::int64_t kExact = std::int64_t{1} << 53;  // integers up to here are reals

// An operand: a recipe, or one number for all elements. -1 for anything else.
std::int32_t append_operand(Recipe& r, const Array& a) {
  if (const Recipe* recipe = recipe_of(a)) return append(r, *recipe);
  if (a.size() != 1 || (is_integer(a.dtype) && std::abs(to_integers(a)[0]) > kExact)) return -1;
  return add(r, constant_recipe(to_reals(a)[0], a.dtype, 1).nodes[0]);
}

Array* finish(Context& ctx, Recipe& r, Recipe::Node node, const Array& like, Flavour f) {
  if (r.nodes.size() >= kLongestRecipe || std::find(node.args.begin(), node.args.end(), -1) != node.args.end()) return nullptr;
  r.size = like.size();
  add(r, std::move(node));
  return ctx.heap.make<Array>(r, f, like.shape);
}

}  // namespace

Recipe constant_recipe(double value, DType d, std::int64_t size) {
  Recipe r;
  r.size = size;
  r.nodes.push_back({.type = d, .number = value});
  return r;
}

Recipe cast_recipe(Recipe r, DType d) {
  if (r.type() == d) return r;
  const auto last = static_cast<std::int32_t>(r.nodes.size()) - 1;
  add(r, {.kind = Recipe::Kind::cast, .type = d, .args = {last}});
  return r;
}

Array* lazy_unary(Context& ctx, UnaryOp op, DType operand, const Array& x, Flavour f) {
  const Recipe* recipe = recipe_of(x);
  if (!recipe) return nullptr;
  Recipe r = *recipe;
  const auto last = static_cast<std::int32_t>(r.nodes.size()) - 1;
  return finish(ctx, r, {Recipe::Kind::unary, unary_type(op, operand), operand, static_cast<std::int32_t>(op), {}, 0, {last}}, x, f);
}

Array* lazy_binary(Context& ctx, BinaryOp op, DType operand, const Array& x, const Array& y, Flavour f) {
  const Recipe *a = recipe_of(x), *b = recipe_of(y);
  if (!a && !b) return nullptr;
  const Array& like = a ? x : y;
  if (a && b && x.shape != y.shape) return nullptr;
  for (const Array* other : {&x, &y})
    if (other->size() == 1 && other->shape.size() > like.shape.size()) return nullptr;
  // A single exponent decides how a power is computed.
  if (op == BinaryOp::power && b) return nullptr;
  Recipe r;
  const std::int32_t left = append_operand(r, x), right = append_operand(r, y);
  return finish(ctx, r, {Recipe::Kind::binary, binary_type(op, operand), operand, static_cast<std::int32_t>(op), {}, 0, {left, right}}, like, f);
}

Array* lazy_places(Context& ctx, const Array& numbers, const std::vector<double>& cumulative) {
  const Recipe* recipe = recipe_of(numbers);
  if (!recipe || static_cast<std::int64_t>(cumulative.size()) > kLongestTable) return nullptr;
  Recipe r = *recipe;
  const auto last = static_cast<std::int32_t>(r.nodes.size()) - 1;
  return finish(ctx, r, {.kind = Recipe::Kind::place, .type = DType::int64, .args = {last}, .table = cumulative}, numbers, numbers.flavour);
}

Array* lazy_items(Context& ctx, const Array& items, const Array& places) {
  const Recipe* recipe = recipe_of(places);
  if (!recipe || items.ndim() != 1 || items.size() > kLongestTable) return nullptr;
  const std::vector<double> table = to_reals(items);
  if (is_integer(items.dtype) && std::any_of(table.begin(), table.end(), [](double x) { return std::abs(x) > static_cast<double>(kExact); })) return nullptr;
  Recipe r = *recipe;
  const auto last = static_cast<std::int32_t>(r.nodes.size()) - 1;
  return finish(ctx, r, {.kind = Recipe::Kind::item, .type = items.dtype, .args = {last}, .table = table}, places, items.flavour);
}

}  // namespace bpl::host
