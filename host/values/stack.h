// How deep calls and values may nest: a recursion without end is a RecursionError of the script, never the end of the process.
#pragma once

#include "host/values/context.h"

namespace bpl::host {

// False with a RecursionError pending where little is left of the stack of this thread.
bool enough_stack(Context&);

// One level of a function that calls itself as deep as values are nested (repr, ==, hash, deepcopy, iterators of iterators).
// As in CPython a thousand levels are the most.
class Nesting {
 public:
  Nesting();
  ~Nesting();
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  // False with a RecursionError pending.
  bool allowed(Context&) const;
};

}  // namespace bpl::host
