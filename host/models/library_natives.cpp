// The module _bplc: what the library of models, which is written in the script language, needs from the value library.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/models/library_natives.h"
#include "host/models/model.h"
#include "host/models/planner.h"
#include "host/values/builtins.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/ops.h"
#include "host/values/unknown.h"
#include "math/runge_kutta.h"
#include "support/suggest.h"

namespace bpl::host {
namespace {

using library::at;
using library::text;

bool automatic_name(Context& ctx, Args a, Value* result) {
  const std::string& name = as_instance(at(a, 0))->type->name;
  *result = ctx.string(name + std::to_string(ctx.counters["name:" + name]++));
  return true;
}

bool next_population_id(Context& ctx, Args, Value* result) {
  *result = Value::of(++ctx.counters["population"]);
  return true;
}

bool is_array(Context&, Args a, Value* result) {
  *result = Value::boolean(as_array(at(a, 0)) || as_variable(at(a, 0)));
  return true;
}

bool is_variable(Context&, Args a, Value* result) {
  *result = Value::boolean(as_variable(at(a, 0)) != nullptr);
  return true;
}

bool in_step(Context& ctx, Args, Value* result) {
  *result = Value::boolean(ctx.stepper && ctx.stepper->tracing());
  return true;
}

// is_computed(value): whether it is no parameter, but an array that steps may change.
bool is_computed(Context&, Args a, Value* result) {
  *result = Value::boolean(as_variable(at(a, 0)) != nullptr);
  return true;
}

bool shape_of(Context& ctx, const Value& v, Shape* shape) {
  std::vector<Value> items;
  if (v.is_int()) items = {v};
  else if (!to_vector(ctx, v, &items)) return false;
  for (const Value& n : items) shape->push_back(n.integer);
  return true;
}

// parameter_array(value, shape, name, exact): an array that fits; one element serves for all unless `exact`.
bool parameter_array(Context& ctx, Args a, Value* result) {
  Array* array = nullptr;
  if (!to_array(ctx, at(a, 0), Flavour::brainpy, &array)) return false;
  const std::string name = text(at(a, 2));
  const bool exact = at(a, 3).integer != 0;
  Shape shape;
  if (!shape_of(ctx, at(a, 1), &shape)) return false;
  bool nan = false;
  for_each_real(*array, [&](double x) { nan |= std::isnan(x); });
  if (nan) return raise(ctx, "ValueError", fmt::format("{} must not contain NaN", name));
  if (!exact && array->size() == 1 && array->ndim() <= 1) {
    *result = item_of(*array);
    return true;
  }
  if (array->shape != shape)
    return raise(ctx, "ValueError", fmt::format("{} has the shape {}, but {} is needed", name, shape_text(array->shape), shape_text(shape)));
  *result = Value::of(array);
  return true;
}

bool require_positive(Context& ctx, Args a, Value* result) {
  *result = Value::none();
  const std::string name = text(at(a, 1));
  std::optional<double> wrong;
  const auto check = [&](double x) {
    if (!(x > 0) && !wrong) wrong = x;
  };
  if (const Array* array = as_array(at(a, 0))) for_each_real(*array, check);
  else check(at(a, 0).as_real());
  return !wrong || raise(ctx, "ValueError", fmt::format("{} must be positive, not {}", name, real_to_text(*wrong)));
}

bool brainpy_random(Context& ctx, Args, Value* result) {
  *result = Value::boolean(ctx.brainpy_random);
  return true;
}

// --- runners --------------------------------------------------------------------------------------------------------

bool recording(Context& ctx, Args, Value* result) {
  *result = Value::of(ctx.heap.make<Recording>());
  return true;
}

bool suggestion(Context& ctx, Args a, Value* result) {
  std::vector<std::string> names;
  if (Instance* owner = as_instance(at(a, 1)))
    for (const Dict::Entry& e : owner->attributes.entries)
      if (e.alive && as_string(e.key)->text[0] != '_') names.push_back(as_string(e.key)->text);
  const auto close = suggest(text(at(a, 0)), names);
  *result = ctx.string(close ? ". Did you mean '" + *close + "'?" : "");
  return true;
}

bool index_list(Context& ctx, Args a, Value* result) {
  if (at(a, 0).is_none()) {
    *result = Value::none();
    return true;
  }
  Array* array = nullptr;
  if (!to_array(ctx, at(a, 0), Flavour::numpy, &array)) return false;
  if (!is_integer(array->dtype)) return raise(ctx, "TypeError", "the index of a monitor must be ints");
  *result = Value::of(with_shape(ctx, *array, {array->size()}));
  return true;
}

bool check_indices(Context& ctx, Args a, Value* result) {
  const std::int64_t size = at(a, 1).integer;
  for (std::int64_t i : to_integers(*as_array(at(a, 0))))
    if (i < -size || i >= size)
      return raise(ctx, "IndexError", fmt::format("monitor '{}': index {} is out of range for {} neurons", text(at(a, 2)), i, size));
  *result = Value::none();
  return true;
}

bool run_duration(Context& ctx, Args a, Value* result) {
  const std::optional<double> replaced = ctx.stepper ? ctx.stepper->replaced_duration() : std::nullopt;
  *result = replaced ? Value::of(*replaced) : at(a, 0);
  if (is_unknown(ctx, *result)) *result = Value::of(1.0);  // how long a run is decides nothing in discovery
  return true;
}

bool run(Context& ctx, Args a, Value* result) { return ctx.stepper->run(ctx, *as_instance(at(a, 0)), at(a, 1).as_real(), result); }

bool count_steps(Context&, Args a, Value* result) {
  *result = Value::of(step_count(at(a, 0).as_real(), at(a, 1).as_real()));
  return true;
}

bool uses_devices(Context& ctx, Args, Value* result) {
  *result = Value::boolean(ctx.counters.contains("uses_devices"));
  return true;
}

// variable_name(object, otherwise): the variable of the script that holds the object.
bool variable_name(Context& ctx, Args a, Value* result) {
  *result = at(a, 1);
  if (const auto main = ctx.modules.find("__main__"); main != ctx.modules.end())
    for (const Dict::Entry& e : main->second->globals.entries)
      if (e.alive && e.value.is_object() && e.value.object == at(a, 0).object) {
        *result = e.key;
        return true;
      }
  return true;
}

// slice_indices(slice, length): (start, stop, step) as Python's slice.indices().
bool slice_indices(Context& ctx, Args a, Value* result) {
  std::int64_t start = 0, step = 1, count = 0;
  if (!slice_range(ctx, *as<Slice>(at(a, 0), Kind::slice), at(a, 1).integer, &start, &step, &count)) return false;
  *result = Value::of(ctx.heap.make<Tuple>(std::vector<Value>{Value::of(start), Value::of(start + step * count), Value::of(step)}));
  return true;
}

bool recall(Context& ctx, Args a, Value* result) { return ctx.stepper->recall(ctx, a, result); }
bool push(Context& ctx, Args a, Value* result) { return ctx.stepper->push(ctx, a, result); }

// history(initial): a variable that holds past values, one a row, the newest first.
bool history(Context& ctx, Args a, Value* result) {
  Array* array = nullptr;
  if (!to_array(ctx, at(a, 0), Flavour::brainpy, &array)) return false;
  const DType type = canonical(ctx, Flavour::brainpy, array->dtype);
  const ElementType element = type == DType::boolean ? ElementType::boolean : is_real(type) ? ElementType::real : ElementType::integer;
  auto* v = ctx.heap.make<Variable>(element, copy_array(ctx, *cast_array(ctx, *array, type, Flavour::brainpy)));
  v->history = true;
  *result = Value::of(v);
  return true;
}

bool event_sum(Context& ctx, Args a, Value* result) { return ctx.stepper->event_sum(ctx, a, result); }
bool integrate(Context& ctx, Args a, Value* result) { return ctx.stepper->integrate(ctx, a, result); }

bool check_method(Context& ctx, Args a, Value* result) {
  const String* name = as_string(at(a, 0));
  const std::vector<std::string> methods = math::integration_methods();
  *result = Value::none();
  if (name && std::find(methods.begin(), methods.end(), name->text) != methods.end()) return true;
  if (name && name->text == "bs")
    return raise(ctx, "NotImplementedError", "the method 'bs' divides by zero in BrainPy and is not supported: 'BoSh3' is the same method with its correct coefficients");
  std::string shown;
  if (!to_repr(ctx, at(a, 0), &shown)) return false;
  const auto close = name ? suggest(name->text, methods) : std::nullopt;
  return raise(ctx, "ValueError", fmt::format("unknown integration method {}{}", shown, close ? ". Did you mean '" + *close + "'?" : ""));
}

// parameter_names(function): the names of its parameters without self; those behind * and ** are left out.
bool parameter_names(Context& ctx, Args a, Value* result) {
  const auto* bound = as<BoundMethod>(at(a, 0), Kind::bound_method);
  const Function* function = as_function(bound ? bound->function : at(a, 0));
  if (!function) return raise(ctx, "TypeError", "an equation must be a function or a method");
  std::vector<Value> names;
  const auto& parameters = function->code->parameters;
  for (std::size_t i = bound ? 1 : 0; i < parameters.size(); ++i)
    if (parameters[i].kind != ParameterKind::star && parameters[i].kind != ParameterKind::double_star) names.push_back(ctx.string(parameters[i].name));
  *result = Value::of(ctx.heap.make<Tuple>(std::move(names)));
  return true;
}

bool raster_plot(Context& ctx, Args a, Value* result) {
  *result = Value::none();
  return ctx.stepper->draw(ctx, "raster", a);
}
bool line_plot(Context& ctx, Args a, Value* result) {
  *result = Value::none();
  return ctx.stepper->draw(ctx, "line", a);
}

// --- bm.Variable ----------------------------------------------------------------------------------------------------

bool is_shape(const Value& v) {
  if (v.is_int()) return true;
  const std::vector<Value>* items = as_tuple(v) ? &as_tuple(v)->items : as_list(v) ? &as_list(v)->items : nullptr;
  return items && !items->empty() && std::all_of(items->begin(), items->end(), [](const Value& n) { return n.is_int(); });
}

// v.update(x) is v.value = x.
bool update_variable(Context& ctx, Args a, Value* result) {
  *result = Value::none();
  return set_attribute(ctx, at(a, 0), "value", at(a, 1));
}

// bm.Variable(shape or data, dtype=None): an int or a sequence of ints is a shape of zeros.
bool make_variable(Context& ctx, Args a, Value* result) {
  Value dtype = at(a, 1);
  for (const auto& [name, value] : a.keywords)
    if (name == "dtype") dtype = value;
  if (a.positional.empty()) return raise(ctx, "TypeError", "bm.Variable needs a shape or an array");
  if (Abstract* symbol = as_abstract(at(a, 0)); symbol && !symbol->is_unknown())
    return symbol->call_native(ctx, *find_native("brainpy.math", "Variable"), a, result);
  const Variable* other = as_variable(at(a, 0));
  const bool unknown = holds_unknown(ctx, at(a, 0));
  if (unknown && !other && !as_array(at(a, 0)))
    return raise(ctx, "NotImplementedError", "bplc needs to know the shape of a bm.Variable, which a result of a run does not tell: make it with its shape, "
                                             "as in bm.Variable(bm.zeros(n)), and write the result to it");
  Array* array = nullptr;
  if (is_shape(at(a, 0))) {
    Shape shape;
    if (!shape_of(ctx, at(a, 0), &shape)) return false;
    for (std::int64_t n : shape)
      if (n < 0) return raise(ctx, "ValueError", "the shape of a bm.Variable must not be negative");
    array = make_array(ctx, default_real(ctx, Flavour::brainpy), shape, Flavour::brainpy);
  } else if (unknown && other) {
    array = other->value;
  } else if (!to_array(ctx, at(a, 0), Flavour::brainpy, &array)) {
    return false;
  }
  DType type = canonical(ctx, Flavour::brainpy, array->dtype);
  if (!dtype.is_none() && !to_dtype(ctx, dtype, &type)) return false;
  const DType canonical_type = canonical(ctx, Flavour::brainpy, type);
  array = cast_array(ctx, *array, canonical_type, Flavour::brainpy);
  const ElementType element = canonical_type == DType::boolean ? ElementType::boolean : is_real(canonical_type) ? ElementType::real : ElementType::integer;
  array = copy_array(ctx, *array);
  if (unknown) forget_contents(ctx, *array);
  *result = Value::of(ctx.heap.make<Variable>(element, array));
  return true;
}

bool sample(Context& ctx, Args a, Value* result) { return ctx.stepper->sample(ctx, at(a, 0), at(a, 1), result); }

// raise refusal('...'): what BrainPy can do and bplc cannot.
bool refusal(Context& ctx, Args a, Value* result) {
  std::string message;
  if (!to_str(ctx, at(a, 0), &message)) return false;
  *result = new_refusal(ctx, message);
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"_bplc", "automatic_name", "(object)", structural, automatic_name},
    {"_bplc", "next_population_id", "()", structural, next_population_id},
    {"_bplc", "index", "(number)", pure, nullptr},  // of a step: see Trace
    {"_bplc", "is_array", "(value)", structural, is_array},
    {"_bplc", "is_variable", "(value)", structural, is_variable},
    {"_bplc", "in_step", "()", structural, in_step},
    {"_bplc", "is_computed", "(value)", structural, is_computed},
    {"_bplc", "parameter_array", "(value, shape, name, exact)", pure, parameter_array},
    {"_bplc", "require_positive", "(value, name)", effect, require_positive},
    {"_bplc", "brainpy_random", "()", structural, brainpy_random},
    {"_bplc", "recording", "()", structural, recording},
    {"_bplc", "suggestion", "(name, owner)", structural, suggestion},
    {"_bplc", "index_list", "(indices)", pure, index_list},
    {"_bplc", "check_indices", "(indices, size, key)", effect, check_indices},
    {"_bplc", "sample", "(function, step)", structural, sample},
    {"_bplc", "refusal", "(message)", structural, refusal},
    {"_bplc", "run_duration", "(duration)", structural, run_duration},
    {"_bplc", "run", "(runner, duration)", special, run},
    {"_bplc", "step_count", "(duration, dt)", pure, count_steps},
    {"_bplc", "uses_devices", "()", structural, uses_devices},
    {"_bplc", "variable_name", "(object, otherwise)", structural, variable_name},
    {"_bplc", "event_sum", "(spikes, delay, connectivity, weight, like)", structural, event_sum},
    {"_bplc", "slice_indices", "(slice, length)", pure, slice_indices},
    {"_bplc", "history", "(rows)", pure, history},
    {"_bplc", "recall", "(history, steps, indices)", structural, recall},
    {"_bplc", "push", "(history, value)", structural, push},
    {"_bplc", "integrate", "(f, method, integrator, args, kwargs)", structural, integrate},
    {"_bplc", "parameter_names", "(function)", structural, parameter_names},
    {"_bplc", "check_method", "(name)", structural, check_method},
    {"_bplc", "raster_plot", "(ts, sp_matrix, marker, markersize, color, xlabel, ylabel, xlim, ylim, title, show)", effect, raster_plot},
    {"_bplc", "line_plot", "(ts, values, plot_ids, xlabel, ylabel, xlim, ylim, title, legend, show)", effect, line_plot},
    {"brainpy.math", "Variable", "(value_or_size, dtype=None, batch_axis=None)", structural, make_variable},
    {"builtins", "Variable.update", "(value, /)", structural, update_variable},
};

}  // namespace

void register_library_natives(Context& ctx) {
  register_natives(ctx, kEntries);
  register_natives(ctx, library::connection_natives());
}

}  // namespace bpl::host
