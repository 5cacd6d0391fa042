#include "frontend/discover/settable_parameters.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "frontend/discover/interpreter.h"
#include "ir/host_ir.h"

namespace bpl::discover {

using host::ParameterKind;
using ir::CallKind;
using ir::HostInstr;
using ir::HostOp;

namespace {

// What super().__init__(a, b=1, **keywords) gives besides the keywords.
struct PassedOn {
  std::size_t positional = 0;
  std::set<std::string> named;
};

// The call of an __init__ that takes the register as **keywords. `inits`: registers that hold an __init__ by then.
std::optional<PassedOn> passing_call(std::span<const HostInstr> block, int keywords, std::set<int>& inits) {
  for (const HostInstr& i : block) {
    for (const ir::HostBlock& inner : i.blocks)
      if (auto found = passing_call(inner, keywords, inits)) return found;
    if (i.op == HostOp::call && inits.contains(i.args[0])) {
      PassedOn found;
      bool passes = false;
      for (std::size_t k = 0; k < i.args.size() - 1; ++k) {
        const CallKind kind = k < i.call_kinds.size() ? i.call_kinds[k].kind : CallKind::positional;
        if (kind == CallKind::keyword) found.named.insert(i.call_kinds[k].name);
        if (kind == CallKind::positional && (k > 0 || i.args[1] != 0)) ++found.positional;  // Base.__init__(self, ...)
        passes = passes || (kind == CallKind::double_star && i.args[k + 1] == keywords);
      }
      if (passes) return found;
    }
    if (i.result < 0) continue;
    if (i.op == HostOp::get_attribute && i.name == "__init__") inits.insert(i.result);
    else inits.erase(i.result);
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> settable_parameters(const host::Class& type) {
  std::vector<std::string> names;
  PassedOn given;
  for (host::Class* c : type.mro) {
    host::Value* init = c->attributes.find("__init__");
    const host::Function* f = init ? host::as_function(*init) : nullptr;
    if (!f) continue;
    int keywords = -1;
    for (std::size_t i = 1; i < f->code->parameters.size(); ++i) {
      const host::Parameter& p = f->code->parameters[i];
      if (p.kind == ParameterKind::double_star) keywords = static_cast<int>(i);
      const bool taken = i <= given.positional || given.named.contains(p.name) || std::find(names.begin(), names.end(), p.name) != names.end();
      if (!taken && p.kind != ParameterKind::star && p.kind != ParameterKind::double_star) names.push_back(p.name);
    }
    std::set<int> inits;
    const std::optional<PassedOn> call = keywords < 0 ? std::nullopt : passing_call(Interpreter::instructions_of(*f->code), keywords, inits);
    if (!call) break;
    given.positional = call->positional;
    given.named.insert(call->named.begin(), call->named.end());
  }
  return names;
}

}  // namespace bpl::discover
