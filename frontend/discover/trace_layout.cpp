// Where the elements of arrays lie: index spaces, the axes of arrays of several dimensions, and how shapes spread over each
// other.
//
// An array runs over one index space. That of an array of several dimensions is the product of the spaces of its axes; axes of one
// element do not count, so that a column has the space of the vector it was made from. Two arrays whose axes have become the same
// have the same space.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/discover/trace.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Shape;
using host::Value;
using ir::CollectiveOp;
using ir::ElementType;
using ir::KernelOp;

int Trace::new_space(std::int64_t length, int extent) {
  spaces_.push_back(static_cast<int>(spaces_.size()));
  lengths_.push_back(length);
  extents_.push_back(extent);
  return static_cast<int>(spaces_.size()) - 1;
}

int Trace::find_space(int s) const {
  while (s >= 0 && spaces_[s] != s) s = spaces_[s];
  return s;
}

void Trace::unify(int a, int b) {
  a = find_space(a), b = find_space(b);
  if (a == b) return;
  spaces_[std::max(a, b)] = std::min(a, b);
  settle();
}

// Products of the same axes are the same space.
void Trace::settle() {
  for (std::size_t k = 0; k < products_.size(); ++k) {
    const std::vector<int> own = factors(products_[k].second);
    int same = own.empty() ? one_ : own.size() == 1 ? own[0] : -1;
    for (std::size_t j = 0; j < k && same < 0; ++j)
      if (factors(products_[j].second) == own) same = products_[j].first;
    if (same >= 0 && find_space(same) != find_space(products_[k].first)) return unify(same, products_[k].first);
  }
}

int Trace::one() {
  if (one_ < 0) one_ = new_space(1, constant(1, ElementType::real));
  return one_;
}

std::vector<int> Trace::factors(const std::vector<int>& axes) const {
  std::vector<int> found;
  for (const int a : axes)
    if (!is_one(a)) found.push_back(find_space(a));
  return found;
}

int Trace::product_space(const std::vector<int>& axes) {
  const std::vector<int> own = factors(axes);
  if (own.size() < 2) return own.empty() ? (axes.empty() ? -1 : one()) : own[0];
  for (const auto& [space, other] : products_)
    if (factors(other) == own) return find_space(space);
  std::int64_t length = 1;
  int extent = -1;
  for (const int a : own) {
    length *= lengths_[static_cast<std::size_t>(a)];
    extent = extent < 0 ? space_length(a) : multiply(extent, space_length(a));
  }
  const int space = new_space(length, extent);
  products_.emplace_back(space, own);
  return space;
}

int Trace::multiply(int a, int b) {
  Value product;
  add_binary("mul", a, b, &product);
  return as_symbol(product)->node;
}

int Trace::space_length(int space) {
  const int node = find_length(space);
  if (nodes_[static_cast<std::size_t>(node)].meaning == ElementType::integer) return node;
  nodes_[static_cast<std::size_t>(node)].form = Form::plain;
  set_meaning(node, ElementType::integer);
  return node;
}

int Trace::find_length(int space) {
  space = find_space(space);
  if (space < 0) return constant(1, ElementType::real);
  for (const auto& [other, path] : anchors_) {
    if (find_space(other) != space) continue;
    const std::string key = "length of " + to_text(path);
    auto at = slots_by_path_.find(key);
    if (at == slots_by_path_.end()) {
      host::Slot s;
      s.path = path;
      s.length = true;
      s.default_value = static_cast<double>(lengths_[static_cast<std::size_t>(other)]);
      at = slots_by_path_.emplace(key, static_cast<int>(signature_.slots.size())).first;
      signature_.slots.push_back(std::move(s));
    }
    Node n;
    n.instr.op = KernelOp::slot;
    n.instr.index = at->second;
    n.parameter_only = true;
    n.value = static_cast<double>(lengths_[static_cast<std::size_t>(other)]);
    return add(std::move(n));
  }
  for (std::size_t s = 0; s < spaces_.size(); ++s)
    if (find_space(static_cast<int>(s)) == space && extents_[s] >= 0) return extents_[s];
  return constant(static_cast<double>(lengths_[static_cast<std::size_t>(space)]), ElementType::real);
}

