#include "frontend/library/library_source.h"

#include <deque>
#include <fstream>
#include <sstream>
#include <vector>

namespace bpl::library {
namespace {

const UnitSource kUnits[] = {
#include "library_text.inc"
};

std::vector<UnitSource>& current() {
  static std::vector<UnitSource> units(std::begin(kUnits), std::end(kUnits));
  return units;
}

}  // namespace

std::span<const UnitSource> units() { return current(); }

bool read_folder(const std::string& folder) {
  static std::deque<std::string> texts;
  for (UnitSource& u : current()) {
    std::ifstream in(folder + "/" + std::string(u.path), std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf())) return false;
    u.text = texts.emplace_back(text.str());
  }
  return true;
}

const UnitSource* find_unit(std::string_view name) {
  for (const UnitSource& u : current())
    if (u.unit == name) return &u;
  return nullptr;
}

}  // namespace bpl::library
