// Moves arithmetic on parameters out of the step.
#pragma once

#include "ir/module.h"

namespace bpl::ir {

// Every real value that is made of slots, constants and dt alone, and that the step uses in something else, becomes a
// coefficient: computed once when a network is created, in double precision, and rounded once to the precision of the run.
// Slots and constants themselves stay where they are. A division of a value of the step by such a value becomes a
// multiplication by its reciprocal, which is a coefficient: decided here, so alike on every machine.
void hoist_coefficients(Module&);

}  // namespace bpl::ir
