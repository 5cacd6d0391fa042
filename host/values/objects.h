// The kinds of heap objects a script can make: strings, containers, functions, classes, instances, modules.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/values/value.h"

namespace bpl::host {

class Context;
struct FunctionCode;

struct String : Object {
  explicit String(std::string t) : Object(Kind::string), text(std::move(t)) {}
  std::string text;  // UTF-8
};

struct Class;
struct Dict;

// A container may be of a class that is derived from its builtin one: by the script, or in the module collections.
struct Container : Object {
  using Object::Object;
  void mark_children(Marker&) const override;
  Class* type = nullptr;       // null: the builtin class of its kind
  Dict* attributes = nullptr;  // of an instance of a script class, once there are any
};

struct Tuple : Container {
  explicit Tuple(std::vector<Value> v) : Container(Kind::tuple), items(std::move(v)) {}
  void mark_children(Marker&) const override;
  std::vector<Value> items;
};

struct List : Container {
  explicit List(std::vector<Value> v = {}) : Container(Kind::list), items(std::move(v)) {}
  void mark_children(Marker&) const override;
  std::vector<Value> items;
  std::int64_t longest = -1;  // of a deque: how many items it keeps; -1: all
};

// Keys and values in insertion order, as Python's dict. Lookup by hash and equality of hashable values.
struct Dict : Container {
  Dict() : Container(Kind::dict) {}
  void mark_children(Marker&) const override;

  struct Entry {
    Value key, value;
    std::uint64_t hash = 0;
    bool alive = true;
  };
  // These need no Context. They are for keys that are compared without script code: numbers, strings, tuples of these, objects
  // by identity. Keys of a script, which may have an __eq__ of their own, go through dict_find and its siblings in ops.h.
  Value* find(const Value& key);
  Value* find(std::string_view key);
  void set(const Value& key, const Value& value);
  bool erase(const Value& key);
  std::size_t size() const { return live_; }
  void clear();

  // The places in `entries` of the keys with this hash.
  std::vector<std::size_t> places(std::uint64_t hash) const;
  // Adds a key that is not there; removes the entry at a place.
  void append(const Value& key, std::uint64_t hash, const Value& value);
  void erase_at(std::size_t place);

  std::vector<Entry> entries;  // in insertion order; skip those not alive
  Value factory;               // of a defaultdict: what makes the value of a missing key
  bool compared_by_script = false;  // whether a key was ever added whose class defines __eq__
  bool has_unknown_key = false;     // whether one was ever added that discovery does not know

