// Operators: arithmetic on numbers, sequences and sets, methods of user classes, truth.
#include <fmt/format.h>

#include <algorithm>

#include "host/arrays/array.h"
#include "host/values/container_operators.h"
#include "host/values/equality.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/numbers.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

Abstract* abstract_of(const Value& v) { return v.is_object() && v.object->kind == Kind::abstract ? static_cast<Abstract*>(v.object) : nullptr; }

bool identical(const Value& a, const Value& b) { return a.tag == b.tag && a.integer == b.integer; }

const KindOperations* operations_of(const Value& v) { return v.is_object() ? kind_operations(v.object->kind) : nullptr; }

// The operations of the operand that answers where kinds meet.
const KindOperations* leading(const Value& a, const Value& b) {
  const KindOperations *x = operations_of(a), *y = operations_of(b);
  if (x && y) return kind_priority(b.object->kind) > kind_priority(a.object->kind) ? y : x;
  return x ? x : y;
}

std::string method_name(std::string_view op) {
  static const std::pair<std::string_view, const char*> names[] = {
      {"+", "add"}, {"-", "sub"}, {"*", "mul"}, {"/", "truediv"}, {"//", "floordiv"}, {"%", "mod"}, {"**", "pow"},
      {"@", "matmul"}, {"&", "and"}, {"|", "or"}, {"^", "xor"}, {"<<", "lshift"}, {">>", "rshift"}};
  for (const auto& [symbol, name] : names)
    if (symbol == op) return name;
  return {};
}

// Calls self.name(other) if the class defines it; *handled is false if not, or if it returned NotImplemented.
bool try_method(Context& ctx, const Value& self, const std::string& name, const Value& other, Value* result, bool* handled) {
  Value* method = class_method(self, name);
  *handled = false;
  if (!method) return true;
  const Value arguments[] = {self, other};
  Value answer;
  if (!call(ctx, *method, arguments, &answer)) return false;
  *handled = !identical(answer, *ctx.builtins->globals.find("NotImplemented"));
  if (*handled) *result = answer;
  return true;
}

bool unsupported(Context& ctx, std::string_view op, const Value& a, const Value& b) {
  return raise(ctx, "TypeError", fmt::format("unsupported operand type(s) for {}: '{}' and '{}'", op, type_of(ctx, a)->name, type_of(ctx, b)->name));
}

// '%d' % count and [0] * count, where a number of numpy is what it is for Python, not an array of one element.
bool formats_or_repeats(std::string_view op, const Value& a, const Value& b) {
  if (op == "%") return as_string(a);
  const auto repeats = [](const Value& sequence, const Value& n) {
    return (as_string(sequence) || as_list(sequence) || as_tuple(sequence)) && as_array(n) && as_array(n)->scalar;
  };
  return op == "*" && (repeats(a, b) || repeats(b, a));
}

// `shown` is how messages call the operator.
bool binary_slow(Context& ctx, std::string_view op, std::string_view shown, const Value& a, const Value& b, Value* result) {
  if (Abstract* s = abstract_of(a)) return s->binary(ctx, op, a, b, result);
  if (Abstract* s = abstract_of(b); s && !as_instance(a) && !as<Object>(a, Kind::variable)) return s->binary(ctx, op, a, b, result);
  if (!as_instance(a) && !as_instance(b) && (is_unknown(ctx, a) || is_unknown(ctx, b))) return give_unknown(ctx, result);
  const std::string name = method_name(op);
  bool handled = false;
  const bool right_first = as_instance(a) && as_instance(b) && as_instance(a)->type != as_instance(b)->type && is_subclass(*as_instance(b)->type, *as_instance(a)->type);
  if (right_first) {
    if (!try_method(ctx, b, "__r" + name + "__", a, result, &handled)) return false;
    if (handled) return true;
  }
  if (!try_method(ctx, a, "__" + name + "__", b, result, &handled)) return false;
  if (handled) return true;
  if (!try_method(ctx, b, "__r" + name + "__", a, result, &handled)) return false;
  if (handled) return true;
  if (formats_or_repeats(op, a, b)) return sequence_binary(ctx, op, a, b, result, &handled);
  if (const KindOperations* k = leading(a, b); k && k->binary)
    return without_memory_error(ctx, [&] { return k->binary(ctx, op, a, b, result); });
  if (!counter_binary(ctx, op, a, b, result, &handled)) return false;
  if (handled) return true;
  if (!sequence_binary(ctx, op, a, b, result, &handled)) return false;
  if (handled) return true;
  if (!set_binary(ctx, op, a, b, result, &handled)) return false;
  return handled || unsupported(ctx, shown, a, b);
}

