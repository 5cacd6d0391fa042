// What a function of the step gives when a runner is made: of state that a run has changed, shape and dtype are known all the same.
#include "frontend/discover/discovery.h"
#include "host/arrays/array.h"
#include "host/values/unknown.h"

namespace bpl::discover {

using host::Context;
using host::Value;

bool Discovery::sample(Context& ctx, const Value& function, const Value& step, Value* result) {
  // Meanwhile variables and arrays are what they were at first.
  for (host::Variable* v : stepped_) v->remote = false;
  std::map<const host::Buffer*, std::shared_ptr<host::Buffer>> unknown;
  unknown.swap(ctx.unknown_buffers);
  bool ok = Stepper::sample(ctx, function, step, result);
  host::Array* array = nullptr;
  if (ok && !host::holds_unknown(ctx, *result)) {
    ok = host::to_array(ctx, *result, host::Flavour::brainpy, &array);
    if (ok) *result = Value::of(host::copy_array(ctx, *array));
  }
  ctx.unknown_buffers.merge(unknown);
  for (host::Variable* v : stepped_) v->remote = true;
  return ok;
}

}  // namespace bpl::discover
