// When spikes have to be known on all ranks.
#include "host/models/spike_traffic.h"

#include <gmock/gmock.h>

namespace bpl::host {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kSpike = 7, kOther = 8;

SpikeUse delayed(std::int64_t steps) { return {{{false, kSpike, true, steps}}, {}}; }
SpikeUse at_once(std::int64_t variable = kSpike) { return {{{false, variable, false, 0}}, {}}; }
SpikeUse writes(std::int64_t variable) { return {{}, {variable}}; }

SpikeTraffic traffic(const std::vector<SpikeUse>& rows, const std::vector<std::int64_t>& inputs = {}) { return spike_traffic(inputs, rows); }

TEST(SpikeTraffic, IsAsRareAsTheEarliestArrivalAllows) {
  EXPECT_EQ(traffic({delayed(10), delayed(4), writes(kSpike)}).interval, 5);
  EXPECT_EQ(traffic({delayed(0), delayed(4)}).interval, 1);
  EXPECT_EQ(traffic({at_once(), delayed(4)}).interval, 1);
}

TEST(SpikeTraffic, EndsWithTheLongestInterval) {
  EXPECT_EQ(traffic({}).interval, kLongestInterval);
  EXPECT_EQ(traffic({delayed(1000)}).interval, kLongestInterval);
}

TEST(SpikeTraffic, IsFreshBehindTheRowThatWrites) {
  EXPECT_THAT(traffic({at_once(), writes(kSpike), at_once(), delayed(3)}).fresh,
              ElementsAre(ElementsAre(false), ElementsAre(), ElementsAre(true), ElementsAre(false)));
  EXPECT_THAT(traffic({writes(kOther), at_once()}).fresh, ElementsAre(ElementsAre(), ElementsAre(false)));
}

TEST(SpikeTraffic, IsFreshBehindAnInput) {
  EXPECT_THAT(traffic({at_once(), at_once(kOther)}, {kOther}).fresh, ElementsAre(ElementsAre(false), ElementsAre(true)));
}

TEST(SpikeTraffic, OfSpikesThatARowComputesItself) {
  const SpikeTraffic found = traffic({{{{true, 0, false, 0}, {false, kSpike, true, 2}}, {kSpike}}});
  EXPECT_THAT(found.fresh, ElementsAre(ElementsAre(true, false)));
  EXPECT_EQ(found.interval, 3);
}

}  // namespace
}  // namespace bpl::host
