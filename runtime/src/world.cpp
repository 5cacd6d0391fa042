#include "runtime/src/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <stdexcept>

#include "runtime/src/streams.h"

#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>

namespace bpl::runtime {
namespace {

// MPI counts are ints; larger payloads go in pieces of this size.
constexpr std::size_t kPiece = std::size_t{1} << 28;
constexpr int kTag = 7;

// How many processes the launcher says there are: 0 without one. SLURM_NTASKS says nothing: a plain run inside a batch
// script has it too.
int launched_processes() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
    if (const char* text = std::getenv(name)) return std::max(1, std::atoi(text));
  return std::getenv("PMIX_RANK") != nullptr ? 1 : 0;
}

std::string library_name() {
  char text[MPI_MAX_LIBRARY_VERSION_STRING] = {};
  int length = 0;
  if (MPI_Get_library_version(text, &length) != MPI_SUCCESS) return "MPI";
  std::string name(text, static_cast<std::size_t>(length));
  // "Open MPI v4.1.4, package: ..." and "MPICH Version: 4.0.2\nMPICH Release date: ..."
  name = name.substr(0, name.find_first_of(",\n"));
  if (const std::size_t at = name.find(" v"); at != std::string::npos) name.erase(at + 1, 1);
  return name;
}

}  // namespace

World::World(int* argc, char*** argv) {
  const int launched = launched_processes();
  if (launched == 0) return;
  int provided = 0;
  if (MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS)
    throw std::runtime_error("MPI could not be started");
  started_ = true;
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  check(MPI_Comm_rank(MPI_COMM_WORLD, &rank_), "MPI_Comm_rank");
  check(MPI_Comm_size(MPI_COMM_WORLD, &size_), "MPI_Comm_size");
  library_ = library_name();
  if (launched > 1 && size_ == 1) {
    const std::string message = fmt::format(
        "the launcher started {} processes, but {} sees only one: this program was linked with another MPI library than the "
        "mpirun that started it",
        launched, library_);
    MPI_Finalize();
    started_ = false;
    throw std::runtime_error(message);
  }
}

World::~World() {
  if (started_) MPI_Finalize();
}

void World::check(int code, const char* what) {
  if (code == MPI_SUCCESS) return;
  char text[MPI_MAX_ERROR_STRING] = {};
  int length = 0;
  MPI_Error_string(code, text, &length);
  abort(fmt::format("{} failed: {}", what, std::string(text, static_cast<std::size_t>(length))));
}

void World::abort(const std::string& message) {
  print_error(size_ > 1 ? fmt::format("rank {}: {}", rank_, message) : message);
  if (started_) MPI_Abort(MPI_COMM_WORLD, 1);
  std::_Exit(1);
}

void World::broadcast(std::span<std::byte> bytes) {
  if (size_ == 1) return;
  for (std::size_t at = 0; at < bytes.size(); at += kPiece)
    check(MPI_Bcast(bytes.data() + at, static_cast<int>(std::min(kPiece, bytes.size() - at)), MPI_BYTE, 0, MPI_COMM_WORLD),
          "MPI_Bcast");
}

void World::broadcast(Bytes& bytes) {
  if (size_ == 1) return;
  std::uint64_t size = bytes.size();
  check(MPI_Bcast(&size, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD), "MPI_Bcast");
  if (!root()) bytes.resize(size);
  broadcast(std::span<std::byte>(bytes));
}

std::vector<Bytes> World::gather(std::span<const std::byte> bytes) {
  if (size_ == 1) return {Bytes(bytes.begin(), bytes.end())};
  const std::uint64_t mine = bytes.size();
  std::vector<std::uint64_t> sizes(root() ? static_cast<std::size_t>(size_) : 0);
  check(MPI_Gather(&mine, 1, MPI_UINT64_T, sizes.data(), 1, MPI_UINT64_T, 0, MPI_COMM_WORLD), "MPI_Gather");
  if (!root()) {
    for (std::size_t at = 0; at < bytes.size(); at += kPiece)
      check(MPI_Send(bytes.data() + at, static_cast<int>(std::min(kPiece, bytes.size() - at)), MPI_BYTE, 0, kTag, MPI_COMM_WORLD),
            "MPI_Send");
    return {};
  }
  std::vector<Bytes> parts(static_cast<std::size_t>(size_));
  parts[0].assign(bytes.begin(), bytes.end());
  for (int r = 1; r < size_; ++r) {
    Bytes& part = parts[static_cast<std::size_t>(r)];
    part.resize(sizes[static_cast<std::size_t>(r)]);
    for (std::size_t at = 0; at < part.size(); at += kPiece)
      check(MPI_Recv(part.data() + at, static_cast<int>(std::min(kPiece, part.size() - at)), MPI_BYTE, r, kTag, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE),
            "MPI_Recv");
  }
  return parts;
}

