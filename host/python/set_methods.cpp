// The methods of set and frozenset.
#include <fmt/format.h>

#include <algorithm>

#include "host/values/native.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

Dict& set_of(Args a) { return as_set(a.positional[0])->items; }

bool set_add(Context& ctx, Args a, Value* result) {
  return about_to_change(ctx, a.positional[0], a.positional[1]) && add_to_set(ctx, a.positional[0], a.positional[1]) && give_none(result);
}

bool set_update(Context& ctx, Args a, Value* result) {
  for (std::size_t i = 1; i < a.positional.size(); ++i) {
    std::vector<Value> items;
    if (!to_vector(ctx, a.positional[i], &items) || !about_to_change(ctx, a.positional[0])) return false;
    for (const Value& v : items)
      if (!add_to_set(ctx, a.positional[0], v)) return false;
  }
  return give_none(result);
}

bool set_remove(Context& ctx, Args a, Value* result) {
  bool erased = false;
  if (!about_to_change(ctx, a.positional[0]) || !dict_erase(ctx, set_of(a), a.positional[1], &erased)) return false;
  if (erased || holds_unknown_key(ctx, a.positional[0]) || holds_unknown(ctx, a.positional[1])) return give_none(result);
  Value e;
  return call(ctx, Value::of(ctx.builtin_class("KeyError")), std::span<const Value>(&a.positional[1], 1), &e) && raise_value(ctx, e, Value{});
}

bool set_discard(Context& ctx, Args a, Value* result) {
  bool erased = false;
  return about_to_change(ctx, a.positional[0]) && dict_erase(ctx, set_of(a), a.positional[1], &erased) && give_none(result);
}

bool set_pop(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0])) return false;
  for (std::size_t i = 0; i < set_of(a).entries.size(); ++i)
    if (set_of(a).entries[i].alive) {
      *result = set_of(a).entries[i].key;
      set_of(a).erase_at(i);
      return true;
    }
  return raise(ctx, "KeyError", "pop from an empty set");
}

bool set_clear(Context& ctx, Args a, Value* result) {
  if (!about_to_change(ctx, a.positional[0])) return false;
  set_of(a).clear();
  return give_none(result);
}

bool combine(Context& ctx, Args a, const char* op, Value* result) {
  Value total;
  if (!to_set(ctx, a.positional[0], &total)) return false;
  for (std::size_t i = 1; i < a.positional.size(); ++i) {
    Value other;
    const Value left = total;
    if (!to_set(ctx, a.positional[i], &other) || !binary(ctx, op, left, other, &total)) return false;
  }
  *result = total;
  if (Set* s = as_set(total)) s->type = as_set(a.positional[0])->type;
  return true;
}
bool set_union(Context& ctx, Args a, Value* r) { return combine(ctx, a, "|", r); }
bool set_intersection(Context& ctx, Args a, Value* r) { return combine(ctx, a, "&", r); }
bool set_difference(Context& ctx, Args a, Value* r) { return combine(ctx, a, "-", r); }
bool set_symmetric_difference(Context& ctx, Args a, Value* r) { return combine(ctx, a, "^", r); }
bool set_issubset(Context& ctx, Args a, Value* r) { return set_operation(ctx, a, "<=", true, r); }
bool set_issuperset(Context& ctx, Args a, Value* r) { return set_operation(ctx, a, ">=", true, r); }
bool set_isdisjoint(Context& ctx, Args a, Value* result) {
  Value common;
  if (!combine(ctx, a, "&", &common)) return false;
  if (is_unknown(ctx, common)) return give_unknown(ctx, result);
  *result = Value::boolean(as_set(common)->items.size() == 0);
  return true;
}
bool set_copy(Context& ctx, Args a, Value* r) { return combine(ctx, a, "|", r); }

using enum OnUnknown;
const NativeEntry kEntries[] = {
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
};

}  // namespace

bool to_set(Context& ctx, const Value& v, Value* set) {
  return call(ctx, Value::of(ctx.builtin_class("set")), std::span<const Value>(&v, 1), set);
}
bool set_operation(Context& ctx, Args a, const char* op, bool is_comparison, Value* result) {
  Value x, y;
  if (!to_set(ctx, a.positional[0], &x) || !to_set(ctx, a.positional[1], &y)) return false;
  return is_comparison ? compare(ctx, op, x, y, result) : binary(ctx, op, x, y, result);
}
void register_set_methods(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
