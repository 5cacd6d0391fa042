// Parts of arrays inside a step: slices, single elements, arrays of indices, conditions; and what arrays say of themselves.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "frontend/discover/symbol_call.h"
#include "frontend/discover/trace.h"
#include "host/arrays/array_args.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Context;
using host::Kind;
using host::Value;
using ir::ElementType;
using ir::KernelOp;

namespace {

bool is_whole(const Value& key) {
  if (key.is_object() && key.object->kind == Kind::ellipsis) return true;
  const host::Slice* s = host::as<host::Slice>(key, Kind::slice);
  return s && s->start.is_none() && s->stop.is_none() && (s->step.is_none() || (s->step.is_int() && s->step.integer == 1));
}

}  // namespace

// A place in an axis: counted from the end where it is negative.
bool Trace::from_end(const Value& given, int length, const char* what, int* node) {
  if (!node_of(given, what, node)) return false;
  double negative = 0;
  Value v;
  if (!add_binary("lt", *node, constant(0, ElementType::real), &v) || !decide(node_in(v), what, &negative)) return false;
  if (negative == 0) return true;
  if (!add_binary("add", *node, length, &v)) return false;
  *node = node_in(v);
  return true;
}

bool Trace::clamp(int node, int first, int last, int* result) {
  Value v;
  if (!add_binary("max", node, first, &v) || !add_binary("min", node_in(v), last, &v)) return false;
  *result = node_in(v);
  return true;
}

// One end of a slice, if it is given: never outside.
bool Trace::bound(const Value& given, int length, int low, int high, int* node) {
  return given.is_none() || (from_end(given, length, "a slice", node) && clamp(*node, low, high, node));
}

bool Trace::resolve_slice(const host::Slice& slice, int length, Selection* part) {
  const int zero = constant(0, ElementType::real);
  part->step = constant(1, ElementType::real);
  if (!slice.step.is_none() && !node_of(slice.step, "a slice", &part->step)) return false;
  double positive = 0;
  Value v;
  if (!add_binary("gt", part->step, zero, &v) || !decide(node_in(v), "a slice", &positive)) return false;
  const int before = constant(-1, ElementType::real);
  if (positive != 0) part->start = zero;
  else if (!add_binary("sub", length, constant(1, ElementType::real), &v)) return false;
  else part->start = node_in(v);
  int stop = positive != 0 ? length : before;
  // The ends of a slice that runs backwards lie one place lower.
  const int low = positive != 0 ? zero : before, high = positive != 0 ? length : part->start;
  if (!bound(slice.start, length, low, high, &part->start) || !bound(slice.stop, length, low, high, &stop)) return false;
  // count = max(0, ceil((stop - start) / step))
  if (!add_binary("sub", stop, part->start, &v) || !add_binary("div", node_in(v), part->step, &v) || !add_unary("ceil", node_in(v), &v) ||
      !add_binary("max", node_in(v), zero, &v))
    return false;
  part->count = node_in(v);
  return true;
}

namespace {

bool is_new_axis(const Value& key) { return key.is_none(); }
bool is_ellipsis(const Value& key) { return key.is_object() && key.object->kind == Kind::ellipsis; }

// One key for every axis, with None where an axis is added.
bool keys_of(Context& ctx, const Value& key, std::size_t rank, std::vector<Value>* keys) {
  *keys = host::as_tuple(key) ? host::as_tuple(key)->items : std::vector<Value>{key};
  std::size_t used = 0;
  for (const Value& k : *keys) used += !is_new_axis(k) && !is_ellipsis(k);
  if (used > rank) return host::raise(ctx, "IndexError", fmt::format("too many indices: an array of {} dimension{} was indexed by {}", rank, rank == 1 ? "" : "s", used));
  const Value whole = Value::of(ctx.heap.make<host::Slice>(Value::none(), Value::none(), Value::none()));
  auto at = std::find_if(keys->begin(), keys->end(), is_ellipsis);
  if (at != keys->end()) at = keys->erase(at);
  keys->insert(at, rank - used, whole);
  return true;
}

}  // namespace

// A key that is an array of indices or a condition; -1 for any other.
bool Trace::index_array(const Value& key, int* index) {
  *index = -1;
  const bool other = host::as_tuple(key) || key.is_none() || host::as<host::Slice>(key, Kind::slice) || is_ellipsis(key);
  int node = 0;
  if (other) return true;
  if (!node_of(key, "an index", &node)) return false;
  if (nodes_[static_cast<std::size_t>(node)].space >= 0) *index = node;
  return true;
}

