// The operators of strings, lists, tuples, sets and dicts. Each sets *handled to false where the operands are not its own.
#pragma once

#include <string_view>
#include <vector>

#include "host/values/context.h"
#include "host/values/objects.h"

namespace bpl::host {

// The items of a list or tuple; null for anything else.
inline const std::vector<Value>* items_of(const Value& v) { return as_list(v) ? &as_list(v)->items : as_tuple(v) ? &as_tuple(v)->items : nullptr; }

// + and *, and the % of strings.
bool sequence_binary(Context&, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled);
// | & - ^ of sets, | of dicts.
bool set_binary(Context&, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled);
// == != < <= > >= of sets.
bool set_compare(Context&, std::string_view op, const Value& a, const Value& b, Value* result, bool* handled);
// == of two lists, tuples, sets, dicts or ranges.
bool container_equal(Context&, const Value& a, const Value& b, bool* result, bool* handled);
// Below 0, 0 or above 0 for two lists or two tuples.
bool sequence_order(Context&, const Value& a, const Value& b, int* result, bool* handled);

}  // namespace bpl::host
