// Reading the input and writing results, with messages for people.
#pragma once

#include <string>

namespace bpl::driver {

// False after a message on stderr.
bool read_file(const std::string& path, std::string* text);
// To a file, replaced by rename, or to stdout for "-"; the last line ends like any other. False after a message on stderr.
bool write_output(const std::string& path, std::string text);

}  // namespace bpl::driver
