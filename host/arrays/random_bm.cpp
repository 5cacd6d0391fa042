// brainpy.math.random. By default every call has a Philox stream of its own, named by seed and number of the call, and
// every element its place in it; with --rng=brainpy the keys are split and used as BrainPy does.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/arrays/array_lazy.h"
#include "host/arrays/random_common.h"
#include "math/functions.h"
#include "math/philox.h"
#include "math/poisson.h"
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

// One call: where its numbers come from. Element k of an array is draw k of the call's stream, so large arrays are recipes.
class Call {
 public:
  Call(Context& c, BmState& state) : ctx_(c), jax_(c.brainpy_random) {
    if (jax_) {
      jax_key_ = state.jax.split_key();
      return;
    }
    const std::uint64_t seed = state.global ? c.seed : state.seed;
    std::uint64_t& draws = state.global ? c.draws : state.draws;
    const math::PhiloxKey base = math::stream_key(seed, math::fnv1a64(state.global ? "bm.random" : "bm.random.RandomState"));
    key_ = math::substream(base, draws++);
  }

  Array* uniform(const Shape&) const;  // reals in [0, 1)
  Array* normal(const Shape&) const;
  Array* integers(const Shape&, std::int64_t low, std::int64_t high, DType) const;  // low <= x < high
  Array* poisson(const Shape&, const Array& mean) const;
  Array* permuted(std::int64_t n, std::int64_t count) const;  // the first `count` of a permutation of 0 .. n-1
  bool jax() const { return jax_; }

 private:
  DType real() const { return default_real(ctx_, Flavour::brainpy); }
  Recipe::Node node(Recipe::Kind kind, DType d, double number = 0) const { return {.kind = kind, .type = d, .key = {key_.k0, key_.k1}, .number = number}; }
  Array* of(Recipe, const Shape&) const;
  template <class T>
  Array* of(const std::vector<T>& x, DType d, const Shape& shape) const {
    return with_shape(ctx_, *array_of(ctx_, std::span<const T>(x), d, Flavour::brainpy), shape);
  }
  std::vector<std::int64_t> sorted(std::int64_t n) const;

  Context& ctx_;
  bool jax_ = false;
  math::JaxKey jax_key_{};
  math::PhiloxKey key_{};
};

// Small arrays are computed at once.
Array* Call::of(Recipe r, const Shape& shape) const {
  r.size = element_count(shape);
  Array* a = ctx_.heap.make<Array>(r, Flavour::brainpy, shape);
  if (r.size < kLazyFrom) a->buffer->get();
  return a;
}

Array* Call::uniform(const Shape& shape) const {
  const auto n = static_cast<std::size_t>(element_count(shape));
  if (!jax_) return of({{node(Recipe::Kind::uniform, real())}}, shape);
  return ctx_.enable_x64 ? of(math::jax_uniform_f64(jax_key_, n), real(), shape) : of(math::jax_uniform_f32(jax_key_, n), real(), shape);
}

Array* Call::normal(const Shape& shape) const {
  const auto n = static_cast<std::size_t>(element_count(shape));
  if (!jax_) return of({{node(Recipe::Kind::normal, real())}}, shape);
  return ctx_.enable_x64 ? of(math::jax_normal_f64(jax_key_, n), real(), shape) : of(math::jax_normal_f32(jax_key_, n), real(), shape);
}

Array* Call::integers(const Shape& shape, std::int64_t low, std::int64_t high, DType d) const {
  constexpr std::uint64_t kExact = std::uint64_t{1} << 53;
  const auto n = static_cast<std::size_t>(element_count(shape));
  if (jax_) return of(math::jax_randint32(jax_key_, n, static_cast<std::int32_t>(low), static_cast<std::int32_t>(high)), d, shape);
  const std::uint64_t width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  if (width < kExact && low > -static_cast<std::int64_t>(kExact) && high < static_cast<std::int64_t>(kExact)) {
    Recipe r{{node(Recipe::Kind::below, DType::int64, static_cast<double>(width)),
              {.type = DType::int64, .number = static_cast<double>(low)},
              {.kind = Recipe::Kind::binary, .type = DType::int64, .operand = DType::int64, .index = static_cast<std::int32_t>(BinaryOp::add), .args = {0, 1}}}};
    return of(cast_recipe(std::move(r), d), shape);
  }
  std::vector<std::int64_t> x(n);
  for (std::size_t k = 0; k < n; ++k) x[k] = static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + math::PhiloxStream(key_, k).below(width));
  return of(x, d, shape);
}

