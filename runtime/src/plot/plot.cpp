#include "runtime/src/plot/plot.h"

#include <algorithm>
#include <cmath>

#include "runtime/src/plot/canvas.h"

namespace bpl::runtime {
namespace {

constexpr double kMargin = 0.02;  // of a range, at both ends

PlotRange widened(PlotRange range) {
  const double margin = range.low == range.high ? 0.5 : (range.high - range.low) * kMargin;
  return {range.low - margin, range.high + margin};
}

// The range of the finite values.
PlotRange range_of(const std::vector<const std::vector<double>*>& lists) {
  PlotRange range{HUGE_VAL, -HUGE_VAL};
  for (const std::vector<double>* list : lists)
    for (const double value : *list)
      if (std::isfinite(value)) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
      }
  return range.low > range.high ? PlotRange{} : range;
}

// A range that the script gives is taken as it is.
PlotRange chosen(const std::optional<std::pair<double, double>>& given, PlotRange data) {
  return given && given->first != given->second ? PlotRange{given->first, given->second} : widened(data);
}

void add_marker(const PlotCanvas& canvas, char marker, double size, double x, double y) {
  const Cairo& cairo = canvas.cairo();
  if (marker == '|') {
    cairo.rectangle(canvas.pen(), x - 0.5, y - size, 1, 2 * size);
  } else if (marker == 's' || marker == ',') {
    cairo.rectangle(canvas.pen(), x - size / 2, y - size / 2, size, size);
  } else {
    cairo.arc(canvas.pen(), x, y, size / 2, 0, 6.283185307179586);
    cairo.fill(canvas.pen());  // else a line would lead to the next dot
  }
}

// A dot is as large as the script says; in a raster of few neurons it grows with the space a neuron has.
double dot_size(const RasterPlot& plot, const PlotCanvas& canvas, PlotRange y) {
  if (plot.marker == ',') return 1 / PlotCanvas::kPixels;
  constexpr double kLargest = 5;
  const double space = canvas.height() / std::fabs(y.high - y.low);
  return std::max(plot.marker == '.' ? plot.size / 2 : plot.size, std::min(kLargest, 0.8 * space));
}

void draw_line(const PlotCanvas& canvas, const std::vector<double>& x, const std::vector<double>& y) {
  const Cairo& cairo = canvas.cairo();
  bool down = false;  // NaN interrupts a line
  for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) {
    const bool finite = std::isfinite(x[k]) && std::isfinite(y[k]);
    if (finite) (down ? cairo.line_to : cairo.move_to)(canvas.pen(), canvas.x(x[k]), canvas.y(y[k]));
    down = finite;
  }
  cairo.stroke(canvas.pen());
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

std::string draw_plot(const Cairo& cairo, const RasterPlot& plot) {
  const PlotRange y = chosen(plot.axes.y_range, {0, std::max(0.0, plot.neurons - 1)});
  const PlotCanvas canvas(cairo, plot.axes, chosen(plot.axes.x_range, {plot.first, plot.last}), y, {});
  canvas.clip();
  canvas.set_color(plot.color);
  const double size = dot_size(plot, canvas, y);
  for (std::size_t k = 0; k < plot.x.size(); ++k) add_marker(canvas, plot.marker, size, canvas.x(plot.x[k]), canvas.y(plot.y[k]));
  cairo.fill(canvas.pen());
  return canvas.png();
}

std::string draw_plot(const Cairo& cairo, const LinePlot& plot) {
  std::vector<const std::vector<double>*> values;
  std::vector<LegendEntry> legend;
  for (std::size_t k = 0; k < plot.lines.size(); ++k) {
    values.push_back(&plot.lines[k].y);
    if (!plot.lines[k].label.empty()) legend.push_back({line_color(k), plot.lines[k].label});
  }
  const PlotCanvas canvas(cairo, plot.axes, chosen(plot.axes.x_range, range_of({&plot.x})), chosen(plot.axes.y_range, range_of(values)),
                          legend);
  canvas.clip();
  cairo.set_line_width(canvas.pen(), 1.5);
  cairo.set_line_join(canvas.pen(), CAIRO_LINE_JOIN_ROUND);
  for (std::size_t k = 0; k < plot.lines.size(); ++k) {
    canvas.set_color(line_color(k));
    draw_line(canvas, plot.x, plot.lines[k].y);
  }
  return canvas.png();
}

}  // namespace bpl::runtime
