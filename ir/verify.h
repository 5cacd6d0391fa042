// Checks that a module is one: every invariant of the IR once, with its message.
#pragma once

#include "ir/module.h"
#include "support/diagnostic.h"

namespace bpl::ir {

// Adds an error for everything that is wrong, with the function or kernel and, where known, the place in the script in its
// text, and returns false if there is any. With `integrated`, instructions that the pass of that name replaces are errors too.
//
// The errors have no span: locations of a module name its own files, which need not be files of the compilation.
bool verify(const Module&, bool integrated, Diagnostics&);

}  // namespace bpl::ir
