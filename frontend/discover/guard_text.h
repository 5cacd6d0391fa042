// Guards as a modeller reads them.
#pragma once

#include <functional>
#include <string>

#include "host/models/signature.h"

namespace bpl::discover {

// The condition under which the guard has its answer: "tau > 0", "k == 3". `slot` gives the name of a slot.
std::string condition_text(const host::Guard&, const std::function<std::string(int)>& slot);
// The condition under which it has the other one; nothing if there are more than two answers.
std::string opposite_text(const host::Guard&, const std::function<std::string(int)>& slot);

}  // namespace bpl::discover
