#include "runtime/src/collective.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "math/ordered_sum.h"

namespace bpl::runtime {

RowTemporary::RowTemporary(const TemporaryTable& table, const std::vector<std::int64_t>& space_sizes, const World& world, bool double_precision)
    : double_precision_(double_precision), number_(64) {
  if (table.space < 0) return;
  host::VariablePlan plan;
  plan.id = -1;
  plan.type = table.type;
  plan.size = space_sizes.at(static_cast<std::size_t>(table.space));
  array_ = std::make_unique<Variable>(plan, world, double_precision);
}

void* RowTemporary::data() { return array_ ? array_->data() : number_.data(); }

void RowTemporary::set_number(double value) {
  if (double_precision_) {
    std::memcpy(number_.data(), &value, sizeof value);
  } else {
    const auto single = static_cast<float>(value);
    std::memcpy(number_.data(), &single, sizeof single);
  }
}

double RowTemporary::number() const {
  if (!double_precision_) {
    float single = 0;
    std::memcpy(&single, number_.data(), sizeof single);
    return single;
  }
  double value = 0;
  std::memcpy(&value, number_.data(), sizeof value);
  return value;
}

BoundCollective::BoundCollective(const CollectiveTable& table, CollectiveBinding binding, std::vector<RowTemporary*> operands,
                                 RowTemporary* result, bool double_precision)
    : table_(&table), binding_(std::move(binding)), operands_(std::move(operands)), result_(result), double_precision_(double_precision) {
  exchanges_ = table.op != "recall" && table.op != "push" && !operands_.empty() && !operands_[0]->single();
}

std::int64_t BoundCollective::bytes() const {
  return static_cast<std::int64_t>(binding_.matrix_f32.size() * 4 + binding_.matrix_f64.size() * 8 + binding_.indices.size() * 8 + binding_.ages.size() * 4 + whole_.size() * 8);
}

void BoundCollective::exchange(World& world) {
  const Variable& v = operands_[0]->array();
  whole_.resize(static_cast<std::size_t>(v.size));
  if (world.size() == 1) {
    for (std::int64_t k = 0; k < v.size; ++k) whole_[static_cast<std::size_t>(k)] = v.get(k);
    return;
  }
  std::vector<double> mine(static_cast<std::size_t>(v.count()));
  for (std::size_t k = 0; k < mine.size(); ++k) mine[k] = v.get(static_cast<std::int64_t>(k));
  std::vector<std::size_t> offsets;
  for (int r = 0; r <= world.size(); ++r) offsets.push_back(static_cast<std::size_t>(block_start(v.size, r, world.size())) * sizeof(double));
  const Bytes all = world.all_gather_known(std::as_bytes(std::span(mine)), offsets);
  if (!all.empty()) std::memcpy(whole_.data(), all.data(), all.size());
}

namespace {

// The smaller or larger of two values; a NaN wins, as in numpy.
template <class T>
T smaller(T a, T b) {
  return std::isnan(a) || a < b ? a : b;
}
template <class T>
T larger(T a, T b) {
  return std::isnan(a) || a > b ? a : b;
}

template <class T>
T reduce(const std::string& name, std::span<const T> x) {
  const auto tree = [&](T empty, auto op) { return math::ordered_sum<T, decltype(op)>(x, empty, op); };
  if (name == "prod") return tree(T(1), [](T a, T b) { return a * b; });
  if (name == "min") return tree(std::numeric_limits<T>::infinity(), [](T a, T b) { return smaller(a, b); });
  if (name == "max") return tree(-std::numeric_limits<T>::infinity(), [](T a, T b) { return larger(a, b); });
  if (name == "any") return std::any_of(x.begin(), x.end(), [](T v) { return v != 0; });
  if (name == "all") return std::all_of(x.begin(), x.end(), [](T v) { return v != 0; });
  const T sum = tree(T(0), [](T a, T b) { return a + b; });
  return name == "mean" ? sum / static_cast<T>(x.size()) : sum;
}

// Negative indices count from the end.
std::int64_t from_end(std::int64_t index, std::int64_t n) { return index < 0 ? index + n : index; }

}  // namespace

// The sum over all operands in ascending order, for each local result on its own.
template <class T>
std::vector<T> BoundCollective::matrix_sums(std::span<const T> x) const {
  const auto n = static_cast<std::size_t>(result_count());
  std::vector<T> sums(n, T(0));
  for (std::size_t i = 0; i < x.size(); ++i) {
    const T* row = matrix<T>() + i * n;
    for (std::size_t j = 0; j < n; ++j) sums[j] += row[j] * x[i];
  }
  return sums;
}

template <class T>
void BoundCollective::compute_as() {
  std::vector<T> x(whole_.begin(), whole_.end());
  if (!exchanges_ && !operands_.empty() && operands_[0]->single()) x = {static_cast<T>(operands_[0]->number())};
  const auto n = static_cast<std::int64_t>(x.size());
  const std::string& op = table_->op;
  if (op == "reduce") return result_->set_number(static_cast<double>(reduce<T>(table_->name, x)));
  if (op == "push") {
    binding_.history->advance();
    std::memcpy(binding_.history->data(), operands_[0]->data(), static_cast<std::size_t>(binding_.history->row_bytes()));
    return;
  }
  Variable& out = result_->array();
  if (op == "recall") {
    if (binding_.ages.empty()) {
      std::memcpy(out.data(), binding_.history->past(binding_.start), static_cast<std::size_t>(out.row_bytes()));
      return;
    }
    for (std::int64_t k = 0; k < out.count(); ++k) out.set(k, binding_.history->get(k, binding_.ages[static_cast<std::size_t>(k)]));
    return;
  }
  // From here on one value an element; `at` reads the operand.
  const auto at = [&](std::int64_t k) { return static_cast<double>(x[static_cast<std::size_t>(k)]); };
  const auto copy_base = [&] {
    const RowTemporary& base = *operands_[1];
    for (std::int64_t k = 0; k < out.count(); ++k) out.set(k, base.single() ? base.number() : base.array().get(k));
  };
  if (op == "slice") {
    for (std::int64_t k = 0; k < out.count(); ++k) out.set(k, at(binding_.start + binding_.step * (result_first() + k)));
  } else if (op == "roll") {
    for (std::int64_t k = 0; k < out.count(); ++k) out.set(k, at(((result_first() + k - binding_.start) % n + n) % n));
  } else if (op == "gather") {
    for (std::int64_t k = 0; k < out.count(); ++k)
      out.set(k, at(std::clamp<std::int64_t>(from_end(binding_.indices[static_cast<std::size_t>(k)], n), 0, n - 1)));
  } else if (op == "put") {
    copy_base();
    const bool single = operands_[0]->single();
    for (std::int64_t k = 0; k < binding_.count; ++k) {
      const std::int64_t local = binding_.start + binding_.step * k - result_first();
      if (local >= 0 && local < out.count()) out.set(local, at(single ? 0 : k));
    }
  } else if (op == "put_at" || op == "add_at") {
    const bool add = op == "add_at";
    std::vector<T> sums(static_cast<std::size_t>(add ? out.count() : 0), T(0));
    if (!add) copy_base();
    const bool single = operands_[0]->single();
    for (std::size_t k = 0; k < binding_.indices.size(); ++k) {
      const std::int64_t local = from_end(binding_.indices[k], out.size) - result_first();
      if (local < 0 || local >= out.count()) continue;
      const double value = at(single ? 0 : static_cast<std::int64_t>(k));
      if (add) sums[static_cast<std::size_t>(local)] += static_cast<T>(value);
      else out.set(local, value);
    }
    for (std::size_t k = 0; k < sums.size(); ++k) out.set(static_cast<std::int64_t>(k), static_cast<double>(sums[k]));
  } else if (op == "product") {
    const std::vector<T> sums = matrix_sums<T>(x);
    for (std::int64_t k = 0; k < out.count(); ++k) out.set(k, static_cast<double>(sums[static_cast<std::size_t>(k)]));
  } else {
    throw std::runtime_error("this program uses the collective operation '" + op + "', which this runtime does not have");
  }
}

void BoundCollective::compute() {
  if (double_precision_) compute_as<double>();
  else compute_as<float>();
}

}  // namespace bpl::runtime
