// Connections by a rule: any part of the targets of any row, the same whoever draws it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/plan.h"
#include "math/connect_rows.h"

namespace bpl::host {

// Targets first <= j < last.
struct TargetRange {
  std::int64_t first = 0, last = 0;
};

// Whether a rule is drawn by columns or as a whole: draw_pairs() then gives what draw_row() gives for other rules.
bool is_drawn_by_pairs(const std::string& rule);

// Both give every connection of the rule, those of a neuron to itself included, and return how many blocks of random numbers
// they drew. Rows ascend.
std::uint64_t draw_pairs(const ConnectivityPlan&, TargetRange, std::vector<math::Connection>* pairs);
std::uint64_t draw_row(const ConnectivityPlan&, TargetRange, std::int64_t source, std::vector<std::uint32_t>* row);

// Every connection in the order of storage: by source and then target; the order of the list for "explicit".
void list_connections(const ConnectivityPlan&, std::vector<std::int64_t>* sources, std::vector<std::int64_t>* targets);

}  // namespace bpl::host