 private:
  std::unordered_multimap<std::uint64_t, std::size_t> index_;
  std::size_t live_ = 0;
};

struct Set : Container {
  Set() : Container(Kind::set) {}
  void mark_children(Marker&) const override;
  Dict items;  // the values of the entries are none
};

struct Slice : Object {
  Slice(Value a, Value b, Value c) : Object(Kind::slice), start(a), stop(b), step(c) {}
  void mark_children(Marker&) const override;
  Value start, stop, step;
};

struct Range : Object {
  Range(std::int64_t a, std::int64_t b, std::int64_t c) : Object(Kind::range), start(a), stop(b), step(c) {}
  std::int64_t length() const;
  std::int64_t start, stop, step;
};

// An iterator: next() returns false at the end or, with an exception pending in the context, on an error.
struct Iterator : Object {
  Iterator() : Object(Kind::iterator) {}
  virtual bool next(Context&, Value* item) = 0;
  // Where the items come from, as far as they are there already.
  virtual std::vector<Value> sources() const { return {}; }
};

// A variable shared between a function and the functions inside it. Unbound until first assigned.
struct Cell : Object {
  Cell() : Object(Kind::cell) {}
  void mark_children(Marker&) const override;
  Value value;
};

struct Module;

// A script function: code, defaults, closure cells and the module whose globals it sees.
struct Function : Object {
  Function() : Object(Kind::function) {}
  void mark_children(Marker&) const override;
  const FunctionCode* code = nullptr;
  std::vector<Value> defaults;          // of the last positional parameters
  std::vector<Value> keyword_defaults;  // one a keyword-only parameter, unbound where there is none
  std::vector<Cell*> closure;           // in the order of code->free_variables
  Module* module = nullptr;
  Dict attributes;                      // f.x = ...
};

// The arguments of a call as the callee sees them: positional ones, then keyword ones.
struct Arguments {
  std::vector<Value> positional;
  std::vector<std::pair<std::string, Value>> keywords;
};

// A function of the value library. `entry` returns false with an exception pending in the context.
struct NativeEntry;  // a row of the one table of builtins, see host/values/builtins.h
struct Native : Object {
  explicit Native(const NativeEntry* e) : Object(Kind::native), entry(e) {}
  const NativeEntry* entry;
};

struct BoundMethod : Object {
  BoundMethod(Value s, Value f) : Object(Kind::bound_method), self(s), function(f) {}
  void mark_children(Marker&) const override;
  Value self, function;
};

// A class. Builtin types (int, str, list, Exception, ...) are classes too, with `construct` set.
struct Class : Object {
  explicit Class(std::string n) : Object(Kind::klass), name(std::move(n)) {}
  void mark_children(Marker&) const override;
  std::string name;
  std::string qualified_name;        // "brainpy.neurons.LIF"; for scripts "Outer.Inner"
  const FunctionCode* body = nullptr;  // the code of the class statement, null for builtin types: the identity of the class
  std::vector<Class*> bases;
  std::vector<Class*> mro;           // this class first
  Dict attributes;
  const NativeEntry* construct = nullptr;  // how a builtin type makes a value
  std::vector<std::string> record;         // of a class made by namedtuple: the names of the items
  bool binds = false;                      // an object of it in a class is a method there, as functions are
};

struct Instance : Object {
  explicit Instance(Class* c) : Object(Kind::instance), type(c) {}
  void mark_children(Marker&) const override;
  Class* type;
  Dict attributes;
};

// A place in the script, for tracebacks.
struct TracePoint {
  std::string function;
  std::int32_t file = -1, line = 0, column = 0;
};

// An instance of an exception class. `traceback`, innermost first, is kept while a handler holds the exception. `hint` is
// advice for the author of the script; it is shown where nobody catches the exception and is no part of its text.
struct Exception : Instance {
  // What bplc cannot do is no exception of Python: a script that caught it would go another way than in Python.
  enum class Refusal : std::uint8_t {
    none,
    missing_name,  // of a module: caught by clauses that ask for it (AttributeError), not by those for any Exception
    refused,       // ends the execution: no except or finally clause sees it
  };
  using Instance::Instance;
  std::vector<TracePoint> traceback;
  std::string hint;
  Refusal refusal = Refusal::none;
};

// A module: its globals. Attributes that are not there yet may be made on demand (`provide`), for instance by
// running the library unit that defines them.
struct Module : Object {
  explicit Module(std::string n) : Object(Kind::module), name(std::move(n)) {}
  void mark_children(Marker&) const override;
  std::string name;
  Dict globals;
};

struct Property : Object {
  Property() : Object(Kind::property) {}
  void mark_children(Marker&) const override;
  Value get, set, doc;
};

struct StaticMethod : Object {
  explicit StaticMethod(Value f) : Object(Kind::static_method), function(f) {}
  void mark_children(Marker&) const override;
  Value function;
};

struct ClassMethod : Object {
  explicit ClassMethod(Value f) : Object(Kind::class_method), function(f) {}
  void mark_children(Marker&) const override;
  Value function;
};

// super(): looks attributes up in the method resolution order of type(self) behind `start`.
struct Super : Object {
  Super(Class* c, Value s) : Object(Kind::super), start(c), self(s) {}
  void mark_children(Marker&) const override;
  Class* start;
  Value self;
};

template <class T>
T* as(const Value& v, Kind kind) {
  return v.is_object() && v.object->kind == kind ? static_cast<T*>(v.object) : nullptr;
}
inline String* as_string(const Value& v) { return as<String>(v, Kind::string); }
inline Tuple* as_tuple(const Value& v) { return as<Tuple>(v, Kind::tuple); }
inline List* as_list(const Value& v) { return as<List>(v, Kind::list); }
inline Dict* as_dict(const Value& v) { return as<Dict>(v, Kind::dict); }
inline Class* as_class(const Value& v) { return as<Class>(v, Kind::klass); }
inline Container* as_container(const Value& v) {
  const bool is = v.is_object() && (v.object->kind == Kind::tuple || v.object->kind == Kind::list || v.object->kind == Kind::dict || v.object->kind == Kind::set);
  return is ? static_cast<Container*>(v.object) : nullptr;
}
inline Instance* as_instance(const Value& v) { return as<Instance>(v, Kind::instance); }
inline Function* as_function(const Value& v) { return as<Function>(v, Kind::function); }

}  // namespace bpl::host
