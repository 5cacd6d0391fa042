// collections.deque: a list that is open at both ends and may forget what is too much.
#include <algorithm>

#include "host/values/native.h"
#include "host/values/observe.h"

namespace bpl::host {
namespace {

List& list_of(Args a) { return *as_list(a.positional[0]); }

// Drops what a deque of limited length does not keep, at the end where nothing was added.
void limit(List& d, bool added_right) {
  const std::size_t most = d.longest < 0 ? d.items.size() : std::min(d.items.size(), static_cast<std::size_t>(d.longest));
  const auto extra = static_cast<std::ptrdiff_t>(d.items.size() - most);
  if (added_right) d.items.erase(d.items.begin(), d.items.begin() + extra);
  else d.items.erase(d.items.end() - extra, d.items.end());
}

bool make_deque(Context& ctx, Args a, Value* result) {
  List* d = ctx.heap.make<List>();
  d->type = ctx.builtin_class("deque");
  *result = Value::of(d);
  const Value items = argument(a, 0, "iterable"), most = argument(a, 1, "maxlen");
  if (!most.is_unbound() && !most.is_none()) {
    if (!want_integer(ctx, most, &d->longest)) return false;
    if (d->longest < 0) return raise(ctx, "ValueError", "maxlen must be non-negative");
  }
  if (!items.is_unbound() && !to_vector(ctx, items, &d->items)) return false;
  limit(*d, true);
  return true;
}

bool append(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0])) return false;
  list_of(a).items.push_back(a.positional[1]);
  limit(list_of(a), true);
  return give_none(result);
}

bool append_left(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0])) return false;
  list_of(a).items.insert(list_of(a).items.begin(), a.positional[1]);
  limit(list_of(a), false);
  return give_none(result);
}

bool extend(Context& ctx, Args a, bool right, Value* result) {
  std::vector<Value> items;
  List& d = list_of(a);
  if (!to_vector(ctx, a.positional[1], &items) || !about_to_change(ctx, a.positional[0])) return false;
  if (right) d.items.insert(d.items.end(), items.begin(), items.end());
  else d.items.insert(d.items.begin(), items.rbegin(), items.rend());
  limit(d, right);
  return give_none(result);
}
bool extend_right(Context& ctx, Args a, Value* r) { return extend(ctx, a, true, r); }
bool extend_left(Context& ctx, Args a, Value* r) { return extend(ctx, a, false, r); }

bool take(Context& ctx, Args a, bool right, Value* result) {
  std::vector<Value>& items = list_of(a).items;
  if (items.empty()) return raise(ctx, "IndexError", "pop from an empty deque");
  if (!about_to_change(ctx, a.positional[0])) return false;
  *result = right ? items.back() : items.front();
  items.erase(right ? items.end() - 1 : items.begin());
  return true;
}
bool pop(Context& ctx, Args a, Value* r) { return take(ctx, a, true, r); }
bool pop_left(Context& ctx, Args a, Value* r) { return take(ctx, a, false, r); }

bool rotate(Context& ctx, Args a, Value* result) {
  std::int64_t by = 1;
  std::vector<Value>& items = list_of(a).items;
  if (a.positional.size() > 1 && !want_integer(ctx, a.positional[1], &by)) return false;
  if (!about_to_change(ctx, a.positional[0])) return false;
  const auto n = static_cast<std::int64_t>(items.size());
  if (n > 0) std::rotate(items.begin(), items.begin() + (n - (by % n + n) % n) % n, items.end());
  return give_none(result);
}

// What a deque has in common with a list.
template <const char* const& Name>
bool as_list_does(Context& ctx, Args a, Value* result) {
  const auto* method = static_cast<const Native*>(ctx.builtin_class("list")->attributes.find(Name)->object);
  return method->entry->function(ctx, a, result);
}
constexpr const char *kClear = "clear", *kCount = "count", *kIndex = "index", *kRemove = "remove", *kReverse = "reverse", *kInsert = "insert";

bool copy_deque(Context& ctx, Args a, Value* result) {
  Value seen = a.positional[0];
  if (!observe_contents(ctx, &seen)) return false;
  *result = empty_like(ctx, seen);
  as_list(*result)->items = as_list(seen)->items;
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"collections", "deque", "(iterable=(), maxlen=None)", container, make_deque},
    {"collections", "deque.append", "(x, /)", structural, append},
    {"collections", "deque.appendleft", "(x, /)", structural, append_left},
    {"collections", "deque.extend", "(iterable, /)", structural, extend_right},
    {"collections", "deque.extendleft", "(iterable, /)", structural, extend_left},
    {"collections", "deque.pop", "()", structural, pop},
    {"collections", "deque.popleft", "()", structural, pop_left},
    {"collections", "deque.rotate", "(n=1, /)", structural, rotate},
    {"collections", "deque.clear", "()", structural, as_list_does<kClear>},
    {"collections", "deque.count", "(value, /)", structural, as_list_does<kCount>},
    {"collections", "deque.index", "(value, start=0, stop=None, /)", structural, as_list_does<kIndex>},
    {"collections", "deque.remove", "(value, /)", structural, as_list_does<kRemove>},
    {"collections", "deque.reverse", "()", structural, as_list_does<kReverse>},
    {"collections", "deque.insert", "(index, object, /)", structural, as_list_does<kInsert>},
    {"collections", "deque.copy", "()", structural, copy_deque},
};

}  // namespace

void register_deque(Context& ctx) {
  Class* c = define_class(ctx, "deque");
  c->qualified_name = "collections.deque";
  native_module(ctx, "collections")->globals.set(ctx.string("deque"), Value::of(c));
  register_natives(ctx, kEntries);
}

}  // namespace bpl::host
