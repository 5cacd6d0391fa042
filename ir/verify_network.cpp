// Invariants of networks: their steps name updates, and say which values go between ranks where the updates need those of others.
#include <algorithm>

#include "ir/exchange.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace bpl::ir {

namespace {

class NetworkVerifier {
 public:
  NetworkVerifier(Verifier& v, const Network& network) : v_(v), network_(network) {
    for (const Update& u : v.module().updates) updates_[u.name] = &u;
  }

  void run() {
    for (const StepLine& s : network_.step) step(s);
    for (const Exchange& e : network_.exchanges) {
      const bool every = e.kind == Exchange::Kind::block;
      const bool between = every || e.kind == Exchange::Kind::run || e.kind == Exchange::Kind::callback;
      if (!between) v_.problem({}, "an exchange of kind {} stands outside of a step", exchange_kind_name(e.kind));
      if (every && e.number < 1) v_.problem({}, "an exchange every {} steps: it must be at least 1", e.number);
    }
  }

 private:
  void step(const StepLine& s) {
    const auto found = updates_.find(s.update);
    if (found != updates_.end()) return row(s, *found->second);
    if (s.phase != "input") v_.problem({}, "a step is {}, which is no update", symbol_text(s.update));
    for (const Exchange& e : s.exchanges)
      if (e.kind != Exchange::Kind::input) v_.problem({}, "the input '{}' has an exchange of kind {}", s.update, exchange_kind_name(e.kind));
  }

  void row(const StepLine& s, const Update& u) {
    for (const Exchange& e : s.exchanges) {
      const bool sum = e.kind == Exchange::Kind::sum;
      if (!sum && e.kind != Exchange::Kind::collective) {
        v_.problem({}, "the step {} has an exchange of kind {}", symbol_text(u.name), exchange_kind_name(e.kind));
      } else if (!v_.in_range(e.number, sum ? u.event_sums.size() : u.collectives.size())) {
        v_.problem({}, "the step {} has an exchange before {} {}, which does not exist", symbol_text(u.name), exchange_kind_name(e.kind), e.number);
      } else if (!sum && !gathers_operand(u, u.collectives[static_cast<std::size_t>(e.number)])) {
        v_.problem({}, "the step {} has an exchange before collective {}, which needs none", symbol_text(u.name), e.number);
      }
    }
    const auto missing = [&](Exchange::Kind kind, std::size_t k) {
      return std::none_of(s.exchanges.begin(), s.exchanges.end(),
                          [&](const Exchange& e) { return e.kind == kind && e.number == static_cast<int>(k); });
    };
    for (std::size_t k = 0; k < u.collectives.size(); ++k)
      if (gathers_operand(u, u.collectives[k]) && missing(Exchange::Kind::collective, k))
        v_.problem({}, "the step {} has no exchange before collective {}", symbol_text(u.name), k);
    for (std::size_t k = 0; k < u.event_sums.size(); ++k)
      if (u.event_sums[k].temporary >= 0 && missing(Exchange::Kind::sum, k))
        v_.problem({}, "the step {} has no exchange before sum {}", symbol_text(u.name), k);
  }

  Verifier& v_;
  const Network& network_;
  std::map<std::string, const Update*> updates_;
};

}  // namespace

void verify_network(Verifier& v, const Network& network) { NetworkVerifier(v, network).run(); }

}  // namespace bpl::ir
