// print, parse and JSON give back the module they were given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "host/models/signature_json.h"
#include "ir/json.h"
#include "ir/parse.h"
#include "ir/print.h"
#include "tests/unit/ir/sample_module.h"

namespace bpl::ir {
namespace {

std::string messages(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.all())
    out += std::to_string(d.span.begin.line) + ":" + std::to_string(d.span.begin.column) + ": " + d.message + "\n";
  return out;
}

TEST(RoundTrip, EmptyModule) {
  Module m, back;
  Diagnostics diagnostics;
  ASSERT_TRUE(parse(print(m), 0, back, diagnostics)) << messages(diagnostics);
  EXPECT_EQ(back, m);
}

TEST(RoundTrip, TextGivesTheSameModule) {
  const Module m = test::sample_module();
  const std::string text = print(m);
  Module back;
  Diagnostics diagnostics;
  ASSERT_TRUE(parse(text, 0, back, diagnostics)) << messages(diagnostics) << text;
  EXPECT_EQ(print(back), text);
  EXPECT_EQ(back, m) << text;
}

TEST(RoundTrip, JsonGivesTheSameModule) {
  const Module m = test::sample_module();
  const std::string text = to_json(m).dump(1);
  const Module back = module_from_json(nlohmann::json::parse(text));
  EXPECT_EQ(to_json(back).dump(1), text);
  EXPECT_EQ(back, m);
}

TEST(RoundTrip, TablesHoldTheSignatures) {
  const Module m = test::sample_module();
  const nlohmann::json tables = nlohmann::json::parse(tables_json(m).dump());
  EXPECT_EQ(host::signature_from_json(tables.at("updates").at(0)), m.updates[0].signature);
  EXPECT_EQ(tables["updates"][0]["states"][0]["live"], true);
  EXPECT_EQ(tables["updates"][0]["states"][1]["live"], true);   // another update reads a `spike`
  EXPECT_EQ(tables["updates"][0]["states"][2]["live"], false);  // nobody reads `n`
  EXPECT_EQ(tables["updates"][0]["kernels"][0]["coefficients"], nlohmann::json::parse("[false, true]"));
  const nlohmann::json& steps = tables["updates"][0]["steps"];
  ASSERT_EQ(steps.size(), m.updates[0].steps.size());
  EXPECT_EQ(steps.front(), nlohmann::json::parse(R"({"collective": 0})"));
  EXPECT_EQ(steps[steps.size() - 2], nlohmann::json::parse(R"({"event_sum": 0})"));
  EXPECT_EQ(steps.back(), nlohmann::json::parse(R"({"kernel": 0})"));
  EXPECT_EQ(tables["updates"][0]["collectives"].size(), m.updates[0].collectives.size());
  EXPECT_EQ(tables["updates"][0]["temporaries"][1]["space"], -1);
  EXPECT_FALSE(tables["functions"][2].contains("body"));
}

struct BadText {
  const char* text;
  const char* message;
  int line, column;
};

class ParseErrors : public testing::TestWithParam<BadText> {};

TEST_P(ParseErrors, SayWhatAndWhere) {
  Module m;
  Diagnostics diagnostics;
  const std::string text = std::string("module \"m\" precision f32\n") + GetParam().text;
  EXPECT_FALSE(parse(text, 3, m, diagnostics));
  ASSERT_FALSE(diagnostics.all().empty());
  const Diagnostic& d = diagnostics.all()[0];
  EXPECT_EQ(d.message, GetParam().message);
  EXPECT_EQ(d.span.begin, (Position{GetParam().line, GetParam().column}));
  EXPECT_EQ(d.span.file, 3);
}

INSTANTIATE_TEST_SUITE_P(
    All, ParseErrors,
    testing::Values(
        BadText{"hosts", "expected an entry of the module (file, define, unit, site, host, update or network), found 'hosts'", 2, 1},
        BadText{"host @f(%a: value) -> value \"f\" in \"m\" {\n  %b: value = copy %a\n}", "there is no register %b", 3, 3},
        BadText{"host @f(%a: value, %a: value) -> value \"f\" in \"m\" {\n}", "the register %a is declared twice", 2, 20},
        BadText{"host @f() -> value \"f\" in \"m\" {\n  fly\n}", "there is no host operation 'fly'", 3, 3},
        BadText{"host @f(%a: value) -> value \"f\" in \"m\" {\n  %a: value = unbind %a\n}", "'unbind' gives no value", 3, 15},
        BadText{"host @f() -> value \"f\" in \"m\" {", "expected an instruction or '}', found the end of the text", 2, 32},
        BadText{"host @f() -> value \"f\" in \"m\" {}\nhost @f() -> value \"f\" in \"m\" {}", "the function @f is defined twice", 3, 6},
        BadText{"define \"a = 5", "this text has no closing quote or an unknown escape", 2, 8},
        BadText{"define \"a\" = 99999999999999999999", "expected an integer, found '99999999999999999999'", 2, 14},
        BadText{"file 1 \"a\"", "files are numbered in order: this one is 0", 2, 6},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: real = load self.W\n  }\n}", "there is no state self.W", 4, 21},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: real = neg %1\n  }\n}", "the value %1 is not defined before", 4, 20},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: real = fly %1\n  }\n}", "there is no kernel operation 'fly'", 4, 16},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: float = time\n  }\n}", "expected a type (boolean, integer or real), found 'float'", 4, 9},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: real = time\n    %0: real = time\n  }\n}", "the value %0 is defined twice", 5, 5},
        BadText{"update @u method \"update\" {\n  record fly self\n}", "there is no kind of record 'fly'", 3, 10},
        BadText{"host @\"f() -> value", "this name has no closing quote or an unknown escape", 2, 6},
        BadText{"host @ () -> value", "a name must follow", 2, 6},
        BadText{"update @u method \"update\" {\n  state self.\"V: real\n}", "a name in this path has no closing quote", 3, 9},
        BadText{"update @u method \"update\" {\n  state globals[main: real\n}", "this path has an open bracket", 3, 9},
        BadText{"file 0 a", "expected the name of the file in quotes, found 'a'", 2, 8},
        BadText{"host f() -> value", "expected the name of the function such as @name, found 'f'", 2, 6},
        BadText{"host @f(a: value) -> value \"f\" in \"m\" {}", "expected a register such as %a, found 'a'", 2, 9},
        BadText{"host @f() -> value \"f\" in \"m\" {\n  registers 99999999\n}", "a function cannot have that many registers", 3, 3},
        BadText{"host @f(%a: value) -> value \"f\" in \"m\" {\n  set_global \"x\" a\n}", "expected a register such as %a or %3, found 'a'", 3, 18},
        BadText{"update @u method \"update\" {", "expected an entry of the update or '}', found the end of the text", 2, 28},
        BadText{"update @u method \"update\" {\n  stage self.V\n}",
                "expected an entry of the update (spaces, slot, state, connectivity, record, guard, extent, temporary, draws, sum, collective, kernel or step), found 'stage'", 3, 3},
        BadText{"update @u method \"update\" {\n  temporary 1: real\n}", "temporaries are numbered in order: this is number 0", 3, 13},
        BadText{"update @u method \"update\" {\n  collective fly temporary 0 = temporary 1\n}", "there is no collective operation 'fly'", 3, 14},
        BadText{"update @u method \"update\" {\n  state self.V: real\n  state self.V: real\n  kernel @k over 0 {\n    %0: real = load self.V\n  }\n}",
                "several states are called self.V: write #number", 6, 21},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: real = neg 3\n  }\n}", "expected a value such as %3, found '3'", 4, 20},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: real = neg ^3\n  }\n}", "the enclosing body defines no value 3", 4, 20},
        BadText{"update @u method \"update\" {\n  kernel @k over 0 {\n    %0: real = constant x\n  }\n}", "expected a number, found 'x'", 4, 25},
        BadText{"update @u method \"update\" {\n  spaces 9999999999\n}", "this number is too large", 3, 10},
        BadText{"network \"n\" dt 0.1 {\n  populations\n}",
                "expected an entry of the network (population, projection, step, exchange or monitor) or '}', found 'populations'", 3, 3},
        BadText{"network \"n\" dt 0.1 {\n  exchange often of \"a.V\" because \"x\"\n}",
                "an exchange is run, every, sum, collective, input or callback, not often", 3, 12},
        BadText{"update @u method \"update\" {\n  state self..V: real\n}", "expected a path such as self.V, found 'self..V'", 3, 9}));

