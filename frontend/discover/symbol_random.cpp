// Random numbers of a step.
#include <fmt/format.h>

#include "frontend/discover/symbol_call.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Arguments;
using host::NativeEntry;
using host::Value;
using ir::ElementType;

namespace {

class RandomCall : StepCall {
 public:
  using StepCall::StepCall;

  // By the name of the distribution; the generator is not among the arguments.
  bool run(std::string_view name) {
    int x = 0, a = 0, b = 0;
    Value v;
    if (name == "rand" || name == "randn") {
      const Value size = arguments_.positional.empty() ? Value{} : Value::of(ctx_.heap.make<host::Tuple>(arguments_.positional));
      return draw(name == "rand" ? "uniform" : "normal", size, {}, &x) && give(x);
    }
    if (name == "random" || name == "random_sample" || name == "ranf" || name == "sample") return draw("uniform", argument(0, "size"), {}, &x) && give(x);
    if (name == "standard_normal") return draw("normal", argument(0, "size"), {}, &x) && give(x);
    if (name == "normal") return parameter(0, "loc", 0, &a) && parameter(1, "scale", 1, &b) && draw("normal", argument(2, "size"), {&a, &b}, &x) && scaled(a, b, x);
    if (name == "uniform") {
      return parameter(0, "low", 0, &a) && parameter(1, "high", 1, &b) && draw("uniform", argument(2, "size"), {&a, &b}, &x) && trace_.add_binary("sub", b, a, &v) &&
             scaled(a, node_in(v), x);
    }
    if (name == "randint") return whole_number();
    if (name == "bernoulli") return parameter(0, "p", 0.5, &a) && draw("uniform", argument(1, "size"), {&a}, &x) && trace_.add_binary("lt", x, a, &result_);
    if (name == "exponential") {  // the standard exponential divided by the scale
      return parameter(0, "scale", 1, &a) && draw("uniform", argument(1, "size"), {&a}, &x) && trace_.add_binary("sub", trace_.constant(1, ElementType::real), x, &v) &&
             trace_.add_unary("log", node_in(v), &v) && trace_.add_unary("neg", node_in(v), &v) && trace_.add_binary("div", node_in(v), a, &result_);
    }
    return host::raise(ctx_, "NotImplementedError", fmt::format("{}() inside a step is not supported by bplc yet", entry_.name));
  }

 private:
  // Without a size a draw follows its parameters: an array has one for each element, a number one for the whole step.
  bool draw(const std::string& distribution, const Value& size, std::initializer_list<int*> parameters, int* node) {
    Layout layout;
    if (given(size) ? !sized(size, &layout) : !trace_.broadcast(parameters, &layout)) return false;
    *node = trace_.add_random(distribution, layout);
    return true;
  }

  // a + b * x
  bool scaled(int a, int b, int x) {
    Value product;
    return trace_.add_binary("mul", b, x, &product) && trace_.add_binary("add", a, node_in(product), &result_);
  }

  bool parameter(std::size_t i, std::string_view name, double otherwise, int* node) {
    const Value v = argument(i, name);
    *node = trace_.constant(otherwise, ElementType::real);
    return !given(v) || trace_.node_of(v, "a parameter", node);
  }

  // low + floor(x (high - low)); the largest x may round up to high - low. One bound alone is the upper one.
  bool whole_number() {
    int low = 0, high = 0, x = 0;
    Value range, v;
    const bool both = given(argument(1, "high"));
    if (!parameter(0, "low", 0, &low) || !parameter(1, "high", 0, &high)) return false;
    if (!both) high = low, low = trace_.constant(0, ElementType::real);
    return draw("uniform", argument(2, "size"), {&low, &high}, &x) && trace_.add_binary("sub", high, low, &range) && trace_.add_binary("mul", x, node_in(range), &v) &&
           trace_.add_unary("floor", node_in(v), &v) && trace_.add_binary("sub", node_in(range), trace_.constant(1, ElementType::real), &range) &&
           trace_.add_binary("min", node_in(v), node_in(range), &v) && trace_.add_binary("add", low, node_in(v), &result_) &&
           (trace_.set_meaning(node_in(result_), ElementType::integer), true);
  }
};

}  // namespace

bool draw_in_step(Trace& trace, const NativeEntry& entry, const Arguments& arguments, Value* result) {
  const std::size_t dot = entry.name.find('.');
  if (dot == std::string_view::npos) return RandomCall(trace, entry, arguments, result).run(entry.name);
  Arguments own = arguments;
  if (!own.positional.empty()) own.positional.erase(own.positional.begin());  // the generator
  return RandomCall(trace, entry, own, result).run(entry.name.substr(dot + 1));
}

int Trace::add_random(const std::string& distribution, const Layout& layout) {
  Node n;
  n.instr.op = ir::KernelOp::random;
  n.instr.name = distribution;
  n.instr.index = draws_++;
  n.layout() = layout;
  return add(std::move(n));
}

}  // namespace bpl::discover
