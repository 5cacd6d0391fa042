// Calls the stages of the compiler in order: parse, lower, discover, passes, code, link.
#pragma once

#include "driver/options.h"

namespace bpl::driver {

// The exit status: 0, 1 after errors in the input, 2 after wrong usage.
int run(const Options&);

}  // namespace bpl::driver
