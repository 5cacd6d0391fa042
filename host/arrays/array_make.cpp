// Functions that make arrays: array, zeros, arange, linspace, eye, ...
#include <cmath>

#include "host/arrays/array_args.h"
#include "host/arrays/array_lazy.h"
#include "host/arrays/array_math.h"

namespace bpl::host {
namespace {

void fill(Array& a, double x) {
  with_type(a.dtype, [&](auto zero) {
    using T = decltype(zero);
    std::fill_n(a.data<T>(), a.size(), convert<T>(x));
  });
}

Array* filled_array(Context& ctx, DType d, const Shape& shape, Flavour f, double x) {
  if (const std::int64_t n = element_count(shape); f == Flavour::brainpy && n >= kLazyFrom) return ctx.heap.make<Array>(constant_recipe(x, d, n), f, shape);
  Array* a = make_array(ctx, d, shape, f);
  fill(*a, x);
  return a;
}

bool check_shape(Context& ctx, const Shape& shape) {
  for (const std::int64_t n : shape) {
    if (n < 0) return raise(ctx, "ValueError", "negative dimensions are not allowed");
  }
  return true;
}

template <Flavour F>
bool array(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "object", F, &a)) return false;
  DType d = canonical(ctx, F, a->dtype);
  if (!read_dtype(ctx, argument(arguments, 1, "dtype"), F, &d)) return false;
  Array* copy = cast_array(ctx, *a, d, F);
  copy->scalar = false;
  *result = Value::of(copy);
  return true;
}

// Does not copy what is an array of the type already.
template <Flavour F>
bool asarray(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  DType d = canonical(ctx, F, a->dtype);
  if (!read_dtype(ctx, argument(arguments, 1, "dtype"), F, &d)) return false;
  if (a->dtype != d || a->flavour != F || a->scalar) return array<F>(ctx, arguments, result);
  *result = Value::of(a);
  return true;
}

template <Flavour F, int Number>
bool filled(Context& ctx, const Arguments& arguments, Value* result) {
  Value size;
  Shape shape;
  if (!required(ctx, arguments, 0, "shape", &size) || !read_shape(ctx, size, &shape) || !check_shape(ctx, shape)) return false;
  DType d = default_real(ctx, F);
  if (!read_dtype(ctx, argument(arguments, 1, "dtype"), F, &d)) return false;
  *result = Value::of(filled_array(ctx, d, shape, F, Number));
  return true;
}

// A new array of `shape` with the elements of `value` spread over it.
bool full_of(Context& ctx, const Shape& shape, const Value& value, const Value& dtype, DType d, Flavour f, Value* result) {
  Array* v = nullptr;
  Shape joint;
  if (!to_array(ctx, value, f, &v) || !read_dtype(ctx, dtype, f, &d)) return false;
  if (!broadcast_shapes(shape, v->shape, &joint) || joint != shape) {
    return raise(ctx, "ValueError", "could not broadcast input array from shape " + shape_text(v->shape) + " into shape " + shape_text(shape));
  }
  Array* a = nullptr;
  if (v->size() == 1 && !is_integer(v->dtype)) {
    a = filled_array(ctx, d, shape, f, to_reals(*v)[0]);
  } else {
    a = make_array(ctx, d, shape, f);
    assign_elements(*a, *v);
  }
  *result = Value::of(a);
  return true;
}

template <Flavour F>
bool full(Context& ctx, const Arguments& arguments, Value* result) {
  Value size, value;
  Shape shape;
  Array* v = nullptr;
  if (!required(ctx, arguments, 0, "shape", &size) || !read_shape(ctx, size, &shape) || !check_shape(ctx, shape)) return false;
  if (!required(ctx, arguments, 1, "fill_value", &value) || !to_array(ctx, value, F, &v)) return false;
  return full_of(ctx, shape, value, argument(arguments, 2, "dtype"), canonical(ctx, F, v->dtype), F, result);
}

