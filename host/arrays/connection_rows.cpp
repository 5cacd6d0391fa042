#include "host/arrays/connection_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <tuple>

namespace bpl::host {
namespace {

math::RowPart row_part(const ConnectivityPlan& plan, IdRange targets) {
  return {static_cast<std::uint64_t>(plan.post_size), static_cast<std::uint64_t>(targets.first), static_cast<std::uint64_t>(targets.last)};
}

math::PhiloxKey key_of(const ConnectivityPlan& plan) { return math::stream_key(plan.key, 0); }

// The sources of one target: the draw of a row with the roles exchanged.
std::uint64_t draw_column(const ConnectivityPlan& plan, IdRange sources, std::int64_t target, std::vector<std::uint32_t>* column) {
  const math::RowPart part{static_cast<std::uint64_t>(plan.pre_size), static_cast<std::uint64_t>(sources.first), static_cast<std::uint64_t>(sources.last)};
  const auto j = static_cast<std::uint64_t>(target), number = static_cast<std::uint64_t>(plan.number);
  return plan.multiple ? math::multi_connection_row(key_of(plan), j, part, number, *column) : math::fixed_outdegree_row(key_of(plan), j, part, number, *column);
}

}  // namespace

bool is_drawn_by_pairs(const std::string& rule) { return rule == "fixed_indegree" || rule == "fixed_total"; }

std::uint64_t draw_pairs(const ConnectivityPlan& plan, IdRange sources, IdRange targets, std::vector<math::Connection>* pairs) {
  std::uint64_t draws = 0;
  if (plan.rule == "fixed_total") {
    const auto before = static_cast<std::ptrdiff_t>(pairs->size());
    draws = math::fixed_total_number(key_of(plan), static_cast<std::uint64_t>(plan.pre_size), row_part(plan, targets), static_cast<std::uint64_t>(plan.number), *pairs);
    const auto outside = [&](const math::Connection& c) { return c.source < sources.first || c.source >= sources.last; };
    pairs->erase(std::remove_if(pairs->begin() + before, pairs->end(), outside), pairs->end());
    return draws;
  }
  std::vector<std::uint32_t> column;
  for (std::int64_t j = targets.first; j < targets.last; ++j) {
    column.clear();
    draws += draw_column(plan, sources, j, &column);
    for (const std::uint32_t source : column) pairs->push_back({source, static_cast<std::uint32_t>(j)});
  }
  return draws;
}

std::uint64_t draw_row(const ConnectivityPlan& plan, IdRange range, std::int64_t source, std::vector<std::uint32_t>* row) {
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
  const std::int64_t count = count_connections(plan);
  ConnectionCursor cursor(plan);
  for (std::int64_t k = 0; k < count; ++k) {
    cursor.move(k);
    sources->push_back(cursor.source());
    targets->push_back(cursor.target());
  }
}

std::vector<std::int64_t> row_numbers(std::span<const std::int64_t> sources, std::int64_t pre_size) {
  std::vector<std::int64_t> next(static_cast<std::size_t>(pre_size) + 1, 0);
  for (const std::int64_t i : sources) ++next[static_cast<std::size_t>(i) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::int64_t> numbers;
  numbers.reserve(sources.size());
  for (const std::int64_t i : sources) numbers.push_back(next[static_cast<std::size_t>(i)]++);
  return numbers;
}

namespace {

// How many targets every row has; -1 where that differs from row to row.
std::int64_t row_length(const ConnectivityPlan& plan) {
  if (!plan.include_self) return -1;
  if (plan.rule == "fixed_outdegree") return plan.number;
  if (plan.rule == "all_to_all") return plan.post_size;
  return plan.rule == "one_to_one" ? 1 : -1;
}

bool holds_diagonal(const ConnectivityPlan& plan, std::int64_t i) { return i < plan.pre_size && i < plan.post_size; }

// How many connections neuron i has to itself; its row or column is not drawn as a whole.
std::int64_t count_self(const ConnectivityPlan& plan, std::int64_t i) {
  if (!holds_diagonal(plan, i)) return 0;
  std::vector<std::uint32_t> found;
  const IdRange one{i, i + 1};
  if (plan.rule == "fixed_indegree") draw_column(plan, one, i, &found);
  else draw_row(plan, one, i, &found);
  return static_cast<std::int64_t>(found.size());
}

// Of the connections that the rule says; `include_self` takes some away afterwards.
std::int64_t drawn_in_row(const ConnectivityPlan& plan, std::int64_t source) {
  if (plan.rule == "fixed_outdegree") return plan.number;
  if (plan.rule == "all_to_all") return plan.post_size;
  if (plan.rule == "one_to_one") return holds_diagonal(plan, source) ? 1 : 0;
  return static_cast<std::int64_t>(
      math::bernoulli_row_count(key_of(plan), static_cast<std::uint64_t>(source), static_cast<std::uint64_t>(plan.post_size), plan.probability));
}

std::int64_t count_row(const ConnectivityPlan& plan, std::int64_t source) {
  return drawn_in_row(plan, source) - (plan.include_self ? 0 : count_self(plan, source));
}

// A rule of pairs as a whole has no shorter way: its pairs are drawn, a part of the targets at a time.
std::int64_t count_self_of_total(const ConnectivityPlan& plan) {
  constexpr std::int64_t kTargets = 4096;
  std::int64_t count = 0;
  std::vector<math::Connection> pairs;
  for (std::int64_t first = 0; first < plan.post_size; first += kTargets) {
    pairs.clear();
    draw_pairs(plan, {0, plan.pre_size}, {first, std::min(first + kTargets, plan.post_size)}, &pairs);
    count += std::count_if(pairs.begin(), pairs.end(), [](const math::Connection& c) { return c.source == c.target; });
  }
  return count;
}

}  // namespace

std::optional<std::int64_t> known_count(const ConnectivityPlan& plan) {
  if (const std::int64_t each = row_length(plan); each >= 0) return plan.pre_size * each;
  if (plan.rule == "explicit") return static_cast<std::int64_t>(plan.sources.size());
  if (plan.include_self && plan.rule == "fixed_indegree") return plan.post_size * plan.number;
  if (plan.include_self && plan.rule == "fixed_total") return plan.number;
  return std::nullopt;
}

std::int64_t count_connections(const ConnectivityPlan& plan) {
  if (const std::optional<std::int64_t> known = known_count(plan)) return *known;
  if (plan.rule == "fixed_total") return plan.number - count_self_of_total(plan);
  std::int64_t count = 0;
  if (plan.rule == "fixed_indegree") {
    for (std::int64_t j = 0; j < plan.post_size; ++j) count += plan.number - count_self(plan, j);
    return count;
  }
  for (std::int64_t i = 0; i < plan.pre_size; ++i) count += count_row(plan, i);
  return count;
}

namespace {

// Sources of which a rule of pairs is drawn at once: so that a part fits into a cache, but the pairs, which have to be drawn
// for every part again where they are drawn as a whole, are not drawn too often.
std::int64_t sources_at_once(const ConnectivityPlan& plan) {
  constexpr std::int64_t kPairs = 1 << 20, kMostParts = 16;
  if (!is_drawn_by_pairs(plan.rule)) return 1;
  const std::int64_t all = plan.rule == "fixed_total" ? plan.number : plan.number * plan.post_size;
  const std::int64_t parts = std::clamp<std::int64_t>(all / kPairs, 1, kMostParts);
  return std::max<std::int64_t>(1, (plan.pre_size + parts - 1) / parts);
}

}  // namespace

ConnectionCursor::ConnectionCursor(const ConnectivityPlan& plan) : plan_(plan), row_length_(row_length(plan)), band_sources_(sources_at_once(plan)) {}

void ConnectionCursor::load_row(std::int64_t source) {
  row_.clear();
  draw_row(plan_, {0, plan_.post_size}, source, &row_);
  for (const std::uint32_t target : row_) band_.push_back({static_cast<std::uint32_t>(source), target});
}

void ConnectionCursor::load_pairs() {
  draw_pairs(plan_, sources_, {0, plan_.post_size}, &band_);
  std::stable_sort(band_.begin(), band_.end(), [](const auto& a, const auto& b) { return std::tie(a.source, a.target) < std::tie(b.source, b.target); });
}

void ConnectionCursor::load(std::int64_t source) {
  sources_ = {source, std::min(source + band_sources_, plan_.pre_size)};
  band_.clear();
  if (is_drawn_by_pairs(plan_.rule)) load_pairs();
  else load_row(source);
  if (!plan_.include_self) std::erase_if(band_, [](const math::Connection& c) { return c.source == c.target; });
}

// Whether the next row lies before this connection as a whole; it is counted then, and not drawn.
bool ConnectionCursor::step_over(std::int64_t number) {
  if (is_drawn_by_pairs(plan_.rule) || number == first_) return false;
  const std::int64_t count = count_row(plan_, sources_.last);
  if (number < first_ + count) return false;
  first_ += count;
  ++sources_.last;
  return true;
}

void ConnectionCursor::move(std::int64_t number) {
  number_ = number;
  if (row_length_ >= 0) {
    if (const std::int64_t source = number / row_length_; source != sources_.first || band_.empty()) load(source);
    first_ = sources_.first * row_length_;
    return;
  }
  if (number < first_) {
    first_ = 0;
    sources_ = {};
    band_.clear();
  }
  while (number >= first_ + static_cast<std::int64_t>(band_.size())) {
    first_ += static_cast<std::int64_t>(band_.size());
    band_.clear();
    if (!step_over(number)) load(sources_.last);
  }
}

}  // namespace bpl::host
