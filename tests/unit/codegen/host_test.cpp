// Host functions: random nestings of loops, try, break, continue and return against the reference, and single instructions.
#include <random>

#include <gtest/gtest.h>

#include "codegen/host_emitter.h"
#include "tests/unit/codegen/host_reference.h"
#include "tests/unit/codegen/jit.h"
#include "tests/unit/codegen/mock_library.h"

namespace bpl::codegen {
namespace {

using host::Value;
using ir::HostBlock;
using ir::HostFunction;
using ir::HostInstr;
using ir::HostOp;
using Entry = std::int32_t (*)(MockLibrary*, void*, const Value*, Value*);

// Small programs whose every path ends: loops count to at most three.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  HostFunction make() {
    HostFunction f;
    f.name = f.short_name = "f";
    f.parameters = {{.name = "a"}, {.name = "b"}};
    next_register_ = 4;  // parameters and two more variables
    f.body = block(3, 0);
    f.register_count = next_register_;
    f.location = {0, 1, 1, 1, 1};
    return f;
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  int temporary() { return next_register_++; }
  int variable() { return below(4); }

  HostInstr at(HostInstr instr) {
    instr.location = {0, ++line_, 5, line_, 9};
    return instr;
  }
  HostInstr number(int result, std::int64_t value) { return at({.op = HostOp::constant, .result = result, .constant = value}); }

  HostBlock block(int depth, int loops) {
    HostBlock out;
    const int count = 1 + below(4);
    for (int i = 0; i < count; ++i) statement(out, depth, loops);
    return out;
  }

  void log(HostBlock& out) {
    const int callee = temporary(), value = variable();
    out.push_back(number(callee, 1));
    out.push_back(at({.op = HostOp::call, .result = temporary(), .args = {callee, value}}));
  }

  void statement(HostBlock& out, int depth, int loops) {
    const int kind = below(depth > 0 ? 14 : 6);
    if (kind < 2) return log(out);
    if (kind == 2) {
      const int t = temporary(), v = variable();
      out.push_back(number(t, below(5)));
      out.push_back(at({.op = HostOp::binary, .result = v, .args = {variable(), t}, .name = "+"}));
    } else if (kind == 3) {
      leave(out, loops);
    } else if (kind < 6) {
      log(out);
    } else if (kind < 8) {
      const int bit = temporary(), test = temporary();
      out.push_back(number(bit, 1 + below(2)));
      out.push_back(at({.op = HostOp::binary, .result = test, .args = {variable(), bit}, .name = "&"}));
      out.push_back(at({.op = HostOp::if_, .args = {test}, .blocks = {block(depth - 1, loops), block(depth - 1, loops)}}));
    } else if (kind == 8) {
      add_while(out, depth, loops);
    } else if (kind == 9) {
      const int end = temporary();
      out.push_back(number(end, below(4)));
      out.push_back(at({.op = HostOp::for_, .result = variable(), .args = {end},
                        .blocks = {block(depth - 1, loops + 1), block(depth - 1, loops)}}));
    } else {
      add_try(out, depth, loops);
    }
  }

  // Mostly under a condition, so that what follows is reached too.
  void leave(HostBlock& out, int loops) {
    HostBlock inner;
    const int kind = below(loops > 0 ? 4 : 2);
    if (kind == 0) inner.push_back(at({.op = HostOp::return_, .args = {variable()}}));
    if (kind == 1) inner.push_back(at({.op = HostOp::raise, .args = {variable()}}));
    if (kind == 2) inner.push_back(at({.op = HostOp::break_}));
    if (kind == 3) inner.push_back(at({.op = HostOp::continue_}));
    if (below(4) == 0) {
      out.insert(out.end(), inner.begin(), inner.end());
      return;
    }
    const int bit = temporary(), test = temporary();
    out.push_back(number(bit, 1 + below(2)));
    out.push_back(at({.op = HostOp::binary, .result = test, .args = {variable(), bit}, .name = "&"}));
    out.push_back(at({.op = HostOp::if_, .args = {test}, .blocks = {inner, {}}}));
  }

