// str() and repr() of every kind of value.
#include <fmt/format.h>

#include <algorithm>

#include "host/values/builtins.h"
#include "host/values/code.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/ops.h"
#include "host/values/stack.h"
#include "host/values/text.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

// Containers that are being written, so that one inside itself shows as [...].
class Open {
 public:
  explicit Open(const Object* o) : again_(std::find(list().begin(), list().end(), o) != list().end()) { list().push_back(o); }
  ~Open() { list().pop_back(); }
  bool again() const { return again_; }

 private:
  static std::vector<const Object*>& list() {
    thread_local std::vector<const Object*> open;
    return open;
  }
  bool again_;
};

bool join_reprs(Context& ctx, const Value& container, std::string* out) {
  std::vector<Value> items;
  if (!to_vector(ctx, container, &items)) return false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::string text;
    if (!to_repr(ctx, items[i], &text)) return false;
    if (i > 0) *out += ", ";
    *out += text;
  }
  return true;
}

bool dict_repr(Context& ctx, const Value& v, std::string* out) {
  std::vector<Value> keys;
  if (!to_vector(ctx, v, &keys)) return false;
  *out = "{";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Value item;
    std::string key, value;
    if (!builtin_get_item(ctx, v, keys[i], &item) || !to_repr(ctx, keys[i], &key) || !to_repr(ctx, item, &value)) return false;
    *out += (i > 0 ? ", " : "") + key + ": " + value;
  }
  *out += "}";
  return true;
}

bool container_repr(Context& ctx, const Value& v, std::string* out) {
  const Kind kind = v.object->kind;
  const Open open(v.object);
  if (open.again()) {
    *out = kind == Kind::list ? "[...]" : kind == Kind::dict ? "{...}" : "(...)";
    return true;
  }
  bool found = false;
  if (static_cast<Container*>(v.object)->type && !collection_repr(ctx, v, out, &found)) return false;
  if (found) return true;
  if (kind == Kind::dict) return dict_repr(ctx, v, out);
  if (kind == Kind::set && static_cast<Set*>(v.object)->items.size() == 0) {
    *out = "set()";
    return true;
  }
  *out = kind == Kind::list ? "[" : kind == Kind::set ? "{" : "(";
  if (!join_reprs(ctx, v, out)) return false;
  if (kind == Kind::tuple && as_tuple(v)->items.size() == 1) *out += ",";
  *out += kind == Kind::list ? "]" : kind == Kind::set ? "}" : ")";
  return true;
}

std::string address(const Object* o) { return fmt::format("0x{:012x}", o->serial * 16); }

// "__main__.Outer.Inner" for classes of the script; where a class of the library stands is not shown.
std::string dotted_name(const Class& c) { return c.body ? "__main__." + c.body->name : c.qualified_name; }

// Instances of exceptions and of classes without a method of their own.
bool plain_instance(Context& ctx, const Value& v, bool repr, std::string* out) {
  Instance& i = *as_instance(v);
  const Class* base = ctx.builtin_class("BaseException");
  if (!base || !is_subclass(*i.type, *base)) {
    *out = fmt::format("<{} object at {}>", dotted_name(*i.type), address(&i));
    return true;
  }
  Value* held = i.attributes.find("args");
  const Tuple* args = held ? as_tuple(*held) : nullptr;
  const std::size_t count = args ? args->items.size() : 0;
  if (repr) {
    *out = i.type->name;
    if (count == 1) {
      std::string text;
      if (!to_repr(ctx, args->items[0], &text)) return false;
      *out += "(" + text + ")";
      return true;
    }
    std::string text = "()";
    if (count && !to_repr(ctx, *held, &text)) return false;
    *out += text;
    return true;
  }
  const Class* key_error = ctx.builtin_class("KeyError");
  if (count == 0) out->clear();
  else if (count == 1 && key_error && is_subclass(*i.type, *key_error)) return to_repr(ctx, args->items[0], out);
  else return count == 1 ? to_str(ctx, args->items[0], out) : to_repr(ctx, *held, out);
  return true;
}

// What __str__ or __repr__ of its class answers; *found is false without one.
bool own_text(Context& ctx, const Value& v, bool repr, std::string* out, bool* found) {
  const Class* base = ctx.builtin_class("BaseException");
  const bool exception = as_instance(v) && base && is_subclass(*as_instance(v)->type, *base);
  const char* name = "__str__";
  Value* method = repr ? nullptr : class_method(v, name);
  // An exception's own text comes before the __repr__ of its class.
  if (!method && (repr || !exception)) method = class_method(v, name = "__repr__");
  *found = method != nullptr;
  if (!method) return true;
  Value text;
  if (!call(ctx, *method, std::span<const Value>(&v, 1), &text)) return false;
  if (is_unknown(ctx, text)) {
    note_unknown_text(ctx);
    *out = "<unknown>";
    return true;
  }
  if (!as_string(text)) return raise(ctx, "TypeError", fmt::format("{} returned non-string (type {})", name, type_of(ctx, text)->name));
  *out = as_string(text)->text;
  return true;
}

