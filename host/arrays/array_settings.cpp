// The settings of brainpy.math: precision, time step, platform, default types.
#include "host/arrays/array_args.h"

namespace bpl::host {
namespace {

bool set_dt(Context& ctx, const Arguments& arguments, Value* result) {
  Value dt;
  if (!required(ctx, arguments, 0, "dt", &dt)) return false;
  double x = 0;
  if (const Array* a = as_array(dt); a != nullptr && is_real(a->dtype)) {
    if (!array_to_real(ctx, *a, &x)) return false;
  } else if (dt.is_real()) {
    x = dt.real;
  } else {
    return raise(ctx, "ValueError", "set_dt() needs a float, the time step in ms, such as 0.1; not a value of type " + type_of(ctx, dt)->name);
  }
  if (!(x > 0)) return raise(ctx, "ValueError", "set_dt() needs a time step greater than 0 ms, not " + real_to_text(x));
  ctx.dt = x;
  *result = Value::none();
  return true;
}

bool get_dt(Context& ctx, const Arguments&, Value* result) {
  *result = Value::of(ctx.dt);
  return true;
}

bool enable_x64(Context& ctx, const Arguments& arguments, Value* result) {
  bool on = true;
  if (!read_flag(ctx, argument(arguments, 0, "mode"), &on)) return false;
  ctx.enable_x64 = on;
  *result = Value::none();
  return true;
}

bool disable_x64(Context& ctx, const Arguments&, Value* result) {
  ctx.enable_x64 = false;
  *result = Value::none();
  return true;
}

bool set_platform(Context& ctx, const Arguments& arguments, Value* result) {
  Value platform;
  if (!required(ctx, arguments, 0, "platform", &platform)) return false;
  const String* name = as_string(platform);
  *result = Value::none();
  if (name != nullptr && name->text == "cpu") return true;
  if (name != nullptr && (name->text == "gpu" || name->text == "tpu")) {
    return raise(ctx, "NotImplementedError", "set_platform('" + name->text + "') is not supported: programs run on the CPU; use set_platform('cpu') or leave it out");
  }
  return raise(ctx, "ValueError", "set_platform() takes 'cpu', 'gpu' or 'tpu'" + (name != nullptr ? ", not '" + name->text + "'" : std::string()));
}

bool do_nothing(Context&, const Arguments&, Value* result) {
  *result = Value::none();
  return true;
}

bool dftype(Context& ctx, const Arguments&, Value* result) {
  *result = dtype_class(ctx, default_real(ctx, Flavour::brainpy));
  return true;
}

bool ditype(Context& ctx, const Arguments&, Value* result) {
  *result = dtype_class(ctx, default_integer(ctx, Flavour::brainpy));
  return true;
}

constexpr NativeEntry kRows[] = {
    {"brainpy.math", "set_dt", "(dt)", OnUnknown::effect, set_dt},
    {"brainpy.math", "get_dt", "()", OnUnknown::structural, get_dt},
    {"brainpy.math", "enable_x64", "(mode=True)", OnUnknown::effect, enable_x64},
    {"brainpy.math", "disable_x64", "()", OnUnknown::effect, disable_x64},
    {"brainpy.math", "set_platform", "(platform)", OnUnknown::effect, set_platform},
    {"brainpy.math", "set_host_device_count", "(n)", OnUnknown::effect, do_nothing},
    {"brainpy.math", "clear_buffer_memory", "(platform=None)", OnUnknown::effect, do_nothing},
    {"brainpy.math", "disable_gpu_memory_preallocation", "()", OnUnknown::effect, do_nothing},
    {"brainpy.math", "dftype", "()", OnUnknown::structural, dftype},
    {"brainpy.math", "ditype", "()", OnUnknown::structural, ditype},
};

}  // namespace

std::span<const NativeEntry> math_settings_natives() { return kRows; }

}  // namespace bpl::host
