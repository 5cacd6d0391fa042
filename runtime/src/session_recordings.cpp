#include "runtime/src/session_recordings.h"

#include <algorithm>

namespace bpl::runtime {

using host::Array;
using host::Context;
using host::DType;
using host::Recording;
using host::Value;

namespace {

template <class T>
std::vector<double> ends(std::int64_t steps, double dt, double t0) {
  std::vector<double> times;
  times.reserve(static_cast<std::size_t>(steps));
  for (std::int64_t i = 0; i < steps; ++i) {
    const T start = static_cast<T>(i) * static_cast<T>(dt) + static_cast<T>(t0);
    times.push_back(start + static_cast<T>(dt));
  }
  return times;
}

}  // namespace

std::vector<double> step_ends(std::int64_t steps, double dt, double t0, bool double_precision) {
  return double_precision ? ends<double>(steps, dt, t0) : ends<float>(steps, dt, t0);
}

Array* record_array(Context& ctx, const MonitorRecord& record, DType dtype, const host::Shape& row, std::int64_t steps) {
  host::Shape shape{steps};
  shape.insert(shape.end(), row.begin(), row.end());
  Array* array = host::make_array(ctx, dtype, shape);
  const std::int64_t width = host::element_count(row);
  if (dtype == DType::boolean) {
    auto* bytes = array->data<std::uint8_t>();
    for (const MonitorRecord::Event& e : record.events)
      if (e.step < steps && e.column < width) bytes[e.step * width + e.column] = 1;
    return array;
  }
  const std::int64_t count = std::min<std::int64_t>(array->size(), static_cast<std::int64_t>(record.values.size()));
  host::with_type(dtype, [&](auto zero) {
    using T = decltype(zero);
    std::transform(record.values.begin(), record.values.begin() + count, array->data<T>(), [](double x) { return static_cast<T>(x); });
  });
  return array;
}

void SessionRecordings::forget(const host::Object& object) {
  if (object.kind == host::Kind::recording) runs_.erase(&object);
}

void SessionRecordings::keep(Context& ctx, std::int64_t network, const Recording* except) {
  for (auto at = runs_.begin(); at != runs_.end();) {
    Recording& recording = *at->second.recording;
    if (recording.network != network) {
      ++at;
      continue;
    }
    for (Recording::Entry& e : recording.entries)
      if (e.value.is_unbound() && &recording != except) e.value = fetch(ctx, recording, e);
    at = runs_.erase(at);
  }
  if (except == nullptr) return;
  auto& dropped = const_cast<Recording&>(*except);
  dropped.entries.clear();
  dropped.ran = false;
}

void SessionRecordings::begin(Recording& recording, const host::RunRequest& request) {
  Run run{&recording, request.dt, request.t0, request.steps, {}};
  recording.entries.clear();
  recording.network = request.plan.id;
  recording.ran = true;
  for (std::size_t i = 0; i < request.monitors.size(); ++i) {
    const host::MonitorRequest& m = request.monitors[i];
    const std::vector<std::int64_t>& indices = request.plan.monitors[i].indices;
    Monitor monitor{m.type, m.variables.front()->value->dtype, {}};
    if (m.type == host::ElementType::real) monitor.dtype = double_precision_ ? DType::float64 : DType::float32;
    if (!indices.empty()) {
      monitor.shape = {static_cast<std::int64_t>(indices.size())};
    } else if (m.variables.size() == 1) {
      monitor.shape = m.variables.front()->value->shape;
    } else {
      std::int64_t width = 0;
      for (const host::Variable* v : m.variables) width += v->size();
      monitor.shape = {width};
    }
    run.monitors.push_back(std::move(monitor));
    recording.entries.push_back({m.key, static_cast<int>(i), {}});
  }
  recording.entries.push_back({"ts", -1, {}});
  runs_[&recording] = std::move(run);
}

Value SessionRecordings::times(Context& ctx, const Run& run) const {
  const std::vector<double> times = step_ends(run.steps, run.dt, run.t0, double_precision_);
  return Value::of(host::array_of(ctx, std::span<const double>(times), double_precision_ ? DType::float64 : DType::float32));
}

Value SessionRecordings::fetch(Context& ctx, Recording& recording, const Recording::Entry& entry) {
  const Run& run = runs_.at(&recording);
  if (entry.monitor < 0) return times(ctx, run);
  const Monitor& monitor = run.monitors.at(static_cast<std::size_t>(entry.monitor));
  const MonitorRecord record = run.steps == 0 ? MonitorRecord{} : engine_.read_monitor(recording.network, entry.monitor);
  return Value::of(record_array(ctx, record, monitor.dtype, monitor.shape, run.steps));
}

}  // namespace bpl::runtime
