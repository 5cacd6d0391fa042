// The part of the module _bplc about connectors, connections and what is computed along them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "host/arrays/connection_rows.h"
#include "host/models/connections.h"
#include "host/models/library_natives.h"
#include "host/models/model.h"
#include "host/values/native.h"
#include "host/values/ops.h"
#include "math/philox.h"
#include "math/reduction.h"

namespace bpl::host {
namespace {

using library::at;
using library::text;

struct ConnectorDraws : ConnectorState {
  std::optional<BrainpyDraws> brainpy;
  std::string label;
};

bool connector_state(Context& ctx, Args a, Value* result) {
  auto* state = ctx.heap.make<ConnectorDraws>();
  if (at(a, 0).is_int()) {
    if (at(a, 0).integer < 0 || at(a, 0).integer > 0xffffffffLL) return raise(ctx, "ValueError", "a seed must be between 0 and 2**32 - 1");
    state->seed = static_cast<std::uint64_t>(at(a, 0).integer);
    state->label = fmt::format("connect:{}", *state->seed);
  } else {
    state->label = fmt::format("connect:{}:unseeded:{}", ctx.seed, ctx.counters["connector"]++);
  }
  if (ctx.brainpy_random) state->brainpy.emplace(static_cast<std::uint32_t>(state->seed ? *state->seed : math::fnv1a64(state->label) % 10000000));
  *result = Value::of(state);
  return true;
}

bool read_indices(Context& ctx, const Value& v, std::vector<std::int64_t>* result) {
  Array* array = nullptr;
  if (!to_array(ctx, v, Flavour::numpy, &array)) return false;
  *result = to_integers(*array);
  return true;
}

// A matrix knows only whether two neurons are connected: a pair that is listed twice counts once.
void drop_repeated(Connectivity* c) {
  const std::vector<std::int64_t> sources = std::exchange(c->sources, {}), targets = std::exchange(c->targets, {});
  std::unordered_set<std::int64_t> seen;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    if (!seen.insert(sources[k] * c->post_size + targets[k]).second) continue;
    c->sources.push_back(sources[k]);
    c->targets.push_back(targets[k]);
  }
}

bool read_rule(Context& ctx, const std::string& rule, Dict& numbers, bool dense, Connectivity* c) {
  const auto number = [&](std::string_view key) { return numbers.find(key) ? *numbers.find(key) : Value::of(std::int64_t{0}); };
  c->rule = rule == "fixed_prob" ? (dense ? "bernoulli" : "fixed_outdegree") : rule;
  c->probability = number("probability").as_real();
  c->number = number("number").integer;
  c->multiple = number("multiple").integer != 0;
  if (rule != "explicit") return true;
  if (!read_indices(ctx, number("sources"), &c->sources) || !read_indices(ctx, number("targets"), &c->targets)) return false;
  for (const auto& [list, size, name] : {std::tuple{&c->sources, c->pre_size, "pre"}, std::tuple{&c->targets, c->post_size, "post"}})
    for (std::int64_t id : *list)
      if (id < 0 || id >= size)
        return raise(ctx, "ValueError", fmt::format("a connection names the {} neuron {}, but there are {}", name, id, size));
  if (dense) drop_repeated(c);
  return true;
}

// connectivity(rule, state, pre_num, post_num, numbers, include_self, dense)
bool connectivity(Context& ctx, Args a, Value* result) {
  if (!as_string(at(a, 0))) return raise(ctx, "NotImplementedError", "connectors of your own are not supported by bplc yet");
  auto* state = static_cast<ConnectorDraws*>(at(a, 1).object);
  auto* c = ctx.heap.make<Connectivity>();
  c->pre_size = at(a, 2).integer;
  c->post_size = at(a, 3).integer;
  c->include_self = at(a, 5).integer != 0;
  c->seed = state->seed;
  const bool dense = at(a, 6).integer != 0;
  if (!read_rule(ctx, text(at(a, 0)), *as_dict(at(a, 4)), dense, c)) return false;
  c->key = math::fnv1a64(fmt::format("{}:{}", state->label, state->requests++));
  if (state->brainpy) draw_as_brainpy(*c, *state->brainpy, dense, ctx.enable_x64);
  *result = Value::of(c);
  return true;
}

// structure(connectivity, name)
bool structure(Context& ctx, Args a, Value* result) {
  return connection_structure(ctx, *static_cast<Connectivity*>(at(a, 0).object), text(at(a, 1)), result);
}

// reduce_at(name, values, indices, length): the sum, prod, min or max of the values with each index, in their order.
bool reduce_at(Context& ctx, Args a, Value* result) {
  const std::string name = text(at(a, 0));
  Array *values = nullptr, *indices = nullptr;
  if (!to_array(ctx, at(a, 1), Flavour::brainpy, &values) || !to_array(ctx, at(a, 2), Flavour::numpy, &indices)) return false;
  const std::int64_t length = at(a, 3).integer;
  Array* sums = make_array(ctx, default_real(ctx, Flavour::brainpy), {length}, Flavour::brainpy);
  const std::vector<std::int64_t> where = to_integers(*indices);
  const std::vector<double> x = to_reals(*values);
  if (x.size() != 1 && x.size() != where.size())
    return raise(ctx, "ValueError", fmt::format("{} values do not go with {} indices", x.size(), where.size()));
  with_type(sums->dtype, [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_floating_point_v<T>)
      math::with_reduction<T>(name, [&](T nothing, auto combine) {
        std::fill_n(sums->data<T>(), length, nothing);
        for (std::size_t k = 0; k < where.size(); ++k) {
          if (where[k] < 0 || where[k] >= length) continue;
          T& sum = sums->data<T>()[where[k]];
          sum = combine(sum, static_cast<T>(x[x.size() == 1 ? 0 : k]));
        }
      });
  });
  *result = Value::of(sums);
  return true;
}

