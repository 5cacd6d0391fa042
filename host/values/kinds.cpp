#include "host/values/kinds.h"

#include <array>

namespace bpl::host {
namespace {

struct Row {
  const KindOperations* operations = nullptr;
  int priority = 0;
};

std::array<Row, static_cast<std::size_t>(Kind::abstract) + 1>& rows() {
  static std::array<Row, static_cast<std::size_t>(Kind::abstract) + 1> table;
  return table;
}

}  // namespace

void register_kind(Kind kind, const KindOperations* operations, int priority) {
  rows()[static_cast<std::size_t>(kind)] = {operations, priority};
}

const KindOperations* kind_operations(Kind kind) { return rows()[static_cast<std::size_t>(kind)].operations; }
int kind_priority(Kind kind) { return rows()[static_cast<std::size_t>(kind)].priority; }

}  // namespace bpl::host
