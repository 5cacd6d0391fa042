// Spikes from every rank to every rank, with the word that says whether all is well.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/src/spike_source.h"
#include "runtime/src/world.h"

namespace bpl::runtime {

// Collective: where a boolean variable is true, on all ranks: global ids, ascending.
std::vector<std::uint32_t> gather_true(World& world, const Variable& variable);

// Collects the spikes of some steps on this rank and exchanges them at once. Few spikes travel in one fixed-size
// collective; only when some rank has more follows a second one.
class SpikeExchange {
 public:
  SpikeExchange(World& world, std::span<SpikeSource* const> sources) : world_(world), sources_(sources.begin(), sources.end()) {}

  // The step ended: the spikes of every source are noted as its next emission. Local.
  void note_step();
  // Collective. After it every emission noted so far is known on all ranks. Returns true if some rank is not `well`.
  bool exchange(bool well);
  // Collective: the present value of one source, not as an emission.
  void exchange_live(SpikeSource& source);
  // The emissions that the last exchange() made known, of every source in turn, for each step.
  const std::vector<std::vector<std::int64_t>>& arrived() const { return arrived_; }
  const std::vector<SpikeSource*>& sources() const { return sources_; }

 private:
  static constexpr std::size_t kInline = 61;  // words of a fixed-size message behind its three words of head
  void unpack(int rank, std::span<const std::uint32_t> words);

  World& world_;
  std::vector<SpikeSource*> sources_;
  std::vector<std::uint32_t> outgoing_;     // for each step and source: how many, then ids within this rank's block
  std::vector<std::vector<std::int64_t>> noted_, arrived_;  // for each step: the emission number of each source
  std::vector<std::uint32_t> fixed_, incoming_;
};

}  // namespace bpl::runtime