Layout Trace::line(int length) {
  const auto n = static_cast<std::int64_t>(nodes_[static_cast<std::size_t>(length)].value);
  const int space = new_space(n, length);
  return {space, {n}, {space}};
}

Layout Trace::grid(std::vector<int> axes, Shape shape) {
  const int space = product_space(axes);
  return {space, std::move(shape), std::move(axes)};
}

// The layout of the array or variable at `path`; its axes are those of its shape from `first_axis` on.
Layout Trace::lay_out(const host::Path& path, Shape shape, std::size_t first_axis) {
  Layout layout;
  if (shape.size() < 2) {
    layout.space = new_space(host::element_count(shape));
    layout.axes.assign(shape.size(), layout.space);
    layout.shape = std::move(shape);
  } else {
    std::vector<int> axes;
    for (std::size_t k = 0; k < shape.size(); ++k) {
      host::Path length = path;
      length.steps.push_back({host::PathStep::Kind::attribute, "shape", -1});
      length.steps.push_back({host::PathStep::Kind::item, {}, static_cast<std::int64_t>(first_axis + k)});
      axes.push_back(new_space(shape[k], slot(length, Value::of(shape[k]), false)));
    }
    layout = grid(std::move(axes), std::move(shape));
  }
  anchors_.try_emplace(layout.space, path);
  return layout;
}

bool Trace::same_length(const Shape& a, const Shape& b) {
  if (a == b) return true;
  return host::raise(ctx_, "ValueError", fmt::format("operands could not be broadcast together with shapes {} {}", host::shape_text(a), host::shape_text(b)));
}

bool Trace::same_layout(const Layout& a, const Layout& b) {
  if (!same_length(a.shape, b.shape)) return false;
  for (std::size_t k = 0; k < a.axes.size(); ++k) unify(a.axes[k], b.axes[k]);
  unify(a.space, b.space);
  return true;
}

// --- another layout ---------------------------------------------------------------------------------------------------

int Trace::widen(int node, const Layout& layout) {
  Node n;
  n.layout() = layout;
  n.instr.op = KernelOp::select;
  n.instr.type = nodes_[static_cast<std::size_t>(node)].instr.type;
  n.instr.args = {constant(1, ElementType::boolean), node, node};
  return add(std::move(n));
}

int Trace::reshape(int node, const Layout& layout) {
  if (const int space = nodes_[static_cast<std::size_t>(node)].space; space >= 0) unify(space, layout.space);
  return widen(node, layout);
}

bool Trace::flatten(int node, int* result) {
  const Node& n = nodes_[static_cast<std::size_t>(node)];
  const int space = n.space < 0 ? one() : n.space;
  *result = n.shape.size() == 1 ? node : reshape(node, {space, {elements(node)}, {space}});
  return true;
}

// An array of one element as a number: it spreads over whatever it meets.
int Trace::spread(int node) {
  const Node n = nodes_[static_cast<std::size_t>(node)];
  for (const int a : n.axes) unify(a, one());
  unify(n.space, one());
  return reduce(n.instr.type == ElementType::boolean ? "any" : "sum", node);
}

// The layout of both: axes are compared from the last one on, and one of length 1 takes the length of the other.
bool Trace::join(Layout* layout, const Layout& other) {
  if (layout->shape == other.shape) return same_layout(*layout, other);
  const std::size_t rank = std::max(layout->shape.size(), other.shape.size());
  std::vector<int> axes(rank);
  Shape shape(rank);
  for (std::size_t k = 1; k <= rank; ++k) {
    const auto of = [&](const Layout& l) {
      const bool has = k <= l.shape.size();
      return std::pair(has ? l.axes[l.axes.size() - k] : one(), has ? l.shape[l.shape.size() - k] : 1);
    };
    const auto [a, n] = of(*layout);
    const auto [b, m] = of(other);
    if (n != m && n != 1 && m != 1) return same_length(layout->shape, other.shape);
    // What is no decision now must be none for other lengths.
    if (!is_one(a) && !is_one(b)) {
      if (n == m) unify(a, b);
      else unify(n == 1 ? a : b, one());
    }
    axes[rank - k] = is_one(a) ? b : a;
    shape[rank - k] = is_one(a) ? m : n;
  }
  *layout = grid(std::move(axes), std::move(shape));
  return true;
}

