// Classes: making them, their method resolution order, and the class of every value.
#include <fmt/format.h>

#include <algorithm>

#include "host/values/builtins.h"
#include "host/values/code.h"
#include "host/values/kinds.h"
#include "host/values/observe.h"
#include "host/values/ops.h"
#include "host/values/stack.h"

namespace bpl::host {
namespace {

// The C3 linearisation of the bases' orders.
bool merge_orders(std::vector<std::vector<Class*>> lists, std::vector<Class*>* result) {
  for (;;) {
    std::erase_if(lists, [](const auto& l) { return l.empty(); });
    if (lists.empty()) return true;
    Class* next = nullptr;
    for (const auto& list : lists) {
      Class* candidate = list.front();
      const bool blocked = std::any_of(lists.begin(), lists.end(), [&](const auto& l) { return std::find(l.begin() + 1, l.end(), candidate) != l.end(); });
      if (!blocked) {
        next = candidate;
        break;
      }
    }
    if (!next) return false;
    result->push_back(next);
    for (auto& list : lists)
      if (list.front() == next) list.erase(list.begin());
  }
}

std::string_view class_name_of(Kind kind) {
  switch (kind) {
    case Kind::string: return "str";
    case Kind::tuple: return "tuple";
    case Kind::list: return "list";
    case Kind::dict: return "dict";
    case Kind::set: return "set";
    case Kind::slice: return "slice";
    case Kind::range: return "range";
    case Kind::iterator: return "iterator";
    case Kind::function: return "function";
    case Kind::native: return "builtin_function_or_method";
    case Kind::bound_method: return "method";
    case Kind::klass: return "type";
    case Kind::module: return "module";
    case Kind::property: return "property";
    case Kind::static_method: return "staticmethod";
    case Kind::class_method: return "classmethod";
    case Kind::super: return "super";
    case Kind::ellipsis: return "ellipsis";
    case Kind::cell: return "cell";
    default: return "object";
  }
}

// Builtin classes that the script's own may be derived from: containers that can change, named tuples, and what makes instances.
bool may_derive(Context& ctx, const Class& c) {
  if (!c.construct || !c.record.empty()) return true;
  for (const char* name : {"dict", "list", "defaultdict", "OrderedDict", "Counter", "object"})
    if (c.construct->name == name) return true;
  return raise(ctx, "NotImplementedError", fmt::format("a class derived from {} is not supported by bplc: hold one in an attribute", c.construct->name));
}

}  // namespace

bool is_subclass(const Class& c, const Class& base) { return std::find(c.mro.begin(), c.mro.end(), &base) != c.mro.end(); }

Class* type_of(Context& ctx, const Value& v) {
  switch (v.tag) {
    case Tag::none: return ctx.builtin_class("NoneType");
    case Tag::boolean: return ctx.builtin_class("bool");
    case Tag::integer: return ctx.builtin_class("int");
    case Tag::real: return ctx.builtin_class("float");
    case Tag::unbound: return ctx.builtin_class("object");
    case Tag::object: break;
  }
  if (Instance* i = as_instance(v)) return i->type;
  if (const Container* c = as_container(v); c && c->type) return c->type;
  if (v.object->kind == Kind::abstract) {
    Class* c = ctx.builtin_class(static_cast<Abstract*>(v.object)->type_name());
    return c ? c : ctx.builtin_class("object");
  }
  if (const KindOperations* k = kind_operations(v.object->kind)) {
    if (k->type_of) return k->type_of(ctx, v);
    if (Class* c = ctx.builtin_class(k->type_name)) return c;
    Class* c = ctx.heap.make<Class>(std::string(k->type_name));
    c->qualified_name = c->name;
    c->mro = {c, ctx.builtin_class("object")};
    return ctx.classes[c->name] = c;
  }
  Class* c = ctx.builtin_class(class_name_of(v.object->kind));
  return c ? c : ctx.builtin_class("object");
}

namespace {

// Which of several classes of one name the classes of the script are.
bool observe_classes(Context& ctx, Instance* object, const Value& classes) {
  const Tuple* several = as_tuple(classes);
  if (!several) return !as_class(classes)->body || ctx.observer->on_isinstance(object, as_class(classes));
  return std::all_of(several->items.begin(), several->items.end(), [&](const Value& v) { return !as_class(v) || observe_classes(ctx, object, v); });
}

}  // namespace

bool is_instance(Context& ctx, const Value& v, const Value& classes, bool* result) {
  return is_subtype(ctx, *type_of(ctx, v), classes, result) && (!ctx.observer || !as_instance(v) || observe_classes(ctx, as_instance(v), classes));
}

bool is_subtype(Context& ctx, const Class& type, const Value& classes, bool* result) {
  *result = false;
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  if (as_tuple(classes)) {
    Value seen = classes;
    if (!observe_contents(ctx, &seen)) return false;
    for (const Value& c : as_tuple(seen)->items) {
      if (!is_subtype(ctx, type, c, result)) return false;
      if (*result) return true;
    }
    return true;
  }
  const Class* c = as_class(classes);
  if (!c) return raise(ctx, "TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union");
  *result = is_subclass(type, *c);
  return true;
}

bool make_class(Context& ctx, std::string_view name, const FunctionCode& body, std::span<const Value> bases, const Value& space,
                Cell* class_cell, Value* result) {
  Class* c = ctx.heap.make<Class>(std::string(name));
  c->qualified_name = body.qualified_name;
  c->body = &body;
  std::vector<std::vector<Class*>> orders;
  for (const Value& b : bases) {
    Class* base = as_class(b);
    if (!base) return raise(ctx, "TypeError", fmt::format("a base of class {} is not a class but {}", name, type_of(ctx, b)->name));
    if (std::find(c->bases.begin(), c->bases.end(), base) != c->bases.end())
      return raise(ctx, "TypeError", fmt::format("duplicate base class {}", base->name));
    c->bases.push_back(base);
    orders.push_back(base->mro);
    if (base->construct && !c->construct) c->construct = base->construct;
    if (!base->record.empty()) c->record = base->record;
  }
  if (!may_derive(ctx, *c)) return false;
  if (c->bases.empty()) {
    c->bases.push_back(ctx.builtin_class("object"));
    orders.push_back(c->bases[0]->mro);
  }
  orders.push_back(c->bases);
  c->mro = {c};
  if (!merge_orders(orders, &c->mro))
    return raise(ctx, "TypeError", "Cannot create a consistent method resolution order (MRO) for bases");
  for (const Dict::Entry& e : as_dict(space)->entries)
    if (e.alive) c->attributes.set(e.key, e.value);
  if (class_cell) class_cell->value = Value::of(c);
  *result = Value::of(c);
  return true;
}

}  // namespace bpl::host
