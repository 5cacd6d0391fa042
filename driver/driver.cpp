#include "driver/driver.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <filesystem>

#include "codegen/compile.h"
#include "driver/files.h"
#include "frontend/discover/discover.h"
#include "frontend/library/library_source.h"
#include "frontend/syntax/dump.h"
#include "frontend/syntax/parse.h"
#include "ir/json.h"
#include "ir/parse.h"
#include "ir/passes/pipeline.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace bpl::driver {
namespace {

constexpr int kFailed = 1;

class Compilation {
 public:
  explicit Compilation(const Options& options) : options_(options) {}

  int run() {
    std::string text;
    if (!read_file(options_.input, &text)) return kFailed;
    if (!options_.library.empty() && !library::read_folder(options_.library)) {
      fmt::print(stderr, "bplc: error: '{}' is not a folder with the library of models\n", options_.library);
      return kFailed;
    }
    const int file = files_.add(options_.input, std::move(text));
    const bool ok = is_ir() ? read_ir(file) : read_script(file);
    const int status = ok ? finish() : kFailed;
    report();
    return diagnostics_.has_errors() ? kFailed : status;
  }

 private:
  bool is_ir() const { return options_.input.ends_with(".ir"); }

  bool read_ir(int file) {
    if (!options_.definitions.empty()) {
      fmt::print(stderr, "bplc: error: -D replaces values of a script; run the executable of a module with -D instead\n");
      return false;
    }
    if (options_.emit == Emit::ast) {
      fmt::print(stderr, "bplc: error: a module in the IR has no syntax tree\n");
      return false;
    }
    return ir::parse(files_.get(file).text, file, module_, diagnostics_) && ir::verify(module_, true, diagnostics_);
  }

  bool read_script(int file) {
    if (options_.emit == Emit::ast) return emit_ast(file);
    discover::DiscoverOptions discover;
    discover.definitions = options_.definitions;
    discover.seconds = options_.discover_seconds;
    discover.precision_given = !options_.precision.empty();
    discover.double_precision = options_.precision == "f64";
    module_.name = std::filesystem::path(options_.input).stem().string();
    module_.precision = discover.double_precision ? ir::Precision::f64 : ir::Precision::f32;
    if (!discover::compile_script(file, files_, discover, module_, diagnostics_)) return false;
    const ir::PassHook hook = [this](std::string_view pass, const ir::Module& module) {
      if (pass == options_.dump_after) dump_ = ir::print(module);
    };
    ir::run_pipeline(module_, diagnostics_, hook);
    return !diagnostics_.has_errors();
  }

  bool emit_ast(int file) {
    const auto tree = syntax::parse(file, files_, diagnostics_);
    if (!tree) return false;
    dump_ = syntax::dump(*tree);
    return true;
  }

  std::string output(bool text) const {
    if (!options_.output.empty()) return options_.output;
    if (text) return "-";
    const std::string stem = std::filesystem::path(options_.input).stem().string();
    return options_.emit == Emit::object ? stem + ".o" : stem;
  }

  int finish() {
    if (options_.emit == Emit::ast || !options_.dump_after.empty()) return written(dump_);
    switch (options_.emit) {
      case Emit::network: return written(ir::print_network(module_));
      case Emit::ir: return written(ir::print(module_));
      case Emit::ir_json: return written(ir::to_json(module_).dump(2));
      default: return compile();
    }
  }

  int written(std::string text) { return write_output(output(true), std::move(text)) ? 0 : kFailed; }

  int compile() {
    codegen::CompileOptions c;
    c.emit = options_.emit == Emit::llvm       ? codegen::Emit::llvm
             : options_.emit == Emit::assembly ? codegen::Emit::assembly
             : options_.emit == Emit::object   ? codegen::Emit::object
                                               : codegen::Emit::executable;
    c.optimisation = options_.optimisation;
    c.output = output(options_.emit == Emit::llvm || options_.emit == Emit::assembly);
    c.directory = std::filesystem::absolute(std::filesystem::path(options_.input)).parent_path().string();
    c.tables = ir::tables_json(module_).dump();
    c.dead_stores = [this](const ir::Update& u, const ir::Kernel& k) { return ir::dead_stores(module_, u, k); };
    c.module_text = [this] { return ir::print(module_); };
    return codegen::compile(module_, c, diagnostics_) ? 0 : kFailed;
  }

  void report() const {
    const std::string text = render(diagnostics_, files_, isatty(STDERR_FILENO) != 0);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }

  const Options& options_;
  SourceFiles files_;
  Diagnostics diagnostics_;
  ir::Module module_;
  std::string dump_;
};

}  // namespace

int run(const Options& options) { return Compilation(options).run(); }

}  // namespace bpl::driver
