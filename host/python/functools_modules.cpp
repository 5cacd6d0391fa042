// The modules functools, operator and copy.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/stack.h"

namespace bpl::host {
namespace {

// Values that an object of the library holds.
struct Holder : Instance {
  Holder(Class* c, std::vector<Value> v) : Instance(c), values(std::move(v)) {}
  void mark_children(Marker& m) const override {
    Instance::mark_children(m);
    for (const Value& v : values) m.mark(v);
    for (const auto& [name, v] : keywords) m.mark(v);
  }
  std::vector<Value> values;
  std::vector<std::pair<std::string, Value>> keywords;
};

Holder* holder(Args a) { return static_cast<Holder*>(a.positional[0].object); }

Class* class_in(Context& ctx, const char* module, const char* name) { return as_class(*native_module(ctx, module)->globals.find(name)); }

// --- functools ------------------------------------------------------------------------------------------------------

// What it holds are attributes, so that a step that calls it is seen to read them.
bool make_partial(Context& ctx, Args a, Value* result) {
  Instance* h = ctx.heap.make<Instance>(class_in(ctx, "functools", "partial"));
  Dict* keywords = ctx.heap.make<Dict>();
  for (const auto& [name, value] : a.keywords) keywords->set(ctx.string(name), value);
  h->attributes.set(ctx.string("func"), a.positional[0]);
  h->attributes.set(ctx.string("args"), Value::of(ctx.heap.make<Tuple>(std::vector<Value>(a.positional.begin() + 1, a.positional.end()))));
  h->attributes.set(ctx.string("keywords"), Value::of(keywords));
  *result = Value::of(h);
  return true;
}

bool partial_call(Context& ctx, Args a, Value* result) {
  Value function, args, keywords;
  Arguments all;
  const Value& self = a.positional[0];
  if (!get_attribute(ctx, self, "func", &function) || !get_attribute(ctx, self, "args", &args) || !get_attribute(ctx, self, "keywords", &keywords) ||
      !to_vector(ctx, args, &all.positional))
    return false;
  all.positional.insert(all.positional.end(), a.positional.begin() + 1, a.positional.end());
  for (const Dict::Entry& e : as_dict(keywords)->entries) {
    Value value;
    if (!get_item(ctx, keywords, e.key, &value)) return false;
    all.keywords.emplace_back(as_string(e.key)->text, value);
  }
  for (const auto& [name, value] : a.keywords) {
    const auto known = std::find_if(all.keywords.begin(), all.keywords.end(), [&, &name = name](const auto& k) { return k.first == name; });
    if (known == all.keywords.end()) all.keywords.emplace_back(name, value);
    else known->second = value;
  }
  return call(ctx, function, all, result);
}

bool reduce(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[1], &items)) return false;
  Value total = argument(a, 2, "initial");
  std::size_t first = 0;
  if (total.is_unbound()) {
    if (items.empty()) return raise(ctx, "TypeError", "reduce() of empty iterable with no initial value");
    total = items[first++];
  }
  for (std::size_t i = first; i < items.size(); ++i) {
    const Value pair[] = {total, items[i]};
    if (!call(ctx, a.positional[0], pair, &total)) return false;
  }
  *result = total;
  return true;
}

// wraps(f) gives back the decorated function unchanged but for its attributes.
bool wraps(Context& ctx, Args a, Value* result) {
  *result = Value::of(ctx.heap.make<Holder>(class_in(ctx, "functools", "_wraps"), std::vector<Value>{a.positional[0]}));
  return true;
}
bool wraps_call(Context& ctx, Args a, Value* result) {
  Value name;
  *result = a.positional[1];
  Function* f = as_function(a.positional[1]);
  if (!f || !as_function(holder(a)->values[0])) return true;
  f->attributes.set(ctx.string("__wrapped__"), holder(a)->values[0]);
  for (const char* attribute : {"__name__", "__qualname__"})
    if (get_attribute(ctx, holder(a)->values[0], attribute, &name)) f->attributes.set(ctx.string(attribute), name);
  return true;
}

