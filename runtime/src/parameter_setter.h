// --set: the command line replaces constructor arguments in an execution.
#pragma once

#include <vector>

#include "host/values/context.h"
#include "host/values/sites.h"
#include "runtime/src/command_line.h"
#include "runtime/src/script_tables.h"

namespace bpl::runtime {

// Replaces constructor arguments while the script makes its objects.
class ParameterSetter {
 public:
  ParameterSetter(const ScriptTables& tables, const std::vector<RunOptions::Set>& sets);

  // For Context::on_construct.
  bool on_construct(host::Context&, const host::FunctionCode& init, std::vector<host::Value>* parameters);
  // The options that no object was made for.
  std::vector<const RunOptions::Set*> unused() const;

 private:
  bool applies(std::size_t set, const host::ConstructionSite&) const;
  bool value_of(host::Context&, const RunOptions::Set&, const host::FunctionCode& init, const std::vector<host::Value>& parameters,
                host::Value* value) const;

  const std::vector<RunOptions::Set>& sets_;
  // For each option. An object may be made at several places of a script under one name: an option is for all of them.
  std::vector<std::vector<const ScriptTables::Site*>> sites_;
  std::vector<bool> applied_;
  host::SiteCounter counter_;
};

}  // namespace bpl::runtime
