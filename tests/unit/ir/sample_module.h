// A module with every operation of the IR, built by hand: what printers, parsers and JSON must give back.
#pragma once

#include "ir/module.h"

namespace bpl::ir::test {

// Every host operation, in a function that the verifier accepts.
HostFunction every_host_operation();
// The kernels of a neuron model, an integration with a captured value, event sums, records of all kinds, guards.
Update every_kernel_operation();
// These two and everything else a module may hold; odd names and numbers included.
Module sample_module();

}  // namespace bpl::ir::test
