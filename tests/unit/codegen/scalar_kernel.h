// An independent, element by element evaluation of kernels: what the generated vector code is compared with.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "ir/kernel.h"
#include "math/functions.h"

namespace bpl::codegen {

// A number of any of the three types; only the member of its type is meaningful.
template <class T>
struct Number {
  T real = 0;
  std::int32_t integer = 0;
  bool boolean = false;
};

template <class T>
struct ScalarInputs {
  // Element `k` of what the instruction reads (load, slot, coefficient, arrivals).
  std::function<Number<T>(const ir::KernelInstr&, std::size_t k)> read;
  T t = 0, dt = 0;
  std::int32_t step = 0;
};

template <class T>
T python_mod(T x, T y) {
  T rest = std::fmod(x, y);
  if (rest == 0) return std::copysign(T(0), y);
  if ((rest < 0) != (y < 0)) rest += y;
  return rest;
}

template <class T>
T python_floordiv(T x, T y) {
  if (y == 0) return x / y;
  const T rest = std::fmod(x, y);
  T quotient = (x - rest) / y;
  if (rest != 0 && (rest < 0) != (y < 0)) quotient -= 1;
  if (quotient == 0) return std::copysign(T(0), x / y);
  const T floor = std::floor(quotient);
  return quotient - floor > T(0.5) ? floor + 1 : floor;
}

inline std::int32_t wrap(std::int64_t x) { return static_cast<std::int32_t>(static_cast<std::uint32_t>(x)); }

inline std::int32_t integer_binary(const std::string& name, std::int64_t x, std::int64_t y) {
  if (name == "add") return wrap(x + y);
  if (name == "sub") return wrap(x - y);
  if (name == "mul") return wrap(x * y);
  if (name == "min") return wrap(x < y ? x : y);
  if (name == "max") return wrap(x > y ? x : y);
  if (name == "and") return wrap(x & y);
  if (name == "or") return wrap(x | y);
  if (name == "xor") return wrap(x ^ y);
  if (name == "shift_left") return y >= 0 && y < 32 ? wrap(x << y) : 0;
  if (name == "shift_right") return wrap(y >= 0 && y < 32 ? x >> y : x < 0 ? -1 : 0);
  if (y == 0) return 0;
  const std::int64_t quotient = x / y - (x % y != 0 && (x % y < 0) != (y < 0) ? 1 : 0);
  if (name == "floordiv") return wrap(quotient);
  if (name == "mod") return wrap(x - quotient * y);
  throw std::runtime_error("integer " + name);
}

template <class T>
T call_math(const std::string& name, T x, T y = 0) {
#define BPL_TEST_CALL_1(f) \
  if (name == #f) return math::f(x);
#define BPL_TEST_CALL_2(f) \
  if (name == #f) return math::f(x, y);
#define BPL_MATH_FUNCTION(f, arity, accuracy) BPL_TEST_CALL_##arity(f)
#include "math/functions.def"
#undef BPL_TEST_CALL_1
#undef BPL_TEST_CALL_2
  throw std::runtime_error("math " + name);
}

template <class T>
T real_binary(const std::string& name, T x, T y) {
  if (name == "add") return x + y;
  if (name == "sub") return x - y;
  if (name == "mul") return x * y;
  if (name == "div") return x / y;
  if (name == "mod") return python_mod(x, y);
  if (name == "floordiv") return python_floordiv(x, y);
  if (name == "min") return std::isnan(x) || x < y ? x : y;
  if (name == "max") return std::isnan(x) || x > y ? x : y;
  return call_math(name, x, y);
}

template <class T>
T real_unary(const std::string& name, T x) {
  if (name == "neg") return -x;
  if (name == "abs") return std::fabs(x);
  if (name == "sign") return std::isnan(x) ? x : T((x > 0) - (x < 0));
  if (name == "floor") return std::floor(x);
  if (name == "ceil") return std::ceil(x);
  if (name == "round") return std::nearbyint(x);
  if (name == "trunc") return std::trunc(x);
  if (name == "square") return x * x;
  if (name == "sqrt") return std::sqrt(x);
  return call_math(name, x);
}

template <class V>
bool compare(const std::string& name, V x, V y) {
  if (name == "lt") return x < y;
  if (name == "le") return x <= y;
  if (name == "gt") return x > y;
  if (name == "ge") return x >= y;
  if (name == "eq") return x == y;
  return x != y;
}

template <class T>
Number<T> scalar_unary(const ir::KernelInstr& instr, Number<T> x, host::ElementType type) {
  Number<T> out;
  if (instr.name == "not") {
    out.boolean = !x.boolean;
    out.integer = ~x.integer;
  } else if (instr.name == "is_nan") {
    out.boolean = std::isnan(x.real);
  } else if (instr.name == "to_real") {
    out.real = type == host::ElementType::boolean ? T(x.boolean) : T(x.integer);
  } else if (instr.name == "to_integer") {
    const T inside = std::isnan(x.real) ? T(0) : std::clamp(x.real, T(INT32_MIN), T(INT32_MAX));
    out.integer = type == host::ElementType::boolean ? x.boolean : wrap(static_cast<std::int64_t>(inside));
    if (type == host::ElementType::real && x.real >= T(2147483648.0)) out.integer = INT32_MAX;
  } else if (instr.type == host::ElementType::integer) {
    const std::int64_t v = x.integer;
    if (instr.name == "neg") out.integer = wrap(-v);
    if (instr.name == "abs") out.integer = wrap(v < 0 ? -v : v);
    if (instr.name == "sign") out.integer = (v > 0) - (v < 0);
    if (instr.name == "square") out.integer = wrap(v * v);
  } else {
    out.real = real_unary(instr.name, x.real);
  }
  return out;
}

// All values of the body for element k.
template <class T>
std::vector<Number<T>> evaluate(const std::vector<ir::KernelInstr>& body, const ScalarInputs<T>& inputs, std::size_t k) {
  using host::ElementType;
  using ir::KernelOp;
  std::vector<Number<T>> values(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    const ir::KernelInstr& in = body[i];
    const auto arg = [&](std::size_t n) { return values[static_cast<std::size_t>(in.args[n])]; };
    const auto type_of = [&](std::size_t n) { return body[static_cast<std::size_t>(in.args[n])].type; };
    Number<T>& out = values[i];
    switch (in.op) {
      case KernelOp::constant:
        out = {T(in.number), static_cast<std::int32_t>(in.number), in.number != 0};
        break;
      case KernelOp::time: out.real = inputs.t; break;
      case KernelOp::dt: out.real = inputs.dt; break;
      case KernelOp::step: out.integer = inputs.step; break;
      case KernelOp::unary: out = scalar_unary(in, arg(0), type_of(0)); break;
      case KernelOp::fma: out.real = std::fma(arg(0).real, arg(1).real, arg(2).real); break;
      case KernelOp::powi: out.real = math::powi(arg(0).real, in.index); break;
      case KernelOp::select: out = arg(0).boolean ? arg(1) : arg(2); break;
      case KernelOp::store: out = arg(0); break;
      case KernelOp::binary:
        if (in.type == ElementType::boolean && (in.name == "and" || in.name == "or" || in.name == "xor")) {
          const bool x = arg(0).boolean, y = arg(1).boolean;
          out.boolean = in.name == "and" ? x && y : in.name == "or" ? x || y : x != y;
        } else if (in.type == ElementType::boolean) {
          out.boolean = type_of(0) == ElementType::real ? compare(in.name, arg(0).real, arg(1).real)
                                                        : compare(in.name, arg(0).integer, arg(1).integer);
        } else if (in.type == ElementType::integer) {
          out.integer = integer_binary(in.name, arg(0).integer, arg(1).integer);
        } else {
          out.real = real_binary(in.name, arg(0).real, arg(1).real);
        }
        break;
      default: out = inputs.read(in, k);
    }
  }
  return values;
}

}  // namespace bpl::codegen
