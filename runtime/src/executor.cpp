#include "runtime/src/executor.h"

#include <algorithm>
#include <chrono>

#include "math/philox.h"
#include "runtime/src/failure.h"

namespace bpl::runtime {

void Executor::execute(std::span<const std::byte> message) {
  Reader arguments(message);
  switch (arguments.get<Command>()) {
    case Command::create: {
      const auto start = std::chrono::steady_clock::now();
      create(arguments);
      build_s_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      return;
    }
    case Command::run: return run(arguments);
    case Command::read: return read(arguments);
    case Command::write: return write(arguments);
    case Command::read_monitor: return read_monitor(arguments);
    case Command::read_connectivity: return read_connectivity(arguments);
    case Command::hash: return hash(arguments);
    case Command::free_network: return guarded(world, "free_network", [&] { networks.erase(arguments.get<std::int64_t>()); });
    case Command::free_variables: return guarded(world, "free_variables", [&] { free_variables(arguments); });
    case Command::free_connectivities: return guarded(world, "free_connectivities", [&] { free_connectivities(arguments); });
    case Command::statistics: return statistics();
    case Command::resume:
    case Command::end: return;
  }
}

int Executor::serve() {
  while (true) {
    Bytes message;
    world.broadcast(message);
    Reader arguments(message);
    const auto command = arguments.get<Command>();
    if (command == Command::resume) return arguments.get<int>();
    if (command == Command::end) {
      ended_ = true;
      return arguments.get<int>();
    }
    try {
      execute(message);
    } catch (const EngineError&) {
      // Every rank has the same error, and rank 0 tells the user.
    }
    if (ended_) return 1;
  }
}

void Executor::read(Reader& arguments) {
  const auto id = arguments.get<std::int64_t>();
  Variable* v = nullptr;
  std::vector<double> mine;
  guarded(world, "read", [&] {
    v = &store.variable(id);
    mine.reserve(static_cast<std::size_t>(v->count() * v->depth));
    for (std::int64_t age = 0; age < v->depth; ++age)
      for (std::int64_t k = 0; k < v->count(); ++k) mine.push_back(v->get(k, age));
  });
  const std::vector<Bytes> parts = world.gather(std::as_bytes(std::span(mine)));
  values.clear();
  for (std::int64_t age = 0; v != nullptr && age < v->depth; ++age)
    for (const Bytes& part : parts) {
      const auto count = static_cast<std::int64_t>(part.size() / sizeof(double)) / v->depth;
      const auto* x = reinterpret_cast<const double*>(part.data()) + age * count;
      values.insert(values.end(), x, x + count);
    }
}

void Executor::write(Reader& arguments) {
  guarded(world, "write", [&] {
    const auto id = arguments.get<std::int64_t>();
    std::vector<double> all;
    arguments(all);
    store.variable(id).assign(all);
    if (const auto source = store.sources.find(id); source != store.sources.end()) source->second->written = true;
  });
}

void Executor::read_monitor(Reader& arguments) {
  const Recorder* recorder = nullptr;
  guarded(world, "read_monitor", [&] {
    const auto network = arguments.get<std::int64_t>();
    recorder = &networks.at(network).recorders.at(static_cast<std::size_t>(arguments.get<int>()));
  });
  record = recorder->collect(world, 0, recorder->steps());
}

void Executor::read_connectivity(Reader& arguments) {
  struct Edge {
    std::int64_t number, source, target;
  };
  std::vector<Edge> mine;
  bool listed = false;
  guarded(world, "read_connectivity", [&] {
    const Connectivity& c = store.connectivity(arguments.get<std::int64_t>());
    listed = c.listed();
    c.for_each([&](std::int64_t, std::int64_t i, std::int64_t j, std::int64_t number) { mine.push_back({number, i, j}); });
  });
  std::vector<Edge> all;
  for (const Bytes& part : world.gather(std::as_bytes(std::span(mine)))) {
    const auto* e = reinterpret_cast<const Edge*>(part.data());
    all.insert(all.end(), e, e + part.size() / sizeof *e);
  }
  std::stable_sort(all.begin(), all.end(), [&](const Edge& a, const Edge& b) {
    if (listed) return a.number < b.number;
    return a.source != b.source ? a.source < b.source : a.target < b.target;
  });
  sources.clear();
  targets.clear();
  for (const Edge& e : all) {
    sources.push_back(e.source);
    targets.push_back(e.target);
  }
}

std::uint64_t Executor::hash_of(const Variable& v) { return world.sum_wrapping(v.hash()); }

void Executor::hash(Reader& arguments) {
  const auto id = arguments.get<std::int64_t>();
  guarded(world, "hash", [&] {
    if (id >= 0) store.variable(id);
  });
  hash_result = 0;
  for (const auto& [key, v] : store.variables) {
    if (id >= 0 && key != id) continue;
    const std::uint64_t h = hash_of(*v);
    hash_result = id >= 0 ? h : math::fnv1a64(v->owner + "." + v->name + ":" + std::to_string(h), hash_result);
  }
}

void Executor::free_variables(Reader& arguments) {
  std::vector<std::int64_t> ids;
  arguments(ids);
  for (const std::int64_t id : ids) {
    std::erase_if(networks, [&](const auto& entry) {
      const Network& n = entry.second;
      for (const auto* rows : {&n.clear, &n.update})
        for (const BoundRow& row : *rows)
          if (std::count(row.plan().states.begin(), row.plan().states.end(), id) != 0) return true;
      return false;
    });
    store.sources.erase(id);
    store.variables.erase(id);
  }
}

void Executor::free_connectivities(Reader& arguments) {
  std::vector<std::int64_t> ids;
  arguments(ids);
  for (const std::int64_t id : ids) store.connectivities.erase(id);
}

void Executor::statistics() {
  guarded(world, "statistics", [] {});
  totals = {};
  totals.build_s = build_s_;
  totals.run_s = run_s_;
  totals.steps = steps_;
  totals.spikes = world.sum(spikes_);
  totals.events = world.sum(events_);
  std::int64_t edges = 0, bytes = 0;
  for (const auto& [id, c] : store.connectivities) {
    if (c->stored()) edges += c->edges();
    bytes += c->bytes();
  }
  for (const auto& [id, v] : store.variables) bytes += v->bytes();
  for (const auto& [id, n] : networks) {
    for (const auto* rows : {&n.clear, &n.update})
      for (const BoundRow& row : *rows) bytes += row.bytes();
    for (const Recorder& r : n.recorders) bytes += r.bytes();
  }
  totals.edges = world.sum(edges);
  totals.memory_bytes = world.sum(bytes);
  for (const Bytes& part : world.gather(std::as_bytes(std::span(&draws_, 1))))
    totals.draws.push_back(*reinterpret_cast<const std::int64_t*>(part.data()));
}

}  // namespace bpl::runtime
