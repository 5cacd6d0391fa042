// From the nodes of a trace to an ir::Update: kernels, event sums and collectives in an order that gives every read the value
// at its place in the program.
//
// Every value has a level: 0 for what needs nothing but state, one more behind every collective or sum of spikes that this
// step computes. The nodes of one level and one index space make one kernel. A value that a later kernel or a collective
// needs is kept in a temporary, and so is state that a kernel overwrites before somebody reads its old value.
#include <algorithm>
#include <map>

#include "frontend/discover/trace.h"

namespace bpl::discover {

using ir::KernelInstr;
using ir::KernelOp;

class UpdateBuilder {
 public:
  explicit UpdateBuilder(const Trace& trace) : trace_(trace) {}

  ir::Update build() {
    update_.method = trace_.method_;
    update_.location = trace_.location_;
    update_.signature = trace_.signature_;
    update_.draws = trace_.draws_;
    const host::Instance* self = host::as_instance(trace_.self_);
    update_.name = (self ? self->type->name : std::string("object")) + "." + trace_.method_;
    find_stores();
    find_needed();
    release_whole_slots();
    plan_kernels();
    fill_kernels();
    write_steps();
    number_spaces();
    for (std::size_t k = 0; k < update_.kernels.size(); ++k) update_.kernels[k].name = update_.name + "." + std::to_string(k);
    return std::move(update_);
  }

 private:
  struct PlannedKernel {
    int level, space;
    std::vector<int> stores;           // numbers of states
    std::vector<int> keeps;            // nodes to keep, in order
    std::map<int, int> placed;         // node -> instruction
    ir::Kernel kernel;
  };

  const Node& node(int n) const { return trace_.nodes_[static_cast<std::size_t>(n)]; }
  int space_of(int n) const { return trace_.find_space(node(n).space); }
  int state_space(int s) const { return trace_.find_space(trace_.signature_.states[static_cast<std::size_t>(s)].space); }

  // What every written variable holds in the end; a variable that got its own value back is not stored.
  void find_stores() {
    for (host::Variable* v : trace_.written_) {
      const int s = trace_.states_.at(v), value = trace_.current_.at(v);
      if (node(value).instr.op == KernelOp::load && node(value).instr.index == s) continue;
      stores_.emplace_back(s, value);
    }
  }

  void find_needed() {
    for (const auto& [s, value] : stores_) need(value);
    for (std::size_t c = 0; c < trace_.collectives_.size(); ++c)
      if (trace_.collectives_[c].result < 0) need_collective(static_cast<int>(c));
  }

  // A matrix, or an array with one entry a synapse, runs over no space of its own unless a kernel reads its elements too.
  void release_whole_slots() {
    for (const int s : trace_.whole_slots_) {
      const auto reads = [&](int n) { return node(n).instr.op == KernelOp::slot && node(n).instr.index == s; };
      if (std::none_of(needed_.begin(), needed_.end(), reads)) update_.signature.slots[static_cast<std::size_t>(s)].space = -1;
    }
  }

  void need_collective(int c) {
    if (!collectives_.insert(c).second) return;
    for (const int o : trace_.collectives_[static_cast<std::size_t>(c)].operands) need(o);
  }

  void need(int n) {
    if (!needed_.insert(n).second) return;
    for (const int a : node(n).instr.args) need(a);
    if (node(n).collective >= 0) need_collective(node(n).collective);
    if (node(n).instr.op == KernelOp::integrate)
      for (const int d : trace_.integrations_.at(node(n).instr.index).second) need(d);
    if (node(n).instr.op == KernelOp::arrivals) {
      sums_.insert(node(n).instr.index);
      if (const int spikes = trace_.sum_spikes_[static_cast<std::size_t>(node(n).instr.index)]; spikes >= 0) need(spikes);
    }
  }

  // --- levels -----------------------------------------------------------------------------------------------------

  int level(int n) {
    if (const auto at = levels_.find(n); at != levels_.end()) return at->second;
    int l = 0;
    for (const int a : node(n).instr.args) l = std::max(l, level(a));
    if (node(n).collective >= 0) l = collective_level(node(n).collective);
    if (node(n).instr.op == KernelOp::integrate)
      for (const int d : trace_.integrations_.at(node(n).instr.index).second) l = std::max(l, level(d));
    if (node(n).instr.op == KernelOp::arrivals) l = sum_level(node(n).instr.index);
    return levels_[n] = l;
  }

