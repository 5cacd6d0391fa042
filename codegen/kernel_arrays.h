// The arrays of a kernel: their pointers, that they do not overlap, and vectors read from and written to them.
#pragma once

#include <functional>
#include <map>
#include <utility>

#include <llvm/IR/IRBuilder.h>

#include "codegen/element_ops.h"

namespace bpl::codegen {

enum class ArrayKind : std::uint8_t { state, slot, coefficient, arrivals, temporary };
using ArrayKey = std::pair<ArrayKind, int>;

class KernelArrays {
 public:
  KernelArrays(llvm::IRBuilder<>& builder, ElementOps& ops) : b_(builder), ops_(ops) {}

  // Makes the array known; its pointer is read once.
  void add(ArrayKey, bool written, const std::function<llvm::Value*()>& read_pointer);
  // After the last add: states are distinct variables, so an array that is written overlaps no other.
  void make_scopes();

  // The elements from `index` on. Booleans are bits, the rest is as wide as in memory.
  llvm::Value* load(ArrayKey, ElementType, llvm::Value* index);
  void store(ArrayKey, ElementType, llvm::Value* value, llvm::Value* index);

 private:
  struct Array {
    llvm::Value* pointer = nullptr;
    bool written = false;
    llvm::MDNode* own = nullptr;
    llvm::MDNode* others = nullptr;
  };
  llvm::Value* address(const Array&, ElementType, llvm::Value* index);
  llvm::Align alignment(ElementType) const;
  void annotate(llvm::Instruction*, const Array&);

  llvm::IRBuilder<>& b_;
  ElementOps& ops_;
  std::map<ArrayKey, Array> arrays_;
};

// struct BplKernelArgs of bpl/abi.h.
llvm::StructType* kernel_args_type(llvm::LLVMContext&);
// The value behind the load does not change while the function runs.
llvm::LoadInst* mark_invariant(llvm::LoadInst*);
// The processor and vector width of an instruction set.
void set_target(llvm::Function&, Isa);

}  // namespace bpl::codegen
