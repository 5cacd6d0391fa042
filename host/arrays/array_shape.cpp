// Functions that rearrange elements: reshape, transpose, concatenate, tile, roll, diag, ...
#include <algorithm>
#include <numeric>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"

namespace bpl::host {
namespace {

// The array in the flavour of the function that was called.
template <Flavour F>
bool first_array(Context& ctx, const Arguments& arguments, Array** a) {
  if (!required_array(ctx, arguments, 0, "a", F, a)) return false;
  if ((*a)->flavour != F) *a = cast_array(ctx, **a, canonical(ctx, F, (*a)->dtype), F);
  return true;
}

bool finish(Array* a, Value* result) {
  a->scalar = false;
  *result = Value::of(a);
  return true;
}

bool reshape_to(Context& ctx, const Array& a, Shape shape, Value* result) {
  const Shape asked = shape;
  std::int64_t known = 1;
  const auto open = std::find(shape.begin(), shape.end(), -1);
  for (auto i = shape.begin(); i != shape.end(); ++i) known *= i == open ? 1 : *i;
  if (open != shape.end() && known > 0 && a.size() % known == 0) *open = a.size() / known;
  if (element_count(shape) != a.size() || (open != shape.end() && known <= 0)) {
    std::string text = "cannot reshape array of size " + std::to_string(a.size()) + " into shape (";
    for (std::size_t i = 0; i < asked.size(); ++i) text += (i > 0 ? "," : "") + std::to_string(asked[i]);
    return raise(ctx, "ValueError", text + (asked.size() == 1 ? ",)" : ")"));
  }
  return finish(with_shape(ctx, a, std::move(shape)), result);
}

template <Flavour F>
bool reshape(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value size;
  Shape shape;
  if (!first_array<F>(ctx, arguments, &a) || !required(ctx, arguments, 1, "shape", &size)) return false;
  // The method also takes one argument an axis.
  if (arguments.positional.size() > 2) size = tuple_of(ctx, {arguments.positional.begin() + 1, arguments.positional.end()});
  return read_shape(ctx, size, &shape) && reshape_to(ctx, *a, std::move(shape), result);
}

template <Flavour F>
bool ravel(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  return first_array<F>(ctx, arguments, &a) && finish(with_shape(ctx, *a, {a->size()}), result);
}

bool finish_view(Context& ctx, Array* view, Value* result) {
  return finish(view->flavour == Flavour::brainpy ? copy_array(ctx, *view) : view, result);
}

template <Flavour F>
bool transpose(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!first_array<F>(ctx, arguments, &a)) return false;
  std::vector<std::int64_t> order(a->shape.size());
  std::iota(order.rbegin(), order.rend(), 0);
  Value axes = argument(arguments, 1, "axes");
  if (arguments.positional.size() > 2) axes = tuple_of(ctx, {arguments.positional.begin() + 1, arguments.positional.end()});
  if (given(axes)) {
    Shape wanted;
    if (!read_shape(ctx, axes, &wanted)) return false;
    if (wanted.size() != order.size()) return raise(ctx, "ValueError", "axes don't match array");
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (!normal_axis(ctx, wanted[i], a->ndim(), &order[i])) return false;
      if (std::find(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(i), order[i]) != order.begin() + static_cast<std::ptrdiff_t>(i)) {
        return raise(ctx, "ValueError", "repeated axis in transpose");
      }
    }
  }
  return finish_view(ctx, permuted_view(ctx, *a, order), result);
}

template <Flavour F>
bool moveaxis(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  std::int64_t from = 0, to = 0;
  if (!first_array<F>(ctx, arguments, &a)) return false;
  if (!read_integer(ctx, argument(arguments, 1, "source"), "source", &from) || !normal_axis(ctx, from, a->ndim(), &from)) return false;
  if (!read_integer(ctx, argument(arguments, 2, "destination"), "destination", &to) || !normal_axis(ctx, to, a->ndim(), &to)) return false;
  std::vector<std::int64_t> order;
  for (std::int64_t i = 0; i < a->ndim(); ++i) {
    if (i != from) order.push_back(i);
  }
  order.insert(order.begin() + to, from);
  return finish_view(ctx, permuted_view(ctx, *a, order), result);
}

