// What the command line changes in an execution: -D replaces literals, --set replaces constructor arguments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/context.h"
#include "host/sites.h"
#include "runtime/src/command_line.h"
#include "runtime/src/script_tables.h"

namespace bpl::runtime {

// The value that `text` stands for where the script has the literal `original`; nothing if it is of another kind.
std::optional<host::Value> definition_value(host::Context&, const Literal& original, const std::string& text);

// Fills Context::defines. Returns what is wrong with the definitions, one line each; empty if all fit.
std::vector<std::string> apply_defines(host::Context&, const ScriptTables&, const std::vector<RunOptions::Define>&);

// Replaces constructor arguments while the script makes its objects.
class ParameterSetter {
 public:
  ParameterSetter(const ScriptTables& tables, const std::vector<RunOptions::Set>& sets)
      : tables_(tables), sets_(sets), applied_(sets.size(), false) {}

  // For Context::on_construct.
  bool on_construct(host::Context&, const host::FunctionCode& init, std::vector<host::Value>* parameters);
  // The options that no object was made for.
  std::vector<const RunOptions::Set*> unused() const;

 private:
  const ScriptTables& tables_;
  const std::vector<RunOptions::Set>& sets_;
  std::vector<bool> applied_;
  host::SiteCounter counter_;
};

}  // namespace bpl::runtime
