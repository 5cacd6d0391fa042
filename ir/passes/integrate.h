// Expands `integrate` instructions into arithmetic.
#pragma once

#include "ir/module.h"
#include "support/diagnostic.h"

namespace bpl::ir {

// Every `integrate` is replaced by code for the new values; `result_of` by these. All states advance from their old values.
//
// Exponential Euler (exp_auto), each state x with dx/dt = f: with J = df/dx,
//   - where f = g/q, q made of parameters alone and g = a x + b with a a constant other than 0 (so J = a/q):
//     x' = x + c (x_inf - x), c = -expm1(dt J), x_inf = b / -a, written as one fused multiply-add; for x_inf identically
//     0 a decaying state: |x'| < 2^-100 becomes 0 in float32;
//   - where J is identically 0: x' = x + dt f;
//   - else x' = x + (dt phi) f, phi = expm1(dt J) / (dt J), and 1 where dt J is 0.
// Explicit Runge-Kutta methods: the sums of math/runge_kutta.h.
//
// A derivative with an operation that has no derivative is an error at its place.
void integrate(Module&, Diagnostics&);

}  // namespace bpl::ir
