#include "frontend/discover/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "host/arrays/array.h"
#include "host/arrays/array_walk.h"
#include "host/models/scalar_code.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Context;
using host::Kind;
using host::Path;
using host::Value;
using ir::ElementType;
using ir::KernelOp;

Symbol* as_symbol(const Value& v) {
  auto* s = v.is_object() && v.object->kind == Kind::abstract ? dynamic_cast<Symbol*>(v.object) : nullptr;
  return s && s->node >= 0 ? s : nullptr;
}

Trace::Trace(Context& ctx, const Value& self, std::string method, StepAttributes& attributes)
    : ctx_(ctx), self_(self), method_(std::move(method)), attributes_(attributes) {}

bool Trace::run() {
  first_local_ = ctx_.heap.make<host::Tuple>(std::vector<Value>{})->serial;
  paths_[self_.object] = Path{};
  record(Path{}, self_);
  host::Observer* outer = ctx_.observer;
  ctx_.observer = this;
  Value method, result;
  bool ok = host::get_attribute(ctx_, self_, method_, &method);
  if (ok) {
    const auto* bound = host::as<host::BoundMethod>(method, Kind::bound_method);
    const host::Function* f = bound ? host::as_function(bound->function) : nullptr;
    if (f) location_ = {f->code->file, f->code->line, 1, 0, 0};
    ok = !f || method_ != "update" || check_update(*f);
  }
  if (ok) {
    host::Arguments arguments;
    if (method_ == "update") arguments.positional.push_back(Value::of(ctx_.heap.make<StepArguments>(*this)));
    ok = host::call(ctx_, method, arguments, &result);
  }
  restore();
  ctx_.observer = outer;
  if (ok) note_attributes();
  return ok;
}

// Later and earlier generations of BrainPy have other forms of update().
bool Trace::check_update(const host::Function& f) {
  std::size_t taken = 0;
  std::string shown;
  for (std::size_t i = 1; i < f.code->parameters.size(); ++i) {
    const auto& p = f.code->parameters[i];
    shown += (i > 1 ? ", " : "") + p.name;
    if (p.kind == host::ParameterKind::star) return true;
    taken += p.kind <= host::ParameterKind::positional;
  }
  if (taken >= 1 && taken <= 1 + f.defaults.size()) return true;
  return host::refuse(ctx_, "TypeError",
                     fmt::format("{}.update({}) has another form than a step needs: write update(self, tdi) and read tdi.t and tdi.dt",
                                 host::type_of(ctx_, self_)->name, shown));
}

void Trace::restore() {
  for (auto u = undo_.rbegin(); u != undo_.rend(); ++u) {
    auto& attributes = static_cast<host::Instance*>(u->container)->attributes;
    const Value name = ctx_.string(u->name);
    if (u->old.is_unbound()) attributes.erase(name);
    else attributes.set(name, u->old);
  }
  undo_.clear();
}

ir::Location Trace::here() const {
  const host::Frame* f = ctx_.frame;
  if (!f || !f->code) return {};
  return {f->code->file, f->line, f->column, 0, 0};
}

// --- nodes --------------------------------------------------------------------------------------------------------

Value Trace::symbol(int node) { return Value::of(ctx_.heap.make<Symbol>(*this, node)); }

int Trace::add(Node n) {
  n.region = region_;
  n.instr.uniform = n.space < 0;
  classify(&n);
  if (n.instr.location.line == 0) n.instr.location = here();
  nodes_.push_back(std::move(n));
  return static_cast<int>(nodes_.size()) - 1;
}

int Trace::constant(double value, ElementType type) {
  Node n;
  n.instr.op = KernelOp::constant;
  n.instr.type = type;
  n.instr.number = value;
  n.parameter_only = true;
  n.value = value;
  return add(std::move(n));
}

int Trace::add_builtin(KernelOp op, ElementType type) {
  Node n;
  n.instr.op = op;
  n.instr.type = type;
  return add(std::move(n));
}

