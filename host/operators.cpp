// Operators: arithmetic on numbers, sequences and sets, methods of user classes, truth.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/equality.h"
#include "host/format.h"
#include "host/kinds.h"
#include "host/numbers.h"
#include "host/ops.h"

namespace bpl::host {
namespace {

Abstract* abstract_of(const Value& v) { return v.is_object() && v.object->kind == Kind::abstract ? static_cast<Abstract*>(v.object) : nullptr; }

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
  *handled = false;
  Instance* i = as_instance(self);
  if (!i) return true;
  for (Class* c : i->type->mro)
    if (Value* method = c->attributes.find(name)) {
      const Value arguments[] = {self, other};
      if (!call(ctx, *method, arguments, result)) return false;
      Value* missing = ctx.builtins->globals.find("NotImplemented");
      *handled = !(missing && result->is_object() && missing->is_object() && result->object == missing->object);
      return true;
    }
  return true;
}

bool unsupported(Context& ctx, std::string_view op, const Value& a, const Value& b) {
  return raise(ctx, "TypeError", fmt::format("unsupported operand type(s) for {}: '{}' and '{}'", op, type_of(ctx, a)->name, type_of(ctx, b)->name));
}

bool repeat(Context& ctx, const std::vector<Value>& items, std::int64_t n, std::vector<Value>* out) {
  if (n > 0 && items.size() * static_cast<std::uint64_t>(n) > 100000000) return raise(ctx, "MemoryError", "the list is too long");
  for (std::int64_t k = 0; k < n; ++k) out->insert(out->end(), items.begin(), items.end());
  return true;
}

// Strings, lists and tuples: + and *, and the % of strings.
bool sequence(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled) {
  *handled = true;
  if (op == "%" && as_string(a)) {
    std::string text;
    if (!percent_format(ctx, as_string(a)->text, b, &text)) return false;
    *result = ctx.string(text);
    return true;
  }
  if (op == "+") {
    if (as_string(a) && as_string(b)) {
      *result = ctx.string(as_string(a)->text + as_string(b)->text);
      return true;
    }
    if (as_string(a)) return raise(ctx, "TypeError", fmt::format("can only concatenate str (not \"{}\") to str", type_of(ctx, b)->name));
    if (as_list(a) && as_list(b)) {
      std::vector<Value> items = as_list(a)->items;
      items.insert(items.end(), as_list(b)->items.begin(), as_list(b)->items.end());
      *result = Value::of(ctx.heap.make<List>(std::move(items)));
      return true;
    }
    if (as_tuple(a) && as_tuple(b)) {
      std::vector<Value> items = as_tuple(a)->items;
      items.insert(items.end(), as_tuple(b)->items.begin(), as_tuple(b)->items.end());
      *result = Value::of(ctx.heap.make<Tuple>(std::move(items)));
      return true;
    }
    if (as_list(a) || as_tuple(a))
      return raise(ctx, "TypeError", fmt::format("can only concatenate {0} (not \"{1}\") to {0}", type_of(ctx, a)->name, type_of(ctx, b)->name));
  }
  if (op == "*" && !(a.is_object() && b.is_object())) {
    const Value& n = a.is_object() ? b : a;
    const Value& s = a.is_object() ? a : b;
    if ((n.is_int() || n.is_bool()) && (as_string(s) || as_list(s) || as_tuple(s))) {
      if (as_string(s)) {
        std::string text;
        for (std::int64_t k = 0; k < n.integer; ++k) text += as_string(s)->text;
        *result = ctx.string(text);
        return true;
      }
      std::vector<Value> items;
      if (!repeat(ctx, as_list(s) ? as_list(s)->items : as_tuple(s)->items, n.integer, &items)) return false;
      *result = as_list(s) ? Value::of(ctx.heap.make<List>(std::move(items))) : Value::of(ctx.heap.make<Tuple>(std::move(items)));
      return true;
    }
  }
  *handled = false;
  return true;
}

bool set_operation(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled) {
  auto* x = as<Set>(a, Kind::set);
  auto* y = as<Set>(b, Kind::set);
  *handled = x && y && (op == "|" || op == "&" || op == "-" || op == "^");
  if (Dict *d = as_dict(a), *e = as_dict(b); d && e && op == "|") {
    *handled = true;
    Dict* merged = ctx.heap.make<Dict>();
    for (const Dict* from : {d, e})
      for (const auto& entry : from->entries)
        if (entry.alive) merged->set(entry.key, entry.value);
    *result = Value::of(merged);
    return true;
  }
  if (!*handled) return true;
  Set* out = ctx.heap.make<Set>();
  const auto add = [&](Set* from, Set* other, bool when_in, bool when_out) {
    for (const auto& e : from->items.entries)
      if (e.alive && (other->items.find(e.key) ? when_in : when_out)) out->items.set(e.key, Value::none());
  };
  if (op == "|") add(x, y, true, true), add(y, x, true, true);
  if (op == "&") add(x, y, true, false);
  if (op == "-") add(x, y, false, true);
  if (op == "^") add(x, y, false, true), add(y, x, false, true);
  *result = Value::of(out);
  return true;
}

bool binary_slow(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (Abstract* s = abstract_of(a)) return s->binary(ctx, op, a, b, result);
  if (Abstract* s = abstract_of(b); s && !leading(a, b)) return s->binary(ctx, op, a, b, result);
  if (Abstract* s = abstract_of(b)) {
    if (as_instance(a) == nullptr && a.object->kind != Kind::variable) return s->binary(ctx, op, a, b, result);
  }
  const std::string name = method_name(op);
  bool handled = false;
  const bool right_first = as_instance(a) && as_instance(b) && as_instance(a)->type != as_instance(b)->type && is_subclass(*as_instance(b)->type, *as_instance(a)->type);
  if (right_first) {
    if (!try_method(ctx, b, "__r" + name + "__", a, result, &handled) || handled) return handled;
  }
  if (!try_method(ctx, a, "__" + name + "__", b, result, &handled)) return false;
  if (handled) return true;
  if (!try_method(ctx, b, "__r" + name + "__", a, result, &handled)) return false;
  if (handled) return true;
  if (const KindOperations* k = leading(a, b); k && k->binary) return k->binary(ctx, op, a, b, result);
  if (!sequence(ctx, op, a, b, result, &handled)) return false;
  if (handled) return true;
  if (!set_operation(ctx, op, a, b, result, &handled)) return false;
  return handled || unsupported(ctx, op == "**" ? "** or pow()" : op, a, b);
}

// -1, 0 or 1 for ordered builtin values; *ordered is false where there is no order.
bool order(Context& ctx, std::string_view op, const Value& a, const Value& b, int* result, bool* ordered) {
  *ordered = true;
  if (a.is_number() && b.is_number()) {
    if (a.is_real() || b.is_real()) *result = a.as_real() < b.as_real() ? -1 : a.as_real() > b.as_real();
    else *result = a.integer < b.integer ? -1 : a.integer > b.integer;
    return true;
  }
  if (as_string(a) && as_string(b)) {
    const int c = as_string(a)->text.compare(as_string(b)->text);
    *result = c < 0 ? -1 : c > 0;
    return true;
  }
  const std::vector<Value>* x = as_list(a) ? &as_list(a)->items : as_tuple(a) ? &as_tuple(a)->items : nullptr;
  const std::vector<Value>* y = as_list(b) ? &as_list(b)->items : as_tuple(b) ? &as_tuple(b)->items : nullptr;
  *ordered = x && y && a.object->kind == b.object->kind;
  if (!*ordered) return true;
  for (std::size_t i = 0; i < std::min(x->size(), y->size()); ++i) {
    bool same = false;
    if (!equal(ctx, (*x)[i], (*y)[i], &same)) return false;
    if (same) continue;
    Value less;
    if (!compare(ctx, "<", (*x)[i], (*y)[i], &less)) return false;
    bool is_less = false;
    if (!truth(ctx, less, &is_less)) return false;
    *result = is_less ? -1 : 1;
    return true;
  }
  *result = x->size() < y->size() ? -1 : x->size() > y->size();
  return true;
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

bool set_compare(std::string_view op, const Value& a, const Value& b, Value* result) {
  auto* x = as<Set>(a, Kind::set);
  auto* y = as<Set>(b, Kind::set);
  if (!x || !y) return false;
  const auto contains = [](Set* big, Set* small) {
    return std::all_of(small->items.entries.begin(), small->items.entries.end(), [&](const auto& e) { return !e.alive || big->items.find(e.key); });
  };
  const bool same_size = x->items.size() == y->items.size();
  bool r = false;
  if (op == "==") r = same_size && contains(x, y);
  else if (op == "!=") r = !(same_size && contains(x, y));
  else if (op == "<=") r = contains(y, x);
  else if (op == "<") r = contains(y, x) && !same_size;
  else if (op == ">=") r = contains(x, y);
  else r = contains(x, y) && !same_size;
  *result = Value::boolean(r);
  return true;
}

bool identical(const Value& a, const Value& b) { return a.tag == b.tag && a.integer == b.integer; }

}  // namespace

bool unary(Context& ctx, std::string_view op, const Value& v, Value* result) {
  if (op == "not" && !abstract_of(v)) {
    bool b = false;
    if (!truth(ctx, v, &b)) return false;
    *result = Value::boolean(!b);
    return true;
  }
  if (v.is_number()) return unary_number(ctx, op, v, result);
  if (Abstract* s = abstract_of(v)) return s->unary(ctx, op, result);
  if (const KindOperations* k = operations_of(v); k && k->unary) return k->unary(ctx, op, v, result);
  if (Instance* i = as_instance(v))
    for (Class* c : i->type->mro)
      if (Value* method = c->attributes.find(op == "-" ? "__neg__" : op == "+" ? "__pos__" : "__invert__"))
        return call(ctx, *method, std::span<const Value>(&v, 1), result);
  return raise(ctx, "TypeError", fmt::format("bad operand type for unary {}: '{}'", op, type_of(ctx, v)->name));
}

bool binary(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (a.is_number() && b.is_number()) return binary_numbers(ctx, op, a, b, result);
  return binary_slow(ctx, op, a, b, result);
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
  if (const KindOperations* k = operations_of(a); k && k->binary_inplace) return k->binary_inplace(ctx, op, a, b, result);
  return binary_slow(ctx, op, a, b, result);
}

bool compare(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result) {
  if (a.is_number() && b.is_number() && op[0] != 'i' && op[0] != 'n') return compare_numbers(op, a, b, result);
  if ((op == "is" || op == "is not") && !abstract_of(a) && !abstract_of(b)) {
    *result = Value::boolean(identical(a, b) == (op == "is"));
    return true;
  }
  if (op == "in" || op == "not in") {
    bool found = false;
    if (Abstract* s = abstract_of(b)) return s->compare(ctx, op, a, b, result);
    if (!contains(ctx, b, a, &found)) return false;
    *result = Value::boolean(found == (op == "in"));
    return true;
  }
  if (Abstract* s = abstract_of(a)) return s->compare(ctx, op, a, b, result);
  if (Abstract* s = abstract_of(b)) return s->compare(ctx, op, a, b, result);
  bool handled = false;
  if (!compare_instances(ctx, op, a, b, result, &handled)) return false;
  if (handled) return true;
  const bool equality = op == "==" || op == "!=";
  if (const KindOperations* k = leading(a, b); k && k->compare && !(equality && (a.is_none() || b.is_none() || as_string(a) || as_string(b))))
    return k->compare(ctx, op, a, b, result);
  if (set_compare(op, a, b, result)) return true;
  if (equality) {
    bool same = false;
    if (!equal(ctx, a, b, &same)) return false;
    *result = Value::boolean(same == (op == "=="));
    return true;
  }
  int c = 0;
  bool ordered = false;
  if (!order(ctx, op, a, b, &c, &ordered)) return false;
  if (!ordered)
    return raise(ctx, "TypeError", fmt::format("'{}' not supported between instances of '{}' and '{}'", op, type_of(ctx, a)->name, type_of(ctx, b)->name));
  *result = Value::boolean(op == "<" ? c < 0 : op == "<=" ? c <= 0 : op == ">" ? c > 0 : c >= 0);
  return true;
}

bool equal(Context& ctx, const Value& a, const Value& b, bool* result) {
  const bool custom = as_instance(a) || as_instance(b) || abstract_of(a) || abstract_of(b) || operations_of(a) || operations_of(b);
  if (custom) {
    if (identical(a, b) && !operations_of(a)) {
      *result = true;
      return true;
    }
    Value answer;
    bool handled = false;
    if (!compare_instances(ctx, "==", a, b, &answer, &handled)) return false;
    if (!handled && (abstract_of(a) || abstract_of(b) || leading(a, b))) {
      if (!compare(ctx, "==", a, b, &answer)) return false;
      handled = true;
    }
    if (handled) return truth(ctx, answer, result);
    *result = identical(a, b);
    return true;
  }
  const std::vector<Value>* x = as_list(a) ? &as_list(a)->items : as_tuple(a) ? &as_tuple(a)->items : nullptr;
  const std::vector<Value>* y = as_list(b) ? &as_list(b)->items : as_tuple(b) ? &as_tuple(b)->items : nullptr;
  if (x && y && a.object->kind == b.object->kind) {
    *result = x->size() == y->size();
    for (std::size_t i = 0; *result && i < x->size(); ++i)
      if (!equal(ctx, (*x)[i], (*y)[i], result)) return false;
    return true;
  }
  if (Dict *d = as_dict(a), *e = as_dict(b); d && e) {
    *result = d->size() == e->size();
    for (const auto& entry : d->entries) {
      if (!entry.alive || !*result) continue;
      Value* other = e->find(entry.key);
      *result = other != nullptr;
      if (other && !equal(ctx, entry.value, *other, result)) return false;
    }
    return true;
  }
  if (const Range *r = as<Range>(a, Kind::range), *s = as<Range>(b, Kind::range); r && s) {
    *result = r->length() == s->length() && (r->length() == 0 || (r->start == s->start && (r->length() == 1 || r->step == s->step)));
    return true;
  }
  *result = basic_equal(a, b);
  return true;
}

bool truth(Context& ctx, const Value& v, bool* result) {
  switch (v.tag) {
    case Tag::none: case Tag::unbound: *result = false; return true;
    case Tag::boolean: case Tag::integer: *result = v.integer != 0; return true;
    case Tag::real: *result = v.real != 0; return true;
    case Tag::object: break;
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
    case Kind::instance:
      for (const char* name : {"__bool__", "__len__"})
        for (Class* c : as_instance(v)->type->mro)
          if (Value* method = c->attributes.find(name)) {
            Value answer;
            return call(ctx, *method, std::span<const Value>(&v, 1), &answer) && truth(ctx, answer, result);
          }
      *result = true;
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

bool hash_value(Context& ctx, const Value& v, std::uint64_t* result) {
  if (v.is_object()) switch (v.object->kind) {
      case Kind::list: case Kind::dict: case Kind::set: case Kind::slice: case Kind::array: case Kind::abstract:
        return raise(ctx, "TypeError", fmt::format("unhashable type: '{}'", type_of(ctx, v)->name));
      case Kind::tuple:
        for (const Value& item : as_tuple(v)->items)
          if (!hash_value(ctx, item, result)) return false;
        break;
      default: break;
    }
  *result = basic_hash(v);
  return true;
}

}  // namespace bpl::host
