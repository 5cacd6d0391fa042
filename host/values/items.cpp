// Items, slices, length, membership.
#include <fmt/format.h>

#include <algorithm>

#include "host/arrays/array.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/text.h"
#include "host/values/unknown.h"

namespace bpl::host {
// The indices that a slice picks from `n` items, as Python's slice.indices().
bool slice_range(Context& ctx, const Slice& s, std::int64_t n, std::int64_t* start, std::int64_t* step, std::int64_t* count, std::int64_t* end) {
  *step = 1;
  if (!s.step.is_none() && !to_integer_index(ctx, s.step, "slice indices must be integers or None or have an __index__ method", step)) return false;
  if (*step == 0) return raise(ctx, "ValueError", "slice step cannot be zero");
  const std::int64_t low = *step < 0 ? -1 : 0, high = *step < 0 ? n - 1 : n;
  const auto bound = [&](const Value& v, std::int64_t absent, std::int64_t* out) {
    *out = absent;
    if (v.is_none()) return true;
    if (!to_integer_index(ctx, v, "slice indices must be integers or None or have an __index__ method", out)) return false;
    if (*out < 0) *out += n;
    *out = std::clamp(*out, low, high);
    return true;
  };
  std::int64_t stop = 0;
  if (*step == INT64_MIN) *step = -INT64_MAX;
  if (!bound(s.start, *step < 0 ? n - 1 : 0, start) || !bound(s.stop, *step < 0 ? -1 : n, &stop)) return false;
  if (end) *end = stop;
  if (*step > 0) *count = stop > *start ? (stop - *start - 1) / *step + 1 : 0;
  else *count = stop < *start ? (*start - stop - 1) / -*step + 1 : 0;
  return true;
}

namespace {

bool observed_item(Context& ctx, Object* container, std::int64_t index, Value* value) {
  return !ctx.observer || ctx.observer->on_read(container, {PathStep::Kind::item, {}, index}, value);
}

bool changing(Context& ctx, Object* container, const Value& key, const Value& value) {
  return !ctx.observer || ctx.observer->on_write(container, key_step(key), value);
}

bool user_method(Context& ctx, const Value& self, const char* name, std::span<const Value> arguments, Value* result, bool* found) {
  Value* method = class_method(self, name);
  *found = method != nullptr;
  if (!method) return true;
  std::vector<Value> all{self};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return call(ctx, *method, all, result);
}

bool sequence_index(Context& ctx, const Value& key, std::int64_t n, const char* what, const char* assignment, std::int64_t* index) {
  const bool text = std::string_view(what) == "string";
  const std::string message = text ? fmt::format("string indices must be integers, not '{}'", type_of(ctx, key)->name)
                                   : fmt::format("{} indices must be integers or slices, not {}", what, type_of(ctx, key)->name);
  if (!to_integer_index(ctx, key, message.c_str(), index)) return false;
  if (*index < 0) *index += n;
  if (*index >= 0 && *index < n) return true;
  return raise(ctx, "IndexError", fmt::format("{} {}index out of range", what, assignment));
}

bool sequence_item(Context& ctx, Object* owner, const std::vector<Value>& items, const Value& key, const char* what, Value* result) {
  const auto n = static_cast<std::int64_t>(items.size());
  if (const Slice* s = as<Slice>(key, Kind::slice)) {
    std::int64_t start = 0, step = 1, count = 0;
    if (!slice_range(ctx, *s, n, &start, &step, &count)) return false;
    std::vector<Value> picked;
    picked.reserve(static_cast<std::size_t>(count));
    for (std::int64_t k = 0; k < count; ++k) {
      Value v = items[static_cast<std::size_t>(start + k * step)];
      if (!observed_item(ctx, owner, start + k * step, &v)) return false;
      picked.push_back(v);
    }
    *result = owner->kind == Kind::list ? Value::of(ctx.heap.make<List>(std::move(picked))) : Value::of(ctx.heap.make<Tuple>(std::move(picked)));
    return true;
  }
  std::int64_t index = 0;
  if (!sequence_index(ctx, key, n, what, "", &index)) return false;
  *result = items[static_cast<std::size_t>(index)];
  return observed_item(ctx, owner, index, result);
}

bool string_item(Context& ctx, const std::string& text, const Value& key, Value* result) {
  const std::vector<std::string_view> points = code_points(text);
  const auto n = static_cast<std::int64_t>(points.size());
  if (const Slice* s = as<Slice>(key, Kind::slice)) {
    std::int64_t start = 0, step = 1, count = 0;
    if (!slice_range(ctx, *s, n, &start, &step, &count)) return false;
    std::string picked;
    for (std::int64_t k = 0; k < count; ++k) picked += points[static_cast<std::size_t>(start + k * step)];
    *result = ctx.string(picked);
    return true;
  }
  std::int64_t index = 0;
  if (!sequence_index(ctx, key, n, "string", "", &index)) return false;
  *result = ctx.string(points[static_cast<std::size_t>(index)]);
  return true;
}

bool range_item(Context& ctx, const Range& r, const Value& key, Value* result) {
  if (const Slice* s = as<Slice>(key, Kind::slice)) {
    std::int64_t start = 0, step = 1, count = 0, stop = 0;
    if (!slice_range(ctx, *s, r.length(), &start, &step, &count, &stop)) return false;
    const auto place = [&](std::int64_t index) {
      return static_cast<std::int64_t>(std::clamp<__int128>(r.start + static_cast<__int128>(index) * r.step, INT64_MIN, INT64_MAX));
    };
    const auto stride = static_cast<std::int64_t>(std::clamp<__int128>(static_cast<__int128>(r.step) * step, -INT64_MAX, INT64_MAX));
    *result = Value::of(ctx.heap.make<Range>(place(start), place(stop), stride));
    return true;
  }
  std::int64_t index = 0;
  if (!sequence_index(ctx, key, r.length(), "range", "object ", &index)) return false;
  *result = Value::of(r.start + index * r.step);
  return true;
}

std::vector<Value> dict_values(const Dict& d) {
  std::vector<Value> values;
  for (const Dict::Entry& e : d.entries)
    if (e.alive) values.push_back(e.value);
  return values;
}

// container[key] with a key that is not known.
bool unknown_item(Context& ctx, const Value& container, const Value& key, Value* result) {
  std::vector<Value> items;
  if (as<Slice>(key, Kind::slice)) return give_unknown(ctx, result);
  if (const List* l = as_list(container)) items = l->items;
  if (const Tuple* t = as_tuple(container)) items = t->items;
  if (Dict* d = as_dict(container)) {
    Value* same = nullptr;
    if (!dict_find(ctx, *d, key, &same)) return false;
    if (same) {
      *result = *same;
      return true;
    }
    bool found = false;
    if (!missing_item(ctx, container, key, result, &found)) return false;
    if (found) return true;
    items = dict_values(*d);
  }
  return pick_unknown(ctx, items, result);
}

// container[key] = value where the key or the contents of an array are not known; *handled is false for other containers.
bool set_unknown_item(Context& ctx, const Value& container, const Value& key, const Value& value, bool* handled) {
  const bool unknown_key = holds_unknown(ctx, key);
  *handled = true;
  if (Array* a = as_array(container); a && (unknown_key || holds_unknown(ctx, value))) {
    forget_contents(ctx, *a);
    return true;
  }
  *handled = unknown_key && (as_list(container) || as_dict(container));
  if (!*handled) return true;
  if (List* list = as_list(container)) {
    blur(ctx, list->items);
    return true;
  }
  Value* same = nullptr;
  if (!dict_find(ctx, *as_dict(container), key, &same)) return false;
  if (!same) blur(ctx, *as_dict(container));
  return dict_set(ctx, *as_dict(container), key, value);
}

bool key_error(Context& ctx, const Value& key) {
  raise(ctx, "KeyError", "");
  as_instance(ctx.pending)->attributes.set(ctx.string("args"), Value::of(ctx.heap.make<Tuple>(std::vector<Value>{key})));
  return false;
}

bool dict_item(Context& ctx, const Value& self, const Value& key, Value* result) {
  Dict* d = as_dict(self);
  Value* v = nullptr;
  if (!dict_find(ctx, *d, key, &v)) return false;
  if (v) {
    *result = *v;
    return !ctx.observer || ctx.observer->on_read(d, key_step(*d, v), result);
  }
  if (!observe_missing(ctx, d, key)) return false;
  bool found = false;
  if (!missing_item(ctx, self, key, result, &found)) return false;
  if (holds_unknown_key(ctx, self)) {
    std::vector<Value> items = dict_values(*d);
    items.push_back(found ? *result : Value::of(std::int64_t{0}));
    return pick_unknown(ctx, items, result);
  }
  return found || key_error(ctx, key);
}

bool set_slice(Context& ctx, List* list, const Slice& s, const Value& value) {
  std::vector<Value> items;
  if (!to_vector(ctx, value, &items)) return raise(ctx, "TypeError", "can only assign an iterable");
  std::int64_t start = 0, step = 1, count = 0;
  if (!slice_range(ctx, s, static_cast<std::int64_t>(list->items.size()), &start, &step, &count)) return false;
  if (step != 1) {
    if (static_cast<std::int64_t>(items.size()) != count)
      return raise(ctx, "ValueError", fmt::format("attempt to assign sequence of size {} to extended slice of size {}", items.size(), count));
    for (std::int64_t k = 0; k < count; ++k) list->items[static_cast<std::size_t>(start + k * step)] = items[static_cast<std::size_t>(k)];
    return true;
  }
  const auto at = list->items.begin() + start;
  list->items.insert(list->items.erase(at, at + count), items.begin(), items.end());
  return true;
}

}  // namespace

// The distance of the ends may need 65 bits; a length beyond 2^63 - 1, which no list can have, counts as that.
std::int64_t Range::length() const {
  if (step > 0 ? stop <= start : stop >= start) return 0;
  const auto low = static_cast<std::uint64_t>(step > 0 ? start : stop), high = static_cast<std::uint64_t>(step > 0 ? stop : start);
  const std::uint64_t stride = step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  const std::uint64_t count = (high - low - 1) / stride;
  return count >= static_cast<std::uint64_t>(INT64_MAX) ? INT64_MAX : static_cast<std::int64_t>(count) + 1;
}

bool to_integer_index(Context& ctx, const Value& v, const char* what, std::int64_t* result) {
  if (v.is_int() || v.is_bool()) {
    *result = v.integer;
    return true;
  }
  if (v.is_object()) {
    if (const KindOperations* k = kind_operations(v.object->kind); k && k->to_index) return k->to_index(ctx, v, result);
    Value answer;
    bool found = false;
    if (!user_method(ctx, v, "__index__", {}, &answer, &found)) return false;
    if (found && answer.is_int()) {
      *result = answer.integer;
      return true;
    }
    if (v.object->kind == Kind::abstract) {
      auto* abstract = static_cast<Abstract*>(v.object);
      const bool ok = abstract->is_unknown() ? call(ctx, Value::of(ctx.builtin_class("int")), std::span<const Value>(&v, 1), &answer)
                                             : abstract->call_native(ctx, *find_native("_bplc", "index"), {{v}, {}}, &answer);
      if (!ok) return false;
      if (answer.is_int()) {
        *result = answer.integer;
        return true;
      }
    }
  }
  return raise(ctx, "TypeError", what);
}

bool get_item(Context& ctx, const Value& container, const Value& key, Value* result) {
  bool found = false;
  if (has_script_class(container) && !user_method(ctx, container, "__getitem__", std::span<const Value>(&key, 1), result, &found)) return false;
  if (found) return true;
  return builtin_get_item(ctx, container, key, result);
}

bool builtin_get_item(Context& ctx, const Value& container, const Value& given, Value* result) {
  Value key = given;
  if (!observe_contents(ctx, &key)) return false;
  if (!container.is_object()) return raise(ctx, "TypeError", fmt::format("'{}' object is not subscriptable", type_of(ctx, container)->name));
  const Kind kind = container.object->kind;
  const bool asks_script = kind == Kind::instance || kind == Kind::variable || kind == Kind::abstract || kind == Kind::klass;
  if (!asks_script && ctx.unknowns) {
    if (is_unknown(ctx, container)) return give_unknown(ctx, result);
    if (holds_unknown(ctx, key)) return unknown_item(ctx, container, key, result);
  }
  if (key.is_object() && key.object->kind == Kind::abstract && kind == Kind::array)
    return refuse(ctx, "NotImplementedError", "an index that a step computes into an array that is no value of the step is not supported by bplc yet: make the array in __init__");
  if (key.is_object() && key.object->kind == Kind::abstract && !asks_script && kind != Kind::dict) {
    auto* abstract = static_cast<Abstract*>(key.object);
    if (abstract->is_unknown()) return abstract->get_item(ctx, key, result);
    std::int64_t index = 0;  // of a step: a parameter
    if (!to_integer_index(ctx, key, "list indices must be integers or slices, not float", &index)) return false;
    key = Value::of(index);
  }
  switch (container.object->kind) {
    case Kind::list: {
      const bool deque = as_list(container)->type == ctx.builtin_class("deque");
      return sequence_item(ctx, container.object, as_list(container)->items, key, deque ? "deque" : "list", result);
    }
    case Kind::tuple: return sequence_item(ctx, container.object, as_tuple(container)->items, key, "tuple", result);
    case Kind::dict: return dict_item(ctx, container, key, result);
    case Kind::string: return string_item(ctx, as_string(container)->text, key, result);
    case Kind::range: return range_item(ctx, *static_cast<Range*>(container.object), key, result);
    case Kind::abstract: return static_cast<Abstract*>(container.object)->get_item(ctx, key, result);
    case Kind::klass: *result = container; return true;  // List[int] in annotations
    default: break;
  }
  if (const KindOperations* k = kind_operations(container.object->kind); k && k->get_item) return k->get_item(ctx, container, key, result);
  bool found = false;
  if (!user_method(ctx, container, "__getitem__", std::span<const Value>(&key, 1), result, &found)) return false;
  return found || raise(ctx, "TypeError", fmt::format("'{}' object is not subscriptable", type_of(ctx, container)->name));
}

bool set_item(Context& ctx, const Value& container, const Value& key, const Value& value) {
  Value ignored;
  bool found = false;
  const Value arguments[] = {key, value};
  if (has_script_class(container) && !user_method(ctx, container, "__setitem__", arguments, &ignored, &found)) return false;
  if (found) return true;
  return builtin_set_item(ctx, container, key, value);
}

bool builtin_set_item(Context& ctx, const Value& container, const Value& given, const Value& value) {
  Value key = given;
  if (!observe_contents(ctx, &key)) return false;
  const auto refuse = [&] { return raise(ctx, "TypeError", fmt::format("'{}' object does not support item assignment", type_of(ctx, container)->name)); };
  if (!container.is_object()) return refuse();
  if (container.object->kind == Kind::abstract) return static_cast<Abstract*>(container.object)->set_item(ctx, key, value);
  if (ctx.unknowns) {
    bool handled = false;
    if (!set_unknown_item(ctx, container, key, value, &handled)) return false;
    if (handled) return true;
  }
  if (List* list = as_list(container)) {
    if (!changing(ctx, list, key, value)) return false;
    if (const Slice* s = as<Slice>(key, Kind::slice)) return set_slice(ctx, list, *s, value);
    std::int64_t index = 0;
    if (!sequence_index(ctx, key, static_cast<std::int64_t>(list->items.size()), "list", "assignment ", &index)) return false;
    list->items[static_cast<std::size_t>(index)] = value;
    return true;
  }
  if (Dict* dict = as_dict(container)) {
    return changing(ctx, dict, key, value) && dict_set(ctx, *dict, key, value);
  }
  if (const KindOperations* k = kind_operations(container.object->kind); k && k->set_item) return k->set_item(ctx, container, key, value);
  Value ignored;
  bool found = false;
  const Value arguments[] = {key, value};
  if (!user_method(ctx, container, "__setitem__", arguments, &ignored, &found)) return false;
  return found || refuse();
}

bool delete_item(Context& ctx, const Value& container, const Value& key) {
  Value ignored;
  bool found = false;
  if (has_script_class(container) && !user_method(ctx, container, "__delitem__", std::span<const Value>(&key, 1), &ignored, &found)) return false;
  if (found) return true;
  return builtin_delete_item(ctx, container, key);
}

bool builtin_delete_item(Context& ctx, const Value& container, const Value& key) {
  // Which item goes is not known: they all stay, and those that remain at run time are among them.
  if (is_unknown(ctx, container) || (holds_unknown(ctx, key) && !as_instance(container))) return true;
  if (Dict* dict = as_dict(container)) {
    bool erased = false;
    if (!changing(ctx, dict, key, Value{}) || !dict_erase(ctx, *dict, key, &erased)) return false;
    return erased || holds_unknown_key(ctx, container) || key_error(ctx, key);
  }
  if (List* list = as_list(container)) {
    if (!changing(ctx, list, key, Value{})) return false;
    if (const Slice* s = as<Slice>(key, Kind::slice)) {
      std::int64_t start = 0, step = 1, count = 0;
      if (!slice_range(ctx, *s, static_cast<std::int64_t>(list->items.size()), &start, &step, &count)) return false;
      std::vector<std::int64_t> indices;
      for (std::int64_t k = 0; k < count; ++k) indices.push_back(start + k * step);
      std::sort(indices.rbegin(), indices.rend());
      for (std::int64_t i : indices) list->items.erase(list->items.begin() + i);
      return true;
    }
    std::int64_t index = 0;
    if (!sequence_index(ctx, key, static_cast<std::int64_t>(list->items.size()), "list", "assignment ", &index)) return false;
    list->items.erase(list->items.begin() + index);
    return true;
  }
  Value ignored;
  bool found = false;
  if (!user_method(ctx, container, "__delitem__", std::span<const Value>(&key, 1), &ignored, &found)) return false;
  return found || raise(ctx, "TypeError", fmt::format("'{}' object doesn't support item deletion", type_of(ctx, container)->name));
}

bool length(Context& ctx, const Value& v, std::int64_t* result) {
  if (!has_script_class(v) || !class_method(v, "__len__")) return builtin_length(ctx, v, result);
  Value answer;
  if (!call(ctx, *class_method(v, "__len__"), std::span<const Value>(&v, 1), &answer)) return false;
  return want_integer(ctx, answer, result);
}

bool builtin_length(Context& ctx, const Value& v, std::int64_t* result) {
  if (v.is_object()) {
    Object* o = v.object;
    const bool container = o->kind == Kind::list || o->kind == Kind::tuple || o->kind == Kind::dict || o->kind == Kind::set;
    if (container && ctx.observer && !ctx.observer->on_extent(o)) return false;
    switch (o->kind) {
      case Kind::string: *result = code_point_count(as_string(v)->text); return true;
      case Kind::tuple: *result = static_cast<std::int64_t>(as_tuple(v)->items.size()); return true;
      case Kind::list: *result = static_cast<std::int64_t>(as_list(v)->items.size()); return true;
      case Kind::dict: *result = static_cast<std::int64_t>(as_dict(v)->size()); return true;
      case Kind::set: *result = static_cast<std::int64_t>(static_cast<Set*>(o)->items.size()); return true;
      case Kind::range: *result = static_cast<Range*>(o)->length(); return true;
      case Kind::abstract: {
        Value answer;
        if (!static_cast<Abstract*>(o)->length(ctx, &answer)) return false;
        if (!answer.is_int()) return raise(ctx, "TypeError", "len() of a value that is not known before the program runs");
        *result = answer.integer;
        return true;
      }
      default: break;
    }
    if (const KindOperations* k = kind_operations(o->kind); k && k->length) return k->length(ctx, v, result);
    Value answer;
    bool found = false;
    if (!user_method(ctx, v, "__len__", {}, &answer, &found)) return false;
    if (found && is_unknown(ctx, answer)) {
      *result = ctx.unknowns->choose(ctx, 2) == 0 ? 1 : 0;
      return true;
    }
    if (found && !answer.is_int() && !answer.is_bool())
      return raise(ctx, "TypeError", fmt::format("'{}' object cannot be interpreted as an integer", type_of(ctx, answer)->name));
    if (found && answer.integer < 0) return raise(ctx, "ValueError", "__len__() should return >= 0");
    if (found) {
      *result = answer.integer;
      return true;
    }
  }
  return raise(ctx, "TypeError", fmt::format("object of type '{}' has no len()", type_of(ctx, v)->name));
}

bool contains(Context& ctx, const Value& container, const Value& item, bool* result) {
  Value answer;
  bool found = false;
  if (has_script_class(container) && !user_method(ctx, container, "__contains__", std::span<const Value>(&item, 1), &answer, &found)) return false;
  return found ? truth(ctx, answer, result) : builtin_contains(ctx, container, item, result);
}

bool builtin_contains(Context& ctx, const Value& container, const Value& item, bool* result) {
  Dict* keys = as_dict(container) ? as_dict(container) : as_set(container) ? &as_set(container)->items : nullptr;
  if (is_unknown(ctx, container) || (holds_unknown(ctx, item) && !as_instance(container))) {
    Value* same = nullptr;
    if (keys && !dict_find(ctx, *keys, item, &same)) return false;
    *result = same || ctx.unknowns->choose(ctx, 2) == 0;
    return true;
  }
  if (container.is_object()) {
    if (as_dict(container) && ctx.observer && !ctx.observer->on_extent(container.object)) return false;
    if (keys && !observe_member(ctx, container.object, item)) return false;
    if (keys) {
      Value* found = nullptr;
      if (!dict_find(ctx, *keys, item, &found)) return false;
      *result = found || (keys->has_unknown_key && ctx.unknowns && ctx.unknowns->choose(ctx, 2) == 0);
      return true;
    }
    if (const String* s = as_string(container)) {
      const String* part = as_string(item);
      if (!part) return raise(ctx, "TypeError", fmt::format("'in <string>' requires string as left operand, not {}", type_of(ctx, item)->name));
      *result = s->text.find(part->text) != std::string::npos;
      return true;
    }
    if (const KindOperations* k = kind_operations(container.object->kind); k && k->contains) return k->contains(ctx, container, item, result);
    Value answer;
    bool found = false;
    if (!user_method(ctx, container, "__contains__", std::span<const Value>(&item, 1), &answer, &found)) return false;
    if (found) return truth(ctx, answer, result);
  }
  std::vector<Value> items;
  if (!container.is_object() || !to_vector(ctx, container, &items)) {
    if (is_refused(ctx)) return false;
    if (!ctx.pending.is_unbound()) take_exception(ctx);
    return raise(ctx, "TypeError", fmt::format("argument of type '{}' is not iterable", type_of(ctx, container)->name));
  }
  *result = false;
  for (const Value& v : items) {
    if (!equal(ctx, v, item, result)) return false;
    if (*result) return true;
  }
  return true;
}

}  // namespace bpl::host
