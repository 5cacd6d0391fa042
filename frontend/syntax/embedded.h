// Expressions inside f-strings.
#pragma once

#include <string>

#include "frontend/syntax/errors.h"
#include "frontend/syntax/tree.h"

namespace bpl::syntax {

// Parses the code between the braces of an f-string. Code point 0 of the errors' text part is the place before the
// code. Null, with an error reported, when the code is wrong.
ExprPtr parse_embedded(const std::string& code, Errors& errors);

}  // namespace bpl::syntax
