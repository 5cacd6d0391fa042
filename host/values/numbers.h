// Arithmetic on bool, int and float as Python defines it, with integers of 64 bits.
#pragma once

#include <compare>
#include <string_view>

#include "host/values/context.h"

namespace bpl::host {

bool unary_number(Context&, std::string_view op, const Value&, Value* result);
bool binary_numbers(Context&, std::string_view op, const Value&, const Value&, Value* result);
bool compare_numbers(std::string_view op, const Value&, const Value&, Value* result);
// The exact order of two numbers: an int beyond 2^53 is not rounded to a float first. NaN is unordered.
std::partial_ordering order_numbers(const Value&, const Value&);
// Raises the OverflowError of every operation whose integer result leaves 64 bits.
bool integer_overflow(Context&);
double floor_divide(double a, double b);
double python_modulo(double a, double b);  // the sign of the divisor

}  // namespace bpl::host