bool Trace::node_of(const Value& v, const char* what, int* node) {
  if (v.is_object()) {
    if (const Symbol* s = as_symbol(v)) {
      *node = s->node;
      return true;
    }
    if (host::as_instance(v)) {  // a view of a variable stands for its elements
      Value elements;
      bool found = false;
      if (!host::find_attribute(ctx_, v, "value", &elements, &found)) return false;
      if (found && as_symbol(elements)) return node_of(elements, what, node);
    }
    if (auto* variable = host::as_variable(v)) {
      Value loaded;
      if (!load(*variable, &loaded)) return false;
      *node = static_cast<Symbol*>(loaded.object)->node;
      return true;
    }
    if (const host::Array* a = host::as_array(v)) return a->size() == 1 ? node_of(host::item_of(*a), what, node) : constant_array(*a, node);
  }
  if (!v.is_number()) {
    const auto say = v.is_none() || host::as_string(v) ? host::raise : host::refuse;  // which are no operands in Python either
    return say(ctx_, "TypeError", fmt::format("{} inside a step must be a number or an array, not {}", what, host::type_of(ctx_, v)->name), {});
  }
  *node = constant(v.as_real(), v.is_bool() ? ElementType::boolean : ElementType::real);
  if (v.is_int()) nodes_[static_cast<std::size_t>(*node)].meaning = ElementType::integer;
  return true;
}

// What is done element by element should stay short.
bool Trace::check_size(const host::Array& array) {
  constexpr std::int64_t kMost = 64;
  return (array.size() > 0 && array.size() <= kMost) ||
         host::raise(ctx_, "NotImplementedError", fmt::format("an array of {} elements made inside a step is not supported by bplc: make it in __init__", array.size()));
}

// An array that the step made of numbers.
bool Trace::constant_array(const host::Array& array, int* node) {
  if (!check_size(array)) return false;
  std::vector<Value> items;
  for (std::int64_t k = 0; k < array.size(); ++k) items.push_back(host::item_at(array, k));
  if (!stacked(items, node)) return false;
  if (array.shape.size() < 2) return true;
  std::vector<int> axes;
  for (const std::int64_t n : array.shape) axes.push_back(n == 1 ? one() : line(constant(static_cast<double>(n), ElementType::real)).space);
  *node = reshape(*node, grid(std::move(axes), array.shape));
  return true;
}

int Trace::to_real(int node) {
  if (nodes_[node].instr.type == ElementType::real) return node;
  Node n;
  n.instr.op = KernelOp::unary;
  n.instr.name = "to_real";
  n.instr.args = {node};
  n.layout() = nodes_[node];
  n.parameter_only = nodes_[node].parameter_only;
  n.value = nodes_[node].value;
  return add(std::move(n));
}

int Trace::to_boolean(int node) {
  Node n;
  n.instr.op = KernelOp::binary;
  n.instr.name = "ne";
  n.instr.args = {node, constant(0, ElementType::real)};
  n.instr.type = ElementType::boolean;
  n.layout() = nodes_[node];
  return add(std::move(n));
}

bool Trace::add_unary(const std::string& name, int a, Value* result) {
  const bool logic = name == "not";
  if (logic && !convert(a, ElementType::boolean, &a)) return false;
  if (name == "to_real" && nodes_[a].instr.type == ElementType::real) {
    *result = symbol(a);
    return true;
  }
  const bool exact = is_exact(a) && (name == "neg" || name == "abs" || name == "square" || name == "sign");
  if (exact && !to_integer(a, &a)) return false;
  Node n;
  n.instr.op = KernelOp::unary;
  n.instr.name = name;
  n.instr.args = {logic || exact || name == "to_real" ? a : to_real(a)};
  n.instr.type = logic || name == "is_nan" ? ElementType::boolean : exact ? ElementType::integer : ElementType::real;
  n.layout() = nodes_[a];
  n.parameter_only = nodes_[a].parameter_only;
  if (n.parameter_only) n.value = host::apply_scalar(name, std::array{nodes_[a].value});
  *result = symbol(add(std::move(n)));
  return true;
}

