// What the monitors of a run recorded, on its way to the files of results: in portions while the run goes on, so that a run
// that ends early has written nearly everything.
#pragma once

#include <cstdint>

#include "runtime/src/executor.h"

namespace bpl::runtime {

class RecordStream {
 public:
  // Collective, as all methods. Without monitors, or where nobody wants records, nothing is ever handed over.
  RecordStream(Executor&, const Network&);

  // Every so many steps a portion is worth its while.
  void step_done(std::int64_t steps) {
    if (steps - handed_over_ >= portion_) hand_over(steps);
  }
  // The rest, unless handing over has failed before.
  void finish();

 private:
  void hand_over(std::int64_t to);

  Executor& e_;
  const Network& network_;
  RecordChunk chunk_;
  std::int64_t handed_over_ = 0, portion_ = 0;  // steps
  bool failed_ = false;
};

}  // namespace bpl::runtime
