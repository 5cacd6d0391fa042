// Top-level `name = <literal>` statements, which -D NAME=VALUE replaces.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "frontend/syntax/tree.h"
#include "ir/module.h"
#include "support/diagnostic.h"

namespace bpl::lower {

struct DefinitionSite {
  std::string name;
  ir::Constant value;
};

// An int, float, str or bool literal or None, also with a sign.
std::optional<ir::Constant> literal_value(const syntax::Expression& expression);

// The definitions among the statements of a module body, each by its statement.
std::map<const syntax::Statement*, DefinitionSite> find_definitions(const syntax::Body& body);

// The value that `text` stands for where the script has the literal `original`; nothing if it is of another kind. A number may become
// None, and None a number, True, False or a text in quotes.
std::optional<ir::Constant> parse_definition(const ir::Constant& original, const std::string& text);

// "an int", "a float", "a str", "a bool" or "None".
std::string literal_kind(const ir::Constant& value);

// Replaces literals by the values given for -D; reports names that do not exist and values of another kind.
void apply_definitions(const std::map<std::string, std::string>& given,
                       std::map<const syntax::Statement*, DefinitionSite>& sites, Diagnostics& diagnostics);

}  // namespace bpl::lower
