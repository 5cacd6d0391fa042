// Any bytes are accepted: no crash, no hang, and an error whenever there is no tree.
#include <gtest/gtest.h>

#include <random>

#include "parse_text.h"

namespace bpl::syntax {
namespace {

std::string repeat(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

void expect_consistent(const std::string& text) {
  const Parsed parsed = parse_text(text);
  EXPECT_EQ(parsed.module == nullptr, parsed.diagnostics.has_errors());
  EXPECT_LE(parsed.diagnostics.error_count(), 40u);
  render(parsed.diagnostics, parsed.files, false);
}

TEST(Robustness, DeepNestingEndsInAnError) {
  for (const std::string& text :
       {repeat("-", 20000) + "1", repeat("not ", 20000) + "1", repeat("lambda:", 20000) + "1",
        repeat("1 if 1 else ", 20000) + "1", repeat("2**", 20000) + "2", "1" + repeat("+1", 20000),
        "x" + repeat(".a", 20000), "x" + repeat("[0]", 20000), repeat("(", 20000) + repeat(")", 20000),
        "if x: pass\n" + repeat("elif x: pass\n", 20000)}) {
    const Parsed parsed = parse_text(text);
    ASSERT_EQ(parsed.diagnostics.error_count(), 1u) << text.substr(0, 20);
    const std::string& message = parsed.diagnostics.all()[0].message;
    EXPECT_TRUE(message == "the code is nested too deeply" || message == "too many nested parentheses") << message;
  }
}

TEST(Robustness, AllowsTheNestingThatPythonAllows) {
  EXPECT_TRUE(parse_text(repeat("(", 200) + "1" + repeat(")", 200)).module);
  EXPECT_TRUE(parse_text("x = " + repeat("f(a=[-", 60) + "1" + repeat("])", 60)).module);
  std::string blocks;
  for (int i = 0; i < 99; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
  EXPECT_TRUE(parse_text(blocks + std::string(99, ' ') + repeat("(", 200) + "1" + repeat(")", 200)).module);
}

TEST(Robustness, LongButFlatScriptsAreFine) {
  EXPECT_TRUE(parse_text(repeat("a = ", 5000) + "1").module);
  EXPECT_TRUE(parse_text("x = [" + repeat("1, ", 5000) + "]").module);
  EXPECT_TRUE(parse_text("x = 1" + repeat(" < 2", 5000)).module);
  EXPECT_TRUE(parse_text("x = " + repeat("'a' ", 5000)).module);
  EXPECT_TRUE(parse_text("x = 1" + repeat(" and 2", 5000)).module);
}

TEST(Robustness, RandomBytes) {
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string text(random() % 80, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    expect_consistent(text);
  }
}

TEST(Robustness, RandomSigns) {
  std::mt19937 random(8);
  const std::string signs = "()[]{}:;,.=+-*/'\"\\#@ \n\tabf1_!if";
  for (int i = 0; i < 2000; ++i) {
    std::string text(random() % 40, ' ');
    for (char& c : text) c = signs[random() % signs.size()];
    expect_consistent(text);
  }
}

TEST(Robustness, TruncatedScripts) {
  for (const char* name : {"definitions", "expressions", "literals", "match", "statements"}) {
    const std::string text = read_text(std::string(BPL_TEST_DATA "/syntax/") + name + ".py");
    for (std::size_t end = 0; end < text.size(); end += 13) expect_consistent(text.substr(0, end));
  }
}

}  // namespace
}  // namespace bpl::syntax
