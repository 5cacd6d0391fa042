// Iterators, unpacking, imports.
#include <fmt/format.h>

#include <utility>

#include "host/arrays/array.h"
#include "host/library.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/stack.h"
#include "host/values/text.h"
#include "host/values/unknown.h"
#include "support/suggest.h"

namespace bpl::host {
namespace {

// Items of a list or tuple; a list may grow while it is iterated.
struct SequenceIterator : Iterator {
  explicit SequenceIterator(Object* o) : owner(o) {}
  void mark_children(Marker& m) const override { m.mark(owner); }
  bool next(Context& ctx, Value* item) override {
    const auto& items = owner->kind == Kind::list ? static_cast<List*>(owner)->items : static_cast<Tuple*>(owner)->items;
    if (at >= items.size()) return false;
    *item = items[at];
    const auto index = static_cast<std::int64_t>(at++);
    return !ctx.observer || ctx.observer->on_read(owner, {PathStep::Kind::item, {}, index}, item);
  }
  std::vector<Value> sources() const override { return {Value::of(owner)}; }
  Object* owner;
  std::size_t at = 0;
};

struct KeyIterator : Iterator {
  KeyIterator(Object* o, Dict* d) : owner(o), dict(d), size(d->size()) {}
  void mark_children(Marker& m) const override { m.mark(owner); }
  bool next(Context& ctx, Value* item) override {
    if (dict->size() != size) return raise(ctx, "RuntimeError", "dictionary changed size during iteration");
    while (at < dict->entries.size() && !dict->entries[at].alive) ++at;
    if (at >= dict->entries.size()) return false;
    *item = observed_key(ctx, dict->entries[at++].key);
    return true;
  }
  std::vector<Value> sources() const override { return {Value::of(owner)}; }
  Object* owner;
  Dict* dict;
  std::size_t size, at = 0;
};

struct RangeIterator : Iterator {
  explicit RangeIterator(const Range& r) : at(r.start), step(r.step), left(r.length()) {}
  bool next(Context&, Value* item) override {
    if (left-- <= 0) return false;
    *item = Value::of(at);
    if (left > 0) at += step;  // the end may lie beyond what 64 bits hold
    return true;
  }
  std::int64_t at, step, left;
};

struct CharacterIterator : Iterator {
  explicit CharacterIterator(std::string t) : text(std::move(t)), points(code_points(text)) {}
  bool next(Context& ctx, Value* item) override {
    if (at >= points.size()) return false;
    *item = ctx.string(points[at++]);
    return true;
  }
  std::string text;
  std::vector<std::string_view> points;
  std::size_t at = 0;
};

// An object with __next__.
struct ObjectIterator : Iterator {
  explicit ObjectIterator(Value v) : object(v) {}
  void mark_children(Marker& m) const override { m.mark(object); }
  bool next(Context& ctx, Value* item) override {
    Value method;
    if (get_attribute(ctx, object, "__next__", &method) && call(ctx, method, Arguments{}, item)) return true;
    if (const Instance* e = as_instance(ctx.pending); e && is_subclass(*e->type, *ctx.builtin_class("StopIteration"))) take_exception(ctx);
    return false;
  }
  Value object;
};

// An object with __getitem__ only: items 0, 1, ... until IndexError.
struct ItemIterator : Iterator {
  explicit ItemIterator(Value v) : object(v) {}
  void mark_children(Marker& m) const override { m.mark(object); }
  bool next(Context& ctx, Value* item) override {
    if (get_item(ctx, object, Value::of(at++), item)) return true;
    if (const Instance* e = as_instance(ctx.pending); e && is_subclass(*e->type, *ctx.builtin_class("IndexError")) && !is_refused(ctx)) take_exception(ctx);
    return false;
  }
  Value object;
  std::int64_t at = 0;
};

bool iterate_instance(Context& ctx, const Value& v, Value* result, bool* found) {
  *found = true;
  if (Value* method = class_method(v, "__iter__")) {
    Value iterator;
    if (!call(ctx, *method, std::span<const Value>(&v, 1), &iterator)) return false;
    if (!as_instance(iterator)) return make_iterator(ctx, iterator, result);
    if (!class_method(iterator, "__next__"))
      return raise(ctx, "TypeError", fmt::format("iter() returned non-iterator of type '{}'", type_of(ctx, iterator)->name));
    *result = Value::of(ctx.heap.make<ObjectIterator>(iterator));
    return true;
  }
  *found = as_instance(v) && class_method(v, "__getitem__");
  if (*found) *result = Value::of(ctx.heap.make<ItemIterator>(v));
  return true;
}

}  // namespace

bool make_iterator(Context& ctx, const Value& v, Value* result) {
  bool found = false;
  if (has_script_class(v) && !iterate_instance(ctx, v, result, &found)) return false;
  if (found) return true;
  return builtin_iterator(ctx, v, result);
}

bool builtin_iterator(Context& ctx, const Value& v, Value* result) {
  if (v.is_object()) {
    Object* o = v.object;
    switch (o->kind) {
      case Kind::list: case Kind::tuple:
        if (ctx.observer && !ctx.observer->on_extent(o)) return false;
        *result = Value::of(ctx.heap.make<SequenceIterator>(o));
        return true;
      case Kind::dict: case Kind::set:
        if (ctx.observer && !ctx.observer->on_extent(o)) return false;
        *result = Value::of(ctx.heap.make<KeyIterator>(o, o->kind == Kind::dict ? static_cast<Dict*>(o) : &static_cast<Set*>(o)->items));
        return true;
      case Kind::range: *result = Value::of(ctx.heap.make<RangeIterator>(*static_cast<Range*>(o))); return true;
      case Kind::string: *result = Value::of(ctx.heap.make<CharacterIterator>(as_string(v)->text)); return true;
      case Kind::iterator: *result = v; return true;
      case Kind::abstract: return static_cast<Abstract*>(o)->iterate(ctx, result);
      default: break;
    }
    if (const Array* a = as_array(v); a && is_unknown(ctx, v)) {
      std::vector<Value> items(static_cast<std::size_t>(a->ndim() ? a->shape[0] : 0));
      for (Value& item : items) give_unknown(ctx, &item);
      *result = iterator_over(ctx, std::move(items));
      return true;
    }
    if (const KindOperations* k = kind_operations(o->kind); k && k->iterate) return k->iterate(ctx, v, result);
    bool found = false;
    if (!iterate_instance(ctx, v, result, &found)) return false;
    if (found) return true;
  }
  return raise(ctx, "TypeError", fmt::format("'{}' object is not iterable", type_of(ctx, v)->name));
}

bool next(Context& ctx, const Value& iterator, Value* item, bool* done) {
  auto* i = as<Iterator>(iterator, Kind::iterator);
  if (!i) return raise(ctx, "TypeError", fmt::format("'{}' object is not an iterator", type_of(ctx, iterator)->name));
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  Value found;
  *done = !i->next(ctx, &found);
  if (!*done) *item = found;
  return !*done || ctx.pending.is_unbound();
}

bool to_vector(Context& ctx, const Value& iterable, std::vector<Value>* result) {
  Value iterator;
  if (!make_iterator(ctx, iterable, &iterator)) return false;
  for (;;) {
    Value item;
    bool done = false;
    if (!next(ctx, iterator, &item, &done)) return false;
    if (done) return true;
    if (static_cast<std::int64_t>(result->size()) >= kMostItems) return raise(ctx, "MemoryError", "a list with more than 100000000 items is too long");
    result->push_back(item);
  }
}

bool unpack(Context& ctx, const Value& iterable, int count, int star, Value* results) {
  if (is_unknown(ctx, iterable)) {
    for (int i = 0; i < count; ++i) give_unknown(ctx, &results[i]);
    return true;
  }
  if (iterable.is_object() && iterable.object->kind == Kind::abstract) {
    auto* unknown = static_cast<Abstract*>(iterable.object);
    for (int i = 0; i < count; ++i)
      if (!unknown->get_item(ctx, Value::of(std::int64_t{i}), &results[i])) return false;
    return true;
  }
  std::vector<Value> items;
  if (!iterable.is_object() || !to_vector(ctx, iterable, &items)) {
    if (!ctx.pending.is_unbound() && iterable.is_object()) {
      bool is_type_error = false;
      const Value e = ctx.pending;
      if (matches_exception(ctx, e, Value::of(ctx.builtin_class("TypeError")), &is_type_error) && !is_type_error) return false;
    }
    return raise(ctx, "TypeError", fmt::format("cannot unpack non-iterable {} object", type_of(ctx, iterable)->name));
  }
  const int found = static_cast<int>(items.size());
  if (star < 0) {
    if (found > count) return raise(ctx, "ValueError", fmt::format("too many values to unpack (expected {})", count));
    if (found < count) return raise(ctx, "ValueError", fmt::format("not enough values to unpack (expected {}, got {})", count, found));
    for (int i = 0; i < count; ++i) results[i] = items[static_cast<std::size_t>(i)];
    return true;
  }
  if (found < count - 1) return raise(ctx, "ValueError", fmt::format("not enough values to unpack (expected at least {}, got {})", count - 1, found));
  const int surplus = found - (count - 1);
  std::vector<Value> middle(items.begin() + star, items.begin() + star + surplus);
  for (int i = 0; i < count; ++i)
    if (i < star) results[i] = items[static_cast<std::size_t>(i)];
    else if (i > star) results[i] = items[static_cast<std::size_t>(i + surplus - 1)];
  results[star] = Value::of(ctx.heap.make<List>(std::move(middle)));
  return true;
}

namespace {

// CPython's text; which modules there are is advice.
bool no_module(Context& ctx, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& [known, module] : ctx.modules)
    if (!known.starts_with("_")) names.push_back(known);
  const std::string close = did_you_mean(name, names);
  return raise(ctx, "ModuleNotFoundError", fmt::format("No module named '{}'", name),
               close.empty() ? "bplc has no such module; docs/language.md lists those it has" : close);
}

}  // namespace

