// Files that appear by rename.
#include "runtime/src/pending_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace bpl::runtime {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class PendingFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / "pending_files";
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string text(const char* name) const {
    std::ostringstream all;
    all << std::ifstream(folder_ / name).rdbuf();
    return all.str();
  }
  std::size_t count() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {})); }
  fs::path folder_;
};

TEST_F(PendingFiles, AppearWhenTheyAreFinished) {
  PendingFile file(folder_, "a.csv");
  file.write("one\n");
  file.write("two\n");
  EXPECT_FALSE(fs::exists(folder_ / "a.csv"));
  file.finish();
  EXPECT_EQ(text("a.csv"), "one\ntwo\n");
  EXPECT_EQ(count(), 1u);
}

TEST_F(PendingFiles, LeaveNothingBehindOtherwise) {
  { PendingFile(folder_, "a.csv").write("one\n"); }
  EXPECT_EQ(count(), 0u);
}

TEST_F(PendingFiles, ReplaceAnOlderFile) {
  std::ofstream(folder_ / "a.csv") << "old, and longer than what comes\n";
  PendingFile file(folder_, "a.csv");
  file.write("new\n");
  file.finish();
  EXPECT_EQ(text("a.csv"), "new\n");
}

TEST_F(PendingFiles, NameTheFileThatCannotBeWritten) {
  try {
    PendingFile(folder_ / "missing", "a.csv");
    FAIL();
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("missing/a.csv': No such file or directory"));
  }
}

// A limit on the size of files is the full disk of this test.
TEST_F(PendingFiles, KeepWhatWasWrittenBeforeTheDiskWasFull) {
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 4096;
  PendingFile file(folder_, "a.csv");
  file.write("one\n");
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(file.write(std::string("two\n").append(10000, 'x').append("\n")), std::runtime_error);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  file.finish();
  EXPECT_EQ(text("a.csv"), "one\ntwo\n");
}

TEST_F(PendingFiles, AreSettledWhenTheProcessMustEnd) {
  PendingFile some(folder_, "some.csv"), none(folder_, "none.csv"), done(folder_, "done.csv");
  done.finish();
  some.write("one\n");
  settle_pending_files();
  EXPECT_EQ(text("some.csv"), "one\n");
  EXPECT_FALSE(fs::exists(folder_ / "none.csv"));
  EXPECT_EQ(count(), 2u);
}

TEST_F(PendingFiles, OfKilledProgramsAreRemoved) {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  const PendingFile alive(folder_, "a.csv");
  for (const std::string& name : {fmt::format(".a.csv.{}.part", child), std::string(".b.part"), std::string("c.1.part")})
    std::ofstream(folder_ / name) << "x";
  EXPECT_EQ(count(), 4u);
  remove_abandoned_files(folder_);
  EXPECT_EQ(count(), 3u);
}

}  // namespace
}  // namespace bpl::runtime
