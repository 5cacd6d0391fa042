// Elementary functions: accuracy against the C library in a wider type, equal bits in every width, the start-up check.
#include "math/functions.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
#include <vector>

#include "math/philox.h"
#include "tests/unit/math/functions_vector.h"

namespace bpl::math {
namespace {

struct Reference {
  std::string_view name;
  long double (*unary)(long double);
  long double (*binary)(long double, long double);
};

long double sinpi_reference(long double x) { return std::sin(std::remainder(x, 2.0L) * std::numbers::pi_v<long double>); }
long double cospi_reference(long double x) { return std::cos(std::remainder(x, 2.0L) * std::numbers::pi_v<long double>); }
long double exp10_reference(long double x) { return std::pow(10.0L, x); }

constexpr Reference kReferences[] = {
    {"exp", expl, nullptr},     {"exp2", exp2l, nullptr},   {"exp10", exp10_reference, nullptr}, {"expm1", expm1l, nullptr},
    {"log", logl, nullptr},     {"log2", log2l, nullptr},   {"log10", log10l, nullptr},          {"log1p", log1pl, nullptr},
    {"sin", sinl, nullptr},     {"cos", cosl, nullptr},     {"tan", tanl, nullptr},              {"sinpi", sinpi_reference, nullptr},
    {"cospi", cospi_reference, nullptr}, {"asin", asinl, nullptr}, {"acos", acosl, nullptr},     {"atan", atanl, nullptr},
    {"sinh", sinhl, nullptr},   {"cosh", coshl, nullptr},   {"tanh", tanhl, nullptr},            {"asinh", asinhl, nullptr},
    {"acosh", acoshl, nullptr}, {"atanh", atanhl, nullptr}, {"cbrt", cbrtl, nullptr},            {"erf", erfl, nullptr},
    {"erfc", erfcl, nullptr},   {"lgamma", lgammal, nullptr}, {"tgamma", tgammal, nullptr},      {"pow", nullptr, powl},
    {"atan2", nullptr, atan2l}, {"hypot", nullptr, hypotl}};

template <typename T>
T scalar(std::string_view name, T x, T y) {
#define CALL_1(f) f(x)
#define CALL_2(f) f(x, y)
#define BPL_MATH_FUNCTION(function, arity, accuracy) \
  if (name == #function) return CALL_##arity(function);
#include "math/functions.def"
  ADD_FAILURE() << name;
  return T{};
}

// Ordinary values of several magnitudes, then random bit patterns (subnormals, infinities and nans among them).
template <typename T>
std::vector<T> arguments(std::uint64_t element) {
  PhiloxStream stream(stream_key(1, 2), element);
  std::vector<T> x;
  for (const double scale : {1.0, 2.0, 30.0, 300.0, 1e-5, 1e6})
    for (int i = 0; i < 1024; ++i) x.push_back(static_cast<T>((2 * stream.next_f64() - 1) * scale));
  for (int i = 0; i < 2048; ++i) {
    if constexpr (sizeof(T) == 4) x.push_back(std::bit_cast<T>(stream.next_u32()));
    else x.push_back(std::bit_cast<T>(stream.next_u64()));
  }
  for (const T special : {T(0), T(-0.0), T(1), T(-1), std::numeric_limits<T>::infinity(), -std::numeric_limits<T>::infinity(),
                          std::numeric_limits<T>::quiet_NaN(), std::numeric_limits<T>::min(), std::numeric_limits<T>::denorm_min(),
                          std::numeric_limits<T>::max(), T(0.5), T(-0.5), T(2), T(3), T(10), T(100)})
    x.push_back(special);
  return x;
}

template <typename T>
void expect_equal_bits(bool (*apply)(std::string_view, const T*, const T*, T*, std::size_t)) {
  const std::vector<T> x = arguments<T>(1), y = arguments<T>(2);
  ASSERT_EQ(x.size() % 16, 0u);
  std::vector<T> vector_results(x.size());
  for (const FunctionSymbols& row : function_table()) {
    ASSERT_TRUE(apply(row.name, x.data(), y.data(), vector_results.data(), x.size()));
    int differences = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const T a = scalar(row.name, x[i], y[i]), b = vector_results[i];
      const bool same = (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0;
      if (!same && differences++ == 0)
        ADD_FAILURE() << row.name << "(" << x[i] << ", " << y[i] << "): scalar " << a << ", vector " << b;
    }
    EXPECT_EQ(differences, 0) << row.name;
  }
}

TEST(Functions, Avx2HasTheBitsOfTheScalar) {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) GTEST_SKIP();
  expect_equal_bits<float>(test::apply_avx2);
  expect_equal_bits<double>(test::apply_avx2);
}

TEST(Functions, Avx512HasTheBitsOfTheScalar) {
  if (!__builtin_cpu_supports("avx512f")) GTEST_SKIP();
  expect_equal_bits<float>(test::apply_avx512);
  expect_equal_bits<double>(test::apply_avx512);
}

template <typename T>
void expect_accurate() {
  const std::vector<T> x = arguments<T>(3), y = arguments<T>(4);
  for (const Reference& reference : kReferences) {
    double worst = 0;
    for (std::size_t i = 0; i < 2 * 1024; ++i) {
      const T a = scalar(reference.name, x[i], y[i]);
      const long double b = reference.unary ? reference.unary(x[i]) : reference.binary(x[i], y[i]);
      if (std::isnan(b) || std::isnan(a)) {
        EXPECT_EQ(std::isnan(b), std::isnan(a)) << reference.name << "(" << x[i] << ")";
        continue;
      }
      if (std::isinf(b) || std::fabs(b) > std::numeric_limits<T>::max() || std::fabs(b) < std::numeric_limits<T>::min()) continue;
      // lgamma is accurate to an absolute bound near its zeros.
      const long double scale = reference.name == "lgamma" ? std::max(1.0L, std::fabs(b)) : std::fabs(b);
      worst = std::max(worst, static_cast<double>(std::fabs(a - b) / scale / std::numeric_limits<T>::epsilon()));
    }
    EXPECT_LT(worst, 1.6) << reference.name;
  }
}

TEST(Functions, AreAccurate) {
  expect_accurate<float>();
  expect_accurate<double>();
}

TEST(Functions, TableNamesEveryReference) {
  EXPECT_EQ(function_table().size(), std::size(kReferences));
  for (const Reference& reference : kReferences) {
    const FunctionSymbols* row = find_function(reference.name);
    ASSERT_NE(row, nullptr) << reference.name;
    EXPECT_EQ(row->arity, reference.unary ? 1 : 2);
  }
  EXPECT_EQ(find_function("llvm.exp"), nullptr);
  EXPECT_STREQ(find_function("exp")->avx512_f32, "Sleef_finz_expf16_u10avx512f");
  EXPECT_STREQ(find_function("exp")->avx2_f64, "Sleef_finz_expd4_u10avx2");
  EXPECT_STREQ(find_function("erfc")->scalar_f64, "Sleef_finz_erfcd1_u15purecfma");
}

TEST(Functions, LibraryMatchesItsStoredTable) { EXPECT_EQ(check_library(), ""); }

TEST(Functions, IntegerPowersAreProducts) {
  for (int n = -8; n <= 8; ++n) EXPECT_NEAR(powi(1.7, n) / std::pow(1.7, n), 1.0, 1e-15) << n;
  const float x = 1.1f;
  EXPECT_EQ(powi(x, 3), (x * x) * x);
  EXPECT_EQ(powi(x, 7), (((x * x) * (x * x)) * (x * x)) * x);
  EXPECT_EQ(powi(x, -2), 1 / (x * x));
}

}  // namespace
}  // namespace bpl::math
