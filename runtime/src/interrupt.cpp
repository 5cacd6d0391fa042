#include "runtime/src/interrupt.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <stdexcept>

#include "runtime/src/pending_file.h"

namespace bpl::runtime {
namespace {

volatile sig_atomic_t received = 0;
bool leads = true;
// Launchers end their processes by force a second after the signal.
constexpr itimerval kPatience = {.it_interval = {0, 0}, .it_value = {0, 500000}};
constexpr itimerval kNever = {};

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
  if (leads) setitimer(ITIMER_REAL, &kPatience, nullptr);
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

void end_watch() {
  setitimer(ITIMER_REAL, &kNever, nullptr);
  for (const int signal : {SIGALRM, SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) handle(signal, SIG_DFL);
  }
}

int interrupt_signal() { return received; }

bool notice_interrupt() {
  if (received != 0) setitimer(ITIMER_REAL, &kNever, nullptr);
  return received != 0;
}

void throw_if_interrupted() {
  if (!notice_interrupt()) return;
  throw std::runtime_error(received == SIGINT ? "stopped by SIGINT" : received == SIGTERM ? "stopped by SIGTERM" : "stopped by SIGHUP");
}

}  // namespace bpl::runtime
