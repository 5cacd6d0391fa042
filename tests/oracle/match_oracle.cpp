// match_oracle SCRIPT [NAME=VALUE]... [/ [NAME=VALUE]...]...
// Executes a script as discovery does, once with each group of definitions. Later groups know the updates of the earlier
// ones, as an executable knows those of its compilation; whatever is matched is traced again and compared. Prints how many
// updates each group had to trace (those that do something). Exit status 1 and the messages if a match was wrong or a script has an error.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "frontend/discover/discover.h"
#include "ir/module.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace {

using Definitions = std::map<std::string, std::string>;

std::vector<Definitions> groups_of(int argc, char** argv) {
  std::vector<Definitions> groups(1);
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    const std::size_t equal = word.find('=');
    if (word == "/") groups.emplace_back();
    else if (equal != std::string::npos) groups.back()[word.substr(0, equal)] = word.substr(equal + 1);
  }
  return groups;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::ostringstream text;
  text << std::ifstream(argv[1]).rdbuf();
  std::vector<bpl::ir::Update> known;
  for (const Definitions& definitions : groups_of(argc, argv)) {
    bpl::SourceFiles files;
    bpl::Diagnostics diagnostics;
    bpl::ir::Module module;
    bpl::discover::DiscoverOptions options;
    options.definitions = definitions;
    options.updates = &known;
    options.check_matches = true;
    const bool ok = bpl::discover::compile_script(files.add(argv[1], text.str()), files, options, module, diagnostics);
    if (!ok) {
      fmt::print("{}", bpl::render(diagnostics, files, false));
      return 1;
    }
    const auto traced = module.updates.begin() + static_cast<std::ptrdiff_t>(known.size());
    fmt::print("{}\n", std::count_if(traced, module.updates.end(), [](const auto& u) { return !u.steps.empty(); }));
    known = std::move(module.updates);
  }
  return 0;
}
