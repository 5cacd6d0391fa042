// The wording of syntax errors: what CPython 3.11 would say where the parser could not go on.
#pragma once

#include <string>

#include "frontend/syntax/errors.h"
#include "frontend/syntax/tokens.h"

namespace bpl::syntax {

struct SyntaxProblem {
  Span span;
  std::string message;
};

SyntaxProblem classify(Tokens& tokens, const Failure& failure, const Errors& errors);

}  // namespace bpl::syntax
