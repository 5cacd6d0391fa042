// json.loads: JSON text as Python values.
#pragma once

#include <string_view>

#include "host/values/context.h"

namespace bpl::host {

// False with a json.JSONDecodeError pending, which names line and column.
bool read_json(Context&, std::string_view text, Value* result);

}  // namespace bpl::host
