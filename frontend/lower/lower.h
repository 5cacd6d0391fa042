// From the syntax tree of a script or library file to host functions of the IR.
#pragma once

#include <map>
#include <string>

#include "frontend/syntax/tree.h"
#include "ir/module.h"
#include "support/diagnostic.h"

namespace bpl::lower {

struct LowerOptions {
  std::string unit = "__main__";  // or "brainpy.neurons.lif"
  int file = 0;                   // index into Module::files
  // -D NAME=VALUE; each must name a definition of the `__main__` unit.
  std::map<std::string, std::string> definitions;
};

// The tree is one that syntax::parse() gave without an error: what stands where it may not was reported there.
// Appends the unit, its init function and all its functions to `out`. Returns false when it added an error to
// `diagnostics`; the functions are of no use then.
//
// Functions are named after the unit ("main" for `__main__`) and where they are defined: "main", "main.spike",
// "main.LIF" (the class body), "main.LIF.update", "main.outer.lambda1"; a name taken already gets ".2", ".3" and so on.
//
// What differs from Python, all of it on purpose:
//  - annotations are never evaluated, docstrings are dropped;
//  - a generator expression is evaluated at once and yields an iterator of the list of its items;
//  - a comprehension is part of the function around it (it has no frame in tracebacks);
//  - in a class body, a name that stands before the first assignment to it in the text means the variable outside, one
//    that stands behind it means the variable of the class;
//  - a bare `raise` must stand inside an `except` clause;
//  - what cannot be expressed is an error with the code "unsupported-python".
//
// Definitions: a statement `name = <literal>` at the top level of `__main__` (int, float, str, bool or None, also with a sign
// and with an annotation) is a definition of that name, unless another top-level assignment statement assigned the name
// before; only this one statement is affected by -D, later assignments stay what they are. `options.definitions`
// replace the literal. Text for an int must be an int; for a float a number; for a bool True, False, true or false; a
// str takes any text. A number may become None, and None a number, True, False or a text in quotes. Errors have the code "unknown-definition" or "invalid-definition" and no place in a file.
bool lower(const syntax::Module& module, const LowerOptions& options, ir::Module& out, Diagnostics& diagnostics);

}  // namespace bpl::lower