  void add_while(HostBlock& out, int depth, int loops) {
    const int counter = temporary(), limit = temporary(), one = temporary(), test = temporary();
    out.push_back(number(counter, 0));
    out.push_back(number(limit, below(4)));
    HostBlock condition{number(one, 1), at({.op = HostOp::compare, .result = test, .args = {counter, limit}, .name = "<"}),
                        at({.op = HostOp::binary, .result = counter, .args = {counter, one}, .name = "+"})};
    out.push_back(at({.op = HostOp::while_, .args = {test},
                      .blocks = {condition, block(depth - 1, loops + 1), block(depth - 1, loops)}}));
  }

  void add_try(HostBlock& out, int depth, int loops) {
    const int shape = below(3);  // handlers, finally, both
    HostInstr instr{.op = HostOp::try_, .result = temporary(), .blocks = {block(depth - 1, loops), {}, {}, {}}};
    if (shape != 1) {
      const int classes = temporary(), matches = temporary();
      HostBlock unmatched{at({.op = HostOp::reraise, .args = {instr.result}})};
      instr.blocks[1] = {number(classes, below(2)),
                         at({.op = HostOp::matches_exception, .result = matches, .args = {instr.result, classes}}),
                         at({.op = HostOp::if_, .args = {matches}, .blocks = {block(depth - 1, loops), unmatched}})};
      if (below(2)) instr.blocks[2] = block(depth - 1, loops);
    }
    if (shape != 0) instr.blocks[3] = block(depth - 1, loops);
    out.push_back(at(instr));
  }

