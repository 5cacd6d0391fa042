#include "runtime/src/collective.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "runtime/src/collective_parts.h"

namespace bpl::runtime {
namespace {

template <class T>
std::unique_ptr<Collective> bind_as(const CollectiveUse& use, const World& world) {
  for (const auto bind : {bind_move<T>, bind_reduction<T>, bind_product<T>, bind_history<T>})
    if (std::unique_ptr<Collective> bound = bind(use, world)) return bound;
  throw std::runtime_error(fmt::format("this program uses the collective operation '{}', which this runtime does not have", use.table->op));
}

// Whether arrays of integers are moved: as doubles they arrive as they are.
bool moves_integers(const CollectiveUse& use) {
  std::vector<const Variable*> arrays{use.history};
  if (use.result && !use.result->single()) arrays.push_back(&use.result->array());
  for (const RowTemporary* operand : use.operands)
    if (!operand->single()) arrays.push_back(&operand->array());
  const auto is = [](host::ElementType type) { return [type](const Variable* v) { return v && v->type == type; }; };
  return std::any_of(arrays.begin(), arrays.end(), is(host::ElementType::integer)) && std::none_of(arrays.begin(), arrays.end(), is(host::ElementType::real));
}

}  // namespace

std::unique_ptr<Collective> bind_collective(const CollectiveUse& use, const World& world, bool double_precision) {
  return double_precision || moves_integers(use) ? bind_as<double>(use, world) : bind_as<float>(use, world);
}

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
      const std::int64_t at = from_the_end && index < 0 ? index + size : index;
      if (at >= results.first && at < results.last) found.push_back({first + static_cast<std::int64_t>(k), at - results.first});
    }
  }
  return found;
}

}  // namespace bpl::runtime
