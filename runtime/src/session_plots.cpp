#include "runtime/src/session_plots.h"

#include <fmt/format.h>

#include <algorithm>

#include "host/arrays/array.h"
#include "host/values/ops.h"

namespace bpl::runtime {

using host::Array;
using host::Context;
using host::Value;

namespace {

// The arguments of one call, by position.
class PlotArguments {
 public:
  PlotArguments(Context& ctx, const host::Arguments& arguments) : ctx_(ctx), arguments_(arguments) {}

  const Value& at(std::size_t i) const {
    static const Value none = Value::none();
    return i < arguments_.positional.size() ? arguments_.positional[i] : none;
  }

  bool numbers(std::size_t i, std::vector<double>* values) const {
    Array* array = nullptr;
    if (!host::to_array(ctx_, at(i), host::Flavour::numpy, &array)) return false;
    *values = host::to_reals(*array);
    return true;
  }

  bool text(std::size_t i, std::string* text) const { return at(i).is_none() || host::to_str(ctx_, at(i), text); }

  // A pair of numbers, or nothing.
  bool range(std::size_t i, const char* what, std::optional<std::pair<double, double>>* range) const {
    if (at(i).is_none()) return true;
    std::vector<double> ends;
    if (!numbers(i, &ends)) return false;
    if (ends.empty()) return true;
    if (ends.size() != 2) return host::raise(ctx_, "ValueError", fmt::format("{} takes two numbers, not {}", what, ends.size()));
    *range = {ends[0], ends[1]};
    return true;
  }

  bool truth(std::size_t i, bool* result) const { return host::truth(ctx_, at(i), result); }

  // `values` as (rows, columns) with one row a time.
  bool matrix(std::size_t i, std::size_t times, std::vector<double>* values, std::size_t* columns) const {
    if (!numbers(i, values)) return false;
    Array* array = nullptr;
    if (!host::to_array(ctx_, at(i), host::Flavour::numpy, &array)) return false;
    const std::size_t rows = array->ndim() == 0 ? 1 : static_cast<std::size_t>(array->shape[0]);
    if (rows != times) return host::raise(ctx_, "ValueError", fmt::format("a plot of {} rows needs as many times, not {}", rows, times));
    *columns = rows == 0 ? 0 : values->size() / rows;
    return true;
  }

 private:
  Context& ctx_;
  const host::Arguments& arguments_;
};

}  // namespace

// (ts, sp_matrix, marker, markersize, color, xlabel, ylabel, xlim, ylim, title, show)
bool read_raster_plot(Context& ctx, const host::Arguments& given, RasterPlot* plot, bool* show) {
  const PlotArguments a(ctx, given);
  std::vector<double> times, values;
  std::size_t columns = 0;
  std::string marker, color;
  if (!a.numbers(0, &times) || !a.matrix(1, times.size(), &values, &columns) || !a.text(2, &marker) || !a.text(4, &color) ||
      !a.text(5, &plot->axes.x_label) || !a.text(6, &plot->axes.y_label) || !a.range(7, "xlim", &plot->axes.x_range) ||
      !a.range(8, "ylim", &plot->axes.y_range) || !a.text(9, &plot->axes.title) || !a.truth(10, show))
    return false;
  if (a.at(3).is_number()) plot->size = a.at(3).as_real();
  if (!marker.empty()) plot->marker = marker.front();
  if (!color.empty()) {
    const std::optional<PlotColor> known = parse_color(color);
    if (!known) return host::raise(ctx, "ValueError", fmt::format("'{}' is not a valid color value", color));
    plot->color = *known;
  }
  if (const auto [first, last] = std::minmax_element(times.begin(), times.end()); first != times.end()) {
    plot->first = *first;
    plot->last = *last;
  }
  plot->neurons = static_cast<double>(columns);
  for (std::size_t k = 0; k < values.size(); ++k)
    if (values[k] > 0) {
      plot->x.push_back(times[k / columns]);
      plot->y.push_back(static_cast<double>(k % columns));
    }
  return true;
}

// (ts, values, plot_ids, xlabel, ylabel, xlim, ylim, title, legend, show)
bool read_line_plot(Context& ctx, const host::Arguments& given, LinePlot* plot, bool* show) {
  const PlotArguments a(ctx, given);
  std::vector<double> values, ids{0};
  std::size_t columns = 0;
  std::string legend;
  if (!a.numbers(0, &plot->x) || !a.matrix(1, plot->x.size(), &values, &columns) || (!a.at(2).is_none() && !a.numbers(2, &ids)) ||
      !a.text(3, &plot->axes.x_label) || !a.text(4, &plot->axes.y_label) || !a.range(5, "xlim", &plot->axes.x_range) ||
      !a.range(6, "ylim", &plot->axes.y_range) || !a.text(7, &plot->axes.title) || !a.text(8, &legend) || !a.truth(9, show))
    return false;
  for (const double id : ids) {
    const auto count = static_cast<double>(columns);
    const double column = id < 0 ? id + count : id;
    if (!(column >= 0 && column < count))
      return host::raise(ctx, "IndexError", fmt::format("plot_ids names the column {}, but there are {}", id, columns));
    LinePlot::Line line;
    if (!legend.empty()) line.label = ids.size() == 1 ? legend : fmt::format("{}-{}", legend, id);
    for (std::size_t k = static_cast<std::size_t>(column); k < values.size(); k += columns) line.y.push_back(values[k]);
    plot->lines.push_back(std::move(line));
  }
  return true;
}

}  // namespace bpl::runtime
