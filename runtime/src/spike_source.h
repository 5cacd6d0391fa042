// The spikes of one variable on their way to the projections: which neurons spiked in each of the last steps, all ranks'.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/src/variable.h"

namespace bpl::runtime {

// A ring of lists of global ids. Emission 0 is the value of the variable when the ring was made (what a delay buffer holds
// at first); each step adds one. In a step, a delay of d steps reads emission now() - 1 - d; earlier than 0 nothing was sent.
class SpikeSource {
 public:
  explicit SpikeSource(Variable& variable) : variable_(&variable) {}

  Variable& variable() const { return *variable_; }
  std::int64_t longest_delay() const { return longest_delay_; }
  // Starts anew with a longer memory: nothing was sent, but the newest entry is the present value (set_emission 0).
  void reset(std::int64_t longest_delay) {
    longest_delay_ = longest_delay;
    ring_.assign(static_cast<std::size_t>(longest_delay) + 2, {});
    now_ = 1;
  }
  std::int64_t now() const { return now_; }
  // A step ended: the next emission is numbered; its list may come later (set by the exchange).
  std::int64_t advance() { return now_++; }

  std::vector<std::uint32_t>& emission(std::int64_t number) { return ring_[static_cast<std::size_t>(number) % ring_.size()]; }
  // What a projection with this delay receives in the present step.
  std::span<const std::uint32_t> arriving(std::int64_t delay) {
    const std::int64_t number = now_ - 1 - delay;
    if (number < 0) return {};
    return emission(number);
  }
  // The value at this moment, which a projection without delay reads; differs from the newest emission when the script or
  // an input has written the variable.
  std::vector<std::uint32_t> live;
  bool use_live = false;
  bool written = false;  // by the script, since the last look at the value

 private:
  Variable* variable_;
  std::int64_t longest_delay_ = -1, now_ = 1;
  std::vector<std::vector<std::uint32_t>> ring_;
};

}  // namespace bpl::runtime
