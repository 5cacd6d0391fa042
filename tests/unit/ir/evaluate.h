// Kernels and expressions computed in double precision with the C library: what passes must agree with, independent of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "ir/kernel.h"

namespace bpl::ir::test {

inline double compute(const KernelInstr& i, const std::vector<double>& a) {
  if (i.op == KernelOp::fma) return std::fma(a[0], a[1], a[2]);
  if (i.op == KernelOp::powi) return std::pow(a[0], i.index);
  if (i.op == KernelOp::select) return a[0] != 0 ? a[1] : a[2];
  using One = double (*)(double);
  static const std::map<std::string, One> unary = {
      {"neg", [](double x) { return -x; }},
      {"abs", [](double x) { return std::fabs(x); }},
      {"sign", [](double x) { return x > 0 ? 1. : x < 0 ? -1. : 0.; }},
      {"square", [](double x) { return x * x; }},
      {"floor", [](double x) { return std::floor(x); }},
      {"ceil", [](double x) { return std::ceil(x); }},
      {"round", [](double x) { return std::nearbyint(x); }},
      {"trunc", [](double x) { return std::trunc(x); }},
      {"sqrt", [](double x) { return std::sqrt(x); }},
      {"not", [](double x) { return double(x == 0); }},
      {"is_nan", [](double x) { return double(std::isnan(x)); }},
      {"to_real", [](double x) { return x; }},
      {"exp", [](double x) { return std::exp(x); }},
      {"exp2", [](double x) { return std::exp2(x); }},
      {"exp10", [](double x) { return std::pow(10., x); }},
      {"expm1", [](double x) { return std::expm1(x); }},
      {"log", [](double x) { return std::log(x); }},
      {"log2", [](double x) { return std::log2(x); }},
      {"log10", [](double x) { return std::log10(x); }},
      {"log1p", [](double x) { return std::log1p(x); }},
      {"sin", [](double x) { return std::sin(x); }},
      {"cos", [](double x) { return std::cos(x); }},
      {"tan", [](double x) { return std::tan(x); }},
      {"sinpi", [](double x) { return std::sin(M_PI * x); }},
      {"cospi", [](double x) { return std::cos(M_PI * x); }},
      {"asin", [](double x) { return std::asin(x); }},
      {"acos", [](double x) { return std::acos(x); }},
      {"atan", [](double x) { return std::atan(x); }},
      {"sinh", [](double x) { return std::sinh(x); }},
      {"cosh", [](double x) { return std::cosh(x); }},
      {"tanh", [](double x) { return std::tanh(x); }},
      {"asinh", [](double x) { return std::asinh(x); }},
      {"acosh", [](double x) { return std::acosh(x); }},
      {"atanh", [](double x) { return std::atanh(x); }},
      {"cbrt", [](double x) { return std::cbrt(x); }},
      {"erf", [](double x) { return std::erf(x); }},
      {"erfc", [](double x) { return std::erfc(x); }}};
  using Two = double (*)(double, double);
  static const std::map<std::string, Two> binary = {
      {"add", [](double x, double y) { return x + y; }},
      {"sub", [](double x, double y) { return x - y; }},
      {"mul", [](double x, double y) { return x * y; }},
      {"div", [](double x, double y) { return x / y; }},
      {"mod", [](double x, double y) { return x - y * std::floor(x / y); }},
      {"floordiv", [](double x, double y) { return std::floor(x / y); }},
      {"min", [](double x, double y) { return std::min(x, y); }},
      {"max", [](double x, double y) { return std::max(x, y); }},
      {"pow", [](double x, double y) { return std::pow(x, y); }},
      {"atan2", [](double x, double y) { return std::atan2(x, y); }},
      {"hypot", [](double x, double y) { return std::hypot(x, y); }},
      {"lt", [](double x, double y) { return double(x < y); }},
      {"gt", [](double x, double y) { return double(x > y); }},
      {"ge", [](double x, double y) { return double(x >= y); }},
      {"le", [](double x, double y) { return double(x <= y); }},
      {"eq", [](double x, double y) { return double(x == y); }}};
  return i.op == KernelOp::unary ? unary.at(i.name)(a[0]) : binary.at(i.name)(a[0], a[1]);
}

struct Inputs {
  std::vector<double> slots, states, coefficients;
  double t = 0, dt = 0.1;
};

// The value of every instruction; what is stored goes to *stored by state.
inline std::vector<double> run(const std::vector<KernelInstr>& body, const Inputs& in, std::map<int, double>* stored) {
  std::vector<double> values;
  for (const KernelInstr& i : body) {
    std::vector<double> args;
    for (const int a : i.args) args.push_back(values.at(static_cast<std::size_t>(a)));
    const auto index = static_cast<std::size_t>(i.index);
    double v = 0;
    switch (i.op) {
      case KernelOp::constant: v = i.number; break;
      case KernelOp::slot: v = in.slots.at(index); break;
      case KernelOp::coefficient: v = in.coefficients.at(index); break;
      case KernelOp::load: v = in.states.at(index); break;
      case KernelOp::time: v = in.t; break;
      case KernelOp::dt: v = in.dt; break;
      case KernelOp::store: (*stored)[i.index] = args.at(0); break;
      default: v = compute(i, args);
    }
    values.push_back(v);
  }
  return values;
}

inline std::map<int, double> run(const Kernel& kernel, Inputs in) {
  std::map<int, double> stored;
  const std::vector<double> values = run(kernel.coefficients, in, &stored);
  for (const int c : kernel.coefficient_values) in.coefficients.push_back(values.at(static_cast<std::size_t>(c)));
  run(kernel.body, in, &stored);
  return stored;
}

}  // namespace bpl::ir::test