// Below 0, 0 or above 0 for ordered builtin values; *ordered is false where there is no order.
bool order(Context& ctx, const Value& a, const Value& b, int* result, bool* ordered) {
  *ordered = true;
  if (as_string(a) && as_string(b)) {
    *result = as_string(a)->text.compare(as_string(b)->text);
    return true;
  }
  return sequence_order(ctx, a, b, result, ordered);
}

bool compare_instances(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled) {
  static const std::pair<std::string_view, std::pair<const char*, const char*>> names[] = {
      {"==", {"__eq__", "__eq__"}}, {"!=", {"__ne__", "__ne__"}}, {"<", {"__lt__", "__gt__"}},
      {"<=", {"__le__", "__ge__"}}, {">", {"__gt__", "__lt__"}}, {">=", {"__ge__", "__le__"}}};
  for (const auto& [symbol, pair] : names) {
    if (symbol != op) continue;
    if (!try_method(ctx, a, pair.first, b, result, handled)) return false;
    if (*handled) return true;
    if (!try_method(ctx, b, pair.second, a, result, handled)) return false;
    if (*handled || op != "!=") return true;
    if (!try_method(ctx, a, "__eq__", b, result, handled) || !*handled) return ctx.pending.is_unbound();
    bool same = false;
    if (!truth(ctx, *result, &same)) return false;
    *result = Value::boolean(!same);
    return true;
  }
  return true;
}

// What no array equals, as a whole: `None in [weights]` is no question about elements.
bool is_no_number(const Value& v) { return v.is_none() || as_string(v); }

}  // namespace

std::string_view kernel_operation(std::string_view op) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"+", "add"}, {"-", "sub"}, {"*", "mul"}, {"/", "div"}, {"//", "floordiv"}, {"%", "mod"}, {"**", "pow"},
      {"&", "and"}, {"|", "or"},  {"^", "xor"}, {"<", "lt"},  {"<=", "le"},       {">", "gt"},  {">=", "ge"},
      {"==", "eq"}, {"!=", "ne"}};
  for (const auto& [symbol, name] : kNames)
    if (symbol == op) return name;
  return {};
}

bool unary(Context& ctx, std::string_view op, const Value& v, Value* result) {
  if (op == "not" && !abstract_of(v)) {
    bool b = false;
    if (!truth(ctx, v, &b)) return false;
    *result = Value::boolean(!b);
    return true;
  }
  if (v.is_number()) return unary_number(ctx, op, v, result);
  if (Abstract* s = abstract_of(v)) return s->unary(ctx, op, result);
  if (is_unknown(ctx, v)) return give_unknown(ctx, result);
  if (const KindOperations* k = operations_of(v); k && k->unary) return k->unary(ctx, op, v, result);
  bool handled = false;
  if (!counter_unary(ctx, op, v, result, &handled)) return false;
  if (handled) return true;
  if (Value* method = class_method(v, op == "-" ? "__neg__" : op == "+" ? "__pos__" : "__invert__"))
    return call(ctx, *method, std::span<const Value>(&v, 1), result);
  return raise(ctx, "TypeError", fmt::format("bad operand type for unary {}: '{}'", op, type_of(ctx, v)->name));
}

bool binary(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (a.is_number() && b.is_number()) return binary_numbers(ctx, op, a, b, result);
  return binary_slow(ctx, op, op == "**" ? "** or pow()" : op, a, b, result);
}

