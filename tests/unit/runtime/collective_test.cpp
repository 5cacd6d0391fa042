// Every collective operation against a plain loop, on vectors that end before, at and behind the blocks of 64 elements.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "runtime/src/collective.h"

namespace bpl::runtime {
namespace {

using Numbers = std::vector<double>;

const std::vector<std::int64_t> kLengths{1, 2, 3, 5, 63, 64, 65, 127, 128, 129, 1000};

// Operands over spaces of given lengths, one result, and one operation between them.
class Bench {
 public:
  Bench() : world_(nullptr, nullptr) {}

  RowTemporary& array(const Numbers& values, host::ElementType type = host::ElementType::real) {
    RowTemporary& t = empty(static_cast<std::int64_t>(values.size()), type);
    for (std::size_t k = 0; k < values.size(); ++k) t.array().set(static_cast<std::int64_t>(k), values[k]);
    return t;
  }
  RowTemporary& empty(std::int64_t length, host::ElementType type = host::ElementType::real) {
    return *temporaries_.emplace_back(std::make_unique<RowTemporary>(TemporaryTable{type, 0}, std::vector<std::int64_t>{length}, world_, true));
  }
  RowTemporary& number(double value = 0) {
    temporaries_.push_back(std::make_unique<RowTemporary>(TemporaryTable{}, std::vector<std::int64_t>{}, world_, true));
    temporaries_.back()->set_number(value);
    return *temporaries_.back();
  }
  void run(const char* op, CollectiveUse use, std::vector<RowTemporary*> operands, RowTemporary* result, const char* name = "", bool transposed = false) {
    CollectiveTable table;
    table.op = op;
    table.name = name;
    table.transposed = transposed;
    use.table = &table;
    use.operands = std::move(operands);
    use.result = result;
    const std::unique_ptr<Collective> collective = bind_collective(use, world_, true);
    if (collective->exchanges()) collective->exchange(world_);
    collective->compute();
  }
  World& world() { return world_; }

