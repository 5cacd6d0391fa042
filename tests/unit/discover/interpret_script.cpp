// interpret_script FILE: executes a script with the interpreter of bplc and prints what it prints. Discovery executes scripts
// the same way but discards their output; the end-to-end tests compare it with CPython's and with executables.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "support/large_stack.h"
#include "tests/unit/discover/script_run.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: interpret_script FILE\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1]);
  std::ostringstream text;
  text << file.rdbuf();
  const bpl::discover::Script script(argv[1], text.str());
  if (!file || !script.lowered()) {
    std::fputs(file ? script.errors().c_str() : "cannot read the file\n", stderr);
    return 2;
  }
  const auto write = [](std::FILE* stream) { return [stream](std::string_view t) { std::fwrite(t.data(), 1, t.size(), stream); }; };
  bpl::discover::Script::Outcome outcome;
  bpl::run_with_large_stack([&] {  // as discovery does
    outcome = script.execute([&](bpl::host::Context& ctx) {
      ctx.write_output = write(stdout);
      ctx.write_error = write(stderr);
    });
  });
  std::fflush(stdout);
  std::fputs(outcome.traceback.c_str(), stderr);
  return outcome.status;
}
