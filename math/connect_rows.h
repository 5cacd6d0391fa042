// Random connectivity drawn row by row, each part on its own: the graph does not depend on who draws which part.
//
// A row is made by a recursion over the range of targets. A node knows how many targets lie in its range; it splits the
// range in halves (floor, ceil) and draws how many fall in the first one, down to ranges of at most kLeafTargets targets or
// counts of at most kLeafCount, whose targets are drawn directly. Every node draws from its own counter, so asking for
// [first, last) visits only the nodes that intersect it and have a non-zero count, and the parts of any partition of
// [0, n) join to the whole row. Blocks of equal size over a power of two of ranks coincide with nodes.
//
// `key` names one draw of one projection (stream_key of its seed and object); `source` selects the row. Targets are
// appended to `out` in ascending order. Populations have fewer than 2^32 neurons. Every function returns how many Philox
// blocks (four words) it drew. A count that does not fit throws std::invalid_argument.
#pragma once

#include <cstdint>
#include <vector>

#include "math/philox.h"

namespace bpl::math {

inline constexpr std::uint64_t kLeafTargets = 64;
inline constexpr std::uint64_t kLeafCount = 8;

// The part of [first, last) of a row, for rows of `post_num` possible targets.
struct RowPart {
  std::uint64_t post_num = 0;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

// k distinct targets, uniform without replacement.
std::uint64_t fixed_outdegree_row(PhiloxKey key, std::uint64_t source, RowPart part, std::uint64_t k, std::vector<std::uint32_t>& out);

// Each target independently with probability p.
std::uint64_t bernoulli_row(PhiloxKey key, std::uint64_t source, RowPart part, double p, std::vector<std::uint32_t>& out);

// How many targets that row has; it takes no walk over the row.
std::uint64_t bernoulli_row_count(PhiloxKey key, std::uint64_t source, std::uint64_t post_num, double p);

// k targets drawn independently with replacement: a target may appear several times.
std::uint64_t multi_connection_row(PhiloxKey key, std::uint64_t source, RowPart part, std::uint64_t k, std::vector<std::uint32_t>& out);

struct Connection {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  friend bool operator==(const Connection&, const Connection&) = default;
};

// `num` pairs, source and target drawn independently with replacement: those with a target in the part, ascending by
// (target, source).
std::uint64_t fixed_total_number(PhiloxKey key, std::uint64_t pre_num, RowPart part, std::uint64_t num, std::vector<Connection>& out);

}  // namespace bpl::math
