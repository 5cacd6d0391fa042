// Products: dot, matmul, inner, outer, convolve, correlate. Every sum of products takes the tree of math/ordered_sum.h.
#include <algorithm>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"
#include "math/ordered_sum.h"

namespace bpl::host {
namespace {

template <class T>
T product_sum(const T* x, const T* y, std::int64_t n, std::vector<T>& products) {
  products.resize(static_cast<std::size_t>(n));
  for (std::int64_t i = 0; i < n; ++i) products[static_cast<std::size_t>(i)] = static_cast<T>(x[i] * y[i]);
  return math::ordered_sum(std::span<const T>(products));
}

// Rows of a (m x k) times rows of b (n x k): both lane by lane.
Array* row_products(Context& ctx, DType d, const Array& a, const Array& b, Shape shape, std::int64_t k, Flavour f) {
  Array* r = make_array(ctx, d, std::move(shape), f);
  r->scalar = f == Flavour::numpy && r->shape.empty();
  const Array *x = cast_array(ctx, a, d, f), *y = cast_array(ctx, b, d, f);
  const std::int64_t m = k > 0 ? x->size() / k : 0, n = k > 0 ? y->size() / k : 0;
  with_type(d, [&](auto zero) {
    using T = decltype(zero);
    std::vector<T> products;
    for (std::int64_t i = 0; i < m; ++i) {
      for (std::int64_t j = 0; j < n; ++j) {
        r->data<T>()[i * n + j] = product_sum(x->data<T>() + i * k, y->data<T>() + j * k, k, products);
      }
    }
  });
  return r;
}

bool shapes_differ(Context& ctx, const Array& a, const Array& b, std::int64_t i, std::int64_t j) {
  return raise(ctx, "ValueError", "shapes " + shape_text(a.shape) + " and " + shape_text(b.shape) + " not aligned: " +
                                      std::to_string(a.shape[static_cast<std::size_t>(i)]) + " (dim " + std::to_string(i) + ") != " +
                                      std::to_string(b.shape[static_cast<std::size_t>(j)]) + " (dim " + std::to_string(j) + ")");
}

bool dot_arrays(Context& ctx, const Value& left, const Value& right, Flavour f, bool numbers, Value* result) {
  Operand x, y;
  if (!to_operand(ctx, left, f, &x) || !to_operand(ctx, right, f, &y)) return false;
  const Array &a = *x.array, &b = *y.array;
  if (a.ndim() == 0 || b.ndim() == 0) {
    if (!numbers) return raise(ctx, "ValueError", "matmul: Input operand does not have enough dimensions (a number cannot be an operand of @)");
    Array* r = nullptr;
    if (!apply_binary(ctx, BinaryOp::multiply, left, right, f, &r)) return false;
    *result = Value::of(r);
    return true;
  }
  if (!numbers && (a.ndim() > 2 || b.ndim() > 2)) return raise(ctx, "NotImplementedError", "@ of arrays with more than two dimensions is not supported");
  const std::int64_t shared = b.ndim() == 1 ? 0 : b.ndim() - 2;
  if (a.shape.back() != b.shape[static_cast<std::size_t>(shared)]) return shapes_differ(ctx, a, b, a.ndim() - 1, shared);
  Shape shape(a.shape.begin(), a.shape.end() - 1);
  for (std::int64_t i = 0; i < b.ndim(); ++i) {
    if (i != shared) shape.push_back(b.shape[static_cast<std::size_t>(i)]);
  }
  *result = Value::of(row_products(ctx, common_type(ctx, f, {x, y}), a, *axis_last(ctx, b, shared), shape, a.shape.back(), f));
  return true;
}

template <Flavour F, bool Numbers>
bool dot(Context& ctx, const Arguments& arguments, Value* result) {
  Value a, b;
  return required(ctx, arguments, 0, "a", &a) && required(ctx, arguments, 1, "b", &b) && dot_arrays(ctx, a, b, F, Numbers, result);
}

template <Flavour F>
bool inner(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *b = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !required_array(ctx, arguments, 1, "b", F, &b)) return false;
  if (a->ndim() == 0 || b->ndim() == 0) return dot_arrays(ctx, Value::of(a), Value::of(b), F, true, result);
  if (a->shape.back() != b->shape.back()) return shapes_differ(ctx, *a, *b, a->ndim() - 1, b->ndim() - 1);
  Shape shape(a->shape.begin(), a->shape.end() - 1);
  shape.insert(shape.end(), b->shape.begin(), b->shape.end() - 1);
  const DType d = common_type(ctx, F, {{a}, {b}});
  *result = Value::of(row_products(ctx, d, *a, *b, shape, a->shape.back(), F));
  return true;
}

template <Flavour F>
bool outer(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *b = nullptr, *r = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !required_array(ctx, arguments, 1, "b", F, &b)) return false;
  const Value column = Value::of(with_shape(ctx, *a, {a->size(), 1})), row = Value::of(with_shape(ctx, *b, {1, b->size()}));
  if (!apply_binary(ctx, BinaryOp::multiply, column, row, F, &r)) return false;
  *result = Value::of(r);
  return true;
}

