// What may stand left of `=`, after `del`, `for` and `as`.
#pragma once

#include <string_view>

#include "frontend/syntax/errors.h"
#include "frontend/syntax/tree.h"

namespace bpl::syntax {

// What Python calls an expression in "cannot assign to ...": "function call", "literal", "attribute".
std::string_view expression_name(const Expression& expression);

// The part of a target that cannot be assigned to (or deleted), or null when the target is good.
const Expression* invalid_target(const Expression& target, Context use);

// Marks the target and the targets in it as stored to (or deleted).
void set_context(Expression& target, Context use);

// Checks a target and marks it; a bad one is reported as "cannot assign to ...", "cannot delete ...".
void make_target(Expression& target, Context use, Errors& errors);

}  // namespace bpl::syntax
