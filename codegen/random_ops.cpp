// Philox4x32-10 and the distributions of math/philox.h, spelled in LLVM IR for a vector of lanes.
#include "codegen/element_ops.h"
#include "math/philox.h"

namespace bpl::codegen {

using llvm::Value;

Value* ElementOps::integer_words(std::uint32_t word) { return llvm::ConstantInt::get(type(ElementType::integer), word); }

PhiloxWords ElementOps::philox(PhiloxWords c, Value* key0, Value* key1) {
  llvm::Type* words = type(ElementType::integer);
  llvm::Type* wide = words->getWithNewBitWidth(64);
  const auto product = [&](Value* x, std::uint32_t multiplier) {
    return b_.CreateMul(b_.CreateZExt(x, wide), llvm::ConstantInt::get(wide, multiplier));
  };
  const auto high = [&](Value* p) { return b_.CreateTrunc(b_.CreateLShr(p, 32), words); };
  for (int round = 0; round < 10; ++round) {
    Value* p0 = product(c[0], math::kPhiloxMultiplier0);
    Value* p1 = product(c[2], math::kPhiloxMultiplier1);
    c = {b_.CreateXor(b_.CreateXor(high(p1), c[1]), key0), b_.CreateTrunc(p1, words),
         b_.CreateXor(b_.CreateXor(high(p0), c[3]), key1), b_.CreateTrunc(p0, words)};
    key0 = b_.CreateAdd(key0, integer_words(math::kPhiloxWeyl0));
    key1 = b_.CreateAdd(key1, integer_words(math::kPhiloxWeyl1));
  }
  return c;
}

// [0, 1), or (0, 1] for logarithms: 24 bits of one word, or 53 bits of two.
Value* ElementOps::uniform(Value* low, Value* high, bool open_low) {
  const bool f64 = shape_.precision == ir::Precision::f64;
  Value* bits = low;
  if (f64) {
    llvm::Type* wide = low->getType()->getWithNewBitWidth(64);
    bits = b_.CreateOr(b_.CreateShl(b_.CreateZExt(high, wide), 32), b_.CreateZExt(low, wide));
  }
  bits = b_.CreateLShr(bits, f64 ? 11 : 8);
  if (open_low) bits = b_.CreateAdd(bits, llvm::ConstantInt::get(bits->getType(), 1));
  return b_.CreateFMul(b_.CreateUIToFP(bits, type(ElementType::real)), real(f64 ? 0x1p-53 : 0x1p-24));
}

Value* ElementOps::random(std::string_view distribution, PhiloxWords counter, Value* key0, Value* key1) {
  const PhiloxWords block = philox(counter, key0, key1);
  if (distribution == "uniform") return uniform(block[0], block[1], false);
  const bool f64 = shape_.precision == ir::Precision::f64;
  const std::array<Value*, 1> u1{uniform(block[0], block[1], true)};
  const std::array<Value*, 1> angle{b_.CreateFMul(real(2), f64 ? uniform(block[2], block[3], false) : uniform(block[1], nullptr, false))};
  Value* radius = unary_real("sqrt", b_.CreateFMul(real(-2), math_call("log", u1)));
  return b_.CreateFMul(radius, math_call("cospi", angle));
}

}  // namespace bpl::codegen
