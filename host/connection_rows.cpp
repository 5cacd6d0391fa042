#include "host/connection_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace bpl::host {
namespace {

math::RowPart row_part(const ConnectivityPlan& plan, TargetRange range) {
  return {static_cast<std::uint64_t>(plan.post_size), static_cast<std::uint64_t>(range.first), static_cast<std::uint64_t>(range.last)};
}

math::PhiloxKey key_of(const ConnectivityPlan& plan) { return math::stream_key(plan.key, 0); }

}  // namespace

bool is_drawn_by_pairs(const std::string& rule) { return rule == "fixed_indegree" || rule == "fixed_total"; }

std::uint64_t draw_pairs(const ConnectivityPlan& plan, TargetRange range, std::vector<math::Connection>* pairs) {
  const math::PhiloxKey key = key_of(plan);
  const auto number = static_cast<std::uint64_t>(plan.number);
  const auto pre = static_cast<std::uint64_t>(plan.pre_size);
  if (plan.rule == "fixed_total") return math::fixed_total_number(key, pre, row_part(plan, range), number, *pairs);
  std::uint64_t draws = 0;
  std::vector<std::uint32_t> column;
  for (std::int64_t j = range.first; j < range.last; ++j) {
    column.clear();
    const auto target = static_cast<std::uint64_t>(j);
    draws += plan.multiple ? math::multi_connection_row(key, target, {pre, 0, pre}, number, column)
                           : math::fixed_indegree_column(key, target, pre, number, column);
    for (const std::uint32_t source : column) pairs->push_back({source, static_cast<std::uint32_t>(j)});
  }
  return draws;
}

std::uint64_t draw_row(const ConnectivityPlan& plan, TargetRange range, std::int64_t source, std::vector<std::uint32_t>* row) {
  const math::PhiloxKey key = key_of(plan);
  const auto i = static_cast<std::uint64_t>(source);
  const auto number = static_cast<std::uint64_t>(plan.number);
  const math::RowPart part = row_part(plan, range);
  if (plan.rule == "fixed_outdegree")
    return plan.multiple ? math::multi_connection_row(key, i, part, number, *row) : math::fixed_outdegree_row(key, i, part, number, *row);
  if (plan.rule == "bernoulli") return math::bernoulli_row(key, i, part, plan.probability, *row);
  if (plan.rule == "one_to_one") {
    if (source >= range.first && source < range.last) row->push_back(static_cast<std::uint32_t>(source));
    return 0;
  }
  if (plan.rule == "all_to_all") {
    for (std::int64_t j = range.first; j < range.last; ++j) row->push_back(static_cast<std::uint32_t>(j));
    return 0;
  }
  throw std::runtime_error(fmt::format("unknown connection rule '{}'", plan.rule));
}

void list_connections(const ConnectivityPlan& plan, std::vector<std::int64_t>* sources, std::vector<std::int64_t>* targets) {
  if (plan.rule == "explicit") {
    *sources = plan.sources;
    *targets = plan.targets;
    return;
  }
  const TargetRange all{0, plan.post_size};
  const auto add = [&](std::int64_t i, std::int64_t j) {
    if (!plan.include_self && i == j) return;
    sources->push_back(i);
    targets->push_back(j);
  };
  if (is_drawn_by_pairs(plan.rule)) {
    std::vector<math::Connection> pairs;
    draw_pairs(plan, all, &pairs);
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return std::tie(a.source, a.target) < std::tie(b.source, b.target); });
    for (const math::Connection& c : pairs) add(c.source, c.target);
    return;
  }
  std::vector<std::uint32_t> row;
  for (std::int64_t i = 0; i < plan.pre_size; ++i) {
    row.clear();
    draw_row(plan, all, i, &row);
    for (const std::uint32_t j : row) add(i, j);
  }
}

bool is_drawn_by_rows(const ConnectivityPlan& plan) { return plan.rule != "explicit" && !is_drawn_by_pairs(plan.rule); }

namespace {

// How many targets every row has; -1 where that differs from row to row.
std::int64_t row_length(const ConnectivityPlan& plan) {
  if (!plan.include_self) return -1;
  if (plan.rule == "fixed_outdegree") return plan.number;
  if (plan.rule == "all_to_all") return plan.post_size;
  return plan.rule == "one_to_one" ? 1 : -1;
}

}  // namespace

std::optional<std::int64_t> known_count(const ConnectivityPlan& plan) {
  if (const std::int64_t each = row_length(plan); each >= 0) return plan.pre_size * each;
  if (plan.rule == "explicit") return static_cast<std::int64_t>(plan.sources.size());
  if (plan.include_self && plan.rule == "fixed_indegree") return plan.post_size * plan.number;
  return std::nullopt;
}

std::int64_t count_connections(const ConnectivityPlan& plan) {
  if (const std::optional<std::int64_t> known = known_count(plan)) return *known;
  if (!is_drawn_by_rows(plan)) {
    std::vector<std::int64_t> sources, targets;
    list_connections(plan, &sources, &targets);
    return static_cast<std::int64_t>(sources.size());
  }
  std::int64_t count = 0;
  std::vector<std::uint32_t> row;
  for (std::int64_t i = 0; i < plan.pre_size; ++i) {
    row.clear();
    draw_row(plan, {0, plan.post_size}, i, &row);
    count += static_cast<std::int64_t>(row.size());
    if (!plan.include_self) count -= std::count(row.begin(), row.end(), static_cast<std::uint32_t>(i));
  }
  return count;
}

ConnectionCursor::ConnectionCursor(const ConnectivityPlan& plan) : plan_(plan), row_length_(row_length(plan)) {}

void ConnectionCursor::load(std::int64_t source) {
  source_ = source;
  row_.clear();
  draw_row(plan_, {0, plan_.post_size}, source, &row_);
  if (!plan_.include_self) std::erase(row_, static_cast<std::uint32_t>(source));
}

void ConnectionCursor::move(std::int64_t number) {
  if (row_length_ >= 0) {
    if (const std::int64_t source = number / row_length_; source != source_) load(source);
    first_ = source_ * row_length_;
  } else {
    if (number < first_ || source_ < 0) {
      first_ = 0;
      load(0);
    }
    while (number >= first_ + static_cast<std::int64_t>(row_.size())) {
      first_ += static_cast<std::int64_t>(row_.size());
      load(source_ + 1);
    }
  }
  number_ = number;
}

}  // namespace bpl::host
