// Making and extending what displays and calls hold: list, set, dict and string displays, arguments with * and **.
#include <fmt/format.h>

#include <algorithm>

#include "host/abi.h"
#include "host/values/code.h"
#include "host/values/native.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

bool add_keyword(Context& ctx, const Value& callee, const std::string& name, const Value& value, Arguments* arguments) {
  for (const auto& [known, v] : arguments->keywords)
    if (known == name)
      return raise(ctx, "TypeError", fmt::format("{} got multiple values for keyword argument '{}'", callable_name(ctx, callee), name));
  arguments->keywords.emplace_back(name, value);
  return true;
}

bool add_mapping(Context& ctx, const Value& callee, const Value& mapping, Arguments* arguments) {
  std::vector<std::pair<Value, Value>> entries;
  if (is_unknown(ctx, mapping)) return true;
  if (!is_mapping(mapping))
    return raise(ctx, "TypeError", fmt::format("{} argument after ** must be a mapping, not {}", callable_name(ctx, callee), type_of(ctx, mapping)->name));
  if (!dict_items(ctx, mapping, &entries)) return false;
  for (const auto& [key, value] : entries) {
    if (!as_string(key)) return raise(ctx, "TypeError", "keywords must be strings");
    if (!add_keyword(ctx, callee, as_string(key)->text, value, arguments)) return false;
  }
  return true;
}

// How many positional arguments a function of the script needs, self not counted.
std::size_t positional_parameters(const Value& callee) {
  if (const auto* m = as<BoundMethod>(callee, Kind::bound_method)) return std::max<std::size_t>(positional_parameters(m->function), 1) - 1;
  if (const Class* c = as_class(callee)) {
    for (Class* base : c->mro)
      if (const Value* init = base->attributes.find("__init__")) return std::max<std::size_t>(positional_parameters(*init), 1) - 1;
  }
  const Function* f = as_function(callee);
  if (!f) return 1;
  std::size_t n = 0;
  for (const Parameter& p : f->code->parameters) n += p.kind == ParameterKind::positional || p.kind == ParameterKind::positional_only;
  return n - std::min(n, f->defaults.size());
}

bool is_iterable(Context& ctx, const Value& v, Value* iterator) {
  if (make_iterator(ctx, v, iterator)) return true;
  if (!as_instance(v)) take_exception(ctx);  // an instance may have raised in its __iter__
  return false;
}

// f(*iterable) where nothing stands before it names the function; behind other arguments CPython speaks of the value.
bool add_iterable(Context& ctx, const Value& callee, const Value& iterable, Arguments* arguments) {
  Value iterator;
  if (is_unknown(ctx, iterable)) {
    const std::size_t wanted = positional_parameters(callee);
    while (arguments->positional.size() < wanted) give_unknown(ctx, &arguments->positional.emplace_back());
    return true;
  }
  if (is_iterable(ctx, iterable, &iterator)) return to_vector(ctx, iterator, &arguments->positional);
  if (!ctx.pending.is_unbound()) return false;
  const std::string& name = type_of(ctx, iterable)->name;
  if (!arguments->positional.empty()) return raise(ctx, "TypeError", fmt::format("Value after * must be an iterable, not {}", name));
  return raise(ctx, "TypeError", fmt::format("{} argument after * must be an iterable, not {}", callable_name(ctx, callee), name));
}

}  // namespace

bool build_set(Context& ctx, std::span<const Value> items, Value* result) {
  const Value set = Value::of(ctx.heap.make<Set>());
  for (const Value& item : items)
    if (!add_to_set(ctx, set, item)) return false;
  *result = set;
  return true;
}

bool build_dict(Context& ctx, std::span<const Value> keys_and_values, Value* result) {
  Dict* d = ctx.heap.make<Dict>();
  for (std::size_t i = 0; i + 1 < keys_and_values.size(); i += 2)
    if (!dict_set(ctx, *d, keys_and_values[i], keys_and_values[i + 1])) return false;
  *result = Value::of(d);
  return true;
}

bool build_string(Context& ctx, std::span<const Value> pieces, Value* result) {
  if (holds_unknown(ctx, pieces)) return give_unknown(ctx, result);
  std::string text;
  for (const Value& piece : pieces) text += as_string(piece)->text;
  *result = ctx.string(text);
  return true;
}

bool extend_list(Context& ctx, const Value& list, const Value& iterable) {
  Value iterator;
  std::vector<Value>& items = as_list(list)->items;
  if (is_iterable(ctx, iterable, &iterator)) return to_vector(ctx, iterator, &items);
  if (!ctx.pending.is_unbound()) return false;
  return raise(ctx, "TypeError", fmt::format("Value after * must be an iterable, not {}", type_of(ctx, iterable)->name));
}

bool add_to_set(Context& ctx, const Value& set, const Value& item) {
  Value* found = nullptr;
  Dict& items = as_set(set)->items;
  if (!dict_find(ctx, items, item, &found)) return false;
  return found || dict_set(ctx, items, item, Value::none());
}

bool update_set(Context& ctx, const Value& set, const Value& iterable) {
  std::vector<Value> items;
  if (!to_vector(ctx, iterable, &items)) return false;
  return std::all_of(items.begin(), items.end(), [&](const Value& item) { return add_to_set(ctx, set, item); });
}

bool update_dict(Context& ctx, const Value& dict, const Value& mapping) {
  std::vector<std::pair<Value, Value>> entries;
  if (is_unknown(ctx, mapping)) return true;
  if (!is_mapping(mapping)) return raise(ctx, "TypeError", fmt::format("'{}' object is not a mapping", type_of(ctx, mapping)->name));
  if (!dict_items(ctx, mapping, &entries)) return false;
  return std::all_of(entries.begin(), entries.end(), [&](const auto& e) { return dict_set(ctx, *as_dict(dict), e.first, e.second); });
}

bool collect_arguments(Context& ctx, const Value& callee, std::span<const Value> values, const BplhArgument* kinds, Arguments* arguments) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool ok = true;
    switch (kinds ? kinds[i].kind : kBplhPositional) {
      case kBplhPositional: arguments->positional.push_back(values[i]); break;
      case kBplhStar: ok = add_iterable(ctx, callee, values[i], arguments); break;
      case kBplhKeyword: ok = add_keyword(ctx, callee, kinds[i].name, values[i], arguments); break;
      default: ok = add_mapping(ctx, callee, values[i], arguments); break;
    }
    if (!ok) return false;
  }
  return true;
}

}  // namespace bpl::host
