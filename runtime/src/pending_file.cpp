#include "runtime/src/pending_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>
#include <vector>

#include "runtime/src/streams.h"

namespace bpl::runtime {
namespace {

PendingFile* volatile first_pending = nullptr;  // all pending files, as a list that a signal handler can walk

// The process in the name of a temporary file, or 0.
pid_t writer_of(std::string_view name) {
  constexpr std::string_view kEnding = ".part";
  if (!name.starts_with('.') || !name.ends_with(kEnding)) return 0;
  name.remove_suffix(kEnding.size());
  name.remove_prefix(name.rfind('.') + 1);
  pid_t process = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), process);
  return error == std::errc() && end == name.data() + name.size() ? process : 0;
}

}  // namespace

void remove_abandoned_files(const std::string& directory) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<fs::path> abandoned;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    const pid_t writer = writer_of(entry.path().filename().string());
    if (writer > 0 && kill(writer, 0) != 0 && errno == ESRCH) abandoned.push_back(entry.path());
  }
  for (const fs::path& path : abandoned) fs::remove(path, error);
}

PendingFile::PendingFile(const std::string& directory, const std::string& name)
    : path_(directory + "/" + name), temporary_(fmt::format("{}/.{}.{}.part", directory, name, ::getpid())) {
  descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail(errno);
  next_ = first_pending;
  first_pending = this;
}

PendingFile::~PendingFile() {
  if (descriptor_ < 0) return;
  leave_list();
  close(descriptor_);
  unlink(temporary_.c_str());
}

void PendingFile::leave_list() {
  if (first_pending == this) {
    first_pending = next_;
    return;
  }
  for (PendingFile* file = first_pending; file != nullptr; file = file->next_)
    if (file->next_ == this) file->next_ = next_;
}

void PendingFile::fail(int error) const { throw std::runtime_error(fmt::format("cannot write '{}': {}", path_, std::strerror(error))); }

void PendingFile::write(std::string_view text) {
  const std::size_t written = write_all(descriptor_, text);
  if (written == text.size()) {
    complete_ += static_cast<long>(written);
    return;
  }
  const int error = errno;
  complete_ += static_cast<long>(text.substr(0, written).rfind('\n') + 1);  // 0 without a whole line
  [[maybe_unused]] const int truncated = ftruncate(descriptor_, complete_);
  fail(error);
}

void PendingFile::finish() {
  leave_list();
  const bool closed = close(std::exchange(descriptor_, -1)) == 0;
  if (closed && std::rename(temporary_.c_str(), path_.c_str()) == 0) return;
  const int error = errno;
  unlink(temporary_.c_str());
  fail(error);
}

void settle_pending_files() noexcept {
  for (PendingFile* file = first_pending; file != nullptr; file = file->next_) {
    if (file->complete_ == 0) {
      unlink(file->temporary_.c_str());
    } else if (ftruncate(file->descriptor_, file->complete_) == 0) {
      rename(file->temporary_.c_str(), file->path_.c_str());
    }
  }
}

}  // namespace bpl::runtime