template <Flavour F>
bool squeeze(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!first_array<F>(ctx, arguments, &a)) return false;
  const Value axis = argument(arguments, 1, "axis");
  std::vector<std::int64_t> axes;
  if (given(axis) && !read_axes(ctx, axis, a->ndim(), &axes)) return false;
  Shape shape;
  for (std::int64_t i = 0; i < a->ndim(); ++i) {
    const std::int64_t n = a->shape[static_cast<std::size_t>(i)];
    const bool drop = given(axis) ? std::binary_search(axes.begin(), axes.end(), i) : n == 1;
    if (drop && n != 1) return raise(ctx, "ValueError", "cannot select an axis to squeeze out which has size not equal to one");
    if (!drop) shape.push_back(n);
  }
  return finish(with_shape(ctx, *a, std::move(shape)), result);
}

template <Flavour F>
bool expand_dims(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value axis;
  Shape wanted;
  if (!first_array<F>(ctx, arguments, &a) || !required(ctx, arguments, 1, "axis", &axis) || !read_shape(ctx, axis, &wanted)) return false;
  const std::int64_t ndim = a->ndim() + static_cast<std::int64_t>(wanted.size());
  for (std::int64_t& i : wanted) {
    if (!normal_axis(ctx, i, ndim, &i)) return false;
  }
  std::sort(wanted.begin(), wanted.end());
  Shape shape = a->shape;
  for (const std::int64_t i : wanted) shape.insert(shape.begin() + i, 1);
  return finish(with_shape(ctx, *a, std::move(shape)), result);
}

bool join(Context& ctx, const std::vector<Array*>& arrays, std::int64_t axis, Flavour f, Value* result) {
  const Shape& first = arrays[0]->shape;
  if (first.empty()) return raise(ctx, "ValueError", "zero-dimensional arrays cannot be concatenated");
  if (!normal_axis(ctx, axis, arrays[0]->ndim(), &axis)) return false;
  const auto k = static_cast<std::size_t>(axis);
  Shape shape = first;
  shape[k] = 0;
  DType d = canonical(ctx, f, arrays[0]->dtype);
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    const Array& a = *arrays[i];
    if (a.shape.size() != first.size()) {
      return raise(ctx, "ValueError", "all the input array dimensions except for the concatenation axis must match exactly, but along dimension 0, the array at index 0 has " +
                                          std::to_string(first.size()) + " dimension(s) and the array at index " + std::to_string(i) + " has " +
                                          std::to_string(a.shape.size()) + " dimension(s)");
    }
    for (std::size_t j = 0; j < first.size(); ++j) {
      if (j == k || a.shape[j] == first[j]) continue;
      return raise(ctx, "ValueError",
                   "all the input array dimensions except for the concatenation axis must match exactly, but along dimension " +
                       std::to_string(j) + ", the array at index 0 has size " + std::to_string(first[j]) + " and the array at index " +
                       std::to_string(i) + " has size " + std::to_string(a.shape[j]));
    }
    shape[k] += a.shape[k];
    d = promote(f, d, canonical(ctx, f, a.dtype));
  }
  Array* joined = make_array(ctx, d, shape, f);
  std::int64_t at = 0;
  for (const Array* a : arrays) {
    Array part(*joined, a->shape, joined->strides, joined->offset + at * joined->strides[k]);
    assign_elements(part, *a);
    at += a->shape[k];
  }
  return finish(joined, result);
}

template <Flavour F>
bool concatenate(Context& ctx, const Arguments& arguments, Value* result) {
  Value sequence;
  std::vector<Array*> arrays;
  std::int64_t axis = 0;
  if (!required(ctx, arguments, 0, "arrays", &sequence) || !read_arrays(ctx, sequence, F, &arrays)) return false;
  const Value along = argument(arguments, 1, "axis");
  if (along.is_none()) {
    for (Array*& a : arrays) a = with_shape(ctx, *a, {a->size()});
  }
  return read_integer(ctx, along, "axis", &axis) && join(ctx, arrays, axis, F, result);
}

