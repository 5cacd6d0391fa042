// Whole programs: text forms, executables, breakpoints in a debugger, and what happens when linking fails.
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "codegen/compile.h"

namespace bpl::codegen {
namespace {

namespace fs = std::filesystem;
using ir::HostOp;
using ir::KernelOp;
using testing::HasSubstr;
using testing::Not;

class CompileTest : public testing::Test {
 protected:
  CompileTest() {
    std::string name = (fs::temp_directory_path() / "bpl-test-XXXXXX").string();
    directory_ = mkdtemp(name.data());
    std::ofstream(directory_ / "model.bpl") << "# one\nfirst = 1\nsecond = first\n# a kernel\nx.update()\n";
  }
  ~CompileTest() override { fs::remove_all(directory_); }

  // A kernel x = x + x (line 5) and a script that reads two globals (lines 2 and 3).
  ir::Module module() {
    ir::Module m;
    m.name = "model";
    m.files = {"model.bpl"};
    ir::HostFunction init{.name = "main", .short_name = "<module>", .unit = "__main__"};
    init.register_count = 1;
    init.location = {0, 1, 1, 3, 1};
    init.body = {{.op = HostOp::get_global, .result = 0, .name = "first", .location = {0, 2, 1, 2, 5}},
                 {.op = HostOp::get_global, .result = 0, .name = "second", .location = {0, 3, 1, 3, 6}}};
    m.functions = {init, {.name = "main.traced", .compiled = false}};
    ir::Update update{.name = "X.update", .method = "update"};
    update.location = {0, 5, 1, 5, 9};
    update.signature.states = {{.type = host::ElementType::real, .space = 0, .read = true, .written = true}};
    ir::Kernel kernel{.name = "X.update.0"};
    const ir::Location line{0, 5, 1, 5, 9};
    kernel.body = {{.op = KernelOp::load, .index = 0, .location = line},
                   {.op = KernelOp::binary, .args = {0, 0}, .name = "add", .location = line},
                   {.op = KernelOp::store, .args = {1}, .index = 0, .location = line}};
    update.kernels = {kernel};
    m.updates = {update};
    return m;
  }

  CompileOptions options(Emit emit, const std::string& file) {
    return {.emit = emit, .optimisation = 2, .output = (directory_ / file).string(), .directory = directory_.string(),
            .tables = "{}", .runtime_directory = BPL_TEST_RUNTIME};
  }

  std::string read(const std::string& file) {
    std::ifstream in(directory_ / file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  static std::string output_of(const std::string& command) {
    std::string text;
    std::array<char, 4096> part;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    while (const std::size_t n = fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), n);
    pclose(pipe);
    return text;
  }

  std::size_t files() { return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory_), {})); }

  fs::path directory_;
  Diagnostics diagnostics_;
};

TEST_F(CompileTest, TextForms) {
  ASSERT_TRUE(compile(module(), options(Emit::llvm, "m.ll"), diagnostics_));
  EXPECT_THAT(read("m.ll"), HasSubstr("fadd <16 x float>"));
  EXPECT_THAT(read("m.ll"), HasSubstr("DW_LANG_Python"));
  ASSERT_TRUE(compile(module(), options(Emit::assembly, "m.s"), diagnostics_));
  EXPECT_THAT(read("m.s"), HasSubstr("vaddps"));
  ASSERT_TRUE(compile(module(), options(Emit::object, "m.o"), diagnostics_));
  EXPECT_EQ(read("m.o").substr(1, 3), "ELF");
}

TEST_F(CompileTest, ExecutableCarriesTheTables) {
  for (int level = 0; level <= 3; ++level) {
    CompileOptions o = options(Emit::executable, "model");
    o.optimisation = level;
    ASSERT_TRUE(compile(module(), o, diagnostics_)) << diagnostics_.all().front().message;
    EXPECT_EQ(output_of(o.output + " call"),
              "tables {} 2\nkernel X.update.0 step_is_full 1 coefficients 0\n2 4 6\n"
              "function main compiled\nfunction main.traced traced\nglobal first\nglobal second\n");
    EXPECT_EQ(files(), 2u);  // the script and the executable: nothing temporary is left
  }
}

TEST_F(CompileTest, TheSameBytesTwice) {
  ASSERT_TRUE(compile(module(), options(Emit::executable, "a"), diagnostics_));
  ASSERT_TRUE(compile(module(), options(Emit::executable, "b"), diagnostics_));
  EXPECT_EQ(read("a"), read("b"));
}

TEST_F(CompileTest, DebuggerStopsAtLinesOfTheScript) {
  if (!fs::exists("/usr/bin/gdb")) GTEST_SKIP() << "no gdb";
  const CompileOptions o = options(Emit::executable, "model");
  ASSERT_TRUE(compile(module(), o, diagnostics_));
  const std::string text = output_of("gdb -nx -batch -ex 'break model.bpl:3' -ex 'break model.bpl:5' -ex run -ex where -ex "
                                     "continue --args " + o.output + " call </dev/null");
  EXPECT_THAT(text, HasSubstr("X.update"));
  EXPECT_THAT(text, HasSubstr("x.update()"));
  EXPECT_THAT(text, HasSubstr("second = first"));
}

TEST_F(CompileTest, FailedLinkIsReportedAsABug) {
  std::ofstream(directory_ / "bpl_runtime.link") << "no_such_library.a\n";
  CompileOptions o = options(Emit::executable, "model");
  o.runtime_directory = directory_.string();
  o.module_text = [] { return std::string("module text"); };
  EXPECT_FALSE(compile(module(), o, diagnostics_));
  ASSERT_EQ(diagnostics_.error_count(), 1u);
  EXPECT_EQ(diagnostics_.all()[0].message, "bug in bplc: linking failed");
  EXPECT_THAT(diagnostics_.all()[0].hint, HasSubstr(o.output + ".bplc-bug.txt"));
  EXPECT_THAT(read("model.bplc-bug.txt"), HasSubstr("no_such_library.a"));
  EXPECT_THAT(read("model.bplc-bug.txt"), HasSubstr("module text"));
  EXPECT_FALSE(fs::exists(o.output));
  EXPECT_EQ(files(), 3u);
}

TEST_F(CompileTest, UnknownOperationIsReportedAsABug) {
  ir::Module m = module();
  m.updates[0].kernels[0].body[1].name = "no_such_function";
  EXPECT_FALSE(compile(m, options(Emit::llvm, "m.ll"), diagnostics_));
  EXPECT_EQ(diagnostics_.all()[0].message, "bug in bplc: code generation failed");
  EXPECT_THAT(read("m.ll.bplc-bug.txt"), HasSubstr("no_such_function"));
}

TEST_F(CompileTest, UnwritableOutputIsTheUsersToMend) {
  const CompileOptions o = options(Emit::executable, "missing/model");
  EXPECT_FALSE(compile(module(), o, diagnostics_));
  EXPECT_THAT(diagnostics_.all()[0].message, HasSubstr("cannot write '" + o.output + "': No such file"));
}

}  // namespace
}  // namespace bpl::codegen
