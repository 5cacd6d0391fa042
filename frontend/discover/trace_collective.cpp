// Tracing what combines elements of different places: sums, slices, products with a matrix, histories.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "frontend/discover/trace.h"
#include "host/models/connections.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Arguments;
using host::Shape;
using host::Value;
using ir::Collective;
using ir::CollectiveOp;
using ir::ElementType;
using ir::KernelOp;

// The arithmetic that gives a parameter-only node, as code for the matcher and the runtime.
std::vector<host::ScalarNode> Trace::scalar_code(int node, bool* has_slot) const {
  std::vector<host::ScalarNode> code;
  std::map<int, int> numbers;
  const auto visit = [&](auto& self, int n) -> void {
    if (numbers.contains(n)) return;
    const ir::KernelInstr& i = nodes_[static_cast<std::size_t>(n)].instr;
    for (const int a : i.args) self(self, a);
    host::ScalarNode s;
    if (i.op == KernelOp::slot) s.op = "slot", s.slot = i.index;
    else if (i.op == KernelOp::constant) s.op = "constant", s.number = i.number;
    else if (i.op == KernelOp::select) s.op = "select";
    else if (i.op == KernelOp::powi) s.op = "pow";
    else s.op = i.type == ElementType::integer && (is_logic(i.name) || i.name == "not") ? "bit_" + i.name : i.name;
    for (const int a : i.args) s.args.push_back(numbers[a]);
    if (i.op == KernelOp::powi) {
      code.push_back({"constant", {}, static_cast<double>(i.index), -1});
      s.args.push_back(static_cast<int>(code.size()) - 1);
    }
    if (has_slot && i.op == KernelOp::slot) *has_slot = true;
    numbers[n] = static_cast<int>(code.size());
    code.push_back(std::move(s));
  };
  visit(visit, node);
  return code;
}

int Trace::add_collective(Collective c, const std::vector<int>& operands, ElementType type, const Layout& layout) {
  c.location = here();
  Node n;
  n.instr.op = KernelOp::temporary;
  n.instr.type = type;
  n.layout() = layout;
  n.collective = static_cast<int>(collectives_.size());
  const int region = region_;
  region_ = 0;
  const int node = add(std::move(n));
  region_ = region;
  collectives_.push_back({std::move(c), operands, node});
  return node;
}

// The operand and the type of the result of a reduction: of truth values and integers; a mean is real.
ElementType Trace::prepare_reduction(std::string* name, int* operand, ElementType* meaning) {
  const ElementType of = nodes_[static_cast<std::size_t>(*operand)].meaning;
  if (of == ElementType::boolean && *name == "max") *name = "any";
  if (of == ElementType::boolean && *name == "min") *name = "all";
  const bool logic = *name == "any" || *name == "all";
  *meaning = logic ? ElementType::boolean : *name == "mean" || of == ElementType::real ? ElementType::real : ElementType::integer;
  *operand = exact(*operand);
  if (logic) return ElementType::boolean;
  if (*meaning == ElementType::integer && nodes_[static_cast<std::size_t>(*operand)].instr.type == ElementType::integer) return ElementType::integer;
  *operand = to_real(*operand);
  return ElementType::real;
}

// The result of a collective that moves the elements of its first operand.
int Trace::moved(Collective c, std::vector<int> operands, const Layout& layout) {
  operands[0] = exact(operands[0]);
  const Node n = nodes_[static_cast<std::size_t>(operands[0])];
  const int result = add_collective(std::move(c), std::move(operands), n.instr.type, layout);
  nodes_[static_cast<std::size_t>(result)].meaning = n.meaning;
  return result;
}

int Trace::reduce(std::string name, int operand) {
  if (nodes_[static_cast<std::size_t>(operand)].space < 0) return operand;
  ElementType meaning{};
  const ElementType type = prepare_reduction(&name, &operand, &meaning);
  Collective c;
  c.op = CollectiveOp::reduce;
  c.name = name;
  const int result = add_collective(std::move(c), {operand}, type, {});
  nodes_[static_cast<std::size_t>(result)].meaning = meaning;
  return result;
}

