#include "runtime/src/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <stdexcept>

#include "runtime/src/pending_file.h"

namespace bpl::runtime {
namespace {

volatile sig_atomic_t received = 0;
bool leads = true;
constexpr unsigned kPatience = 1;  // seconds; launchers end their processes by force soon after that

// Only what a signal handler may do.
[[noreturn]] void leave() {
  settle_pending_files();
  constexpr char kMessage[] = "error: stopped\n";
  if (leads && write(STDERR_FILENO, kMessage, sizeof kMessage - 1) < 0) _exit(1);
  _exit(128 + received);
}

void on_signal(int signal) {
  if (received != 0) leave();
  received = signal;
  if (leads) alarm(kPatience);
}

void on_alarm(int) { leave(); }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_interrupts(bool first_rank) {
  leads = first_rank;
  handle(SIGALRM, on_alarm);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) handle(signal, on_signal);  // nohup
  }
}

int interrupt_signal() { return received; }

void throw_if_interrupted() {
  if (received == 0) return;
  alarm(0);
  throw std::runtime_error(received == SIGINT ? "stopped by SIGINT" : received == SIGTERM ? "stopped by SIGTERM" : "stopped by SIGHUP");
}

}  // namespace bpl::runtime
