#include "runtime/src/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <limits>

#include "runtime/src/streams.h"

namespace bpl::runtime {

Progress::Progress(bool silent) : silent_(silent), terminal_(isatty(STDERR_FILENO) != 0), start_(std::chrono::steady_clock::now()) {}

namespace {

// Bytes that programs can still get on this machine, or 0 where the system does not say.
std::int64_t free_memory() {
  std::ifstream in("/proc/meminfo");
  for (std::string name; in >> name;) {
    std::int64_t kilobytes = 0;
    if (name == "MemAvailable:" && in >> kilobytes) return kilobytes * 1024;
    in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return 0;
}

}  // namespace

std::string memory_text(std::int64_t bytes) {
  const auto b = static_cast<double>(bytes);
  if (b < 1e6) return fmt::format("{:.1f} kB", b / 1e3);
  return b < 1e9 ? fmt::format("{:.1f} MB", b / 1e6) : fmt::format("{:.2f} GB", b / 1e9);
}

void Progress::notice(const std::string& text) {
  if (silent_) return;
  clear_line();
  print_message(text + "\n");
}

void Progress::banner(const Program& program, const World& world, const std::string& isa) {
  const auto count = [](int n, const char* what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); };
  const std::int64_t memory = free_memory();
  notice(fmt::format("{}: {} x {}, {}, {}, {}{}", program.module, count(world.size(), "rank"), count(world.threads(), "thread"),
                     world.library().empty() ? "no MPI" : world.library(), isa, program.double_precision ? "float64" : "float32",
                     memory > 0 ? fmt::format(", {} of memory free", memory_text(memory)) : ""));
}

void Progress::created(double seconds, std::int64_t bytes, std::int64_t edges) {
  notice(fmt::format("network built in {:.3f} s: {} in memory, {} connections stored", seconds, memory_text(bytes), edges));
}

double Progress::seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

void Progress::begin_run(double dt) {
  dt_ = dt;
  next_line_s_ = 10;
  start_ = std::chrono::steady_clock::now();
}

void Progress::show(std::int64_t done, std::int64_t total) {
  if (silent_ || done == 0) return;
  const double s = seconds();
  const double simulated = static_cast<double>(done) * dt_;
  const double left = s * static_cast<double>(total - done) / static_cast<double>(done);
  const std::string text = fmt::format("{:3.0f} %  {:.6g} of {:.6g} ms, real-time factor {:.3g}, {:.0f} s left",
                                       100.0 * static_cast<double>(done) / static_cast<double>(total), simulated,
                                       static_cast<double>(total) * dt_, s * 1e3 / simulated, left);
  if (terminal_) {
    print_message(fmt::format("\r{}\x1b[K", text));
    line_ = true;
  } else if (s >= next_line_s_) {
    print_message(text + "\n");
    next_line_s_ = s + 10;
  }
}

void Progress::end_run(std::int64_t steps) {
  clear_line();
  if (steps == 0) return;
  const double s = seconds(), simulated = static_cast<double>(steps) * dt_;
  notice(fmt::format("{:.6g} ms in {:.3f} s: real-time factor {:.3g}", simulated, s, s * 1e3 / simulated));
}

void Progress::clear_line() {
  if (!line_) return;
  print_message("\r\x1b[K");
  line_ = false;
}

}  // namespace bpl::runtime
