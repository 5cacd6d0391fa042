// The parameters of functions and lambdas, and the rules about their order.
#include <fmt/format.h>

#include <utility>

#include "frontend/syntax/expression_builder.h"

namespace bpl::syntax {

namespace {

using P = BplParser;

// What a parameter rule holds, whether of a function or of a lambda.
struct Parts {
  antlr4::Token* star = nullptr;  // * or **
  antlr4::Token* slash = nullptr;
  antlr4::Token* name = nullptr;
  antlr4::Token* equal = nullptr;
  antlr4::ParserRuleContext* annotation = nullptr;
  antlr4::ParserRuleContext* value = nullptr;
};

Parts parts_of(antlr4::ParserRuleContext* rule) {
  Parts parts;
  bool colon = false;
  for (antlr4::tree::ParseTree* child : rule->children) {
    if (auto* terminal = dynamic_cast<antlr4::tree::TerminalNode*>(child)) {
      antlr4::Token* token = terminal->getSymbol();
      switch (token->getType()) {
        case P::STAR:
        case P::DOUBLESTAR:
          parts.star = token;
          break;
        case P::SLASH:
          parts.slash = token;
          break;
        case P::NAME:
          parts.name = token;
          break;
        case P::EQUAL:
          parts.equal = token;
          colon = false;
          break;
        default:
          colon = true;
          break;
      }
    } else {
      (colon ? parts.annotation : parts.value) = static_cast<antlr4::ParserRuleContext*>(child);
    }
  }
  return parts;
}

}  // namespace

// What was met so far in a parameter list.
struct ParameterState {
  Arguments out;
  antlr4::Token* bare_star = nullptr;  // a `*` that still needs a name after it
  bool star = false;
  bool slash = false;
};

void ExpressionBuilder::parameter(antlr4::ParserRuleContext* rule, ParameterState& state) {
  const Parts parts = parts_of(rule);
  Arguments& out = state.out;
  const auto fail = [&](const antlr4::Token* token, const std::string& message) {
    errors_.add(errors_.span(token), message);
  };
  if (out.kwarg) return fail(rule->start, "arguments cannot follow var-keyword argument");
  if (parts.slash) {
    if (state.slash) return fail(parts.slash, "/ may appear only once");
    if (state.star) return fail(parts.slash, "/ must be ahead of *");
    if (out.args.empty()) return fail(parts.slash, "at least one argument must precede /");
    state.slash = true;
    out.posonlyargs = std::exchange(out.args, {});
    return;
  }
  const bool double_star = parts.star && parts.star->getType() == P::DOUBLESTAR;
  if (parts.star && parts.equal) {
    return fail(parts.equal, double_star ? "var-keyword argument cannot have default value"
                                         : "var-positional argument cannot have default value");
  }
  if (parts.star && !double_star) {
    if (state.star) return fail(parts.star, "* argument may appear only once");
    state.star = true;
    if (!parts.name) {
      state.bare_star = parts.star;
      return;
    }
  }
  const antlr4::Token* last = parts.annotation ? parts.annotation->stop : parts.name;
  Arg arg{errors_.span(parts.name, last), parts.name->getText(), build_or_null(parts.annotation)};
  if (double_star) {
    if (state.bare_star) fail(std::exchange(state.bare_star, nullptr), "named arguments must follow bare *");
    out.kwarg = std::move(arg);
  } else if (parts.star) {
    out.vararg = std::move(arg);
  } else if (state.star) {
    state.bare_star = nullptr;
    out.kwonlyargs.push_back(std::move(arg));
    out.kw_defaults.push_back(build_or_null(parts.value));
  } else {
    if (!parts.value && !out.defaults.empty()) fail(parts.name, "non-default argument follows default argument");
    out.args.push_back(std::move(arg));
    if (parts.value) out.defaults.push_back(build(parts.value));
  }
}

Arguments ExpressionBuilder::parameter_list(const std::vector<antlr4::ParserRuleContext*>& rules) {
  ParameterState state;
  for (antlr4::ParserRuleContext* rule : rules) parameter(rule, state);
  if (state.bare_star) errors_.add(errors_.span(state.bare_star), "named arguments must follow bare *");
  return std::move(state.out);
}

Arguments ExpressionBuilder::parameters(P::ParametersContext* rule) {
  if (!rule) return {};
  std::vector<antlr4::ParserRuleContext*> rules;
  for (P::ParameterContext* each : rule->parameter()) rules.push_back(each);
  return parameter_list(rules);
}

}  // namespace bpl::syntax
