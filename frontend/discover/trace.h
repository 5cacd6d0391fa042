// Tracing: one method of one object is executed on symbols; what it computes becomes an ir::Update, what it assumes about
// the objects it met becomes the update's signature.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "host/array.h"
#include "host/builtins.h"
#include "host/context.h"
#include "host/integration.h"
#include "host/match.h"
#include "host/model.h"
#include "ir/kernel.h"

namespace bpl::discover {

class Trace;

// A value of the step that is being traced: a node of the trace.
class Symbol : public host::Abstract {
 public:
  Symbol(Trace& trace, int node) : trace(trace), node(node) {}
  std::string type_name() const override { return "array"; }
  bool unary(host::Context&, std::string_view op, host::Value* result) override;
  bool binary(host::Context&, std::string_view op, const host::Value& left, const host::Value& right, host::Value* result) override;
  bool compare(host::Context&, std::string_view op, const host::Value& left, const host::Value& right, host::Value* result) override;
  bool truth(host::Context&, bool* result) override;
  bool get_attribute(host::Context&, std::string_view name, host::Value* result) override;
  bool set_attribute(host::Context&, std::string_view name, const host::Value& value) override;
  bool get_item(host::Context&, const host::Value& key, host::Value* result) override;
  bool set_item(host::Context&, const host::Value& key, const host::Value& value) override;
  bool iterate(host::Context&, host::Value* iterator) override;
  bool length(host::Context&, host::Value* result) override;
  bool call(host::Context&, const host::Arguments&, host::Value* result) override;
  bool call_native(host::Context&, const host::NativeEntry&, const host::Arguments&, host::Value* result) override;

  Trace& trace;
  const int node;

 protected:
  bool matrix_product(host::Context&, const host::Value& left, const host::Value& right, host::Value* result);
};

// `tdi`: the time t, the step i and the step length dt of the step that is being traced.
class StepArguments : public Symbol {
 public:
  explicit StepArguments(Trace& trace) : Symbol(trace, -1) {}
  bool get_attribute(host::Context&, std::string_view name, host::Value* result) override;
  bool get_item(host::Context&, const host::Value& key, host::Value* result) override;
};

struct Node {
  ir::KernelInstr instr;       // args: numbers of nodes of the trace
  int region = 0;              // 0: the step itself; else number of the integration whose derivative it belongs to
  int space = -1;              // index space (see Trace::find_space); -1: the same for every element
  host::Shape shape;           // of the array it stands for; {} for one number
  int collective = -1;         // what gives it, where it is a temporary
  bool parameter_only = false; // made of constants and slots: has a value when a network is created
  double value = 0;            // that value with the defaults
};

// Attributes of model objects, as (class, name), that the steps traced so far read as they found them, and that they changed.
// A change lives within one trace; that another one reads the attribute means that something is carried from step to step.
struct StepAttributes {
  std::set<std::pair<std::string, std::string>> read, changed;
};

class Trace : public host::Observer {
 public:
  // `self` is the object whose method is traced.
  Trace(host::Context&, const host::Value& self, std::string method, StepAttributes& attributes);

  // Executes the method. False with an exception pending if it cannot be a step.
  bool run();
  // Whether a parameter that follows from a result was met, and given a value.
  bool settled() const { return settled_; }
  // What was traced. Only after run() succeeded.
  ir::Update update() const;

  // --- for symbols ---------------------------------------------------------------------------------------------
  host::Value symbol(int node);
  // The node of a symbol, a number or a variable; raises TypeError naming `what` otherwise.
  bool node_of(const host::Value&, const char* what, int* node);
  bool add_unary(const std::string& name, int a, host::Value* result);
  bool add_binary(const std::string& name, int a, int b, host::Value* result);
  bool add_select(int condition, int a, int b, host::Value* result);
  int add_builtin(ir::KernelOp op, ir::ElementType type);  // time, dt, step
  int add_random(const std::string& distribution, int space, const host::Shape& shape);
  int constant(double value, ir::ElementType);
  int to_real(int node);
  int to_boolean(int node);  // of an array of reals
  // An index space of its own with `length` elements now; `extent` (a parameter-only node) is its length as code, or -1.
  int new_space(std::int64_t length, int extent = -1);
  // The number of elements of an array as a parameter-only node.
  int length_of(int node);
  bool has_length(int node);                   // raises where len() has no meaning
  bool length(int node, host::Value* result);  // len(): leaves a guard
  std::int64_t elements(int node) const { return host::element_count(nodes_[static_cast<std::size_t>(node)].shape); }
  host::Context& context() { return ctx_; }

  // --- collectives (trace_collective.cpp); the results are nodes ----------------------------------------------------
  int reduce(const std::string& name, int operand);
  int slice(int operand, int start, int step, int count);  // numbers of parameter-only nodes
  int put(int operand, int base, int start, int step, int count);
  bool gather(int operand, int indices, int* result);
  bool put_at(int operand, int base, int indices, int* result);
  bool add_at(int operand, int indices, int length, int* result);
  int roll(int operand, int shift);
  int widen(int node, int space, const host::Shape& shape);  // one number for every element
  // Assigns to a part of a variable: a slice, an array of indices, or where a condition holds.
  bool store_item(host::Variable&, const host::Value& key, const host::Value& value);
  // The part of an array that a key means.
  bool item(int node, const host::Value& key, host::Value* result);
  bool product(int matrix, int operand, bool transposed, int* result);
  // The number a parameter-only node has now; leaves a guard. Raises for nodes that depend on state.
  bool decide(int node, const char* use, double* value);
  const Node& node(int n) const { return nodes_[static_cast<std::size_t>(n)]; }

