// Sorting, searching and counting: sort, unique, nonzero, interp, histogram, digitize, ...
#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"

namespace bpl::host {
namespace {

// NaN comes last.
template <class T>
bool before(T a, T b) {
  return a < b || (b != b && a == a);
}

template <class T>
std::vector<std::int64_t> sorted_places(const T* x, std::int64_t n) {
  std::vector<std::int64_t> places(static_cast<std::size_t>(n));
  std::iota(places.begin(), places.end(), 0);
  std::stable_sort(places.begin(), places.end(), [x](std::int64_t i, std::int64_t j) { return before(x[i], x[j]); });
  return places;
}

template <Flavour F, bool Places>
bool sort(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  std::int64_t axis = -1, own = 0;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  const Value along = argument(arguments, 1, "axis");
  if (along.is_none()) a = with_shape(ctx, *a, {a->size()});
  if (!read_integer(ctx, along, "axis", &axis) || !normal_axis(ctx, axis, a->ndim(), &own)) return false;
  const Array* lanes = axis_last(ctx, *cast_array(ctx, *a, canonical(ctx, F, a->dtype), F), own);
  Array* out = make_array(ctx, Places ? default_integer(ctx, F) : lanes->dtype, lanes->shape, F);
  const std::int64_t n = lanes->shape.back(), count = n > 0 ? lanes->size() / n : 0;
  with_type(lanes->dtype, [&](auto zero) {
    using T = decltype(zero);
    for (std::int64_t lane = 0; lane < count; ++lane) {
      const T* x = lanes->data<T>() + lane * n;
      const std::vector<std::int64_t> places = sorted_places(x, n);
      for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t p = places[static_cast<std::size_t>(i)];
        if (!Places) out->data<T>()[lane * n + i] = x[p];
        else if (out->dtype == DType::int64) out->data<std::int64_t>()[lane * n + i] = p;
        else out->data<std::int32_t>()[lane * n + i] = static_cast<std::int32_t>(p);
      }
    }
  });
  std::vector<std::int64_t> order;
  for (std::int64_t i = 0; i + 1 < a->ndim(); ++i) order.push_back(i);
  order.insert(order.begin() + own, a->ndim() - 1);
  *result = Value::of(copy_array(ctx, *permuted_view(ctx, *out, order)));
  return true;
}

Value integers(Context& ctx, const std::vector<std::int64_t>& x, Flavour f) {
  return Value::of(array_of(ctx, std::span<const std::int64_t>(x), default_integer(ctx, f), f));
}

template <Flavour F>
bool unique(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  bool index = false, inverse = false, counts = false;
  if (!required_array(ctx, arguments, 0, "ar", F, &a) || !read_flag(ctx, argument(arguments, 1, "return_index"), &index)) return false;
  if (!read_flag(ctx, argument(arguments, 2, "return_inverse"), &inverse) || !read_flag(ctx, argument(arguments, 3, "return_counts"), &counts)) return false;
  const Array* x = cast_array(ctx, *with_shape(ctx, *a, {a->size()}), canonical(ctx, F, a->dtype), F);
  std::vector<std::int64_t> first, group(static_cast<std::size_t>(x->size())), count;
  with_type(x->dtype, [&](auto zero) {
    const auto* data = x->data<decltype(zero)>();
    for (const std::int64_t p : sorted_places(data, x->size())) {
      const bool same = !first.empty() && (data[first.back()] == data[p] || (data[p] != data[p] && data[first.back()] != data[first.back()]));
      if (!same) first.push_back(p), count.push_back(0);
      ++count.back();
      group[static_cast<std::size_t>(p)] = static_cast<std::int64_t>(first.size()) - 1;
    }
  });
  Value values;
  if (!array_get_item(ctx, const_cast<Array&>(*x), integers(ctx, first, Flavour::numpy), &values)) return false;
  std::vector<Value> all = {values};
  if (index) all.push_back(integers(ctx, first, F));
  if (inverse) all.push_back(integers(ctx, group, F));
  if (counts) all.push_back(integers(ctx, count, F));
  *result = all.size() == 1 ? values : tuple_of(ctx, std::move(all));
  return true;
}

template <Flavour F>
bool nonzero(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  if (a->flavour != F) a = cast_array(ctx, *a, a->dtype, F);
  return find_array_method("nonzero")->function(ctx, {{Value::of(a)}, {}}, result);
}

template <Flavour F>
bool flatnonzero(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  const std::vector<std::uint8_t> truths = elements<std::uint8_t>(*a);
  std::vector<std::int64_t> places;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (truths[i] != 0) places.push_back(static_cast<std::int64_t>(i));
  }
  *result = integers(ctx, places, F);
  return true;
}