// The function is an attribute, so that a step that calls it is seen to read it.
bool make_cache(Context& ctx, const Value& function, Value* result) {
  Class* type = class_in(ctx, "functools", "_cached");
  type->binds = true;
  Holder* h = ctx.heap.make<Holder>(type, std::vector<Value>{Value::of(ctx.heap.make<Dict>())});
  h->attributes.set(ctx.string("__wrapped__"), function);
  *result = Value::of(h);
  return true;
}
bool lru_cache(Context& ctx, Args a, Value* result) {
  const Value first = argument(a, 0, "maxsize");
  if (first.is_object() && !as_abstract(first)) return make_cache(ctx, first, result);
  *result = Value::of(ctx.heap.make<Holder>(class_in(ctx, "functools", "_cache_maker"), std::vector<Value>{}));
  return true;
}
bool cache_maker_call(Context& ctx, Args a, Value* result) { return make_cache(ctx, a.positional[1], result); }

// In a step the function is called each time: what it gives belongs to that step.
bool cached_call(Context& ctx, Args a, Value* result) {
  const Arguments given{{a.positional.begin() + 1, a.positional.end()}, a.keywords};
  Value function;
  if (!get_attribute(ctx, a.positional[0], "__wrapped__", &function)) return false;
  if (ctx.observer) return call(ctx, function, given, result);
  std::vector<Value> key(a.positional.begin() + 1, a.positional.end());
  for (const auto& [name, value] : a.keywords) {
    key.push_back(ctx.string(name));
    key.push_back(value);
  }
  const Value packed = make_tuple(ctx, key);
  Dict& known = *as_dict(holder(a)->values[0]);
  Value* found = nullptr;
  if (!dict_find(ctx, known, packed, &found)) return false;
  if (found) {
    *result = *found;
    return true;
  }
  if (!call(ctx, function, given, result)) return false;
  return dict_set(ctx, known, packed, *result);
}

// The methods that total_ordering adds: every comparison from __eq__ and the one that the class defines.
template <int Root, int Wanted>
bool derived_comparison(Context& ctx, Args a, Value* result) {
  static constexpr std::string_view kMethods[] = {"__lt__", "__le__", "__gt__", "__ge__"};
  constexpr bool root_less = Root < 2, wanted_less = Wanted < 2, root_equal = Root % 2, wanted_equal = Wanted % 2;
  constexpr bool same_side = root_less == wanted_less;
  Value answer;
  bool holds = false, same = false;
  if (!call(ctx, *class_method(a.positional[0], kMethods[Root]), a.positional, &answer)) return false;
  *result = answer;
  if (answer.is_object()) return true;  // NotImplemented
  if (!truth(ctx, answer, &holds)) return false;
  bool value = same_side ? holds : !holds;
  if (same_side ? root_equal != wanted_equal : root_equal == wanted_equal) {
    if (!equal(ctx, a.positional[0], a.positional[1], &same)) return false;
    value = wanted_equal ? value || same : value && !same;
  }
  *result = Value::boolean(value);
  return true;
}

bool total_ordering(Context& ctx, Args a, Value* result) {
  static constexpr const char* kMethods[] = {"__lt__", "__le__", "__gt__", "__ge__"};
  Class* c = as_class(a.positional[0]);
  *result = a.positional[0];
  if (!c) return raise(ctx, "TypeError", "total_ordering() needs a class");
  int root = 0;
  while (root < 4 && !c->attributes.find(kMethods[root])) ++root;
  if (root == 4) return raise(ctx, "ValueError", "must define at least one ordering operation: < > <= >=");
  for (int wanted = 0; wanted < 4; ++wanted)
    if (!c->attributes.find(kMethods[wanted]))
      c->attributes.set(ctx.string(kMethods[wanted]), *native_module(ctx, "functools")->globals.find(fmt::format("_ordering{}{}", root, wanted)));
  return true;
}

