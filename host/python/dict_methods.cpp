// The methods of dict, and the views that keys(), values() and items() are.
#include <fmt/format.h>

#include <algorithm>

#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

Dict& dict_of(Args a) { return *as_dict(a.positional[0]); }

// Looks a key up as the observer sees it.
bool look_up(Context& ctx, Args a, Value* value, bool* found) {
  Value key = a.positional[1];
  if (!observe_contents(ctx, &key)) return false;
  Dict& d = dict_of(a);
  Value* v = nullptr;
  if (!dict_find(ctx, d, key, &v)) return false;
  *found = v != nullptr;
  if (!v) return observe_missing(ctx, &d, key);
  *value = *v;
  return !ctx.observer || ctx.observer->on_read(&d, key_step(d, v), value);
}

// Whether a dict that lacks a key may have it all the same: the key, or one of the dict, is not known.
bool may_have(Context& ctx, Args a) { return holds_unknown_key(ctx, a.positional[0]) || holds_unknown(ctx, a.positional[1]); }

// One of the values, or the value for a key that is missing.
bool any_value(Context& ctx, Args a, const Value& otherwise, Value* result) {
  std::vector<Value> values{otherwise};
  for (const Dict::Entry& e : dict_of(a).entries)
    if (e.alive) values.push_back(e.value);
  return pick_unknown(ctx, values, result);
}

bool dict_get(Context& ctx, Args a, Value* result) {
  bool found = false;
  if (!look_up(ctx, a, result, &found)) return false;
  if (found) return true;
  if (may_have(ctx, a)) return any_value(ctx, a, argument_or_none(a, 2), result);
  *result = argument_or_none(a, 2);
  return true;
}

bool dict_setdefault(Context& ctx, Args a, Value* result) {
  bool found = false;
  if (!look_up(ctx, a, result, &found)) return false;
  if (found) return true;
  *result = argument_or_none(a, 2);
  return set_item(ctx, a.positional[0], a.positional[1], *result);
}

bool dict_pop(Context& ctx, Args a, Value* result) {
  bool found = false;
  if (!look_up(ctx, a, result, &found)) return false;
  if (found) {
    bool erased = false;
    return about_to_change(ctx, a.positional[0]) && dict_erase(ctx, dict_of(a), a.positional[1], &erased);
  }
  if (may_have(ctx, a)) return any_value(ctx, a, a.positional.size() < 3 ? Value::of(std::int64_t{0}) : a.positional[2], result);
  if (a.positional.size() < 3) return delete_item(ctx, a.positional[0], a.positional[1]);
  *result = a.positional[2];
  return true;
}

bool dict_popitem(Context& ctx, Args a, Value* result) {
  Dict& d = dict_of(a);
  for (auto e = d.entries.rbegin(); e != d.entries.rend(); ++e) {
    if (!e->alive) continue;
    if (!about_to_change(ctx, a.positional[0])) return false;
    *result = make_tuple(ctx, {e->key, e->value});
    d.erase_at(static_cast<std::size_t>(d.entries.rend() - e) - 1);
    return true;
  }
  return raise(ctx, "KeyError", "popitem(): dictionary is empty");
}

bool add_pairs(Context& ctx, const Value& dict, const Value& other) {
  std::vector<std::pair<Value, Value>> pairs;
  if (is_mapping(other)) {
    if (!dict_items(ctx, other, &pairs)) return false;
  } else {
    std::vector<Value> items;
    if (!to_vector(ctx, other, &items)) return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
      std::vector<Value> pair;
      if (!to_vector(ctx, items[i], &pair)) return raise(ctx, "TypeError", fmt::format("cannot convert dictionary update sequence element #{} to a sequence", i));
      if (pair.size() != 2) return raise(ctx, "ValueError", fmt::format("dictionary update sequence element #{} has length {}; 2 is required", i, pair.size()));
      pairs.emplace_back(pair[0], pair[1]);
    }
  }
  for (const auto& [key, value] : pairs)
    if (!set_item(ctx, dict, key, value)) return false;
  return true;
}

