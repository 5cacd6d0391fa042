#include "frontend/discover/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "host/models/model.h"
#include "host/values/ops.h"
#include "host/values/unknown.h"

namespace bpl::discover {

using host::Value;

namespace {

constexpr std::int64_t kShownRange = 1 << 20;  // elements that are computed to tell the smallest and the largest

const std::map<std::string, std::string> kUnits = {
    {"V_rest", "mV"}, {"V_reset", "mV"}, {"V_th", "mV"}, {"E", "mV"}, {"tau", "ms"}, {"tau_ref", "ms"}, {"tau_decay", "ms"},
    {"tau_rise", "ms"}, {"delay_step", "steps"}, {"size", "neurons"}};

constexpr std::size_t kShownItems = 4;

std::string items_text(host::Context& ctx, const std::vector<Value>& items, std::string_view open, std::string_view close) {
  std::string text(open);
  for (std::size_t k = 0; k < items.size(); ++k) {
    const std::string item = items[k].is_number() ? number_text(ctx, items[k]) : std::string();
    if (item.empty()) return {};
    if (k < kShownItems) text += (k ? ", " : "") + item;
  }
  if (items.size() > kShownItems) text += fmt::format(", ... ({} values)", items.size());
  return text + std::string(close);
}

}  // namespace

const Value* attribute(const host::Instance& object, std::string_view name) { return const_cast<host::Dict&>(object.attributes).find(name); }

bool declared_by_library(const host::Class& type, const std::string& parameter) {
  for (host::Class* c : type.mro) {
    Value* init = c->attributes.find("__init__");
    const host::Function* f = init ? host::as_function(*init) : nullptr;
    if (!f) continue;
    const auto& all = f->code->parameters;
    if (std::any_of(all.begin(), all.end(), [&](const host::Parameter& p) { return p.name == parameter; })) return f->code->file != 0;
  }
  return false;
}

std::string unit_of(const host::Class& type, const std::string& parameter) {
  const auto at = kUnits.find(parameter);
  return at == kUnits.end() || !declared_by_library(type, parameter) ? std::string() : at->second;
}

std::string number_text(host::Context& ctx, const Value& v) {
  if (v.is_none()) return "None";
  if (v.is_int()) return std::to_string(v.integer);
  if (v.is_real()) return host::real_to_text(v.real);
  if (const host::Array* a = host::as_array(v)) return array_text(ctx, *a);
  if (const host::List* l = host::as_list(v)) return items_text(ctx, l->items, "[", "]");
  if (const host::Tuple* t = host::as_tuple(v)) return items_text(ctx, t->items, "(", ")");
  return {};
}

std::string array_text(host::Context& ctx, const host::Array& a) {
  const std::string count = a.size() == 1 ? "1 value" : fmt::format("{} values", a.size());
  if (host::is_unknown(ctx, Value::of(const_cast<host::Array*>(&a)))) return count + " drawn at run time";
  if (a.size() == 0 || (host::recipe_of(a) && a.size() > kShownRange)) return count;
  double low = std::numeric_limits<double>::infinity(), high = -low;
  host::for_each_real(a, [&](double x) { low = std::min(low, x), high = std::max(high, x); });
  const auto text = [&](double x) {
    if (a.dtype == host::DType::boolean) return std::string(x != 0 ? "True" : "False");
    if (a.dtype != host::DType::float32) return a.dtype == host::DType::float64 ? host::real_to_text(x) : fmt::format("{}", x);
    return host::real_to_text(std::stod(fmt::format("{}", static_cast<float>(x))));
  };
  return low == high ? text(low) : fmt::format("{} from {} to {}", count, text(low), text(high));
}

std::string population_name(const host::Names& names, const host::Instance& object) {
  const Value* target = host::role_of(object) == "view" ? attribute(object, "target") : nullptr;
  const Value* part = target ? attribute(object, "part") : nullptr;
  if (!part || !host::as_instance(*target) || !host::as_tuple(*part)) return names.of(&object);
  const auto& numbers = host::as_tuple(*part)->items;
  std::string text = fmt::format("{}[{}:{}", population_name(names, *host::as_instance(*target)), numbers[0].integer, numbers[1].integer);
  if (numbers[2].integer != 1) text += fmt::format(":{}", numbers[2].integer);
  return text + "]";
}

}  // namespace bpl::discover
