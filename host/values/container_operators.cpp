#include "host/values/container_operators.h"

#include <fmt/format.h>

#include <algorithm>

#include "host/values/format.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/stack.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

bool same_kind(const Value& a, const Value& b) { return a.is_object() && b.is_object() && a.object->kind == b.object->kind; }

bool is_deque(Context& ctx, const Value& v) { return as_list(v) && as_list(v)->type == ctx.builtin_class("deque"); }

Value sequence_like(Context& ctx, const Value& model, std::vector<Value> items) {
  return as_list(model) ? make_list(ctx, std::move(items)) : make_tuple(ctx, std::move(items));
}

bool concatenate(Context& ctx, const Value& a, const Value& b, Value* result, bool* handled) {
  *handled = as_string(a) || items_of(a);
  if (!*handled) return true;
  if (as_string(a) && as_string(b)) {
    *result = ctx.string(as_string(a)->text + as_string(b)->text);
    return true;
  }
  const std::string& name = type_of(ctx, a)->name;
  if (!items_of(a) || !same_kind(a, b) || is_deque(ctx, a) != is_deque(ctx, b))
    return raise(ctx, "TypeError", fmt::format("can only concatenate {} (not \"{}\") to {}", name, type_of(ctx, b)->name, name));
  std::vector<Value> items = *items_of(a);
  items.insert(items.end(), items_of(b)->begin(), items_of(b)->end());
  if (is_deque(ctx, a)) {
    *result = empty_like(ctx, a);
    as_list(*result)->items = std::move(items);
    return true;
  }
  *result = sequence_like(ctx, a, std::move(items));
  return true;
}

// n times the items or the text; what no memory holds is refused before it is tried.
bool repeat(Context& ctx, const Value& sequence, std::int64_t n, Value* result) {
  const String* text = as_string(sequence);
  const auto size = static_cast<std::int64_t>(text ? text->text.size() : items_of(sequence)->size());
  std::int64_t total = 0;
  n = std::max<std::int64_t>(n, 0);
  if (__builtin_mul_overflow(size, n, &total) || total > (text ? kLongestText : kMostItems))
    return raise(ctx, "MemoryError", fmt::format("{} repeated {} times is too long", type_of(ctx, sequence)->name, n));
  if (text) {
    std::string all;
    all.reserve(static_cast<std::size_t>(total));
    for (std::int64_t k = 0; k < n && size; ++k) all += text->text;
    *result = ctx.string(all);
    return true;
  }
  std::vector<Value> all;
  all.reserve(static_cast<std::size_t>(total));
  for (std::int64_t k = 0; k < n && size; ++k) all.insert(all.end(), items_of(sequence)->begin(), items_of(sequence)->end());
  *result = sequence_like(ctx, sequence, std::move(all));
  return true;
}

Dict* set_items(const Value& v) { return as_set(v) ? &as_set(v)->items : nullptr; }

bool merge_dicts(Context& ctx, Dict& d, Dict& e, Value* result) {
  const Value merged = empty_like(ctx, Value::of(&d));
  for (const Dict* from : {&d, &e})
    for (const Dict::Entry& entry : std::vector<Dict::Entry>(from->entries))
      if (entry.alive && !dict_set(ctx, *as_dict(merged), entry.key, entry.value)) return false;
  *result = merged;
  return true;
}

// Adds to `out` what is in `from` and, as `member` says, in `other` too or not.
bool add_members(Context& ctx, Dict& from, Dict& other, bool member, Dict& out) {
  for (const Dict::Entry& e : std::vector<Dict::Entry>(from.entries)) {
    if (!e.alive) continue;
    Value* found = nullptr;
    if (!dict_find(ctx, other, e.key, &found)) return false;
    if ((found != nullptr) == member && !dict_set(ctx, out, e.key, Value::none())) return false;
  }
  return true;
}

bool is_subset(Context& ctx, Dict& part, Dict& whole, bool* result) {
  *result = part.size() <= whole.size();
  for (const Dict::Entry& e : std::vector<Dict::Entry>(part.entries)) {
    if (!*result) return true;
    if (!e.alive) continue;
    Value* found = nullptr;
    if (!dict_find(ctx, whole, e.key, &found)) return false;
    *result = found != nullptr;
  }
  return true;
}

bool dict_equal(Context& ctx, Value a, Value b, bool* result) {
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  *result = as_dict(a)->size() == as_dict(b)->size();
  if (!*result) return true;
  if (!observe_contents(ctx, &a) || !observe_contents(ctx, &b)) return false;
  Dict &d = *as_dict(a), &e = *as_dict(b);
  for (const Dict::Entry& entry : std::vector<Dict::Entry>(d.entries)) {
    if (!*result) return true;
    if (!entry.alive) continue;
    Value* other = nullptr;
    if (!dict_find(ctx, e, entry.key, &other)) return false;
    *result = other != nullptr;
    if (other && !equal(ctx, entry.value, Value(*other), result)) return false;
  }
  return true;
}

