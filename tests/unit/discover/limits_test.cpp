// Where the integers of bplc, and what one list or text may hold, end: an exception that says so, never another number.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/large_stack.h"
#include "tests/unit/discover/script_run.h"

namespace bpl::discover {
namespace {

constexpr const char* kNumbers = "B = 9223372036854775807\nS = -B - 1\n";

// The last line of the traceback that a script ends with.
std::string ending(const std::string& text) {
  const Script script("test.bpl", text);
  if (!script.lowered()) return script.errors();
  std::string traceback;
  run_with_large_stack([&] { traceback = script.execute([](host::Context&) {}).traceback; });
  while (traceback.ends_with('\n')) traceback.pop_back();
  return traceback.substr(traceback.rfind('\n') + 1);
}

class Overflow : public testing::TestWithParam<const char*> {};

TEST_P(Overflow, IsAnErrorThatNamesTheWidth) {
  const std::string last = ending(std::string(kNumbers) + "import math\nfrom functools import reduce\nimport itertools\nx = B\n" + GetParam() + "\n");
  EXPECT_TRUE(last.starts_with("OverflowError: ")) << GetParam() << ": " << last;
  EXPECT_NE(last.find("integers have 64 bits in bplc"), std::string::npos) << last;
}

const char* const kOverflows[] = {
    "B + 1", "S - 1", "B * 2", "S * -1", "-S", "abs(S)", "S // -1", "divmod(S, -1)", "2 ** 63", "(-3) ** 41", "pow(10, 19)", "1 << 63", "3 << 62",
    "x += 1", "x *= 3", "x <<= 1", "x -= S", "x **= 2", "sum([B, 1])", "sum(k for k in [S, -1])", "math.prod([B, 2])", "math.factorial(21)",
    "math.comb(100, 50)", "math.perm(30, 20)", "math.lcm(B, B - 1)", "math.gcd(S, 0)", "math.floor(1e300)", "math.ceil(1e19)", "math.trunc(-1e19)",
    "int(1e19)", "int('9223372036854775808')", "int('-9223372036854775809')", "int('8000000000000000', 16)", "round(1e30)", "round(B, -1)",
    "reduce(lambda a, b: a * b, range(1, 30))", "list(itertools.accumulate([B, 1]))", "'%d' % 1e20"};
INSTANTIATE_TEST_SUITE_P(All, Overflow, testing::ValuesIn(kOverflows));

struct Limit {
  const char* script;
  const char* ending;
};
class Limits : public testing::TestWithParam<Limit> {};

TEST_P(Limits, EndWithAnException) { EXPECT_EQ(ending(std::string(kNumbers) + GetParam().script + "\n"), GetParam().ending) << GetParam().script; }

const Limit kLimits[] = {
    {"'ab' * 10 ** 15", "MemoryError: str repeated 1000000000000000 times is too long"},
    {"[0] * B", "MemoryError: list repeated 9223372036854775807 times is too long"},
    {"(1, 2) * 10 ** 9", "MemoryError: tuple repeated 1000000000 times is too long"},
    {"'a'.rjust(10 ** 15)", "MemoryError: a text of 1000000000000000 characters is too long"},

    {"def f(n):\n  return f(n + 1)\nf(0)", "RecursionError: maximum recursion depth exceeded"},
    {"class A:\n  def __eq__(self, o): return o == self\nA() == A()", "RecursionError: maximum recursion depth exceeded"},
    {"def f(n):\n  return n and 1 + f(n - 1)\nraise ValueError(f(900))", "ValueError: 900"},
};
INSTANTIATE_TEST_SUITE_P(All, Limits, testing::ValuesIn(kLimits));

TEST(Traceback, LinesThatRepeatAreCounted) {
  const Script script("test.bpl", "def f(n):\n  return f(n + 1)\nf(0)\n");
  std::string traceback;
  run_with_large_stack([&] { traceback = script.execute([](host::Context&) {}).traceback; });
  EXPECT_LT(traceback.size(), 400u);
  EXPECT_NE(traceback.find("  File \"test.bpl\", line 2, in f\n  [Previous line repeated 99"), std::string::npos) << traceback;
}

}  // namespace
}  // namespace bpl::discover
