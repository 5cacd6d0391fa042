// The structures of conn.require(): connections as arrays of ids, and connections as a pair (indices, indptr).
#include <algorithm>
#include <numeric>

#include "host/arrays/array.h"
#include "host/arrays/connection_rows.h"
#include "host/arrays/recipe.h"
#include "host/models/connections.h"
#include "host/values/kinds.h"
#include "host/values/ops.h"

namespace bpl::host {

ConnectivityPlan plan_of(const Connectivity& c) {
  ConnectivityPlan p;
  p.id = c.id();
  p.rule = c.rule;
  p.pre_size = c.pre_size;
  p.post_size = c.post_size;
  p.probability = c.probability;
  p.number = c.number;
  p.include_self = c.include_self;
  p.multiple = c.multiple;
  p.key = c.key;
  p.sources = c.sources;
  p.targets = c.targets;
  return p;
}

namespace {

struct Connections {
  std::vector<std::int64_t> sources, targets;
};

// By rows: `explicit` lists keep the order in which they name the targets of a source.
Connections rows_of(const Connectivity& c) {
  Connections found;
  list_connections(plan_of(c), &found.sources, &found.targets);
  const std::vector<std::int64_t> numbers = row_numbers(found.sources, c.pre_size);
  Connections sorted = found;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    sorted.sources[static_cast<std::size_t>(numbers[k])] = found.sources[k];
    sorted.targets[static_cast<std::size_t>(numbers[k])] = found.targets[k];
  }
  return sorted;
}

Value ids(Context& ctx, const std::vector<std::int64_t>& values) {
  return Value::of(array_of(ctx, std::span<const std::int64_t>(values), DType::uint32, Flavour::brainpy));
}

// The sources or the targets of connections that nobody has drawn yet.
Value lazy_ids(Context& ctx, const ConnectivityPlan& plan, std::int64_t count, Recipe::Kind end) {
  Recipe r;
  r.connections = {plan};
  r.size = count;
  r.nodes.push_back({.kind = end, .type = DType::uint32});
  return Value::of(ctx.heap.make<Array>(r, Flavour::brainpy, Shape{count}));
}

Value pair(Context& ctx, const Value& a, const Value& b) { return Value::of(ctx.heap.make<Tuple>(std::vector<Value>{a, b})); }

// Where the entries of every group begin; `groups` need not be sorted.
std::vector<std::int64_t> starts(const std::vector<std::int64_t>& groups, std::int64_t count) {
  std::vector<std::int64_t> at(static_cast<std::size_t>(count) + 1, 0);
  for (const std::int64_t g : groups) ++at[static_cast<std::size_t>(g) + 1];
  std::partial_sum(at.begin(), at.end(), at.begin());
  return at;
}

// The numbers of the connections, sorted by target.
std::vector<std::int64_t> by_target(const Connections& c) {
  std::vector<std::int64_t> order(c.targets.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return c.targets[static_cast<std::size_t>(a)] < c.targets[static_cast<std::size_t>(b)]; });
  return order;
}

Value matrix(Context& ctx, const Connectivity& c, const Connections& rows) {
  Array* m = make_array(ctx, DType::boolean, {c.pre_size, c.post_size}, Flavour::brainpy);
  auto* bits = m->data<std::uint8_t>();
  for (std::size_t k = 0; k < rows.sources.size(); ++k) bits[rows.sources[k] * c.post_size + rows.targets[k]] = 1;
  return Value::of(m);
}

}  // namespace

