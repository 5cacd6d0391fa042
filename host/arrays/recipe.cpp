#include "host/arrays/recipe.h"

#include <algorithm>
#include <cstring>

#include "host/arrays/array_lazy.h"
#include "host/arrays/array_walk.h"
#include "host/arrays/connection_rows.h"
#include "math/permutation.h"
#include "math/philox.h"
#include "math/poisson.h"

namespace bpl::host {

std::int64_t weighted_place(std::span<const double> cumulative, double u) {
  const auto at = std::upper_bound(cumulative.begin(), cumulative.end(), u) - cumulative.begin();
  return std::min<std::int64_t>(at, static_cast<std::int64_t>(cumulative.size()) - 1);
}

namespace {

// The arrays of one block; they live until the next one.
class BlockArrays : public ArrayMaker {
 public:
  Array* make(DType d, Shape shape) override {
    arrays_.push_back(std::make_unique<Array>(d, Flavour::brainpy, std::move(shape)));
    return arrays_.back().get();
  }
  void clear() { arrays_.clear(); }

 private:
  std::vector<std::unique_ptr<Array>> arrays_;
};

Array* numbers(ArrayMaker& maker, DType d, std::span<const double> values, Shape shape) {
  Array* a = maker.make(d, std::move(shape));
  with_type(d, [&](auto zero) {
    using T = decltype(zero);
    std::transform(values.begin(), values.end(), a->data<T>(), [](double x) { return convert<T>(x); });
  });
  return a;
}

}  // namespace

struct RecipeReader::State {
  explicit State(const Recipe& r) : recipe(r) {
    for (const ConnectivityPlan& plan : r.connections) cursors.emplace_back(plan);
  }
  const Array* block(std::int64_t first, std::int64_t count);
  const Array* node(const Recipe::Node&, std::int64_t first, std::int64_t count);
  const Array* draws(const Recipe::Node&, std::int64_t first, std::int64_t count);
  const Array* ids(const Recipe::Node&, std::int64_t first, std::int64_t count);
  const Array* looked_up(const Recipe::Node&);
  const Array& operand(const Recipe::Node& n, std::size_t k) const { return *results[static_cast<std::size_t>(n.args[k])]; }

