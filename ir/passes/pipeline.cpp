#include "ir/passes/pipeline.h"

#include "ir/passes/contract.h"
#include "ir/passes/hoist_coefficients.h"
#include "ir/passes/integrate.h"
#include "ir/passes/simplify.h"

namespace bpl::ir {

void run_pipeline(Module& module, Diagnostics& diagnostics, const PassHook& after) {
  const auto done = [&](std::string_view pass) {
    if (after) after(pass, module);
  };
  done("trace");
  simplify(module);  // one instruction for each value, so that `integrate` sees a state as one value
  done("simplify");
  integrate(module, diagnostics);
  simplify(module);
  done("integrate");
  hoist_coefficients(module);  // before contract: a product of parameters must not be fused into the step
  simplify(module);
  done("hoist_coefficients");
  contract(module);
  simplify(module);  // products that were fused are gone
  done("contract");
}

std::vector<std::string> pass_names() { return {"trace", "simplify", "integrate", "hoist_coefficients", "contract"}; }

}  // namespace bpl::ir