template <Flavour F, int Number>
bool filled_like(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  return full_of(ctx, a->shape, Value::of(std::int64_t{Number}), argument(arguments, 1, "dtype"), canonical(ctx, F, a->dtype), F, result);
}

template <Flavour F>
bool full_like(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value value;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !required(ctx, arguments, 1, "fill_value", &value)) return false;
  return full_of(ctx, a->shape, value, argument(arguments, 2, "dtype"), canonical(ctx, F, a->dtype), F, result);
}

// Element i is start + i * step; how many there are follows from double precision.
template <Flavour F>
bool arange(Context& ctx, const Arguments& arguments, Value* result) {
  Value first, stop = argument(arguments, 1, "stop"), step = argument(arguments, 2, "step");
  if (!required(ctx, arguments, 0, "start", &first)) return false;
  double start = 0, end = 0, by = 1;
  if (!read_real(ctx, given(stop) ? stop : first, "stop", &end) || !read_real(ctx, step, "step", &by)) return false;
  if (given(stop) && !read_real(ctx, first, "start", &start)) return false;
  if (by == 0) return raise(ctx, "ZeroDivisionError", "division by zero");
  bool real = false;
  for (const Value& v : {first, stop, step}) real |= v.is_real() || (as_array(v) != nullptr && is_real(as_array(v)->dtype));
  DType d = real ? default_real(ctx, F) : default_integer(ctx, F);
  if (!read_dtype(ctx, argument(arguments, 3, "dtype"), F, &d)) return false;
  const double count = std::ceil((end - start) / by);
  const std::int64_t n = count > 0 ? static_cast<std::int64_t>(count) : 0;
  Array* a = make_array(ctx, d, {n}, F);
  // numpy takes the second element as start + step and goes on by their difference.
  const double delta = real ? (start + by) - start : by;
  with_type(d, [&](auto zero) {
    using T = decltype(zero);
    for (std::int64_t i = 0; i < n; ++i) a->data<T>()[i] = convert<T>(start + static_cast<double>(i) * delta);
  });
  *result = Value::of(a);
  return true;
}

template <Flavour F>
bool linspace(Context& ctx, const Arguments& arguments, Value* result) {
  double start = 0, stop = 0;
  std::int64_t n = 50;
  bool endpoint = true, with_step = false;
  Value first, last;
  if (!required(ctx, arguments, 0, "start", &first) || !required(ctx, arguments, 1, "stop", &last)) return false;
  if (!read_real(ctx, first, "start", &start) || !read_real(ctx, last, "stop", &stop)) return false;
  if (!read_integer(ctx, argument(arguments, 2, "num"), "num", &n) || !read_flag(ctx, argument(arguments, 3, "endpoint"), &endpoint)) return false;
  if (!read_flag(ctx, argument(arguments, 4, "retstep"), &with_step)) return false;
  if (n < 0) return raise(ctx, "ValueError", "Number of samples, " + std::to_string(n) + ", must be non-negative.");
  DType d = default_real(ctx, F);
  if (!read_dtype(ctx, argument(arguments, 5, "dtype"), F, &d)) return false;
  Array* a = make_array(ctx, d, {n}, F);
  const std::int64_t parts = endpoint ? n - 1 : n;
  const double step = parts > 0 ? (stop - start) / static_cast<double>(parts) : NAN;
  with_type(d, [&](auto zero) {
    using T = decltype(zero);
    for (std::int64_t i = 0; i < n; ++i) {
      const double x = parts > 0 ? static_cast<double>(i) * step + start : start;
      a->data<T>()[i] = convert<T>(endpoint && i > 0 && i == n - 1 ? stop : x);
    }
  });
  *result = with_step ? tuple_of(ctx, {Value::of(a), number_value(ctx, step, DType::float64, F)}) : Value::of(a);
  return true;
}

