// brainpy.math.random. By default every call has a Philox stream of its own, named by seed and number of the call, and
// every element its place in it; with --rng=brainpy the keys are split and used as BrainPy does.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/array_lazy.h"
#include "host/random_common.h"
#include "math/functions.h"
#include "math/philox.h"
#include "math/threefry.h"

namespace bpl::host {

bool seed_numpy(Context&, const Value& seed);
std::uint32_t draw_numpy_word(Context&);

namespace {

struct BmState : Instance {
  BmState(Class* c, std::uint64_t s, bool is_global) : Instance(c), jax(s), seed(s), global(is_global) {}
  math::JaxRandomState jax;
  std::uint64_t seed = 0;
  std::uint64_t draws = 0;  // of this generator; the global one counts in the context
  bool global = false;
};

Module& random_module(Context& ctx) { return *ctx.modules.at("brainpy.math.random"); }

BmState& global_state(Context& ctx) { return *static_cast<BmState*>(random_module(ctx).globals.find("DEFAULT")->object); }

// One call: where its numbers come from.
struct Call {
  Context& ctx;
  bool jax = false;
  math::JaxKey jax_key{};
  math::PhiloxKey key{};
  bool wide = false;  // 64-bit reals

  Call(Context& c, BmState& state) : ctx(c), jax(c.brainpy_random), wide(c.enable_x64) {
    if (jax) {
      jax_key = state.jax.split_key();
      return;
    }
    const std::uint64_t seed = state.global ? c.seed : state.seed;
    std::uint64_t& draws = state.global ? c.draws : state.draws;
    const math::PhiloxKey base = math::stream_key(seed, math::fnv1a64(state.global ? "bm.random" : "bm.random.RandomState"));
    key = math::substream(base, draws++);
  }

  std::vector<double> uniform(std::size_t n) const { return jax ? jax_uniform(n) : philox_uniform(n); }
  std::vector<double> normal(std::size_t n) const {
    std::vector<double> x(n);
    if (jax && wide) return math::jax_normal_f64(jax_key, n);
    if (jax) {
      const std::vector<float> narrow = math::jax_normal_f32(jax_key, n);
      return {narrow.begin(), narrow.end()};
    }
    host::draw_normal(x, 0, {key.k0, key.k1}, wide);
    return x;
  }
  std::vector<std::int64_t> below(std::size_t n, std::int64_t low, std::int64_t high) const {
    std::vector<std::int64_t> x(n);
    if (jax) {
      const std::vector<std::int32_t> narrow = math::jax_randint32(jax_key, n, static_cast<std::int32_t>(low), static_cast<std::int32_t>(high));
      return {narrow.begin(), narrow.end()};
    }
    for (std::size_t i = 0; i < n; ++i) {
      math::PhiloxStream s(key, i);
      x[i] = low + static_cast<std::int64_t>(s.below(static_cast<std::uint64_t>(high - low)));
    }
    return x;
  }

 private:
  std::vector<double> jax_uniform(std::size_t n) const {
    if (wide) return math::jax_uniform_f64(jax_key, n);
    const std::vector<float> narrow = math::jax_uniform_f32(jax_key, n);
    return {narrow.begin(), narrow.end()};
  }
  std::vector<double> philox_uniform(std::size_t n) const {
    std::vector<double> x(n);
    host::draw_uniform(x, 0, {key.k0, key.k1}, wide);
    return x;
  }
};

bool give_array(Context& ctx, const std::vector<double>& x, const Shape& shape, DType d, Value* result) {
  *result = Value::of(with_shape(ctx, *array_of(ctx, std::span<const double>(x), d, Flavour::brainpy), shape));
  return true;
}

// x * factor + shift in the precision of the run.
std::vector<double> scaled(Context& ctx, std::vector<double> x, const std::vector<double>& factor, const std::vector<double>& shift) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (ctx.enable_x64) x[i] = x[i] * factor[i] + shift[i];
    else x[i] = static_cast<double>(static_cast<float>(x[i]) * static_cast<float>(factor[i]) + static_cast<float>(shift[i]));
  }
  return x;
}