Array* Call::poisson(const Shape& shape, const Array& mean) const {
  const DType d = default_integer(ctx_, Flavour::brainpy);
  const Recipe* means = recipe_of(mean);
  if (mean.size() == 1 || (means && mean.shape == shape)) {
    Recipe r = mean.size() == 1 ? constant_recipe(to_reals(mean)[0], DType::float64, 1) : *means;
    Recipe::Node draw = node(Recipe::Kind::poisson, d);
    draw.args = {static_cast<std::int32_t>(r.nodes.size()) - 1};
    r.nodes.push_back(draw);
    return of(std::move(r), shape);
  }
  const Spread<double> means_of = spread<double>(mean, shape);
  std::vector<double> x(static_cast<std::size_t>(element_count(shape)));
  for (std::size_t k = 0; k < x.size(); ++k) {
    math::PhiloxStream stream(key_, k);
    x[k] = math::poisson_number([&] { return stream.next_f64(); }, means_of.data[static_cast<std::int64_t>(k) * means_of.step]);
  }
  return of(x, d, shape);
}

// jax sorts by random words, in enough rounds that equal words do not matter; Philox sorts by 64-bit words once.
std::vector<std::int64_t> Call::sorted(std::int64_t n) const {
  std::vector<std::int64_t> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  const auto sort_by = [&](const std::vector<std::uint64_t>& words) {
    std::vector<std::size_t> places(order.size());
    std::iota(places.begin(), places.end(), 0);
    std::stable_sort(places.begin(), places.end(), [&](std::size_t i, std::size_t j) { return words[i] < words[j]; });
    std::vector<std::int64_t> result;
    for (const std::size_t i : places) result.push_back(order[i]);
    order = std::move(result);
  };
  if (!jax_) {
    std::vector<std::uint64_t> words;
    for (std::uint64_t i = 0; i < order.size(); ++i) {
      const math::PhiloxBlock b = math::philox_draw(key_, i, 0);
      words.push_back(math::join_words(b[0], b[1]));
    }
    sort_by(words);
    return order;
  }
  const int rounds = static_cast<int>(std::ceil(3 * std::log(std::max<double>(1, static_cast<double>(n))) / std::log(4294967295.0)));
  math::JaxKey key = jax_key_;
  for (int i = 0; i < rounds; ++i) {
    const std::vector<math::JaxKey> keys = math::jax_split(key);
    key = keys[0];
    const std::vector<std::uint32_t> words = math::jax_random_bits32(keys[1], order.size());
    sort_by({words.begin(), words.end()});
  }
  return order;
}

Array* Call::permuted(std::int64_t n, std::int64_t count) const {
  if (!jax_ && n >= kLazyFrom) return of({{node(Recipe::Kind::permuted, DType::int64, static_cast<double>(n))}}, {count});
  std::vector<std::int64_t> order = sorted(n);
  order.resize(static_cast<std::size_t>(count));
  return of(order, DType::int64, {count});
}

constexpr double kLargestMean = 9.2e18;  // of Poisson numbers: they are 64-bit integers

// A parameter of a distribution as an array.
bool read_parameter(Context& ctx, const Value& v, double default_value, DType d, Array** p) {
  Array* a = nullptr;
  if (!to_array(ctx, given(v) ? v : Value::of(default_value), Flavour::numpy, &a)) return false;
  *p = cast_array(ctx, *a, d, Flavour::brainpy);
  return true;
}

DType real(Context& ctx) { return default_real(ctx, Flavour::brainpy); }

bool combine(Context& ctx, BinaryOp op, Array* x, Array* y, Array** result) {
  return apply_binary(ctx, op, Value::of(x), Value::of(y), Flavour::brainpy, result);
}

bool scale_and_shift(Context& ctx, Array* x, Array* scale, Array* shift, Array** result) {
  return combine(ctx, BinaryOp::multiply, x, scale, result) && combine(ctx, BinaryOp::add, *result, shift, result);
}

