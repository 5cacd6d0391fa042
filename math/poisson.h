// Poisson numbers from a generator of uniform ones.
#pragma once

#include <cmath>

#include "math/functions.h"

namespace bpl::math {

// `next()` gives numbers of [0, 1). Products of them for small means, else transformed rejection (W. Hoermann 1993,
// algorithm PTRS).
template <class Next>
double poisson_number(Next&& next, double mean) {
  if (mean == 0) return 0;
  if (mean < 10) {
    const double limit = exp(-mean);
    double k = 0;
    for (double product = next(); product > limit; product *= next()) ++k;
    return k;
  }
  const double root = std::sqrt(mean), log_mean = log(mean);
  const double b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), accept = 0.9277 - 3.6224 / (b - 2);
  while (true) {
    const double u = next() - 0.5, v = next(), us = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accept) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log(v) + log(inverse_alpha) - log(a / (us * us) + b) <= -mean + k * log_mean - lgamma(k + 1)) return k;
  }
}

}  // namespace bpl::math
