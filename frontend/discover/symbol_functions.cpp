// Functions of the value library on values of a step: what they become in kernels and collectives.
#include <fmt/format.h>

#include <algorithm>
#include <map>

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
          {"Variable", &NativeCall::variable}, {"take", &NativeCall::take}, {"zeros", &NativeCall::filled}, {"ones", &NativeCall::filled},
          {"full", &NativeCall::filled}, {"zeros_like", &NativeCall::filled}, {"ones_like", &NativeCall::filled}, {"full_like", &NativeCall::filled},
          {"asarray", &NativeCall::converted}, {"array", &NativeCall::converted}, {"ndarray.astype", &NativeCall::converted},
          {"ndarray.copy", &NativeCall::same}, {"as_jax", &NativeCall::same}, {"as_device_array", &NativeCall::same},
          {"ndarray.to_jax", &NativeCall::same}, {"arange", &NativeCall::arange}, {"copy", &NativeCall::same}, {"bitwise_and", &NativeCall::bits},
          {"bitwise_or", &NativeCall::bits}, {"bitwise_xor", &NativeCall::bits}, {"left_shift", &NativeCall::bits},
          {"right_shift", &NativeCall::bits}, {"invert", &NativeCall::bits}, {"bitwise_not", &NativeCall::bits}, {"clip", &NativeCall::clip}};
      if (const auto at = table.find(entry_.name); at != table.end()) return (this->*at->second)();
    }
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
  const bool arrays = is_array_module(entry.module);
  bool handled = false;
  if ((arrays && !reduce_in_step(trace, entry, arguments, result, &handled)) || (!handled && !rearrange_in_step(trace, entry, arguments, result, arrays, &handled))) return false;
  if (!handled && !NativeCall(trace, entry, arguments, result).run()) return false;
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