bool give(Array* a, Value* result) {
  *result = Value::of(a);
  return true;
}

bool draw_uniform(Context& ctx, BmState& state, const Value& size, const Value& from, const Value& to, Value* result) {
  Array *low = nullptr, *high = nullptr, *width = nullptr, *x = nullptr;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, from, 0, real(ctx), &low) || !read_parameter(ctx, to, 1, real(ctx), &high)) return false;
  if (!draw_shape(ctx, size, {low->shape, high->shape}, &shape, &single) || !combine(ctx, BinaryOp::subtract, high, low, &width)) return false;
  x = Call(ctx, state).uniform(shape);
  return scale_and_shift(ctx, x, width, low, &x) && combine(ctx, BinaryOp::maximum, x, low, &x) && give(x, result);
}

bool draw_normal(Context& ctx, BmState& state, const Value& size, const Value& mean, const Value& spread, Value* result) {
  Array *loc = nullptr, *scale = nullptr, *x = nullptr;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, mean, 0, real(ctx), &loc) || !read_parameter(ctx, spread, 1, real(ctx), &scale)) return false;
  if (!draw_shape(ctx, size, {loc->shape, scale->shape}, &shape, &single)) return false;
  x = Call(ctx, state).normal(shape);
  return scale_and_shift(ctx, x, scale, loc, &x) && give(x, result);
}

const Value kDefault = Value::none();

bool rand(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_uniform(ctx, s, dimensions(ctx, a), kDefault, kDefault, r); }
bool randn(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_normal(ctx, s, dimensions(ctx, a), kDefault, kDefault, r); }
bool random(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_uniform(ctx, s, argument(a, 0, "size"), kDefault, kDefault, r); }
bool standard_normal(Context& ctx, BmState& s, const Arguments& a, Value* r) { return draw_normal(ctx, s, argument(a, 0, "size"), kDefault, kDefault, r); }

bool uniform(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  return draw_uniform(ctx, s, argument(a, 2, "size"), argument(a, 0, "low"), argument(a, 1, "high"), r);
}

bool normal(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  return draw_normal(ctx, s, argument(a, 2, "size"), argument(a, 0, "loc"), argument(a, 1, "scale"), r);
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
  return read_dtype(ctx, argument(a, 3, "dtype"), Flavour::brainpy, &d) && give(Call(ctx, s).integers(shape, low, high, d), r);
}

bool bernoulli(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Array *p = nullptr, *x = nullptr;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, argument(a, 0, "p"), 0.5, real(ctx), &p) || !draw_shape(ctx, argument(a, 1, "size"), {p->shape}, &shape, &single)) return false;
  return combine(ctx, BinaryOp::less, Call(ctx, s).uniform(shape), p, &x) && give(x, r);
}

// A standard exponential number divided by `scale`: the mean is 1 / scale, unlike numpy's.
bool exponential(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Array *scale = nullptr, *x = nullptr;
  Shape shape;
  bool single = false;
  if (!read_parameter(ctx, argument(a, 0, "scale"), 1, real(ctx), &scale)) return false;
  if (!draw_shape(ctx, argument(a, 1, "size"), {scale->shape}, &shape, &single)) return false;
  x = Call(ctx, s).uniform(shape);
  for (const UnaryOp op : {UnaryOp::negative, UnaryOp::log1p, UnaryOp::negative})
    if (!apply_unary(ctx, op, Value::of(x), Flavour::brainpy, &x)) return false;
  return combine(ctx, BinaryOp::divide, x, scale, &x) && give(x, r);
}

bool poisson(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Array* mean = nullptr;
  Shape shape;
  bool single = false, fits = true;
  if (!read_parameter(ctx, argument(a, 0, "lam"), 1, DType::float64, &mean)) return false;
  if (!draw_shape(ctx, argument(a, 1, "size"), {mean->shape}, &shape, &single)) return false;
  const Call call(ctx, s);
  if (call.jax()) return raise(ctx, "NotImplementedError", "bm.random.poisson() cannot repeat BrainPy's draws: run without --rng=brainpy");
  for_each_real(*mean, [&](double m) { fits &= m >= 0 && m < kLargestMean; });
  if (!fits) return raise(ctx, "ValueError", "lam < 0 or lam contains NaNs, or is too large");
  return give(call.poisson(shape, *mean), r);
}

