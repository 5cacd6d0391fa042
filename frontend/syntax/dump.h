// The syntax tree as text.
#pragma once

#include <string>

#include "frontend/syntax/tree.h"

namespace bpl::syntax {

// What Python's ast.dump(tree) prints, on one line; a match statement is printed as Match().
std::string dump(const Module& module);

// The same with one node or field per line, indented by two blanks: ast.dump(tree, indent=2).
std::string dump_indented(const Module& module);

// One expression, as ast.dump prints it.
std::string dump(const Expression& expression);

}  // namespace bpl::syntax