bool slice_repr(Context& ctx, const Slice& s, std::string* out) {
  std::string start, stop, step;
  if (!to_repr(ctx, s.start, &start) || !to_repr(ctx, s.stop, &stop) || !to_repr(ctx, s.step, &step)) return false;
  *out = fmt::format("slice({}, {}, {})", start, stop, step);
  return true;
}

bool method_repr(Context& ctx, const BoundMethod& m, std::string* out) {
  if (const Function* f = as_function(m.function)) {
    std::string self;
    if (!to_repr(ctx, m.self, &self)) return false;
    *out = fmt::format("<bound method {} of {}>", f->code->name, self);
    return true;
  }
  const Native* n = as<Native>(m.function, Kind::native);
  const std::string_view name = n ? n->entry->name : "method";
  *out = fmt::format("<built-in method {} of {} object at {}>", name.substr(name.rfind('.') + 1), type_of(ctx, m.self)->name,
                     m.self.is_object() ? address(m.self.object) : "0x0");
  return true;
}

bool object_text(Context& ctx, const Value& v, bool repr, std::string* out) {
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  bool found = false;
  if (is_unknown(ctx, v)) note_unknown_text(ctx);
  if (!own_text(ctx, v, repr, out, &found)) return false;
  if (found) return true;
  return builtin_text(ctx, v, repr, out);
}

}  // namespace

bool builtin_text(Context& ctx, const Value& v, bool repr, std::string* out) {
  Object* o = v.object;
  switch (o->kind) {
    case Kind::string: *out = repr ? quoted(as_string(v)->text) : as_string(v)->text; return true;
    case Kind::tuple: case Kind::list: case Kind::dict: case Kind::set: return container_repr(ctx, v, out);
    case Kind::slice: return slice_repr(ctx, *static_cast<Slice*>(o), out);
    case Kind::range: {
      const auto& r = *static_cast<Range*>(o);
      *out = r.step == 1 ? fmt::format("range({}, {})", r.start, r.stop) : fmt::format("range({}, {}, {})", r.start, r.stop, r.step);
      return true;
    }
    case Kind::instance: return plain_instance(ctx, v, repr, out);
    case Kind::klass: *out = fmt::format("<class '{}'>", dotted_name(*as_class(v))); return true;
    case Kind::function: *out = fmt::format("<function {} at {}>", as_function(v)->code->name, address(o)); return true;
    case Kind::native: *out = fmt::format("<built-in function {}>", static_cast<Native*>(o)->entry->name); return true;
    case Kind::bound_method: return method_repr(ctx, *static_cast<BoundMethod*>(o), out);
    case Kind::module: *out = fmt::format("<module '{}'>", static_cast<Module*>(o)->name); return true;
    case Kind::ellipsis: *out = "Ellipsis"; return true;
    case Kind::abstract:
      *out = "<unknown>";
      return static_cast<Abstract*>(o)->is_unknown() || raise(ctx, "TypeError", "the text of a list of values of a step is not known before the program runs: take its items one by one");
    default: break;
  }
  if (const KindOperations* k = kind_operations(o->kind)) {
    if (repr && k->to_repr) return k->to_repr(ctx, v, out);
    if (k->to_str) return k->to_str(ctx, v, out);
    if (k->to_repr) return k->to_repr(ctx, v, out);
  }
  *out = fmt::format("<{} object at {}>", type_of(ctx, v)->name, address(o));
  return true;
}

namespace {

bool text_of(Context& ctx, const Value& v, bool repr, std::string* out) {
  switch (v.tag) {
    case Tag::unbound: *out = "<unbound>"; return true;
    case Tag::none: *out = "None"; return true;
    case Tag::boolean: *out = v.integer ? "True" : "False"; return true;
    case Tag::integer: *out = std::to_string(v.integer); return true;
    case Tag::real: *out = real_to_text(v.real); return true;
    case Tag::object: break;
  }
  return object_text(ctx, v, repr, out);
}

}  // namespace

bool to_str(Context& ctx, const Value& v, std::string* result) { return text_of(ctx, v, false, result); }
bool to_repr(Context& ctx, const Value& v, std::string* result) { return text_of(ctx, v, true, result); }

std::string callable_name(Context& ctx, const Value& v) {
  if (const Function* f = as_function(v)) return fmt::format("{}.{}()", f->module ? f->module->name : "__main__", f->code->name);
  if (const Class* c = as_class(v)) return dotted_name(*c) + "()";
  if (const auto* n = as<Native>(v, Kind::native)) return fmt::format("{}()", n->entry->name);
  if (const auto* m = as<BoundMethod>(v, Kind::bound_method)) return callable_name(ctx, m->function);
  std::string text;
  if (!to_str(ctx, v, &text)) take_exception(ctx);
  return text;
}

}  // namespace bpl::host
