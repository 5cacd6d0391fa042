#include "ir/passes/pipeline.h"

#include "ir/passes/contract.h"
#include "ir/passes/hoist_coefficients.h"
#include "ir/passes/integrate.h"
#include "ir/passes/simplify.h"
#include "ir/verify.h"

namespace bpl::ir {

void run_pipeline(Module& module, Diagnostics& diagnostics, const PassHook& after) {
  const auto good = [&](std::string_view pass, bool integrated) {
    if (after) after(pass, module);
    return verify(module, integrated, diagnostics);
  };
  if (!good("trace", false)) return;
  simplify(module);  // one instruction for each value, so that `integrate` sees a state as one value
  if (!good("simplify", false)) return;
  integrate(module, diagnostics);
  simplify(module);
  if (!good("integrate", true)) return;
  hoist_coefficients(module);  // before contract: a product of parameters must not be fused into the step
  simplify(module);
  if (!good("hoist_coefficients", true)) return;
  contract(module);
  simplify(module);  // products that were fused are gone
  good("contract", true);
}

std::vector<std::string> pass_names() { return {"trace", "simplify", "integrate", "hoist_coefficients", "contract"}; }

}  // namespace bpl::ir
