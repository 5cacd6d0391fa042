// libcairo, loaded when the first picture is drawn: programs run where it is not installed, and start faster where it is.
#pragma once

#include <cairo.h>

namespace bpl::runtime {

// Every function of the library that pictures use, without the prefix cairo_.
#define BPL_CAIRO_FUNCTIONS(X)                                                                                               \
  X(arc) X(clip) X(create) X(destroy) X(fill) X(font_options_create) X(font_options_destroy) X(font_options_set_hint_metrics) \
  X(font_options_set_hint_style) X(image_surface_create) X(line_to) X(move_to) X(paint) X(rectangle) X(restore) \
  X(rotate) X(save) X(scale) X(select_font_face) X(set_font_options) X(set_font_size) X(set_line_join) X(set_line_width)      \
  X(set_source_rgb) X(show_text) X(status_to_string) X(stroke) X(surface_destroy) X(surface_flush)                           \
  X(surface_write_to_png_stream) X(text_extents) X(translate)

struct Cairo {
#define BPL_DECLARE(name) decltype(&cairo_##name) name = nullptr;
  BPL_CAIRO_FUNCTIONS(BPL_DECLARE)
#undef BPL_DECLARE
};

}  // namespace bpl::runtime
