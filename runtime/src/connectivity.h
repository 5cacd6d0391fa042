// The connections of one projection onto the neurons of this rank, and how spikes are added up along them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/models/plan.h"
#include "runtime/src/memory.h"
#include "runtime/src/world.h"

namespace bpl::runtime {

// One entry of an explicit list: synapse number `index` of all, counted by rows.
struct ListedSynapse {
  std::int64_t source = 0, target = 0, index = 0;
};

// Rows by source in compressed form: the targets of a row ascend, except that `explicit` rows keep the order of their list.
// Where nothing needs to be stored (all_to_all, one_to_one) there are no rows.
class Connectivity {
 public:
  // Talks to no other rank. `listed`: for the rule "explicit", the synapses onto this rank in the order of the list.
  // `stored` makes rows even where the rule needs none, for weights of single synapses.
  Connectivity(const host::ConnectivityPlan&, const World&, std::span<const ListedSynapse> listed, bool stored);

  std::int64_t id() const { return id_; }
  std::int64_t pre_size() const { return pre_size_; }
  std::int64_t post_size() const { return post_size_; }
  const Block& targets() const { return block_; }
  bool stored() const { return kind_ == Kind::rows; }
  std::int64_t edges() const;  // onto this rank
  std::int64_t draws() const { return draws_; }
  std::int64_t bytes() const;
  std::int64_t row_length(std::int64_t source) const;

  // Adds one to counts[target - targets().first] for every connection of the sources. Returns the number of connections.
  std::int64_t add_counts(std::span<const std::uint32_t> sources, std::int32_t* counts) const;
  // The same with one weight a synapse, in the order of for_each().
  std::int64_t add_weights(std::span<const std::uint32_t> sources, const std::int64_t* weights, std::int64_t* sums) const;

  // Every connection onto this rank in the order of storage: position, source, target, number in the row counted over this
  // rank's part (or, for "explicit", counted by rows over all ranks).
  void for_each(const std::function<void(std::int64_t position, std::int64_t source, std::int64_t target, std::int64_t number)>&) const;
  bool listed() const { return listed_; }

 private:
  // Targets in blocks of 65,536, so that a target is 16 bits. starts has pre_size + 1 entries; offset is the position of
  // the first synapse of the block among all of this rank.
  struct TargetBlock {
    std::int64_t first = 0, offset = 0;
    AlignedVector<std::uint64_t> starts;
    AlignedVector<std::uint16_t> targets;
    AlignedVector<std::int64_t> numbers;  // explicit lists only
  };
  enum class Kind { rows, all_to_all, one_to_one };

  void build_rows(const host::ConnectivityPlan&);
  void build_list(std::span<const ListedSynapse>);
  std::vector<TargetBlock> empty_blocks() const;

  std::int64_t id_, pre_size_, post_size_;
  Block block_;
  bool include_self_, listed_ = false;
  Kind kind_ = Kind::rows;
  std::vector<TargetBlock> blocks_;
  std::int64_t draws_ = 0;
};

}  // namespace bpl::runtime
