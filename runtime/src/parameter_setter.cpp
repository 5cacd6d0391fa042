#include "runtime/src/parameter_setter.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "host/array.h"
#include "host/ops.h"

namespace bpl::runtime {

using host::Context;
using host::Value;

namespace {

std::string text_of(const RunOptions::Set& set) {
  const std::string index = set.element < 0 ? "" : fmt::format("[{}]", set.element);
  return fmt::format("--set {}.{}{}", set.object, set.parameter, index);
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
  if (const host::String* text = host::as_string(*value); text && set.element < 0 && given && given->is_number())
    return host::raise(ctx, "TypeError", fmt::format("{}: the script gives a number here, not '{}'", text_of(set), text->text));
  const bool several = given && (host::as_array(*given) || host::as_list(*given));
  if (set.element < 0 && (!several || !value->is_number())) return true;
  Value copy;
  if (given && host::as_array(*given)) copy = Value::of(host::copy_array(ctx, *host::as_array(*given)));
  else if (given && host::as_list(*given)) copy = Value::of(ctx.heap.make<host::List>(host::as_list(*given)->items));
  else if (given && host::as_tuple(*given)) copy = Value::of(ctx.heap.make<host::List>(host::as_tuple(*given)->items));
  else return host::raise(ctx, "TypeError", fmt::format("{}: the script gives no array, list or tuple here", text_of(set)));
  std::int64_t length = 0;
  if (!host::length(ctx, copy, &length)) return false;
  if (set.element >= length) return host::raise(ctx, "IndexError", fmt::format("{}: there are {} elements", text_of(set), length));
  const bool all = set.element < 0;
  for (std::int64_t k = all ? 0 : set.element; k < (all ? length : set.element + 1); ++k)
    if (!host::set_item(ctx, copy, Value::of(k), *value)) return false;
  *value = host::as_tuple(*given) ? Value::of(ctx.heap.make<host::Tuple>(host::as_list(copy)->items)) : copy;
  return true;
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
