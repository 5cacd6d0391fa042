// Collectives that make one element of many: reduce, reduce_axis, reduce_at.
#include "math/ordered_sum.h"
#include "math/reduction.h"
#include "runtime/src/collective_parts.h"

namespace bpl::runtime {
namespace {

// Along the tree of math/ordered_sum.h: every rank reduces the complete nodes of its block, and only these few numbers travel.
template <class T>
class Reduce : public Collective {
 public:
  Reduce(const CollectiveUse& use, const World& world) : operand_(use.operands.at(0)), result_(use.result), name_(use.table->name) {
    if (operand_->single()) return;
    offsets_.push_back(0);
    for (int r = 0; r < world.size(); ++r) {
      const Block block = block_of(operand_->array().size, r, world.size());
      for (const math::TreeRoot<T>& root : math::roots_of_block<T>(static_cast<std::uint64_t>(block.first), static_cast<std::uint64_t>(block.last))) roots_.push_back(root);
      offsets_.push_back(roots_.size() * sizeof(T));
    }
  }
  bool exchanges() const override { return !operand_->single(); }
  void exchange(World& world) override {
    const Variable& v = operand_->array();
    const std::span<const T> x = own_elements(v, &copy_);
    std::vector<T> mine;
    math::with_reduction<T>(name_, [&](T, auto op) {
      for (const math::TreeRoot<T>& root : math::reduce_block<T, decltype(op)>(static_cast<std::uint64_t>(v.block.first), x, op)) mine.push_back(root.value);
    });
    const Bytes all = world.all_gather_known(std::as_bytes(std::span(mine)), offsets_);
    for (std::size_t k = 0; k < roots_.size(); ++k) std::memcpy(&roots_[k].value, all.data() + k * sizeof(T), sizeof(T));
  }
  void compute() override {
    if (operand_->single()) roots_ = {{0, 0, static_cast<T>(operand_->number())}};
    const T all = math::with_reduction<T>(name_, [&](T empty, auto op) { return math::join_roots<T, decltype(op)>(roots_, empty, op); });
    const std::int64_t n = operand_->single() ? 1 : operand_->array().size;
    result_->set_number(static_cast<double>(name_ == "mean" ? all / static_cast<T>(n) : all));
  }

 private:
  RowTemporary *operand_, *result_;
  std::string name_;
  std::vector<math::TreeRoot<T>> roots_;  // of all ranks, in the order of elements
  std::vector<std::size_t> offsets_;
  std::vector<T> copy_;
};

template <class T>
class ReduceAxis : public OfWholeOperand<T> {
 public:
  ReduceAxis(const CollectiveUse& use, const World& world) : OfWholeOperand<T>(use, world), name_(use.table->name), count_(use.count), step_(use.step) {}
  void compute() override {
    const std::span<const T> x = this->operand_.elements();
    math::with_reduction<T>(name_, [&](T empty, auto op) {
      values_.assign(static_cast<std::size_t>(this->out_->count()), empty);
      this->for_runs(step_, [&](std::int64_t at, std::int64_t run, std::int64_t row, std::int64_t column) {
        for (std::int64_t i = 0; i < count_; ++i) {
          const T* part = x.data() + (row * count_ + i) * step_ + column;
          for (std::int64_t j = 0; j < run; ++j) {
            T& value = values_[static_cast<std::size_t>(at + j)];
            value = op(value, part[j]);
          }
        }
      });
    });
    const T divisor = static_cast<T>(name_ == "mean" ? count_ : 1);
    fill<T>(*this->out_, [&](std::int64_t k) { return values_[static_cast<std::size_t>(k)] / divisor; });
  }

 private:
  std::string name_;
  std::int64_t count_, step_;
  std::vector<T> values_;
};

template <class T>
class ReduceAt : public OfWholeOperand<T> {
 public:
  ReduceAt(const CollectiveUse& use, const World& world)
      : OfWholeOperand<T>(use, world), name_(use.table->name), transfers_(transfers_to(this->out_->block, this->out_->size, *use.slot, false)) {}
  void compute() override {
    const std::span<const T> x = this->operand_.elements();
    const std::size_t step = this->operand_.single() ? 0 : 1;  // one number for every index
    math::with_reduction<T>(name_, [&](T empty, auto op) {
      values_.assign(static_cast<std::size_t>(this->out_->count()), empty);
      for (const Transfer& t : transfers_) {
        T& value = values_[static_cast<std::size_t>(t.local)];
        value = op(value, x[static_cast<std::size_t>(t.operand) * step]);
      }
    });
    fill<T>(*this->out_, [&](std::int64_t k) { return values_[static_cast<std::size_t>(k)]; });
  }
  std::int64_t bytes() const override { return OfWholeOperand<T>::bytes() + static_cast<std::int64_t>(transfers_.size() * sizeof(Transfer)); }

 private:
  std::string name_;
  std::vector<Transfer> transfers_;
  std::vector<T> values_;
};

}  // namespace

template <class T>
std::unique_ptr<Collective> bind_reduction(const CollectiveUse& use, const World& world) {
  const std::string& op = use.table->op;
  if (op == "reduce") return std::make_unique<Reduce<T>>(use, world);
  if (op == "reduce_axis") return std::make_unique<ReduceAxis<T>>(use, world);
  if (op == "reduce_at") return std::make_unique<ReduceAt<T>>(use, world);
  return nullptr;
}

template std::unique_ptr<Collective> bind_reduction<float>(const CollectiveUse&, const World&);
template std::unique_ptr<Collective> bind_reduction<double>(const CollectiveUse&, const World&);

}  // namespace bpl::runtime