namespace {

// Arrays that go with a list follow the order of the list; those of a rule follow the order of storage.
Value coordinates(Context& ctx, const Connectivity& c, std::string_view name) {
  const ConnectivityPlan plan = plan_of(c);
  const bool listed = plan.rule == "explicit";
  const std::int64_t count = count_connections(plan);
  const auto sources = [&] { return listed ? ids(ctx, c.sources) : lazy_ids(ctx, plan, count, Recipe::Kind::source); };
  const auto targets = [&] { return listed ? ids(ctx, c.targets) : lazy_ids(ctx, plan, count, Recipe::Kind::target); };
  if (name == "pre_ids") return sources();
  return name == "post_ids" ? targets() : pair(ctx, sources(), targets());
}

// Arrays of which every element depends on all connections.
Value table(Context& ctx, const Connectivity& c, std::string_view name) {
  const Connections all = rows_of(c);
  if (name == "conn_mat") return matrix(ctx, c, all);
  if (name == "pre2syn") {
    std::vector<std::int64_t> numbers(all.sources.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    return pair(ctx, ids(ctx, numbers), ids(ctx, starts(all.sources, c.pre_size)));
  }
  const std::vector<std::int64_t> order = by_target(all);  // post2pre, csc, post2syn
  std::vector<std::int64_t> sources;
  for (const std::int64_t k : order) sources.push_back(all.sources[static_cast<std::size_t>(k)]);
  return pair(ctx, ids(ctx, name == "post2syn" ? order : sources), ids(ctx, starts(all.targets, c.post_size)));
}

}  // namespace

bool connection_structure(Context& ctx, Connectivity& c, std::string_view name, Value* result) {
  if (name == "pre2post" || name == "csr") *result = Value::of(&c);
  else if (name == "pre_ids" || name == "post_ids" || name == "coo") *result = coordinates(ctx, c, name);
  else *result = table(ctx, c, name);
  return true;
}

Value csr_part(Context& ctx, const Connectivity& c, std::int64_t part) {
  const Connections rows = rows_of(c);
  return part == 0 ? ids(ctx, rows.targets) : ids(ctx, starts(rows.sources, c.pre_size));
}

Array* expand_rows(Context& ctx, const Array& starts) {
  const std::vector<std::int64_t> begins = to_integers(starts);
  if (starts.ndim() != 1 || begins.empty() || begins[0] != 0 || !std::is_sorted(begins.begin(), begins.end())) return nullptr;
  std::vector<std::int64_t> rows;
  rows.reserve(static_cast<std::size_t>(begins.back()));
  for (std::size_t k = 0; k + 1 < begins.size(); ++k) rows.insert(rows.end(), static_cast<std::size_t>(begins[k + 1] - begins[k]), static_cast<std::int64_t>(k));
  return array_of(ctx, std::span<const std::int64_t>(rows), DType::uint32, Flavour::brainpy);
}

namespace {

// Connections read as the pair (indices, indptr).
bool csr_item(Context& ctx, const Value& self, std::int64_t k, Value* result) {
  const auto* c = dynamic_cast<Connectivity*>(self.object);
  if (!c) return raise(ctx, "TypeError", "a connector has no items");
  *result = csr_part(ctx, *c, k);
  return !ctx.observer || ctx.observer->on_read(self.object, {PathStep::Kind::item, {}, k}, result);
}

bool csr_get_item(Context& ctx, const Value& self, const Value& key, Value* result) {
  if (!key.is_int() || key.integer < -2 || key.integer > 1) return raise(ctx, "IndexError", "connections are a pair: [0] is the targets, [1] where the rows begin");
  return csr_item(ctx, self, (key.integer + 2) % 2, result);
}

bool csr_length(Context&, const Value&, std::int64_t* result) {
  *result = 2;
  return true;
}

bool csr_iterate(Context& ctx, const Value& self, Value* iterator) {
  Value first, second;
  return csr_item(ctx, self, 0, &first) && csr_item(ctx, self, 1, &second) && make_iterator(ctx, pair(ctx, first, second), iterator);
}

}  // namespace

void register_connectivity_kind() {
  static const KindOperations operations{.type_name = "Connectivity", .get_item = csr_get_item, .length = csr_length, .iterate = csr_iterate};
  register_kind(Kind::connectivity, &operations);
}

}  // namespace bpl::host
