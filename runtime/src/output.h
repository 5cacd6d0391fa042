// The directory of results: spikes.csv, traces.csv, run.json and pictures. Files appear by rename, complete.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/src/engine.h"

namespace bpl::runtime {

// A text file under a temporary name until finish(); every failure throws std::runtime_error with the file's name.
class PendingFile {
 public:
  PendingFile(std::string directory, std::string name);
  ~PendingFile();  // without finish(): removes the temporary file
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  void write(std::string_view text);
  void finish();

 private:
  [[noreturn]] void fail() const;
  std::string path_, temporary_;
  std::FILE* file_ = nullptr;
};

// What run.json says.
struct RunReport {
  std::string program, isa, library, precision;
  int ranks = 1;
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
  // "raster.png", the second time "raster_2.png": the name of the next picture of this kind, below the directory.
  std::string next_picture(const std::string& stem);
  void write_file(const std::string& name, std::string_view contents);  // complete or not at all
  const std::string& directory() const { return directory_; }
  // Makes the results appear. A second call does nothing.
  void finish(const RunReport&);

 private:
  PendingFile& file(const std::string& stem, int network, std::string_view header);
  std::string directory_;
  std::map<std::string, std::unique_ptr<PendingFile>> files_;
  std::map<std::string, int> pictures_;
  bool finished_ = false;
};

}  // namespace bpl::runtime
