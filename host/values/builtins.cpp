// The registry of the one table of builtins, and the builtin classes.
#include "host/values/builtins.h"

#include <algorithm>
#include <map>
#include <utility>

#include "host/values/native.h"

namespace bpl::host {
namespace {

using Key = std::pair<std::string_view, std::string_view>;

std::map<Key, const NativeEntry*>& registry() {
  static std::map<Key, const NativeEntry*> table;
  return table;
}

// The class that the methods of "deque.append" belong to: in builtins a builtin one, elsewhere one of the module.
Class* owner_of(Context& ctx, Module& module, std::string_view name) {
  if (Value* v = module.globals.find(name))
    if (Class* c = as_class(*v)) return c;
  if (Class* c = ctx.builtin_class(name)) return c;
  Class* c = define_class(ctx, name);
  module.globals.set(ctx.string(name), Value::of(c));
  return c;
}

}  // namespace

void register_natives(Context& ctx, std::span<const NativeEntry> entries) {
  for (const NativeEntry& entry : entries) {
    registry()[{entry.module, entry.name}] = &entry;
    Module& module = entry.module == "builtins" ? *ctx.builtins : *native_module(ctx, entry.module);
    if (const std::size_t dot = entry.name.find('.'); dot != std::string_view::npos) {
      Class* c = owner_of(ctx, module, entry.name.substr(0, dot));
      c->attributes.set(ctx.string(entry.name.substr(dot + 1)), Value::of(ctx.heap.make<Native>(&entry)));
      continue;
    }
    // An entry with the name of a class makes its values.
    Value* existing = module.globals.find(entry.name);
    if (Class* c = existing ? as_class(*existing) : nullptr) c->construct = &entry;
    else module.globals.set(ctx.string(entry.name), Value::of(ctx.heap.make<Native>(&entry)));
  }
}

const NativeEntry* find_native(std::string_view module, std::string_view name) {
  const auto at = registry().find({module, name});
  return at == registry().end() ? nullptr : at->second;
}

void register_core_classes(Context& ctx) {
  static const std::pair<const char*, const char*> classes[] = {
      {"object", "object"}, {"type", "object"}, {"NoneType", "object"}, {"int", "object"}, {"bool", "int"}, {"float", "object"},
      {"str", "object"}, {"list", "object"}, {"tuple", "object"}, {"dict", "object"}, {"set", "object"}, {"frozenset", "object"},
      {"range", "object"}, {"slice", "object"}, {"enumerate", "object"}, {"zip", "object"}, {"map", "object"}, {"filter", "object"},
      {"reversed", "object"}, {"property", "object"}, {"staticmethod", "object"}, {"classmethod", "object"}, {"super", "object"},
      {"iterator", "object"}, {"function", "object"}, {"builtin_function_or_method", "object"}, {"method", "object"},
      {"module", "object"}, {"ellipsis", "object"}, {"NotImplementedType", "object"}, {"cell", "object"}, {"complex", "object"},
      {"bytes", "object"},
      {"BaseException", "object"}, {"Exception", "BaseException"}, {"KeyboardInterrupt", "BaseException"},
      {"SystemExit", "BaseException"}, {"GeneratorExit", "BaseException"}, {"ArithmeticError", "Exception"},
      {"ZeroDivisionError", "ArithmeticError"}, {"OverflowError", "ArithmeticError"}, {"FloatingPointError", "ArithmeticError"},
      {"LookupError", "Exception"}, {"KeyError", "LookupError"}, {"IndexError", "LookupError"}, {"AttributeError", "Exception"},
      {"NameError", "Exception"}, {"UnboundLocalError", "NameError"}, {"TypeError", "Exception"}, {"ValueError", "Exception"},
      {"UnicodeError", "ValueError"}, {"RuntimeError", "Exception"}, {"NotImplementedError", "RuntimeError"},
      {"RecursionError", "RuntimeError"}, {"StopIteration", "Exception"}, {"AssertionError", "Exception"},
      {"ImportError", "Exception"}, {"ModuleNotFoundError", "ImportError"}, {"MemoryError", "Exception"}, {"OSError", "Exception"},
      {"FileNotFoundError", "OSError"}, {"FileExistsError", "OSError"}, {"PermissionError", "OSError"}, {"TimeoutError", "OSError"},
      {"EOFError", "Exception"}, {"BufferError", "Exception"}, {"SyntaxError", "Exception"}, {"SystemError", "Exception"},
      {"Warning", "Exception"}, {"UserWarning", "Warning"}, {"DeprecationWarning", "Warning"}, {"FutureWarning", "Warning"},
      {"RuntimeWarning", "Warning"}, {"PendingDeprecationWarning", "Warning"}, {"ImportWarning", "Warning"}, {"ResourceWarning", "Warning"}};
  static const std::string_view hidden[] = {"NoneType", "iterator", "function", "builtin_function_or_method", "method", "module",
                                            "ellipsis", "NotImplementedType", "cell"};
  for (const auto& [name, base] : classes) {
    Class* c = define_class(ctx, name, base);
    if (std::find(std::begin(hidden), std::end(hidden), name) == std::end(hidden)) ctx.builtins->globals.set(ctx.string(name), Value::of(c));
  }
  const auto set = [&](const char* name, Value v) { ctx.builtins->globals.set(ctx.string(name), v); };
  set("NotImplemented", Value::of(ctx.heap.make<Instance>(ctx.builtin_class("NotImplementedType"))));
  struct Ellipsis : Object {
    Ellipsis() : Object(Kind::ellipsis) {}
  };
  set("Ellipsis", Value::of(ctx.heap.make<Ellipsis>()));
  set("IOError", Value::of(ctx.builtin_class("OSError")));
  set("EnvironmentError", Value::of(ctx.builtin_class("OSError")));
  set("__debug__", Value::boolean(true));
}

void register_core_builtins(Context& ctx) {
  ctx.builtins = native_module(ctx, "builtins");
  register_core_classes(ctx);
  register_conversions(ctx);
  register_core_functions(ctx);
  register_iterators(ctx);
  register_string_methods(ctx);
  register_list_methods(ctx);
  register_dict_methods(ctx);
  register_set_methods(ctx);
  register_number_methods(ctx);
  register_math_module(ctx);
  register_system_modules(ctx);
  register_typing_modules(ctx);
  register_functools_modules(ctx);
  register_itertools_module(ctx);
  register_container_classes(ctx);
  register_collections_module(ctx);
  register_deque(ctx);
  register_namedtuple(ctx);
  register_json_module(ctx);
}

}  // namespace bpl::host
