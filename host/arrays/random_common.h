// What the random functions of numpy and of BrainPy share: sizes, weighted choices, the tables of functions.
#pragma once

#include "host/arrays/array_args.h"
#include "host/arrays/array_math.h"

namespace bpl::host {

// The shape of the result: `size`, or that of the parameters. *single: neither was given as an array or a size.
bool draw_shape(Context&, const Value& size, const std::vector<Shape>& parameters, Shape*, bool* single);
// The arguments of rand(d0, d1, ...) as a size; none without arguments.
Value dimensions(Context&, const Arguments&);

// Arguments without `self`.
Arguments without_self(const Arguments&);

// What choice() and permutation() draw from: 0 .. n-1 for an int, else the items of a sequence along its first axis.
struct Pool {
  std::int64_t size = 0;
  Array* items = nullptr;  // null: the numbers themselves
};
bool read_pool(Context&, const Value&, Flavour, Pool*);
// Places as an array of this shape.
Array* places_array(Context&, const std::vector<std::int64_t>& places, const Shape&);
// The items at these places, which lie in the pool.
bool pick(Context&, const Pool&, Array* places, bool single, Flavour, Value* result);
// Cumulative probabilities, ending in 1; raises if they do not fit the pool.
bool read_weights(Context&, const Value&, std::int64_t size, std::vector<double>* weights);
std::vector<double> cumulate_weights(const std::vector<double>&);

// Of rows that hold every function twice, as one of the module and as the method "RandomState.name": the functions, and the class
// with the methods. The rows must live as long as the program.
std::vector<NativeEntry> functions_of_module(std::span<const NativeEntry> rows);
Class* make_state_class(Context&, const NativeEntry& construct, std::span<const NativeEntry> rows);

// Puts the items of a list or array (along its first axis) into the order given: item i becomes item order[i].
bool reorder_in_place(Context&, const Value& sequence, const std::vector<std::int64_t>& order);

}  // namespace bpl::host
