// The methods of list and tuple.
#include <fmt/format.h>

#include <algorithm>

#include "host/values/native.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

std::vector<Value>& list_items(Args a) { return as_list(a.positional[0])->items; }

bool list_append(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0], a.positional[1])) return false;
  list_items(a).push_back(a.positional[1]);
  return give_none(result);
}

bool list_extend(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[1], &items) || !about_to_change(ctx, a.positional[0])) return false;
  list_items(a).insert(list_items(a).end(), items.begin(), items.end());
  return give_none(result);
}

bool list_insert(Context& ctx, Args a, Value* result) {
  std::int64_t at = 0;
  if (!want_integer(ctx, a.positional[1], &at) || !about_to_change(ctx, a.positional[0], a.positional[2])) return false;
  std::vector<Value>& items = list_items(a);
  const auto n = static_cast<std::int64_t>(items.size());
  at = std::clamp<std::int64_t>(at < 0 ? at + n : at, 0, n);
  items.insert(items.begin() + at, a.positional[2]);
  return give_none(result);
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
  if (!about_to_change(ctx, a.positional[0])) return false;
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
  if (!about_to_change(ctx, a.positional[0])) return false;
  list_items(a).erase(list_items(a).begin() + at);
  return give_none(result);
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
  if (sorter.failed || !about_to_change(ctx, a.positional[0])) return false;
  for (std::size_t i = 0; i < items.size(); ++i) values[i] = items[i].second;
  if (sorter.unknown) blur(ctx, values);
  list_items(a) = std::move(values);
  return give_none(result);
}

bool list_reverse(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0])) return false;
  std::reverse(list_items(a).begin(), list_items(a).end());
  return give_none(result);
}

bool list_clear(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0])) return false;
  list_items(a).clear();
  return give_none(result);
}

bool list_copy(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  *result = make_list(ctx, std::move(items));
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
};

}  // namespace

void register_list_methods(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
