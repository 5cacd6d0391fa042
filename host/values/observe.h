// What a traced step uses of a container at once: a key, an operand, an argument of a builtin.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/values/context.h"
#include "host/values/objects.h"

namespace bpl::host {

// The step of a path to the item of a dict with this key, and to the one that a look-up has found.
PathStep key_step(const Value& key);
PathStep key_step(const Dict&, const Value* item);
constexpr std::string_view kNoKeyText = "?";  // the name of a step to an item whose key has no text: it leads nowhere
// A key as text: different for keys that are different, as long as they are strings, numbers, None, and tuples and
// frozensets of these; "?" for others.
std::string key_text(const Value& key);
std::vector<std::string> key_texts(const Dict&);  // of all its keys, in order

// Lets the observer see every item of a list, tuple or dict, and of those in it, where no reading of single items will. What it
// replaces is replaced in a copy.
bool observe_contents(Context&, Value*);
// A key of a dict or set as a step sees it: what is in a tuple is known by the record of the container.
Value observed_key(Context&, const Value& key);
// Whether a key is, or holds, a value of the step: it is looked up by comparing.
bool is_step_key(const Value& key);
// A dict has no such key. What a comparison with a value of the step has found is known by other means.
bool observe_missing(Context&, Object* dict, const Value& key);
// A key of a dict or set is about to be looked up: not by an object, whose identity another network does not have.
bool observe_member(Context&, Object* container, const Value& key);

}  // namespace bpl::host
