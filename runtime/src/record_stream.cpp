#include "runtime/src/record_stream.h"

#include <algorithm>
#include <limits>

#include "runtime/src/failure.h"

namespace bpl::runtime {
namespace {

constexpr std::int64_t kValuesAtOnce = 4 << 20;

}  // namespace

RecordStream::RecordStream(Executor& executor, const Network& network) : e_(executor), network_(network) {
  chunk_ = {.network = network.number, .dt = network.dt, .double_precision = e_.options.double_precision, .first_step = 0, .steps = 0,
            .monitors = {}};
  std::int64_t width = 0;
  for (const Recorder& r : network.recorders) width += r.width();
  portion_ = width == 0 ? std::numeric_limits<std::int64_t>::max() : std::max<std::int64_t>(1, kValuesAtOnce / width);
  guarded(e_.world, "record", [&] {
    if (!e_.world.root()) return;
    for (const Recorder& r : network.recorders) {
      RecordChunk::Monitor& m = chunk_.monitors.emplace_back();
      for (std::int64_t c = 0; c < r.width(); ++c) {
        const MonitorColumn at = r.column(c);
        const Variable& v = *r.variables()[static_cast<std::size_t>(at.variable)];
        m.columns.push_back({v.id, v.owner, v.name, at.element});
      }
    }
  });
}

void RecordStream::hand_over(std::int64_t to) {
  for (std::size_t k = 0; k < network_.recorders.size(); ++k) {
    MonitorRecord record = network_.recorders[k].collect(e_.world, handed_over_, to);
    if (e_.world.root()) chunk_.monitors[k].record = std::move(record);
  }
  chunk_.first_step = network_.recorders[0].first_step() + handed_over_;
  chunk_.steps = to - handed_over_;
  const auto write = [&] {
    if (e_.world.root() && e_.options.on_record) e_.options.on_record(chunk_);
  };
  failed_ = true;
  guarded(e_.world, "files", write, chunk_.first_step);
  failed_ = false;
  handed_over_ = to;
}

void RecordStream::finish() {
  if (failed_ || network_.recorders.empty()) return;
  // Of a run that failed the last step may have been taken back. A file appears for a run without steps too.
  const std::int64_t steps = network_.recorders[0].steps();
  if (handed_over_ == 0 && steps == 0) hand_over(0);
  while (handed_over_ < steps) hand_over(std::min(steps, handed_over_ + portion_));
}

}  // namespace bpl::runtime