bool import_module(Context& ctx, std::string_view name, Value* result) {
  const std::string wanted(name);
  const auto known = ctx.modules.find(wanted);
  const bool native = known != ctx.modules.end();
  Module* module = native ? known->second : nullptr;
  if (ctx.import_module) {
    Module* provided = nullptr;
    Observer* observer = std::exchange(ctx.observer, nullptr);
    const bool ok = ctx.import_module(ctx, wanted, &provided);
    ctx.observer = observer;
    if (ok) module = provided;
    else if (!ctx.pending.is_unbound()) return false;
  }
  if (module) {
    *result = Value::of(module);
    return true;
  }
  return no_module(ctx, wanted);
}

bool import_attribute(Context& ctx, const Value& module, std::string_view name, Value* result) {
  if (get_attribute(ctx, module, name, result)) return true;
  bool missing = false;
  if (!matches_exception(ctx, ctx.pending, Value::of(ctx.builtin_class("AttributeError")), &missing) || !missing) return false;
  const std::string hint = static_cast<Exception*>(take_exception(ctx).object)->hint;
  const std::string from = as<Module>(module, Kind::module) ? static_cast<Module*>(module.object)->name : "?";
  return raise(ctx, "ImportError", is_foreign_module(from) ? missing_attribute(from, name) : fmt::format("cannot import name '{}' from '{}'", name, from), hint);
}

}  // namespace bpl::host