 private:
  World world_;
  std::vector<std::unique_ptr<RowTemporary>> temporaries_;
};

Numbers values_of(const RowTemporary& t) {
  Numbers values;
  for (std::int64_t k = 0; k < t.array().count(); ++k) values.push_back(t.array().get(k));
  return values;
}

// Whole numbers, so that a sum is the same in any order.
Numbers whole_numbers(std::int64_t n, int seed = 1) {
  Numbers values;
  for (std::int64_t k = 0; k < n; ++k) values.push_back(static_cast<double>((k * 7919 + seed * 104729) % 201 - 100));
  return values;
}

host::SlotValue slot_of(const Numbers& values) {
  host::SlotValue slot;
  slot.array = true;
  slot.values = values;
  return slot;
}

double reduced(Bench& bench, const char* name, const Numbers& values, host::ElementType type = host::ElementType::real) {
  RowTemporary& result = bench.number(-1);
  bench.run("reduce", {}, {&bench.array(values, type)}, &result, name);
  return result.number();
}

TEST(Collectives, ReduceEqualsALoop) {
  Bench bench;
  for (const std::int64_t n : kLengths) {
    const Numbers x = whole_numbers(n);
    const double sum = std::accumulate(x.begin(), x.end(), 0.);
    EXPECT_EQ(reduced(bench, "sum", x), sum) << n;
    EXPECT_EQ(reduced(bench, "mean", x), sum / static_cast<double>(n)) << n;
    EXPECT_EQ(reduced(bench, "min", x), *std::min_element(x.begin(), x.end())) << n;
    EXPECT_EQ(reduced(bench, "max", x), *std::max_element(x.begin(), x.end())) << n;
    Numbers signs = x;
    for (double& v : signs) v = v < 0 ? -1 : 1;
    EXPECT_EQ(reduced(bench, "prod", signs), std::accumulate(signs.begin(), signs.end(), 1., std::multiplies<>())) << n;
  }
}

TEST(Collectives, ReduceOfConditionsSeesEveryPlace) {
  Bench bench;
  for (const std::int64_t n : kLengths) {
    EXPECT_EQ(reduced(bench, "any", Numbers(static_cast<std::size_t>(n), 0), host::ElementType::boolean), 0);
    EXPECT_EQ(reduced(bench, "all", Numbers(static_cast<std::size_t>(n), 1), host::ElementType::boolean), 1);
    for (const std::int64_t k : {std::int64_t{0}, n / 2, n - 1}) {
      Numbers one(static_cast<std::size_t>(n), 0), but_one(static_cast<std::size_t>(n), 1);
      one[static_cast<std::size_t>(k)] = 1;
      but_one[static_cast<std::size_t>(k)] = 0;
      EXPECT_EQ(reduced(bench, "any", one, host::ElementType::boolean), 1) << k << " of " << n;
      EXPECT_EQ(reduced(bench, "all", but_one, host::ElementType::boolean), 0) << k << " of " << n;
    }
  }
}

// The tree of the sum is over fixed ranges: ((0 1) (2 3)) (4 5) for six values.
TEST(Collectives, SumsAlongTheTree) {
  Bench bench;
  const Numbers x{1e16, 1, -1e16, 1, 1, 3};
  EXPECT_EQ(reduced(bench, "sum", x), (((1e16 + 1) + (-1e16 + 1)) + (1. + 3)));
  EXPECT_TRUE(std::isnan(reduced(bench, "max", {1, std::nan(""), 2})));
  EXPECT_TRUE(std::isnan(reduced(bench, "min", {std::nan(""), 2})));
}

TEST(Collectives, SliceAndPut) {
  Bench bench;
  for (const std::int64_t n : kLengths)
    for (const std::int64_t start : {std::int64_t{0}, n / 3})
      for (const std::int64_t step : {1, 2, 7}) {
        const std::int64_t count = (n - start + step - 1) / step;
        const Numbers x = whole_numbers(n), y = whole_numbers(count, 2);
        RowTemporary& part = bench.empty(count);
        bench.run("slice", {.start = start, .step = step}, {&bench.array(x)}, &part);
        RowTemporary& changed = bench.empty(n);
        bench.run("put", {.start = start, .step = step, .count = count}, {&bench.array(y), &bench.array(x)}, &changed);
        Numbers expected = x;
        for (std::int64_t k = 0; k < count; ++k) {
          EXPECT_EQ(part.array().get(k), x[static_cast<std::size_t>(start + step * k)]);
          expected[static_cast<std::size_t>(start + step * k)] = y[static_cast<std::size_t>(k)];
        }
        EXPECT_EQ(values_of(changed), expected) << n << " from " << start << " by " << step;
      }
}

TEST(Collectives, SlicesDoNotReadOutside) {
  Bench bench;
  for (const std::int64_t start : {-1, 2, 3, 70}) {
    RowTemporary& part = bench.empty(2);
    EXPECT_THROW(bench.run("slice", {.start = start, .step = 1}, {&bench.array({1, 2, 3})}, &part), std::runtime_error) << start;
  }
}

TEST(Collectives, RollBothWaysAndRound) {
  Bench bench;
  for (const std::int64_t n : kLengths)
    for (const std::int64_t shift : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, n, 3 * n + 2, -5 * n - 3}) {
      const Numbers x = whole_numbers(n);
      RowTemporary& result = bench.empty(n);
      bench.run("roll", {.start = shift}, {&bench.array(x)}, &result);
      Numbers expected(x.size());
      for (std::int64_t k = 0; k < n; ++k) {
        std::int64_t to = k;  // moved one by one
        for (std::int64_t s = 0; s < std::abs(shift) % n; ++s) to = shift > 0 ? (to + 1 == n ? 0 : to + 1) : (to == 0 ? n - 1 : to - 1);
        expected[static_cast<std::size_t>(to)] = x[static_cast<std::size_t>(k)];
      }
      EXPECT_EQ(values_of(result), expected) << n << " by " << shift;
    }
}

TEST(Collectives, GatherClampsAndCountsFromTheEnd) {
  Bench bench;
  for (const std::int64_t n : kLengths) {
    const Numbers x = whole_numbers(n);
    RowTemporary& result = bench.empty(6);
    const auto length = static_cast<double>(n);
    const host::SlotValue indices = slot_of({0, length - 1, -1, -length, length + 7, -length - 7});
    bench.run("gather", {.slot = &indices}, {&bench.array(x)}, &result);
    EXPECT_EQ(values_of(result), (Numbers{x.front(), x.back(), x.back(), x.front(), x.back(), x.front()})) << n;
  }
}

TEST(Collectives, ARankTakesTheOperandsOfItsResults) {
  using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;
  const auto found = [](bool from_the_end) {
    Pairs pairs;
    for (const Transfer& t : transfers_to(Block{2, 5}, 9, slot_of({4, 1, -5, 8, 2, -9, 4, 9, -10}), from_the_end)) pairs.emplace_back(t.operand, t.local);
    return pairs;
  };
  EXPECT_EQ(found(true), (Pairs{{0, 2}, {2, 2}, {4, 0}, {6, 2}}));
  EXPECT_EQ(found(false), (Pairs{{0, 2}, {4, 0}, {6, 2}}));
}

TEST(Collectives, PutAtKeepsTheLastAndDropsWhatIsOutside) {
  Bench bench;
  for (const std::int64_t n : {5, 64, 65}) {
    const Numbers x = whole_numbers(n);
    const auto last = static_cast<double>(n - 1);
    RowTemporary& result = bench.empty(n);
    const host::SlotValue indices = slot_of({1, last, 1, -2, last + 1, -last - 2});
    bench.run("put_at", {.slot = &indices}, {&bench.array({11, 12, 13, 14, 15, 16}), &bench.array(x)}, &result);
    Numbers expected = x;
    expected[1] = 13;
    expected[static_cast<std::size_t>(n - 1)] = 12;
    expected[static_cast<std::size_t>(n - 2)] = 14;
    EXPECT_EQ(values_of(result), expected) << n;
  }
}

TEST(Collectives, ReduceAtGoesInTheOrderOfTheOperand) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::nan("");
  struct Case {
    const char* name;
    double nothing, at_65, at_0, at_3;
  };
  Bench bench;
  for (const Case& c : {Case{"sum", 0, (1e16 + 1) - 1e16, 2, nan}, Case{"prod", 1, (1e16 * 1) * -1e16, 2, nan}, Case{"min", inf, -1e16, 2, nan},
                        Case{"max", -inf, 1e16, 2, nan}}) {
    RowTemporary& result = bench.empty(66);
    const host::SlotValue indices = slot_of({65, 0, 65, 65, -1, 66, 3, 3});
    bench.run("reduce_at", {.slot = &indices}, {&bench.array({1e16, 2, 1, -1e16, 4, 100, nan, 5})}, &result, c.name);
    const Numbers found = values_of(result);
    for (std::size_t k = 0; k < 66; ++k) {
      if (k == 3) EXPECT_TRUE(std::isnan(found[k])) << c.name;
      else EXPECT_EQ(found[k], k == 65 ? c.at_65 : k == 0 ? c.at_0 : c.nothing) << c.name << " " << k;
    }
  }
}

