// The literals of a script that -D may replace.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>

#include "host/values/context.h"

namespace bpl::runtime {

using Literal = std::variant<bool, std::int64_t, double, std::string>;

Literal literal_from_json(const nlohmann::json&);  // may throw nlohmann::json::exception
// What `text` stands for where the script has the literal `original`; nothing if it is of another kind. Any text is a str.
std::optional<Literal> parse_literal(const Literal& original, const std::string& text);
std::string literal_text(const Literal&);      // as in Python
std::string literal_kind(const Literal&);      // "an int"
host::Value to_value(host::Context&, const Literal&);

}  // namespace bpl::runtime