// Along one axis of several; `keep` leaves an axis of one element in its place.
int Trace::reduce_axis(std::string name, int operand, std::size_t axis, bool keep) {
  ElementType meaning{};
  const ElementType type = prepare_reduction(&name, &operand, &meaning);
  Collective c;
  c.op = CollectiveOp::reduce_axis;
  c.name = name;
  c.count = scalar_code(axis_length(operand, axis));
  const Node n = nodes_[static_cast<std::size_t>(operand)];
  int step = -1;
  for (std::size_t k = axis + 1; k < n.axes.size(); ++k) step = step < 0 ? axis_length(operand, k) : multiply(step, axis_length(operand, k));
  if (step >= 0) c.step = scalar_code(step);
  std::vector<int> axes = n.axes;
  Shape shape = n.shape;
  if (keep) {
    axes[axis] = one();
    shape[axis] = 1;
  } else {
    axes.erase(axes.begin() + static_cast<std::ptrdiff_t>(axis));
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
  }
  const int result = add_collective(std::move(c), {operand}, type, grid(std::move(axes), std::move(shape)));
  nodes_[static_cast<std::size_t>(result)].meaning = meaning;
  return result;
}

int Trace::transpose(int operand) {
  const Node n = nodes_[static_cast<std::size_t>(operand)];
  const Layout layout = grid({n.axes[1], n.axes[0]}, {n.shape[1], n.shape[0]});
  if (is_one(n.axes[0]) || is_one(n.axes[1])) return reshape(operand, layout);
  Collective c;
  c.op = CollectiveOp::transpose;
  c.count = scalar_code(axis_length(operand, 1));
  return moved(std::move(c), {operand}, layout);
}

int Trace::slice(int operand, const Selection& part) {
  Collective c;
  c.op = CollectiveOp::slice;
  c.start = scalar_code(part.start);
  c.step = scalar_code(part.step);
  return moved(std::move(c), {operand}, part.layout);
}

int Trace::put(int operand, int base, const Selection& part) {
  Collective c;
  c.op = CollectiveOp::put;
  c.start = scalar_code(part.start);
  c.step = scalar_code(part.step);
  c.count = scalar_code(part.count);
  const Node& b = nodes_[static_cast<std::size_t>(base)];
  return add_collective(std::move(c), {operand, base}, b.instr.type, b);
}

// The slot of an array of indices. It stays an array of the whole program: every rank takes what it needs.
int Trace::index_slot(int indices, bool* ok) {
  const Node& n = nodes_[static_cast<std::size_t>(indices)];
  *ok = n.instr.op == KernelOp::slot && n.space >= 0 && n.shape.size() == 1;
  if (!*ok) host::raise(ctx_, "NotImplementedError", "indices that a step computes are not supported by bplc yet: make them in __init__");
  return n.instr.index;
}

bool Trace::gather(int operand, int indices, int* result) {
  bool ok = false;
  Collective c;
  c.op = CollectiveOp::gather;
  c.slot = index_slot(indices, &ok);
  if (!ok) return false;
  *result = moved(std::move(c), {operand}, Layout(nodes_[static_cast<std::size_t>(indices)]));
  return true;
}

bool Trace::put_at(int operand, int base, int indices, int* result) {
  bool ok = false;
  Collective c;
  c.op = CollectiveOp::put_at;
  c.slot = index_slot(indices, &ok);
  if (!ok) return false;
  const Node& b = nodes_[static_cast<std::size_t>(base)];
  *result = add_collective(std::move(c), {operand, base}, b.instr.type, b);
  return true;
}

bool Trace::reduce_at(const std::string& name, int operand, int indices, int length, int* result) {
  bool ok = false;
  Collective c;
  c.op = CollectiveOp::reduce_at;
  c.name = name;
  c.slot = index_slot(indices, &ok);
  if (!ok) return false;
  operand = to_real(operand);
  const Layout layout = nodes_[static_cast<std::size_t>(indices)];
  if (nodes_[static_cast<std::size_t>(operand)].space < 0) operand = widen(operand, layout);
  else if (!same_layout(nodes_[static_cast<std::size_t>(operand)], layout)) return false;
  *result = add_collective(std::move(c), {operand}, ElementType::real, line(length));
  return true;
}

