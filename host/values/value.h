// The values of the script language: a 16-byte tagged value, and the base of everything it can point to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bpl::host {

struct Object;

// The numbers are part of the interface between generated code and the value library.
enum class Tag : std::int64_t { unbound = 0, none = 1, boolean = 2, integer = 3, real = 4, object = 5 };

// One value. Small values are held in place, everything else is an Object owned by the heap.
// Integers have 64 bits; an operation that leaves that range raises OverflowError.
struct Value {
  Tag tag = Tag::unbound;
  union {
    std::int64_t integer = 0;  // also the 0 or 1 of a boolean
    double real;
    Object* object;
  };

  static Value none() { return {Tag::none, 0}; }
  static Value boolean(bool b) { return {Tag::boolean, b ? 1 : 0}; }
  static Value of(std::int64_t i) { return {Tag::integer, i}; }
  static Value of(double r) {
    Value v{Tag::real, 0};
    v.real = r;
    return v;
  }
  static Value of(Object* o) {
    Value v{Tag::object, 0};
    v.object = o;
    return v;
  }

  bool is_unbound() const { return tag == Tag::unbound; }
  bool is_none() const { return tag == Tag::none; }
  bool is_bool() const { return tag == Tag::boolean; }
  bool is_int() const { return tag == Tag::integer; }
  bool is_real() const { return tag == Tag::real; }
  bool is_object() const { return tag == Tag::object; }
  // True for bool, int and float.
  bool is_number() const { return tag == Tag::boolean || tag == Tag::integer || tag == Tag::real; }
  // The number as a double; only for is_number().
  double as_real() const { return tag == Tag::real ? real : static_cast<double>(integer); }
};
static_assert(sizeof(Value) == 16);

// What an Object is. Kinds up to `connectivity` exist in executables; `abstract` objects (symbols of the tracer,
// unknown results of discovery) exist only inside bplc.
enum class Kind : std::uint8_t {
  string, tuple, list, dict, set, slice, range, iterator, cell,
  function, native, bound_method, klass, instance, module, property, static_method, class_method, super,
  array, ellipsis, variable, connectivity, recording, abstract,
};

class Marker;

// Everything on the heap. Objects are created by Heap::make and freed by its sweep only.
struct Object {
  explicit Object(Kind k) : kind(k) {}
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  // Passes every Value and Object this object refers to to `marker`.
  virtual void mark_children(Marker&) const {}

  const Kind kind;
  bool marked = false;
  std::uint64_t serial = 0;  // the number of this allocation, the same in every execution of the same script
};

}  // namespace bpl::host
