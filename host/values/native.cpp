#include "host/values/native.h"

#include <fmt/format.h>

#include "host/values/kinds.h"

namespace bpl::host {
namespace {

struct VectorIterator : Iterator {
  explicit VectorIterator(std::vector<Value> v) : items(std::move(v)) {}
  void mark_children(Marker& m) const override {
    for (const Value& v : items) m.mark(v);
  }
  bool next(Context&, Value* item) override {
    if (at >= items.size()) return false;
    *item = items[at++];
    return true;
  }
  std::vector<Value> sources() const override { return items; }
  std::vector<Value> items;
  std::size_t at = 0;
};

}  // namespace

const Value& argument_or_none(Args a, std::size_t i) {
  static const Value none = Value::none();
  return i < a.positional.size() ? a.positional[i] : none;
}

Value make_list(Context& ctx, std::vector<Value> items) { return Value::of(ctx.heap.make<List>(std::move(items))); }
Value make_tuple(Context& ctx, std::vector<Value> items) { return Value::of(ctx.heap.make<Tuple>(std::move(items))); }
Value iterator_over(Context& ctx, std::vector<Value> items) { return Value::of(ctx.heap.make<VectorIterator>(std::move(items))); }

bool want_string(Context& ctx, const Value& v, std::string_view function, std::string* text) {
  const String* s = as_string(v);
  if (!s) return raise(ctx, "TypeError", fmt::format("{}() argument must be str, not {}", function, type_of(ctx, v)->name));
  *text = s->text;
  return true;
}

bool want_integer(Context& ctx, const Value& v, std::int64_t* number) {
  const std::string message = fmt::format("'{}' object cannot be interpreted as an integer", type_of(ctx, v)->name);
  return to_integer_index(ctx, v, message.c_str(), number);
}

bool want_real(Context& ctx, const Value& v, double* number) {
  if (v.is_number()) {
    *number = v.as_real();
    return true;
  }
  if (v.is_object())
    if (const KindOperations* k = kind_operations(v.object->kind); k && k->to_real) return k->to_real(ctx, v, number);
  for (const char* name : {"__float__", "__index__"})
    if (Value* method = class_method(v, name)) {
      Value answer;
      if (!call(ctx, *method, std::span<const Value>(&v, 1), &answer)) return false;
      if (answer.is_number()) {
        *number = answer.as_real();
        return true;
      }
    }
  return raise(ctx, "TypeError", fmt::format("must be real number, not {}", type_of(ctx, v)->name));
}

bool is_mapping(const Value& v) { return as_dict(v) || as<Object>(v, Kind::recording); }

bool dict_items(Context& ctx, const Value& dict, std::vector<std::pair<Value, Value>>* items) {
  std::vector<Value> keys;
  if (!to_vector(ctx, dict, &keys)) return false;
  for (const Value& key : keys) {
    Value value;
    if (!get_item(ctx, dict, key, &value)) return false;
    items->emplace_back(key, value);
  }
  return true;
}

bool about_to_change(Context& ctx, const Value& container, const Value& value) {
  return !ctx.observer || ctx.observer->on_write(container.object, {PathStep::Kind::item, {}, -1}, value);
}

std::string quoted_names(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

Value* class_method(const Value& v, std::string_view name) {
  if (Instance* i = as_instance(v)) {
    for (Class* c : i->type->mro)
      if (Value* method = c->attributes.find(name)) return method;
  }
  if (has_script_class(v)) {
    for (Class* c : as_container(v)->type->mro)
      if (Value* method = c->body ? c->attributes.find(name) : nullptr) return method;
  }
  return nullptr;
}

bool has_script_class(const Value& v) {
  const Container* c = as_container(v);
  return c && c->type && c->type->body;
}

Class* define_class(Context& ctx, std::string_view name, std::string_view base) {
  Class* c = ctx.heap.make<Class>(std::string(name));
  c->qualified_name = c->name;
  c->mro = {c};
  if (Class* b = name == base ? nullptr : ctx.builtin_class(base)) {
    c->bases = {b};
    c->mro.insert(c->mro.end(), b->mro.begin(), b->mro.end());
  }
  ctx.classes[c->name] = c;
  return c;
}

Module* native_module(Context& ctx, std::string_view name) {
  Module*& m = ctx.modules[std::string(name)];
  if (!m) m = ctx.heap.make<Module>(std::string(name));
  return m;
}

}  // namespace bpl::host
