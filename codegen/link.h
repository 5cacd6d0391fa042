// Links object files with the runtime library into an executable.
#pragma once

#include <string>
#include <vector>

namespace bpl::codegen {

// Where the runtime's libraries lie, seen from the running program: build tree or installation. Empty if nowhere.
std::string find_runtime_directory();

struct LinkResult {
  enum class Status { done, no_linker, no_runtime, failed } status = Status::done;
  std::vector<std::string> command;
  std::string log;  // what the linker printed
};

// Calls the MPI compiler wrapper the project was configured with. `runtime_directory` holds bpl_runtime.link and what that
// names; `log_file` receives the linker's output.
LinkResult link_executable(const std::vector<std::string>& objects, const std::string& output,
                           const std::string& runtime_directory, const std::string& log_file);

}  // namespace bpl::codegen
