// Histories: push and recall. A rank remembers its own elements; only those of given indices come from other ranks.
#include <fmt/format.h>

#include <stdexcept>

#include "runtime/src/collective_parts.h"

namespace bpl::runtime {
namespace {

class Push : public Collective {
 public:
  explicit Push(const CollectiveUse& use) : operand_(use.operands.at(0)), history_(use.history) {}
  void compute() override {
    history_->advance();
    std::copy_n(static_cast<const std::byte*>(operand_->data()), history_->row_bytes(), history_->data());
  }

 private:
  RowTemporary* operand_;
  Variable* history_;
};

void check_age(const std::string& object, const Variable& history, double age) {
  if (!(age >= 0 && age < static_cast<double>(history.depth)))
    throw std::runtime_error(fmt::format("'{}' reads the value of {} steps ago, but {}.{} remembers {} steps", object, age, history.owner, history.name,
                                         history.depth - 1));
}

// An age for all elements.
class Recall : public Collective {
 public:
  explicit Recall(const CollectiveUse& use) : history_(use.history), out_(&use.result->array()), age_(use.start) {}
  void compute() override { std::copy_n(history_->past(age_), out_->row_bytes(), out_->data()); }

 private:
  Variable *history_, *out_;
  std::int64_t age_;
};

// An age for each element.
class RecallEach : public Collective {
 public:
  RecallEach(const CollectiveUse& use, std::vector<std::int32_t> ages) : history_(use.history), out_(&use.result->array()), ages_(std::move(ages)) {}
  void compute() override {
    for (std::int64_t k = 0; k < out_->count(); ++k) out_->set(k, history_->get(k, ages_[static_cast<std::size_t>(k)]));
  }
  std::int64_t bytes() const override { return static_cast<std::int64_t>(ages_.size() * sizeof ages_[0]); }

 private:
  Variable *history_, *out_;
  std::vector<std::int32_t> ages_;
};

// Elements of given indices, with an age for each of them.
template <class T>
class RecallAt : public OfWholeOperand<T> {
 public:
  RecallAt(const CollectiveUse& use, const World& world) : OfWholeOperand<T>(use, world), object_(use.object), history_(*use.history) {
    const std::vector<std::int64_t> at = clamped_indices(use.slot->part(0, use.slot->size()), history_.size);
    if (history_.size == 0 && !at.empty()) throw std::runtime_error(fmt::format("'{}' reads elements of an empty history", use.object));
    if (this->operand_.size() != static_cast<std::int64_t>(at.size()))
      throw std::runtime_error(fmt::format("'{}' has {} delays for {} indices", use.object, this->operand_.size(), at.size()));
    std::vector<std::int64_t> starts, counts(static_cast<std::size_t>(world.size()), 0), among_own;
    for (int r = 0; r <= world.size(); ++r) starts.push_back(block_start(history_.size, r, world.size()));
    const auto owner = [&](std::int64_t k) { return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), k) - starts.begin()) - 1; };
    for (std::size_t k = 0; k < at.size(); ++k) {
      among_own.push_back(counts[owner(at[k])]++);
      if (at[k] >= history_.block.first && at[k] < history_.block.last) mine_.push_back({static_cast<std::int64_t>(k), at[k] - history_.block.first});
    }
    offsets_ = {0};
    for (const std::int64_t count : counts) offsets_.push_back(offsets_.back() + static_cast<std::size_t>(count) * sizeof(T));
    for (std::int64_t k = this->first_; k < this->first_ + this->out_->count(); ++k)
      from_.push_back(static_cast<std::int64_t>(offsets_[owner(at[static_cast<std::size_t>(k)])] / sizeof(T)) + among_own[static_cast<std::size_t>(k)]);
  }

  // An age that the history does not reach is found by all ranks alike in compute().
  void exchange(World& world) override {
    OfWholeOperand<T>::exchange(world);
    const std::span<const T> ages = this->operand_.elements();
    values_.clear();
    for (const Transfer& t : mine_) {
      const std::int64_t age = to_int32(static_cast<double>(ages[static_cast<std::size_t>(t.operand)]));
      values_.push_back(static_cast<T>(history_.get(t.local, std::clamp<std::int64_t>(age, 0, history_.depth - 1))));
    }
    const Bytes all = world.all_gather_known(std::as_bytes(std::span(values_)), offsets_);
    values_.resize(all.size() / sizeof(T));
    if (!all.empty()) std::memcpy(values_.data(), all.data(), all.size());
  }
  void compute() override {
    for (const T age : this->operand_.elements()) check_age(object_, history_, static_cast<double>(age));
    fill<T>(*this->out_, [&](std::int64_t k) { return values_[static_cast<std::size_t>(from_[static_cast<std::size_t>(k)])]; });
  }
  std::int64_t bytes() const override {
    return OfWholeOperand<T>::bytes() + static_cast<std::int64_t>(mine_.size() * sizeof mine_[0] + from_.size() * sizeof from_[0] + values_.size() * sizeof(T));
  }

 private:
  std::string object_;  // for messages
  const Variable& history_;
  std::vector<Transfer> mine_;        // what this rank gives: local elements, by result
  std::vector<std::size_t> offsets_;  // of what the ranks give, in bytes
  std::vector<std::int64_t> from_;    // the place of each local result among it
  std::vector<T> values_;
};

std::unique_ptr<Collective> bind_recall(const CollectiveUse& use) {
  if (use.slot == nullptr) {
    check_age(use.object, *use.history, static_cast<double>(use.start));
    return std::make_unique<Recall>(use);
  }
  const Block& part = use.result->array().block;
  std::vector<std::int32_t> ages;
  for (const double age : use.slot->part(part.first, part.last)) {
    check_age(use.object, *use.history, age);
    ages.push_back(static_cast<std::int32_t>(age));
  }
  return std::make_unique<RecallEach>(use, std::move(ages));
}

}  // namespace

template <class T>
std::unique_ptr<Collective> bind_history(const CollectiveUse& use, const World& world) {
  if (use.table->op == "push") return std::make_unique<Push>(use);
  if (use.table->op != "recall") return nullptr;
  if (!use.operands.empty()) return std::make_unique<RecallAt<T>>(use, world);
  return bind_recall(use);
}

template std::unique_ptr<Collective> bind_history<float>(const CollectiveUse&, const World&);
template std::unique_ptr<Collective> bind_history<double>(const CollectiveUse&, const World&);

}  // namespace bpl::runtime
