// The operators of the script language on arrays, and what else the value library asks of them.
#include <algorithm>
#include <map>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"
#include "host/values/kinds.h"

namespace bpl::host {

Flavour flavour_of(std::initializer_list<Value> values) {
  const auto is_brainpy = [](const Value& v) { return as_array(v) ? as_array(v)->flavour == Flavour::brainpy : is_array_like(v); };
  return std::any_of(values.begin(), values.end(), is_brainpy) ? Flavour::brainpy : Flavour::numpy;
}

namespace {

const std::map<std::string_view, BinaryOp> kBinary = {
    {"+", BinaryOp::add}, {"-", BinaryOp::subtract}, {"*", BinaryOp::multiply}, {"/", BinaryOp::divide},
    {"//", BinaryOp::floor_divide}, {"%", BinaryOp::remainder}, {"**", BinaryOp::power},
    {"&", BinaryOp::bitwise_and}, {"|", BinaryOp::bitwise_or}, {"^", BinaryOp::bitwise_xor},
    {"<<", BinaryOp::left_shift}, {">>", BinaryOp::right_shift},
    {"<", BinaryOp::less}, {"<=", BinaryOp::less_equal}, {">", BinaryOp::greater}, {">=", BinaryOp::greater_equal},
    {"==", BinaryOp::equal}, {"!=", BinaryOp::not_equal}};

// Numbers, sequences and arrays can be operands.
bool is_operand(const Value& v) {
  return v.is_number() || is_array_like(v) || as_list(v) != nullptr || as_tuple(v) != nullptr || as<Range>(v, Kind::range) != nullptr;
}

bool refuse(Context& ctx, std::string_view op, const Value& left, const Value& right) {
  return raise(ctx, "TypeError", "unsupported operand type(s) for " + std::string(op) + ": '" + type_of(ctx, left)->name + "' and '" +
                                     type_of(ctx, right)->name + "'");
}

std::string_view ufunc_name(BinaryOp op) {
  static constexpr std::string_view kNames[] = {"add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power"};
  return op <= BinaryOp::power ? kNames[static_cast<int>(op)] : "bitwise operation";
}

struct ArrayIterator : Iterator {
  explicit ArrayIterator(Array& a) : array(a) {}
  void mark_children(Marker& marker) const override { marker.mark(&array); }
  bool next(Context& ctx, Value* item) override {
    if (position >= array.shape[0]) return false;
    return array_get_item(ctx, array, Value::of(position++), item);
  }
  Array& array;
  std::int64_t position = 0;
};

bool only_size_one(Context& ctx, const Array& a) {
  return a.size() == 1 || raise(ctx, "TypeError", "only length-1 arrays can be converted to Python scalars");
}

}  // namespace

bool array_unary(Context& ctx, std::string_view op, const Value& v, Value* result) {
  Array* a = nullptr;
  if (op == "not") {
    bool yes = false;
    if (!to_array(ctx, v, Flavour::numpy, &a) || !array_truth(ctx, *a, &yes)) return false;
    *result = Value::boolean(!yes);
    return true;
  }
  const UnaryOp which = op == "-" ? UnaryOp::negative : op == "~" ? UnaryOp::invert : UnaryOp::positive;
  if (!apply_unary(ctx, which, v, flavour_of({v}), &a)) return false;
  *result = Value::of(a);
  return true;
}

bool array_binary(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  if (!is_operand(left) || !is_operand(right)) return refuse(ctx, op, left, right);
  const Flavour f = flavour_of({left, right});
  if (op == "@") return matmul(ctx, left, right, f, result);
  const auto which = kBinary.find(op);
  if (which == kBinary.end()) return refuse(ctx, op, left, right);
  Array* a = nullptr;
  if (!apply_binary(ctx, which->second, left, right, f, &a)) return false;
  *result = Value::of(a);
  return true;
}

bool array_compare(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  if (is_operand(left) && is_operand(right)) return array_binary(ctx, op, left, right, result);
  if (op != "==" && op != "!=") {
    return raise(ctx, "TypeError", "'" + std::string(op) + "' not supported between instances of '" + type_of(ctx, left)->name + "' and '" +
                                       type_of(ctx, right)->name + "'");
  }
  // Nothing else equals a number: False (or True for !=) for every element.
  const Array* a = as_array(left) != nullptr ? as_array(left) : as_array(right);
  Array* answer = make_array(ctx, DType::boolean, a->shape, a->flavour);
  if (op == "!=") std::fill_n(answer->data<std::uint8_t>(), answer->size(), std::uint8_t{1});
  answer->scalar = a->scalar;
  *result = Value::of(answer);
  return true;
}

bool array_binary_inplace(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  Array* target = as_array(left);
  Value value;
  if (!array_binary(ctx, op, left, right, &value)) return false;
  *result = value;
  if (target == nullptr || target->scalar) return true;
  const Array& a = *as_array(value);
  if (ctx.observer != nullptr && !ctx.observer->on_write(target, PathStep{PathStep::Kind::item, "", -1}, value)) return false;
  *result = left;
  if (target->flavour == Flavour::brainpy) {
    // The array takes the result whole, of whatever shape and type.
    target->dtype = a.dtype;
    target->shape = a.shape;
    target->strides = a.strides;
    target->offset = a.offset;
    target->buffer = a.buffer;
    return true;
  }
  const auto rank = [](DType d) { return is_real(d) ? 2 : is_integer(d) ? 1 : 0; };
  if (rank(a.dtype) > rank(target->dtype)) {
    return raise(ctx, "TypeError",
                 "Cannot cast ufunc '" + std::string(ufunc_name(kBinary.at(op))) + "' output from dtype('" + std::string(dtype_name(a.dtype)) +
                     "') to dtype('" + std::string(dtype_name(target->dtype)) + "') with casting rule 'same_kind'");
  }
  if (a.shape != target->shape) {
    return raise(ctx, "ValueError", "non-broadcastable output operand with shape " + shape_text(target->shape) +
                                        " doesn't match the broadcast shape " + shape_text(a.shape));
  }
  assign_elements(*target, a);
  return true;
}

bool array_contains(Context& ctx, Array& a, const Value& item, bool* result) {
  Value equal;
  if (!array_compare(ctx, "==", Value::of(&a), item, &equal)) return false;
  const std::vector<std::uint8_t> truths = elements<std::uint8_t>(*as_array(equal));
  *result = std::any_of(truths.begin(), truths.end(), [](std::uint8_t t) { return t != 0; });
  return true;
}

bool array_truth(Context& ctx, const Array& a, bool* result) {
  const std::int64_t n = a.size();
  if (n > 1) {
    return raise(ctx, "ValueError", "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
  }
  *result = n == 1 && elements<std::uint8_t>(a)[0] != 0;
  return true;
}

bool array_length(Context& ctx, const Array& a, std::int64_t* result) {
  if (a.shape.empty()) {
    return raise(ctx, "TypeError", a.scalar ? "object of type 'numpy." + std::string(dtype_name(a.dtype)) + "' has no len()" : "len() of unsized object");
  }
  *result = a.shape[0];
  return true;
}

bool array_iterate(Context& ctx, Array& a, Value* iterator) {
  if (a.shape.empty()) {
    return raise(ctx, "TypeError", a.scalar ? "'numpy." + std::string(dtype_name(a.dtype)) + "' object is not iterable" : "iteration over a 0-d array");
  }
  *iterator = Value::of(ctx.heap.make<ArrayIterator>(a));
  return true;
}

bool array_to_real(Context& ctx, const Array& a, double* result) {
  if (!only_size_one(ctx, a)) return false;
  *result = to_reals(a)[0];
  return true;
}

bool array_to_integer(Context& ctx, const Array& a, std::int64_t* result) {
  if (!only_size_one(ctx, a)) return false;
  const double x = to_reals(a)[0];
  if (is_real(a.dtype) && x != x) return raise(ctx, "ValueError", "cannot convert float NaN to integer");
  if (is_real(a.dtype) && (x - x) != 0) return raise(ctx, "OverflowError", "cannot convert float infinity to integer");
  *result = to_integers(a)[0];
  return true;
}

bool array_to_index(Context& ctx, const Array& a, std::int64_t* result) {
  if (a.scalar && !is_integer(a.dtype)) return raise(ctx, "TypeError", "'" + as_class(array_class(ctx, a))->qualified_name + "' object cannot be interpreted as an integer");
  if (a.size() != 1 || is_real(a.dtype)) return raise(ctx, "TypeError", "only integer scalar arrays can be converted to a scalar index");
  *result = to_integers(a)[0];
  return true;
}

namespace {

Array& self_of(const Value& v) { return *as_array(v); }

const KindOperations kArrayOperations = {
    .type_name = "ndarray",
    .type_of = [](Context& ctx, const Value& v) -> Class* { return as_class(array_class(ctx, self_of(v))); },
    .get_attribute = [](Context& ctx, const Value& v, std::string_view name, Value* r, bool* found) {
      return array_attribute(ctx, self_of(v), name, r, found);
    },
    .set_attribute = [](Context& ctx, const Value& v, std::string_view name, const Value& x) {
      return array_set_attribute(ctx, self_of(v), name, x);
    },
    .get_item = [](Context& ctx, const Value& v, const Value& key, Value* r) { return array_get_item(ctx, self_of(v), key, r); },
    .set_item = [](Context& ctx, const Value& v, const Value& key, const Value& x) { return array_set_item(ctx, self_of(v), key, x); },
    .unary = array_unary,
    .binary = array_binary,
    .binary_inplace = array_binary_inplace,
    .compare = array_compare,
    .contains = [](Context& ctx, const Value& v, const Value& item, bool* r) { return array_contains(ctx, self_of(v), item, r); },
    .truth = [](Context& ctx, const Value& v, bool* r) { return array_truth(ctx, self_of(v), r); },
    .length = [](Context& ctx, const Value& v, std::int64_t* r) { return array_length(ctx, self_of(v), r); },
    .iterate = [](Context& ctx, const Value& v, Value* r) { return array_iterate(ctx, self_of(v), r); },
    .to_str = [](Context&, const Value& v, std::string* r) { return *r = array_str(self_of(v)), true; },
    .to_repr = [](Context&, const Value& v, std::string* r) { return *r = array_repr(self_of(v)), true; },
    .to_real = [](Context& ctx, const Value& v, double* r) { return array_to_real(ctx, self_of(v), r); },
    .to_integer = [](Context& ctx, const Value& v, std::int64_t* r) { return array_to_integer(ctx, self_of(v), r); },
    .to_index = [](Context& ctx, const Value& v, std::int64_t* r) { return array_to_index(ctx, self_of(v), r); },
};

}  // namespace

void register_array_kind() { register_kind(Kind::array, &kArrayOperations, 10); }

}  // namespace bpl::host
