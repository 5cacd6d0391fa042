// Functions of the value library on values of a step: what they become in kernels and collectives.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "frontend/discover/symbol_call.h"
#include "frontend/discover/symbol_composed.h"
#include "frontend/discover/trace.h"
#include "host/values/container_operators.h"
#include "host/values/ops.h"
#include "ir/operations.h"

namespace bpl::discover {

using host::Arguments;
using host::Context;
using host::items_of;
using host::NativeEntry;
using host::Value;
using ir::ElementType;

namespace {

bool is_random_module(std::string_view module) { return module == "brainpy.math.random" || module == "numpy.random"; }

bool is_array_module(std::string_view module) {
  return module == "brainpy.math" || module == "numpy" || module == "brainpy.math.linalg" || module == "numpy.linalg";
}

bool refuse_print(Context& ctx) {
  return host::refuse(ctx, "RuntimeError", "print() inside a step is not supported: print results after the run, or use a callback");
}

// One call of a builtin that has a value of the step among its arguments.
class NativeCall : StepCall {
 public:
  using StepCall::StepCall;

  bool run() {
    if (is_array_module(entry_.module)) {
      static const std::map<std::string_view, bool (NativeCall::*)()> table = {
          {"sum", &NativeCall::reduction},      {"prod", &NativeCall::reduction}, {"max", &NativeCall::reduction}, {"min", &NativeCall::reduction},
          {"amax", &NativeCall::reduction},     {"amin", &NativeCall::reduction}, {"mean", &NativeCall::reduction}, {"any", &NativeCall::reduction},
          {"all", &NativeCall::reduction},      {"var", &NativeCall::spread},     {"std", &NativeCall::spread},
          {"dot", &NativeCall::product},        {"matmul", &NativeCall::product}, {"inner", &NativeCall::product},
          {"Variable", &NativeCall::variable},  {"roll", &NativeCall::roll},          {"take", &NativeCall::take},
          {"zeros", &NativeCall::filled},       {"ones", &NativeCall::filled},    {"full", &NativeCall::filled},
          {"zeros_like", &NativeCall::filled}, {"ones_like", &NativeCall::filled}, {"full_like", &NativeCall::filled},
          {"asarray", &NativeCall::converted},  {"array", &NativeCall::converted}, {"ndarray.astype", &NativeCall::converted},
          {"ndarray.copy", &NativeCall::same},  {"ndarray.flatten", &NativeCall::flat}, {"ravel", &NativeCall::flat},
          {"squeeze", &NativeCall::squeezed},   {"as_jax", &NativeCall::same},    {"as_device_array", &NativeCall::same},
          {"ndarray.to_jax", &NativeCall::same}, {"reshape", &NativeCall::reshaped}, {"expand_dims", &NativeCall::expanded},
          {"arange", &NativeCall::arange},       {"copy", &NativeCall::same},            {"flip", &NativeCall::flipped},
          {"average", &NativeCall::averaged},   {"count_nonzero", &NativeCall::counted}, {"argmax", &NativeCall::best}, {"argmin", &NativeCall::best},
          {"concatenate", &NativeCall::joined}, {"hstack", &NativeCall::joined},      {"norm", &NativeCall::norm},
          {"stack", &NativeCall::stacked},      {"tile", &NativeCall::repeated},        {"repeat", &NativeCall::repeated},
          {"bitwise_and", &NativeCall::bits},   {"bitwise_or", &NativeCall::bits},    {"bitwise_xor", &NativeCall::bits},
          {"left_shift", &NativeCall::bits},    {"right_shift", &NativeCall::bits},   {"invert", &NativeCall::bits},
          {"bitwise_not", &NativeCall::bits},   {"clip", &NativeCall::clip},          {"outer", &NativeCall::outer},        {"transpose", &NativeCall::transposed}};
      if (const auto at = table.find(entry_.name); at != table.end()) return (this->*at->second)();
    }
    if (entry_.module == "_bplc" && entry_.name == "reduce_at") return reduce_at();
    if (entry_.module == "_bplc" && entry_.name == "rows_of") return rows_of();
    if (entry_.module == "_bplc" && entry_.name == "index") return index();
    if (entry_.module == "builtins") return builtin();
    return element_wise();
  }

