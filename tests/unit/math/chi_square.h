// Pearson's test of counts against expected counts, for tests with fixed seeds.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

namespace bpl::math::test {

// How many standard deviations the chi-square statistic lies above its mean; cells are joined until at least 10 are
// expected in each. Under the hypothesis values above 5 are very rare.
inline double chi_square_excess(std::span<const double> observed, std::span<const double> expected) {
  double chi2 = 0, seen = 0, wanted = 0, last_seen = 0, last_wanted = 0;
  int cells = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    seen += observed[i];
    wanted += expected[i];
    if (wanted < 10) continue;
    chi2 += (seen - wanted) * (seen - wanted) / wanted;
    last_seen = seen;
    last_wanted = wanted;
    seen = wanted = 0;
    ++cells;
  }
  if (cells > 0) {  // the rest goes to the last cell
    chi2 -= (last_seen - last_wanted) * (last_seen - last_wanted) / last_wanted;
    seen += last_seen;
    wanted += last_wanted;
    chi2 += (seen - wanted) * (seen - wanted) / wanted;
  }
  if (cells < 2) return 0;
  return (chi2 - (cells - 1)) / std::sqrt(2.0 * (cells - 1));
}

}  // namespace bpl::math::test
