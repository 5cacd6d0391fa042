#include "frontend/discover/symbol_call.h"

#include <fmt/format.h>

#include "host/values/container_operators.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::items_of;
using host::Value;
using ir::ElementType;

bool StepCall::unsupported(std::string_view what) {
  return host::raise(ctx_, "NotImplementedError",
                     fmt::format("{}.{}(){} inside a step is not supported by bplc yet", entry_.module, entry_.name, what));
}

bool StepCall::node_at(std::size_t i, std::string_view name, int* node) {
  const Value v = argument(i, name);
  if (!given(v)) return host::raise(ctx_, "TypeError", fmt::format("{}() needs the argument '{}'", entry_.name, name));
  const std::vector<Value>* items = items_of(v);
  return items ? trace_.stacked(*items, node) : trace_.node_of(v, "an argument", node);
}

bool StepCall::size_of(const Value& size, int* length) {
  if (!trace_.node_of(size, "the size", length)) return false;
  return trace_.node(*length).parameter_only || unsupported(" of a size that a step computes");
}

Layout StepCall::layout_of(const std::vector<int>& lengths) {
  std::vector<int> axes;
  host::Shape shape;
  for (const int n : lengths) {
    const bool one = lengths.size() > 1 && trace_.node(n).instr.op == ir::KernelOp::constant && trace_.node(n).value == 1;
    axes.push_back(one ? trace_.one() : trace_.line(n).space);
    shape.push_back(static_cast<std::int64_t>(trace_.node(n).value));
  }
  return trace_.grid(std::move(axes), std::move(shape));
}

bool StepCall::sized(const Value& size, Layout* layout) {
  const std::vector<Value> items = items_of(size) ? *items_of(size) : std::vector<Value>{size};
  std::vector<int> lengths;
  for (const Value& v : items)
    if (!size_of(v, &lengths.emplace_back())) return false;
  *layout = layout_of(lengths);
  return true;
}

bool StepCall::read_axis(const Value& given, std::size_t rank, int* axis) {
  if (!given.is_int()) return unsupported(" along an axis that is no plain int");
  const auto n = static_cast<std::int64_t>(rank);
  if (given.integer < -n || given.integer >= n)
    return host::raise(ctx_, "ValueError", fmt::format("axis {} is out of bounds for array of dimension {}", given.integer, n));
  *axis = static_cast<int>((given.integer + n) % n);
  return true;
}

}  // namespace bpl::discover
