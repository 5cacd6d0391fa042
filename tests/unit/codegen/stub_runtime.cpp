// A runtime for the tests of whole executables: prints what the program table holds and runs the first kernel.
#include <cstdio>
#include <cstring>

#include "bpl/abi.h"

extern "C" int bpl_main(int argc, char** argv, const BplProgram* program) {
  std::printf("tables %s %lld\n", program->tables, static_cast<long long>(program->tables_size));
  for (int64_t i = 0; i < program->kernel_count; ++i) {
    const BplKernelEntry& kernel = program->kernels[i];
    std::printf("kernel %s step_is_full %d coefficients %d\n", kernel.name, kernel.step[0] == kernel.full[0],
                kernel.coefficients != nullptr);
    alignas(64) float v[64] = {1, 2, 3};
    void* states[] = {v};
    const BplKernelArgs args{states, nullptr, nullptr, nullptr, 3, 0, 0, 0.0, 0.1, nullptr, nullptr, 0};
    kernel.full[kBplIsaV3](&args);
    std::printf("%g %g %g\n", v[0], v[1], v[2]);
  }
  for (int64_t i = 0; i < program->function_count; ++i)
    std::printf("function %s %s\n", program->functions[i].name, program->functions[i].entry ? "compiled" : "traced");
  if (argc > 1 && !std::strcmp(argv[1], "call")) {
    char value[16] = {};
    program->functions[0].entry(nullptr, nullptr, nullptr, value);
  }
  return 0;
}

extern "C" int bplh_enter(void*, void*) { return 1; }
extern "C" void bplh_leave(void*, void*) {}
extern "C" int bplh_get_global(void*, void*, const char* name) {
  std::printf("global %s\n", name);
  return 1;
}
