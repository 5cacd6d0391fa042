#include "host/models/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "host/arrays/array.h"
#include "host/models/connections.h"
#include "host/models/model.h"
#include "host/models/scalar_code.h"
#include "host/values/builtins.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/ops.h"

namespace bpl::host {
namespace {

// Looks a name up in an instance and then in its class, without executing properties.
std::optional<Value> raw_attribute(Context& ctx, const Value& from, const std::string& name) {
  if (Instance* instance = as_instance(from)) {
    if (name == "__dict__") return attribute_names(ctx, *instance);
    if (Value* v = instance->attributes.find(name)) return *v;
    for (Class* c : instance->type->mro)
      if (Value* v = c->attributes.find(name)) return *v;
    return name == "__class__" ? std::optional<Value>(Value::of(instance->type)) : std::nullopt;
  }
  if (Class* type = as_class(from)) {
    for (Class* c : type->mro)
      if (Value* v = c->attributes.find(name)) return *v;
    if (name != "__mro__") return std::nullopt;
    std::vector<Value> classes;
    for (Class* c : type->mro) classes.push_back(Value::of(c));
    return Value::of(ctx.heap.make<Tuple>(std::move(classes)));
  }
  if (Module* module = as<Module>(from, Kind::module)) {
    if (Value* v = module->globals.find(name)) return *v;
    return std::nullopt;
  }
  if (Function* function = as_function(from)) {
    if (Value* v = function->attributes.find(name)) return *v;
  }
  if (has_script_class(from)) {
    const Container& c = *as_container(from);
    if (Value* v = c.attributes ? c.attributes->find(name) : nullptr) return *v;
    return raw_attribute(ctx, Value::of(c.type), name);
  }
  return std::nullopt;
}

// The shape of an array, as a tuple, and its dtype; of anything else the attribute of that name.
std::optional<Value> attribute(Context& ctx, const Value& from, const std::string& name) {
  if (name == "__class__" && (from.is_number() || as_array(from))) return Value::of(type_of(ctx, from));
  const Variable* variable = as_variable(from);
  const Array* array = variable ? variable->value : as_array(from);
  if (array && name == "dtype") return dtype_object(ctx, array->dtype);
  if (!array || name != "shape") return raw_attribute(ctx, from, name);
  std::vector<Value> lengths;
  for (const std::int64_t n : array->shape) lengths.push_back(Value::of(n));
  return Value::of(ctx.heap.make<Tuple>(std::move(lengths)));
}

std::optional<Value> dict_item(Dict& dict, const PathStep& step) {
  Value* v = step.index >= 0 ? dict.find(Value::of(step.index)) : step.index == -1 ? dict.find(step.name) : nullptr;
  if (v) return *v;
  for (const Dict::Entry& e : dict.entries)
    if (e.alive && step.name != kNoKeyText && step == key_step(e.key)) return e.value;
  return std::nullopt;
}

std::optional<Value> item(Context& ctx, const Value& from, const PathStep& step) {
  if (Dict* dict = as_dict(from)) return dict_item(*dict, step);
  if (Class* type = as_class(from)) {  // what the class itself defines
    Value* own = type->attributes.find(step.name);
    return own ? std::optional<Value>(*own) : std::nullopt;
  }
  if (const auto* c = from.is_object() ? dynamic_cast<const Connectivity*>(from.object) : nullptr)
    return step.index == 0 || step.index == 1 ? std::optional<Value>(csr_part(ctx, *c, step.index)) : std::nullopt;
  const std::vector<Value>* items = nullptr;
  if (List* list = as_list(from)) items = &list->items;
  if (Tuple* tuple = as_tuple(from)) items = &tuple->items;
  if (!items || step.index < 0 || step.index >= static_cast<std::int64_t>(items->size())) return std::nullopt;
  return (*items)[static_cast<std::size_t>(step.index)];
}

const Function* function_of(const Value& v) {
  if (const Function* f = as_function(v)) return f;
  if (const BoundMethod* m = as<BoundMethod>(v, Kind::bound_method)) return as_function(m->function);
  return nullptr;
}

std::optional<Value> cell(const Value& from, const std::string& name) {
  if (const Cell* c = as<Cell>(from, Kind::cell)) return c->value;
  const Function* function = function_of(from);
  if (!function) return std::nullopt;
  const auto& names = function->code->free_variables;
  for (std::size_t i = 0; i < names.size() && i < function->closure.size(); ++i)
    if (names[i] == name) return function->closure[i]->value;
  return std::nullopt;
}

std::optional<Value> program_global(Context& ctx, const std::string& name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto module = ctx.modules.find(name.substr(0, colon));
  if (module == ctx.modules.end()) return std::nullopt;
  Value* v = module->second->globals.find(name.substr(colon + 1));
  return v ? std::optional<Value>(*v) : std::nullopt;
}

void describe_object(Context&, const Value&, Record*);

// The class of an object, with the special methods of the script, which are called without being read. The type of the
// elements of an array is part of it.
std::string class_text(Context& ctx, const Class& type) {
  std::string text = type.qualified_name;
  for (const auto& [name, method] : special_methods(type)) {
    Record r;
    if (method.is_object()) describe_object(ctx, method, &r);
    text += fmt::format("{} {} {}", text == type.qualified_name ? " with" : ",", name, r.text);
  }
  return text;
}

std::string instance_text(Context& ctx, Instance& object) {
  const std::string name = class_text(ctx, *object.type);
  const Value* type = name == "numpy.dtype" ? object.attributes.find("name") : nullptr;
  return type && as_string(*type) ? name + " " + as_string(*type)->text : name;
}

void describe_container(Context& ctx, const Value& v, Record* record) {
  record->kind = Record::Kind::container;
  record->text = class_text(ctx, *type_of(ctx, v));
  if (List* list = as_list(v)) record->number = static_cast<double>(list->items.size());
  if (Tuple* tuple = as_tuple(v)) record->number = static_cast<double>(tuple->items.size());
  const Set* set = as<Set>(v, Kind::set);
  const Dict* dict = set ? &set->items : as_dict(v);
  if (!dict) return;
  record->number = static_cast<double>(dict->size());
  record->keys = key_texts(*dict);
}

// A range or slice does not change: what it is made of is structure.
std::string bounds_text(const Value& v) {
  if (const Range* r = as<Range>(v, Kind::range)) return fmt::format("range({}, {}, {})", r->start, r->stop, r->step);
  const Slice& s = *as<Slice>(v, Kind::slice);
  return fmt::format("slice({}, {}, {})", key_text(number_of(s.start)), key_text(number_of(s.stop)), key_text(number_of(s.step)));
}

void describe_object(Context& ctx, const Value& v, Record* record) {
  using K = Record::Kind;
  switch (v.object->kind) {
    case Kind::string: record->kind = K::text, record->text = as_string(v)->text; return;
    case Kind::instance: record->kind = K::klass, record->text = instance_text(ctx, *as_instance(v)); return;
    case Kind::klass: record->kind = K::other, record->text = "class " + as_class(v)->qualified_name; return;
    case Kind::function: record->kind = K::function, record->text = as_function(v)->code->qualified_name; return;
    case Kind::bound_method: {
      const Function* f = function_of(v);
      record->kind = K::function;
      record->text = f ? "method " + f->code->qualified_name : "method";
      return;
    }
    case Kind::native: {
      const NativeEntry* e = static_cast<Native*>(v.object)->entry;
      record->kind = K::native, record->text = fmt::format("{}.{}", e->module, e->name);
      return;
    }
    case Kind::module: record->kind = K::module, record->text = static_cast<Module*>(v.object)->name; return;
    case Kind::list: case Kind::tuple: case Kind::dict: case Kind::set: describe_container(ctx, v, record); return;
    case Kind::range: case Kind::slice: record->kind = K::other, record->text = bounds_text(v); return;
    case Kind::array: {
      const Array* a = as_array(v);
      record->kind = K::array, record->text = dtype_name(a->dtype), record->number = static_cast<double>(a->ndim());
      return;
    }
    case Kind::variable: {
      const Variable* var = as_variable(v);
      record->kind = K::variable, record->text = dtype_name(var->value->dtype);
      record->number = static_cast<double>(var->value->ndim());
      return;
    }
    case Kind::connectivity: record->kind = K::connectivity; return;
    default: record->kind = K::other; record->text = type_of(ctx, v)->name; return;
  }
}

// Whether two records of one path mean the same structure. An int serves where a float was found, and the reverse.
bool same_structure(const Record& a, const Record& b) {
  const auto number = [](const Record& r) { return r.kind == Record::Kind::integer || r.kind == Record::Kind::real; };
  if (number(a) && number(b)) return true;
  // A kernel reads an array of either float type in the precision of the run.
  const auto reals = [](const Record& r) { return r.kind == Record::Kind::array && r.text.starts_with("float"); };
  if (reals(a) && reals(b)) return a.number == b.number;
  return a.kind == b.kind && a.text == b.text && a.number == b.number && a.keys == b.keys;
}

// Follows the paths of one signature from one object, remembering which object each path led to.
class Match {
 public:
  Match(Context& ctx, const Value& self, const Signature& signature, Binding* binding, std::string* difference)
      : ctx_(ctx), self_(self), signature_(signature), binding_(*binding), difference_(*difference) {}

