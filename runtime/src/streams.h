// The standard streams: closed ones, full disks and readers that went away must not end in a crash.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bpl::runtime {

// Once, before anything is opened: descriptors 0 to 2 exist, so that no file of results takes the place of a closed stream,
// and writing to a pipe that nobody reads, or more than a limit allows, is an error instead of a signal.
void secure_streams();

// How many bytes could be written: all, or fewer with errno set.
std::size_t write_all(int descriptor, std::string_view text);

// To stderr; that it cannot be written is nothing anybody could be told.
void print_message(std::string_view text);
// "NAME: error: MESSAGE", where NAME is what the program was started as.
void print_error(std::string_view message);

// Standard output cannot be written. `reader_left`: it is a pipe that nobody reads any more, which needs no message.
class StreamError : public std::runtime_error {
 public:
  explicit StreamError(int error);
  bool reader_left;
};

// What the script prints. On a terminal every line goes out at once.
class StandardOutput {
 public:
  StandardOutput();
  ~StandardOutput();  // writes what is left, silently
  StandardOutput(const StandardOutput&) = delete;
  StandardOutput& operator=(const StandardOutput&) = delete;
  void write(std::string_view text);  // may throw StreamError
  void flush();                       // may throw StreamError

 private:
  static constexpr std::size_t kFlushAbove = 1 << 16;
  std::string buffer_;
  bool terminal_;
};

}  // namespace bpl::runtime
