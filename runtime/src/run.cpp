// The command that runs steps of a network.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>

#include "runtime/src/executor.h"
#include "runtime/src/failure.h"
#include "runtime/src/interrupt.h"
#include "runtime/src/record_stream.h"

namespace bpl::runtime {

// One run on this rank. A rank on which something failed goes through the same collective calls as the others, without
// doing any work, until the next exchange tells all of them.
class NetworkRun {
 public:
  NetworkRun(Executor& executor, Network& network, const RunCommand& command, RecordStream* stream)
      : e_(executor), world_(executor.world), network_(network), command_(command), stream_(stream),
        exchange_(executor.world, network.sources) {
    // With hooks in every step everybody must know of failures in every step. No result depends on the interval.
    interval_ = command.after_step || command.hash_every > 0 ? 1 : network.exchange_interval;
  }

  // Throws on all ranks alike if a step failed or a callback raised an exception.
  void run();

 private:
  template <class Work>
  void guard(Work&& work) {
    if (!error_.empty()) return;
    try {
      work();
    } catch (...) {
      fail(describe_current_exception());
    }
  }
  void fail(std::string message) {
    error_ = std::move(message);
    failed_step_ = time_.step;
  }
  void prepare();
  void set_time(std::int64_t i);
  void one_step(bool full);
  void apply_inputs();
  // Calls `hook` on rank 0 while the other ranks execute the commands that it gives. False on all ranks if it did not end well.
  template <class Hook>
  bool with_hook(Hook&& hook);
  void function_input(BoundInput&);
  void run_row(BoundRow&, bool full);
  void refresh_live();
  bool exchange();
  void callback();
  void report_hashes();

