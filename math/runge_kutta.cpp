#include "math/runge_kutta.h"

#include <algorithm>
#include <array>

namespace bpl::math {
namespace {

constexpr std::array<std::string_view, 4> kExponential = {"exp_auto", "exp_euler", "exp_euler_auto", "exponential_euler"};

const std::vector<RungeKutta>& table() {
  // rk2 is the member with beta = 2/3 of the second-order family. rkf45 has 1/3 as its last node, as BrainPy does, where the
  // literature has 1/2.
  static const std::vector<RungeKutta> methods = {
      {"euler", {}, {1}, {0}},
      {"midpoint", {{0.5}}, {0, 1}, {0, 0.5}},
      {"heun2", {{1}}, {0.5, 0.5}, {0, 1}},
      {"ralston2", {{2. / 3}}, {0.25, 0.75}, {0, 2. / 3}},
      {"rk2", {{2. / 3}}, {0.25, 0.75}, {0, 2. / 3}},
      {"rk3", {{0.5}, {-1, 2}}, {1. / 6, 2. / 3, 1. / 6}, {0, 0.5, 1}},
      {"heun3", {{1. / 3}, {0, 2. / 3}}, {0.25, 0, 0.75}, {0, 1. / 3, 2. / 3}},
      {"ralston3", {{0.5}, {0, 0.75}}, {2. / 9, 1. / 3, 4. / 9}, {0, 0.5, 0.75}},
      {"ssprk3", {{1}, {0.25, 0.25}}, {1. / 6, 1. / 6, 2. / 3}, {0, 1, 0.5}},
      {"rk4", {{0.5}, {0, 0.5}, {0, 0, 1}}, {1. / 6, 1. / 3, 1. / 3, 1. / 6}, {0, 0.5, 0.5, 1}},
      {"ralston4",
       {{0.4}, {0.29697761, 0.15875964}, {0.2181004, -3.05096516, 3.83286476}},
       {0.17476028, -0.55148066, 1.20553560, 0.17118478},
       {0, 0.4, 0.45573725, 1}},
      {"rk4_38rule", {{1. / 3}, {-1. / 3, 1}, {1, -1, 1}}, {0.125, 0.375, 0.375, 0.125}, {0, 1. / 3, 2. / 3, 1}},
      {"rkf12", {{0.5}, {1. / 256, 255. / 256}}, {1. / 512, 255. / 256, 1. / 512}, {0, 0.5, 1}},
      {"rkf45",
       {{0.25},
        {3. / 32, 9. / 32},
        {1932. / 2197, -7200. / 2197, 7296. / 2197},
        {439. / 216, -8, 3680. / 513, -845. / 4104},
        {-8. / 27, 2, -3544. / 2565, 1859. / 4104, -11. / 40}},
       {16. / 135, 0, 6656. / 12825, 28561. / 56430, -9. / 50, 2. / 55},
       {0, 0.25, 0.375, 12. / 13, 1, 1. / 3}},
      {"rkdp",
       {{0.2},
        {3. / 40, 9. / 40},
        {44. / 45, -56. / 15, 32. / 9},
        {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
        {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
        {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}},
       {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84, 0},
       {0, 0.2, 0.3, 0.8, 8. / 9, 1, 1}},
      {"ck",
       {{0.2},
        {3. / 40, 9. / 40},
        {0.3, -0.9, 1.2},
        {-11. / 54, 2.5, -70. / 27, 35. / 27},
        {1631. / 55296, 175. / 512, 575. / 13824, 44275. / 110592, 253. / 4096}},
       {37. / 378, 0, 250. / 621, 125. / 594, 0, 512. / 1771},
       {0, 0.2, 0.3, 0.6, 1, 0.875}},
      {"heun_euler", {{1}}, {0.5, 0.5}, {0, 1}},
      {"BoSh3", {{0.5}, {0, 0.75}, {2. / 9, 1. / 3, 4. / 9}}, {2. / 9, 1. / 3, 4. / 9, 0}, {0, 0.5, 0.75, 1}},
  };
  return methods;
}

}  // namespace

const RungeKutta* find_runge_kutta(std::string_view name) {
  for (const RungeKutta& m : table())
    if (m.name == name) return &m;
  return nullptr;
}

bool is_exponential(std::string_view name) { return std::find(kExponential.begin(), kExponential.end(), name) != kExponential.end(); }

std::vector<std::string> integration_methods() {
  std::vector<std::string> names;
  for (const RungeKutta& m : table()) names.emplace_back(m.name);
  names.insert(names.end(), kExponential.begin(), kExponential.end());
  return names;
}

}  // namespace bpl::math