// What one key takes of an axis: all of it (`whole`), a range of it, or one element (an empty layout).
bool Trace::select_axis(int length, const Value& key, Selection* part, int axis) {
  part->whole = is_whole(key);
  part->layout = {axis, {static_cast<std::int64_t>(nodes_[static_cast<std::size_t>(length)].value)}, {axis}};
  part->count = length;
  if (part->whole) return true;
  if (const host::Slice* s = host::as<host::Slice>(key, Kind::slice)) {
    if (!resolve_slice(*s, length, part)) return false;
    part->layout = line(part->count);
    return true;
  }
  int index = 0;
  if (!node_of(key, "an index", &index)) return false;
  if (nodes_[static_cast<std::size_t>(index)].space >= 0)
    return host::raise(ctx_, "NotImplementedError", "arrays of indices along one of several dimensions inside a step are not supported by bplc yet");
  if (!nodes_[static_cast<std::size_t>(index)].parameter_only)
    return host::raise(ctx_, "NotImplementedError", "an index that a step computes is not supported by bplc yet");
  part->layout = {};
  part->step = part->count = constant(1, ElementType::real);
  // As in BrainPy an index past the end reads the last element, and what is written there is dropped.
  Value last, inside;
  if (!add_binary("sub", length, part->step, &last) || !from_end(key, length, "an index", &index) || !clamp(index, constant(0, ElementType::real), node_in(last), &part->start) ||
      !add_binary("eq", index, part->start, &inside))
    return false;
  part->inside = node_in(inside);
  return true;
}

// Elements in equal distances: whole axes behind at most one range, or one column.
bool Trace::select(int node, const Value& key, Selection* part) {
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (n.space < 0) return host::raise(ctx_, "TypeError", "'float' object is not subscriptable: a number inside a step has no items");
  std::vector<Value> keys;
  if (!keys_of(ctx_, key, n.axes.size(), &keys)) return false;
  std::vector<int> axes;
  host::Shape shape;
  int start = -1, step = -1, count = -1, stride = -1;
  const auto scaled = [&](int x) { return stride < 0 ? x : multiply(x, stride); };
  const auto advance = [&](int by) {
    Value sum;
    if (start >= 0) add_binary("add", start, by, &sum);
    start = start < 0 ? by : node_in(sum);
  };
  bool dense = true;  // what was taken so far are all elements behind the axis
  std::size_t axis = n.axes.size();
  for (auto k = keys.rbegin(); k != keys.rend(); ++k) {
    if (is_new_axis(*k)) {
      axes.insert(axes.begin(), one());
      shape.insert(shape.begin(), 1);
      continue;
    }
    const int length = axis_length(node, --axis);
    Selection own;
    if (!select_axis(length, *k, &own, n.axes[axis])) return false;
    part->whole = part->whole && own.whole;
    if (!own.whole) advance(scaled(own.start));
    if (own.inside >= 0) part->inside = part->inside < 0 ? own.inside : multiply(part->inside, own.inside);
    if (own.layout.space >= 0) {
      axes.insert(axes.begin(), own.layout.axes[0]);
      shape.insert(shape.begin(), own.layout.shape[0]);
      const Node& by = nodes_[static_cast<std::size_t>(own.step)];
      const bool unit = own.whole || (by.instr.op == KernelOp::constant && by.value == 1);
      if (count >= 0 && !(dense && unit))
        return host::raise(ctx_, "NotImplementedError", "this part of an array of several dimensions is not supported by bplc inside a step yet: take rows, one row or one column");
      if (count < 0) step = own.whole ? stride : scaled(own.step);
      count = count < 0 ? own.count : multiply(count, own.count);
    }
    dense = dense && own.whole;
    stride = scaled(length);
  }
  part->start = start < 0 ? constant(0, ElementType::real) : start;
  part->step = step < 0 ? constant(1, ElementType::real) : step;
  part->count = count < 0 ? constant(1, ElementType::real) : count;
  part->layout = grid(std::move(axes), std::move(shape));
  return true;
}

namespace {

// A vector of indices that the step made of numbers.
const host::Array* written_indices(const Value& key) {
  const host::Array* a = host::as_array(key);
  return a && a->shape.size() == 1 && a->dtype != host::DType::boolean && !host::is_real(a->dtype) ? a : nullptr;
}

}  // namespace

bool Trace::items_at(int node, const host::Array& indices, Value* result) {
  if (!check_size(indices)) return false;
  std::vector<Value> found(static_cast<std::size_t>(indices.size()));
  for (std::int64_t k = 0; k < indices.size(); ++k)
    if (!item(node, host::item_at(indices, k), &found[static_cast<std::size_t>(k)])) return false;
  int made = 0;
  if (!stacked(found, &made)) return false;
  *result = symbol(made);
  return true;
}

