// The methods of int and float.
#include <cmath>

#include "host/arrays/array.h"
#include "host/values/native.h"

namespace bpl::host {
namespace {

// The number that a method is of: numpy.float64 is derived from float and shares its methods.
Value self_of(Args a) { return as_array(a.positional[0]) ? item_of(*as_array(a.positional[0])) : a.positional[0]; }

bool is_integer(Context&, Args a, Value* result) {
  const Value v = self_of(a);
  *result = Value::boolean(!v.is_real() || (std::isfinite(v.real) && v.real == std::floor(v.real)));
  return true;
}

bool bit_length(Context&, Args a, Value* result) {
  const std::int64_t n = a.positional[0].integer;
  std::uint64_t m = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  std::int64_t bits = 0;
  for (; m; m >>= 1) ++bits;
  *result = Value::of(bits);
  return true;
}

bool conjugate(Context&, Args a, Value* result) {
  *result = a.positional[0];
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "float.is_integer", "()", pure, is_integer},
    {"builtins", "float.conjugate", "()", pure, conjugate},
    {"builtins", "int.conjugate", "()", pure, conjugate},
    {"builtins", "int.bit_length", "()", pure, bit_length},
};

}  // namespace

void register_number_methods(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
