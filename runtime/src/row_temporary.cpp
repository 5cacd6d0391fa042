#include "runtime/src/row_temporary.h"

#include <cmath>
#include <cstring>

namespace bpl::runtime {

RowTemporary::RowTemporary(const TemporaryTable& table, const std::vector<std::int64_t>& space_sizes, const World& world, bool double_precision)
    : double_precision_(double_precision), integer_(table.type == host::ElementType::integer), number_(64) {
  if (table.space < 0) return;
  host::VariablePlan plan;
  plan.id = -1;
  plan.type = table.type;
  plan.size = space_sizes.at(static_cast<std::size_t>(table.space));
  array_ = std::make_unique<Variable>(plan, world, double_precision);
}

void* RowTemporary::data() { return array_ ? array_->data() : number_.data(); }

void RowTemporary::set_number(double value) {
  if (integer_) {  // beyond 32 bits it wraps, as sums of JAX do
    const auto whole = std::fabs(value) < 0x1p63 ? static_cast<std::int32_t>(static_cast<std::int64_t>(value)) : 0;
    std::memcpy(number_.data(), &whole, sizeof whole);
  } else if (double_precision_) {
    std::memcpy(number_.data(), &value, sizeof value);
  } else {
    const auto single = static_cast<float>(value);
    std::memcpy(number_.data(), &single, sizeof single);
  }
}

double RowTemporary::number() const {
  if (integer_) {
    std::int32_t whole = 0;
    std::memcpy(&whole, number_.data(), sizeof whole);
    return whole;
  }
  if (!double_precision_) {
    float single = 0;
    std::memcpy(&single, number_.data(), sizeof single);
    return single;
  }
  double value = 0;
  std::memcpy(&value, number_.data(), sizeof value);
  return value;
}

}  // namespace bpl::runtime
