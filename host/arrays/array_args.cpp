#include "host/arrays/array_args.h"

#include <algorithm>

namespace bpl::host {

bool required(Context& ctx, const Arguments& arguments, std::size_t index, std::string_view name, Value* result) {
  *result = argument(arguments, index, name);
  return !result->is_unbound() || raise(ctx, "TypeError", "missing required argument: '" + std::string(name) + "'");
}

bool required_array(Context& ctx, const Arguments& arguments, std::size_t index, std::string_view name, Flavour f, Array** result) {
  Value v;
  return required(ctx, arguments, index, name, &v) && to_array(ctx, v, f, result);
}

static bool wrong_type(Context& ctx, const Value& v, std::string_view name, std::string_view wanted) {
  return raise(ctx, "TypeError",
               "'" + std::string(name) + "' must be " + std::string(wanted) + ", not " + type_of(ctx, v)->name);
}

bool read_integer(Context& ctx, const Value& v, std::string_view name, std::int64_t* result) {
  if (!given(v)) return true;
  if (v.is_int() || v.is_bool()) {
    *result = v.integer;
    return true;
  }
  if (is_array_like(v)) {
    Array* a = nullptr;
    return to_array(ctx, v, Flavour::numpy, &a) && array_to_index(ctx, *a, result);
  }
  return wrong_type(ctx, v, name, "an integer");
}

bool read_real(Context& ctx, const Value& v, std::string_view name, double* result) {
  if (!given(v)) return true;
  if (v.is_number()) {
    *result = v.as_real();
    return true;
  }
  if (is_array_like(v)) {
    Array* a = nullptr;
    return to_array(ctx, v, Flavour::numpy, &a) && array_to_real(ctx, *a, result);
  }
  return wrong_type(ctx, v, name, "a number");
}

bool read_flag(Context& ctx, const Value& v, bool* result) { return !given(v) || truth(ctx, v, result); }

bool read_dtype(Context& ctx, const Value& v, Flavour f, DType* result) {
  if (!given(v)) return true;
  if (!to_dtype(ctx, v, result)) return false;
  *result = canonical(ctx, f, *result);
  return true;
}

bool read_shape(Context& ctx, const Value& v, Shape* result) {
  std::vector<Value> items;
  const bool number = v.is_number() || (as_array(v) != nullptr && as_array(v)->ndim() == 0);
  if (number) items = {v};
  else if (!to_vector(ctx, v, &items)) return false;
  for (const Value& item : items) {
    std::int64_t n = 0;
    if (item.is_real() || item.is_none()) return wrong_type(ctx, item, "shape", "an integer or a tuple of integers");
    if (!read_integer(ctx, item, "shape", &n)) return false;
    result->push_back(n);
  }
  return true;
}

bool read_axes(Context& ctx, const Value& v, std::int64_t ndim, std::vector<std::int64_t>* axes) {
  if (!given(v)) {
    for (std::int64_t i = 0; i < ndim; ++i) axes->push_back(i);
    return true;
  }
  Shape wanted;
  if (!read_shape(ctx, v, &wanted)) return false;
  for (const std::int64_t axis : wanted) {
    std::int64_t own = 0;
    if (!normal_axis(ctx, axis, ndim, &own)) return false;
    axes->push_back(own);
  }
  std::sort(axes->begin(), axes->end());
  if (std::adjacent_find(axes->begin(), axes->end()) != axes->end()) return raise(ctx, "ValueError", "duplicate value in 'axis'");
  return true;
}

bool read_arrays(Context& ctx, const Value& v, Flavour f, std::vector<Array*>* arrays) {
  std::vector<Value> items;
  if (!to_vector(ctx, v, &items)) return false;
  for (const Value& item : items) {
    Array* a = nullptr;
    if (!to_array(ctx, item, f, &a)) return false;
    arrays->push_back(a);
  }
  return !arrays->empty() || raise(ctx, "ValueError", "need at least one array");
}

Value tuple_of(Context& ctx, std::vector<Value> items) { return Value::of(ctx.heap.make<Tuple>(std::move(items))); }

Value shape_value(Context& ctx, const Shape& shape) {
  std::vector<Value> items;
  for (const std::int64_t n : shape) items.push_back(Value::of(n));
  return tuple_of(ctx, std::move(items));
}

Value number_value(Context& ctx, double x, DType d, Flavour f) { return Value::of(make_scalar(ctx, canonical(ctx, f, d), x, f)); }

}  // namespace bpl::host
