// Memory: allocation, marking and sweeping.
#include <algorithm>

#include "host/values/context.h"
#include "host/values/objects.h"

namespace bpl::host {

void Marker::mark(Object* o) {
  if (!o || o->marked) return;
  o->marked = true;
  work_.push_back(o);
}

void Marker::run() {
  while (!work_.empty()) {
    Object* o = work_.back();
    work_.pop_back();
    o->mark_children(*this);
  }
}

Heap::~Heap() {
  for (Object* o : objects_) delete o;
}

void Heap::adopt(Object* o) {
  o->serial = next_serial_++;
  objects_.push_back(o);
}

std::size_t Heap::collect(const std::function<void(Marker&)>& roots) {
  Marker marker;
  roots(marker);
  marker.run();
  const auto dead = std::stable_partition(objects_.begin(), objects_.end(), [](const Object* o) { return o->marked; });
  const std::size_t freed = static_cast<std::size_t>(objects_.end() - dead);
  if (on_free)
    for (auto o = dead; o != objects_.end(); ++o) on_free(**o);
  for (auto o = dead; o != objects_.end(); ++o) delete *o;
  objects_.erase(dead, objects_.end());
  for (Object* o : objects_) o->marked = false;
  return freed;
}

Roots::Roots(Context& ctx, std::vector<Value> v) : context(ctx), values(std::move(v)) { context.roots.push_back(this); }
Roots::~Roots() { context.roots.pop_back(); }

namespace {

void mark_all(Marker& m, const std::vector<Value>& values) {
  for (const Value& v : values) m.mark(v);
}

}  // namespace

void Container::mark_children(Marker& m) const {
  m.mark(type);
  m.mark(attributes);
}
void Tuple::mark_children(Marker& m) const {
  Container::mark_children(m);
  mark_all(m, items);
}
void List::mark_children(Marker& m) const {
  Container::mark_children(m);
  mark_all(m, items);
}
void Dict::mark_children(Marker& m) const {
  Container::mark_children(m);
  m.mark(factory);
  for (const Entry& e : entries)
    if (e.alive) {
      m.mark(e.key);
      m.mark(e.value);
    }
}
void Set::mark_children(Marker& m) const {
  Container::mark_children(m);
  items.mark_children(m);
}
void Slice::mark_children(Marker& m) const {
  m.mark(start);
  m.mark(stop);
  m.mark(step);
}
void Cell::mark_children(Marker& m) const { m.mark(value); }
void Function::mark_children(Marker& m) const {
  mark_all(m, defaults);
  mark_all(m, keyword_defaults);
  for (Cell* c : closure) m.mark(c);
  m.mark(module);
  attributes.mark_children(m);
}
void BoundMethod::mark_children(Marker& m) const {
  m.mark(self);
  m.mark(function);
}
void Class::mark_children(Marker& m) const {
  for (Class* c : bases) m.mark(c);
  for (Class* c : mro) m.mark(c);
  attributes.mark_children(m);
}
void Instance::mark_children(Marker& m) const {
  m.mark(type);
  attributes.mark_children(m);
}
void Module::mark_children(Marker& m) const { globals.mark_children(m); }
void Property::mark_children(Marker& m) const {
  m.mark(get);
  m.mark(set);
  m.mark(doc);
}
void StaticMethod::mark_children(Marker& m) const { m.mark(function); }
void ClassMethod::mark_children(Marker& m) const { m.mark(function); }
void Super::mark_children(Marker& m) const {
  m.mark(start);
  m.mark(self);
}

}  // namespace bpl::host
