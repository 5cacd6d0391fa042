// hash() as CPython computes it, for the values whose hash does not change from run to run: numbers, and tuples of them.
#pragma once

#include <cstdint>
#include <span>

namespace bpl::host {

std::int64_t python_hash(std::int64_t);
std::int64_t python_hash(double);
// The hash of a tuple of items with these hashes.
std::int64_t python_hash(std::span<const std::int64_t> items);

}  // namespace bpl::host