TEST(Collectives, ReduceAxisEqualsALoop) {
  Bench bench;
  for (const std::int64_t outer : {1, 3})
    for (const std::int64_t count : {1, 4, 65})
      for (const std::int64_t step : {1, 2, 66}) {
        const Numbers x = whole_numbers(outer * count * step);
        for (const char* name : {"sum", "mean", "max", "any"}) {
          RowTemporary& result = bench.empty(outer * step);
          bench.run("reduce_axis", {.step = step, .count = count}, {&bench.array(x)}, &result, name);
          for (std::int64_t i = 0; i < outer; ++i)
            for (std::int64_t j = 0; j < step; ++j) {
              Numbers along;
              for (std::int64_t k = 0; k < count; ++k) along.push_back(x[static_cast<std::size_t>((i * count + k) * step + j)]);
              const double sum = std::accumulate(along.begin(), along.end(), 0.0);
              const double expected = name[0] == 's' ? sum : name[1] == 'e' ? sum / static_cast<double>(count) : name[1] == 'a' ? *std::max_element(along.begin(), along.end())
                                      : std::any_of(along.begin(), along.end(), [](double v) { return v != 0; });
              EXPECT_EQ(result.array().get(i * step + j), expected) << name << " " << outer << "x" << count << "x" << step;
            }
        }
      }
}

