// The methods of list, tuple, dict, set, and of numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/native.h"
#include "host/unknown.h"

namespace bpl::host {
namespace {

bool none(Value* result) {
  *result = Value::none();
  return true;
}

// About to change: false if the observer refuses.
bool changing(Context& ctx, const Value& container, const Value& value = Value::none()) {
  return !ctx.observer || ctx.observer->on_write(container.object, {PathStep::Kind::item, {}, -1}, value);
}

std::vector<Value>& list_items(Args a) { return as_list(a.positional[0])->items; }

// --- list and tuple -------------------------------------------------------------------------------------------------

bool list_append(Context& ctx, Args a, Value* result) {
  if (!changing(ctx, a.positional[0], a.positional[1])) return false;
  list_items(a).push_back(a.positional[1]);
  return none(result);
}

bool list_extend(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[1], &items) || !changing(ctx, a.positional[0])) return false;
  list_items(a).insert(list_items(a).end(), items.begin(), items.end());
  return none(result);
}

bool list_insert(Context& ctx, Args a, Value* result) {
  std::int64_t at = 0;
  if (!want_integer(ctx, a.positional[1], &at) || !changing(ctx, a.positional[0], a.positional[2])) return false;
  std::vector<Value>& items = list_items(a);
  const auto n = static_cast<std::int64_t>(items.size());
  at = std::clamp<std::int64_t>(at < 0 ? at + n : at, 0, n);
  items.insert(items.begin() + at, a.positional[2]);
  return none(result);
}

bool list_pop(Context& ctx, Args a, Value* result) {
  std::vector<Value>& items = list_items(a);
  const auto n = static_cast<std::int64_t>(items.size());
  std::int64_t at = -1;
  if (n > 0 && a.positional.size() > 1 && holds_unknown(ctx, a.positional[1])) {
    if (!pick_unknown(ctx, items, result)) return false;
    items.pop_back();
    blur(ctx, items);
    return true;
  }
  if (a.positional.size() > 1 && !want_integer(ctx, a.positional[1], &at)) return false;
  if (n == 0) return raise(ctx, "IndexError", "pop from empty list");
  if (at < 0) at += n;
  if (at < 0 || at >= n) return raise(ctx, "IndexError", "pop index out of range");
  if (!changing(ctx, a.positional[0])) return false;
  *result = items[static_cast<std::size_t>(at)];
  items.erase(items.begin() + at);
  return true;
}

bool position(Context& ctx, Args a, std::int64_t* found) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  const auto n = static_cast<std::int64_t>(items.size());
  std::int64_t bounds[2] = {0, n};
  for (std::size_t i = 0; i < 2; ++i)
    if (a.positional.size() > 2 + i) {
      if (!want_integer(ctx, a.positional[2 + i], &bounds[i])) return false;
      if (bounds[i] < 0) bounds[i] = std::max<std::int64_t>(bounds[i] + n, 0);
    }
  *found = -1;
  for (std::int64_t i = bounds[0]; i < std::min(bounds[1], n); ++i) {
    bool same = false;
    if (!equal(ctx, items[static_cast<std::size_t>(i)], a.positional[1], &same)) return false;
    if (same) {
      *found = i;
      return true;
    }
  }
  return true;
}

bool list_remove(Context& ctx, Args a, Value* result) {
  std::int64_t at = 0;
  if (!position(ctx, Arguments{{a.positional[0], a.positional[1]}, {}}, &at)) return false;
  if (at < 0) return raise(ctx, "ValueError", "list.remove(x): x not in list");
  if (!changing(ctx, a.positional[0])) return false;
  list_items(a).erase(list_items(a).begin() + at);
  return none(result);
}

bool sequence_index(Context& ctx, Args a, Value* result) {
  std::int64_t at = 0;
  if (!position(ctx, a, &at)) return false;
  if (at < 0) {
    if (as_tuple(a.positional[0])) return raise(ctx, "ValueError", "tuple.index(x): x not in tuple");
    std::string text;
    if (!to_repr(ctx, a.positional[1], &text)) return false;
    return raise(ctx, "ValueError", fmt::format("{} is not in list", text));
  }
  *result = Value::of(at);
  return true;
}

