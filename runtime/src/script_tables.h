// What the tables of an executable say for the script side: functions, units, signatures, sites.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/models/signature.h"
#include "host/values/code.h"
#include "host/values/sites.h"
#include "runtime/include/bpl/abi.h"

namespace bpl::runtime {

struct ScriptTables {
  std::vector<std::string> files;
  std::deque<host::FunctionCode> functions;  // in the order of BplProgram::functions
  std::unordered_map<std::string_view, const host::FunctionCode*> by_name;
  std::map<std::string, std::string> units;  // the init function of each

  struct Update {
    std::string name, method;
    bool empty = false;  // the method does nothing
    host::Signature signature;
  };
  std::vector<Update> updates;

  struct Site {
    std::string name;
    std::vector<host::SitePoint> chain;
    std::vector<std::int64_t> occurrences;  // of the calls of the chain; -1: any
  };
  std::vector<Site> sites;  // in the order of Program::sites

  const host::FunctionCode* find(std::string_view name) const {
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
  }
};

// Throws std::runtime_error on tables that do not fit this runtime. Functions have no entry yet.
void read_script_tables(std::string_view json, ScriptTables* tables);
// As above, with the functions' entries from the program.
void read_script_tables(const BplProgram&, ScriptTables* tables);

}  // namespace bpl::runtime
