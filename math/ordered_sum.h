// Reduction of a vector to one number by a fixed binary tree, so that a partition over ranks gives the same bits.
//
// The nodes of the tree are the index ranges [k*2^j, (k+1)*2^j) cut at the length n; a node whose right half is empty is
// its left half. A rank reduces the complete nodes inside its block (reduce_block), sends these few roots, and whoever
// has all of them in index order joins them (join_roots).
#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace bpl::math {

// The value of the node [index << level, (index + 1) << level).
template <typename T>
struct TreeRoot {
  std::uint64_t index = 0;
  std::uint32_t level = 0;
  T value{};
};

// The node of all 2^level values at `x`.
template <typename T, typename Op = std::plus<T>>
T reduce_node(const T* x, std::uint32_t level, Op op = {}) {
  switch (level) {
    case 0: return x[0];
    case 1: return op(x[0], x[1]);
    case 2: return op(op(x[0], x[1]), op(x[2], x[3]));
    case 3: return op(op(op(x[0], x[1]), op(x[2], x[3])), op(op(x[4], x[5]), op(x[6], x[7])));
  }
  const std::uint64_t half = std::uint64_t{1} << (level - 1);
  return op(reduce_node(x, level - 1, op), reduce_node(x + half, level - 1, op));
}

// The largest complete nodes inside [first, last), in index order, without values: at most two for each level.
template <typename T>
std::vector<TreeRoot<T>> roots_of_block(std::uint64_t first, std::uint64_t last) {
  std::vector<TreeRoot<T>> roots;
  for (std::uint64_t at = first; at < last;) {
    const int fits = std::bit_width(last - at) - 1;
    const int aligned = at == 0 ? 63 : std::countr_zero(at);
    const auto level = static_cast<std::uint32_t>(fits < aligned ? fits : aligned);
    roots.push_back({at >> level, level});
    at += std::uint64_t{1} << level;
  }
  return roots;
}

// The same for [first, first + x.size()), with the values of the nodes.
template <typename T, typename Op = std::plus<T>>
std::vector<TreeRoot<T>> reduce_block(std::uint64_t first, std::span<const T> x, Op op = {}) {
  std::vector<TreeRoot<T>> roots = roots_of_block<T>(first, first + x.size());
  for (TreeRoot<T>& root : roots) root.value = reduce_node(x.data() + ((root.index << root.level) - first), root.level, op);
  return roots;
}

// The tree over the roots of all blocks of [0, n), given in index order; `empty` when there are none.
template <typename T, typename Op = std::plus<T>>
T join_roots(std::span<const TreeRoot<T>> roots, T empty = T{}, Op op = {}) {
  std::vector<TreeRoot<T>> open;
  for (TreeRoot<T> root : roots) {
    // A right half (odd index) whose left half is on top of the stack makes the parent complete.
    while (!open.empty() && (root.index & 1) != 0 && open.back().level == root.level && open.back().index + 1 == root.index) {
      root = {root.index >> 1, root.level + 1, op(open.back().value, root.value)};
      open.pop_back();
    }
    open.push_back(root);
  }
  if (open.empty()) return empty;
  T value = open.back().value;
  for (std::size_t i = open.size() - 1; i-- > 0;) value = op(open[i].value, value);
  return value;
}

// The whole vector on one rank.
template <typename T, typename Op = std::plus<T>>
T ordered_sum(std::span<const T> x, T empty = T{}, Op op = {}) {
  const std::vector<TreeRoot<T>> roots = reduce_block<T, Op>(0, x, op);
  return join_roots<T, Op>(roots, empty, op);
}

}  // namespace bpl::math
