// Connections from a connector's rule: kept as a rule, or drawn at once as BrainPy draws them (--rng=brainpy).
#pragma once

#include <vector>

#include "host/models/model.h"
#include "host/models/plan.h"
#include "math/mt19937.h"
#include "math/threefry.h"

namespace bpl::host {

// The generators of one connector under --rng=brainpy; they go on from request to request.
struct BrainpyDraws {
  explicit BrainpyDraws(std::uint32_t seed) : numpy(seed), jax(seed) {}
  math::NumpyRandom numpy;
  math::JaxRandomState jax;
};

// Fills sources and targets of `c` with what BrainPy 2.2.4.0 draws for its rule; `dense` takes the draw of conn_mat.
void draw_as_brainpy(Connectivity& c, BrainpyDraws& draws, bool dense, bool double_precision);

// What the engine is asked for.
ConnectivityPlan plan_of(const Connectivity&);

// A structure of conn.require(): 'pre2post' and 'csr' are the connections themselves, everything else is made of arrays.
bool connection_structure(Context&, Connectivity&, std::string_view name, Value* result);

// Connections as the pair (targets, where the rows begin): its first or second part.
Value csr_part(Context&, const Connectivity&, std::int64_t part);

// The row of every entry of a table whose rows begin at `starts`, the last of which is the number of entries; null if it says
// something else.
Array* expand_rows(Context&, const Array& starts);

}  // namespace bpl::host
