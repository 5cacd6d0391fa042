// Kernels as functions of the form BplKernel: one loop of explicit vector code over the elements of a block.
#pragma once

#include <llvm/IR/Module.h>

#include <functional>
#include <string>
#include <vector>

#include "codegen/debug_info.h"
#include "codegen/element_ops.h"
#include "ir/module.h"

namespace bpl::codegen {

// For every instruction of the kernel's body whether it is a store that the `step` form leaves out.
using DeadStores = std::vector<bool>;

// A name that a debugger and an assembler take without quotes.
std::string symbol_part(const std::string& name);

// Lanes of one vector of a kernel: a multiple of 8 that divides 64.
int kernel_lanes(const ir::Kernel&, ir::Precision, Isa);

struct KernelRequest {
  const ir::Update* update = nullptr;
  const ir::Kernel* kernel = nullptr;
  ir::Precision precision = ir::Precision::f32;
  Isa isa = Isa::v3;
  std::string symbol;
  DeadStores left_out;  // empty: every store is made
};

// Adds the function. `problem` is set, and null returned, for an operation that is not known: a mistake of a pass.
llvm::Function* emit_kernel(llvm::Module&, DebugInfo&, const KernelRequest&, std::string& problem);

// Adds the function of the form BplCoefficients; null without `problem` if the kernel has no coefficients.
llvm::Function* emit_coefficients(llvm::Module&, DebugInfo&, const KernelRequest&, std::string& problem);

// Whether an instruction's value differs between elements, for each instruction of a body. `array_coefficient` answers
// for coefficients.
std::vector<bool> find_varying(const std::vector<ir::KernelInstr>& body, const ir::Update&,
                               const std::vector<bool>& array_coefficient);

// Which of the kernel's coefficients are arrays: those that depend on an array slot.
std::vector<bool> find_array_coefficients(const ir::Kernel&, const ir::Update&);

}  // namespace bpl::codegen
