// Which sums of spikes need an exchange of their own, and how rarely all other spikes may travel. Executables follow this, and
// bplc prints it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bpl::host {

inline constexpr std::int64_t kLongestInterval = 64;  // steps between two exchanges: failures of a rank become known to all

// What one row of a step does with spikes, in the order of the step.
struct SpikeUse {
  struct Sum {
    bool own = false;           // of spikes that the row computes itself, in this step
    std::int64_t variable = 0;  // else: whose spikes
    bool delayed = false;       // false: the value at this place of the step is read
    std::int64_t shortest = 0;  // delay in steps
  };
  std::vector<Sum> sums;
  std::vector<std::int64_t> written;  // variables that the row changes
};

struct SpikeTraffic {
  std::vector<std::vector<bool>> fresh;  // for each row and sum: it reads what this step wrote before
  std::int64_t interval = kLongestInterval;
};

// `inputs`: variables that the inputs change, before all rows.
SpikeTraffic spike_traffic(std::span<const std::int64_t> inputs, std::span<const SpikeUse> rows);

}  // namespace bpl::host
