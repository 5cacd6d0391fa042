// The operations of the script language on values. The interpreter calls them; generated code calls them through the
// C functions of host/abi.h. Each returns true, or false with an exception pending in the context.
#pragma once

#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "host/values/context.h"

struct BplhArgument;

namespace bpl::host {

// --- exceptions -------------------------------------------------------------------------------------------------
// Raises a builtin exception: raise(ctx, "TypeError", "..."). Always returns false. `hint` is advice for the author of the
// script ("Did you mean 'V_th'?") that stands beside the message where nobody catches the exception.
// A NotImplementedError is a refusal.
bool raise(Context&, std::string_view type, std::string_view message, std::string hint = {});
// As raise(), where bplc cannot do what Python could: no clause of the script catches it.
bool refuse(Context&, std::string_view type, std::string_view message, std::string hint = {});
// As raise(), where a name is missing that Python may have.
bool raise_missing(Context&, std::string_view type, std::string_view message, std::string hint = {});
bool is_refused(const Context&);  // whether the pending exception is a refusal
Value new_refusal(Context&, std::string_view message);  // a NotImplementedError for the library to raise
bool raise_value(Context&, const Value& exception, const Value& cause);  // the `raise` statement: a class or an instance
// Takes the pending exception (it is no longer pending). Its traceback stays in the context until the next raise, and in the
// exception for reraise, which raises it again as if it had not been taken.
Value take_exception(Context&);
bool reraise(Context&, const Value& exception);
bool matches_exception(Context&, const Value& exception, const Value& class_or_tuple, bool* result);
std::string describe_exception(Context&, const Value& exception);  // "TypeError: message"

// --- names and attributes ---------------------------------------------------------------------------------------
bool get_global(Context&, Module&, std::string_view name, Value* result);  // then builtins, then NameError with a suggestion
bool set_global(Context&, Module&, std::string_view name, const Value&);
bool delete_global(Context&, Module&, std::string_view name);
bool get_cell(Context&, Cell&, std::string_view name, Value* result);
bool set_cell(Context&, Cell&, const Value&);
bool get_attribute(Context&, const Value& object, std::string_view name, Value* result);
// As above, but *found is false instead of an AttributeError.
bool find_attribute(Context&, const Value& object, std::string_view name, Value* result, bool* found);
bool set_attribute(Context&, const Value& object, std::string_view name, const Value&);
bool delete_attribute(Context&, const Value& object, std::string_view name);
Class* type_of(Context&, const Value&);
bool is_instance(Context&, const Value&, const Value& class_or_tuple, bool* result);
// What isinstance() says of an object of this class.
bool is_subtype(Context&, const Class&, const Value& class_or_tuple, bool* result);
bool is_subclass(const Class&, const Class&);
// How a callable is called in messages: "__main__.LIF.update()", "print()".
std::string callable_name(Context&, const Value&);

// --- operators --------------------------------------------------------------------------------------------------
bool unary(Context&, std::string_view op, const Value&, Value* result);                      // - + ~ not
bool binary(Context&, std::string_view op, const Value&, const Value&, Value* result);       // + - * / // % ** @ & | ^ << >>
// The kernel operation that an operator is, "add" for "+"; nothing where there is none.
std::string_view kernel_operation(std::string_view op);
bool binary_inplace(Context&, std::string_view op, const Value&, const Value&, Value* result);  // same names, for `+=` etc.
bool compare(Context&, std::string_view op, const Value&, const Value&, Value* result);      // == != < <= > >= is "is not" in "not in"
bool truth(Context&, const Value&, bool* result);
bool equal(Context&, const Value&, const Value&, bool* result);
bool hash_value(Context&, const Value&, std::uint64_t* result);  // TypeError if not hashable
// Dicts, and the items of sets, with keys of a script: instances answer with their __hash__ and __eq__.
bool dict_find(Context&, Dict&, const Value& key, Value** found);  // null where it is not there; valid until the dict changes
bool dict_set(Context&, Dict&, const Value& key, const Value& value);
bool dict_erase(Context&, Dict&, const Value& key, bool* erased);
bool length(Context&, const Value&, std::int64_t* result);
bool contains(Context&, const Value& container, const Value& item, bool* result);
bool to_integer_index(Context&, const Value&, const char* what, std::int64_t* result);  // ints and what has __index__

// --- items and iteration ----------------------------------------------------------------------------------------
bool get_item(Context&, const Value& container, const Value& key, Value* result);
bool set_item(Context&, const Value& container, const Value& key, const Value&);
bool delete_item(Context&, const Value& container, const Value& key);
bool make_iterator(Context&, const Value&, Value* result);
// *done is true at the end; then *item is untouched.
bool next(Context&, const Value& iterator, Value* item, bool* done);
bool to_vector(Context&, const Value& iterable, std::vector<Value>* result);
// The indices that a slice picks from `n` items, as Python's slice.indices(): start, start + step, ..., `count` of them.
bool slice_range(Context&, const Slice&, std::int64_t n, std::int64_t* start, std::int64_t* step, std::int64_t* count,
                 std::int64_t* end = nullptr);
// Exactly `count` items, or, with star >= 0, a list of the surplus at that position.
bool unpack(Context&, const Value& iterable, int count, int star, Value* results);

// What one list and one string may hold: more is a MemoryError, before the machine runs out of memory.
constexpr std::int64_t kMostItems = 100'000'000, kLongestText = 1'000'000'000;

// Executes what may ask for more memory than there is: a MemoryError of the script then.
template <class F>
bool without_memory_error(Context& ctx, F&& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {
  }
  return raise(ctx, "MemoryError", "there is not enough memory");
}

// --- displays and arguments -------------------------------------------------------------------------------------
bool build_set(Context&, std::span<const Value> items, Value* result);
bool build_dict(Context&, std::span<const Value> keys_and_values, Value* result);
bool build_string(Context&, std::span<const Value> pieces, Value* result);  // the pieces of an f-string, in one
bool extend_list(Context&, const Value& list, const Value& iterable);       // [*iterable]
bool add_to_set(Context&, const Value& set, const Value& item);
bool update_set(Context&, const Value& set, const Value& iterable);         // {*iterable}
bool update_dict(Context&, const Value& dict, const Value& mapping);        // {**mapping}
// The arguments of a call: values[i] is given as kinds[i] says (host/abi.h); null kinds: all are positional.
bool collect_arguments(Context&, const Value& callee, std::span<const Value> values, const BplhArgument* kinds, Arguments* result);

// --- text -------------------------------------------------------------------------------------------------------
bool to_str(Context&, const Value&, std::string* result);   // str()
bool to_repr(Context&, const Value&, std::string* result);  // repr()
// f"{value!conversion:spec}"; conversion is 0, 's', 'r' or 'a'.
bool format_value(Context&, const Value&, char conversion, const Value& spec, Value* result);
std::string real_to_text(double);  // the shortest text that reads back, as Python's repr(float)

// --- calls and definitions --------------------------------------------------------------------------------------
bool call(Context&, const Value& callee, const Arguments&, Value* result);
bool call(Context&, const Value& callee, std::span<const Value> positional, Value* result);
// Makes a frame the innermost one, and the previous one again; with an exception pending the frame's place joins the traceback.
void enter_frame(Context&, Frame&);
void leave_frame(Context&, Frame&);
// Binds arguments to the parameters of a script function; error texts as CPython's, with "did you mean" for keywords.
bool bind_arguments(Context&, const Function&, const Arguments&, std::vector<Value>* parameters);
bool make_class(Context&, std::string_view name, const FunctionCode& body, std::span<const Value> bases, const Value& namespace_dict,
                Cell* class_cell, Value* result);
bool import_module(Context&, std::string_view name, Value* result);            // the module itself, for dotted names the last one
bool import_attribute(Context&, const Value& module, std::string_view name, Value* result);  // from module import name

}  // namespace bpl::host
