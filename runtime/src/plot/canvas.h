// The frame of a plot: margins, axes with ticks and labels, and the way from data to the picture.
#pragma once

#include <cairo.h>

#include <string>
#include <string_view>

#include "runtime/src/plot/plot.h"

namespace bpl::runtime {

struct PlotColor {
  double red = 0, green = 0, blue = 0;
};

struct PlotRange {
  double low = 0, high = 1;
};

class PlotCanvas {
 public:
  // Draws background, axes, ticks and labels.
  PlotCanvas(const PlotAxes& axes, PlotRange x, PlotRange y);
  ~PlotCanvas();
  PlotCanvas(const PlotCanvas&) = delete;
  PlotCanvas& operator=(const PlotCanvas&) = delete;

  double x(double value) const;
  double y(double value) const;
  cairo_t* pen() const { return pen_; }
  void set_color(PlotColor color) const { cairo_set_source_rgb(pen_, color.red, color.green, color.blue); }
  // What is drawn from now on stays within the axes.
  void clip() const;
  void unclip() const { cairo_reset_clip(pen_); }
  // One line of the legend, number `row` from the top.
  void legend(int row, PlotColor color, const std::string& label) const;
  std::string png() const;

 private:
  enum class Place { centre, right, left };
  void text(double x, double y, const std::string& text, Place place, double size) const;
  void draw_x_axis(const std::string& label) const;
  void draw_y_axis(const std::string& label) const;

  PlotRange x_range_, y_range_;
  cairo_surface_t* surface_;
  cairo_t* pen_;
};

}  // namespace bpl::runtime
