// Attributes and methods of arrays. Methods that are also functions (a.sum() is np.sum(a)) are found among those of the
// array's flavour; the others have their rows here.
#include <algorithm>
#include <set>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"

namespace bpl::host {
namespace {

Array& self_of(const Arguments& arguments) { return *as_array(arguments.positional[0]); }

bool astype(Context& ctx, const Arguments& arguments, Value* result) {
  const Array& a = self_of(arguments);
  DType d = a.dtype;
  Value wanted;
  if (!required(ctx, arguments, 1, "dtype", &wanted) || !read_dtype(ctx, wanted, a.flavour, &d)) return false;
  *result = Value::of(cast_array(ctx, a, d, a.flavour));
  return true;
}

bool copy(Context& ctx, const Arguments& arguments, Value* result) {
  *result = Value::of(copy_array(ctx, self_of(arguments)));
  return true;
}

bool flatten(Context& ctx, const Arguments& arguments, Value* result) {
  const Array& a = self_of(arguments);
  *result = Value::of(with_shape(ctx, *copy_array(ctx, a), {a.size()}));
  return true;
}

bool tolist(Context& ctx, const Arguments& arguments, Value* result) {
  *result = to_nested_list(ctx, self_of(arguments));
  return true;
}

// item(): of an array of size 1; item(i): number i in row order; item(i, j): at these indices.
bool item(Context& ctx, const Arguments& arguments, Value* result) {
  Array& a = self_of(arguments);
  if (arguments.positional.size() > 2) {
    const Value key = tuple_of(ctx, {arguments.positional.begin() + 1, arguments.positional.end()});
    if (!array_get_item(ctx, a, key, result)) return false;
    *result = item_of(*as_array(*result));
    return true;
  }
  std::int64_t i = 0;
  if (arguments.positional.size() < 2 && a.size() != 1) return raise(ctx, "ValueError", "can only convert an array of size 1 to a Python scalar");
  if (arguments.positional.size() == 2 && !read_integer(ctx, arguments.positional[1], "index", &i)) return false;
  if (i < 0) i += a.size();
  if (i < 0 || i >= a.size()) return raise(ctx, "IndexError", "index " + std::to_string(i) + " is out of bounds for size " + std::to_string(a.size()));
  *result = item_at(a, i);
  return true;
}

bool fill(Context& ctx, const Arguments& arguments, Value* result) {
  Value value;
  *result = Value::none();
  return required(ctx, arguments, 1, "value", &value) &&
         array_set_item(ctx, self_of(arguments), Value::of(ctx.heap.make<Slice>(Value::none(), Value::none(), Value::none())), value);
}

bool nonzero(Context& ctx, const Arguments& arguments, Value* result) {
  const Array& a = self_of(arguments);
  const std::vector<std::uint8_t> truths = elements<std::uint8_t>(a);
  std::vector<std::vector<std::int64_t>> indices(a.shape.size());
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (truths[i] == 0) continue;
    auto rest = static_cast<std::int64_t>(i);
    for (std::size_t k = a.shape.size(); k-- > 0; rest /= a.shape[k]) indices[k].push_back(rest % a.shape[k]);
  }
  std::vector<Value> arrays;
  for (const auto& each : indices) arrays.push_back(Value::of(array_of(ctx, std::span<const std::int64_t>(each), default_integer(ctx, a.flavour), a.flavour)));
  *result = tuple_of(ctx, std::move(arrays));
  return true;
}

bool take(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = &self_of(arguments);
  Value indices, axis = argument(arguments, 2, "axis");
  std::int64_t k = 0;
  if (!required(ctx, arguments, 1, "indices", &indices)) return false;
  if (!given(axis)) a = with_shape(ctx, *a, {a->size()});
  if (!read_integer(ctx, axis, "axis", &k) || !normal_axis(ctx, k, a->ndim(), &k)) return false;
  std::vector<Value> key(static_cast<std::size_t>(k), Value::of(ctx.heap.make<Slice>(Value::none(), Value::none(), Value::none())));
  key.push_back(indices);
  return array_get_item(ctx, *a, tuple_of(ctx, std::move(key)), result);
}

bool to_numpy(Context& ctx, const Arguments& arguments, Value* result) {
  const Array& a = self_of(arguments);
  *result = Value::of(cast_array(ctx, a, a.dtype, Flavour::numpy));
  return true;
}

bool to_jax(Context& ctx, const Arguments& arguments, Value* result) {
  const Array& a = self_of(arguments);
  *result = Value::of(cast_array(ctx, a, canonical(ctx, Flavour::brainpy, a.dtype), Flavour::brainpy));
  return true;
}

// Sorts the lanes of the last axis in place.
bool sort(Context& ctx, const Arguments& arguments, Value* result) {
  Array& a = self_of(arguments);
  const NativeEntry* function = find_native(a.flavour == Flavour::numpy ? "numpy" : "brainpy.math", "sort");
  Value sorted;
  if (!function->function(ctx, arguments, &sorted)) return false;
  assign_elements(a, *as_array(sorted));
  *result = Value::none();
  return true;
}

constexpr NativeEntry kRows[] = {
    {"numpy", "ndarray.astype", "(dtype)", OnUnknown::pure, astype},
    {"numpy", "ndarray.copy", "()", OnUnknown::pure, copy},
    {"numpy", "ndarray.flatten", "()", OnUnknown::pure, flatten},
    {"numpy", "ndarray.tolist", "()", OnUnknown::pure, tolist},
    {"numpy", "ndarray.item", "(*args)", OnUnknown::pure, item},
    {"numpy", "ndarray.fill", "(value)", OnUnknown::in_place, fill},
    {"numpy", "ndarray.nonzero", "()", OnUnknown::pure, nonzero},
    {"numpy", "ndarray.take", "(indices, axis=None)", OnUnknown::pure, take},
    {"numpy", "ndarray.sort", "(axis=-1)", OnUnknown::in_place, sort},
    {"numpy", "ndarray.numpy", "()", OnUnknown::pure, to_numpy},
    {"numpy", "ndarray.to_numpy", "()", OnUnknown::pure, to_numpy},
    {"numpy", "ndarray.to_jax", "()", OnUnknown::pure, to_jax},
};

// Methods that are functions of the module with the array as first argument.
const std::set<std::string_view> kShared = {
    "sum", "prod", "mean", "max", "min", "std", "var", "any", "all", "argmax", "argmin", "cumsum", "cumprod", "reshape", "ravel",
    "transpose", "squeeze", "clip", "dot", "repeat", "round", "argsort"};

// Methods that only BrainPy's arrays have.
bool is_brainpy_only(std::string_view name) { return name == "numpy" || name == "to_numpy" || name == "to_jax"; }

bool numbers(Context& ctx, Array& a, std::string_view name, Value* result) {
  if (name == "ndim") *result = Value::of(a.ndim());
  else if (name == "size") *result = Value::of(a.size());
  else if (name == "itemsize") *result = Value::of(static_cast<std::int64_t>(item_size(a.dtype)));
  else if (name == "nbytes") *result = Value::of(a.size() * static_cast<std::int64_t>(item_size(a.dtype)));
  else if (name == "shape") *result = shape_value(ctx, a.shape);
  else if (name == "dtype") *result = dtype_object(ctx, a.dtype);
  else return false;
  return true;
}

}  // namespace