// Many draws with two numbers as parameters: scale * x + shift as a recipe. Null where the draws have to be made now.
Array* lazy_draws(const Call& call, Recipe::Kind kind, const Shape& shape, double scale, double shift) {
  Context& ctx = call.ctx;
  const std::int64_t n = element_count(shape);
  if (call.jax || n < kLazyFrom) return nullptr;
  const DType d = default_real(ctx, Flavour::brainpy);
  Recipe r;
  r.size = n;
  r.nodes = {{.kind = kind, .type = d, .key = {call.key.k0, call.key.k1}},
             {.type = d, .number = scale},
             {.kind = Recipe::Kind::binary, .type = d, .operand = d, .index = static_cast<std::int32_t>(BinaryOp::multiply), .args = {0, 1}},
             {.type = d, .number = shift},
             {.kind = Recipe::Kind::binary, .type = d, .operand = d, .index = static_cast<std::int32_t>(BinaryOp::add), .args = {2, 3}}};
  if (kind == Recipe::Kind::uniform)
    r.nodes.push_back({.kind = Recipe::Kind::binary, .type = d, .operand = d, .index = static_cast<std::int32_t>(BinaryOp::maximum), .args = {4, 3}});
  return ctx.heap.make<Array>(r, Flavour::brainpy, shape);
}

bool draw_uniform(Context& ctx, BmState& state, const Value& size, const RandomParameter& low, const RandomParameter& high, Value* result) {
  Shape shape;
  bool single = false;
  if (!draw_shape(ctx, size, {&low, &high}, &shape, &single)) return false;
  const Call call(ctx, state);
  const auto width = [&](double from, double to) {
    return ctx.enable_x64 ? to - from : static_cast<double>(static_cast<float>(to) - static_cast<float>(from));
  };
  if (low.values.size() == 1 && high.values.size() == 1)
    if (Array* lazy = lazy_draws(call, Recipe::Kind::uniform, shape, width(low.values[0], high.values[0]), low.values[0])) {
      *result = Value::of(lazy);
      return true;
    }
  std::vector<double> lows = spread_parameter(ctx, low, shape), widths = spread_parameter(ctx, high, shape);
  for (std::size_t i = 0; i < lows.size(); ++i) widths[i] = width(lows[i], widths[i]);
  std::vector<double> x = scaled(ctx, call.uniform(lows.size()), widths, lows);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::max(x[i], ctx.enable_x64 ? lows[i] : static_cast<double>(static_cast<float>(lows[i])));
  return give_array(ctx, x, shape, default_real(ctx, Flavour::brainpy), result);
}

bool draw_normal(Context& ctx, BmState& state, const Value& size, const RandomParameter& loc, const RandomParameter& scale, Value* result) {
  Shape shape;
  bool single = false;
  if (!draw_shape(ctx, size, {&loc, &scale}, &shape, &single)) return false;
  const Call call(ctx, state);
  if (loc.values.size() == 1 && scale.values.size() == 1)
    if (Array* lazy = lazy_draws(call, Recipe::Kind::normal, shape, scale.values[0], loc.values[0])) {
      *result = Value::of(lazy);
      return true;
    }
  const std::vector<double> x = call.normal(static_cast<std::size_t>(element_count(shape)));
  return give_array(ctx, scaled(ctx, x, spread_parameter(ctx, scale, shape), spread_parameter(ctx, loc, shape)), shape, default_real(ctx, Flavour::brainpy), result);
}

const RandomParameter kZero{{}, {0}}, kOne{{}, {1}};

bool rand(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_uniform(ctx, s, dimensions(ctx, a), kZero, kOne, r); }
bool randn(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_normal(ctx, s, dimensions(ctx, a), kZero, kOne, r); }
bool random(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_uniform(ctx, s, argument(a, 0, "size"), kZero, kOne, r); }
bool standard_normal(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_normal(ctx, s, argument(a, 0, "size"), kZero, kOne, r); }

bool uniform(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  RandomParameter low, high;
  return read_parameter(ctx, argument(a, 0, "low"), 0, "low", &low) && read_parameter(ctx, argument(a, 1, "high"), 1, "high", &high) &&
         draw_uniform(ctx, s, argument(a, 2, "size"), low, high, r);
}

bool normal(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  RandomParameter loc, scale;
  return read_parameter(ctx, argument(a, 0, "loc"), 0, "loc", &loc) && read_parameter(ctx, argument(a, 1, "scale"), 1, "scale", &scale) &&
         draw_normal(ctx, s, argument(a, 2, "size"), loc, scale, r);
}