bool permutation(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Value v;
  Pool pool;
  if (!required(ctx, a, 0, "x", &v) || !read_pool(ctx, v, Flavour::brainpy, &pool)) return false;
  return pick(ctx, pool, Call(ctx, s).permuted(pool.size, pool.size), false, Flavour::brainpy, r);
}

bool shuffle(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Value v;
  std::int64_t n = 0;
  *r = Value::none();
  return required(ctx, a, 0, "x", &v) && length(ctx, v, &n) && reorder_in_place(ctx, v, to_integers(*Call(ctx, s).permuted(n, n)));
}

// Draws by weight: places of uniform numbers among the cumulative weights.
Array* weighted_places(Context& ctx, const Call& call, const Shape& shape, const std::vector<double>& weights) {
  const std::vector<double> cumulative = cumulate_weights(weights);
  Array* u = call.uniform(shape);
  if (Array* lazy = lazy_places(ctx, *u, cumulative)) return lazy;
  std::vector<std::int64_t> places;
  for (const double x : to_reals(*u)) places.push_back(weighted_place(cumulative, x));
  return places_array(ctx, places, shape);
}

// The smallest of exponential waiting times with these rates: a weighted sample without replacement.
std::vector<std::int64_t> weighted_subset(const Call& call, const std::vector<double>& weights, std::int64_t count) {
  std::vector<double> waits = to_reals(*call.uniform({static_cast<std::int64_t>(weights.size())}));
  for (std::size_t i = 0; i < waits.size(); ++i) waits[i] = weights[i] > 0 ? -math::log1p(-waits[i]) / weights[i] : INFINITY;
  std::vector<std::int64_t> places(weights.size());
  std::iota(places.begin(), places.end(), 0);
  std::stable_sort(places.begin(), places.end(), [&](std::int64_t i, std::int64_t j) { return waits[static_cast<std::size_t>(i)] < waits[static_cast<std::size_t>(j)]; });
  places.resize(static_cast<std::size_t>(count));
  return places;
}

bool choice(Context& ctx, BmState& s, const Arguments& a, Value* r) {
  Value from;
  Pool pool;
  Shape shape;
  bool single = false, replace = true;
  if (!required(ctx, a, 0, "a", &from) || !read_pool(ctx, from, Flavour::brainpy, &pool)) return false;
  if (!draw_shape(ctx, argument(a, 1, "size"), {}, &shape, &single) || !read_flag(ctx, argument(a, 2, "replace"), &replace)) return false;
  const std::int64_t n = element_count(shape);
  if (pool.size == 0) return raise(ctx, "ValueError", "a must be greater than 0 unless no samples are taken");
  if (!replace && n > pool.size) return raise(ctx, "ValueError", "Cannot take a larger sample than population when 'replace=False'");
  const Value p = argument(a, 3, "p");
  std::vector<double> weights;
  if (given(p) && !read_weights(ctx, p, pool.size, &weights)) return false;
  const Call call(ctx, s);
  Array* places = nullptr;
  if (replace) places = given(p) ? weighted_places(ctx, call, shape, weights) : call.integers(shape, 0, pool.size, DType::int64);
  else places = given(p) ? places_array(ctx, weighted_subset(call, weights, n), shape) : with_shape(ctx, *call.permuted(pool.size, n), shape);
  return pick(ctx, pool, places, single, Flavour::brainpy, r);
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
  static const std::vector<NativeEntry> functions = functions_of_module(kRows);
  return functions;
}

void register_numpy_state(Context&);

void register_random_classes(Context& ctx) {
  register_numpy_state(ctx);
  Class* c = make_state_class(ctx, kState, kRows);
  Module& m = random_module(ctx);
  m.globals.set(ctx.string("RandomState"), Value::of(c));
  m.globals.set(ctx.string("Generator"), Value::of(c));
  m.globals.set(ctx.string("default_rng"), Value::of(c));
  m.globals.set(ctx.string("DEFAULT"), Value::of(ctx.heap.make<BmState>(c, ctx.seed, true)));
}

}  // namespace bpl::host