bool binary_inplace(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (a.is_number() && b.is_number()) return binary_numbers(ctx, op, a, b, result);
  if (List* list = as_list(a); list && op == "+") {
    std::vector<Value> items;
    if (!to_vector(ctx, b, &items)) return false;
    if (ctx.observer && !ctx.observer->on_write(list, {PathStep::Kind::item, {}, -1}, b)) return false;
    list->items.insert(list->items.end(), items.begin(), items.end());
    *result = a;
    return true;
  }
  bool handled = false;
  if (!try_method(ctx, a, "__i" + method_name(op) + "__", b, result, &handled)) return false;
  if (handled) return true;
  if (as_array(a) && holds_unknown(ctx, b)) {
    forget_contents(ctx, *as_array(a));
    *result = a;
    return true;
  }
  if (const KindOperations* k = operations_of(a); k && k->binary_inplace) return k->binary_inplace(ctx, op, a, b, result);
  return binary_slow(ctx, op, std::string(op) + "=", a, b, result);
}

namespace {

// `item in container`. Where the item, or an item of the container, is not known, neither is the answer, unless the item is there.
bool membership(Context& ctx, bool wanted, const Value& item, const Value& container, Value* result) {
  if (Abstract* s = abstract_of(container)) return s->compare(ctx, wanted ? "in" : "not in", item, container, result);
  if (is_unknown(ctx, container)) return give_unknown(ctx, result);
  bool found = false;
  const std::vector<Value>* items = as_list(container) ? &as_list(container)->items : as_tuple(container) ? &as_tuple(container)->items : nullptr;
  const bool open = !as_instance(container) && (holds_unknown(ctx, item) || (items ? holds_unknown(ctx, *items) : holds_unknown_key(ctx, container)));
  if (open && items) {
    for (const Value& v : *items)
      if (!found && !holds_unknown(ctx, v) && !holds_unknown(ctx, item) && !equal(ctx, Value(v), item, &found)) return false;
  } else if (Dict* keys = as_dict(container) ? as_dict(container) : as_set(container) ? &as_set(container)->items : nullptr; open && keys) {
    Value* same = nullptr;
    if (!dict_find(ctx, *keys, item, &same)) return false;
    found = same != nullptr;
  } else if (!open && !contains(ctx, container, item, &found)) {
    return false;
  }
  if (open && !found) return give_unknown(ctx, result);
  *result = Value::boolean(found == wanted);
  return true;
}

// Whether the comparison of two lists, tuples, dicts or sets depends on items that are not known.
bool unknown_order(Context& ctx, std::string_view op, const Value& a, const Value& b) {
  if (!ctx.unknowns || !a.is_object() || !b.is_object() || a.object->kind != b.object->kind) return false;
  const auto size = [](const Value& v) { return as_list(v) ? as_list(v)->items.size() : as_tuple(v) ? as_tuple(v)->items.size() : 0; };
  if ((op == "==" || op == "!=") && size(a) != size(b)) return false;
  return (size(a) || as_dict(a) || as_set(a)) && (holds_unknown(ctx, a) || holds_unknown(ctx, b));
}

}  // namespace