const NativeEntry* find_array_method(std::string_view name) {
  const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const NativeEntry& e) { return e.name.substr(8) == name; });
  return row == std::end(kRows) ? nullptr : row;
}

std::span<const NativeEntry> array_method_natives() { return kRows; }

bool array_attribute(Context& ctx, Array& a, std::string_view name, Value* result, bool* found) {
  *found = true;
  if (numbers(ctx, a, name, result)) return true;
  if (name == "T") {
    std::vector<std::int64_t> order;
    for (std::int64_t i = a.ndim(); i-- > 0;) order.push_back(i);
    Array* view = permuted_view(ctx, a, order);
    *result = Value::of(a.flavour == Flavour::brainpy ? copy_array(ctx, *view) : view);
    return true;
  }
  if (name == "real") {
    *result = Value::of(&a);
    return true;
  }
  if (name == "value" && a.flavour == Flavour::brainpy) {
    *result = Value::of(copy_array(ctx, a));
    return true;
  }
  const NativeEntry* method = is_brainpy_only(name) && a.flavour == Flavour::numpy ? nullptr : find_array_method(name);
  if (method == nullptr && kShared.contains(name)) method = find_native(a.flavour == Flavour::numpy ? "numpy" : "brainpy.math", name);
  *found = method != nullptr;
  if (*found) *result = Value::of(ctx.heap.make<BoundMethod>(Value::of(&a), Value::of(ctx.heap.make<Native>(method))));
  return true;
}

bool array_set_attribute(Context& ctx, Array& a, std::string_view name, const Value& value) {
  if (name == "value" && a.flavour == Flavour::brainpy) {
    Array* v = nullptr;
    if (!to_array(ctx, value, Flavour::brainpy, &v)) return false;
    if (v->shape != a.shape) return raise(ctx, "ValueError", "the new value has the shape " + shape_text(v->shape) + ", the array " + shape_text(a.shape));
    if (v->dtype != a.dtype) {
      return raise(ctx, "ValueError", "the new value has the dtype " + std::string(dtype_name(v->dtype)) + ", the array " + std::string(dtype_name(a.dtype)));
    }
    assign_elements(a, *v);
    return true;
  }
  if (name == "shape" && a.flavour == Flavour::numpy) {
    Shape shape;
    if (!read_shape(ctx, value, &shape)) return false;
    if (element_count(shape) != a.size() || !a.contiguous()) return raise(ctx, "AttributeError", "this array cannot take the shape " + shape_text(shape) + ": use reshape()");
    a.shape = shape;
    a.strides = row_strides(shape);
    return true;
  }
  return raise(ctx, "AttributeError", "attribute '" + std::string(name) + "' of an array cannot be set");
}

}  // namespace bpl::host
