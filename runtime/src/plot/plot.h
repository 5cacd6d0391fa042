// Pictures: what is drawn, as data, and drawing it as a PNG file in memory.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bpl::runtime {

struct PlotAxes {
  std::string title, x_label, y_label;
  std::optional<std::pair<double, double>> x_range, y_range;  // else what the data need
};

// Dots at (x[k], y[k]).
struct RasterPlot {
  PlotAxes axes;
  std::vector<double> x, y;
  double size = 2;   // of a dot, in points
  char marker = '.';  // ',' and '.' are dots, '|' strokes, 's' squares; everything else is drawn as a dot
  char color = 'k';   // a letter of "bgrcmykw"
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
std::string draw_plot(const RasterPlot&);
std::string draw_plot(const LinePlot&);

// Round numbers that divide [low, high] into about `count` parts, ascending, within the range.
std::vector<double> axis_ticks(double low, double high, int count);

}  // namespace bpl::runtime
