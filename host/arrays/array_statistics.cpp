// Functions of numpy and brainpy.math that are made of others: spreads, reductions without NaN, covariances, norms.
#include <algorithm>
#include <cmath>

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"
#include "math/ordered_sum.h"

namespace bpl::host {
namespace {

using Keywords = std::vector<std::pair<std::string, Value>>;

// A function of the same module.
template <Flavour F>
bool use(Context& ctx, std::string_view name, std::vector<Value> positional, Keywords keywords, Value* result) {
  return find_native(kModuleName<F>, name)->function(ctx, Arguments{std::move(positional), std::move(keywords)}, result);
}

template <Flavour F>
bool combine(Context& ctx, BinaryOp op, const Value& x, const Value& y, Value* result) {
  Array* r = nullptr;
  if (!apply_binary(ctx, op, x, y, F, &r)) return false;
  *result = Value::of(r);
  return true;
}

Keywords along(const Value& axis, const Value& keepdims = Value::boolean(false)) {
  return {{"axis", given(axis) ? axis : Value::none()}, {"keepdims", given(keepdims) ? keepdims : Value::boolean(false)}};
}

template <Flavour F>
bool ptp(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value high, low;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  const Keywords how = along(argument(arguments, 1, "axis"), argument(arguments, 2, "keepdims"));
  return use<F>(ctx, "max", {Value::of(a)}, how, &high) && use<F>(ctx, "min", {Value::of(a)}, how, &low) && combine<F>(ctx, BinaryOp::subtract, high, low, result);
}

// `a` with `stand_in` for every NaN, and where these were.
template <Flavour F>
bool without_nan(Context& ctx, Array& a, double stand_in, Value* filled, Value* gaps) {
  return use<F>(ctx, "isnan", {Value::of(&a)}, {}, gaps) && use<F>(ctx, "where", {*gaps, Value::of(stand_in), Value::of(&a)}, {}, filled);
}

template <Flavour F>
bool nansum(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value filled, gaps;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  if (!is_real(a->dtype)) filled = Value::of(a);
  else if (!without_nan<F>(ctx, *a, 0.0, &filled, &gaps)) return false;
  return use<F>(ctx, "sum", {filled}, along(argument(arguments, 1, "axis"), argument(arguments, 2, "keepdims")), result);
}

// The sum of what is there over how many these are; NaN where nothing is.
template <Flavour F>
bool nanmean(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value filled, gaps, there, sum, count;
  const Keywords how = along(argument(arguments, 1, "axis"), argument(arguments, 2, "keepdims"));
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  if (!is_real(a->dtype)) return use<F>(ctx, "mean", {Value::of(a)}, how, result);
  return without_nan<F>(ctx, *a, 0.0, &filled, &gaps) && use<F>(ctx, "logical_not", {gaps}, {}, &there) && use<F>(ctx, "sum", {filled}, how, &sum) &&
         use<F>(ctx, "sum", {there}, how, &count) && combine<F>(ctx, BinaryOp::divide, sum, count, result);
}

// The largest or smallest of what is there; NaN where nothing is.
template <Flavour F, bool Largest>
bool nan_extreme(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Value filled, gaps, best, nothing;
  const std::string_view name = Largest ? "max" : "min";
  const Keywords how = along(argument(arguments, 1, "axis"), argument(arguments, 2, "keepdims"));
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  if (!is_real(a->dtype)) return use<F>(ctx, name, {Value::of(a)}, how, result);
  return without_nan<F>(ctx, *a, Largest ? -INFINITY : INFINITY, &filled, &gaps) && use<F>(ctx, name, {filled}, how, &best) &&
         use<F>(ctx, "all", {gaps}, how, &nothing) && use<F>(ctx, "where", {nothing, Value::of(static_cast<double>(NAN)), best}, {}, result);
}

using Row = std::vector<double>;

// The rows of an argument of cov: variables with their observations.
bool add_rows(Context& ctx, const Array& a, bool by_row, std::vector<Row>* rows) {
  if (a.ndim() > 2) return raise(ctx, "ValueError", "cov takes arrays with at most 2 dimensions");
  const std::vector<double> values = to_reals(a);
  const std::size_t n = a.ndim() == 2 ? static_cast<std::size_t>(a.shape[0]) : 1, k = n > 0 ? values.size() / n : 0;
  const bool turned = !by_row && n != 1;
  for (std::size_t i = 0; i < (turned ? k : n); ++i) {
    Row& row = rows->emplace_back();
    for (std::size_t j = 0; j < (turned ? n : k); ++j) row.push_back(turned ? values[j * k + i] : values[i * k + j]);
    if (row.size() != rows->front().size()) return raise(ctx, "ValueError", "cov: both arguments need the same number of observations");
  }
  return true;
}

double product_sum(const Row& x, const Row& y) {
  Row products;
  for (std::size_t i = 0; i < x.size(); ++i) products.push_back(x[i] * y[i]);
  return math::ordered_sum(std::span<const double>(products));
}

// The covariances of all pairs of rows, row by row.
std::vector<double> covariances(std::vector<Row> rows, double degrees) {
  std::vector<double> all;
  for (Row& row : rows) {
    const double mean = math::ordered_sum(std::span<const double>(row)) / static_cast<double>(row.size());
    for (double& x : row) x -= mean;
  }
  for (const Row& x : rows) {
    for (const Row& y : rows) all.push_back(product_sum(x, y) * (1.0 / degrees));
  }
  return all;
}

template <Flavour F>
Value square_matrix(Context& ctx, const std::vector<double>& values, std::size_t n) {
  const Shape shape = n == 1 ? Shape{} : Shape{static_cast<std::int64_t>(n), static_cast<std::int64_t>(n)};
  return Value::of(with_shape(ctx, *array_of(ctx, std::span<const double>(values), default_real(ctx, F), F), shape));
}

template <Flavour F>
bool read_rows(Context& ctx, const Arguments& arguments, std::string_view name, std::vector<Row>* rows) {
  Array *a = nullptr, *b = nullptr;
  bool by_row = true;
  if (!required_array(ctx, arguments, 0, name, F, &a) || !read_flag(ctx, argument(arguments, 2, "rowvar"), &by_row) || !add_rows(ctx, *a, by_row, rows)) return false;
  const Value y = argument(arguments, 1, "y");
  return !given(y) || (to_array(ctx, y, F, &b) && add_rows(ctx, *b, by_row, rows));
}

template <Flavour F>
bool cov(Context& ctx, const Arguments& arguments, Value* result) {
  std::vector<Row> rows;
  bool bias = false;
  if (!read_rows<F>(ctx, arguments, "m", &rows) || !read_flag(ctx, argument(arguments, 3, "bias"), &bias)) return false;
  std::int64_t ddof = bias ? 0 : 1;
  if (!read_integer(ctx, argument(arguments, 4, "ddof"), "ddof", &ddof)) return false;
  const double degrees = rows.empty() ? 0.0 : std::max(0.0, static_cast<double>(rows[0].size()) - static_cast<double>(ddof));
  *result = square_matrix<F>(ctx, covariances(rows, degrees), rows.size());
  return true;
}

template <Flavour F>
bool corrcoef(Context& ctx, const Arguments& arguments, Value* result) {
  std::vector<Row> rows;
  if (!read_rows<F>(ctx, arguments, "x", &rows)) return false;
  const std::size_t n = rows.size();
  const double degrees = rows.empty() ? 0.0 : static_cast<double>(rows[0].size()) - 1.0;
  const std::vector<double> c = covariances(rows, degrees);
  std::vector<double> r;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double x = c[i * n + j] / std::sqrt(c[i * n + i]) / std::sqrt(c[j * n + j]);
      r.push_back(std::isnan(x) ? x : std::clamp(x, -1.0, 1.0));
    }
  }
  *result = square_matrix<F>(ctx, n == 1 ? std::vector<double>{c[0] / c[0]} : r, n);
  return true;
}

