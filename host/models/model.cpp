#include "host/models/model.h"

#include <fmt/format.h>

#include <algorithm>

#include "host/models/integration.h"
#include "host/values/builtins.h"
#include "host/values/kinds.h"
#include "host/values/ops.h"
#include "host/values/unknown.h"

namespace bpl::host {

void Variable::mark_children(Marker& m) const { m.mark(value); }
void Recording::mark_children(Marker& m) const {
  for (const Entry& e : entries) m.mark(e.value);
}

bool Stepper::load(Context& ctx, Variable&, Value*) { return raise(ctx, "RuntimeError", "no step is being traced"); }
bool Stepper::store(Context& ctx, Variable&, const Value&, Assignment) { return raise(ctx, "RuntimeError", "no step is being traced"); }
bool Stepper::event_sum(Context& ctx, const Arguments&, Value*) {
  return raise(ctx, "RuntimeError", "update() of a synapse can only be called by a runner: spikes travel between steps");
}
bool Stepper::sample(Context& ctx, const Value& function, const Value& step, Value* result) { return call(ctx, function, std::span<const Value>(&step, 1), result); }
bool Stepper::integrate(Context& ctx, const Arguments& a, Value* result) { return integrate_values(ctx, a, result); }

// recall(history, steps, indices): row `steps` or rows, or of row steps[k] the element indices[k].
bool Stepper::recall(Context& ctx, const Arguments& a, Value* result) {
  Variable& history = *as_variable(a.positional[0]);
  Value rows;
  if (!variable_value(ctx, history, &rows)) return false;
  const Value& indices = a.positional[2];
  return get_item(ctx, rows, indices.is_none() ? a.positional[1] : Value::of(ctx.heap.make<Tuple>(std::vector<Value>{a.positional[1], indices})), result);
}

// push(history, value): the rows move on by one, the newest is row 0.
bool Stepper::push(Context& ctx, const Arguments& a, Value* result) {
  Variable& history = *as_variable(a.positional[0]);
  Value rows;
  Array* value = nullptr;
  if (!variable_value(ctx, history, &rows) || !to_array(ctx, a.positional[1], Flavour::brainpy, &value)) return false;
  *result = Value::none();
  const Array* old = as_array(rows);
  if (!old) return true;  // an unknown result of discovery
  Array* next = make_array(ctx, old->dtype, old->shape, Flavour::brainpy);
  const std::int64_t n = history.size();
  const std::vector<double> from = to_reals(*old), newest = to_reals(*cast_array(ctx, *value, old->dtype, Flavour::brainpy));
  if (newest.size() != 1 && static_cast<std::int64_t>(newest.size()) != n)
    return raise(ctx, "ValueError", fmt::format("a delay of {} elements cannot take {} values", n, newest.size()));
  std::vector<double> all;
  for (std::int64_t k = 0; k < n; ++k) all.push_back(newest[newest.size() == 1 ? 0 : static_cast<std::size_t>(k)]);
  all.insert(all.end(), from.begin(), from.end() - static_cast<std::ptrdiff_t>(n));
  assign_elements(*next, *with_shape(ctx, *array_of(ctx, std::span<const double>(all)), old->shape));
  if (history.remote) return ctx.stepper->write_variable(ctx, history, *next);
  history.value = next;
  return true;
}

bool Stepper::store_item(Context& ctx, Variable&, const Value&, const Value&) { return raise(ctx, "RuntimeError", "no step is being traced"); }

bool variable_value(Context& ctx, Variable& v, Value* result) {
  if (ctx.stepper && ctx.stepper->tracing()) return ctx.stepper->load(ctx, v, result);
  if (v.remote) return ctx.stepper->read_variable(ctx, v, result);
  *result = Value::of(v.value);
  return true;
}

namespace {

bool is_tracing(const Context& ctx) { return ctx.stepper && ctx.stepper->tracing(); }

Variable& self_of(const Value& v) { return *as_variable(v); }

// A variable among the operands becomes its value.
bool resolve(Context& ctx, const Value& v, Value* result) {
  if (Variable* variable = as_variable(v)) return variable_value(ctx, *variable, result);
  *result = v;
  return true;
}

// Replaces the contents by `value`, broadcast and converted to the variable's dtype.
bool assign(Context& ctx, Variable& v, const Value& value, Assignment how) {
  if (ctx.stepper && ctx.stepper->tracing()) return ctx.stepper->store(ctx, v, value, how);
  Value resolved;
  if (!resolve(ctx, value, &resolved)) return false;
  if (holds_unknown(ctx, resolved)) {
    if (!v.remote) forget_contents(ctx, *v.value);
    return true;
  }
  Array* array = nullptr;
  if (!to_array(ctx, resolved, Flavour::brainpy, &array)) return false;
  if (how == Assignment::whole && array->shape != v.value->shape)
    return raise(ctx, "ValueError", fmt::format("the value of a bm.Variable keeps its shape {}, not {}", shape_text(v.value->shape), shape_text(array->shape)));
  if (how == Assignment::whole && v.type != ElementType::boolean && array->dtype == DType::boolean)
    return raise(ctx, "TypeError", "a bm.Variable of numbers cannot become bools: write x.value = bm.asarray(..., dtype=float), or x[:] = ...");
  const DType type = v.value->dtype;
  if (how != Assignment::part && is_real(array->dtype) && !is_real(type) && type != DType::boolean)
    return raise(ctx, "TypeError", "the dtype of an int bm.Variable stays what it is, and these are floats: write v[:] = x, which cuts off what is behind the point, or make it a float bm.Variable");
  Array* target = make_array(ctx, v.value->dtype, v.value->shape, Flavour::brainpy);
  Value slice = Value::of(ctx.heap.make<Slice>(Value::none(), Value::none(), Value::none()));
  if (!array_set_item(ctx, *target, slice, Value::of(array))) return false;
  if (v.remote) return ctx.stepper->write_variable(ctx, v, *target);
  v.value = target;
  return true;
}

bool is_whole(const Value& key) {
  const Slice* s = as<Slice>(key, Kind::slice);
  return s && s->start.is_none() && s->stop.is_none() && s->step.is_none();
}

bool get_attribute_of(Context& ctx, const Value& self, std::string_view name, Value* result, bool* found) {
  Variable& v = self_of(self);
  *found = name != "update";  // a method of variables alone
  if (!*found) return true;
  // Inside a step the lengths are symbols, so that a step serves variables of any length.
  const bool of_shape = name == "shape" || name == "size" || name == "ndim" || name == "dtype";
  if (of_shape && !is_tracing(ctx)) return array_attribute(ctx, *v.value, name, result, found);
  Value value;
  if (!variable_value(ctx, v, &value)) return false;
  if (name == "value" && !is_tracing(ctx)) {
    *result = value;
    return true;
  }
  return find_attribute(ctx, value, name, result, found);
}

bool set_attribute_of(Context& ctx, const Value& self, std::string_view name, const Value& value) {
  if (name != "value") return raise(ctx, "AttributeError", fmt::format("a bm.Variable has no attribute '{}' that can be set", name));
  return assign(ctx, self_of(self), value, Assignment::whole);
}

bool get_item_of(Context& ctx, const Value& self, const Value& key, Value* result) {
  Value value;
  return variable_value(ctx, self_of(self), &value) && get_item(ctx, value, key, result);
}

bool set_item_of(Context& ctx, const Value& self, const Value& key, const Value& item) {
  Variable& v = self_of(self);
  if (is_whole(key)) return assign(ctx, v, item, Assignment::part);
  if (ctx.stepper && ctx.stepper->tracing()) return ctx.stepper->store_item(ctx, v, key, item);
  Value value, resolved;
  if (!variable_value(ctx, v, &value) || !resolve(ctx, item, &resolved)) return false;
  if (is_unknown(ctx, value) || holds_unknown(ctx, resolved) || holds_unknown(ctx, key)) return assign(ctx, v, ctx.unknowns->another(ctx, false), Assignment::part);
  Array* copy = copy_array(ctx, *as_array(value));
  if (!array_set_item(ctx, *copy, key, resolved)) return false;
  return assign(ctx, v, Value::of(copy), Assignment::part);
}

bool unary_of(Context& ctx, std::string_view op, const Value& self, Value* result) {
  Value value;
  return variable_value(ctx, self_of(self), &value) && unary(ctx, op, value, result);
}

bool binary_of(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  Value a, b;
  return resolve(ctx, left, &a) && resolve(ctx, right, &b) && binary(ctx, op, a, b, result);
}

// `v += x` changes the variable itself.
bool inplace_of(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  if (!as_variable(left)) return binary_of(ctx, op, left, right, result);
  Value value;
  if (!binary_of(ctx, op, left, right, &value) || !assign(ctx, self_of(left), value, Assignment::in_place)) return false;
  *result = left;
  return true;
}

bool compare_of(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  Value a, b;
  return resolve(ctx, left, &a) && resolve(ctx, right, &b) && compare(ctx, op, a, b, result);
}

bool contains_of(Context& ctx, const Value& self, const Value& item, bool* result) {
  Value value, answer;
  return variable_value(ctx, self_of(self), &value) && compare(ctx, "in", item, value, &answer) && truth(ctx, answer, result);
}

bool truth_of(Context& ctx, const Value& self, bool* result) {
  Value value;
  return variable_value(ctx, self_of(self), &value) && truth(ctx, value, result);
}

bool length_of(Context& ctx, const Value& self, std::int64_t* result) {
  if (!is_tracing(ctx)) return array_length(ctx, *self_of(self).value, result);
  Value value;
  return variable_value(ctx, self_of(self), &value) && length(ctx, value, result);
}

bool iterate_of(Context& ctx, const Value& self, Value* iterator) {
  Value value;
  return variable_value(ctx, self_of(self), &value) && make_iterator(ctx, value, iterator);
}

bool str_of(Context& ctx, const Value& self, std::string* result) {
  Value value;
  return variable_value(ctx, self_of(self), &value) && to_str(ctx, value, result);
}

bool repr_of(Context& ctx, const Value& self, std::string* result) {
  Value value;
  if (!variable_value(ctx, self_of(self), &value) || !to_repr(ctx, value, result)) return false;
  *result = "Variable(" + *result + ")";
  return true;
}

// A variable of one element as a number, by way of `type`, float or int.
bool number_of(Context& ctx, const Value& self, std::string_view type, Value* number) {
  Value value;
  if (!variable_value(ctx, self_of(self), &value) || !call(ctx, Value::of(ctx.builtin_class(type)), std::span<const Value>(&value, 1), number)) return false;
  return number->is_number() || raise(ctx, "TypeError", fmt::format("the contents of a bm.Variable are no {} before the program runs", type));
}

bool to_real_of(Context& ctx, const Value& self, double* result) {
  Value number;
  if (!number_of(ctx, self, "float", &number)) return false;
  *result = number.as_real();
  return true;
}

bool to_integer_of(Context& ctx, const Value& self, std::int64_t* result) {
  Value number;
  if (!number_of(ctx, self, "int", &number)) return false;
  *result = number.integer;
  return true;
}

const KindOperations kVariableOperations{
    .type_name = "Variable", .get_attribute = get_attribute_of, .set_attribute = set_attribute_of, .get_item = get_item_of,
    .set_item = set_item_of, .unary = unary_of, .binary = binary_of, .binary_inplace = inplace_of, .compare = compare_of,
    .contains = contains_of, .truth = truth_of, .length = length_of, .iterate = iterate_of, .to_str = str_of, .to_repr = repr_of,
    .to_real = to_real_of, .to_integer = to_integer_of};

// --- recordings ---------------------------------------------------------------------------------------------------

bool recording_entry(Context& ctx, const Value& self, std::string_view key, Value* result, bool* found) {
  auto& recording = *static_cast<Recording*>(self.object);
  const auto at = std::find_if(recording.entries.begin(), recording.entries.end(), [&](const auto& e) { return e.key == key; });
  *found = at != recording.entries.end();
  if (!*found) return true;
  if (at->value.is_unbound() && !ctx.stepper->read_recording(ctx, recording, *at, &at->value)) return false;
  *result = at->value;
  return true;
}

std::string recorded_keys(const Recording& recording) {
  std::string text;
  for (const auto& e : recording.entries) text += (text.empty() ? "'" : ", '") + e.key + "'";
  return text.empty() ? "nothing was recorded yet: call run() first" : "recorded are " + text;
}

bool recording_get_attribute(Context& ctx, const Value& self, std::string_view name, Value* result, bool* found) {
  if (!recording_entry(ctx, self, name, result, found)) return false;
  // Methods such as keys() are found behind this; any other name can only mean a monitor.
  if (*found || find_native("builtins", "DotDict." + std::string(name))) return true;
  return raise(ctx, "AttributeError", fmt::format("'{}' ({})", name, recorded_keys(*static_cast<Recording*>(self.object))));
}

bool recording_get_item(Context& ctx, const Value& self, const Value& key, Value* result) {
  const String* name = as_string(key);
  bool found = false;
  if (name && !recording_entry(ctx, self, name->text, result, &found)) return false;
  if (found) return true;
  std::string shown;
  if (!to_repr(ctx, key, &shown)) return false;
  return raise(ctx, "KeyError", fmt::format("{} ({})", shown, recorded_keys(*static_cast<Recording*>(self.object))));
}

bool recording_contains(Context&, const Value& self, const Value& item, bool* result) {
  const auto& recording = *static_cast<Recording*>(self.object);
  const String* name = as_string(item);
  *result = name && std::any_of(recording.entries.begin(), recording.entries.end(), [&](const auto& e) { return e.key == name->text; });
  return true;
}

bool recording_length(Context&, const Value& self, std::int64_t* result) {
  *result = static_cast<std::int64_t>(static_cast<Recording*>(self.object)->entries.size());
  return true;
}

bool recording_iterate(Context& ctx, const Value& self, Value* iterator) {
  List* keys = ctx.heap.make<List>();
  for (const auto& e : static_cast<Recording*>(self.object)->entries) keys->items.push_back(ctx.string(e.key));
  return make_iterator(ctx, Value::of(keys), iterator);
}

const KindOperations kRecordingOperations{.type_name = "DotDict", .get_attribute = recording_get_attribute, .get_item = recording_get_item,
                                          .contains = recording_contains, .length = recording_length, .iterate = recording_iterate};

bool variable_as_array(Context& ctx, Object* object, Array** result) {
  Value value;
  if (!variable_value(ctx, *static_cast<Variable*>(object), &value)) return false;
  *result = as_array(value);
  return *result != nullptr || raise(ctx, "TypeError", "a bm.Variable has no contents inside a step");
}

}  // namespace

void register_library_natives(Context&);
void register_connectivity_kind();

void register_model_builtins(Context& ctx) {
  register_kind(Kind::variable, &kVariableOperations, 20);  // before arrays: what a variable holds may be unknown, or a symbol
  register_kind(Kind::recording, &kRecordingOperations);
  register_connectivity_kind();
  add_array_source(Kind::variable, variable_as_array);
  register_library_natives(ctx);
}

}  // namespace bpl::host
