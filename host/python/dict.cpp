// Dict: entries in insertion order, found through an index by hash.
#include <bit>
#include <cmath>

#include "host/values/equality.h"
#include "host/values/numbers.h"
#include "host/values/objects.h"

namespace bpl::host {
namespace {

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdull;
  x ^= x >> 33;
  return x;
}

std::uint64_t hash_text(std::string_view text) { return std::hash<std::string_view>{}(text); }

// Tuples nested deeper than this are told apart by identity only.
constexpr int kDeepest = 1000;

std::uint64_t hash_at(const Value& v, int depth) {
  switch (v.tag) {
    case Tag::boolean: case Tag::integer: return mix(static_cast<std::uint64_t>(v.integer));
    case Tag::real:
      if (v.real == std::floor(v.real) && v.real >= -0x1p63 && v.real < 0x1p63) return mix(static_cast<std::uint64_t>(static_cast<std::int64_t>(v.real)));
      return mix(std::bit_cast<std::uint64_t>(v.real));
    case Tag::object: break;
    default: return mix(static_cast<std::uint64_t>(v.tag) + 17);
  }
  if (const String* s = as_string(v)) return hash_text(s->text);
  if (const Tuple* t = as_tuple(v)) {
    std::vector<std::uint64_t> parts;
    for (const Value& item : t->items) parts.push_back(depth < kDeepest ? hash_at(item, depth + 1) : 0);
    return combined_hash(parts);
  }
  if (const auto* m = as<BoundMethod>(v, Kind::bound_method))
    return m->self.is_object() && m->function.is_object() ? mix(m->self.object->serial ^ mix(m->function.object->serial)) : 0;
  return mix(v.object->serial);
}

bool identical(const Value& a, const Value& b) { return a.tag == b.tag && a.integer == b.integer; }

bool equal_at(const Value& a, const Value& b, int depth) {
  if (a.is_number() && b.is_number()) {
    if (a.is_real() != b.is_real()) return order_numbers(a, b) == 0;
    return a.is_real() ? a.real == b.real : a.integer == b.integer;
  }
  if (a.tag != b.tag) return false;
  if (!a.is_object() || a.object == b.object) return true;
  if (const String *s = as_string(a), *t = as_string(b); s && t) return s->text == t->text;
  if (const auto *m = as<BoundMethod>(a, Kind::bound_method), *n = as<BoundMethod>(b, Kind::bound_method); m && n)
    return identical(m->self, n->self) && identical(m->function, n->function);
  const Tuple *s = as_tuple(a), *t = as_tuple(b);
  if (!s || !t || depth == kDeepest || s->items.size() != t->items.size()) return false;
  for (std::size_t i = 0; i < s->items.size(); ++i)
    if (!equal_at(s->items[i], t->items[i], depth + 1)) return false;
  return true;
}

}  // namespace

std::uint64_t basic_hash(const Value& v) { return hash_at(v, 0); }
bool basic_equal(const Value& a, const Value& b) { return equal_at(a, b, 0); }

std::uint64_t combined_hash(std::span<const std::uint64_t> parts) {
  std::uint64_t h = 0x345678;
  for (const std::uint64_t part : parts) h = mix(h ^ part) + 31;
  return h;
}

Value* Dict::find(const Value& key) {
  const auto [first, last] = index_.equal_range(basic_hash(key));
  for (auto at = first; at != last; ++at)
    if (basic_equal(entries[at->second].key, key)) return &entries[at->second].value;
  return nullptr;
}

Value* Dict::find(std::string_view key) {
  const auto [first, last] = index_.equal_range(hash_text(key));
  for (auto at = first; at != last; ++at)
    if (const String* s = as_string(entries[at->second].key); s && s->text == key) return &entries[at->second].value;
  return nullptr;
}

std::vector<std::size_t> Dict::places(std::uint64_t hash) const {
  std::vector<std::size_t> found;
  const auto [first, last] = index_.equal_range(hash);
  for (auto at = first; at != last; ++at) found.push_back(at->second);
  return found;
}

void Dict::append(const Value& key, std::uint64_t hash, const Value& value) {
  index_.emplace(hash, entries.size());
  entries.push_back({key, value, hash, true});
  ++live_;
}

void Dict::set(const Value& key, const Value& value) {
  if (Value* v = find(key)) *v = value;
  else append(key, basic_hash(key), value);
}

bool Dict::erase(const Value& key) {
  for (const std::size_t place : places(basic_hash(key))) {
    if (!basic_equal(entries[place].key, key)) continue;
    erase_at(place);
    return true;
  }
  return false;
}

// Entries that are gone keep their place until they are the greater part: then all are numbered anew.
void Dict::erase_at(std::size_t place) {
  const auto [first, last] = index_.equal_range(entries[place].hash);
  for (auto at = first; at != last; ++at)
    if (at->second == place) {
      index_.erase(at);
      break;
    }
  entries[place] = {Value{}, Value{}, 0, false};
  --live_;
  if (entries.size() <= 32 || live_ * 2 >= entries.size()) return;
  std::vector<Entry> kept;
  for (const Entry& e : entries)
    if (e.alive) kept.push_back(e);
  clear();
  for (const Entry& e : kept) append(e.key, e.hash, e.value);
}

void Dict::clear() {
  entries.clear();
  index_.clear();
  live_ = 0;
}

}  // namespace bpl::host