enum class Norm : std::uint8_t { euclidean, sum, largest };

// The norms of vectors, and that of Frobenius, which is the Euclidean one of all elements.
bool read_norm(Context& ctx, const Value& order, bool vector, Norm* norm) {
  const String* name = as_string(order);
  double p = 2;
  *norm = Norm::euclidean;
  if (!given(order) || (name != nullptr && name->text == "fro" && !vector)) return true;
  if (name == nullptr && !read_real(ctx, order, "ord", &p)) return false;
  if (name != nullptr || !vector || (p != 1 && p != 2 && p != INFINITY))
    return raise(ctx, "NotImplementedError", vector ? "norm() of a vector takes the orders 1, 2 and inf" : "norm() of a matrix takes the order 'fro'");
  *norm = p == 1 ? Norm::sum : p == 2 ? Norm::euclidean : Norm::largest;
  return true;
}

template <Flavour F>
bool norm(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  Norm norm{};
  Value sizes, sum;
  std::vector<std::int64_t> axes;
  const Value axis = argument(arguments, 2, "axis"), order = argument(arguments, 1, "ord");
  if (!required_array(ctx, arguments, 0, "x", F, &a) || !read_axes(ctx, axis, a->ndim(), &axes)) return false;
  if (!read_norm(ctx, order, axes.size() == 1, &norm)) return false;
  if (!is_real(a->dtype)) a = cast_array(ctx, *a, default_real(ctx, F), F);
  const Keywords how = along(axis, argument(arguments, 3, "keepdims"));
  if (norm != Norm::euclidean) return use<F>(ctx, "abs", {Value::of(a)}, {}, &sizes) && use<F>(ctx, norm == Norm::sum ? "sum" : "max", {sizes}, how, result);
  return combine<F>(ctx, BinaryOp::multiply, Value::of(a), Value::of(a), &sizes) && use<F>(ctx, "sum", {sizes}, how, &sum) && use<F>(ctx, "sqrt", {sum}, {}, result);
}

