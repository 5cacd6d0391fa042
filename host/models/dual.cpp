#include "host/models/dual.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "host/arrays/array_math.h"
#include "host/values/native.h"
#include "host/values/unknown.h"
#include "math/derivatives.h"

namespace bpl::host {
namespace {

const std::map<std::string_view, UnaryOp> kUnary = {
    {"neg", UnaryOp::negative}, {"sign", UnaryOp::sign}, {"floor", UnaryOp::floor}, {"sqrt", UnaryOp::sqrt}, {"exp", UnaryOp::exp},
    {"expm1", UnaryOp::expm1}, {"log", UnaryOp::log}, {"sin", UnaryOp::sin}, {"cos", UnaryOp::cos}, {"sinh", UnaryOp::sinh}, {"cosh", UnaryOp::cosh}};
const std::map<std::string_view, BinaryOp> kBinary = {
    {"add", BinaryOp::add}, {"sub", BinaryOp::subtract}, {"mul", BinaryOp::multiply}, {"div", BinaryOp::divide},
    {"pow", BinaryOp::power}, {"gt", BinaryOp::greater}, {"lt", BinaryOp::less}, {"eq", BinaryOp::equal}};

// Values as the terms of the rules: exact zeros disappear as they do in kernels.
struct Algebra {
  using Term = Value;
  Value constant(double x) { return Value::of(x); }
  Value unary(std::string_view f, const Value& a) { return apply(f, {a}); }
  Value select(const Value& condition, const Value& a, const Value& b) { return apply("select", {condition, a, b}); }
  bool is_zero(const Value& a) const { return a.is_real() && a.real == 0; }
  Value binary(std::string_view f, const Value& a, const Value& b) {
    const auto is_one = [](const Value& v) { return v.is_real() && v.real == 1; };
    if (f == "mul") {
      if (is_zero(a) || is_zero(b)) return constant(0);
      if (is_one(a) || is_one(b)) return is_one(a) ? b : a;
    }
    if (is_zero(b) && (f == "add" || f == "sub")) return a;
    if (is_zero(a) && (f == "add" || f == "div")) return f == "add" ? b : a;
    return apply(f, {a, b});
  }
  Value apply(std::string_view f, std::initializer_list<Value> arguments) {
    Value result = Value::none();
    if (!failed) failed = !apply_operation(ctx, f, arguments, &result);
    return result;
  }
  Context& ctx;
  bool failed = false;
};

bool refuse(Context& ctx, std::string_view what) {
  return raise(ctx, "NotImplementedError", fmt::format("exp_auto needs the derivative of {}, which bplc does not know outside of a step", what));
}

// A value with its derivative, the value alone where that is 0.
bool give_dual(Context& ctx, const Algebra& algebra, const Value& value, const Value& slope, Value* result) {
  if (algebra.failed) return false;
  *result = algebra.is_zero(slope) ? value : Value::of(ctx.heap.make<Dual>(value, slope));
  return true;
}

// y = f(arguments) is known: adds its derivative.
bool differentiate(Context& ctx, std::string_view f, const Value& y, const std::vector<Value>& x, Value* result) {
  Algebra algebra{ctx};
  math::Derivatives<Algebra> rules(algebra);
  if (f == "select") return give_dual(ctx, algebra, y, algebra.select(x[0], slope_of(x[1]), slope_of(x[2])), result);
  const auto slope = x.size() == 1 ? rules.unary(f, y, value_of(x[0]), slope_of(x[0]))
                     : x.size() == 2 ? rules.binary(f, y, value_of(x[0]), value_of(x[1]), slope_of(x[0]), slope_of(x[1]))
                                     : std::nullopt;
  return slope ? give_dual(ctx, algebra, y, *slope, result) : refuse(ctx, "'" + std::string(f) + "'");
}

// The call of a builtin with values in place of dual numbers.
bool plain_call(Context& ctx, const NativeEntry& entry, Arguments arguments, Value* result) {
  for (Value& v : arguments.positional) v = value_of(v);
  for (auto& [name, v] : arguments.keywords) v = value_of(v);
  return call(ctx, Value::of(ctx.heap.make<Native>(&entry)), arguments, result);
}

}  // namespace

Value value_of(const Value& v) {
  const auto* dual = v.is_object() ? dynamic_cast<const Dual*>(v.object) : nullptr;
  return dual ? dual->value : v;
}

Value slope_of(const Value& v) {
  const auto* dual = v.is_object() ? dynamic_cast<const Dual*>(v.object) : nullptr;
  return dual ? dual->slope : Value::of(0.0);
}

bool apply_operation(Context& ctx, std::string_view operation, std::initializer_list<Value> arguments, Value* result) {
  const Value* a = arguments.begin();
  if (holds_unknown(ctx, std::span<const Value>(a, arguments.size()))) return give_unknown(ctx, result);
  if (arguments.size() == 1 && !kUnary.contains(operation)) return refuse(ctx, operation);
  const Flavour flavour = flavour_of(arguments);
  Array* array = nullptr;
  const bool ok = operation == "select" ? apply_select(ctx, a[0], a[1], a[2], flavour, &array)
                  : operation == "fma"  ? apply_fma(ctx, a[0], a[1], a[2], flavour, &array)
                  : arguments.size() == 1 ? apply_unary(ctx, kUnary.at(operation), a[0], flavour, &array)
                                          : apply_binary(ctx, kBinary.at(operation), a[0], a[1], flavour, &array);
  if (!ok) return false;
  const bool numbers = std::all_of(arguments.begin(), arguments.end(), [](const Value& v) { return v.is_number(); });
  *result = numbers ? item_of(*array) : Value::of(array);
  return true;
}

void Dual::mark_children(Marker& m) const {
  m.mark(value);
  m.mark(slope);
}

bool Dual::unary(Context& ctx, std::string_view op, Value* result) {
  Value y;
  if (!host::unary(ctx, op, value, &y)) return false;
  if (op == "-") return differentiate(ctx, "neg", y, {Value::of(this)}, result);
  *result = op == "+" ? Value::of(this) : y;
  return true;
}

bool Dual::binary(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  const std::string_view name = kernel_operation(op);
  Value y;
  if (name.empty()) return refuse(ctx, "'" + std::string(op) + "'");
  if (!host::binary(ctx, op, value_of(left), value_of(right), &y)) return false;
  return differentiate(ctx, name, y, {left, right}, result);
}

bool Dual::compare(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  return host::compare(ctx, op, value_of(left), value_of(right), result);
}

bool Dual::truth(Context& ctx, bool* result) { return host::truth(ctx, value, result); }

bool Dual::get_attribute(Context& ctx, std::string_view name, Value* result) {
  const bool structure = name == "shape" || name == "size" || name == "ndim" || name == "dtype";
  return structure ? host::get_attribute(ctx, value, name, result) : refuse(ctx, "'." + std::string(name) + "'");
}

bool Dual::set_attribute(Context& ctx, std::string_view name, const Value&) { return refuse(ctx, "'." + std::string(name) + " = ...'"); }
bool Dual::get_item(Context& ctx, const Value&, Value*) { return refuse(ctx, "a part of its state"); }
bool Dual::set_item(Context& ctx, const Value&, const Value&) { return refuse(ctx, "a part of its state"); }
bool Dual::iterate(Context& ctx, Value*) { return refuse(ctx, "single elements of its state"); }

bool Dual::length(Context& ctx, Value* result) {
  std::int64_t n = 0;
  if (!host::length(ctx, value, &n)) return false;
  *result = Value::of(n);
  return true;
}

bool Dual::call(Context& ctx, const Arguments& arguments, Value* result) { return host::call(ctx, value, arguments, result); }

bool Dual::call_native(Context& ctx, const NativeEntry& entry, const Arguments& arguments, Value* result) {
  if (entry.on_unknown == OnUnknown::effect || entry.on_unknown == OnUnknown::in_place) return plain_call(ctx, entry, arguments, result);
  Arguments bound;
  if (!bind_native(ctx, entry, arguments, &bound)) return false;
  if ((entry.name == "asarray" || entry.name == "array") && bound.positional.size() == 1 && bound.keywords.empty()) {
    *result = bound.positional[0];
    return true;
  }
  if (entry.kernel_op.empty() || !bound.keywords.empty()) return refuse(ctx, fmt::format("'{}'", entry.name));
  if (entry.kernel_op != "clip") {
    Value y;
    return plain_call(ctx, entry, bound, &y) && differentiate(ctx, entry.kernel_op, y, bound.positional, result);
  }
  if (bound.positional.size() != 3) return refuse(ctx, "'clip'");
  const NativeEntry &largest = *find_native(entry.module, "maximum"), &least = *find_native(entry.module, "minimum");
  Value low;
  return call_native(ctx, largest, {{bound.positional[0], bound.positional[1]}, {}}, &low) &&
         host::call(ctx, Value::of(ctx.heap.make<Native>(&least)), Arguments{{low, bound.positional[2]}, {}}, result);
}

}  // namespace bpl::host
