// How constructions are told apart: by the calls that lead there, counted anew in every execution of the function around.
#include "host/values/sites.h"

#include <gmock/gmock.h>

#include "host/values/ops.h"

namespace bpl::host {
namespace {

using testing::ElementsAre;

// Functions that call each other; a construction happens in the innermost one.
class Calls {
 public:
  Calls() { ctx_.frame = nullptr; }

  // Executes `body` as a function, called from `line` of the one around it.
  template <class Body>
  void call(std::int32_t line, Body&& body) {
    if (ctx_.frame) ctx_.frame->line = line;
    Frame frame;
    enter_frame(ctx_, frame);
    frame.code = &code_;
    body();
    leave_frame(ctx_, frame);
  }
  std::vector<std::int64_t> construct(std::int32_t line) {
    ctx_.frame->line = line;
    return counter_.enter(ctx_).occurrences;
  }

 private:
  Context ctx_;
  FunctionCode code_;
  SiteCounter counter_;
};

TEST(Sites, CountWithinOneExecution) {
  Calls calls;
  calls.call(0, [&] {
    EXPECT_THAT(calls.construct(1), ElementsAre(0));
    EXPECT_THAT(calls.construct(2), ElementsAre(0));
    EXPECT_THAT(calls.construct(1), ElementsAre(1));
  });
}

TEST(Sites, BeginAnewInTheNextCall) {
  Calls calls;
  calls.call(0, [&] {
    for (std::int64_t round = 0; round < 3; ++round)
      calls.call(7, [&] {
        for (std::int64_t k = 0; k < 2; ++k) EXPECT_THAT(calls.construct(9), ElementsAre(round, k));
        EXPECT_THAT(calls.construct(10), ElementsAre(round, 0));
      });
    calls.call(8, [&] { EXPECT_THAT(calls.construct(9), ElementsAre(0, 0)); });
  });
}

TEST(Sites, FitPatterns) {
  const ConstructionSite site{{{0, 1, 1}, {0, 2, 1}}, {3, 1}};
  EXPECT_TRUE(occurs(site, std::vector<std::int64_t>{-1, 1}));
  EXPECT_TRUE(occurs(site, std::vector<std::int64_t>{3, -1}));
  EXPECT_FALSE(occurs(site, std::vector<std::int64_t>{-1, 0}));
  EXPECT_FALSE(occurs(site, std::vector<std::int64_t>{-1}));
}

}  // namespace
}  // namespace bpl::host
