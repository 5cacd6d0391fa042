#include "host/models/spike_traffic.h"

#include <algorithm>
#include <set>

namespace bpl::host {

SpikeTraffic spike_traffic(std::span<const std::int64_t> inputs, std::span<const SpikeUse> rows) {
  SpikeTraffic traffic;
  std::set<std::int64_t> written(inputs.begin(), inputs.end());
  for (const SpikeUse& row : rows) {
    std::vector<bool>& fresh = traffic.fresh.emplace_back();
    for (const SpikeUse::Sum& sum : row.sums) {
      fresh.push_back(sum.own || (!sum.delayed && written.contains(sum.variable)));
      if (!sum.own) traffic.interval = std::min(traffic.interval, (sum.delayed ? sum.shortest : 0) + 1);
    }
    written.insert(row.written.begin(), row.written.end());
  }
  return traffic;
}

}  // namespace bpl::host