TEST(Collectives, StretchAndTranspose) {
  Bench bench;
  for (const std::int64_t rows : {1, 3, 64})
    for (const std::int64_t columns : {1, 5, 65}) {
      const auto at = [&](const Numbers& x, std::int64_t k) { return x[static_cast<std::size_t>(k)]; };
      const Numbers column = whole_numbers(rows, 2), row = whole_numbers(columns, 3), matrix = whole_numbers(rows * columns, 4);
      RowTemporary &down = bench.empty(rows * columns), &across = bench.empty(rows * columns), &turned = bench.empty(rows * columns);
      bench.run("stretch", {.count = columns}, {&bench.array(column)}, &across);
      bench.run("stretch", {.step = columns, .count = rows}, {&bench.array(row)}, &down);
      bench.run("transpose", {.count = columns}, {&bench.array(matrix)}, &turned);
      for (std::int64_t i = 0; i < rows; ++i)
        for (std::int64_t j = 0; j < columns; ++j) {
          EXPECT_EQ(across.array().get(i * columns + j), at(column, i));
          EXPECT_EQ(down.array().get(i * columns + j), at(row, j));
          EXPECT_EQ(turned.array().get(j * rows + i), at(matrix, i * columns + j));
        }
    }
}

TEST(Collectives, ProductOfTwoMatrices) {
  Bench bench;
  for (const std::int64_t rows : {1, 5})
    for (const std::int64_t inner : {1, 4})
      for (const std::int64_t columns : {1, 3, 65}) {
        const Numbers a = whole_numbers(rows * inner, 2), b = whole_numbers(inner * columns, 3);
        RowTemporary& result = bench.empty(rows * columns);
        bench.run("product", {.count = columns}, {&bench.array(b), &bench.array(a)}, &result);
        for (std::int64_t i = 0; i < rows; ++i)
          for (std::int64_t j = 0; j < columns; ++j) {
            double sum = 0;
            for (std::int64_t k = 0; k < inner; ++k) sum += a[static_cast<std::size_t>(i * inner + k)] * b[static_cast<std::size_t>(k * columns + j)];
            EXPECT_EQ(result.array().get(i * columns + j), sum) << rows << " x " << inner << " x " << columns;
          }
      }
}

TEST(Collectives, TheMatrixOfAProductMayBeAnOperand) {
  Bench bench;
  for (const bool transposed : {false, true})
    for (const std::int64_t inputs : {1, 3, 65})
      for (const std::int64_t outputs : {1, 4, 130}) {
        const Numbers x = whole_numbers(inputs), matrix = whole_numbers(inputs * outputs, 3);
        RowTemporary& result = bench.empty(outputs);
        bench.run("product", {}, {&bench.array(x), &bench.array(matrix)}, &result, "", transposed);
        for (std::int64_t j = 0; j < outputs; ++j) {
          double sum = 0;
          for (std::int64_t i = 0; i < inputs; ++i) sum += matrix[static_cast<std::size_t>(transposed ? i * outputs + j : j * inputs + i)] * x[static_cast<std::size_t>(i)];
          EXPECT_EQ(result.array().get(j), sum) << inputs << " x " << outputs;
        }
      }
}

TEST(Collectives, ProductSumsInAscendingOrder) {
  Bench bench;
  for (const bool transposed : {false, true})
    for (const std::int64_t inputs : {1, 3, 65})
      for (const std::int64_t outputs : {1, 4, 130}) {
        const Numbers x = whole_numbers(inputs);
        const host::SlotValue matrix = slot_of(whole_numbers(inputs * outputs, 3));
        RowTemporary& result = bench.empty(outputs);
        bench.run("product", {.slot = &matrix}, {&bench.array(x)}, &result, "", transposed);
        for (std::int64_t j = 0; j < outputs; ++j) {
          double sum = 0;
          for (std::int64_t i = 0; i < inputs; ++i) sum += matrix.values[static_cast<std::size_t>(transposed ? i * outputs + j : j * inputs + i)] * x[static_cast<std::size_t>(i)];
          EXPECT_EQ(result.array().get(j), sum) << inputs << " x " << outputs;
        }
      }
}

TEST(Collectives, MatricesAndAgesHaveToFit) {
  Bench bench;
  host::VariablePlan plan;
  plan.size = 2;
  plan.depth = 3;
  Variable history(plan, bench.world(), true);
  const host::SlotValue matrix = slot_of({1, 2, 3}), ages = slot_of({0, 3});
  EXPECT_THROW(bench.run("product", {.slot = &matrix}, {&bench.array({1, 2})}, &bench.empty(2)), std::runtime_error);
  EXPECT_THROW(bench.run("recall", {.start = 3, .history = &history}, {}, &bench.empty(2)), std::runtime_error);
  EXPECT_THROW(bench.run("recall", {.history = &history, .slot = &ages}, {}, &bench.empty(2)), std::runtime_error);
  EXPECT_THROW(bench.run("shuffle", {}, {&bench.array({1, 2})}, &bench.empty(2)), std::runtime_error);
}

