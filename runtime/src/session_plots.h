// Pictures that a script asks for with bp.visualize: from the arguments of the call to what is drawn.
#pragma once

#include <string>
#include <string_view>

#include "host/values/context.h"
#include "host/values/objects.h"
#include "runtime/src/plot/plot.h"

namespace bpl::runtime {

// The arguments of _bplc.raster_plot and _bplc.line_plot. `show` tells whether the script wants to see the picture now. All
// return false with an exception pending.
bool read_raster_plot(host::Context&, const host::Arguments&, RasterPlot* plot, bool* show);
bool read_line_plot(host::Context&, const host::Arguments&, LinePlot* plot, bool* show);

}  // namespace bpl::runtime
