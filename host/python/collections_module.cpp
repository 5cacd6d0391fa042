// Of the module collections: defaultdict, Counter and OrderedDict. All are dicts of a class of their own.
#include <fmt/format.h>

#include <algorithm>

#include "host/values/native.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

Dict& dict_of(Args a) { return *as_dict(a.positional[0]); }

bool update_with(Context& ctx, const Value& dict, const Arguments& from) {
  Arguments all{{dict}, from.keywords};
  all.positional.insert(all.positional.end(), from.positional.begin(), from.positional.end());
  Value ignored;
  return call(ctx, *ctx.builtin_class("dict")->attributes.find("update"), all, &ignored);
}

Value new_dict(Context& ctx, const char* type) {
  Dict* d = ctx.heap.make<Dict>();
  d->type = ctx.builtin_class(type);
  return Value::of(d);
}

// --- defaultdict and OrderedDict ------------------------------------------------------------------------------------

bool fill_defaultdict(Context& ctx, const Value& dict, std::span<const Value> arguments, const Arguments& a) {
  const Value factory = arguments.empty() ? Value::none() : arguments[0];
  Value callable = Value::boolean(true);
  if (!factory.is_none() && !call(ctx, *ctx.builtins->globals.find("callable"), std::span<const Value>(&factory, 1), &callable)) return false;
  if (callable.is_bool() && !callable.integer) return raise(ctx, "TypeError", "first argument must be callable or None");
  as_dict(dict)->factory = factory;
  Arguments rest{{}, a.keywords};
  if (arguments.size() > 1) rest.positional.assign(arguments.begin() + 1, arguments.end());
  return update_with(ctx, dict, rest);
}

bool make_defaultdict(Context& ctx, Args a, Value* result) {
  *result = new_dict(ctx, "defaultdict");
  return fill_defaultdict(ctx, *result, a.positional, a);
}
bool defaultdict_init(Context& ctx, Args a, Value* result) {
  return fill_defaultdict(ctx, a.positional[0], std::span(a.positional).subspan(1), a) && give_none(result);
}

bool make_ordered(Context& ctx, Args a, Value* result) {
  *result = new_dict(ctx, "OrderedDict");
  return update_with(ctx, *result, a);
}

// Whether `last`, True where it is not given, says the end.
bool at_end(Context& ctx, Args a, std::size_t index, bool* last) {
  const Value given = argument(a, index, "last");
  *last = true;
  return given.is_unbound() || truth(ctx, given, last);
}

bool move_to_end(Context& ctx, Args a, Value* result) {
  bool last = true, erased = false;
  const Value key = a.positional[1];
  Value value;
  Dict& d = dict_of(a);
  if (!at_end(ctx, a, 2, &last) || !builtin_get_item(ctx, a.positional[0], key, &value) || !dict_erase(ctx, d, key, &erased)) return false;
  std::vector<Dict::Entry> others;
  if (!last)
    for (const Dict::Entry& e : d.entries)
      if (e.alive) others.push_back(e);
  if (!last) d.clear();
  if (!dict_set(ctx, d, key, value)) return false;
  for (const Dict::Entry& e : others) d.append(e.key, e.hash, e.value);
  return give_none(result);
}

bool ordered_popitem(Context& ctx, Args a, Value* result) {
  bool last = true;
  if (!at_end(ctx, a, 1, &last)) return false;
  Dict& d = dict_of(a);
  if (d.size() == 0) return raise(ctx, "KeyError", "dictionary is empty");
  std::size_t place = last ? d.entries.size() - 1 : 0;
  while (!d.entries[place].alive) place += last ? -1 : 1;
  *result = make_tuple(ctx, {d.entries[place].key, d.entries[place].value});
  d.erase_at(place);
  return true;
}

// --- Counter --------------------------------------------------------------------------------------------------------

// Adds `sign` times what `from` counts: a mapping of counts, or items that count one each.
bool add_counts(Context& ctx, const Value& counter, const Value& from, const char* op) {
  const auto add = [&](const Value& key, const Value& n) {
    Value old, sum;
    return builtin_get_item(ctx, counter, key, &old) && binary(ctx, op, old, n, &sum) && builtin_set_item(ctx, counter, key, sum);
  };
  std::vector<std::pair<Value, Value>> pairs;
  std::vector<Value> items;
  if (as_dict(from)) {
    if (!dict_items(ctx, from, &pairs)) return false;
  } else {
    if (!to_vector(ctx, from, &items)) return false;
    for (const Value& item : items) pairs.emplace_back(item, Value::of(std::int64_t{1}));
  }
  return std::all_of(pairs.begin(), pairs.end(), [&](const auto& p) { return add(p.first, p.second); });
}

bool count_all(Context& ctx, const Value& counter, std::span<const Value> from, const Arguments& a, const char* op) {
  for (const Value& v : from)
    if (!v.is_none() && !add_counts(ctx, counter, v, op)) return false;
  if (a.keywords.empty()) return true;
  const Value named = Value::of(ctx.heap.make<Dict>());
  for (const auto& [name, n] : a.keywords) as_dict(named)->set(ctx.string(name), n);
  return add_counts(ctx, counter, named, op);
}

