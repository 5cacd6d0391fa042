// Collectives: operations of a step that combine elements of different places, possibly of different ranks.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "runtime/src/program.h"
#include "runtime/src/variable.h"

namespace bpl::runtime {

// A temporary of one row: an array over a space, or one number (in the precision of the run, where kernels read it).
class RowTemporary {
 public:
  RowTemporary(const TemporaryTable&, const std::vector<std::int64_t>& space_sizes, const World&, bool double_precision);
  bool single() const { return array_ == nullptr; }
  Variable& array() const { return *array_; }
  void* data();
  void set_number(double value);
  double number() const;

 private:
  std::unique_ptr<Variable> array_;
  bool double_precision_;
  AlignedVector<std::byte> number_;
};

// Operand `operand` goes to local result `local`.
struct Transfer {
  std::int64_t operand = 0, local = 0;
};

// Those of the operands with these indices that go to the results of a rank, by operand. What lies beyond either end goes
// nowhere; negative indices do, or count from the end.
std::vector<Transfer> transfers_to(const Block& results, std::int64_t size, const host::SlotValue& indices, bool from_the_end);

// What a collective needs besides its operands, for this rank.
struct CollectiveBinding {
  std::int64_t start = 0, step = 1;
  std::vector<std::int64_t> indices = {};     // gather: of the local results
  std::vector<Transfer> transfers = {};       // put_at, reduce_at
  std::vector<std::int32_t> ages = {};        // recall with one age an element: of the local elements
  std::vector<float> matrix_f32 = {};         // product with a slot, in the precision of the run: row i has the factors of operand i
  std::vector<double> matrix_f64 = {};        //   for the local results
  std::int64_t count = 0;                     // see ir/kernel.h
  Variable* history = nullptr;
};

class BoundCollective {
 public:
  BoundCollective(const CollectiveTable&, CollectiveBinding, std::vector<RowTemporary*> operands, RowTemporary* result, bool double_precision);

  // Whether run() talks to other ranks: what is below exchange() is then called on all of them alike.
  bool exchanges() const { return exchanges_; }
  // Collective: the whole operand on every rank, and the matrix of a product where it is one.
  void exchange(World&);
  // Local: the result from what exchange() gave.
  void compute();
  std::int64_t bytes() const;

 private:
  template <class T>
  friend class CollectiveResults;

  template <class T>
  void compute_as();
  void recall();
  void push();
  static void gather(World&, const Variable&, std::vector<double>* whole);
  bool matrix_is_operand() const { return table_->op == "product" && operands_.size() == 2; }
  template <class T>
  const T* matrix() const {
    if constexpr (std::is_same_v<T, float>) return binding_.matrix_f32.data();
    else return binding_.matrix_f64.data();
  }

  const CollectiveTable* table_;
  CollectiveBinding binding_;
  std::vector<RowTemporary*> operands_;
  RowTemporary* result_;
  bool double_precision_, exchanges_;
  std::vector<double> whole_, whole_matrix_;  // operands of all ranks, in global order
};

}  // namespace bpl::runtime
