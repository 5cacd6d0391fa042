// Files that appear by rename, complete.
#pragma once

#include <string>
#include <string_view>

namespace bpl::runtime {

// A file under a temporary name until finish(). Every failure throws std::runtime_error with the file's name.
class PendingFile {
 public:
  PendingFile(const std::string& directory, const std::string& name);
  ~PendingFile();  // without finish(): removes the temporary file
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  // Whole lines. With an exception, those that could be written stay, and the file can still be finished.
  void write(std::string_view text);
  void finish();

 private:
  friend void settle_pending_files() noexcept;
  [[noreturn]] void fail(int error) const;
  void leave_list();
  std::string path_, temporary_;
  int descriptor_ = -1;
  long complete_ = 0;  // bytes
  PendingFile* next_;
};

// Removes the temporary files that killed programs have left in a directory.
void remove_abandoned_files(const std::string& directory);

// For signal handlers, right before the process ends: every pending file appears with what was written to it.
void settle_pending_files() noexcept;

}  // namespace bpl::runtime
