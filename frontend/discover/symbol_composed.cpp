#include "frontend/discover/symbol_composed.h"

#include <limits>
#include <map>

namespace bpl::discover {
namespace {

using host::Value;
using ir::ElementType;

constexpr double kPi = 3.14159265358979323846;

// Nodes out of nodes; once something failed everything is node 0.
class Composer {
 public:
  explicit Composer(Trace& trace) : trace_(trace) {}
  int number(double x) { return trace_.constant(x, ElementType::real); }
  int unary(const char* f, int a) {
    return with([&](Value* v) { return trace_.add_unary(f, a, v); });
  }
  int binary(const char* f, int a, int b) {
    return with([&](Value* v) { return trace_.add_binary(f, a, b, v); });
  }
  int select(int condition, int a, int b) {
    return with([&](Value* v) { return trace_.add_select(condition, a, b, v); });
  }
  bool ok() const { return ok_; }

 private:
  template <class F>
  int with(F&& make) {
    Value value;
    ok_ = ok_ && make(&value);
    return ok_ ? as_symbol(value)->node : 0;
  }
  Trace& trace_;
  bool ok_ = true;
};

struct Function {
  std::size_t arity;
  int (*make)(Composer&, const std::vector<int>&);
};

int scaled(Composer& c, int x, double factor) { return c.binary("mul", x, c.number(factor)); }
int below_infinity(Composer& c, const char* comparison, int x) {
  return c.binary(comparison, c.unary("abs", x), c.number(std::numeric_limits<double>::infinity()));
}

const std::map<std::string_view, Function>& functions() {
  using Nodes = const std::vector<int>&;
  static const std::map<std::string_view, Function> table = {
      {"reciprocal", {1, [](Composer& c, Nodes x) { return c.binary("div", c.number(1), x[0]); }}},
      {"radians", {1, [](Composer& c, Nodes x) { return scaled(c, x[0], kPi / 180.0); }}},
      {"deg2rad", {1, [](Composer& c, Nodes x) { return scaled(c, x[0], kPi / 180.0); }}},
      {"degrees", {1, [](Composer& c, Nodes x) { return scaled(c, x[0], 180.0 / kPi); }}},
      {"rad2deg", {1, [](Composer& c, Nodes x) { return scaled(c, x[0], 180.0 / kPi); }}},
      {"isinf", {1, [](Composer& c, Nodes x) { return below_infinity(c, "eq", x[0]); }}},
      {"isfinite", {1, [](Composer& c, Nodes x) { return below_infinity(c, "lt", x[0]); }}},
      {"sigmoid", {1, [](Composer& c, Nodes x) { return c.binary("div", c.number(1), c.binary("add", c.number(1), c.unary("exp", c.unary("neg", x[0])))); }}},
      {"relu", {1, [](Composer& c, Nodes x) { return c.select(c.binary("or", c.binary("gt", x[0], c.number(0)), c.unary("is_nan", x[0])), x[0], c.number(0)); }}},
      // The remainder by a positive number is the same for all; the sign is that of the dividend.
      {"fmod", {2, [](Composer& c, Nodes x) {
         const int rest = c.binary("mod", c.unary("abs", x[0]), c.unary("abs", x[1]));
         return c.select(c.binary("lt", x[0], c.number(0)), c.unary("neg", rest), rest);
       }}},
      // 1/-0 is below zero.
      {"copysign", {2, [](Composer& c, Nodes x) {
         const int below = c.binary("or", c.binary("lt", x[1], c.number(0)), c.binary("lt", c.binary("div", c.number(1), x[1]), c.number(0)));
         const int size = c.unary("abs", x[0]);
         return c.select(below, c.unary("neg", size), size);
       }}},
      {"heaviside", {2, [](Composer& c, Nodes x) {
         const int step = c.select(c.binary("lt", x[0], c.number(0)), c.number(0), c.number(1));
         return c.select(c.unary("is_nan", x[0]), x[0], c.select(c.binary("eq", x[0], c.number(0)), x[1], step));
       }}}};
  return table;
}

}  // namespace

bool is_composed(std::string_view name, std::size_t arity) {
  const auto at = functions().find(name);
  return at != functions().end() && at->second.arity == arity;
}

bool compose(Trace& trace, std::string_view name, const std::vector<int>& nodes, Value* result) {
  Composer composer(trace);
  const int node = functions().at(name).make(composer, nodes);
  if (composer.ok()) *result = trace.symbol(node);
  return composer.ok();
}

}  // namespace bpl::discover