bool compare(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (a.is_number() && b.is_number() && op[0] != 'i' && op[0] != 'n') return compare_numbers(op, a, b, result);
  if ((op == "is" || op == "is not") && !abstract_of(a) && !abstract_of(b)) {
    const bool same = identical(a, b);
    *result = Value::boolean(same == (op == "is"));
    return same || !ctx.observer || ctx.observer->on_difference(a, b);
  }
  if (op == "in" || op == "not in") return membership(ctx, op == "in", a, b, result);
  if (Abstract* s = abstract_of(a)) return s->compare(ctx, op, a, b, result);
  bool handled = false;
  if (Abstract* s = abstract_of(b)) {
    if (!compare_instances(ctx, op, a, b, result, &handled)) return false;
    if (handled) return true;
    return s->compare(ctx, op, a, b, result);
  }
  if (is_unknown(ctx, a) || is_unknown(ctx, b)) return give_unknown(ctx, result);
  if (!compare_instances(ctx, op, a, b, result, &handled)) return false;
  if (handled) return true;
  const bool equality = op == "==" || op == "!=";
  if (const KindOperations* k = leading(a, b); k && k->compare) return k->compare(ctx, op, a, b, result);
  if (unknown_order(ctx, op, a, b)) return give_unknown(ctx, result);
  if (!set_compare(ctx, op, a, b, result, &handled)) return false;
  if (handled) return true;
  if (equality) {
    bool same = false;
    if (!equal(ctx, a, b, &same)) return false;
    *result = Value::boolean(same == (op == "=="));
    return true;
  }
  int c = 0;
  bool ordered = false;
  if (!order(ctx, a, b, &c, &ordered)) return false;
  if (!ordered)
    return raise(ctx, "TypeError", fmt::format("'{}' not supported between instances of '{}' and '{}'", op, type_of(ctx, a)->name, type_of(ctx, b)->name));
  *result = Value::boolean(op == "<" ? c < 0 : op == "<=" ? c <= 0 : op == ">" ? c > 0 : c >= 0);
  return true;
}

bool equal(Context& ctx, const Value& a, const Value& b, bool* result) {
  const bool custom = as_instance(a) || as_instance(b) || has_script_class(a) || has_script_class(b) || abstract_of(a) || abstract_of(b) || operations_of(a) || operations_of(b);
  if (custom) {
    if (identical(a, b) && !operations_of(a)) {
      *result = true;
      return true;
    }
    Value answer;
    bool handled = false;
    if (!compare_instances(ctx, "==", a, b, &answer, &handled)) return false;
    const bool numbers = leading(a, b) && leading(a, b)->compare && !is_no_number(a) && !is_no_number(b);
    if (!handled && (abstract_of(a) || abstract_of(b) || numbers)) {
      if (!compare(ctx, "==", a, b, &answer)) return false;
      handled = true;
    }
    if (handled) return truth(ctx, answer, result);
    if (!has_script_class(a) && !has_script_class(b)) {
      *result = identical(a, b);
      return *result || !ctx.observer || ctx.observer->on_difference(a, b);
    }
  }
  bool handled = false;
  if (!container_equal(ctx, a, b, result, &handled)) return false;
  if (handled) return true;
  *result = basic_equal(a, b);
  return *result || !ctx.observer || ctx.observer->on_difference(a, b);
}

bool truth(Context& ctx, const Value& v, bool* result) {
  switch (v.tag) {
    case Tag::none: case Tag::unbound: *result = false; return true;
    case Tag::boolean: case Tag::integer: *result = v.integer != 0; return true;
    case Tag::real: *result = v.real != 0; return true;
    case Tag::object: break;
  }
  for (const char* name : {"__bool__", "__len__"})
    if (Value* method = class_method(v, name)) {
      Value answer;
      return call(ctx, *method, std::span<const Value>(&v, 1), &answer) && truth(ctx, answer, result);
    }
  switch (v.object->kind) {
    case Kind::string: *result = !as_string(v)->text.empty(); return true;
    case Kind::tuple: *result = !as_tuple(v)->items.empty(); return true;
    case Kind::list: case Kind::dict: case Kind::set: case Kind::range: {
      std::int64_t n = 0;
      if (!length(ctx, v, &n)) return false;
      *result = n != 0;
      return true;
    }
    case Kind::abstract: return abstract_of(v)->truth(ctx, result);
    case Kind::array:
      if (!is_unknown(ctx, v)) break;
      *result = ctx.unknowns->choose(ctx, 2) == 0;
      return true;
    default: break;
  }
  if (const KindOperations* k = operations_of(v)) {
    if (k->truth) return k->truth(ctx, v, result);
    if (k->length) {
      std::int64_t n = 0;
      if (!k->length(ctx, v, &n)) return false;
      *result = n != 0;
      return true;
    }
  }
  *result = true;
  return true;
}

}  // namespace bpl::host