 private:
  // A number as the index of a list: None for one that is no int.
  bool index() {
    const int n = node_in(arguments_.positional[0]);
    double value = 0;
    if (!trace_.rely(n)) return false;
    result_ = Value::none();
    if (trace_.node(n).meaning == ElementType::real) return true;
    if (!trace_.decide(n, "an index", &value)) return false;
    result_ = Value::of(static_cast<std::int64_t>(value));
    return true;
  }

  bool builtin() {
    const Value& v = arguments_.positional.empty() ? result_ : arguments_.positional[0];
    if (entry_.name == "print") return refuse_print(ctx_);
    const Symbol* s = as_symbol(v);
    if (entry_.name == "len") {
      int n = 0;
      return trace_.node_of(v, "what has a length", &n) && trace_.has_length(n) && give(trace_.axis_length(n, 0));
    }
    if (entry_.name == "range") return range();
    if (entry_.name == "float" && s && arguments_.positional.size() == 1 && trace_.node(s->node).parameter_only) return give(trace_.as_float(s->node));
    if (s && (entry_.name == "int" || entry_.name == "bool")) {
      double value = 0;
      if (!trace_.decide(s->node, "a Python number", &value)) return false;
      result_ = entry_.name == "int" ? Value::of(static_cast<std::int64_t>(value)) : Value::boolean(value != 0);
      return true;
    }
    return element_wise();
  }

  bool element_wise() {
    const std::string op(entry_.kernel_op);
    const bool composed = op.empty() && is_composed(entry_.name, arguments_.positional.size());
    if (op.empty() && !composed) return unsupported();
    if (!arguments_.keywords.empty()) return unsupported(" with keyword arguments");
    std::vector<int> nodes;
    for (const Value& v : arguments_.positional) {
      int n = 0;
      if (!trace_.node_of(v, "an argument", &n)) return false;
      nodes.push_back(n);
    }
    if (composed) return compose(trace_, entry_.name, nodes, &result_);
    const ir::ElementFunction* function = ir::find_element_function(op);
    const int arity = function ? function->arity : 3;  // select
    if (arity != static_cast<int>(nodes.size()))
      return host::refuse(ctx_, "TypeError", fmt::format("{}() inside a step takes {} argument{}, not {}", entry_.name, arity, arity == 1 ? "" : "s", nodes.size()));
    if (arity == 1) return trace_.add_unary(op, nodes[0], &result_);
    if (arity == 2) return trace_.operate(op, nodes[0], nodes[1], &result_);
    return trace_.add_select(nodes[0], nodes[1], nodes[2], &result_);
  }

  bool bits() {
    static const std::map<std::string_view, std::string_view> signs = {
        {"bitwise_and", "&"}, {"bitwise_or", "|"}, {"bitwise_xor", "^"}, {"left_shift", "<<"}, {"right_shift", ">>"}};
    int a = 0, b = 0;
    if (!node_at(0, "x1", &a)) return false;
    const auto sign = signs.find(entry_.name);
    if (sign == signs.end()) return trace_.invert(a, &result_);
    return node_at(1, "x2", &b) && trace_.bitwise(sign->second, a, b, &result_);
  }

  // Either bound may be missing.
  bool clip() {
    int x = 0;
    if (!node_at(0, "a", &x)) return false;
    result_ = trace_.symbol(x);
    for (const auto& [index, name, op] : {std::tuple{1, "a_min", "max"}, std::tuple{2, "a_max", "min"}}) {
      int bound = 0;
      if (!given(argument(static_cast<std::size_t>(index), name))) continue;
      if (!node_at(static_cast<std::size_t>(index), name, &bound) || !trace_.add_binary(op, node_in(result_), bound, &result_)) return false;
    }
    return true;
  }

  // A loop over a number of rounds that parameters give is unrolled: the number is part of the step.
  bool range() {
    Arguments numbers;
    for (const Value& v : arguments_.positional) {
      const Symbol* s = as_symbol(v);
      double value = 0;
      if (s && !trace_.decide(s->node, "the number of rounds of a loop", &value)) return false;
      numbers.positional.push_back(s ? Value::of(static_cast<std::int64_t>(value)) : v);
    }
    return entry_.function(ctx_, numbers, &result_);
  }

  // --- from all elements, or along one axis -------------------------------------------------------------------------

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

