#include "host/values/unknown.h"

#include <algorithm>

#include "host/arrays/array.h"
#include "host/models/model.h"
#include "host/values/code.h"
#include "host/values/native.h"

namespace bpl::host {
namespace {

constexpr int kDepth = 6;  // of containers in containers that are searched

bool search(Context& ctx, const Value& v, int depth);

// What a run has changed is not known; inside a step the contents are symbols.
bool has_unknown_contents(Context& ctx, const Variable& v) {
  return !(ctx.stepper && ctx.stepper->tracing()) && (v.remote || is_unknown(ctx, Value::of(v.value)));
}

bool search(Context& ctx, std::span<const Value> items, int depth) {
  return std::any_of(items.begin(), items.end(), [&](const Value& v) { return search(ctx, v, depth); });
}

bool search(Context& ctx, const Dict& d, int depth) {
  return std::any_of(d.entries.begin(), d.entries.end(), [&](const Dict::Entry& e) {
    return e.alive && (search(ctx, e.key, depth) || search(ctx, e.value, depth));
  });
}

bool search(Context& ctx, const Value& v, int depth) {
  if (!v.is_object()) return false;
  if (is_unknown(ctx, v)) return true;
  if (const Variable* variable = as_variable(v)) return has_unknown_contents(ctx, *variable);
  if (depth == 0) return false;
  if (const List* l = as_list(v)) return search(ctx, l->items, depth - 1);
  if (const Tuple* t = as_tuple(v)) return search(ctx, t->items, depth - 1);
  if (const Dict* d = as_dict(v)) return search(ctx, *d, depth - 1);
  if (const Set* s = as_set(v)) return search(ctx, s->items, depth - 1);
  if (const auto* i = as<Iterator>(v, Kind::iterator)) return search(ctx, i->sources(), depth - 1);
  if (const Slice* s = as<Slice>(v, Kind::slice)) return search(ctx, s->start, 1) || search(ctx, s->stop, 1) || search(ctx, s->step, 1);
  return false;
}

// What an item under an unknown key may be for the script: two items alike are one way to go.
std::string way_of(Context& ctx, const Value& v) {
  if (const Function* f = as_function(v)) return "function " + f->code->qualified_name;
  if (const auto* m = as<BoundMethod>(v, Kind::bound_method)) return "method " + way_of(ctx, m->function);
  if (const auto* n = as<Native>(v, Kind::native)) return std::string("native ") + std::string(n->entry->module) + "." + std::string(n->entry->name);
  if (const Class* c = as_class(v)) return "class " + c->qualified_name;
  const Class* type = type_of(ctx, v);
  return type->body ? type->qualified_name : type->name;
}

// Whether another value of its type may stand in its place without another meaning of the script.
bool is_plain(Context& ctx, const Value& v) { return !v.is_object() || as_string(v) || as_array(v) || is_unknown(ctx, v); }

void blur_value(Context& ctx, Value* v) {
  if (is_plain(ctx, *v)) give_unknown(ctx, v, v->is_none());
}

}  // namespace

bool is_unknown(Context& ctx, const Value& v) {
  if (!ctx.unknowns || !v.is_object()) return false;
  if (const Array* a = as_array(v)) return ctx.unknown_buffers.contains(a->buffer.get());
  return v.object->kind == Kind::abstract && static_cast<Abstract*>(v.object)->is_unknown();
}

bool holds_unknown(Context& ctx, const Value& v) { return ctx.unknowns && search(ctx, v, kDepth); }
bool holds_unknown(Context& ctx, std::span<const Value> values) { return ctx.unknowns && search(ctx, values, kDepth); }
bool holds_unknown(Context& ctx, const Arguments& arguments) {
  if (!ctx.unknowns) return false;
  if (search(ctx, arguments.positional, kDepth)) return true;
  return std::any_of(arguments.keywords.begin(), arguments.keywords.end(), [&](const auto& k) { return search(ctx, k.second, kDepth); });
}

bool holds_unknown_key(Context& ctx, const Value& v) {
  const Dict* d = as_dict(v) ? as_dict(v) : as_set(v) ? &as_set(v)->items : nullptr;
  return ctx.unknowns && d && d->has_unknown_key;
}

bool give_unknown(Context& ctx, Value* result, bool maybe_none) {
  *result = ctx.unknowns->another(ctx, maybe_none);
  return true;
}

bool pick_unknown(Context& ctx, std::span<const Value> items, Value* result) {
  std::vector<std::string> names;
  std::vector<Value> ways;
  for (const Value& v : items) {
    std::string name = is_plain(ctx, v) ? "plain" : way_of(ctx, v);
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(std::move(name));
    ways.push_back(v);
  }
  if (ways.empty()) return give_unknown(ctx, result);
  const std::size_t n = ways.size() == 1 ? 0 : static_cast<std::size_t>(ctx.unknowns->choose(ctx, static_cast<int>(ways.size())));
  *result = ways[n];
  const bool maybe_none = std::any_of(items.begin(), items.end(), [](const Value& v) { return v.is_none(); });
  if (names[n] == "plain") give_unknown(ctx, result, maybe_none);
  return true;
}

void blur(Context& ctx, std::vector<Value>& items) {
  for (Value& v : items) blur_value(ctx, &v);
}

void blur(Context& ctx, Dict& dict) {
  for (Dict::Entry& e : dict.entries)
    if (e.alive) blur_value(ctx, &e.value);
}

void forget_contents(Context& ctx, const Array& a) { ctx.unknown_buffers[a.buffer.get()] = a.buffer; }

Value unknown_array(Context& ctx, std::int64_t length) {
  const std::vector<double> ones(static_cast<std::size_t>(std::max<std::int64_t>(length, 0)), 1.0);
  Array* array = array_of(ctx, std::span<const double>(ones), default_real(ctx, Flavour::brainpy), Flavour::brainpy);
  forget_contents(ctx, *array);
  return Value::of(array);
}

bool text_value(Context& ctx, const Value& v, bool repr, Value* result) {
  return known_text(ctx, [&](std::string* text) { return repr ? to_repr(ctx, v, text) : to_str(ctx, v, text); }, result);
}

void note_unknown_text(Context& ctx) { ctx.unknown_text = true; }

}  // namespace bpl::host