template <Flavour F>
bool stack(Context& ctx, const Arguments& arguments, Value* result) {
  Value sequence;
  std::vector<Array*> arrays;
  std::int64_t axis = 0;
  if (!required(ctx, arguments, 0, "arrays", &sequence) || !read_arrays(ctx, sequence, F, &arrays)) return false;
  if (!read_integer(ctx, argument(arguments, 1, "axis"), "axis", &axis) || !normal_axis(ctx, axis, arrays[0]->ndim() + 1, &axis)) return false;
  const Shape shape = arrays[0]->shape;
  for (Array*& a : arrays) {
    if (a->shape != shape) return raise(ctx, "ValueError", "all input arrays must have the same shape");
    Shape longer = shape;
    longer.insert(longer.begin() + axis, 1);
    a = with_shape(ctx, *a, longer);
  }
  return join(ctx, arrays, axis, F, result);
}

enum class Stack : std::uint8_t { vertical, horizontal, column };

template <Flavour F, Stack S>
bool stack_as(Context& ctx, const Arguments& arguments, Value* result) {
  Value sequence;
  std::vector<Array*> arrays;
  if (!required(ctx, arguments, 0, "tup", &sequence) || !read_arrays(ctx, sequence, F, &arrays)) return false;
  for (Array*& a : arrays) {
    if (S == Stack::horizontal && a->ndim() == 0) a = with_shape(ctx, *a, {1});
    if (S == Stack::vertical && a->ndim() < 2) a = with_shape(ctx, *a, {1, a->size()});
    if (S == Stack::column && a->ndim() < 2) a = with_shape(ctx, *a, {a->size(), 1});
  }
  const std::int64_t axis = S == Stack::vertical || (S == Stack::horizontal && arrays[0]->ndim() == 1) ? 0 : 1;
  return join(ctx, arrays, axis, F, result);
}

// The elements of `a` at the given positions along an axis.
Array* take_along(Context& ctx, const Array& a, std::size_t axis, const std::vector<std::int64_t>& positions) {
  Shape shape = a.shape;
  shape[axis] = static_cast<std::int64_t>(positions.size());
  Array* r = make_array(ctx, a.dtype, shape, a.flavour);
  Shape lane = shape, strides = a.strides;
  lane[axis] = 1;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    Array to(*r, lane, r->strides, r->offset + static_cast<std::int64_t>(i) * r->strides[axis]);
    const Array from(a, lane, strides, a.offset + positions[i] * a.strides[axis]);
    assign_elements(to, from);
  }
  return r;
}

template <Flavour F>
bool roll(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  std::int64_t shift = 0, axis = 0;
  if (!first_array<F>(ctx, arguments, &a) || !read_integer(ctx, argument(arguments, 1, "shift"), "shift", &shift)) return false;
  const Value along = argument(arguments, 2, "axis");
  const Shape shape = a->shape;
  if (!given(along)) a = with_shape(ctx, *a, {a->size()});
  if (!read_integer(ctx, along, "axis", &axis) || !normal_axis(ctx, axis, a->ndim(), &axis)) return false;
  const auto k = static_cast<std::size_t>(axis);
  const std::int64_t n = a->shape[k];
  std::vector<std::int64_t> positions;
  for (std::int64_t i = 0; i < n; ++i) positions.push_back(((i - shift) % n + n) % n);
  return finish(with_shape(ctx, *take_along(ctx, *a, k, positions), shape), result);
}

template <Flavour F>
bool flip(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  std::vector<std::int64_t> axes;
  if (!first_array<F>(ctx, arguments, &a) || !read_axes(ctx, argument(arguments, 1, "axis"), a->ndim(), &axes)) return false;
  Array* view = ctx.heap.make<Array>(*a, a->shape, a->strides, a->offset);
  for (const std::int64_t axis : axes) {
    const auto k = static_cast<std::size_t>(axis);
    if (view->shape[k] > 0) view->offset += (view->shape[k] - 1) * view->strides[k];
    view->strides[k] = -view->strides[k];
  }
  return finish_view(ctx, view, result);
}

