// Invariants of the module as a whole.
#include "ir/verify.h"

#include "ir/text.h"
#include "ir/verifier.h"

namespace bpl::ir {

namespace {

std::set<std::string> verify_function_names(Verifier& v) {
  std::set<std::string> functions;
  for (const HostFunction& f : v.module().functions)
    if (!functions.insert(f.name).second) v.problem(f.location, "the function {} is defined twice", symbol_text(f.name));
  return functions;
}

void verify_units(Verifier& v) {
  std::set<std::string> names;
  for (const Unit& u : v.module().units) {
    if (!names.insert(u.name).second) v.problem({}, "the unit \"{}\" is defined twice", u.name);
    const HostFunction* init = nullptr;
    for (const HostFunction& f : v.module().functions)
      if (f.name == u.init) init = &f;
    if (!init) v.problem({}, "the unit \"{}\" is filled by {}, which does not exist", u.name, symbol_text(u.init));
    else if (!init->parameters.empty()) v.problem(init->location, "the function {} that fills a unit takes parameters", symbol_text(u.init));
  }
}

void verify_names(Verifier& v) {
  std::set<std::string> updates, kernels, definitions;
  for (const Update& u : v.module().updates) {
    if (!updates.insert(u.name).second) v.problem(u.location, "the update {} is defined twice", symbol_text(u.name));
    for (const Kernel& k : u.kernels)
      if (!kernels.insert(k.name).second) v.problem(u.location, "the kernel {} is defined twice", symbol_text(k.name));
  }
  for (const Definition& d : v.module().definitions)
    if (!definitions.insert(d.name).second) v.problem(d.location, "the definition \"{}\" is there twice", d.name);
}

}  // namespace

bool verify(const Module& module, bool integrated, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  Verifier v(module, integrated, diagnostics);
  const std::set<std::string> functions = verify_function_names(v);
  verify_units(v);
  verify_names(v);
  for (const HostFunction& f : module.functions) {
    v.enter("host " + symbol_text(f.name));
    verify_function(v, f, functions);
  }
  for (const Update& u : module.updates) {
    v.enter("update " + symbol_text(u.name));
    verify_update(v, u);
  }
  if (diagnostics.error_count() != errors) return false;
  for (const Network& n : module.networks) {
    v.enter(fmt::format("network \"{}\"", n.name));
    verify_network(v, n);
  }
  return diagnostics.error_count() == errors;
}

}  // namespace bpl::ir
