#include "runtime/src/isa.h"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "runtime/include/bpl/abi.h"

namespace bpl::runtime {

int choose_isa() {
  __builtin_cpu_init();
  const bool v3 = __builtin_cpu_supports("x86-64-v3") != 0, v4 = __builtin_cpu_supports("x86-64-v4") != 0;
  if (!v3)
    throw std::runtime_error(
        "this processor is too old: the program needs the instruction set x86-64-v3 (AVX2 and FMA: Intel since 2013, AMD since 2015)");
  const char* text = std::getenv("BPL_ISA");
  const std::string_view wish = text == nullptr ? "" : text;
  if (wish.empty()) return v4 ? kBplIsaV4 : kBplIsaV3;
  if (wish == "v3") return kBplIsaV3;
  if (wish != "v4") throw std::runtime_error(fmt::format("BPL_ISA is '{}': it can be v3 or v4", wish));
  if (!v4) throw std::runtime_error("BPL_ISA is v4, but this processor has no AVX-512");
  return kBplIsaV4;
}

std::string isa_name(int isa) { return isa == kBplIsaV4 ? "x86-64-v4" : "x86-64-v3"; }

}  // namespace bpl::runtime