  bool run() { return records() && slots() && states() && connectivities() && guards() && extents(); }

 private:
  bool fail(std::string text) {
    difference_ = std::move(text);
    return false;
  }

  bool records() {
    for (const Record& expected : signature_.records) {
      const std::optional<Value> v = follow(ctx_, self_, expected.path);
      const std::string path = to_text(expected.path);
      if (expected.kind == Record::Kind::missing) {
        if (v) return fail(fmt::format("{} exists", path));
        continue;
      }
      if (!v) return fail(fmt::format("{} does not exist", path));
      if (expected.kind == Record::Kind::same || expected.kind == Record::Kind::apart) {
        const std::optional<Value> other = follow(ctx_, self_, expected.other);
        const bool same = other && v->is_object() && other->is_object() && other->object == v->object;
        if (same != (expected.kind == Record::Kind::same))
          return fail(fmt::format("{} and {} are {}", path, to_text(expected.other), same ? "one object" : "different objects"));
        continue;
      }
      if (const Record found = record_of(ctx_, expected.path, *v); !same_structure(expected, found))
        return fail(fmt::format("{} is {}, not {}", path, describe(found), describe(expected)));
      if (!distinct(expected, *v)) return false;
    }
    return true;
  }

  // Two paths that led to different objects must still do so.
  bool distinct(const Record& record, const Value& v) {
    if (!v.is_object()) return true;
    const Kind kind = v.object->kind;
    if (kind != Kind::instance && kind != Kind::variable && kind != Kind::list && kind != Kind::dict) return true;
    const auto [at, inserted] = seen_.try_emplace(v.object, to_text(record.path));
    if (inserted || at->second == to_text(record.path)) return true;
    return fail(fmt::format("{} and {} are one object", to_text(record.path), at->second));
  }