bool Trace::add_binary(const std::string& name, int a, int b, Value* result) {
  Node n;
  bool exact = false;
  const bool logic = is_logic(name);
  if (!logic && !meets_integers(a, b, &exact)) return false;
  if (exact && name == "pow" && nodes_[b].instr.op == KernelOp::constant && nodes_[b].value >= 1 && nodes_[b].value <= 8)
    return integer_power(a, static_cast<int>(nodes_[b].value), result);
  if (exact && name == "pow")
    return host::refuse(ctx_, "NotImplementedError", "a power of integers of a step is not supported by bplc yet, but for exponents 1 to 8: write x.astype(float) ** n, or bm.asarray(x, dtype=float)");
  exact = exact && (is_comparison(name) || has_integer_form(name));
  if (!broadcast({&a, &b}, &n.layout())) return false;
  if (logic) {
    for (int* side : {&a, &b})
      if (nodes_[*side].instr.type != ElementType::boolean) {
        Value truth;
        if (!add_binary("ne", *side, constant(0, ElementType::real), &truth)) return false;
        *side = static_cast<Symbol*>(truth.object)->node;
      }
  } else if (exact) {
    if (!to_integer(a, &a) || !to_integer(b, &b)) return false;
  } else {
    a = to_real(a), b = to_real(b);
  }
  n.instr.op = KernelOp::binary;
  n.instr.name = name;
  n.instr.args = {a, b};
  n.instr.type = logic || is_comparison(name) ? ElementType::boolean : exact ? ElementType::integer : ElementType::real;
  n.parameter_only = nodes_[a].parameter_only && nodes_[b].parameter_only;
  if (n.parameter_only) n.value = host::apply_scalar(name, std::array{nodes_[a].value, nodes_[b].value});
  const Node& power = nodes_[b];
  if (name == "pow" && power.instr.op == KernelOp::constant && power.value == std::floor(power.value) && std::fabs(power.value) <= 8) {
    n.instr.op = KernelOp::powi;
    n.instr.name.clear();
    n.instr.index = static_cast<int>(power.value);
    n.instr.args = {a};
  }
  *result = symbol(add(std::move(n)));
  return true;
}

bool Trace::integer_power(int a, int exponent, Value* result) {
  *result = symbol(a);
  for (int k = 1; k < exponent; ++k)
    if (!add_binary("mul", as_symbol(*result)->node, a, result)) return false;
  return true;
}

bool Trace::operate(const std::string& name, int a, int b, Value* result) {
  const auto is_bool = [&](int n) { return nodes_[n].instr.type == ElementType::boolean; };
  // Two bools of Python are whole numbers instead.
  const auto is_plain = [&](int n) { return nodes_[n].parameter_only && nodes_[n].space < 0; };
  const bool truths = is_bool(a) && is_bool(b) && !(is_plain(a) && is_plain(b));
  return add_binary(truths && name == "add" ? "or" : truths && name == "mul" ? "and" : name, a, b, result);
}

bool Trace::add_select(int condition, int a, int b, Value* result) {
  if (nodes_[condition].instr.type != ElementType::boolean) {
    Value truth;
    if (!add_binary("ne", condition, constant(0, ElementType::real), &truth)) return false;
    condition = static_cast<Symbol*>(truth.object)->node;
  }
  Node n;
  bool exact = false;
  if (!meets_integers(a, b, &exact) || (exact && (!to_integer(a, &a) || !to_integer(b, &b)))) return false;
  if (nodes_[a].instr.type != nodes_[b].instr.type) a = to_real(a), b = to_real(b);
  if (!broadcast({&condition, &a, &b}, &n.layout())) return false;
  n.instr.op = KernelOp::select;
  n.instr.type = nodes_[a].instr.type;
  n.instr.args = {condition, a, b};
  n.parameter_only = nodes_[condition].parameter_only && nodes_[a].parameter_only && nodes_[b].parameter_only;
  if (n.parameter_only) n.value = nodes_[condition].value != 0 ? nodes_[a].value : nodes_[b].value;
  *result = symbol(add(std::move(n)));
  return true;
}

bool Trace::decide(int node, const char* use, double* value) {
  if (!nodes_[node].parameter_only || nodes_[node].space >= 0)
    return host::refuse(ctx_, "TypeError",
                       fmt::format("{} inside a step depends on the state of the model: use bm.where(condition, a, b) or bm.ifelse", use));
  host::Guard guard;
  bool has_slot = false;
  guard.nodes = scalar_code(node, &has_slot);
  *value = nodes_[node].value;
  if (has_slot) {
    guard.answer = *value;
    guard.line = here().line;
    guard.file = here().file;
    signature_.guards.push_back(std::move(guard));
  }
  return true;
}

// --- state --------------------------------------------------------------------------------------------------------

