#include "frontend/discover/interpret_values.h"

#include "host/abi.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Context;
using host::Value;

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

bool collect_arguments(Context& ctx, const Value& callee, std::span<const Value> values,
                       const std::vector<ir::CallArgument>& kinds, host::Arguments* out) {
  std::vector<BplhArgument> given;
  for (const ir::CallArgument& k : kinds) given.push_back({static_cast<std::int32_t>(k.kind), k.name.c_str()});
  return host::collect_arguments(ctx, callee, values, given.data(), out);
}

}  // namespace bpl::discover
