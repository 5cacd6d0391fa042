#include "host/models/connections.h"

#include <fmt/format.h>

namespace bpl::host {
namespace {

void add(Connectivity& c, std::int64_t i, std::int64_t j) {
  if (!c.include_self && i == j) return;
  c.sources.push_back(i);
  c.targets.push_back(j);
}

// `count` of 0..n-1 for every row, as the first of a permutation, or with replacement.
template <class F>
void draw_rows(BrainpyDraws& draws, std::int64_t rows, std::int64_t n, std::int64_t count, bool multiple, F&& put) {
  math::NumpyRandom random(static_cast<std::uint32_t>(draws.numpy.randint(0, 100000000)));
  std::vector<std::uint32_t> order;
  for (std::int64_t i = 0; i < rows; ++i) {
    if (multiple) {
      for (std::int64_t k = 0; k < count; ++k) put(i, random.randint(0, n));
      continue;
    }
    random.permutation(static_cast<std::uint32_t>(n), order);
    for (std::int64_t k = 0; k < count; ++k) put(i, order[static_cast<std::size_t>(k)]);
  }
}

// conn_mat of FixedProb: every pair on its own. The first key drawn is that of pre_ratio.
void draw_dense(Connectivity& c, BrainpyDraws& draws, bool double_precision) {
  draws.jax.split_key();
  const std::size_t n = static_cast<std::size_t>(c.pre_size * c.post_size);
  const auto visit = [&](const auto& uniforms) {
    for (std::size_t k = 0; k < n; ++k)
      if (uniforms[k] < c.probability) add(c, static_cast<std::int64_t>(k) / c.post_size, static_cast<std::int64_t>(k) % c.post_size);
  };
  if (double_precision) visit(draws.jax.uniform_f64(n));
  else visit(draws.jax.uniform_f32(n));
}

}  // namespace

void draw_as_brainpy(Connectivity& c, BrainpyDraws& draws, bool dense, bool double_precision) {
  if (c.rule == "bernoulli" && dense) {
    draw_dense(c, draws, double_precision);
  } else if (c.rule == "fixed_outdegree") {
    draw_rows(draws, c.pre_size, c.post_size, c.number, c.multiple, [&](std::int64_t i, std::int64_t j) { add(c, i, j); });
  } else if (c.rule == "fixed_indegree") {
    draw_rows(draws, c.post_size, c.pre_size, c.number, c.multiple, [&](std::int64_t j, std::int64_t i) { add(c, i, j); });
  } else {
    return;
  }
  c.rule = "explicit";
  c.include_self = true;
}

std::string Connectivity::describe() const {
  std::string text = rule + "(";
  if (rule == "bernoulli") text += fmt::format("probability={}", probability);
  else if (rule == "fixed_outdegree" || rule == "fixed_indegree") text += fmt::format("number={}", number);
  else if (rule == "explicit") text += fmt::format("connections={}", sources.size());
  if (!include_self) text += ", include_self=False";
  if (multiple) text += ", allow_multi_conn=True";
  if (seed) text += fmt::format(", seed={}", *seed);
  return text + ")";
}

}  // namespace bpl::host
