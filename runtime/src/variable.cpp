#include "runtime/src/variable.h"

#include <fmt/format.h>

#include <bit>
#include <stdexcept>

namespace bpl::runtime {
namespace {

std::size_t bytes_of(host::ElementType type, bool double_precision, std::int64_t count) {
  const auto n = static_cast<std::size_t>(padded(count));
  switch (type) {
    case host::ElementType::boolean: return n / 8;
    case host::ElementType::integer: return n * sizeof(std::int32_t);
    case host::ElementType::real: break;
  }
  return n * (double_precision ? sizeof(double) : sizeof(float));
}

// The finaliser of splitmix64: every bit of the argument reaches every bit of the result.
constexpr std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

}  // namespace

Variable::Variable(const host::VariablePlan& plan, const World& world, bool double_precision)
    : id(plan.id),
      size(plan.size),
      depth(plan.depth),
      owner(plan.owner),
      name(plan.name),
      type(plan.type),
      double_precision(double_precision),
      block(block_of(plan.size, world)),
      row_bytes_((bytes_of(plan.type, double_precision, block.count()) + 63) / 64 * 64),
      data_(row_bytes_ * static_cast<std::size_t>(plan.depth)) {
  assign(plan);
}

void Variable::assign(const host::VariablePlan& plan) {
  if (plan.uniform) return assign(std::span(&plan.value, 1));
  if (plan.recipe.empty()) return assign(std::span(plan.values));
  host::RecipeReader reader(plan.recipe);
  std::vector<double> mine(static_cast<std::size_t>(count()));
  for (std::int64_t age = depth - 1; age >= 0; --age) {
    advance();
    reader.read(age * size + block.first, mine);
    for (std::int64_t k = 0; k < count(); ++k) set(k, mine[static_cast<std::size_t>(k)]);
  }
}

double Variable::get(std::int64_t k, std::int64_t age) const {
  const std::byte* row = past(age);
  switch (type) {
    case host::ElementType::boolean: return (word<std::uint8_t>(row, k / 8) >> (k % 8)) & 1;
    case host::ElementType::integer: return word<std::int32_t>(row, k);
    case host::ElementType::real: break;
  }
  return double_precision ? word<double>(row, k) : static_cast<double>(word<float>(row, k));
}

void Variable::set(std::int64_t k, double value) {
  const auto at = static_cast<std::size_t>(k);
  std::byte* row = data();
  switch (type) {
    case host::ElementType::boolean: {
      const auto bit = static_cast<std::byte>(1u << (k % 8));
      if (value != 0) {
        row[at / 8] |= bit;
      } else {
        row[at / 8] &= ~bit;
      }
      return;
    }
    case host::ElementType::integer: {
      const std::int32_t w = to_int32(value);
      std::memcpy(row + at * sizeof w, &w, sizeof w);
      return;
    }
    case host::ElementType::real: break;
  }
  if (double_precision) {
    std::memcpy(row + at * sizeof value, &value, sizeof value);
  } else {
    const auto w = static_cast<float>(value);
    std::memcpy(row + at * sizeof w, &w, sizeof w);
  }
}

void Variable::assign(std::span<const double> values) {
  const bool one = values.size() == 1;
  if (!one && static_cast<std::int64_t>(values.size()) != size * depth)
    throw std::runtime_error(fmt::format("{}.{} has {} elements, but {} values were given", owner, name, size * depth, values.size()));
  // From the oldest value to the newest, so that the head ends where the newest is.
  for (std::int64_t age = depth - 1; age >= 0; --age) {
    advance();
    for (std::int64_t k = 0; k < count(); ++k) set(k, values[one ? 0 : static_cast<std::size_t>(age * size + block.first + k)]);
  }
}

std::uint64_t Variable::bits(std::int64_t k) const {
  std::uint64_t w = word<std::uint64_t>(data(), k);
  const std::int64_t used = count() - k * 64;
  if (used < 64) w &= (std::uint64_t{1} << used) - 1;
  return w;
}

std::uint64_t Variable::hash() const {
  std::uint64_t sum = 0;
  for (std::int64_t age = 0; age < depth; ++age)
    for (std::int64_t k = 0; k < count(); ++k)
      sum += mix(std::bit_cast<std::uint64_t>(get(k, age)) + mix(static_cast<std::uint64_t>(age * size + block.first + k) + 0x9e3779b97f4a7c15ull));
  return sum;
}

void Variable::append_true(std::uint32_t base, std::vector<std::uint32_t>* ids) const {
  for (std::int64_t k = 0; k * 64 < count(); ++k)
    for (std::uint64_t w = bits(k); w != 0; w &= w - 1)
      ids->push_back(base + static_cast<std::uint32_t>(k * 64 + std::countr_zero(w)));
}

std::int64_t Variable::count_true() const {
  std::int64_t total = 0;
  for (std::int64_t k = 0; k * 64 < count(); ++k) total += std::popcount(bits(k));
  return total;
}

}  // namespace bpl::runtime
