// How the connections of a projection are made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bpl::host {

// Every rank makes its own part.
struct ConnectivityPlan {
  std::int64_t id = 0;            // a Connectivity object is built once
  std::string rule;               // "fixed_outdegree", "fixed_indegree", "bernoulli", "fixed_total", "all_to_all",
                                  // "one_to_one", "explicit"
  std::int64_t pre_size = 0, post_size = 0;
  double probability = 0;
  std::int64_t number = 0;        // out-degree, in-degree or total
  bool include_self = true, multiple = false;
  std::uint64_t key = 0;          // of the random draws: seed and how often the connector was required
  std::vector<std::int64_t> sources, targets;  // explicit: synapse k is (sources[k], targets[k])
  bool existing = false;
  bool operator==(const ConnectivityPlan&) const = default;
};

}  // namespace bpl::host
