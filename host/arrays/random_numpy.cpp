// numpy.random: the legacy RandomState streams (MT19937), the same numbers as numpy's for the same seed.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/arrays/random_common.h"
#include "host/arrays/recipe.h"
#include "math/functions.h"
#include "math/mt19937.h"
#include "math/poisson.h"

namespace bpl::host {
namespace {

struct NumpyState : Instance {
  NumpyState(Class* c, std::uint32_t seed) : Instance(c), rng(seed) {}
  math::NumpyRandom rng;
};

using Rng = math::NumpyRandom;

Module& random_module(Context& ctx) { return *ctx.modules.at("numpy.random"); }

// Without a seed: from --seed, a different one each time.
bool read_seed(Context& ctx, const Value& v, std::uint32_t* seed) {
  if (!given(v)) {
    *seed = static_cast<std::uint32_t>(ctx.seed + static_cast<std::uint64_t>(ctx.counters["numpy seed"]++));
    return true;
  }
  std::int64_t n = 0;
  if (!read_integer(ctx, v, "seed", &n)) return false;
  if (n < 0 || n > 0xFFFFFFFFll) return raise(ctx, "ValueError", "Seed must be between 0 and 2**32 - 1");
  *seed = static_cast<std::uint32_t>(n);
  return true;
}

// The generator behind numpy.random.rand() and the like.
NumpyState& global_state(Context& ctx) {
  Module& m = random_module(ctx);
  if (Value* v = m.globals.find("_global")) return *static_cast<NumpyState*>(v->object);
  std::uint32_t seed = 0;
  read_seed(ctx, Value::none(), &seed);
  auto* state = ctx.heap.make<NumpyState>(as_class(*m.globals.find("RandomState")), seed);
  m.globals.set(ctx.string("_global"), Value::of(state));
  return *state;
}

// A parameter of a distribution: one number, or one an element.
struct RandomParameter {
  Shape shape;
  std::vector<double> values;
};

bool read_parameter(Context& ctx, const Value& v, double default_value, std::string_view name, RandomParameter* p) {
  if (!given(v)) {
    p->values = {default_value};
    return true;
  }
  Array* a = nullptr;
  if (!to_array(ctx, v, Flavour::numpy, &a)) return false;
  p->shape = a->shape;
  p->values = to_reals(*a);
  return true;
}

// The parameter of every element of a result of that shape.
std::vector<double> spread_parameter(Context& ctx, const RandomParameter& p, const Shape& shape) {
  const auto n = static_cast<std::size_t>(element_count(shape));
  if (p.values.size() == 1) return std::vector<double>(n, p.values[0]);
  const Array* a = with_shape(ctx, *array_of(ctx, std::span<const double>(p.values)), p.shape);
  const Spread<double> s = spread<double>(*a, shape);
  return {s.data, s.data + n};
}

template <class Draw>
bool draw_reals(Context& ctx, const Value& size, std::initializer_list<const RandomParameter*> parameters, Draw draw, Value* result) {
  Shape shape;
  bool single = false;
  std::vector<Shape> shapes;
  for (const RandomParameter* p : parameters) shapes.push_back(p->shape);
  if (!draw_shape(ctx, size, shapes, &shape, &single)) return false;
  std::vector<std::vector<double>> spread_values;
  for (const RandomParameter* p : parameters) spread_values.push_back(spread_parameter(ctx, *p, shape));
  Array* a = make_array(ctx, DType::float64, shape);
  for (std::int64_t i = 0, n = a->size(); i < n; ++i) a->data<double>()[i] = draw(spread_values, static_cast<std::size_t>(i));
  *result = single ? Value::of(*a->data<double>()) : Value::of(a);
  return true;
}

using Values = std::vector<std::vector<double>>;

bool random_sample(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  return draw_reals(ctx, argument(a, 0, "size"), {}, [&](const Values&, std::size_t) { return rng.random_sample(); }, result);
}

bool rand(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  return draw_reals(ctx, dimensions(ctx, a), {}, [&](const Values&, std::size_t) { return rng.random_sample(); }, result);
}

bool randn(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  return draw_reals(ctx, dimensions(ctx, a), {}, [&](const Values&, std::size_t) { return rng.gauss(); }, result);
}

bool standard_normal(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  return draw_reals(ctx, argument(a, 0, "size"), {}, [&](const Values&, std::size_t) { return rng.gauss(); }, result);
}

bool two_parameters(Context& ctx, const Arguments& a, double first, double second, std::string_view first_name, std::string_view second_name,
                    RandomParameter* x, RandomParameter* y) {
  return read_parameter(ctx, argument(a, 0, first_name), first, first_name, x) && read_parameter(ctx, argument(a, 1, second_name), second, second_name, y);
}

bool normal(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  RandomParameter loc, scale;
  if (!two_parameters(ctx, a, 0, 1, "loc", "scale", &loc, &scale)) return false;
  for (const double s : scale.values) {
    if (s < 0) return raise(ctx, "ValueError", "scale < 0");
  }
  return draw_reals(ctx, argument(a, 2, "size"), {&loc, &scale}, [&](const Values& v, std::size_t i) { return rng.normal(v[0][i], v[1][i]); }, result);
}

bool lognormal(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  RandomParameter mean, sigma;
  if (!two_parameters(ctx, a, 0, 1, "mean", "sigma", &mean, &sigma)) return false;
  return draw_reals(ctx, argument(a, 2, "size"), {&mean, &sigma}, [&](const Values& v, std::size_t i) { return math::exp(rng.normal(v[0][i], v[1][i])); }, result);
}

bool uniform(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  RandomParameter low, high;
  if (!two_parameters(ctx, a, 0, 1, "low", "high", &low, &high)) return false;
  return draw_reals(ctx, argument(a, 2, "size"), {&low, &high}, [&](const Values& v, std::size_t i) { return rng.uniform(v[0][i], v[1][i]); }, result);
}

bool exponential(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  RandomParameter scale;
  if (!read_parameter(ctx, argument(a, 0, "scale"), 1, "scale", &scale)) return false;
  return draw_reals(ctx, argument(a, 1, "size"), {&scale}, [&](const Values& v, std::size_t i) { return v[0][i] * -math::log(1.0 - rng.random_sample()); }, result);
}

bool poisson(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  RandomParameter mean;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, argument(a, 0, "lam"), 1, "lam", &mean) || !draw_shape(ctx, argument(a, 1, "size"), {mean.shape}, &shape, &single)) return false;
  for (const double m : mean.values) {
    if (!(m >= 0 && m < 9.2e18)) return raise(ctx, "ValueError", "lam < 0 or lam contains NaNs");
  }
  std::vector<std::int64_t> numbers;
  for (const double m : spread_parameter(ctx, mean, shape)) numbers.push_back(static_cast<std::int64_t>(math::poisson_number([&] { return rng.random_sample(); }, m)));
  *result = single ? Value::of(numbers[0]) : Value::of(with_shape(ctx, *array_of(ctx, std::span<const std::int64_t>(numbers)), shape));
  return true;
}

