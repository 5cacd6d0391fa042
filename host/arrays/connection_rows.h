// Connections by a rule: any part of the targets of any row, the same whoever draws it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/arrays/connectivity_plan.h"
#include "math/connect_rows.h"

namespace bpl::host {

// Neurons first <= k < last.
struct IdRange {
  std::int64_t first = 0, last = 0;
};

// Whether a rule is drawn by columns or as a whole: draw_pairs() then gives what draw_row() gives for other rules.
bool is_drawn_by_pairs(const std::string& rule);

// Both give every connection of the rule onto these targets, those of a neuron to itself included, and return how many blocks
// of random numbers they drew. Rows ascend.
std::uint64_t draw_pairs(const ConnectivityPlan&, IdRange sources, IdRange targets, std::vector<math::Connection>* pairs);
std::uint64_t draw_row(const ConnectivityPlan&, IdRange targets, std::int64_t source, std::vector<std::uint32_t>* row);

// Every connection in the order of storage: by source and then target; the order of the list for "explicit".
void list_connections(const ConnectivityPlan&, std::vector<std::int64_t>* sources, std::vector<std::int64_t>* targets);

// For every connection of a list its number when they are counted by rows, source by source. The connections of one source
// keep their order. The sources lie in 0 <= i < pre_size.
std::vector<std::int64_t> row_numbers(std::span<const std::int64_t> sources, std::int64_t pre_size);

// How many connections a rule makes, where that follows from its numbers.
std::optional<std::int64_t> known_count(const ConnectivityPlan&);
// How many connections a rule makes. Where that does not follow from its numbers, no more is drawn than what decides it.
std::int64_t count_connections(const ConnectivityPlan&);

// One connection after the other of a rule (not of a list), in the order of storage, without all of them in memory. Moving forwards
// is cheap; where all rows have one length, so is moving anywhere.
class ConnectionCursor {
 public:
  explicit ConnectionCursor(const ConnectivityPlan&);
  void move(std::int64_t number);  // to that connection, which must exist
  std::int64_t source() const { return at().source; }
  std::int64_t target() const { return at().target; }

 private:
  const math::Connection& at() const { return band_[static_cast<std::size_t>(number_ - first_)]; }
  void load(std::int64_t source);
  bool step_over(std::int64_t number);
  void load_row(std::int64_t source);
  void load_pairs();

  ConnectivityPlan plan_;
  std::int64_t row_length_ = -1;   // of every row, where that is known
  std::int64_t band_sources_ = 1;  // how many sources are drawn together
  IdRange sources_;                // of the band
  std::int64_t first_ = 0, number_ = 0;
  std::vector<math::Connection> band_;  // connections first_, first_ + 1, ...
  std::vector<std::uint32_t> row_;
};

}  // namespace bpl::host
