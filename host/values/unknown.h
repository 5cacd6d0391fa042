// Values that are not known while a script is discovered: results of runs, draws, clocks. Containers hold them like any
// other value; what is computed from them is unknown too; a use that decides what is executed is a choice. In an executable
// there are none, and ctx.unknowns is null.
#pragma once

#include <span>
#include <string>
#include <utility>

#include "host/values/context.h"

namespace bpl::host {

struct Array;

// Whether v itself is unknown (a symbol of the tracer is not), or an array with contents that are.
bool is_unknown(Context&, const Value&);
// Whether v is unknown or holds something unknown: items of lists, tuples, dicts and sets, the bounds of a slice, the contents of a
// bm.Variable that was stepped.
bool holds_unknown(Context&, const Value&);
bool holds_unknown(Context&, std::span<const Value>);
bool holds_unknown(Context&, const Arguments&);

// Whether a dict or set has a key that is not known: then neither is how many keys it has, nor whether another one is among them.
bool holds_unknown_key(Context&, const Value&);

// *result is one more unknown value; `maybe_none`: None is among what it may be. Always true, for `return`.
bool give_unknown(Context&, Value* result, bool maybe_none = false);

// The item of a container under a key that is not known: unknown where the items are numbers, text and None, else a choice
// among the items that differ in kind.
bool pick_unknown(Context&, std::span<const Value> items, Value* result);
// After a store under a key that is not known, every number and text of the container may be another.
void blur(Context&, std::vector<Value>& items);
void blur(Context&, Dict&);

// A vector of which only the length is known.
Value unknown_array(Context&, std::int64_t length);
// An array whose contents are not known from now on, with all views of them.
void forget_contents(Context&, const Array&);

// str() or repr() of a value, or an unknown value where it shows something unknown.
bool text_value(Context&, const Value&, bool repr, Value* result);
// For code that makes text in C++: notes that what it makes is not known. text_value and its like ask afterwards.
void note_unknown_text(Context&);

// Executes `make` and gives its text, or an unknown value where it met something unknown.
template <class F>
bool known_text(Context& ctx, F&& make, Value* result) {
  const bool before = std::exchange(ctx.unknown_text, false);
  std::string text;
  const bool ok = make(&text);
  const bool met = std::exchange(ctx.unknown_text, before);
  if (!ok) return false;
  if (met) return give_unknown(ctx, result);
  *result = ctx.string(text);
  return true;
}

}  // namespace bpl::host
