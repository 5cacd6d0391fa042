// Discovery: executes the script at compile time to find what it steps, and traces it. See docs/architecture.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ir/module.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace bpl::discover {

struct DiscoverOptions {
  std::map<std::string, std::string> definitions;  // -D NAME=VALUE
  bool double_precision = false;                   // --precision=f64
  bool precision_given = false;
  int executions = 256;                            // at most, for the arms of choices
  double seconds = 60;                             // --discover: for all executions together
  const std::vector<ir::Update>* updates = nullptr;  // known before the first stepping call, as an executable knows its own
  bool check_matches = false;                      // for tests: trace again what the matcher chose, and compare
};

// Compiles the script in `file` to a module: host functions of the script and of the library units it uses, the updates
// that it steps, and what is known about its networks. Errors go to `diagnostics`; the module is then of no use.
bool compile_script(int file, SourceFiles&, const DiscoverOptions&, ir::Module&, Diagnostics&);

}  // namespace bpl::discover
