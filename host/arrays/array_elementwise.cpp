// The element-wise functions of numpy and brainpy.math. In a step function they are operations of a kernel.
#include <cmath>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"

namespace bpl::host {
namespace {

template <Flavour F, UnaryOp Op>
bool unary_function(Context& ctx, const Arguments& arguments, Value* result) {
  Value x;
  Array* a = nullptr;
  if (!required(ctx, arguments, 0, "x", &x) || !apply_unary(ctx, Op, x, F, &a)) return false;
  *result = Value::of(a);
  return true;
}

template <Flavour F, BinaryOp Op>
bool binary_function(Context& ctx, const Arguments& arguments, Value* result) {
  Value x, y;
  Array* a = nullptr;
  if (!required(ctx, arguments, 0, "x1", &x) || !required(ctx, arguments, 1, "x2", &y)) return false;
  if (!apply_binary(ctx, Op, x, y, F, &a)) return false;
  *result = Value::of(a);
  return true;
}

// where(condition, x, y), or where(condition): the indices of what is true.
template <Flavour F>
bool where(Context& ctx, const Arguments& arguments, Value* result) {
  Value condition;
  if (!required(ctx, arguments, 0, "condition", &condition)) return false;
  const Value yes = argument(arguments, 1, "x"), no = argument(arguments, 2, "y");
  if (yes.is_unbound() && no.is_unbound()) {
    Array* a = nullptr;
    if (!to_array(ctx, condition, F, &a)) return false;
    return find_array_method("nonzero")->function(ctx, {{Value::of(F == a->flavour ? a : cast_array(ctx, *a, a->dtype, F))}, {}}, result);
  }
  if (yes.is_unbound() || no.is_unbound()) return raise(ctx, "ValueError", "either both or neither of x and y should be given");
  Array* a = nullptr;
  if (!apply_select(ctx, condition, yes, no, F, &a)) return false;
  *result = Value::of(a);
  return true;
}

template <Flavour F>
bool clip(Context& ctx, const Arguments& arguments, Value* result) {
  if (!required(ctx, arguments, 0, "a", result)) return false;
  const Value low = argument(arguments, 1, "a_min"), high = argument(arguments, 2, "a_max");
  Array* a = nullptr;
  if (!to_array(ctx, *result, F, &a)) return false;
  if (given(low) && !apply_binary(ctx, BinaryOp::maximum, *result, low, F, &a)) return false;
  if (given(low)) *result = Value::of(a);
  if (given(high) && !apply_binary(ctx, BinaryOp::minimum, *result, high, F, &a)) return false;
  *result = Value::of(a);
  return true;
}

// To the nearest multiple of 10^-decimals, halves to even.
template <Flavour F>
bool round(Context& ctx, const Arguments& arguments, Value* result) {
  Value x;
  std::int64_t decimals = 0;
  if (!required(ctx, arguments, 0, "a", &x) || !read_integer(ctx, argument(arguments, 1, "decimals"), "decimals", &decimals)) return false;
  Array* a = nullptr;
  if (!to_array(ctx, x, F, &a)) return false;
  double scale = 1;
  for (std::int64_t i = 0; i < std::min<std::int64_t>(std::abs(decimals), 300); ++i) scale *= 10;
  const bool scaled = decimals != 0 && (is_real(a->dtype) || decimals < 0);
  const DType own = canonical(ctx, F, a->dtype);
  const auto up = decimals > 0 ? BinaryOp::multiply : BinaryOp::divide, down = decimals > 0 ? BinaryOp::divide : BinaryOp::multiply;
  if (scaled && !apply_binary(ctx, up, x, Value::of(scale), F, &a)) return false;
  if (!apply_unary(ctx, UnaryOp::rint, scaled ? Value::of(a) : x, F, &a)) return false;
  if (scaled && !apply_binary(ctx, down, Value::of(a), Value::of(scale), F, &a)) return false;
  *result = Value::of(a->dtype == own || x.is_number() ? a : cast_array(ctx, *a, own, F));
  return true;
}

// |a - b| <= atol + rtol * |b|, and equal infinities.
template <Flavour F>
bool isclose_array(Context& ctx, const Arguments& arguments, Array** result) {
  Array *a = nullptr, *b = nullptr;
  double rtol = 1e-5, atol = 1e-8;
  bool equal_nan = false;
  Shape shape;
  if (!required_array(ctx, arguments, 0, "a", F, &a) || !required_array(ctx, arguments, 1, "b", F, &b)) return false;
  if (!read_real(ctx, argument(arguments, 2, "rtol"), "rtol", &rtol) || !read_real(ctx, argument(arguments, 3, "atol"), "atol", &atol)) return false;
  if (!read_flag(ctx, argument(arguments, 4, "equal_nan"), &equal_nan) || !common_shape(ctx, {a, b}, &shape)) return false;
  const Spread<double> x = spread<double>(*a, shape), y = spread<double>(*b, shape);
  Array* r = make_array(ctx, DType::boolean, shape, F);
  r->scalar = F == Flavour::numpy && shape.empty();
  for (std::int64_t i = 0, n = r->size(); i < n; ++i) {
    const double p = x.data[i * x.step], q = y.data[i * y.step];
    const bool finite = std::isfinite(p) && std::isfinite(q);
    r->data<std::uint8_t>()[i] = finite ? std::fabs(p - q) <= atol + rtol * std::fabs(q) : p == q || (equal_nan && p != p && q != q);
  }
  *result = r;
  return true;
}

template <Flavour F>
bool isclose(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!isclose_array<F>(ctx, arguments, &a)) return false;
  *result = Value::of(a);
  return true;
}

template <Flavour F>
bool allclose(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!isclose_array<F>(ctx, arguments, &a)) return false;
  bool all = true;
  for (const std::uint8_t t : elements<std::uint8_t>(*a)) all &= t != 0;
  *result = Value::boolean(all);
  return true;
}

