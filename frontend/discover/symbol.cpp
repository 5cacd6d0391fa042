#include <fmt/format.h>

#include <cmath>

#include "frontend/discover/trace.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Context;
using host::Value;

bool Symbol::unary(Context& ctx, std::string_view op, Value* result) {
  if (op == "+") {
    *result = Value::of(this);
    return true;
  }
  if (op == "-") return trace.add_unary("neg", node, result);
  if (op == "~") return trace.invert(node, result);
  bool b = false;
  if (!truth(ctx, &b)) return false;
  *result = Value::boolean(!b);
  return true;
}

bool Symbol::binary(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  if (op == "@") return matrix_product(ctx, left, right, result);
  const bool bits = op == "&" || op == "|" || op == "^" || op == "<<" || op == ">>";
  int a = 0, b = 0;
  if (!trace.node_of(left, "an operand", &a) || !trace.node_of(right, "an operand", &b)) return false;
  return bits ? trace.bitwise(op, a, b, result) : trace.operate(std::string(host::kernel_operation(op)), a, b, result);
}

bool Symbol::compare(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  if (op == "is" || op == "is not") {
    bool same = left.is_object() && right.is_object() && left.object == right.object;
    if (!same && as_symbol(left) && as_symbol(right) && !trace.same_parameter(as_symbol(left)->node, as_symbol(right)->node, &same)) return false;
    *result = Value::boolean(same == (op == "is"));
    return true;
  }
  if (op == "in" || op == "not in")
    return host::raise(ctx, "NotImplementedError", "'in' on values of a step is not supported by bplc");
  if (left.is_none() || right.is_none()) {
    *result = Value::boolean(op == "!=");
    return true;
  }
  return binary(ctx, op, left, right, result);
}

bool Symbol::truth(Context&, bool* result) {
  double value = 0;
  if (!trace.decide(node, "a condition", &value)) return false;
  *result = value != 0;
  return true;
}

bool Symbol::set_attribute(Context& ctx, std::string_view name, const Value&) {
  return host::refuse(ctx, "AttributeError", fmt::format("cannot set '{}' of an intermediate value: assign to a bm.Variable", name));
}

bool Symbol::set_item(Context& ctx, const Value&, const Value&) {
  return host::refuse(ctx, "TypeError", "cannot assign into an intermediate value: use bm.where or a bm.Variable");
}

bool Symbol::iterate(Context& ctx, Value* iterator) {
  if (trace.node(node).space < 0) return host::raise(ctx, "TypeError", "'float' object is not iterable");
  std::vector<Value> items;
  return trace.elements_of(node, &items) && host::make_iterator(ctx, Value::of(ctx.heap.make<host::Tuple>(std::move(items))), iterator);
}

bool Symbol::call(Context& ctx, const host::Arguments&, Value*) {
  return host::raise(ctx, "TypeError", "'array' object is not callable");
}

namespace {

// The method `get` of `tdi`.
class StepGetter : public StepObject {
 public:
  StepGetter(Trace& trace, StepArguments& step) : StepObject(trace), step_(step) {}
  std::string type_name() const override { return "method"; }
  bool call(Context& ctx, const host::Arguments& arguments, Value* result) override {
    const Value key = host::argument(arguments, 0, "key"), otherwise = host::argument(arguments, 1, "default");
    const host::String* name = host::as_string(key);
    if (name && (name->text == "t" || name->text == "dt" || name->text == "i" || name->text == "fit")) return step_.get_attribute(ctx, name->text, result);
    *result = otherwise.is_unbound() ? Value::none() : otherwise;
    return true;
  }

 private:
  StepArguments& step_;
};

}  // namespace

bool StepObject::misuse(Context& ctx) const {
  return host::refuse(ctx, "TypeError", fmt::format("'{}' is no number or array of a step: take tdi.t, tdi.dt or tdi.i", type_name()));
}
bool StepObject::unary(Context& ctx, std::string_view, Value*) { return misuse(ctx); }
bool StepObject::binary(Context& ctx, std::string_view, const Value&, const Value&, Value*) { return misuse(ctx); }
bool StepObject::compare(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  if (op != "is" && op != "is not" && op != "==" && op != "!=") return misuse(ctx);
  const bool same = left.is_object() && right.is_object() && left.object == right.object;
  *result = Value::boolean(same == (op == "is" || op == "=="));
  return true;
}
bool StepObject::truth(Context&, bool* result) {
  *result = true;
  return true;
}
bool StepObject::get_attribute(Context& ctx, std::string_view, Value*) { return misuse(ctx); }
bool StepObject::get_item(Context& ctx, const Value&, Value*) { return misuse(ctx); }
bool StepObject::iterate(Context& ctx, Value*) { return misuse(ctx); }
bool StepObject::length(Context& ctx, Value*) { return misuse(ctx); }
bool StepObject::call_native(Context& ctx, const host::NativeEntry&, const host::Arguments&, Value*) { return misuse(ctx); }

bool StepArguments::get_attribute(Context& ctx, std::string_view name, Value* result) {
  if (name == "t") *result = trace.symbol(trace.add_builtin(ir::KernelOp::time, ir::ElementType::real));
  else if (name == "dt") *result = trace.symbol(trace.add_builtin(ir::KernelOp::dt, ir::ElementType::real));
  else if (name == "i") *result = trace.symbol(trace.add_builtin(ir::KernelOp::step, ir::ElementType::integer));
  else if (name == "get") *result = Value::of(ctx.heap.make<StepGetter>(trace, *this));
  else if (name == "fit") *result = Value::boolean(false);
  else return host::raise(ctx, "AttributeError", fmt::format("the step has no '{}': there are t, dt and i", name));
  return true;
}

bool StepArguments::get_item(Context& ctx, const Value& key, Value* result) {
  const host::String* name = host::as_string(key);
  if (!name) return host::raise(ctx, "KeyError", "the step has the keys 't', 'dt' and 'i'");
  return get_attribute(ctx, name->text, result);
}

}  // namespace bpl::discover