template <Flavour F>
bool count_nonzero(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  const std::vector<std::uint8_t> truths = elements<std::uint8_t>(*a);
  const std::int64_t n = std::count_if(truths.begin(), truths.end(), [](std::uint8_t t) { return t != 0; });
  *result = F == Flavour::numpy ? Value::of(n) : Value::of(make_scalar(ctx, default_integer(ctx, F), n, F));
  return true;
}

// Linear between the points (xp, fp), constant outside of them.
template <Flavour F>
bool interp(Context& ctx, const Arguments& arguments, Value* result) {
  Array *x = nullptr, *xp = nullptr, *fp = nullptr;
  if (!required_array(ctx, arguments, 0, "x", F, &x) || !required_array(ctx, arguments, 1, "xp", F, &xp) || !required_array(ctx, arguments, 2, "fp", F, &fp)) return false;
  if (xp->size() != fp->size()) return raise(ctx, "ValueError", "fp and xp are not of the same length.");
  if (xp->size() == 0) return raise(ctx, "ValueError", "array of sample points is empty");
  const std::vector<double> xs = to_reals(*xp), ys = to_reals(*fp), at = to_reals(*x);
  double left = ys.front(), right = ys.back();
  if (!read_real(ctx, argument(arguments, 3, "left"), "left", &left) || !read_real(ctx, argument(arguments, 4, "right"), "right", &right)) return false;
  Array* r = make_array(ctx, default_real(ctx, F), x->shape, F);
  r->scalar = F == Flavour::numpy && x->shape.empty();
  for (std::size_t i = 0; i < at.size(); ++i) {
    double y = at[i];
    if (y < xs.front()) y = left;
    else if (y > xs.back()) y = right;
    else if (y == xs.back()) y = ys.back();
    else if (y == y) {
      const auto k = static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), y) - xs.begin()) - 1;
      const double slope = (ys[k + 1] - ys[k]) / (xs[k + 1] - xs[k]);
      y = slope * (y - xs[k]) + ys[k];
    }
    if (r->dtype == DType::float32) r->data<float>()[i] = static_cast<float>(y);
    else r->data<double>()[i] = y;
  }
  *result = Value::of(r);
  return true;
}

// The bin edges of histogram(): given, or evenly spread over the range of the data.
bool histogram_edges(Context& ctx, const std::vector<double>& x, const Value& bins, const Value& range, std::vector<double>* edges) {
  Array* given_edges = nullptr;
  if (given(bins) && !bins.is_number()) {
    if (!to_array(ctx, bins, Flavour::numpy, &given_edges)) return false;
    if (given_edges->ndim() == 1) {
      *edges = to_reals(*given_edges);
      return (edges->size() > 1 && std::is_sorted(edges->begin(), edges->end())) || raise(ctx, "ValueError", "`bins` must increase monotonically, when an array");
    }
  }
  std::int64_t n = 10;
  if (!read_integer(ctx, bins, "bins", &n)) return false;
  if (n < 1) return raise(ctx, "ValueError", "`bins` must be positive, when an integer");
  double low = x.empty() ? 0 : *std::min_element(x.begin(), x.end()), high = x.empty() ? 1 : *std::max_element(x.begin(), x.end());
  if (given(range)) {
    Value ends[2];
    if (!unpack(ctx, range, 2, -1, ends) || !read_real(ctx, ends[0], "range", &low) || !read_real(ctx, ends[1], "range", &high)) return false;
    if (low > high) return raise(ctx, "ValueError", "max must be larger than min in range parameter.");
  }
  if (low == high) low -= 0.5, high += 0.5;
  const double step = (high - low) / static_cast<double>(n);
  for (std::int64_t i = 0; i <= n; ++i) edges->push_back(i == n ? high : static_cast<double>(i) * step + low);
  return true;
}

