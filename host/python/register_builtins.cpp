// All builtins of a program: the core, arrays and models. Apart from builtins.cpp so that the core links alone.
#include "host/arrays/array.h"
#include "host/models/model.h"
#include "host/values/native.h"

namespace bpl::host {

void register_builtins(Context& ctx) {
  register_core_builtins(ctx);
  Class* variable = define_class(ctx, "Variable");
  for (const char* name : {"Variable", "TrainVar", "Parameter"}) native_module(ctx, "brainpy.math")->globals.set(ctx.string(name), Value::of(variable));
  register_array_modules(ctx);
  register_model_builtins(ctx);
}

}  // namespace bpl::host
