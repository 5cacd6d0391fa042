// Event sums: what arrives in a step, added up in integers and handed to the kernels as reals.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "runtime/src/connectivity.h"
#include "runtime/src/spike_source.h"

namespace bpl::runtime {

// The delays of one event sum: one for all sources, one each, or none (the variable itself is read).
struct Delays {
  bool none = true;
  std::int64_t constant = 0;
  std::vector<std::int32_t> per_source;
  std::int64_t shortest() const;
  std::int64_t longest() const;
};

// Which elements of the source are the pre side: every step-th from start on.
struct SourceRange {
  std::int64_t start = 0, step = 1, count = 0;
  bool whole = true;
};

class EventDelivery {
 public:
  // Weights: one for all synapses, or integers in units of 2^-exponent in the order of Connectivity::for_each().
  EventDelivery(SpikeSource&, SourceRange, const Connectivity&, Delays, double weight, bool double_precision);
  void set_weights(AlignedVector<std::int64_t> weights, int exponent);

  SpikeSource& source() const { return *source_; }
  const Delays& delays() const { return delays_; }
  // The real array a kernel reads; `count` values of the local targets, padded.
  const void* arrivals() const { return arrivals_.data(); }
  std::int64_t bytes() const;

  // Before a run: spikes that are under way by what the source remembers.
  void prepare();
  // The emission became known to this rank.
  void note_emission(std::int64_t number);
  // Fills arrivals() for the present step. Returns the number of events.
  std::int64_t deliver();

 private:
  std::span<const std::uint32_t> arriving();
  std::span<const std::uint32_t> in_range(std::span<const std::uint32_t> ids);
  void convert();

  SpikeSource* source_;
  SourceRange range_;
  std::vector<std::uint32_t> selected_;
  const Connectivity* connectivity_;
  Delays delays_;
  double weight_;
  int exponent_ = 0;
  bool double_precision_, weighted_ = false, zero_ = true;
  AlignedVector<std::int64_t> weights_, sums_;
  AlignedVector<std::int32_t> counts_;
  AlignedVector<std::byte> arrivals_;
  std::vector<std::vector<std::uint32_t>> due_;  // per-source delays: by emission number at which a delay of 0 would send it
};

// The largest power of two by which weights can be scaled so that the sum over one target stays below 2^61.
int weight_exponent(double largest_sum);

}  // namespace bpl::runtime