bool randint(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  RandomParameter low, high;
  Value first;
  if (!required(ctx, a, 0, "low", &first)) return false;
  const bool both = given(argument(a, 1, "high"));
  if (!read_parameter(ctx, both ? first : Value::none(), 0, "low", &low)) return false;
  if (!read_parameter(ctx, both ? argument(a, 1, "high") : first, 0, "high", &high)) return false;
  Shape shape;
  bool single = false;
  DType d = DType::int64;
  if (!draw_shape(ctx, argument(a, 2, "size"), {low.shape, high.shape}, &shape, &single) || !read_dtype(ctx, argument(a, 3, "dtype"), Flavour::numpy, &d)) return false;
  const std::vector<double> lows = spread_parameter(ctx, low, shape), highs = spread_parameter(ctx, high, shape);
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < lows.size(); ++i) {
    // The bounds of an array of reals are cut to whole numbers, as numpy does for single ones.
    const auto l = static_cast<std::int64_t>(lows[i]), h = static_cast<std::int64_t>(highs[i]);
    if (l >= h) return raise(ctx, "ValueError", "low >= high");
    numbers.push_back(rng.randint(l, h));
  }
  *result = single ? Value::of(numbers[0]) : Value::of(with_shape(ctx, *array_of(ctx, std::span<const std::int64_t>(numbers), d), shape));
  return true;
}

// Swaps from the end: the order in which numpy shuffles n items.
std::vector<std::int64_t> shuffled(Rng& rng, std::int64_t n) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  for (std::int64_t i = n - 1; i > 0; --i) std::swap(order[static_cast<std::size_t>(i)], order[rng.interval(static_cast<std::uint64_t>(i))]);
  return order;
}

bool permutation(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  Value v;
  Pool pool;
  if (!required(ctx, a, 0, "x", &v) || !read_pool(ctx, v, Flavour::numpy, &pool)) return false;
  return pick(ctx, pool, places_array(ctx, shuffled(rng, pool.size), {pool.size}), false, Flavour::numpy, result);
}

bool shuffle(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  Value v;
  std::int64_t n = 0;
  *result = Value::none();
  return required(ctx, a, 0, "x", &v) && length(ctx, v, &n) && reorder_in_place(ctx, v, shuffled(rng, n));
}

// Draws without replacement and with weights: rounds of weighted draws in which what was found counts no more.
std::vector<std::int64_t> weighted_subset(Rng& rng, std::vector<double> weights, std::int64_t count) {
  std::vector<std::int64_t> found;
  while (static_cast<std::int64_t>(found.size()) < count) {
    std::vector<double> draws(static_cast<std::size_t>(count) - found.size());
    for (double& u : draws) u = rng.random_sample();
    for (const std::int64_t i : found) weights[static_cast<std::size_t>(i)] = 0;
    const std::vector<double> cumulative = cumulate_weights(weights);
    const std::size_t before = found.size();
    for (const double u : draws) {
      const std::int64_t i = weighted_place(cumulative, u);
      if (std::find(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(), i) == found.end()) found.push_back(i);
    }
  }
  return found;
}

