// Pictures: what is drawn, as data, and drawing it as a PNG file in memory.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/src/plot/color.h"

namespace bpl::runtime {

// What draws: null where libcairo cannot be used; `problem` says why.
struct Cairo;
const Cairo* load_cairo(std::string* problem);

struct PlotAxes {
  std::string title, x_label, y_label;
  std::optional<std::pair<double, double>> x_range, y_range;  // else all that was recorded
};

// Dots at (x[k], y[k]): times and neurons.
struct RasterPlot {
  PlotAxes axes;
  std::vector<double> x, y;
  double first = 0, last = 1;  // the time that was recorded
  double neurons = 1;          // that were recorded
  double size = 2;             // in points; dots grow where few neurons leave space
  char marker = '.';           // a dot of half the size; ',' a pixel, '|' a stroke, 's' a square, all others a disc
  PlotColor color;
};

// Lines over common x.
struct LinePlot {
  PlotAxes axes;
  std::vector<double> x;
  struct Line {
    std::string label;  // empty: not in the legend
    std::vector<double> y;
  };
  std::vector<Line> lines;
};

// The bytes of a PNG file. Throws std::runtime_error if there is no memory for it.
std::string draw_plot(const Cairo&, const RasterPlot&);
std::string draw_plot(const Cairo&, const LinePlot&);

// Round numbers that divide [low, high] into about `count` parts, ascending, within the range.
std::vector<double> axis_ticks(double low, double high, int count);

}  // namespace bpl::runtime
