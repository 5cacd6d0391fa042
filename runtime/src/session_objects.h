// Which of the script's objects the engine holds something for, so that it is freed when they are gone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "host/models/planner.h"
#include "host/values/context.h"
#include "runtime/src/session.h"

namespace bpl::runtime {

class SessionObjects {
 public:
  explicit SessionObjects(Session& session) : session_(session), engine_(session.engine) {}

  // The heap is about to free this object.
  void forget(const host::Object&);
  // Tells the engine what the collections since the last call have freed. Not during a run.
  void free_dead();

  bool has_network(std::int64_t id) const { return networks_.contains(id); }
  // Networks whose objects are gone and which free_dead() will free.
  const std::set<std::int64_t>& dead_networks() const { return dead_networks_; }

  // Makes on all ranks what is missing for the plan, or nothing if the engine has exactly this network already. From
  // then on the variables are remote and the connectivities are created.
  void create(host::Context&, host::RunRequest&);

 private:
  struct Network {
    std::set<std::int64_t> variables, connectivities;
    std::optional<host::NetworkPlan> plan;  // kept unless it is large
  };
  bool is_used(std::int64_t id) const;

  Session& session_;
  Engine& engine_;
  std::map<std::int64_t, Network> networks_;
  std::set<std::int64_t> variables_, connectivities_;  // of the engine
  std::set<std::int64_t> dead_networks_, dead_;        // dead_: variables and connectivities
};

}  // namespace bpl::runtime
