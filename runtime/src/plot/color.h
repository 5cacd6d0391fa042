// Colors by the names that plot libraries share.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace bpl::runtime {

struct PlotColor {
  double red = 0, green = 0, blue = 0;
  bool operator==(const PlotColor&) const = default;
};

// A letter of "bgrcmykw", a name such as "red" or "tab:orange", "C0" to "C9", "#rrggbb", or a gray such as "0.5".
std::optional<PlotColor> parse_color(std::string_view text);

// The color of line number k: "C0", "C1", ...
PlotColor line_color(std::size_t k);

}  // namespace bpl::runtime
