#include "support/diagnostic.h"

#include <gtest/gtest.h>

namespace bpl {
namespace {

Diagnostic error_at(const Span& span) { return {Severity::error, "some-code", "wrong", span, {}, {}}; }

TEST(Diagnostics, CountsErrorsOnly) {
  Diagnostics diagnostics;
  diagnostics.warning("w", {}, "careful");
  EXPECT_FALSE(diagnostics.has_errors());
  diagnostics.error("e", {}, "wrong").hint = "do it right";
  EXPECT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(diagnostics.all()[1].hint, "do it right");
}

TEST(Diagnostics, SortsByPlace) {
  Diagnostics diagnostics;
  diagnostics.add(error_at({0, {3, 1}, {3, 2}}));
  diagnostics.add(error_at({0, {1, 5}, {1, 6}}));
  diagnostics.add(error_at({0, {1, 2}, {1, 3}}));
  const auto sorted = diagnostics.sorted();
  EXPECT_EQ(sorted[0].span.begin.column, 2);
  EXPECT_EQ(sorted[1].span.begin.column, 5);
  EXPECT_EQ(sorted[2].span.begin.line, 3);
}

TEST(Render, ShowsLineCaretHintAndNotes) {
  SourceFiles files;
  const int file = files.add("net.bpl", "x = 1\na = LIF(V_tresh=2)\n");
  Diagnostic d{Severity::error, "unknown-keyword", "LIF has no parameter 'V_tresh'", {file, {2, 9}, {2, 16}}, {}, {}};
  d.hint = "Did you mean 'V_th'?";
  d.notes.push_back({{file, {1, 1}, {1, 2}}, "this one"});
  EXPECT_EQ(render(d, files, false),
            "net.bpl:2:9: error: LIF has no parameter 'V_tresh'\n"
            "    a = LIF(V_tresh=2)\n"
            "            ^~~~~~~\n"
            "  hint: Did you mean 'V_th'?\n"
            "net.bpl:1:1: note: this one\n"
            "    x = 1\n"
            "    ^\n");
}

TEST(Render, KeepsTheCaretUnderTabsAndWideCharacters) {
  SourceFiles files;
  const int file = files.add("a.bpl", "\tx\n\xE6\x97\xA5\xE6\x9C\xAC = \xEF\xBC\x8C\n\xFFz\n");
  EXPECT_EQ(render(error_at({file, {1, 2}, {1, 3}}), files, false),
            "a.bpl:1:2: error: wrong\n            x\n            ^\n");
  EXPECT_EQ(render(error_at({file, {2, 6}, {2, 7}}), files, false),
            "a.bpl:2:6: error: wrong\n    \xE6\x97\xA5\xE6\x9C\xAC = \xEF\xBC\x8C\n           ^~\n");
  EXPECT_EQ(render(error_at({file, {3, 2}, {3, 3}}), files, false),
            "a.bpl:3:2: error: wrong\n    \xEF\xBF\xBDz\n     ^\n");
}

TEST(Render, ManagesSpansThatLeaveTheLineOrTheFile) {
  SourceFiles files;
  const int file = files.add("a.bpl", "f(\n  1)\n");
  EXPECT_EQ(render(error_at({file, {1, 1}, {2, 5}}), files, false), "a.bpl:1:1: error: wrong\n    f(\n    ^~\n");
  EXPECT_EQ(render(error_at({file, {9, 9}, {9, 10}}), files, false), "a.bpl:9:9: error: wrong\n    \n    ^\n");
  EXPECT_EQ(render(error_at({}), files, false), "bplc: error: wrong\n");
}

TEST(Render, ColoursOnDemand) {
  SourceFiles files;
  EXPECT_NE(render(error_at({}), files, true).find("\033[1;31m"), std::string::npos);
  EXPECT_EQ(render(error_at({}), files, false).find('\033'), std::string::npos);
}

}  // namespace
}  // namespace bpl
