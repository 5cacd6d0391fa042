#include "support/source.h"

#include <utility>

namespace bpl {

Span join(const Span& first, const Span& last) {
  if (!first.known()) return last;
  if (!last.known()) return first;
  return Span{first.file, first.begin, last.end};
}

std::string_view SourceFile::line(int number) const {
  if (number < 1 || number > line_count()) return {};
  const std::size_t begin = line_starts[static_cast<std::size_t>(number) - 1];
  std::size_t end = begin;
  while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
  return std::string_view(text).substr(begin, end - begin);
}

int SourceFiles::add(std::string name, std::string text) {
  SourceFile file{std::move(name), std::move(text), {0}};
  for (std::size_t i = 0; i < file.text.size(); ++i) {
    const char c = file.text[i];
    const bool pair = c == '\r' && i + 1 < file.text.size() && file.text[i + 1] == '\n';
    if (c == '\n' || (c == '\r' && !pair)) file.line_starts.push_back(i + 1);
  }
  files_.push_back(std::move(file));
  return size() - 1;
}

}  // namespace bpl
