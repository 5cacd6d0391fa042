#include "driver/files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace bpl::driver {

bool read_file(const std::string& path, std::string* text) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    fmt::print(stderr, "bplc: error: '{}' is a folder, not a script\n", path);
    return false;
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf() || in.peek() == std::ifstream::traits_type::eof())) {
    fmt::print(stderr, "bplc: error: cannot read '{}': {}\n", path, std::strerror(errno));
    return false;
  }
  *text = content.str();
  return true;
}

namespace {

bool write_failed(const std::string& name, int error) {
  fmt::print(stderr, "bplc: error: cannot write {}: {}\n", name, std::strerror(error));
  return false;
}

}  // namespace

bool write_output(const std::string& path, std::string text) {
  if (!text.ends_with('\n')) text += '\n';
  errno = 0;
  if (path == "-") {
    const bool well = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return well || write_failed("to standard output", errno);
  }
  const std::string temporary = path + "." + std::to_string(getpid()) + ".part";
  std::ofstream out(temporary, std::ios::binary);
  out << text;
  out.close();
  if (out && std::rename(temporary.c_str(), path.c_str()) == 0) return true;
  const int error = errno;
  std::remove(temporary.c_str());
  return write_failed(fmt::format("'{}'", path), error);
}

}  // namespace bpl::driver
