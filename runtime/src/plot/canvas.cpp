#include "runtime/src/plot/canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace bpl::runtime {
namespace {

constexpr double kWidth = 800, kHeight = 480;
constexpr double kEdge = 16, kTick = 4, kGap = 5;  // empty space at the edges; between a tick and its number
constexpr double kSample = 24;                     // a line in the legend
constexpr double kTickFont = 12, kFont = 13, kTitleFont = 16;
constexpr PlotColor kInk = {0.15, 0.15, 0.15}, kGrid = {0.90, 0.90, 0.90};

// All numbers of an axis with the decimals that its steps need.
std::string tick_text(double value, double step) {
  const double largest = std::fabs(value);
  if (largest >= 1e6 || step < 1e-4) return fmt::format("{:g}", value == 0 ? 0.0 : value);
  const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  const std::string digits = fmt::format("{:.{}f}", largest, decimals);
  return value < 0 ? "\u2212" + digits : digits;
}

std::vector<std::string> tick_texts(const std::vector<double>& ticks) {
  std::vector<std::string> texts;
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
  for (const double tick : ticks) texts.push_back(tick_text(tick, step));
  return texts;
}

cairo_status_t append(void* target, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

PlotCanvas::PlotCanvas(const Cairo& cairo, const PlotAxes& axes, PlotRange x, PlotRange y, const std::vector<LegendEntry>& legend)
    : cairo_(cairo), x_range_(x), y_range_(y),
      surface_(cairo.image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(kWidth * kPixels), static_cast<int>(kHeight * kPixels))),
      pen_(cairo.create(surface_)) {
  cairo_.scale(pen_, kPixels, kPixels);
  set_color({1, 1, 1});
  cairo_.paint(pen_);
  cairo_.select_font_face(pen_, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  // Letters keep their distances at any scale.
  cairo_font_options_t* const options = cairo_.font_options_create();
  cairo_.font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_.font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_.set_font_options(pen_, options);
  cairo_.font_options_destroy(options);

  const std::vector<double> x_ticks = axis_ticks(x.low, x.high, 8), y_ticks = axis_ticks(y.low, y.high, 6);
  double numbers = 0, labels = 0;
  for (const std::string& t : tick_texts(y_ticks)) numbers = std::max(numbers, width(t, kTickFont));
  for (const LegendEntry& e : legend) labels = std::max(labels, width(e.label, kTickFont));
  right_ = kWidth - kEdge - kGap - (legend.empty() ? 0 : 3 * kGap + kSample + labels);
  left_ = kEdge + (axes.y_label.empty() ? 0 : kFont + 2 * kGap) + numbers + kGap + kTick;
  top_ = kEdge + (axes.title.empty() ? 0 : kTitleFont + 2 * kGap);
  draw_x_axis(x_ticks, axes.x_label);
  draw_y_axis(y_ticks, axes.y_label);
  text((left_ + right_) / 2, kEdge + kTitleFont * 0.8, axes.title, Place::centre, kTitleFont);
  draw_legend(legend);
}

PlotCanvas::~PlotCanvas() {
  cairo_.destroy(pen_);
  cairo_.surface_destroy(surface_);
}

double PlotCanvas::bottom() const { return kHeight - kEdge - kFont - 2 * kGap - kTickFont - kTick - kGap; }

double PlotCanvas::width(const std::string& text, double size) const {
  cairo_.set_font_size(pen_, size);
  cairo_text_extents_t extents;
  cairo_.text_extents(pen_, text.c_str(), &extents);
  return extents.x_advance;
}

void PlotCanvas::text(double x, double y, const std::string& text, Place place, double size) const {
  const double w = width(text, size);
  cairo_.move_to(pen_, x - (place == Place::left ? 0 : place == Place::right ? w : w / 2), y);
  cairo_.show_text(pen_, text.c_str());
}

void PlotCanvas::line(double x1, double y1, double x2, double y2) const {
  cairo_.move_to(pen_, x1, y1);
  cairo_.line_to(pen_, x2, y2);
  cairo_.stroke(pen_);
}

void PlotCanvas::draw_x_axis(const std::vector<double>& ticks, const std::string& label) const {
  const std::vector<std::string> texts = tick_texts(ticks);
  cairo_.set_line_width(pen_, 1);
  set_color(kGrid);
  for (const double tick : ticks) line(x(tick), top_, x(tick), bottom());
  set_color(kInk);
  line(left_ - 0.5, bottom(), right_, bottom());
  for (std::size_t k = 0; k < ticks.size(); ++k) {
    line(x(ticks[k]), bottom(), x(ticks[k]), bottom() + kTick);
    text(x(ticks[k]), bottom() + kTick + kGap + kTickFont * 0.75, texts[k], Place::centre, kTickFont);
  }
  text((left_ + right_) / 2, kHeight - kEdge, label, Place::centre, kFont);
}

void PlotCanvas::draw_y_axis(const std::vector<double>& ticks, const std::string& label) const {
  const std::vector<std::string> texts = tick_texts(ticks);
  set_color(kGrid);
  for (const double tick : ticks) line(left_, y(tick), right_, y(tick));
  set_color(kInk);
  line(left_, bottom() + 0.5, left_, top_);
  for (std::size_t k = 0; k < ticks.size(); ++k) {
    line(left_ - kTick, y(ticks[k]), left_, y(ticks[k]));
    text(left_ - kTick - kGap, y(ticks[k]) + kTickFont * 0.36, texts[k], Place::right, kTickFont);
  }
  cairo_.save(pen_);
  cairo_.translate(pen_, kEdge + kFont * 0.8, (top_ + bottom()) / 2);
  cairo_.rotate(pen_, -1.5707963267948966);
  text(0, 0, label, Place::centre, kFont);
  cairo_.restore(pen_);
}

void PlotCanvas::clip() const {
  cairo_.rectangle(pen_, left_ + 0.5, top_, right_ - left_ - 0.5, height() - 0.5);
  cairo_.clip(pen_);
}

void PlotCanvas::draw_legend(const std::vector<LegendEntry>& entries) const {
  cairo_.set_line_width(pen_, 2);
  const double sample = right_ + 2 * kGap;
  double middle = top_ + kTickFont;
  for (const LegendEntry& e : entries) {
    set_color(e.color);
    line(sample, middle, sample + kSample, middle);
    set_color(kInk);
    text(sample + kSample + kGap, middle + kTickFont * 0.36, e.label, Place::left, kTickFont);
    middle += 1.5 * kTickFont;
  }
}

std::string PlotCanvas::png() const {
  std::string bytes;
  cairo_.surface_flush(surface_);
  const cairo_status_t status = cairo_.surface_write_to_png_stream(surface_, append, &bytes);
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(fmt::format("a picture cannot be drawn: {}", cairo_.status_to_string(status)));
  return bytes;
}

}  // namespace bpl::runtime