  Executor& e_;
  World& world_;
  Network& network_;
  RunCommand command_;
  RecordStream* stream_;  // null: nobody wants records
  SpikeExchange exchange_;
  std::int64_t interval_ = 1, failed_step_ = -1;
  StepTime time_;
  std::string error_;
  bool stopped_ = false, hook_failed_ = false;
  std::exception_ptr hook_exception_;
  std::vector<SpikeSource*> live_sources_;  // read without delay by some row
};

void NetworkRun::prepare() {
  for (Recorder& r : network_.recorders) r.begin(command_.plan.first_step);
  for (BoundRow& row : network_.update) {
    for (auto& delivery : row.deliveries()) {
      delivery->prepare();
      if (!delivery->delays().none) continue;
      SpikeSource* source = &delivery->source();
      if (std::find(network_.sources.begin(), network_.sources.end(), source) == network_.sources.end()) continue;  // of a row's own
      if (std::find(live_sources_.begin(), live_sources_.end(), source) == live_sources_.end()) live_sources_.push_back(source);
    }
  }
  // Another network or the script may have changed the variables since their last step here.
  for (SpikeSource* source : live_sources_) source->written = true;
}

void NetworkRun::set_time(std::int64_t i) {
  time_.step = command_.plan.first_step + i;
  time_.draw = network_.steps_made++;
  if (e_.options.double_precision) {
    time_.dt = network_.dt;
    time_.t = static_cast<double>(i) * network_.dt + command_.plan.t0;
    return;
  }
  const auto dt = static_cast<float>(network_.dt);
  const float offset = static_cast<float>(i) * dt;
  const float t = offset + static_cast<float>(command_.plan.t0);
  time_.dt = static_cast<double>(dt);
  time_.t = static_cast<double>(t);
}

void NetworkRun::refresh_live() {
  for (SpikeSource* source : live_sources_)
    if (source->written) exchange_.exchange_live(*source);
}

template <class Hook>
bool NetworkRun::with_hook(Hook&& hook) {
  if (!world_.root()) return e_.serve() == 0;
  bool well = false;
  const RunHooks hooks = e_.hooks;  // a command inside the hook may replace them
  try {
    well = hook(hooks);
  } catch (...) {
    hook_exception_ = std::current_exception();
  }
  e_.hooks = hooks;
  Writer writer;
  writer(Command::resume);
  writer(well ? 0 : 1);
  world_.broadcast(writer.bytes);
  return well;
}

void NetworkRun::function_input(BoundInput& input) {
  std::vector<double> values;
  const bool well = with_hook([&](const RunHooks& hooks) {
    return !error_.empty() || hooks.input(input.plan().function, time_.t, time_.dt, &values);
  });
  if (!well && world_.root()) {
    hook_failed_ = true;
    guard([] { throw std::runtime_error("an input function raised an exception"); });
  }
  Writer writer;
  writer(values);
  world_.broadcast(writer.bytes);
  guard([&] {
    Reader(writer.bytes)(values);
    if (!values.empty()) input.apply(values);
  });
}

void NetworkRun::apply_inputs() {
  for (BoundInput& input : network_.inputs) {
    if (input.plan().kind == host::InputPlan::Kind::func) {
      function_input(input);
    } else {
      guard([&] { input.apply(time_.step); });
    }
  }
}

void NetworkRun::run_row(BoundRow& row, bool full) {
  for (const BoundRow::Operation& op : row.operations()) {
    if (op.kind == BoundRow::Kind::kernel) {
      guard([&] { row.run_kernel(op.index, time_, e_.options.isa, full); });
      continue;
    }
    if (op.kind == BoundRow::Kind::collective) {
      Collective& collective = row.collective(op.index);
      if (collective.exchanges()) collective.exchange(world_);
      guard([&] { collective.compute(); });
      continue;
    }
    EventDelivery& delivery = *row.deliveries()[static_cast<std::size_t>(op.index)];
    if (op.fresh_spikes) exchange_.exchange_live(delivery.source());
    guard([&] { e_.events_ += delivery.deliver(); });
  }
}

void NetworkRun::one_step(bool full) {
  guard([&] {
    inject_failure("step", world_);
    throw_if_interrupted();
  });
  refresh_live();
  for (BoundRow& row : network_.clear) run_row(row, full);
  apply_inputs();
  for (BoundRow& row : network_.update) run_row(row, full);
  guard([&] {
    exchange_.note_step();
    for (const Variable* v : network_.spiking) e_.spikes_ += v->count_true();
    for (Recorder& r : network_.recorders) r.sample();
    ++e_.steps_;
  });
}

bool NetworkRun::exchange() {
  if (exchange_.exchange(error_.empty())) return false;
  guard([&] {
    for (BoundRow& row : network_.update)
      for (auto& delivery : row.deliveries()) {
        if (delivery->delays().per_source.empty()) continue;
        const auto& sources = exchange_.sources();
        const auto s = static_cast<std::size_t>(std::find(sources.begin(), sources.end(), &delivery->source()) - sources.begin());
        for (const std::vector<std::int64_t>& numbers : exchange_.arrived()) delivery->note_emission(numbers[s]);
      }
  });
  return true;
}

void NetworkRun::callback() {
  struct Recorded {
    int monitor;
    MonitorRecord record;
    std::vector<std::int64_t> columns;
  };
  std::vector<Recorded> recorded;
  for (std::size_t k = 0; k < network_.recorders.size(); ++k) {
    const Recorder& r = network_.recorders[k];
    if (r.plan().callback_every_step) recorded.push_back({static_cast<int>(k), r.collect(world_, r.steps() - 1, r.steps()), {}});
  }
  stopped_ = !with_hook([&](const RunHooks& hooks) {
    StepView view{.step = time_.step, .time = clean_time(time_.step, network_.dt), .monitors = {}};
    for (Recorded& r : recorded) {
      for (const MonitorRecord::Event& event : r.record.events) r.columns.push_back(event.column);
      view.monitors.push_back({r.monitor, r.record.type, r.record.values, r.columns});
    }
    return hooks.after_step(view);
  });
}

void NetworkRun::report_hashes() {
  guard([&] { inject_failure("hash", world_); });
  for (const auto& entry : e_.store.variables) {
    const Variable& variable = *entry.second;
    const std::uint64_t h = e_.hash_of(variable);
    guard([&] {
      if (world_.root() && e_.options.on_hash) e_.options.on_hash({network_.number, time_.step, variable.owner, variable.name, h});
    });
  }
}

void NetworkRun::run() {
  const std::int64_t steps = command_.plan.steps;
  guard([&] {
    time_.step = command_.plan.first_step;
    prepare();
    inject_failure("run", world_);
  });
  bool well = !exchange_.exchange(error_.empty());
  auto shown = std::chrono::steady_clock::now();
  for (std::int64_t i = 0; well && i < steps && !stopped_; ++i) {
    set_time(i);
    const bool last = i + 1 == steps;
    const bool hashed = command_.hash_every > 0 && ((i + 1) % command_.hash_every == 0 || last);
    one_step(last || hashed || command_.after_step);
    if ((i + 1) % interval_ != 0 && !last) continue;
    well = exchange();
    if (!well) break;
    if (command_.after_step) callback();
    if (hashed) report_hashes();
    if (stream_) stream_->step_done(i + 1);
    if (!world_.root() || !e_.hooks.progress) continue;
    if (const auto now = std::chrono::steady_clock::now(); now - shown > std::chrono::milliseconds(200)) {
      shown = now;
      e_.hooks.progress(i + 1, steps);
    }
  }
  try {
    agree(world_, error_, failed_step_);
  } catch (const EngineError& failure) {
    // Ranks noticed at different steps; what all of them have is what was recorded.
    for (Recorder& r : network_.recorders) r.truncate(failure.step - command_.plan.first_step);
    throw EngineError(failure.what(), failure.step, hook_failed_, hook_exception_);
  }
  if (stopped_) throw EngineError("a callback raised an exception", time_.step, true, hook_exception_);
}

void Executor::run(Reader& arguments) {
  RunCommand command;
  std::map<std::int64_t, Network>::iterator found;
  guarded(world, "run", [&] {
    arguments(command.plan.network), arguments(command.plan.first_step), arguments(command.plan.steps), arguments(command.plan.t0);
    arguments(command.after_step), arguments(command.record), arguments(command.hash_every);
    found = networks.find(command.plan.network);
    if (found == networks.end()) throw std::runtime_error("the network to run does not exist");
  });
  const auto start = std::chrono::steady_clock::now();
  std::optional<RecordStream> stream;
  if (command.record) stream.emplace(*this, found->second);
  NetworkRun run(*this, found->second, command, stream ? &*stream : nullptr);
  std::exception_ptr failure;
  try {
    run.run();
  } catch (const EngineError&) {
    failure = std::current_exception();
  }
  run_s_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (stream && !ended_) stream->finish();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace bpl::runtime