  // --- for the stepper -----------------------------------------------------------------------------------------
  bool load(host::Variable&, host::Value* result);
  bool store(host::Variable&, const host::Value&, bool whole);
  bool event_sum(const host::Arguments&, host::Value* result);
  bool integrate(const host::Arguments&, host::Value* result);
  bool recall(const host::Arguments&, host::Value* result);
  bool push(const host::Arguments&, host::Value* result);

  // --- Observer ------------------------------------------------------------------------------------------------
  bool on_read(host::Object* container, const host::PathStep&, host::Value* value) override;
  bool on_missing(host::Object* container, const host::PathStep&) override;
  bool on_extent(host::Object* container) override;
  bool on_write(host::Object* container, const host::PathStep&, const host::Value& value) override;
  bool on_native(const host::NativeEntry&, const host::Arguments&, host::Value* result, bool* handled) override;

 private:
  friend class UpdateBuilder;
  struct Undo {
    host::Object* container;
    std::string name;
    host::Value old;
  };

  bool known(host::Object*) const;
  bool require_known(host::Variable*);
  bool is_local(const host::Object* o) const { return o->serial >= first_local_; }
  // A module of the library, or what was reached through one.
  bool is_constant(const host::Object* o) const;
  bool path_to(host::Object* container, const host::PathStep&, host::Path* path, bool* constant);
  void record(const host::Path&, const host::Value&);
  int slot(const host::Path&, const host::Value&, bool array);
  int state(host::Variable&);
  int step_length();
  void restore();

  int add(Node);
  // Puts the operands into one space; an array of one element spreads over the other. Raises ValueError for other lengths.
  bool same_space(int* a, int* b, int* space, host::Shape* shape);
  bool same_length(const host::Shape& a, const host::Shape& b);
  struct Range {
    int start = 0, step = 0, count = 0;  // parameter-only nodes
  };
  bool resolve_slice(const host::Slice&, int length, Range*);
  bool bound(const host::Value& given, int length, int otherwise, int* node);
  int find_space(int) const;
  void unify(int a, int b);
  int spread(int node);
  std::vector<host::ScalarNode> scalar_code(int node, bool* has_slot = nullptr) const;
  int add_collective(ir::Collective, const std::vector<int>& operands, ir::ElementType, int space, const host::Shape& shape);
  int index_slot(int indices, bool* ok);
  bool weight_of(const host::Value&, ir::EventSum*, int* factor);
  bool sum_source(const host::Value& spikes, bool delayed, ir::EventSum*, int* computed);
  // The variable behind a view, and its start and step as nodes.
  bool range_of(const host::Value& view, host::Variable** base, std::vector<int>* range);
  ir::Location here() const;

  bool trace_derivative(const host::Integral&, const host::Equation&, const std::vector<host::Value>& states, const host::Value& time,
                        std::vector<int>* derivatives);

  bool check_update(const host::Function&);
  void settle(host::Object* container, const host::PathStep&, host::Value* value);
  std::string written_thing(host::Object* container, const host::PathStep&) const;
  bool check_attribute(host::Object* container, const std::string& name, const std::set<std::pair<std::string, std::string>>& others);
  void note_attributes();

  host::Context& ctx_;
  host::Value self_;
  std::string method_;
  StepAttributes& attributes_;
  std::uint64_t first_local_ = 0;
  bool settled_ = false;
  int region_ = 0, regions_ = 0;

  std::vector<Node> nodes_;
  mutable std::vector<int> spaces_;  // union-find
  std::vector<std::int64_t> lengths_;  // of each space
  std::vector<int> extents_;           // the node with its length as code, or -1
  std::map<int, host::Path> anchors_;  // space -> path of a state or array that runs over it
  std::map<host::Object*, host::Path> paths_;
  std::set<const host::Object*> constants_;
  std::set<std::string> recorded_;
  std::map<std::string, int> slots_by_path_;
  std::map<int, int> slot_spaces_;     // of array slots
  std::set<int> whole_slots_;          // array slots that a collective or an event sum reads as a whole
  std::map<host::Variable*, int> states_;
  std::map<host::Variable*, int> current_;  // the node a variable holds now
  std::vector<host::Variable*> written_;    // in order of first write
  std::set<std::pair<host::Object*, std::string>> assigned_, read_;  // attributes, by object
  std::vector<Undo> undo_;
  std::map<int, std::pair<std::string, std::vector<int>>> integrations_;  // region -> method, derivatives
  host::Signature signature_;
  std::vector<ir::EventSum> event_sums_;
  std::vector<int> sum_spikes_;       // the node of the spikes of each event sum, -1 for state
  struct TracedCollective {
    ir::Collective collective;
    std::vector<int> operands;  // nodes
    int result = -1;            // node
  };
  std::vector<TracedCollective> collectives_;
  int draws_ = 0;
  ir::Location location_;
};

// A value of a step as a node; null for anything else.
Symbol* as_symbol(const host::Value&);

}  // namespace bpl::discover
