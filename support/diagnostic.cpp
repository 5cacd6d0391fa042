#include "support/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "support/utf8.h"

namespace bpl {

namespace {

constexpr int kTabWidth = 8;
constexpr std::size_t kMaxShown = 160;  // terminal columns of a source line that are printed

struct Colours {
  std::string_view bold, severity, caret, hint, off;
};

Colours colours_for(Severity severity, bool colour) {
  if (!colour) return {};
  switch (severity) {
    case Severity::error:
      return {"\033[1m", "\033[1;31m", "\033[1;32m", "\033[36m", "\033[0m"};
    case Severity::warning:
      return {"\033[1m", "\033[1;35m", "\033[1;32m", "\033[36m", "\033[0m"};
    case Severity::note:
      return {"\033[1m", "\033[1;34m", "\033[1;32m", "\033[36m", "\033[0m"};
  }
  return {};
}

// A source line made printable, and for each of its code points the terminal column where it starts.
struct Shown {
  std::string text;
  std::vector<int> columns;  // one more than there are code points
};

Shown show_line(std::string_view line) {
  Shown shown;
  int column = 0;
  for (std::size_t i = 0; i < line.size();) {
    const CodePoint c = decode_utf8(line, i);
    shown.columns.push_back(column);
    if (c.value == '\t') {
      const int width = kTabWidth - column % kTabWidth;
      shown.text.append(static_cast<std::size_t>(width), ' ');
      column += width;
    } else if (!c.valid || c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) {
      shown.text += "\xEF\xBF\xBD";
      column += 1;
    } else {
      shown.text += line.substr(i, c.length);
      column += display_width(c.value);
    }
    i += c.length;
  }
  shown.columns.push_back(column);
  return shown;
}

int column_at(const Shown& shown, int position) {
  const int last = static_cast<int>(shown.columns.size());
  return shown.columns[static_cast<std::size_t>(std::clamp(position, 1, last) - 1)];
}

// The printable line and, below it, ^~~~ under the span (to the end of the line when the span is longer).
std::string excerpt(const Span& span, const SourceFiles& files, const Colours& colours) {
  const std::string_view line = files.line(span.file, span.begin.line);
  const Shown shown = show_line(line);
  const int begin = column_at(shown, span.begin.column);
  const int end = span.end.line == span.begin.line ? column_at(shown, span.end.column) : shown.columns.back();
  if (shown.columns.back() > static_cast<int>(kMaxShown)) return {};
  const std::string caret = "^" + std::string(static_cast<std::size_t>(std::max(end - begin - 1, 0)), '~');
  return fmt::format("    {}\n    {}{}{}{}\n", shown.text, std::string(static_cast<std::size_t>(begin), ' '),
                     colours.caret, caret, colours.off);
}

std::string place(const Span& span, const SourceFiles& files) {
  if (!span.known() || span.file >= files.size()) return "bplc: ";
  return fmt::format("{}:{}:{}: ", files.get(span.file).name, span.begin.line, span.begin.column);
}

std::string headline(Severity severity, const Span& span, std::string_view message, const SourceFiles& files,
                     bool colour) {
  const Colours c = colours_for(severity, colour);
  std::string out = fmt::format("{}{}{}{}{}: {}{}{}{}\n", c.bold, place(span, files), c.off, c.severity,
                                severity_name(severity), c.off, c.bold, message, c.off);
  if (span.known() && span.file < files.size()) out += excerpt(span, files, c);
  return out;
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++error_count_;
  all_.push_back(std::move(diagnostic));
}

Diagnostic& Diagnostics::error(std::string code, const Span& span, std::string message) {
  add(Diagnostic{Severity::error, std::move(code), std::move(message), span, {}, {}});
  return all_.back();
}

Diagnostic& Diagnostics::warning(std::string code, const Span& span, std::string message) {
  add(Diagnostic{Severity::warning, std::move(code), std::move(message), span, {}, {}});
  return all_.back();
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> out = all_;
  const auto key = [](const Diagnostic& d) { return std::tuple(d.span.file, d.span.begin); };
  std::stable_sort(out.begin(), out.end(), [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  return out;
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

std::string render(const Diagnostic& diagnostic, const SourceFiles& files, bool colour) {
  std::string out = headline(diagnostic.severity, diagnostic.span, diagnostic.message, files, colour);
  if (!diagnostic.hint.empty()) {
    const Colours c = colours_for(diagnostic.severity, colour);
    out += fmt::format("  {}hint:{} {}\n", c.hint, c.off, diagnostic.hint);
  }
  for (const Note& note : diagnostic.notes) out += headline(Severity::note, note.span, note.message, files, colour);
  return out;
}

std::string render(const Diagnostics& diagnostics, const SourceFiles& files, bool colour) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) out += render(diagnostic, files, colour);
  return out;
}

}  // namespace bpl