bool dict_update(Context& ctx, Args a, Value* result) {
  if (a.positional.size() > 2) return raise(ctx, "TypeError", fmt::format("update expected at most 1 argument, got {}", a.positional.size() - 1));
  if (a.positional.size() == 2 && !add_pairs(ctx, a.positional[0], a.positional[1])) return false;
  for (const auto& [name, value] : a.keywords)
    if (!set_item(ctx, a.positional[0], ctx.string(name), value)) return false;
  return give_none(result);
}

bool dict_clear(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0])) return false;
  dict_of(a).clear();
  return give_none(result);
}

bool dict_copy(Context& ctx, Args a, Value* result) {
  std::vector<std::pair<Value, Value>> pairs;
  if (!dict_items(ctx, a.positional[0], &pairs)) return false;
  *result = has_script_class(a.positional[0]) ? Value::of(ctx.heap.make<Dict>()) : empty_like(ctx, a.positional[0]);
  return std::all_of(pairs.begin(), pairs.end(), [&](const auto& p) { return dict_set(ctx, *as_dict(*result), p.first, p.second); });
}

bool dict_fromkeys(Context& ctx, Args a, Value* result) {
  std::vector<Value> keys;
  if (!to_vector(ctx, a.positional[0], &keys)) return false;
  *result = Value::of(ctx.heap.make<Dict>());
  for (const Value& k : keys)
    if (!set_item(ctx, *result, k, argument_or_none(a, 1))) return false;
  return true;
}

// What keys(), values() and items() return: a view of the dict at the time it is looked at.
enum class ViewKind { keys, values, items };

struct View : Instance {
  View(Class* c, Value d, ViewKind k) : Instance(c), dict(d), what(k) {}
  void mark_children(Marker& m) const override {
    Instance::mark_children(m);
    m.mark(dict);
  }
  Value dict;
  ViewKind what;
};

View& view_of(Args a) { return *static_cast<View*>(a.positional[0].object); }

bool view_list(Context& ctx, const View& view, std::vector<Value>* out) {
  if (view.what == ViewKind::keys) return to_vector(ctx, view.dict, out);
  std::vector<std::pair<Value, Value>> pairs;
  if (!dict_items(ctx, view.dict, &pairs)) return false;
  for (const auto& [key, value] : pairs) out->push_back(view.what == ViewKind::values ? value : make_tuple(ctx, {key, value}));
  return true;
}

// Walks through a dict without a copy of it: changing its size in between is an error.
struct ViewIterator : Iterator {
  ViewIterator(View* v, Value k) : view(v), keys(k) {}
  void mark_children(Marker& m) const override {
    m.mark(view);
    m.mark(keys);
  }
  bool next(Context& ctx, Value* item) override {
    bool done = false;
    Value key;
    if (!host::next(ctx, keys, &key, &done) || done) return false;
    if (view->what == ViewKind::keys) {
      *item = key;
      return true;
    }
    Value value;
    if (!get_item(ctx, view->dict, key, &value)) return false;
    *item = view->what == ViewKind::values ? value : make_tuple(ctx, {key, value});
    return true;
  }
  View* view;
  Value keys;
};

bool make_view(Context& ctx, Args a, const char* name, ViewKind what, Value* result) {
  *result = Value::of(ctx.heap.make<View>(ctx.builtin_class(name), a.positional[0], what));
  return true;
}
bool dict_keys(Context& ctx, Args a, Value* r) { return make_view(ctx, a, "dict_keys", ViewKind::keys, r); }
bool dict_values(Context& ctx, Args a, Value* r) { return make_view(ctx, a, "dict_values", ViewKind::values, r); }
bool dict_items_view(Context& ctx, Args a, Value* r) { return make_view(ctx, a, "dict_items", ViewKind::items, r); }

// What runner.mon has of the methods of a dict: those that leave it as it is.
bool recording_get(Context& ctx, Args a, Value* result) {
  const Value &recording = a.positional[0], &key = a.positional[1];
  bool found = false;
  if (holds_unknown(ctx, key)) return give_unknown(ctx, result, true);
  if (!contains(ctx, recording, key, &found)) return false;
  if (found) return get_item(ctx, recording, key, result);
  *result = argument_or_none(a, 2);
  return true;
}

bool recording_copy(Context& ctx, Args a, Value* result) {
  *result = Value::of(ctx.heap.make<Dict>());
  return add_pairs(ctx, *result, a.positional[0]);
}

