// bpl-ir: reads a module as text, checks it, runs passes over it and prints it. For tests of passes and for tool builders.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "ir/json.h"
#include "ir/parse.h"
#include "ir/passes/contract.h"
#include "ir/passes/hoist_coefficients.h"
#include "ir/passes/integrate.h"
#include "ir/passes/pipeline.h"
#include "ir/passes/simplify.h"
#include "ir/print.h"
#include "ir/verify.h"

namespace {

using namespace bpl;

void run_pass(const std::string& name, ir::Module& m, Diagnostics& diagnostics) {
  if (name == "simplify") ir::simplify(m);
  if (name == "integrate") ir::integrate(m, diagnostics);
  if (name == "hoist_coefficients") ir::hoist_coefficients(m);
  if (name == "contract") ir::contract(m);
  if (name == "all") ir::run_pipeline(m, diagnostics);
}

bool has_integrate(const ir::Module& m) {
  for (const ir::Update& u : m.updates)
    for (const ir::Kernel& k : u.kernels)
      for (const ir::KernelInstr& i : k.body)
        if (i.op == ir::KernelOp::integrate) return true;
  return false;
}

bool run(std::string_view text, const std::vector<std::string>& passes, ir::Module& m, Diagnostics& diagnostics) {
  if (!ir::parse(text, 0, m, diagnostics) || !ir::verify(m, false, diagnostics)) return false;
  for (const std::string& pass : passes) {
    run_pass(pass, m, diagnostics);
    if (diagnostics.has_errors() || !ir::verify(m, !has_integrate(m), diagnostics)) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Reads a module of the IR, checks it, runs passes over it and prints it"};
  std::string input = "-", emit = "ir";
  std::vector<std::string> passes;
  app.add_option("input", input, "a file in the text form; - reads standard input");
  app.add_option("--pass", passes, "a pass to run; may be given several times")
      ->check(CLI::IsMember({"simplify", "integrate", "hoist_coefficients", "contract", "all"}));
  app.add_option("--emit", emit, "what to print")->check(CLI::IsMember({"ir", "ir-json", "tables", "network"}));
  CLI11_PARSE(app, argc, argv);

  std::string text;
  if (input == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream file(input, std::ios::binary);
    if (!file) {
      std::cerr << "bpl-ir: cannot read '" << input << "'\n";
      return 2;
    }
    text.assign(std::istreambuf_iterator<char>(file), {});
  }
  SourceFiles files;
  files.add(input, text);
  Diagnostics diagnostics;
  ir::Module module;
  if (!run(text, passes, module, diagnostics)) {
    // Places that a pass names are in the module's own files, which are not here.
    Diagnostics shown;
    for (Diagnostic d : diagnostics.all()) {
      if (d.span.file != 0 || d.code.rfind("ir-", 0) != 0) d.span = {};
      shown.add(std::move(d));
    }
    std::cerr << render(shown, files, false);
    return 1;
  }
  if (emit == "ir") std::cout << ir::print(module);
  if (emit == "network") std::cout << ir::print_network(module);
  if (emit == "ir-json") std::cout << ir::to_json(module).dump(2) << '\n';
  if (emit == "tables") std::cout << ir::tables_json(module).dump(2) << '\n';
  return 0;
}
