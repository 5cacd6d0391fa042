// Matrix products as collectives. Every element is a sum in ascending order, on the rank that owns it.
#include <fmt/format.h>

#include <stdexcept>

#include "runtime/src/collective_parts.h"

namespace bpl::runtime {
namespace {

// sums[j] += row[j] * factor
template <class T>
void add_row(std::vector<T>& sums, const T* row, T factor) {
  T* const out = sums.data();
  const std::size_t n = sums.size();
  for (std::size_t j = 0; j < n; ++j) out[j] += row[j] * factor;
}

// The matrix is a parameter: each rank holds the factors of its own results, operand by operand.
template <class T>
class ProductWithSlot : public OfWholeOperand<T> {
 public:
  ProductWithSlot(const CollectiveUse& use, const World& world) : OfWholeOperand<T>(use, world) {
    const std::int64_t inputs = this->operand_.size(), outputs = this->out_->size, entries = use.slot->size();
    const Block& part = this->out_->block;
    if (entries != inputs * outputs)
      throw std::runtime_error(fmt::format("the matrix of '{}' has {} entries where {} x {} are needed", use.object, entries, outputs, inputs));
    matrix_.resize(static_cast<std::size_t>(inputs * part.count()));
    const auto at = [&](std::int64_t i, std::int64_t j) -> T& { return matrix_[static_cast<std::size_t>(i * part.count() + j)]; };
    if (use.table->transposed) {
      for (std::int64_t i = 0; i < inputs; ++i) {
        const std::vector<double> row = use.slot->part(i * outputs + part.first, i * outputs + part.last);
        for (std::int64_t j = 0; j < part.count(); ++j) at(i, j) = static_cast<T>(row[static_cast<std::size_t>(j)]);
      }
      return;
    }
    for (std::int64_t j = 0; j < part.count(); ++j) {
      const std::vector<double> row = use.slot->part((part.first + j) * inputs, (part.first + j + 1) * inputs);
      for (std::int64_t i = 0; i < inputs; ++i) at(i, j) = static_cast<T>(row[static_cast<std::size_t>(i)]);
    }
  }
  void compute() override {
    const std::span<const T> x = this->operand_.elements();
    sums_.assign(static_cast<std::size_t>(this->out_->count()), T(0));
    for (std::size_t i = 0; i < x.size(); ++i) add_row(sums_, matrix_.data() + i * sums_.size(), x[i]);
    fill<T>(*this->out_, [&](std::int64_t k) { return sums_[static_cast<std::size_t>(k)]; });
  }
  std::int64_t bytes() const override { return OfWholeOperand<T>::bytes() + static_cast<std::int64_t>(matrix_.size() * sizeof(T)); }

 private:
  std::vector<T> matrix_, sums_;
};

// The matrix is state of the network.
template <class T>
class ProductWithOperand : public OfWholeOperand<T> {
 public:
  ProductWithOperand(const CollectiveUse& use, const World& world) : OfWholeOperand<T>(use, world), matrix_(*use.operands.at(1), world) {}
  void exchange(World& world) override {
    this->operand_.exchange(world);
    matrix_.exchange(world);
  }
  std::int64_t bytes() const override { return OfWholeOperand<T>::bytes() + matrix_.bytes(); }
  void compute() override {
    sums_.assign(static_cast<std::size_t>(this->out_->count()), T(0));
    multiply(matrix_.elements(), this->operand_.elements());
    fill<T>(*this->out_, [&](std::int64_t k) { return sums_[static_cast<std::size_t>(k)]; });
  }

 protected:
  virtual void multiply(std::span<const T> matrix, std::span<const T> x) = 0;
  std::vector<T> sums_;

 private:
  WholeOperand<T> matrix_;
};

// matrix times vector
template <class T>
class RowsTimesVector : public ProductWithOperand<T> {
 public:
  using ProductWithOperand<T>::ProductWithOperand;
  void multiply(std::span<const T> matrix, std::span<const T> x) override {
    for (std::size_t j = 0; j < this->sums_.size(); ++j) {
      const T* row = matrix.data() + (static_cast<std::size_t>(this->first_) + j) * x.size();
      for (std::size_t i = 0; i < x.size(); ++i) this->sums_[j] += row[i] * x[i];
    }
  }
};

// vector times matrix
template <class T>
class VectorTimesRows : public ProductWithOperand<T> {
 public:
  using ProductWithOperand<T>::ProductWithOperand;
  void multiply(std::span<const T> matrix, std::span<const T> x) override {
    for (std::size_t i = 0; i < x.size(); ++i) add_row(this->sums_, matrix.data() + static_cast<std::int64_t>(i) * this->out_->size + this->first_, x[i]);
  }
};

// matrix times matrix, whose columns are `columns`
template <class T>
class MatrixTimesMatrix : public ProductWithOperand<T> {
 public:
  MatrixTimesMatrix(const CollectiveUse& use, const World& world) : ProductWithOperand<T>(use, world), columns_(use.count) {}
  void multiply(std::span<const T> matrix, std::span<const T> x) override {
    const std::int64_t inner = static_cast<std::int64_t>(x.size()) / columns_;
    this->for_runs(columns_, [&](std::int64_t at, std::int64_t run, std::int64_t row, std::int64_t column) {
      for (std::int64_t k = 0; k < inner; ++k) {
        const T factor = matrix[static_cast<std::size_t>(row * inner + k)];
        const T* other = x.data() + k * columns_ + column;
        for (std::int64_t j = 0; j < run; ++j) this->sums_[static_cast<std::size_t>(at + j)] += factor * other[j];
      }
    });
  }

 private:
  std::int64_t columns_;
};

}  // namespace

template <class T>
std::unique_ptr<Collective> bind_product(const CollectiveUse& use, const World& world) {
  if (use.table->op != "product") return nullptr;
  if (use.slot != nullptr) return std::make_unique<ProductWithSlot<T>>(use, world);
  if (use.count > 0) return std::make_unique<MatrixTimesMatrix<T>>(use, world);
  if (use.table->transposed) return std::make_unique<VectorTimesRows<T>>(use, world);
  return std::make_unique<RowsTimesVector<T>>(use, world);
}

template std::unique_ptr<Collective> bind_product<float>(const CollectiveUse&, const World&);
template std::unique_ptr<Collective> bind_product<double>(const CollectiveUse&, const World&);

}  // namespace bpl::runtime
