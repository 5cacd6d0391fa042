// Parts of arrays inside a step: slices, single elements, arrays of indices, conditions; and what arrays say of themselves.
#include <fmt/format.h>

#include <cmath>

#include "frontend/discover/trace.h"
#include "host/builtins.h"
#include "host/ops.h"

namespace bpl::discover {

using host::Context;
using host::Kind;
using host::Value;
using ir::ElementType;

namespace {

bool is_whole(const Value& key) {
  if (key.is_object() && key.object->kind == Kind::ellipsis) return true;
  const host::Slice* s = host::as<host::Slice>(key, Kind::slice);
  return s && s->start.is_none() && s->stop.is_none() && (s->step.is_none() || (s->step.is_int() && s->step.integer == 1));
}

int node_in(const Value& v) { return as_symbol(v)->node; }

}  // namespace

// One end of a slice: counted from the end where it is negative, and never outside.
bool Trace::bound(const Value& given, int length, int otherwise, int* node) {
  *node = otherwise;
  if (given.is_none()) return true;
  if (!node_of(given, "a slice", node)) return false;
  double value = 0;
  Value v;
  const int zero = constant(0, ElementType::real);
  if (!add_binary("lt", *node, zero, &v) || !decide(node_in(v), "a slice", &value)) return false;
  if (value != 0 && !add_binary("add", *node, length, &v)) return false;
  if (value != 0) *node = node_in(v);
  if (!add_binary("max", *node, zero, &v) || !add_binary("min", node_in(v), length, &v)) return false;
  *node = node_in(v);
  return true;
}

bool Trace::resolve_slice(const host::Slice& slice, int length, Range* range) {
  const int zero = constant(0, ElementType::real);
  range->step = constant(1, ElementType::real);
  if (!slice.step.is_none() && !node_of(slice.step, "a slice", &range->step)) return false;
  double positive = 0;
  Value v;
  if (!add_binary("gt", range->step, zero, &v) || !decide(node_in(v), "a slice", &positive)) return false;
  if (positive == 0) return host::raise(ctx_, "NotImplementedError", "slices that run backwards inside a step are not supported by bplc yet");
  int stop = 0;
  if (!bound(slice.start, length, zero, &range->start) || !bound(slice.stop, length, length, &stop)) return false;
  // count = max(0, ceil((stop - start) / step))
  if (!add_binary("sub", stop, range->start, &v) || !add_binary("div", node_in(v), range->step, &v) || !add_unary("ceil", node_in(v), &v) ||
      !add_binary("max", node_in(v), zero, &v))
    return false;
  range->count = node_in(v);
  return true;
}

bool Trace::item(int node, const Value& key, Value* result) {
  if (is_whole(key)) {
    *result = symbol(node);
    return true;
  }
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (n.space < 0) return host::raise(ctx_, "IndexError", "a number inside a step has no items");
  if (n.shape.size() != 1)
    return host::raise(ctx_, "NotImplementedError", "indexing an array of several dimensions inside a step is not supported by bplc yet");
  if (const host::Slice* s = host::as<host::Slice>(key, Kind::slice)) {
    Range range;
    if (!resolve_slice(*s, length_of(node), &range)) return false;
    *result = symbol(slice(node, range.start, range.step, range.count));
    return true;
  }
  if (host::as_tuple(key) || key.is_none())
    return host::raise(ctx_, "NotImplementedError", "an index with several dimensions inside a step is not supported by bplc yet");
  int index = 0;
  if (!node_of(key, "an index", &index)) return false;
  if (nodes_[static_cast<std::size_t>(index)].space >= 0) {
    if (nodes_[static_cast<std::size_t>(index)].instr.type == ElementType::boolean)
      return host::raise(ctx_, "TypeError", "the elements where a condition holds are not an array of a known length: use bm.where(condition, a, b)");
    int gathered = 0;
    if (!gather(node, index, &gathered)) return false;
    *result = symbol(gathered);
    return true;
  }
  if (!nodes_[static_cast<std::size_t>(index)].parameter_only)
    return host::raise(ctx_, "NotImplementedError", "an index that a step computes is not supported by bplc yet");
  int start = 0;
  const int length = length_of(node);
  if (!bound(key, length, index, &start)) return false;
  const int one = constant(1, ElementType::real);
  *result = symbol(reduce(n.instr.type == ElementType::boolean ? "any" : "sum", slice(node, start, one, one)));
  return true;
}

bool Trace::store_item(host::Variable& variable, const Value& key, const Value& value) {
  Value loaded;
  if (!load(variable, &loaded)) return false;
  const int base = node_in(loaded);
  int operand = 0, target = 0;
  if (!node_of(value, "the value of a bm.Variable", &operand)) return false;
  const Node b = nodes_[static_cast<std::size_t>(base)];
  if (b.shape.size() != 1)
    return host::raise(ctx_, "NotImplementedError", "assigning to a part of an array of several dimensions inside a step is not supported by bplc yet");
  if (b.instr.type == ElementType::real) operand = to_real(operand);
  else if (nodes_[static_cast<std::size_t>(operand)].instr.type != b.instr.type)
    return host::raise(ctx_, "TypeError", "the value has another dtype than the bm.Variable");
  const bool single = nodes_[static_cast<std::size_t>(operand)].space < 0;
  if (const host::Slice* s = host::as<host::Slice>(key, Kind::slice)) {
    Range range;
    if (!resolve_slice(*s, length_of(base), &range)) return false;
    const auto count = static_cast<std::int64_t>(nodes_[static_cast<std::size_t>(range.count)].value);
    if (!single && !same_length(nodes_[static_cast<std::size_t>(operand)].shape, {count})) return false;
    target = put(single ? widen(operand, b.space, b.shape) : operand, base, range.start, range.step, range.count);
    return store(variable, symbol(target), false);
  }
  int index = 0;
  if (host::as_tuple(key) || !node_of(key, "an index", &index))
    return ctx_.pending.is_unbound() ? host::raise(ctx_, "NotImplementedError", "an index with several dimensions inside a step is not supported by bplc yet") : false;
  const Node i = nodes_[static_cast<std::size_t>(index)];
  if (i.instr.type == ElementType::boolean && i.space >= 0) {
    Value chosen;
    return add_select(index, operand, base, &chosen) && store(variable, chosen, false);
  }
  if (i.space >= 0) {
    if (!single && !same_length(nodes_[static_cast<std::size_t>(operand)].shape, i.shape)) return false;
    if (single) operand = widen(operand, i.space, i.shape);
    return put_at(operand, base, index, &target) && store(variable, symbol(target), false);
  }
  if (!i.parameter_only) return host::raise(ctx_, "NotImplementedError", "an index that a step computes is not supported by bplc yet");
  int start = 0;
  if (!bound(key, length_of(base), index, &start)) return false;
  const int one = constant(1, ElementType::real);
  return store(variable, symbol(put(widen(single ? operand : spread(operand), b.space, b.shape), base, start, one, one)), false);
}

bool Symbol::get_item(Context&, const Value& key, Value* result) { return trace.item(node, key, result); }

bool Trace::has_length(int node) {
  const Node& n = nodes_[static_cast<std::size_t>(node)];
  if (n.space < 0) return host::raise(ctx_, "TypeError", "object of type 'float' has no len()");
  return n.shape.size() == 1 ||
         host::raise(ctx_, "NotImplementedError", "the length of an array of several dimensions inside a step is not supported by bplc yet");
}

bool Trace::length(int node, Value* result) {
  double value = 0;
  if (!has_length(node) || !decide(length_of(node), "len()", &value)) return false;
  *result = Value::of(static_cast<std::int64_t>(value));
  return true;
}

bool Symbol::length(Context&, Value* result) { return trace.length(node, result); }

bool Symbol::get_attribute(Context& ctx, std::string_view name, Value* result) {
  const Node& n = trace.node(node);
  if (name == "value" || name == "real" || (name == "T" && n.shape.size() < 2)) {
    *result = Value::of(this);
    return true;
  }
  if (name == "ndim") {
    *result = Value::of(static_cast<std::int64_t>(n.shape.size()));
    return true;
  }
  if (name == "size") {
    *result = trace.symbol(trace.length_of(node));
    return true;
  }
  if (name == "shape") {
    if (n.shape.size() > 1) return host::raise(ctx, "NotImplementedError", "the shape of an array of several dimensions inside a step is not supported by bplc yet");
    std::vector<Value> items;
    if (n.space >= 0) items.push_back(trace.symbol(trace.length_of(node)));
    *result = Value::of(ctx.heap.make<host::Tuple>(std::move(items)));
    return true;
  }
  if (name == "dtype") {
    const host::DType d = n.instr.type == ElementType::boolean ? host::DType::boolean : host::default_real(ctx, host::Flavour::brainpy);
    *result = host::dtype_object(ctx, d);
    return true;
  }
  // Methods are functions of the module with the array as first argument.
  const host::NativeEntry* method = host::find_native("brainpy.math", name);
  if (!method) method = host::find_native("numpy", "ndarray." + std::string(name));
  if (!method) return host::raise(ctx, "AttributeError", fmt::format("an array inside a step has no attribute '{}' that bplc knows", name));
  *result = Value::of(ctx.heap.make<host::BoundMethod>(Value::of(this), Value::of(ctx.heap.make<host::Native>(method))));
  return true;
}

}  // namespace bpl::discover