template <Flavour F>
bool repeat(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *counts = nullptr;
  if (!first_array<F>(ctx, arguments, &a) || !required_array(ctx, arguments, 1, "repeats", Flavour::numpy, &counts)) return false;
  const Value along = argument(arguments, 2, "axis");
  std::int64_t axis = 0;
  if (!given(along)) a = with_shape(ctx, *a, {a->size()});
  if (!read_integer(ctx, along, "axis", &axis) || !normal_axis(ctx, axis, a->ndim(), &axis)) return false;
  const auto k = static_cast<std::size_t>(axis);
  const std::vector<std::int64_t> n = to_integers(*counts);
  if (n.size() != 1 && static_cast<std::int64_t>(n.size()) != a->shape[k]) {
    return raise(ctx, "ValueError", "operands could not be broadcast together with shape " + shape_text({a->shape[k]}) + " " + shape_text(counts->shape));
  }
  std::vector<std::int64_t> positions;
  for (std::int64_t i = 0; i < a->shape[k]; ++i) {
    const std::int64_t times = n.size() == 1 ? n[0] : n[static_cast<std::size_t>(i)];
    if (times < 0) return raise(ctx, "ValueError", "repeats may not contain negative values.");
    positions.insert(positions.end(), static_cast<std::size_t>(times), i);
  }
  return finish(take_along(ctx, *a, k, positions), result);
}

template <Flavour F>
bool tile(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value reps;
  Shape times;
  if (!first_array<F>(ctx, arguments, &a) || !required(ctx, arguments, 1, "reps", &reps) || !read_shape(ctx, reps, &times)) return false;
  Shape shape = a->shape;
  while (shape.size() < times.size()) shape.insert(shape.begin(), 1);
  while (times.size() < shape.size()) times.insert(times.begin(), 1);
  a = with_shape(ctx, *a, shape);
  for (std::size_t k = 0; k < shape.size(); ++k) {
    std::vector<std::int64_t> positions;
    for (std::int64_t i = 0; i < times[k] * shape[k]; ++i) positions.push_back(i % shape[k]);
    a = take_along(ctx, *a, k, positions);
  }
  return finish(a, result);
}

template <Flavour F, bool Lower>
bool triangle(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  std::int64_t k = 0;
  if (!first_array<F>(ctx, arguments, &a) || !read_integer(ctx, argument(arguments, 1, "k"), "k", &k)) return false;
  if (a->ndim() < 2) return raise(ctx, "ValueError", "a triangle needs an array of at least two dimensions");
  Array* r = copy_array(ctx, *a);
  const std::int64_t columns = a->shape.back(), rows = a->shape[a->shape.size() - 2];
  with_type(r->dtype, [&](auto zero) {
    using T = decltype(zero);
    for (std::int64_t p = 0; p < r->size(); ++p) {
      const std::int64_t i = p / columns % rows, j = p % columns;
      if (Lower ? j - i > k : j - i < k) r->data<T>()[p] = T{0};
    }
  });
  return finish(r, result);
}

template <Flavour F>
bool diag(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  std::int64_t k = 0;
  if (!first_array<F>(ctx, arguments, &a) || !read_integer(ctx, argument(arguments, 1, "k"), "k", &k)) return false;
  if (a->ndim() == 1) {
    const std::int64_t n = a->size() + std::abs(k);
    Array* r = make_array(ctx, a->dtype, {n, n}, F);
    Array line(*r, a->shape, {n + 1}, k >= 0 ? k : -k * n);
    assign_elements(line, *a);
    return finish(r, result);
  }
  if (a->ndim() != 2) return raise(ctx, "ValueError", "Input must be 1- or 2-d.");
  const std::int64_t rows = a->shape[0] - std::max<std::int64_t>(0, -k), columns = a->shape[1] - std::max<std::int64_t>(0, k);
  const std::int64_t n = std::max<std::int64_t>(0, std::min(rows, columns));
  const std::int64_t start = k >= 0 ? k * a->strides[1] : -k * a->strides[0];
  return finish(copy_array(ctx, *ctx.heap.make<Array>(*a, Shape{n}, Shape{a->strides[0] + a->strides[1]}, a->offset + (n > 0 ? start : 0))), result);
}

