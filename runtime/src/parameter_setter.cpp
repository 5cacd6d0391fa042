#include "runtime/src/parameter_setter.h"

#include <fmt/format.h>

#include "host/ops.h"

namespace bpl::runtime {

using host::Context;
using host::Value;

bool ParameterSetter::on_construct(Context& ctx, const host::FunctionCode& init, std::vector<Value>* parameters) {
  const host::ConstructionSite here = counter_.enter(ctx);
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    const RunOptions::Set& set = sets_[i];
    const ScriptTables::Site& site = tables_.sites.at(static_cast<std::size_t>(set.site));
    if (site.chain != here.chain || (site.occurrence >= 0 && site.occurrence != here.occurrence)) continue;
    if (!host::replace_parameter(ctx, init, parameters, set.parameter, host::literal_value(ctx, set.value)))
      return host::raise(ctx, "TypeError", fmt::format("--set {}.{}: the constructor takes no such argument", set.object, set.parameter));
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