template <Flavour F>
bool eye(Context& ctx, const Arguments& arguments, Value* result) {
  std::int64_t n = 0, m = -1, k = 0;
  Value rows;
  if (!required(ctx, arguments, 0, "N", &rows) || !read_integer(ctx, rows, "N", &n)) return false;
  if (!read_integer(ctx, argument(arguments, 1, "M"), "M", &m) || !read_integer(ctx, argument(arguments, 2, "k"), "k", &k)) return false;
  DType d = default_real(ctx, F);
  if (!read_dtype(ctx, argument(arguments, 3, "dtype"), F, &d)) return false;
  if (m < 0) m = n;
  Array* a = make_array(ctx, d, {n, m}, F);
  with_type(d, [&](auto zero) {
    using T = decltype(zero);
    for (std::int64_t i = 0; i < n; ++i) {
      if (i + k >= 0 && i + k < m) a->data<T>()[i * m + i + k] = T{1};
    }
  });
  *result = Value::of(a);
  return true;
}

template <Flavour F>
bool meshgrid(Context& ctx, const Arguments& arguments, Value* result) {
  bool swap = true;
  for (const auto& [name, value] : arguments.keywords) {
    const String* text = as_string(value);
    if (name == "indexing" && text != nullptr) swap = text->text == "xy";
  }
  std::vector<Array*> arrays;
  if (!read_arrays(ctx, tuple_of(ctx, arguments.positional), F, &arrays)) return false;
  swap = swap && arrays.size() > 1;
  Shape shape;
  for (const Array* a : arrays) shape.push_back(a->size());
  if (swap) std::swap(shape[0], shape[1]);
  std::vector<Value> grids;
  for (std::size_t k = 0; k < arrays.size(); ++k) {
    const std::size_t axis = swap && k < 2 ? 1 - k : k;
    const Array* flat = with_shape(ctx, *arrays[k], {arrays[k]->size()});
    Shape strides(shape.size(), 0);
    strides[axis] = 1;
    const Array view(*flat, shape, strides, flat->offset);
    grids.push_back(Value::of(cast_array(ctx, view, canonical(ctx, F, view.dtype), F)));
  }
  *result = Value::of(ctx.heap.make<List>(std::move(grids)));
  return true;
}

#define BPL_ROW(name, signature, function) {kModuleName<F>, name, signature, OnUnknown::pure, function}

template <Flavour F>
constexpr NativeEntry kRows[] = {
    BPL_ROW("array", "(object, dtype=None, copy=True, ndmin=0)", array<F>),
    BPL_ROW("asarray", "(a, dtype=None)", asarray<F>),
    BPL_ROW("ascontiguousarray", "(a, dtype=None)", asarray<F>),
    BPL_ROW("copy", "(a)", array<F>),
    BPL_ROW("zeros", "(shape, dtype=None)", (filled<F, 0>)),
    BPL_ROW("ones", "(shape, dtype=None)", (filled<F, 1>)),
    BPL_ROW("empty", "(shape, dtype=None)", (filled<F, 0>)),
    BPL_ROW("full", "(shape, fill_value, dtype=None)", full<F>),
    BPL_ROW("zeros_like", "(a, dtype=None)", (filled_like<F, 0>)),
    BPL_ROW("ones_like", "(a, dtype=None)", (filled_like<F, 1>)),
    BPL_ROW("empty_like", "(a, dtype=None)", (filled_like<F, 0>)),
    BPL_ROW("full_like", "(a, fill_value, dtype=None)", full_like<F>),
    BPL_ROW("arange", "(start, stop=None, step=None, dtype=None)", arange<F>),
    BPL_ROW("linspace", "(start, stop, num=50, endpoint=True, retstep=False, dtype=None)", linspace<F>),
    BPL_ROW("eye", "(N, M=None, k=0, dtype=None)", eye<F>),
    BPL_ROW("identity", "(N)", eye<F>),
    BPL_ROW("meshgrid", "(*xi, indexing='xy')", meshgrid<F>),
};

}  // namespace

std::span<const NativeEntry> construction_natives(Flavour f) {
  return f == Flavour::numpy ? std::span<const NativeEntry>(kRows<Flavour::numpy>) : kRows<Flavour::brainpy>;
}

}  // namespace bpl::host