bool sequence_count(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  std::int64_t n = 0;
  for (const Value& v : items) {
    bool same = false;
    if (!equal(ctx, v, a.positional[1], &same)) return false;
    n += same;
  }
  *result = Value::of(n);
  return true;
}

// A stable merge sort that stops at the first exception of a comparison.
struct Sorter {
  Context& ctx;
  bool reverse = false, failed = false;
  bool unknown = false;  // whether a comparison has no known answer; it leaves the order as it is
  using Item = std::pair<Value, Value>;  // key, value

  bool less(const Value& x, const Value& y) {
    Value answer;
    bool result = false;
    if (failed || !compare(ctx, "<", x, y, &answer)) failed = true;
    else if (is_unknown(ctx, answer)) unknown = true;
    else if (!truth(ctx, answer, &result)) failed = true;
    return !failed && result;
  }
  // Whether y goes before x, which stands before it.
  bool swapped(const Item& x, const Item& y) { return reverse ? less(x.first, y.first) : less(y.first, x.first); }

  void sort(std::vector<Item>& items, std::vector<Item>& space, std::size_t begin, std::size_t end) {
    if (end - begin < 2 || failed) return;
    const std::size_t middle = begin + (end - begin) / 2;
    sort(items, space, begin, middle);
    sort(items, space, middle, end);
    std::size_t i = begin, j = middle;
    for (std::size_t k = begin; k < end; ++k) {
      if (i < middle && (j >= end || !swapped(items[i], items[j]))) space[k] = items[i++];
      else space[k] = items[j++];
    }
    std::copy(space.begin() + static_cast<std::ptrdiff_t>(begin), space.begin() + static_cast<std::ptrdiff_t>(end), items.begin() + static_cast<std::ptrdiff_t>(begin));
  }
};

bool list_sort(Context& ctx, Args a, Value* result) {
  const Value key = argument(a, static_cast<std::size_t>(-1), "key"), reverse = argument(a, static_cast<std::size_t>(-1), "reverse");
  std::vector<Value> values;
  if (!to_vector(ctx, a.positional[0], &values)) return false;
  std::vector<Sorter::Item> items, space(values.size());
  for (const Value& v : values) {
    Value k = v;
    if (!key.is_unbound() && !key.is_none() && !call(ctx, key, std::span<const Value>(&v, 1), &k)) return false;
    items.emplace_back(k, v);
  }
  Sorter sorter{ctx};
  if (!reverse.is_unbound() && !truth(ctx, reverse, &sorter.reverse)) return false;
  sorter.sort(items, space, 0, items.size());
  if (sorter.failed || !changing(ctx, a.positional[0])) return false;
  for (std::size_t i = 0; i < items.size(); ++i) values[i] = items[i].second;
  if (sorter.unknown) blur(ctx, values);
  list_items(a) = std::move(values);
  return none(result);
}

bool list_reverse(Context& ctx, Args a, Value* result) {
  if (!changing(ctx, a.positional[0])) return false;
  std::reverse(list_items(a).begin(), list_items(a).end());
  return none(result);
}

bool list_clear(Context& ctx, Args a, Value* result) {
  if (!changing(ctx, a.positional[0])) return false;
  list_items(a).clear();
  return none(result);
}

bool list_copy(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  *result = make_list(ctx, std::move(items));
  return true;
}

// --- dict -----------------------------------------------------------------------------------------------------------

Dict& dict_of(Args a) { return *as_dict(a.positional[0]); }

PathStep key_step(const Value& key) {
  if (const String* s = as_string(key)) return {PathStep::Kind::item, s->text, -1};
  return {PathStep::Kind::item, {}, key.is_int() ? key.integer : -1};
}

