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
  std::string needs = {};  // as Site::Parameter::needs
  bool operator==(const Definition&) const = default;
};

// Where an object that discovery knows by a name is constructed: `--set name.parameter=value` finds it again by this.
struct Site {
  std::string name;                    // "a"
  std::vector<std::string> aliases;    // "LIF0"
  std::string class_name;
  struct Call {
    Location location;
    int occurrence = -1;  // the n-th call from this place in one activation of the function around it; -1: any
    bool operator==(const Call&) const = default;
  };
  std::vector<Call> chain;  // the calls that led there, outermost first; the last is the constructor call
  struct Parameter {
    std::string name, default_text, unit;
    Location location;
    std::string needs = {};  // what the compiled step takes as given: "tau > 0 (line 12)"; nothing if every number serves
    bool operator==(const Parameter&) const = default;
  };
  std::vector<Parameter> parameters;  // numbers and arrays that the constructor took
  bool operator==(const Site&) const = default;
};

// For people and tools: the network of one stepping call as discovery saw it. Executables rebuild it by running the script.
struct StateVariable {
  std::string name;
  ElementType type = ElementType::real;
  std::string initial;  // "0", "200 values from -59.8 to -51.2"
  bool operator==(const StateVariable&) const = default;
};

struct Population {
  std::string name;
  std::vector<std::string> aliases;
  std::string class_name;
  std::int64_t size = 0;  // neurons; 0: a model object that is no population
  using Variable = StateVariable;
  std::vector<Variable> variables;
  std::vector<std::pair<std::string, std::string>> parameters;
  Location location;
  bool operator==(const Population&) const = default;
};

struct Projection {
  std::string name, class_name, pre, post;  // names; slices as "a[0:100]"
  std::int64_t pre_size = 0, post_size = 0;
  std::string rule;                         // "fixed_outdegree(prob=0.04, seed=123)"
  std::string weight, delay;                // "1", "array[200]"
  std::int64_t arrival_offset = 0;          // steps from spike to arrival; 0: not the same for all, or no spikes are sent
  std::string output;                       // "COBA(E=0.0 mV) on input"; nothing if the class has none
  std::vector<StateVariable> variables;
  std::vector<std::pair<std::string, std::string>> parameters;
  Location location;
  bool operator==(const Projection&) const = default;
};

// Values that go from every rank to every other one, so that each has all of them.
struct Exchange {
  enum class Kind : std::uint8_t {
    run,         // at the beginning of a run: spikes that are read without delay
    block,       // at the end of every `number`-th step and of a run: the spikes of these steps
    sum,         // right before event sum `number` of an update
    collective,  // right before collective `number` of an update
    input,       // from rank 0 only, before the value of a function is added
    callback,    // at the end of every step, to rank 0 only
  };
  Kind kind = Kind::block;
  int number = 0;
  std::vector<std::string> variables;  // "a.spike"; of a collective those that its operand is computed from
  std::string reason;
  bool operator==(const Exchange&) const = default;
};

struct StepLine {
  std::string phase;   // "clear", "input", "synapses", "neurons", "own order", "others", "monitor"
  std::string object;  // "a"
  std::string update;  // name of an Update, or, of inputs, a text such as "a.input += 20"
  std::vector<Exchange> exchanges = {};
  bool operator==(const StepLine&) const = default;
};

struct Network {
  std::string name;
  std::vector<Population> populations;
  std::vector<Projection> projections;
  double dt = 0;  // ms
  std::vector<StepLine> step;
  std::vector<Exchange> exchanges;  // between steps
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