bool choice(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  Value from;
  Pool pool;
  Shape shape;
  bool single = false, replace = true;
  if (!required(ctx, a, 0, "a", &from) || !read_pool(ctx, from, Flavour::numpy, &pool)) return false;
  if (!draw_shape(ctx, argument(a, 1, "size"), {}, &shape, &single) || !read_flag(ctx, argument(a, 2, "replace"), &replace)) return false;
  const std::int64_t n = element_count(shape);
  if (pool.size == 0 && n > 0) return raise(ctx, "ValueError", "a must be greater than 0 unless no samples are taken");
  const Value p = argument(a, 3, "p");
  std::vector<double> weights;
  if (given(p) && !read_weights(ctx, p, pool.size, &weights)) return false;
  if (!replace && n > pool.size) return raise(ctx, "ValueError", "Cannot take a larger sample than population when 'replace=False'");
  std::vector<std::int64_t> places;
  if (replace) {
    const std::vector<double> cumulative = cumulate_weights(weights);
    for (std::int64_t i = 0; i < n; ++i) places.push_back(given(p) ? weighted_place(cumulative, rng.random_sample()) : rng.randint(0, pool.size));
  } else if (given(p)) {
    if (std::count_if(weights.begin(), weights.end(), [](double w) { return w > 0; }) < n) return raise(ctx, "ValueError", "Fewer non-zero entries in p than size");
    places = weighted_subset(rng, weights, n);
  } else {
    places = shuffled(rng, pool.size);
    places.resize(static_cast<std::size_t>(n));
  }
  return pick(ctx, pool, places_array(ctx, places, shape), single, Flavour::numpy, result);
}

bool seed(Context& ctx, Rng& rng, const Arguments& a, Value* result) {
  std::uint32_t s = 0;
  if (!read_seed(ctx, argument(a, 0, "seed"), &s)) return false;
  rng = Rng(s);
  *result = Value::none();
  return true;
}

using Draw = bool (*)(Context&, Rng&, const Arguments&, Value*);

template <Draw F>
bool of_module(Context& ctx, const Arguments& arguments, Value* result) {
  return F(ctx, global_state(ctx).rng, arguments, result);
}

template <Draw F>
bool of_state(Context& ctx, const Arguments& arguments, Value* result) {
  return F(ctx, static_cast<NumpyState*>(arguments.positional[0].object)->rng, without_self(arguments), result);
}

bool make_state(Context& ctx, const Arguments& arguments, Value* result) {
  std::uint32_t s = 0;
  if (!read_seed(ctx, argument(arguments, 0, "seed"), &s)) return false;
  *result = Value::of(ctx.heap.make<NumpyState>(as_class(*random_module(ctx).globals.find("RandomState")), s));
  return true;
}

#define BPL_DRAW(name, signature, function) \
  {"numpy.random", name, signature, OnUnknown::pure, of_module<function>}, {"numpy.random", "RandomState." name, signature, OnUnknown::pure, of_state<function>}

// In pairs: the function of the module and the method.
constexpr NativeEntry kRows[] = {
    BPL_DRAW("seed", "(seed=None)", seed),
    BPL_DRAW("rand", "(*dimensions)", rand),
    BPL_DRAW("randn", "(*dimensions)", randn),
    BPL_DRAW("random", "(size=None)", random_sample),
    BPL_DRAW("random_sample", "(size=None)", random_sample),
    BPL_DRAW("ranf", "(size=None)", random_sample),
    BPL_DRAW("sample", "(size=None)", random_sample),
    BPL_DRAW("standard_normal", "(size=None)", standard_normal),
    BPL_DRAW("normal", "(loc=0.0, scale=1.0, size=None)", normal),
    BPL_DRAW("lognormal", "(mean=0.0, sigma=1.0, size=None)", lognormal),
    BPL_DRAW("uniform", "(low=0.0, high=1.0, size=None)", uniform),
    BPL_DRAW("exponential", "(scale=1.0, size=None)", exponential),
    BPL_DRAW("poisson", "(lam=1.0, size=None)", poisson),
    BPL_DRAW("randint", "(low, high=None, size=None, dtype=None)", randint),
    BPL_DRAW("choice", "(a, size=None, replace=True, p=None)", choice),
    BPL_DRAW("permutation", "(x)", permutation),
    BPL_DRAW("shuffle", "(x)", shuffle),
};

constexpr NativeEntry kState = {"numpy.random", "RandomState", "(seed=None)", OnUnknown::pure, make_state};

}  // namespace

std::span<const NativeEntry> numpy_random_natives() {
  static const std::vector<NativeEntry> functions = functions_of_module(kRows);
  return functions;
}

void register_numpy_state(Context& ctx) {
  random_module(ctx).globals.set(ctx.string("RandomState"), Value::of(make_state_class(ctx, kState, kRows)));
}

// bm.random.seed() seeds this generator too.
bool seed_numpy(Context& ctx, const Value& s) {
  Value none;
  return seed(ctx, global_state(ctx).rng, {{s}, {}}, &none);
}

std::uint32_t draw_numpy_word(Context& ctx) { return global_state(ctx).rng.next_u32(); }

}  // namespace bpl::host
