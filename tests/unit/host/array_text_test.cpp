// Expected texts are what numpy prints, written down by hand.
#include <cmath>

#include "tests/unit/host/array_test_support.h"

namespace bpl::host {
namespace {

class ArrayText : public ArrayTest {};

TEST_F(ArrayText, RealsShareOneFormat) {
  EXPECT_EQ(str(reals({1, 2, 3})), "[1. 2. 3.]");
  EXPECT_EQ(str(reals({1, 2.25, -0.5})), "[ 1.    2.25 -0.5 ]");
  EXPECT_EQ(str(reals({0.1, 0.2, 0.30000000000000004})), "[0.1 0.2 0.3]");
  EXPECT_EQ(str(reals({1.0 / 3})), "[0.33333333]");
  EXPECT_EQ(str(reals({2.0 / 3, 100})), "[  0.66666667 100.        ]");
  EXPECT_EQ(str(reals({})), "[]");
  EXPECT_EQ(str(reals({0})), "[0.]");
  EXPECT_EQ(str(reals({-0.0, 1})), "[-0.  1.]");
}

TEST_F(ArrayText, WideRangesUseExponents) {
  EXPECT_EQ(str(reals({1e-5, 1})), "[1.e-05 1.e+00]");
  EXPECT_EQ(str(reals({1e10, 1})), "[1.e+10 1.e+00]");
  EXPECT_EQ(str(reals({1.5e-10, 2})), "[1.5e-10 2.0e+00]");
  EXPECT_EQ(str(reals({1e8})), "[1.e+08]");
  EXPECT_EQ(str(reals({99999999.0})), "[99999999.]");
  EXPECT_EQ(str(reals({1e-4})), "[0.0001]");
  EXPECT_EQ(str(reals({0.001, 1})), "[0.001 1.   ]");
  EXPECT_EQ(str(reals({0.001, 1.5})), "[1.0e-03 1.5e+00]");
  EXPECT_EQ(str(reals({1e100, 1})), "[1.e+100 1.e+000]");
  EXPECT_EQ(str(reals({-1.23456789012e-7})), "[-1.23456789e-07]");
}

TEST_F(ArrayText, NotFiniteNumbers) {
  EXPECT_EQ(str(reals({NAN, 1})), "[nan  1.]");
  EXPECT_EQ(str(reals({INFINITY, 1})), "[inf  1.]");
  EXPECT_EQ(str(reals({-INFINITY, 1})), "[-inf   1.]");
  EXPECT_EQ(str(reals({NAN})), "[nan]");
  EXPECT_EQ(str(reals({NAN, -1.25})), "[  nan -1.25]");
}

TEST_F(ArrayText, SinglePrecisionHasItsOwnShortestDigits) {
  EXPECT_EQ(str(np("array", {list({n(0.1), n(0.2)})}, {{"dtype", text("float32")}})), "[0.1 0.2]");
  EXPECT_EQ(repr(np("array", {list({n(0.1)})}, {{"dtype", text("float32")}})), "array([0.1], dtype=float32)");
  EXPECT_EQ(str(bm("array", {list({n(1.0 / 3)})})), "[0.33333334]");
}

TEST_F(ArrayText, IntegersAndBools) {
  EXPECT_EQ(str(ints({1, 20, -3})), "[ 1 20 -3]");
  EXPECT_EQ(repr(ints({1, 2})), "array([1, 2])");
  EXPECT_EQ(str(np("array", {list({Value::boolean(true), Value::boolean(false)})})), "[ True False]");
  EXPECT_EQ(repr(np("array", {list({Value::boolean(true), Value::boolean(false)})})), "array([ True, False])");
  EXPECT_EQ(repr(np("array", {list({n(1)})}, {{"dtype", text("int32")}})), "array([1], dtype=int32)");
  EXPECT_EQ(repr(np("zeros", {tuple({n(0), n(3)})})), "array([], shape=(0, 3), dtype=float64)");
  EXPECT_EQ(repr(np("zeros", {n(0)})), "array([], dtype=float64)");
}

TEST_F(ArrayText, Matrices) {
  EXPECT_EQ(str(np("eye", {n(2)})), "[[1. 0.]\n [0. 1.]]");
  EXPECT_EQ(repr(np("eye", {n(2)})), "array([[1., 0.],\n       [0., 1.]])");
  EXPECT_EQ(str(np("zeros", {tuple({n(2), n(1), n(2)})})), "[[[0. 0.]]\n\n [[0. 0.]]]");
  EXPECT_EQ(repr(bm("ones", {n(2)})), "JaxArray([1., 1.], dtype=float32)");
}

TEST_F(ArrayText, LongLinesWrapAtColumn75) {
  EXPECT_EQ(str(np("arange", {n(30)})),
            "[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n 24 25 26 27 28 29]");
  EXPECT_EQ(repr(np("arange", {n(20)})),
            "array([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16,\n       17, 18, 19])");
}

TEST_F(ArrayText, MoreThanAThousandItemsAreSummarised) {
  EXPECT_EQ(str(np("arange", {n(1001)})), "[   0    1    2 ...  998  999 1000]");
  EXPECT_EQ(str(np("arange", {n(2000.0)})), "[0.000e+00 1.000e+00 2.000e+00 ... 1.997e+03 1.998e+03 1.999e+03]");
  EXPECT_EQ(str(np("zeros", {tuple({n(1001), n(2)})})), "[[0. 0.]\n [0. 0.]\n [0. 0.]\n ...\n [0. 0.]\n [0. 0.]\n [0. 0.]]");
}

TEST_F(ArrayText, SingleNumbers) {
  EXPECT_EQ(str(np("float64", {n(1.5)})), "1.5");
  EXPECT_EQ(str(np("float64", {n(2)})), "2.0");
  EXPECT_EQ(str(np("float64", {n(1e16)})), "1e+16");
  EXPECT_EQ(str(np("float64", {n(1e-5)})), "1e-05");
  EXPECT_EQ(str(np("float64", {n(1.25e-7)})), "1.25e-07");
  EXPECT_EQ(str(np("float32", {n(0.1)})), "0.1");
  EXPECT_EQ(str(np("float64", {n(0.1 + 0.2)})), "0.30000000000000004");
  EXPECT_EQ(str(np("sum", {ints({1, 2})})), "3");
  EXPECT_EQ(repr(np("array", {n(1.0)})), "array(1.)");
  EXPECT_EQ(str(np("array", {n(1.0)})), "1.0");
  EXPECT_EQ(str(np("any", {ints({0, 2})})), "True");
}

}  // namespace
}  // namespace bpl::host
