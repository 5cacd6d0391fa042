// The command line of an executable and what it reads from the environment, as data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/src/program.h"

namespace bpl::runtime {

struct RunOptions {
  std::string out;  // directory of results; "<module>.out" unless given
  struct Set {
    std::string object, parameter, value;  // --set a.tau=12.5; the object is a name or alias of a site
    std::vector<int> sites = {};           // of that name or alias: indices into Program::sites
    std::int64_t element = -1;             // --set a.tau[3]=12.5: the element of an array or list; -1 for all of it
  };
  std::vector<Set> sets;
  struct Define {
    std::string name;  // -D scale=10
    Literal value;     // of the kind that the script has, or what may stand in its place
    std::string text;  // as it was given
  };
  std::vector<Define> defines;
  std::uint64_t seed = 0;
  bool seed_given = false;
  std::optional<double> duration;  // ms
  bool brainpy_random = false;     // --rng=brainpy
  bool list_params = false;
  bool quiet = false;
  std::string isa;              // BPL_ISA: "v3", "v4", or "" for the best one
  std::int64_t hash_every = 0;  // BPL_HASH: steps between two hashes of all state, 0 for none
};

// What the command line says, or what to print instead of running.
struct ParsedCommandLine {
  RunOptions options;
  bool finished = false;  // print `text` and leave with `status`
  bool to_stderr = false;
  int status = 0;
  std::string text;
};

// Names are checked against the program; every mistake of the line and the environment is reported at once.
ParsedCommandLine parse_command_line(int argc, const char* const* argv, const Program& program);

}  // namespace bpl::runtime
