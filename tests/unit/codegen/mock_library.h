// A stand-in for the value library: every value is an integer, calls are written to a log, exceptions are integers.
#pragma once

#include <cstdint>
#include <vector>

#include "host/abi.h"
#include "host/values/code.h"

namespace bpl::codegen {

struct LogEntry {
  std::int64_t line = 0, value = 0;
  bool operator==(const LogEntry&) const = default;
};

// What generated code passes around as the context.
struct MockLibrary {
  std::vector<LogEntry> log;
  std::int64_t calls_until_exception = -1;  // the call that raises; -1: none
  bool pending = false;
  std::int64_t exception = 0;
  host::Frame* frame = nullptr;
  int depth = 0;
  bool refuse_enter = false;
  std::vector<std::pair<std::int64_t, std::int64_t>> iterators;  // next, end
};

}  // namespace bpl::codegen
