#include "runtime/src/plot/cairo.h"

#include <dlfcn.h>

#include <string>
#include <type_traits>

#include "runtime/src/plot/plot.h"

namespace bpl::runtime {
namespace {

struct Loaded {
  Cairo functions;
  std::string problem;  // empty: all functions are there
};

Loaded load() {
  Loaded loaded;
  void* const library = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    loaded.problem = dlerror();
    return loaded;
  }
  const auto find = [&](auto* function, const char* name) {
    *function = reinterpret_cast<std::remove_pointer_t<decltype(function)>>(dlsym(library, name));
    if (*function == nullptr && loaded.problem.empty()) loaded.problem = dlerror();
  };
#define BPL_FIND(name) find(&loaded.functions.name, "cairo_" #name);
  BPL_CAIRO_FUNCTIONS(BPL_FIND)
#undef BPL_FIND
  return loaded;
}

}  // namespace

const Cairo* load_cairo(std::string* problem) {
  static const Loaded loaded = load();
  *problem = loaded.problem;
  return loaded.problem.empty() ? &loaded.functions : nullptr;
}

}  // namespace bpl::runtime
