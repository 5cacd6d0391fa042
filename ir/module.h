// One module is one program: host functions, the units they come from, the updates that were traced, and what discovery
// found out about the networks the script builds.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "ir/host_ir.h"
#include "ir/kernel.h"

namespace bpl::ir {

// A script or library file: running its `init` function fills its globals.
struct Unit {
  std::string name;  // "__main__", "brainpy.neurons.lif"
  std::string init;  // name of a host function without parameters
  bool operator==(const Unit&) const = default;
};

// A top-level `name = <literal>` of the script that -D may replace.
struct Definition {
  std::string name;
  Constant value;
  Location location;
  bool operator==(const Definition&) const = default;
};

// Where an object that discovery knows by a name is constructed: `--set name.parameter=value` finds it again by this.
struct Site {
  std::string name;                    // "a"
  std::vector<std::string> aliases;    // "LIF0"
  std::string class_name;
  std::vector<Location> chain;         // the calls that led there, outermost first; the last is the constructor call
  int occurrence = -1;                 // the n-th execution of that chain; -1: any
  struct Parameter {
    std::string name, default_text, unit;
    Location location;
    bool operator==(const Parameter&) const = default;
  };
  std::vector<Parameter> parameters;   // numbers and arrays that the constructor took
  bool operator==(const Site&) const = default;
};

// For people and tools: the network of one stepping call as discovery saw it. Executables rebuild it by running the script.
struct Population {
  std::string name;
  std::vector<std::string> aliases;
  std::string class_name;
  std::int64_t size = 0;
  struct Variable {
    std::string name;
    ElementType type = ElementType::real;
    std::string initial;  // "0", "array[200]"
    bool operator==(const Variable&) const = default;
  };
  std::vector<Variable> variables;
  std::vector<std::pair<std::string, std::string>> parameters;
  Location location;
  bool operator==(const Population&) const = default;
};

struct Projection {
  std::string name, class_name, pre, post;  // names; slices as "a[0:100]"
  std::string rule;                         // "fixed_outdegree(prob=0.04, seed=123)"
  std::string weight, delay;                // "1", "array[200]"
  std::int64_t arrival_offset = 1;          // steps from spike to arrival (scalar delays)
  std::vector<std::pair<std::string, std::string>> parameters;
  Location location;
  bool operator==(const Projection&) const = default;
};

struct StepLine {
  std::string phase;   // "clear", "input", "synapses", "neurons", "history", "monitor", "exchange"
  std::string object;  // "a"
  std::string update;  // name of an Update, or a text such as "a.input += 20"
  bool operator==(const StepLine&) const = default;
};

struct Network {
  std::string name;
  std::vector<Population> populations;
  std::vector<Projection> projections;
  std::vector<StepLine> step;
  std::vector<std::string> monitors;
  Location location;  // of the stepping call
  bool operator==(const Network&) const = default;
};

enum class Precision : std::uint8_t { f32, f64 };

struct Module {
  std::string name;                // stem of the script
  std::vector<std::string> files;  // for Location::file
  Precision precision = Precision::f32;
  std::vector<Definition> definitions;
  std::vector<Unit> units;
  std::deque<HostFunction> functions;  // references stay valid while functions are added
  std::vector<Update> updates;
  std::vector<Site> sites;
  std::vector<Network> networks;
  bool operator==(const Module&) const = default;
};

}  // namespace bpl::ir
