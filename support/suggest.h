// "Did you mean ...?": the candidate nearest to a misspelt name.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bpl {

// The number of single-character insertions, removals, replacements and swaps of neighbours between two names.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to the name, or nothing when none is near enough to be meant. The first wins among equals.
std::optional<std::string> suggest(std::string_view name, std::span<const std::string> candidates);

// The hint "Did you mean 'V_th'?", or "" when no candidate is near.
std::string did_you_mean(std::string_view name, std::span<const std::string> candidates);

}  // namespace bpl
