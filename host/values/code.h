// The compiled form of a script function as the value library sees it: its parameters and how to enter it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/values/value.h"

namespace bpl::host {

class Context;
struct Function;
struct FunctionCode;

enum class ParameterKind : std::uint8_t { positional_only, positional, star, keyword_only, double_star };

struct Parameter {
  std::string name;
  ParameterKind kind = ParameterKind::positional;
};

// Enters a function whose parameters are bound: one Value a parameter, in order (`*args` as a tuple, `**kwargs` as a dict).
// Returns 1, or 0 with an exception pending in the context. Generated code and the interpreter both have this form.
using FunctionEntry = std::int32_t (*)(Context*, Function* self, const Value* parameters, Value* result);

struct FunctionCode {
  std::string name;            // "spike", "LIF.update", "<lambda>"
  std::string qualified_name;  // unique in the program: "main.spike", "brainpy.neurons.LIF.update"
  std::int32_t file = -1;      // index into Context::files
  std::int32_t line = 0;
  std::vector<Parameter> parameters;
  std::vector<std::string> free_variables;
  FunctionEntry entry = nullptr;   // null: a body that is only traced, which an executable cannot call
  const void* body = nullptr;      // what `entry` needs to find the body (the interpreter: its ir::HostFunction)
};

// One activation. Generated code keeps it on its stack; `slots` are the precise roots of the collector.
// `location` is set before everything that can fail or call: it gives tracebacks and call chains.
struct Frame {
  Frame* previous = nullptr;
  const FunctionCode* code = nullptr;
  Function* function = nullptr;
  Value* slots = nullptr;
  std::int64_t slot_count = 0;
  std::int32_t line = 0;
  std::int32_t column = 0;
  std::uint64_t serial = 0;  // of activations, each has its own
};

}  // namespace bpl::host