Bytes World::scatter(const std::vector<Bytes>& parts) {
  if (size_ == 1) return parts.at(0);
  std::vector<std::uint64_t> sizes;
  for (const Bytes& part : parts) sizes.push_back(part.size());
  std::uint64_t mine = 0;
  check(MPI_Scatter(sizes.data(), 1, MPI_UINT64_T, &mine, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD), "MPI_Scatter");
  if (root()) {
    for (int r = 1; r < size_; ++r) {
      const Bytes& part = parts[static_cast<std::size_t>(r)];
      for (std::size_t at = 0; at < part.size(); at += kPiece)
        check(MPI_Send(part.data() + at, static_cast<int>(std::min(kPiece, part.size() - at)), MPI_BYTE, r, kTag, MPI_COMM_WORLD),
              "MPI_Send");
    }
    return parts[0];
  }
  Bytes part(mine);
  for (std::size_t at = 0; at < part.size(); at += kPiece)
    check(MPI_Recv(part.data() + at, static_cast<int>(std::min(kPiece, part.size() - at)), MPI_BYTE, 0, kTag, MPI_COMM_WORLD,
                   MPI_STATUS_IGNORE),
          "MPI_Recv");
  return part;
}

Bytes World::all_gather(std::span<const std::byte> bytes, std::vector<std::size_t>* offsets) {
  const auto ranks = static_cast<std::size_t>(size_);
  offsets->assign(ranks + 1, 0);
  if (size_ == 1) {
    (*offsets)[1] = bytes.size();
    return Bytes(bytes.begin(), bytes.end());
  }
  const std::uint64_t mine = bytes.size();
  std::vector<std::uint64_t> sizes(ranks);
  check(MPI_Allgather(&mine, 1, MPI_UINT64_T, sizes.data(), 1, MPI_UINT64_T, MPI_COMM_WORLD), "MPI_Allgather");
  for (std::size_t r = 0; r < ranks; ++r) (*offsets)[r + 1] = (*offsets)[r] + sizes[r];
  return all_gather_known(bytes, *offsets);
}

Bytes World::all_gather_known(std::span<const std::byte> bytes, const std::vector<std::size_t>& offsets) {
  if (size_ == 1) return Bytes(bytes.begin(), bytes.end());
  const auto ranks = static_cast<std::size_t>(size_);
  Bytes all(offsets.back());
  if (all.size() < (std::size_t{1} << 31)) {
    std::vector<int> counts(ranks), starts(ranks);
    for (std::size_t r = 0; r < ranks; ++r) {
      counts[r] = static_cast<int>(offsets[r + 1] - offsets[r]);
      starts[r] = static_cast<int>(offsets[r]);
    }
    check(MPI_Allgatherv(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, all.data(), counts.data(), starts.data(), MPI_BYTE,
                         MPI_COMM_WORLD),
          "MPI_Allgatherv");
    return all;
  }
  std::copy(bytes.begin(), bytes.end(), all.begin() + static_cast<std::ptrdiff_t>(offsets[static_cast<std::size_t>(rank_)]));
  for (std::size_t r = 0; r < ranks; ++r)
    for (std::size_t piece = offsets[r]; piece < offsets[r + 1]; piece += kPiece)
      check(MPI_Bcast(all.data() + piece, static_cast<int>(std::min(kPiece, offsets[r + 1] - piece)), MPI_BYTE, static_cast<int>(r),
                      MPI_COMM_WORLD),
            "MPI_Bcast");
  return all;
}

void World::all_gather_fixed(const std::byte* mine, std::byte* all, int block) {
  if (size_ == 1) {
    std::memcpy(all, mine, static_cast<std::size_t>(block));
    return;
  }
  check(MPI_Allgather(mine, block, MPI_BYTE, all, block, MPI_BYTE, MPI_COMM_WORLD), "MPI_Allgather");
}

std::int64_t World::sum(std::int64_t value) {
  if (size_ > 1)
    check(MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD), "MPI_Allreduce");
  return value;
}

std::uint64_t World::sum_wrapping(std::uint64_t value) {
  if (size_ > 1)
    check(MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD), "MPI_Allreduce");
  return value;
}

std::int64_t World::min(std::int64_t value) {
  if (size_ > 1)
    check(MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_INT64_T, MPI_MIN, MPI_COMM_WORLD), "MPI_Allreduce");
  return value;
}

double World::max(double value) {
  if (size_ > 1)
    check(MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD), "MPI_Allreduce");
  return value;
}

void World::exclusive_scan(std::span<std::int64_t> values, std::span<std::int64_t> totals) {
  std::copy(values.begin(), values.end(), totals.begin());
  if (size_ == 1) {
    std::fill(values.begin(), values.end(), 0);
    return;
  }
  const std::size_t piece = kPiece / sizeof(std::int64_t);
  std::vector<std::int64_t> below(values.size(), 0);  // MPI_Exscan leaves rank 0's result undefined
  for (std::size_t at = 0; at < values.size(); at += piece) {
    const int count = static_cast<int>(std::min(piece, values.size() - at));
    check(MPI_Exscan(values.data() + at, below.data() + at, count, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD), "MPI_Exscan");
    check(MPI_Allreduce(MPI_IN_PLACE, totals.data() + at, count, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD), "MPI_Allreduce");
  }
  if (rank_ == 0) std::fill(below.begin(), below.end(), 0);
  std::copy(below.begin(), below.end(), values.begin());
}

}  // namespace bpl::runtime
