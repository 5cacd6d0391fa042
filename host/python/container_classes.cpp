// Classes derived from dict and list, and the methods with double underscores by which they reach what they are derived from.
#include <fmt/format.h>

#include "host/values/native.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

const Value& self(Args a) { return a.positional[0]; }


bool get(Context& ctx, Args a, Value* result) { return builtin_get_item(ctx, self(a), a.positional[1], result); }
bool set(Context& ctx, Args a, Value* result) { return builtin_set_item(ctx, self(a), a.positional[1], a.positional[2]) && give_none(result); }
bool remove(Context& ctx, Args a, Value* result) { return builtin_delete_item(ctx, self(a), a.positional[1]) && give_none(result); }
bool iterate(Context& ctx, Args a, Value* result) { return builtin_iterator(ctx, self(a), result); }

bool size(Context& ctx, Args a, Value* result) {
  std::int64_t n = 0;
  if (!builtin_length(ctx, self(a), &n)) return false;
  *result = Value::of(n);
  return true;
}

bool has(Context& ctx, Args a, Value* result) {
  bool answer = false;
  if (!builtin_contains(ctx, self(a), a.positional[1], &answer)) return false;
  *result = Value::boolean(answer);
  return true;
}

bool show(Context& ctx, Args a, Value* result) {
  return known_text(ctx, [&](std::string* text) { return builtin_text(ctx, self(a), true, text); }, result);
}

// object.__str__ is repr(), but an exception has a text of its own.
bool show_object(Context& ctx, Args a, Value* result) {
  const bool exception = is_subclass(*type_of(ctx, self(a)), *ctx.builtin_class("BaseException"));
  if (!exception) return text_value(ctx, self(a), true, result);
  return known_text(ctx, [&](std::string* text) { return builtin_text(ctx, self(a), false, text); }, result);
}

bool dict_init(Context& ctx, Args a, Value* result) {
  Value* update = ctx.builtin_class("dict")->attributes.find("update");
  return call(ctx, *update, a, result);
}

bool list_init(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (a.positional.size() > 1 && !to_vector(ctx, a.positional[1], &items)) return false;
  as_list(self(a))->items = std::move(items);
  return give_none(result);
}

bool object_setattr(Context& ctx, Args a, Value* result) {
  std::string name;
  if (!want_string(ctx, a.positional[1], "__setattr__", &name)) return false;
  return set_own_attribute(ctx, self(a), name, a.positional[2]) && give_none(result);
}

bool object_getattr(Context& ctx, Args a, Value* result) {
  std::string name;
  return want_string(ctx, a.positional[1], "__getattribute__", &name) && get_attribute(ctx, self(a), name, result);
}

bool same_object(const Value& a, const Value& b) { return a.is_object() && b.is_object() && a.object == b.object; }

bool object_eq(Context& ctx, Args a, Value* result) {
  *result = same_object(self(a), a.positional[1]) ? Value::boolean(true) : *ctx.builtins->globals.find("NotImplemented");
  return true;
}
bool object_ne(Context& ctx, Args a, Value* result) {
  bool same = false;
  if (!equal(ctx, self(a), a.positional[1], &same)) return false;
  *result = Value::boolean(!same);
  return true;
}
bool object_hash(Context&, Args a, Value* result) {
  *result = Value::of(self(a).is_object() ? static_cast<std::int64_t>(self(a).object->serial) : self(a).integer);
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "dict.__init__", "(*mapping, **items)", structural, dict_init},
    {"builtins", "dict.__getitem__", "(key, /)", structural, get},
    {"builtins", "dict.__setitem__", "(key, value, /)", structural, set},
    {"builtins", "dict.__delitem__", "(key, /)", structural, remove},
    {"builtins", "dict.__contains__", "(key, /)", structural, has},
    {"builtins", "dict.__iter__", "()", structural, iterate},
    {"builtins", "dict.__len__", "()", structural, size},
    {"builtins", "dict.__repr__", "()", structural, show},
    {"builtins", "list.__init__", "(iterable=(), /)", structural, list_init},
    {"builtins", "list.__getitem__", "(index, /)", structural, get},
    {"builtins", "list.__setitem__", "(index, value, /)", structural, set},
    {"builtins", "list.__delitem__", "(index, /)", structural, remove},
    {"builtins", "list.__contains__", "(value, /)", structural, has},
    {"builtins", "list.__iter__", "()", structural, iterate},
    {"builtins", "list.__len__", "()", structural, size},
    {"builtins", "list.__repr__", "()", structural, show},
    {"builtins", "tuple.__getitem__", "(index, /)", structural, get},
    {"builtins", "tuple.__len__", "()", structural, size},
    {"builtins", "tuple.__iter__", "()", structural, iterate},
    {"builtins", "tuple.__repr__", "()", structural, show},
    {"builtins", "_object__setattr__", "(object, name, value, /)", structural, object_setattr},
    {"builtins", "_object__getattribute__", "(object, name, /)", structural, object_getattr},
    {"builtins", "_object__repr__", "(object, /)", structural, show},
    {"builtins", "_object__str__", "(object, /)", structural, show_object},
    {"builtins", "_object__eq__", "(object, other, /)", structural, object_eq},
    {"builtins", "_object__ne__", "(object, other, /)", structural, object_ne},
    {"builtins", "_object__hash__", "(object, /)", structural, object_hash},
};

}  // namespace

bool make_container(Context& ctx, Class& type, Value* result) {
  Container* c = type.construct->name == "list" ? static_cast<Container*>(ctx.heap.make<List>()) : ctx.heap.make<Dict>();
  c->type = &type;
  *result = Value::of(c);
  return true;
}

Value empty_like(Context& ctx, const Value& container) {
  const Container& from = *as_container(container);
  Container* c = from.kind == Kind::list ? static_cast<Container*>(ctx.heap.make<List>()) : ctx.heap.make<Dict>();
  c->type = from.type;
  if (const List* l = as_list(container)) static_cast<List*>(c)->longest = l->longest;
  if (const Dict* d = as_dict(container)) static_cast<Dict*>(c)->factory = d->factory;
  return Value::of(c);
}

bool missing_item(Context& ctx, const Value& dict, const Value& key, Value* result, bool* found) {
  Dict& d = *as_dict(dict);
  *found = false;
  if (!d.type) return true;
  if (Value* method = class_method(dict, "__missing__")) {
    const Value arguments[] = {dict, key};
    *found = true;
    return call(ctx, *method, arguments, result);
  }
  *found = is_subclass(*d.type, *ctx.builtin_class("Counter"));
  if (*found) {
    *result = Value::of(std::int64_t{0});
    return true;
  }
  if (d.factory.is_unbound() || d.factory.is_none()) return true;
  *found = true;
  return call(ctx, d.factory, Arguments{}, result) && builtin_set_item(ctx, dict, key, *result);
}

void register_container_classes(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
