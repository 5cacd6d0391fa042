// Messages to the user as data, their collection, and their rendering with the source line and a caret.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/source.h"

namespace bpl {

enum class Severity { error, warning, note };

// A further place that explains a diagnostic ("defined here").
struct Note {
  Span span;
  std::string message;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // kebab-case and stable: "syntax-error", "unknown-keyword"
  std::string message;
  Span span;
  std::string hint;  // what to do about it; may be empty
  std::vector<Note> notes;
};

// The diagnostics of one run, in the order in which they were found.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  // Adds an error and returns it, so that a hint or notes can be filled in; valid until the next addition.
  Diagnostic& error(std::string code, const Span& span, std::string message);
  Diagnostic& warning(std::string code, const Span& span, std::string message);

  std::size_t error_count() const { return error_count_; }
  bool has_errors() const { return error_count_ > 0; }
  const std::vector<Diagnostic>& all() const { return all_; }
  // By file and position; what was found first stays first at the same place.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> all_;
  std::size_t error_count_ = 0;
};

std::string_view severity_name(Severity severity);

// Diagnostics as text for a terminal:
//
//   file:line:column: error: message
//       source line
//           ^~~~
//     hint: ...
//
// Tabs are widened, control characters replaced and wide characters counted, so that the caret stands below its text.
std::string render(const Diagnostics& diagnostics, const SourceFiles& files, bool colour);
std::string render(const Diagnostic& diagnostic, const SourceFiles& files, bool colour);

}  // namespace bpl