// The array is made from the one at the same path wherever the update is used.
bool Trace::rows_of(int starts, int* result) {
  bool ok = false;
  const int from = index_slot(starts, &ok);
  if (!ok) return false;
  const host::Path path = signature_.slots[static_cast<std::size_t>(from)].path;
  const std::string key = "rows of " + to_text(path);
  auto at = slots_by_path_.find(key);
  if (at == slots_by_path_.end()) {
    const std::optional<Value> found = host::follow(ctx_, self_, path);
    const host::Array* rows = found && host::as_array(*found) ? host::expand_rows(ctx_, *host::as_array(*found)) : nullptr;
    if (!rows) return host::refuse(ctx_, "ValueError", "the beginnings of rows (indptr) must start with 0 and never fall");
    host::Slot s;
    s.path = path;
    s.array = s.rows = true;
    s.space = new_space(rows->size());
    at = slots_by_path_.emplace(key, static_cast<int>(signature_.slots.size())).first;
    slot_layouts_[at->second] = {s.space, {rows->size()}, {s.space}};
    signature_.slots.push_back(std::move(s));
  }
  Node n;
  n.instr.op = KernelOp::slot;
  n.instr.index = at->second;
  n.layout() = slot_layouts_.at(at->second);
  *result = add(std::move(n));
  return true;
}

int Trace::roll(int operand, int shift) {
  Collective c;
  c.op = CollectiveOp::roll;
  c.start = scalar_code(shift);
  return moved(std::move(c), {operand}, Layout(nodes_[static_cast<std::size_t>(operand)]));
}

// A matrix that was made in __init__ is read where it lies; one that the step computes or changes is an operand.
bool Trace::product(int matrix, int operand, bool transposed, int* result) {
  const Node m = nodes_[static_cast<std::size_t>(matrix)];
  const Node x = nodes_[static_cast<std::size_t>(operand)];
  const std::size_t inner = transposed ? 0 : 1;
  if (x.shape != Shape{m.shape[inner]})
    return host::raise(ctx_, "ValueError", fmt::format("a matrix of shape {} does not fit a vector of shape {}", host::shape_text(m.shape), host::shape_text(x.shape)));
  unify(m.axes[inner], x.space);
  Collective c;
  c.op = CollectiveOp::product;
  c.transposed = transposed;
  std::vector<int> operands = {to_real(operand)};
  if (m.instr.op == KernelOp::slot) {
    c.slot = m.instr.index;
    whole_slots_.insert(c.slot);
  } else {
    operands.push_back(to_real(matrix));
  }
  *result = add_collective(std::move(c), operands, ElementType::real, grid({m.axes[1 - inner]}, {m.shape[1 - inner]}));
  return true;
}

bool Trace::matrix_product(int left, int right, int* result) {
  const Node a = nodes_[static_cast<std::size_t>(left)];
  const Node b = nodes_[static_cast<std::size_t>(right)];
  if (a.shape[1] != b.shape[0])
    return host::raise(ctx_, "ValueError", fmt::format("a matrix of shape {} does not fit a matrix of shape {}", host::shape_text(a.shape), host::shape_text(b.shape)));
  unify(a.axes[1], b.axes[0]);
  Collective c;
  c.op = CollectiveOp::product;
  c.count = scalar_code(axis_length(right, 1));
  *result = add_collective(std::move(c), {to_real(right), to_real(left)}, ElementType::real, grid({a.axes[0], b.axes[1]}, {a.shape[0], b.shape[1]}));
  return true;
}

// --- histories ------------------------------------------------------------------------------------------------------

namespace {

constexpr const char* kRows =
    "an array of delays gives one row for each of them: write d(k, bm.arange(n)) for one delay an element, or one call with a number for each row";

}  // namespace

// recall(history, steps, indices): the value that was pushed so many pushes ago; with indices the element indices[k] of what was
// pushed steps[k] pushes ago.
bool Trace::recall(const Arguments& arguments, Value* result) {
  host::Variable* history = host::as_variable(arguments.positional[0]);
  if (!require_known(history)) return false;
  int steps = 0;
  if (!node_of(arguments.positional[1], "the number of steps", &steps)) return false;
  Collective c;
  c.op = CollectiveOp::recall;
  c.state = state(*history);
  signature_.states[static_cast<std::size_t>(c.state)].read = true;
  const Value& indices = arguments.positional[2];
  if (nodes_[static_cast<std::size_t>(steps)].space >= 0) {
    if (indices.is_none()) return host::raise(ctx_, "NotImplementedError", kRows);
    return recall_at(std::move(c), history->type, steps, indices, result);
  }
  if (!nodes_[static_cast<std::size_t>(steps)].parameter_only)
    return host::raise(ctx_, "NotImplementedError", "a delay that a step computes is not supported by bplc yet");
  c.start = scalar_code(steps);
  const int row = add_collective(c, {}, history->type, state_layouts_.at(c.state));
  if (!indices.is_none()) return item(row, indices, result);
  *result = symbol(row);
  return true;
}

