// What the collectives have in common: operands and results as arrays of T, the type of reals in the run. Internal to them.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

#include "runtime/src/collective.h"

namespace bpl::runtime {

// This rank's elements; `copy` holds them where they are not reals.
template <class T>
std::span<const T> own_elements(const Variable& v, std::vector<T>* copy) {
  const auto n = static_cast<std::size_t>(v.count());
  if (v.type == host::ElementType::real) return {reinterpret_cast<const T*>(v.data()), n};
  copy->resize(n);
  for (std::size_t k = 0; k < n; ++k) (*copy)[k] = static_cast<T>(v.get(static_cast<std::int64_t>(k)));
  return *copy;
}

// Indices into an array of n elements: negative ones count from the end, those beyond an end mean the element there.
inline std::vector<std::int64_t> clamped_indices(std::span<const double> indices, std::int64_t n) {
  std::vector<std::int64_t> places;
  for (const double index : indices) {
    const auto k = static_cast<std::int64_t>(index);
    places.push_back(std::clamp<std::int64_t>(k < 0 ? k + n : k, 0, std::max<std::int64_t>(n - 1, 0)));
  }
  return places;
}

// out[k] = value(k) for this rank's elements k = 0, 1, ...
template <class T, class F>
void fill(Variable& out, F&& value) {
  const std::int64_t n = out.count();
  if (out.type == host::ElementType::real) {
    T* data = reinterpret_cast<T*>(out.data());
    for (std::int64_t k = 0; k < n; ++k) data[k] = value(k);
  } else {
    for (std::int64_t k = 0; k < n; ++k) out.set(k, static_cast<double>(value(k)));
  }
}

// An operand of which every rank has all elements. One number stands for an array of one element.
template <class T>
class WholeOperand {
 public:
  WholeOperand(RowTemporary& operand, const World& world) : operand_(&operand), alone_(world.size() == 1) {
    if (operand.single() || alone_) return;
    for (int r = 0; r <= world.size(); ++r) offsets_.push_back(static_cast<std::size_t>(block_start(size(), r, world.size())) * sizeof(T));
  }
  bool single() const { return operand_->single(); }
  std::int64_t size() const { return single() ? 1 : operand_->array().size; }

  void exchange(World& world) {
    if (single() || alone_) return;
    const Bytes all = world.all_gather_known(std::as_bytes(own_elements(operand_->array(), &values_)), offsets_);
    values_.resize(static_cast<std::size_t>(size()));
    if (!all.empty()) std::memcpy(values_.data(), all.data(), all.size());
  }
  std::span<const T> elements() {
    if (single()) values_ = {static_cast<T>(operand_->number())};
    else if (alone_) return own_elements(operand_->array(), &values_);
    return values_;
  }
  std::int64_t bytes() const { return static_cast<std::int64_t>(values_.size() * sizeof(T)); }

 private:
  RowTemporary* operand_;
  bool alone_;
  std::vector<std::size_t> offsets_;
  std::vector<T> values_;
};

// A collective that reads all of its first operand.
template <class T>
class OfWholeOperand : public Collective {
 public:
  OfWholeOperand(const CollectiveUse& use, const World& world)
      : operand_(*use.operands.at(0), world), out_(&use.result->array()), first_(out_->block.first) {}
  bool exchanges() const override { return !operand_.single(); }
  void exchange(World& world) override { operand_.exchange(world); }
  std::int64_t bytes() const override { return operand_.bytes(); }

 protected:
  // f(position among the local results, how many, row, column) for every part of a row of `columns` results.
  template <class F>
  void for_runs(std::int64_t columns, F&& f) const {
    for (std::int64_t done = 0, run = 0; done < out_->count(); done += run) {
      const std::int64_t k = first_ + done, column = k % columns;
      run = std::min(columns - column, out_->count() - done);
      f(done, run, k / columns, column);
    }
  }

  WholeOperand<T> operand_;
  Variable* out_;
  std::int64_t first_;  // of the results of this rank
};

// One of the families, for its operations; null for others.
template <class T> std::unique_ptr<Collective> bind_move(const CollectiveUse&, const World&);
template <class T> std::unique_ptr<Collective> bind_reduction(const CollectiveUse&, const World&);
template <class T> std::unique_ptr<Collective> bind_product(const CollectiveUse&, const World&);
template <class T> std::unique_ptr<Collective> bind_history(const CollectiveUse&, const World&);

}  // namespace bpl::runtime
