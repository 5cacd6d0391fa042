#include "driver/options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "ir/passes/pipeline.h"
#include "support/suggest.h"

namespace bpl::driver {
namespace {

const std::map<std::string, Emit> kEmits = {{"ast", Emit::ast},   {"network", Emit::network}, {"ir", Emit::ir}, {"ir-json", Emit::ir_json},
                                            {"llvm", Emit::llvm}, {"asm", Emit::assembly},    {"obj", Emit::object}};

const std::vector<std::string> kFlags = {"--emit", "--dump-after", "--precision", "--library", "--discover", "--help", "--version"};

std::vector<std::string> names(const std::map<std::string, Emit>& emits) {
  std::vector<std::string> list;
  for (const auto& [name, emit] : emits) list.push_back(name);
  return list;
}

// ". Did you mean 'ir'?", or nothing.
std::string hint(const std::string& name, const std::vector<std::string>& candidates) {
  const auto close = suggest(name, candidates);
  return close ? fmt::format(". Did you mean '{}'?", *close) : "";
}

std::string join(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& s : list) text += (text.empty() ? "" : ", ") + s;
  return text;
}

int fail(const std::string& message) {
  fmt::print(stderr, "bplc: error: {}\n", message);
  return 2;
}

// CLI11 says which arguments were left over; a close flag is the likely meaning.
int unknown_argument(const std::vector<std::string>& rest) {
  for (const std::string& a : rest) {
    if (!a.starts_with("-")) return fail(fmt::format("one input file at a time: '{}' is one too many", a));
    const std::string flag = a.substr(0, a.find('='));
    return fail(fmt::format("unknown option '{}'{} (see bplc --help)", flag, hint(flag, kFlags)));
  }
  return 2;
}

}  // namespace

ParsedOptions parse_options(int argc, char** argv) {
  ParsedOptions parsed;
  Options& o = parsed.options;
  CLI::App app{"bplc compiles a spiking-network script to a native executable that runs alone or under mpirun.\n"
               "  bplc INPUT [-o OUTPUT] [-D NAME=VALUE]... [options]", "bplc"};
  std::string emit;
  std::vector<std::string> definitions;
  bool version = false;
  app.add_option("input", o.input, "the script (.bpl or .py) or a printed module (.ir)");
  app.add_option("-o", o.output, "the file to write (default: the input's name without its ending)");
  app.add_option("-D", definitions, "NAME=VALUE: replace the value of a top-level 'NAME = <literal>'")->take_all();
  app.add_option("--emit", emit, "stop and print: " + join(names(kEmits)));
  app.add_option("--dump-after", o.dump_after, "print the module after this pass: " + join(ir::pass_names()));
  app.add_option("--precision", o.precision, "f32 or f64: precision of the run, before what the script says");
  app.add_option("--discover", o.discover_seconds, 
                 "seconds that may be spent on executing the script to find what it steps (default: 60)");
  app.add_option("--library", o.library, "read the library of models from this folder");
  app.add_flag("--version", version, "print the version");
  // -O0 ... -O3 are taken out before CLI11 sees them: it knows only flags of one letter.
  std::vector<std::string> arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a.size() == 3 && a.starts_with("-O") && a[2] >= '0' && a[2] <= '3') o.optimisation = a[2] - '0';
    else if (a.starts_with("-O")) return {o, true, fail(fmt::format("the optimisation level is -O0, -O1, -O2 or -O3, not {}", a))};
    else arguments.push_back(a);
  }
  std::reverse(arguments.begin(), arguments.end());
  app.allow_extras();
  parsed.finished = true;
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}\n  -O0 -O1 -O2 -O3             optimisation of the machine code; results do not depend on it\n", app.help());
    return parsed;
  } catch (const CLI::ParseError& e) {
    parsed.status = fail(e.what());
    return parsed;
  }
  if (version) {
    fmt::print("bplc {}\n", BPL_VERSION);
    return parsed;
  }
  parsed.status = 2;
  if (const auto rest = app.remaining(); !rest.empty()) return unknown_argument(rest), parsed;
  if (o.input.empty()) return fail("no input file; see bplc --help"), parsed;
  if (!o.precision.empty() && o.precision != "f32" && o.precision != "f64")
    return fail(fmt::format("the precision is f32 or f64, not '{}'", o.precision)), parsed;
  if (!(o.discover_seconds > 0)) return fail(fmt::format("--discover takes a number of seconds above 0, not {}", o.discover_seconds)), parsed;
  if (!emit.empty()) {
    const auto at = kEmits.find(emit);
    if (at == kEmits.end())
      return fail(fmt::format("--emit takes {}, not '{}'{}", join(names(kEmits)), emit, hint(emit, names(kEmits)))), parsed;
    o.emit = at->second;
  }
  for (const std::string& d : definitions) {
    const std::size_t equal = d.find('=');
    if (equal == std::string::npos || equal == 0) return fail(fmt::format("-D takes NAME=VALUE, not '{}'", d)), parsed;
    o.definitions[d.substr(0, equal)] = d.substr(equal + 1);
  }
  if (!o.dump_after.empty()) {
    const auto passes = ir::pass_names();
    if (std::find(passes.begin(), passes.end(), o.dump_after) == passes.end())
      return fail(fmt::format("there is no pass '{}'{} (there are {})", o.dump_after, hint(o.dump_after, passes), join(passes))), parsed;
  }
  parsed.finished = false;
  parsed.status = 0;
  return parsed;
}

}  // namespace bpl::driver