template <Flavour F>
bool histogram(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *w = nullptr;
  bool density = false;
  std::vector<double> edges, weights;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  const Value given_weights = argument(arguments, 3, "weights");
  if (!read_flag(ctx, argument(arguments, 4, "density"), &density)) return false;
  if (given(given_weights) && !to_array(ctx, given_weights, F, &w)) return false;
  if (w != nullptr && w->shape != a->shape) return raise(ctx, "ValueError", "weights should have the same shape as a.");
  const std::vector<double> x = to_reals(*a);
  if (w != nullptr) weights = to_reals(*w);
  if (!histogram_edges(ctx, x, argument(arguments, 1, "bins"), argument(arguments, 2, "range"), &edges)) return false;
  std::vector<double> counts(edges.size() - 1, 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(x[i] >= edges.front() && x[i] <= edges.back())) continue;
    const auto k = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), x[i]) - edges.begin());
    counts[std::min(k, counts.size()) - 1] += weights.empty() ? 1 : weights[i];
  }
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  for (std::size_t k = 0; density && k < counts.size(); ++k) counts[k] = counts[k] / (edges[k + 1] - edges[k]) / total;
  const bool whole = !density && (w == nullptr || !is_real(w->dtype)) && F == Flavour::numpy;
  *result = tuple_of(ctx, {Value::of(array_of(ctx, std::span<const double>(counts), whole ? DType::int64 : default_real(ctx, F), F)),
                           Value::of(array_of(ctx, std::span<const double>(edges), default_real(ctx, F), F))});
  return true;
}

// The place of every x among sorted values; `from_right`: behind equal ones.
Array* places_among(Context& ctx, const std::vector<double>& sorted, const Array& x, bool from_right, Flavour f) {
  std::vector<std::int64_t> places;
  for (const double v : to_reals(x)) {
    const auto at = from_right ? std::upper_bound(sorted.begin(), sorted.end(), v, before<double>) : std::lower_bound(sorted.begin(), sorted.end(), v, before<double>);
    places.push_back(at - sorted.begin());
  }
  Array* r = with_shape(ctx, *array_of(ctx, std::span<const std::int64_t>(places), default_integer(ctx, f), f), x.shape);
  r->scalar = f == Flavour::numpy && x.shape.empty();
  return r;
}

template <Flavour F>
bool digitize(Context& ctx, const Arguments& arguments, Value* result) {
  Array *x = nullptr, *bins = nullptr;
  bool right = false;
  if (!required_array(ctx, arguments, 0, "x", F, &x) || !required_array(ctx, arguments, 1, "bins", F, &bins)) return false;
  if (!read_flag(ctx, argument(arguments, 2, "right"), &right)) return false;
  const std::vector<double> edges = to_reals(*bins);
  if (!std::is_sorted(edges.begin(), edges.end())) return raise(ctx, "ValueError", "bins must be monotonically increasing");
  *result = Value::of(places_among(ctx, edges, *x, !right, F));
  return true;
}

