// Which state is only written for readers outside of the step.
#pragma once

#include <vector>

#include "ir/module.h"

namespace bpl::ir {

// One entry an instruction of the kernel's body: true for a store of state that no step reads back: neither this update nor,
// under the same last name of its path, any other one, as value or as spikes. The `step` form of a kernel leaves these
// stores out; the runtime runs the `full` form where something else looks (monitors, callbacks, another row that reads the
// variable by a different name, the last step before the script continues).
std::vector<bool> dead_stores(const Module&, const Update&, const Kernel&);

// The same for one state of an update: whether the `step` form writes it.
bool is_live(const Module&, const Update&, int state);

}  // namespace bpl::ir
