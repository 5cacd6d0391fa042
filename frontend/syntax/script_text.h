// The text of a file as the lexer reads it, and the way back from its code points to positions in the file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.h"
#include "support/source.h"

namespace bpl::syntax {

// UTF-8 without a byte order mark and with every line ending in \n, so that code points can be counted through.
class ScriptText {
 public:
  // Nothing, and an error, when the file holds bytes that are not text.
  static std::optional<ScriptText> decode(int file, const SourceFiles& files, Diagnostics& diagnostics);

  const std::string& utf8() const { return utf8_; }
  std::size_t size() const { return size_; }  // in code points
  Position position(std::size_t index) const;
  Span span(std::size_t begin, std::size_t end) const { return {file_, position(begin), position(end)}; }

 private:
  int file_ = -1;
  std::string utf8_;
  std::size_t size_ = 0;
  std::vector<std::size_t> line_starts_{0};
};

// A part of a script that is lexed on its own: code point i of the part is code point i + offset of the script.
// The expressions of f-strings are such parts.
struct TextPart {
  const ScriptText* script = nullptr;
  std::ptrdiff_t offset = 0;

  Span span(std::size_t begin, std::size_t end) const {
    return script->span(begin + static_cast<std::size_t>(offset), end + static_cast<std::size_t>(offset));
  }
};

}  // namespace bpl::syntax
