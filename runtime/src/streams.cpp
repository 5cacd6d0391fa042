#include "runtime/src/streams.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace bpl::runtime {

void secure_streams() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor)
    if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
      // The lowest free descriptor is taken, which is this one.
      [[maybe_unused]] const int opened = open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY);
    }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

std::size_t write_all(int descriptor, std::string_view text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = ::write(descriptor, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) break;
    done += static_cast<std::size_t>(written);
  }
  return done;
}

void print_message(std::string_view text) { write_all(STDERR_FILENO, text); }

void print_error(std::string_view message) { print_message(fmt::format("{}: error: {}\n", program_invocation_short_name, message)); }

StreamError::StreamError(int error)
    : std::runtime_error(fmt::format("cannot write to standard output: {}", std::strerror(error))), reader_left(error == EPIPE) {}

StandardOutput::StandardOutput() : terminal_(isatty(STDOUT_FILENO) != 0) {}

StandardOutput::~StandardOutput() { write_all(STDOUT_FILENO, buffer_); }

void StandardOutput::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() > kFlushAbove || (terminal_ && text.find('\n') != std::string_view::npos)) flush();
}

void StandardOutput::flush() {
  const std::string text = std::exchange(buffer_, {});
  if (write_all(STDOUT_FILENO, text) != text.size()) throw StreamError(errno);
}

}  // namespace bpl::runtime
