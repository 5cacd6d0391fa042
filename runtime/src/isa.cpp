#include "runtime/src/isa.h"

#include <stdexcept>

#include "runtime/include/bpl/abi.h"

namespace bpl::runtime {

int choose_isa(std::string_view wish) {
  __builtin_cpu_init();
  const bool v3 = __builtin_cpu_supports("x86-64-v3") != 0, v4 = __builtin_cpu_supports("x86-64-v4") != 0;
  if (!v3)
    throw std::runtime_error(
        "this processor is too old: the program needs the instruction set x86-64-v3 (AVX2 and FMA: Intel since 2013, AMD since 2015)");
  if (wish == "v4" && !v4) throw std::runtime_error("BPL_ISA is 'v4', but this processor has no AVX-512");
  return v4 && wish != "v3" ? kBplIsaV4 : kBplIsaV3;
}

std::string isa_name(int isa) { return isa == kBplIsaV4 ? "x86-64-v4" : "x86-64-v3"; }

}  // namespace bpl::runtime
