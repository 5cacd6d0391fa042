#include "runtime/src/plot/color.h"

#include <charconv>
#include <cstdint>
#include <iterator>

namespace bpl::runtime {
namespace {

struct NamedColor {
  std::string_view letter, name;
  PlotColor color;
};

constexpr NamedColor kNamed[] = {
    {"b", "blue", {0, 0, 1}},
    {"g", "green", {0, 0.5, 0}},
    {"r", "red", {1, 0, 0}},
    {"c", "cyan", {0, 0.75, 0.75}},
    {"m", "magenta", {0.75, 0, 0.75}},
    {"y", "yellow", {0.75, 0.75, 0}},
    {"k", "black", {0, 0, 0}},
    {"w", "white", {1, 1, 1}},
    {"", "gray", {0.5, 0.5, 0.5}},
    {"", "grey", {0.5, 0.5, 0.5}},
    {"", "orange", {1, 0.65, 0}},
    {"", "purple", {0.5, 0, 0.5}},
    {"", "brown", {0.65, 0.16, 0.16}},
    {"", "pink", {1, 0.75, 0.8}},
};

// The order of lines.
constexpr NamedColor kLines[] = {
    {"C0", "tab:blue", {0.12, 0.47, 0.71}},
    {"C1", "tab:orange", {1.00, 0.50, 0.05}},
    {"C2", "tab:green", {0.17, 0.63, 0.17}},
    {"C3", "tab:red", {0.84, 0.15, 0.16}},
    {"C4", "tab:purple", {0.58, 0.40, 0.74}},
    {"C5", "tab:brown", {0.55, 0.34, 0.29}},
    {"C6", "tab:pink", {0.89, 0.47, 0.76}},
    {"C7", "tab:gray", {0.50, 0.50, 0.50}},
    {"C8", "tab:olive", {0.74, 0.74, 0.13}},
    {"C9", "tab:cyan", {0.09, 0.75, 0.81}},
};

std::optional<PlotColor> hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() != 6 || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  const auto part = [&](int shift) { return ((value >> shift) & 0xff) / 255.0; };
  return PlotColor{part(16), part(8), part(0)};
}

}  // namespace

std::optional<PlotColor> parse_color(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.front() == '#') return hexadecimal(text.substr(1));
  for (const NamedColor& c : kNamed)
    if (text == c.letter || text == c.name) return c.color;
  for (const NamedColor& c : kLines)
    if (text == c.letter || text == c.name) return c.color;
  double gray = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), gray);
  if (error != std::errc() || end != text.data() + text.size() || !(gray >= 0 && gray <= 1)) return std::nullopt;
  return PlotColor{gray, gray, gray};
}

PlotColor line_color(std::size_t k) { return kLines[k % std::size(kLines)].color; }

}  // namespace bpl::runtime