  bool slots() {
    binding_.space_sizes.assign(static_cast<std::size_t>(signature_.space_count), -1);
    for (const Slot& slot : signature_.slots) {
      const std::optional<Value> found = follow(ctx_, self_, slot.path);
      if (!found) return fail(fmt::format("{} does not exist", to_text(slot.path)));
      const std::optional<Value> v = number_of(*found);
      Array* array = as_array(*v);
      if (slot.length) {
        const Variable* variable = as_variable(*v);
        if (!array && !variable) return fail(fmt::format("{} has no length", to_text(slot.path)));
        binding_.slots.push_back(Value::of(variable ? variable->size() : array->size()));
        continue;
      }
      if (slot.rows) {
        array = array ? expand_rows(ctx_, *array) : nullptr;
        if (!array) return fail(fmt::format("{} does not say where rows begin", to_text(slot.path)));
      }
      if (slot.array != (array != nullptr))
        return fail(fmt::format("{} is {}, not {}", to_text(slot.path), array ? "an array" : "a number",
                                slot.array ? "an array" : "a number"));
      if (!array && !v->is_number()) return fail(fmt::format("{} is not a number", to_text(slot.path)));
      if (array && !extent(slot.space, array->size(), slot.path)) return false;
      binding_.slots.push_back(slot.rows ? Value::of(array) : *v);
    }
    return true;
  }

