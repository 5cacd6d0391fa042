// What a traced step uses of a container at once: a key, an operand, an argument of a builtin.
#pragma once

#include <string>

#include "host/context.h"

namespace bpl::host {

// The step of a path to the item of a dict with this key.
PathStep key_step(const Value& key);
// A key as text: different for keys that are different, as long as they are strings, numbers, None and tuples of these.
std::string key_text(const Value& key);

// Lets the observer see every item of a list, tuple or dict, and of those in it, where no reading of single items will. What it
// replaces is replaced in a copy.
bool observe_contents(Context&, Value*);

}  // namespace bpl::host
