// How a kind of object answers the operators of the script language. Kinds that are not built into ops.cpp (arrays,
// variables, recordings, ...) register one of these; a null function means that the operation is not supported.
#pragma once

#include <string>
#include <string_view>

#include "host/values/context.h"

namespace bpl::host {

// All return true, or false with an exception pending.
struct KindOperations {
  std::string_view type_name = "object";
  Class* (*type_of)(Context&, const Value& self) = nullptr;  // null: the builtin class `type_name`
  bool (*get_attribute)(Context&, const Value& self, std::string_view name, Value* result, bool* found) = nullptr;
  bool (*set_attribute)(Context&, const Value& self, std::string_view name, const Value&) = nullptr;
  bool (*get_item)(Context&, const Value& self, const Value& key, Value* result) = nullptr;
  bool (*set_item)(Context&, const Value& self, const Value& key, const Value&) = nullptr;
  bool (*unary)(Context&, std::string_view op, const Value& self, Value* result) = nullptr;
  // One of the operands has this kind.
  bool (*binary)(Context&, std::string_view op, const Value& left, const Value& right, Value* result) = nullptr;
  bool (*binary_inplace)(Context&, std::string_view op, const Value& left, const Value& right, Value* result) = nullptr;
  bool (*compare)(Context&, std::string_view op, const Value& left, const Value& right, Value* result) = nullptr;  // == != < <= > >=
  bool (*contains)(Context&, const Value& self, const Value& item, bool* result) = nullptr;
  bool (*truth)(Context&, const Value& self, bool* result) = nullptr;
  bool (*length)(Context&, const Value& self, std::int64_t* result) = nullptr;
  bool (*iterate)(Context&, const Value& self, Value* iterator) = nullptr;
  bool (*to_str)(Context&, const Value& self, std::string* result) = nullptr;
  bool (*to_repr)(Context&, const Value& self, std::string* result) = nullptr;
  bool (*to_real)(Context&, const Value& self, double* result) = nullptr;            // float(x)
  bool (*to_integer)(Context&, const Value& self, std::int64_t* result) = nullptr;   // int(x)
  bool (*to_index)(Context&, const Value& self, std::int64_t* result) = nullptr;     // l[x]
  bool (*call)(Context&, const Value& self, const Arguments&, Value* result) = nullptr;
};

// Where two kinds meet in `binary` or `compare`, the one with the higher priority answers.
void register_kind(Kind, const KindOperations*, int priority = 0);
const KindOperations* kind_operations(Kind);
int kind_priority(Kind);

}  // namespace bpl::host
