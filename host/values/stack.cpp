#include "host/values/stack.h"

#include <pthread.h>

#include <cstdint>

#include "host/values/ops.h"

namespace bpl::host {
namespace {

// What a call may need below the point where it was checked: the library's own frames, and a sanitizer's.
constexpr std::size_t kReserve = 512 * 1024;

constexpr int kDeepest = 1000;
thread_local int nesting = 0;

bool too_deep(Context& ctx) { return raise(ctx, "RecursionError", "maximum recursion depth exceeded"); }

// The lowest address that a frame of this thread may have.
std::uintptr_t lowest_frame() {
  pthread_attr_t attributes;
  void* base = nullptr;
  std::size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  pthread_attr_getstack(&attributes, &base, &size);
  pthread_attr_destroy(&attributes);
  return size > 2 * kReserve ? reinterpret_cast<std::uintptr_t>(base) + kReserve : 0;
}

}  // namespace

bool enough_stack(Context& ctx) {
  thread_local const std::uintptr_t lowest = lowest_frame();
  const char here = 0;
  return reinterpret_cast<std::uintptr_t>(&here) >= lowest || too_deep(ctx);
}

Nesting::Nesting() { ++nesting; }
Nesting::~Nesting() { --nesting; }
bool Nesting::allowed(Context& ctx) const { return nesting <= kDeepest ? enough_stack(ctx) : too_deep(ctx); }

}  // namespace bpl::host
