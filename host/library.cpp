#include "host/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "host/values/ops.h"
#include "support/suggest.h"

namespace bpl::host {
namespace {

constexpr Export kExports[] = {
#include "host/library_exports.inc"
};

// Other names of the public modules.
const std::map<std::string, std::string> kAliases = {
    {"brainpy.conn", "brainpy.connect"},         {"brainpy.init", "brainpy.initialize"},
    {"brainpy.dyn.neurons", "brainpy.neurons"},  {"brainpy.dyn.synapses", "brainpy.synapses"},
    {"brainpy.dyn.synouts", "brainpy.synouts"},  {"brainpy.visualization.visualize", "brainpy.visualize"},
    {"bp", "brainpy"}};

// What scripts import for pictures: every picture is drawn by bp.visualize, so these only have to be there.
bool is_library_root(const std::string& name) { return name == "brainpy" || name == "bpl" || name.starts_with("brainpy.") || name.starts_with("bpl."); }

std::string canonical(const std::string& name) {
  const auto at = kAliases.find(name);
  return at == kAliases.end() ? name : at->second;
}

bool is_public_module(const std::string& name) {
  if (name == "brainpy" || name == "bpl") return true;
  return std::any_of(std::begin(kExports), std::end(kExports), [&](const Export& e) { return e.module == name; });
}

class Library {
 public:
  Library(std::function<bool(const std::string&)> has_unit, RunUnit run_unit) : has_unit_(std::move(has_unit)), run_unit_(std::move(run_unit)) {}

  // `import name`: a public module, or a unit that the library itself imports.
  bool import(Context& ctx, const std::string& wanted, Module** result) {
    const std::string name = canonical(wanted);
    if (!is_library_root(name)) return false;
    const bool unit = has_unit_(name);
    if (!unit && !is_public_module(name)) {
      note_devices(ctx, name);
      return false;
    }
    note_devices(ctx, name);
    if (!make(ctx, name, result)) return false;
    return !unit || run(ctx, name, **result);
  }

  // `module.attribute` that is not there yet.
  bool provide(Context& ctx, Module& module, const std::string& attribute, Value* result) {
    const std::string dotted = canonical(module.name + "." + attribute);
    if (!is_library_root(module.name)) return false;
    note_devices(ctx, dotted);
    for (const Export& e : kExports)
      if (e.module == module.name && e.name == attribute) return take(ctx, e, module, result);
    if (is_public_module(dotted) || ctx.modules.contains(dotted)) {
      Module* child = nullptr;
      if (!make(ctx, dotted, &child)) return false;
      *result = Value::of(child);
      module.globals.set(ctx.string(attribute), *result);
      return true;
    }
    return missing(ctx, module.name, attribute);
  }

 private:
  // Versions 0.1 of brainpy-largescale are recognised by the modules they brought.
  void note_devices(Context& ctx, const std::string& name) {
    for (const char* later : {"bpl.device", "bpl.runner", "bpl.neurons", "bpl.synapses"})
      if (name == later) ctx.counters["uses_devices"] = 1;
  }

  bool make(Context& ctx, const std::string& name, Module** result) {
    auto& module = ctx.modules[name];
    if (!module) module = ctx.heap.make<Module>(name);
    *result = module;
    return true;
  }

  bool run(Context& ctx, const std::string& unit, Module& module) {
    if (!done_.insert(unit).second) return true;
    return run_unit_(ctx, unit, module);
  }

  bool take(Context& ctx, const Export& e, Module& module, Value* result) {
    const std::string unit(e.unit);
    if (!has_unit_(unit))
      return raise(ctx, "RuntimeError", fmt::format("{}.{} was not used when the program was compiled: compile the script again with this choice", e.module, e.name));
    Module* home = nullptr;
    if (!make(ctx, unit, &home) || !run(ctx, unit, *home)) return false;
    Value* found = home->globals.find(e.unit_name);
    if (!found) return raise(ctx, "RuntimeError", fmt::format("the library unit {} does not define {}", e.unit, e.unit_name));
    *result = *found;
    module.globals.set(ctx.string(e.name), *found);
    return true;
  }

  bool missing(Context& ctx, const std::string& module, const std::string& attribute) {
    std::vector<std::string> names;
    for (const Export& e : kExports)
      if (e.module == module) names.emplace_back(e.name);
    for (const auto& [name, m] : ctx.modules)
      if (name.starts_with(module + ".") && name.find('.', module.size() + 1) == std::string::npos) names.push_back(name.substr(module.size() + 1));
    const auto say = is_foreign_module(module) ? raise_missing : raise;
    return say(ctx, "AttributeError", missing_attribute(module, attribute), did_you_mean(attribute, names));
  }

  std::function<bool(const std::string&)> has_unit_;
  RunUnit run_unit_;
  std::set<std::string> done_;
};

}  // namespace

std::span<const Export> library_exports() { return kExports; }

bool is_foreign_module(const std::string& name) {
  const std::string root = name.substr(0, name.find('.'));
  return root == "numpy" || root == "matplotlib" || root == "brainpy";
}

std::string missing_attribute(const std::string& module, std::string_view attribute) {
  if (is_foreign_module(module)) return fmt::format("{}.{} is not supported by bplc yet", module, attribute);
  return fmt::format("module '{}' has no attribute '{}'", module, attribute);
}

void attach_library(Context& ctx, std::function<bool(const std::string&)> has_unit, RunUnit run_unit) {
  auto library = std::make_shared<Library>(std::move(has_unit), std::move(run_unit));
  ctx.import_module = [library](Context& c, const std::string& name, Module** result) { return library->import(c, name, result); };
  ctx.provide_attribute = [library](Context& c, Module& m, const std::string& attribute, Value* result) {
    return library->provide(c, m, attribute, result);
  };
}

}  // namespace bpl::host
