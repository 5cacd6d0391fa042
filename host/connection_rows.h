// Connections by a rule: any part of the targets of any row, the same whoever draws it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/connectivity_plan.h"
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

// Whether connection k of the order of storage can be found without the whole list; its rules draw by rows.
bool is_drawn_by_rows(const ConnectivityPlan&);
// How many connections a rule makes, where that follows from its numbers.
std::optional<std::int64_t> known_count(const ConnectivityPlan&);
// How many connections a rule makes. Where that does not follow from its numbers they are drawn, but not kept if the rule draws by rows.
std::int64_t count_connections(const ConnectivityPlan&);

// One connection after the other of a rule that is drawn by rows, in the order of storage. Moving forwards is cheap; where all
// rows have one length, so is moving anywhere.
class ConnectionCursor {
 public:
  explicit ConnectionCursor(const ConnectivityPlan&);
  void move(std::int64_t number);  // to that connection, which must exist
  std::int64_t source() const { return source_; }
  std::int64_t target() const { return row_[static_cast<std::size_t>(number_ - first_)]; }

 private:
  void load(std::int64_t source);
  ConnectivityPlan plan_;
  std::int64_t row_length_ = -1;  // of every row, where that is known
  std::int64_t source_ = -1, first_ = 0, number_ = 0;
  std::vector<std::uint32_t> row_;
};

}  // namespace bpl::host
