// bpl_main: from the command line to the exit status, on every rank.
#include "runtime/src/session.h"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "runtime/src/failure.h"
#include "runtime/src/interrupt.h"
#include "runtime/src/isa.h"
#include "runtime/src/streams.h"

namespace bpl::runtime {

void Session::create(const host::NetworkPlan& plan) {
  const double before = engine.statistics().build_s;
  engine.create(plan);
  const EngineStatistics s = engine.statistics();
  if (!options.quiet) progress.created(s.build_s - before, s.memory_bytes, s.edges);
}

void Session::run(const RunPlan& plan, double dt, RunHooks hooks) {
  hooks.progress = [this](std::int64_t done, std::int64_t total) { progress.show(done, total); };
  progress.begin_run(dt);
  try {
    engine.run(plan, hooks);
  } catch (const EngineError& e) {
    failed_at_step = e.step;
    progress.clear_line();
    if (e.thrown) std::rethrow_exception(e.thrown);
    throw;
  }
  progress.end_run(plan.steps);
}

namespace {

RunReport report_of(const Session& s) {
  RunReport r;
  r.program = s.program.module;
  r.isa = s.isa;
  r.library = s.world.library();
  r.precision = s.program.double_precision ? "float64" : "float32";
  r.ranks = s.world.size();
  r.threads = s.world.threads();
  r.statistics = s.engine.statistics();
  r.failed_at_step = s.failed_at_step;
  const auto text = [](const std::string& t) { return nlohmann::json(t).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); };
  r.settings.emplace_back("seed", fmt::format("{}", s.options.seed));
  r.settings.emplace_back("rng", text(s.options.brainpy_random ? "brainpy" : "bplc"));
  if (s.options.duration) r.settings.emplace_back("duration", fmt::format("{}", *s.options.duration));
  for (const RunOptions::Set& set : s.options.sets) r.settings.emplace_back("--set " + set.object + "." + set.parameter, text(set.value));
  for (const RunOptions::Define& d : s.options.defines) r.settings.emplace_back("-D " + d.name, text(literal_text(d.value)));
  return r;
}

// The exit status of the script; an error that ended it has been printed.
int run_script_or_complain(Session& session) {
  try {
    return run_script(session);
  } catch (const StreamError& e) {
    session.progress.clear_line();
    if (e.reader_left) return 128 + SIGPIPE;
    print_error(e.what());
  } catch (...) {
    session.progress.clear_line();
    print_error(describe_current_exception());
  }
  return 1;
}

// Rank 0. Whatever happens, the other ranks are told to end.
int lead(Session& session) {
  int status = run_script_or_complain(session);
  if (status != 0 && interrupt_signal() != 0) status = 128 + interrupt_signal();
  try {
    inject_failure("finish", session.world);
    session.output.finish();
    session.output.write_report(report_of(session));
  } catch (...) {
    // After a failure of the engine this one has the same cause, and one message is enough.
    if (!session.engine_failed) print_error(describe_current_exception());
    if (status == 0) status = 1;
  }
  end_watch();
  session.engine.end(status);
  return status;
}

int run_program(World& world, const Program& program, const BplProgram& binary, const RunOptions& options) {
  EngineOptions engine_options;
  Output output(options.out);
  // A rank that cannot start must not leave the others waiting.
  try {
    guarded(world, "start", [&] {
      engine_options.isa = choose_isa(options.isa);
      if (world.root()) output.prepare();
    });
  } catch (const EngineError& e) {
    if (world.root()) print_error(e.what());
    return 1;
  }
  engine_options.double_precision = program.double_precision;
  if (world.root()) {
    engine_options.on_record = [&output](const RecordChunk& chunk) { output.record(chunk); };
    engine_options.hash_every = options.hash_every;
    engine_options.on_hash = [&output](const StateHash& hash) { output.record(hash); };
  }
  Engine engine(world, program, engine_options);
  watch_interrupts(world.root());
  if (!world.root()) return engine.serve();
  Progress progress(options.quiet);
  Session session{.binary = binary, .program = program, .options = options, .world = world, .engine = engine, .output = output,
                  .progress = progress, .isa = isa_name(engine_options.isa)};
  progress.banner(program, world, session.isa);
  return lead(session);
}

}  // namespace
}  // namespace bpl::runtime

extern "C" int bpl_main(int argc, char** argv, const BplProgram* binary) {
  using namespace bpl::runtime;
  secure_streams();
  try {
    const Program program = read_program(*binary);
    // Before MPI starts: help costs nothing, and mistakes are the same on all ranks.
    const ParsedCommandLine line = parse_command_line(argc, argv, program);
    World world(&argc, &argv);
    if (line.finished) {
      if (world.root()) write_all(line.to_stderr ? STDERR_FILENO : STDOUT_FILENO, line.text);
      return line.status;
    }
    try {
      return run_program(world, program, *binary, line.options);
    } catch (...) {
      world.abort(describe_current_exception());
    }
  } catch (...) {
    print_error(describe_current_exception());
    return 1;
  }
}
