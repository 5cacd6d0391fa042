#include "host/models/scalar_code.h"

#include <cmath>
#include <cstdint>
#include <map>

#include "math/functions.h"

namespace bpl::host {
namespace {

using Operands = std::span<const double>;
using Operation = double (*)(Operands);

std::int64_t integer(double x) { return std::fabs(x) < 0x1p63 ? static_cast<std::int64_t>(x) : 0; }

const std::map<std::string, Operation>& operations() {
  static const std::map<std::string, Operation> table = {
      {"neg", [](Operands a) { return -a[0]; }},
      {"abs", [](Operands a) { return std::fabs(a[0]); }},
      {"sign", [](Operands a) { return a[0] > 0 ? 1. : a[0] < 0 ? -1. : a[0]; }},
      {"square", [](Operands a) { return a[0] * a[0]; }},
      {"floor", [](Operands a) { return std::floor(a[0]); }},
      {"ceil", [](Operands a) { return std::ceil(a[0]); }},
      {"trunc", [](Operands a) { return std::trunc(a[0]); }},
      {"round", [](Operands a) { return std::nearbyint(a[0]); }},
      {"sqrt", [](Operands a) { return std::sqrt(a[0]); }},
      {"exp", [](Operands a) { return math::exp(a[0]); }},
      {"log", [](Operands a) { return math::log(a[0]); }},
      {"to_real", [](Operands a) { return a[0]; }},
      {"to_boolean", [](Operands a) { return double(a[0] != 0); }},
      {"to_integer", [](Operands a) { return std::trunc(a[0]); }},
      {"not", [](Operands a) { return double(a[0] == 0); }},
      {"is_nan", [](Operands a) { return double(std::isnan(a[0])); }},
      {"add", [](Operands a) { return a[0] + a[1]; }},
      {"sub", [](Operands a) { return a[0] - a[1]; }},
      {"mul", [](Operands a) { return a[0] * a[1]; }},
      {"div", [](Operands a) { return a[0] / a[1]; }},
      {"floordiv", [](Operands a) { return std::floor(a[0] / a[1]); }},
      {"mod", [](Operands a) { return a[0] - a[1] * std::floor(a[0] / a[1]); }},
      {"pow", [](Operands a) { return math::pow(a[0], a[1]); }},
      {"min", [](Operands a) { return std::fmin(a[0], a[1]); }},
      {"max", [](Operands a) { return std::fmax(a[0], a[1]); }},
      {"lt", [](Operands a) { return double(a[0] < a[1]); }},
      {"le", [](Operands a) { return double(a[0] <= a[1]); }},
      {"gt", [](Operands a) { return double(a[0] > a[1]); }},
      {"ge", [](Operands a) { return double(a[0] >= a[1]); }},
      {"eq", [](Operands a) { return double(a[0] == a[1]); }},
      {"ne", [](Operands a) { return double(a[0] != a[1]); }},
      {"and", [](Operands a) { return double(a[0] != 0 && a[1] != 0); }},
      {"or", [](Operands a) { return double(a[0] != 0 || a[1] != 0); }},
      {"xor", [](Operands a) { return double((a[0] != 0) != (a[1] != 0)); }},
      {"bit_and", [](Operands a) { return double(integer(a[0]) & integer(a[1])); }},
      {"bit_or", [](Operands a) { return double(integer(a[0]) | integer(a[1])); }},
      {"bit_xor", [](Operands a) { return double(integer(a[0]) ^ integer(a[1])); }},
      {"bit_not", [](Operands a) { return double(~integer(a[0])); }},
      {"shift_left", [](Operands a) { return integer(a[0]) * std::exp2(a[1]); }},
      {"shift_right", [](Operands a) { return std::floor(integer(a[0]) / std::exp2(a[1])); }},
      {"select", [](Operands a) { return a[0] != 0 ? a[1] : a[2]; }}};
  return table;
}

}  // namespace

bool is_scalar_operation(const std::string& op) { return operations().contains(op); }

double apply_scalar(const std::string& op, Operands args) {
  const auto at = operations().find(op);
  return at == operations().end() ? std::nan("") : at->second(args);
}

double evaluate(const std::vector<ScalarNode>& code, const std::function<double(int)>& slot) {
  std::vector<double> values;
  for (const ScalarNode& n : code) {
    if (n.op == "slot") {
      values.push_back(slot(n.slot));
    } else if (n.op == "constant") {
      values.push_back(n.number);
    } else {
      std::vector<double> args;
      for (const int a : n.args) args.push_back(values.at(static_cast<std::size_t>(a)));
      values.push_back(apply_scalar(n.op, args));
    }
  }
  return values.empty() ? 0 : values.back();
}

}  // namespace bpl::host