  int sum_level(int sum) {
    const int spikes = trace_.sum_spikes_[static_cast<std::size_t>(sum)];
    return spikes >= 0 ? level(spikes) + 1 : 0;
  }

  // Uses of one history keep the order of the program.
  int collective_level(int c) {
    if (const auto at = collective_levels_.find(c); at != collective_levels_.end()) return at->second;
    const auto& traced = trace_.collectives_[static_cast<std::size_t>(c)];
    int l = 0;
    for (const int o : traced.operands) l = std::max(l, level(o) + 1);
    for (int before = 0; before < c; ++before)
      if (traced.collective.state >= 0 && collectives_.contains(before) &&
          trace_.collectives_[static_cast<std::size_t>(before)].collective.state == traced.collective.state)
        l = std::max(l, collective_level(before));
    return collective_levels_[c] = l;
  }

  // --- kernels ----------------------------------------------------------------------------------------------------

  PlannedKernel& kernel_at(int level, int space) {
    for (PlannedKernel& k : kernels_)
      if (k.level == level && k.space == space) return k;
    kernels_.push_back({level, space, {}, {}, {}, {}});
    return kernels_.back();
  }

  void plan_kernels() {
    for (const auto& [s, value] : stores_) {
      store_levels_[s] = level(value);
      kernel_at(level(value), state_space(s)).stores.push_back(s);
    }
    for (const int c : collectives_) {
      const auto& traced = trace_.collectives_[static_cast<std::size_t>(c)];
      for (const int o : traced.operands) operands_[o] = operand_temporary(o);
    }
    for (const int s : sums_)
      if (const int spikes = trace_.sum_spikes_[static_cast<std::size_t>(s)]; spikes >= 0) operands_[spikes] = operand_temporary(spikes);
  }

  // The temporary that holds an operand: what a collective gave is one already.
  int operand_temporary(int n) {
    if (node(n).collective >= 0) return result_temporary(n);
    if (const auto at = temporaries_.find(n); at != temporaries_.end()) return at->second;
    kernel_at(level(n), space_of(n)).keeps.push_back(n);
    return new_temporary(n);
  }

  int result_temporary(int n) {
    if (const auto at = temporaries_.find(n); at != temporaries_.end()) return at->second;
    return new_temporary(n);
  }

  int new_temporary(int n) {
    update_.temporaries.push_back({node(n).instr.type, node(n).space});
    return temporaries_[n] = static_cast<int>(update_.temporaries.size()) - 1;
  }

  // Kernels of lower levels first. A kernel may ask an earlier one to keep a value: its code is already there, and grows.
  void fill_kernels() {
    std::stable_sort(kernels_.begin(), kernels_.end(), [](const PlannedKernel& a, const PlannedKernel& b) { return a.level < b.level; });
    for (std::size_t k = 0; k < kernels_.size(); ++k) {
      const std::vector<int> states = kernels_[k].stores;
      std::set<int> wanted;
      for (const int n : kernels_[k].keeps) collect(k, n, &wanted);
      for (const int s : states) collect(k, value_of(s), &wanted);
      for (const int n : wanted)  // in the order in which they were traced
        if (node(n).region == 0) place(k, n);
      for (std::size_t i = 0; i < kernels_[k].keeps.size(); ++i) keep(k, kernels_[k].keeps[i]);
      for (const int s : states) {
        KernelInstr store;
        store.op = KernelOp::store;
        store.index = s;
        store.type = trace_.signature_.states[static_cast<std::size_t>(s)].type;
        store.args = {kernels_[k].placed.at(value_of(s))};
        store.location = node(value_of(s)).instr.location;
        kernels_[k].kernel.body.push_back(std::move(store));
      }
    }
  }

  int value_of(int s) const {
    return std::find_if(stores_.begin(), stores_.end(), [&](const auto& e) { return e.first == s; })->second;
  }

  void keep(std::size_t k, int n) {
    KernelInstr i;
    i.op = KernelOp::keep;
    i.index = temporaries_.at(n);
    i.type = node(n).instr.type;
    i.location = node(n).instr.location;
    i.args = {place(k, n)};
    kernels_[k].kernel.body.push_back(std::move(i));
  }

  // Whether the state that a load reads has been overwritten before level `l`.
  bool overwritten(int n, int l) const {
    const auto at = store_levels_.find(node(n).instr.index);
    return at != store_levels_.end() && at->second < l;
  }

