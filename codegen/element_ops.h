// Spells one operation of a kernel in LLVM IR, for a vector of lanes or for a single element: the same bits either way.
//
// Rules: IEEE arithmetic in the order written, no fast-math flag, no contraction. Of LLVM's mathematical intrinsics only
// those that are exact or correctly rounded appear (fma, sqrt, floor, ceil, trunc, roundeven): on every processor we
// target they are single instructions. Everything else is a direct call of SLEEF (math/functions.def).
#pragma once

#include <llvm/IR/IRBuilder.h>

#include <array>
#include <span>
#include <string_view>

#include "ir/kernel.h"
#include "ir/module.h"

namespace bpl::codegen {

using host::ElementType;

// The instruction sets of an executable, in the order of kBplIsaV3 and kBplIsaV4.
enum class Isa : std::uint8_t { v3, v4 };

// How many elements a value holds and which functions fit: lanes 1 is a plain scalar.
struct Shape {
  int lanes = 1;
  ir::Precision precision = ir::Precision::f32;
  Isa isa = Isa::v3;
};

// A counter or block of Philox4x32: four words a lane.
using PhiloxWords = std::array<llvm::Value*, 4>;

struct Element {
  llvm::Value* value = nullptr;
  ElementType type = ElementType::real;
};

class ElementOps {
 public:
  ElementOps(llvm::IRBuilder<>& builder, Shape shape) : b_(builder), shape_(shape) {}

  const Shape& shape() const { return shape_; }
  llvm::Type* scalar_type(ElementType) const;  // i1, i32, float or double
  llvm::Type* type(ElementType) const;         // the same, times the lanes
  llvm::Value* splat(llvm::Value* scalar);
  Element constant(ElementType, double number);
  llvm::Value* convert(Element, ElementType to);

  // The result of a unary, binary, fma, powi or select instruction. Null if the operation is not known.
  llvm::Value* apply(const ir::KernelInstr&, std::span<const Element> args);

  // Random numbers in the precision of the run, the same bits as math/philox.h.
  llvm::Value* random(std::string_view distribution, PhiloxWords counter, llvm::Value* key0, llvm::Value* key1);
  llvm::Value* integer_words(std::uint32_t word);

 private:
  PhiloxWords philox(PhiloxWords counter, llvm::Value* key0, llvm::Value* key1);
  llvm::Value* uniform(llvm::Value* low, llvm::Value* high, bool open_low);
  llvm::Value* unary(std::string_view name, ElementType result, Element x);
  llvm::Value* unary_real(std::string_view name, llvm::Value* x);
  llvm::Value* unary_integer(std::string_view name, llvm::Value* x);
  llvm::Value* binary(std::string_view name, ElementType result, Element x, Element y);
  llvm::Value* binary_real(std::string_view name, llvm::Value* x, llvm::Value* y);
  llvm::Value* binary_integer(std::string_view name, llvm::Value* x, llvm::Value* y);
  llvm::Value* compare(std::string_view name, Element x, Element y);
  llvm::Value* power(Element x, int exponent, ElementType result);

  llvm::Value* real(double number);
  llvm::Value* integer(std::int64_t number);
  llvm::Value* fabs(llvm::Value* x);
  llvm::Value* with_sign_of(llvm::Value* magnitude, llvm::Value* sign);
  llvm::Value* sign(llvm::Value* x);
  llvm::Value* python_mod(llvm::Value* x, llvm::Value* y);
  llvm::Value* python_floordiv(llvm::Value* x, llvm::Value* y);
  llvm::Value* to_integer(llvm::Value* real);
  llvm::Value* integer_floordiv(llvm::Value* x, llvm::Value* y);
  llvm::Value* math_call(std::string_view name, std::span<llvm::Value* const> args);

  llvm::IRBuilder<>& b_;
  Shape shape_;
};

// A function of SLEEF as LLVM sees it: pure, so that calls on uniform values move out of loops.
llvm::FunctionCallee declare_pure(llvm::Module&, llvm::StringRef name, llvm::Type* value, unsigned arity);

}  // namespace bpl::codegen
