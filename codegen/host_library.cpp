// Declarations and constants for calls of the value library.
#include "codegen/host_library.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "host/values/code.h"

namespace bpl::codegen {

namespace {

struct Row {
  std::string_view name, signature;
};
constexpr Row kRows[] = {
#define BPL_HOST_FUNCTION(name, signature) {#name, signature},
#include "host/abi.def"
#undef BPL_HOST_FUNCTION
};

// The field numbers of the types built here follow these layouts.
static_assert(offsetof(host::Frame, function) == 16 && offsetof(host::Frame, slots) == 24);
static_assert(offsetof(host::Frame, slot_count) == 32 && offsetof(host::Frame, line) == 40);
static_assert(offsetof(host::Frame, column) == 44 && offsetof(host::Frame, serial) == 48 && sizeof(host::Frame) == 56);
static_assert(sizeof(host::Value) == 16);

}  // namespace

std::string_view host_signature(std::string_view name) {
  for (const Row& row : kRows)
    if (row.name == name) return row.signature;
  return {};
}

HostLibrary::HostLibrary(llvm::Module& module) : module_(module) {
  llvm::LLVMContext& c = module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(c);
  llvm::Type* i64 = llvm::Type::getInt64Ty(c);
  llvm::Type* i32 = llvm::Type::getInt32Ty(c);
  value_ = llvm::StructType::get(c, {i64, i64});
  frame_ = llvm::StructType::get(c, {pointer, pointer, pointer, pointer, i64, i32, i32, i64});
}

llvm::FunctionCallee HostLibrary::function(std::string_view name) {
  llvm::LLVMContext& c = module_.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(c);
  llvm::Type* i32 = llvm::Type::getInt32Ty(c);
  std::vector<llvm::Type*> parameters{pointer};
  for (const char letter : host_signature(name)) parameters.push_back(letter == 'i' ? i32 : pointer);
  const bool is_void = name == "leave";
  llvm::Type* result = is_void ? llvm::Type::getVoidTy(c) : i32;
  llvm::FunctionCallee callee =
      module_.getOrInsertFunction(fmt::format("bplh_{}", name), llvm::FunctionType::get(result, parameters, false));
  llvm::cast<llvm::Function>(callee.getCallee())->setDoesNotThrow();
  return callee;
}

llvm::Constant* HostLibrary::constant(llvm::Constant* initializer, const char* name) {
  auto* variable = new llvm::GlobalVariable(module_, initializer->getType(), true, llvm::GlobalValue::PrivateLinkage,
                                            initializer, name);
  variable->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  return variable;
}

llvm::Constant* HostLibrary::text(const std::string& text) {
  llvm::Constant*& entry = texts_[text];
  if (!entry) entry = constant(llvm::ConstantDataArray::getString(module_.getContext(), text), "text");
  return entry;
}

llvm::Constant* HostLibrary::texts(const std::vector<std::string>& list) {
  std::vector<llvm::Constant*> pointers;
  for (const std::string& t : list) pointers.push_back(text(t));
  llvm::Type* pointer = llvm::PointerType::getUnqual(module_.getContext());
  return constant(llvm::ConstantArray::get(llvm::ArrayType::get(pointer, pointers.size()), pointers), "names");
}

llvm::Constant* HostLibrary::function_reference(const std::string& name, int index) {
  llvm::Type* i64 = llvm::Type::getInt64Ty(module_.getContext());
  return constant(llvm::ConstantStruct::getAnon({text(name), llvm::ConstantInt::getSigned(i64, index)}), "function");
}

llvm::Constant* HostLibrary::call_kinds(const std::vector<ir::CallArgument>& kinds) {
  llvm::LLVMContext& c = module_.getContext();
  auto* pointer = llvm::PointerType::getUnqual(c);
  const auto positional = [](const ir::CallArgument& a) { return a.kind == ir::CallKind::positional; };
  if (std::all_of(kinds.begin(), kinds.end(), positional)) return llvm::ConstantPointerNull::get(pointer);
  llvm::Type* i32 = llvm::Type::getInt32Ty(c);
  auto* row = llvm::StructType::get(c, {i32, pointer});
  std::vector<llvm::Constant*> rows;
  for (const ir::CallArgument& a : kinds) {
    llvm::Constant* name = a.kind == ir::CallKind::keyword ? text(a.name) : llvm::ConstantPointerNull::get(pointer);
    rows.push_back(llvm::ConstantStruct::get(row, {llvm::ConstantInt::get(i32, static_cast<unsigned>(a.kind)), name}));
  }
  return constant(llvm::ConstantArray::get(llvm::ArrayType::get(row, rows.size()), rows), "arguments");
}

llvm::Constant* HostLibrary::unbound() {
  if (!unbound_) unbound_ = constant(llvm::ConstantAggregateZero::get(value_), "unbound");
  return unbound_;
}

}  // namespace bpl::codegen