  // The kernel behind which a value has to be read from a temporary, -1 where kernel k can compute it.
  int kept_by(std::size_t k, int n) const {
    const KernelOp op = node(n).instr.op;
    if (node(n).space < 0 || op == KernelOp::slot || op == KernelOp::constant || op == KernelOp::arrivals || node(n).collective >= 0) return -1;
    if (op == KernelOp::load && !overwritten(n, kernels_[k].level)) return -1;
    // An integral is computed once: the kernel that has it gives all its results.
    const int made = op == KernelOp::result_of ? node(n).instr.args[0] : n;
    for (std::size_t j = 0; j < k; ++j)
      if (kernels_[j].placed.contains(made) && kernels_[j].space == kernels_[k].space) return static_cast<int>(j);
    if (op != KernelOp::load) return -1;
    // The kernel that overwrites the state still reads the old value.
    for (std::size_t j = 0; j < k; ++j)
      if (kernels_[j].level == store_levels_.at(node(n).instr.index) && kernels_[j].space == kernels_[k].space) return static_cast<int>(j);
    return -1;
  }

  // What kernel k computes for a node, derivatives and what they capture included.
  void collect(std::size_t k, int n, std::set<int>* wanted) {
    if (!wanted->insert(n).second || kept_by(k, n) >= 0) return;
    for (const int a : node(n).instr.args) collect(k, a, wanted);
    if (node(n).instr.op != KernelOp::integrate) return;
    for (const int d : trace_.integrations_.at(node(n).instr.index).second) collect(k, d, wanted);
  }

  // The instruction of kernel k that gives a node; made where it is missing.
  int place(std::size_t k, int n) {
    if (const auto at = kernels_[k].placed.find(n); at != kernels_[k].placed.end()) return at->second;
    KernelInstr i;
    if (const int j = kept_by(k, n); j >= 0) {
      if (!temporaries_.contains(n)) {
        new_temporary(n);
        keep(static_cast<std::size_t>(j), n);
      }
      i = read_temporary(n);
    } else if (node(n).collective >= 0) {
      result_temporary(n);
      i = read_temporary(n);
    } else if (node(n).instr.op == KernelOp::integrate) {
      for (const int a : node(n).instr.args) place(k, a);
      i = integrate(k, n);
    } else {
      for (const int a : node(n).instr.args) place(k, a);
      i = copy(k, n, nullptr);
    }
    auto& body = kernels_[k].kernel.body;
    kernels_[k].placed[n] = static_cast<int>(body.size());
    body.push_back(std::move(i));
    return static_cast<int>(body.size()) - 1;
  }

  KernelInstr read_temporary(int n) const {
    KernelInstr i;
    i.op = KernelOp::temporary;
    i.type = node(n).instr.type;
    i.index = temporaries_.at(n);
    i.uniform = node(n).space < 0;
    i.location = node(n).instr.location;
    return i;
  }

  // Values of the enclosing body are written ~number inside a derivative.
  KernelInstr copy(std::size_t k, int n, const std::map<int, int>* inner) const {
    KernelInstr i = node(n).instr;
    for (int& a : i.args) {
      const auto at = inner ? inner->find(a) : std::map<int, int>::const_iterator{};
      if (inner && at != inner->end()) a = at->second;
      else a = inner ? ~kernels_[k].placed.at(a) : kernels_[k].placed.at(a);
    }
    return i;
  }

  KernelInstr integrate(std::size_t k, int n) {
    const int region = node(n).instr.index;
    const auto& [method, derivatives] = trace_.integrations_.at(region);
    std::vector<int> order;
    for (int m = 0; m < static_cast<int>(trace_.nodes_.size()); ++m)
      if (node(m).region == region && (needed_.contains(m) || node(m).instr.op == KernelOp::parameter)) order.push_back(m);
    for (const int m : order)
      for (const int a : node(m).instr.args)
        if (node(a).region == 0) place(k, a);
    ir::Integration integration;
    integration.method = method;
    integration.states = static_cast<int>(derivatives.size());
    std::map<int, int> inner;
    for (const int m : order) {
      KernelInstr i = copy(k, m, &inner);
      inner[m] = static_cast<int>(integration.body.size());
      integration.body.push_back(std::move(i));
    }
    for (const int d : derivatives) integration.derivatives.push_back(inner.at(d));
    KernelInstr i = copy(k, n, nullptr);
    i.index = -1;
    i.integration.push_back(std::move(integration));
    return i;
  }