bool randint(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  std::int64_t low = 0, high = 0;
  Value first;
  Shape shape;
  bool single = false;
  const Value second = argument(a, 1, "high");
  if (!required(ctx, a, 0, "low", &first) || !read_integer(ctx, given(second) ? second : first, "high", &high)) return false;
  if (given(second) && !read_integer(ctx, first, "low", &low)) return false;
  if (!draw_shape(ctx, argument(a, 2, "size"), {}, &shape, &single)) return false;
  if (low >= high) return raise(ctx, "ValueError", "low >= high");
  DType d = default_integer(ctx, Flavour::brainpy);
  if (!read_dtype(ctx, argument(a, 3, "dtype"), Flavour::brainpy, &d)) return false;
  const std::vector<std::int64_t> x = Call(ctx, s).below(static_cast<std::size_t>(element_count(shape)), low, high);
  *r = Value::of(with_shape(ctx, *array_of(ctx, std::span<const std::int64_t>(x), d, Flavour::brainpy), shape));
  return true;
}

bool bernoulli(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  RandomParameter p;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, argument(a, 0, "p"), 0.5, "p", &p) || !draw_shape(ctx, argument(a, 1, "size"), {&p}, &shape, &single)) return false;
  std::vector<double> x = Call(ctx, s).uniform(static_cast<std::size_t>(element_count(shape)));
  const std::vector<double> limits = spread_parameter(ctx, p, shape);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = ctx.enable_x64 ? x[i] < limits[i] : static_cast<float>(x[i]) < static_cast<float>(limits[i]);
  }
  return give_array(ctx, x, shape, DType::boolean, r);
}

// A standard exponential number divided by `scale`: the mean is 1 / scale, unlike numpy's.
bool exponential(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  RandomParameter scale;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, argument(a, 0, "scale"), 1, "scale", &scale) || !draw_shape(ctx, argument(a, 1, "size"), {&scale}, &shape, &single)) return false;
  std::vector<double> x = Call(ctx, s).uniform(static_cast<std::size_t>(element_count(shape)));
  const std::vector<double> scales = spread_parameter(ctx, scale, shape);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (ctx.enable_x64) x[i] = -math::log1p(-x[i]) / scales[i];
    else x[i] = static_cast<double>(-math::log1p(-static_cast<float>(x[i])) / static_cast<float>(scales[i]));
  }
  return give_array(ctx, x, shape, default_real(ctx, Flavour::brainpy), r);
}

// Products of uniforms for small means, transformed rejection (W. Hoermann 1993, algorithm PTRS) for the others.
double poisson_number(math::PhiloxStream& stream, double mean) {
  if (mean < 10) {
    const double limit = math::exp(-mean);
    double k = 0;
    for (double product = stream.next_f64(); product > limit; product *= stream.next_f64()) ++k;
    return k;
  }
  const double root = std::sqrt(mean), log_mean = math::log(mean);
  const double b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), accept = 0.9277 - 3.6224 / (b - 2);
  while (true) {
    const double u = stream.next_f64() - 0.5, v = stream.next_f64(), us = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accept) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (math::log(v) + math::log(inverse_alpha) - math::log(a / (us * us) + b) <= -mean + k * log_mean - math::lgamma(k + 1)) return k;
  }
}

bool poisson(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  RandomParameter mean;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, argument(a, 0, "lam"), 1, "lam", &mean) || !draw_shape(ctx, argument(a, 1, "size"), {&mean}, &shape, &single)) return false;
  const Call call(ctx, s);
  if (call.jax) return raise(ctx, "NotImplementedError", "bm.random.poisson() cannot repeat BrainPy's draws: run without --rng=brainpy");
  std::vector<double> x = spread_parameter(ctx, mean, shape);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(x[i] >= 0)) return raise(ctx, "ValueError", "lam < 0 or lam contains NaNs");
    math::PhiloxStream stream(call.key, i);
    x[i] = poisson_number(stream, x[i]);
  }
  return give_array(ctx, x, shape, default_integer(ctx, Flavour::brainpy), r);
}

