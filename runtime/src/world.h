// The ranks of this execution and the few ways in which they talk. Without a launcher MPI is not touched at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bpl::runtime {

using Bytes = std::vector<std::byte>;

// All calls but the observers are collective. An MPI error ends the program: it cannot be repaired here.
class World {
 public:
  // Starts MPI when a launcher's environment is there. Throws std::runtime_error if the launcher started several processes
  // but MPI sees only one (an executable and an mpirun of different MPI libraries).
  World(int* argc, char*** argv);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  int rank() const { return rank_; }
  int size() const { return size_; }
  bool root() const { return rank_ == 0; }
  int threads() const { return 1; }  // that each rank computes with
  const std::string& library() const { return library_; }  // "Open MPI 4.1.4", or "" without MPI

  void broadcast(Bytes& bytes);                            // from rank 0; others get the size too
  void broadcast(std::span<std::byte> bytes);              // from rank 0; the size is known
  // To rank 0, where part r is what rank r gave; elsewhere the result is empty.
  std::vector<Bytes> gather(std::span<const std::byte> bytes);
  // The same on all ranks: the concatenation in rank order, and where each part begins (size() + 1 offsets).
  Bytes all_gather(std::span<const std::byte> bytes, std::vector<std::size_t>* offsets);
  // The same with offsets that all ranks know already.
  Bytes all_gather_known(std::span<const std::byte> bytes, const std::vector<std::size_t>& offsets);
  // Every rank gives `block` bytes; `all` has room for size() blocks.
  void all_gather_fixed(const std::byte* mine, std::byte* all, int block);
  // From rank 0: rank r gets parts[r]; `parts` is used on rank 0 only.
  Bytes scatter(const std::vector<Bytes>& parts);

  std::int64_t sum(std::int64_t value);
  std::uint64_t sum_wrapping(std::uint64_t value);
  std::int64_t min(std::int64_t value);
  double max(double value);
  // values[i] becomes the sum of values[i] over the ranks below this one; `totals` gets the sum over all ranks.
  void exclusive_scan(std::span<std::int64_t> values, std::span<std::int64_t> totals);

  // Ends all ranks at once; for what cannot be reported in any other way.
  [[noreturn]] void abort(const std::string& message);

 private:
  void check(int code, const char* what);
  int rank_ = 0, size_ = 1;
  bool started_ = false;
  std::string library_;
};

// The block of `size` elements that `rank` owns: contiguous, in rank order, possibly empty.
struct Block {
  std::int64_t first = 0, last = 0;
  std::int64_t count() const { return last - first; }
};
inline std::int64_t block_start(std::int64_t size, int rank, int ranks) {
  return static_cast<std::int64_t>(static_cast<__int128>(size) * rank / ranks);
}
inline Block block_of(std::int64_t size, int rank, int ranks) {
  return {block_start(size, rank, ranks), block_start(size, rank + 1, ranks)};
}
inline Block block_of(std::int64_t size, const World& world) { return block_of(size, world.rank(), world.size()); }

}  // namespace bpl::runtime
