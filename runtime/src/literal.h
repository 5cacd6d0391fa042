// The literals of a script that -D may replace.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>

#include "host/values/context.h"

namespace bpl::runtime {

struct NoneLiteral {
  bool operator==(const NoneLiteral&) const = default;
};
using Literal = std::variant<bool, std::int64_t, double, std::string, NoneLiteral>;

Literal literal_from_json(const nlohmann::json&);  // may throw nlohmann::json::exception
// What `text` stands for where the script has the literal `original`; nothing if it is of another kind. Any text is a str. A number may
// become None, and None a number, True, False or a text in quotes.
std::optional<Literal> parse_literal(const Literal& original, const std::string& text);
std::string literal_text(const Literal&);      // as in Python
std::string literal_kind(const Literal&);      // "an int"
host::Value to_value(host::Context&, const Literal&);

}  // namespace bpl::runtime
