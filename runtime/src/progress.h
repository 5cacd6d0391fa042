// What the user sees of a run on stderr: one banner, then progress. Silent with --quiet and on ranks other than 0.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "runtime/src/program.h"
#include "runtime/src/world.h"

namespace bpl::runtime {

class Progress {
 public:
  explicit Progress(bool silent);
  void banner(const Program&, const World&, const std::string& isa);
  // After a network was made.
  void created(double seconds, std::int64_t bytes, std::int64_t edges);
  // In a run; `dt` in ms. On a terminal one line that is redrawn, else a line now and then.
  void begin_run(double dt);
  void show(std::int64_t done, std::int64_t total);
  void end_run(std::int64_t steps);
  void notice(const std::string& text);
  // Clears a progress line so that other text can be printed.
  void clear_line();

 private:
  double seconds() const;
  bool silent_, terminal_, line_ = false;
  double dt_ = 0.1, next_line_s_ = 10;
  std::chrono::steady_clock::time_point start_;
};

std::string memory_text(std::int64_t bytes);  // "12.3 MB"

}  // namespace bpl::runtime
