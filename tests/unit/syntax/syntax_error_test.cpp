// Syntax errors: the expected message stands on the guilty line of the test inputs in tests/errors/syntax.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "parse_text.h"

namespace bpl::syntax {
namespace {

namespace fs = std::filesystem;

struct Expected {
  int line;
  int column;  // 0: any
  std::string message;
};

struct WrongScript {
  std::string text;
  std::vector<Expected> errors;
};

void add_line(WrongScript& script, const std::string& line, int number) {
  const std::size_t mark = line.find("  #! ");
  script.text += line.substr(0, mark) + "\n";
  if (mark == std::string::npos) return;
  std::string message = line.substr(mark + 5);
  const std::size_t blank = message.find(' ');
  const std::string word = message.substr(0, blank);
  int column = 0;
  if (word.find_first_not_of("0123456789") == std::string::npos) {
    column = std::stoi(word);
    message = message.substr(blank + 1);
  }
  script.errors.push_back({number, column, message});
}

std::vector<WrongScript> read_scripts(const fs::path& path) {
  std::vector<WrongScript> scripts;
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    if (line == "#=====") {
      scripts.emplace_back();
      number = 0;
    } else if (!scripts.empty()) {
      add_line(scripts.back(), line, ++number);
    }
  }
  return scripts;
}

class SyntaxErrors : public testing::TestWithParam<std::string> {};

TEST_P(SyntaxErrors, AreWordedAsCPythonDoes) {
  for (const WrongScript& script : read_scripts(fs::path(BPL_TEST_DATA) / "../errors/syntax" / GetParam())) {
    const Parsed parsed = parse_text(script.text);
    const auto found = parsed.diagnostics.sorted();
    EXPECT_FALSE(parsed.module);
    ASSERT_EQ(found.size(), script.errors.size()) << script.text << render(parsed.diagnostics, parsed.files, false);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Expected& expected = script.errors[i];
      EXPECT_EQ(found[i].message, expected.message) << script.text;
      EXPECT_EQ(found[i].span.begin.line, expected.line) << script.text;
      if (expected.column > 0) {
        EXPECT_EQ(found[i].span.begin.column, expected.column) << script.text;
      }
      EXPECT_EQ(found[i].code, "syntax-error");
    }
  }
}

std::vector<std::string> inputs() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(BPL_TEST_DATA) / "../errors/syntax")) {
    if (entry.path().extension() == ".bpl") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Inputs, SyntaxErrors, testing::ValuesIn(inputs()),
                         [](const auto& info) { return info.param.substr(0, info.param.find('.')); });

TEST(SyntaxErrors, TheQuickStartWithoutAComma) {
  std::string text = read_text(BPL_TEST_DATA "/syntax/quickstart.py");
  const std::size_t comma = text.find("tau=8.0,") + 7;
  text.erase(comma, 1);
  const Parsed parsed = parse_text(text);
  EXPECT_EQ(render(parsed.diagnostics, parsed.files, false),
            "test.bpl:15:7: error: invalid syntax. Perhaps you forgot a comma?\n"
            "      tau=8.0\n"
            "          ^~~\n");
}

TEST(SyntaxErrors, InTextThatIsNotUtf8) {
  const Parsed invalid = parse_text("x = 1\ny = '\xFF'\n");
  ASSERT_EQ(invalid.diagnostics.all().size(), 1u);
  EXPECT_EQ(invalid.diagnostics.all()[0].message,
            "(unicode error) 'utf-8' codec can't decode byte 0xff in position 11");
  EXPECT_EQ(invalid.diagnostics.all()[0].span.begin, (Position{2, 6}));
  const Parsed null = parse_text(std::string("x\0y\n", 4));
  ASSERT_EQ(null.diagnostics.all().size(), 1u);
  EXPECT_EQ(null.diagnostics.all()[0].message, "source code cannot contain null bytes");
}

}  // namespace
}  // namespace bpl::syntax