// Of all elements in order every rank has its own: nothing is exchanged.
bool Trace::recall_at(Collective c, ElementType type, int steps, const Value& indices, Value* result) {
  int at = 0;
  if (!node_of(indices, "the indices of a delay", &at)) return false;
  const Layout layout = state_layouts_.at(c.state);
  const Layout places = nodes_[static_cast<std::size_t>(at)];
  if (layout.shape.size() != 1 || places.shape.size() != 1)
    return host::raise(ctx_, "NotImplementedError", "a delay of an array of several dimensions takes one number of steps inside a step: arrays of steps and indices are not supported by bplc yet");
  if (!same_layout(nodes_[static_cast<std::size_t>(steps)], places)) return false;
  bool ok = false;
  if (is_arange(at) && places.shape == layout.shape) {
    c.slot = index_slot(steps, &ok);
    if (!ok || !same_layout(places, layout)) return false;
    *result = symbol(add_collective(std::move(c), {}, type, layout));
    return true;
  }
  c.slot = index_slot(at, &ok);
  if (!ok) return false;
  if (!to_integer(steps, &steps)) return false;
  *result = symbol(add_collective(std::move(c), {steps}, type, places));
  return true;
}

// Vectors one behind the other.
int Trace::concatenate(std::vector<int> parts) {
  ElementType type = ElementType::boolean;
  int length = constant(0, ElementType::real);
  std::vector<int> starts;
  for (int& p : parts) {
    p = exact(p);
    type = std::max(type, nodes_[static_cast<std::size_t>(p)].instr.type);
    starts.push_back(length);
    Value sum;
    add_binary("add", length, length_of(p), &sum);
    length = as_symbol(sum)->node;
  }
  int zero = constant(0, type == ElementType::boolean ? type : ElementType::real);
  convert(zero, type, &zero);
  int all = widen(zero, line(length));
  for (std::size_t k = 0; k < parts.size(); ++k) {
    Selection part;
    part.start = starts[k];
    part.step = constant(1, ElementType::real);
    part.count = length_of(parts[k]);
    convert(parts[k], type, &parts[k]);
    all = put(parts[k], all, part);
  }
  return all;
}

// The numbers 0, 1, ... of as many elements as a parameter-only node says.
int Trace::arange(int length) {
  Collective c;
  c.op = CollectiveOp::arange;
  const int result = add_collective(std::move(c), {}, ElementType::integer, line(length));
  set_meaning(result, ElementType::integer);
  return result;
}

bool Trace::is_arange(int node) const {
  const int c = nodes_[static_cast<std::size_t>(node)].collective;
  return c >= 0 && collectives_[static_cast<std::size_t>(c)].collective.op == CollectiveOp::arange;
}

// push(history, value)
bool Trace::push(const Arguments& arguments, Value* result) {
  host::Variable* history = host::as_variable(arguments.positional[0]);
  if (!require_known(history)) return false;
  int value = 0;
  if (!node_of(arguments.positional[1], "the value of a delay", &value)) return false;
  const int s = state(*history);
  signature_.states[static_cast<std::size_t>(s)].written = true;
  const Layout& layout = state_layouts_.at(s);
  if (history->type == ElementType::real) value = to_real(value);
  if (history->type == ElementType::integer && (!rely(value) || !is_whole_number(value) || !to_integer(value, &value))) return false;
  if (nodes_[static_cast<std::size_t>(value)].instr.type != history->type)
    return host::refuse(ctx_, "TypeError", "a delay keeps the dtype of what it was made for");
  if (nodes_[static_cast<std::size_t>(value)].space < 0) value = widen(value, layout);
  else if (!same_layout(nodes_[static_cast<std::size_t>(value)], layout)) return false;
  Collective c;
  c.op = CollectiveOp::push;
  c.state = s;
  c.location = here();
  collectives_.push_back({std::move(c), {value}, -1});
  *result = Value::none();
  return true;
}

// --- views ----------------------------------------------------------------------------------------------------------

// A view holds the variable it is of as `base`, and where it begins and how it goes on as `start` and `step`.
bool Trace::range_of(const Value& view, host::Variable** base, std::vector<int>* range) {
  Value value;
  bool found = false;
  if (!host::find_attribute(ctx_, view, "base", &value, &found)) return false;
  if (!found || !host::as_variable(value)) return true;
  *base = host::as_variable(value);
  for (const char* name : {"start", "step"}) {
    int node = 0;
    if (!host::get_attribute(ctx_, view, name, &value) || !node_of(value, name, &node)) return false;
    range->push_back(node);
  }
  return true;
}

}  // namespace bpl::discover
