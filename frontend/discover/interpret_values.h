// The instructions that make and extend values, for the interpreter: what has no function of its own in host/ops.h.
// As there, each returns false with an exception pending.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "host/context.h"
#include "ir/host_ir.h"

namespace bpl::discover {

host::Value constant_value(host::Context&, const ir::Constant&);
bool extend_list(host::Context&, const host::Value& list, const host::Value& iterable);
bool add_to_set(host::Context&, const host::Value& set, const host::Value& item);
bool update_set(host::Context&, const host::Value& set, const host::Value& iterable);
bool update_dict(host::Context&, const host::Value& dict, const host::Value& mapping);
bool build_set(host::Context&, std::span<const host::Value> items, host::Value* result);
bool build_dict(host::Context&, std::span<const host::Value> keys_and_values, host::Value* result);
host::Value build_string(host::Context&, std::span<const host::Value> parts);
bool set_cell(host::Context&, const host::Value& cell, const host::Value& value);
// The arguments of a call instruction; values[i] is given as kinds[i] says.
bool collect_arguments(host::Context&, const host::Value& callee, std::span<const host::Value> values,
                       const std::vector<ir::CallArgument>& kinds, host::Arguments* out);

}  // namespace bpl::discover
