#include "host/scalar_code.h"

#include <cmath>
#include <map>

#include "math/functions.h"

namespace bpl::host {
namespace {

using Arguments = std::span<const double>;
using Operation = double (*)(Arguments);

const std::map<std::string, Operation>& operations() {
  static const std::map<std::string, Operation> table = {
      {"neg", [](Arguments a) { return -a[0]; }},
      {"abs", [](Arguments a) { return std::fabs(a[0]); }},
      {"sign", [](Arguments a) { return a[0] > 0 ? 1. : a[0] < 0 ? -1. : a[0]; }},
      {"square", [](Arguments a) { return a[0] * a[0]; }},
      {"floor", [](Arguments a) { return std::floor(a[0]); }},
      {"ceil", [](Arguments a) { return std::ceil(a[0]); }},
      {"trunc", [](Arguments a) { return std::trunc(a[0]); }},
      {"round", [](Arguments a) { return std::nearbyint(a[0]); }},
      {"sqrt", [](Arguments a) { return std::sqrt(a[0]); }},
      {"exp", [](Arguments a) { return math::exp(a[0]); }},
      {"log", [](Arguments a) { return math::log(a[0]); }},
      {"to_real", [](Arguments a) { return a[0]; }},
      {"to_boolean", [](Arguments a) { return double(a[0] != 0); }},
      {"to_integer", [](Arguments a) { return std::trunc(a[0]); }},
      {"not", [](Arguments a) { return double(a[0] == 0); }},
      {"is_nan", [](Arguments a) { return double(std::isnan(a[0])); }},
      {"add", [](Arguments a) { return a[0] + a[1]; }},
      {"sub", [](Arguments a) { return a[0] - a[1]; }},
      {"mul", [](Arguments a) { return a[0] * a[1]; }},
      {"div", [](Arguments a) { return a[0] / a[1]; }},
      {"floordiv", [](Arguments a) { return std::floor(a[0] / a[1]); }},
      {"mod", [](Arguments a) { return a[0] - a[1] * std::floor(a[0] / a[1]); }},
      {"pow", [](Arguments a) { return math::pow(a[0], a[1]); }},
      {"min", [](Arguments a) { return std::fmin(a[0], a[1]); }},
      {"max", [](Arguments a) { return std::fmax(a[0], a[1]); }},
      {"lt", [](Arguments a) { return double(a[0] < a[1]); }},
      {"le", [](Arguments a) { return double(a[0] <= a[1]); }},
      {"gt", [](Arguments a) { return double(a[0] > a[1]); }},
      {"ge", [](Arguments a) { return double(a[0] >= a[1]); }},
      {"eq", [](Arguments a) { return double(a[0] == a[1]); }},
      {"ne", [](Arguments a) { return double(a[0] != a[1]); }},
      {"and", [](Arguments a) { return double(a[0] != 0 && a[1] != 0); }},
      {"or", [](Arguments a) { return double(a[0] != 0 || a[1] != 0); }},
      {"xor", [](Arguments a) { return double((a[0] != 0) != (a[1] != 0)); }},
      {"select", [](Arguments a) { return a[0] != 0 ? a[1] : a[2]; }}};
  return table;
}

}  // namespace

bool is_scalar_operation(const std::string& op) { return operations().contains(op); }

double apply_scalar(const std::string& op, Arguments args) {
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
