// Whether the matcher was right: the object is traced again, and the trace must be the update that was chosen.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "frontend/discover/discovery.h"
#include "host/values/ops.h"
#include "ir/print.h"

namespace bpl::discover {
namespace {

// Two traces of one structure differ in names, in the numbers that happened to be there, and in int for float.
std::string comparable(ir::Update u) {
  u.name.clear();
  for (ir::Kernel& k : u.kernels) k.name.clear();
  for (host::Slot& s : u.signature.slots) {
    s.default_value = 0;
    s.line = 0;
    s.unit.clear();
  }
  for (host::Record& r : u.signature.records)
    if (r.kind == host::Record::Kind::integer) r.kind = host::Record::Kind::real;
  return ir::print(u);
}

// The first line in which two texts differ, of both.
std::string first_difference(std::string_view a, std::string_view b) {
  const auto next = [](std::string_view* text) {
    const std::size_t end = std::min(text->find('\n'), text->size());
    const std::string_view line = text->substr(0, end);
    text->remove_prefix(std::min(end + 1, text->size()));
    return line;
  };
  while (!a.empty() || !b.empty()) {
    const std::string_view x = next(&a), y = next(&b);
    if (x != y) return fmt::format("'{}' where a trace has '{}'", x, y);
  }
  return {};
}

}  // namespace

bool Discovery::check_match(host::Context& ctx, const host::Value& object, const ir::Update& chosen) {
  StepAttributes attributes{.read = {}, .changed = {}, .globals = step_attributes_.globals};  // what the first trace noted stands
  Trace trace(ctx, object, chosen.method, attributes);
  trace_ = &trace;
  const bool ok = trace.run();
  trace_ = nullptr;
  if (!ok) return false;
  const std::string difference = first_difference(comparable(chosen), comparable(trace.update()));
  if (difference.empty()) return true;
  return host::raise(ctx, "RuntimeError", fmt::format("bug in bplc: {} was matched wrongly: {}", chosen.name, difference));
}

}  // namespace bpl::discover
