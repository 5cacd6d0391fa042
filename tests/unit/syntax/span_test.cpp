// Where nodes are in the text.
#include <gtest/gtest.h>

#include "parse_text.h"

namespace bpl::syntax {
namespace {

std::string text_of(const Span& span) {
  return std::to_string(span.begin.line) + ":" + std::to_string(span.begin.column) + "-" +
         std::to_string(span.end.line) + ":" + std::to_string(span.end.column);
}

TEST(Spans, AreThoseOfCPythonForExpressions) {
  const Parsed parsed = parse_text("y = f(a, b=(1 + 2))[0].c\n");
  const auto& assign = *as<Assign>(*parsed.module->body[0]);
  EXPECT_EQ(text_of(parsed.module->body[0]->span), "1:1-1:25");
  EXPECT_EQ(text_of(assign.value->span), "1:5-1:25");
  const auto& subscript = *as<Subscript>(*as<Attribute>(*assign.value)->value);
  EXPECT_EQ(text_of(subscript.value->span), "1:5-1:20");
  const auto& call = *as<Call>(*subscript.value);
  EXPECT_EQ(text_of(call.keywords[0].span), "1:10-1:19");
  EXPECT_EQ(text_of(call.keywords[0].value->span), "1:13-1:18");
}

TEST(Spans, CountCodePoints) {
  const Parsed parsed = parse_text("s = '\xE6\x97\xA5\xE6\x9C\xAC', x\n");
  const auto& tuple = *as<Tuple>(*as<Assign>(*parsed.module->body[0])->value);
  EXPECT_EQ(text_of(tuple.elts[1]->span), "1:11-1:12");
}

TEST(Spans, OfBlocksEndWithTheirLastStatement) {
  const Parsed parsed = parse_text("@d\ndef f(x):\n  if x:\n    return x\n\n# end\ny\n");
  const Statement& function = *parsed.module->body[0];
  EXPECT_EQ(text_of(function.span), "2:1-4:13");
  EXPECT_EQ(text_of(as<FunctionDef>(function)->name_span), "2:5-2:6");
  EXPECT_EQ(text_of(as<FunctionDef>(function)->args.args[0].span), "2:7-2:8");
}

TEST(Spans, ReachIntoFStrings) {
  const Parsed parsed = parse_text("x = 'a' f'\xC3\xA9{ab + 1:{w}}'\n");
  const auto& joined = *as<JoinedStr>(*as<Assign>(*parsed.module->body[0])->value);
  const auto& field = *as<FormattedValue>(*joined.values[1]);
  EXPECT_EQ(text_of(field.value->span), "1:13-1:19");
  const auto& width = *as<FormattedValue>(*as<JoinedStr>(*field.format_spec)->values[0]);
  EXPECT_EQ(text_of(width.value->span), "1:21-1:22");
}

}  // namespace
}  // namespace bpl::syntax
