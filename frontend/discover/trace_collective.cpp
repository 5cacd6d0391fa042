// Tracing what combines elements of different places: sums, slices, products with a matrix, histories.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "frontend/discover/trace.h"
#include "host/ops.h"

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
    else s.op = i.name;
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

int Trace::length_of(int node) {
  const int space = find_space(nodes_[static_cast<std::size_t>(node)].space);
  if (space < 0) return constant(1, ElementType::real);
  for (const auto& [other, path] : anchors_) {
    if (find_space(other) != space) continue;
    const std::string key = "length of " + to_text(path);
    auto at = slots_by_path_.find(key);
    if (at == slots_by_path_.end()) {
      host::Slot s;
      s.path = path;
      s.length = true;
      s.default_value = static_cast<double>(lengths_[static_cast<std::size_t>(other)]);
      at = slots_by_path_.emplace(key, static_cast<int>(signature_.slots.size())).first;
      signature_.slots.push_back(std::move(s));
    }
    Node n;
    n.instr.op = KernelOp::slot;
    n.instr.index = at->second;
    n.parameter_only = true;
    n.value = static_cast<double>(lengths_[static_cast<std::size_t>(other)]);
    return add(std::move(n));
  }
  for (std::size_t s = 0; s < spaces_.size(); ++s)
    if (find_space(static_cast<int>(s)) == space && extents_[s] >= 0) return extents_[s];
  return constant(static_cast<double>(lengths_[static_cast<std::size_t>(space)]), ElementType::real);
}

int Trace::add_collective(Collective c, const std::vector<int>& operands, ElementType type, int space, const Shape& shape) {
  c.location = here();
  Node n;
  n.instr.op = KernelOp::temporary;
  n.instr.type = type;
  n.space = space;
  n.shape = shape;
  n.collective = static_cast<int>(collectives_.size());
  const int region = region_;
  region_ = 0;
  const int node = add(std::move(n));
  region_ = region;
  collectives_.push_back({std::move(c), operands, node});
  return node;
}

int Trace::reduce(const std::string& name, int operand) {
  if (nodes_[static_cast<std::size_t>(operand)].space < 0) return operand;
  Collective c;
  c.op = CollectiveOp::reduce;
  c.name = name;
  const bool logic = name == "any" || name == "all";
  if (!logic) operand = to_real(operand);
  return add_collective(std::move(c), {operand}, logic ? ElementType::boolean : ElementType::real, -1, {});
}

// An array of one element as a number: it spreads over whatever it meets.
int Trace::spread(int node) {
  const int space = nodes_[static_cast<std::size_t>(node)].space;
  host::Extent one;
  one.space = space;
  one.nodes = {{"constant", {}, 1, -1}};
  one.line = here().line;
  signature_.extents.push_back(std::move(one));
  const ElementType type = nodes_[static_cast<std::size_t>(node)].instr.type;
  return reduce(type == ElementType::boolean ? "any" : "sum", node);
}

int Trace::widen(int node, int space, const Shape& shape) {
  Node n;
  n.instr.op = KernelOp::select;
  n.instr.type = nodes_[static_cast<std::size_t>(node)].instr.type;
  n.instr.args = {constant(1, ElementType::boolean), node, node};
  n.space = space;
  n.shape = shape;
  return add(std::move(n));
}

int Trace::slice(int operand, int start, int step, int count) {
  Collective c;
  c.op = CollectiveOp::slice;
  c.start = scalar_code(start);
  c.step = scalar_code(step);
  const auto length = static_cast<std::int64_t>(nodes_[static_cast<std::size_t>(count)].value);
  return add_collective(std::move(c), {operand}, nodes_[static_cast<std::size_t>(operand)].instr.type, new_space(length, count), {length});
}

int Trace::put(int operand, int base, int start, int step, int count) {
  Collective c;
  c.op = CollectiveOp::put;
  c.start = scalar_code(start);
  c.step = scalar_code(step);
  c.count = scalar_code(count);
  const Node& b = nodes_[static_cast<std::size_t>(base)];
  return add_collective(std::move(c), {operand, base}, b.instr.type, b.space, b.shape);
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
  const Node& n = nodes_[static_cast<std::size_t>(indices)];
  *result = add_collective(std::move(c), {operand}, nodes_[static_cast<std::size_t>(operand)].instr.type, n.space, n.shape);
  return true;
}

bool Trace::put_at(int operand, int base, int indices, int* result) {
  bool ok = false;
  Collective c;
  c.op = CollectiveOp::put_at;
  c.slot = index_slot(indices, &ok);
  if (!ok) return false;
  const Node& b = nodes_[static_cast<std::size_t>(base)];
  *result = add_collective(std::move(c), {operand, base, indices}, b.instr.type, b.space, b.shape);
  collectives_.back().operands.resize(2);
  return true;
}

