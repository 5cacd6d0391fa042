#include "runtime/src/plot/canvas.h"

#include <fmt/format.h>

#include <stdexcept>

namespace bpl::runtime {
namespace {

constexpr int kWidth = 900, kHeight = 600;
constexpr double kLeft = 90, kRight = 880, kTop = 50, kBottom = 530;
constexpr double kTick = 5, kFont = 14, kTitleFont = 17;

std::string tick_text(double value) { return fmt::format("{:.6g}", value == 0 ? 0.0 : value); }

cairo_status_t append(void* target, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

PlotCanvas::PlotCanvas(const PlotAxes& axes, PlotRange x, PlotRange y)
    : x_range_(x), y_range_(y), surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kWidth, kHeight)), pen_(cairo_create(surface_)) {
  set_color({1, 1, 1});
  cairo_paint(pen_);
  set_color({});
  cairo_select_font_face(pen_, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_line_width(pen_, 1);
  cairo_rectangle(pen_, kLeft, kTop, kRight - kLeft, kBottom - kTop);
  cairo_stroke(pen_);
  text((kLeft + kRight) / 2, kTop - 15, axes.title, Place::centre, kTitleFont);
  draw_x_axis(axes.x_label);
  draw_y_axis(axes.y_label);
}

PlotCanvas::~PlotCanvas() {
  cairo_destroy(pen_);
  cairo_surface_destroy(surface_);
}

double PlotCanvas::x(double value) const {
  return kLeft + (value - x_range_.low) / (x_range_.high - x_range_.low) * (kRight - kLeft);
}

double PlotCanvas::y(double value) const {
  return kBottom - (value - y_range_.low) / (y_range_.high - y_range_.low) * (kBottom - kTop);
}

void PlotCanvas::text(double x, double y, const std::string& text, Place place, double size) const {
  cairo_set_font_size(pen_, size);
  cairo_text_extents_t extents;
  cairo_text_extents(pen_, text.c_str(), &extents);
  const double shift = place == Place::left ? 0 : place == Place::right ? extents.x_advance : extents.x_advance / 2;
  cairo_move_to(pen_, x - shift, y);
  cairo_show_text(pen_, text.c_str());
}

void PlotCanvas::draw_x_axis(const std::string& label) const {
  for (const double tick : axis_ticks(x_range_.low, x_range_.high, 8)) {
    cairo_move_to(pen_, x(tick), kBottom);
    cairo_line_to(pen_, x(tick), kBottom + kTick);
    cairo_stroke(pen_);
    text(x(tick), kBottom + kTick + kFont + 2, tick_text(tick), Place::centre, kFont);
  }
  text((kLeft + kRight) / 2, kHeight - 15, label, Place::centre, kFont);
}

void PlotCanvas::draw_y_axis(const std::string& label) const {
  for (const double tick : axis_ticks(y_range_.low, y_range_.high, 6)) {
    cairo_move_to(pen_, kLeft - kTick, y(tick));
    cairo_line_to(pen_, kLeft, y(tick));
    cairo_stroke(pen_);
    text(kLeft - kTick - 3, y(tick) + kFont / 3, tick_text(tick), Place::right, kFont);
  }
  cairo_save(pen_);
  cairo_translate(pen_, 25, (kTop + kBottom) / 2);
  cairo_rotate(pen_, -1.5707963267948966);
  text(0, 0, label, Place::centre, kFont);
  cairo_restore(pen_);
}

void PlotCanvas::clip() const {
  cairo_rectangle(pen_, kLeft, kTop, kRight - kLeft, kBottom - kTop);
  cairo_clip(pen_);
}

void PlotCanvas::legend(int row, PlotColor color, const std::string& label) const {
  const double middle = kTop + 18 + row * 20;
  set_color(color);
  cairo_move_to(pen_, kRight - 40, middle);
  cairo_line_to(pen_, kRight - 12, middle);
  cairo_stroke(pen_);
  set_color({});
  text(kRight - 46, middle + kFont / 3, label, Place::right, kFont);
}

std::string PlotCanvas::png() const {
  std::string bytes;
  cairo_surface_flush(surface_);
  const cairo_status_t status = cairo_surface_write_to_png_stream(surface_, append, &bytes);
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(fmt::format("a picture cannot be drawn: {}", cairo_status_to_string(status)));
  return bytes;
}

}  // namespace bpl::runtime