// rows_of(starts): the row of every entry of a table whose rows begin at `starts`.
bool rows_of(Context& ctx, Args a, Value* result) {
  Array* starts = nullptr;
  if (!to_array(ctx, at(a, 0), Flavour::numpy, &starts)) return false;
  Array* rows = expand_rows(ctx, *starts);
  if (!rows) return raise(ctx, "ValueError", "the beginnings of rows (indptr) must start with 0 and never fall");
  *result = Value::of(rows);
  return true;
}

// index_pair(i, j): both as arrays of ints of one length.
bool index_pair(Context& ctx, Args a, Value* result) {
  std::vector<Value> arrays;
  std::size_t length = 0;
  for (std::size_t k = 0; k < 2; ++k) {
    Array* array = nullptr;
    if (!to_array(ctx, at(a, k), Flavour::numpy, &array)) return false;
    if (array->ndim() != 1 || !(is_integer(array->dtype) || array->size() == 0))
      return raise(ctx, "TypeError", "IJConn needs two one-dimensional arrays of ints");
    if (k == 1 && static_cast<std::size_t>(array->size()) != length)
      return raise(ctx, "ValueError", fmt::format("IJConn: i has {} entries, j has {}", length, array->size()));
    length = static_cast<std::size_t>(array->size());
    arrays.push_back(Value::of(array));
  }
  *result = Value::of(ctx.heap.make<Tuple>(arrays));
  return true;
}

// matrix_indices(matrix): (shape, rows, columns) of the entries greater than zero.
bool matrix_indices(Context& ctx, Args a, Value* result) {
  Array* array = nullptr;
  if (!to_array(ctx, at(a, 0), Flavour::numpy, &array)) return false;
  if (array->ndim() != 2)
    return raise(ctx, "ValueError", fmt::format("a connection matrix has two dimensions, not the shape {}", shape_text(array->shape)));
  std::vector<std::int64_t> rows, columns;
  const std::vector<double> values = to_reals(*array);
  for (std::size_t k = 0; k < values.size(); ++k)
    if (values[k] > 0) {
      rows.push_back(static_cast<std::int64_t>(k) / array->shape[1]);
      columns.push_back(static_cast<std::int64_t>(k) % array->shape[1]);
    }
  const Value shape = Value::of(ctx.heap.make<Tuple>(std::vector<Value>{Value::of(array->shape[0]), Value::of(array->shape[1])}));
  *result = Value::of(ctx.heap.make<Tuple>(std::vector<Value>{
      shape, Value::of(array_of(ctx, std::span<const std::int64_t>(rows))), Value::of(array_of(ctx, std::span<const std::int64_t>(columns)))}));
  return true;
}