bool Trace::add_at(int operand, int indices, int length, int* result) {
  bool ok = false;
  Collective c;
  c.op = CollectiveOp::add_at;
  c.slot = index_slot(indices, &ok);
  if (!ok) return false;
  const auto n = static_cast<std::int64_t>(nodes_[static_cast<std::size_t>(length)].value);
  operand = to_real(operand);
  if (nodes_[static_cast<std::size_t>(operand)].space >= 0) {
    if (!same_length(nodes_[static_cast<std::size_t>(operand)].shape, nodes_[static_cast<std::size_t>(indices)].shape)) return false;
    unify(nodes_[static_cast<std::size_t>(operand)].space, nodes_[static_cast<std::size_t>(indices)].space);
  } else {
    operand = widen(operand, nodes_[static_cast<std::size_t>(indices)].space, nodes_[static_cast<std::size_t>(indices)].shape);
  }
  *result = add_collective(std::move(c), {operand}, ElementType::real, new_space(n, length), {n});
  return true;
}

int Trace::roll(int operand, int shift) {
  Collective c;
  c.op = CollectiveOp::roll;
  c.start = scalar_code(shift);
  const Node& n = nodes_[static_cast<std::size_t>(operand)];
  return add_collective(std::move(c), {operand}, n.instr.type, n.space, n.shape);
}

bool Trace::product(int matrix, int operand, bool transposed, int* result) {
  const Node m = nodes_[static_cast<std::size_t>(matrix)];
  if (m.instr.op != KernelOp::slot || m.shape.size() != 2)
    return host::raise(ctx_, "NotImplementedError", "a product inside a step needs a matrix that was made in __init__ and a vector");
  const std::size_t inner = transposed ? 0 : 1;
  if (nodes_[static_cast<std::size_t>(operand)].shape != Shape{m.shape[inner]})
    return host::raise(ctx_, "ValueError", fmt::format("a matrix of shape {} does not fit a vector of shape {}", host::shape_text(m.shape),
                                                       host::shape_text(nodes_[static_cast<std::size_t>(operand)].shape)));
  whole_slots_.insert(m.instr.index);
  // Another matrix with as many entries may have another shape.
  host::Path inner_length = signature_.slots[static_cast<std::size_t>(m.instr.index)].path;
  inner_length.steps.push_back({host::PathStep::Kind::attribute, "shape", -1});
  inner_length.steps.push_back({host::PathStep::Kind::item, {}, static_cast<std::int64_t>(inner)});
  Value fits;
  double fitting = 0;
  if (!add_binary("eq", slot(inner_length, Value::of(m.shape[inner]), false), length_of(operand), &fits) ||
      !decide(as_symbol(fits)->node, "a product", &fitting))
    return false;
  Collective c;
  c.op = CollectiveOp::product;
  c.slot = m.instr.index;
  c.transposed = transposed;
  // The number of results: the entries of the matrix over those of the vector.
  const int entries = length_of(matrix), inputs = length_of(operand);
  Value quotient;
  if (!add_binary("floordiv", entries, inputs, &quotient)) return false;
  const std::int64_t length = m.shape[1 - inner];
  *result = add_collective(std::move(c), {to_real(operand)}, ElementType::real, new_space(length, as_symbol(quotient)->node), {length});
  return true;
}

// --- histories ------------------------------------------------------------------------------------------------------

// recall(history, steps): the value that was pushed so many pushes ago.
bool Trace::recall(const Arguments& arguments, Value* result) {
  host::Variable* history = host::as_variable(arguments.positional[0]);
  if (!require_known(history)) return false;
  int steps = 0;
  if (!node_of(arguments.positional[1], "the number of steps", &steps)) return false;
  Collective c;
  c.op = CollectiveOp::recall;
  c.state = state(*history);
  host::State& past = signature_.states[static_cast<std::size_t>(c.state)];
  past.read = true;
  const Node& n = nodes_[static_cast<std::size_t>(steps)];
  const Shape shape(history->value->shape.begin() + 1, history->value->shape.end());
  if (n.space >= 0) {
    bool ok = false;
    c.slot = index_slot(steps, &ok);
    if (!ok || !same_length(n.shape, shape)) return false;
    unify(n.space, past.space);
  } else if (n.parameter_only) {
    c.start = scalar_code(steps);
  } else {
    return host::raise(ctx_, "NotImplementedError", "a delay that a step computes is not supported by bplc yet");
  }
  *result = symbol(add_collective(std::move(c), {}, history->type, past.space, shape));
  return true;
}

// push(history, value)
bool Trace::push(const Arguments& arguments, Value* result) {
  host::Variable* history = host::as_variable(arguments.positional[0]);
  if (!require_known(history)) return false;
  int value = 0;
  if (!node_of(arguments.positional[1], "the value of a delay", &value)) return false;
  const int s = state(*history);
  signature_.states[static_cast<std::size_t>(s)].written = true;
  const int space = signature_.states[static_cast<std::size_t>(s)].space;
  const Shape shape(history->value->shape.begin() + 1, history->value->shape.end());
  if (history->type == ElementType::real) value = to_real(value);
  if (nodes_[static_cast<std::size_t>(value)].instr.type != history->type)
    return host::raise(ctx_, "TypeError", "a delay keeps the dtype of what it was made for");
  if (nodes_[static_cast<std::size_t>(value)].space >= 0) {
    if (!same_length(nodes_[static_cast<std::size_t>(value)].shape, shape)) return false;
    unify(nodes_[static_cast<std::size_t>(value)].space, space);
  } else {
    value = widen(value, space, shape);
  }
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
