#include "runtime/src/collective.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "math/ordered_sum.h"
#include "math/reduction.h"

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
  return static_cast<std::int64_t>(binding_.matrix_f32.size() * 4 + binding_.matrix_f64.size() * 8 + binding_.indices.size() * 8 + binding_.transfers.size() * sizeof(Transfer) + binding_.ages.size() * 4 + (whole_.size() + whole_matrix_.size()) * 8);
}

void BoundCollective::exchange(World& world) {
  gather(world, operands_[0]->array(), &whole_);
  if (matrix_is_operand()) gather(world, operands_[1]->array(), &whole_matrix_);
}

namespace {

// The elements of this rank's part.
void read_elements(const Variable& v, std::span<double> values) {
  const auto copy = [&](const auto* data) {
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<double>(data[k]);
  };
  if (v.type != host::ElementType::real)
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = v.get(static_cast<std::int64_t>(k));
  else if (v.double_precision) copy(reinterpret_cast<const double*>(v.data()));
  else copy(reinterpret_cast<const float*>(v.data()));
}

}  // namespace

void BoundCollective::gather(World& world, const Variable& v, std::vector<double>* whole) {
  whole->resize(static_cast<std::size_t>(v.size));
  if (world.size() == 1) return read_elements(v, *whole);
  std::vector<double> mine(static_cast<std::size_t>(v.count()));
  read_elements(v, mine);
  std::vector<std::size_t> offsets;
  for (int r = 0; r <= world.size(); ++r) offsets.push_back(static_cast<std::size_t>(block_start(v.size, r, world.size())) * sizeof(double));
  const Bytes all = world.all_gather_known(std::as_bytes(std::span(mine)), offsets);
  if (!all.empty()) std::memcpy(whole->data(), all.data(), all.size());
}

namespace {

template <class T>
T reduce(const std::string& name, std::span<const T> x) {
  const T all = math::with_reduction<T>(name, [&](T empty, auto op) { return math::ordered_sum<T, decltype(op)>(x, empty, op); });
  return name == "mean" ? all / static_cast<T>(x.size()) : all;
}

// Negative indices count from the end.
std::int64_t from_end(std::int64_t index, std::int64_t n) { return index < 0 ? index + n : index; }

}  // namespace

std::vector<Transfer> transfers_to(const Block& results, std::int64_t size, const host::SlotValue& indices, bool from_the_end) {
  constexpr std::int64_t kBlock = 1 << 16;  // of indices that are looked at together
  std::vector<Transfer> found;
  host::SlotReader reader(indices);
  std::vector<double> block;
  for (std::int64_t first = 0; first < indices.size(); first += kBlock) {
    block.resize(static_cast<std::size_t>(std::min(kBlock, indices.size() - first)));
    reader.read(first, block);
    for (std::size_t k = 0; k < block.size(); ++k) {
      const auto index = static_cast<std::int64_t>(block[k]);
      const std::int64_t at = from_the_end ? from_end(index, size) : index;
      if (at >= results.first && at < results.last) found.push_back({first + static_cast<std::int64_t>(k), at - results.first});
    }
  }
  return found;
}

// The local results of a collective, from the whole operand `x`.
template <class T>
class CollectiveResults {
 public:
  CollectiveResults(BoundCollective& of, std::span<const T> x)
      : of_(of), binding_(of.binding_), x_(x), n_(static_cast<std::int64_t>(x.size())), out_(of.result_->array()), first_(out_.block.first) {}

  // False if there is no such operation.
  bool run(const std::string& op) {
    const CollectiveBinding& b = binding_;
    if (op == "slice") each([&](std::int64_t k) { return at_place(b.start + b.step * k); });
    else if (op == "roll") each([&](std::int64_t k) { return at(((k - b.start) % n_ + n_) % n_); });
    else if (op == "stretch") each([&](std::int64_t k) { return at_place(k / (b.count * b.step) * b.step + k % b.step); });
    else if (op == "transpose") each([&](std::int64_t k) { return at_place(k % (n_ / b.count) * b.count + k / (n_ / b.count)); });
    else if (op == "gather") each([&](std::int64_t k) { return at(std::clamp<std::int64_t>(from_end(b.indices[static_cast<std::size_t>(k - first_)], n_), 0, n_ - 1)); });
    else if (op == "reduce_axis") reduce_axis();
    else if (op == "reduce_at") reduce_at();
    else if (op == "put") put();
    else if (op == "put_at") put_at();
    else if (op == "product" && binding_.count > 0) matrix_product();
    else if (op == "product") product();
    else return false;
    return true;
  }

 private:
  T at(std::int64_t k) const { return x_[static_cast<std::size_t>(k)]; }
  // For places that a program computes: one outside is a mistake in it, which must not read what lies there.
  T at_place(std::int64_t k) const {
    if (k < 0 || k >= n_) throw std::runtime_error("this program reads element " + std::to_string(k) + " of an array of " + std::to_string(n_));
    return at(k);
  }
  // An operand that is one number stands for as many as are needed.
  T spread(std::int64_t k) const { return at(of_.operands_[0]->single() ? 0 : k); }

  template <class F>
  void each(F&& value) {
    for (std::int64_t k = 0; k < out_.count(); ++k) out_.set(k, static_cast<double>(value(first_ + k)));
  }

