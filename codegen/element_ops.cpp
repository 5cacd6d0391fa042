// Operations of kernels on real, integer and boolean elements.
#include "codegen/element_ops.h"

#include <algorithm>
#include <array>

#include <llvm/IR/Intrinsics.h>
#include <llvm/IR/Module.h>

namespace bpl::codegen {

using llvm::Value;

llvm::Type* ElementOps::scalar_type(ElementType t) const {
  llvm::LLVMContext& c = b_.getContext();
  if (t == ElementType::boolean) return llvm::Type::getInt1Ty(c);
  if (t == ElementType::integer) return llvm::Type::getInt32Ty(c);
  return shape_.precision == ir::Precision::f64 ? llvm::Type::getDoubleTy(c) : llvm::Type::getFloatTy(c);
}

llvm::Type* ElementOps::type(ElementType t) const {
  llvm::Type* scalar = scalar_type(t);
  return shape_.lanes == 1 ? scalar : llvm::FixedVectorType::get(scalar, static_cast<unsigned>(shape_.lanes));
}

Value* ElementOps::splat(Value* scalar) {
  return shape_.lanes == 1 ? scalar : b_.CreateVectorSplat(static_cast<unsigned>(shape_.lanes), scalar);
}

Value* ElementOps::real(double number) { return llvm::ConstantFP::get(type(ElementType::real), number); }

Value* ElementOps::integer(std::int64_t number) {
  return llvm::ConstantInt::getSigned(type(ElementType::integer), static_cast<std::int32_t>(number));
}

Element ElementOps::constant(ElementType t, double number) {
  if (t == ElementType::real) return {real(number), t};
  if (t == ElementType::integer) return {integer(static_cast<std::int64_t>(number)), t};
  return {llvm::ConstantInt::get(type(t), number != 0 ? 1 : 0), t};
}

Value* ElementOps::convert(Element x, ElementType to) {
  if (x.type == to) return x.value;
  llvm::Type* target = type(to);
  if (to == ElementType::boolean)
    return x.type == ElementType::real ? b_.CreateFCmpUNE(x.value, real(0)) : b_.CreateICmpNE(x.value, integer(0));
  if (to == ElementType::integer)
    return x.type == ElementType::real ? to_integer(x.value) : b_.CreateZExt(x.value, target);
  return x.type == ElementType::integer ? b_.CreateSIToFP(x.value, target) : b_.CreateUIToFP(x.value, target);
}

// Toward zero; what no integer of 32 bits holds becomes the nearest one, NaN becomes 0.
Value* ElementOps::to_integer(Value* x) {
  return b_.CreateIntrinsic(llvm::Intrinsic::fptosi_sat, {type(ElementType::integer), x->getType()}, {x});
}

Value* ElementOps::apply(const ir::KernelInstr& instr, std::span<const Element> args) {
  using ir::KernelOp;
  switch (instr.op) {
    case KernelOp::unary: return unary(instr.name, instr.type, args[0]);
    case KernelOp::binary: return binary(instr.name, instr.type, args[0], args[1]);
    case KernelOp::powi: return power(args[0], instr.index, instr.type);
    case KernelOp::fma: {
      std::array<Value*, 3> v;
      for (std::size_t i = 0; i < 3; ++i) v[i] = convert(args[i], ElementType::real);
      return b_.CreateIntrinsic(v[0]->getType(), llvm::Intrinsic::fma, v);
    }
    case KernelOp::select:
      return b_.CreateSelect(convert(args[0], ElementType::boolean), convert(args[1], instr.type),
                             convert(args[2], instr.type));
    default: return nullptr;
  }
}

Value* ElementOps::unary(std::string_view name, ElementType result, Element x) {
  if (name == "not") return b_.CreateNot(convert(x, result));
  if (name == "to_real") return convert(x, ElementType::real);
  if (name == "to_integer") return convert(x, ElementType::integer);
  if (name == "to_boolean") return convert(x, ElementType::boolean);
  if (name == "is_nan") {
    Value* v = convert(x, ElementType::real);
    return b_.CreateFCmpUNO(v, v);
  }
  if (result == ElementType::integer) return unary_integer(name, convert(x, ElementType::integer));
  return unary_real(name, convert(x, ElementType::real));
}

Value* ElementOps::unary_integer(std::string_view name, Value* x) {
  if (name == "neg") return b_.CreateNeg(x);
  if (name == "abs") return b_.CreateSelect(b_.CreateICmpSLT(x, integer(0)), b_.CreateNeg(x), x);
  if (name == "square") return b_.CreateMul(x, x);
  if (name == "floor" || name == "ceil" || name == "round") return x;
  if (name == "sign") {
    Value* negative = b_.CreateSelect(b_.CreateICmpSLT(x, integer(0)), integer(-1), integer(0));
    return b_.CreateSelect(b_.CreateICmpSGT(x, integer(0)), integer(1), negative);
  }
  return nullptr;
}

Value* ElementOps::unary_real(std::string_view name, Value* x) {
  if (name == "neg") return b_.CreateFNeg(x);
  if (name == "abs") return fabs(x);
  if (name == "square") return b_.CreateFMul(x, x);
  if (name == "sign") return sign(x);
  if (name == "floor") return b_.CreateUnaryIntrinsic(llvm::Intrinsic::floor, x);
  if (name == "ceil") return b_.CreateUnaryIntrinsic(llvm::Intrinsic::ceil, x);
  if (name == "trunc") return b_.CreateUnaryIntrinsic(llvm::Intrinsic::trunc, x);
  if (name == "round") return b_.CreateUnaryIntrinsic(llvm::Intrinsic::roundeven, x);
  if (name == "sqrt") return b_.CreateUnaryIntrinsic(llvm::Intrinsic::sqrt, x);
  const std::array<Value*, 1> args{x};
  return math_call(name, args);
}

Value* ElementOps::binary(std::string_view name, ElementType result, Element x, Element y) {
  if (name == "and" || name == "or" || name == "xor") {
    Value* a = convert(x, result);
    Value* b = convert(y, result);
    return name == "and" ? b_.CreateAnd(a, b) : name == "or" ? b_.CreateOr(a, b) : b_.CreateXor(a, b);
  }
  if (name == "lt" || name == "le" || name == "gt" || name == "ge" || name == "eq" || name == "ne")
    return compare(name, x, y);
  if (result == ElementType::integer)
    return binary_integer(name, convert(x, ElementType::integer), convert(y, ElementType::integer));
  return binary_real(name, convert(x, ElementType::real), convert(y, ElementType::real));
}

Value* ElementOps::compare(std::string_view name, Element x, Element y) {
  // Booleans compare as the integers 0 and 1.
  const ElementType common = std::max({x.type, y.type, ElementType::integer});
  Value* a = convert(x, common);
  Value* b = convert(y, common);
  if (common == ElementType::real) {
    // Ordered comparisons are false for a NaN; `ne` is the negation of `eq`.
    if (name == "lt") return b_.CreateFCmpOLT(a, b);
    if (name == "le") return b_.CreateFCmpOLE(a, b);
    if (name == "gt") return b_.CreateFCmpOGT(a, b);
    if (name == "ge") return b_.CreateFCmpOGE(a, b);
    if (name == "eq") return b_.CreateFCmpOEQ(a, b);
    return b_.CreateFCmpUNE(a, b);
  }
  if (name == "lt") return b_.CreateICmpSLT(a, b);
  if (name == "le") return b_.CreateICmpSLE(a, b);
  if (name == "gt") return b_.CreateICmpSGT(a, b);
  if (name == "ge") return b_.CreateICmpSGE(a, b);
  if (name == "eq") return b_.CreateICmpEQ(a, b);
  return b_.CreateICmpNE(a, b);
}

Value* ElementOps::binary_integer(std::string_view name, Value* x, Value* y) {
  if (name == "add") return b_.CreateAdd(x, y);
  if (name == "sub") return b_.CreateSub(x, y);
  if (name == "mul") return b_.CreateMul(x, y);
  if (name == "min") return b_.CreateSelect(b_.CreateICmpSLT(x, y), x, y);
  if (name == "max") return b_.CreateSelect(b_.CreateICmpSGT(x, y), x, y);
  if (name == "floordiv") return integer_floordiv(x, y);
  if (name == "shift_left") return b_.CreateSelect(b_.CreateICmpULT(y, integer(32)), b_.CreateShl(x, b_.CreateAnd(y, integer(31))), integer(0));
  if (name == "shift_right") return b_.CreateAShr(x, b_.CreateSelect(b_.CreateICmpULT(y, integer(31)), y, integer(31)));
  if (name == "mod") {
    Value* rest = b_.CreateSub(x, b_.CreateMul(integer_floordiv(x, y), y));
    return b_.CreateSelect(b_.CreateICmpEQ(y, integer(0)), integer(0), rest);
  }
  return nullptr;
}

Value* ElementOps::binary_real(std::string_view name, Value* x, Value* y) {
  if (name == "add") return b_.CreateFAdd(x, y);
  if (name == "sub") return b_.CreateFSub(x, y);
  if (name == "mul") return b_.CreateFMul(x, y);
  if (name == "div") return b_.CreateFDiv(x, y);
  if (name == "mod") return python_mod(x, y);
  if (name == "floordiv") return python_floordiv(x, y);
  if (name == "min" || name == "max") {
    // As numpy.minimum: the first NaN wins; of equal values the second.
    Value* first = name == "min" ? b_.CreateFCmpOLT(x, y) : b_.CreateFCmpOGT(x, y);
    return b_.CreateSelect(b_.CreateOr(first, b_.CreateFCmpUNO(x, x)), x, y);
  }
  const std::array<Value*, 2> args{x, y};
  return math_call(name, args);
}

// The same products as math::powi.
Value* ElementOps::power(Element element, int exponent, ElementType result) {
  const bool real_result = result == ElementType::real;
  Value* x = convert(element, result);
  const auto multiply = [&](Value* a, Value* b) { return real_result ? b_.CreateFMul(a, b) : b_.CreateMul(a, b); };
  const int n = exponent < 0 ? -exponent : exponent;
  Value* product = nullptr;
  if (n >= 4) {
    Value* x2 = multiply(x, x);
    Value* x4 = multiply(x2, x2);
    product = n == 8 ? multiply(x4, x4) : x4;
    if (n < 8 && (n & 2)) product = multiply(product, x2);
  } else if (n & 2) {
    product = multiply(x, x);
  }
  if (n & 1) product = product ? multiply(product, x) : x;
  if (!product) product = real_result ? real(1) : integer(1);
  return exponent < 0 && real_result ? b_.CreateFDiv(real(1), product) : product;
}

Value* ElementOps::fabs(Value* x) { return b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, x); }

