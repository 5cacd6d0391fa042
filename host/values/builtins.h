// The one table of builtins: name, signature, entry, and what a call means when an argument is not known.
#pragma once

#include <span>
#include <string_view>

#include "host/values/context.h"

namespace bpl::host {

// What discovery does with a call that has an unknown argument, and what the tracer does with one on symbols.
enum class OnUnknown : std::uint8_t {
  pure,         // the result is unknown, also where an argument holds something unknown
  element_wise, // pure, and inside a step function one operation of a kernel
  container,    // the result is unknown if a positional argument is; members that are unknown stay what they are
  structural,   // looks at the arguments' structure only; safe to execute (isinstance, type, id of containers)
  effect,       // does something outside the heap (prints, draws a picture, writes a file); skipped, the result is None
  in_place,     // changes the array that is its first argument; skipped, and the contents of that array are unknown
  special,      // the stepper or the tracer handles it
};

using NativeFunction = bool (*)(Context&, const Arguments&, Value* result);

struct NativeEntry {
  std::string_view module;     // "builtins", "math", "brainpy.math", "numpy", "_bplc"
  std::string_view name;       // "exp"; for methods "list.append"
  std::string_view signature;  // "(x, /, *, axis=None)": for binding and messages
  OnUnknown on_unknown = OnUnknown::pure;
  NativeFunction function = nullptr;
  std::string_view kernel_op = {};  // element_wise: the name of the kernel operation ("exp", "select", "maximum")
};

// How natives get their arguments: positional ones in order; keyword arguments that continue them become positional, the
// rest stay keywords after their names were checked against the signature (unless it has no names or takes **). Optional
// arguments that were not given are absent. Methods ("list.append") get self first.
bool bind_native(Context&, const NativeEntry&, const Arguments& given, Arguments* bound);
// Argument number `index`, or the keyword `name`; unbound if it was not given.
Value argument(const Arguments&, std::size_t index, std::string_view name);

// Tables register once, by a call from register_builtins(); the spans must live as long as the program.
void register_natives(Context&, std::span<const NativeEntry>);
// Fills ctx.builtins and all native modules (math, numpy, brainpy.math, time, typing, ..., _bplc).
void register_builtins(Context&);
const NativeEntry* find_native(std::string_view module, std::string_view name);

}  // namespace bpl::host
