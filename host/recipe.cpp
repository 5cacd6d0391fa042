#include "host/recipe.h"

#include <algorithm>
#include <cstring>

#include "host/array_lazy.h"
#include "host/array_walk.h"
#include "host/connection_rows.h"
#include "host/plan.h"
#include "math/philox.h"

namespace bpl::host {

void draw_uniform(std::span<double> out, std::uint64_t first, const std::uint32_t (&key)[2], bool wide) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const math::PhiloxBlock b = math::philox_draw({key[0], key[1]}, first + i, 0);
    out[i] = wide ? math::uniform_f64(math::join_words(b[0], b[1])) : static_cast<double>(math::uniform_f32(b[0]));
  }
}

void draw_normal(std::span<double> out, std::uint64_t first, const std::uint32_t (&key)[2], bool wide) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const math::PhiloxBlock b = math::philox_draw({key[0], key[1]}, first + i, 0);
    out[i] = wide ? math::normal_f64(b) : static_cast<double>(math::normal_f32(b[0], b[1]));
  }
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

  Recipe recipe;
  std::vector<ConnectionCursor> cursors;
  BlockArrays arrays;
  std::vector<const Array*> results;
};

// A constant has no dimension, and neither has what is made of constants alone.
const Array* RecipeReader::State::node(const Recipe::Node& n, std::int64_t first, std::int64_t count) {
  const auto operand = [&](std::size_t k) { return results[static_cast<std::size_t>(n.args[k])]; };
  switch (n.kind) {
    case Recipe::Kind::constant: return numbers(arrays, n.type, {{n.number}}, {});
    case Recipe::Kind::cast: {
      Array* a = arrays.make(n.type, operand(0)->shape);
      assign_elements(*a, *operand(0));
      return a;
    }
    case Recipe::Kind::unary: return unary_elements(arrays, static_cast<UnaryOp>(n.index), n.operand, *operand(0));
    case Recipe::Kind::binary: {
      const Array &x = *operand(0), &y = *operand(1);
      return binary_elements(arrays, static_cast<BinaryOp>(n.index), n.operand, x, y, x.shape.empty() ? y.shape : x.shape);
    }
    default: break;
  }
  std::vector<double> x(static_cast<std::size_t>(count));
  const bool wide = n.type == DType::float64;
  switch (n.kind) {
    case Recipe::Kind::uniform: draw_uniform(x, static_cast<std::uint64_t>(first), n.key, wide); break;
    case Recipe::Kind::normal: draw_normal(x, static_cast<std::uint64_t>(first), n.key, wide); break;
    default: {
      ConnectionCursor& cursor = cursors[static_cast<std::size_t>(n.index)];
      for (std::int64_t k = 0; k < count; ++k) {
        cursor.move(first + k);
        x[static_cast<std::size_t>(k)] = static_cast<double>(n.kind == Recipe::Kind::source ? cursor.source() : cursor.target());
      }
    }
  }
  return numbers(arrays, n.type, x, {count});
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
    return n.kind == Recipe::Kind::constant || n.kind == Recipe::Kind::cast || n.kind == Recipe::Kind::unary || n.kind == Recipe::Kind::binary;
  });
}

SlotReader::SlotReader(const SlotValue& slot) : slot_(slot) {
  if (!slot.recipe.empty()) reader_.emplace(slot.recipe);
}

void SlotReader::read(std::int64_t first, std::span<double> out) {
  if (reader_) reader_->read(first, out);
  else std::copy_n(slot_.values.begin() + first, out.size(), out.begin());
}

double SlotReader::operator[](std::int64_t k) {
  constexpr std::int64_t kBlock = 256;  // a rank skips the elements of other ranks
  if (!reader_) return slot_.values[static_cast<std::size_t>(k)];
  if (k < first_ || k >= first_ + static_cast<std::int64_t>(block_.size())) {
    first_ = k;
    block_.resize(static_cast<std::size_t>(std::min(kBlock, slot_.size() - k)));
    reader_->read(k, block_);
  }
  return block_[static_cast<std::size_t>(k - first_)];
}

std::vector<double> SlotValue::part(std::int64_t first, std::int64_t last) const {
  std::vector<double> x(static_cast<std::size_t>(last - first));
  SlotReader(*this).read(first, x);
  return x;
}

}  // namespace bpl::host
