// Guards in the words of a modeller.
#include "frontend/discover/guard_text.h"

#include <gtest/gtest.h>

namespace bpl::discover {
namespace {

using host::Guard;
using host::ScalarNode;

const std::function<std::string(int)> kNames = [](int slot) { return std::string(1, static_cast<char>('a' + slot)); };

ScalarNode slot(int number) { return {"slot", {}, 0, number}; }
ScalarNode constant(double value) { return {"constant", {}, value, -1}; }
ScalarNode node(const char* op, std::vector<int> args) { return {op, std::move(args), 0, -1}; }

std::string condition(std::vector<ScalarNode> nodes, double answer) { return condition_text({std::move(nodes), answer}, kNames); }
std::string opposite(std::vector<ScalarNode> nodes, double answer) { return opposite_text({std::move(nodes), answer}, kNames); }

TEST(GuardText, SaysWhatHolds) {
  const std::vector<ScalarNode> above = {slot(0), constant(0), node("gt", {0, 1})};
  EXPECT_EQ(condition(above, 1), "a > 0");
  EXPECT_EQ(condition(above, 0), "a <= 0");
  EXPECT_EQ(opposite(above, 1), "a <= 0");
  EXPECT_EQ(opposite(above, 0), "a > 0");
}

TEST(GuardText, OfNumbers) {
  EXPECT_EQ(condition({slot(0), node("to_integer", {0})}, 3), "int(a) == 3");
  EXPECT_EQ(opposite({slot(0), node("to_integer", {0})}, 3), "");
  EXPECT_EQ(condition({slot(0)}, -2.5), "a == -2.5");
}

TEST(GuardText, OfTruth) {
  EXPECT_EQ(condition({slot(0), node("to_boolean", {0})}, 1), "a != 0");
  EXPECT_EQ(condition({slot(0), node("to_boolean", {0})}, 0), "a == 0");
  EXPECT_EQ(condition({slot(0), constant(1), node("eq", {0, 1}), node("not", {2})}, 0), "a == 1");
}

TEST(GuardText, KeepsTheOrderOfArithmetic) {
  // (a + b) * a - (a - b) >= -a ** 2
  EXPECT_EQ(condition({slot(0), slot(1), node("add", {0, 1}), node("mul", {2, 0}), node("sub", {0, 1}), node("sub", {3, 4}), constant(2),
                       node("pow", {0, 6}), node("neg", {7}), node("ge", {5, 8})}, 1),
            "(a + b) * a - (a - b) >= -a ** 2");
  EXPECT_EQ(condition({slot(0), slot(1), node("lt", {0, 1}), node("gt", {0, 1}), node("or", {2, 3}), node("and", {4, 2})}, 1),
            "(a < b or a > b) and a < b");
  EXPECT_EQ(condition({slot(0), slot(1), node("lt", {0, 1}), node("gt", {0, 1}), node("or", {2, 3})}, 0), "not (a < b or a > b)");
  EXPECT_EQ(condition({slot(0), slot(1), node("max", {0, 1}), node("sqrt", {2}), constant(4), node("le", {3, 4})}, 1), "sqrt(max(a, b)) <= 4");
}

}  // namespace
}  // namespace bpl::discover
