// What the random functions of numpy and of BrainPy share: sizes, parameters that may be arrays, weighted choices.
#pragma once

#include "host/array_args.h"
#include "host/array_math.h"

namespace bpl::host {

// A parameter of a distribution: one number, or one an element.
struct RandomParameter {
  Shape shape;
  std::vector<double> values;
};
bool read_parameter(Context&, const Value&, double default_value, std::string_view name, RandomParameter*);

// The shape of the result: `size`, or that of the parameters. *single: neither was given as an array or a size.
bool draw_shape(Context&, const Value& size, std::initializer_list<const RandomParameter*>, Shape*, bool* single);
// The parameter of every element of a result of that shape.
std::vector<double> spread_parameter(Context&, const RandomParameter&, const Shape&);

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
// The items at these places, in the given shape.
bool pick(Context&, const Pool&, const std::vector<std::int64_t>& places, Shape shape, bool single, Flavour, Value* result);
// Cumulative probabilities, ending in 1; raises if they do not fit the pool.
bool read_weights(Context&, const Value&, std::int64_t size, std::vector<double>* weights);
std::vector<double> cumulate_weights(const std::vector<double>&);
// The first place whose cumulative weight exceeds u.
std::int64_t weighted_place(const std::vector<double>& cumulative, double u);

// Puts the items of a list or array (along its first axis) into the order given: item i becomes item order[i].
bool reorder_in_place(Context&, const Value& sequence, const std::vector<std::int64_t>& order);

}  // namespace bpl::host