  void reduce_axis() {
    const std::int64_t count = binding_.count, step = binding_.step;
    const bool mean = of_.table_->name == "mean";
    std::vector<T> values;
    math::with_reduction<T>(of_.table_->name, [&](T empty, auto op) {
      values.assign(static_cast<std::size_t>(out_.count()), empty);
      for_runs(step, [&](std::int64_t at, std::int64_t run, std::int64_t row, std::int64_t column) {
        for (std::int64_t i = 0; i < count; ++i) {
          const T* x = x_.data() + (row * count + i) * step + column;
          for (std::int64_t j = 0; j < run; ++j) {
            T& value = values[static_cast<std::size_t>(at + j)];
            value = op(value, x[j]);
          }
        }
      });
    });
    each([&](std::int64_t k) { return values[static_cast<std::size_t>(k - first_)] / static_cast<T>(mean ? count : 1); });
  }

  void reduce_at() {
    std::vector<T> values;
    math::with_reduction<T>(of_.table_->name, [&](T empty, auto op) {
      values.assign(static_cast<std::size_t>(out_.count()), empty);
      for_transfers([&](std::int64_t local, T value) {
        T& sum = values[static_cast<std::size_t>(local)];
        sum = op(sum, value);
      });
    });
    each([&](std::int64_t k) { return values[static_cast<std::size_t>(k - first_)]; });
  }

  // f(local result, operand) for every operand that goes to a local result.
  template <class F>
  void for_transfers(F&& f) {
    for (const Transfer& t : binding_.transfers) f(t.local, spread(t.operand));
  }

  void copy_base() {
    const RowTemporary& base = *of_.operands_[1];
    for (std::int64_t k = 0; k < out_.count(); ++k) out_.set(k, base.single() ? base.number() : base.array().get(k));
  }

  void put() {
    copy_base();
    for (std::int64_t k = 0; k < binding_.count; ++k) {
      const std::int64_t local = binding_.start + binding_.step * k - first_;
      if (local >= 0 && local < out_.count()) out_.set(local, static_cast<double>(spread(k)));
    }
  }

  void put_at() {
    copy_base();
    for_transfers([&](std::int64_t local, T value) { out_.set(local, static_cast<double>(value)); });
  }

  // f(position among the local results, how many, row, column) for every part of a row of `columns` results.
  template <class F>
  void for_runs(std::int64_t columns, F&& f) {
    for (std::int64_t done = 0, run = 0; done < out_.count(); done += run) {
      const std::int64_t k = first_ + done, column = k % columns;
      run = std::min(columns - column, out_.count() - done);
      f(done, run, k / columns, column);
    }
  }

  // As product(), for every column on its own.
  void matrix_product() {
    const std::int64_t columns = binding_.count, inner = n_ / columns;
    std::vector<T> sums(static_cast<std::size_t>(out_.count()), T(0));
    for_runs(columns, [&](std::int64_t at, std::int64_t run, std::int64_t row, std::int64_t column) {
      for (std::int64_t k = 0; k < inner; ++k) {
        const T factor = static_cast<T>(of_.whole_matrix_[static_cast<std::size_t>(row * inner + k)]);
        const T* x = x_.data() + k * columns + column;
        for (std::int64_t j = 0; j < run; ++j) sums[static_cast<std::size_t>(at + j)] += factor * x[j];
      }
    });
    each([&](std::int64_t k) { return sums[static_cast<std::size_t>(k - first_)]; });
  }

  // Sums over all operands in ascending order, for each result on its own.
  void product() {
    const auto results = static_cast<std::size_t>(out_.count());
    std::vector<T> sums(results, T(0));
    if (of_.matrix_is_operand() && !of_.table_->transposed) {
      for (std::size_t j = 0; j < results; ++j) {
        const double* row = of_.whole_matrix_.data() + (first_ + static_cast<std::int64_t>(j)) * n_;
        for (std::int64_t i = 0; i < n_; ++i) sums[j] += static_cast<T>(row[i]) * at(i);
      }
    } else {
      for (std::int64_t i = 0; i < n_; ++i) {
        const auto add = [&](const auto* row) {
          for (std::size_t j = 0; j < results; ++j) sums[j] += static_cast<T>(row[j]) * at(i);
        };
        if (of_.matrix_is_operand()) add(of_.whole_matrix_.data() + i * out_.size + first_);
        else add(of_.matrix<T>() + static_cast<std::size_t>(i) * results);
      }
    }
    each([&](std::int64_t k) { return sums[static_cast<std::size_t>(k - first_)]; });
  }

  BoundCollective& of_;
  const CollectiveBinding& binding_;
  std::span<const T> x_;
  std::int64_t n_;
  Variable& out_;
  std::int64_t first_;
};

void BoundCollective::recall() {
  Variable& out = result_->array();
  if (binding_.ages.empty()) {
    std::copy_n(binding_.history->past(binding_.start), out.row_bytes(), out.data());
    return;
  }
  for (std::int64_t k = 0; k < out.count(); ++k) out.set(k, binding_.history->get(k, binding_.ages[static_cast<std::size_t>(k)]));
}

void BoundCollective::push() {
  binding_.history->advance();
  std::copy_n(static_cast<const std::byte*>(operands_[0]->data()), binding_.history->row_bytes(), binding_.history->data());
}

template <class T>
void BoundCollective::compute_as() {
  std::vector<T> x(whole_.begin(), whole_.end());
  if (operands_[0]->single()) x = {static_cast<T>(operands_[0]->number())};
  if (table_->op == "reduce") return result_->set_number(static_cast<double>(reduce<T>(table_->name, x)));
  if (!CollectiveResults<T>(*this, x).run(table_->op))
    throw std::runtime_error("this program uses the collective operation '" + table_->op + "', which this runtime does not have");
}

void BoundCollective::compute() {
  if (table_->op == "recall") recall();
  else if (table_->op == "push") push();
  else if (double_precision_) compute_as<double>();
  else compute_as<float>();
}

}  // namespace bpl::runtime
