#include "frontend/discover/interpret_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "host/ops.h"

namespace bpl::discover {

using host::Context;
using host::Dict;
using host::Kind;
using host::PathStep;
using host::Value;

namespace {

std::string type_name(Context& ctx, const Value& v) { return host::type_of(ctx, v)->name; }

// The entries of a dict, as the tracer sees them: all keys are used, each value is read.
bool read_entries(Context& ctx, Dict& dict, std::vector<std::pair<Value, Value>>* out) {
  if (ctx.observer && !ctx.observer->on_extent(&dict)) return false;
  for (const Dict::Entry& entry : dict.entries) {
    if (!entry.alive) continue;
    Value value = entry.value;
    if (ctx.observer) {
      PathStep step{PathStep::Kind::item, {}, entry.key.is_int() ? entry.key.integer : -1};
      if (const host::String* s = host::as_string(entry.key)) step.name = s->text;
      if (!ctx.observer->on_read(&dict, step, &value)) return false;
    }
    out->emplace_back(entry.key, value);
  }
  return true;
}

std::string function_name(const Value& callee) {
  if (const host::Function* f = host::as_function(callee)) return f->code->name;
  if (const auto* m = host::as<host::BoundMethod>(callee, Kind::bound_method)) return function_name(m->function);
  if (const host::Class* c = host::as_class(callee)) return c->name;
  return "function";
}

bool add_keyword(Context& ctx, const Value& callee, const std::string& name, const Value& value, host::Arguments& out) {
  for (const auto& [given, v] : out.keywords)
    if (given == name)
      return host::raise(ctx, "TypeError",
                         fmt::format("{}() got multiple values for keyword argument '{}'", function_name(callee), name));
  out.keywords.emplace_back(name, value);
  return true;
}

bool add_mapping(Context& ctx, const Value& callee, const Value& mapping, host::Arguments& out) {
  Dict* dict = host::as_dict(mapping);
  if (!dict)
    return host::raise(ctx, "TypeError", fmt::format("{}() argument after ** must be a mapping, not {}",
                                                     function_name(callee), type_name(ctx, mapping)));
  std::vector<std::pair<Value, Value>> entries;
  if (!read_entries(ctx, *dict, &entries)) return false;
  for (const auto& [key, value] : entries) {
    const host::String* name = host::as_string(key);
    if (!name) return host::raise(ctx, "TypeError", "keywords must be strings");
    if (!add_keyword(ctx, callee, name->text, value, out)) return false;
  }
  return true;
}

bool add_iterable(Context& ctx, const Value& callee, const Value& iterable, host::Arguments& out) {
  std::vector<Value> items;
  if (!host::to_vector(ctx, iterable, &items)) return false;
  out.positional.insert(out.positional.end(), items.begin(), items.end());
  return true;
}

}  // namespace

Value constant_value(Context& ctx, const ir::Constant& constant) {
  if (const auto* b = std::get_if<bool>(&constant)) return Value::boolean(*b);
  if (const auto* i = std::get_if<std::int64_t>(&constant)) return Value::of(*i);
  if (const auto* r = std::get_if<double>(&constant)) return Value::of(*r);
  if (const auto* s = std::get_if<std::string>(&constant)) return ctx.string(*s);
  if (std::holds_alternative<ir::EllipsisConstant>(constant)) {
    if (Value* ellipsis = ctx.builtins->globals.find("Ellipsis")) return *ellipsis;
  }
  return Value::none();
}

bool extend_list(Context& ctx, const Value& list, const Value& iterable) {
  std::vector<Value> items;
  if (!host::to_vector(ctx, iterable, &items)) return false;
  std::vector<Value>& all = host::as_list(list)->items;
  all.insert(all.end(), items.begin(), items.end());
  return true;
}

bool add_to_set(Context& ctx, const Value& set, const Value& item) {
  std::uint64_t hash = 0;
  if (!host::hash_value(ctx, item, &hash)) return false;
  Dict& items = host::as<host::Set>(set, Kind::set)->items;
  if (!items.find(item)) items.set(item, Value::none());
  return true;
}

bool update_set(Context& ctx, const Value& set, const Value& iterable) {
  std::vector<Value> items;
  if (!host::to_vector(ctx, iterable, &items)) return false;
  return std::all_of(items.begin(), items.end(), [&](const Value& item) { return add_to_set(ctx, set, item); });
}

bool update_dict(Context& ctx, const Value& dict, const Value& mapping) {
  Dict* from = host::as_dict(mapping);
  if (!from)
    return host::raise(ctx, "TypeError", fmt::format("'{}' object is not a mapping", type_name(ctx, mapping)));
  std::vector<std::pair<Value, Value>> entries;
  if (!read_entries(ctx, *from, &entries)) return false;
  for (const auto& [key, value] : entries) host::as_dict(dict)->set(key, value);
  return true;
}

bool build_set(Context& ctx, std::span<const Value> items, Value* result) {
  const Value set = Value::of(ctx.heap.make<host::Set>());
  for (const Value& item : items)
    if (!add_to_set(ctx, set, item)) return false;
  *result = set;
  return true;
}

bool build_dict(Context& ctx, std::span<const Value> keys_and_values, Value* result) {
  auto* dict = ctx.heap.make<Dict>();
  for (std::size_t i = 0; i < keys_and_values.size(); i += 2) {
    std::uint64_t hash = 0;
    if (!host::hash_value(ctx, keys_and_values[i], &hash)) return false;
    dict->set(keys_and_values[i], keys_and_values[i + 1]);
  }
  *result = Value::of(dict);
  return true;
}

Value build_string(Context& ctx, std::span<const Value> parts) {
  std::string text;
  for (const Value& part : parts) {
    const host::String* known = host::as_string(part);
    if (!known) return part;  // the text of something unknown is unknown
    text += known->text;
  }
  return ctx.string(text);
}

bool set_cell(Context& ctx, const Value& cell, const Value& value) {
  auto* target = host::as<host::Cell>(cell, Kind::cell);
  if (ctx.observer && !ctx.observer->on_write(target, {PathStep::Kind::cell, {}, -1}, value)) return false;
  target->value = value;
  return true;
}

bool collect_arguments(Context& ctx, const Value& callee, std::span<const Value> values,
                       const std::vector<ir::CallArgument>& kinds, host::Arguments* out) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool ok = true;
    switch (kinds[i].kind) {
      case ir::CallKind::positional: out->positional.push_back(values[i]); break;
      case ir::CallKind::star: ok = add_iterable(ctx, callee, values[i], *out); break;
      case ir::CallKind::keyword: ok = add_keyword(ctx, callee, kinds[i].name, values[i], *out); break;
      case ir::CallKind::double_star: ok = add_mapping(ctx, callee, values[i], *out); break;
    }
    if (!ok) return false;
  }
  return true;
}

}  // namespace bpl::discover