TEST(Collectives, HistoriesRememberWhatWasPushed) {
  Bench bench;
  constexpr int kLength = 65, kDepth = 4;
  host::VariablePlan plan;
  plan.type = host::ElementType::real;
  plan.size = kLength;
  plan.depth = kDepth;
  Variable history(plan, bench.world(), true);
  std::vector<Numbers> pushed;
  for (int push = 0; push < 11; ++push) {
    pushed.push_back(whole_numbers(kLength, push + 1));
    bench.run("push", {.history = &history}, {&bench.array(pushed.back())}, nullptr);
    const auto value = [&](int age, std::size_t k) { return push >= age ? pushed[static_cast<std::size_t>(push - age)][k] : 0; };
    Numbers ages;
    for (int k = 0; k < kLength; ++k) ages.push_back((k * 3 + push) % kDepth);
    RowTemporary& mixed = bench.empty(kLength);
    const host::SlotValue own = slot_of(ages);
    bench.run("recall", {.history = &history, .slot = &own}, {}, &mixed);
    for (int age = 0; age < kDepth; ++age) {
      RowTemporary& result = bench.empty(kLength);
      bench.run("recall", {.start = age, .history = &history}, {}, &result);
      for (std::size_t k = 0; k < kLength; ++k) ASSERT_EQ(result.array().get(static_cast<std::int64_t>(k)), value(age, k)) << "push " << push << " age " << age;
    }
    for (std::size_t k = 0; k < kLength; ++k) ASSERT_EQ(mixed.array().get(static_cast<std::int64_t>(k)), value(static_cast<int>(ages[k]), k)) << "push " << push;
  }
}

TEST(Collectives, RecallTakesAnAgeForEveryIndex) {
  Bench bench;
  host::VariablePlan plan;
  plan.type = host::ElementType::real;
  plan.size = 5;
  plan.depth = 3;
  Variable history(plan, bench.world(), true);
  for (int push = 1; push <= 3; ++push) bench.run("push", {.history = &history}, {&bench.array(whole_numbers(5, push))}, nullptr);
  const host::SlotValue at = slot_of({4, 0, -1, 4, 9, -7});
  RowTemporary& result = bench.empty(6);
  bench.run("recall", {.history = &history, .slot = &at}, {&bench.array({0, 2, 1, 2, 0, 0})}, &result);
  const auto value = [](int age, std::size_t k) { return whole_numbers(5, 3 - age)[k]; };
  EXPECT_EQ(values_of(result), (Numbers{value(0, 4), value(2, 0), value(1, 4), value(2, 4), value(0, 4), value(0, 0)}));
  EXPECT_THROW(bench.run("recall", {.history = &history, .slot = &at}, {&bench.array({0, 2, 1, 2, 0, 3})}, &result), std::runtime_error);
  EXPECT_THROW(bench.run("recall", {.history = &history, .slot = &at}, {&bench.array({0, 2})}, &result), std::runtime_error);
}

TEST(Collectives, ArangeCounts) {
  Bench bench;
  RowTemporary& result = bench.empty(3);
  bench.run("arange", {}, {}, &result);
  EXPECT_EQ(values_of(result), (Numbers{0, 1, 2}));
}

TEST(Collectives, SinglePrecisionRoundsEverySum) {
  World world(nullptr, nullptr);
  RowTemporary x(TemporaryTable{host::ElementType::real, 0}, {3}, world, false), sum(TemporaryTable{}, {}, world, false);
  const float values[] = {16777216.f, 1.f, 1.f};
  for (int k = 0; k < 3; ++k) x.array().set(k, values[k]);
  CollectiveTable table;
  table.op = "reduce";
  table.name = "sum";
  const std::unique_ptr<Collective> collective = bind_collective({.table = &table, .operands = {&x}, .result = &sum}, world, false);
  collective->exchange(world);
  collective->compute();
  EXPECT_EQ(sum.number(), static_cast<double>((values[0] + values[1]) + values[2]));
}

}  // namespace
}  // namespace bpl::runtime
