// The text of the library of models: files in the script language that are part of bplc.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace bpl::library {

struct UnitSource {
  std::string_view unit;  // "brainpy.neurons_lif"
  std::string_view path;  // "brainpy/neurons_lif.bpl"
  std::string_view text;
};

std::span<const UnitSource> units();
// Takes the library from the files of a folder with the same layout instead. False if a file is missing.
bool read_folder(const std::string& folder);
// Null if there is no such unit.
const UnitSource* find_unit(std::string_view name);

}  // namespace bpl::library