// A row for each element that is not zero: its indices.
template <Flavour F>
bool argwhere(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "a", F, &a)) return false;
  const std::vector<std::uint8_t> truths = elements<std::uint8_t>(*a);
  std::vector<std::int64_t> places;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (truths[i] == 0) continue;
    places.resize(places.size() + a->shape.size());
    auto rest = static_cast<std::int64_t>(i);
    for (std::size_t k = 0; k < a->shape.size(); ++k) {
      const std::int64_t n = a->shape[a->shape.size() - 1 - k];
      places[places.size() - 1 - k] = rest % n;
      rest /= n;
    }
  }
  const std::int64_t found = std::count_if(truths.begin(), truths.end(), [](std::uint8_t t) { return t != 0; });
  *result = Value::of(with_shape(ctx, *array_of(ctx, std::span<const std::int64_t>(places), default_integer(ctx, F), F), {found, a->ndim()}));
  return true;
}

bool as_numpy(Context& ctx, const Arguments& arguments, Value* result) {
  Array* a = nullptr;
  if (!required_array(ctx, arguments, 0, "tensor", Flavour::brainpy, &a)) return false;
  *result = Value::of(cast_array(ctx, *a, a->dtype, Flavour::numpy));
  return true;
}

#define BPL_ROW(name, signature, function) {kModuleName<F>, name, signature, OnUnknown::pure, function}

template <Flavour F>
constexpr NativeEntry kRows[] = {
    BPL_ROW("ptp", "(a, axis=None, keepdims=False)", ptp<F>),
    BPL_ROW("nansum", "(a, axis=None, keepdims=False)", nansum<F>),
    BPL_ROW("nanmean", "(a, axis=None, keepdims=False)", nanmean<F>),
    BPL_ROW("nanmax", "(a, axis=None, keepdims=False)", (nan_extreme<F, true>)),
    BPL_ROW("nanmin", "(a, axis=None, keepdims=False)", (nan_extreme<F, false>)),
    BPL_ROW("cov", "(m, y=None, rowvar=True, bias=False, ddof=None)", cov<F>),
    BPL_ROW("corrcoef", "(x, y=None, rowvar=True)", corrcoef<F>),
    BPL_ROW("argwhere", "(a)", argwhere<F>),
    {F == Flavour::numpy ? "numpy.linalg" : "brainpy.math.linalg", "norm", "(x, ord=None, axis=None, keepdims=False)", OnUnknown::pure, norm<F>},
};

constexpr NativeEntry kConversions[] = {{"brainpy.math", "as_numpy", "(tensor)", OnUnknown::pure, as_numpy}};

}  // namespace

std::span<const NativeEntry> statistics_natives(Flavour f) {
  return f == Flavour::numpy ? std::span<const NativeEntry>(kRows<Flavour::numpy>) : kRows<Flavour::brainpy>;
}

std::span<const NativeEntry> conversion_natives() { return kConversions; }

}  // namespace bpl::host
