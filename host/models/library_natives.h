// What the files of the module _bplc share.
#pragma once

#include <span>
#include <string>

#include "host/values/builtins.h"
#include "host/values/native.h"

namespace bpl::host::library {

// Positional argument i, None where it was not given.
inline const Value& at(Args a, std::size_t i) { return argument_or_none(a, i); }
// The text of a string, nothing for any other value.
inline std::string text(const Value& v) { return as_string(v) ? as_string(v)->text : std::string(); }

// Connectors, connections and what is computed along them.
std::span<const NativeEntry> connection_natives();

}  // namespace bpl::host::library
