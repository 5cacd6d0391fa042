// Plain data to bytes and back, for commands and results that travel between ranks of one program.
#pragma once

#include <concepts>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "host/models/plan.h"
#include "runtime/src/world.h"

namespace bpl::runtime {

template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writer {
 public:
  template <Plain T>
  void operator()(const T& value) {
    append(&value, sizeof value);
  }
  void operator()(const std::string& text) {
    (*this)(text.size());
    append(text.data(), text.size());
  }
  template <class T>
  void operator()(const std::vector<T>& items) {
    (*this)(items.size());
    if constexpr (Plain<T> && !std::same_as<T, bool>) {
      append(items.data(), items.size() * sizeof(T));
    } else {
      for (const T& item : items) (*this)(item);
    }
  }
  template <class T>
    requires requires(Writer& a, T& t) { visit_fields(a, t); }
  void operator()(const T& item) {
    visit_fields(*this, const_cast<T&>(item));
  }
  Bytes bytes;

 private:
  void append(const void* data, std::size_t size) {
    const std::size_t at = bytes.size();
    bytes.resize(at + size);
    if (size != 0) std::memcpy(bytes.data() + at, data, size);
  }
};

class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  template <Plain T>
  void operator()(T& value) {
    take(&value, sizeof value);
  }
  void operator()(std::string& text) {
    text.resize(size());
    take(text.data(), text.size());
  }
  template <class T>
  void operator()(std::vector<T>& items) {
    items.resize(size());
    if constexpr (Plain<T> && !std::same_as<T, bool>) {
      take(items.data(), items.size() * sizeof(T));
    } else {
      for (T& item : items) (*this)(item);
    }
  }
  template <class T>
    requires requires(Reader& a, T& t) { visit_fields(a, t); }
  void operator()(T& item) {
    visit_fields(*this, item);
  }
  template <class T>
  T get() {
    T value{};
    (*this)(value);
    return value;
  }
  std::span<const std::byte> rest() const { return bytes_.subspan(at_); }

 private:
  std::size_t size() { return get<std::size_t>(); }
  void take(void* data, std::size_t size) {
    if (size > bytes_.size() - at_) throw std::runtime_error("a message between ranks is too short");
    if (size != 0) std::memcpy(data, bytes_.data() + at_, size);
    at_ += size;
  }
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

}  // namespace bpl::runtime

// The fields of the plan, found by argument-dependent lookup.
namespace bpl::host {

template <class A>
void visit_fields(A& a, ConnectivityPlan& p) {
  a(p.id), a(p.rule), a(p.pre_size), a(p.post_size), a(p.probability), a(p.number), a(p.include_self), a(p.multiple), a(p.key);
  a(p.sources), a(p.targets), a(p.existing);
}
template <class A>
void visit_fields(A& a, Recipe::Node& n) {
  a(n.kind), a(n.type), a(n.operand), a(n.index), a(n.key[0]), a(n.key[1]), a(n.number), a(n.args), a(n.table);
}
template <class A>
void visit_fields(A& a, Recipe& r) {
  a(r.nodes), a(r.connections), a(r.size);
}
template <class A>
void visit_fields(A& a, VariablePlan& p) {
  a(p.id), a(p.owner), a(p.name), a(p.type), a(p.size), a(p.depth), a(p.uniform), a(p.value), a(p.values), a(p.recipe), a(p.existing);
}
template <class A>
void visit_fields(A& a, SlotValue& p) {
  a(p.array), a(p.value), a(p.values), a(p.recipe);
}
template <class A>
void visit_fields(A& a, RowPlan& p) {
  a(p.update), a(p.object), a(p.states), a(p.slots), a(p.connectivities), a(p.space_sizes), a(p.random_key);
}
template <class A>
void visit_fields(A& a, RangePlan& p) {
  a(p.start), a(p.stop), a(p.step);
}
template <class A>
void visit_fields(A& a, InputPlan& p) {
  a(p.variable), a(p.range), a(p.op), a(p.kind), a(p.value), a(p.rows), a(p.width), a(p.first), a(p.function);
}
template <class A>
void visit_fields(A& a, MonitorPlan& p) {
  a(p.key), a(p.variables), a(p.indices), a(p.callback_every_step);
}
template <class A>
void visit_fields(A& a, NetworkPlan& p) {
  a(p.id), a(p.existing), a(p.dt), a(p.variables), a(p.connectivities), a(p.clear), a(p.inputs), a(p.update), a(p.monitors);
}

}  // namespace bpl::host
