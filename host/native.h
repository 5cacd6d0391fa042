// What functions of the value library need again and again: their arguments in C++ types, and results.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/builtins.h"
#include "host/ops.h"

namespace bpl::host {

using Args = const Arguments&;

inline Abstract* as_abstract(const Value& v) {
  return v.is_object() && v.object->kind == Kind::abstract ? static_cast<Abstract*>(v.object) : nullptr;
}
inline Set* as_set(const Value& v) { return as<Set>(v, Kind::set); }

// Argument number i, None if it was not given.
const Value& argument_or_none(Args, std::size_t i);
inline Value give(Object* o) { return Value::of(o); }
Value make_list(Context&, std::vector<Value> items);
Value make_tuple(Context&, std::vector<Value> items);

// C++ values of arguments; a TypeError with CPython's words otherwise.
bool want_string(Context&, const Value&, std::string_view function, std::string* text);
bool want_integer(Context&, const Value&, std::int64_t* number);  // bool, int, numpy ints, __index__
bool want_real(Context&, const Value&, double* number);           // numbers, arrays of one element, __float__
// The members of a dict in order, seen by the observer.
bool dict_items(Context&, const Value& dict, std::vector<std::pair<Value, Value>>* items);

// The method `name` of a value's class, if the value is an instance of a script class (or one with native methods).
Value* class_method(const Value& instance, std::string_view name);
// An iterator over values that are already there.
Value iterator_over(Context&, std::vector<Value> items);

// Makes a class that is not in a script; it is added to ctx.classes.
Class* define_class(Context&, std::string_view name, std::string_view base = "object");
Module* native_module(Context&, std::string_view name);

// The tables of this folder; each registers its entries.
void register_core_classes(Context&);
void register_core_functions(Context&);
void register_conversions(Context&);
void register_iterators(Context&);
void register_string_methods(Context&);
void register_container_methods(Context&);
void register_math_module(Context&);
void register_system_modules(Context&);
void register_typing_modules(Context&);
void register_functools_modules(Context&);
void register_itertools_module(Context&);
void register_collections_module(Context&);
void register_json_module(Context&);
// Everything above: the builtins without arrays and models.
void register_core_builtins(Context&);

}  // namespace bpl::host
