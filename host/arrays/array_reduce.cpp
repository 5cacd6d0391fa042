// Reductions and running sums. Sums take the fixed binary tree of math/ordered_sum.h, in the precision of the result.
#include <algorithm>
#include <cmath>
#include <functional>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"
#include "math/ordered_sum.h"

namespace bpl::host {
namespace {

// The lanes of a reduction: `a` with the reduced axes last, contiguous, and the shape of the result.
struct Lanes {
  const Array* array = nullptr;
  std::int64_t count = 0, length = 0;
  Shape shape;
};

bool make_lanes(Context& ctx, const Array& a, const Value& axis, bool keepdims, Lanes* lanes) {
  std::vector<std::int64_t> axes, order;
  if (!read_axes(ctx, axis, a.ndim(), &axes)) return false;
  for (std::int64_t i = 0; i < a.ndim(); ++i) {
    const bool reduced = std::binary_search(axes.begin(), axes.end(), i);
    if (!reduced) order.push_back(i);
    if (!reduced) lanes->shape.push_back(a.shape[static_cast<std::size_t>(i)]);
    else if (keepdims) lanes->shape.push_back(1);
  }
  order.insert(order.end(), axes.begin(), axes.end());
  lanes->length = 1;
  for (const std::int64_t i : axes) lanes->length *= a.shape[static_cast<std::size_t>(i)];
  lanes->count = element_count(lanes->shape);
  lanes->array = contiguous_array(ctx, *permuted_view(ctx, a, order));
  return true;
}

Array* new_result(Context& ctx, DType d, const Lanes& lanes, Flavour f) {
  Array* r = make_array(ctx, d, lanes.shape, f);
  r->scalar = f == Flavour::numpy && lanes.shape.empty();
  return r;
}

enum class Reduction : std::uint8_t { sum, prod, mean, var, std, max, min, any, all, argmax, argmin, median };

std::string_view reduction_name(Reduction r) {
  static constexpr std::string_view kNames[] = {"sum", "prod", "mean", "var", "std", "maximum", "minimum", "any", "all", "argmax", "argmin", "median"};
  return kNames[static_cast<int>(r)];
}

DType reduced_type(const Context& ctx, Reduction r, DType d, Flavour f) {
  switch (r) {
    case Reduction::sum:
    case Reduction::prod: return d == DType::boolean || (d == DType::int32 && f == Flavour::numpy) ? default_integer(ctx, f) : d;
    case Reduction::mean:
    case Reduction::var:
    case Reduction::std:
    case Reduction::median: return is_real(d) ? d : default_real(ctx, f);
    case Reduction::any:
    case Reduction::all: return DType::boolean;
    case Reduction::argmax:
    case Reduction::argmin: return default_integer(ctx, f);
    default: return d;
  }
}

template <class T>
T sum_of(const T* x, std::int64_t n) {
  if constexpr (std::is_floating_point_v<T>) {
    return math::ordered_sum(std::span<const T>(x, static_cast<std::size_t>(n)));
  } else {
    std::uint64_t s = 0;
    for (std::int64_t i = 0; i < n; ++i) s += static_cast<std::uint64_t>(x[i]);
    return static_cast<T>(s);
  }
}

// Where the largest (or smallest) element is: the first one, or the first NaN.
template <class T, class Better>
std::int64_t best_of(const T* x, std::int64_t n, Better better) {
  std::int64_t best = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    if (x[best] != x[best]) break;
    if (x[i] != x[i] || better(x[i], x[best])) best = i;
  }
  return best;
}

template <class T>
T median_of(const T* x, std::int64_t n) {
  std::vector<T> sorted(x, x + n);
  for (const T v : sorted) {
    if (v != v) return v;
  }
  std::sort(sorted.begin(), sorted.end());
  const auto half = static_cast<std::size_t>(n / 2);
  return n % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / T(2);
}

template <class T>
T variance_of(const T* x, std::int64_t n, std::int64_t ddof) {
  const T mean = sum_of(x, n) / static_cast<T>(n);
  std::vector<T> squares(x, x + n);
  for (T& s : squares) s = (s - mean) * (s - mean);
  return sum_of(squares.data(), n) / static_cast<T>(n - ddof);
}

// One lane of a reduction that works in T, the type of the operand or of the result.
template <class T>
T reduce_lane(Reduction r, const T* x, std::int64_t n, std::int64_t ddof) {
  switch (r) {
    case Reduction::sum: return sum_of(x, n);
    case Reduction::prod: {
      T p{1};
      for (std::int64_t i = 0; i < n; ++i) p = static_cast<T>(p * x[i]);
      return p;
    }
    case Reduction::max: return x[best_of(x, n, std::greater<T>())];
    case Reduction::min: return x[best_of(x, n, std::less<T>())];
    case Reduction::any: return std::any_of(x, x + n, [](T v) { return v != T{0}; });
    case Reduction::all: return std::all_of(x, x + n, [](T v) { return v != T{0}; });
    default: break;
  }
  if constexpr (std::is_floating_point_v<T>) {
    if (r == Reduction::mean) return sum_of(x, n) / static_cast<T>(n);
    if (r == Reduction::var) return variance_of(x, n, ddof);
    if (r == Reduction::std) return std::sqrt(variance_of(x, n, ddof));
    if (r == Reduction::median) return n == 0 ? std::numeric_limits<T>::quiet_NaN() : median_of(x, n);
  }
  return T{};
}

bool reduce(Context& ctx, Reduction r, const Array& a, const Value& axis, bool keepdims, const Value& dtype, std::int64_t ddof, Flavour f, Value* result) {
  Lanes lanes;
  if (!make_lanes(ctx, a, axis, keepdims, &lanes)) return false;
  if (lanes.length == 0 && (r == Reduction::argmax || r == Reduction::argmin)) {
    return raise(ctx, "ValueError", "attempt to get " + std::string(reduction_name(r)) + " of an empty sequence");
  }
  if (lanes.length == 0 && (r == Reduction::max || r == Reduction::min)) {
    return raise(ctx, "ValueError", "zero-size array to reduction operation " + std::string(reduction_name(r)) + " which has no identity");
  }
  const DType own = canonical(ctx, f, a.dtype);
  DType d = reduced_type(ctx, r, own, f);
  if (!read_dtype(ctx, dtype, f, &d)) return false;
  Array* out = new_result(ctx, d, lanes, f);
  const bool index = r == Reduction::argmax || r == Reduction::argmin;
  const bool in_own_type = index || r == Reduction::any || r == Reduction::all || r == Reduction::max || r == Reduction::min;
  const Array* in = cast_array(ctx, *lanes.array, in_own_type ? own : d, f);
  with_type(in->dtype, [&](auto zero) {
    using T = decltype(zero);
    for (std::int64_t i = 0; i < lanes.count; ++i) {
      const T* x = in->data<T>() + i * lanes.length;
      with_type(d, [&](auto to) {
        using To = decltype(to);
        if (r == Reduction::argmax) out->data<To>()[i] = static_cast<To>(best_of(x, lanes.length, std::greater<T>()));
        else if (r == Reduction::argmin) out->data<To>()[i] = static_cast<To>(best_of(x, lanes.length, std::less<T>()));
        else out->data<To>()[i] = convert<To>(reduce_lane<T>(r, x, lanes.length, ddof));
      });
    }
  });
  *result = Value::of(out);
  return true;
}

// f(a, axis=None, ..., keepdims=False)
template <Flavour F, Reduction R>
bool reduction(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  bool keepdims = false;
  std::int64_t ddof = 0;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !read_flag(ctx, argument(arguments, 3, "keepdims"), &keepdims)) return false;
  constexpr bool kSpread = R == Reduction::var || R == Reduction::std;
  if (kSpread && !read_integer(ctx, argument(arguments, 4, "ddof"), "ddof", &ddof)) return false;
  const Flavour f = F;
  return reduce(ctx, R, *a, argument(arguments, 1, "axis"), keepdims, argument(arguments, 2, "dtype"), ddof, f, result);
}