bool fill_diagonal(Context& ctx, const Arguments& arguments, Value* result) {
  Value target, value;
  if (!required(ctx, arguments, 0, "a", &target) || !required(ctx, arguments, 1, "val", &value)) return false;
  Array *a = as_array(target), *v = nullptr;
  if (a == nullptr || a->ndim() != 2) return raise(ctx, "ValueError", "fill_diagonal needs an array of two dimensions");
  if (!to_array(ctx, value, a->flavour, &v)) return false;
  const std::int64_t n = std::min(a->shape[0], a->shape[1]);
  const Spread<double> x = spread<double>(*v, v->size() == 1 ? Shape{n} : v->shape);
  if (v->size() != 1 && v->size() != n) return raise(ctx, "ValueError", "the values do not fit the diagonal of length " + std::to_string(n));
  with_type(a->dtype, [&](auto zero) {
    using T = decltype(zero);
    T* out = a->data<T>();
    for (std::int64_t i = 0; i < n; ++i) out[i * (a->strides[0] + a->strides[1])] = convert<T>(x.data[i * x.step]);
  });
  *result = Value::none();
  return true;
}

template <Flavour F>
bool append(Context& ctx, const Arguments& arguments, Value* result) {
  std::vector<Array*> arrays(2);
  std::int64_t axis = 0;
  if (!required_array(ctx, arguments, 0, "arr", F, &arrays[0]) || !required_array(ctx, arguments, 1, "values", F, &arrays[1])) return false;
  const Value along = argument(arguments, 2, "axis");
  if (!given(along)) {
    for (Array*& a : arrays) a = with_shape(ctx, *a, {a->size()});
  }
  return read_integer(ctx, along, "axis", &axis) && join(ctx, arrays, axis, F, result);
}

// delete(a, i): without the elements at the given places; insert(a, i, v): with a value in front of them. One axis.
template <Flavour F, bool Insert>
bool edit(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *where = nullptr, *values = nullptr;
  if (!first_array<F>(ctx, arguments, &a) || !required_array(ctx, arguments, 1, "obj", Flavour::numpy, &where)) return false;
  if (Insert && !required_array(ctx, arguments, 2, "values", F, &values)) return false;
  const Value along = argument(arguments, Insert ? 3 : 2, "axis");
  std::int64_t axis = 0;
  if (!given(along)) a = with_shape(ctx, *a, {a->size()});
  if (!read_integer(ctx, along, "axis", &axis) || !normal_axis(ctx, axis, a->ndim(), &axis)) return false;
  const auto k = static_cast<std::size_t>(axis);
  const std::int64_t n = a->shape[k];
  std::vector<std::int64_t> places = to_integers(*where);
  for (std::int64_t& p : places) {
    const std::int64_t given_place = p;
    p = p < 0 ? p + n : p;
    if (p < 0 || p > n || (!Insert && p == n)) {
      return raise(ctx, "IndexError", "index " + std::to_string(given_place) + " is out of bounds for axis " + std::to_string(axis) + " with size " + std::to_string(n));
    }
  }
  if (!Insert) {
    std::vector<std::int64_t> kept;
    for (std::int64_t i = 0; i < n; ++i) {
      if (std::find(places.begin(), places.end(), i) == places.end()) kept.push_back(i);
    }
    return finish(take_along(ctx, *a, k, kept), result);
  }
  if (a->ndim() != 1) return raise(ctx, "NotImplementedError", "insert() along an axis of a matrix is not supported: use concatenate()");
  if (places.size() == 1) places.resize(static_cast<std::size_t>(values->size()), places[0]);
  const std::vector<double> old = to_reals(*a), extra = to_reals(*values);
  std::vector<double> all;
  for (std::int64_t i = 0; i <= n; ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      if (places[j] == i) all.push_back(extra[extra.size() == 1 ? 0 : j]);
    }
    if (i < n) all.push_back(old[static_cast<std::size_t>(i)]);
  }
  return finish(array_of(ctx, all, a->dtype, F), result);
}

