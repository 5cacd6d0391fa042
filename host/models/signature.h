// What a traced method assumes about the objects it met: its structure, its slots, its guards and its state. Plain data,
// written by the tracer, carried by the IR and by executables, read by the one matcher (host/models/match.h).
#pragma once

#include <string>
#include <vector>

#include "host/values/context.h"

namespace bpl::host {

// A way through the heap. `self`: from the object whose method was traced; `program`: from the modules (the first step is
// then a global whose name is "unit:name"); `settings`: `dt`, `x64`.
struct Path {
  enum class Root : std::uint8_t { self, program, settings };
  Root root = Root::self;
  std::vector<PathStep> steps;
  bool operator==(const Path&) const = default;
};
std::string to_text(const Path&);          // "self.post.V", "self.integral.f<self>.tau", "globals[__main__:k]"
bool parse_path(std::string_view, Path*);  // false if it is not a path

enum class ElementType : std::uint8_t { boolean, integer, real };

// One recorded answer. Matching computes the same question again; the first difference is what an error names.
struct Record {
  enum class Kind : std::uint8_t {
    klass,         // of the instance at path: text = qualified name of the class
    function,      // at path: text = qualified name of its code
    native,        // text = "module.name"
    module,        // text = name
    text,          // a string: text
    truth,         // a bool: number
    none,          // None
    integer,       // an int, of any value (it is a slot, or its use left a guard)
    real,          // a float, of any value
    container,     // text = its class, as "list"; number = its length, `keys` of a dict or set in order
    array,         // text = dtype; number = rank
    variable,      // a bm.Variable: text = dtype, number = rank
    connectivity,  // a connectivity object
    other,         // any other object: text = type name, or "range(0, 3, 1)"
    missing,       // nothing is there
    same,          // the object at path is the one at `other`
    apart,         // it is not
  };
  Kind kind = Kind::none;
  Path path = {};
  Path other = {};
  std::string text = {};
  double number = 0;
  std::vector<std::string> keys = {};
  bool operator==(const Record&) const = default;
};

// Whether a record is about two paths.
inline bool has_other(const Record& r) { return r.other != Path{} || r.kind == Record::Kind::same || r.kind == Record::Kind::apart; }

// A number or array the step reads: bound by value when a network is created. Only its kind is structure.
struct Slot {
  Path path;
  bool array = false;
  bool length = false;      // the number is how many entries the array or variable at `path` has
  bool rows = false;        // the array has the row of every entry of a table whose rows begin where the array at `path` says
  ElementType type = ElementType::real;
  int space = -1;           // arrays: the index space it runs over, see Signature::space_count
  double default_value = 0; // numbers: what discovery found; arrays: unused
  int line = 0;             // source line that gave the value, where known
  std::string unit;         // "mV", "ms", where known
  bool operator==(const Slot&) const = default;
};

// A variable the step reads or writes.
struct State {
  Path path;
  ElementType type = ElementType::real;
  int space = -1;
  bool read = false, written = false;
  bool history = false;  // the past values of something (see Variable::history); the space is that of one value
  bool operator==(const State&) const = default;
};

// Arithmetic on slots: nodes in order, arguments refer to earlier nodes.
struct ScalarNode {
  std::string op;  // "slot", "constant", or an operation of host/models/scalar_code.h
  std::vector<int> args;
  double number = 0;
  int slot = -1;
  bool operator==(const ScalarNode&) const = default;
};

// The tracer needed a number and took the default: computed again when matching, it must give the same answer.
struct Guard {
  std::vector<ScalarNode> nodes;  // the last one is the value
  double answer = 0;
  int line = 0;
  int file = 0;  // of the line: 0 is the script
  bool operator==(const Guard&) const = default;
};

// The length of an index space that no state or array slot runs over, such as that of a slice.
struct Extent {
  int space = 0;
  std::vector<ScalarNode> nodes;  // the last one is the length
  int line = 0;
  bool operator==(const Extent&) const = default;
};

struct ConnectivityUse {
  Path path;
  bool operator==(const ConnectivityUse&) const = default;
};

struct Signature {
  std::vector<Record> records;
  std::vector<Slot> slots;
  std::vector<Guard> guards;
  std::vector<Extent> extents;
  std::vector<State> states;
  std::vector<ConnectivityUse> connectivities;
  // Index spaces 0..n-1: everything in one space has one length.
  int space_count = 0;
  bool operator==(const Signature&) const = default;
};

}  // namespace bpl::host