// The part of the full convolution of lengths n and m that a mode keeps: first position and length.
bool kept_part(Context& ctx, const Value& mode, std::string_view name, std::int64_t n, std::int64_t m, std::int64_t* first, std::int64_t* length) {
  const String* text = as_string(mode);
  const std::string_view word = given(mode) && text != nullptr ? std::string_view(text->text) : name;
  const std::int64_t longer = std::max(n, m), shorter = std::min(n, m);
  if (word == "full") *first = 0, *length = n + m - 1;
  else if (word == "same") *first = (shorter - 1) / 2, *length = longer;
  else if (word == "valid") *first = shorter - 1, *length = longer - shorter + 1;
  else return raise(ctx, "ValueError", "mode must be one of 'valid', 'same', or 'full' (got '" + std::string(word) + "')");
  return true;
}

template <Flavour F, bool Correlate>
bool convolve(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *b = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !required_array(ctx, arguments, 1, "v", F, &b)) return false;
  if (a->ndim() > 1 || b->ndim() > 1) return raise(ctx, "ValueError", "object too deep for desired array");
  if (a->size() == 0 || b->size() == 0) return raise(ctx, "ValueError", a->size() == 0 ? "a cannot be empty" : "v cannot be empty");
  const std::int64_t n = a->size(), m = b->size();
  std::int64_t first = 0, length = 0;
  if (!kept_part(ctx, argument(arguments, 2, "mode"), Correlate ? "valid" : "full", n, m, &first, &length)) return false;
  const DType d = common_type(ctx, F, {{a}, {b}});
  Array* r = make_array(ctx, d, {length}, F);
  with_type(d, [&](auto zero) {
    using T = decltype(zero);
    const std::vector<T> x = elements<T>(*a);
    std::vector<T> y = elements<T>(*b), products;
    if (Correlate) std::reverse(y.begin(), y.end());
    for (std::int64_t i = 0; i < length; ++i) {
      const std::int64_t p = first + i, low = std::max<std::int64_t>(0, p - m + 1), high = std::min(n - 1, p);
      products.clear();
      for (std::int64_t j = low; j <= high; ++j) products.push_back(static_cast<T>(x[static_cast<std::size_t>(j)] * y[static_cast<std::size_t>(p - j)]));
      r->data<T>()[i] = math::ordered_sum(std::span<const T>(products));
    }
  });
  *result = Value::of(r);
  return true;
}

#define BPL_ROW(name, signature, function) {kModuleName<F>, name, signature, OnUnknown::pure, function}

template <Flavour F>
constexpr NativeEntry kRows[] = {
    BPL_ROW("dot", "(a, b)", (dot<F, true>)),
    BPL_ROW("matmul", "(a, b)", (dot<F, false>)),
    BPL_ROW("inner", "(a, b)", inner<F>),
    BPL_ROW("outer", "(a, b)", outer<F>),
    BPL_ROW("convolve", "(a, v, mode='full')", (convolve<F, false>)),
    BPL_ROW("correlate", "(a, v, mode='valid')", (convolve<F, true>)),
};

}  // namespace

bool matmul(Context& ctx, const Value& a, const Value& b, Flavour f, Value* result) { return dot_arrays(ctx, a, b, f, false, result); }

std::span<const NativeEntry> linear_natives(Flavour f) {
  return f == Flavour::numpy ? std::span<const NativeEntry>(kRows<Flavour::numpy>) : kRows<Flavour::brainpy>;
}

}  // namespace bpl::host
