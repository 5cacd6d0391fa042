// The frame of a plot: margins, axes with ticks and labels, and the way from data to the picture.
#pragma once

#include <string>
#include <vector>

#include "runtime/src/plot/cairo.h"
#include "runtime/src/plot/color.h"
#include "runtime/src/plot/plot.h"

namespace bpl::runtime {

struct PlotRange {
  double low = 0, high = 1;
};

// The sample is a line.
struct LegendEntry {
  PlotColor color;
  std::string label;
};

// Lengths are in points; a point is kPixels pixels wide.
class PlotCanvas {
 public:
  // Draws background, axes, ticks and labels; the legend stands at the right of the axes.
  PlotCanvas(const Cairo&, const PlotAxes& axes, PlotRange x, PlotRange y, const std::vector<LegendEntry>& legend);
  ~PlotCanvas();
  PlotCanvas(const PlotCanvas&) = delete;
  PlotCanvas& operator=(const PlotCanvas&) = delete;

  double x(double value) const { return left_ + (value - x_range_.low) / (x_range_.high - x_range_.low) * (right_ - left_); }
  double y(double value) const { return bottom() - (value - y_range_.low) / (y_range_.high - y_range_.low) * (bottom() - top_); }
  double height() const { return bottom() - top_; }  // of the space between the axes

  const Cairo& cairo() const { return cairo_; }
  cairo_t* pen() const { return pen_; }
  void set_color(PlotColor color) const { cairo_.set_source_rgb(pen_, color.red, color.green, color.blue); }
  // What is drawn from now on stays within the axes.
  void clip() const;
  // The picture as a PNG file. Throws std::runtime_error if it cannot be made.
  std::string png() const;

  static constexpr double kPixels = 2;

 private:
  enum class Place { centre, right, left };
  double width(const std::string& text, double size) const;
  void text(double x, double y, const std::string& text, Place place, double size) const;
  void line(double x1, double y1, double x2, double y2) const;
  void draw_x_axis(const std::vector<double>& ticks, const std::string& label) const;
  void draw_y_axis(const std::vector<double>& ticks, const std::string& label) const;
  void draw_legend(const std::vector<LegendEntry>&) const;
  double bottom() const;

  const Cairo& cairo_;
  PlotRange x_range_, y_range_;
  cairo_surface_t* surface_;
  cairo_t* pen_;
  double left_ = 0, right_ = 0, top_ = 0;
};

}  // namespace bpl::runtime