  // --- order ------------------------------------------------------------------------------------------------------

  void write_steps() {
    using Kind = ir::UpdateStep::Kind;
    std::map<int, int> sums;
    for (const int s : sums_) {
      sums[s] = static_cast<int>(update_.event_sums.size());
      update_.event_sums.push_back(trace_.event_sums_[static_cast<std::size_t>(s)]);
      if (const int spikes = trace_.sum_spikes_[static_cast<std::size_t>(s)]; spikes >= 0) update_.event_sums.back().temporary = operands_.at(spikes);
    }
    std::map<int, int> collectives;
    for (const int c : collectives_) {
      const auto& traced = trace_.collectives_[static_cast<std::size_t>(c)];
      ir::Collective collective = traced.collective;
      for (const int o : traced.operands) collective.operands.push_back(operands_.at(o));
      if (traced.result >= 0) collective.result = result_temporary(traced.result);
      collectives[c] = static_cast<int>(update_.collectives.size());
      update_.collectives.push_back(std::move(collective));
    }
    int last = 0;
    for (const PlannedKernel& k : kernels_) last = std::max(last, k.level);
    for (const int c : collectives_) last = std::max(last, collective_level(c));
    for (int l = 0; l <= last; ++l) {
      for (const auto& [old, number] : sums)
        if (sum_level(old) == l) update_.steps.push_back({Kind::event_sum, number});
      for (const auto& [old, number] : collectives)
        if (collective_level(old) == l) update_.steps.push_back({Kind::collective, number});
      for (PlannedKernel& k : kernels_) {
        if (k.level != l) continue;
        update_.steps.push_back({Kind::kernel, static_cast<int>(update_.kernels.size())});
        k.kernel.space = k.space;
        update_.kernels.push_back(std::move(k.kernel));
      }
    }
    for (ir::Kernel& k : update_.kernels)
      for (KernelInstr& i : k.body)
        if (i.op == KernelOp::arrivals) i.index = sums.at(i.index);
  }

  // Index spaces by the order in which the signature meets them.
  void number_spaces() {
    std::map<int, int> numbers;
    const auto number = [&](int space) {
      if (space < 0) return -1;
      return numbers.try_emplace(trace_.find_space(space), static_cast<int>(numbers.size())).first->second;
    };
    host::Signature& s = update_.signature;
    for (auto& state : s.states) state.space = number(state.space);
    for (auto& slot : s.slots) slot.space = number(slot.space);
    for (auto& e : update_.event_sums) e.space = number(e.space);
    for (auto& t : update_.temporaries) t.space = number(t.space);
    for (auto& k : update_.kernels) k.space = number(k.space);
    // The axes of arrays of several dimensions: that they agree is part of what is assumed.
    for (std::size_t k = 0; k < s.states.size(); ++k)
      for (const int axis : trace_.state_layouts_.at(static_cast<int>(k)).axes) number(axis);
    for (const auto& [slot, layout] : trace_.slot_layouts_)
      for (const int axis : layout.shape.size() > 1 ? layout.axes : std::vector<int>{}) number(axis);
    for (const auto& [space, axes] : trace_.products_)
      if (numbers.contains(trace_.find_space(space)))
        for (const int axis : axes) number(axis);
    for (std::size_t space = 0; space < trace_.spaces_.size(); ++space) {
      const int extent = trace_.extents_[space];
      if (extent < 0 || !numbers.contains(trace_.find_space(static_cast<int>(space)))) continue;
      s.extents.push_back({number(static_cast<int>(space)), trace_.scalar_code(extent), node(extent).instr.location.line});
    }
    s.space_count = static_cast<int>(numbers.size());
  }

  const Trace& trace_;
  ir::Update update_;
  std::vector<std::pair<int, int>> stores_;  // state, value
  std::set<int> needed_, collectives_, sums_;
  std::map<int, int> levels_, collective_levels_, store_levels_;
  std::vector<PlannedKernel> kernels_;
  std::map<int, int> temporaries_;  // node -> temporary
  std::map<int, int> operands_;     // node -> temporary
};

ir::Update Trace::update() const { return UpdateBuilder(*this).build(); }

}  // namespace bpl::discover
