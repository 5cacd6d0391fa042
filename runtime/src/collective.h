// Collectives: operations of a step that combine elements of different places, possibly of different ranks. What each of them
// computes stands in ir/kernel.h; for any number of ranks it is the same to the last bit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "host/models/plan.h"
#include "runtime/src/program.h"
#include "runtime/src/row_temporary.h"
#include "runtime/src/world.h"

namespace bpl::runtime {

// A collective bound to what it works on. Everything that follows from sizes, indices and matrices is computed when it is made.
class Collective {
 public:
  virtual ~Collective() = default;
  // Whether a step talks to other ranks: exchange() is then called on all of them alike.
  virtual bool exchanges() const { return false; }
  virtual void exchange(World&) {}
  // Local: the result from what exchange() gave.
  virtual void compute() = 0;
  virtual std::int64_t bytes() const { return 0; }
};

// One use of a collective in a row.
struct CollectiveUse {
  const CollectiveTable* table = nullptr;
  std::string object = {};  // of the row, for messages
  std::int64_t start = 0, step = 1, count = 0;
  std::vector<RowTemporary*> operands = {};
  RowTemporary* result = nullptr;
  Variable* history = nullptr;
  const host::SlotValue* slot = nullptr;  // read while binding only
};

// Throws std::runtime_error where sizes and indices do not fit, or the operation is not known.
std::unique_ptr<Collective> bind_collective(const CollectiveUse&, const World&, bool double_precision);

// Operand `operand` goes to local result `local`.
struct Transfer {
  std::int64_t operand = 0, local = 0;
};

// Those of the operands with these indices that go to the results of a rank, by operand. What lies beyond either end goes
// nowhere; negative indices do, or count from the end.
std::vector<Transfer> transfers_to(const Block& results, std::int64_t size, const host::SlotValue& indices, bool from_the_end);

}  // namespace bpl::runtime
