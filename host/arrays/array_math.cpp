#include "host/arrays/array_math.h"

#include <algorithm>
#include <cmath>

#include "host/arrays/array_lazy.h"
#include "host/arrays/array_walk.h"
#include "host/values/ops.h"
#include "math/functions.h"

namespace bpl::host {

bool to_operand(Context& ctx, const Value& v, Flavour f, Operand* operand) {
  Array* a = nullptr;
  if (!to_array(ctx, v, f, &a)) return false;
  *operand = {a, v.is_number(), v.is_real(), v.is_bool()};
  return true;
}

DType common_type(const Context& ctx, Flavour f, std::initializer_list<Operand> operands) {
  bool strong = false, weak_real = false, weak_integer = false;
  DType d = DType::boolean;
  for (const Operand& o : operands) {
    if (o.weak) {
      weak_real |= o.weak_real;
      weak_integer |= !o.weak_real && !o.weak_bool;
      continue;
    }
    const DType own = canonical(ctx, f, o.array->dtype);
    d = strong ? promote(f, d, own) : own;
    strong = true;
  }
  if (weak_real && !is_real(d)) return default_real(ctx, f);
  if (weak_integer && d == DType::boolean) return default_integer(ctx, f);
  return canonical(ctx, f, d);
}

bool common_shape(Context& ctx, std::initializer_list<const Array*> arrays, Shape* result) {
  Shape shape;
  for (const Array* a : arrays) {
    if (broadcast_shapes(shape, a->shape, &shape)) continue;
    std::string text = "operands could not be broadcast together with shapes";
    for (const Array* each : arrays) {
      std::string one = " (";
      for (std::size_t i = 0; i < each->shape.size(); ++i) {
        one += (i > 0 ? "," : "") + std::to_string(each->shape[i]);
      }
      text += one + (each->shape.size() == 1 ? ",)" : ")");
    }
    return raise(ctx, "ValueError", text);
  }
  *result = std::move(shape);
  return true;
}

template <class T>
Spread<T> spread(const Array& a, const Shape& shape) {
  Spread<T> s;
  const bool same_type = a.dtype == kDType<T>;
  if (a.shape.size() <= shape.size() && a.size() == 1) {
    s.owned = elements<T>(a);
    s.data = s.owned.data();
    s.step = 0;
    return s;
  }
  s.step = 1;
  if (same_type && a.contiguous() && a.shape == shape) {
    s.data = a.data<T>();
    return s;
  }
  s.owned.reserve(static_cast<std::size_t>(element_count(shape)));
  with_type(a.dtype, [&](auto zero) {
    using From = decltype(zero);
    const From* base = reinterpret_cast<const From*>(a.buffer->get());
    walk(shape, broadcast_strides(a, shape), a.offset, [&](std::int64_t p) { s.owned.push_back(convert<T>(base[p])); });
  });
  s.data = s.owned.data();
  return s;
}
template Spread<std::uint8_t> spread(const Array&, const Shape&);
template Spread<std::int32_t> spread(const Array&, const Shape&);
template Spread<std::uint32_t> spread(const Array&, const Shape&);
template Spread<std::int64_t> spread(const Array&, const Shape&);
template Spread<float> spread(const Array&, const Shape&);
template Spread<double> spread(const Array&, const Shape&);

namespace {

class HeapArrays : public ArrayMaker {
 public:
  HeapArrays(Context& ctx, Flavour f) : ctx_(ctx), flavour_(f) {}
  Array* make(DType d, Shape shape) override {
    Array* a = make_array(ctx_, d, std::move(shape), flavour_);
    a->scalar = flavour_ == Flavour::numpy && a->shape.empty();
    return a;
  }

