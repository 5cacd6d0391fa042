// Matching: does an object, with all that a traced method reads from it, have the structure of a signature? One matcher for
// bplc and for executables.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/models/signature.h"
#include "host/values/context.h"

namespace bpl::host {

struct Variable;
struct Connectivity;

// What the paths of a signature lead to, for one object.
struct Binding {
  std::vector<Value> slots;
  std::vector<Variable*> states;
  std::vector<Connectivity*> connectivities;
  std::vector<std::int64_t> space_sizes;
};

// Follows a path without executing script code. Empty where it leads nowhere.
std::optional<Value> follow(Context&, const Value& self, const Path&);
// One step of it.
std::optional<Value> follow_step(Context&, const Value& from, const PathStep&);

// A step of kind `function` leads from a bound, static or class method to its function, and from a property to its getter; with
// this index to the setter.
inline constexpr std::int64_t kSetter = 1;
// The special methods of a class that the script defines, by name: operators and builtins call them without reading them.
std::vector<std::pair<std::string, Value>> special_methods(const Class&);

// True if `self` fits; else *difference says what the first difference is ("self.tau is a float, not an array").
bool match(Context&, const Value& self, const Signature&, Binding*, std::string* difference);

// What a record says of a value, for messages: "a float", "the function main.f".
std::string describe(const Record&);
// A numpy scalar, or another array without dimensions, as the number that it is for a step.
Value number_of(const Value&);

// The record of what is at `path`, as the tracer writes it and the matcher compares it.
Record record_of(Context&, const Path& path, const Value&);

}  // namespace bpl::host
