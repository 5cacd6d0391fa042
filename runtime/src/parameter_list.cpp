#include "runtime/src/parameter_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "host/values/text.h"

namespace bpl::runtime {
namespace {

constexpr std::size_t kColumns = 5;
using Row = std::array<std::string, kColumns>;  // name, value, unit, place, what it needs

std::string place_text(const Program& program, const SourcePlace& place) {
  if (place.file < 0 || place.file >= static_cast<int>(program.files.size())) return {};
  return fmt::format("{}:{}", program.files[static_cast<std::size_t>(place.file)], place.line);
}

std::string needs_text(const std::string& needs) { return needs.empty() ? needs : "needs " + needs; }

void add_table(const std::string& title, const std::vector<Row>& rows, std::string* text) {
  if (rows.empty()) return;
  std::array<std::size_t, kColumns> widths{};
  for (const Row& row : rows)
    for (std::size_t c = 0; c < kColumns; ++c)
      widths[c] = std::max(widths[c], static_cast<std::size_t>(host::code_point_count(row[c])));
  *text += fmt::format("{}{}\n", text->empty() ? "" : "\n", title);
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < kColumns; ++c) {
      if (widths[c] == 0) continue;
      const std::string space(widths[c] - static_cast<std::size_t>(host::code_point_count(row[c])), ' ');
      // Numbers stand with their units, so values are set flush right.
      line += c == 1 ? fmt::format("  {}{}", space, row[c]) : fmt::format("  {}{}", row[c], space);
    }
    *text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
}

}  // namespace

std::string list_parameters(const Program& program) {
  std::vector<Row> parameters, definitions;
  for (const SiteTable& site : program.sites)
    for (const SiteTable::Parameter& p : site.parameters)
      parameters.push_back({site.name + "." + p.name, p.default_text, p.unit, place_text(program, p.place), needs_text(p.needs)});
  for (const DefinitionTable& d : program.definitions)
    definitions.push_back({d.name, literal_text(d.value), "", place_text(program, d.place), needs_text(d.needs)});
  std::string text;
  add_table("--set NAME.PARAMETER=VALUE", parameters, &text);
  add_table("-D NAME=VALUE", definitions, &text);
  return text.empty() ? "this program has no parameters\n" : text;
}

}  // namespace bpl::runtime