bool make_counter(Context& ctx, Args a, Value* result) {
  *result = new_dict(ctx, "Counter");
  return count_all(ctx, *result, a.positional, a, "+");
}
bool counter_update(Context& ctx, Args a, Value* result) {
  return count_all(ctx, a.positional[0], std::span(a.positional).subspan(1), a, "+") && give_none(result);
}
bool counter_subtract(Context& ctx, Args a, Value* result) {
  return count_all(ctx, a.positional[0], std::span(a.positional).subspan(1), a, "-") && give_none(result);
}

// The pairs with the largest counts first; equal ones as they were counted.
bool by_count(Context& ctx, const Value& counter, std::vector<Value>* pairs) {
  std::vector<std::pair<Value, Value>> counts;
  if (!dict_items(ctx, counter, &counts)) return false;
  std::vector<Value> reversed;
  for (const auto& [key, n] : counts) reversed.push_back(make_tuple(ctx, {key, n}));
  Value key, list = make_list(ctx, std::move(reversed)), ignored;
  const Value one = Value::of(std::int64_t{1});
  if (!call(ctx, *native_module(ctx, "operator")->globals.find("itemgetter"), std::span<const Value>(&one, 1), &key)) return false;
  const Arguments sort{{list}, {{"key", key}, {"reverse", Value::boolean(true)}}};
  if (!call(ctx, *ctx.builtin_class("list")->attributes.find("sort"), sort, &ignored)) return false;
  *pairs = as_list(list)->items;
  return true;
}

bool most_common(Context& ctx, Args a, Value* result) {
  std::vector<Value> pairs;
  const Value given = argument(a, 1, "n");
  std::int64_t n = 0;
  if (!by_count(ctx, a.positional[0], &pairs)) return false;
  if (!given.is_unbound() && !given.is_none()) {
    if (!want_integer(ctx, given, &n)) return false;
    pairs.resize(static_cast<std::size_t>(std::clamp<std::int64_t>(n, 0, static_cast<std::int64_t>(pairs.size()))));
  }
  *result = make_list(ctx, std::move(pairs));
  return true;
}

bool elements(Context& ctx, Args a, Value* result) {
  std::vector<std::pair<Value, Value>> counts;
  std::vector<Value> items;
  if (!dict_items(ctx, a.positional[0], &counts)) return false;
  for (const auto& [key, v] : counts) {
    std::int64_t n = 0;
    if (!want_integer(ctx, v, &n)) return false;
    for (std::int64_t k = 0; k < n; ++k) items.push_back(key);
  }
  *result = iterator_over(ctx, std::move(items));
  return true;
}

bool total(Context& ctx, Args a, Value* result) {
  Value sum = Value::of(std::int64_t{0});
  for (const Dict::Entry& e : dict_of(a).entries) {
    const Value left = sum;
    if (e.alive && !binary(ctx, "+", left, e.value, &sum)) return false;
  }
  *result = sum;
  return true;
}

bool is_counter(Context& ctx, const Value& v) {
  const Dict* d = as_dict(v);
  return d && d->type && is_subclass(*d->type, *ctx.builtin_class("Counter"));
}

// The count of a key in the result of an operator; the greater one for |, the smaller one for &.
bool combined_count(Context& ctx, std::string_view op, const Value& x, const Value& y, Value* result) {
  if (op == "+" || op == "-") return binary(ctx, op, x, y, result);
  Value less;
  bool smaller = false;
  if (!compare(ctx, "<", x, y, &less) || !truth(ctx, less, &smaller)) return false;
  *result = smaller == (op == "|") ? y : x;
  return true;
}

bool join_items(Context& ctx, const Value& container, std::string* text) {
  return to_repr(ctx, make_list(ctx, as_list(container)->items), text);
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"collections", "defaultdict", "(*args, **items)", structural, make_defaultdict},
    {"collections", "defaultdict.__init__", "(*args, **items)", structural, defaultdict_init},
    {"collections", "OrderedDict", "(*mapping, **items)", container, make_ordered},
    {"collections", "OrderedDict.move_to_end", "(key, last=True)", structural, move_to_end},
    {"collections", "OrderedDict.popitem", "(last=True)", structural, ordered_popitem},
    {"collections", "Counter", "(*iterable, **items)", container, make_counter},
    {"collections", "Counter.__init__", "(*iterable, **items)", structural, counter_update},
    {"collections", "Counter.update", "(*iterable, **items)", structural, counter_update},
    {"collections", "Counter.subtract", "(*iterable, **items)", structural, counter_subtract},
    {"collections", "Counter.most_common", "(n=None)", structural, most_common},
    {"collections", "Counter.elements", "()", structural, elements},
    {"collections", "Counter.total", "()", structural, total},
};

}  // namespace

