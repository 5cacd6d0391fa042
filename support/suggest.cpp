#include "support/suggest.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace bpl {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

// Whether the short name is the long one with letters left out, as V_th is of V_thresh.
bool abbreviates(std::string_view brief, std::string_view full) {
  if (brief.size() < 3 || brief.front() != full.front() || brief.back() != full.back()) return false;
  std::size_t matched = 0;
  for (const char c : full) {
    if (matched < brief.size() && c == brief[matched]) ++matched;
  }
  return matched == brief.size();
}

// How far a candidate is from what was written; nothing when it cannot have been meant. A change costs 2, so that an
// abbreviation ranks between one change and two.
std::optional<std::size_t> cost_of(std::string_view name, std::string_view candidate) {
  if (lower(name) == lower(candidate)) return 0;
  const std::size_t distance = edit_distance(name, candidate);
  const std::size_t shorter = std::min(name.size(), candidate.size());
  const std::size_t longer = std::max(name.size(), candidate.size());
  const bool brief = name.size() < candidate.size() ? abbreviates(name, candidate) : abbreviates(candidate, name);
  if (brief && distance > 1) return 3;
  // A third of the letters may differ, but not all of a short name.
  const std::size_t limit = std::max<std::size_t>(1, longer / 3);
  if (distance > limit || distance >= shorter) return std::nullopt;
  return 2 * distance;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Rows of the table of distances between prefixes: the one being filled and the two before it.
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::optional<std::string> suggest(std::string_view name, std::span<const std::string> candidates) {
  std::optional<std::string> best;
  std::size_t best_cost = 0;
  for (const std::string& candidate : candidates) {
    if (candidate == name) continue;
    const std::optional<std::size_t> cost = cost_of(name, candidate);
    if (cost && (!best || *cost < best_cost)) {
      best = candidate;
      best_cost = *cost;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> candidates) {
  const std::optional<std::string> found = suggest(name, candidates);
  return found ? "Did you mean '" + *found + "'?" : std::string();
}

}  // namespace bpl
