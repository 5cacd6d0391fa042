// Calls the steps in order and takes care of files: a private directory for what is temporary, rename for the result.
#include "codegen/compile.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/Support/raw_ostream.h>

#include "codegen/link.h"
#include "codegen/program_emitter.h"
#include "codegen/target.h"

namespace bpl::codegen {

namespace fs = std::filesystem;

namespace {

// Removed with everything in it, whatever happens.
struct PrivateDirectory {
  PrivateDirectory() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "bplc-XXXXXX").string();
    if (!error && mkdtemp(name.data())) path = name;
  }
  ~PrivateDirectory() {
    std::error_code error;
    if (!path.empty()) fs::remove_all(path, error);
  }
  fs::path path;
};

// `what` is a file name in quotes or words for it.
void unwritable(Diagnostics& diagnostics, const std::string& what) {
  diagnostics.error("cannot-write", {}, fmt::format("cannot write {}: {}", what, std::strerror(errno)));
}

std::string quoted(const std::string& path) { return fmt::format("'{}'", path); }

// Nothing behind the verifier may fail: if it does, the user gets a file to report, not a puzzle.
void report_bug(const CompileOptions& options, Diagnostics& diagnostics, const std::string& stage,
                const std::string& details) {
  const std::string path = options.output == "-" ? "bplc-bug.txt" : options.output + ".bplc-bug.txt";
  std::ofstream out(path);
  out << "stage: " << stage << "\n\n" << details << "\n";
  if (options.module_text) out << "\nmodule:\n" << options.module_text();
  Diagnostic& diagnostic = diagnostics.error("internal-error", {}, fmt::format("bug in bplc: {} failed", stage));
  diagnostic.hint = out ? fmt::format("your script is not at fault; please report it with the file {}", path)
                        : "your script is not at fault; please report it with the script";
}

bool write_file(const std::string& path, llvm::StringRef bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out.good();
}

bool write_result(const CompileOptions& options, llvm::StringRef bytes, Diagnostics& diagnostics) {
  if (options.output == "-") {
    errno = 0;
    std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
    if (!std::cout) unwritable(diagnostics, "to standard output");
    return static_cast<bool>(std::cout);
  }
  const std::string partial = fmt::format("{}.{}.part", options.output, getpid());
  errno = 0;
  if (write_file(partial, bytes) && std::rename(partial.c_str(), options.output.c_str()) == 0) return true;
  unwritable(diagnostics, quoted(options.output));
  std::remove(partial.c_str());
  return false;
}

using Bytes = llvm::SmallVector<char, 0>;
llvm::StringRef view(const Bytes& bytes) { return {bytes.data(), bytes.size()}; }

bool link_result(const CompileOptions& options, const Bytes& kernels, const Bytes& host, Diagnostics& diagnostics) {
  const PrivateDirectory directory;
  const std::vector<std::string> objects{(directory.path / "kernels.o").string(), (directory.path / "host.o").string()};
  errno = 0;
  if (directory.path.empty() || !write_file(objects[0], view(kernels)) || !write_file(objects[1], view(host))) {
    unwritable(diagnostics, "temporary files");
    return false;
  }
  // Made beside the output, so that the rename stays within one file system; tested first, because an output that cannot
  // be written is the user's to mend.
  const std::string partial = fmt::format("{}.{}.part", options.output, getpid());
  if (!write_file(partial, "")) {
    unwritable(diagnostics, quoted(options.output));
    return false;
  }
  const std::string runtime = options.runtime_directory.empty() ? find_runtime_directory() : options.runtime_directory;
  const LinkResult linked = link_executable(objects, partial, runtime, (directory.path / "linker.log").string());
  errno = 0;
  if (linked.status == LinkResult::Status::done && std::rename(partial.c_str(), options.output.c_str()) == 0) return true;
  if (linked.status == LinkResult::Status::done) unwritable(diagnostics, quoted(options.output));
  std::remove(partial.c_str());
  if (linked.status == LinkResult::Status::no_linker)
    diagnostics.error("no-linker", {}, fmt::format("cannot start {}, which links the executable", BPL_MPI_CXX)).hint =
        "install an MPI library with its C++ compiler wrapper (Debian: libopenmpi-dev)";
  if (linked.status == LinkResult::Status::no_runtime)
    diagnostics.error("no-runtime", {}, "the runtime library is not where this bplc expects it").hint =
        "install bplc again, or build the target bpl_runtime";
  if (linked.status == LinkResult::Status::failed)
    report_bug(options, diagnostics, "linking", fmt::format("{}\n\n{}", fmt::join(linked.command, " "), linked.log));
  return false;
}

// The steps from IR to bytes; `problem` says what failed.
class Compiler {
 public:
  Compiler(const ir::Module& source, const CompileOptions& options)
      : source_(source), options_(options), machine_(make_target_machine(options.optimisation)) {}

  bool emit() {
    if (machine_) return emit_program(context_, *machine_, source_, options_, code_, problem);
    problem = "LLVM has no x86-64 target";
    return false;
  }

  bool make_objects(Bytes& kernels, Bytes& host) {
    const std::unique_ptr<llvm::TargetMachine> fast = make_target_machine(0);
    const auto object = llvm::CodeGenFileType::ObjectFile;
    return check(generate(*code_.kernels, *machine_, object, kernels) && generate(*code_.host, *fast, object, host));
  }

  bool make_single_file(Bytes& bytes) {
    const std::unique_ptr<llvm::Module> all = join(std::move(code_), problem);
    if (!all) return false;
    if (options_.emit == Emit::llvm) {
      llvm::raw_svector_ostream stream(bytes);
      all->print(stream, nullptr);
      return true;
    }
    const bool text = options_.emit == Emit::assembly;
    return check(generate(*all, *machine_,
                          text ? llvm::CodeGenFileType::AssemblyFile : llvm::CodeGenFileType::ObjectFile, bytes));
  }

  std::string problem;

 private:
  bool check(bool generated) {
    if (!generated) problem = "LLVM cannot write this kind of file";
    return generated;
  }

  const ir::Module& source_;
  const CompileOptions& options_;
  llvm::LLVMContext context_;
  std::unique_ptr<llvm::TargetMachine> machine_;
  ProgramCode code_;
};

}  // namespace

bool compile(const ir::Module& source, const CompileOptions& options, Diagnostics& diagnostics) {
  Compiler compiler(source, options);
  const bool linked = options.emit == Emit::executable;
  Bytes bytes, host;
  if (!compiler.emit() || !(linked ? compiler.make_objects(bytes, host) : compiler.make_single_file(bytes))) {
    report_bug(options, diagnostics, "code generation", compiler.problem);
    return false;
  }
  return linked ? link_result(options, bytes, host, diagnostics) : write_result(options, view(bytes), diagnostics);
}

}  // namespace bpl::codegen
