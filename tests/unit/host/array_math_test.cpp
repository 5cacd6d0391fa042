#include <cmath>

#include "math/functions.h"
#include "tests/unit/host/array_test_support.h"

namespace bpl::host {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ArrayMath : public ArrayTest {};

TEST_F(ArrayMath, NumpyTypesPromote) {
  const Value i32 = np("array", {list({n(1)})}, {{"dtype", text("int32")}}), f32 = np("ones", {n(1)}, {{"dtype", text("float32")}});
  const Value truth = op(ints({1}), ">", n(0));
  EXPECT_EQ(dtype(ints({1})), "int64");
  EXPECT_EQ(dtype(op(ints({1}), "+", n(1.5))), "float64");
  EXPECT_EQ(dtype(op(i32, "+", n(1))), "int32");
  EXPECT_EQ(dtype(op(i32, "+", f32)), "float64");
  EXPECT_EQ(dtype(op(f32, "*", n(0.1))), "float32");
  EXPECT_EQ(dtype(op(f32, "*", reals({1}))), "float64");
  EXPECT_EQ(dtype(op(ints({1}), "/", n(2))), "float64");
  EXPECT_EQ(dtype(truth), "bool");
  EXPECT_EQ(dtype(op(truth, "+", n(1))), "int64");
  EXPECT_EQ(dtype(op(truth, "*", n(0.5))), "float64");
  EXPECT_EQ(dtype(op(truth, "+", truth)), "bool");
}

TEST_F(ArrayMath, BrainpyArraysStayNarrow) {
  const Value f = bm("ones", {n(2)}), i = bm("arange", {n(2)});
  EXPECT_EQ(dtype(f), "float32");
  EXPECT_EQ(dtype(i), "int32");
  EXPECT_EQ(dtype(op(f, "*", n(0.1))), "float32");
  EXPECT_EQ(dtype(op(f, "+", reals({1, 2}))), "float32");
  EXPECT_EQ(as_array(op(reals({1, 2}), "+", f))->flavour, Flavour::brainpy);
  EXPECT_EQ(dtype(op(i, "/", i)), "float32");
  EXPECT_EQ(dtype(op(i, "+", f)), "float32");
  EXPECT_EQ(dtype(op(i, "*", n(0.5))), "float32");
  EXPECT_EQ(dtype(bm("array", {reals({1})})), "float32");
  EXPECT_EQ(dtype(np("exp", {f})), "float32");
  ctx.enable_x64 = true;
  EXPECT_EQ(dtype(bm("zeros", {n(2)})), "float64");
  EXPECT_EQ(dtype(bm("arange", {n(2)})), "int64");
}

TEST_F(ArrayMath, SinglePrecisionIsComputedInSinglePrecision) {
  const Value x = op(bm("array", {list({n(0.1)})}), "*", n(3.3));
  EXPECT_EQ(values(x)[0], static_cast<double>(0.1f * 3.3f));
  EXPECT_EQ(values(bm("exp", {bm("array", {list({n(0.7)})})}))[0], static_cast<double>(math::exp(0.7f)));
  EXPECT_NEAR(values(np("exp", {reals({1})}))[0], 2.718281828459045, 1e-15);
}

TEST_F(ArrayMath, ShapesBroadcast) {
  const Value column = np("reshape", {ints({1, 2}), tuple({n(2), n(1)})});
  EXPECT_EQ(str(op(column, "+", ints({10, 20, 30}))), "[[11 21 31]\n [12 22 32]]");
  EXPECT_EQ(error([&] { op(np("ones", {n(3)}), "+", np("ones", {n(4)})); }),
            "ValueError: operands could not be broadcast together with shapes (3,) (4,)");
  EXPECT_EQ(error([&] { op(np("ones", {tuple({n(2), n(3)})}), "+", np("ones", {n(4)})); }),
            "ValueError: operands could not be broadcast together with shapes (2,3) (4,)");
}

TEST_F(ArrayMath, DivisionRoundsAsPython) {
  EXPECT_THAT(values(op(ints({7, -7, 7, -7}), "//", ints({2, 2, -2, -2}))), ElementsAre(3, -4, -4, 3));
  EXPECT_THAT(values(op(ints({7, -7, 7, -7}), "%", ints({3, 3, -3, -3}))), ElementsAre(1, 2, -2, -1));
  EXPECT_THAT(values(op(reals({7.5, -7.5}), "//", n(2.0))), ElementsAre(3, -4));
  EXPECT_THAT(values(op(reals({7.5, -7.5}), "%", n(2.0))), ElementsAre(1.5, 0.5));
  EXPECT_EQ(values(op(ints({1}), "/", n(0)))[0], INFINITY);
  EXPECT_EQ(values(op(ints({1}), "//", n(0)))[0], 0);
}

TEST_F(ArrayMath, Powers) {
  EXPECT_THAT(values(op(ints({2, 3}), "**", n(3))), ElementsAre(8, 27));
  const double x = 1.1;
  EXPECT_EQ(values(op(reals({x}), "**", n(3)))[0], x * x * x);
  EXPECT_EQ(values(op(n(2.0), "**", reals({0.5})))[0], math::pow(2.0, 0.5));
  EXPECT_EQ(error([&] { op(ints({2}), "**", n(-1)); }), "ValueError: Integers to negative integer powers are not allowed.");
}

TEST_F(ArrayMath, ComparisonsAndBits) {
  EXPECT_EQ(str(op(ints({1, 2, 3}), ">=", n(2))), "[False  True  True]");
  EXPECT_EQ(str(op(op(ints({1, 2}), ">", n(1)), "|", op(ints({1, 2}), "<", n(2)))), "[ True  True]");
  EXPECT_EQ(str(op(ints({6}), "&", n(3))), "[2]");
  EXPECT_EQ(str(op(ints({1, 2}), "==", none())), "[False False]");
  EXPECT_THAT(error([&] { op(reals({1}), "&", n(1)); }), HasSubstr("ufunc 'bitwise_and' not supported for the input types"));
  EXPECT_THAT(error([&] { op(reals({1}), "+", text("a")); }), HasSubstr("TypeError: unsupported operand type(s) for +"));
}

TEST_F(ArrayMath, InPlace) {
  const Value a = reals({1, 2, 3}), view = at(a, slice(n(1)));
  inplace(view, "+", n(10));
  EXPECT_EQ(str(a), "[ 1. 12. 13.]");
  EXPECT_EQ(error([&] { inplace(ints({1}), "+", n(0.5)); }),
            "TypeError: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'");
  EXPECT_EQ(error([&] { inplace(reals({1}), "+", reals({1, 2})); }),
            "ValueError: non-broadcastable output operand with shape (1,) doesn't match the broadcast shape (2,)");
  // BrainPy's arrays take whatever comes out.
  const Value b = op(bm("ones", {n(1)}), ">", n(0));
  inplace(b, "+", bm("ones", {n(3)}));
  EXPECT_EQ(repr(b), "JaxArray([2., 2., 2.], dtype=float32)");
}

TEST_F(ArrayMath, MinimumMaximumKeepNan) {
  EXPECT_TRUE(std::isnan(values(np("maximum", {reals({NAN}), n(1)}))[0]));
  EXPECT_TRUE(std::isnan(values(np("minimum", {n(1), reals({NAN})}))[0]));
  EXPECT_THAT(values(np("clip", {ints({-1, 5, 20}), n(0), n(10)})), ElementsAre(0, 5, 10));
}

TEST_F(ArrayMath, WhereAndRound) {
  EXPECT_EQ(str(np("where", {op(ints({1, 2, 3}), ">", n(1)), reals({1, 2, 3}), n(0)})), "[0. 2. 3.]");
  const Value indices = np("where", {op(ints({5, 0, 7}), "!=", n(0))});
  EXPECT_THAT(values(as_tuple(indices)->items[0]), ElementsAre(0, 2));
  EXPECT_THAT(values(np("round", {reals({0.5, 1.5, 2.345}), n(0)})), ElementsAre(0, 2, 2));
  EXPECT_NEAR(values(np("round", {reals({2.345}), n(1)}))[0], 2.3, 1e-12);
  EXPECT_THAT(values(np("sign", {reals({-2, 0, 3})})), ElementsAre(-1, 0, 1));
}

TEST_F(ArrayMath, Reductions) {
  const Value m = np("reshape", {np("arange", {n(6)}), tuple({n(2), n(3)})});
  EXPECT_EQ(str(np("sum", {m})), "15");
  EXPECT_EQ(str(np("sum", {m}, {{"axis", n(0)}})), "[3 5 7]");
  EXPECT_EQ(str(method(m, "sum", {n(1)})), "[ 3 12]");
  EXPECT_EQ(str(np("sum", {m}, {{"axis", n(1)}, {"keepdims", Value::boolean(true)}})), "[[ 3]\n [12]]");
  EXPECT_EQ(str(method(m, "mean")), "2.5");
  EXPECT_EQ(str(np("max", {m}, {{"axis", n(-1)}})), "[2 5]");
  EXPECT_EQ(str(np("argmax", {m})), "5");
  EXPECT_EQ(str(np("prod", {ints({2, 3, 4})})), "24");
  EXPECT_EQ(str(np("var", {reals({1, 2, 3, 4})})), "1.25");
  EXPECT_NEAR(values(np("std", {reals({1, 2, 3, 4})}, {{"ddof", n(1)}}))[0], std::sqrt(5.0 / 3), 1e-15);
  EXPECT_EQ(str(np("median", {reals({3, 1, 2, 10})})), "2.5");
  EXPECT_EQ(str(np("percentile", {reals({1, 2, 3, 4, 5}), n(90)})), "4.6");
  EXPECT_EQ(str(np("cumsum", {ints({1, 2, 3})})), "[1 3 6]");
  EXPECT_EQ(str(np("diff", {ints({1, 4, 9})})), "[3 5]");
  EXPECT_EQ(str(np("all", {ints({1, 0})})), "False");
  EXPECT_EQ(dtype(bm("mean", {bm("arange", {n(3)})})), "float32");
  EXPECT_EQ(error([&] { np("max", {reals({})}); }), "ValueError: zero-size array to reduction operation maximum which has no identity");
  EXPECT_EQ(error([&] { np("sum", {m}, {{"axis", n(2)}}); }), "ValueError: axis 2 is out of bounds for array of dimension 2");
}

TEST_F(ArrayMath, Products) {
  const Value m = np("reshape", {np("arange", {n(6)}), tuple({n(2), n(3)})});
  EXPECT_EQ(str(op(m, "@", ints({1, 1, 1}))), "[ 3 12]");
  EXPECT_EQ(str(np("dot", {ints({1, 2}), ints({3, 4})})), "11");
  EXPECT_EQ(str(op(m, "@", attribute(m, "T"))), "[[ 5 14]\n [14 50]]");
  EXPECT_EQ(str(np("outer", {ints({1, 2}), ints({3, 4})})), "[[3 4]\n [6 8]]");
  EXPECT_EQ(str(np("convolve", {ints({1, 2, 3}), ints({0, 1})})), "[0 1 2 3]");
  EXPECT_EQ(str(np("convolve", {ints({1, 2, 3}), ints({1, 1, 1}), text("same")})), "[3 6 5]");
  EXPECT_EQ(str(np("correlate", {ints({1, 2, 3}), ints({0, 1}), text("full")})), "[1 2 3 0]");
  EXPECT_EQ(error([&] { np("dot", {m, ints({1, 2})}); }), "ValueError: shapes (2, 3) and (2,) not aligned: 3 (dim 1) != 2 (dim 0)");
}

}  // namespace
}  // namespace bpl::host
