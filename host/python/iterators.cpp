// enumerate, zip, map, filter, reversed, iter and next.
#include <fmt/format.h>

#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/numbers.h"

namespace bpl::host {
namespace {

// Takes one item; false at the end or with an exception pending.
bool advance(Context& ctx, const Value& iterator, Value* item) {
  bool done = false;
  return next(ctx, iterator, item, &done) && !done;
}

struct Enumerate : Iterator {
  Enumerate(Value i, std::int64_t n) : inner(i), count(n) {}
  void mark_children(Marker& m) const override { m.mark(inner); }
  bool next(Context& ctx, Value* item) override {
    Value v;
    if (!advance(ctx, inner, &v)) return false;
    if (past_end) return integer_overflow(ctx);
    *item = make_tuple(ctx, {Value::of(count), v});
    past_end = __builtin_add_overflow(count, 1, &count);
    return true;
  }
  std::vector<Value> sources() const override { return {inner}; }
  Value inner;
  std::int64_t count;
  bool past_end = false;  // the next number does not fit in 64 bits
};

struct Zip : Iterator {
  Zip(std::vector<Value> i, bool s) : inner(std::move(i)), strict(s) {}
  void mark_children(Marker& m) const override {
    for (const Value& v : inner) m.mark(v);
  }
  bool next(Context& ctx, Value* item) override {
    if (inner.empty()) return false;
    std::vector<Value> row(inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i)
      if (!advance(ctx, inner[i], &row[i])) return strict ? check_ends(ctx, i) : false;
    *item = make_tuple(ctx, std::move(row));
    return true;
  }
  bool check_ends(Context& ctx, std::size_t short_one) {
    if (!ctx.pending.is_unbound()) return false;
    const auto arguments = [](std::size_t n) { return n == 1 ? std::string(" ") : fmt::format("s 1-{} ", n); };
    if (short_one > 0)
      return raise(ctx, "ValueError", fmt::format("zip() argument {} is shorter than argument{}", short_one + 1, arguments(short_one)).substr(0, std::string::npos) + (short_one == 1 ? "1" : ""));
    for (std::size_t i = 1; i < inner.size(); ++i) {
      Value v;
      if (advance(ctx, inner[i], &v)) return raise(ctx, "ValueError", fmt::format("zip() argument {} is longer than argument{}{}", i + 1, arguments(i), i == 1 ? "1" : ""));
    }
    return false;
  }
  std::vector<Value> sources() const override { return inner; }
  std::vector<Value> inner;
  bool strict;
};

struct Map : Iterator {
  Map(Value f, std::vector<Value> i) : function(f), inner(std::move(i)) {}
  void mark_children(Marker& m) const override {
    m.mark(function);
    for (const Value& v : inner) m.mark(v);
  }
  bool next(Context& ctx, Value* item) override {
    std::vector<Value> row(inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i)
      if (!advance(ctx, inner[i], &row[i])) return false;
    return call(ctx, function, row, item);
  }
  std::vector<Value> sources() const override { return inner; }
  Value function;
  std::vector<Value> inner;
};

struct Filter : Iterator {
  Filter(Value f, Value i) : function(f), inner(i) {}
  void mark_children(Marker& m) const override {
    m.mark(function);
    m.mark(inner);
  }
  bool next(Context& ctx, Value* item) override {
    for (;;) {
      Value v, answer;
      if (!advance(ctx, inner, &v)) return false;
      answer = v;
      bool keep = false;
      if (!function.is_none() && !call(ctx, function, std::span<const Value>(&v, 1), &answer)) return false;
      if (!truth(ctx, answer, &keep)) return false;
      if (!keep) continue;
      *item = v;
      return true;
    }
  }
  std::vector<Value> sources() const override { return {inner}; }
  Value function, inner;
};

struct CallIterator : Iterator {
  CallIterator(Value f, Value s) : function(f), sentinel(s) {}
  void mark_children(Marker& m) const override {
    m.mark(function);
    m.mark(sentinel);
  }
  bool next(Context& ctx, Value* item) override {
    bool end = false;
    return call(ctx, function, Arguments{}, item) && equal(ctx, *item, sentinel, &end) && !end;
  }
  Value function, sentinel;
};

bool iterators_of(Context& ctx, std::span<const Value> from, std::vector<Value>* out) {
  for (const Value& v : from) {
    Value i;
    if (!make_iterator(ctx, v, &i)) return false;
    out->push_back(i);
  }
  return true;
}

bool make_enumerate(Context& ctx, Args a, Value* result) {
  std::int64_t start = 0;
  const Value from = argument(a, 1, "start");
  Value inner;
  if (!from.is_unbound() && !want_integer(ctx, from, &start)) return false;
  if (!make_iterator(ctx, a.positional[0], &inner)) return false;
  *result = Value::of(ctx.heap.make<Enumerate>(inner, start));
  return true;
}

bool make_zip(Context& ctx, Args a, Value* result) {
  std::vector<Value> inner;
  bool strict = false;
  const Value given = argument(a, static_cast<std::size_t>(-1), "strict");
  if (!given.is_unbound() && !truth(ctx, given, &strict)) return false;
  if (!iterators_of(ctx, a.positional, &inner)) return false;
  *result = Value::of(ctx.heap.make<Zip>(std::move(inner), strict));
  return true;
}

bool make_map(Context& ctx, Args a, Value* result) {
  std::vector<Value> inner;
  if (a.positional.size() < 2) return raise(ctx, "TypeError", "map() must have at least two arguments.");
  if (!iterators_of(ctx, std::span(a.positional).subspan(1), &inner)) return false;
  *result = Value::of(ctx.heap.make<Map>(a.positional[0], std::move(inner)));
  return true;
}

bool make_filter(Context& ctx, Args a, Value* result) {
  Value inner;
  if (!make_iterator(ctx, a.positional[1], &inner)) return false;
  *result = Value::of(ctx.heap.make<Filter>(a.positional[0], inner));
  return true;
}

bool make_reversed(Context& ctx, Args a, Value* result) {
  const Value& v = a.positional[0];
  if (Value* method = class_method(v, "__reversed__")) return call(ctx, *method, std::span<const Value>(&v, 1), result);
  const bool sequence = v.is_object() && v.object->kind != Kind::set && v.object->kind != Kind::iterator;
  std::vector<Value> items;
  if (!sequence) return raise(ctx, "TypeError", fmt::format("'{}' object is not reversible", type_of(ctx, v)->name));
  if (!to_vector(ctx, v, &items)) return false;
  *result = iterator_over(ctx, {items.rbegin(), items.rend()});
  return true;
}

bool iter(Context& ctx, Args a, Value* result) {
  if (a.positional.size() < 2) return make_iterator(ctx, a.positional[0], result);
  *result = Value::of(ctx.heap.make<CallIterator>(a.positional[0], a.positional[1]));
  return true;
}

bool next_function(Context& ctx, Args a, Value* result) {
  const Value& v = a.positional[0];
  if (Value* method = class_method(v, "__next__")) {
    if (call(ctx, *method, std::span<const Value>(&v, 1), result)) return true;
    bool ended = false;
    const Value e = ctx.pending;
    if (a.positional.size() < 2 || !matches_exception(ctx, e, Value::of(ctx.builtin_class("StopIteration")), &ended) || !ended) return false;
    take_exception(ctx);
    *result = a.positional[1];
    return true;
  }
  bool done = false;
  if (!next(ctx, v, result, &done)) return false;
  if (!done) return true;
  if (a.positional.size() > 1) {
    *result = a.positional[1];
    return true;
  }
  Value e;
  return call(ctx, Value::of(ctx.builtin_class("StopIteration")), Arguments{}, &e) && raise_value(ctx, e, Value{});
}

bool iterator_self(Context&, Args a, Value* result) {
  *result = a.positional[0];
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "enumerate", "(iterable, start=0)", structural, make_enumerate},
    {"builtins", "zip", "(*iterables, strict=False)", structural, make_zip},
    {"builtins", "map", "(*args)", structural, make_map},
    {"builtins", "filter", "(function, iterable, /)", structural, make_filter},
    {"builtins", "reversed", "(sequence, /)", structural, make_reversed},
    {"builtins", "iter", "(object, sentinel=None, /)", structural, iter},
    {"builtins", "next", "(iterator, default=None, /)", structural, next_function},
    {"builtins", "iterator.__iter__", "()", structural, iterator_self},
    {"builtins", "iterator.__next__", "()", structural, next_function},
};

}  // namespace

void register_iterators(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
