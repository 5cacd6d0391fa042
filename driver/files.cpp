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

bool write_output(const std::string& path, const std::string& text) {
  if (path == "-") {
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!text.ends_with('\n')) std::fputc('\n', stdout);
    return std::fflush(stdout) == 0;
  }
  const std::string temporary = path + "." + std::to_string(getpid()) + ".tmp";
  std::ofstream out(temporary, std::ios::binary);
  out << text;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(temporary, path, error);
  if (out && !error) return true;
  std::filesystem::remove(temporary, error);
  fmt::print(stderr, "bplc: error: cannot write '{}'\n", path);
  return false;
}

}  // namespace bpl::driver
