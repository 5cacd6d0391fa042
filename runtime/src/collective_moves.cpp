// Collectives that put elements to other places: slice, gather, roll, stretch, transpose, put, put_at; and the numbers of places.
#include <fmt/format.h>

#include <stdexcept>

#include "runtime/src/collective_parts.h"

namespace bpl::runtime {
namespace {

// The place of every local result of a gather.
struct ListedPlaces {
  std::int64_t first = 0;
  std::vector<std::int64_t> at;
  std::int64_t operator()(std::int64_t k) const { return at[static_cast<std::size_t>(k - first)]; }
};

template <class Place>
std::int64_t bytes_of(const Place&) { return 0; }
std::int64_t bytes_of(const ListedPlaces& places) { return static_cast<std::int64_t>(places.at.size() * sizeof places.at[0]); }

// result[k] = operand[place(k)]
template <class T, class Place>
class Move : public OfWholeOperand<T> {
 public:
  Move(const CollectiveUse& use, const World& world, Place place) : OfWholeOperand<T>(use, world), place_(std::move(place)) {
    // A place outside is a mistake in the program, which must not read what lies there.
    const std::int64_t n = this->operand_.size();
    for (std::int64_t k = 0; k < this->out_->count(); ++k)
      if (const std::int64_t at = place_(this->first_ + k); at < 0 || at >= n)
        throw std::runtime_error(fmt::format("this program reads element {} of an array of {}", at, n));
  }
  void compute() override {
    const std::span<const T> x = this->operand_.elements();
    fill<T>(*this->out_, [&](std::int64_t k) { return x[static_cast<std::size_t>(place_(this->first_ + k))]; });
  }
  std::int64_t bytes() const override { return OfWholeOperand<T>::bytes() + bytes_of(place_); }

 private:
  Place place_;
};

template <class T, class Place>
std::unique_ptr<Collective> move_to(const CollectiveUse& use, const World& world, Place place) {
  return std::make_unique<Move<T, Place>>(use, world, std::move(place));
}

// result[k] = k
template <class T>
class Arange : public Collective {
 public:
  explicit Arange(const CollectiveUse& use) : out_(&use.result->array()) {}
  void compute() override {
    fill<T>(*out_, [this](std::int64_t k) { return static_cast<T>(out_->block.first + k); });
  }

 private:
  Variable* out_;
};

std::int64_t size_of(const RowTemporary& operand) { return operand.single() ? 1 : operand.array().size; }

// result = operands[1], but operands[0][k] goes to the result of transfer k
template <class T>
class Put : public OfWholeOperand<T> {
 public:
  Put(const CollectiveUse& use, const World& world, std::vector<Transfer> transfers)
      : OfWholeOperand<T>(use, world), base_(use.operands.at(1)), transfers_(std::move(transfers)) {}
  void compute() override {
    Variable& out = *this->out_;
    if (base_->single()) fill<T>(out, [number = static_cast<T>(base_->number())](std::int64_t) { return number; });
    else fill<T>(out, [x = own_elements(base_->array(), &base_copy_)](std::int64_t k) { return x[static_cast<std::size_t>(k)]; });
    const std::span<const T> x = this->operand_.elements();
    const std::size_t step = this->operand_.single() ? 0 : 1;  // one number goes everywhere
    for (const Transfer& t : transfers_) out.set(t.local, static_cast<double>(x[static_cast<std::size_t>(t.operand) * step]));
  }
  std::int64_t bytes() const override { return OfWholeOperand<T>::bytes() + static_cast<std::int64_t>(transfers_.size() * sizeof(Transfer)); }

 private:
  RowTemporary* base_;
  std::vector<Transfer> transfers_;
  std::vector<T> base_copy_;
};

std::vector<Transfer> transfers_of_slice(const CollectiveUse& use) {
  const Block& part = use.result->array().block;
  std::vector<Transfer> transfers;
  for (std::int64_t k = 0; k < use.count; ++k)
    if (const std::int64_t at = use.start + use.step * k; at >= part.first && at < part.last) transfers.push_back({k, at - part.first});
  return transfers;
}

}  // namespace

template <class T>
std::unique_ptr<Collective> bind_move(const CollectiveUse& use, const World& world) {
  const std::string& op = use.table->op;
  const std::int64_t start = use.start, step = use.step, count = use.count;
  if (op == "arange") return std::make_unique<Arange<T>>(use);
  if (op == "put") return std::make_unique<Put<T>>(use, world, transfers_of_slice(use));
  if (op == "put_at") return std::make_unique<Put<T>>(use, world, transfers_to(use.result->array().block, use.result->array().size, *use.slot, true));
  if (op == "slice") return move_to<T>(use, world, [=](std::int64_t k) { return start + step * k; });
  if (op == "stretch") return move_to<T>(use, world, [=](std::int64_t k) { return k / (count * step) * step + k % step; });
  if (op != "roll" && op != "transpose" && op != "gather") return nullptr;
  const std::int64_t n = size_of(*use.operands[0]);
  if (op == "roll") return move_to<T>(use, world, [=](std::int64_t k) { return ((k - start) % n + n) % n; });
  if (op == "transpose") return move_to<T>(use, world, [=](std::int64_t k) { return k % (n / count) * count + k / (n / count); });
  const Block& part = use.result->array().block;
  return move_to<T>(use, world, ListedPlaces{part.first, clamped_indices(use.slot->part(part.first, part.last), n)});
}

template std::unique_ptr<Collective> bind_move<float>(const CollectiveUse&, const World&);
template std::unique_ptr<Collective> bind_move<double>(const CollectiveUse&, const World&);

}  // namespace bpl::runtime
