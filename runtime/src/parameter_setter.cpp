#include "runtime/src/parameter_setter.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "host/arrays/array.h"
#include "host/values/container_operators.h"
#include "host/values/ops.h"

namespace bpl::runtime {

using host::Context;
using host::items_of;
using host::Value;

namespace {

std::string text_of(const RunOptions::Set& set) {
  const std::string index = set.element < 0 ? "" : fmt::format("[{}]", set.element);
  return fmt::format("--set {}.{}{}", set.object, set.parameter, index);
}

bool is_number_here(const std::optional<Value>& given) { return given && given->is_number(); }
bool is_sequence_here(const std::optional<Value>& given) { return given && (host::as_array(*given) || items_of(*given)); }

// A text where the script gives something else is a mistake of the command line.
bool check_text(Context& ctx, const RunOptions::Set& set, const std::optional<Value>& given, const Value& value) {
  const host::String* text = host::as_string(value);
  if (!text) return true;
  if (set.element < 0 && is_sequence_here(given))
    return host::raise(ctx, "TypeError", fmt::format("{}: the script gives several numbers here: write [4,1] or (4,1), not '{}'", text_of(set), text->text));
  if (set.element >= 0 || is_number_here(given))
    return host::raise(ctx, "TypeError", fmt::format("{}: the script gives a number here, not '{}'", text_of(set), text->text));
  return true;
}

// The items of *value in what the script gave: an array of its type, a tuple of its class, or a list.
bool put_into(Context& ctx, const RunOptions::Set& set, const Value& given, Value* value) {
  const std::vector<Value> items = *items_of(*value);
  if (const host::Array* like = host::as_array(given)) {
    host::Array* array = nullptr;
    if (!host::to_array(ctx, *value, like->flavour, &array)) return false;
    *value = Value::of(host::cast_array(ctx, *array, like->dtype, like->flavour));
  } else if (const host::Tuple* like = host::as_tuple(given)) {
    const bool named = like->type && !like->type->record.empty();
    if (named && like->items.size() != items.size())
      return host::raise(ctx, "TypeError", fmt::format("{}: {} has {} items, not {}", text_of(set), like->type->name, like->items.size(), items.size()));
    host::Tuple* tuple = ctx.heap.make<host::Tuple>(items);
    tuple->type = like->type;
    *value = Value::of(tuple);
  } else if (host::as_list(given)) {
    *value = Value::of(ctx.heap.make<host::List>(items));
  }
  return true;
}

// A copy of what the script gave with one element replaced, or each of them.
bool replace_elements(Context& ctx, const RunOptions::Set& set, const Value& given, Value* value) {
  Value copy = given;
  if (const host::Array* array = host::as_array(given)) copy = Value::of(host::copy_array(ctx, *array));
  else copy = Value::of(ctx.heap.make<host::List>(*items_of(given)));
  std::int64_t length = 0;
  if (!host::length(ctx, copy, &length)) return false;
  if (set.element >= length) return host::raise(ctx, "IndexError", fmt::format("{}: there are {} elements", text_of(set), length));
  const bool all = set.element < 0;
  for (std::int64_t k = all ? 0 : set.element; k < (all ? length : set.element + 1); ++k)
    if (!host::set_item(ctx, copy, Value::of(k), *value)) return false;
  *value = copy;
  return host::as_array(given) || put_into(ctx, set, given, value);
}

}  // namespace

ParameterSetter::ParameterSetter(const ScriptTables& tables, const std::vector<RunOptions::Set>& sets) : sets_(sets), applied_(sets.size(), false) {
  for (const RunOptions::Set& set : sets) {
    std::vector<const ScriptTables::Site*>& found = sites_.emplace_back();
    for (const int site : set.sites) found.push_back(&tables.sites.at(static_cast<std::size_t>(site)));
  }
}

bool ParameterSetter::applies(std::size_t set, const host::ConstructionSite& here) const {
  return std::any_of(sites_[set].begin(), sites_[set].end(), [&](const ScriptTables::Site* site) {
    return site->chain == here.chain && host::occurs(here, site->occurrences);
  });
}

// The value of the option, or a copy of what the script gave with one element replaced. A number in place of an array or a
// list stands for each of its elements.
bool ParameterSetter::value_of(Context& ctx, const RunOptions::Set& set, const host::FunctionCode& init, const std::vector<Value>& parameters,
                               Value* value) const {
  *value = host::literal_value(ctx, set.value);
  const std::optional<Value> given = host::bound_parameter(init, parameters, set.parameter);
  if (!check_text(ctx, set, given, *value)) return false;
  if (set.element >= 0 && !is_sequence_here(given)) return host::raise(ctx, "TypeError", fmt::format("{}: the script gives no array, list or tuple here", text_of(set)));
  if (set.element < 0 && items_of(*value)) return !given || put_into(ctx, set, *given, value);
  const bool each = value->is_number() && given && (host::as_array(*given) || host::as_list(*given));
  return (set.element < 0 && !each) || replace_elements(ctx, set, *given, value);
}

bool ParameterSetter::on_construct(Context& ctx, const host::FunctionCode& init, std::vector<Value>* parameters) {
  const host::ConstructionSite here = counter_.enter(ctx);
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    const RunOptions::Set& set = sets_[i];
    if (!applies(i, here)) continue;
    Value value;
    if (!value_of(ctx, set, init, *parameters, &value)) return false;
    if (!host::replace_parameter(ctx, init, parameters, set.parameter, value))
      return host::raise(ctx, "TypeError", fmt::format("{}: the constructor takes no such argument", text_of(set)));
    applied_[i] = true;
  }
  return true;
}

std::vector<const RunOptions::Set*> ParameterSetter::unused() const {
  std::vector<const RunOptions::Set*> found;
  for (std::size_t i = 0; i < sets_.size(); ++i)
    if (!applied_[i]) found.push_back(&sets_[i]);
  return found;
}

}  // namespace bpl::runtime