// jax sorts by random words, in enough rounds that equal words do not matter; Philox sorts by 64-bit words once.
std::vector<std::int64_t> permuted(const Call& call, std::int64_t n) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  const auto sort_by = [&](const std::vector<std::uint64_t>& words) {
    std::vector<std::size_t> places(order.size());
    std::iota(places.begin(), places.end(), 0);
    std::stable_sort(places.begin(), places.end(), [&](std::size_t i, std::size_t j) { return words[i] < words[j]; });
    std::vector<std::int64_t> sorted;
    for (const std::size_t i : places) sorted.push_back(order[i]);
    order = std::move(sorted);
  };
  if (!call.jax) {
    std::vector<std::uint64_t> words;
    for (std::uint64_t i = 0; i < order.size(); ++i) {
      const math::PhiloxBlock b = math::philox_draw(call.key, i, 0);
      words.push_back(math::join_words(b[0], b[1]));
    }
    sort_by(words);
    return order;
  }
  const int rounds = static_cast<int>(std::ceil(3 * std::log(std::max<double>(1, static_cast<double>(n))) / std::log(4294967295.0)));
  math::JaxKey key = call.jax_key;
  for (int i = 0; i < rounds; ++i) {
    const std::vector<math::JaxKey> keys = math::jax_split(key);
    key = keys[0];
    const std::vector<std::uint32_t> words = math::jax_random_bits32(keys[1], order.size());
    sort_by({words.begin(), words.end()});
  }
  return order;
}

bool permutation(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Value v;
  Pool pool;
  if (!required(ctx, a, 0, "x", &v) || !read_pool(ctx, v, Flavour::brainpy, &pool)) return false;
  return pick(ctx, pool, permuted(Call(ctx, s), pool.size), {pool.size}, false, Flavour::brainpy, r);
}

bool shuffle(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Value v;
  std::int64_t n = 0;
  *r = Value::none();
  return required(ctx, a, 0, "x", &v) && length(ctx, v, &n) && reorder_in_place(ctx, v, permuted(Call(ctx, s), n));
}

bool choice(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Value from;
  Pool pool;
  Shape shape;
  bool single = false, replace = true;
  if (!required(ctx, a, 0, "a", &from) || !read_pool(ctx, from, Flavour::brainpy, &pool)) return false;
  if (!draw_shape(ctx, argument(a, 1, "size"), {}, &shape, &single) || !read_flag(ctx, argument(a, 2, "replace"), &replace)) return false;
  const std::int64_t n = element_count(shape);
  const auto count = static_cast<std::size_t>(n);
  if (pool.size == 0) return raise(ctx, "ValueError", "a must be greater than 0 unless no samples are taken");
  if (!replace && n > pool.size) return raise(ctx, "ValueError", "Cannot take a larger sample than population when 'replace=False'");
  const Value p = argument(a, 3, "p");
  std::vector<double> weights;
  if (given(p) && !read_weights(ctx, p, pool.size, &weights)) return false;
  const Call call(ctx, s);
  std::vector<std::int64_t> places;
  if (!given(p) && replace) {
    places = call.below(count, 0, pool.size);
  } else if (!given(p)) {
    places = permuted(call, pool.size);
    places.resize(count);
  } else if (replace) {
    const std::vector<double> cumulative = cumulate_weights(weights);
    for (const double u : call.uniform(count)) places.push_back(weighted_place(cumulative, u));
  } else {
    // The smallest of exponential waiting times with these rates: a weighted sample without replacement.
    std::vector<double> waits = call.uniform(weights.size());
    for (std::size_t i = 0; i < waits.size(); ++i) waits[i] = weights[i] > 0 ? -math::log1p(-waits[i]) / weights[i] : INFINITY;
    places.resize(weights.size());
    std::iota(places.begin(), places.end(), 0);
    std::stable_sort(places.begin(), places.end(), [&](std::int64_t i, std::int64_t j) { return waits[static_cast<std::size_t>(i)] < waits[static_cast<std::size_t>(j)]; });
    places.resize(count);
  }
  return pick(ctx, pool, places, shape, single, Flavour::brainpy, r);
}

// None: from --seed again.
bool seed(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  const Value v = argument(a, 0, "seed");
  std::int64_t n = static_cast<std::int64_t>(s.seed);
  if (!read_integer(ctx, v, "seed", &n)) return false;
  s.seed = static_cast<std::uint64_t>(n);
  s.jax = math::JaxRandomState(s.seed);
  s.draws = 0;
  *r = Value::none();
  if (!s.global) return true;
  if (given(v)) ctx.seed = s.seed;
  ctx.draws = 0;
  std::erase_if(ctx.counters, [](const auto& counter) { return counter.first.starts_with("stepped"); });
  return seed_numpy(ctx, v);
}

