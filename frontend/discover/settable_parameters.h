// Which parameters of a constructor `--set` can replace.
#pragma once

#include <string>
#include <vector>

#include "host/values/objects.h"

namespace bpl::discover {

// Those of the __init__ of a class and, where that passes its **keywords on to the __init__ of a base, those of the base that the
// call does not give itself.
std::vector<std::string> settable_parameters(const host::Class&);

}  // namespace bpl::discover