int Trace::state(host::Variable& v) {
  if (const auto at = states_.find(&v); at != states_.end()) return at->second;
  host::State s;
  s.path = paths_.at(&v);
  s.type = v.type;
  s.history = v.history;
  const std::size_t first = v.history ? 1 : 0;
  const Layout layout = lay_out(s.path, {v.value->shape.begin() + static_cast<std::ptrdiff_t>(first), v.value->shape.end()}, first);
  s.space = layout.space;
  signature_.states.push_back(std::move(s));
  const int index = static_cast<int>(signature_.states.size()) - 1;
  state_layouts_[index] = layout;
  return states_[&v] = index;
}

bool Trace::require_known(host::Variable* v) {
  return (v && known(v)) || host::refuse(ctx_, "RuntimeError", "a bm.Variable made inside a step cannot hold state: make it in __init__");
}

bool Trace::load(host::Variable& v, Value* result) {
  if (const auto at = current_.find(&v); at != current_.end()) {
    *result = symbol(at->second);
    return true;
  }
  if (!require_known(&v)) return false;
  const int s = state(v);
  signature_.states[s].read = true;
  Node n;
  n.instr.op = KernelOp::load;
  n.instr.type = v.type;
  n.instr.index = s;
  n.layout() = state_layouts_.at(s);
  const int region = region_;
  region_ = 0;
  current_[&v] = add(std::move(n));
  region_ = region;
  *result = symbol(current_[&v]);
  return true;
}

bool Trace::is_whole_number(int node) {
  return nodes_[node].meaning != ElementType::real ||
         host::refuse(ctx_, "TypeError", "the dtype of an int bm.Variable stays what it is, and these are floats: write v[:] = x, which cuts off what is behind the point, or make it a float bm.Variable");
}

// As JAX converts what is assigned to a part of an array.
bool Trace::convert(int node, ElementType type, int* result) {
  *result = node;
  if (nodes_[node].instr.type == type) return true;
  if (type == ElementType::integer) return to_integer(node, result);
  if (type == ElementType::real) return *result = to_real(node), true;
  Value truth;
  if (!add_binary("ne", node, constant(0, ElementType::real), &truth)) return false;
  *result = static_cast<Symbol*>(truth.object)->node;
  return true;
}

bool Trace::store(host::Variable& v, const Value& value, host::Assignment how) {
  if (region_ != 0) return host::refuse(ctx_, "RuntimeError", "a derivative function must not change a bm.Variable");
  if (!require_known(&v)) return false;
  int node = 0;
  if (!node_of(value, "the value of a bm.Variable", &node)) return false;
  const bool whole = how == host::Assignment::whole, part = how == host::Assignment::part;
  if (whole && v.type == ElementType::real && nodes_[node].instr.type == ElementType::boolean)
    return host::refuse(ctx_, "TypeError", "a bm.Variable of numbers cannot become bools: write x.value = bm.asarray(..., dtype=float), or x[:] = ...");
  if (!part && v.type == ElementType::boolean && nodes_[node].instr.type != v.type)
    return host::refuse(ctx_, "TypeError", "a bool bm.Variable cannot hold numbers: compare them, as in x > 0");
  if (!part && v.type == ElementType::integer && (!rely(node) || !is_whole_number(node))) return false;
  if (!convert(node, v.type, &node)) return false;
  const int s = state(v);
  if (nodes_[node].space >= 0 && elements(node) == 1 && v.size() != 1) node = spread(node);
  if (nodes_[node].space >= 0) {
    const host::Shape& shape = nodes_[node].shape;
    host::Shape joint;
    const bool fits = shape == v.value->shape || (!whole && host::broadcast_shapes(shape, v.value->shape, &joint) && joint == v.value->shape);
    if (!fits)
      return host::raise(ctx_, "ValueError", fmt::format("a bm.Variable of shape {} cannot take values of shape {}", host::shape_text(v.value->shape),
                                                         host::shape_text(shape)));
  }
  if (!fit(&node, state_layouts_.at(s))) return false;
  signature_.states[s].written = true;
  if (std::find(written_.begin(), written_.end(), &v) == written_.end()) written_.push_back(&v);
  current_[&v] = node;
  return true;
}

