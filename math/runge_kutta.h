// The explicit Runge-Kutta methods, as tables. y' = y + dt * sum b_i k_i, k_i = f(y + dt * sum a_ij k_j, t + c_i dt).
//
// A sum is made from left to right, zero weights left out; each term is one rounding: fma(k dt, weight, y), and fma(k, dt, y)
// where the weight is 1. Kernels and the value library follow this, so that both give the same bits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bpl::math {

struct RungeKutta {
  std::string_view name;
  std::vector<std::vector<double>> a;  // rows of the stages behind the first
  std::vector<double> b, c;
};

// Null for a method without a table (the exponential ones).
const RungeKutta* find_runge_kutta(std::string_view name);
bool is_exponential(std::string_view name);
// The names of all methods of ordinary equations.
std::vector<std::string> integration_methods();

}  // namespace bpl::math
