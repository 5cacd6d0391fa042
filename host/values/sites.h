// Where objects are constructed: the chain of calls, and which of the calls from each place it was. It identifies the object
// that the user knows by a name (`--set a.tau=12.5`) in every execution of the script.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/values/context.h"

namespace bpl::host {

struct SitePoint {
  std::int32_t file = -1, line = 0, column = 0;
  auto operator<=>(const SitePoint&) const = default;
};

struct ConstructionSite {
  std::vector<SitePoint> chain;  // outermost call first
  // For each call of the chain: how many calls from the same place, in the same activation of the function around it, led to
  // a construction before. A function that is called twice and makes a list twice counts 0, 1, ... in both lists.
  std::vector<std::int64_t> occurrences;
};

// Whether a construction is among those that `occurrences` stands for, where -1 is any.
bool occurs(const ConstructionSite&, std::span<const std::int64_t> occurrences);

// Counts the calls that lead to constructions.
class SiteCounter {
 public:
  ConstructionSite enter(const Context&);

 private:
  struct Visit {
    std::int64_t count = 0;
    std::uint64_t callee = 0;  // the activation that the last call made
  };
  struct Activation {
    std::uint64_t serial = 0;
    std::map<SitePoint, Visit> visits;
  };
  std::vector<Activation> stack_;  // outermost first, as it was at the last construction
};

// The parameters that a class takes: those of its __init__ and, where that passes **keywords on, of the next class's.
std::vector<std::string> constructor_parameters(const Class&);

// Replaces one bound parameter, or adds it to the `**` parameter. False if there is neither.
bool replace_parameter(Context&, const FunctionCode& init, std::vector<Value>* parameters, const std::string& name, const Value& value);
// The bound parameter; nothing if it is not there.
std::optional<Value> bound_parameter(const FunctionCode& init, const std::vector<Value>& parameters, const std::string& name);

// The value of a literal on the command line: a number, True, False, None, a list or tuple of these, or text.
Value literal_value(Context&, const std::string& text);

}  // namespace bpl::host
