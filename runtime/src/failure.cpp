#include "runtime/src/failure.h"

#include <fmt/format.h>

#include <cstdlib>
#include <limits>
#include <new>
#include <stdexcept>

#include "runtime/src/engine.h"

namespace bpl::runtime {

void inject_failure(std::string_view place, const World& world) {
  static const char* const asked = std::getenv("BPL_FAIL");
  if (asked == nullptr) return;
  const std::string here = fmt::format("{}:{}", place, world.rank());
  if (asked == here) throw std::bad_alloc();
  if (asked == here + ":file") throw std::runtime_error("cannot write 'injected': No space left on device");
}

std::string describe_current_exception() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return "out of memory";
  } catch (const std::length_error&) {
    return "out of memory";
  } catch (const std::exception& e) {
    return e.what()[0] != '\0' ? e.what() : "unknown error";
  } catch (...) {
    return "unknown error";
  }
}

void agree(World& world, const std::string& error, std::int64_t step) {
  constexpr std::int64_t kNobody = std::numeric_limits<std::int64_t>::max();
  const std::int64_t first = world.min(error.empty() ? kNobody : world.rank());
  if (first == kNobody) return;
  const std::int64_t failed_step = world.min(error.empty() ? kNobody : step);
  const std::string_view mine = world.rank() == first ? std::string_view(error) : std::string_view();
  std::vector<std::size_t> offsets;
  const Bytes text = world.all_gather(std::as_bytes(std::span(mine)), &offsets);
  std::string message(reinterpret_cast<const char*>(text.data()), text.size());
  if (world.size() > 1) message = fmt::format("rank {}: {}", first, message);
  throw EngineError(message, failed_step);
}

}  // namespace bpl::runtime
