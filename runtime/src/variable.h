// One rank's part of a variable: a contiguous block of its elements, in the layout that kernels use.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

#include "host/models/plan.h"
#include "runtime/src/memory.h"
#include "runtime/src/world.h"

namespace bpl::runtime {

// As kernels convert: behind the point is cut off, what does not fit becomes the nearest that does, a NaN 0.
inline std::int32_t to_int32(double x) {
  if (std::isnan(x)) return 0;
  return static_cast<std::int32_t>(std::clamp(x, -2147483648.0, 2147483647.0));
}

inline std::int64_t padded(std::int64_t count) { return (count + 63) / 64 * 64; }

// Reals are float or double, integers int32, booleans bits; padded to a multiple of 64 elements. A history holds `depth` values
// of the same size in a ring of rows; everything below is about its newest value unless it says otherwise.
class Variable {
 public:
  Variable(const host::VariablePlan&, const World&, bool double_precision);

  std::int64_t id, size, depth;
  std::string owner, name;
  host::ElementType type;
  bool double_precision;
  Block block;

  std::byte* data() { return data_.data() + head_ * row_bytes_; }
  const std::byte* data() const { return data_.data() + head_ * row_bytes_; }
  std::int64_t row_bytes() const { return static_cast<std::int64_t>(row_bytes_); }
  // The value of `age` pushes ago, 0 <= age < depth.
  const std::byte* past(std::int64_t age) const { return data_.data() + row_of(age) * row_bytes_; }
  // Makes the oldest row the newest one; its contents are to be overwritten.
  void advance() { head_ = row_of(depth - 1); }
  std::int64_t count() const { return block.count(); }
  std::int64_t bytes() const { return static_cast<std::int64_t>(data_.size()); }

  double get(std::int64_t local) const { return get(local, 0); }
  double get(std::int64_t local, std::int64_t age) const;
  void set(std::int64_t local, double value);
  // The values that a plan gives it.
  void assign(const host::VariablePlan&);
  // From a whole variable in global order (all values of a history, the newest first), or one value for all elements.
  void assign(std::span<const double> values);
  // A number for this part (all values of a history): parts add up (modulo 2^64) to the number of the variable.
  std::uint64_t hash() const;
  // Where a boolean is true: appends `base` + k for every true element k of this part.
  void append_true(std::uint32_t base, std::vector<std::uint32_t>* ids) const;
  std::int64_t count_true() const;

 private:
  template <class Word>
  static Word word(const std::byte* row, std::int64_t k) {
    Word w;
    std::memcpy(&w, row + static_cast<std::size_t>(k) * sizeof(Word), sizeof w);
    return w;
  }
  std::uint64_t bits(std::int64_t k) const;  // word k of a boolean, padding cleared
  std::size_t row_of(std::int64_t age) const { return static_cast<std::size_t>((static_cast<std::int64_t>(head_) + age) % depth); }
  std::size_t row_bytes_, head_ = 0;
  AlignedVector<std::byte> data_;
};

}  // namespace bpl::runtime
