// Where objects are constructed: the chain of calls and how often it was executed. It identifies the object that the user
// knows by a name (`--set a.tau=12.5`) in every execution of the script.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/context.h"

namespace bpl::host {

struct SitePoint {
  std::int32_t file = -1, line = 0, column = 0;
  auto operator<=>(const SitePoint&) const = default;
};

struct ConstructionSite {
  std::vector<SitePoint> chain;  // outermost call first
  std::int64_t occurrence = 0;   // how often this chain constructed an object before
};

// Counts the executions of chains.
class SiteCounter {
 public:
  ConstructionSite enter(const Context&);

 private:
  std::map<std::vector<SitePoint>, std::int64_t> counts_;
};

// The parameters that a class takes: those of its __init__ and, where that passes **keywords on, of the next class's.
std::vector<std::string> constructor_parameters(const Class&);

// Replaces one bound parameter, or adds it to the `**` parameter. False if there is neither.
bool replace_parameter(Context&, const FunctionCode& init, std::vector<Value>* parameters, const std::string& name, const Value& value);
// The bound parameter; nothing if it is not there.
std::optional<Value> bound_parameter(const FunctionCode& init, const std::vector<Value>& parameters, const std::string& name);

// The value of a literal on the command line: a number, True, False, None or text.
Value literal_value(Context&, const std::string& text);

}  // namespace bpl::host