// Looks a key up as the observer sees it.
bool look_up(Context& ctx, Args a, Value* value, bool* found) {
  const Value& key = a.positional[1];
  Dict& d = dict_of(a);
  Value* v = nullptr;
  if (!dict_find(ctx, d, key, &v)) return false;
  *found = v != nullptr;
  if (!v) return !ctx.observer || ctx.observer->on_missing(&d, key_step(key));
  *value = *v;
  return !ctx.observer || ctx.observer->on_read(&d, key_step(key), value);
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
  if (!look_up(ctx, a, result, &found) || found) return found;
  if (may_have(ctx, a)) return any_value(ctx, a, argument_or_none(a, 2), result);
  *result = argument_or_none(a, 2);
  return true;
}

bool dict_setdefault(Context& ctx, Args a, Value* result) {
  bool found = false;
  if (!look_up(ctx, a, result, &found) || found) return found;
  *result = argument_or_none(a, 2);
  return set_item(ctx, a.positional[0], a.positional[1], *result);
}

bool dict_pop(Context& ctx, Args a, Value* result) {
  bool found = false;
  if (!look_up(ctx, a, result, &found)) return false;
  if (found) {
    bool erased = false;
    return changing(ctx, a.positional[0]) && dict_erase(ctx, dict_of(a), a.positional[1], &erased);
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
    if (!changing(ctx, a.positional[0])) return false;
    *result = make_tuple(ctx, {e->key, e->value});
    d.erase_at(static_cast<std::size_t>(d.entries.rend() - e) - 1);
    return true;
  }
  return raise(ctx, "KeyError", "popitem(): dictionary is empty");
}