bool view_iter(Context& ctx, Args a, Value* result) {
  Value keys;
  if (!make_iterator(ctx, view_of(a).dict, &keys)) return false;
  *result = Value::of(ctx.heap.make<ViewIterator>(&view_of(a), keys));
  return true;
}

bool view_len(Context& ctx, Args a, Value* result) {
  std::int64_t n = 0;
  if (!length(ctx, view_of(a).dict, &n)) return false;
  *result = Value::of(n);
  return true;
}

bool view_contains(Context& ctx, Args a, Value* result) {
  bool found = false;
  std::vector<Value> items;
  if (view_of(a).what == ViewKind::keys) {
    if (!contains(ctx, view_of(a).dict, a.positional[1], &found)) return false;
  } else {
    if (!view_list(ctx, view_of(a), &items) || !contains(ctx, make_list(ctx, items), a.positional[1], &found)) return false;
  }
  *result = Value::boolean(found);
  return true;
}

bool view_repr(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  std::string text;
  if (!view_list(ctx, view_of(a), &items) || !to_repr(ctx, make_list(ctx, items), &text)) return false;
  *result = ctx.string(fmt::format("{}({})", view_of(a).type->name, text));
  return true;
}

bool view_and(Context& ctx, Args a, Value* r) { return set_operation(ctx, a, "&", false, r); }
bool view_or(Context& ctx, Args a, Value* r) { return set_operation(ctx, a, "|", false, r); }
bool view_sub(Context& ctx, Args a, Value* r) { return set_operation(ctx, a, "-", false, r); }
bool view_eq(Context& ctx, Args a, Value* r) { return set_operation(ctx, a, "==", true, r); }

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "dict.get", "(key, default=None, /)", structural, dict_get},
    {"builtins", "dict.setdefault", "(key, default=None, /)", structural, dict_setdefault},
    {"builtins", "dict.pop", "(key, default=None, /)", structural, dict_pop},
    {"builtins", "dict.popitem", "()", structural, dict_popitem},
    {"builtins", "dict.update", "(*mapping, **items)", structural, dict_update},
    {"builtins", "dict.clear", "()", structural, dict_clear},
    {"builtins", "dict.copy", "()", structural, dict_copy},
    {"builtins", "dict.keys", "()", structural, dict_keys},
    {"builtins", "dict.values", "()", structural, dict_values},
    {"builtins", "dict.items", "()", structural, dict_items_view},
    {"builtins", "_dict_fromkeys", "(iterable, value=None, /)", structural, dict_fromkeys},
};

const NativeEntry kRecordingEntries[] = {
    {"builtins", "DotDict.get", "(key, default=None, /)", structural, recording_get},
    {"builtins", "DotDict.copy", "()", structural, recording_copy},
    {"builtins", "DotDict.keys", "()", structural, dict_keys},
    {"builtins", "DotDict.values", "()", structural, dict_values},
    {"builtins", "DotDict.items", "()", structural, dict_items_view},
};

const NativeEntry kViewEntries[] = {
    {"builtins", "dict_view.__iter__", "()", structural, view_iter},
    {"builtins", "dict_view.__len__", "()", structural, view_len},
    {"builtins", "dict_view.__contains__", "(item, /)", structural, view_contains},
    {"builtins", "dict_view.__repr__", "()", structural, view_repr},
    {"builtins", "dict_view.__and__", "(other, /)", structural, view_and},
    {"builtins", "dict_view.__or__", "(other, /)", structural, view_or},
    {"builtins", "dict_view.__sub__", "(other, /)", structural, view_sub},
    {"builtins", "dict_view.__eq__", "(other, /)", structural, view_eq},
};

}  // namespace

void register_dict_methods(Context& ctx) {
  register_natives(ctx, kEntries);
  define_class(ctx, "dict_view");
  for (const char* name : {"dict_keys", "dict_values", "dict_items"}) define_class(ctx, name, "dict_view");
  register_natives(ctx, kViewEntries);
  define_class(ctx, "DotDict");
  register_natives(ctx, kRecordingEntries);
  Value& maker = *ctx.builtins->globals.find("_dict_fromkeys");
  ctx.builtin_class("dict")->attributes.set(ctx.string("fromkeys"), Value::of(ctx.heap.make<StaticMethod>(maker)));
}


}  // namespace bpl::host
