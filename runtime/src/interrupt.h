// Ctrl-C and SIGTERM: a run ends at its next exchange, and what it has recorded is written as after any other failure.
#pragma once

namespace bpl::runtime {

// Installs the handlers. Where nothing notices the first signal for half a second (the script computes something of its
// own, say), and on a second signal, the process ends at once with the results as far as they were written. Ranks other
// than the first wait for what rank 0 does.
void watch_interrupts(bool first_rank);

// The program has said all it had to say: a signal from now on ends it without a word.
void end_watch();

// The signal that came, or 0.
int interrupt_signal();

// Whether a signal came. From then on it counts as noticed: the process is left to end by itself.
bool notice_interrupt();

// Notices a signal and throws std::runtime_error ("stopped by SIGINT").
void throw_if_interrupted();

}  // namespace bpl::runtime
