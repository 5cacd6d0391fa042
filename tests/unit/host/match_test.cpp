// How messages name what a record says.
#include "host/models/match.h"

#include <gtest/gtest.h>

namespace bpl::host {
namespace {

TEST(Records, AreDescribedInAFewWords) {
  Record r;
  r.kind = Record::Kind::container;
  r.text = "list";
  r.number = 3;
  EXPECT_EQ(describe(r), "a list of 3");
  r.text = "dict";
  r.keys = {"a", "b", "c"};
  EXPECT_EQ(describe(r), "a dict of 3 (a, b, c)");
  r.keys = {"1", "2", "3", "4", "5", "6", "7"};
  r.number = 7;
  EXPECT_EQ(describe(r), "a dict of 7 (1, 2, 3, 4, 5, 6, ...)");
  r = {};
  r.kind = Record::Kind::apart;
  ASSERT_TRUE(parse_path("self.a", &r.other));
  EXPECT_EQ(describe(r), "another object than self.a");
}

}  // namespace
}  // namespace bpl::host
