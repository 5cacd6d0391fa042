// Hashes of values, and dicts whose keys answer with their own __hash__ and __eq__.
#include <fmt/format.h>

#include <algorithm>

#include "host/arrays/array.h"
#include "host/values/equality.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/stack.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

bool unhashable(Context& ctx, const Value& v) { return raise(ctx, "TypeError", fmt::format("unhashable type: '{}'", type_of(ctx, v)->name)); }

bool is_numpy_scalar(const Value& v) { return as_array(v) && as_array(v)->scalar; }

// Whether equality of this key is a question for its class. A numpy scalar equals the number that it is.
bool compared_by_class(const Value& key) {
  if (is_numpy_scalar(key)) return true;
  if (const Instance* i = as_instance(key))
    return std::any_of(i->type->mro.begin(), i->type->mro.end(), [](Class* c) { return c->attributes.find("__eq__") != nullptr; });
  if (as<Set>(key, Kind::set)) return true;
  const Tuple* t = as_tuple(key);
  return t && std::any_of(t->items.begin(), t->items.end(), compared_by_class);
}

// A class with __eq__ but no __hash__ has instances that cannot be keys.
bool hash_instance(Context& ctx, const Value& v, std::uint64_t* result) {
  for (Class* c : type_of(ctx, v)->mro) {
    const Value* method = c->attributes.find("__hash__");
    if (!method && !c->attributes.find("__eq__")) continue;
    if (!method || method->is_none()) return unhashable(ctx, v);
    Value answer;
    if (!call(ctx, *method, std::span<const Value>(&v, 1), &answer)) return false;
    if (is_unknown(ctx, answer)) break;
    if (!answer.is_int() && !answer.is_bool()) return raise(ctx, "TypeError", "__hash__ method should return an integer");
    *result = basic_hash(answer);
    return true;
  }
  *result = basic_hash(v);
  return true;
}

// Whether a stored key may be the same as one that holds values of a step, which are numbers.
bool may_equal(const Value& stored, const Value& key) {
  const Tuple *s = as_tuple(stored), *t = as_tuple(key);
  if (s && t) return std::equal(s->items.begin(), s->items.end(), t->items.begin(), t->items.end(), may_equal);
  return is_step_key(key) ? stored.is_number() || is_step_key(stored) : !s && !t && basic_equal(stored, key);
}

// The place of a key that holds values of a step: each comparison leaves a guard.
bool locate_compared(Context& ctx, Dict& d, const Value& key, std::int64_t* place) {
  for (std::size_t at = 0; at < d.entries.size() && *place < 0; ++at) {
    bool same = false;
    if (!d.entries[at].alive || !may_equal(d.entries[at].key, key)) continue;
    if (!equal(ctx, observed_key(ctx, d.entries[at].key), key, &same)) return false;
    if (same) *place = static_cast<std::int64_t>(at);
  }
  return true;
}

// The place of a key in a dict, -1 where it is not there.
bool locate(Context& ctx, Dict& d, const Value& key, std::uint64_t* hash, std::int64_t* place) {
  *place = -1;
  if (ctx.observer) {
    Value seen = key;
    if (as_tuple(key) && !observe_contents(ctx, &seen)) return false;
    if (is_step_key(seen)) return locate_compared(ctx, d, seen, place);
  }
  if (!hash_value(ctx, key, hash)) return false;
  const bool script = d.compared_by_script || compared_by_class(key);
  for (const std::size_t at : d.places(*hash)) {
    if (at >= d.entries.size() || !d.entries[at].alive) continue;  // the script may have changed the dict in an __eq__
    const Value stored = d.entries[at].key;
    bool same = basic_equal(stored, key);
    if (!same && script && (compared_by_class(stored) || compared_by_class(key)) && !equal(ctx, stored, key, &same)) return false;
    if (!same) continue;
    *place = static_cast<std::int64_t>(at);
    return true;
  }
  return true;
}

}  // namespace

bool hash_value(Context& ctx, const Value& v, std::uint64_t* result) {
  if (v.is_object()) switch (v.object->kind) {
      case Kind::abstract: case Kind::array:
        if (is_step_key(v)) return raise(ctx, "TypeError", "a value of a step cannot be a key of a new dict or set: make the dict or set in __init__");
        if (is_unknown(ctx, v)) break;
        if (!is_numpy_scalar(v)) return unhashable(ctx, v);
        *result = basic_hash(item_of(*as_array(v)));
        return true;
      case Kind::list: case Kind::dict: case Kind::slice: return class_method(v, "__hash__") ? hash_instance(ctx, v, result) : unhashable(ctx, v);
      case Kind::set: {
        if (as_set(v)->type != ctx.builtin_class("frozenset")) return unhashable(ctx, v);
        *result = 0;
        for (const Dict::Entry& e : as_set(v)->items.entries) *result ^= e.alive ? e.hash * 0x9e3779b97f4a7c15ull : 0;  // in any order
        return true;
      }
      case Kind::instance: return hash_instance(ctx, v, result);
      case Kind::tuple: {
        const Nesting nesting;
        if (!nesting.allowed(ctx)) return false;
        Value seen = v;
        if (!observe_contents(ctx, &seen)) return false;
        std::vector<std::uint64_t> parts;
        for (const Value& item : as_tuple(seen)->items)
          if (!hash_value(ctx, item, &parts.emplace_back())) return false;
        *result = combined_hash(parts);
        return true;
      }
      default: break;
    }
  *result = basic_hash(v);
  return true;
}

bool dict_find(Context& ctx, Dict& d, const Value& key, Value** found) {
  std::uint64_t hash = 0;
  std::int64_t place = -1;
  if (!locate(ctx, d, key, &hash, &place)) return false;
  *found = place < 0 ? nullptr : &d.entries[static_cast<std::size_t>(place)].value;
  return true;
}

bool dict_set(Context& ctx, Dict& d, const Value& key, const Value& value) {
  std::uint64_t hash = 0;
  std::int64_t place = -1;
  if (!locate(ctx, d, key, &hash, &place)) return false;
  d.compared_by_script = d.compared_by_script || compared_by_class(key);
  d.has_unknown_key = d.has_unknown_key || holds_unknown(ctx, key);
  if (place < 0 && ctx.observer && !hash_value(ctx, key, &hash)) return false;  // a value of a step has none
  if (place >= 0) d.entries[static_cast<std::size_t>(place)].value = value;
  else d.append(key, hash, value);
  return true;
}

bool dict_erase(Context& ctx, Dict& d, const Value& key, bool* erased) {
  std::uint64_t hash = 0;
  std::int64_t place = -1;
  if (!locate(ctx, d, key, &hash, &place)) return false;
  *erased = place >= 0;
  if (*erased) d.erase_at(static_cast<std::size_t>(place));
  return true;
}

}  // namespace bpl::host
