// Functions of a step that put elements to other places, or see them in another shape; matrix products.
#include <fmt/format.h>

#include <algorithm>
#include <map>

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

class ShapeCall : StepCall {
 public:
  using StepCall::StepCall;

  bool run(bool arrays, bool* handled) {
    static const std::map<std::string_view, bool (ShapeCall::*)()> table = {
        {"dot", &ShapeCall::product}, {"matmul", &ShapeCall::product}, {"inner", &ShapeCall::product}, {"roll", &ShapeCall::roll},
        {"ndarray.flatten", &ShapeCall::flat}, {"ravel", &ShapeCall::flat}, {"squeeze", &ShapeCall::squeezed}, {"reshape", &ShapeCall::reshaped},
        {"expand_dims", &ShapeCall::expanded}, {"flip", &ShapeCall::flipped}, {"concatenate", &ShapeCall::joined}, {"hstack", &ShapeCall::joined},
        {"stack", &ShapeCall::stacked}, {"tile", &ShapeCall::repeated}, {"repeat", &ShapeCall::repeated}, {"outer", &ShapeCall::outer},
        {"transpose", &ShapeCall::transposed}};
    *handled = true;
    if (entry_.module == "_bplc" && entry_.name == "reduce_at") return reduce_at();
    if (entry_.module == "_bplc" && entry_.name == "rows_of") return rows_of();
    const auto at = table.find(entry_.name);
    *handled = arrays && at != table.end();
    return !*handled || (this->*at->second)();
  }

 private:
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
};

}  // namespace

bool rearrange_in_step(Trace& trace, const NativeEntry& entry, const Arguments& arguments, Value* result, bool arrays, bool* handled) {
  return ShapeCall(trace, entry, arguments, result).run(arrays, handled);
}

}  // namespace bpl::discover