template <Flavour F>
bool searchsorted(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *v = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !required_array(ctx, arguments, 1, "v", F, &v)) return false;
  const Value side = argument(arguments, 2, "side");
  const String* text = as_string(side);
  *result = Value::of(places_among(ctx, to_reals(*a), *v, text != nullptr && text->text == "right", F));
  return true;
}

template <Flavour F>
bool bincount(Context& ctx, const Arguments& arguments, Value* result) {
  Array *x = nullptr, *w = nullptr;
  std::int64_t length = 0;
  if (!required_array(ctx, arguments, 0, "x", F, &x)) return false;
  const Value weights = argument(arguments, 1, "weights");
  if (given(weights) && !to_array(ctx, weights, F, &w)) return false;
  if (!read_integer(ctx, argument(arguments, 2, "minlength"), "minlength", &length)) return false;
  if (is_real(x->dtype) && x->size() > 0) return raise(ctx, "TypeError", "Cannot cast array data to integers according to the rule 'safe'");
  const std::vector<std::int64_t> places = to_integers(*x);
  const std::vector<double> amounts = w != nullptr ? to_reals(*w) : std::vector<double>(places.size(), 1.0);
  if (amounts.size() != places.size()) return raise(ctx, "ValueError", "The weights and list don't have the same length.");
  for (const std::int64_t p : places) {
    if (p < 0) return raise(ctx, "ValueError", "'list' argument must have no negative elements");
    length = std::max(length, p + 1);
  }
  std::vector<double> sums(static_cast<std::size_t>(length), 0);
  for (std::size_t i = 0; i < places.size(); ++i) sums[static_cast<std::size_t>(places[i])] += amounts[i];
  *result = Value::of(array_of(ctx, std::span<const double>(sums), w != nullptr ? default_real(ctx, F) : default_integer(ctx, F), F));
  return true;
}

template <Flavour F>
bool isin(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *among = nullptr;
  if (!required_array(ctx, arguments, 0, "element", F, &a) || !required_array(ctx, arguments, 1, "test_elements", F, &among)) return false;
  std::vector<double> sorted = to_reals(*among);
  std::sort(sorted.begin(), sorted.end());
  Array* r = make_array(ctx, DType::boolean, a->shape, F);
  const std::vector<double> x = to_reals(*a);
  for (std::size_t i = 0; i < x.size(); ++i) r->data<std::uint8_t>()[i] = std::binary_search(sorted.begin(), sorted.end(), x[i]);
  *result = Value::of(r);
  return true;
}

#define BPL_ROW(name, signature, function) {kModuleName<F>, name, signature, OnUnknown::pure, function}

template <Flavour F>
constexpr NativeEntry kRows[] = {
    BPL_ROW("sort", "(a, axis=-1)", (sort<F, false>)),
    BPL_ROW("argsort", "(a, axis=-1)", (sort<F, true>)),
    BPL_ROW("unique", "(ar, return_index=False, return_inverse=False, return_counts=False)", unique<F>),
    BPL_ROW("nonzero", "(a)", nonzero<F>),
    BPL_ROW("flatnonzero", "(a)", flatnonzero<F>),
    BPL_ROW("count_nonzero", "(a)", count_nonzero<F>),
    BPL_ROW("interp", "(x, xp, fp, left=None, right=None)", interp<F>),
    BPL_ROW("histogram", "(a, bins=10, range=None, weights=None, density=None)", histogram<F>),
    BPL_ROW("digitize", "(x, bins, right=False)", digitize<F>),
    BPL_ROW("searchsorted", "(a, v, side='left')", searchsorted<F>),
    BPL_ROW("bincount", "(x, weights=None, minlength=0)", bincount<F>),
    BPL_ROW("isin", "(element, test_elements)", isin<F>),
};

}  // namespace

std::span<const NativeEntry> search_natives(Flavour f) {
  return f == Flavour::numpy ? std::span<const NativeEntry>(kRows<Flavour::numpy>) : kRows<Flavour::brainpy>;
}

}  // namespace bpl::host
