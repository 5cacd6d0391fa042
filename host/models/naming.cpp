#include "host/models/naming.h"

#include "host/models/model.h"

namespace bpl::host {

std::string text_attribute(const Instance& object, std::string_view name) {
  auto& attributes = const_cast<Dict&>(object.attributes);
  const Value* v = attributes.find(name);
  const String* s = v ? as_string(*v) : nullptr;
  return s ? s->text : std::string();
}

std::string role_of(const Instance& object) {
  for (Class* c : object.type->mro)
    if (const Value* role = c->attributes.find("_role")) return as_string(*role) ? as_string(*role)->text : std::string();
  return {};
}

Names::Names(Context& ctx, const Value& target, const std::vector<Instance*>& objects) {
  if (const Instance* network = as_instance(target)) add_network(*network, "", 0);
  if (const auto main = ctx.modules.find("__main__"); main != ctx.modules.end())
    for (const Dict::Entry& e : main->second->globals.entries)
      if (e.alive) add_bindings(e.value, as_string(e.key)->text);
  for (const Instance* object : objects) {
    std::string name = find(object);
    if (const int times = ++taken_[name]; times > 1) name += "_" + std::to_string(times);
    names_[object] = name;
    add_attributes(*object, *object, "");
  }
  // Variables of what an object only holds, such as a delay, come after those that have an owner of their own.
  for (const Instance* object : objects)
    for (const Dict::Entry& e : object->attributes.entries)
      if (const Instance* part = e.alive ? as_instance(e.value) : nullptr) add_attributes(*object, *part, as_string(e.key)->text + ".");
}

namespace {

constexpr int kNesting = 8;  // of networks, which may hold each other

}  // namespace

void Names::add_network(const Instance& network, const std::string& prefix, int depth) {
  const auto attributes = [&](auto&& use) {
    for (const Dict::Entry& e : network.attributes.entries)
      if (e.alive && as_string(e.key)->text[0] != '_') use(e.value, prefix + as_string(e.key)->text);
  };
  attributes([&](const Value& v, const std::string& label) { add_bindings(v, label); });
  attributes([&](const Value& v, const std::string& label) {
    if (const Instance* inner = as_instance(v); inner && depth < kNesting && role_of(*inner) == "network") add_network(*inner, label + ".", depth + 1);
  });
}

void Names::add_bindings(const Value& value, const std::string& label) {
  if (as_instance(value)) {
    bindings_.try_emplace(value.object, label);
    return;
  }
  const std::vector<Value>* items = nullptr;
  if (const List* list = as_list(value)) items = &list->items;
  if (const Tuple* tuple = as_tuple(value)) items = &tuple->items;
  if (items)
    for (std::size_t i = 0; i < items->size(); ++i)
      if (as_instance((*items)[i])) bindings_.try_emplace((*items)[i].object, label + "[" + std::to_string(i) + "]");
  if (const Dict* dict = as_dict(value))
    for (const Dict::Entry& e : dict->entries)
      if (e.alive && as_instance(e.value) && as_string(e.key))
        bindings_.try_emplace(e.value.object, label + "[" + as_string(e.key)->text + "]");
}

void Names::add_attributes(const Instance& owner, const Instance& part, const std::string& prefix) {
  for (const Dict::Entry& e : part.attributes.entries)
    if (e.alive && as_variable(e.value)) variables_.try_emplace(as_variable(e.value), &owner, prefix + as_string(e.key)->text);
}

std::string Names::find(const Instance* object) const {
  auto& attributes = const_cast<Dict&>(object->attributes);
  const Value* named = attributes.find("_named");
  if (named && named->is_bool() && named->integer) return text_attribute(*object, "name");
  if (const auto at = bindings_.find(object); at != bindings_.end()) return at->second;
  return text_attribute(*object, "name");
}

std::string Names::of(const Instance* object) const {
  const auto at = names_.find(object);
  return at != names_.end() ? at->second : find(object);
}

std::vector<std::string> Names::aliases(const Instance* object) const {
  const std::string automatic = text_attribute(*object, "name");
  if (automatic.empty() || automatic == of(object)) return {};
  return {automatic};
}

std::pair<std::string, std::string> Names::of(const Variable* v) const {
  const auto at = variables_.find(v);
  if (at == variables_.end()) return {"variable", std::to_string(v->id())};
  return {of(at->second.first), at->second.second};
}

const Instance* Names::owner(const Variable* v) const {
  const auto at = variables_.find(v);
  return at == variables_.end() ? nullptr : at->second.first;
}

}  // namespace bpl::host