Value* ElementOps::with_sign_of(Value* magnitude, Value* sign) {
  return b_.CreateBinaryIntrinsic(llvm::Intrinsic::copysign, magnitude, sign);
}

Value* ElementOps::sign(Value* x) {
  Value* zero_or_nan = b_.CreateSelect(b_.CreateFCmpOEQ(x, real(0)), real(0), x);
  Value* rest = b_.CreateSelect(b_.CreateFCmpOLT(x, real(0)), real(-1), zero_or_nan);
  return b_.CreateSelect(b_.CreateFCmpOGT(x, real(0)), real(1), rest);
}

// The remainder has the sign of y, as in Python; fmod itself is exact.
Value* ElementOps::python_mod(Value* x, Value* y) {
  Value* rest = b_.CreateFRem(x, y);
  Value* zero = real(0);
  Value* differ = b_.CreateXor(b_.CreateFCmpOLT(y, zero), b_.CreateFCmpOLT(rest, zero));
  Value* moved = b_.CreateSelect(differ, b_.CreateFAdd(rest, y), rest);
  return b_.CreateSelect(b_.CreateFCmpOEQ(rest, zero), with_sign_of(zero, y), moved);
}

// As numpy.floor_divide: the quotient belongs to the remainder above; x // 0 is x / 0.
Value* ElementOps::python_floordiv(Value* x, Value* y) {
  Value* zero = real(0);
  Value* rest = b_.CreateFRem(x, y);
  Value* quotient = b_.CreateFDiv(b_.CreateFSub(x, rest), y);
  Value* differ = b_.CreateXor(b_.CreateFCmpOLT(y, zero), b_.CreateFCmpOLT(rest, zero));
  Value* lower = b_.CreateAnd(b_.CreateFCmpUNE(rest, zero), differ);
  quotient = b_.CreateSelect(lower, b_.CreateFSub(quotient, real(1)), quotient);
  Value* floor = b_.CreateUnaryIntrinsic(llvm::Intrinsic::floor, quotient);
  Value* up = b_.CreateFCmpOGT(b_.CreateFSub(quotient, floor), real(0.5));
  floor = b_.CreateSelect(up, b_.CreateFAdd(floor, real(1)), floor);
  Value* ratio = b_.CreateFDiv(x, y);
  Value* result = b_.CreateSelect(b_.CreateFCmpOEQ(quotient, zero), with_sign_of(zero, ratio), floor);
  return b_.CreateSelect(b_.CreateFCmpOEQ(y, zero), ratio, result);
}

// In double precision, where the quotient of two 32-bit integers never rounds across an integer. x // 0 is 0 as in numpy;
// -2^31 // -1 wraps.
Value* ElementOps::integer_floordiv(Value* x, Value* y) {
  Value* by_zero = b_.CreateICmpEQ(y, integer(0));
  Value* by_minus_one = b_.CreateICmpEQ(y, integer(-1));
  Value* divisor = b_.CreateSelect(b_.CreateOr(by_zero, by_minus_one), integer(1), y);
  llvm::Type* wide = ElementOps(b_, {shape_.lanes, ir::Precision::f64, shape_.isa}).type(ElementType::real);
  Value* quotient = b_.CreateFDiv(b_.CreateSIToFP(x, wide), b_.CreateSIToFP(divisor, wide));
  quotient = b_.CreateUnaryIntrinsic(llvm::Intrinsic::floor, quotient);
  Value* result = b_.CreateFPToSI(quotient, type(ElementType::integer));
  result = b_.CreateSelect(by_minus_one, b_.CreateNeg(x), result);
  return b_.CreateSelect(by_zero, integer(0), result);
}

}  // namespace bpl::codegen
