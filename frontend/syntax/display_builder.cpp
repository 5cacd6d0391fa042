// Brackets of all kinds: tuples, lists, dicts, sets, comprehensions and the arguments of calls.
#include <fmt/format.h>

#include <unordered_set>
#include <utility>

#include "frontend/syntax/expression_builder.h"
#include "frontend/syntax/targets.h"

namespace bpl::syntax {

namespace {

using P = BplParser;

}  // namespace

void ExpressionBuilder::refuse_as(antlr4::tree::TerminalNode* as) {
  if (as) errors_.add(errors_.span(as->getSymbol()), "invalid syntax");
}

ExprList ExpressionBuilder::element_list(P::ElementsContext* rule) {
  ExprList out;
  if (!rule) return out;
  for (P::ElementContext* element : rule->element()) {
    refuse_as(element->AS());
    out.push_back(build(element->starNamedExpression()));
  }
  return out;
}

ExprPtr ExpressionBuilder::comprehension_element(P::ElementsContext* rule) {
  ExprPtr element = build(rule->element(0)->starNamedExpression());
  refuse_as(rule->element(0)->AS());
  if (as<Starred>(*element)) errors_.add(element->span, "iterable unpacking cannot be used in comprehension");
  return element;
}

std::vector<Comprehension> ExpressionBuilder::comprehensions(const std::vector<P::ComprehensionForContext*>& rules) {
  std::vector<Comprehension> out;
  for (P::ComprehensionForContext* rule : rules) {
    Comprehension part;
    part.is_async = rule->ASYNC() != nullptr;
    part.target = build_target(rule->targets());
    const auto operands = rule->disjunction();
    part.iter = build(operands[0]);
    for (std::size_t i = 1; i < operands.size(); ++i) part.ifs.push_back(build(operands[i]));
    out.push_back(std::move(part));
  }
  return out;
}

ExprPtr ExpressionBuilder::parenthesis(P::ParenthesisContext* rule) {
  const Span span = errors_.span(rule);
  if (rule->yieldExpr()) return build(rule->yieldExpr());
  P::ElementsContext* elements = rule->elements();
  if (elements && !elements->comprehensionFor().empty()) {
    ExprPtr element = comprehension_element(elements);
    return make_expr(span, GeneratorExp{std::move(element), comprehensions(elements->comprehensionFor())});
  }
  ExprList list = element_list(elements);
  if (list.size() == 1 && elements->COMMA().empty()) {
    if (as<Starred>(*list[0])) errors_.add(list[0]->span, "cannot use starred expression here");
    return std::move(list[0]);
  }
  return make_expr(span, Tuple{std::move(list)});
}

ExprPtr ExpressionBuilder::list_display(P::ListDisplayContext* rule) {
  P::ElementsContext* elements = rule->elements();
  if (elements && !elements->comprehensionFor().empty()) {
    ExprPtr element = comprehension_element(elements);
    return make_expr(errors_.span(rule), ListComp{std::move(element), comprehensions(elements->comprehensionFor())});
  }
  return make_expr(errors_.span(rule), List{element_list(elements)});
}

ExprPtr ExpressionBuilder::brace_display(P::BraceDisplayContext* rule) {
  const auto items = rule->braceItem();
  const bool is_dict = items.empty() || items[0]->DOUBLESTAR() || items[0]->COLON();
  return is_dict ? dict(rule) : set(rule);
}

void ExpressionBuilder::dict_item(P::BraceItemContext* rule, Dict& out) {
  refuse_as(rule->AS());
  if (rule->DOUBLESTAR()) {
    out.keys.push_back(nullptr);
    out.values.push_back(build(rule->arithmetic()));
    return;
  }
  if (!rule->namedExpression()) {
    errors_.add(errors_.span(rule->start), "invalid syntax");
    return;
  }
  ExprPtr key = build(rule->namedExpression());
  if (!rule->COLON()) {
    Span last = key->span;
    last.begin = {last.end.line, std::max(last.end.column - 1, 1)};
    errors_.add(last, "':' expected after dictionary key");
    return;
  }
  if (as<NamedExpr>(*key) && !sole_parenthesis(rule->namedExpression())) {
    errors_.add(key->span, "invalid syntax");
  }
  if (rule->STAR()) {
    errors_.add(errors_.span(rule->STAR()->getSymbol(), rule->arithmetic()->stop),
                "cannot use a starred expression in a dictionary value");
    return;
  }
  if (!rule->expression()) {
    errors_.add(errors_.span(rule->COLON()->getSymbol()), "expression expected after dictionary key and ':'");
    return;
  }
  out.keys.push_back(std::move(key));
  out.values.push_back(build(rule->expression()));
}

ExprPtr ExpressionBuilder::dict(P::BraceDisplayContext* rule) {
  const Span span = errors_.span(rule);
  const auto items = rule->braceItem();
  Dict node;
  for (P::BraceItemContext* item : items) dict_item(item, node);
  if (rule->comprehensionFor().empty()) return make_expr(span, std::move(node));
  if (items[0]->DOUBLESTAR()) {
    errors_.add(errors_.span(items[0]->start), "dict unpacking cannot be used in dict comprehension");
    return placeholder(span);
  }
  if (node.keys.empty()) return placeholder(span);
  return make_expr(
      span, DictComp{std::move(node.keys[0]), std::move(node.values[0]), comprehensions(rule->comprehensionFor())});
}

ExprPtr ExpressionBuilder::set(P::BraceDisplayContext* rule) {
  const Span span = errors_.span(rule);
  Set node;
  for (P::BraceItemContext* item : rule->braceItem()) {
    refuse_as(item->AS());
    if (item->STAR()) {
      ExprPtr value = build(item->arithmetic());
      node.elts.push_back(make_expr(errors_.span(item), Starred{std::move(value)}));
    } else if (item->DOUBLESTAR() || item->COLON()) {
      const antlr4::Token* wrong = item->DOUBLESTAR() ? item->start : item->COLON()->getSymbol();
      errors_.add(errors_.span(wrong), "invalid syntax");
    } else {
      node.elts.push_back(build(item->namedExpression()));
    }
  }
  if (rule->comprehensionFor().empty() || node.elts.empty()) return make_expr(span, std::move(node));
  if (as<Starred>(*node.elts[0])) {
    errors_.add(node.elts[0]->span, "iterable unpacking cannot be used in comprehension");
  }
  return make_expr(span, SetComp{std::move(node.elts[0]), comprehensions(rule->comprehensionFor())});
}

CallArguments ExpressionBuilder::call_arguments(P::ArgumentsContext* rule) {
  CallArguments out;
  const auto arguments = rule->argument();
  for (P::ArgumentContext* each : arguments) {
    argument(each, arguments.size() == 1 && rule->COMMA().empty(), out);
  }
  std::unordered_set<std::string> seen;
  for (const Keyword& keyword : out.keywords) {
    if (keyword.arg && !seen.insert(*keyword.arg).second) {
      errors_.add(keyword.span, "keyword argument repeated: " + *keyword.arg);
    }
  }
  return out;
}

void ExpressionBuilder::argument(P::ArgumentContext* rule, bool alone, CallArguments& out) {
  const Span span = errors_.span(rule);
  bool unpacked = false;
  for (const Keyword& keyword : out.keywords) unpacked |= !keyword.arg;
  refuse_as(rule->AS());

  if (rule->DOUBLESTAR()) {
    out.keywords.push_back({span, std::nullopt, build(rule->expression())});
  } else if (rule->STAR()) {
    if (unpacked) errors_.add(span, "iterable argument unpacking follows keyword argument unpacking");
    out.args.push_back(make_expr(span, Starred{build(rule->expression())}));
  } else if (rule->EQUAL()) {
    keyword_argument(rule, out);
  } else if (!rule->comprehensionFor().empty()) {
    ExprPtr element = build(rule->namedExpression());
    Span whole = span;
    if (alone) {
      // Python counts the parentheses of the call as those of the generator.
      auto* arguments = static_cast<P::ArgumentsContext*>(rule->parent);
      auto* call = static_cast<antlr4::ParserRuleContext*>(arguments->parent);
      for (antlr4::tree::ParseTree* child : call->children) {
        auto* terminal = dynamic_cast<antlr4::tree::TerminalNode*>(child);
        if (!terminal) continue;
        if (terminal->getSymbol()->getType() == P::LPAR) whole.begin = errors_.span(terminal->getSymbol()).begin;
        if (terminal->getSymbol()->getType() == P::RPAR) whole.end = errors_.span(terminal->getSymbol()).end;
      }
    } else {
      errors_.add(span, "Generator expression must be parenthesized");
    }
    out.args.push_back(make_expr(whole, GeneratorExp{std::move(element), comprehensions(rule->comprehensionFor())}));
  } else {
    if (!out.keywords.empty()) {
      errors_.add(span, unpacked ? "positional argument follows keyword argument unpacking"
                                 : "positional argument follows keyword argument");
    }
    out.args.push_back(build(rule->namedExpression()));
  }
}

void ExpressionBuilder::keyword_argument(P::ArgumentContext* rule, CallArguments& out) {
  ExprPtr name = build(rule->namedExpression());
  ExprPtr value = build(rule->expression());
  const Span wrong = errors_.span(rule->start, rule->EQUAL()->getSymbol());
  const auto* constant = as<Constant>(*name);
  const bool is_name = as<Name>(*name) && !sole_parenthesis(rule->namedExpression());
  if (constant && expression_name(*name) != "literal" && expression_name(*name) != "ellipsis") {
    errors_.add(wrong, fmt::format("cannot assign to {}", expression_name(*name)));
  } else if (!is_name) {
    errors_.add(wrong, "expression cannot contain assignment, perhaps you meant \"==\"?");
  } else if (!rule->comprehensionFor().empty()) {
    errors_.add(wrong, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  } else {
    out.keywords.push_back({errors_.span(rule), as<Name>(*name)->id, std::move(value)});
  }
}

}  // namespace bpl::syntax
