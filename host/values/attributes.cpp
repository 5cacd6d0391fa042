// Names and attributes: globals, cells, instances, classes, modules, functions.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/library.h"
#include "host/values/builtins.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/unknown.h"
#include "support/suggest.h"

namespace bpl::host {
namespace {

PathStep attribute_step(std::string_view name) { return {PathStep::Kind::attribute, std::string(name), -1}; }

bool observed(Context& ctx, Object* container, const PathStep& step, Value* value) {
  return !ctx.observer || ctx.observer->on_read(container, step, value);
}

void add_names(const Dict& dict, std::vector<std::string>* names) {
  for (const Dict::Entry& e : dict.entries)
    if (const String* s = e.alive ? as_string(e.key) : nullptr; s && !s->text.starts_with("_")) names->push_back(s->text);
}

// Whether no class in front of `where` defines the name itself: super() passes over them.
bool observe_passed(Context& ctx, const std::vector<Class*>& mro, std::size_t from, const Class* where, std::string_view name) {
  for (std::size_t i = from; ctx.observer && i < mro.size() && mro[i] != where; ++i)
    if (!ctx.observer->on_missing(mro[i], {PathStep::Kind::item, std::string(name), -1})) return false;
  return true;
}

// Looks a name up in the classes of an order.
Value* find_in(const std::vector<Class*>& mro, std::string_view name, std::size_t from = 0, Class** where = nullptr) {
  for (std::size_t i = from; i < mro.size(); ++i)
    if (Value* v = mro[i]->attributes.find(name)) {
      if (where) *where = mro[i];
      return v;
    }
  return nullptr;
}

// What a value found in a class means for `self`: functions become methods, properties are called.
bool bind(Context& ctx, const Value& found, const Value& self, Class* type, Value* result) {
  if (found.is_object()) switch (found.object->kind) {
      case Kind::function: case Kind::native:
        *result = Value::of(ctx.heap.make<BoundMethod>(self, found));
        return true;
      case Kind::property: {
        auto* p = static_cast<Property*>(found.object);
        if (p->get.is_unbound() || p->get.is_none()) return raise(ctx, "AttributeError", "unreadable attribute");
        return call(ctx, p->get, std::span<const Value>(&self, 1), result);
      }
      case Kind::static_method: *result = static_cast<StaticMethod*>(found.object)->function; return true;
      case Kind::class_method:
        *result = Value::of(ctx.heap.make<BoundMethod>(Value::of(type), static_cast<ClassMethod*>(found.object)->function));
        return true;
      case Kind::instance:
        if (as_instance(found)->type->binds) {
          *result = Value::of(ctx.heap.make<BoundMethod>(self, found));
          return true;
        }
        break;
      default: break;
    }
  *result = found;
  return true;
}

bool find_in_instance(Context& ctx, Instance* self, std::string_view name, Value* result, bool* found) {
  const Value object = Value::of(self);
  *found = true;
  Value* in_class = find_in(self->type->mro, name);
  if (!(in_class && in_class->is_object() && in_class->object->kind == Kind::property))
    if (Value* v = self->attributes.find(name)) {
      *result = *v;
      return observed(ctx, self, attribute_step(name), result);
    }
  if (in_class) {
    Value raw = *in_class;
    if (!observed(ctx, self, attribute_step(name), &raw)) return false;
    return bind(ctx, raw, object, self->type, result);
  }
  if (name == "__class__") {
    *result = Value::of(self->type);
    return observed(ctx, self, attribute_step(name), result);
  }
  if (name == "__dict__") return own_attributes(ctx, *self, result);
  if (ctx.observer && !ctx.observer->on_missing(self, attribute_step(name))) return false;
  if (Value* hook = find_in(self->type->mro, "__getattr__")) {
    const Value arguments[] = {object, ctx.string(name)};
    return call(ctx, *hook, arguments, result);
  }
  *found = false;
  return true;
}

// The methods of `object` that every class has. They are not found among the attributes of classes, where each would look
// like a definition of the script's own.
Value* object_method(Context& ctx, std::string_view name) {
  for (const char* known : {"__setattr__", "__getattribute__", "__repr__", "__str__", "__eq__", "__ne__", "__hash__"})
    if (name == known) return ctx.builtins->globals.find("_object" + std::string(name));
  return nullptr;
}

// An attribute of a container whose class is the script's own; as of an instance, but its other attributes are those of a dict
// or list.
bool find_in_container(Context& ctx, const Value& self, std::string_view name, Value* result, bool* found) {
  const Container& c = *as_container(self);
  Value* in_class = find_in(c.type->mro, name);
  const bool is_property = in_class && in_class->is_object() && in_class->object->kind == Kind::property;
  Value* own = c.attributes && !is_property ? c.attributes->find(name) : nullptr;
  *found = true;
  if (own) {
    *result = *own;
    return observed(ctx, self.object, attribute_step(name), result);
  }
  if (in_class) {
    Value raw = *in_class;
    return observed(ctx, self.object, attribute_step(name), &raw) && bind(ctx, raw, self, c.type, result);
  }
  if (name == "__class__") {
    *result = Value::of(c.type);
    return true;
  }
  if (ctx.observer && !ctx.observer->on_missing(self.object, attribute_step(name))) return false;
  Value* hook = find_in(c.type->mro, "__getattr__");
  *found = hook != nullptr;
  const Value arguments[] = {self, ctx.string(name)};
  return !hook || call(ctx, *hook, arguments, result);
}

bool find_in_class(Context& ctx, Class* self, std::string_view name, Value* result, bool* found) {
  *found = true;
  if (Value* v = find_in(self->mro, name)) {
    Value raw = *v;
    if (!observed(ctx, self, attribute_step(name), &raw)) return false;
    if (raw.is_object() && raw.object->kind == Kind::static_method) raw = static_cast<StaticMethod*>(raw.object)->function;
    else if (raw.is_object() && raw.object->kind == Kind::class_method) return bind(ctx, raw, Value::of(self), self, result);
    *result = raw;
    return true;
  }
  if (name == "__name__") *result = ctx.string(self->name);
  else if (name == "__qualname__") *result = ctx.string(self->body ? self->body->name : self->name);
  else if (name == "__module__") *result = ctx.string("__main__");
  else if (name == "__doc__") *result = Value::none();
  else if (name == "__mro__" || name == "__bases__") {
    std::vector<Value> classes;
    for (Class* c : name == "__mro__" ? self->mro : self->bases) classes.push_back(Value::of(c));
    *result = Value::of(ctx.heap.make<Tuple>(classes));
  } else if (Value* method = object_method(ctx, name)) {
    *result = *method;
  } else {
    *found = false;
    return !ctx.observer || ctx.observer->on_missing(self, attribute_step(name));
  }
  return true;
}

bool find_in_module(Context& ctx, Module* self, std::string_view name, Value* result, bool* found) {
  *found = true;
  if (Value* v = self->globals.find(name)) {
    *result = *v;
    return observed(ctx, self, {PathStep::Kind::global, std::string(name), -1}, result);
  }
  if (name == "__name__") {
    *result = ctx.string(self->name);
    return true;
  }
  if (const auto child = ctx.modules.find(self->name + "." + std::string(name)); child != ctx.modules.end()) {
    *result = Value::of(child->second);
    return true;
  }
  if (ctx.provide_attribute) {
    Observer* observer = std::exchange(ctx.observer, nullptr);
    const bool provided = ctx.provide_attribute(ctx, *self, std::string(name), result);
    ctx.observer = observer;
    if (provided) return true;
    if (!ctx.pending.is_unbound()) return false;
  }
  *found = false;
  return true;
}

bool find_in_function(Context& ctx, Function* self, std::string_view name, Value* result, bool* found) {
  *found = true;
  if (Value* v = self->attributes.find(name)) {
    *result = *v;
    return observed(ctx, self, attribute_step(name), result);
  }
  if (name == "__name__") *result = ctx.string(std::string_view(self->code->name).substr(self->code->name.rfind('.') + 1));
  else if (name == "__qualname__") *result = ctx.string(self->code->name);
  else if (name == "__doc__") *result = Value::none();
  else if (name == "__module__") *result = ctx.string(self->module ? self->module->name : "__main__");
  else *found = false;
  return *found || !ctx.observer || ctx.observer->on_missing(self, attribute_step(name));
}

bool find_in_super(Context& ctx, Super* self, std::string_view name, Value* result, bool* found) {
  Class* type = as_class(self->self) ? as_class(self->self) : type_of(ctx, self->self);
  const auto at = std::find(type->mro.begin(), type->mro.end(), self->start);
  Class* where = nullptr;
  const std::size_t behind = static_cast<std::size_t>(at - type->mro.begin()) + 1;
  Value* v = at == type->mro.end() ? nullptr : find_in(type->mro, name, behind, &where);
  *found = v || (v = object_method(ctx, name));
  if (!observe_passed(ctx, type->mro, behind, where, name)) return false;
  if (!v) return true;
  if (!where) return bind(ctx, *v, self->self, type, result);
  Value raw = *v;
  if (!observed(ctx, where, attribute_step(name), &raw)) return false;
  return bind(ctx, raw, self->self, type, result);
}

// (5).real and the like; false where a number has no such attribute.
bool number_attribute(const Value& v, std::string_view name, Value* result) {
  const bool whole = !v.is_real();
  if (name == "real" || (whole && name == "numerator")) *result = whole ? Value::of(v.integer) : v;
  else if (name == "imag") *result = whole ? Value::of(std::int64_t{0}) : Value::of(0.0);
  else if (whole && name == "denominator") *result = Value::of(std::int64_t{1});
  else return false;
  return true;
}

// Methods of builtin types are rows "list.append" of the table, found in the class.
bool find_in_builtin(Context& ctx, const Value& self, std::string_view name, Value* result, bool* found) {
  if (has_script_class(self) && as_container(self)->type->record.empty()) return find_in_container(ctx, self, name, result, found);
  Class* type = type_of(ctx, self);
  if (collection_attribute(ctx, self, name, result)) {
    *found = true;
    return true;
  }
  Value* v = type ? find_in(type->mro, name) : nullptr;
  *found = v != nullptr;
  if (v) return bind(ctx, *v, self, type, result);
  if (name == "__class__") {
    *found = true;
    *result = Value::of(type);
    return true;
  }
  if (self.is_number()) {
    *found = number_attribute(self, name, result);
    return true;
  }
  if (const Range* r = as<Range>(self, Kind::range)) {
    *found = true;
    if (name == "start") *result = Value::of(r->start);
    else if (name == "stop") *result = Value::of(r->stop);
    else if (name == "step") *result = Value::of(r->step);
    else *found = false;
    return true;
  }
  if (const Slice* s = as<Slice>(self, Kind::slice)) {
    *found = true;
    if (name == "start") *result = s->start;
    else if (name == "stop") *result = s->stop;
    else if (name == "step") *result = s->step;
    else *found = false;
    return true;
  }
  if (const BoundMethod* m = as<BoundMethod>(self, Kind::bound_method)) {
    if (name == "__self__" || name == "__func__") {
      *found = true;
      *result = name == "__self__" ? m->self : m->function;
      return true;
    }
    return find_attribute(ctx, m->function, name, result, found);
  }
  if (const Native* n = as<Native>(self, Kind::native); n && name == "__name__") {
    *found = true;
    *result = ctx.string(n->entry->name.substr(n->entry->name.rfind('.') + 1));
    return true;
  }
  if (const Property* p = as<Property>(self, Kind::property); p && (name == "setter" || name == "getter")) {
    *found = true;
    Value* maker = ctx.builtins->globals.find(name == "setter" ? "_property_setter" : "_property_getter");
    *result = Value::of(ctx.heap.make<BoundMethod>(self, *maker));
  }
  return true;
}

bool attribute_error(Context& ctx, const Value& object, std::string_view name) {
  if (name == "__enter__" || name == "__exit__")  // of a with statement
    return raise(ctx, "TypeError", fmt::format("'{}' object does not support the context manager protocol{}", type_of(ctx, object)->name,
                                               name == "__exit__" ? " (missed __exit__ method)" : ""));
  std::vector<std::string> names;
  if (const Module* m = as<Module>(object, Kind::module)) {
    add_names(m->globals, &names);
    return raise(ctx, "AttributeError", missing_attribute(m->name, name), did_you_mean(name, names));
  }
  std::string owner = fmt::format("'{}' object", type_of(ctx, object)->name);
  if (const Instance* i = as_instance(object)) add_names(i->attributes, &names);
  const Class* type = as_class(object);
  if (type) owner = fmt::format("type object '{}'", type->name);
  for (const Class* c : (type ? type : type_of(ctx, object))->mro) add_names(c->attributes, &names);
  return raise(ctx, "AttributeError", fmt::format("{} has no attribute '{}'", owner, name), did_you_mean(name, names));
}

}  // namespace

bool get_global(Context& ctx, Module& module, std::string_view name, Value* result) {
  if (Value* v = module.globals.find(name)) {
    *result = *v;
    return observed(ctx, &module, {PathStep::Kind::global, std::string(name), -1}, result);
  }
  if (Value* v = ctx.builtins->globals.find(name)) {
    *result = *v;
    return !ctx.observer || ctx.observer->on_missing(&module, {PathStep::Kind::global, std::string(name), -1});
  }
  if (name == "__name__") {
    *result = ctx.string(module.name);
    return true;
  }
  if (name == "__file__") {
    *result = ctx.string(ctx.files.empty() ? "" : ctx.files[0]);
    return true;
  }
  std::vector<std::string> names;
  add_names(module.globals, &names);
  add_names(ctx.builtins->globals, &names);
  return raise(ctx, "NameError", fmt::format("name '{}' is not defined", name), did_you_mean(name, names));
}

bool set_global(Context& ctx, Module& module, std::string_view name, const Value& value) {
  if (ctx.observer && !ctx.observer->on_write(&module, {PathStep::Kind::global, std::string(name), -1}, value)) return false;
  module.globals.set(ctx.string(name), value);
  return true;
}

bool delete_global(Context& ctx, Module& module, std::string_view name) {
  if (module.globals.erase(ctx.string(name))) return true;
  return raise(ctx, "NameError", fmt::format("name '{}' is not defined", name));
}

bool get_cell(Context& ctx, Cell& cell, std::string_view name, Value* result) {
  if (cell.value.is_unbound())
    return raise(ctx, "NameError", fmt::format("cannot access free variable '{}' where it is not associated with a value in enclosing scope", name));
  *result = cell.value;
  if (!ctx.observer) return true;
  // A cell that exists outside of the step is reached through the function that closes over it.
  Object* container = &cell;
  if (ctx.frame && ctx.frame->function)
    for (const Cell* c : ctx.frame->function->closure)
      if (c == &cell) container = ctx.frame->function;
  return ctx.observer->on_read(container, {PathStep::Kind::cell, std::string(name), -1}, result);
}

bool set_cell(Context& ctx, Cell& cell, const Value& value) {
  if (ctx.observer && !ctx.observer->on_write(&cell, {PathStep::Kind::cell, {}, -1}, value)) return false;
  cell.value = value;
  return true;
}

bool find_attribute(Context& ctx, const Value& object, std::string_view name, Value* result, bool* found) {
  if (!object.is_object()) return find_in_builtin(ctx, object, name, result, found);
  switch (object.object->kind) {
    case Kind::instance: return find_in_instance(ctx, as_instance(object), name, result, found);
    case Kind::klass: return find_in_class(ctx, as_class(object), name, result, found);
    case Kind::module: return find_in_module(ctx, static_cast<Module*>(object.object), name, result, found);
    case Kind::function: return find_in_function(ctx, as_function(object), name, result, found);
    case Kind::super: return find_in_super(ctx, static_cast<Super*>(object.object), name, result, found);
    case Kind::abstract: *found = true; return static_cast<Abstract*>(object.object)->get_attribute(ctx, name, result);
    default: break;
  }
  if (const KindOperations* k = kind_operations(object.object->kind); k && k->get_attribute) {
    if (!k->get_attribute(ctx, object, name, result, found)) return false;
    if (*found) return true;
  }
  return find_in_builtin(ctx, object, name, result, found);
}

bool get_attribute(Context& ctx, const Value& object, std::string_view name, Value* result) {
  bool found = false;
  if (!find_attribute(ctx, object, name, result, &found)) return false;
  return found || attribute_error(ctx, object, name);
}

namespace {

bool set_container_attribute(Context& ctx, const Value& object, std::string_view name, const Value& value) {
  Container& c = *as_container(object);
  Value ignored;
  if (Value* v = find_in(c.type->mro, name); v && v->is_object() && v->object->kind == Kind::property) {
    const Value arguments[] = {object, value};
    return call(ctx, static_cast<Property*>(v->object)->set, arguments, &ignored);
  }
  if (Value* hook = find_in(c.type->mro, "__setattr__")) {
    const Value arguments[] = {object, ctx.string(name), value};
    return call(ctx, *hook, arguments, &ignored);
  }
  return set_own_attribute(ctx, object, name, value);
}

}  // namespace

bool set_attribute(Context& ctx, const Value& object, std::string_view name, const Value& value) {
  if (!object.is_object()) return attribute_error(ctx, object, name);
  if (object.object->kind == Kind::abstract) return static_cast<Abstract*>(object.object)->set_attribute(ctx, name, value);
  if (Value item; collection_attribute(ctx, object, name, &item)) return raise(ctx, "AttributeError", "can't set attribute");
  if (has_script_class(object)) return set_container_attribute(ctx, object, name, value);
  if (const KindOperations* k = kind_operations(object.object->kind); k && k->set_attribute) return k->set_attribute(ctx, object, name, value);
  if (Instance* i = as_instance(object)) {
    if (Value* v = find_in(i->type->mro, name); v && v->is_object() && v->object->kind == Kind::property) {
      if (Value raw = *v; !observed(ctx, i, attribute_step(name), &raw)) return false;
      auto* p = static_cast<Property*>(v->object);
      if (p->set.is_unbound() || p->set.is_none())
        return raise(ctx, "AttributeError", fmt::format("property '{}' of '{}' object has no setter", name, i->type->name));
      const Value arguments[] = {object, value};
      Value ignored;
      return call(ctx, p->set, arguments, &ignored);
    }
    if (Value* hook = find_in(i->type->mro, "__setattr__")) {
      const Value arguments[] = {object, ctx.string(name), value};
      Value ignored;
      return call(ctx, *hook, arguments, &ignored);
    }
  }
  return set_own_attribute(ctx, object, name, value);
}

Value attribute_names(Context& ctx, const Instance& object) {
  Set* names = ctx.heap.make<Set>();
  for (const Dict::Entry& e : object.attributes.entries)
    if (e.alive) names->items.set(e.key, Value::none());
  return Value::of(names);
}

bool observe_attribute_names(Context& ctx, Instance& object) {
  if (!ctx.observer) return true;
  Value names = attribute_names(ctx, object);
  return ctx.observer->on_read(&object, attribute_step("__dict__"), &names);
}

bool own_attributes(Context& ctx, Instance& object, Value* result) {
  Dict* copy = ctx.heap.make<Dict>();
  *result = Value::of(copy);
  if (!observe_attribute_names(ctx, object)) return false;
  for (const Dict::Entry& e : std::vector<Dict::Entry>(object.attributes.entries)) {
    Value value = e.value;
    if (!e.alive) continue;
    if (!observed(ctx, &object, attribute_step(as_string(e.key)->text), &value)) return false;
    copy->set(e.key, value);
  }
  return true;
}

bool set_own_attribute(Context& ctx, const Value& object, std::string_view name, const Value& value) {
  if (ctx.observer && !ctx.observer->on_write(object.object, attribute_step(name), value)) return false;
  if (Instance* i = as_instance(object)) i->attributes.set(ctx.string(name), value);
  else if (Class* c = as_class(object); c && c->body) c->attributes.set(ctx.string(name), value);
  else if (has_script_class(object)) {
    Dict*& own = as_container(object)->attributes;
    if (!own) own = ctx.heap.make<Dict>();
    own->set(ctx.string(name), value);
  } else if (Function* f = as_function(object)) f->attributes.set(ctx.string(name), value);
  else if (const Module* m = as<Module>(object, Kind::module))
    return raise(ctx, "NotImplementedError", fmt::format("'{}.{}' cannot be set: bplc compiles its library and does not let a script change it", m->name, name));
  else return attribute_error(ctx, object, name);
  return true;
}

bool delete_attribute(Context& ctx, const Value& object, std::string_view name) {
  if (is_unknown(ctx, object)) return true;
  Dict* attributes = nullptr;
  if (Instance* i = as_instance(object)) attributes = &i->attributes;
  if (Class* c = as_class(object)) attributes = &c->attributes;
  if (Function* f = as_function(object)) attributes = &f->attributes;
  if (has_script_class(object)) attributes = as_container(object)->attributes;
  if (attributes && attributes->find(name)) {
    if (ctx.observer && !ctx.observer->on_write(object.object, attribute_step(name), Value{})) return false;
    attributes->erase(ctx.string(name));
    return true;
  }
  return attribute_error(ctx, object, name);
}

}  // namespace bpl::host
