// Short spellings for the tests of arrays: calls of numpy and brainpy.math by name, operators, indices, expected errors.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "host/arrays/array.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"

namespace bpl::host {

class ArrayTest : public ::testing::Test {
 protected:
  ArrayTest() { register_builtins(ctx); }

  using Keywords = std::vector<std::pair<std::string, Value>>;

  static Value n(double x) { return Value::of(x); }
  static Value n(int i) { return Value::of(std::int64_t{i}); }
  static Value none() { return Value::none(); }
  Value text(std::string_view s) { return ctx.string(s); }
  Value list(std::vector<Value> items) { return Value::of(ctx.heap.make<List>(std::move(items))); }
  Value tuple(std::vector<Value> items) { return Value::of(ctx.heap.make<Tuple>(std::move(items))); }
  Value slice(Value a, Value b = Value::none(), Value c = Value::none()) { return Value::of(ctx.heap.make<Slice>(a, b, c)); }
  Value reals(std::initializer_list<double> x) {
    std::vector<Value> items;
    for (const double v : x) items.push_back(Value::of(v));
    return np("array", {list(std::move(items))});
  }
  Value ints(std::initializer_list<int> x) {
    std::vector<Value> items;
    for (const int v : x) items.push_back(n(v));
    return np("array", {list(std::move(items))});
  }

  // An attribute of a module, as a script sees it.
  Value global(const std::string& module, std::string_view name) {
    Value* v = ctx.modules.at(module)->globals.find(name);
    EXPECT_NE(v, nullptr) << module << "." << name;
    return v != nullptr ? *v : Value{};
  }
  Value call_value(const Value& callee, std::vector<Value> positional, Keywords keywords = {}) {
    Value result;
    ok(call(ctx, callee, Arguments{std::move(positional), std::move(keywords)}, &result));
    return result;
  }
  Value np(std::string_view name, std::vector<Value> positional, Keywords keywords = {}) {
    return call_value(global("numpy", name), std::move(positional), std::move(keywords));
  }
  Value bm(std::string_view name, std::vector<Value> positional, Keywords keywords = {}) {
    return call_value(global("brainpy.math", name), std::move(positional), std::move(keywords));
  }
  Value method(const Value& self, std::string_view name, std::vector<Value> positional = {}, Keywords keywords = {}) {
    return call_value(attribute(self, name), std::move(positional), std::move(keywords));
  }
  Value attribute(const Value& self, std::string_view name) {
    Value result;
    ok(get_attribute(ctx, self, name, &result));
    return result;
  }

  Value op(const Value& a, std::string_view o, const Value& b) {
    Value result;
    const bool comparison = o == "==" || o == "!=" || o[0] == '<' || o[0] == '>';
    ok(comparison ? array_compare(ctx, o, a, b, &result) : array_binary(ctx, o, a, b, &result));
    return result;
  }
  Value inplace(const Value& a, std::string_view o, const Value& b) {
    Value result;
    ok(array_binary_inplace(ctx, o, a, b, &result));
    return result;
  }
  Value at(const Value& a, const Value& key) {
    Value result;
    ok(array_get_item(ctx, *as_array(a), key, &result));
    return result;
  }
  void put(const Value& a, const Value& key, const Value& value) { ok(array_set_item(ctx, *as_array(a), key, value)); }

  static std::string str(const Value& v) { return as_array(v) != nullptr ? array_str(*as_array(v)) : "not an array"; }
  static std::string repr(const Value& v) { return as_array(v) != nullptr ? array_repr(*as_array(v)) : "not an array"; }
  static std::string dtype(const Value& v) { return as_array(v) != nullptr ? std::string(dtype_name(as_array(v)->dtype)) : "not an array"; }
  static std::string shape(const Value& v) { return as_array(v) != nullptr ? shape_text(as_array(v)->shape) : "not an array"; }
  static std::vector<double> values(const Value& v) { return to_reals(*as_array(v)); }

  // The text of the error that `action` ends with.
  template <class F>
  std::string error(F action) {
    expecting_ = true;
    error_.clear();
    action();
    expecting_ = false;
    return error_;
  }

  Context ctx;

 private:
  void ok(bool good) {
    if (good) return;
    const std::string message = describe_exception(ctx, take_exception(ctx));
    if (expecting_) error_ = message;
    else ADD_FAILURE() << message;
  }
  bool expecting_ = false;
  std::string error_;
};

}  // namespace bpl::host
