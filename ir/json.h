// The module as JSON: complete for tools (--emit=ir-json), and the tables that executables carry.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "ir/module.h"

namespace bpl::ir {

nlohmann::json to_json(const Module&);
// The module that to_json wrote. Throws nlohmann::json::exception or std::invalid_argument on other JSON.
Module module_from_json(const nlohmann::json&);

// What the runtime needs to know at run time (see runtime/src/program.h): no bodies of functions or kernels. Each update has
// the keys of its signature (host/models/signature_json.h); each of its states says with `live` whether the `step` form of the
// kernels writes it.
nlohmann::json tables_json(const Module&);

// None, bool, int, text as themselves; a float as {"float": 0.5}, Ellipsis as {"ellipsis": true}.
nlohmann::json constant_to_json(const Constant&);
Constant constant_from_json(const nlohmann::json&);

}  // namespace bpl::ir