// cmp_to_key(f): keys that compare as f says.
bool cmp_to_key(Context& ctx, Args a, Value* result) {
  *result = Value::of(ctx.heap.make<Holder>(class_in(ctx, "functools", "_key_maker"), a.positional));
  return true;
}
bool key_maker_call(Context& ctx, Args a, Value* result) {
  *result = Value::of(ctx.heap.make<Holder>(class_in(ctx, "functools", "_key"), std::vector<Value>{holder(a)->values[0], a.positional[1]}));
  return true;
}
bool key_less(Context& ctx, Args a, Value* result) {
  const Holder &x = *holder(a), &y = *static_cast<Holder*>(a.positional[1].object);
  const Value pair[] = {x.values[1], y.values[1]};
  Value difference;
  return call(ctx, x.values[0], pair, &difference) && compare(ctx, "<", difference, Value::of(std::int64_t{0}), result);
}

// --- operator -------------------------------------------------------------------------------------------------------

template <char A, char B = 0>
bool binary_operator(Context& ctx, Args a, Value* result) {
  const char op[] = {A, B, 0};
  return binary(ctx, op, a.positional[0], a.positional[1], result);
}
template <char A, char B = 0>
bool comparison(Context& ctx, Args a, Value* result) {
  const char op[] = {A, B, 0};
  return compare(ctx, op, a.positional[0], a.positional[1], result);
}
bool negate(Context& ctx, Args a, Value* result) { return unary(ctx, "-", a.positional[0], result); }
bool logical_not(Context& ctx, Args a, Value* result) { return unary(ctx, "not", a.positional[0], result); }
bool item_of_container(Context& ctx, Args a, Value* result) { return get_item(ctx, a.positional[0], a.positional[1], result); }

bool make_getter(Context& ctx, Args a, const char* name, Value* result) {
  *result = Value::of(ctx.heap.make<Holder>(class_in(ctx, "operator", name), a.positional));
  return true;
}
bool itemgetter(Context& ctx, Args a, Value* r) { return make_getter(ctx, a, "itemgetter", r); }
bool attrgetter(Context& ctx, Args a, Value* r) { return make_getter(ctx, a, "attrgetter", r); }

bool getter_call(Context& ctx, Args a, bool attribute, Value* result) {
  std::vector<Value> found;
  for (const Value& key : holder(a)->values) {
    Value v = a.positional[1];
    if (!attribute) {
      if (!get_item(ctx, a.positional[1], key, &v)) return false;
    } else {
      std::string_view path = as_string(key) ? std::string_view(as_string(key)->text) : std::string_view();
      while (!path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        const Value from = v;
        if (!get_attribute(ctx, from, path.substr(0, dot), &v)) return false;
        path.remove_prefix(std::min(dot + 1, path.size()));
      }
    }
    found.push_back(v);
  }
  *result = found.size() == 1 ? found[0] : make_tuple(ctx, found);
  return true;
}
bool itemgetter_call(Context& ctx, Args a, Value* r) { return getter_call(ctx, a, false, r); }
bool attrgetter_call(Context& ctx, Args a, Value* r) { return getter_call(ctx, a, true, r); }

// --- copy -----------------------------------------------------------------------------------------------------------

using Copies = std::map<const Object*, Value>;

bool copy_value(Context& ctx, const Value& v, Copies* deep, Value* result);

bool copy_items(Context& ctx, const Value& container, Copies* deep, std::vector<Value>* out) {
  if (!to_vector(ctx, container, out)) return false;
  if (deep)
    for (Value& v : *out) {
      const Value old = v;
      if (!copy_value(ctx, old, deep, &v)) return false;
    }
  return true;
}