bool add_pairs(Context& ctx, const Value& dict, const Value& other) {
  std::vector<std::pair<Value, Value>> pairs;
  if (as_dict(other)) {
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
  return none(result);
}

bool dict_clear(Context& ctx, Args a, Value* result) {
  if (!changing(ctx, a.positional[0])) return false;
  dict_of(a).clear();
  return none(result);
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
  ViewIterator(View* v, Value k) : view(v), keys(k), size(as_dict(v->dict)->size()) {}
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
  std::size_t size;
};

bool make_view(Context& ctx, Args a, const char* name, ViewKind what, Value* result) {
  *result = Value::of(ctx.heap.make<View>(ctx.builtin_class(name), a.positional[0], what));
  return true;
}
bool dict_keys(Context& ctx, Args a, Value* r) { return make_view(ctx, a, "dict_keys", ViewKind::keys, r); }
bool dict_values(Context& ctx, Args a, Value* r) { return make_view(ctx, a, "dict_values", ViewKind::values, r); }
bool dict_items_view(Context& ctx, Args a, Value* r) { return make_view(ctx, a, "dict_items", ViewKind::items, r); }

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

bool view_to_set(Context& ctx, const Value& v, Value* set) {
  return call(ctx, Value::of(ctx.builtin_class("set")), std::span<const Value>(&v, 1), set);
}
bool view_operation(Context& ctx, Args a, const char* op, bool is_comparison, Value* result) {
  Value x, y;
  if (!view_to_set(ctx, a.positional[0], &x) || !view_to_set(ctx, a.positional[1], &y)) return false;
  return is_comparison ? compare(ctx, op, x, y, result) : binary(ctx, op, x, y, result);
}
bool view_and(Context& ctx, Args a, Value* r) { return view_operation(ctx, a, "&", false, r); }
bool view_or(Context& ctx, Args a, Value* r) { return view_operation(ctx, a, "|", false, r); }
bool view_sub(Context& ctx, Args a, Value* r) { return view_operation(ctx, a, "-", false, r); }
bool view_eq(Context& ctx, Args a, Value* r) { return view_operation(ctx, a, "==", true, r); }

// --- set ------------------------------------------------------------------------------------------------------------

Dict& set_of(Args a) { return as_set(a.positional[0])->items; }

bool set_add(Context& ctx, Args a, Value* result) {
  return changing(ctx, a.positional[0], a.positional[1]) && add_to_set(ctx, a.positional[0], a.positional[1]) && none(result);
}

bool set_update(Context& ctx, Args a, Value* result) {
  for (std::size_t i = 1; i < a.positional.size(); ++i) {
    std::vector<Value> items;
    if (!to_vector(ctx, a.positional[i], &items) || !changing(ctx, a.positional[0])) return false;
    for (const Value& v : items)
      if (!add_to_set(ctx, a.positional[0], v)) return false;
  }
  return none(result);
}

bool set_remove(Context& ctx, Args a, Value* result) {
  bool erased = false;
  if (!changing(ctx, a.positional[0]) || !dict_erase(ctx, set_of(a), a.positional[1], &erased)) return false;
  if (erased || holds_unknown_key(ctx, a.positional[0]) || holds_unknown(ctx, a.positional[1])) return none(result);
  Value e;
  return call(ctx, Value::of(ctx.builtin_class("KeyError")), std::span<const Value>(&a.positional[1], 1), &e) && raise_value(ctx, e, Value{});
}

bool set_discard(Context& ctx, Args a, Value* result) {
  bool erased = false;
  return changing(ctx, a.positional[0]) && dict_erase(ctx, set_of(a), a.positional[1], &erased) && none(result);
}

bool set_pop(Context& ctx, Args a, Value* result) {
  if (!changing(ctx, a.positional[0])) return false;
  for (std::size_t i = 0; i < set_of(a).entries.size(); ++i)
    if (set_of(a).entries[i].alive) {
      *result = set_of(a).entries[i].key;
      set_of(a).erase_at(i);
      return true;
    }
  return raise(ctx, "KeyError", "pop from an empty set");
}

bool set_clear(Context& ctx, Args a, Value* result) {
  if (!changing(ctx, a.positional[0])) return false;
  set_of(a).clear();
  return none(result);
}

bool combine(Context& ctx, Args a, const char* op, Value* result) {
  Value total;
  if (!view_to_set(ctx, a.positional[0], &total)) return false;
  for (std::size_t i = 1; i < a.positional.size(); ++i) {
    Value other;
    const Value left = total;
    if (!view_to_set(ctx, a.positional[i], &other) || !binary(ctx, op, left, other, &total)) return false;
  }
  *result = total;
  if (Set* s = as_set(total)) s->type = as_set(a.positional[0])->type;
  return true;
}
bool set_union(Context& ctx, Args a, Value* r) { return combine(ctx, a, "|", r); }
bool set_intersection(Context& ctx, Args a, Value* r) { return combine(ctx, a, "&", r); }
bool set_difference(Context& ctx, Args a, Value* r) { return combine(ctx, a, "-", r); }
bool set_symmetric_difference(Context& ctx, Args a, Value* r) { return combine(ctx, a, "^", r); }
bool set_issubset(Context& ctx, Args a, Value* r) { return view_operation(ctx, a, "<=", true, r); }
bool set_issuperset(Context& ctx, Args a, Value* r) { return view_operation(ctx, a, ">=", true, r); }
bool set_isdisjoint(Context& ctx, Args a, Value* result) {
  Value common;
  if (!combine(ctx, a, "&", &common)) return false;
  if (is_unknown(ctx, common)) return give_unknown(ctx, result);
  *result = Value::boolean(as_set(common)->items.size() == 0);
  return true;
}
bool set_copy(Context& ctx, Args a, Value* r) { return combine(ctx, a, "|", r); }

// --- numbers --------------------------------------------------------------------------------------------------------

bool is_integer(Context&, Args a, Value* result) {
  const Value& v = a.positional[0];
  *result = Value::boolean(!v.is_real() || (std::isfinite(v.real) && v.real == std::floor(v.real)));
  return true;
}

bool bit_length(Context&, Args a, Value* result) {
  const std::int64_t n = a.positional[0].integer;
  std::uint64_t m = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  std::int64_t bits = 0;
  for (; m; m >>= 1) ++bits;
  *result = Value::of(bits);
  return true;
}

bool conjugate(Context&, Args a, Value* result) {
  *result = a.positional[0];
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "list.append", "(object, /)", structural, list_append},
    {"builtins", "list.extend", "(iterable, /)", structural, list_extend},
    {"builtins", "list.insert", "(index, object, /)", structural, list_insert},
    {"builtins", "list.pop", "(index=-1, /)", structural, list_pop},
    {"builtins", "list.remove", "(value, /)", structural, list_remove},
    {"builtins", "list.index", "(value, start=0, stop=None, /)", pure, sequence_index},
    {"builtins", "list.count", "(value, /)", pure, sequence_count},
    {"builtins", "list.sort", "(*, key=None, reverse=False)", structural, list_sort},
    {"builtins", "list.reverse", "()", structural, list_reverse},
    {"builtins", "list.clear", "()", structural, list_clear},
    {"builtins", "list.copy", "()", structural, list_copy},
    {"builtins", "tuple.index", "(value, start=0, stop=None, /)", pure, sequence_index},
    {"builtins", "tuple.count", "(value, /)", pure, sequence_count},
    {"builtins", "range.index", "(value, /)", pure, sequence_index},
    {"builtins", "range.count", "(value, /)", pure, sequence_count},
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
    {"builtins", "set.add", "(value, /)", structural, set_add},
    {"builtins", "set.update", "(*others)", structural, set_update},
    {"builtins", "set.remove", "(value, /)", structural, set_remove},
    {"builtins", "set.discard", "(value, /)", structural, set_discard},
    {"builtins", "set.pop", "()", structural, set_pop},
    {"builtins", "set.clear", "()", structural, set_clear},
    {"builtins", "set.union", "(*others)", structural, set_union},
    {"builtins", "set.intersection", "(*others)", structural, set_intersection},
    {"builtins", "set.difference", "(*others)", structural, set_difference},
    {"builtins", "set.symmetric_difference", "(other, /)", structural, set_symmetric_difference},
    {"builtins", "set.issubset", "(other, /)", structural, set_issubset},
    {"builtins", "set.issuperset", "(other, /)", structural, set_issuperset},
    {"builtins", "set.isdisjoint", "(other, /)", structural, set_isdisjoint},
    {"builtins", "set.copy", "()", structural, set_copy},
    {"builtins", "frozenset.union", "(*others)", structural, set_union},
    {"builtins", "frozenset.intersection", "(*others)", structural, set_intersection},
    {"builtins", "frozenset.difference", "(*others)", structural, set_difference},
    {"builtins", "frozenset.symmetric_difference", "(other, /)", structural, set_symmetric_difference},
    {"builtins", "frozenset.issubset", "(other, /)", structural, set_issubset},
    {"builtins", "frozenset.issuperset", "(other, /)", structural, set_issuperset},
    {"builtins", "frozenset.isdisjoint", "(other, /)", structural, set_isdisjoint},
    {"builtins", "frozenset.copy", "()", structural, set_copy},
    {"builtins", "float.is_integer", "()", pure, is_integer},
    {"builtins", "float.conjugate", "()", pure, conjugate},
    {"builtins", "int.conjugate", "()", pure, conjugate},
    {"builtins", "int.bit_length", "()", pure, bit_length},
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

void register_container_methods(Context& ctx) {
  register_natives(ctx, kEntries);
  define_class(ctx, "dict_view");
  for (const char* name : {"dict_keys", "dict_values", "dict_items"}) define_class(ctx, name, "dict_view");
  register_natives(ctx, kViewEntries);
  Value& maker = *ctx.builtins->globals.find("_dict_fromkeys");
  ctx.builtin_class("dict")->attributes.set(ctx.string("fromkeys"), Value::of(ctx.heap.make<StaticMethod>(maker)));
}

}  // namespace bpl::host