  Recipe recipe;
  std::vector<ConnectionCursor> cursors;
  BlockArrays arrays;
  std::vector<const Array*> results;
};

const Array* RecipeReader::State::draws(const Recipe::Node& n, std::int64_t first, std::int64_t count) {
  const math::PhiloxKey key{n.key[0], n.key[1]};
  const bool wide = n.type == DType::float64;
  std::vector<double> x(static_cast<std::size_t>(count));
  const auto fill = [&](auto draw) {
    for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<double>(draw(static_cast<std::uint64_t>(first) + k, k));
  };
  const auto block_of = [&](std::uint64_t k) { return math::philox_draw(key, k, 0); };
  const auto bound = static_cast<std::uint64_t>(n.number);
  switch (n.kind) {
    case Recipe::Kind::uniform:
      fill([&](std::uint64_t k, std::size_t) {
        const math::PhiloxBlock b = block_of(k);
        return wide ? math::uniform_f64(math::join_words(b[0], b[1])) : static_cast<double>(math::uniform_f32(b[0]));
      });
      break;
    case Recipe::Kind::normal:
      fill([&](std::uint64_t k, std::size_t) {
        const math::PhiloxBlock b = block_of(k);
        return wide ? math::normal_f64(b) : static_cast<double>(math::normal_f32(b[0], b[1]));
      });
      break;
    case Recipe::Kind::permuted: {
      const math::KeyedPermutation permutation(key, bound);
      fill([&](std::uint64_t k, std::size_t) { return permutation[k]; });
      break;
    }
    case Recipe::Kind::poisson: {
      const std::vector<double> means = to_reals(operand(n, 0));
      fill([&](std::uint64_t k, std::size_t at) {
        math::PhiloxStream stream(key, k);
        return math::poisson_number([&] { return stream.next_f64(); }, means[means.size() == 1 ? 0 : at]);
      });
      break;
    }
    default: fill([&](std::uint64_t k, std::size_t) { return math::PhiloxStream(key, k).below(bound); });
  }
  return numbers(arrays, n.type, x, {count});
}

const Array* RecipeReader::State::ids(const Recipe::Node& n, std::int64_t first, std::int64_t count) {
  ConnectionCursor& cursor = cursors[static_cast<std::size_t>(n.index)];
  std::vector<double> x;
  for (std::int64_t k = 0; k < count; ++k) {
    cursor.move(first + k);
    x.push_back(static_cast<double>(n.kind == Recipe::Kind::source ? cursor.source() : cursor.target()));
  }
  return numbers(arrays, n.type, x, {count});
}

const Array* RecipeReader::State::looked_up(const Recipe::Node& n) {
  std::vector<double> x = to_reals(operand(n, 0));
  for (double& value : x)
    value = n.kind == Recipe::Kind::item ? n.table[static_cast<std::size_t>(value)] : static_cast<double>(weighted_place(n.table, value));
  return numbers(arrays, n.type, x, operand(n, 0).shape);
}

// A constant has no dimension, and neither has what is made of constants alone.
const Array* RecipeReader::State::node(const Recipe::Node& n, std::int64_t first, std::int64_t count) {
  switch (n.kind) {
    case Recipe::Kind::constant: return numbers(arrays, n.type, {{n.number}}, {});
    case Recipe::Kind::cast: {
      Array* a = arrays.make(n.type, operand(n, 0).shape);
      assign_elements(*a, operand(n, 0));
      return a;
    }
    case Recipe::Kind::unary: return unary_elements(arrays, static_cast<UnaryOp>(n.index), n.operand, operand(n, 0));
    case Recipe::Kind::binary: {
      const Array &x = operand(n, 0), &y = operand(n, 1);
      return binary_elements(arrays, static_cast<BinaryOp>(n.index), n.operand, x, y, x.shape.empty() ? y.shape : x.shape);
    }
    case Recipe::Kind::place:
    case Recipe::Kind::item: return looked_up(n);
    case Recipe::Kind::source:
    case Recipe::Kind::target: return ids(n, first, count);
    default: return draws(n, first, count);
  }
}

const Array* RecipeReader::State::block(std::int64_t first, std::int64_t count) {
  arrays.clear();
  results.clear();
  for (const Recipe::Node& n : recipe.nodes) results.push_back(node(n, first, count));
  return results.back();
}

RecipeReader::RecipeReader(const Recipe& r) : state_(std::make_unique<State>(r)) {}
RecipeReader::~RecipeReader() = default;
RecipeReader::RecipeReader(RecipeReader&&) noexcept = default;

void RecipeReader::read(std::int64_t first, std::int64_t count, std::byte* out) {
  const std::size_t width = item_size(state_->recipe.type());
  for (std::int64_t done = 0; done < count;) {
    const std::int64_t n = std::min(count - done, kRecipeBlock);
    const Array* block = state_->block(first + done, n);
    const std::byte* in = block->buffer->get();
    for (std::int64_t k = 0; k < (block->shape.empty() ? n : 0); ++k) std::memcpy(out + static_cast<std::size_t>(done + k) * width, in, width);
    if (!block->shape.empty()) std::memcpy(out + static_cast<std::size_t>(done) * width, in, static_cast<std::size_t>(n) * width);
    done += n;
  }
}

void RecipeReader::read(std::int64_t first, std::span<double> out) {
  with_type(state_->recipe.type(), [&](auto zero) {
    std::vector<decltype(zero)> typed(out.size());
    read(first, static_cast<std::int64_t>(out.size()), reinterpret_cast<std::byte*>(typed.data()));
    std::copy(typed.begin(), typed.end(), out.begin());
  });
}

bool is_uniform(const Recipe& r) {
  return std::all_of(r.nodes.begin(), r.nodes.end(), [](const Recipe::Node& n) {
    using enum Recipe::Kind;
    return n.kind == constant || n.kind == cast || n.kind == unary || n.kind == binary;
  });
}

}  // namespace bpl::host
