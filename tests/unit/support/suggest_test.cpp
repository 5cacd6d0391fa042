#include "support/suggest.h"

#include <gtest/gtest.h>

#include <vector>

namespace bpl {
namespace {

TEST(EditDistance, CountsChanges) {
  EXPECT_EQ(edit_distance("", ""), 0u);
  EXPECT_EQ(edit_distance("abc", ""), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("tresh", "thresh"), 1u);
  EXPECT_EQ(edit_distance("ab", "ba"), 1u);
}

TEST(Suggest, FindsWhatWasMeant) {
  const std::vector<std::string> names = {"V_rest", "V_th", "V_reset", "tau", "tau_ref"};
  EXPECT_EQ(suggest("V_tresh", names), "V_th");
  EXPECT_EQ(suggest("V_threshold", names), std::nullopt);
  EXPECT_EQ(suggest("V_rst", names), "V_rest");
  EXPECT_EQ(suggest("V_ht", names), "V_th");
  EXPECT_EQ(suggest("v_th", names), "V_th");
  EXPECT_EQ(suggest("tau_reff", names), "tau_ref");
  EXPECT_EQ(suggest("weight", names), std::nullopt);
  EXPECT_EQ(suggest("x", names), std::nullopt);
}

TEST(Suggest, MakesAHint) {
  const std::vector<std::string> names = {"delay_step"};
  EXPECT_EQ(did_you_mean("delay_steps", names), "Did you mean 'delay_step'?");
  EXPECT_EQ(did_you_mean("seed", names), "");
}

}  // namespace
}  // namespace bpl