template <class T, class F>
void scan_lanes(Array& a, std::int64_t length, F step) {
  for (std::int64_t i = 0; i < a.size(); ++i) {
    if (i % length != 0) a.data<T>()[i] = step(a.data<T>()[i - 1], a.data<T>()[i]);
  }
}

// Running sums and products along an axis, or over all elements in row order.
template <Flavour F, bool Product>
bool cumulate(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  const Value axis = argument(arguments, 1, "axis");
  if (!given(axis)) a = with_shape(ctx, *a, {a->size()});
  std::int64_t wanted = 0, own = 0;
  if (!read_integer(ctx, axis, "axis", &wanted) || !normal_axis(ctx, wanted, a->ndim(), &own)) return false;
  DType d = reduced_type(ctx, Reduction::sum, canonical(ctx, F, a->dtype), F);
  if (!read_dtype(ctx, argument(arguments, 2, "dtype"), F, &d)) return false;
  Array* lanes = cast_array(ctx, *axis_last(ctx, *a, own), d, F);
  if (lanes->size() > 0) {
    with_type(d, [&](auto zero) {
      using T = decltype(zero);
      scan_lanes<T>(*lanes, lanes->shape.back(), [](T x, T y) { return static_cast<T>(Product ? x * y : x + y); });
    });
  }
  std::vector<std::int64_t> order;
  for (std::int64_t i = 0; i + 1 < a->ndim(); ++i) order.push_back(i);
  order.insert(order.begin() + own, a->ndim() - 1);
  *result = Value::of(copy_array(ctx, *permuted_view(ctx, *lanes, order)));
  return true;
}

