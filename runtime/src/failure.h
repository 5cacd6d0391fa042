// How a failure on one rank becomes one error on all of them, and how tests cause failures.
#pragma once

#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include "runtime/src/world.h"

namespace bpl::runtime {

// Throws here if the environment asks for it: BPL_FAIL=place:rank (out of memory) or BPL_FAIL=place:rank:file (a file that
// cannot be written). Places are the names of commands and of their parts: "create", "connect", "run", "step", "record", ...
void inject_failure(std::string_view place, const World& world);

// The message of the exception being handled, for the user: "out of memory" for a failed allocation.
std::string describe_current_exception();

// Collective: if any rank has an error text, all throw EngineError with the text of the lowest such rank.
void agree(World& world, const std::string& error, std::int64_t step = -1);

// Runs work that talks to no other rank; then all ranks agree. Collective calls belong between guarded parts, so that a
// rank whose part fails leaves no other waiting. `step` is the one that a failure is blamed on.
template <class Work>
void guarded(World& world, std::string_view place, Work&& work, std::int64_t step = -1) {
  std::string error;
  try {
    inject_failure(place, world);
    work();
  } catch (...) {
    error = describe_current_exception();
  }
  agree(world, error, step);
}

}  // namespace bpl::runtime
