#include "runtime/src/output.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace bpl::runtime {

namespace fs = std::filesystem;

void Output::prepare() {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (std::error_code unknown; !fs::is_directory(directory_, unknown))
    throw std::runtime_error(fmt::format("cannot make the directory of results '{}': {}", directory_,
                                         error ? error.message() : "there is a file of that name"));
  remove_abandoned_files(directory_);
  const PendingFile probe(directory_, "run.json");
}

PendingFile& Output::file(const std::string& name, std::string_view header) {
  const auto known = files_.find(name);
  if (known != files_.end()) return *known->second;
  auto made = std::make_unique<PendingFile>(directory_, name);
  made->write(header);
  return *(files_[name] = std::move(made));
}

namespace {

// spikes.csv of the first network, spikes.2.csv of the second.
std::string table_name(const char* stem, int network) {
  return network == 1 ? fmt::format("{}.csv", stem) : fmt::format("{}.{}.csv", stem, network);
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

// A column of one monitor, with the place it has in the files: by variable (in order of creation), then element.
struct Place {
  const RecordChunk::Column* column;
  std::size_t monitor;
  std::int64_t number;  // in the monitor
};

std::vector<Place> places(const RecordChunk& chunk, bool spikes) {
  std::vector<Place> list;
  for (std::size_t m = 0; m < chunk.monitors.size(); ++m) {
    const RecordChunk::Monitor& monitor = chunk.monitors[m];
    for (std::size_t c = 0; c < monitor.columns.size(); ++c) {
      const bool is_spike = monitor.record.type == host::ElementType::boolean && monitor.columns[c].name == "spike";
      if (is_spike == spikes) list.push_back({&monitor.columns[c], m, static_cast<std::int64_t>(c)});
    }
  }
  const auto key = [](const Place& p) { return std::pair(p.column->variable, p.column->element); };
  std::stable_sort(list.begin(), list.end(), [&](const Place& a, const Place& b) { return key(a) < key(b); });
  // What two monitors record is written once.
  list.erase(std::unique(list.begin(), list.end(), [&](const Place& a, const Place& b) { return key(a) == key(b); }), list.end());
  return list;
}

// For each monitor, where its columns stand in the list; -1 for those that another monitor has too.
std::vector<std::vector<std::int64_t>> ranks_of(const RecordChunk& chunk, const std::vector<Place>& list) {
  std::vector<std::vector<std::int64_t>> ranks;
  for (const RecordChunk::Monitor& m : chunk.monitors) ranks.emplace_back(m.columns.size(), -1);
  for (std::size_t k = 0; k < list.size(); ++k) ranks[list[k].monitor][static_cast<std::size_t>(list[k].number)] = static_cast<std::int64_t>(k);
  return ranks;
}

// The true elements of all boolean monitors: (step, place in the list), in that order.
std::vector<std::pair<std::int64_t, std::int64_t>> true_places(const RecordChunk& chunk, const std::vector<Place>& list) {
  std::vector<std::pair<std::int64_t, std::int64_t>> found;
  const auto ranks = ranks_of(chunk, list);
  for (std::size_t m = 0; m < chunk.monitors.size(); ++m)
    for (const MonitorRecord::Event& e : chunk.monitors[m].record.events)
      if (const std::int64_t at = ranks[m][static_cast<std::size_t>(e.column)]; at >= 0) found.emplace_back(e.step, at);
  std::sort(found.begin(), found.end());
  return found;
}

std::string number_text(double value, bool double_precision) {
  return double_precision ? fmt::format("{}", value) : fmt::format("{}", static_cast<float>(value));
}

void write_spikes(PendingFile& file, const RecordChunk& chunk, const std::vector<Place>& list) {
  std::string text;
  std::int64_t known_step = -1;
  std::string time;
  for (const auto& [step, at] : true_places(chunk, list)) {
    const RecordChunk::Column& c = *list[static_cast<std::size_t>(at)].column;
    const std::int64_t number = chunk.first_step + step;
    if (number != known_step) time = fmt::format("{}", clean_time(number, chunk.dt));
    known_step = number;
    text += fmt::format("{},{},{},{}\n", csv_field(c.owner), c.element, number, time);
    if (text.size() > (std::size_t{1} << 20)) {
      file.write(text);
      text.clear();
    }
  }
  file.write(text);
}

void write_traces(PendingFile& file, const RecordChunk& chunk, const std::vector<Place>& list) {
  const auto events = true_places(chunk, list);
  auto next = events.begin();
  std::vector<std::string> heads;
  for (const Place& p : list)
    heads.push_back(fmt::format("{},{},{},", csv_field(p.column->owner), csv_field(p.column->name), p.column->element));
  std::string text;
  for (std::int64_t step = 0; step < chunk.steps; ++step) {
    for (std::size_t k = 0; k < list.size(); ++k) {
      const MonitorRecord& r = chunk.monitors[list[k].monitor].record;
      const std::string head = fmt::format("{}{},", heads[k], chunk.first_step + step);
      if (r.type == host::ElementType::boolean) {
        const bool on = next != events.end() && *next == std::pair(step, static_cast<std::int64_t>(k));
        if (on) ++next;
        text += fmt::format("{}{}\n", head, on ? 1 : 0);
      } else {
        const double value = r.values[static_cast<std::size_t>(step * r.width + list[k].number)];
        text += fmt::format("{}{}\n", head, number_text(value, chunk.double_precision || r.type == host::ElementType::integer));
      }
    }
    if (text.size() < (std::size_t{1} << 20)) continue;
    file.write(text);
    text.clear();
  }
  file.write(text);
}

}  // namespace

void Output::record(const RecordChunk& chunk) {
  if (const std::vector<Place> spikes = places(chunk, true); !spikes.empty())
    write_spikes(file(table_name("spikes", chunk.network), "population,neuron,step,t\n"), chunk, spikes);
  if (const std::vector<Place> traces = places(chunk, false); !traces.empty())
    write_traces(file(table_name("traces", chunk.network), "population,variable,neuron,step,value\n"), chunk, traces);
}

void Output::record(const StateHash& h) {
  file("hashes.csv", "network,step,owner,variable,hash\n")
      .write(fmt::format("{},{},{},{},{:016x}\n", h.network, h.step, csv_field(h.owner), csv_field(h.variable), h.hash));
}

std::string Output::next_picture(const std::string& stem) {
  const int number = ++pictures_[stem];
  return number == 1 ? stem + ".png" : fmt::format("{}_{}.png", stem, number);
}

void Output::write_file(const std::string& name, std::string_view contents) {
  PendingFile f(directory_, name);
  f.write(contents);
  f.finish();
}

void Output::finish() {
  std::exception_ptr first;
  for (auto& [name, f] : std::exchange(files_, {})) {
    try {
      f->finish();
    } catch (...) {
      if (!first) first = std::current_exception();
    }
  }
  if (first) std::rethrow_exception(first);
}

void Output::write_report(const RunReport& report) {
  nlohmann::ordered_json j;
  const EngineStatistics& s = report.statistics;
  j["program"] = report.program;
  j["build_s"] = s.build_s;
  j["run_s"] = s.run_s;
  j["steps"] = s.steps;
  j["spikes"] = s.spikes;
  j["events"] = s.events;
  j["edges"] = s.edges;
  j["ranks"] = report.ranks;
  j["threads"] = report.threads;
  j["isa"] = report.isa;
  j["precision"] = report.precision;
  j["memory_bytes"] = s.memory_bytes;
  j["draws"] = s.draws;
  if (report.failed_at_step >= 0) j["failed_at_step"] = report.failed_at_step;
  j["settings"] = nlohmann::ordered_json::object();
  for (const auto& [name, value] : report.settings) {
    nlohmann::ordered_json parsed = nlohmann::ordered_json::parse(value, nullptr, false);
    j["settings"][name] = parsed.is_discarded() ? nlohmann::ordered_json(value) : parsed;
  }
  j["versions"] = {{"bplc", BPL_VERSION}, {"mpi", report.library.empty() ? "none" : report.library}};
  write_file("run.json", j.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

}  // namespace bpl::runtime