// Quantiles by linear interpolation between the order statistics; `scale` is 100 for percentile.
template <Flavour F, int Scale>
bool quantile(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *q = nullptr;
  bool keepdims = false;
  Lanes lanes;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !required_array(ctx, arguments, 1, "q", F, &q)) return false;
  if (!read_flag(ctx, argument(arguments, 3, "keepdims"), &keepdims)) return false;
  if (!make_lanes(ctx, *a, argument(arguments, 2, "axis"), keepdims, &lanes)) return false;
  const std::vector<double> values = to_reals(*lanes.array), wanted = to_reals(*q);
  Shape shape = q->shape;
  shape.insert(shape.end(), lanes.shape.begin(), lanes.shape.end());
  Array* out = make_array(ctx, default_real(ctx, F), shape, F);
  out->scalar = F == Flavour::numpy && shape.empty();
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    if (!(wanted[k] >= 0 && wanted[k] <= Scale)) {
      return raise(ctx, "ValueError", Scale == 100 ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]");
    }
    for (std::int64_t i = 0; i < lanes.count; ++i) {
      std::vector<double> lane(values.begin() + i * lanes.length, values.begin() + (i + 1) * lanes.length);
      std::sort(lane.begin(), lane.end());
      const double at = wanted[k] / Scale * static_cast<double>(lane.size() - 1);
      const auto low = static_cast<std::size_t>(at);
      const double next = lane.empty() ? NAN : lane[std::min(low + 1, lane.size() - 1)];
      const double x = lane.empty() ? NAN : lane[low] + (at - static_cast<double>(low)) * (next - lane[low]);
      const std::size_t position = k * static_cast<std::size_t>(lanes.count) + static_cast<std::size_t>(i);
      if (out->dtype == DType::float32) out->data<float>()[position] = static_cast<float>(x);
      else out->data<double>()[position] = x;
    }
  }
  *result = Value::of(out);
  return true;
}

template <Flavour F>
bool diff(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  std::int64_t times = 1, axis = -1, own = 0;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  if (!read_integer(ctx, argument(arguments, 1, "n"), "n", &times) || !read_integer(ctx, argument(arguments, 2, "axis"), "axis", &axis)) return false;
  if (a->ndim() == 0) return raise(ctx, "ValueError", "diff requires input that is at least one dimensional");
  if (!normal_axis(ctx, axis, a->ndim(), &own)) return false;
  const auto k = static_cast<std::size_t>(own);
  for (; times > 0; --times) {
    Shape shape = a->shape;
    shape[k] = std::max<std::int64_t>(0, shape[k] - 1);
    Array* later = ctx.heap.make<Array>(*a, shape, a->strides, a->offset + (shape[k] > 0 ? a->strides[k] : 0));
    Array* earlier = ctx.heap.make<Array>(*a, shape, a->strides, a->offset);
    const BinaryOp op = a->dtype == DType::boolean ? BinaryOp::not_equal : BinaryOp::subtract;
    if (!apply_binary(ctx, op, Value::of(later), Value::of(earlier), F, &a)) return false;
  }
  *result = Value::of(a);
  return true;
}

#define BPL_REDUCTION(name, reduction_kind) \
  {kModuleName<F>, name, "(a, axis=None, dtype=None, keepdims=False)", OnUnknown::pure, reduction<F, Reduction::reduction_kind>}
#define BPL_SPREAD(name, reduction_kind) \
  {kModuleName<F>, name, "(a, axis=None, dtype=None, keepdims=False, ddof=0)", OnUnknown::pure, reduction<F, Reduction::reduction_kind>}
#define BPL_ROW(name, signature, function) {kModuleName<F>, name, signature, OnUnknown::pure, function}

template <Flavour F>
constexpr NativeEntry kRows[] = {
    BPL_REDUCTION("sum", sum), BPL_REDUCTION("prod", prod), BPL_REDUCTION("mean", mean), BPL_REDUCTION("average", mean),
    BPL_REDUCTION("max", max), BPL_REDUCTION("min", min), BPL_REDUCTION("amax", max), BPL_REDUCTION("amin", min),
    BPL_REDUCTION("any", any), BPL_REDUCTION("all", all), BPL_REDUCTION("argmax", argmax), BPL_REDUCTION("argmin", argmin),
    BPL_REDUCTION("median", median), BPL_SPREAD("var", var), BPL_SPREAD("std", std),
    BPL_ROW("cumsum", "(a, axis=None, dtype=None)", (cumulate<F, false>)),
    BPL_ROW("cumprod", "(a, axis=None, dtype=None)", (cumulate<F, true>)),
    BPL_ROW("percentile", "(a, q, axis=None, keepdims=False)", (quantile<F, 100>)),
    BPL_ROW("quantile", "(a, q, axis=None, keepdims=False)", (quantile<F, 1>)),
    BPL_ROW("diff", "(a, n=1, axis=-1)", diff<F>),
};

}  // namespace

std::span<const NativeEntry> reduction_natives(Flavour f) {
  return f == Flavour::numpy ? std::span<const NativeEntry>(kRows<Flavour::numpy>) : kRows<Flavour::brainpy>;
}

}  // namespace bpl::host