  std::mt19937 random_;
  int next_register_ = 0;
  int line_ = 0;
};

void compare_with_reference(const HostFunction& function, Entry entry, unsigned seed) {
  for (std::int64_t a = 0; a < 4; ++a)
    for (std::int64_t until = -1; until < 6; ++until) {
      HostReference reference(until);
      const auto expected = reference.run(function, {a, 3 - a});
      MockLibrary library;
      library.calls_until_exception = until;
      const Value parameters[] = {Value::of(a), Value::of(3 - a)};
      Value result;
      const bool returned = entry(&library, nullptr, parameters, &result) == 1;
      ASSERT_EQ(returned, expected.has_value()) << "seed " << seed;
      if (returned) ASSERT_EQ(result.integer, *expected) << "seed " << seed;
      else ASSERT_EQ(library.exception, reference.raised) << "seed " << seed;
      ASSERT_EQ(library.pending, !returned);
      ASSERT_EQ(library.log, reference.log) << "seed " << seed;
      ASSERT_EQ(library.depth, 0);
    }
}

TEST(HostFunctions, RandomControlFlow) {
  constexpr unsigned kPrograms = 100;
  for (const int level : {0, 1}) {
    TestModule test;
    HostLibrary library(*test.module);
    std::vector<HostFunction> functions;
    for (unsigned seed = 0; seed < kPrograms; ++seed) {
      functions.push_back(Generator(seed).make());
      std::string problem;
      ASSERT_TRUE(emit_host_function(*test.module, library, *test.debug, {}, functions.back(), "f" + std::to_string(seed),
                                     problem)) << problem;
    }
    test.load(level, optimise_host);
    for (unsigned seed = 0; seed < kPrograms && !HasFatalFailure(); ++seed)
      compare_with_reference(functions[seed], test.function<Entry>("f" + std::to_string(seed)), seed);
  }
}

// Runs a body of registers 0.. (two parameters) and returns what it returns.
struct Outcome {
  bool returned = false;
  Value value;
  MockLibrary library;
};

Outcome run_body(HostFunction f, bool refuse = false) {
  f.name = f.short_name = "f";
  if (f.parameters.empty()) f.parameters = {{.name = "a"}, {.name = "b"}};
  f.location = {0, 7, 1, 7, 1};
  TestModule test;
  HostLibrary library(*test.module);
  std::string problem;
  if (!emit_host_function(*test.module, library, *test.debug, {{"g", 4}}, f, "f", problem)) throw std::runtime_error(problem);
  test.load(1, optimise_host);
  Outcome out;
  out.library.refuse_enter = refuse;
  const Value parameters[] = {Value::of(std::int64_t{2}), Value::of(std::int64_t{5})};
  out.returned = test.function<Entry>("f")(&out.library, nullptr, parameters, &out.value) == 1;
  return out;
}

HostInstr give_back(int reg) { return {.op = HostOp::return_, .args = {reg}}; }

TEST(HostFunctions, FallsOffTheEndWithNone) {
  const Outcome out = run_body({.register_count = 2});
  EXPECT_TRUE(out.returned);
  EXPECT_TRUE(out.value.is_none());
}

TEST(HostFunctions, RefusedFrameIsNotLeft) {
  const Outcome out = run_body({.register_count = 2}, true);
  EXPECT_FALSE(out.returned);
  EXPECT_EQ(out.library.exception, 77);
  EXPECT_EQ(out.library.depth, 0);
}

TEST(HostFunctions, Constants) {
  const auto constant = [](ir::Constant c) {
    return run_body({.register_count = 3, .body = {{.op = HostOp::constant, .result = 2, .constant = c}, give_back(2)}}).value;
  };
  EXPECT_EQ(constant(std::int64_t{-7}).integer, -7);
  EXPECT_EQ(constant(0.1).real, 0.1);
  EXPECT_TRUE(constant(0.1).is_real());
  EXPECT_TRUE(constant(true).is_bool());
  EXPECT_EQ(constant(true).integer, 1);
  EXPECT_TRUE(constant(ir::NoneConstant{}).is_none());
  EXPECT_EQ(constant(std::string("ab\0c", 4)).integer, 2004);
  EXPECT_EQ(constant(ir::EllipsisConstant{}).integer, 555);
}

TEST(HostFunctions, UnboundRegisters) {
  const Outcome out = run_body({.register_count = 3, .body = {{.op = HostOp::check_bound, .args = {2}, .name = "x"}}});
  EXPECT_FALSE(out.returned);
  EXPECT_EQ(out.library.exception, 61);
  const Outcome unbound = run_body(
      {.register_count = 2, .body = {{.op = HostOp::unbind, .args = {0}}, {.op = HostOp::check_bound, .args = {0}, .name = "a"}}});
  EXPECT_EQ(unbound.library.exception, 61);
}

TEST(HostFunctions, CallWithKindsOfArguments) {
  const Outcome out = run_body({.register_count = 3,
                                .body = {{.op = HostOp::call, .result = 2, .args = {0, 0, 1},
                                          .call_kinds = {{}, {ir::CallKind::keyword, "k"}}},
                                         give_back(2)}});
  EXPECT_EQ(out.value.integer, 2 * 10 + 5 * 3);
}

TEST(HostFunctions, MakesFunctionsAndClasses) {
  const Outcome function = run_body({.register_count = 3,
                                     .body = {{.op = HostOp::make_function, .result = 2, .args = {0, 1, 0}, .name = "g",
                                               .defaults = 1, .keyword_defaults = 1},
                                              give_back(2)}});
  EXPECT_EQ(function.value.integer, 4252);
  const Outcome klass = run_body({.register_count = 3,
                                  .body = {{.op = HostOp::make_class, .result = 2, .args = {0, 1}, .name = "C", .body = "g"},
                                           give_back(2)}});
  EXPECT_EQ(klass.value.integer, (('C' * 1000 + 4) * 10 + 5) * 100 + 2 * 10 + 9);
}

TEST(HostFunctions, NamespaceHoldsTheBoundLocals) {
  const Outcome out = run_body({.locals = {"c", "d"},
                                .register_count = 5,
                                .body = {{.op = HostOp::copy, .result = 3, .args = {1}},
                                         {.op = HostOp::make_namespace, .result = 4},
                                         give_back(4)}});
  EXPECT_EQ(out.value.integer, (2 * 100 + 15) * 100 + 35);
}

TEST(HostFunctions, UnpacksIntoRegisters) {
  const Outcome out = run_body({.register_count = 4,
                                .body = {{.op = HostOp::unpack, .args = {1}, .index = 1, .results = {2, 3}},
                                         {.op = HostOp::binary, .result = 2, .args = {2, 3}, .name = "*"},
                                         give_back(2)}});
  EXPECT_EQ(out.value.integer, 5 * 105);
}

}  // namespace
}  // namespace bpl::codegen