 private:
  Context& ctx_;
  Flavour flavour_;
};

// One operation on one element of type T, as a function object the loops can inline.
template <class Out, class T, class F>
Array* map1(ArrayMaker& maker, const Array& x, F f) {
  Array* result = maker.make(kDType<Out>, x.shape);
  const Spread<T> s = spread<T>(x, x.shape);
  Out* out = result->data<Out>();
  const std::int64_t n = x.size();
  for (std::int64_t i = 0; i < n; ++i) out[i] = f(s.data[i * s.step]);
  return result;
}

template <class Out, class T, class F>
Array* map2(ArrayMaker& maker, const Array& x, const Array& y, const Shape& shape, F f) {
  Array* result = maker.make(kDType<Out>, shape);
  const Spread<T> a = spread<T>(x, shape), b = spread<T>(y, shape);
  Out* out = result->data<Out>();
  const std::int64_t n = element_count(shape);
  for (std::int64_t i = 0; i < n; ++i) out[i] = f(a.data[i * a.step], b.data[i * b.step]);
  return result;
}

template <class T>
T sign_of(T x) {
  if constexpr (std::is_floating_point_v<T>) {
    if (std::isnan(x)) return x;
  }
  return x > T{0} ? T{1} : x < T{0} ? static_cast<T>(-1) : T{0};
}

#define BPL_REAL_FUNCTION(op, expression) \
  case UnaryOp::op: return map1<T, T>(maker, x, [](T v) -> T { return expression; });

template <class T>
Array* real_function(ArrayMaker& maker, UnaryOp op, const Array& x) {
  switch (op) {
    BPL_REAL_FUNCTION(floor, std::floor(v))
    BPL_REAL_FUNCTION(ceil, std::ceil(v))
    BPL_REAL_FUNCTION(trunc, std::trunc(v))
    BPL_REAL_FUNCTION(sqrt, math::sqrt(v))
    BPL_REAL_FUNCTION(exp, math::exp(v))
    BPL_REAL_FUNCTION(exp2, math::exp2(v))
    BPL_REAL_FUNCTION(expm1, math::expm1(v))
    BPL_REAL_FUNCTION(log, math::log(v))
    BPL_REAL_FUNCTION(log2, math::log2(v))
    BPL_REAL_FUNCTION(log10, math::log10(v))
    BPL_REAL_FUNCTION(log1p, math::log1p(v))
    BPL_REAL_FUNCTION(sin, math::sin(v))
    BPL_REAL_FUNCTION(cos, math::cos(v))
    BPL_REAL_FUNCTION(tan, math::tan(v))
    BPL_REAL_FUNCTION(sinh, math::sinh(v))
    BPL_REAL_FUNCTION(cosh, math::cosh(v))
    BPL_REAL_FUNCTION(tanh, math::tanh(v))
    BPL_REAL_FUNCTION(arcsin, math::asin(v))
    BPL_REAL_FUNCTION(arccos, math::acos(v))
    BPL_REAL_FUNCTION(arctan, math::atan(v))
    BPL_REAL_FUNCTION(arcsinh, math::asinh(v))
    BPL_REAL_FUNCTION(arccosh, math::acosh(v))
    BPL_REAL_FUNCTION(arctanh, math::atanh(v))
    BPL_REAL_FUNCTION(cbrt, math::cbrt(v))
    BPL_REAL_FUNCTION(radians, v * static_cast<T>(3.14159265358979323846 / 180.0))
    BPL_REAL_FUNCTION(degrees, v * static_cast<T>(180.0 / 3.14159265358979323846))
    BPL_REAL_FUNCTION(sigmoid, T(1) / (T(1) + math::exp(-v)))
    BPL_REAL_FUNCTION(reciprocal, T(1) / v)
    default: return nullptr;
  }
}
#undef BPL_REAL_FUNCTION

// Operations whose result has the type of the operand, or is a bool.
template <class T>
Array* plain_function(ArrayMaker& maker, UnaryOp op, const Array& x) {
  using Bool = std::uint8_t;
  switch (op) {
    case UnaryOp::negative:
      return map1<T, T>(maker, x, [](T v) -> T {
        if constexpr (std::is_floating_point_v<T>) return -v;
        else return static_cast<T>(0 - static_cast<std::uint64_t>(v));
      });
    case UnaryOp::absolute:
      return map1<T, T>(maker, x, [](T v) -> T {
        if constexpr (std::is_floating_point_v<T>) return std::fabs(v);
        else return v < T{0} ? static_cast<T>(0 - static_cast<std::uint64_t>(v)) : v;
      });
    case UnaryOp::sign: return map1<T, T>(maker, x, sign_of<T>);
    case UnaryOp::square: return map1<T, T>(maker, x, [](T v) -> T { return v * v; });
    case UnaryOp::relu: return map1<T, T>(maker, x, [](T v) -> T { return v > T{0} || v != v ? v : T{0}; });
    case UnaryOp::rint:
      return map1<T, T>(maker, x, [](T v) -> T {
        if constexpr (std::is_floating_point_v<T>) return std::nearbyint(v);
        else return v;
      });
    case UnaryOp::invert:
      return map1<T, T>(maker, x, [](T v) -> T {
        if constexpr (std::is_same_v<T, Bool>) return v == 0;
        else if constexpr (std::is_integral_v<T>) return ~v;
        else return v;
      });
    case UnaryOp::logical_not: return map1<Bool, T>(maker, x, [](T v) -> Bool { return v == T{0}; });
    case UnaryOp::isnan: return map1<Bool, T>(maker, x, [](T v) -> Bool { return v != v; });
    case UnaryOp::isinf: return map1<Bool, T>(maker, x, [](T v) -> Bool { return std::isinf(static_cast<double>(v)); });
    case UnaryOp::isfinite: return map1<Bool, T>(maker, x, [](T v) -> Bool { return std::isfinite(static_cast<double>(v)); });
    case UnaryOp::positive: return map1<T, T>(maker, x, [](T v) -> T { return v; });
    default: return nullptr;
  }
}

// Python's rules: the remainder has the sign of the divisor, the quotient is rounded down.
template <class T>
T remainder_of(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    T r = std::fmod(a, b);
    if (r != T{0}) {
      if ((b < T{0}) != (r < T{0})) r += b;
      return r;
    }
    return std::copysign(T{0}, b);
  } else {
    if (b == T{0} || b == static_cast<T>(-1)) return T{0};
    const T r = static_cast<T>(a % b);
    return r != T{0} && (r < T{0}) != (b < T{0}) ? static_cast<T>(r + b) : r;
  }
}

template <class T>
T floor_quotient(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (b == T{0}) return a / b;
    const T r = std::fmod(a, b);
    T q = (a - r) / b;
    if (r != T{0} && (b < T{0}) != (r < T{0})) q -= T{1};
    if (q == T{0}) return std::copysign(T{0}, a / b);
    const T whole = std::floor(q);
    return q - whole > T(0.5) ? whole + T{1} : whole;
  } else {
    if (b == T{0}) return T{0};
    if (b == static_cast<T>(-1)) return static_cast<T>(0 - static_cast<std::uint64_t>(a));
    const T q = static_cast<T>(a / b);
    return a % b != T{0} && (a < T{0}) != (b < T{0}) ? static_cast<T>(q - 1) : q;
  }
}

