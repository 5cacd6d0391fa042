// The module itertools. Combinatorial iterators are made at once, infinite ones step by step.
#include <algorithm>
#include <functional>

#include "host/values/native.h"

namespace bpl::host {
namespace {

bool advance(Context& ctx, const Value& iterator, Value* item) {
  bool done = false;
  return next(ctx, iterator, item, &done) && !done;
}

// An iterator made of a step function and the values it keeps alive.
struct Steps : Iterator {
  using Step = std::function<bool(Context&, std::vector<Value>&, Value*)>;
  Steps(std::vector<Value> v, Step s) : kept(std::move(v)), step(std::move(s)) {}
  void mark_children(Marker& m) const override {
    for (const Value& v : kept) m.mark(v);
  }
  bool next(Context& ctx, Value* item) override { return step(ctx, kept, item); }
  std::vector<Value> sources() const override { return kept; }
  std::vector<Value> kept;
  Step step;
};

Value steps(Context& ctx, std::vector<Value> kept, Steps::Step step) { return Value::of(ctx.heap.make<Steps>(std::move(kept), std::move(step))); }

bool pools(Context& ctx, Args a, std::size_t repeat, std::vector<std::vector<Value>>* out) {
  for (const Value& v : a.positional) {
    out->emplace_back();
    if (!to_vector(ctx, v, &out->back())) return false;
  }
  const std::size_t n = out->size();
  for (std::size_t r = 1; r < repeat; ++r)
    for (std::size_t i = 0; i < n; ++i) out->push_back((*out)[i]);
  if (repeat == 0) out->clear();
  return true;
}

bool product(Context& ctx, Args a, Value* result) {
  std::int64_t repeat = 1;
  const Value given = argument(a, static_cast<std::size_t>(-1), "repeat");
  std::vector<std::vector<Value>> lists;
  if (!given.is_unbound() && !want_integer(ctx, given, &repeat)) return false;
  if (!pools(ctx, a, static_cast<std::size_t>(std::max<std::int64_t>(repeat, 0)), &lists)) return false;
  std::vector<Value> kept;
  for (const auto& l : lists) kept.insert(kept.end(), l.begin(), l.end());
  const bool empty = std::any_of(lists.begin(), lists.end(), [](const auto& l) { return l.empty(); });
  *result = steps(ctx, kept, [lists, at = std::vector<std::size_t>(lists.size(), 0), ended = empty](Context& c, std::vector<Value>&, Value* item) mutable {
    if (ended) return false;
    std::vector<Value> row;
    for (std::size_t i = 0; i < lists.size(); ++i) row.push_back(lists[i][at[i]]);
    *item = make_tuple(c, std::move(row));
    std::size_t i = lists.size();
    while (i > 0 && ++at[i - 1] == lists[i - 1].size()) at[--i] = 0;
    ended = i == 0;
    return true;
  });
  return true;
}

// Rows of r items: combinations pick increasing positions, permutations distinct ones in every order.
bool selections(Context& ctx, Args a, bool ordered, bool repeats, Value* result) {
  std::vector<Value> pool, rows;
  if (!to_vector(ctx, a.positional[0], &pool)) return false;
  std::int64_t r = static_cast<std::int64_t>(pool.size());
  if (const Value given = argument(a, 1, "r"); !given.is_unbound() && !given.is_none() && !want_integer(ctx, given, &r)) return false;
  if (r < 0) return raise(ctx, "ValueError", "r must be non-negative");
  std::vector<std::size_t> picked;
  const std::function<void(std::size_t)> pick = [&](std::size_t first) {
    if (static_cast<std::int64_t>(picked.size()) == r) {
      std::vector<Value> row;
      for (const std::size_t i : picked) row.push_back(pool[i]);
      rows.push_back(make_tuple(ctx, std::move(row)));
      return;
    }
    for (std::size_t i = first; i < pool.size(); ++i) {
      if (ordered && std::find(picked.begin(), picked.end(), i) != picked.end()) continue;
      picked.push_back(i);
      pick(ordered ? 0 : repeats ? i : i + 1);
      picked.pop_back();
    }
  };
  pick(0);
  *result = iterator_over(ctx, std::move(rows));
  return true;
}
bool combinations(Context& ctx, Args a, Value* r) { return selections(ctx, a, false, false, r); }
bool combinations_with_replacement(Context& ctx, Args a, Value* r) { return selections(ctx, a, false, true, r); }
bool permutations(Context& ctx, Args a, Value* r) { return selections(ctx, a, true, false, r); }

// Items of the iterators of `sources`, one source after another.
Value chained(Context& ctx, const Value& sources) {
  return steps(ctx, {sources, Value{}}, [](Context& c, std::vector<Value>& kept, Value* item) {
    for (;;) {
      if (kept[1].is_unbound()) {
        Value source;
        if (!advance(c, kept[0], &source) || !make_iterator(c, source, &kept[1])) return false;
      }
      if (advance(c, kept[1], item)) return true;
      if (!c.pending.is_unbound()) return false;
      kept[1] = Value{};
    }
  });
}
bool chain(Context& ctx, Args a, Value* result) {
  *result = chained(ctx, iterator_over(ctx, a.positional));
  return true;
}
bool chain_from_iterable(Context& ctx, Args a, Value* result) {
  Value sources;
  if (!make_iterator(ctx, a.positional[0], &sources)) return false;
  *result = chained(ctx, sources);
  return true;
}

bool repeat(Context& ctx, Args a, Value* result) {
  std::int64_t n = -1;
  if (const Value times = argument(a, 1, "times"); !times.is_unbound()) {
    if (!want_integer(ctx, times, &n)) return false;
    n = std::max<std::int64_t>(n, 0);
  }
  *result = steps(ctx, {a.positional[0]}, [n](Context&, std::vector<Value>& kept, Value* item) mutable {
    if (n == 0) return false;
    if (n > 0) --n;
    *item = kept[0];
    return true;
  });
  return true;
}

bool count(Context& ctx, Args a, Value* result) {
  Value start = argument(a, 0, "start"), step = argument(a, 1, "step");
  if (start.is_unbound()) start = Value::of(std::int64_t{0});
  if (step.is_unbound()) step = Value::of(std::int64_t{1});
  *result = steps(ctx, {start, step}, [first = true](Context& c, std::vector<Value>& kept, Value* item) mutable {
    const Value last = kept[0];
    if (!first && !binary(c, "+", last, kept[1], &kept[0])) return false;
    first = false;
    *item = kept[0];
    return true;
  });
  return true;
}

bool compress(Context& ctx, Args a, Value* result) {
  std::vector<Value> data, selectors, kept;
  if (!to_vector(ctx, a.positional[0], &data) || !to_vector(ctx, a.positional[1], &selectors)) return false;
  for (std::size_t i = 0; i < std::min(data.size(), selectors.size()); ++i) {
    bool keep = false;
    if (!truth(ctx, selectors[i], &keep)) return false;
    if (keep) kept.push_back(data[i]);
  }
  *result = iterator_over(ctx, std::move(kept));
  return true;
}

bool tee(Context& ctx, Args a, Value* result) {
  std::int64_t n = 2;
  std::vector<Value> items, copies;
  if (a.positional.size() > 1 && !want_integer(ctx, a.positional[1], &n)) return false;
  if (n < 0) return raise(ctx, "ValueError", "n must be >= 0");
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  for (std::int64_t k = 0; k < n; ++k) copies.push_back(iterator_over(ctx, items));
  *result = make_tuple(ctx, std::move(copies));
  return true;
}

bool cycle(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  *result = steps(ctx, items, [at = std::size_t{0}](Context&, std::vector<Value>& kept, Value* item) mutable {
    if (kept.empty()) return false;
    *item = kept[at];
    at = (at + 1) % kept.size();
    return true;
  });
  return true;
}

bool islice(Context& ctx, Args a, Value* result) {
  std::int64_t bounds[3] = {0, INT64_MAX, 1};
  const std::size_t n = a.positional.size();
  for (std::size_t i = 1; i < n; ++i) {
    const std::size_t which = n == 2 ? 1 : i - 1;
    if (a.positional[i].is_none()) continue;
    if (!want_integer(ctx, a.positional[i], &bounds[which])) return false;
    if (bounds[which] < 0) return raise(ctx, "ValueError", "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  if (bounds[2] < 1) return raise(ctx, "ValueError", "Step for islice() must be a positive integer or None.");
  Value source;
  if (!make_iterator(ctx, a.positional[0], &source)) return false;
  *result = steps(ctx, {source}, [at = std::int64_t{0}, wanted = bounds[0], stop = bounds[1], step = bounds[2]](Context& c, std::vector<Value>& kept, Value* item) mutable {
    if (wanted >= stop) return false;
    for (; at <= wanted; ++at)
      if (!advance(c, kept[0], item)) return false;
    wanted += step;
    return true;
  });
  return true;
}

bool accumulate(Context& ctx, Args a, Value* result) {
  std::vector<Value> items, sums;
  const Value function = argument(a, 1, "func"), initial = argument(a, static_cast<std::size_t>(-1), "initial");
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  if (!initial.is_unbound() && !initial.is_none()) items.insert(items.begin(), initial);
  for (const Value& v : items) {
    Value sum = v;
    if (!sums.empty()) {
      const Value pair[] = {sums.back(), v};
      if (function.is_unbound() || function.is_none() ? !binary(ctx, "+", pair[0], v, &sum) : !call(ctx, function, pair, &sum)) return false;
    }
    sums.push_back(sum);
  }
  *result = iterator_over(ctx, std::move(sums));
  return true;
}

bool zip_longest(Context& ctx, Args a, Value* result) {
  Value fill = argument(a, static_cast<std::size_t>(-1), "fillvalue");
  if (fill.is_unbound()) fill = Value::none();
  std::vector<std::vector<Value>> lists;
  if (!pools(ctx, a, 1, &lists)) return false;
  std::size_t n = 0;
  for (const auto& l : lists) n = std::max(n, l.size());
  std::vector<Value> rows;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<Value> row;
    for (const auto& l : lists) row.push_back(i < l.size() ? l[i] : fill);
    rows.push_back(make_tuple(ctx, std::move(row)));
  }
  *result = iterator_over(ctx, std::move(rows));
  return true;
}

// Keeps items by what a function answers: takewhile stops, dropwhile starts, filterfalse leaves out.
enum class Rule { take, drop, filter_false, star };

template <Rule R>
bool filtered(Context& ctx, Args a, Value* result) {
  Value source;
  if (!make_iterator(ctx, a.positional[1], &source)) return false;
  *result = steps(ctx, {a.positional[0], source}, [started = false, ended = false](Context& c, std::vector<Value>& kept, Value* item) mutable {
    while (!ended) {
      Value v, answer;
      if (!advance(c, kept[1], &v)) return false;
      if (R == Rule::star) {
        std::vector<Value> arguments;
        return to_vector(c, v, &arguments) && call(c, kept[0], arguments, item);
      }
      bool yes = false;
      if (!started) {
        answer = v;
        if (!kept[0].is_none() && !call(c, kept[0], std::span<const Value>(&v, 1), &answer)) return false;
        if (!truth(c, answer, &yes)) return false;
      }
      if (R == Rule::take && !yes) ended = true;
      if (R == Rule::drop && !yes) started = true;
      const bool keep = R == Rule::take ? yes : R == Rule::drop ? started : !yes;
      if (!keep) continue;
      *item = v;
      return true;
    }
    return false;
  });
  return true;
}

bool pairwise(Context& ctx, Args a, Value* result) {
  std::vector<Value> items, rows;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  for (std::size_t i = 0; i + 1 < items.size(); ++i) rows.push_back(make_tuple(ctx, {items[i], items[i + 1]}));
  *result = iterator_over(ctx, std::move(rows));
  return true;
}

// groupby(iterable, key): each group is a list iterator made at once.
bool groupby(Context& ctx, Args a, Value* result) {
  std::vector<Value> items, rows, group;
  const Value key = argument(a, 1, "key");
  Value last;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  const auto finish = [&] {
    if (!group.empty()) rows.push_back(make_tuple(ctx, {last, iterator_over(ctx, group)}));
    group.clear();
  };
  for (const Value& v : items) {
    Value k = v;
    bool same = false;
    if (!key.is_unbound() && !key.is_none() && !call(ctx, key, std::span<const Value>(&v, 1), &k)) return false;
    if (!last.is_unbound() && !equal(ctx, k, last, &same)) return false;
    if (!same) finish();
    last = k;
    group.push_back(v);
  }
  finish();
  *result = iterator_over(ctx, std::move(rows));
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"itertools", "product", "(*iterables, repeat=1)", structural, product},
    {"itertools", "combinations", "(iterable, r)", structural, combinations},
    {"itertools", "combinations_with_replacement", "(iterable, r)", structural, combinations_with_replacement},
    {"itertools", "permutations", "(iterable, r=None)", structural, permutations},
    {"itertools", "chain", "(*iterables)", structural, chain},
    {"itertools", "_chain_from_iterable", "(iterable)", structural, chain_from_iterable},
    {"itertools", "repeat", "(object, times=None)", structural, repeat},
    {"itertools", "count", "(start=0, step=1)", structural, count},
    {"itertools", "compress", "(data, selectors)", structural, compress},
    {"itertools", "tee", "(iterable, n=2, /)", structural, tee},
    {"itertools", "cycle", "(iterable)", structural, cycle},
    {"itertools", "islice", "(iterable, start, stop=None, step=None, /)", structural, islice},
    {"itertools", "accumulate", "(iterable, func=None, *, initial=None)", structural, accumulate},
    {"itertools", "zip_longest", "(*iterables, fillvalue=None)", structural, zip_longest},
    {"itertools", "takewhile", "(predicate, iterable)", structural, filtered<Rule::take>},
    {"itertools", "dropwhile", "(predicate, iterable)", structural, filtered<Rule::drop>},
    {"itertools", "filterfalse", "(predicate, iterable)", structural, filtered<Rule::filter_false>},
    {"itertools", "starmap", "(function, iterable)", structural, filtered<Rule::star>},
    {"itertools", "pairwise", "(iterable)", structural, pairwise},
    {"itertools", "groupby", "(iterable, key=None)", structural, groupby},
};

}  // namespace

void register_itertools_module(Context& ctx) {
  // chain is a class, so that chain.from_iterable is found.
  Module& m = *native_module(ctx, "itertools");
  Class* chain_class = define_class(ctx, "chain", "iterator");
  m.globals.set(ctx.string("chain"), Value::of(chain_class));
  register_natives(ctx, kEntries);
  chain_class->attributes.set(ctx.string("from_iterable"), Value::of(ctx.heap.make<StaticMethod>(*m.globals.find("_chain_from_iterable"))));
}

}  // namespace bpl::host