bool Trace::store_at(host::Variable& variable, const host::Array& indices, const Value& value) {
  int operand = 0;
  if (!check_size(indices) || !node_of(value, "the value of a bm.Variable", &operand)) return false;
  const bool array = nodes_[static_cast<std::size_t>(operand)].space >= 0;
  if (array && nodes_[static_cast<std::size_t>(operand)].shape != indices.shape) return same_length(nodes_[static_cast<std::size_t>(operand)].shape, indices.shape);
  for (std::int64_t k = 0; k < indices.size(); ++k) {
    Value own = symbol(operand);
    if (array && !item(operand, Value::of(k), &own)) return false;
    if (!store_item(variable, host::item_at(indices, k), own)) return false;
  }
  return true;
}

bool Trace::item(int node, const Value& key, Value* result) {
  if (is_whole(key)) {
    *result = symbol(node);
    return true;
  }
  if (const host::Array* indices = written_indices(key); indices && nodes_[static_cast<std::size_t>(node)].shape.size() == 1) return items_at(node, *indices, result);
  const Node n = nodes_[static_cast<std::size_t>(node)];
  int index = 0;
  if (!index_array(key, &index)) return false;
  if (index >= 0) {
    int gathered = 0;
    if (nodes_[static_cast<std::size_t>(index)].instr.type == ElementType::boolean)
      return host::refuse(ctx_, "TypeError", "the elements where a condition holds are not an array of a known length: use bm.where(condition, a, b)");
    if (n.shape.size() != 1)
      return host::raise(ctx_, "NotImplementedError", "arrays of indices into an array of several dimensions inside a step are not supported by bplc yet");
    if (!gather(node, index, &gathered)) return false;
    *result = symbol(gathered);
    return true;
  }
  Selection part;
  if (!select(node, key, &part)) return false;
  if (part.whole) {
    *result = symbol(reshape(node, part.layout));
    return true;
  }
  const bool number = part.layout.space < 0;
  if (number) part.layout = line(part.count);
  const int taken = slice(node, part);
  *result = symbol(number ? reduce(n.instr.type == ElementType::boolean ? "any" : "sum", taken) : taken);
  return true;
}

bool Trace::store_item(host::Variable& variable, const Value& key, const Value& value) {
  Value loaded;
  if (!load(variable, &loaded)) return false;
  const int base = node_in(loaded);
  if (const host::Array* indices = written_indices(key); indices && nodes_[static_cast<std::size_t>(base)].shape.size() == 1) return store_at(variable, *indices, value);
  int operand = 0, target = 0, index = 0;
  if (!node_of(value, "the value of a bm.Variable", &operand) || !index_array(key, &index)) return false;
  const Node b = nodes_[static_cast<std::size_t>(base)];
  if (!convert(operand, b.instr.type, &operand)) return false;
  if (index >= 0 && nodes_[static_cast<std::size_t>(index)].instr.type == ElementType::boolean) {
    Value chosen;
    return add_select(index, operand, base, &chosen) && store(variable, chosen, host::Assignment::part);
  }
  if (index >= 0) {
    if (b.shape.size() != 1)
      return host::raise(ctx_, "NotImplementedError", "arrays of indices into an array of several dimensions inside a step are not supported by bplc yet");
    const Layout places = nodes_[static_cast<std::size_t>(index)];
    return fit(&operand, places) && put_at(operand, base, index, &target) && store(variable, symbol(target), host::Assignment::part);
  }
  Selection part;
  if (!select(base, key, &part)) return false;
  if (part.layout.space < 0) part.layout = line(part.count);
  if (!fit(&operand, part.layout)) return false;
  if (part.inside >= 0) part.count = multiply(part.count, part.inside);
  return store(variable, symbol(put(operand, base, part)), host::Assignment::part);
}

bool Trace::elements_of(int node, std::vector<Value>* items) {
  constexpr std::int64_t kMost = 64;  // each of them is code of its own
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (n.instr.op != KernelOp::slot || n.shape.size() != 1 || n.shape[0] > kMost)
    return host::refuse(ctx_, "TypeError", "cannot loop over the elements of an array inside a step: operations work on all elements at once");
  double length = 0;
  if (!decide(axis_length(node, 0), "the number of rounds of a loop", &length)) return false;
  for (std::int64_t k = 0; k < n.shape[0]; ++k)
    if (!item(node, Value::of(k), &items->emplace_back())) return false;
  return true;
}

