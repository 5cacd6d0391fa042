#include "host/values/observe.h"

#include <algorithm>

#include "host/values/builtins.h"
#include "host/values/ops.h"
#include "host/values/stack.h"
#include "support/quote.h"

namespace bpl::host {
namespace {

constexpr std::int64_t kOtherKey = -2;  // the index of a step whose name is the text of a key that is no string

bool is_same(const Value& a, const Value& b) { return a.tag == b.tag && (!a.is_object() || a.object == b.object); }

// Reads one item as the step does. *changed: it is another value for the step than it is in the container.
bool observe_item(Context& ctx, Object* container, const PathStep& step, Value* item, bool* changed) {
  const Value found = *item;
  if (!ctx.observer->on_read(container, step, item) || !observe_contents(ctx, item)) return false;
  *changed = *changed || !is_same(found, *item);
  return true;
}

bool observe_items(Context& ctx, Object* container, std::vector<Value>* items, bool* changed) {
  for (std::size_t k = 0; k < items->size(); ++k)
    if (!observe_item(ctx, container, {PathStep::Kind::item, {}, static_cast<std::int64_t>(k)}, &(*items)[k], changed)) return false;
  return true;
}

bool observe_dict(Context& ctx, const Value& dict, Value* result) {
  bool changed = false;
  Dict* copy = ctx.heap.make<Dict>();
  copy->type = as_dict(dict)->type;
  const Value held = Value::of(copy);
  for (const Dict::Entry& e : std::vector<Dict::Entry>(as_dict(dict)->entries)) {
    if (!e.alive) continue;
    Value item = e.value;
    if (!observe_item(ctx, dict.object, key_step(e.key), &item, &changed) || !dict_set(ctx, *copy, e.key, item)) return false;
  }
  if (changed) *result = held;
  return true;
}

}  // namespace

std::vector<std::string> key_texts(const Dict& dict) {
  std::vector<std::string> texts;
  for (const Dict::Entry& e : dict.entries)
    if (e.alive) texts.push_back(key_text(e.key));
  return texts;
}

std::string key_text(const Value& key) {
  if (key.is_none()) return "None";
  if (key.is_bool()) return key.integer ? "True" : "False";
  if (key.is_int()) return std::to_string(key.integer);
  if (key.is_real()) return "float " + real_to_text(key.real);
  if (const String* s = as_string(key)) {
    const bool plain = is_plain_word(s->text) && s->text != "None" && s->text != "True" && s->text != "False";
    return plain ? s->text : quote(s->text);
  }
  const Tuple* t = as_tuple(key);
  const Set* set = as<Set>(key, Kind::set);
  if (!t && !set) return std::string(kNoKeyText);
  std::vector<std::string> parts;
  if (t) for (const Value& item : t->items) parts.push_back(key_text(item));
  if (set) parts = key_texts(set->items);
  if (std::find(parts.begin(), parts.end(), kNoKeyText) != parts.end()) return std::string(kNoKeyText);
  if (set) std::sort(parts.begin(), parts.end());
  std::string text = set ? "{" : "(";
  for (const std::string& part : parts) text += part + ",";
  return text + (set ? "}" : ")");
}

PathStep key_step(const Value& key) {
  if (const String* s = as_string(key); s && !s->text.empty()) return {PathStep::Kind::item, s->text, -1};
  if (key.is_int() && key.integer >= 0) return {PathStep::Kind::item, {}, key.integer};
  return {PathStep::Kind::item, key_text(key), kOtherKey};
}

PathStep key_step(const Dict& dict, const Value* item) {
  for (const Dict::Entry& e : dict.entries)
    if (&e.value == item) return key_step(e.key);
  return {PathStep::Kind::item, std::string(kNoKeyText), kOtherKey};
}

Value observed_key(Context& ctx, const Value& key) {
  const Tuple* t = as_tuple(key);
  if (!ctx.observer || !t || key_text(key) == kNoKeyText) return key;
  Tuple* copy = ctx.heap.make<Tuple>(t->items);
  copy->type = t->type;
  for (Value& item : copy->items) item = observed_key(ctx, item);
  return Value::of(copy);
}

bool is_step_key(const Value& key) {
  const Tuple* t = as_tuple(key);
  if (t) return std::any_of(t->items.begin(), t->items.end(), is_step_key);
  return key.is_object() && key.object->kind == Kind::abstract && !static_cast<Abstract*>(key.object)->is_unknown();
}

bool observe_missing(Context& ctx, Object* dict, const Value& key) {
  return !ctx.observer || is_step_key(key) || ctx.observer->on_missing(dict, key_step(key));
}

bool observe_member(Context& ctx, Object* container, const Value& key) {
  return !ctx.observer || is_step_key(key) || key_text(key) != kNoKeyText || ctx.observer->on_missing(container, key_step(key));
}

bool observe_contents(Context& ctx, Value* v) {
  if (!ctx.observer || !v->is_object()) return true;
  const Nesting nesting;
  if (!nesting.allowed(ctx)) return false;
  if (as_dict(*v)) return observe_dict(ctx, *v, v);
  const List* list = as_list(*v);
  const Tuple* tuple = as_tuple(*v);
  if (!list && !tuple) return true;
  std::vector<Value> items = list ? list->items : tuple->items;
  bool changed = false;
  if (!observe_items(ctx, v->object, &items, &changed)) return false;
  if (!changed) return true;
  Container* copy = list ? static_cast<Container*>(ctx.heap.make<List>(std::move(items))) : ctx.heap.make<Tuple>(std::move(items));
  copy->type = static_cast<Container*>(v->object)->type;
  *v = Value::of(copy);
  return true;
}

}  // namespace bpl::host
