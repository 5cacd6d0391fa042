// The read log of the tracer: what was reached by which path, what is structure, and what is a slot.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/discover/trace.h"
#include "frontend/library/library_source.h"
#include "host/arrays/array.h"
#include "host/models/match.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/ops.h"
#include "host/values/unknown.h"

namespace bpl::discover {

using host::Kind;
using host::Object;
using host::Path;
using host::PathStep;
using host::Record;
using host::Value;

namespace {

// Objects whose identity says what they are: which path led to them does not matter.
bool is_code(const Object* o) {
  switch (o->kind) {
    case Kind::klass: case Kind::function: case Kind::native: case Kind::module: case Kind::string: case Kind::bound_method:
    case Kind::static_method: case Kind::class_method: case Kind::property: case Kind::super: case Kind::range: case Kind::ellipsis:
      return true;
    default: return false;
  }
}

// Modules of the library cannot be changed by scripts in a way that a step could see. Those written in the script language are
// loaded when something of theirs is first used, maybe by the step itself: a record of one would find nothing in an executable.
bool is_library_module(host::Context& ctx, const Object* o) {
  if (o->kind != Kind::module) return false;
  const auto* m = static_cast<const host::Module*>(o);
  return m == ctx.builtins || library::find_unit(m->name) != nullptr || !ctx.modules.contains(m->name) || m->name == "brainpy.math" || m->name == "numpy" || m->name == "math" ||
         m->name == "_bplc" || m->name == "brainpy.math.random";
}

}  // namespace

bool Trace::is_constant(const Object* o) const { return constants_.contains(o) || is_library_module(ctx_, o); }

bool Trace::known(Object* o) const { return paths_.contains(o); }

// The path of what `step` leads to. *constant: it needs none (code, or an object made by this step).
bool Trace::path_to(Object* container, const PathStep& step, Path* path, bool* constant) {
  *constant = false;
  if (is_local(container) || is_constant(container)) {
    *constant = true;
    return true;
  }
  if (step.kind == PathStep::Kind::global || container->kind == Kind::module) {
    path->root = Path::Root::program;
    path->steps = {{PathStep::Kind::global, static_cast<host::Module*>(container)->name + ":" + step.name, -1}};
    return true;
  }
  if (container->kind == Kind::klass && !known(container))
    if (Path way; class_path(static_cast<const host::Class*>(container), &way)) paths_.emplace(container, way);
  const auto at = paths_.find(container);
  if (at == paths_.end()) {
    *constant = is_code(container);
    if (*constant) return true;
    return host::refuse(ctx_, "RuntimeError", fmt::format("a step reached an object of type {} in a way that bplc cannot follow",
                                                         host::type_of(ctx_, Value::of(container))->name));
  }
  *path = at->second;
  path->steps.push_back(step);
  return true;
}

// From an object to the class at this place in the order of its bases.
void Trace::add_class_steps(Path* path, std::size_t place) {
  path->steps.push_back({PathStep::Kind::attribute, "__class__", -1});
  if (place == 0) return;
  path->steps.push_back({PathStep::Kind::attribute, "__mro__", -1});
  path->steps.push_back({PathStep::Kind::item, {}, static_cast<std::int64_t>(place)});
}

// A class that was reached by way of an object of it (super(), a class method): the first such object that has a path.
bool Trace::class_path(const host::Class* type, Path* path) const {
  const auto before = [](const Path& a, const Path& b) { return std::pair(a.steps.size(), to_text(a)) < std::pair(b.steps.size(), to_text(b)); };
  bool found = false;
  for (const auto& [object, way] : paths_) {
    if (object->kind != Kind::instance) continue;
    const auto& order = static_cast<const host::Instance*>(object)->type->mro;
    const auto at = std::find(order.begin(), order.end(), type);
    if (at == order.end()) continue;
    Path candidate = way;
    add_class_steps(&candidate, static_cast<std::size_t>(at - order.begin()));
    if (!found || before(candidate, *path)) *path = candidate;
    found = true;
  }
  return found;
}

// What a function closes over and what a class holds is reached through it. Where a second path leads to the same one, both
// must do so again.
void Trace::note_code(Object* code, const Path& path) {
  const auto [at, inserted] = paths_.try_emplace(code, path);
  if (!inserted) compare_paths(Record::Kind::same, path, at->second);
}

void Trace::add_record(const std::string& key, Record r) {
  if (recorded_.insert(key).second) signature_.records.push_back(std::move(r));
}

void Trace::record(const Path& path, const Value& v) {
  const std::string text = to_text(path);
  if (!recorded_.insert(text).second) return;
  Record r = host::record_of(ctx_, path, v);
  if (v.is_object()) note_special_methods(v, path);
  if (v.is_object() && !is_code(v.object) && !host::as_array(v)) {  // arrays are slots of their own wherever they are found
    const auto [at, inserted] = paths_.try_emplace(v.object, path);
    if (!inserted && !(at->second == path)) {
      r = {};
      r.kind = Record::Kind::same;
      r.path = path;
      r.other = at->second;
    }
  }
  signature_.records.push_back(std::move(r));
}

int Trace::slot(const Path& path, const Value& v, bool array) {
  const std::string text = to_text(path);
  Layout layout;
  if (array && !slots_by_path_.contains(text)) layout = lay_out(path, host::as_array(v)->shape, 0);
  int index = -1;
  if (const auto at = slots_by_path_.find(text); at != slots_by_path_.end()) {
    index = at->second;
  } else {
    host::Slot s;
    s.path = path;
    s.array = array;
    s.space = layout.space;
    if (array) slot_layouts_[static_cast<int>(signature_.slots.size())] = layout;
    else s.default_value = v.as_real();
    index = slots_by_path_[text] = static_cast<int>(signature_.slots.size());
    signature_.slots.push_back(std::move(s));
  }
  Node n;
  n.instr.op = ir::KernelOp::slot;
  n.instr.index = index;
  if (array) n.layout() = slot_layouts_.at(index);
  n.parameter_only = !array;
  n.value = array ? 0 : v.as_real();
  const int region = region_;
  region_ = 0;
  int node = add(std::move(n));
  if (array && host::as_array(v)->dtype == host::DType::boolean) node = to_boolean(node);  // slots hold reals
  region_ = region;
  return node;
}

bool Trace::same_parameter(int a, int b, bool* same) {
  const Node &x = node(a), &y = node(b);
  const bool slots = x.instr.op == ir::KernelOp::slot && y.instr.op == ir::KernelOp::slot;
  *same = a == b || (slots && x.instr.index == y.instr.index);
  return *same || !slots || host::raise(ctx_, "NotImplementedError", "whether two parameters are one object is not known inside a step: compare them with ==");
}

// The step length as a number of the set-up, which the next network may have another of.
int Trace::step_length() {
  const int node = slot({Path::Root::settings, {{PathStep::Kind::attribute, "dt", -1}}}, Value::of(ctx_.dt), false);
  nodes_[static_cast<std::size_t>(node)].form = Form::plain;
  return node;
}

// A parameter that follows from a result is a number, or an array with one value an element: both ways are taken. It is put where it
// was found, so that matching sees what was traced.
void Trace::settle(Object* container, const PathStep& step, Value* value) {
  auto* instance = container->kind == Kind::instance ? static_cast<host::Instance*>(container) : nullptr;
  const Value* num = instance ? instance->attributes.find("num") : nullptr;
  Value settled = Value::of(1.0);
  if (num && num->is_int() && ctx_.unknowns->choose(ctx_, 2) == 1) settled = host::unknown_array(ctx_, num->integer);
  if (instance) instance->attributes.set(ctx_.string(step.name), settled);
  else if (container->kind == Kind::module) static_cast<host::Module*>(container)->globals.set(ctx_.string(step.name), settled);
  else if (container->kind == Kind::cell) static_cast<host::Cell*>(container)->value = settled;
  else if (container->kind == Kind::list && step.index >= 0) static_cast<host::List*>(container)->items[static_cast<std::size_t>(step.index)] = settled;
  else if (container->kind == Kind::dict && !step.name.empty()) static_cast<host::Dict*>(container)->set(ctx_.string(step.name), settled);
  else return;
  *value = settled;
  settled_ = true;
}

bool Trace::refuse_object_keys() {
  return host::raise(ctx_, "NotImplementedError",
                     "a step cannot look up by an object: keys of dicts and members of sets that it uses must be numbers, strings or tuples of them");
}

// An attribute of an object that the step has made (a copy, say) may be one of its class, which it has not.
Object* Trace::owner_of(Object* container, const PathStep& step) const {
  if (container->kind != Kind::instance || !is_local(container) || step.kind != PathStep::Kind::attribute) return container;
  const auto* object = static_cast<const host::Instance*>(container);
  return const_cast<host::Dict&>(object->attributes).find(step.name) || step.name == "__class__" ? container : object->type;
}

bool Trace::on_read(Object* container, const PathStep& step, Value* value) {
  if (step.name == host::kNoKeyText && !is_local(container)) return refuse_object_keys();
  container = owner_of(container, step);
  if (assigned_.contains({container, step.name})) return true;
  if (!check_attribute(container, step.name, attributes_.changed)) return false;
  read_.insert({container, step.name});
  Path path;
  bool constant = false;
  if (!path_to(container, step, &path, &constant)) return false;
  if (constant) {
    if (value->is_object() && is_constant(container)) constants_.insert(value->object);
    return true;
  }
  if (value->is_object() && value->object->kind == Kind::abstract && host::is_unknown(ctx_, *value)) settle(container, step, value);
  const Value held = *value;
  *value = host::number_of(held);
  if (const bool array = host::as_array(*value); array || value->is_int() || value->is_real()) {
    record(path, *value);
    const int node = slot(path, *value, array);
    note_parameter(node, held);
    *value = symbol(node);
    return true;
  }
  record(path, *value);
  if (!value->is_object()) return true;
  if (auto* m = host::as<host::BoundMethod>(*value, Kind::bound_method); m && m->self.is_object() && !is_local(m->self.object) && m->self.object != container) {
    Path self = path;
    self.steps.push_back({PathStep::Kind::self, {}, -1});
    record(self, m->self);
  }
  if (value->object->kind == Kind::function || value->object->kind == Kind::klass) note_code(value->object, path);
  else note_wrapped(*value, path);
  return true;
}

// What a bound method, static method, class method or property holds is reached through it.
void Trace::note_wrapped(const Value& wrapper, const Path& path) {
  for (const std::int64_t index : {std::int64_t{-1}, host::kSetter}) {
    const PathStep step{PathStep::Kind::function, {}, index};
    if (index == host::kSetter && wrapper.object->kind != Kind::property) continue;
    const std::optional<Value> held = host::follow_step(ctx_, wrapper, step);
    if (!held || is_local(held->object)) continue;
    Path inner = path;
    inner.steps.push_back(step);
    if (wrapper.object->kind != Kind::bound_method) record(inner, *held);  // a bound method's record names its function
    if (held->object->kind == Kind::function || held->object->kind == Kind::klass) note_code(held->object, inner);
  }
}

// Special methods are called without being read: the record of an object names them, and what they close over is reached
// through it.
void Trace::note_special_methods(const Value& v, const Path& path) {
  const host::Class* type = host::as_instance(v) ? host::as_instance(v)->type : host::has_script_class(v) ? host::as_container(v)->type : nullptr;
  if (!type) return;
  for (const auto& [name, method] : host::special_methods(*type)) {
    Path way = path;
    way.steps.push_back({PathStep::Kind::attribute, name, -1});
    note_code(method.object, way);
  }
}

bool Trace::on_difference(const Value& a, const Value& b) {
  if (!a.is_object() || !b.is_object()) return true;
  const auto one = paths_.find(a.object), other = paths_.find(b.object);
  if (one == paths_.end() || other == paths_.end()) return true;
  compare_paths(Record::Kind::apart, one->second, other->second);
  return true;
}

// A class is named by its place among the bases of the object's class: there may be several of one name.
bool Trace::on_isinstance(host::Instance* object, host::Class* type) {
  const auto from = paths_.find(object), to = paths_.find(type);
  if (from == paths_.end() || to == paths_.end()) return true;
  const std::vector<host::Class*>& order = object->type->mro;
  note_bases(from->second, order);
  for (std::size_t k = 0; k < order.size(); ++k) {
    if (order[k]->qualified_name != type->qualified_name) continue;
    Path path = from->second;
    add_class_steps(&path, k);
    compare_paths(order[k] == type ? Record::Kind::same : Record::Kind::apart, path, to->second);
  }
  return true;
}

// The names of a class and its bases, in order.
void Trace::note_bases(const Path& object, const std::vector<host::Class*>& order) {
  const auto note = [&](const Path& path, const Value& v) { add_record(to_text(path), host::record_of(ctx_, path, v)); };
  std::vector<Value> classes;
  for (host::Class* c : order) classes.push_back(Value::of(c));
  Path all = object;
  add_class_steps(&all, 1);
  all.steps.pop_back();
  note(all, Value::of(ctx_.heap.make<host::Tuple>(classes)));
  for (std::size_t k = 0; k < order.size(); ++k) {
    Path path = all;
    path.steps.push_back({PathStep::Kind::item, {}, static_cast<std::int64_t>(k)});
    note(path, classes[k]);
  }
}

void Trace::compare_paths(Record::Kind kind, const Path& path, const Path& other) {
  if (path == other) return;
  add_record(to_text(path) + (kind == Record::Kind::same ? " as " : " not as ") + to_text(other), {.kind = kind, .path = path, .other = other});
}

bool Trace::on_missing(Object* container, const PathStep& step) {
  if (step.name == host::kNoKeyText && !is_local(container)) return refuse_object_keys();
  if (container->kind == Kind::module && !may_bind(step.name)) return true;
  Path path;
  bool constant = false;
  read_.insert({container, step.name});
  if (!path_to(container, step, &path, &constant)) return false;
  if (!constant) add_record(to_text(path), {.kind = Record::Kind::missing, .path = path});
  return true;
}

// Length and keys are part of the record that was made when the container was reached.
bool Trace::on_extent(Object* container) {
  if (is_local(container) || known(container) || is_code(container) || is_constant(container)) return true;
  return host::refuse(ctx_, "RuntimeError", "a step used a container in a way that bplc cannot follow");
}

bool Trace::check_attribute(Object* container, const std::string& name, const std::set<std::pair<std::string, std::string>>& others) {
  if (container->kind != Kind::instance || is_local(container)) return true;
  const host::Class& type = *static_cast<host::Instance*>(container)->type;
  if (!others.contains({type.qualified_name, name})) return true;
  return host::refuse(ctx_, "RuntimeError",
                     fmt::format("'{}.{}' is changed in the step of one object and read in that of another: what they share must be a bm.Variable", type.name, name));
}

void Trace::note_attributes() {
  const auto note = [](const auto& found, auto* names) {
    for (const auto& [container, name] : found)
      if (container->kind == Kind::instance) names->insert({static_cast<host::Instance*>(container)->type->qualified_name, name});
  };
  note(read_, &attributes_.read);
  note(assigned_, &attributes_.changed);
}

// What a write would change, for messages.
std::string Trace::written_thing(Object* container, const PathStep& step) const {
  if (step.kind == PathStep::Kind::global) return fmt::format("the global '{}'", step.name);
  if (container->kind == Kind::cell) return "a variable of the function around it";
  if (container->kind == Kind::klass) return fmt::format("'{}.{}'", static_cast<host::Class*>(container)->name, step.name);
  return fmt::format("a {} that exists outside of it", host::type_of(ctx_, Value::of(container))->name);
}

// An attribute that a step writes before it reads it lives within the step. One that it read before would carry something
// from step to step.
bool Trace::on_write(Object* container, const PathStep& step, const Value& value) {
  if (is_local(container)) return true;
  if (container->kind != Kind::instance)
    return host::refuse(ctx_, "RuntimeError",
                       fmt::format("a step must not change {}: keep state in a bm.Variable", written_thing(container, step)));
  auto& attributes = static_cast<host::Instance*>(container)->attributes;
  // `self.V += x` of a bm.Variable ends with putting the variable where it was.
  const Value* now = attributes.find(step.name);
  if (now && now->is_object() && value.is_object() && now->object == value.object) return true;
  if (now && host::as_variable(*now))
    return host::refuse(ctx_, "RuntimeError", fmt::format("'{0}.{1}' is a bm.Variable, which an assignment to the attribute would replace: write self.{1}.value = ...",
                                                         host::type_of(ctx_, Value::of(container))->name, step.name));
  if (read_.contains({container, step.name}) && !assigned_.contains({container, step.name}))
    return host::refuse(ctx_, "RuntimeError",
                       fmt::format("'{}.{}' is read and then changed by a step: what lives from step to step must be a bm.Variable",
                                   host::type_of(ctx_, Value::of(container))->name, step.name));
  if (!check_attribute(container, step.name, attributes_.read)) return false;
  if (assigned_.insert({container, step.name}).second) {
    Value* old = attributes.find(step.name);
    undo_.push_back({container, step.name, old ? *old : Value{}});
  }
  return true;
}

}  // namespace bpl::discover
