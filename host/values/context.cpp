#include "host/values/context.h"

#include "host/values/builtins.h"

namespace bpl::host {

Context::Context() = default;
Context::~Context() = default;

std::size_t Context::collect_garbage() {
  return heap.collect([this](Marker& m) {
    for (const Frame* f = frame; f; f = f->previous) {
      for (std::int64_t i = 0; i < f->slot_count; ++i) m.mark(f->slots[i]);
      m.mark(f->function);
    }
    for (const Roots* r : roots)
      for (const Value& v : r->values) m.mark(v);
    for (const auto& [name, module] : modules) m.mark(module);
    for (const auto& [name, type] : classes) m.mark(type);
    for (const auto& [name, value] : defines) m.mark(value);
    m.mark(builtins);
    m.mark(pending);
  });
}

Class* Context::builtin_class(std::string_view name) const {
  const auto at = classes.find(name);
  return at == classes.end() ? nullptr : at->second;
}

}  // namespace bpl::host