// Copies the items of a dict or the attributes of an object.
bool copy_dict(Context& ctx, const Value& owner, Copies* deep, Dict* to) {
  const bool attributes = as_instance(owner) != nullptr;
  const Dict& from = attributes ? as_instance(owner)->attributes : *as_dict(owner);
  for (std::size_t i = 0; i < from.entries.size(); ++i) {
    if (!from.entries[i].alive) continue;
    const Value key = from.entries[i].key;
    Value value = from.entries[i].value;
    PathStep step = key_step(key);
    if (attributes) step.kind = PathStep::Kind::attribute;
    if (ctx.observer && !ctx.observer->on_read(owner.object, step, &value)) return false;
    if (const Value found = value; deep && !copy_value(ctx, found, deep, &value)) return false;
    if (!dict_set(ctx, *to, key, value)) return false;
  }
  return true;
}

bool copy_instance(Context& ctx, const Value& v, Copies* deep, Value* result) {
  if (Value* method = class_method(v, deep ? "__deepcopy__" : "__copy__")) {
    std::vector<Value> arguments{v};
    if (deep) arguments.push_back(Value::of(ctx.heap.make<Dict>()));
    return call(ctx, *method, arguments, result);
  }
  if (typeid(*v.object) != typeid(Instance)) {
    Value method;
    bool found = false;
    if (!find_attribute(ctx, v, "copy", &method, &found)) return false;
    if (found) return call(ctx, method, Arguments{}, result);
    *result = v;
    return true;
  }
  if (!observe_attribute_names(ctx, *as_instance(v))) return false;
  Instance* copy = ctx.heap.make<Instance>(as_instance(v)->type);
  *result = Value::of(copy);
  if (deep) (*deep)[v.object] = *result;
  return copy_dict(ctx, v, deep, &copy->attributes);
}

bool copy_value(Context& ctx, const Value& v, Copies* deep, Value* result) {
  *result = v;
  if (!v.is_object()) return true;
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  if (deep)
    if (const auto at = deep->find(v.object); at != deep->end()) {
      *result = at->second;
      return true;
    }
  std::vector<Value> items;
  switch (v.object->kind) {
    case Kind::list: {
      *result = empty_like(ctx, v);
      List* copy = as_list(*result);
      if (deep) (*deep)[v.object] = *result;
      if (!copy_items(ctx, v, deep, &items)) return false;
      copy->items = std::move(items);
      return true;
    }
    case Kind::tuple:
      if (!deep) return true;
      if (!copy_items(ctx, v, deep, &items)) return false;
      *result = make_tuple(ctx, std::move(items));
      as_tuple(*result)->type = as_tuple(v)->type;
      return true;
    case Kind::dict: {
      *result = empty_like(ctx, v);
      if (deep) (*deep)[v.object] = *result;
      if (ctx.observer && !ctx.observer->on_extent(v.object)) return false;
      return copy_dict(ctx, v, deep, as_dict(*result));
    }
    case Kind::set: return call(ctx, Value::of(ctx.builtin_class("set")), std::span<const Value>(&v, 1), result);
    case Kind::instance: return copy_instance(ctx, v, deep, result);
    default: break;
  }
  if (kind_operations(v.object->kind)) {
    Value method;
    bool found = false;
    if (!find_attribute(ctx, v, "copy", &method, &found)) return false;
    if (found) return call(ctx, method, Arguments{}, result);
  }
  return true;
}

