#include "support/source.h"

#include <gtest/gtest.h>

#include "support/utf8.h"

namespace bpl {
namespace {

TEST(SourceFiles, GivesLinesWithoutTheirEnds) {
  SourceFiles files;
  const int file = files.add("a.bpl", "one\ntwo\r\nthree\rfour");
  EXPECT_EQ(files.get(file).line_count(), 4);
  EXPECT_EQ(files.line(file, 1), "one");
  EXPECT_EQ(files.line(file, 2), "two");
  EXPECT_EQ(files.line(file, 3), "three");
  EXPECT_EQ(files.line(file, 4), "four");
  EXPECT_EQ(files.line(file, 0), "");
  EXPECT_EQ(files.line(file, 5), "");
}

TEST(SourceFiles, KeepsReferencesWhileFilesAreAdded) {
  SourceFiles files;
  const SourceFile& first = files.get(files.add("a.bpl", "x"));
  for (int i = 0; i < 100; ++i) files.add("b.bpl", "y");
  EXPECT_EQ(first.name, "a.bpl");
  EXPECT_EQ(files.size(), 101);
}

TEST(Span, JoinsFromTheFirstToTheLast) {
  const Span a{0, {1, 2}, {1, 4}};
  const Span b{0, {3, 1}, {3, 9}};
  EXPECT_EQ(join(a, b), (Span{0, {1, 2}, {3, 9}}));
  EXPECT_EQ(join(Span{}, b), b);
  EXPECT_FALSE(Span{}.known());
}

TEST(Utf8, DecodesAndRefusesMalformedBytes) {
  EXPECT_EQ(decode_utf8("\xC3\xA9", 0).value, U'\u00e9');
  EXPECT_EQ(decode_utf8("\xF0\x9F\x98\x80", 0).length, 4u);
  for (const char* bad : {"\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    EXPECT_FALSE(decode_utf8(bad, 0).valid) << bad;
    EXPECT_EQ(decode_utf8(bad, 0).length, 1u);
  }
}

TEST(Utf8, EncodesWhatItDecodes) {
  for (const char32_t c : {U'a', U'\u00e9', U'\uFF0C', U'\U0001F600'}) {
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(decode_utf8(text, 0).value, c);
    EXPECT_EQ(decode_utf8(text, 0).length, text.size());
  }
}

}  // namespace
}  // namespace bpl