using Draw = bool (*)(Context&, BmState&, const Arguments&, Value*);

template <Draw F>
bool of_module(Context& ctx, const Arguments& arguments, Value* result) {
  return F(ctx, global_state(ctx), arguments, result);
}

template <Draw F>
bool of_state(Context& ctx, const Arguments& arguments, Value* result) {
  return F(ctx, *static_cast<BmState*>(arguments.positional[0].object), without_self(arguments), result);
}

bool make_state(Context& ctx, const Arguments& arguments, Value* result) {
  const Value v = argument(arguments, 0, "seed");
  std::int64_t n = 0;
  if (!given(v)) n = static_cast<std::int64_t>(draw_numpy_word(ctx));
  else if (!read_integer(ctx, v, "seed", &n)) return false;
  *result = Value::of(ctx.heap.make<BmState>(as_class(*random_module(ctx).globals.find("RandomState")), static_cast<std::uint64_t>(n), false));
  return true;
}

#define BPL_DRAW(name, signature, function)                                             \
  {"brainpy.math.random", name, signature, OnUnknown::pure, of_module<function>},       \
      {"brainpy.math.random", "RandomState." name, signature, OnUnknown::pure, of_state<function>}

// In pairs: the function of the module and the method.
constexpr NativeEntry kRows[] = {
    BPL_DRAW("seed", "(seed=None)", seed),
    BPL_DRAW("rand", "(*dimensions)", rand),
    BPL_DRAW("randn", "(*dimensions)", randn),
    BPL_DRAW("random", "(size=None)", random),
    BPL_DRAW("random_sample", "(size=None)", random),
    BPL_DRAW("ranf", "(size=None)", random),
    BPL_DRAW("sample", "(size=None)", random),
    BPL_DRAW("standard_normal", "(size=None)", standard_normal),
    BPL_DRAW("uniform", "(low=0.0, high=1.0, size=None)", uniform),
    BPL_DRAW("normal", "(loc=None, scale=None, size=None)", normal),
    BPL_DRAW("randint", "(low, high=None, size=None, dtype=None)", randint),
    BPL_DRAW("bernoulli", "(p=0.5, size=None)", bernoulli),
    BPL_DRAW("exponential", "(scale=None, size=None)", exponential),
    BPL_DRAW("poisson", "(lam=1.0, size=None)", poisson),
    BPL_DRAW("choice", "(a, size=None, replace=True, p=None)", choice),
    BPL_DRAW("permutation", "(x)", permutation),
    BPL_DRAW("shuffle", "(x)", shuffle),
};

constexpr NativeEntry kState = {"brainpy.math.random", "RandomState", "(seed=None)", OnUnknown::pure, make_state};

}  // namespace

std::span<const NativeEntry> bm_random_natives() {
  static const std::vector<NativeEntry> functions = [] {
    std::vector<NativeEntry> rows;
    for (const NativeEntry& e : kRows) {
      if (e.name.find('.') == std::string_view::npos) rows.push_back(e);
    }
    return rows;
  }();
  return functions;
}

void register_numpy_state(Context&);

void register_random_classes(Context& ctx) {
  register_numpy_state(ctx);
  Class* c = ctx.heap.make<Class>("RandomState");
  c->qualified_name = "brainpy.math.random.RandomState";
  c->mro = {c};
  c->construct = &kState;
  for (const NativeEntry& e : kRows) {
    if (const std::size_t dot = e.name.find('.'); dot != std::string_view::npos) {
      c->attributes.set(ctx.string(e.name.substr(dot + 1)), Value::of(ctx.heap.make<Native>(&e)));
    }
  }
  Module& m = random_module(ctx);
  m.globals.set(ctx.string("RandomState"), Value::of(c));
  m.globals.set(ctx.string("Generator"), Value::of(c));
  m.globals.set(ctx.string("default_rng"), Value::of(c));
  m.globals.set(ctx.string("DEFAULT"), Value::of(ctx.heap.make<BmState>(c, ctx.seed, true)));
}

}  // namespace bpl::host
