// The JSON form of the parts of a module.
#pragma once

#include <nlohmann/json.hpp>

#include "ir/module.h"

namespace bpl::ir {

using nlohmann::json;

json location_to_json(const Location&);  // [file, line, column, end_line, end_column]; null for none
Location location_from_json(const json&);

json function_head_to_json(const HostFunction&);  // without body and registers
json function_to_json(const HostFunction&);
HostFunction function_from_json(const json&);

// Name, method, signature, event sums and steps.
json update_head_to_json(const Update&);
json kernel_to_json(const Kernel&);
json update_to_json(const Update&);
Update update_from_json(const json&);

json network_to_json(const Network&);
Network network_from_json(const json&);

template <class List, class Function>
json list_to_json(const List& list, Function function) {
  json out = json::array();
  for (const auto& item : list) out.push_back(function(item));
  return out;
}

}  // namespace bpl::ir
