// The state of one execution of a script: heap, frames, pending exception, modules, output, and the hooks by which
// bplc's tracer and the runtime's engine take part.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "host/values/code.h"
#include "host/values/objects.h"
#include "host/values/value.h"

namespace bpl::host {

class Buffer;

// Marks reachable objects, with a work list (no recursion).
class Marker {
 public:
  void mark(const Value& v) {
    if (v.is_object()) mark(v.object);
  }
  void mark(Object* o);
  void run();

 private:
  std::vector<Object*> work_;
};

// Owns every object. Nothing is freed except by collect(), which runs only where the program asks for it (at the creation
// of a network), so native code needs no roots for what it holds between two such points.
class Heap {
 public:
  ~Heap();
  template <class T, class... A>
  T* make(A&&... arguments) {
    T* object = new T(std::forward<A>(arguments)...);
    adopt(object);
    return object;
  }
  // Frees every object that is not marked by `roots`. Returns how many were freed.
  std::size_t collect(const std::function<void(Marker&)>& roots);
  std::size_t size() const { return objects_.size(); }
  // Sees every object that a collection is about to free.
  std::function<void(const Object&)> on_free;

 private:
  void adopt(Object*);
  std::vector<Object*> objects_;
  std::uint64_t next_serial_ = 1;
};

// Keeps values alive across a call that may collect (native code that calls back into the script).
struct Roots {
  Roots(Context&, std::vector<Value>);
  ~Roots();
  Context& context;
  std::vector<Value> values;
};

// How one object is reached from another: the steps of a path such as `self.post.V` or `globals[tau]`.
struct PathStep {
  enum class Kind : std::uint8_t { attribute, item, cell, global, default_value, self, function };
  Kind kind = Kind::attribute;
  std::string name;         // attribute, global, cell, or a string key
  std::int64_t index = -1;  // an integer key or position
  bool operator==(const PathStep&) const = default;
};

// Sees every access to the heap while a step function is traced. Null otherwise.
class Observer {
 public:
  virtual ~Observer() = default;
  // `value` was read from `container`; it may be replaced by a symbol. False: an exception was raised.
  virtual bool on_read(Object* container, const PathStep& step, Value* value) = 0;
  // The step does not lead anywhere (a missing attribute or key, about to be answered otherwise or raised).
  virtual bool on_missing(Object* container, const PathStep& step) = 0;
  // Two objects were found to be different ones.
  virtual bool on_difference(const Value& a, const Value& b) = 0;
  // isinstance() was asked about an object and a class of the script, as far as its bases.
  virtual bool on_isinstance(Instance* object, Class* type) = 0;
  // The number of items, or all keys, of a container were used.
  virtual bool on_extent(Object* container) = 0;
  // `container` is about to change.
  virtual bool on_write(Object* container, const PathStep& step, const Value& value) = 0;
  // A builtin is called. With *handled true the observer has answered instead, or raised.
  virtual bool on_native(const NativeEntry& entry, const Arguments& arguments, Value* result, bool* handled) = 0;
};

// A value that is not known: a symbol of the tracer, or an unknown result in discovery. The value library hands every
// operation that meets one to these. Each returns false with an exception pending, or sets *result.
class Abstract : public Object {
 public:
  Abstract() : Object(Kind::abstract) {}
  virtual std::string type_name() const = 0;
  virtual bool unary(Context&, std::string_view op, Value* result) = 0;                                // "-", "+", "~", "not"
  virtual bool binary(Context&, std::string_view op, const Value& left, const Value& right, Value* result) = 0;  // one is this
  virtual bool compare(Context&, std::string_view op, const Value& left, const Value& right, Value* result) = 0;
  virtual bool truth(Context&, bool* result) = 0;
  virtual bool get_attribute(Context&, std::string_view name, Value* result) = 0;
  virtual bool set_attribute(Context&, std::string_view name, const Value& value) = 0;
  virtual bool get_item(Context&, const Value& key, Value* result) = 0;
  virtual bool set_item(Context&, const Value& key, const Value& value) = 0;
  virtual bool iterate(Context&, Value* iterator) = 0;
  virtual bool length(Context&, Value* result) = 0;
  virtual bool call(Context&, const Arguments&, Value* result) = 0;
  // A builtin was called with this among its arguments.
  virtual bool call_native(Context&, const NativeEntry&, const Arguments&, Value* result) = 0;
  // Whether this stands for any value, so that containers hold it and what is computed from it is unknown as well. A symbol
  // of the tracer does not.
  virtual bool is_unknown() const { return false; }
};

// Makes values that are not known and says which way to go where one decides. See host/values/unknown.h.
class UnknownSource {
 public:
  virtual ~UnknownSource() = default;
  // `maybe_none`: None is among what it may be.
  virtual Value another(Context&, bool maybe_none) = 0;
  // One of the ways 0 .. arms-1 at the place where the script is.
  virtual int choose(Context&, int arms) = 0;
};

// An error of the script as CPython shows it: the frames, then the exception.
std::string format_traceback(Context&, const Value& exception);

class Context {
 public:
  Context();
  ~Context();
  Heap heap;
  Frame* frame = nullptr;  // innermost activation
  int depth = 0;           // of calls, for RecursionError
  std::uint64_t activations = 0;  // how many frames were entered
  std::vector<Roots*> roots;

