// A call of a function of the value library with values of a step among its arguments: what all kinds of such calls share.
#pragma once

#include <string_view>
#include <vector>

#include "frontend/discover/trace.h"
#include "host/values/builtins.h"

namespace bpl::discover {

inline int node_in(const host::Value& v) { return as_symbol(v)->node; }

class StepCall {
 public:
  StepCall(Trace& trace, const host::NativeEntry& entry, const host::Arguments& arguments, host::Value* result)
      : trace_(trace), ctx_(trace.context()), entry_(entry), arguments_(arguments), result_(*result) {}

 protected:
  bool unsupported(std::string_view what = "");
  host::Value argument(std::size_t i, std::string_view name) const { return host::argument(arguments_, i, name); }
  bool given(const host::Value& v) const { return !v.is_unbound() && !v.is_none(); }
  bool give(int node) {
    result_ = trace_.symbol(node);
    return true;
  }
  // An argument that must be there.
  bool node_at(std::size_t i, std::string_view name, int* node);

  // The number of an axis, which may count from the end.
  bool read_axis(const host::Value& given, std::size_t rank, int* axis);
  // One length that a call asks for.
  bool size_of(const host::Value& size, int* length);
  // A new array of these lengths; a 1 that is written there is an axis that others spread over.
  Layout layout_of(const std::vector<int>& lengths);
  // A new array of a size: a number or a tuple of them.
  bool sized(const host::Value& size, Layout*);

  Trace& trace_;
  host::Context& ctx_;
  const host::NativeEntry& entry_;
  const host::Arguments& arguments_;
  host::Value& result_;
};

// A sum, maximum and the like; *handled is false for other functions.
bool reduce_in_step(Trace&, const host::NativeEntry&, const host::Arguments&, host::Value* result, bool* handled);
// A function that moves elements or reads them in another shape; `arrays`: one of the modules of arrays.
bool rearrange_in_step(Trace&, const host::NativeEntry&, const host::Arguments&, host::Value* result, bool arrays, bool* handled);
// A call of a function of bm.random: a new number in every step.
bool draw_in_step(Trace&, const host::NativeEntry&, const host::Arguments&, host::Value* result);

}  // namespace bpl::discover
