// Dual numbers: a value together with its derivative by one state of an equation. A function of the script that is called with
// one gives both, exact to rounding.
#pragma once

#include "host/values/context.h"

namespace bpl::host {

class Dual : public Abstract {
 public:
  Dual(Value v, Value s) : value(v), slope(s) {}
  void mark_children(Marker&) const override;
  std::string type_name() const override { return "array"; }
  bool unary(Context&, std::string_view op, Value* result) override;
  bool binary(Context&, std::string_view op, const Value& left, const Value& right, Value* result) override;
  bool compare(Context&, std::string_view op, const Value& left, const Value& right, Value* result) override;
  bool truth(Context&, bool* result) override;
  bool get_attribute(Context&, std::string_view name, Value* result) override;
  bool set_attribute(Context&, std::string_view name, const Value& value) override;
  bool get_item(Context&, const Value& key, Value* result) override;
  bool set_item(Context&, const Value& key, const Value& value) override;
  bool iterate(Context&, Value* iterator) override;
  bool length(Context&, Value* result) override;
  bool call(Context&, const Arguments&, Value* result) override;
  bool call_native(Context&, const NativeEntry&, const Arguments&, Value* result) override;

  const Value value, slope;
};

// The value and the derivative of something that a function gave; what is no dual number has the derivative 0.
Value value_of(const Value&);
Value slope_of(const Value&);

// An operation on numbers and arrays by the name of its kernel operation: Python numbers give one, with the rules of IEEE 754 (a
// division by zero is infinite).
bool apply_operation(Context&, std::string_view operation, std::initializer_list<Value> arguments, Value* result);

}  // namespace bpl::host
