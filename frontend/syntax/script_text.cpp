#include "frontend/syntax/script_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "support/utf8.h"

namespace bpl::syntax {

std::optional<ScriptText> ScriptText::decode(int file, const SourceFiles& files, Diagnostics& diagnostics) {
  const std::string& bytes = files.get(file).text;
  ScriptText text;
  text.file_ = file;
  text.utf8_.reserve(bytes.size());
  std::size_t index = 0;
  std::size_t i = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (i < bytes.size()) {
    const CodePoint c = decode_utf8(bytes, i);
    if (!c.valid || c.value == 0) {
      const std::string message =
          c.valid ? std::string("source code cannot contain null bytes")
                  : fmt::format("(unicode error) 'utf-8' codec can't decode byte 0x{:02x} in position {}",
                                static_cast<unsigned char>(bytes[i]), i);
      diagnostics.error("syntax-error", text.span(index, index + 1), message);
      return std::nullopt;
    }
    if (c.value == '\n' || c.value == '\r') {
      if (c.value == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
      text.utf8_ += '\n';
      text.line_starts_.push_back(index + 1);
    } else {
      text.utf8_.append(bytes, i, c.length);
    }
    i += c.length;
    ++index;
  }
  text.size_ = index;
  return text;
}

Position ScriptText::position(std::size_t index) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), index);
  const auto line = after - line_starts_.begin();
  return {static_cast<int>(line), static_cast<int>(index - *(after - 1)) + 1};
}

}  // namespace bpl::syntax