template <class T>
T power_of(T x, T n) {
  if constexpr (std::is_floating_point_v<T>) {
    return math::pow(x, n);
  } else {
    std::uint64_t base = static_cast<std::uint64_t>(x), result = 1;
    for (auto k = static_cast<std::uint64_t>(n); k != 0; k >>= 1, base *= base) {
      if (k & 1) result *= base;
    }
    return static_cast<T>(result);
  }
}

// +, -, * wrap around in integers.
template <class T> T add_of(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return a + b;
  else return static_cast<T>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}
template <class T> T subtract_of(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return a - b;
  else return static_cast<T>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
template <class T> T multiply_of(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return a * b;
  else return static_cast<T>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

template <class T>
Array* arithmetic(ArrayMaker& maker, BinaryOp op, const Array& x, const Array& y, const Shape& shape) {
  using Bool = std::uint8_t;
  constexpr bool kBool = std::is_same_v<T, Bool>, kReal = std::is_floating_point_v<T>;
  const auto same = [&](auto g) { return map2<T, T>(maker, x, y, shape, g); };
  const auto question = [&](auto g) { return map2<Bool, T>(maker, x, y, shape, g); };
  switch (op) {
    case BinaryOp::add: return same([](T a, T b) -> T { if constexpr (kBool) return a | b; else return add_of(a, b); });
    case BinaryOp::subtract: return same([](T a, T b) -> T { if constexpr (kBool) return a ^ b; else return subtract_of(a, b); });
    case BinaryOp::multiply: return same([](T a, T b) -> T { return multiply_of(a, b); });
    case BinaryOp::floor_divide: return same(floor_quotient<T>);
    case BinaryOp::remainder: return same(remainder_of<T>);
    case BinaryOp::fmod:
      return same([](T a, T b) -> T {
        if constexpr (kReal) return std::fmod(a, b);
        else return b == T{0} || b == static_cast<T>(-1) ? T{0} : static_cast<T>(a % b);
      });
    case BinaryOp::power:
      if constexpr (kReal) {
        // A single whole exponent is a fixed number of multiplications, as in kernels.
        if (y.size() == 1) {
          const double n = to_reals(y)[0];
          if (n == std::floor(n) && std::fabs(n) <= math::kLargestMultipliedPower) {
            const int whole = static_cast<int>(n);
            return same([whole](T a, T) -> T { return math::powi(a, whole); });
          }
        }
      }
      return same(power_of<T>);
    case BinaryOp::maximum: return same([](T a, T b) -> T { return a > b || a != a ? a : b; });
    case BinaryOp::minimum: return same([](T a, T b) -> T { return a < b || a != a ? a : b; });
    case BinaryOp::less: return question([](T a, T b) -> Bool { return a < b; });
    case BinaryOp::less_equal: return question([](T a, T b) -> Bool { return a <= b; });
    case BinaryOp::greater: return question([](T a, T b) -> Bool { return a > b; });
    case BinaryOp::greater_equal: return question([](T a, T b) -> Bool { return a >= b; });
    case BinaryOp::equal: return question([](T a, T b) -> Bool { return a == b; });
    case BinaryOp::not_equal: return question([](T a, T b) -> Bool { return a != b; });
    case BinaryOp::logical_and: return question([](T a, T b) -> Bool { return a != T{0} && b != T{0}; });
    case BinaryOp::logical_or: return question([](T a, T b) -> Bool { return a != T{0} || b != T{0}; });
    case BinaryOp::logical_xor: return question([](T a, T b) -> Bool { return (a != T{0}) != (b != T{0}); });
    default: break;
  }
  if constexpr (kReal) {
    switch (op) {
      case BinaryOp::divide: return same([](T a, T b) -> T { return a / b; });
      case BinaryOp::arctan2: return same([](T a, T b) -> T { return math::atan2(a, b); });
      case BinaryOp::hypot: return same([](T a, T b) -> T { return math::hypot(a, b); });
      case BinaryOp::copysign: return same([](T a, T b) -> T { return std::copysign(a, b); });
      case BinaryOp::heaviside: return same([](T a, T b) -> T { return a != a ? a : a == T{0} ? b : a < T{0} ? T{0} : T{1}; });
      default: return nullptr;
    }
  } else {
    constexpr T kBits = kBool ? 8 : static_cast<T>(8 * sizeof(T));
    switch (op) {
      case BinaryOp::bitwise_and: return same([](T a, T b) -> T { return a & b; });
      case BinaryOp::bitwise_or: return same([](T a, T b) -> T { return a | b; });
      case BinaryOp::bitwise_xor: return same([](T a, T b) -> T { return a ^ b; });
      case BinaryOp::left_shift:
        return same([](T a, T b) -> T { return b >= T{0} && b < kBits ? static_cast<T>(static_cast<std::uint64_t>(a) << b) : T{0}; });
      case BinaryOp::right_shift:
        return same([](T a, T b) -> T { return b >= T{0} && b < kBits ? static_cast<T>(a >> b) : a < T{0} ? static_cast<T>(-1) : T{0}; });
      default: return nullptr;
    }
  }
}

bool is_real_binary(BinaryOp op) {
  return op == BinaryOp::divide || (op >= BinaryOp::arctan2 && op <= BinaryOp::copysign);
}

bool is_plain_unary(UnaryOp op) {
  switch (op) {
    case UnaryOp::negative: case UnaryOp::positive: case UnaryOp::absolute: case UnaryOp::sign: case UnaryOp::square: case UnaryOp::relu:
    case UnaryOp::rint: case UnaryOp::invert: case UnaryOp::logical_not: case UnaryOp::isnan: case UnaryOp::isinf: case UnaryOp::isfinite:
      return true;
    default: return false;
  }
}

bool is_bitwise(BinaryOp op) { return op >= BinaryOp::bitwise_and; }

std::string_view bitwise_name(BinaryOp op) {
  static constexpr std::string_view kNames[] = {"bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift"};
  return kNames[static_cast<int>(op) - static_cast<int>(BinaryOp::bitwise_and)];
}

bool no_loop(Context& ctx, std::string_view name) {
  return raise(ctx, "TypeError",
               "ufunc '" + std::string(name) +
                   "' not supported for the input types, and the inputs could not be safely coerced to any supported types "
                   "according to the casting rule ''safe''");
}

// What numpy refuses although the types would allow it.
bool check_binary(Context& ctx, BinaryOp op, DType d, Flavour f, const Array& y) {
  if (is_bitwise(op) && is_real(d)) return no_loop(ctx, bitwise_name(op));
  if (op == BinaryOp::subtract && d == DType::boolean && f == Flavour::numpy) {
    return raise(ctx, "TypeError",
                 "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the "
                 "logical_xor function instead.");
  }
  if (op == BinaryOp::power && is_integer(d) && y.dtype != DType::boolean) {
    for (const std::int64_t n : to_integers(y)) {
      if (n < 0) return raise(ctx, "ValueError", "Integers to negative integer powers are not allowed.");
    }
  }
  return true;
}

}  // namespace

DType unary_type(UnaryOp op, DType d) { return op >= UnaryOp::logical_not ? DType::boolean : d; }
DType binary_type(BinaryOp op, DType d) { return op >= BinaryOp::less && op <= BinaryOp::logical_xor ? DType::boolean : d; }

Array* unary_elements(ArrayMaker& maker, UnaryOp op, DType d, const Array& x) {
  if (is_plain_unary(op)) return with_type(d, [&](auto zero) { return plain_function<decltype(zero)>(maker, op, x); });
  return d == DType::float32 ? real_function<float>(maker, op, x) : real_function<double>(maker, op, x);
}

Array* binary_elements(ArrayMaker& maker, BinaryOp op, DType d, const Array& x, const Array& y, const Shape& shape) {
  return with_type(d, [&](auto zero) { return arithmetic<decltype(zero)>(maker, op, x, y, shape); });
}

bool apply_unary(Context& ctx, UnaryOp op, const Value& v, Flavour f, Array** result) {
  Operand x;
  if (!to_operand(ctx, v, f, &x)) return false;
  const DType d = common_type(ctx, f, {x});
  if (op == UnaryOp::negative && d == DType::boolean && f == Flavour::numpy) {
    return raise(ctx, "TypeError",
                 "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.");
  }
  if (op == UnaryOp::invert && is_real(d)) return no_loop(ctx, "invert");
  // Functions of reals take integers and bools as reals.
  const DType operand = is_plain_unary(op) || is_real(d) ? d : default_real(ctx, f);
  HeapArrays maker(ctx, f);
  *result = lazy_unary(ctx, op, operand, *x.array, f);
  if (*result == nullptr) *result = unary_elements(maker, op, operand, *x.array);
  return true;
}

bool apply_binary(Context& ctx, BinaryOp op, const Value& left, const Value& right, Flavour f, Array** result) {
  Operand x, y;
  Shape shape;
  if (!to_operand(ctx, left, f, &x) || !to_operand(ctx, right, f, &y)) return false;
  if (!common_shape(ctx, {x.array, y.array}, &shape)) return false;
  DType d = common_type(ctx, f, {x, y});
  if (is_real_binary(op) && !is_real(d)) d = default_real(ctx, f);
  const bool whole = op == BinaryOp::floor_divide || op == BinaryOp::remainder || op == BinaryOp::power || op == BinaryOp::fmod;
  if (whole && d == DType::boolean) d = default_integer(ctx, f);
  if (!check_binary(ctx, op, d, f, *y.array)) return false;
  HeapArrays maker(ctx, f);
  *result = lazy_binary(ctx, op, d, *x.array, *y.array, f);
  if (*result == nullptr) *result = binary_elements(maker, op, d, *x.array, *y.array, shape);
  return true;
}

bool apply_fma(Context& ctx, const Value& a, const Value& b, const Value& c, Flavour f, Array** result) {
  Operand x, y, z;
  Shape shape;
  if (!to_operand(ctx, a, f, &x) || !to_operand(ctx, b, f, &y) || !to_operand(ctx, c, f, &z)) return false;
  if (!common_shape(ctx, {x.array, y.array, z.array}, &shape)) return false;
  const DType d = common_type(ctx, f, {x, y, z});
  HeapArrays maker(ctx, f);
  const auto fma_of = [&](auto zero) {
    using T = decltype(zero);
    Array* r = maker.make(kDType<T>, shape);
    const Spread<T> p = spread<T>(*x.array, shape), q = spread<T>(*y.array, shape), s = spread<T>(*z.array, shape);
    const std::int64_t n = element_count(shape);
    for (std::int64_t i = 0; i < n; ++i) r->data<T>()[i] = std::fma(p.data[i * p.step], q.data[i * q.step], s.data[i * s.step]);
    return r;
  };
  *result = (is_real(d) ? d : default_real(ctx, f)) == DType::float32 ? fma_of(0.0f) : fma_of(0.0);
  return true;
}

bool apply_select(Context& ctx, const Value& condition, const Value& yes, const Value& no, Flavour f, Array** result) {
  Operand c, x, y;
  Shape shape;
  if (!to_operand(ctx, condition, f, &c) || !to_operand(ctx, yes, f, &x) || !to_operand(ctx, no, f, &y)) return false;
  if (!common_shape(ctx, {c.array, x.array, y.array}, &shape)) return false;
  *result = with_type(common_type(ctx, f, {x, y}), [&](auto zero) {
    using T = decltype(zero);
    Array* r = make_array(ctx, kDType<T>, shape, f);
    const Spread<std::uint8_t> choice = spread<std::uint8_t>(*c.array, shape);
    const Spread<T> a = spread<T>(*x.array, shape), b = spread<T>(*y.array, shape);
    const std::int64_t n = element_count(shape);
    for (std::int64_t i = 0; i < n; ++i) {
      r->data<T>()[i] = choice.data[i * choice.step] != 0 ? a.data[i * a.step] : b.data[i * b.step];
    }
    return r;
  });
  return true;
}

}  // namespace bpl::host
