#include "ir/passes/live_states.h"

#include <string>

namespace bpl::ir {
namespace {

std::string last_name(const host::Path& path) { return path.steps.empty() ? std::string() : path.steps.back().name; }

bool loads(const Update& u, int state) {
  for (const EventSum& s : u.event_sums)
    if (s.spikes == state) return true;
  for (const Kernel& k : u.kernels)
    for (const KernelInstr& i : k.body)
      if (i.op == KernelOp::load && i.index == state) return true;
  return false;
}

}  // namespace

bool is_live(const Module& module, const Update& update, int state) {
  const std::string name = last_name(update.signature.states[static_cast<std::size_t>(state)].path);
  for (const Update& u : module.updates)
    for (int s = 0; s < static_cast<int>(u.signature.states.size()); ++s) {
      const bool same = &u == &update ? s == state : false;
      if ((same || last_name(u.signature.states[static_cast<std::size_t>(s)].path) == name) && loads(u, s)) return true;
    }
  return false;
}

std::vector<bool> dead_stores(const Module& module, const Update& update, const Kernel& kernel) {
  std::vector<bool> dead;
  for (const KernelInstr& i : kernel.body) dead.push_back(i.op == KernelOp::store && !is_live(module, update, i.index));
  return dead;
}

}  // namespace bpl::ir
