// A random permutation of 0 .. n-1 whose items are found one by one: nobody has to make the others.
//
// A Feistel network over the two halves of a number's bits, with Philox as the round function, is a bijection on a power of
// two (Luby and Rackoff, SIAM J. Comput. 17, 1988); a number that leaves the range is sent through it again until it is back.
// Shuffling so: Mitchell, Stokes, Frank and Holmes, "Bandwidth-optimal random shuffling for GPUs", ACM TOPC 9, 2022. A 64-bit
// key names 2^64 of the n! permutations at most: sort random words instead where n is so small that somebody could tell.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "math/philox.h"

namespace bpl::math {

class KeyedPermutation {
 public:
  // n > 0
  KeyedPermutation(PhiloxKey key, std::uint64_t n) : key_(key), n_(n) {
    const int bits = std::max(2, static_cast<int>(std::bit_width(n - 1)));
    low_bits_ = bits / 2;
    high_bits_ = bits - low_bits_;
  }

  // Item k < n.
  std::uint64_t operator[](std::uint64_t k) const {
    do k = once(k);
    while (k >= n_);
    return k;
  }

 private:
  static constexpr int kRounds = 12;  // four make it pseudo-random for long halves; these may have few bits

  // One way through the network. The halves differ by one bit at most and take turns.
  std::uint64_t once(std::uint64_t x) const {
    std::uint64_t low = x & mask(low_bits_), high = x >> low_bits_;
    for (int round = 0; round < kRounds; round += 2) {
      high ^= word(low, round) & mask(high_bits_);
      low ^= word(high, round + 1) & mask(low_bits_);
    }
    return high << low_bits_ | low;
  }
  std::uint64_t word(std::uint64_t half, int round) const {
    const PhiloxBlock b = philox_draw(key_, half, static_cast<std::uint64_t>(round));
    return join_words(b[0], b[1]);
  }
  static std::uint64_t mask(int bits) { return (std::uint64_t{1} << bits) - 1; }

  PhiloxKey key_;
  std::uint64_t n_;
  int low_bits_ = 0, high_bits_ = 0;
};

}  // namespace bpl::math
