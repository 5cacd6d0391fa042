#include "host/arrays/random_common.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "host/arrays/array_lazy.h"

namespace bpl::host {

bool draw_shape(Context& ctx, const Value& size, const std::vector<Shape>& parameters, Shape* shape, bool* single) {
  Shape joint;
  for (const Shape& s : parameters) {
    if (!broadcast_shapes(joint, s, &joint)) return raise(ctx, "ValueError", "shape mismatch: objects cannot be broadcast to a single shape");
  }
  *single = !given(size) && joint.empty();
  if (!given(size)) {
    *shape = joint;
    return true;
  }
  Shape all;
  if (!read_shape(ctx, size, shape)) return false;
  for (const std::int64_t n : *shape) {
    if (n < 0) return raise(ctx, "ValueError", "negative dimensions are not allowed");
  }
  if (broadcast_shapes(*shape, joint, &all) && all == *shape) return true;
  return raise(ctx, "ValueError", "Output size " + shape_text(*shape) + " is not compatible with broadcast dimensions of inputs " + shape_text(joint) + ".");
}

Value dimensions(Context& ctx, const Arguments& arguments) {
  return arguments.positional.empty() ? Value::none() : tuple_of(ctx, arguments.positional);
}

Arguments without_self(const Arguments& arguments) {
  return {{arguments.positional.begin() + 1, arguments.positional.end()}, arguments.keywords};
}

bool read_pool(Context& ctx, const Value& v, Flavour f, Pool* pool) {
  Array* a = nullptr;
  if (!to_array(ctx, v, f, &a)) return false;
  if (a->ndim() > 0) {
    *pool = {a->shape[0], a};
    return true;
  }
  return array_to_index(ctx, *a, &pool->size) && (pool->size >= 0 || raise(ctx, "ValueError", "a must be greater than or equal to 0"));
}

Array* places_array(Context& ctx, const std::vector<std::int64_t>& places, const Shape& shape) {
  return with_shape(ctx, *array_of(ctx, std::span<const std::int64_t>(places)), shape);
}

bool pick(Context& ctx, const Pool& pool, Array* places, bool single, Flavour f, Value* result) {
  if (pool.items == nullptr) {
    if (single && f == Flavour::numpy) *result = Value::of(to_integers(*places)[0]);
    else *result = Value::of(cast_array(ctx, *places, default_integer(ctx, f), f));
    return true;
  }
  Array* items = pool.items->flavour == f ? pool.items : cast_array(ctx, *pool.items, canonical(ctx, f, pool.items->dtype), f);
  if (Array* lazy = lazy_items(ctx, *items, *places)) {
    *result = Value::of(lazy);
    return true;
  }
  if (single) return array_get_item(ctx, *items, Value::of(to_integers(*places)[0]), result);
  return array_get_item(ctx, *items, Value::of(places), result);
}

bool read_weights(Context& ctx, const Value& v, std::int64_t size, std::vector<double>* weights) {
  Array* a = nullptr;
  if (!to_array(ctx, v, Flavour::numpy, &a)) return false;
  *weights = to_reals(*a);
  if (static_cast<std::int64_t>(weights->size()) != size) return raise(ctx, "ValueError", "'a' and 'p' must have same size");
  if (std::any_of(weights->begin(), weights->end(), [](double p) { return !(p >= 0); })) return raise(ctx, "ValueError", "probabilities are not non-negative");
  const double sum = std::accumulate(weights->begin(), weights->end(), 0.0);
  // numpy allows the rounding of the type the probabilities came in.
  const double tolerance = a->dtype == DType::float32 ? 3.5e-4 : 1.5e-8;
  return std::fabs(sum - 1) <= tolerance || raise(ctx, "ValueError", "probabilities do not sum to 1");
}

std::vector<double> cumulate_weights(const std::vector<double>& weights) {
  std::vector<double> sums(weights.size());
  std::partial_sum(weights.begin(), weights.end(), sums.begin());
  for (double& s : sums) s /= sums.back() == 0 ? 1 : sums.back();
  return sums;
}

bool reorder_in_place(Context& ctx, const Value& sequence, const std::vector<std::int64_t>& order) {
  if (List* list = as_list(sequence)) {
    const std::vector<Value> old = list->items;
    for (std::size_t i = 0; i < order.size(); ++i) list->items[i] = old[static_cast<std::size_t>(order[i])];
    return true;
  }
  Array* a = as_array(sequence);
  if (a == nullptr || a->ndim() == 0) return raise(ctx, "TypeError", "shuffle() needs a list or an array, not " + type_of(ctx, sequence)->name);
  Value mixed;
  if (!array_get_item(ctx, *a, Value::of(array_of(ctx, std::span<const std::int64_t>(order))), &mixed)) return false;
  assign_elements(*a, *as_array(mixed));
  return true;
}

std::vector<NativeEntry> functions_of_module(std::span<const NativeEntry> rows) {
  std::vector<NativeEntry> functions;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(functions), [](const NativeEntry& e) { return e.name.find('.') == std::string_view::npos; });
  return functions;
}

Class* make_state_class(Context& ctx, const NativeEntry& construct, std::span<const NativeEntry> rows) {
  Class* c = ctx.heap.make<Class>(std::string(construct.name));
  c->qualified_name = std::string(construct.module) + "." + c->name;
  c->mro = {c};
  c->construct = &construct;
  for (const NativeEntry& e : rows)
    if (const std::size_t dot = e.name.find('.'); dot != std::string_view::npos)
      c->attributes.set(ctx.string(e.name.substr(dot + 1)), Value::of(ctx.heap.make<Native>(&e)));
  return c;
}

}  // namespace bpl::host