// Repeats an array along the axes of a layout that it lacks, from the last one on.
void Trace::stretch(int* node, const Layout& to) {
  const Layout own = nodes_[static_cast<std::size_t>(*node)];
  if (factors(own.axes) == factors(to.axes)) return unify(own.space, to.space);
  const auto has = [&](std::size_t axis) {
    const std::size_t back = to.axes.size() - axis;
    return back <= own.axes.size() && !is_one(own.axes[own.axes.size() - back]);
  };
  const auto times = [&](int factor, std::size_t axis) {
    const int length = space_length(to.axes[axis]);
    return factor < 0 ? length : multiply(factor, length);
  };
  int step = -1;
  for (std::size_t axis = to.axes.size(); axis-- > 0;) {
    if (!is_one(to.axes[axis]) && !has(axis)) {
      ir::Collective c;
      c.op = CollectiveOp::stretch;
      c.count = scalar_code(space_length(to.axes[axis]));
      if (step >= 0) c.step = scalar_code(step);
      Layout next = to;
      for (std::size_t k = axis; k-- > 0;) {
        if (has(k)) continue;
        next.axes.erase(next.axes.begin() + static_cast<std::ptrdiff_t>(k));
        next.shape.erase(next.shape.begin() + static_cast<std::ptrdiff_t>(k));
      }
      *node = add_collective(std::move(c), {*node}, nodes_[static_cast<std::size_t>(*node)].instr.type, grid(next.axes, next.shape));
    }
    if (!is_one(to.axes[axis])) step = times(step, axis);
  }
}

// Spreads a value over a layout that holds it. Raises ValueError where it does not fit.
bool Trace::fit(int* node, const Layout& to) {
  if (nodes_[static_cast<std::size_t>(*node)].space < 0) {
    *node = widen(*node, to);
    return true;
  }
  const Layout own = nodes_[static_cast<std::size_t>(*node)];
  Layout joint = own;
  if (!join(&joint, to)) return false;
  if (joint.shape != to.shape) return same_length(own.shape, to.shape);
  stretch(node, joint);
  if (nodes_[static_cast<std::size_t>(*node)].shape != to.shape) *node = reshape(*node, to);
  return true;
}

// Whether an array of one element meets one of more, so that it serves as a number.
bool Trace::is_number_for(const Layout& one_element, const Layout& other) const {
  if (other.axes.size() < one_element.axes.size() || other.space < 0) return false;
  if (factors(one_element.axes).empty()) return !factors(other.axes).empty();
  for (std::size_t k = 1; k <= one_element.axes.size(); ++k) {
    const int axis = other.axes[other.axes.size() - k];
    if (!is_one(one_element.axes[one_element.axes.size() - k]) && !is_one(axis) && other.shape[other.shape.size() - k] != 1) return true;
  }
  return false;
}

bool Trace::broadcast(std::initializer_list<int*> operands, Layout* layout) {
  const auto is_array = [&](const int* o) { return nodes_[static_cast<std::size_t>(*o)].space >= 0; };
  for (int* o : operands) {
    const auto meets = [&](const int* other) { return is_number_for(nodes_[static_cast<std::size_t>(*o)], nodes_[static_cast<std::size_t>(*other)]); };
    if (is_array(o) && elements(*o) == 1 && std::any_of(operands.begin(), operands.end(), meets)) *o = spread(*o);
  }
  *layout = {};
  for (const int* o : operands) {
    if (!is_array(o)) continue;
    const Layout own = nodes_[static_cast<std::size_t>(*o)];
    if (layout->space < 0) *layout = own;
    else if (!join(layout, own)) return false;
  }
  for (int* o : operands)
    if (is_array(o)) stretch(o, *layout);
  return true;
}

}  // namespace bpl::discover
