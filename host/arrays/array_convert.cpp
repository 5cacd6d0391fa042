// From script values to arrays, and the objects that name element types.
#include <algorithm>
#include <map>

#include "host/arrays/array.h"
#include "host/arrays/array_walk.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"

namespace bpl::host {
namespace {

std::map<Kind, ArraySource>& sources() {
  static std::map<Kind, ArraySource> table;
  return table;
}

// What a nested sequence holds: its shape, its type, and its leaves row by row.
struct Gathered {
  Shape shape;
  bool any = false;
  DType dtype = DType::boolean;
  std::vector<Value> leaves;
};

void add_type(Gathered& g, Flavour f, DType d) {
  g.dtype = g.any ? promote(f, g.dtype, d) : d;
  g.any = true;
}

std::string text_of_kind(Context& ctx, const Value& v) { return type_of(ctx, v)->name; }

bool ragged(Context& ctx, const Gathered& g, std::size_t depth) {
  const Shape known(g.shape.begin(), g.shape.begin() + static_cast<std::ptrdiff_t>(std::min(depth, g.shape.size())));
  return raise(ctx, "ValueError",
               "setting an array element with a sequence. The requested array has an inhomogeneous shape after " +
                   std::to_string(known.size()) + " dimensions. The detected shape was " + shape_text(known) + " + inhomogeneous part.");
}

// Checks that the extent at `depth` is `n`; the first path to the leaves decides the shape.
bool extent(Context& ctx, Gathered& g, std::size_t depth, std::int64_t n, bool first) {
  if (first) {
    g.shape.push_back(n);
    return true;
  }
  return (depth < g.shape.size() && g.shape[depth] == n) || ragged(ctx, g, depth);
}

bool gather(Context& ctx, const Value& v, Flavour f, std::size_t depth, bool first, Gathered& g) {
  if (v.is_number()) {
    if (!first && depth != g.shape.size()) return ragged(ctx, g, depth);
    add_type(g, f, v.is_bool() ? DType::boolean : v.is_int() ? default_integer(ctx, f) : default_real(ctx, f));
    g.leaves.push_back(v);
    return true;
  }
  if (is_array_like(v)) {
    Array* a = nullptr;
    if (!to_array(ctx, v, f, &a)) return false;
    for (std::size_t i = 0; i < a->shape.size(); ++i) {
      if (!extent(ctx, g, depth + i, a->shape[i], first)) return false;
    }
    if (depth + a->shape.size() != g.shape.size()) return ragged(ctx, g, depth);
    add_type(g, f, a->dtype);
    const std::int64_t n = a->size();
    for (std::int64_t i = 0; i < n; ++i) g.leaves.push_back(item_at(*a, i));
    return true;
  }
  const std::vector<Value>* items = nullptr;
  std::vector<Value> numbers;
  if (const List* list = as_list(v)) items = &list->items;
  if (const Tuple* tuple = as_tuple(v)) items = &tuple->items;
  if (const Range* range = as<Range>(v, Kind::range)) {
    for (std::int64_t i = 0, n = range->length(); i < n; ++i) numbers.push_back(Value::of(range->start + i * range->step));
    items = &numbers;
  }
  if (items == nullptr) {
    return raise(ctx, "TypeError", "cannot make an array of a value of type '" + text_of_kind(ctx, v) + "': arrays hold numbers and bools");
  }
  if (!extent(ctx, g, depth, static_cast<std::int64_t>(items->size()), first)) return false;
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (!gather(ctx, (*items)[i], f, depth + 1, first && i == 0, g)) return false;
  }
  return true;
}

Module* numpy_module(Context& ctx) { return ctx.modules.at("numpy"); }

}  // namespace

void add_array_source(Kind kind, ArraySource source) { sources()[kind] = source; }

bool is_array_like(const Value& v) {
  return v.is_object() && (v.object->kind == Kind::array || sources().contains(v.object->kind));
}

bool to_array(Context& ctx, const Value& v, Flavour f, Array** result) {
  if (Array* a = as_array(v)) {
    *result = a;
    return true;
  }
  if (v.is_object()) {
    if (const auto source = sources().find(v.object->kind); source != sources().end()) return source->second(ctx, v.object, result);
  }
  Gathered g;
  if (!gather(ctx, v, f, 0, true, g)) return false;
  const DType dtype = g.any ? canonical(ctx, f, g.dtype) : default_real(ctx, f);
  Array* a = make_array(ctx, dtype, g.shape, f);
  with_type(dtype, [&](auto zero) {
    using T = decltype(zero);
    T* out = a->data<T>();
    for (const Value& leaf : g.leaves) *out++ = leaf.is_real() ? convert<T>(leaf.real) : convert<T>(leaf.integer);
  });
  *result = a;
  return true;
}

static bool dtype_from_name(std::string_view name, DType* result) {
  static const std::map<std::string_view, DType> kNames = {
      {"bool", DType::boolean}, {"bool_", DType::boolean}, {"?", DType::boolean},     {"int", DType::int64},
      {"int64", DType::int64},  {"i8", DType::int64},      {"int32", DType::int32},   {"i4", DType::int32},
      {"i", DType::int32},      {"uint32", DType::uint32}, {"u4", DType::uint32},     {"float", DType::float64},
      {"float64", DType::float64}, {"f8", DType::float64}, {"d", DType::float64},     {"double", DType::float64},
      {"float32", DType::float32}, {"f4", DType::float32}, {"f", DType::float32},     {"single", DType::float32}};
  const auto found = kNames.find(name);
  if (found == kNames.end()) return false;
  *result = found->second;
  return true;
}

bool to_dtype(Context& ctx, const Value& v, DType* result) {
  if (v.is_none() || v.is_unbound()) {
    *result = DType::float64;
    return true;
  }
  if (const String* s = as_string(v)) {
    return dtype_from_name(s->text, result) || raise(ctx, "TypeError", "data type '" + s->text + "' not understood");
  }
  if (const Class* c = as_class(v)) {
    if (dtype_from_name(c->name, result)) return true;
  }
  if (Instance* i = as_instance(v); i != nullptr && i->type->qualified_name == "numpy.dtype") {
    if (const String* name = as_string(*i->attributes.find("name"))) return dtype_from_name(name->text, result);
  }
  return raise(ctx, "TypeError", "Cannot interpret a value of type '" + text_of_kind(ctx, v) + "' as a data type");
}

Value dtype_class(Context& ctx, DType d) {
  return *numpy_module(ctx)->globals.find(d == DType::boolean ? "bool_" : dtype_name(d));
}

// One object a type, kept as an attribute of its class.
Value dtype_object(Context& ctx, DType d) { return *as_class(dtype_class(ctx, d))->attributes.find("dtype"); }

Value array_class(Context& ctx, const Array& a) {
  if (a.scalar) return dtype_class(ctx, a.dtype);
  return *ctx.modules.at(a.flavour == Flavour::numpy ? "numpy" : "brainpy.math")->globals.find("ndarray");
}

}  // namespace bpl::host
