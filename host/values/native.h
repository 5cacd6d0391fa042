// What functions of the value library need again and again: their arguments in C++ types, and results.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/values/builtins.h"
#include "host/values/ops.h"

namespace bpl::host {

using Args = const Arguments&;

inline Abstract* as_abstract(const Value& v) {
  return v.is_object() && v.object->kind == Kind::abstract ? static_cast<Abstract*>(v.object) : nullptr;
}
inline Set* as_set(const Value& v) { return as<Set>(v, Kind::set); }

// Argument number i, None if it was not given.
const Value& argument_or_none(Args, std::size_t i);
inline Value give(Object* o) { return Value::of(o); }
// For functions that return None: `return give_none(result);`
inline bool give_none(Value* result) {
  *result = Value::none();
  return true;
}
Value make_list(Context&, std::vector<Value> items);
Value make_tuple(Context&, std::vector<Value> items);

// C++ values of arguments; a TypeError with CPython's words otherwise.
bool want_string(Context&, const Value&, std::string_view function, std::string* text);
bool want_integer(Context&, const Value&, std::int64_t* number);  // bool, int, numpy ints, __index__
bool want_real(Context&, const Value&, double* number);           // numbers, arrays of one element, __float__
// Whether it is a dict, or runner.mon: what dict() and ** take.
bool is_mapping(const Value&);
// The members of a mapping in order, seen by the observer.
bool dict_items(Context&, const Value& dict, std::vector<std::pair<Value, Value>>* items);

// For natives that change a container: false if the observer refuses.
bool about_to_change(Context&, const Value& container, const Value& value = Value::none());
// set(v), and an operator of both arguments as sets.
bool to_set(Context&, const Value&, Value* set);
bool set_operation(Context&, const Arguments&, const char* op, bool is_comparison, Value* result);

// The method `name` of a value's class, if the value is an instance of a script class (or one with native methods), or a
// container of a class of the script.
Value* class_method(const Value& instance, std::string_view name);
bool has_script_class(const Value& container);
// The operations of builtin containers themselves, whatever their class defines.
bool builtin_get_item(Context&, const Value& container, const Value& key, Value* result);
bool builtin_set_item(Context&, const Value& container, const Value& key, const Value&);
bool builtin_delete_item(Context&, const Value& container, const Value& key);
bool builtin_length(Context&, const Value& container, std::int64_t* result);
bool builtin_contains(Context&, const Value& container, const Value& item, bool* result);
bool builtin_iterator(Context&, const Value& container, Value* result);
bool builtin_text(Context&, const Value&, bool repr, std::string* result);
// The value of a missing key: __missing__, or what a defaultdict makes. *found is false for other dicts.
bool missing_item(Context&, const Value& dict, const Value& key, Value* result, bool* found);
// container.__class__(...) of a class derived from a builtin container: an empty one.
bool make_container(Context&, Class& type, Value* result);
// A dict or list of the class of another one.
Value empty_like(Context&, const Value& container);
// deque([1], maxlen=2), Counter(...), Point(x=1), ...: *found is false where the builtin kind's form serves.
bool collection_repr(Context&, const Value&, std::string* result, bool* found);
// p.x of a named tuple, d.default_factory, q.maxlen; false where there is none.
bool collection_attribute(Context&, const Value&, std::string_view name, Value* result);
// The names of an object's own attributes, as a set.
Value attribute_names(Context&, const Instance&);
// Lets the observer see them.
bool observe_attribute_names(Context&, Instance&);
// The attributes of an object, as a dict of its own.
bool own_attributes(Context&, Instance&, Value* result);
// The store of an attribute itself, behind properties and __setattr__.
bool set_own_attribute(Context&, const Value& object, std::string_view name, const Value&);
// 'a', 'b', and 'c'
std::string quoted_names(const std::vector<std::string>&);
// Counter + Counter and the like.
bool counter_binary(Context&, std::string_view op, const Value&, const Value&, Value* result, bool* handled);
bool counter_unary(Context&, std::string_view op, const Value&, Value* result, bool* handled);
// An instance of a class made by namedtuple.
bool make_record(Context&, Class&, const Arguments&, Value* result);
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
void register_list_methods(Context&);
void register_dict_methods(Context&);
void register_set_methods(Context&);
void register_number_methods(Context&);
void register_math_module(Context&);
void register_system_modules(Context&);
void register_typing_modules(Context&);
void register_functools_modules(Context&);
void register_itertools_module(Context&);
void register_container_classes(Context&);
void register_collections_module(Context&);
void register_deque(Context&);
void register_namedtuple(Context&);
void register_json_module(Context&);
// Everything above: the builtins without arrays and models.
void register_core_builtins(Context&);

}  // namespace bpl::host
