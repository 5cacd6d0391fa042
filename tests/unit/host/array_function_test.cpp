// The functions of numpy and brainpy.math that make, rearrange and search arrays.
#include <cmath>

#include "tests/unit/host/array_test_support.h"

namespace bpl::host {
namespace {

using ::testing::ElementsAre;

class ArrayFunction : public ArrayTest {};

TEST_F(ArrayFunction, Construction) {
  EXPECT_EQ(repr(np("array", {list({list({n(1), n(2)}), list({n(3), n(4.5)})})})), "array([[1. , 2. ],\n       [3. , 4.5]])");
  EXPECT_EQ(repr(np("full", {tuple({n(2)}), n(7)})), "array([7, 7])");
  EXPECT_EQ(str(np("arange", {n(2), n(10), n(3)})), "[2 5 8]");
  EXPECT_EQ(str(np("arange", {n(0), n(1), n(0.25)})), "[0.   0.25 0.5  0.75]");
  EXPECT_EQ(str(np("arange", {n(3), n(0), n(-1)})), "[3 2 1]");
  EXPECT_EQ(str(np("linspace", {n(0), n(1), n(5)})), "[0.   0.25 0.5  0.75 1.  ]");
  EXPECT_EQ(str(np("linspace", {n(0), n(1), n(4)}, {{"endpoint", Value::boolean(false)}})), "[0.   0.25 0.5  0.75]");
  EXPECT_EQ(repr(np("zeros", {n(2)}, {{"dtype", global("numpy", "int32")}})), "array([0, 0], dtype=int32)");
  EXPECT_EQ(repr(np("ones_like", {ints({4, 5})})), "array([1, 1])");
  EXPECT_EQ(repr(bm("full", {n(2), n(0.5)})), "JaxArray([0.5, 0.5], dtype=float32)");
  EXPECT_EQ(dtype(np("array", {list({})})), "float64");
  EXPECT_EQ(error([&] { np("array", {list({list({n(1)}), list({n(1), n(2)})})}); }),
            "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. "
            "The detected shape was (2,) + inhomogeneous part.");
}

TEST_F(ArrayFunction, Types) {
  EXPECT_EQ(dtype(np("float32", {n(1)})), "float32");
  const Value d = attribute(np("zeros", {n(1)}), "dtype");
  EXPECT_EQ(as_string(*as_instance(d)->attributes.find("name"))->text, "float64");
  DType t{};
  EXPECT_TRUE(to_dtype(ctx, d, &t) && t == DType::float64);
  EXPECT_TRUE(to_dtype(ctx, global("brainpy.math", "float_"), &t) && t == DType::float32);
  EXPECT_FALSE(to_dtype(ctx, text("complex"), &t));
}

TEST_F(ArrayFunction, Shapes) {
  const Value m = np("reshape", {np("arange", {n(6)}), tuple({n(2), n(-1)})});
  EXPECT_EQ(shape(m), "(2, 3)");
  EXPECT_EQ(str(np("transpose", {m})), "[[0 3]\n [1 4]\n [2 5]]");
  EXPECT_EQ(shape(np("expand_dims", {m, n(1)})), "(2, 1, 3)");
  EXPECT_EQ(shape(np("squeeze", {np("zeros", {tuple({n(1), n(3), n(1)})})})), "(3,)");
  EXPECT_EQ(shape(np("moveaxis", {np("zeros", {tuple({n(2), n(3), n(4)})}), n(0), n(-1)})), "(3, 4, 2)");
  EXPECT_EQ(str(np("concatenate", {list({ints({1}), ints({2, 3})})})), "[1 2 3]");
  EXPECT_EQ(str(np("vstack", {list({ints({1, 2}), ints({3, 4})})})), "[[1 2]\n [3 4]]");
  EXPECT_EQ(str(np("hstack", {list({ints({1, 2}), ints({3})})})), "[1 2 3]");
  EXPECT_EQ(str(np("column_stack", {list({ints({1, 2}), ints({3, 4})})})), "[[1 3]\n [2 4]]");
  EXPECT_EQ(str(np("stack", {list({ints({1, 2}), ints({3, 4})})}, {{"axis", n(1)}})), "[[1 3]\n [2 4]]");
  EXPECT_EQ(str(np("tile", {ints({1, 2}), n(2)})), "[1 2 1 2]");
  EXPECT_EQ(str(np("tile", {ints({1, 2}), tuple({n(2), n(1)})})), "[[1 2]\n [1 2]]");
  EXPECT_EQ(str(np("repeat", {ints({1, 2}), ints({2, 1})})), "[1 1 2]");
  EXPECT_EQ(str(np("roll", {ints({1, 2, 3}), n(1)})), "[3 1 2]");
  EXPECT_EQ(str(np("flip", {m}, {{"axis", n(1)}})), "[[2 1 0]\n [5 4 3]]");
  EXPECT_EQ(str(np("diag", {ints({1, 2})})), "[[1 0]\n [0 2]]");
  EXPECT_EQ(str(np("diag", {m})), "[0 4]");
  EXPECT_EQ(str(np("triu", {np("ones", {tuple({n(2), n(2)})}), n(1)})), "[[0. 1.]\n [0. 0.]]");
  EXPECT_EQ(str(np("append", {ints({1}), n(2)})), "[1 2]");
  EXPECT_EQ(str(np("delete", {ints({1, 2, 3}), n(1)})), "[1 3]");
  EXPECT_EQ(str(np("insert", {ints({1, 3}), n(1), n(2)})), "[1 2 3]");
  const Value e = np("zeros", {tuple({n(2), n(2)})});
  np("fill_diagonal", {e, n(3)});
  EXPECT_EQ(str(e), "[[3. 0.]\n [0. 3.]]");
  const Value grids = np("meshgrid", {ints({1, 2, 3}), ints({4, 5})});
  EXPECT_EQ(str(as_list(grids)->items[0]), "[[1 2 3]\n [1 2 3]]");
  EXPECT_EQ(str(as_list(grids)->items[1]), "[[4 4 4]\n [5 5 5]]");
  EXPECT_EQ(error([&] { np("reshape", {m, tuple({n(4), n(2)})}); }), "ValueError: cannot reshape array of size 6 into shape (4,2)");
}

TEST_F(ArrayFunction, Searching) {
  EXPECT_EQ(str(np("sort", {ints({3, 1, 2})})), "[1 2 3]");
  EXPECT_EQ(str(np("argsort", {ints({3, 1, 2})})), "[1 2 0]");
  EXPECT_EQ(str(np("unique", {ints({3, 1, 3})})), "[1 3]");
  const Value counted = np("unique", {ints({3, 1, 3})}, {{"return_counts", Value::boolean(true)}});
  EXPECT_EQ(str(as_tuple(counted)->items[1]), "[1 2]");
  EXPECT_THAT(values(np("interp", {reals({-1, 0.5, 1.5, 9}), reals({0, 1, 2}), reals({0, 10, 30})})), ElementsAre(0, 5, 20, 30));
  const Value h = np("histogram", {reals({0, 0.1, 0.5, 1}), n(2)});
  EXPECT_EQ(str(as_tuple(h)->items[0]), "[2 2]");
  EXPECT_EQ(str(as_tuple(h)->items[1]), "[0.  0.5 1. ]");
  EXPECT_EQ(str(np("digitize", {reals({0.5, 1, 5}), reals({0, 1, 2})})), "[1 2 3]");
  EXPECT_EQ(str(np("bincount", {ints({0, 2, 2})})), "[1 0 2]");
  EXPECT_EQ(str(np("searchsorted", {ints({1, 3, 5}), n(3)})), "1");
  EXPECT_TRUE(np("allclose", {reals({1}), reals({1 + 1e-9})}).integer != 0);
  EXPECT_FALSE(np("array_equal", {ints({1}), ints({1, 2})}).integer != 0);
}

TEST_F(ArrayFunction, Methods) {
  const Value a = reals({1.5, 2.5});
  EXPECT_EQ(repr(method(a, "astype", {global("numpy", "int32")})), "array([1, 2], dtype=int32)");
  EXPECT_EQ(as_list(method(a, "tolist"))->items[1].real, 2.5);
  EXPECT_EQ(method(np("sum", {a}), "item").real, 4.0);
  method(a, "fill", {n(3)});
  EXPECT_EQ(str(a), "[3. 3.]");
  const Value s = ints({3, 1, 2});
  method(s, "sort");
  EXPECT_EQ(str(s), "[1 2 3]");
  EXPECT_EQ(shape(method(np("zeros", {n(6)}), "reshape", {n(2), n(3)})), "(2, 3)");
  EXPECT_EQ(repr(method(bm("ones", {n(1)}), "to_numpy")), "array([1.], dtype=float32)");
  EXPECT_EQ(repr(attribute(bm("ones", {n(1)}), "value")), "JaxArray([1.], dtype=float32)");
}

TEST_F(ArrayFunction, Settings) {
  bm("set_dt", {n(0.05)});
  EXPECT_EQ(bm("get_dt", {}).real, 0.05);
  EXPECT_NE(error([&] { bm("set_dt", {n(1)}); }), "");
  EXPECT_NE(error([&] { bm("set_dt", {n(-0.1)}); }), "");
  bm("enable_x64", {});
  EXPECT_EQ(dtype(bm("ones", {n(1)})), "float64");
  bm("disable_x64", {});
  bm("set_platform", {text("cpu")});
  EXPECT_NE(error([&] { bm("set_platform", {text("gpu")}); }).find("set_platform('gpu') is not supported"), std::string::npos);
}

}  // namespace
}  // namespace bpl::host
