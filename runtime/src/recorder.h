// One monitor on one rank: what was sampled of the elements it owns, and how the parts of all ranks become one record.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "runtime/src/engine.h"
#include "runtime/src/variable.h"

namespace bpl::runtime {

// A column of a monitor: the variable (its position in the monitor's list) and the element.
struct MonitorColumn {
  int variable = 0;
  std::int64_t element = 0;
};

class Recorder {
 public:
  Recorder(const host::MonitorPlan&, std::vector<Variable*> variables, const World&);

  const host::MonitorPlan& plan() const { return plan_; }
  host::ElementType type() const { return type_; }
  const std::vector<Variable*>& variables() const { return variables_; }
  std::int64_t width() const { return width_; }
  MonitorColumn column(std::int64_t number) const;

  void begin(std::int64_t first_step);  // forgets the last run
  void sample();                        // after a step
  void truncate(std::int64_t steps);    // keeps the first steps of the run
  std::int64_t first_step() const { return first_step_; }
  std::int64_t steps() const { return steps_; }
  std::int64_t bytes() const;

  // Collective: steps [from, to) of the run on rank 0; elsewhere the result is empty.
  MonitorRecord collect(World&, std::int64_t from, std::int64_t to) const;

 private:
  // The columns of one rank, in the order in which it samples them.
  struct Piece {
    int variable;
    std::int64_t element, column, count;  // consecutive elements and columns
  };
  std::vector<Piece> pieces_of(int rank, int ranks) const;

  host::MonitorPlan plan_;
  std::vector<Variable*> variables_;
  std::vector<std::int64_t> starts_;  // first column of each variable, without indices
  host::ElementType type_ = host::ElementType::real;
  std::int64_t width_ = 0, first_step_ = 0, steps_ = 0, own_ = 0;
  std::vector<Piece> pieces_;
  std::vector<float> floats_;
  std::vector<double> doubles_;
  std::vector<MonitorRecord::Event> events_;
};

}  // namespace bpl::runtime
