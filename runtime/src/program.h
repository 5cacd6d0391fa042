// What the tables of an executable (BplProgram::tables, JSON) say about updates, definitions and sites.
//
//   {"module": "quickstart", "precision": "f32", "files": ["quickstart.bpl", ...],
//    "definitions": [{"name": "scale", "value": 1, "location": [0, 3, 1, 3, 10]}],
//    "sites": [{"name": "a", "aliases": ["LIF0"], "class": "LIF",
//               "parameters": [{"name": "tau", "default": "20.0", "unit": "ms", "location": [0, 8, 5, 0, 0]}]}],
//    "updates": [{"name": "LIF.update", "spaces": 1,
//                 "states": [{"type": "real", "space": 0, "read": true, "written": true, "live": true}],
//                 "slots": [{"array": false, "space": -1, "elements": false, "type": "real"}],
//                 "kernels": [{"name": "LIF.update.0", "space": 0, "coefficients": [false]}],
//                 "event_sums": [{"spikes": 0, "delay": -1, "per_source_delay": false, "connectivity": 0, "weight": 1,
//                                 "per_synapse_weight": false, "space": 1}],
//                 "collectives": [{"op": "reduce", "name": "sum", "operands": [0], "result": 1}],
//                 "temporaries": [{"type": "real", "space": 0}, {"type": "real", "space": -1}], "draws": 0,
//                 "steps": [{"event_sum": 0}, {"collective": 0}, {"kernel": 0}]}]}
//
// Everything else in the tables is for the session.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/models/signature.h"
#include "runtime/include/bpl/abi.h"
#include "runtime/src/literal.h"

namespace bpl::runtime {

struct StateTable {
  host::ElementType type = host::ElementType::real;
  int space = -1;
  bool read = false, written = false;
  bool live = true;  // the `step` variant of the kernels writes it; else only `full` does
};

struct SlotTable {
  bool array = false;
  int space = -1;
  bool elements = true;  // of an array: kernels read it element by element
  host::ElementType type = host::ElementType::real;
};

struct KernelTable {
  std::string name;
  int space = 0;
  std::vector<bool> coefficients;  // one a coefficient: true where it has one value per element
  const BplKernelEntry* entry = nullptr;
};

struct EventSumTable {
  int spikes = -1;     // state
  int temporary = -1;  // instead of a state
  int delay = -1;   // slot, or -1
  bool per_source_delay = false;
  int connectivity = -1;
  int weight = -1;  // slot, or -1
  bool per_synapse_weight = false;
  int space = -1;
  std::vector<host::ScalarNode> start, step;
};

struct TemporaryTable {
  host::ElementType type = host::ElementType::real;
  int space = -1;
};

struct CollectiveTable {
  std::string op, name;
  std::vector<int> operands;
  int state = -1, slot = -1, result = -1;
  bool transposed = false;
  std::vector<host::ScalarNode> start, step, count;
};

struct UpdateTable {
  std::string name;
  int spaces = 0;
  std::vector<StateTable> states;
  std::vector<SlotTable> slots;
  std::vector<KernelTable> kernels;
  std::vector<EventSumTable> event_sums;
  std::vector<CollectiveTable> collectives;
  std::vector<TemporaryTable> temporaries;
  int draws = 0;
  struct Step {
    enum class Kind : std::uint8_t { kernel, event_sum, collective } kind = Kind::kernel;
    int index = 0;
  };
  std::vector<Step> steps;
};

struct SourcePlace {
  int file = -1;  // into Program::files
  int line = 0;
};

struct DefinitionTable {
  std::string name;
  Literal value;
  SourcePlace place;
  std::string needs = {};
};

struct SiteTable {
  std::string name, class_name;
  std::vector<std::string> aliases;
  struct Parameter {
    std::string name, default_text, unit;
    SourcePlace place;  // of the constructor call
    std::string needs;  // what the compiled step takes as given; may be empty
  };
  std::vector<Parameter> parameters;
};

struct Program {
  std::string module;
  bool double_precision = false;
  std::vector<std::string> files;
  std::vector<DefinitionTable> definitions;
  std::vector<SiteTable> sites;
  std::vector<UpdateTable> updates;
};

// Reads the tables; the kernels' entries are taken from `program` in order. Throws std::runtime_error on tables that do not
// fit this runtime.
Program read_program(const BplProgram& program);
Program read_tables(std::string_view json);
void bind_kernels(Program&, const BplKernelEntry* kernels, std::int64_t count);

}  // namespace bpl::runtime