bool copy_function(Context& ctx, Args a, Value* result) { return copy_value(ctx, a.positional[0], nullptr, result); }
bool deepcopy(Context& ctx, Args a, Value* result) {
  Copies copies;
  return copy_value(ctx, a.positional[0], &copies, result);
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"functools", "partial.__call__", "(*args, **keywords)", structural, partial_call},
    {"functools", "partial", "(func, *args, **keywords)", structural, make_partial},
    {"functools", "reduce", "(function, iterable, initial=None, /)", structural, reduce},
    {"functools", "_wraps.__call__", "(function)", structural, wraps_call},
    {"functools", "wraps", "(wrapped, *args, **keywords)", structural, wraps},
    {"functools", "_cached.__call__", "(*args, **keywords)", structural, cached_call},
    {"functools", "_cache_maker.__call__", "(function)", structural, cache_maker_call},
    {"functools", "lru_cache", "(maxsize=128, typed=False)", structural, lru_cache},
    {"functools", "cache", "(maxsize, /)", structural, lru_cache},
    {"functools", "total_ordering", "(cls, /)", structural, total_ordering},
    {"functools", "_key_maker.__call__", "(value)", structural, key_maker_call},
    {"functools", "_key.__lt__", "(other, /)", structural, key_less},
    {"functools", "cmp_to_key", "(mycmp)", structural, cmp_to_key},
    {"functools", "_ordering01", "(self, other, /)", structural, derived_comparison<0, 1>},
    {"functools", "_ordering02", "(self, other, /)", structural, derived_comparison<0, 2>},
    {"functools", "_ordering03", "(self, other, /)", structural, derived_comparison<0, 3>},
    {"functools", "_ordering10", "(self, other, /)", structural, derived_comparison<1, 0>},
    {"functools", "_ordering12", "(self, other, /)", structural, derived_comparison<1, 2>},
    {"functools", "_ordering13", "(self, other, /)", structural, derived_comparison<1, 3>},
    {"functools", "_ordering20", "(self, other, /)", structural, derived_comparison<2, 0>},
    {"functools", "_ordering21", "(self, other, /)", structural, derived_comparison<2, 1>},
    {"functools", "_ordering23", "(self, other, /)", structural, derived_comparison<2, 3>},
    {"functools", "_ordering30", "(self, other, /)", structural, derived_comparison<3, 0>},
    {"functools", "_ordering31", "(self, other, /)", structural, derived_comparison<3, 1>},
    {"functools", "_ordering32", "(self, other, /)", structural, derived_comparison<3, 2>},
    {"operator", "itemgetter.__call__", "(object)", structural, itemgetter_call},
    {"operator", "attrgetter.__call__", "(object)", structural, attrgetter_call},
    {"operator", "itemgetter", "(*items)", structural, itemgetter},
    {"operator", "attrgetter", "(*names)", structural, attrgetter},
    {"operator", "add", "(a, b, /)", structural, binary_operator<'+'>},
    {"operator", "sub", "(a, b, /)", structural, binary_operator<'-'>},
    {"operator", "mul", "(a, b, /)", structural, binary_operator<'*'>},
    {"operator", "truediv", "(a, b, /)", structural, binary_operator<'/'>},
    {"operator", "floordiv", "(a, b, /)", structural, binary_operator<'/', '/'>},
    {"operator", "mod", "(a, b, /)", structural, binary_operator<'%'>},
    {"operator", "pow", "(a, b, /)", structural, binary_operator<'*', '*'>},
    {"operator", "and_", "(a, b, /)", structural, binary_operator<'&'>},
    {"operator", "or_", "(a, b, /)", structural, binary_operator<'|'>},
    {"operator", "xor", "(a, b, /)", structural, binary_operator<'^'>},
    {"operator", "lt", "(a, b, /)", structural, comparison<'<'>},
    {"operator", "le", "(a, b, /)", structural, comparison<'<', '='>},
    {"operator", "gt", "(a, b, /)", structural, comparison<'>'>},
    {"operator", "ge", "(a, b, /)", structural, comparison<'>', '='>},
    {"operator", "eq", "(a, b, /)", structural, comparison<'=', '='>},
    {"operator", "ne", "(a, b, /)", structural, comparison<'!', '='>},
    {"operator", "neg", "(a, /)", structural, negate},
    {"operator", "not_", "(a, /)", structural, logical_not},
    {"operator", "getitem", "(a, b, /)", structural, item_of_container},
    {"copy", "copy", "(x)", structural, copy_function},
    {"copy", "deepcopy", "(x, memo=None)", structural, deepcopy},
};

}  // namespace

void register_functools_modules(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
