// The script side of an executable, without a script: tables, recordings, pictures.
#include <gmock/gmock.h>

#include <cmath>

#include "host/arrays/array.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"
#include "runtime/src/engine.h"
#include "runtime/src/plot/plot.h"
#include "runtime/src/script_tables.h"
#include "runtime/src/session_plots.h"
#include "runtime/src/session_recordings.h"
#include "runtime/src/session_stepper.h"

namespace bpl::runtime {
namespace {

using host::Value;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kTables = R"({
  "module": "m", "precision": "f32", "files": ["m.bpl", "<bplc>/brainpy/base.bpl"],
  "units": [{"name": "__main__", "init": "main"}],
  "functions": [{"name": "main", "short_name": "<module>", "unit": "__main__", "parameters": [], "free_variables": [],
                 "compiled": true, "file": 0, "line": 1},
                {"name": "main.f", "short_name": "f", "unit": "__main__", "free_variables": ["k"], "compiled": false, "file": 0, "line": 7,
                 "parameters": [{"name": "x", "kind": "positional"}, {"name": "rest", "kind": "double_star"}]}],
  "updates": [{"name": "LIF.update", "method": "update", "steps": [{"kernel": 0}], "records": [], "slots": [], "guards": [], "extents": [],
               "states": [], "connectivities": [], "spaces": 1},
              {"name": "LIF.clear_input", "method": "clear_input", "steps": [], "records": [], "slots": [], "guards": [], "extents": [],
               "states": [], "connectivities": [], "spaces": 0}],
  "sites": [{"name": "a", "aliases": ["LIF0"], "class": "LIF", 
             "chain": [{"location": [0, 3, 5, 3, 20], "occurrence": -1}, {"location": [1, 9, 1, 9, 4], "occurrence": 2}],
             "parameters": []}]})";

TEST(ScriptTables, AreReadFromJson) {
  ScriptTables t;
  read_script_tables(kTables, &t);
  ASSERT_EQ(t.functions.size(), 2u);
  const host::FunctionCode* f = t.find("main.f");
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(f->name, "f");
  EXPECT_EQ(f->line, 7);
  EXPECT_THAT(f->free_variables, ElementsAre("k"));
  ASSERT_EQ(f->parameters.size(), 2u);
  EXPECT_EQ(f->parameters[1].kind, host::ParameterKind::double_star);
  EXPECT_EQ(t.find("main.g"), nullptr);
  EXPECT_EQ(t.units.at("__main__"), "main");
  EXPECT_FALSE(t.updates[0].empty);
  EXPECT_TRUE(t.updates[1].empty);
  EXPECT_THAT(t.sites[0].chain, ElementsAre(host::SitePoint{0, 3, 5}, host::SitePoint{1, 9, 1}));
  EXPECT_THAT(t.sites[0].occurrences, ElementsAre(-1, 2));
}

TEST(ScriptTables, SayWhatIsWrong) {
  ScriptTables t;
  EXPECT_THROW(read_script_tables("{}", &t), std::runtime_error);
}

TEST(Numbers, OfFloat32RunsAreShownShort) {
  EXPECT_EQ(shortest_double(0.1f), 0.1);
  EXPECT_EQ(shortest_double(-59.5f), -59.5);
  EXPECT_EQ(shortest_double(16777216.0f), 16777216.0);
  EXPECT_TRUE(std::isnan(shortest_double(std::nanf(""))));
}

TEST(Recordings, TimesAreTheEndsOfSteps) {
  EXPECT_THAT(step_ends(3, 0.1, 0, true), ElementsAre(0.1, 0.1 + 0.1, 0.2 + 0.1));
  const float dt = 0.1f, t = 2.0f * dt + 5.0f;
  EXPECT_EQ(step_ends(3, 0.1, 5, false)[2], static_cast<double>(t + dt));
}

TEST(Recordings, BooleansBecomeDense) {
  host::Context ctx;
  host::register_builtins(ctx);
  MonitorRecord record;
  record.type = host::ElementType::boolean;
  record.steps = 2;
  record.width = 3;
  record.events = {{0, 2}, {1, 0}};
  const host::Array* a = record_array(ctx, record, host::DType::boolean, {3}, 2);
  EXPECT_EQ(a->shape, (host::Shape{2, 3}));
  EXPECT_THAT(host::to_reals(*a), ElementsAre(0, 0, 1, 1, 0, 0));
}