bool Trace::stacked(const std::vector<Value>& items, int* result) {
  std::vector<int> numbers;
  bool truths = !items.empty(), whole = truths;
  const auto is_array = [&](const Value& v) {
    return host::as_list(v) || host::as_tuple(v) || host::as_variable(v) || (as_symbol(v) && nodes_[static_cast<std::size_t>(node_in(v))].space >= 0);
  };
  if (std::any_of(items.begin(), items.end(), is_array))
    return host::raise(ctx_, "NotImplementedError", "an array made of arrays inside a step is not supported by bplc yet: make it in __init__");
  for (const Value& v : items) {
    if (!node_of(v, "an item of an array", &numbers.emplace_back())) return false;
    const Node& n = nodes_[static_cast<std::size_t>(numbers.back())];
    truths = truths && n.instr.type == ElementType::boolean;
    whole = whole && n.meaning != ElementType::real;
  }
  const ElementType type = truths ? ElementType::boolean : whole && !in_derivative() ? ElementType::integer : ElementType::real;
  *result = widen(constant(0, type), line(constant(static_cast<double>(items.size()), ElementType::real)));
  Selection part;
  part.step = part.count = constant(1, ElementType::real);
  part.layout = line(part.count);
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    part.start = constant(static_cast<double>(k), ElementType::real);
    if (!convert(numbers[k], type, &numbers[k])) return false;
    *result = put(widen(numbers[k], part.layout), *result, part);
  }
  return true;
}

// The dtype of an array or variable is that of the object it is; what is computed from it has the default one of its kind.
bool Trace::dtype(int node, Value* result) {
  const ir::KernelInstr i = nodes_[static_cast<std::size_t>(node)].instr;
  const bool is_slot = i.op == KernelOp::slot, is_state = i.op == KernelOp::load;
  const host::Path* origin = is_slot ? &signature_.slots[static_cast<std::size_t>(i.index)].path : is_state ? &signature_.states[static_cast<std::size_t>(i.index)].path : nullptr;
  if (origin) {
    host::Path path = *origin;
    path.steps.push_back({host::PathStep::Kind::attribute, "dtype", -1});
    if (const std::optional<Value> found = host::follow(ctx_, self_, path)) {
      if (recorded_.insert(to_text(path)).second) signature_.records.push_back(host::record_of(ctx_, path, *found));
      *result = *found;
      return true;
    }
  }
  const ElementType type = nodes_[static_cast<std::size_t>(node)].meaning;
  if (!rely(node)) return false;
  *result = host::dtype_object(ctx_, type == ElementType::boolean ? host::DType::boolean
                                     : type == ElementType::integer ? host::default_integer(ctx_, host::Flavour::brainpy)
                                                                    : host::default_real(ctx_, host::Flavour::brainpy));
  return true;
}

bool Symbol::get_item(Context&, const Value& key, Value* result) { return trace.item(node, key, result); }

bool Trace::has_length(int node) {
  const Node& n = nodes_[static_cast<std::size_t>(node)];
  return !n.axes.empty() || host::raise(ctx_, "TypeError", "object of type 'float' has no len()");
}

bool Trace::length(int node, Value* result) {
  double value = 0;
  if (!has_length(node) || !decide(axis_length(node, 0), "len()", &value)) return false;
  *result = Value::of(static_cast<std::int64_t>(value));
  return true;
}

bool Symbol::length(Context&, Value* result) { return trace.length(node, result); }

bool Symbol::get_attribute(Context& ctx, std::string_view name, Value* result) {
  if (trace.is_plain(node)) return trace.number_attribute(node, name, result);
  const Node& n = trace.node(node);
  if (name == "value") trace.note_unwrapped(node);
  if (name == "value" || name == "real" || (name == "T" && n.shape.size() < 2)) {
    *result = Value::of(this);
    return true;
  }
  if (name == "T" && n.shape.size() == 2) {
    *result = trace.symbol(trace.transpose(node));
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
    std::vector<Value> items;
    for (std::size_t k = 0, rank = n.axes.size(); k < rank; ++k) items.push_back(trace.symbol(trace.axis_length(node, k)));
    *result = Value::of(ctx.heap.make<host::Tuple>(std::move(items)));
    return true;
  }
  if (name == "dtype") return trace.dtype(node, result);
  // Methods are functions of the module with the array as first argument.
  const host::NativeEntry* method = host::find_native("brainpy.math", name);
  if (!method) method = host::find_array_method(name);
  if (!method) return host::raise_missing(ctx, "AttributeError", fmt::format("an array inside a step has no attribute '{}' that bplc knows", name));
  *result = Value::of(ctx.heap.make<host::BoundMethod>(Value::of(this), Value::of(ctx.heap.make<host::Native>(method))));
  return true;
}

}  // namespace bpl::discover
