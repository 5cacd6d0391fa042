// The values of a row's slots, whether they are numbers or a recipe for them.
#include "host/models/plan.h"

#include <algorithm>

namespace bpl::host {

SlotReader::SlotReader(const SlotValue& slot) : slot_(slot) {
  if (!slot.recipe.empty()) reader_.emplace(slot.recipe);
}

void SlotReader::read(std::int64_t first, std::span<double> out) {
  if (reader_) reader_->read(first, out);
  else std::copy_n(slot_.values.begin() + first, out.size(), out.begin());
}

double SlotReader::operator[](std::int64_t k) {
  constexpr std::int64_t kBlock = 256;  // a rank skips the elements of other ranks
  if (!reader_) return slot_.values[static_cast<std::size_t>(k)];
  if (k < first_ || k >= first_ + static_cast<std::int64_t>(block_.size())) {
    first_ = k;
    block_.resize(static_cast<std::size_t>(std::min(kBlock, slot_.size() - k)));
    reader_->read(k, block_);
  }
  return block_[static_cast<std::size_t>(k - first_)];
}

std::vector<double> SlotValue::part(std::int64_t first, std::int64_t last) const {
  std::vector<double> x(static_cast<std::size_t>(last - first));
  SlotReader(*this).read(first, x);
  return x;
}

}  // namespace bpl::host