template <Flavour F>
bool array_equal(Context& ctx, const Arguments& arguments, Value* result) {
  Array *a = nullptr, *b = nullptr;
  if (!required_array(ctx, arguments, 0, "a1", F, &a) || !required_array(ctx, arguments, 1, "a2", F, &b)) return false;
  *result = Value::boolean(a->shape == b->shape &&
                           (is_real(a->dtype) || is_real(b->dtype) ? to_reals(*a) == to_reals(*b) : to_integers(*a) == to_integers(*b)));
  return true;
}

#define BPL_UNARY(name, op, kernel) \
  {kModuleName<F>, name, "(x)", OnUnknown::element_wise, unary_function<F, UnaryOp::op>, kernel}
#define BPL_BINARY(name, op, kernel) \
  {kModuleName<F>, name, "(x1, x2)", OnUnknown::element_wise, binary_function<F, BinaryOp::op>, kernel}

template <Flavour F>
constexpr NativeEntry kRows[] = {
    BPL_UNARY("exp", exp, "exp"), BPL_UNARY("exp2", exp2, "exp2"), BPL_UNARY("expm1", expm1, "expm1"),
    BPL_UNARY("log", log, "log"), BPL_UNARY("log2", log2, "log2"), BPL_UNARY("log10", log10, "log10"), BPL_UNARY("log1p", log1p, "log1p"),
    BPL_UNARY("sqrt", sqrt, "sqrt"), BPL_UNARY("cbrt", cbrt, "cbrt"), BPL_UNARY("square", square, "square"),
    BPL_UNARY("abs", absolute, "abs"), BPL_UNARY("absolute", absolute, "abs"), BPL_UNARY("fabs", absolute, "abs"),
    BPL_UNARY("negative", negative, "neg"), BPL_UNARY("sign", sign, "sign"),
    BPL_UNARY("sin", sin, "sin"), BPL_UNARY("cos", cos, "cos"), BPL_UNARY("tan", tan, "tan"),
    BPL_UNARY("sinh", sinh, "sinh"), BPL_UNARY("cosh", cosh, "cosh"), BPL_UNARY("tanh", tanh, "tanh"),
    BPL_UNARY("arcsin", arcsin, "asin"), BPL_UNARY("arccos", arccos, "acos"), BPL_UNARY("arctan", arctan, "atan"),
    BPL_UNARY("arcsinh", arcsinh, "asinh"), BPL_UNARY("arccosh", arccosh, "acosh"), BPL_UNARY("arctanh", arctanh, "atanh"),
    BPL_UNARY("floor", floor, "floor"), BPL_UNARY("ceil", ceil, "ceil"), BPL_UNARY("trunc", trunc, "trunc"), BPL_UNARY("rint", rint, "round"),
    BPL_UNARY("reciprocal", reciprocal, ""), BPL_UNARY("radians", radians, ""), BPL_UNARY("deg2rad", radians, ""),
    BPL_UNARY("degrees", degrees, ""), BPL_UNARY("rad2deg", degrees, ""),
    BPL_UNARY("isnan", isnan, "is_nan"), BPL_UNARY("isinf", isinf, ""), BPL_UNARY("isfinite", isfinite, ""),
    BPL_UNARY("logical_not", logical_not, "not"), BPL_UNARY("invert", invert, "not"), BPL_UNARY("bitwise_not", invert, "not"),
    BPL_BINARY("add", add, "add"), BPL_BINARY("subtract", subtract, "sub"), BPL_BINARY("multiply", multiply, "mul"),
    BPL_BINARY("divide", divide, "div"), BPL_BINARY("true_divide", divide, "div"), BPL_BINARY("floor_divide", floor_divide, "floordiv"),
    BPL_BINARY("power", power, "pow"), BPL_BINARY("float_power", power, "pow"), BPL_BINARY("mod", remainder, "mod"),
    BPL_BINARY("remainder", remainder, "mod"), BPL_BINARY("fmod", fmod, ""),
    BPL_BINARY("maximum", maximum, "max"), BPL_BINARY("minimum", minimum, "min"),
    BPL_BINARY("arctan2", arctan2, "atan2"), BPL_BINARY("hypot", hypot, "hypot"), BPL_BINARY("heaviside", heaviside, ""),
    BPL_BINARY("copysign", copysign, ""),
    BPL_BINARY("less", less, "lt"), BPL_BINARY("less_equal", less_equal, "le"), BPL_BINARY("greater", greater, "gt"),
    BPL_BINARY("greater_equal", greater_equal, "ge"), BPL_BINARY("equal", equal, "eq"), BPL_BINARY("not_equal", not_equal, "ne"),
    BPL_BINARY("logical_and", logical_and, "and"), BPL_BINARY("logical_or", logical_or, "or"), BPL_BINARY("logical_xor", logical_xor, "xor"),
    BPL_BINARY("bitwise_and", bitwise_and, "and"), BPL_BINARY("bitwise_or", bitwise_or, "or"), BPL_BINARY("bitwise_xor", bitwise_xor, "xor"),
    BPL_BINARY("left_shift", left_shift, "shift_left"), BPL_BINARY("right_shift", right_shift, "shift_right"),
    {kModuleName<F>, "where", "(condition, x=None, y=None)", OnUnknown::element_wise, where<F>, "select"},
    {kModuleName<F>, "clip", "(a, a_min=None, a_max=None)", OnUnknown::element_wise, clip<F>, "clip"},
    {kModuleName<F>, "round", "(a, decimals=0)", OnUnknown::element_wise, round<F>, "round"},
    {kModuleName<F>, "around", "(a, decimals=0)", OnUnknown::element_wise, round<F>, "round"},
    {kModuleName<F>, "isclose", "(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", OnUnknown::pure, isclose<F>},
    {kModuleName<F>, "allclose", "(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", OnUnknown::pure, allclose<F>},
    {kModuleName<F>, "array_equal", "(a1, a2)", OnUnknown::pure, array_equal<F>},
    // The last two are brainpy.math's alone: see elementwise_natives.
    BPL_UNARY("sigmoid", sigmoid, ""), BPL_UNARY("relu", relu, ""),
};

}  // namespace

std::span<const NativeEntry> elementwise_natives(Flavour f) {
  if (f == Flavour::brainpy) return kRows<Flavour::brainpy>;
  return std::span<const NativeEntry>(kRows<Flavour::numpy>).first(std::size(kRows<Flavour::numpy>) - 2);
}

}  // namespace bpl::host
