// Parsing a text in a test.
#pragma once

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "frontend/syntax/parse.h"

namespace bpl::syntax {

struct Parsed {
  SourceFiles files;
  Diagnostics diagnostics;
  std::unique_ptr<Module> module;
};

inline Parsed parse_text(std::string text) {
  Parsed parsed;
  const int file = parsed.files.add("test.bpl", std::move(text));
  parsed.module = parse(file, parsed.files, parsed.diagnostics);
  return parsed;
}

inline std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace bpl::syntax
