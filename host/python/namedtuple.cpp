// collections.namedtuple: classes of tuples whose items have names.
#include <fmt/format.h>

#include <algorithm>

#include "host/values/native.h"
#include "host/values/observe.h"

namespace bpl::host {
namespace {

// The names that the argument of namedtuple() lists, in a text with blanks or commas or as a sequence.
bool read_names(Context& ctx, const Value& v, std::vector<std::string>* names) {
  if (const String* s = as_string(v)) {
    std::string name;
    for (const char c : s->text + " ") {
      if (c != ' ' && c != ',' && c != '\n' && c != '\t') name += c;
      else if (!name.empty()) names->push_back(std::exchange(name, {}));
    }
    return true;
  }
  std::vector<Value> items;
  if (!to_vector(ctx, v, &items)) return false;
  for (const Value& item : items) {
    std::string name;
    if (!want_string(ctx, item, "namedtuple", &name)) return false;
    names->push_back(name);
  }
  return true;
}

bool check_names(Context& ctx, const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool letters = std::all_of(names[i].begin(), names[i].end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c >= 0x80; });
    if (!letters || std::isdigit(static_cast<unsigned char>(names[i][0])))
      return raise(ctx, "ValueError", fmt::format("Type names and field names must be valid identifiers: '{}'", names[i]));
    if (names[i][0] == '_') return raise(ctx, "ValueError", fmt::format("Field names cannot start with an underscore: '{}'", names[i]));
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) != names.begin() + static_cast<std::ptrdiff_t>(i))
      return raise(ctx, "ValueError", fmt::format("Encountered duplicate field name: '{}'", names[i]));
  }
  return true;
}

bool namedtuple(Context& ctx, Args a, Value* result) {
  std::string name;
  std::vector<std::string> names;
  std::vector<Value> defaults, fields;
  const Value given = argument(a, static_cast<std::size_t>(-1), "defaults");
  if (!want_string(ctx, a.positional[0], "namedtuple", &name) || !read_names(ctx, a.positional[1], &names) || !check_names(ctx, names)) return false;
  if (!given.is_unbound() && !given.is_none() && !to_vector(ctx, given, &defaults)) return false;
  if (defaults.size() > names.size()) return raise(ctx, "TypeError", "Got more default values than field names");
  Class* c = ctx.heap.make<Class>(name);
  Class* base = ctx.builtin_class("tuple");
  c->qualified_name = "__main__." + name;
  c->bases = {base};
  c->mro = {c, base, ctx.builtin_class("object")};
  c->construct = base->construct;
  c->record = names;
  Dict* by_name = ctx.heap.make<Dict>();
  for (const std::string& n : names) fields.push_back(ctx.string(n));
  for (std::size_t i = 0; i < defaults.size(); ++i) by_name->set(fields[fields.size() - defaults.size() + i], defaults[i]);
  const auto set = [&](const char* attribute, Value v) { c->attributes.set(ctx.string(attribute), v); };
  set("_fields", make_tuple(ctx, fields));
  set("_field_defaults", Value::of(by_name));
  for (const char* method : {"_asdict", "_replace"}) set(method, *native_module(ctx, "collections")->globals.find(std::string("_record") + method));
  set("_make", Value::of(ctx.heap.make<ClassMethod>(*native_module(ctx, "collections")->globals.find("_record_make"))));
  *result = Value::of(c);
  return true;
}

bool as_dictionary(Context& ctx, Args a, Value* result) {
  Value seen = a.positional[0];
  if (!observe_contents(ctx, &seen)) return false;
  const Tuple* t = as_tuple(seen);
  Dict* d = ctx.heap.make<Dict>();
  for (std::size_t i = 0; i < t->items.size(); ++i) d->set(ctx.string(t->type->record[i]), t->items[i]);
  *result = Value::of(d);
  return true;
}

bool replace(Context& ctx, Args a, Value* result) {
  Value seen = a.positional[0];
  if (!observe_contents(ctx, &seen)) return false;
  const Tuple* t = as_tuple(seen);
  Tuple* copy = ctx.heap.make<Tuple>(t->items);
  copy->type = t->type;
  for (const auto& [name, value] : a.keywords) {
    const auto at = std::find(t->type->record.begin(), t->type->record.end(), name);
    if (at == t->type->record.end()) return raise(ctx, "ValueError", fmt::format("Got unexpected field names: ['{}']", name));
    copy->items[static_cast<std::size_t>(at - t->type->record.begin())] = value;
  }
  *result = Value::of(copy);
  return true;
}

bool make_from(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  Class* c = as_class(a.positional[0]);
  if (!to_vector(ctx, a.positional[1], &items)) return false;
  if (items.size() != c->record.size()) return raise(ctx, "TypeError", fmt::format("Expected {} arguments, got {}", c->record.size(), items.size()));
  return make_record(ctx, *c, Arguments{items, {}}, result);
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"collections", "namedtuple", "(typename, field_names, *, rename=False, defaults=None, module=None)", structural, namedtuple},
    {"collections", "_record_asdict", "(record, /)", structural, as_dictionary},
    {"collections", "_record_replace", "(record, /, **items)", structural, replace},
    {"collections", "_record_make", "(type, iterable, /)", structural, make_from},
};

}  // namespace

bool make_record(Context& ctx, Class& type, const Arguments& arguments, Value* result) {
  const std::size_t n = type.record.size();
  Value defaults;
  if (!get_attribute(ctx, Value::of(&type), "_field_defaults", &defaults)) return false;
  if (arguments.positional.size() > n) {
    const std::size_t optional = as_dict(defaults)->size();
    const std::string takes = optional ? fmt::format("from {} to {}", n + 1 - optional, n + 1) : fmt::format("{}", n + 1);
    return raise(ctx, "TypeError", fmt::format("{}.__new__() takes {} positional arguments but {} were given", type.name, takes, arguments.positional.size() + 1));
  }
  std::vector<Value> items(n);
  std::copy(arguments.positional.begin(), arguments.positional.end(), items.begin());
  for (const auto& [name, value] : arguments.keywords) {
    const auto at = std::find(type.record.begin(), type.record.end(), name);
    if (at == type.record.end()) return raise(ctx, "TypeError", fmt::format("{}.__new__() got an unexpected keyword argument '{}'", type.name, name));
    Value& item = items[static_cast<std::size_t>(at - type.record.begin())];
    if (!item.is_unbound()) return raise(ctx, "TypeError", fmt::format("{}.__new__() got multiple values for argument '{}'", type.name, name));
    item = value;
  }
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < n; ++i) {
    if (!items[i].is_unbound()) continue;
    const Value* known = as_dict(defaults)->find(type.record[i]);
    if (known) items[i] = *known;
    else missing.push_back(type.record[i]);
  }
  if (!missing.empty())
    return raise(ctx, "TypeError", fmt::format("{}.__new__() missing {} required positional argument{}: {}", type.name, missing.size(),
                                               missing.size() == 1 ? "" : "s", quoted_names(missing)));
  Tuple* t = ctx.heap.make<Tuple>(std::move(items));
  t->type = &type;
  *result = Value::of(t);
  return true;
}

void register_namedtuple(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
