// The command line of bplc, as data.
#pragma once

#include <map>
#include <string>

namespace bpl::driver {

enum class Emit { executable, ast, network, ir, ir_json, llvm, assembly, object };

struct Options {
  std::string input;
  std::string output;  // "" : the input's stem; "-": standard output
  std::map<std::string, std::string> definitions;  // -D NAME=VALUE
  Emit emit = Emit::executable;
  std::string dump_after;   // name of a pass
  int optimisation = 2;
  std::string precision;    // "", "f32", "f64"
  double discover_seconds = 60;
  std::string library;      // a folder to read the library of models from instead of bplc's own
};

struct ParsedOptions {
  Options options;
  bool finished = false;  // leave with `status`; everything was printed
  int status = 0;
};

ParsedOptions parse_options(int argc, char** argv);

}  // namespace bpl::driver
