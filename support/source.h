// Source files, positions in them and spans of text.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace bpl {

// A place in a file. Lines and columns count from 1, columns in code points; line 0 means "nowhere".
struct Position {
  int line = 0;
  int column = 0;

  friend auto operator<=>(const Position&, const Position&) = default;
};

// A stretch of text [begin, end) of the file with that index in SourceFiles; file -1 means "no place".
struct Span {
  int file = -1;
  Position begin;
  Position end;

  bool known() const { return file >= 0 && begin.line > 0; }
  friend bool operator==(const Span&, const Span&) = default;
};

// The span from the beginning of the first to the end of the second.
Span join(const Span& first, const Span& last);

// One file with the byte offset at which each of its lines starts. Lines end with \n, \r\n or \r.
struct SourceFile {
  std::string name;
  std::string text;
  std::vector<std::size_t> line_starts;

  int line_count() const { return static_cast<int>(line_starts.size()); }
  // The text of a line without its end of line; empty for a line that does not exist.
  std::string_view line(int number) const;
};

// All files of a compilation. References stay valid while files are added.
class SourceFiles {
 public:
  // Adds a file and returns its index.
  int add(std::string name, std::string text);
  const SourceFile& get(int file) const { return files_.at(static_cast<std::size_t>(file)); }
  int size() const { return static_cast<int>(files_.size()); }
  // The text of a line of a file without its end of line.
  std::string_view line(int file, int number) const { return get(file).line(number); }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace bpl
