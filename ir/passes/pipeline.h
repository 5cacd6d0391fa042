// The passes in order, from what the tracer wrote to what code is generated for.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/module.h"
#include "ir/passes/live_states.h"
#include "support/diagnostic.h"

namespace bpl::ir {

// Called after every pass with its name.
using PassHook = std::function<void(std::string_view pass, const Module&)>;

// Verifies what the tracer and every pass made, and stops at the first one whose module is not right.
void run_pipeline(Module&, Diagnostics&, const PassHook& after = {});

// The names that --dump-after knows, in order.
std::vector<std::string> pass_names();

}  // namespace bpl::ir
