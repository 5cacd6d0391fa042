// What one kernel or collective of a row leaves for the next ones.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/src/program.h"
#include "runtime/src/variable.h"

namespace bpl::runtime {

// A temporary of one row: an array over a space, or one number (an integer, or a real in the precision of the run, as kernels read it).
class RowTemporary {
 public:
  RowTemporary(const TemporaryTable&, const std::vector<std::int64_t>& space_sizes, const World&, bool double_precision);
  bool single() const { return array_ == nullptr; }
  Variable& array() const { return *array_; }
  void* data();
  void set_number(double value);
  double number() const;

 private:
  std::unique_ptr<Variable> array_;
  bool double_precision_, integer_;
  AlignedVector<std::byte> number_;
};

}  // namespace bpl::runtime
