// Seeded samplers of the binomial and the hypergeometric distribution for sizes up to 2^62.
//
// A value depends only on the stream's key and position: integer and IEEE arithmetic and SLEEF logarithms, no C library.
// Time does not grow with the parameters: small cases draw one by one or by inversion, the others by ratio of uniforms
// (E. Stadlober, "The ratio of uniforms approach for generating discrete random variates", 1990).
#pragma once

#include <cstdint>

#include "math/philox.h"

namespace bpl::math {

// Successes among n independent trials of probability p in [0, 1].
std::uint64_t binomial(PhiloxStream& stream, std::uint64_t n, double p);

// Marked ones among `draws` taken without replacement from `total`, of which `marked` are marked (both <= total).
std::uint64_t hypergeometric(PhiloxStream& stream, std::uint64_t total, std::uint64_t marked, std::uint64_t draws);

// log(n!).
double log_factorial(std::uint64_t n);

// log(b!/a!), accurate also where both factorials are huge and nearly equal.
double log_factorial_ratio(std::uint64_t b, std::uint64_t a);

}  // namespace bpl::math
