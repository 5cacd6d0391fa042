#include "support/large_stack.h"

#include <pthread.h>

#include <cstddef>

namespace bpl {
namespace {

constexpr std::size_t kStackSize = std::size_t{512} << 20;

void* execute(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

void run_with_large_stack(const std::function<void()>& work) {
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackSize);
  const bool started = pthread_create(&thread, &attributes, execute, const_cast<std::function<void()>*>(&work)) == 0;
  pthread_attr_destroy(&attributes);
  if (started) pthread_join(thread, nullptr);
  else work();
}

}  // namespace bpl
