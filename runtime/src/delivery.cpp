#include "runtime/src/delivery.h"

#include <algorithm>
#include <cmath>

namespace bpl::runtime {

std::int64_t Delays::shortest() const {
  if (per_source.empty()) return constant;
  return *std::min_element(per_source.begin(), per_source.end());
}

std::int64_t Delays::longest() const {
  if (per_source.empty()) return constant;
  return *std::max_element(per_source.begin(), per_source.end());
}

int weight_exponent(double largest_sum) {
  if (!(largest_sum > 0)) return 0;
  int e = 0;
  std::frexp(largest_sum, &e);  // largest_sum < 2^e
  return std::min(61 - e, 1000);
}

EventDelivery::EventDelivery(SpikeSource& source, SourceRange range, const Connectivity& connectivity, Delays delays, double weight, bool double_precision)
    : source_(&source),
      range_(range),
      connectivity_(&connectivity),
      delays_(std::move(delays)),
      weight_(weight),
      double_precision_(double_precision) {
  const auto n = static_cast<std::size_t>(padded(connectivity.targets().count()));
  counts_.assign(n, 0);
  arrivals_.assign(n * (double_precision ? sizeof(double) : sizeof(float)), std::byte{0});
}

void EventDelivery::set_weights(AlignedVector<std::int64_t> weights, int exponent) {
  weighted_ = true;
  weights_ = std::move(weights);
  exponent_ = exponent;
  sums_.assign(counts_.size(), 0);
  counts_ = {};
}

std::int64_t EventDelivery::bytes() const {
  return static_cast<std::int64_t>((weights_.size() + sums_.size()) * 8 + counts_.size() * 4 + arrivals_.size());
}

void EventDelivery::prepare() {
  if (delays_.per_source.empty()) return;
  due_.assign(static_cast<std::size_t>(delays_.longest()) + 2, {});
  const std::int64_t newest = source_->now() - 1;
  for (std::int64_t e = std::max<std::int64_t>(0, newest - delays_.longest()); e <= newest; ++e) note_emission(e);
}

void EventDelivery::note_emission(std::int64_t number) {
  if (delays_.per_source.empty()) return;
  // The first emission that is still to be read in the present step or later.
  const std::int64_t present = source_->now() - 1;
  for (const std::uint32_t id : in_range(source_->emission(number))) {
    const std::int64_t when = number + delays_.per_source[id];
    if (when >= present) due_[static_cast<std::size_t>(when) % due_.size()].push_back(id);
  }
}

// Numbers of the pre side from numbers of the source.
std::span<const std::uint32_t> EventDelivery::in_range(std::span<const std::uint32_t> ids) {
  if (range_.whole) return ids;
  selected_.clear();
  for (const std::uint32_t id : ids) {
    const std::int64_t offset = static_cast<std::int64_t>(id) - range_.start;
    if (offset >= 0 && offset % range_.step == 0 && offset / range_.step < range_.count)
      selected_.push_back(static_cast<std::uint32_t>(offset / range_.step));
  }
  return selected_;
}

std::span<const std::uint32_t> EventDelivery::arriving() {
  if (delays_.none && source_->use_live) return in_range(source_->live);
  if (delays_.per_source.empty()) return in_range(source_->arriving(delays_.constant));
  return due_[static_cast<std::size_t>(source_->now() - 1) % due_.size()];
}

std::int64_t EventDelivery::deliver() {
  const std::span<const std::uint32_t> sources = arriving();
  if (sources.empty()) {
    if (!zero_) std::fill(arrivals_.begin(), arrivals_.end(), std::byte{0});
    zero_ = true;
    return 0;
  }
  const std::int64_t events = weighted_ ? connectivity_->add_weights(sources, weights_.data(), sums_.data())
                                        : connectivity_->add_counts(sources, counts_.data());
  convert();
  zero_ = false;
  if (!delays_.per_source.empty()) due_[static_cast<std::size_t>(source_->now() - 1) % due_.size()].clear();
  return events;
}

namespace {

// Reals from integers, which are set back to zero. The product is rounded once to the precision of the run.
template <class Real, class Integer>
void convert_to(std::byte* out, AlignedVector<Integer>& sums, double unit) {
  auto* reals = reinterpret_cast<Real*>(out);
  const std::size_t n = sums.size();
  Integer* s = sums.data();
  for (std::size_t k = 0; k < n; ++k) {
    reals[k] = static_cast<Real>(static_cast<double>(s[k]) * unit);
    s[k] = 0;
  }
}

}  // namespace

void EventDelivery::convert() {
  const double unit = weighted_ ? std::ldexp(1.0, -exponent_) : weight_;
  if (weighted_) {
    double_precision_ ? convert_to<double>(arrivals_.data(), sums_, unit) : convert_to<float>(arrivals_.data(), sums_, unit);
  } else {
    double_precision_ ? convert_to<double>(arrivals_.data(), counts_, unit) : convert_to<float>(arrivals_.data(), counts_, unit);
  }
}

}  // namespace bpl::runtime
