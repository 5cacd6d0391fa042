// Every operation of the IR on one page, as data: its name in the text form, what it takes, what it gives.
#pragma once

#include <span>
#include <string_view>

#include "ir/host_ir.h"
#include "ir/kernel.h"

namespace bpl::ir {

// How a host operation is written: one letter an operand, in order.
//   a  a register          n  `name` in quotes     c  the constant        i  `index`
//   L  registers in parentheses                    *  a form of its own (calls, definitions, blocks)
struct HostOpInfo {
  HostOp op;
  std::string_view name;
  std::string_view form;
  bool result;     // gives a value
  int blocks = 0;  // how many blocks it owns
  int least = 0, most = 0;  // how many registers L may hold; most -1: any number
};
const HostOpInfo& info(HostOp);
const HostOpInfo* find_host_op(std::string_view name);

// The operators that `name` of unary, binary, binary_inplace and compare may be.
bool is_operator(HostOp, std::string_view name);

struct KernelOpInfo {
  KernelOp op;
  std::string_view name;
  int arguments;  // -1: any number
};
const KernelOpInfo& info(KernelOp);
// Not unary and binary: these are written as the name of their function.
const KernelOpInfo* find_kernel_op(std::string_view name);

// The functions that unary and binary instructions name.
enum class FunctionKind : std::uint8_t {
  arithmetic,  // reals to a real, or integers to an integer
  real,        // reals to a real
  comparison,  // two values of one type to a boolean
  logic,       // booleans to a boolean, or integers to an integer (bit by bit)
  integer,     // integers to an integer
  test,        // a real to a boolean
  conversion,  // a value of any type to a given one
};
struct ElementFunction {
  std::string_view name;
  int arity;
  FunctionKind kind;
};
const ElementFunction* find_element_function(std::string_view name);
std::span<const ElementFunction> element_functions();

// The name of a collective and what it takes.
struct CollectiveOpInfo {
  CollectiveOp op;
  std::string_view name;
  int operands;  // a product has one more where its matrix is no slot; a recall may have one
  bool start, step, count, slot, state, result;  // slot: must have one; a recall may have one, and must with an operand
};
const CollectiveOpInfo& info(CollectiveOp);
const CollectiveOpInfo* find_collective_op(std::string_view name);
// Whether a reduce, reduce_axis or reduce_at may have this name.
bool is_reduction(CollectiveOp, std::string_view name);

// The distributions of `random`.
bool is_distribution(std::string_view name);

// Whether the instruction computes its value from its arguments alone: constants, dt and slots do not count as such.
bool is_element_operation(KernelOp);

}  // namespace bpl::ir