  bool read_axis(const Value& given, std::size_t rank, int* axis) {
    if (!given.is_int()) return unsupported(" along an axis that is no plain int");
    const auto n = static_cast<std::int64_t>(rank);
    if (given.integer < -n || given.integer >= n)
      return host::raise(ctx_, "ValueError", fmt::format("axis {} is out of bounds for array of dimension {}", given.integer, n));
    *axis = static_cast<int>((given.integer + n) % n);
    return true;
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

  // --- rearranging ------------------------------------------------------------------------------------------------

  bool product() {
    int a = 0, b = 0;
    if (!node_at(0, "a", &a) || !node_at(1, "b", &b)) return false;
    const std::size_t left = trace_.node(a).shape.size(), right = trace_.node(b).shape.size();
    const bool last_axes = entry_.name == "inner";  // of both operands
    int out = 0;
    if (left == 2 && right == 1) return trace_.product(a, b, false, &out) && give(out);
    if (left == 1 && right == 2) return trace_.product(b, a, !last_axes, &out) && give(out);
    if (left == 2 && right == 2) return trace_.matrix_product(a, last_axes ? trace_.transpose(b) : b, &out) && give(out);
    if (left > 1 || right > 1) return unsupported(" of more than two dimensions");
    Value products;
    if (!trace_.add_binary("mul", a, b, &products)) return false;
    return left + right < 2 ? give(node_in(products)) : give(trace_.reduce("sum", node_in(products)));
  }

  bool flipped() {
    int n = 0;
    if (!node_at(0, "a", &n)) return false;
    if (trace_.node(n).shape.size() != 1) return unsupported(" of an array of several dimensions");
    const Value backwards = Value::of(ctx_.heap.make<host::Slice>(Value::none(), Value::none(), Value::of(std::int64_t{-1})));
    return trace_.item(n, backwards, &result_);
  }

  // Vectors one behind the other.
  bool joined() {
    const std::vector<Value>* items = items_of(argument(0, "arrays"));
    const Value axis = argument(1, "axis");
    if (!items || items->empty()) return unsupported(" of anything but a list of arrays");
    if (given(axis) && !(axis.is_int() && axis.integer == 0)) return unsupported(" along another axis than the first");
    std::vector<int> parts;
    for (const Value& v : *items) {
      if (!trace_.node_of(v, "an argument", &parts.emplace_back())) return false;
      if (trace_.node(parts.back()).shape.size() != 1) return unsupported(" of arrays of several dimensions");
    }
    return give(trace_.concatenate(parts));
  }

  bool roll() {
    int n = 0, shift = 0;
    if (!node_at(0, "a", &n) || !node_at(1, "shift", &shift)) return false;
    if (!trace_.node(shift).parameter_only) return unsupported(" by a shift that a step computes");
    const std::size_t rank = trace_.node(n).shape.size();
    const Value along = argument(2, "axis");
    int axis = 0;
    if (!given(along)) return give(trace_.roll(n, shift));  // of the elements in order
    if (!read_axis(along, rank, &axis)) return false;
    if (rank > 2) return unsupported(" of an array of more than two dimensions");
    if (rank == 1) return give(trace_.roll(n, shift));
    if (axis == 0) return give(trace_.roll(n, trace_.multiply(shift, trace_.axis_length(n, 1))));
    n = trace_.transpose(n);
    return give(trace_.transpose(trace_.roll(n, trace_.multiply(shift, trace_.axis_length(n, 1)))));
  }

  // Vectors as the rows of a matrix.
  bool stacked() {
    if (!joined()) return false;
    const std::vector<Value>& items = *items_of(argument(0, "arrays"));
    int first = 0;
    for (const Value& v : items) {
      int n = 0;
      if (!trace_.node_of(v, "an argument", &n)) return false;
      if (&v == &items[0]) first = n;
      else if (!trace_.same_shape(first, n)) return false;
    }
    const int rows = trace_.constant(static_cast<double>(items.size()), ElementType::real);
    const Layout row = trace_.node(first);
    return give(trace_.reshape(node_in(result_), trace_.grid({trace_.line(rows).space, row.axes[0]}, {static_cast<std::int64_t>(items.size()), row.shape[0]})));
  }

  // A vector so many times, as a whole (tile) or element by element (repeat).
  bool repeated() {
    const bool whole = entry_.name == "tile";
    int n = 0, times = 0, out = 0;
    if (!node_at(0, "a", &n) || !node_at(1, whole ? "reps" : "repeats", &times)) return false;
    const Layout own = trace_.node(n), number = trace_.node(times);
    if (own.shape.size() != 1 || number.space >= 0 || !trace_.node(times).parameter_only || given(argument(2, "axis"))) return unsupported(" of anything but a vector and a number");
    if (trace_.node(n).instr.type == ElementType::boolean) return unsupported(" of bools");
    const Layout turns = trace_.line(times);
    const auto column = [&](const Layout& l) { return trace_.grid({l.axes[0], trace_.one()}, {l.shape[0], 1}); };
    int zeros = trace_.widen(trace_.constant(0, ElementType::real), whole ? column(turns) : turns);
    Value table;
    if (!trace_.add_binary("add", whole ? n : trace_.reshape(n, column(own)), zeros, &table)) return false;
    return trace_.flatten(node_in(table), &out) && give(out);
  }

  bool reduce_at() {
    int values = 0, indices = 0, length = 0, out = 0;
    const host::String* name = host::as_string(argument(0, "name"));
    if (!node_at(1, "values", &values) || !node_at(2, "indices", &indices) || !node_at(3, "length", &length)) return false;
    if (!trace_.node(length).parameter_only) return unsupported(" of a length that a step computes");
    return trace_.reduce_at(name->text, values, indices, length, &out) && give(out);
  }

  bool rows_of() {
    int starts = 0, out = 0;
    return node_at(0, "starts", &starts) && trace_.rows_of(starts, &out) && give(out);
  }

  // --- the same elements in another shape ---------------------------------------------------------------------------

  bool flat() {
    int n = 0, out = 0;
    return node_at(0, "a", &n) && trace_.flatten(n, &out) && give(out);
  }

  bool squeezed() {
    int n = 0;
    if (!node_at(0, "a", &n)) return false;
    if (given(argument(1, "axis"))) return unsupported(" along an axis");
    const Layout from = trace_.node(n);
    std::vector<int> axes;
    host::Shape shape;
    for (std::size_t k = 0; k < from.axes.size(); ++k) {
      if (from.shape[k] == 1) {
        trace_.make_one(from.axes[k]);
        continue;
      }
      axes.push_back(from.axes[k]);
      shape.push_back(from.shape[k]);
    }
    if (axes.size() == from.axes.size()) return give(n);
    return give(axes.empty() ? trace_.spread(n) : trace_.reshape(n, trace_.grid(std::move(axes), std::move(shape))));
  }

  bool expanded() {
    int n = 0, axis = 0;
    if (!node_at(0, "a", &n)) return false;
    Layout to = trace_.node(n);
    if (to.space < 0) return unsupported(" of a number");
    if (!read_axis(argument(1, "axis"), to.axes.size() + 1, &axis)) return false;
    to.axes.insert(to.axes.begin() + axis, trace_.one());
    to.shape.insert(to.shape.begin() + axis, 1);
    return give(trace_.reshape(n, to));
  }

  bool transposed() {
    int n = 0;
    if (!node_at(0, "a", &n)) return false;
    const std::size_t rank = trace_.node(n).axes.size();
    if (rank > 2 || arguments_.positional.size() + arguments_.keywords.size() > 1) return unsupported(" of several dimensions in an order of their own");
    return give(rank < 2 ? n : trace_.transpose(n));
  }

  bool outer() {
    int a = 0, b = 0;
    if (!node_at(0, "a", &a) || !node_at(1, "b", &b) || !trace_.flatten(a, &a) || !trace_.flatten(b, &b)) return false;
    const Layout rows = trace_.node(a), columns = trace_.node(b);
    if (rows.space < 0 || columns.space < 0) return trace_.add_binary("mul", a, b, &result_);
    a = trace_.reshape(a, trace_.grid({rows.axes[0], trace_.one()}, {rows.shape[0], 1}));
    b = trace_.reshape(b, trace_.grid({trace_.one(), columns.axes[0]}, {1, columns.shape[0]}));
    return trace_.add_binary("mul", a, b, &result_);
  }

  // Whether a size is what is left for it. That one which is a parameter fits the array is decided anyway.
  bool is_open(int length, bool* open) {
    Value v;
    double same = 0;
    *open = trace_.node(length).value == -1;
    return !*open || (trace_.add_binary("eq", length, trace_.constant(-1, ElementType::real), &v) && trace_.decide(node_in(v), "a shape", &same));
  }

  // One of the sizes may be -1: what is left for it.
  bool reshaped() {
    int n = 0;
    if (!node_at(0, "a", &n)) return false;
    std::vector<Value> sizes(arguments_.positional.begin() + 1, arguments_.positional.end());
    if (const Value shape = argument(sizes.size() + 1, "shape"); sizes.empty() && given(shape)) sizes = {shape};
    if (sizes.size() == 1 && items_of(sizes[0])) sizes = std::vector<Value>(*items_of(sizes[0]));
    const int length = trace_.length_of(n);
    std::vector<int> lengths;
    int rest = -1, known = trace_.constant(1, ElementType::real);
    for (const Value& size : sizes) {
      bool open = false;
      if (!size_of(size, &lengths.emplace_back()) || !is_open(lengths.back(), &open)) return false;
      if (open && rest >= 0) return host::raise(ctx_, "ValueError", "can only specify one unknown dimension");
      if (open) rest = static_cast<int>(lengths.size()) - 1;
      else known = trace_.multiply(known, lengths.back());
    }
    Value v;
    double fits = 0;
    if (rest >= 0) {
      if (!trace_.add_binary("floordiv", length, known, &v)) return false;
      lengths[static_cast<std::size_t>(rest)] = node_in(v);
      known = trace_.multiply(known, node_in(v));
    }
    if (!trace_.add_binary("eq", known, length, &v) || !trace_.decide(node_in(v), "a shape", &fits)) return false;
    if (fits == 0) return host::raise(ctx_, "ValueError", fmt::format("cannot reshape array of shape {} into another number of elements", host::shape_text(trace_.node(n).shape)));
    const Layout to = layout_of(lengths);
    return give(to.axes.empty() ? trace_.spread(n) : trace_.reshape(n, to));
  }

  bool take() {
    int n = 0;
    return node_at(0, "a", &n) && trace_.item(n, argument(1, "indices"), &result_);
  }

  // start + step * k for as many k as there are before stop.
  bool arange() {
    int start = trace_.constant(0, ElementType::real), stop = 0, step = trace_.constant(1, ElementType::real);
    const bool one = arguments_.positional.size() == 1 && !given(argument(1, "stop"));
    if (one ? !node_at(0, "stop", &stop) : !node_at(0, "start", &start) || !node_at(1, "stop", &stop)) return false;
    if (given(argument(2, "step")) && !node_at(2, "step", &step)) return false;
    for (const int n : {start, stop, step})
      if (!trace_.node(n).parameter_only || trace_.node(n).space >= 0) return unsupported(" of a length that a step computes");
    if (one && !given(argument(2, "step"))) return give(trace_.arange(stop));
    Value v;
    if (!trace_.add_binary("sub", stop, start, &v) || !trace_.add_binary("div", node_in(v), step, &v) || !trace_.add_unary("ceil", node_in(v), &v) ||
        !trace_.add_binary("max", node_in(v), trace_.constant(0, ElementType::real), &v) || !trace_.add_binary("mul", trace_.arange(node_in(v)), step, &v))
      return false;
    return trace_.add_binary("add", node_in(v), start, &result_);
  }

  // An array of equal numbers is a number: it spreads over whatever it meets.
  bool filled() {
    const bool like = entry_.name.ends_with("_like");
    const bool own = entry_.name.starts_with("full");
    int value = trace_.constant(entry_.name.starts_with("ones") ? 1 : 0, ElementType::real);
    if (own && !node_at(1, "fill_value", &value)) return false;
    int n = 0;
    Layout layout;
    if (!like && !sized(argument(0, "shape"), &layout)) return false;
    if (like && !node_at(0, "a", &n)) return false;
    if (like) layout = trace_.node(n);
    return give(layout.space < 0 ? value : trace_.widen(value, layout));
  }

  bool variable() {
    return host::refuse(ctx_, "RuntimeError", "a bm.Variable made inside a step cannot hold state: make it in __init__");
  }

  bool same() {
    int n = 0;
    return node_at(0, "a", &n) && give(n);
  }

  bool converted() {
    int n = 0;
    if (!node_at(0, "a", &n)) return false;
    const Value type = argument(1, "dtype");
    if (!given(type)) return give(n);
    host::DType d{};
    if (!host::to_dtype(ctx_, type, &d)) return false;
    const ElementType from = trace_.node(n).instr.type;
    if (d == host::DType::boolean)
      return from == ElementType::boolean ? give(n) : trace_.add_binary("ne", n, trace_.constant(0, ElementType::real), &result_);
    if (host::is_real(d)) return give(trace_.as_float(from == ElementType::boolean ? trace_.to_real(n) : n));
    if (!trace_.node(n).parameter_only && !trace_.in_derivative()) return trace_.to_integer(n, &n) && give(n);
    if (from != ElementType::boolean && !trace_.add_unary("trunc", n, &result_)) return false;
    n = from == ElementType::boolean ? trace_.to_real(n) : node_in(result_);
    trace_.set_meaning(n, ElementType::integer);
    return give(n);
  }
};

bool run_native(Trace& trace, const NativeEntry& entry, const Arguments& arguments, Value* result) {
  if (is_random_module(entry.module)) return draw_in_step(trace, entry, arguments, result);
  const std::size_t before = trace.size();
  if (!NativeCall(trace, entry, arguments, result).run()) return false;
  trace.note_call(entry, before, *result);
  return true;
}

}  // namespace

bool Symbol::call_native(Context&, const NativeEntry& entry, const Arguments& arguments, Value* result) {
  return run_native(trace, entry, arguments, result);
}

bool Symbol::matrix_product(Context& ctx, const Value& left, const Value& right, Value* result) {
  const Arguments arguments{{left, right}, {}};
  return call_native(ctx, *host::find_native("brainpy.math", "matmul"), arguments, result);
}

// Variables and views among the arguments stand for their values; random numbers are drawn in the step.
bool Trace::on_native(const NativeEntry& entry, const Arguments& arguments, Value* result, bool* handled) {
  if (entry.module == "builtins" && entry.name == "print") return refuse_print(ctx_);
  if (!on_question(entry, arguments, result, handled) || *handled) return ctx_.pending.is_unbound();
  *handled = entry.module == "brainpy.math" && entry.name == "get_dt";
  if (*handled) {
    *result = symbol(step_length());
    return true;
  }
  if (const Symbol* s = entry.module == "_bplc" && entry.name == "is_computed" ? as_symbol(arguments.positional.at(0)) : nullptr) {
    *handled = true;
    *result = Value::boolean(node(s->node).space >= 0 && node(s->node).instr.op != ir::KernelOp::slot);
    return true;
  }
  const bool random = is_random_module(entry.module);
  const bool own = entry.name == "RandomState" || entry.name.ends_with("seed");
  const bool arrays = is_array_module(entry.module) && entry.name != "Variable";
  const bool values = arrays || (entry.module == "builtins" && entry.name == "abs") || (entry.module == "_bplc" && (entry.name == "reduce_at" || entry.name == "rows_of"));
  const auto is_state = [&](const Value& v) {
    const Value* base = values && host::as_instance(v) ? host::as_instance(v)->attributes.find("base") : nullptr;  // of a view
    return host::as_variable(v) || (base && host::as_variable(*base));
  };
  const auto holds = [&](const auto& self, const Value& v) -> bool {
    const std::vector<Value>* items = arrays ? items_of(v) : nullptr;
    return items && std::any_of(items->begin(), items->end(), [&](const Value& item) { return as_symbol(item) || is_state(item) || self(self, item); });
  };
  const auto counts = [&](const Value& v) { return is_state(v) || holds(holds, v); };
  const bool any = std::any_of(arguments.positional.begin(), arguments.positional.end(), counts) ||
                   std::any_of(arguments.keywords.begin(), arguments.keywords.end(), [&](const auto& k) { return counts(k.second); });
  // Sizes may be parameters inside a tuple, and a length stays a number of the set-up until Python needs to know it.
  const bool filled = arrays && (entry.name == "zeros" || entry.name == "ones" || entry.name == "full");
  const bool length = entry.module == "builtins" && entry.name == "len";
  *handled = (random && !own) || filled || ((values || length) && any);
  return !*handled || run_native(*this, entry, arguments, result);
}

}  // namespace bpl::discover