TEST(ParseErrors, NestingHasALimit) {
  const auto message = [](const std::string& text) {
    Module m;
    Diagnostics diagnostics;
    EXPECT_FALSE(parse("module \"m\" precision f32\n" + text, 0, m, diagnostics));
    return diagnostics.all().at(0).message;
  };
  std::string blocks, integrations;
  for (int k = 0; k < 2000; ++k) {
    blocks += "if %a {\n";
    integrations += "%0: real = integrate \"rk4\" states 0 () {\n";
  }
  EXPECT_EQ(message("host @f(%a: value) -> value \"f\" in \"m\" {\n" + blocks), "blocks are nested too deeply");
  EXPECT_EQ(message("update @u method \"update\" {\n  kernel @k over 0 {\n" + integrations), "integrations are nested too deeply");
}

// Random damage to a good text: any answer but a crash, and what still parses prints.
TEST(Fuzz, DamagedTextNeverCrashes) {
  const std::string good = print(test::sample_module());
  std::mt19937 random(7);
  const std::string pieces = "{}()[]%@^\"\\,:=-*#<>. \n0123456789eaxf";
  int parsed = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string text = good;
    const int changes = 1 + static_cast<int>(random() % 3);
    for (int k = 0; k < changes; ++k) {
      const std::size_t at = random() % text.size();
      const std::size_t length = random() % 20;
      switch (random() % 4) {
        case 0: text[at] = pieces[random() % pieces.size()]; break;
        case 1: text.erase(at, length); break;
        case 2: text.insert(at, good.substr(random() % good.size(), length)); break;
        default: text.resize(at + 1);
      }
    }
    Module m;
    Diagnostics diagnostics;
    if (!parse(text, 0, m, diagnostics)) {
      EXPECT_TRUE(diagnostics.has_errors());
      continue;
    }
    ++parsed;
    Module back;
    EXPECT_TRUE(parse(print(m), 0, back, diagnostics)) << text;
    EXPECT_EQ(print(back), print(m));
  }
  EXPECT_GT(parsed, 0);
}

}  // namespace
}  // namespace bpl::ir