namespace {

// A slot that a weight or delay is, -1 for None. Raises for anything that a step computes.
bool slot_of(Context& ctx, Trace& trace, const Value& v, int* slot, bool* array) {
  if (v.is_none()) return true;
  const Symbol* s = as_symbol(v);
  if (!s || trace.node(s->node).instr.op != KernelOp::slot)
    return host::raise(ctx, "NotImplementedError", "weights and delays that a step computes are not supported by bplc yet");
  *slot = trace.node(s->node).instr.index;
  *array = trace.node(s->node).space >= 0;
  return true;
}

}  // namespace

// The spikes of an event sum: state that this step has not written, what this step has computed, or a view of either.
bool Trace::sum_source(const Value& spikes, bool delayed, ir::EventSum* sum, int* computed) {
  host::Variable* variable = host::as_variable(spikes);
  std::vector<int> range;
  if (!variable && host::as_instance(spikes) && !range_of(spikes, &variable, &range)) return false;
  if (variable && variable->type != ElementType::boolean)
    return host::refuse(ctx_, "TypeError", "the spikes of a synapse must be a bool bm.Variable");
  if (variable && (delayed || !current_.contains(variable) || nodes_[current_[variable]].instr.op == KernelOp::load)) {
    sum->spikes = state(*variable);
    signature_.states[sum->spikes].read = true;
    if (range.empty()) return true;
    sum->start = scalar_code(range[0]);
    sum->step = scalar_code(range[1]);
    return true;
  }
  if (delayed) return host::refuse(ctx_, "TypeError", "a delay needs the spikes as a bool bm.Variable");
  if (!node_of(spikes, "the spikes", computed)) return false;
  if (nodes_[*computed].space < 0) return host::refuse(ctx_, "TypeError", "the spikes must be an array with one entry a neuron");
  if (nodes_[*computed].instr.type != ElementType::boolean) {
    Value truth;
    if (!add_binary("ne", *computed, constant(0, ElementType::real), &truth)) return false;
    *computed = as_symbol(truth)->node;
  }
  return true;
}

// The weight of an event sum is a slot; any other number multiplies the count of the spikes.
bool Trace::weight_of(const Value& v, ir::EventSum* sum, int* factor) {
  const Symbol* s = as_symbol(v);
  if (v.is_none() || (s && nodes_[s->node].instr.op == KernelOp::slot)) return slot_of(ctx_, *this, v, &sum->weight, &sum->per_synapse_weight);
  if (!node_of(v, "a weight", factor)) return false;
  return nodes_[*factor].space < 0 || slot_of(ctx_, *this, symbol(*factor), &sum->weight, &sum->per_synapse_weight);
}

// event_sum(spikes, delay, connectivity, weight, like): `like` is a variable of the post side, or None.
bool Trace::event_sum(const host::Arguments& arguments, Value* result) {
  const auto& args = arguments.positional;
  ir::EventSum sum;
  sum.location = here();
  int computed = -1, factor = -1;
  if (!slot_of(ctx_, *this, args[1], &sum.delay, &sum.per_source_delay) || !weight_of(args[3], &sum, &factor)) return false;
  if (!sum_source(args[0], !args[1].is_none(), &sum, &computed)) return false;
  const auto* connectivity = args[2].is_object() ? dynamic_cast<const host::Connectivity*>(args[2].object) : nullptr;
  if (!connectivity || !known(args[2].object)) return host::refuse(ctx_, "TypeError", "a synapse needs connections made in __init__");
  for (const int slot : {sum.per_source_delay ? sum.delay : -1, sum.per_synapse_weight ? sum.weight : -1})
    if (slot >= 0) whole_slots_.insert(slot);
  sum.connectivity = static_cast<int>(signature_.connectivities.size());
  signature_.connectivities.push_back({paths_.at(args[2].object)});
  Node n;
  if (host::Variable* like = host::as_variable(args[4])) {
    sum.space = signature_.states[state(*like)].space;
  } else {
    int length = -1;
    if (!node_of(args[4], "the number of post neurons", &length)) return false;
    sum.space = new_space(connectivity->post_size, length);
  }
  n.instr.op = KernelOp::arrivals;
  n.instr.index = static_cast<int>(event_sums_.size());
  n.layout() = {sum.space, {connectivity->post_size}, {sum.space}};
  event_sums_.push_back(std::move(sum));
  sum_spikes_.push_back(computed);
  const int arrived = add(std::move(n));
  if (factor >= 0) return add_binary("mul", arrived, factor, result);
  *result = symbol(arrived);
  return true;
}

}  // namespace bpl::discover
