// Spreads, reductions without NaN, covariances and norms, against numbers that were worked out by hand.
#include <cmath>

#include "tests/unit/host/array_test_support.h"

namespace bpl::host {
namespace {

using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::ElementsAre;

class ArrayStatistics : public ArrayTest {
 protected:
  Value matrix(std::initializer_list<double> a, std::initializer_list<double> b) { return np("array", {list({reals(a), reals(b)})}); }
  Value norm(std::vector<Value> positional, Keywords keywords = {}) { return call_value(global("numpy.linalg", "norm"), std::move(positional), std::move(keywords)); }
};

TEST_F(ArrayStatistics, Spread) {
  EXPECT_EQ(repr(np("ptp", {ints({4, -1, 7})})), "8");
  EXPECT_EQ(repr(np("ptp", {matrix({1, 5, 2}, {8, 6, 6}), n(1)})), "array([4., 2.])");
  EXPECT_EQ(repr(np("ptp", {matrix({1, 5, 2}, {8, 6, 6})}, {{"axis", n(0)}, {"keepdims", Value::boolean(true)}})), "array([[7., 1., 4.]])");
}

TEST_F(ArrayStatistics, WithoutNan) {
  const Value gaps = matrix({1, NAN, 5}, {NAN, NAN, 2});
  EXPECT_EQ(repr(np("nansum", {gaps})), "8.0");
  EXPECT_EQ(repr(np("nanmax", {gaps, n(1)})), "array([5., 2.])");
  EXPECT_EQ(repr(np("nanmin", {gaps, n(0)})), "array([ 1., nan,  2.])");
  EXPECT_EQ(repr(np("nanmean", {gaps, n(1)})), "array([3., 2.])");
  EXPECT_EQ(repr(np("nanmean", {gaps, n(0)})), "array([1. , nan, 3.5])");
  EXPECT_EQ(repr(np("nansum", {reals({NAN, NAN})})), "0.0");
  EXPECT_EQ(repr(np("nanmax", {ints({3, 9, 4})})), "9");
  EXPECT_EQ(repr(np("nanmean", {ints({3, 8})})), "5.5");
  EXPECT_EQ(dtype(bm("nanmean", {bm("array", {list({n(1.0), n(NAN)})})})), "float32");
}

TEST_F(ArrayStatistics, Covariance) {
  // Means 2 and 4; deviations (-1, 0, 1) and (-2, -1, 3): sums of products 2, 5 and 14 over n - 1 = 2.
  const Value pair = matrix({1, 2, 3}, {2, 3, 7});
  EXPECT_EQ(repr(np("cov", {pair})), "array([[1. , 2.5],\n       [2.5, 7. ]])");
  EXPECT_EQ(values(np("cov", {reals({1, 2, 3}), reals({2, 3, 7})})), values(np("cov", {pair})));
  EXPECT_EQ(values(np("cov", {attribute(pair, "T")}, {{"rowvar", Value::boolean(false)}})), values(np("cov", {pair})));
  EXPECT_THAT(values(np("cov", {pair}, {{"bias", Value::boolean(true)}})), ElementsAre(DoubleEq(2. / 3), DoubleEq(5. / 3), DoubleEq(5. / 3), DoubleEq(14. / 3)));
  EXPECT_THAT(values(np("cov", {pair}, {{"ddof", n(0)}})), ElementsAre(DoubleEq(2. / 3), DoubleEq(5. / 3), DoubleEq(5. / 3), DoubleEq(14. / 3)));
  EXPECT_EQ(repr(np("cov", {reals({1, 2, 3})})), "array(1.)");
  const double r = 5 / std::sqrt(28.);
  EXPECT_THAT(values(np("corrcoef", {pair})), ElementsAre(DoubleEq(1.), DoubleNear(r, 1e-15), DoubleNear(r, 1e-15), DoubleEq(1.)));
  EXPECT_EQ(repr(np("corrcoef", {reals({1, 2}), reals({5, 1})})), "array([[ 1., -1.],\n       [-1.,  1.]])");
  EXPECT_TRUE(std::isnan(values(np("corrcoef", {reals({1, 2}), reals({3, 3})}))[1]));
  EXPECT_EQ(error([&] { np("cov", {reals({1, 2}), reals({1, 2, 3})}); }), "ValueError: cov: both arguments need the same number of observations");
}

TEST_F(ArrayStatistics, Norms) {
  EXPECT_EQ(repr(norm({reals({3, -4})})), "5.0");
  EXPECT_EQ(repr(norm({ints({3, -4}), n(1)})), "7.0");
  EXPECT_EQ(repr(norm({reals({3, -4}), n(INFINITY)})), "4.0");
  EXPECT_EQ(repr(norm({matrix({1, 2, 2}, {0, 0, 4})})), "5.0");
  EXPECT_EQ(repr(norm({matrix({1, 2, 2}, {0, 0, 4}), text("fro")})), "5.0");
  EXPECT_EQ(repr(norm({matrix({1, 2, 2}, {0, 0, 4})}, {{"axis", n(1)}})), "array([3., 4.])");
  EXPECT_EQ(error([&] { norm({matrix({1, 2}, {0, 4}), n(2)}); }), "NotImplementedError: norm() of a matrix takes the order 'fro'");
  EXPECT_EQ(error([&] { norm({reals({1, 2}), n(3)}); }), "NotImplementedError: norm() of a vector takes the orders 1, 2 and inf");
}

TEST_F(ArrayStatistics, Places) {
  EXPECT_EQ(repr(np("argwhere", {matrix({0, 1, 0}, {2, 0, 3})})), "array([[0, 1],\n       [1, 0],\n       [1, 2]])");
  EXPECT_EQ(shape(np("argwhere", {reals({0, 0})})), "(0, 1)");
}

TEST_F(ArrayStatistics, Conversion) {
  EXPECT_EQ(repr(bm("as_numpy", {bm("arange", {n(3)})})), "array([0, 1, 2], dtype=int32)");
  EXPECT_EQ(repr(bm("as_numpy", {list({n(1.5)})})), "array([1.5], dtype=float32)");
}

}  // namespace
}  // namespace bpl::host
