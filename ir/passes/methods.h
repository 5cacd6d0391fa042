// The explicit Runge-Kutta methods, as tables. y' = y + dt * sum b_i k_i, k_i = f(y + dt * sum a_ij k_j, t + c_i dt).
#pragma once

#include <string_view>
#include <vector>

namespace bpl::ir {

struct RungeKutta {
  std::string_view name;
  std::vector<std::vector<double>> a;  // rows of the stages behind the first
  std::vector<double> b, c;
};

// Null for a method without a table (the exponential ones).
const RungeKutta* find_runge_kutta(std::string_view name);
bool is_exponential(std::string_view name);

}  // namespace bpl::ir
