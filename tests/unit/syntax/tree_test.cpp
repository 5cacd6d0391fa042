// The tree of valid scripts equals the one that CPython's ast module prints.
#include <gtest/gtest.h>

#include "frontend/syntax/dump.h"
#include "parse_text.h"

namespace bpl::syntax {
namespace {

class Tree : public testing::TestWithParam<const char*> {};

TEST_P(Tree, EqualsCPythons) {
  const std::string stem = std::string(BPL_TEST_DATA "/syntax/") + GetParam();
  const Parsed parsed = parse_text(read_text(stem + ".py"));
  ASSERT_TRUE(parsed.module) << render(parsed.diagnostics, parsed.files, false);
  EXPECT_EQ(dump_indented(*parsed.module), read_text(stem + ".ast"));
}

INSTANTIATE_TEST_SUITE_P(Scripts, Tree,
                         testing::Values("definitions", "expressions", "literals", "match", "quickstart", "statements"),
                         [](const auto& info) { return std::string(info.param); });

TEST(Tree, OfNothingIsEmpty) {
  for (const char* text : {"", "\n", "   ", "# only a comment", "\n\n  # comment\n", "\xEF\xBB\xBF", "\f\n"}) {
    const Parsed parsed = parse_text(text);
    ASSERT_TRUE(parsed.module) << text;
    EXPECT_EQ(dump(*parsed.module), "Module(body=[], type_ignores=[])");
  }
}

TEST(Tree, DoesNotDependOnLineEnds) {
  const std::string expected = dump(*parse_text("if x:\n  a = 1\n  b = '''p\nq'''\n").module);
  EXPECT_EQ(dump(*parse_text("if x:\r\n  a = 1\r\n  b = '''p\r\nq'''").module), expected);
  EXPECT_EQ(dump(*parse_text("if x:\r  a = 1\r  b = '''p\rq'''").module), expected);
}

TEST(Tree, JoinsLines) {
  EXPECT_EQ(dump(*parse_text("x = 1 + \\\n  2\n").module), dump(*parse_text("x = (1 +\n# c\n\n 2)\n").module));
}

}  // namespace
}  // namespace bpl::syntax