  // The exception being raised: an Instance of an exception class, or unbound. `traceback` is innermost first.
  Value pending;
  std::vector<TracePoint> traceback;

  std::vector<std::string> files;  // names for Frame locations
  std::map<std::string, Module*> modules;
  Module* builtins = nullptr;
  std::map<std::string, Class*, std::less<>> classes;  // builtin classes by name
  // Functions of the program by unique name, for make_function.
  std::function<const FunctionCode*(std::string_view name)> find_code;
  // Loads a module or completes one: called for `import name` of an unknown module, and for an attribute of a module
  // that is not in its globals. Returns false if there is none (nothing pending) or on an error (pending).
  std::function<bool(Context&, const std::string& module, Module** result)> import_module;
  std::function<bool(Context&, Module&, const std::string& attribute, Value* result)> provide_attribute;

  Observer* observer = nullptr;
  // Called when a class makes an instance, with the bound parameters of its __init__ (self first) before it is entered; they
  // may be replaced. False: an exception was raised.
  std::function<bool(Context&, Instance&, const FunctionCode& init, std::vector<Value>* parameters)> on_construct;
  // Where print goes. Discovery discards it.
  std::function<void(std::string_view)> write_output;
  std::function<void(std::string_view)> write_error;  // print(..., file=sys.stderr)
  // What clocks answer; null: the time. Discovery answers with an unknown number.
  std::function<bool(Context&, Value* result)> clock;
  // Values for `-D NAME=VALUE`, applied by the `define` instruction.
  std::map<std::string, Value> defines;

  bool enable_x64 = false;   // bm.enable_x64() or --precision=f64: default float of arrays and the run's precision
  double dt = 0.1;           // ms, bm.set_dt
  bool brainpy_random = false;  // --rng=brainpy
  std::uint64_t seed = 0;    // --seed: what has no seed in the script
  std::uint64_t draws = 0;   // counter of bm.random.* calls since the last bm.random.seed
  std::map<std::string, std::int64_t> counters;  // of automatic names, unseeded connectors, population ids

  // Set as soon as there is a value that is not known: in discovery only.
  UnknownSource* unknowns = nullptr;
  bool unknown_text = false;  // whether a conversion to text met one; see known_text in host/values/unknown.h
  std::map<const Buffer*, std::shared_ptr<Buffer>> unknown_buffers;  // of arrays with contents that are not known

  // Hooks that a host (bplc's discovery or the runtime) may attach to; owned elsewhere.
  class Stepper* stepper = nullptr;

  // Frees what neither a frame, a module, a pending exception nor native code still refers to.
  std::size_t collect_garbage();
  Class* builtin_class(std::string_view name) const;

  Value string(std::string_view text) { return Value::of(heap.make<String>(std::string(text))); }
};

}  // namespace bpl::host