bool counter_binary(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled) {
  *handled = is_counter(ctx, a) && is_counter(ctx, b) && (op == "+" || op == "-" || op == "|" || op == "&");
  if (!*handled) return true;
  const Value out = new_dict(ctx, "Counter");
  std::vector<std::pair<Value, Value>> left, right;
  if (!dict_items(ctx, a, &left) || !dict_items(ctx, b, &right)) return false;
  left.insert(left.end(), right.begin(), right.end());
  for (const auto& [key, ignored] : left) {
    Value x, y, n, positive;
    bool keep = false;
    if (!builtin_get_item(ctx, a, key, &x) || !builtin_get_item(ctx, b, key, &y) || !combined_count(ctx, op, x, y, &n)) return false;
    if (!compare(ctx, ">", n, Value::of(std::int64_t{0}), &positive) || !truth(ctx, positive, &keep)) return false;
    if (keep && !builtin_set_item(ctx, out, key, n)) return false;
  }
  *result = out;
  return true;
}

bool counter_unary(Context& ctx, std::string_view op, const Value& v, Value* result, bool* handled) {
  *handled = is_counter(ctx, v) && (op == "+" || op == "-");
  return !*handled || counter_binary(ctx, op, new_dict(ctx, "Counter"), v, result, handled);
}

bool collection_repr(Context& ctx, const Value& v, std::string* result, bool* found) {
  const Container& c = *as_container(v);
  const std::string& name = c.type->name;
  std::string inner;
  *found = true;
  if (const Tuple* t = as_tuple(v); t && !c.type->record.empty()) {
    for (std::size_t i = 0; i < t->items.size(); ++i) {
      std::string item;
      if (!to_repr(ctx, t->items[i], &item)) return false;
      inner += (i ? ", " : "") + c.type->record[i] + "=" + item;
    }
  } else if (const List* d = as_list(v); d && c.type == ctx.builtin_class("deque")) {
    if (!join_items(ctx, v, &inner)) return false;
    if (d->longest >= 0) inner += fmt::format(", maxlen={}", d->longest);
  } else if (is_counter(ctx, v)) {
    std::vector<Value> pairs;
    if (!by_count(ctx, v, &pairs)) return false;
    Dict* sorted = ctx.heap.make<Dict>();
    for (const Value& p : pairs)
      if (!dict_set(ctx, *sorted, as_tuple(p)->items[0], as_tuple(p)->items[1])) return false;
    if (!pairs.empty() && !to_repr(ctx, Value::of(sorted), &inner)) return false;
  } else if (is_subclass(*c.type, *ctx.builtin_class("OrderedDict"))) {
    std::vector<std::pair<Value, Value>> pairs;
    std::vector<Value> list;
    if (!dict_items(ctx, v, &pairs)) return false;
    for (const auto& [key, value] : pairs) list.push_back(make_tuple(ctx, {key, value}));
    if (!list.empty() && !to_repr(ctx, make_list(ctx, list), &inner)) return false;
  } else if (is_subclass(*c.type, *ctx.builtin_class("defaultdict"))) {
    std::string factory, items = "{";
    for (const Dict::Entry& e : std::vector<Dict::Entry>(as_dict(v)->entries)) {
      std::string key, value;
      if (!e.alive) continue;
      if (!to_repr(ctx, e.key, &key) || !to_repr(ctx, e.value, &value)) return false;
      items += (items.size() > 1 ? ", " : "") + key + ": " + value;
    }
    if (!to_repr(ctx, as_dict(v)->factory.is_unbound() ? Value::none() : as_dict(v)->factory, &factory)) return false;
    inner = factory + ", " + items + "}";
  } else if (as_set(v)) {
    std::vector<Value> items;
    if (!to_vector(ctx, v, &items) || (!items.empty() && !to_repr(ctx, make_list(ctx, items), &inner))) return false;
    if (!inner.empty()) inner = "{" + inner.substr(1, inner.size() - 2) + "}";
  } else {
    *found = false;
  }
  if (*found) *result = name + "(" + inner + ")";
  return true;
}

bool collection_attribute(Context& ctx, const Value& v, std::string_view name, Value* result) {
  const Container* c = as_container(v);
  if (!c || !c->type) return false;
  if (as_tuple(v)) {
    const auto at = std::find(c->type->record.begin(), c->type->record.end(), name);
    if (at == c->type->record.end()) return false;
    return builtin_get_item(ctx, v, Value::of(static_cast<std::int64_t>(at - c->type->record.begin())), result);
  }
  if (const Dict* d = as_dict(v); d && name == "default_factory" && !d->factory.is_unbound()) {
    *result = d->factory;
    return true;
  }
  if (const List* l = as_list(v); l && name == "maxlen" && c->type == ctx.builtin_class("deque")) {
    *result = l->longest < 0 ? Value::none() : Value::of(l->longest);
    return true;
  }
  return false;
}

void register_collections_module(Context& ctx) {
  Module& m = *native_module(ctx, "collections");
  for (const auto& [name, base] : {std::pair{"defaultdict", "dict"}, {"OrderedDict", "dict"}, {"Counter", "dict"}}) {
    Class* c = define_class(ctx, name, base);
    c->qualified_name = std::string("collections.") + name;
    m.globals.set(ctx.string(name), Value::of(c));
  }
  register_natives(ctx, kEntries);
}

}  // namespace bpl::host