  bool states() {
    for (const State& state : signature_.states) {
      const std::optional<Value> v = follow(ctx_, self_, state.path);
      Variable* variable = v ? as_variable(*v) : nullptr;
      if (!variable) return fail(fmt::format("{} is not a bm.Variable", to_text(state.path)));
      if (variable->type != state.type) return fail(fmt::format("{} has another dtype", to_text(state.path)));
      if (variable->history != state.history) return fail(fmt::format("{} is {}a history", to_text(state.path), state.history ? "not " : ""));
      if (!extent(state.space, variable->size(), state.path)) return false;
      binding_.states.push_back(variable);
    }
    return true;
  }

  bool extent(int space, std::int64_t size, const Path& path) {
    if (space < 0) return true;
    std::int64_t& known = binding_.space_sizes[static_cast<std::size_t>(space)];
    if (known < 0) known = size;
    if (known == size) return true;
    return fail(fmt::format("{} has {} elements where {} are needed", to_text(path), size, known));
  }

  bool connectivities() {
    for (const ConnectivityUse& use : signature_.connectivities) {
      const std::optional<Value> v = follow(ctx_, self_, use.path);
      Connectivity* c = v && v->is_object() ? dynamic_cast<Connectivity*>(v->object) : nullptr;
      if (!c) return fail(fmt::format("{} holds no connections", to_text(use.path)));
      binding_.connectivities.push_back(c);
    }
    return true;
  }

  bool guards() {
    for (const Guard& guard : signature_.guards) {
      const double found = evaluate(guard.nodes);
      if (!(found == guard.answer))
        return fail(fmt::format("the condition at line {} gives {}, not {}", guard.line, found, guard.answer));
    }
    return true;
  }

  bool extents() {
    for (const Extent& e : signature_.extents) {
      const double length = evaluate(e.nodes);
      std::int64_t& known = binding_.space_sizes[static_cast<std::size_t>(e.space)];
      if (known < 0) known = static_cast<std::int64_t>(length);
      if (static_cast<double>(known) != length || known < 0)
        return fail(fmt::format("the part at line {} has {} elements where {} are needed", e.line, length, known));
    }
    return true;
  }

  double evaluate(const std::vector<ScalarNode>& code) const {
    return host::evaluate(code, [&](int slot) {
      const Value& v = binding_.slots[static_cast<std::size_t>(slot)];
      return v.is_number() ? v.as_real() : std::nan("");
    });
  }

