// The command line of executables: what it accepts, what it says, and the tables it prints.
#include "runtime/src/command_line.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace bpl::runtime {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kTables = R"json({
  "module": "m", "precision": "f32", "files": ["m.bpl", "<bplc>/brainpy/base.bpl"],
  "definitions": [{"name": "scale", "value": 2, "location": [0, 3, 1, 3, 10]}, {"name": "tau", "value": {"float": 1.5}, "location": null},
                  {"name": "on", "value": true}, {"name": "label", "value": "x", "needs": "label == 'x'"}, {"name": "t", "value": null}],
  "sites": [{"name": "a", "aliases": ["LIF0"], "class": "LIF",
             "parameters": [{"name": "tau", "default": "20.0", "unit": "ms", "location": [0, 8, 5, 0, 0], "needs": "tau > 0 (line 12)"},
                            {"name": "V_th", "default": "-50.0", "unit": "mV", "location": [0, 8, 5, 0, 0]}]}]})json";

ParsedCommandLine parse(std::vector<const char*> arguments) {
  static const Program program = read_tables(kTables);
  arguments.insert(arguments.begin(), "./m");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data(), program);
}

// The message of a line that is refused.
std::string refused(std::vector<const char*> arguments) {
  const ParsedCommandLine line = parse(std::move(arguments));
  EXPECT_TRUE(line.finished && line.to_stderr);
  EXPECT_EQ(line.status, 2);
  return line.text;
}

TEST(CommandLine, OfAPlainRun) {
  const ParsedCommandLine line = parse({});
  EXPECT_FALSE(line.finished);
  EXPECT_EQ(line.options.out, "m.out");
  EXPECT_EQ(line.options.seed, 0u);
  EXPECT_EQ(line.options.hash_every, 0);
}

TEST(CommandLine, TakesValuesOfTheLiteralsKind) {
  const RunOptions o = parse({"-D", "scale=+10", "-D", "tau=3", "-D", "on=false", "-D", "label='1'=", "-D", "label="}).options;
  ASSERT_EQ(o.defines.size(), 5u);
  EXPECT_EQ(o.defines[0].value, Literal(std::int64_t{10}));
  EXPECT_EQ(o.defines[1].value, Literal(3.0));
  EXPECT_EQ(o.defines[2].value, Literal(false));
  EXPECT_EQ(o.defines[3].value, Literal(std::string("'1'=")));
  EXPECT_EQ(o.defines[4].value, Literal(std::string()));
}

TEST(CommandLine, TakesValuesInPlaceOfNone) {
  const RunOptions o = parse({"-D", "t=3", "-D", "t=2.5", "-D", "t=False", "-D", "t='a b'", "-D", "t=None", "-D", "scale=None"}).options;
  ASSERT_EQ(o.defines.size(), 6u);
  EXPECT_EQ(o.defines[0].value, Literal(std::int64_t{3}));
  EXPECT_EQ(o.defines[1].value, Literal(2.5));
  EXPECT_EQ(o.defines[2].value, Literal(false));
  EXPECT_EQ(o.defines[3].value, Literal(std::string("a b")));
  EXPECT_EQ(o.defines[4].value, Literal(NoneLiteral{}));
  EXPECT_EQ(o.defines[5].value, Literal(NoneLiteral{}));
  EXPECT_THAT(refused({"-D", "t=fast"}), HasSubstr("-D t=fast: the script gives None here, not 'fast': in place of None -D takes a number, True, False or a text in quotes"));
}

TEST(CommandLine, RefusesOtherKinds) {
  EXPECT_THAT(refused({"-D", "scale=1.5"}), HasSubstr("-D scale=1.5: the script gives an int here, not '1.5'"));
  EXPECT_THAT(refused({"-D", "scale='x'"}), HasSubstr("an int here, not ''x''"));
  EXPECT_THAT(refused({"-D", "on=1"}), HasSubstr("a bool here, not '1'"));
  EXPECT_THAT(refused({"-D", "tau=inf"}), HasSubstr("a float here, not 'inf'"));
}

TEST(CommandLine, SuggestsNames) {
  EXPECT_THAT(refused({"-D", "sale=1"}), HasSubstr("no top-level 'sale = <literal>'. Did you mean 'scale'? (it has scale, tau, on, label, t)"));
  EXPECT_THAT(refused({"--set", "a.taw=1"}), HasSubstr("'a' (LIF) has no parameter 'taw'. Did you mean 'tau'? (it has tau, V_th)"));
  EXPECT_THAT(refused({"--set", "q.tau=1"}), HasSubstr("nothing is called 'q' (--list-params shows what there is)"));
  EXPECT_THAT(refused({"--sead=1"}), HasSubstr("there is no option '--sead'. Did you mean '--seed'?"));
}

TEST(CommandLine, FindsSitesByAlias) {
  const RunOptions o = parse({"--set", "LIF0.tau=12.5", "--set", "a.V_th=-48"}).options;
  ASSERT_EQ(o.sets.size(), 2u);
  EXPECT_EQ(o.sets[0].sites, std::vector<int>{0});
  EXPECT_EQ(o.sets[0].value, "12.5");
  EXPECT_EQ(o.sets[1].parameter, "V_th");
}

TEST(CommandLine, ReportsAllMistakesAtOnce) {
  EXPECT_THAT(refused({"--seed", "-1", "--duration", "0x10", "--rng", "numpy", "--set", "a.tau", "extra"}),
              AllOf(HasSubstr("--seed is '-1'"), HasSubstr("--duration is '0x10'"), HasSubstr("--rng is 'numpy'"),
                    HasSubstr("--set a.tau: expected"), HasSubstr("unexpected argument 'extra'")));
}

TEST(CommandLine, ReadsTheEnvironment) {
  setenv("BPL_ISA", "v9", 1);
  setenv("BPL_HASH", "often", 1);
  EXPECT_THAT(refused({}), AllOf(HasSubstr("BPL_ISA is 'v9'"), HasSubstr("BPL_HASH is 'often'")));
  setenv("BPL_ISA", "v3", 1);
  setenv("BPL_HASH", "25", 1);
  const RunOptions o = parse({}).options;
  EXPECT_EQ(o.isa, "v3");
  EXPECT_EQ(o.hash_every, 25);
  unsetenv("BPL_ISA");
  unsetenv("BPL_HASH");
}

TEST(CommandLine, ListsWhatCanBeReplaced) {
  const ParsedCommandLine line = parse({"--list-params"});
  EXPECT_EQ(line.status, 0);
  EXPECT_FALSE(line.to_stderr);
  EXPECT_EQ(line.text,
            "--set NAME.PARAMETER=VALUE\n"
            "  a.tau    20.0  ms  m.bpl:8  needs tau > 0 (line 12)\n"
            "  a.V_th  -50.0  mV  m.bpl:8\n"
            "\n"
            "-D NAME=VALUE\n"
            "  scale     2  m.bpl:3\n"
            "  tau     1.5\n"
            "  on     True\n"
            "  label   'x'           needs label == 'x'\n"
            "  t      None\n");
}

TEST(CommandLine, Helps) {
  const ParsedCommandLine line = parse({"--help"});
  EXPECT_TRUE(line.finished);
  EXPECT_EQ(line.status, 0);
  EXPECT_THAT(line.text, AllOf(HasSubstr("--list-params"), HasSubstr("mpirun -n N"), Not(HasSubstr("`"))));
}

}  // namespace
}  // namespace bpl::runtime
