#include "host/arrays/array.h"

#include <algorithm>

#include "host/arrays/array_lazy.h"
#include "host/arrays/array_walk.h"
#include "host/values/ops.h"

namespace bpl::host {

std::string_view dtype_name(DType d) {
  static constexpr std::string_view kNames[] = {"bool", "int32", "uint32", "int64", "float32", "float64"};
  return kNames[static_cast<int>(d)];
}

std::size_t item_size(DType d) {
  return with_type(d, [](auto zero) { return sizeof(zero); });
}

DType default_real(const Context& ctx, Flavour f) {
  return f == Flavour::numpy || ctx.enable_x64 ? DType::float64 : DType::float32;
}

DType default_integer(const Context& ctx, Flavour f) {
  return f == Flavour::numpy || ctx.enable_x64 ? DType::int64 : DType::int32;
}

DType canonical(const Context& ctx, Flavour f, DType d) {
  if (d == DType::float64) return default_real(ctx, f);
  if (d == DType::int64) return default_integer(ctx, f);
  return d;
}

DType promote(Flavour f, DType a, DType b) {
  if (a > b) std::swap(a, b);
  if (a == b || a == DType::boolean) return b;
  if (is_integer(b)) return DType::int64;
  if (b == DType::float32 && is_integer(a)) return f == Flavour::numpy ? DType::float64 : DType::float32;
  return b;
}

std::int64_t element_count(const Shape& shape) {
  std::int64_t n = 1;
  for (const std::int64_t extent : shape)
    if (__builtin_mul_overflow(n, extent, &n)) return std::count(shape.begin(), shape.end(), 0) ? 0 : INT64_MAX;
  return n;
}

std::string shape_text(const Shape& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += ", ";
    text += std::to_string(shape[i]);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

Shape row_strides(const Shape& shape) {
  Shape strides(shape.size());
  std::int64_t step = 1;
  for (std::size_t i = shape.size(); i-- > 0;) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
}

namespace {

// The bytes of an array; what no machine has counts as an allocation that failed.
std::size_t byte_count(const Shape& shape, DType d) {
  std::int64_t bytes = 0;
  if (__builtin_mul_overflow(std::max<std::int64_t>(1, element_count(shape)), static_cast<std::int64_t>(item_size(d)), &bytes)) throw std::bad_alloc();
  return static_cast<std::size_t>(bytes);
}

}  // namespace

Array::Array(DType d, Flavour f, Shape s)
    : Object(Kind::array), dtype(d), flavour(f), shape(std::move(s)), strides(row_strides(shape)),
      buffer(std::make_shared<Buffer>(byte_count(shape, d))) {}

Array::Array(const Recipe& recipe, Flavour f, Shape s)
    : Object(Kind::array), dtype(recipe.type()), flavour(f), shape(std::move(s)), strides(row_strides(shape)),
      buffer(std::make_shared<Buffer>(std::make_shared<const Recipe>(recipe))) {}

Array::Array(const Array& base, Shape s, Shape st, std::int64_t o)
    : Object(Kind::array), dtype(base.dtype), flavour(base.flavour), shape(std::move(s)), strides(std::move(st)), offset(o), buffer(base.buffer) {}

void Buffer::compute() const {
  auto bytes = std::make_unique<std::byte[]>(byte_count({recipe_->size}, recipe_->type()));
  RecipeReader(*recipe_).read(0, recipe_->size, bytes.get());
  bytes_ = std::move(bytes);
  recipe_ = nullptr;
}

const Recipe* recipe_of(const Array& a) {
  const Recipe* recipe = a.buffer->recipe();
  return recipe && a.offset == 0 && a.size() == recipe->size && a.contiguous() ? recipe : nullptr;
}

void for_each_real(const Array& a, const std::function<void(double)>& f) {
  const Recipe* recipe = recipe_of(a);
  if (!recipe) {
    for (const double x : to_reals(a)) f(x);
    return;
  }
  RecipeReader reader(*recipe);
  std::vector<double> block;
  for (std::int64_t first = 0; first < recipe->size; first += static_cast<std::int64_t>(block.size())) {
    block.resize(static_cast<std::size_t>(std::min<std::int64_t>(kRecipeBlock, recipe->size - first)));
    reader.read(first, block);
    for (const double x : block) f(x);
  }
}

bool Array::contiguous() const {
  std::int64_t step = 1;
  for (std::size_t i = shape.size(); i-- > 0;) {
    if (shape[i] == 0) return true;
    if (shape[i] != 1 && strides[i] != step) return false;
    step *= shape[i];
  }
  return true;
}

Array* make_array(Context& ctx, DType d, Shape shape, Flavour f) { return ctx.heap.make<Array>(d, f, std::move(shape)); }

template <class From>
static Array* scalar_of(Context& ctx, DType d, From x, Flavour f) {
  Array* a = make_array(ctx, d, {}, f);
  a->scalar = f == Flavour::numpy;
  with_type(d, [&](auto zero) { *a->data<decltype(zero)>() = convert<decltype(zero)>(x); });
  return a;
}
Array* make_scalar(Context& ctx, DType d, double x, Flavour f) { return scalar_of(ctx, d, x, f); }
Array* make_scalar(Context& ctx, DType d, std::int64_t x, Flavour f) { return scalar_of(ctx, d, x, f); }

template <class From>
static Array* vector_of(Context& ctx, std::span<const From> values, DType d, Flavour f) {
  Array* a = make_array(ctx, d, {static_cast<std::int64_t>(values.size())}, f);
  with_type(d, [&](auto zero) {
    using T = decltype(zero);
    std::transform(values.begin(), values.end(), a->data<T>(), [](From x) { return convert<T>(x); });
  });
  return a;
}
Array* array_of(Context& ctx, std::span<const double> v, DType d, Flavour f) { return vector_of(ctx, v, d, f); }
Array* array_of(Context& ctx, std::span<const float> v, DType d, Flavour f) { return vector_of(ctx, v, d, f); }
Array* array_of(Context& ctx, std::span<const std::int64_t> v, DType d, Flavour f) { return vector_of(ctx, v, d, f); }
Array* array_of(Context& ctx, std::span<const std::int32_t> v, DType d, Flavour f) { return vector_of(ctx, v, d, f); }

Array* copy_array(Context& ctx, const Array& a) { return cast_array(ctx, a, a.dtype, a.flavour); }

Array* cast_array(Context& ctx, const Array& a, DType d, Flavour f) {
  if (const Recipe* recipe = recipe_of(a)) return ctx.heap.make<Array>(cast_recipe(*recipe, d), f, a.shape);
  Array* result = make_array(ctx, d, a.shape, f);
  result->scalar = a.scalar && f == Flavour::numpy;
  assign_elements(*result, a);
  return result;
}

const Array* contiguous_array(Context& ctx, const Array& a) { return a.contiguous() ? &a : copy_array(ctx, a); }

Array* with_shape(Context& ctx, const Array& a, Shape shape) {
  const Array* base = contiguous_array(ctx, a);
  Shape strides = row_strides(shape);
  Array* result = ctx.heap.make<Array>(*base, std::move(shape), std::move(strides), base->offset);
  return a.flavour == Flavour::brainpy && base == &a ? copy_array(ctx, *result) : result;
}

Shape broadcast_strides(const Array& a, const Shape& to) {
  Shape strides(to.size(), 0);
  const std::size_t lead = to.size() - a.shape.size();
  for (std::size_t i = 0; i < a.shape.size(); ++i) strides[lead + i] = a.shape[i] == 1 ? 0 : a.strides[i];
  return strides;
}

bool broadcast_shapes(const Shape& a, const Shape& b, Shape* result) {
  const Shape& longer = a.size() >= b.size() ? a : b;
  const Shape& shorter = a.size() >= b.size() ? b : a;
  Shape shape = longer;
  const std::size_t lead = longer.size() - shorter.size();
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    std::int64_t& extent = shape[lead + i];
    if (extent == shorter[i] || shorter[i] == 1) continue;
    if (extent != 1) return false;
    extent = shorter[i];
  }
  *result = std::move(shape);
  return true;
}

template <class T>
std::vector<T> elements(const Array& a) {
  std::vector<T> result;
  result.reserve(static_cast<std::size_t>(a.size()));
  with_type(a.dtype, [&](auto zero) {
    using From = decltype(zero);
    const From* base = reinterpret_cast<const From*>(a.buffer->get());
    walk(a.shape, a.strides, a.offset, [&](std::int64_t p) { result.push_back(convert<T>(base[p])); });
  });
  return result;
}
template std::vector<double> elements<double>(const Array&);
template std::vector<float> elements<float>(const Array&);
template std::vector<std::int64_t> elements<std::int64_t>(const Array&);
template std::vector<std::int32_t> elements<std::int32_t>(const Array&);
template std::vector<std::uint32_t> elements<std::uint32_t>(const Array&);
template std::vector<std::uint8_t> elements<std::uint8_t>(const Array&);

void assign_elements(Array& target, const Array& values) {
  // Leading axes of length 1 may be more than the target has.
  Shape shape = values.shape, strides = values.strides;
  while (shape.size() > target.shape.size()) {
    shape.erase(shape.begin());
    strides.erase(strides.begin());
  }
  const Array source(values, shape, strides, values.offset);
  with_type(target.dtype, [&](auto to) {
    with_type(values.dtype, [&](auto from) {
      using To = decltype(to);
      using From = decltype(from);
      To* out = reinterpret_cast<To*>(target.buffer->get());
      const From* in = reinterpret_cast<const From*>(values.buffer->get());
      if (target.contiguous() && source.contiguous() && target.shape == source.shape && target.buffer != values.buffer) {
        const std::int64_t n = target.size();
        for (std::int64_t i = 0; i < n; ++i) out[target.offset + i] = convert<To>(in[source.offset + i]);
        return;
      }
      // Through a copy, since source and target may overlap.
      std::vector<To> copy;
      copy.reserve(static_cast<std::size_t>(target.size()));
      walk(target.shape, broadcast_strides(source, target.shape), source.offset,
           [&](std::int64_t p) { copy.push_back(convert<To>(in[p])); });
      std::size_t next = 0;
      walk(target.shape, target.strides, target.offset, [&](std::int64_t p) { out[p] = copy[next++]; });
    });
  });
}

static Value number_at(const Array& a, std::int64_t position) {
  return with_type(a.dtype, [&](auto zero) {
    using T = decltype(zero);
    const T x = reinterpret_cast<const T*>(a.buffer->get())[position];
    if constexpr (std::is_same_v<T, std::uint8_t>) return Value::boolean(x != 0);
    else if constexpr (std::is_floating_point_v<T>) return Value::of(static_cast<double>(x));
    else return Value::of(static_cast<std::int64_t>(x));
  });
}

Value item_of(const Array& a) { return number_at(a, a.offset); }

Value item_at(const Array& a, std::int64_t i) {
  std::int64_t position = a.offset;
  for (std::size_t axis = a.shape.size(); axis-- > 0;) {
    position += i % a.shape[axis] * a.strides[axis];
    i /= a.shape[axis];
  }
  return number_at(a, position);
}

static Value nested(Context& ctx, const Array& a, std::size_t axis, std::int64_t position) {
  if (axis == a.shape.size()) return number_at(a, position);
  std::vector<Value> items;
  for (std::int64_t i = 0; i < a.shape[axis]; ++i) items.push_back(nested(ctx, a, axis + 1, position + i * a.strides[axis]));
  return Value::of(ctx.heap.make<List>(std::move(items)));
}
Value to_nested_list(Context& ctx, const Array& a) { return nested(ctx, a, 0, a.offset); }

bool normal_axis(Context& ctx, std::int64_t axis, std::int64_t ndim, std::int64_t* result) {
  if (axis < -ndim || axis >= ndim) {
    return raise(ctx, "ValueError",
                 "axis " + std::to_string(axis) + " is out of bounds for array of dimension " + std::to_string(ndim));
  }
  *result = axis < 0 ? axis + ndim : axis;
  return true;
}

Array* permuted_view(Context& ctx, const Array& a, const std::vector<std::int64_t>& order) {
  Shape shape, strides;
  for (const std::int64_t axis : order) {
    shape.push_back(a.shape[static_cast<std::size_t>(axis)]);
    strides.push_back(a.strides[static_cast<std::size_t>(axis)]);
  }
  return ctx.heap.make<Array>(a, std::move(shape), std::move(strides), a.offset);
}

Array* axis_last(Context& ctx, const Array& a, std::int64_t axis) {
  std::vector<std::int64_t> order;
  for (std::int64_t i = 0; i < a.ndim(); ++i) {
    if (i != axis) order.push_back(i);
  }
  order.push_back(axis);
  return copy_array(ctx, *permuted_view(ctx, a, order));
}

}  // namespace bpl::host
