// Kernels: straight-line, element-wise code over one index space, and the updates (traced methods) they make up.
//
// A value has a type (boolean, integer or real; real is the precision of the run) and is either uniform (the same for every
// element: constants, number slots, time) or one per element. Arithmetic is IEEE in the order written: no reassociation, no
// contraction; a fused multiply-add is the operation `fma`. Mathematical functions are the SLEEF functions of
// math/functions.def. Integer division and remainder round as Python's.
#pragma once

#include <string>
#include <vector>

#include "host/models/signature.h"
#include "ir/host_ir.h"

namespace bpl::ir {

using host::ElementType;

enum class KernelOp : std::uint8_t {
  constant,     // number
  slot,         // signature.slots[index]
  coefficient,  // kernel.coefficients[index]: computed once, at create, in double precision
  time,         // t of the step, ms
  dt,           // ms
  step,         // number of the step (integer)
  load,         // signature.states[index], its value when the kernel begins
  arrivals,     // update.event_sums[index]: what arrived for this element in this step
  temporary,    // update.temporaries[index]: what an earlier kernel of this update kept or a collective gave
  random,       // draw number `index` of the update, name: "uniform" in [0, 1) or "normal"; new in every step. A uniform one is
                // the number of element 0 for all
  unary,        // name(args[0]): neg abs sign floor ceil round trunc square sqrt, not, is_nan, to_real to_integer to_boolean,
                // and the functions of math/functions.def; see ir/operations.h
  binary,       // name(args[0], args[1]): add sub mul div mod floordiv min max, lt le gt ge eq ne, and or xor, shift_left
                // shift_right (0 or the sign for 32 places and more, or fewer than none), pow atan2 hypot
  fma,          // args[0] * args[1] + args[2], rounded once
  powi,         // args[0] to the integer power `index` (-8..8), by multiplication
  select,       // args[0] ? args[1] : args[2]
  integrate,    // the new values of the states of an ordinary differential equation; see Integration. Gone after the pass.
  result_of,    // result number `index` of the integrate instruction args[0]
  parameter,    // inside an Integration: argument number `index` (its state variables in order, then t)
  store,        // signature.states[index] = args[0], visible to kernels behind this one
  keep,         // update.temporaries[index] = args[0], for the steps of this update behind this kernel
};

struct KernelInstr;

// f of dx/dt = f(x, t, ...) as code: what it captures are values of the enclosing body.
struct Integration {
  std::string method;        // "exp_auto", "euler", "rk4", ...; "slope" gives d f_k / d x_k instead of new values
  int states = 1;            // how many state variables
  std::vector<KernelInstr> body;  // value numbers continue those of the enclosing body: see KernelInstr::args
  std::vector<int> derivatives;   // one value a state variable
  bool operator==(const Integration&) const = default;
};

// Values are numbered in order of definition: argument k of an instruction is the number of another instruction of the same
// body. Inside an Integration, arguments >= 0 refer to its own body and ~k (negative) to value k of the enclosing body.
struct KernelInstr {
  KernelOp op = KernelOp::constant;
  ElementType type = ElementType::real;
  bool uniform = false;
  std::vector<int> args;
  std::string name;
  int index = -1;
  double number = 0;
  std::vector<Integration> integration;  // one for `integrate`; args are x0, x1, ..., t, and dt where it is not that of the step
  Location location;
  bool operator==(const KernelInstr&) const = default;
};

// One function of generated code, shared by all objects whose traces match.
struct Kernel {
  std::string name;                       // "LIF.update.0"
  int space = 0;                          // index space of signature; every state it loads or stores is in it
  std::vector<KernelInstr> coefficients;  // code over slots and dt alone, in double precision (filled by a pass)
  std::vector<int> coefficient_values;    // which of them the body uses: coefficient k is coefficient_values[k]
  std::vector<KernelInstr> body;
  bool operator==(const Kernel&) const = default;
};

// A value that lives from one step of an update to a later one: an array over a space, or one number (space -1).
struct Temporary {
  ElementType type = ElementType::real;
  int space = -1;
  bool operator==(const Temporary&) const = default;
};

// What combines elements of different places. All read the temporaries that kernels kept before. Elements of an array of
// several dimensions are numbered with the last index running fastest. Sums and the like run in the order of the index that is
// summed over, `reduce` along the binary tree over the index ranges [k 2^j, (k+1) 2^j): no result depends on how elements are
// spread over ranks.
enum class CollectiveOp : std::uint8_t {
  reduce,     // result (one number) = `name` of operands[0]: sum, prod, min, max, mean, any, all
  reduce_axis,  // result[i step + j] = `name` of operands[0][(i count + k) step + j] over all k below count; j is below step
  reduce_at,  // result[j] = `name` (sum, prod, min, max) of operands[0][k] over all k with slot[k] = j; 0, 1, inf, -inf of none
  stretch,    // result[(i count + k) step + j] = operands[0][i step + j], k below count, j below step
  transpose,  // result[i n + j] = operands[0][j count + i], i below count, j below n
  slice,      // result[k] = operands[0][start + step k]
  put,        // result = operands[1], but result[start + step k] = operands[0][k] for k below count
  gather,     // result[k] = operands[0][slot[k]]; an index beyond either end means the first or last element
  put_at,     // result = operands[1], but result[slot[k]] = operands[0][k], the last k wins; indices beyond the ends are dropped
  roll,       // result[k] = operands[0][(k - start) mod n]
  product,    // result = matrix in `slot`, or else operands[1], times operands[0]; `transposed`: operands[0] times the matrix. With
              // `count` operands[0] is a matrix of so many columns, and operands[1] the other
  arange,     // result[k] = k
  recall,     // result[k] = element k of what was pushed `start` (or slot[k]) pushes ago to the history `state`. With an operand:
              // element slot[k] of what was pushed operands[0][k] pushes ago; an index beyond either end as in `gather`
  push,       // operands[0] becomes the newest entry of the history `state`
};

struct Collective {
  CollectiveOp op = CollectiveOp::reduce;
  std::string name;            // of reduce, reduce_axis and reduce_at
  std::vector<int> operands;   // temporaries
  int state = -1, slot = -1;
  bool transposed = false;
  std::vector<host::ScalarNode> start, step, count;  // code over slots; nothing means start 0, step 1
  int result = -1;             // temporary
  Location location;
  bool operator==(const Collective&) const = default;
};

// Sum over the spikes that arrive in this step: for every connection (i, j) whose source spiked `delay` + 1 steps ago,
// weight. Counted in integers: exact, in any order.
struct EventSum {
  int spikes = -1;        // state whose spikes are sent (a boolean of the pre side)
  int temporary = -1;     // instead: spikes that this update computed before; there is no delay then
  std::vector<host::ScalarNode> start, step;  // the pre side is only every step-th element from start on (views)
  int delay = -1;         // slot: steps; -1 for none
  bool per_source_delay = false;  // the slot is an array with one entry a source
  int connectivity = -1;  // signature.connectivities
  int weight = -1;        // slot; -1 for weight one
  bool per_synapse_weight = false;
  int space = -1;         // post side
  Location location;
  bool operator==(const EventSum&) const = default;
};

struct UpdateStep {
  enum class Kind : std::uint8_t { kernel, event_sum, collective } kind = Kind::kernel;
  int index = 0;  // into kernels, event_sums or collectives
  bool operator==(const UpdateStep&) const = default;
};

// One traced method relative to its object: what it assumes, and what it does in order.
struct Update {
  std::string name;    // "LIF.update", unique in the module
  std::string method;  // "update", "clear_input"
  host::Signature signature;
  std::vector<Kernel> kernels;
  std::vector<EventSum> event_sums;
  std::vector<Collective> collectives;
  std::vector<Temporary> temporaries;
  int draws = 0;  // how many random numbers an element draws in a step
  std::vector<UpdateStep> steps;
  Location location;
  bool operator==(const Update&) const = default;
};

}  // namespace bpl::ir
