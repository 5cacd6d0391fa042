// Hash and equality of the values that can be keys without calling script code: numbers, strings, tuples, identities.
#pragma once

#include <cstdint>
#include <span>

#include "host/values/objects.h"

namespace bpl::host {

std::uint64_t basic_hash(const Value&);
// The hash of a tuple of values with these hashes.
std::uint64_t combined_hash(std::span<const std::uint64_t>);
bool basic_equal(const Value&, const Value&);

}  // namespace bpl::host