template <Flavour F>
bool broadcast_to(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value size;
  Shape shape, joint;
  if (!first_array<F>(ctx, arguments, &a) || !required(ctx, arguments, 1, "shape", &size) || !read_shape(ctx, size, &shape)) return false;
  if (!broadcast_shapes(shape, a->shape, &joint) || joint != shape) {
    return raise(ctx, "ValueError", "operands could not be broadcast together with remapped shapes [original->remapped]: " + shape_text(a->shape) + " and requested shape " + shape_text(shape));
  }
  return finish(copy_array(ctx, *ctx.heap.make<Array>(*a, shape, broadcast_strides(*a, shape), a->offset)), result);
}

enum class Question : std::uint8_t { shape, ndim, size };
template <Flavour F, Question Q>
bool ask(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  *result = Q == Question::shape ? shape_value(ctx, a->shape) : Value::of(Q == Question::ndim ? a->ndim() : a->size());
  return true;
}

template <Flavour F, int Dimensions>
bool at_least(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!first_array<F>(ctx, arguments, &a)) return false;
  Shape shape = a->shape;
  while (shape.size() < Dimensions) shape.insert(shape.begin(), 1);
  return finish(with_shape(ctx, *a, shape), result);
}

#define BPL_ROW(name, signature, function) {kModuleName<F>, name, signature, OnUnknown::pure, function}

template <Flavour F>
constexpr NativeEntry kRows[] = {
    BPL_ROW("reshape", "(a, *sizes, shape=None)", reshape<F>),
    BPL_ROW("ravel", "(a)", ravel<F>),
    BPL_ROW("transpose", "(a, *order, axes=None)", transpose<F>),
    BPL_ROW("moveaxis", "(a, source, destination)", moveaxis<F>),
    BPL_ROW("squeeze", "(a, axis=None)", squeeze<F>),
    BPL_ROW("expand_dims", "(a, axis)", expand_dims<F>),
    BPL_ROW("concatenate", "(arrays, axis=0)", concatenate<F>),
    BPL_ROW("stack", "(arrays, axis=0)", stack<F>),
    BPL_ROW("vstack", "(tup)", (stack_as<F, Stack::vertical>)),
    BPL_ROW("hstack", "(tup)", (stack_as<F, Stack::horizontal>)),
    BPL_ROW("column_stack", "(tup)", (stack_as<F, Stack::column>)),
    BPL_ROW("roll", "(a, shift, axis=None)", roll<F>),
    BPL_ROW("flip", "(a, axis=None)", flip<F>),
    BPL_ROW("repeat", "(a, repeats, axis=None)", repeat<F>),
    BPL_ROW("tile", "(a, reps)", tile<F>),
    BPL_ROW("tril", "(a, k=0)", (triangle<F, true>)),
    BPL_ROW("triu", "(a, k=0)", (triangle<F, false>)),
    BPL_ROW("diag", "(a, k=0)", diag<F>),
    {kModuleName<F>, "fill_diagonal", "(a, val)", OnUnknown::in_place, fill_diagonal},
    BPL_ROW("append", "(arr, values, axis=None)", append<F>),
    BPL_ROW("insert", "(arr, obj, values, axis=None)", (edit<F, true>)),
    BPL_ROW("delete", "(arr, obj, axis=None)", (edit<F, false>)),
    BPL_ROW("broadcast_to", "(a, shape)", broadcast_to<F>),
    BPL_ROW("atleast_1d", "(a)", (at_least<F, 1>)),
    BPL_ROW("atleast_2d", "(a)", (at_least<F, 2>)),
    {kModuleName<F>, "shape", "(a)", OnUnknown::structural, ask<F, Question::shape>},
    {kModuleName<F>, "ndim", "(a)", OnUnknown::structural, ask<F, Question::ndim>},
    {kModuleName<F>, "size", "(a)", OnUnknown::structural, ask<F, Question::size>},
};

}  // namespace

std::span<const NativeEntry> shape_natives(Flavour f) {
  return f == Flavour::numpy ? std::span<const NativeEntry>(kRows<Flavour::numpy>) : kRows<Flavour::brainpy>;
}

}  // namespace bpl::host
