// What the interpreter needs to turn operands of IR instructions into values.
#pragma once

#include <span>
#include <vector>

#include "host/values/context.h"
#include "ir/host_ir.h"

namespace bpl::discover {

host::Value constant_value(host::Context&, const ir::Constant&);
// The arguments of a call instruction; values[i] is given as kinds[i] says. False with an exception pending.
bool collect_arguments(host::Context&, const host::Value& callee, std::span<const host::Value> values,
                       const std::vector<ir::CallArgument>& kinds, host::Arguments* out);

}  // namespace bpl::discover
