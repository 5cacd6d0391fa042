// Vector loads and stores with their alias scopes.
#include "codegen/kernel_arrays.h"

#include <algorithm>

#include <llvm/IR/MDBuilder.h>

namespace bpl::codegen {

using llvm::Value;

void KernelArrays::add(ArrayKey key, bool written, const std::function<Value*()>& read_pointer) {
  Array& array = arrays_[key];
  if (!array.pointer) array.pointer = read_pointer();
  array.written = array.written || written;
}

void KernelArrays::make_scopes() {
  llvm::LLVMContext& c = b_.getContext();
  llvm::MDBuilder metadata(c);
  llvm::MDNode* domain = metadata.createAnonymousAliasScopeDomain("kernel");
  std::vector<std::pair<Array*, llvm::MDNode*>> scopes;
  for (auto& [key, array] : arrays_) {
    scopes.emplace_back(&array, metadata.createAnonymousAliasScope(domain));
    array.own = llvm::MDNode::get(c, {scopes.back().second});
  }
  for (auto& [array, scope] : scopes) {
    std::vector<llvm::Metadata*> others;
    for (auto& [other, other_scope] : scopes)
      if (other != array) others.push_back(other_scope);
    array->others = others.empty() ? nullptr : llvm::MDNode::get(c, others);
  }
}

Value* KernelArrays::address(const Array& array, ElementType type, Value* index) {
  if (type == ElementType::boolean) return b_.CreateInBoundsGEP(b_.getInt8Ty(), array.pointer, b_.CreateLShr(index, 3));
  return b_.CreateInBoundsGEP(ops_.scalar_type(type), array.pointer, index);
}

llvm::Align KernelArrays::alignment(ElementType type) const {
  const auto lanes = static_cast<std::uint64_t>(ops_.shape().lanes);
  const bool f64 = ops_.shape().precision == ir::Precision::f64;
  const std::uint64_t bytes =
      type == ElementType::boolean ? lanes / 8 : lanes * (type == ElementType::real && f64 ? 8 : 4);
  return llvm::Align(std::min<std::uint64_t>(bytes, 64));
}

void KernelArrays::annotate(llvm::Instruction* access, const Array& array) {
  access->setMetadata(llvm::LLVMContext::MD_alias_scope, array.own);
  if (array.others) access->setMetadata(llvm::LLVMContext::MD_noalias, array.others);
}

Value* KernelArrays::load(ArrayKey key, ElementType type, Value* index) {
  const Array& array = arrays_.at(key);
  const auto lanes = static_cast<unsigned>(ops_.shape().lanes);
  llvm::Type* memory = type == ElementType::boolean ? b_.getIntNTy(lanes) : ops_.type(type);
  llvm::LoadInst* load = b_.CreateAlignedLoad(memory, address(array, type, index), alignment(type));
  annotate(load, array);
  return type == ElementType::boolean ? b_.CreateBitCast(load, ops_.type(type)) : static_cast<Value*>(load);
}

void KernelArrays::store(ArrayKey key, ElementType type, Value* value, Value* index) {
  const Array& array = arrays_.at(key);
  const auto lanes = static_cast<unsigned>(ops_.shape().lanes);
  if (type == ElementType::boolean) value = b_.CreateBitCast(value, b_.getIntNTy(lanes));
  annotate(b_.CreateAlignedStore(value, address(array, type, index), alignment(type)), array);
}

llvm::StructType* kernel_args_type(llvm::LLVMContext& c) {
  llvm::Type* pointer = llvm::PointerType::getUnqual(c);
  llvm::Type* i64 = llvm::Type::getInt64Ty(c);
  llvm::Type* f64 = llvm::Type::getDoubleTy(c);
  return llvm::StructType::get(c, {pointer, pointer, pointer, pointer, i64, i64, i64, f64, f64, pointer, pointer, i64});
}

llvm::LoadInst* mark_invariant(llvm::LoadInst* load) {
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(load->getContext(), {}));
  return load;
}

void set_target(llvm::Function& function, Isa isa) {
  const char* width = isa == Isa::v4 ? "512" : "256";
  function.addFnAttr("target-cpu", isa == Isa::v4 ? "x86-64-v4" : "x86-64-v3");
  function.addFnAttr("prefer-vector-width", width);
  function.addFnAttr("min-legal-vector-width", width);
}

}  // namespace bpl::codegen