// delay_array(values, pre_num): ints, one a source.
bool delay_array(Context& ctx, Args a, Value* result) {
  Array* array = nullptr;
  if (!to_array(ctx, at(a, 0), Flavour::numpy, &array)) return false;
  if (!is_integer(array->dtype)) return raise(ctx, "TypeError", "delay_step must be ints (steps), not floats");
  if (array->ndim() != 1 || array->size() != at(a, 1).integer)
    return raise(ctx, "ValueError", fmt::format("delay_step has the shape {}: one entry for each of the {} pre neurons is needed",
                                                shape_text(array->shape), at(a, 1).integer));
  for (std::int64_t d : to_integers(*array))
    if (d < 0) return raise(ctx, "ValueError", fmt::format("delay_step must not be negative, not {}", d));
  *result = Value::of(array);
  return true;
}

bool weight_shape(Context& ctx, Args a, Value* result) {
  const auto* c = static_cast<Connectivity*>(at(a, 0).object);
  std::vector<Value> shape;
  if (at(a, 1).integer) shape = {Value::of(c->pre_size), Value::of(c->post_size)};
  else shape = {Value::of(count_connections(plan_of(*c)))};
  *result = Value::of(ctx.heap.make<Tuple>(shape));
  return true;
}

// weight_array(values, connectivity, dense): one weight a connection, in the order of the rows.
bool weight_array(Context& ctx, Args a, Value* result) {
  Array* array = nullptr;
  if (!to_array(ctx, at(a, 0), Flavour::brainpy, &array)) return false;
  const auto* c = static_cast<Connectivity*>(at(a, 1).object);
  // The weights of a recipe are checked by the ranks that compute them.
  bool nan = false;
  if (!recipe_of(*array)) for_each_real(*array, [&](double w) { nan |= std::isnan(w); });
  if (nan) return raise(ctx, "ValueError", "g_max must not contain NaN");
  if (array->size() == 1) {
    *result = Value::of(to_reals(*array)[0]);
    return true;
  }
  if (array->ndim() == 2 && array->shape == Shape{c->pre_size, c->post_size} && c->rule == "explicit") {
    const std::vector<double> values = to_reals(*array);
    const std::vector<std::int64_t> numbers = row_numbers(c->sources, c->pre_size);
    std::vector<double> picked(numbers.size());
    for (std::size_t k = 0; k < numbers.size(); ++k)
      picked[static_cast<std::size_t>(numbers[k])] = values[static_cast<std::size_t>(c->sources[k] * c->post_size + c->targets[k])];
    *result = Value::of(array_of(ctx, std::span<const double>(picked)));
    return true;
  }
  const bool whole_matrix = c->rule == "all_to_all" && c->include_self && array->shape == Shape{c->pre_size, c->post_size};
  if (whole_matrix) array = with_shape(ctx, *array, {array->size()});
  const std::int64_t count = count_connections(plan_of(*c));
  if (array->ndim() != 1 || array->size() != count)
    return raise(ctx, "ValueError", fmt::format("g_max has the shape {}, but there are {} connections", shape_text(array->shape), count));
  *result = Value::of(array);
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"_bplc", "connector_state", "(seed)", pure, connector_state},
    {"_bplc", "connectivity", "(rule, state, pre_num, post_num, numbers, include_self, dense)", pure, connectivity},
    {"_bplc", "structure", "(connectivity, name)", pure, structure},
    {"_bplc", "reduce_at", "(name, values, indices, length)", pure, reduce_at},
    {"_bplc", "rows_of", "(starts)", pure, rows_of},
    {"_bplc", "index_pair", "(i, j)", pure, index_pair},
    {"_bplc", "matrix_indices", "(matrix)", pure, matrix_indices},
    {"_bplc", "delay_array", "(values, pre_num)", pure, delay_array},
    {"_bplc", "weight_shape", "(connectivity, dense)", pure, weight_shape},
    {"_bplc", "weight_array", "(values, connectivity, dense)", pure, weight_array},
};

}  // namespace

std::span<const NativeEntry> library::connection_natives() { return kEntries; }

}  // namespace bpl::host
