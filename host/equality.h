// Hash and equality of the values that can be keys without calling script code: numbers, strings, tuples, identities.
#pragma once

#include <cstdint>

#include "host/objects.h"

namespace bpl::host {

std::uint64_t basic_hash(const Value&);
bool basic_equal(const Value&, const Value&);

}  // namespace bpl::host
