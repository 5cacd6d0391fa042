// Histories: push and recall. They are local: a rank remembers its own elements.
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

void check_age(const CollectiveUse& use, double age) {
  const Variable& history = *use.history;
  if (!(age >= 0 && age < static_cast<double>(history.depth)))
    throw std::runtime_error(fmt::format("'{}' reads the value of {} steps ago, but {}.{} remembers {} steps", use.object, age, history.owner, history.name,
                                         history.depth - 1));
}

std::unique_ptr<Collective> bind_recall(const CollectiveUse& use) {
  if (use.slot == nullptr) {
    check_age(use, static_cast<double>(use.start));
    return std::make_unique<Recall>(use);
  }
  const Block& part = use.result->array().block;
  std::vector<std::int32_t> ages;
  for (const double age : use.slot->part(part.first, part.last)) {
    check_age(use, age);
    ages.push_back(static_cast<std::int32_t>(age));
  }
  return std::make_unique<RecallEach>(use, std::move(ages));
}

}  // namespace

template <class T>
std::unique_ptr<Collective> bind_history(const CollectiveUse& use, const World&) {
  if (use.table->op == "push") return std::make_unique<Push>(use);
  return use.table->op == "recall" ? bind_recall(use) : nullptr;
}

template std::unique_ptr<Collective> bind_history<float>(const CollectiveUse&, const World&);
template std::unique_ptr<Collective> bind_history<double>(const CollectiveUse&, const World&);

}  // namespace bpl::runtime
