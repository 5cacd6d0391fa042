// Functions of a step that make one number of many: of all elements, or along axes.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "frontend/discover/symbol_call.h"
#include "host/values/container_operators.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Arguments;
using host::items_of;
using host::NativeEntry;
using host::Value;
using ir::ElementType;

namespace {

class ReductionCall : StepCall {
 public:
  using StepCall::StepCall;

  bool run(bool* handled) {
    static const std::map<std::string_view, bool (ReductionCall::*)()> table = {
        {"sum", &ReductionCall::reduction}, {"prod", &ReductionCall::reduction}, {"max", &ReductionCall::reduction},
        {"min", &ReductionCall::reduction}, {"amax", &ReductionCall::reduction}, {"amin", &ReductionCall::reduction},
        {"mean", &ReductionCall::reduction}, {"any", &ReductionCall::reduction}, {"all", &ReductionCall::reduction}, {"var", &ReductionCall::spread},
        {"std", &ReductionCall::spread}, {"average", &ReductionCall::averaged}, {"count_nonzero", &ReductionCall::counted},
        {"argmax", &ReductionCall::best}, {"argmin", &ReductionCall::best}, {"norm", &ReductionCall::norm}};
    const auto at = table.find(entry_.name);
    *handled = at != table.end();
    return !*handled || (this->*at->second)();
  }

 private:
  struct Reduction {
    int operand = 0;
    int axis = -1;  // -1: all elements
    bool keep = false;
  };

  bool truth(const Value& v) const { return given(v) && v.is_bool() && v.integer; }

  bool read_reduction(Reduction* r) {
    if (!node_at(0, "a", &r->operand)) return false;
    const Value axis = argument(1, "axis");
    r->keep = truth(argument(9, "keepdims"));
    const std::vector<Value>* axes = items_of(axis);
    if (axes && !read_axes(*axes, trace_.node(r->operand).shape.size(), &r->axis)) return false;
    if (given(axis) && !axes && !read_axis(axis, trace_.node(r->operand).shape.size(), &r->axis)) return false;
    if (trace_.node(r->operand).shape.size() < 2) r->axis = -1;
    return true;
  }

  // Axes in a tuple: one, or all of them.
  bool read_axes(const std::vector<Value>& axes, std::size_t rank, int* axis) {
    std::set<int> all;
    for (const Value& v : axes) {
      if (!read_axis(v, rank, axis)) return false;
      all.insert(*axis);
    }
    if (all.size() != axes.size()) return host::raise(ctx_, "ValueError", "duplicate value in 'axis'");
    if (axes.size() == rank) *axis = -1;
    return axes.size() == 1 || axes.size() == rank || unsupported(" along some of several axes");
  }

  int reduced(const std::string& name, const Reduction& r) {
    if (r.axis >= 0) return trace_.reduce_axis(name, r.operand, static_cast<std::size_t>(r.axis), r.keep);
    const host::Shape ones(trace_.node(r.operand).shape.size(), 1);
    const int number = trace_.reduce(name, r.operand);
    return r.keep && !ones.empty() ? trace_.widen(number, trace_.grid(std::vector<int>(ones.size(), trace_.one()), ones)) : number;
  }

  // From the numbers of a list, one after the other: a size stays a parameter.
  bool fold(const std::vector<Value>& items) {
    const std::string op = entry_.name == "prod" ? "mul" : entry_.name == "sum" || entry_.name == "mean" ? "add" : std::string(entry_.name.substr(entry_.name.size() - 3));
    int total = -1;
    for (const Value& v : items) {
      int n = 0;
      if (!trace_.node_of(v, "an argument", &n)) return false;
      if (total >= 0 && !trace_.add_binary(op, total, n, &result_)) return false;
      total = total < 0 ? trace_.to_real(n) : node_in(result_);
    }
    if (entry_.name == "mean") return trace_.add_binary("div", total, trace_.constant(static_cast<double>(items.size()), ElementType::real), &result_);
    return give(total);
  }

  bool is_fold() const {
    const std::vector<Value>* items = arguments_.positional.size() == 1 && arguments_.keywords.empty() ? items_of(arguments_.positional[0]) : nullptr;
    const auto number = [&](const Value& v) { return v.is_number() || (as_symbol(v) && trace_.node(as_symbol(v)->node).space < 0); };
    return items && !items->empty() && entry_.name != "any" && entry_.name != "all" && std::all_of(items->begin(), items->end(), number);
  }

  bool reduction() {
    if (is_fold()) return fold(*items_of(arguments_.positional[0]));
    Reduction r;
    if (!read_reduction(&r)) return false;
    const std::string name(entry_.name == "amax" ? "max" : entry_.name == "amin" ? "min" : entry_.name == "average" ? "mean" : entry_.name);
    if ((name == "any" || name == "all") && trace_.node(r.operand).instr.type != ElementType::boolean) {
      Value truth;
      if (!trace_.add_binary("ne", r.operand, trace_.constant(0, ElementType::real), &truth)) return false;
      r.operand = node_in(truth);
    }
    return give(reduced(name, r));
  }

  // The variance is the mean of the squared distances from the mean.
  bool spread() {
    Reduction r;
    if (!read_reduction(&r)) return false;
    Reduction centre = r;
    centre.keep = true;
    Value d, square;
    const int mean = r.axis < 0 ? trace_.reduce("mean", r.operand) : reduced("mean", centre);
    if (!trace_.add_binary("sub", r.operand, mean, &d) || !trace_.add_unary("square", node_in(d), &square)) return false;
    r.operand = node_in(square);
    const int variance = reduced("mean", r);
    return entry_.name == "var" ? give(variance) : trace_.add_unary("sqrt", variance, &result_);
  }

  bool averaged() { return given(argument(2, "weights")) ? unsupported(" with weights") : reduction(); }

  bool counted() {
    int n = 0;
    Value truth;
    if (!node_at(0, "a", &n) || !trace_.add_binary("ne", n, trace_.constant(0, ElementType::real), &truth)) return false;
    return give(trace_.reduce("sum", node_in(truth)));
  }

  // The lowest of the places that hold the extreme, or a NaN.
  bool best() {
    int n = 0;
    if (!node_at(0, "a", &n) || !trace_.flatten(n, &n)) return false;
    if (given(argument(1, "axis"))) return unsupported(" along an axis");
    const int extreme = trace_.reduce(entry_.name == "argmax" ? "max" : "min", n), length = trace_.length_of(n);
    Value same, nan, place;
    if (!trace_.add_binary("eq", n, extreme, &same) || !trace_.add_unary("is_nan", n, &nan) || !trace_.add_binary("or", node_in(same), node_in(nan), &same) ||
        !trace_.add_select(node_in(same), trace_.arange(length), length, &place))
      return false;
    return give(trace_.reduce("min", node_in(place)));
  }

  bool norm() {
    int n = 0;
    Value square;
    if (!node_at(0, "x", &n)) return false;
    if (arguments_.positional.size() + arguments_.keywords.size() > 1) return unsupported(" with an order or along an axis");
    return trace_.add_unary("square", n, &square) && trace_.add_unary("sqrt", trace_.reduce("sum", node_in(square)), &result_);
  }
};

}  // namespace

bool reduce_in_step(Trace& trace, const NativeEntry& entry, const Arguments& arguments, Value* result, bool* handled) {
  return ReductionCall(trace, entry, arguments, result).run(handled);
}

}  // namespace bpl::discover
