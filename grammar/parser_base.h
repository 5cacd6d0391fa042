// Base class of the generated parser: limits how deep rules may nest, so that no input exhausts the stack.
#pragma once

#include <cstddef>
#include <exception>

#include "antlr4-runtime.h"

// Thrown out of the parser when constructs nest deeper than it can handle.
struct NestedTooDeeply : std::exception {
  const char* what() const noexcept override { return "nested too deeply"; }
};

class ParserBase : public antlr4::Parser {
 public:
  // 200 brackets in each other, as Python allows, need about 2,800 rule calls.
  static constexpr int kMaxDepth = 4000;

  explicit ParserBase(antlr4::TokenStream* input) : antlr4::Parser(input) {}

  void reset_depth() { depth_ = 0; }

  void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) override {
    antlr4::Parser::enterRule(context, state, rule);
    descend();
  }
  void enterRecursionRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule,
                          int precedence) override {
    antlr4::Parser::enterRecursionRule(context, state, rule, precedence);
    descend();
  }
  void unrollRecursionContexts(antlr4::ParserRuleContext* parent) override {
    --depth_;
    antlr4::Parser::unrollRecursionContexts(parent);
  }
  // Not virtual in ANTLR: the generated code finds this one first.
  void exitRule() {
    --depth_;
    antlr4::Parser::exitRule();
  }

 private:
  void descend() {
    if (++depth_ > kMaxDepth) throw NestedTooDeeply();
  }

  int depth_ = 0;
};
