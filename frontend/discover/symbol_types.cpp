// What a script asks about the type of a value of a step: isinstance, type, hasattr and attributes of numbers. A parameter answers as
// what it is, and its class is recorded; what bplc cannot know as BrainPy would is refused.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/discover/symbol_call.h"
#include "frontend/discover/trace.h"
#include "host/arrays/array.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Class;
using host::Context;
using host::Value;
using ir::ElementType;
using ir::KernelOp;

namespace {

template <std::size_t n>
bool contains(const std::string_view (&list)[n], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

constexpr std::string_view kOfNumbers[] = {"real", "imag", "conjugate", "as_integer_ratio"};
constexpr std::string_view kOfInts[] = {"numerator", "denominator", "bit_length", "bit_count", "to_bytes", "from_bytes"};
constexpr std::string_view kOfFloats[] = {"is_integer", "hex", "fromhex"};
// Of those with two underscores: what only containers, functions and arrays have, and what arrays have.
constexpr std::string_view kNotOfNumbers[] = {"__len__", "__iter__", "__next__", "__getitem__", "__setitem__", "__contains__", "__call__",
                                              "__array__", "__dict__", "__name__", "__enter__", "__exit__"};
constexpr std::string_view kOfArrays[] = {"__len__", "__iter__", "__getitem__", "__add__", "__mul__", "__array__", "shape", "dtype", "ndim", "size", "T"};
constexpr std::string_view kNotOfArrays[] = {"__call__", "__next__", "__enter__", "__exit__", "__name__", "append", "keys", "items", "values", "is_integer"};

}  // namespace

bool Trace::is_plain(int node) const { return nodes_[static_cast<std::size_t>(node)].form == Form::plain && !unclear_.contains(node); }

// Whether an array of JAX that BrainPy does not wrap is among what it is made of.
bool Trace::is_unwrapped(int node) const {
  const Node& n = nodes_[static_cast<std::size_t>(node)];
  if (unwrapped_.contains(node) || n.instr.op == KernelOp::time || n.instr.op == KernelOp::step) return true;
  return std::any_of(n.instr.args.begin(), n.instr.args.end(), [&](int a) { return is_unwrapped(a); });
}

void Trace::rely_on_classes(int node) {
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (n.instr.op == KernelOp::slot) record_class(n.instr.index);
  for (const int a : n.instr.args) rely_on_classes(a);
}

bool Trace::refuse_type() {
  return host::raise(ctx_, "NotImplementedError",
                     "what a script asks here about the type of a value of the step, bplc cannot tell as BrainPy would: ask in __init__, and keep the answer in an attribute");
}

// The class that type() gives.
bool Trace::class_of(int node, const Class** type) {
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (unclear_.contains(node)) return refuse_type();
  if (const auto held = slot_classes_.find(n.instr.index); n.instr.op == KernelOp::slot && held != slot_classes_.end()) {
    record_class(n.instr.index);
    *type = held->second;
    return true;
  }
  if (n.form == Form::numpy) return refuse_type();
  rely_on_classes(node);
  if (n.form == Form::plain) {
    if (!rely(node)) return false;
    *type = ctx_.builtin_class(type_text(n.meaning));
  } else {
    *type = host::type_of(ctx_, Value::of(host::make_array(ctx_, host::DType::float32, {1}, host::Flavour::brainpy)));
  }
  return true;
}

bool Trace::is_instance(int node, const Value& classes, Value* result) {
  const Class* type = nullptr;
  bool answer = false;
  if (!class_of(node, &type) || !host::is_subtype(ctx_, *type, classes, &answer)) return false;
  if (answer && nodes_[static_cast<std::size_t>(node)].form == Form::array && is_unwrapped(node)) {
    bool any = false;
    if (!host::is_subtype(ctx_, *ctx_.builtin_class("object"), classes, &any)) return false;
    if (!any) return refuse_type();
  }
  *result = Value::boolean(answer);
  return true;
}

bool Trace::has_attribute(int node, std::string_view name, Value* result) {
  if (unclear_.contains(node)) return refuse_type();
  const Node n = nodes_[static_cast<std::size_t>(node)];
  bool has = false, known = true;
  rely_on_classes(node);
  if (n.form == Form::plain) {
    if (!rely(node)) return false;
    const bool real = n.meaning == ElementType::real;
    has = contains(kOfNumbers, name) || (real ? contains(kOfFloats, name) : contains(kOfInts, name));
    known = has || !name.starts_with("__") || contains(kNotOfNumbers, name);
  } else {
    has = contains(kOfArrays, name) || (n.form == Form::array && !is_unwrapped(node) && name == "value");
    known = has || contains(kNotOfArrays, name);
  }
  if (!known) return refuse_type();
  *result = Value::boolean(has);
  return true;
}

// Numbers of Python have none of the attributes of arrays.
bool Trace::number_attribute(int node, std::string_view name, Value* result) {
  if (!rely(node)) return false;
  rely_on_classes(node);
  const Node n = nodes_[static_cast<std::size_t>(node)];
  if (name == "real" || name == "numerator") return *result = symbol(node), true;
  if (name == "imag") return *result = Value::of(std::int64_t{0}), true;
  return host::raise(ctx_, "AttributeError", fmt::format("'{}' object has no attribute '{}'", type_text(n.meaning), name));
}

// A question that an array or number of the step answers otherwise than the object that stands for it would.
bool Trace::on_question(const host::NativeEntry& entry, const host::Arguments& arguments, Value* result, bool* handled) {
  const Symbol* s = entry.module == "builtins" && !arguments.positional.empty() ? as_symbol(arguments.positional[0]) : nullptr;
  if (!s) return true;
  const std::size_t count = arguments.positional.size();
  *handled = true;
  if (entry.name == "isinstance" && count == 2) return is_instance(s->node, arguments.positional[1], result);
  if (entry.name == "hasattr" && count == 2 && host::as_string(arguments.positional[1])) return has_attribute(s->node, host::as_string(arguments.positional[1])->text, result);
  if (entry.name == "callable") return *result = Value::boolean(false), true;
  *handled = entry.name == "type" && count == 1;
  if (!*handled) return true;
  const Class* type = nullptr;
  if (!class_of(s->node, &type)) return false;
  if (nodes_[static_cast<std::size_t>(s->node)].form == Form::array && is_unwrapped(s->node)) return refuse_type();
  *result = Value::of(const_cast<Class*>(type));
  return true;
}

// A function of an array module gives an array, or a number of numpy. Where it gave back what it got, what that is
// depends on where one looks at it.
void Trace::note_call(const host::NativeEntry& entry, std::size_t before, const Value& result) {
  const Symbol* s = as_symbol(result);
  if (!s) return;
  const bool arrays = entry.module == "brainpy.math", numpy = entry.module == "numpy";
  if (!arrays && !numpy && entry.module != "math") return;
  Node& n = nodes_[static_cast<std::size_t>(s->node)];
  const bool made = static_cast<std::size_t>(s->node) >= before;
  if (!made && n.form != Form::array) unclear_.insert(s->node);
  if (!made) return;
  if (arrays || numpy) n.form = std::max(n.form, arrays ? Form::array : Form::numpy);
  const bool rounds = entry.name == "floor" || entry.name == "ceil" || entry.name == "trunc";
  if (n.instr.type == ElementType::real && rounds != (entry.module == "math")) {
    if (rounds || entry.module == "math") set_meaning(s->node, ElementType::real);
  }
}

}  // namespace bpl::discover
