// The library of models as modules: which public name is defined by which unit, and running a unit when one of its names is
// first used.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "host/values/context.h"

namespace bpl::host {

// One public name: `brainpy.neurons.LIF` is `LIF` of the unit `brainpy.neurons_lif`.
struct Export {
  std::string_view module, name, unit, unit_name;
};
std::span<const Export> library_exports();

// What is wrong about a name that a module lacks. Libraries that bplc stands in for have more than it does.
bool is_foreign_module(const std::string& name);
std::string missing_attribute(const std::string& module, std::string_view attribute);

// Runs the init function of a unit in its module; false with an exception pending.
using RunUnit = std::function<bool(Context&, const std::string& unit, Module&)>;

// Makes `import brainpy`, `bp.neurons.LIF` and the like work: modules are made on demand and units run on first use.
// `has_unit` tells which units this program holds.
void attach_library(Context&, std::function<bool(const std::string& unit)> has_unit, RunUnit run_unit);

}  // namespace bpl::host
