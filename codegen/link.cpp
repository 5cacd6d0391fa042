// One process, no shell.
#include "codegen/link.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

extern char** environ;

namespace bpl::codegen {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLinkList = "bpl_runtime.link";

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Exit status, or -1 if the program could not be started.
int run(const std::vector<std::string>& command, const std::string& log_file) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  pid_t child = 0;
  const int refused = posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (refused) return -1;
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

std::string find_runtime_directory() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const fs::path root = program.parent_path().parent_path();
  for (const fs::path& candidate : {root / "lib" / "bplc", root / "lib"})
    if (fs::exists(candidate / kLinkList)) return candidate.string();
  return {};
}

LinkResult link_executable(const std::vector<std::string>& objects, const std::string& output,
                           const std::string& runtime_directory, const std::string& log_file) {
  LinkResult result;
  if (runtime_directory.empty()) {
    result.status = LinkResult::Status::no_runtime;
    return result;
  }
  result.command = {BPL_MPI_CXX, "-pie", "-o", output};
  result.command.insert(result.command.end(), objects.begin(), objects.end());
  std::istringstream list(read_text(fs::path(runtime_directory) / kLinkList));
  for (std::string line; std::getline(list, line);) {
    if (line.empty()) continue;
    // An archive of the runtime stands with its file name, everything else as the linker takes it.
    result.command.push_back(line.front() == '-' || line.front() == '/' ? line : runtime_directory + "/" + line);
  }
  const int status = run(result.command, log_file);
  result.log = read_text(log_file);
  if (status == -1 || status == 127) result.status = LinkResult::Status::no_linker;
  else if (status != 0) result.status = LinkResult::Status::failed;
  return result;
}

}  // namespace bpl::codegen
