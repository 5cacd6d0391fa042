// Fills the modules numpy and brainpy.math: functions, constants, element types, the array classes.
#include <cmath>

#include "host/arrays/array_args.h"

namespace bpl::host {

void register_array_kind();

namespace {

Module& module_named(Context& ctx, const std::string& name) {
  Module*& m = ctx.modules[name];
  if (m == nullptr) m = ctx.heap.make<Module>(name);
  return *m;
}

void set(Context& ctx, Module& m, std::string_view name, const Value& v) { m.globals.set(ctx.string(name), v); }

// A class whose bases, except for the class `second`, are each the only one of the one before.
Class* new_class(Context& ctx, std::string_view module, std::string_view name, const NativeEntry* construct, Class* base = nullptr, Class* second = nullptr) {
  Class* c = ctx.heap.make<Class>(std::string(name));
  c->qualified_name = std::string(module) + "." + std::string(name);
  c->mro = {c};
  c->bases = {base ? base : ctx.builtin_class("object")};
  c->mro.insert(c->mro.end(), c->bases[0]->mro.begin(), c->bases[0]->mro.end());
  if (second) {
    c->bases.push_back(second);
    c->mro.insert(c->mro.end() - 1, second);  // in front of object
  }
  c->construct = construct;
  return c;
}

// numpy.float32(x): one number of the type, or an array of it. A text is read as float() or int() would.
template <DType D>
bool make_number(Context& ctx, const Arguments& arguments, Value* result) {
  Value v = argument(arguments, 0, "x");
  if (const Value text = v; as_string(text) && D != DType::boolean) {
    if (!call(ctx, Value::of(ctx.builtin_class(is_real(D) ? "float" : "int")), std::span<const Value>(&text, 1), &v)) return false;
  }
  if (v.is_unbound()) {
    *result = Value::of(make_scalar(ctx, D, 0.0));
    return true;
  }
  Array* a = nullptr;
  if (!to_array(ctx, v, Flavour::numpy, &a)) return false;
  Array* r = cast_array(ctx, *a, D, Flavour::numpy);
  r->scalar = r->shape.empty();
  *result = Value::of(r);
  return true;
}

constexpr NativeEntry kTypes[] = {
    {"numpy", "bool_", "(x=False)", OnUnknown::pure, make_number<DType::boolean>},
    {"numpy", "int32", "(x=0)", OnUnknown::pure, make_number<DType::int32>},
    {"numpy", "uint32", "(x=0)", OnUnknown::pure, make_number<DType::uint32>},
    {"numpy", "int64", "(x=0)", OnUnknown::pure, make_number<DType::int64>},
    {"numpy", "float32", "(x=0)", OnUnknown::pure, make_number<DType::float32>},
    {"numpy", "float64", "(x=0)", OnUnknown::pure, make_number<DType::float64>},
};

// The classes between the types of numbers and object, each behind its base: what isinstance(x, np.integer) asks for.
bool make_abstract(Context& ctx, const Arguments&, Value*) { return raise(ctx, "TypeError", "an abstract type of numbers has no values of its own: call numpy.float64, numpy.int64, ..."); }
struct AbstractType {
  NativeEntry entry;
  std::string_view base;
};
constexpr AbstractType kAbstractTypes[] = {
    {{"numpy", "generic", "(*values)", OnUnknown::pure, make_abstract}, ""},
    {{"numpy", "number", "(*values)", OnUnknown::pure, make_abstract}, "generic"},
    {{"numpy", "integer", "(*values)", OnUnknown::pure, make_abstract}, "number"},
    {{"numpy", "signedinteger", "(*values)", OnUnknown::pure, make_abstract}, "integer"},
    {{"numpy", "unsignedinteger", "(*values)", OnUnknown::pure, make_abstract}, "integer"},
    {{"numpy", "inexact", "(*values)", OnUnknown::pure, make_abstract}, "number"},
    {{"numpy", "floating", "(*values)", OnUnknown::pure, make_abstract}, "inexact"},
};

std::string_view abstract_type_of(DType d) {
  switch (d) {
    case DType::boolean: return "generic";
    case DType::int32: case DType::int64: return "signedinteger";
    case DType::uint32: return "unsignedinteger";
    case DType::float32: case DType::float64: break;
  }
  return "floating";
}

bool make_ndarray(Context& ctx, const Arguments&, Value*) {
  return raise(ctx, "TypeError", "ndarray() is not called directly: use array(), zeros() or empty()");
}
constexpr NativeEntry kNumpyArray = {"numpy", "ndarray", "()", OnUnknown::pure, make_ndarray};
constexpr NativeEntry kBrainpyArray = {"brainpy.math", "ndarray", "(value, dtype=None)", OnUnknown::pure, [](Context& ctx, const Arguments& a, Value* r) {
                                         return find_native("brainpy.math", "array")->function(ctx, a, r);
                                       }};

// dtype objects: equal to whatever names the same type.
bool dtype_equal(Context& ctx, const Arguments& arguments, bool* equal) {
  DType a{}, b{};
  if (!to_dtype(ctx, arguments.positional[0], &a)) return false;
  *equal = to_dtype(ctx, arguments.positional[1], &b) && a == b;
  if (!ctx.pending.is_unbound()) take_exception(ctx);
  return true;
}

bool dtype_eq(Context& ctx, const Arguments& arguments, Value* result) {
  bool equal = false;
  if (!dtype_equal(ctx, arguments, &equal)) return false;
  *result = Value::boolean(equal);
  return true;
}

bool dtype_ne(Context& ctx, const Arguments& arguments, Value* result) {
  bool equal = false;
  if (!dtype_equal(ctx, arguments, &equal)) return false;
  *result = Value::boolean(!equal);
  return true;
}

bool dtype_str(Context& ctx, const Arguments& arguments, Value* result) {
  DType d{};
  if (!to_dtype(ctx, arguments.positional[0], &d)) return false;
  *result = ctx.string(dtype_name(d));
  return true;
}

bool dtype_repr(Context& ctx, const Arguments& arguments, Value* result) {
  DType d{};
  if (!to_dtype(ctx, arguments.positional[0], &d)) return false;
  *result = ctx.string("dtype('" + std::string(dtype_name(d)) + "')");
  return true;
}

bool dtype_hash(Context& ctx, const Arguments& arguments, Value* result) {
  DType d{};
  if (!to_dtype(ctx, arguments.positional[0], &d)) return false;
  *result = Value::of(static_cast<std::int64_t>(d));
  return true;
}

bool make_dtype(Context& ctx, const Arguments& arguments, Value* result) {
  Value v;
  DType d{};
  if (!required(ctx, arguments, 0, "dtype", &v) || !to_dtype(ctx, v, &d)) return false;
  *result = dtype_object(ctx, d);
  return true;
}

constexpr NativeEntry kDType = {"numpy", "dtype", "(dtype)", OnUnknown::structural, make_dtype};
constexpr NativeEntry kDTypeMethods[] = {
    {"numpy", "dtype.__eq__", "(other, /)", OnUnknown::structural, dtype_eq},
    {"numpy", "dtype.__ne__", "(other, /)", OnUnknown::structural, dtype_ne},
    {"numpy", "dtype.__str__", "()", OnUnknown::structural, dtype_str},
    {"numpy", "dtype.__repr__", "()", OnUnknown::structural, dtype_repr},
    {"numpy", "dtype.__hash__", "()", OnUnknown::structural, dtype_hash},
};

void register_types(Context& ctx, Module& numpy, Module& math) {
  Class* dtype = new_class(ctx, "numpy", "dtype", &kDType);
  for (const NativeEntry& e : kDTypeMethods) dtype->attributes.set(ctx.string(e.name.substr(6)), Value::of(ctx.heap.make<Native>(&e)));
  set(ctx, numpy, "dtype", Value::of(dtype));
  const auto named = [&](std::string_view name) { return name.empty() ? nullptr : as_class(*numpy.globals.find(name)); };
  for (const auto& [entry, base] : kAbstractTypes) set(ctx, numpy, entry.name, Value::of(new_class(ctx, "numpy", entry.name, &entry, named(base))));
  for (const NativeEntry& e : kTypes) {
    const auto d = static_cast<DType>(&e - kTypes);
    Class* c = new_class(ctx, "numpy", e.name, &e, named(abstract_type_of(d)), d == DType::float64 ? ctx.builtin_class("float") : nullptr);
    Instance* object = ctx.heap.make<Instance>(dtype);
    object->attributes.set(ctx.string("name"), ctx.string(dtype_name(d)));
    object->attributes.set(ctx.string("itemsize"), Value::of(static_cast<std::int64_t>(item_size(d))));
    object->attributes.set(ctx.string("kind"), ctx.string(is_real(d) ? "f" : d == DType::boolean ? "b" : d == DType::uint32 ? "u" : "i"));
    object->attributes.set(ctx.string("type"), Value::of(c));
    c->attributes.set(ctx.string("dtype"), Value::of(object));
    for (Module* m : {&numpy, &math}) set(ctx, *m, e.name, Value::of(c));
  }
  const auto alias = [&](Module& m, std::string_view name, std::string_view of) { set(ctx, m, name, *numpy.globals.find(of)); };
  alias(numpy, "double", "float64");
  alias(numpy, "single", "float32");
  alias(numpy, "float_", "float64");
  alias(numpy, "int_", "int64");
  alias(math, "float_", "float32");
  alias(math, "int_", "int32");
  alias(numpy, "bool", "bool_");
  alias(math, "bool", "bool_");
  Class* array = new_class(ctx, "numpy", "ndarray", &kNumpyArray);
  Class* jax_array = new_class(ctx, "brainpy.math", "JaxArray", &kBrainpyArray);
  set(ctx, numpy, "ndarray", Value::of(array));
  set(ctx, math, "ndarray", Value::of(jax_array));
  set(ctx, math, "JaxArray", Value::of(jax_array));
}

void register_constants(Context& ctx, Module& m) {
  set(ctx, m, "pi", Value::of(3.14159265358979323846));
  set(ctx, m, "e", Value::of(2.71828182845904523536));
  set(ctx, m, "inf", Value::of(static_cast<double>(INFINITY)));
  set(ctx, m, "nan", Value::of(static_cast<double>(NAN)));
  set(ctx, m, "newaxis", Value::none());
}

}  // namespace

void register_array_modules(Context& ctx) {
  register_array_kind();
  Module& numpy = module_named(ctx, "numpy");
  Module& math = module_named(ctx, "brainpy.math");
  for (const Flavour f : {Flavour::numpy, Flavour::brainpy}) {
    for (const auto rows : {elementwise_natives(f), construction_natives(f), reduction_natives(f), shape_natives(f), linear_natives(f), search_natives(f), statistics_natives(f)}) {
      register_natives(ctx, rows);
    }
  }
  register_natives(ctx, math_settings_natives());
  register_natives(ctx, conversion_natives());
  register_natives(ctx, numpy_random_natives());
  register_natives(ctx, bm_random_natives());
  register_types(ctx, numpy, math);
  register_constants(ctx, numpy);
  register_constants(ctx, math);
  set(ctx, numpy, "random", Value::of(&module_named(ctx, "numpy.random")));
  set(ctx, math, "random", Value::of(&module_named(ctx, "brainpy.math.random")));
  set(ctx, numpy, "linalg", Value::of(&module_named(ctx, "numpy.linalg")));
  set(ctx, math, "linalg", Value::of(&module_named(ctx, "brainpy.math.linalg")));
  register_random_classes(ctx);
}

}  // namespace bpl::host
