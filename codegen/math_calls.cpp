// Calls of the elementary functions in the width of the instruction set.
#include <array>

#include <llvm/IR/Module.h>
#include <llvm/Support/ModRef.h>

#include "codegen/element_ops.h"
#include "math/functions.h"

namespace bpl::codegen {

using llvm::Value;

namespace {

struct Variant {
  const char* symbol = nullptr;
  int lanes = 1;
};

// The widest function that the instruction set has and the shape fills.
Variant choose_variant(const math::FunctionSymbols& row, const Shape& shape) {
  const bool f64 = shape.precision == ir::Precision::f64;
  if (shape.lanes == 1) return {f64 ? row.scalar_f64 : row.scalar_f32, 1};
  if (shape.isa == Isa::v4) return {f64 ? row.avx512_f64 : row.avx512_f32, f64 ? 8 : 16};
  return {f64 ? row.avx2_f64 : row.avx2_f32, f64 ? 4 : 8};
}

}  // namespace

llvm::FunctionCallee declare_pure(llvm::Module& module, llvm::StringRef name, llvm::Type* value, unsigned arity) {
  const std::vector<llvm::Type*> parameters(arity, value);
  llvm::FunctionCallee callee = module.getOrInsertFunction(name, llvm::FunctionType::get(value, parameters, false));
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setMemoryEffects(llvm::MemoryEffects::none());
  function->setDoesNotThrow();
  function->setWillReturn();
  function->addFnAttr(llvm::Attribute::NoSync);
  function->addFnAttr(llvm::Attribute::NoFree);
  function->addFnAttr(llvm::Attribute::Speculatable);
  return callee;
}

Value* ElementOps::math_call(std::string_view name, std::span<Value* const> args) {
  const math::FunctionSymbols* row = math::find_function(name);
  if (!row || row->arity != static_cast<int>(args.size())) return nullptr;
  const Variant variant = choose_variant(*row, shape_);
  llvm::Type* scalar = scalar_type(ElementType::real);
  llvm::Type* piece = variant.lanes == 1 ? scalar : llvm::FixedVectorType::get(scalar, static_cast<unsigned>(variant.lanes));
  const llvm::FunctionCallee callee =
      declare_pure(*b_.GetInsertBlock()->getModule(), variant.symbol, piece, static_cast<unsigned>(args.size()));
  if (variant.lanes == shape_.lanes) return b_.CreateCall(callee, {args.data(), args.size()});

  // The shape is a multiple of the function's width: call it piece by piece.
  Value* result = nullptr;
  for (int first = 0; first < shape_.lanes; first += variant.lanes) {
    std::vector<int> extract(static_cast<std::size_t>(variant.lanes));
    for (int i = 0; i < variant.lanes; ++i) extract[static_cast<std::size_t>(i)] = first + i;
    std::vector<Value*> parts;
    for (Value* arg : args) parts.push_back(b_.CreateShuffleVector(arg, extract));
    Value* part = b_.CreateCall(callee, parts);
    if (!result) {
      result = part;
      continue;
    }
    // Widen the new piece to what is there, then append it.
    std::vector<int> widen(static_cast<std::size_t>(first), llvm::PoisonMaskElem), append;
    for (int i = 0; i < first; ++i) widen[static_cast<std::size_t>(i)] = i < variant.lanes ? i : llvm::PoisonMaskElem;
    Value* wide = first == variant.lanes ? part : b_.CreateShuffleVector(part, widen);
    for (int i = 0; i < first + variant.lanes; ++i) append.push_back(i);
    result = b_.CreateShuffleVector(result, wide, append);
  }
  return result;
}

}  // namespace bpl::codegen
