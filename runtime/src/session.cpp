// bpl_main: from the command line to the exit status, on every rank.
#include "runtime/src/session.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "runtime/src/failure.h"
#include "runtime/src/isa.h"

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
    throw;
  }
  progress.end_run(plan.steps);
}

namespace {

void print_error(const std::string& program, const std::string& message) {
  std::fflush(stdout);
  fmt::print(stderr, "{}: error: {}\n", program, message);
}

// BPL_HASH=FILE: hashes of all state every 100 steps (BPL_HASH_EVERY), for comparing runs.
void hash_options(EngineOptions* options, std::ofstream* file) {
  const char* path = std::getenv("BPL_HASH");
  if (path == nullptr) return;
  const char* every = std::getenv("BPL_HASH_EVERY");
  options->hash_every = every == nullptr ? 100 : std::max(1, std::atoi(every));
  file->open(path);
  options->on_hash = [file](std::int64_t step, const std::string& owner, const std::string& variable, std::uint64_t hash) {
    *file << fmt::format("{},{},{},{:016x}\n", step, owner, variable, hash);
  };
}

RunReport report_of(const Session& s, int isa) {
  RunReport r;
  r.program = s.program.module;
  r.isa = isa_name(isa);
  r.library = s.world.library();
  r.precision = s.program.double_precision ? "float64" : "float32";
  r.ranks = s.world.size();
  r.statistics = s.engine.statistics();
  r.failed_at_step = s.failed_at_step;
  const auto text = [](const std::string& t) { return nlohmann::json(t).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); };
  r.settings.emplace_back("seed", fmt::format("{}", s.options.seed));
  r.settings.emplace_back("rng", text(s.options.brainpy_random ? "brainpy" : "bplc"));
  if (s.options.duration) r.settings.emplace_back("duration", fmt::format("{}", *s.options.duration));
  for (const RunOptions::Set& set : s.options.sets) r.settings.emplace_back(set.object + "." + set.parameter, text(set.value));
  for (const RunOptions::Define& d : s.options.defines) r.settings.emplace_back("-D " + d.name, text(d.value));
  return r;
}

// Rank 0. Whatever happens, the other ranks are told to end.
int lead(Session& session, int isa) {
  int status = 1;
  try {
    status = run_script(session);
  } catch (...) {
    session.progress.clear_line();
    print_error(session.program.module, describe_current_exception());
  }
  try {
    inject_failure("finish", session.world);
    session.output.finish(report_of(session, isa));
  } catch (...) {
    print_error(session.program.module, describe_current_exception());
    status = status == 0 ? 1 : status;
  }
  std::fflush(stdout);
  session.engine.end(status);
  return status;
}

int run_program(World& world, const Program& program, const BplProgram& binary, const RunOptions& options) {
  EngineOptions engine_options;
  Output output(options.out);
  std::ofstream hashes;
  // A rank that cannot start must not leave the others waiting.
  try {
    guarded(world, "start", [&] {
      engine_options.isa = choose_isa();
      if (world.root()) output.prepare();
    });
  } catch (const EngineError& e) {
    if (world.root()) print_error(program.module, e.what());
    return 1;
  }
  const int isa = engine_options.isa;
  engine_options.double_precision = program.double_precision;
  if (world.root()) {
    hash_options(&engine_options, &hashes);
    engine_options.on_record = [&output](const RecordChunk& chunk) { output.record(chunk); };
  }
  Engine engine(world, program, engine_options);
  if (!world.root()) return engine.serve();
  Progress progress(options.quiet);
  progress.banner(program.module, world.size(), world.library(), isa_name(isa), program.double_precision);
  Session session{.binary = binary, .program = program, .options = options, .world = world, .engine = engine, .output = output, .progress = progress};
  return lead(session, isa);
}

}  // namespace
}  // namespace bpl::runtime

extern "C" int bpl_main(int argc, char** argv, const BplProgram* binary) {
  using namespace bpl::runtime;
  try {
    const Program program = read_program(*binary);
    // Before MPI starts: help costs nothing, and mistakes are the same on all ranks.
    const ParsedCommandLine line = parse_command_line(argc, argv, program);
    World world(&argc, &argv);
    if (line.finished) {
      if (world.root()) fmt::print(line.to_stderr ? stderr : stdout, "{}", line.text);
      return line.status;
    }
    return run_program(world, program, *binary, line.options);
  } catch (...) {
    fmt::print(stderr, "error: {}\n", describe_current_exception());
    return 1;
  }
}
