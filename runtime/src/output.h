// The directory of results: spikes.csv, traces.csv, run.json and pictures.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/src/engine.h"
#include "runtime/src/pending_file.h"

namespace bpl::runtime {

// What run.json says.
struct RunReport {
  std::string program, isa, library, precision;
  int ranks = 1, threads = 1;
  EngineStatistics statistics;
  std::vector<std::pair<std::string, std::string>> settings;  // in order; values as JSON text
  std::int64_t failed_at_step = -1;
};

// Used on rank 0 only.
class Output {
 public:
  explicit Output(std::string directory) : directory_(std::move(directory)) {}

  // Makes the directory and makes sure that files can be written there. Throws std::runtime_error.
  void prepare();
  void record(const RecordChunk&);
  void record(const StateHash&);  // into hashes.csv
  // "raster.png", the second time "raster_2.png": the name of the next picture of this kind, below the directory.
  std::string next_picture(const std::string& stem);
  void write_file(const std::string& name, std::string_view contents);  // complete or not at all
  const std::string& directory() const { return directory_; }
  // Makes the tables appear; all that can, where one fails.
  void finish();
  void write_report(const RunReport&);

 private:
  PendingFile& file(const std::string& name, std::string_view header);
  std::string directory_;
  std::map<std::string, std::unique_ptr<PendingFile>> files_;
  std::map<std::string, int> pictures_;
};

}  // namespace bpl::runtime
