// Dict: entries in insertion order, found through an index by hash.
#include <bit>
#include <cmath>

#include "host/equality.h"
#include "host/objects.h"

namespace bpl::host {
namespace {

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdull;
  x ^= x >> 33;
  return x;
}

std::uint64_t hash_text(std::string_view text) { return std::hash<std::string_view>{}(text); }

}  // namespace

std::uint64_t basic_hash(const Value& v) {
  switch (v.tag) {
    case Tag::boolean: case Tag::integer: return mix(static_cast<std::uint64_t>(v.integer));
    case Tag::real:
      if (v.real == std::floor(v.real) && std::fabs(v.real) < 9e18) return mix(static_cast<std::uint64_t>(static_cast<std::int64_t>(v.real)));
      return mix(std::bit_cast<std::uint64_t>(v.real));
    case Tag::object: break;
    default: return mix(static_cast<std::uint64_t>(v.tag) + 17);
  }
  if (const String* s = as_string(v)) return hash_text(s->text);
  if (const Tuple* t = as_tuple(v)) {
    std::uint64_t h = 0x345678;
    for (const Value& item : t->items) h = mix(h ^ basic_hash(item)) + 31;
    return h;
  }
  return mix(reinterpret_cast<std::uintptr_t>(v.object));
}

bool basic_equal(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (a.is_real() || b.is_real()) return a.as_real() == b.as_real();
    return a.integer == b.integer;
  }
  if (a.tag != b.tag) return false;
  if (!a.is_object() || a.object == b.object) return true;
  if (const String *s = as_string(a), *t = as_string(b); s && t) return s->text == t->text;
  const Tuple *s = as_tuple(a), *t = as_tuple(b);
  if (!s || !t || s->items.size() != t->items.size()) return false;
  for (std::size_t i = 0; i < s->items.size(); ++i)
    if (!basic_equal(s->items[i], t->items[i])) return false;
  return true;
}

Value* Dict::find(const Value& key) {
  const auto [first, last] = index_.equal_range(basic_hash(key));
  for (auto at = first; at != last; ++at)
    if (Entry& e = entries[at->second]; e.alive && basic_equal(e.key, key)) return &e.value;
  return nullptr;
}

Value* Dict::find(std::string_view key) {
  const auto [first, last] = index_.equal_range(hash_text(key));
  for (auto at = first; at != last; ++at) {
    Entry& e = entries[at->second];
    if (const String* s = e.alive ? as_string(e.key) : nullptr; s && s->text == key) return &e.value;
  }
  return nullptr;
}

void Dict::set(const Value& key, const Value& value) {
  if (Value* v = find(key)) {
    *v = value;
    return;
  }
  index_.emplace(basic_hash(key), entries.size());
  entries.push_back({key, value, true});
  ++live_;
}

bool Dict::erase(const Value& key) {
  const auto [first, last] = index_.equal_range(basic_hash(key));
  for (auto at = first; at != last; ++at) {
    Entry& e = entries[at->second];
    if (!e.alive || !basic_equal(e.key, key)) continue;
    e = {Value{}, Value{}, false};
    index_.erase(at);
    --live_;
    if (entries.size() > 32 && live_ * 2 < entries.size()) {
      std::vector<Entry> kept;
      for (Entry& old : entries)
        if (old.alive) kept.push_back(old);
      clear();
      for (const Entry& old : kept) set(old.key, old.value);
    }
    return true;
  }
  return false;
}

void Dict::clear() {
  entries.clear();
  index_.clear();
  live_ = 0;
}

}  // namespace bpl::host
