// What the values of a step are for the script: the type of their elements, and whether they are numbers of Python or arrays. A
// whole number is computed as a real as long as no result depends on it, so that a parameter may be an int or a float; where
// one does, the class of the parameter is recorded, and integers are computed exactly, in 32 bits.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "frontend/discover/trace.h"
#include "host/models/scalar_code.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Value;
using ir::ElementType;
using ir::KernelOp;

namespace {

constexpr std::string_view kComparisons[] = {"lt", "le", "gt", "ge", "eq", "ne"};
constexpr std::string_view kLogic[] = {"and", "or", "xor"};
constexpr std::string_view kOfIntegers[] = {"add", "sub", "mul", "floordiv", "mod", "min", "max"};  // have one of integers
constexpr std::string_view kSameType[] = {"neg", "abs", "square", "sign"};
constexpr std::string_view kRounding[] = {"floor", "ceil", "round", "trunc"};

template <class List>
bool contains(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

ir::KernelInstr operation(KernelOp op, std::string name, std::vector<int> args, ElementType type = ElementType::real) {
  ir::KernelInstr i;
  i.op = op;
  i.type = type;
  i.name = std::move(name);
  i.args = std::move(args);
  return i;
}

ElementType at_least_integer(ElementType t) { return t == ElementType::boolean ? ElementType::integer : t; }

}  // namespace

bool is_comparison(std::string_view op) { return contains(kComparisons, op); }
bool has_integer_form(std::string_view op) { return contains(kOfIntegers, op); }
bool is_logic(std::string_view op) { return contains(kLogic, op); }

// --- of an instruction ------------------------------------------------------------------------------------------------

ElementType Trace::meaning_of(const Node& n) const {
  const auto of = [&](std::size_t k) { return nodes_[static_cast<std::size_t>(n.instr.args[k])].meaning; };
  const ir::KernelInstr& i = n.instr;
  switch (i.op) {
    case KernelOp::select: return std::max(of(1), of(2));
    case KernelOp::powi: return i.index < 0 ? ElementType::real : at_least_integer(of(0));
    case KernelOp::unary:
      if (i.name == "to_integer") return ElementType::integer;
      if (i.name == "to_real" || i.name == "not") return i.type == ElementType::integer ? ElementType::integer : of(0);
      if (contains(kSameType, i.name)) return at_least_integer(of(0));
      if (contains(kRounding, i.name) && n.form == Form::plain) return ElementType::integer;
      return i.type;
    case KernelOp::binary:
      if (contains(kOfIntegers, i.name)) return at_least_integer(std::max(of(0), of(1)));
      if (i.name != "pow" || std::max(of(0), of(1)) == ElementType::real) return i.type;
      return n.parameter_only && nodes_[static_cast<std::size_t>(i.args[1])].value < 0 ? ElementType::real : ElementType::integer;
    default: return i.type;
  }
}

// An array among the operands makes an array, a number of numpy one of numpy.
void Trace::classify(Node* n) const {
  if (n->instr.args.empty()) {
    if (n->instr.op == KernelOp::constant || n->instr.op == KernelOp::dt) n->form = Form::plain;
    n->meaning = n->instr.type;
    return;
  }
  n->form = Form::plain;
  for (const int a : n->instr.args) n->form = std::max(n->form, nodes_[static_cast<std::size_t>(a)].form);
  n->meaning = meaning_of(*n);
}

// A parameter as the script holds it.
void Trace::note_parameter(int node, const Value& held) {
  Node* n = &nodes_[static_cast<std::size_t>(node)];
  if (n->instr.op != KernelOp::slot) n = &nodes_[static_cast<std::size_t>(n->instr.args[0])];  // an array of bools: see slot()
  const host::Array* array = host::as_array(held);
  const host::Class* type = host::type_of(ctx_, held);
  slot_classes_[n->instr.index] = type;
  // What does not fit into 32 bits with a sign is computed as reals.
  const bool integers = array ? !host::is_real(array->dtype) && array->dtype != host::DType::uint32 : held.is_int();
  n->meaning = integers ? ElementType::integer : ElementType::real;
  n->form = !array ? Form::plain : type->qualified_name.starts_with("numpy.") ? Form::numpy : Form::array;
  nodes_[static_cast<std::size_t>(node)].form = n->form;
}

// --- what an answer relies on -----------------------------------------------------------------------------------------

void Trace::record_class(int slot) {
  const auto type = slot_classes_.find(slot);
  if (type == slot_classes_.end()) return;  // a length, or the step length
  host::Path path = signature_.slots[static_cast<std::size_t>(slot)].path;
  path.steps.push_back({host::PathStep::Kind::attribute, "__class__", -1});
  add_record(to_text(path), {.kind = host::Record::Kind::other, .path = path, .text = "class " + type->second->qualified_name});
}

// Whether the elements are reals whatever the parameters are.
bool Trace::always_real(int node) const {
  const Node& n = nodes_[static_cast<std::size_t>(node)];
  if (n.meaning != ElementType::real) return false;
  const auto real = [&](int a) { return always_real(a); };
  if (n.collective >= 0) {
    const TracedCollective& c = collectives_[static_cast<std::size_t>(n.collective)];
    return n.own_meaning || c.collective.name == "mean" || std::all_of(c.operands.begin(), c.operands.end(), real);
  }
  switch (n.instr.op) {
    case KernelOp::slot: return n.space >= 0;  // the dtype of an array is known
    case KernelOp::select: return real(n.instr.args[1]) || real(n.instr.args[2]);
    case KernelOp::powi: return n.instr.index < 0 || real(n.instr.args[0]);
    case KernelOp::unary: return n.own_meaning || !contains(kSameType, n.instr.name) || real(n.instr.args[0]);
    case KernelOp::binary:
      return !(contains(kOfIntegers, n.instr.name) || n.instr.name == "pow") || std::any_of(n.instr.args.begin(), n.instr.args.end(), real);
    default: return true;
  }
}

// Something follows from the type of the elements: it has to be the same wherever the update is used.
bool Trace::rely(int node) {
  if (always_real(node) || !relied_.insert(node).second) return true;
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (n.instr.op == KernelOp::slot && n.space < 0) record_class(n.instr.index);
  if (n.own_meaning || n.meaning == ElementType::boolean) return true;
  if (n.instr.op == KernelOp::binary && n.instr.name == "pow" && n.parameter_only) {
    Value positive;
    double answer = 0;
    if (!add_binary("ge", n.instr.args[1], constant(0, ElementType::real), &positive) || !decide(as_symbol(positive)->node, "an exponent", &answer)) return false;
  }
  for (const int a : n.instr.args)
    if (!rely(a)) return false;
  if (n.collective < 0) return true;
  const std::vector<int> operands = collectives_[static_cast<std::size_t>(n.collective)].operands;
  return std::all_of(operands.begin(), operands.end(), [&](int o) { return rely(o); });
}

// --- exact integers ---------------------------------------------------------------------------------------------------

// Whether it is computed as integers: what a parameter is, is known with the network only.
bool Trace::is_exact(int node) const {
  const Node& n = nodes_[static_cast<std::size_t>(node)];
  if (n.parameter_only || region_ != 0) return false;  // derivatives are of reals
  return n.instr.type == ElementType::integer || (n.instr.op == KernelOp::slot && n.meaning == ElementType::integer);
}

int Trace::exact(int node) {
  int integer = node;
  return is_exact(node) && to_integer(node, &integer) ? integer : node;
}

// A parameter has to fit, as it has to in JAX.
bool Trace::check_range(int node) {
  Value low, high;
  double above = 0, below = 0;
  if (!add_binary("ge", node, constant(-2147483648.0, ElementType::real), &low) || !decide(as_symbol(low)->node, "an integer", &above) ||
      !add_binary("le", node, constant(2147483647, ElementType::real), &high) || !decide(as_symbol(high)->node, "an integer", &below))
    return false;
  return (above != 0 && below != 0) || host::refuse(ctx_, "OverflowError", "the integers of a step have 32 bits: this one is larger");
}

// The same array or number, with integers as elements. Reals are cut off behind the point.
bool Trace::to_integer(int node, int* result) {
  if (nodes_[static_cast<std::size_t>(node)].instr.type == ElementType::integer) return *result = node, true;
  if (const auto at = integers_.find(node); at != integers_.end()) return *result = at->second, true;
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (!rely(node) || (n.parameter_only && n.meaning == ElementType::integer && !check_range(node))) return false;
  Node made = n;
  const bool whole = n.meaning == ElementType::integer;
  const bool arithmetic = (n.instr.op == KernelOp::binary && contains(kOfIntegers, n.instr.name)) ||
                          (n.instr.op == KernelOp::unary && contains(kSameType, n.instr.name));
  if (whole && n.instr.op == KernelOp::slot) {
    made.instr.index = integer_slot(n.instr.index);
  } else if (whole && arithmetic) {
    for (int& a : made.instr.args)
      if (!to_integer(a, &a)) return false;
  } else if (!whole || n.instr.op != KernelOp::constant) {
    made.instr = operation(KernelOp::unary, "to_integer", {node});
    made.collective = -1;
    if (n.parameter_only) made.value = std::trunc(n.value);
  }
  made.instr.type = made.meaning = ElementType::integer;
  const int region = region_;
  region_ = n.region;
  *result = add(std::move(made));
  region_ = region;
  nodes_[static_cast<std::size_t>(*result)].meaning = ElementType::integer;
  nodes_[static_cast<std::size_t>(*result)].form = n.form;
  integers_[node] = *result;
  return true;
}

// The slot of the same parameter that kernels read as integers.
int Trace::integer_slot(int slot) {
  const host::Slot other = signature_.slots[static_cast<std::size_t>(slot)];
  const std::string key = fmt::format("integers of {} {}", slot, to_text(other.path));
  const auto [at, inserted] = slots_by_path_.try_emplace(key, static_cast<int>(signature_.slots.size()));
  if (!inserted) return at->second;
  signature_.slots.push_back(other);
  signature_.slots.back().type = ElementType::integer;
  if (other.array) slot_layouts_[at->second] = slot_layouts_.at(slot);
  if (const auto type = slot_classes_.find(slot); type != slot_classes_.end()) slot_classes_[at->second] = type->second;
  return at->second;
}

// Integers of an array and something else give integers if that is what the other one is; its type decides, and is recorded.
bool Trace::meets_integers(int a, int b, bool* both) {
  *both = false;
  if (!is_exact(a) && !is_exact(b)) return true;
  for (const int n : {a, b})
    if (!rely(n)) return false;
  *both = std::max(nodes_[static_cast<std::size_t>(a)].meaning, nodes_[static_cast<std::size_t>(b)].meaning) != ElementType::real;
  return true;
}

int Trace::as_float(int node) {
  if (always_real(node)) return node;
  Node n;
  n.layout() = nodes_[static_cast<std::size_t>(node)];
  n.instr = operation(KernelOp::unary, "to_real", {node});
  n.parameter_only = nodes_[static_cast<std::size_t>(node)].parameter_only;
  n.value = nodes_[static_cast<std::size_t>(node)].value;
  const int made = add(std::move(n));
  set_meaning(made, ElementType::real);
  return made;
}

void Trace::set_meaning(int node, ElementType type) {
  nodes_[static_cast<std::size_t>(node)].meaning = type;
  nodes_[static_cast<std::size_t>(node)].own_meaning = true;
}

// --- bits -------------------------------------------------------------------------------------------------------------

bool Trace::refuse_bits(std::string_view sign, std::initializer_list<int> operands) {
  std::string types;
  for (const int n : operands) types += fmt::format("{}'{}'", types.empty() ? "" : " and ", type_text(nodes_[static_cast<std::size_t>(n)].meaning));
  if (operands.size() == 1) return host::raise(ctx_, "TypeError", fmt::format("bad operand type for unary {}: {}", sign, types));
  return host::raise(ctx_, "TypeError", fmt::format("unsupported operand type(s) for {}: {}", sign, types));
}

std::string_view Trace::type_text(ElementType t) { return t == ElementType::real ? "float" : t == ElementType::integer ? "int" : "bool"; }

// & | ^ << >> of integers work bit by bit; & | ^ of truth values are conditions.
bool Trace::bitwise(std::string_view sign, int a, int b, Value* result) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 5> kNames = {
      {{"&", "and"}, {"|", "or"}, {"^", "xor"}, {"<<", "shift_left"}, {">>", "shift_right"}}};
  const std::string name = std::find_if(kNames.begin(), kNames.end(), [&](const auto& n) { return n.first == sign; })->second;
  if (!rely(a) || !rely(b)) return false;
  const ElementType type = std::max(nodes_[static_cast<std::size_t>(a)].meaning, nodes_[static_cast<std::size_t>(b)].meaning);
  if (type == ElementType::real) return refuse_bits(sign, {a, b});
  if (type == ElementType::boolean && is_logic(name)) return add_binary(name, a, b, result);
  if (region_ != 0) return host::raise(ctx_, "NotImplementedError", "the bits of integers in a derivative are not supported by bplc");
  if (!to_integer(a, &a) || !to_integer(b, &b)) return false;
  if (!is_logic(name) && nodes_[static_cast<std::size_t>(b)].parameter_only && nodes_[static_cast<std::size_t>(b)].form == Form::plain) {
    Value positive;
    double answer = 0;
    if (!add_binary("ge", b, constant(0, ElementType::real), &positive) || !decide(as_symbol(positive)->node, "a shift", &answer)) return false;
    if (answer == 0) return host::raise(ctx_, "ValueError", "negative shift count");
  }
  Node n;
  if (!broadcast({&a, &b}, &n.layout())) return false;
  n.instr = operation(KernelOp::binary, name, {a, b}, ElementType::integer);
  n.parameter_only = nodes_[static_cast<std::size_t>(a)].parameter_only && nodes_[static_cast<std::size_t>(b)].parameter_only;
  if (n.parameter_only) n.value = host::apply_scalar(is_logic(name) ? "bit_" + name : name, std::array{nodes_[static_cast<std::size_t>(a)].value, nodes_[static_cast<std::size_t>(b)].value});
  const int made = add(std::move(n));
  *result = symbol(made);
  set_meaning(made, ElementType::integer);
  return !nodes_[static_cast<std::size_t>(made)].parameter_only || check_range(made);
}

// ~ of an integer. That of a bool of Python is one of an int.
bool Trace::invert(int a, Value* result) {
  if (!rely(a)) return false;
  const Node n = nodes_[static_cast<std::size_t>(a)];
  if (n.meaning == ElementType::real) return refuse_bits("~", {a});
  if (n.meaning == ElementType::boolean && n.form != Form::plain) return add_unary("not", a, result);
  if (region_ != 0) return host::raise(ctx_, "NotImplementedError", "the bits of integers in a derivative are not supported by bplc");
  if (!to_integer(a, &a)) return false;
  Node made;
  made.layout() = n.layout();
  made.instr = operation(KernelOp::unary, "not", {a}, ElementType::integer);
  made.parameter_only = n.parameter_only;
  made.value = n.parameter_only ? -1 - n.value : 0;
  const int node = add(std::move(made));
  set_meaning(node, ElementType::integer);
  *result = symbol(node);
  return true;
}

}  // namespace bpl::discover
