// repr() of the constants in a script, as Python prints them.
#pragma once

#include <string>
#include <string_view>

#include "frontend/syntax/tree.h"

namespace bpl::syntax {

std::string constant_repr(const ConstantValue& value);
std::string text_repr(std::string_view text);

}  // namespace bpl::syntax
