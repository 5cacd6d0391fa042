// Which of the instruction sets of an executable this processor gets.
#pragma once

#include <string>
#include <string_view>

namespace bpl::runtime {

// kBplIsaV4 if the processor has it, else kBplIsaV3; `wish` ("v3" or "v4", empty: none) chooses. Throws std::runtime_error
// if the processor has not what is needed.
int choose_isa(std::string_view wish);
std::string isa_name(int isa);  // "x86-64-v4"

}  // namespace bpl::runtime