TEST(Recordings, RealsKeepTheShapeOfTheVariable) {
  host::Context ctx;
  host::register_builtins(ctx);
  MonitorRecord record;
  record.values = {1, 2, 3, 4};
  const host::Array* a = record_array(ctx, record, host::DType::float32, {1, 2}, 2);
  EXPECT_EQ(a->shape, (host::Shape{2, 1, 2}));
  EXPECT_EQ(a->dtype, host::DType::float32);
  EXPECT_THAT(host::to_reals(*a), ElementsAre(1, 2, 3, 4));
}

Value numbers(host::Context& ctx, std::vector<double> values, host::Shape shape) {
  return Value::of(host::with_shape(ctx, *host::array_of(ctx, std::span<const double>(values)), std::move(shape)));
}

TEST(Pictures, RasterShowsWhatIsPositive) {
  host::Context ctx;
  host::register_builtins(ctx);
  const Value none = Value::none();
  const host::Arguments arguments{{numbers(ctx, {0.1, 0.2}, {2}), numbers(ctx, {0, 1, 0, 1, 0, 1}, {2, 3}), ctx.string("."), Value::of(3.0),
                                   ctx.string("r"), ctx.string("t"), none, numbers(ctx, {0, 5}, {2}), none, none, Value::boolean(true)},
                                  {}};
  RasterPlot plot;
  bool show = false;
  ASSERT_TRUE(read_raster_plot(ctx, arguments, &plot, &show));
  EXPECT_TRUE(show);
  EXPECT_THAT(plot.x, ElementsAre(0.1, 0.2, 0.2));
  EXPECT_THAT(plot.y, ElementsAre(1, 0, 2));
  EXPECT_EQ(plot.color, (PlotColor{1, 0, 0}));
  EXPECT_EQ(plot.size, 3);
  EXPECT_EQ(plot.axes.x_range, (std::pair<double, double>{0, 5}));
  EXPECT_EQ(plot.first, 0.1);
  EXPECT_EQ(plot.last, 0.2);
  EXPECT_EQ(plot.neurons, 3);
  std::string problem;
  const Cairo* cairo = load_cairo(&problem);
  ASSERT_NE(cairo, nullptr) << problem;
  EXPECT_EQ(draw_plot(*cairo, plot).substr(1, 3), "PNG");
}

TEST(Pictures, LinesAreColumns) {
  host::Context ctx;
  host::register_builtins(ctx);
  const Value none = Value::none();
  host::Arguments arguments{{numbers(ctx, {0.1, 0.2}, {2}), numbers(ctx, {1, 2, 3, 4}, {2, 2}), numbers(ctx, {0, -1}, {2}), none, none, none,
                             none, none, ctx.string("V"), Value::boolean(false)},
                            {}};
  LinePlot plot;
  bool show = true;
  ASSERT_TRUE(read_line_plot(ctx, arguments, &plot, &show));
  EXPECT_FALSE(show);
  ASSERT_EQ(plot.lines.size(), 2u);
  EXPECT_EQ(plot.lines[0].label, "V-0");
  EXPECT_THAT(plot.lines[1].y, ElementsAre(2, 4));
  arguments.positional[2] = numbers(ctx, {2}, {1});
  LinePlot other;
  EXPECT_FALSE(read_line_plot(ctx, arguments, &other, &show));
  EXPECT_THAT(host::describe_exception(ctx, host::take_exception(ctx)), HasSubstr("IndexError"));
}

TEST(Pictures, ColorsHaveNames) {
  EXPECT_EQ(parse_color("k"), (PlotColor{0, 0, 0}));
  EXPECT_EQ(parse_color("black"), parse_color("k"));
  EXPECT_EQ(parse_color("C3"), parse_color("tab:red"));
  EXPECT_EQ(parse_color("#ff0080"), (PlotColor{1, 0, 128 / 255.0}));
  EXPECT_EQ(parse_color("0.25"), (PlotColor{0.25, 0.25, 0.25}));
  for (const char* unknown : {"", "blck", "#ff00", "#ff008g", "1.5", "C10"}) EXPECT_EQ(parse_color(unknown), std::nullopt) << unknown;
  EXPECT_EQ(line_color(11), line_color(1));
}

TEST(Pictures, TicksAreRound) {
  EXPECT_THAT(axis_ticks(0, 100, 8), ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(axis_ticks(-63, -41, 6), ElementsAre(-60, -55, -50, -45));
  EXPECT_TRUE(axis_ticks(1, 1, 5).empty());
}

}  // namespace
}  // namespace bpl::runtime