bool sequence_equal(Context& ctx, Value a, Value b, bool* result) {
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  *result = items_of(a)->size() == items_of(b)->size();
  if (!*result) return true;
  if (!observe_contents(ctx, &a) || !observe_contents(ctx, &b)) return false;
  const std::vector<Value>&x = *items_of(a), &y = *items_of(b);
  for (std::size_t i = 0; *result && i < std::min(x.size(), y.size()); ++i)
    if (!equal(ctx, Value(x[i]), Value(y[i]), result)) return false;
  return true;
}

}  // namespace

bool sequence_binary(Context& ctx, std::string_view op, const Value& left_given, const Value& right_given, Value* result, bool* handled) {
  Value a = left_given, b = right_given;
  if (!observe_contents(ctx, &a) || !observe_contents(ctx, &b)) return false;
  *handled = true;
  if (op == "%" && as_string(a)) {
    if (holds_unknown(ctx, b)) return give_unknown(ctx, result);
    return known_text(ctx, [&](std::string* text) { return percent_format(ctx, as_string(a)->text, b, text); }, result);
  }
  if (op == "+") return concatenate(ctx, a, b, result, handled);
  if (op == "*") {
    const bool left = as_string(a) || items_of(a);
    const Value& sequence = left ? a : b;
    const Value& n = left ? b : a;
    if (left || as_string(b) || items_of(b)) {
      std::int64_t times = 0;
      const std::string message = fmt::format("can't multiply sequence by non-int of type '{}'", type_of(ctx, n)->name);
      return to_integer_index(ctx, n, message.c_str(), &times) && repeat(ctx, sequence, times, result);
    }
  }
  *handled = false;
  return true;
}

bool set_binary(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled) {
  *handled = true;
  if (as_dict(a) && as_dict(b) && op == "|") {
    Value left = a, right = b;
    return observe_contents(ctx, &left) && observe_contents(ctx, &right) && merge_dicts(ctx, *as_dict(left), *as_dict(right), result);
  }
  Dict *x = set_items(a), *y = set_items(b);
  *handled = x && y && (op == "|" || op == "&" || op == "-" || op == "^");
  if (!*handled) return true;
  if (op != "|" && (holds_unknown_key(ctx, a) || holds_unknown_key(ctx, b))) return give_unknown(ctx, result);
  Set* out = ctx.heap.make<Set>();
  out->type = as_set(a)->type;
  *result = Value::of(out);
  Dict none;
  if (op == "|") return add_members(ctx, *x, none, false, out->items) && add_members(ctx, *y, none, false, out->items);
  if (op == "&") return add_members(ctx, *x, *y, true, out->items);
  if (op == "-") return add_members(ctx, *x, *y, false, out->items);
  return add_members(ctx, *x, *y, false, out->items) && add_members(ctx, *y, *x, false, out->items);
}

bool set_compare(Context& ctx, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled) {
  Dict *x = set_items(a), *y = set_items(b);
  *handled = x && y;
  if (!*handled) return true;
  const bool same_size = x->size() == y->size();
  bool answer = false;
  if (op.starts_with(">")) std::swap(x, y);
  if (!is_subset(ctx, *x, *y, &answer)) return false;
  if (op == "==") answer = answer && same_size;
  else if (op == "!=") answer = !(answer && same_size);
  else if (op.size() == 1) answer = answer && !same_size;
  *result = Value::boolean(answer);
  return true;
}

bool container_equal(Context& ctx, const Value& a, const Value& b, bool* result, bool* handled) {
  *handled = same_kind(a, b) && is_deque(ctx, a) == is_deque(ctx, b);
  if (!*handled) return true;
  if (a.object == b.object) {
    *result = true;
    return true;
  }
  if (items_of(a)) return sequence_equal(ctx, a, b, result);
  if (as_dict(a)) return dict_equal(ctx, a, b, result);
  if (const Range *r = as<Range>(a, Kind::range), *s = as<Range>(b, Kind::range); r && s) {
    *result = r->length() == s->length() && (r->length() == 0 || (r->start == s->start && (r->length() == 1 || r->step == s->step)));
    return true;
  }
  Value answer;
  if (!set_compare(ctx, "==", a, b, &answer, handled)) return false;
  *result = *handled && answer.integer;
  return true;
}

bool sequence_order(Context& ctx, const Value& left, const Value& right, int* result, bool* handled) {
  *handled = items_of(left) && items_of(right) && same_kind(left, right);
  if (!*handled) return true;
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  Value a = left, b = right;
  if (!observe_contents(ctx, &a) || !observe_contents(ctx, &b)) return false;
  const std::vector<Value>*x = items_of(a), *y = items_of(b);
  for (std::size_t i = 0; i < std::min(x->size(), y->size()); ++i) {
    const Value p = (*x)[i], q = (*y)[i];
    bool same = false, is_less = false;
    Value less;
    if (!equal(ctx, p, q, &same)) return false;
    if (same) continue;
    if (!compare(ctx, "<", p, q, &less) || !truth(ctx, less, &is_less)) return false;
    *result = is_less ? -1 : 1;
    return true;
  }
  *result = x->size() < y->size() ? -1 : x->size() > y->size();
  return true;
}

}  // namespace bpl::host
