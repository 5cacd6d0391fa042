// Which of the instruction sets of an executable this processor gets.
#pragma once

#include <string>

namespace bpl::runtime {

// kBplIsaV4 if the processor has it, else kBplIsaV3; BPL_ISA=v3 or v4 in the environment chooses. Throws
// std::runtime_error if the processor has not what is needed or the choice is not understood.
int choose_isa();
std::string isa_name(int isa);  // "x86-64-v4"

}  // namespace bpl::runtime
