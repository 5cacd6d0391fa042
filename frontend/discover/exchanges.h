// What goes between ranks in the steps of a network, and why.
#pragma once

#include <vector>

#include "host/models/planner.h"
#include "ir/module.h"

namespace bpl::discover {

// Adds the exchanges to the network, whose steps are the clear rows, inputs and update rows of the plan in order.
void describe_exchanges(const host::RunRequest&, const std::vector<ir::Update>&, ir::Network&);

}  // namespace bpl::discover