  Context& ctx_;
  const Value& self_;
  const Signature& signature_;
  Binding& binding_;
  std::string& difference_;
  std::map<const Object*, std::string> seen_;
};

}  // namespace

std::optional<Value> wrapped_function(const Value& v, std::int64_t index) {
  if (!v.is_object()) return std::nullopt;
  Value found;
  switch (v.object->kind) {
    case Kind::bound_method: found = static_cast<const BoundMethod*>(v.object)->function; break;
    case Kind::static_method: found = static_cast<const StaticMethod*>(v.object)->function; break;
    case Kind::class_method: found = static_cast<const ClassMethod*>(v.object)->function; break;
    case Kind::property: found = index == kSetter ? static_cast<const Property*>(v.object)->set : static_cast<const Property*>(v.object)->get; break;
    default: break;
  }
  return found.is_object() ? std::optional<Value>(found) : std::nullopt;
}

std::vector<std::pair<std::string, Value>> special_methods(const Class& type) {
  std::map<std::string, Value> found;
  for (const Class* c : type.mro)
    for (const Dict::Entry& e : c->attributes.entries) {
      const String* name = e.alive ? as_string(e.key) : nullptr;
      const bool special = name && name->text.starts_with("__") && name->text.ends_with("__") && name->text != "__init__";
      const Function* f = special ? as_function(e.value) : nullptr;
      if (f && f->module && f->module->name == "__main__") found.emplace(name->text, e.value);
    }
  return {found.begin(), found.end()};
}

std::optional<Value> follow_step(Context& ctx, const Value& from, const PathStep& step) {
  switch (step.kind) {
    case PathStep::Kind::attribute: return attribute(ctx, from, step.name);
    case PathStep::Kind::item: return item(ctx, from, step);
    case PathStep::Kind::cell: return cell(from, step.name);
    case PathStep::Kind::global: return program_global(ctx, step.name);
    case PathStep::Kind::default_value: {
      const Function* f = function_of(from);
      if (!f || step.index < 0) return std::nullopt;
      const auto index = static_cast<std::size_t>(step.index);
      if (index < f->defaults.size()) return f->defaults[index];
      const std::size_t keyword = index - f->defaults.size();
      if (keyword < f->keyword_defaults.size()) return f->keyword_defaults[keyword];
      return std::nullopt;
    }
    case PathStep::Kind::self:
      if (const BoundMethod* m = as<BoundMethod>(from, Kind::bound_method)) return m->self;
      return std::nullopt;
    case PathStep::Kind::function: return wrapped_function(from, step.index);
  }
  return std::nullopt;
}

std::optional<Value> follow(Context& ctx, const Value& self, const Path& path) {
  if (path.root == Path::Root::settings) {
    if (!path.steps.empty() && path.steps[0].name == "dt") return Value::of(ctx.dt);
    return Value::boolean(ctx.enable_x64);
  }
  Value at = self;
  for (const PathStep& step : path.steps) {
    const std::optional<Value> next = follow_step(ctx, at, step);
    if (!next) return std::nullopt;
    at = *next;
  }
  if (at.is_unbound()) return std::nullopt;
  return at;
}

Value number_of(const Value& v) {
  const Array* a = as_array(v);
  return a && a->ndim() == 0 ? item_of(*a) : v;
}

Record record_of(Context& ctx, const Path& path, const Value& found) {
  const Value v = number_of(found);
  Record record;
  record.path = path;
  switch (v.tag) {
    case Tag::none: record.kind = Record::Kind::none; break;
    case Tag::boolean: record.kind = Record::Kind::truth, record.number = static_cast<double>(v.integer); break;
    case Tag::integer: record.kind = Record::Kind::integer; break;
    case Tag::real: record.kind = Record::Kind::real; break;
    case Tag::object: describe_object(ctx, v, &record); break;
    case Tag::unbound: record.kind = Record::Kind::missing; break;
  }
  return record;
}

namespace {

// The keys of a dict or the members of a set, as far as a message has room for them.
std::string few_keys(const std::vector<std::string>& keys) {
  constexpr std::size_t kShown = 6;
  if (keys.empty()) return {};
  const std::size_t n = std::min(kShown, keys.size());
  return fmt::format(" ({}{})", fmt::join(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(n), ", "), n < keys.size() ? ", ..." : "");
}

}  // namespace

std::string describe(const Record& r) {
  switch (r.kind) {
    case Record::Kind::klass: return "a " + r.text;
    case Record::Kind::function: return "the function " + r.text;
    case Record::Kind::native: return r.text;
    case Record::Kind::module: return "the module " + r.text;
    case Record::Kind::text: return "'" + r.text + "'";
    case Record::Kind::truth: return r.number != 0 ? "True" : "False";
    case Record::Kind::none: return "None";
    case Record::Kind::integer: return "an int";
    case Record::Kind::real: return "a float";
    case Record::Kind::container: return fmt::format("a {} of {}{}", r.text, r.number, few_keys(r.keys));
    case Record::Kind::array: return fmt::format("an array of {} with {} dimensions", r.text, r.number);
    case Record::Kind::variable: return fmt::format("a variable of {}", r.text);
    case Record::Kind::connectivity: return "connections";
    case Record::Kind::other: return "a " + r.text;
    case Record::Kind::missing: return "missing";
    case Record::Kind::same: return "the object at " + to_text(r.other);
    case Record::Kind::apart: return "another object than " + to_text(r.other);
  }
  return "?";
}

bool match(Context& ctx, const Value& self, const Signature& signature, Binding* binding, std::string* difference) {
  *binding = {};
  return Match(ctx, self, signature, binding, difference).run();
}

}  // namespace bpl::host
