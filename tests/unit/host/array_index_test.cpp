#include "tests/unit/host/array_test_support.h"

namespace bpl::host {
namespace {

using ::testing::ElementsAre;

class ArrayIndex : public ArrayTest {
 protected:
  Value matrix() { return np("reshape", {np("arange", {n(12)}), tuple({n(3), n(4)})}); }
};

TEST_F(ArrayIndex, ElementsAndRows) {
  const Value m = matrix();
  EXPECT_EQ(str(at(m, tuple({n(1), n(2)}))), "6");
  EXPECT_EQ(str(at(m, tuple({n(-1), n(-1)}))), "11");
  EXPECT_EQ(str(at(m, n(1))), "[4 5 6 7]");
  EXPECT_EQ(str(at(m, tuple({slice(none()), n(1)}))), "[1 5 9]");
  EXPECT_EQ(str(at(m, tuple({slice(n(1)), slice(none(), none(), n(2))}))), "[[ 4  6]\n [ 8 10]]");
  EXPECT_EQ(str(at(np("arange", {n(5)}), slice(none(), none(), n(-1)))), "[4 3 2 1 0]");
  EXPECT_EQ(str(at(np("arange", {n(5)}), slice(n(-3), n(10)))), "[2 3 4]");
  EXPECT_EQ(str(at(np("arange", {n(5)}), slice(n(3), n(1)))), "[]");
  EXPECT_EQ(shape(at(m, tuple({none(), n(0)}))), "(1, 4)");
  EXPECT_EQ(shape(at(ints({1, 2}), tuple({slice(none()), none()}))), "(2, 1)");
}

TEST_F(ArrayIndex, NumpySlicesAreViews) {
  const Value m = matrix(), row = at(m, n(1));
  put(row, n(0), n(100));
  EXPECT_EQ(str(at(m, tuple({n(1), n(0)}))), "100");
  put(attribute(m, "T"), tuple({n(0), n(2)}), n(-1));
  EXPECT_EQ(str(at(m, tuple({n(2), n(0)}))), "-1");
  put(np("reshape", {m, n(12)}), n(11), n(7));
  EXPECT_EQ(str(at(m, tuple({n(2), n(3)}))), "7");
}

TEST_F(ArrayIndex, BrainpySlicesAreCopies) {
  const Value a = bm("zeros", {n(3)}), part = at(a, slice(n(1)));
  put(part, n(0), n(5));
  EXPECT_EQ(str(a), "[0. 0. 0.]");
}

TEST_F(ArrayIndex, ArraysOfIndices) {
  const Value m = matrix();
  EXPECT_EQ(str(at(np("arange", {n(5)}), list({n(3), n(0), n(-1)}))), "[3 0 4]");
  EXPECT_EQ(str(at(m, tuple({list({n(0), n(2)}), list({n(1), n(3)})}))), "[ 1 11]");
  EXPECT_EQ(str(at(m, tuple({slice(none()), list({n(3), n(0)})}))), "[[ 3  0]\n [ 7  4]\n [11  8]]");
  EXPECT_EQ(str(at(m, tuple({n(1), list({n(3), n(0)})}))), "[7 4]");
  EXPECT_EQ(shape(at(np("zeros", {tuple({n(2), n(3), n(4)})}), tuple({list({n(0), n(1), n(0)}), slice(none()), list({n(0), n(1), n(2)})}))), "(3, 3)");
  EXPECT_EQ(shape(at(np("zeros", {tuple({n(2), n(3), n(4)})}), tuple({slice(none()), list({n(0), n(1)}), list({n(0), n(1)})}))), "(2, 2)");
}

TEST_F(ArrayIndex, Masks) {
  const Value a = ints({5, 6, 7, 8}), m = matrix();
  EXPECT_EQ(str(at(a, op(a, ">", n(6)))), "[7 8]");
  EXPECT_EQ(str(at(m, op(m, "==", n(6)))), "[6]");
  put(a, op(a, ">", n(6)), n(0));
  EXPECT_EQ(str(a), "[5 6 0 0]");
  EXPECT_EQ(str(at(m, tuple({op(ints({1, 0, 1}), ">", n(0)), n(1)}))), "[1 9]");
  EXPECT_EQ(error([&] { at(a, op(ints({1, 2, 3}), ">", n(0))); }),
            "IndexError: boolean index did not match indexed array along axis 0; size of axis is 4 but size of corresponding boolean axis is 3");
}

TEST_F(ArrayIndex, Assignment) {
  const Value a = np("zeros", {n(5)}), m = matrix();
  put(a, slice(n(1), n(4)), reals({1, 2, 3}));
  EXPECT_EQ(str(a), "[0. 1. 2. 3. 0.]");
  put(a, list({n(0), n(4)}), n(9));
  EXPECT_EQ(str(a), "[9. 1. 2. 3. 9.]");
  put(m, tuple({slice(none()), n(0)}), n(0));
  EXPECT_EQ(str(m), "[[ 0  1  2  3]\n [ 0  5  6  7]\n [ 0  9 10 11]]");
  put(a, slice(n(1)), at(a, slice(none(), n(-1))));
  EXPECT_EQ(str(a), "[9. 9. 1. 2. 3.]");
  EXPECT_EQ(error([&] { put(a, slice(n(0), n(2)), reals({1, 2, 3})); }), "ValueError: could not broadcast input array from shape (3,) into shape (2,)");
}

TEST_F(ArrayIndex, OutOfRange) {
  const Value a = ints({1, 2, 3});
  EXPECT_EQ(error([&] { at(a, n(3)); }), "IndexError: index 3 is out of bounds for axis 0 with size 3");
  EXPECT_EQ(error([&] { at(a, list({n(0), n(-4)})); }), "IndexError: index -4 is out of bounds for axis 0 with size 3");
  EXPECT_EQ(error([&] { at(a, tuple({n(0), n(0)})); }), "IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed");
  EXPECT_EQ(error([&] { at(a, n(0.5)); }),
            "IndexError: only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices");
  EXPECT_EQ(error([&] { at(a, reals({0, 1})); }), "IndexError: arrays used as indices must be of integer (or boolean) type");
  // BrainPy: clamped on reading, dropped on writing.
  const Value b = bm("array", {a});
  EXPECT_EQ(str(at(b, n(7))), "3");
  EXPECT_EQ(str(at(b, list({n(0), n(9)}))), "[1 3]");
  put(b, n(3), n(50));
  put(b, list({n(0), n(9)}), n(40));
  EXPECT_EQ(str(b), "[40  2  3]");
}

TEST_F(ArrayIndex, Objects) {
  bool yes = false;
  std::int64_t length = 0;
  double x = 0;
  EXPECT_TRUE(array_truth(ctx, *as_array(reals({2})), &yes) && yes);
  EXPECT_FALSE(array_truth(ctx, *as_array(reals({1, 2})), &yes));
  EXPECT_EQ(describe_exception(ctx, take_exception(ctx)),
            "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
  EXPECT_TRUE(array_length(ctx, *as_array(matrix()), &length) && length == 3);
  EXPECT_TRUE(array_to_real(ctx, *as_array(reals({2.5})), &x) && x == 2.5);
  EXPECT_TRUE(array_contains(ctx, *as_array(ints({1, 2})), n(2), &yes) && yes);
  EXPECT_THAT(values(method(matrix(), "take", {list({n(1), n(11)})})), ElementsAre(1, 11));
  EXPECT_EQ(attribute(ints({1, 2}), "size").integer, 2);
}

}  // namespace
}  // namespace bpl::host
