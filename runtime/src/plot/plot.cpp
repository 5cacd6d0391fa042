#include "runtime/src/plot/plot.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "runtime/src/plot/canvas.h"

namespace bpl::runtime {
namespace {

// The letters that plot libraries share.
PlotColor letter_color(char letter) {
  switch (letter) {
    case 'b': return {0, 0, 1};
    case 'g': return {0, 0.5, 0};
    case 'r': return {1, 0, 0};
    case 'c': return {0, 0.75, 0.75};
    case 'm': return {0.75, 0, 0.75};
    case 'y': return {0.75, 0.75, 0};
    case 'w': return {1, 1, 1};
    default: return {};
  }
}

constexpr PlotColor kLineColors[] = {{0.12, 0.47, 0.71}, {1.00, 0.50, 0.05}, {0.17, 0.63, 0.17}, {0.84, 0.15, 0.16},
                                     {0.58, 0.40, 0.74}, {0.55, 0.34, 0.29}, {0.50, 0.50, 0.50}};

// The range of the finite values, a little widened; a range that the script gives is taken as it is.
PlotRange range_of(const std::optional<std::pair<double, double>>& given, const std::vector<const std::vector<double>*>& lists) {
  if (given && given->first != given->second) return {given->first, given->second};
  PlotRange range{HUGE_VAL, -HUGE_VAL};
  for (const std::vector<double>* list : lists)
    for (const double value : *list)
      if (std::isfinite(value)) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
      }
  if (range.low > range.high) return {};
  const double margin = range.low == range.high ? 0.5 : (range.high - range.low) * 0.03;
  return {range.low - margin, range.high + margin};
}

void draw_marker(const PlotCanvas& canvas, char marker, double size, double x, double y) {
  cairo_t* pen = canvas.pen();
  if (marker == '|') {
    cairo_rectangle(pen, x - 0.5, y - size, 1, 2 * size);
  } else if (marker == ',' || size <= 1) {
    cairo_rectangle(pen, x - 0.5, y - 0.5, 1, 1);
  } else if (marker == 's') {
    cairo_rectangle(pen, x - size / 2, y - size / 2, size, size);
  } else {
    cairo_arc(pen, x, y, size / 2, 0, 6.283185307179586);
  }
  cairo_fill(pen);
}

void draw_line(const PlotCanvas& canvas, const std::vector<double>& x, const std::vector<double>& y) {
  cairo_t* pen = canvas.pen();
  bool down = false;  // NaN interrupts a line
  for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) {
    const bool finite = std::isfinite(x[k]) && std::isfinite(y[k]);
    if (finite) (down ? cairo_line_to : cairo_move_to)(pen, canvas.x(x[k]), canvas.y(y[k]));
    down = finite;
  }
  cairo_stroke(pen);
}

}  // namespace

std::vector<double> axis_ticks(double low, double high, int count) {
  if (low > high) std::swap(low, high);
  const double raw = (high - low) / count;
  if (!(raw > 0) || !std::isfinite(raw)) return {};
  const double power = std::pow(10, std::floor(std::log10(raw)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * power >= raw * (1 - 1e-12)) step = factor * power;
  std::vector<double> ticks;
  for (double n = std::ceil(low / step - 1e-9); n * step <= high + step * 1e-9; ++n) ticks.push_back(n * step + 0.0);
  return ticks;
}

std::string draw_plot(const RasterPlot& plot) {
  const PlotCanvas canvas(plot.axes, range_of(plot.axes.x_range, {&plot.x}), range_of(plot.axes.y_range, {&plot.y}));
  canvas.clip();
  canvas.set_color(letter_color(plot.color));
  for (std::size_t k = 0; k < plot.x.size(); ++k) draw_marker(canvas, plot.marker, plot.size, canvas.x(plot.x[k]), canvas.y(plot.y[k]));
  return canvas.png();
}

std::string draw_plot(const LinePlot& plot) {
  std::vector<const std::vector<double>*> values;
  for (const LinePlot::Line& line : plot.lines) values.push_back(&line.y);
  const PlotCanvas canvas(plot.axes, range_of(plot.axes.x_range, {&plot.x}), range_of(plot.axes.y_range, values));
  canvas.clip();
  cairo_set_line_width(canvas.pen(), 1.5);
  cairo_set_line_join(canvas.pen(), CAIRO_LINE_JOIN_ROUND);
  const auto color_of = [](std::size_t k) { return kLineColors[k % std::size(kLineColors)]; };
  for (std::size_t k = 0; k < plot.lines.size(); ++k) {
    canvas.set_color(color_of(k));
    draw_line(canvas, plot.x, plot.lines[k].y);
  }
  int row = 0;
  for (std::size_t k = 0; k < plot.lines.size(); ++k)
    if (!plot.lines[k].label.empty()) canvas.legend(row++, color_of(k), plot.lines[k].label);
  return canvas.png();
}

}  // namespace bpl::runtime
