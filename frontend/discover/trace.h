// Tracing: one method of one object is executed on symbols; what it computes becomes an ir::Update, what it assumes about
// the objects it met becomes the update's signature.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "host/arrays/array.h"
#include "host/models/integration.h"
#include "host/models/match.h"
#include "host/models/model.h"
#include "host/values/builtins.h"
#include "host/values/context.h"
#include "ir/kernel.h"

namespace bpl::discover {

using ir::ElementType;

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

// What is no number or array, but belongs to a step: only attributes, items and calls mean something.
class StepObject : public Symbol {
 public:
  explicit StepObject(Trace& trace) : Symbol(trace, -1) {}
  bool unary(host::Context&, std::string_view op, host::Value* result) override;
  bool binary(host::Context&, std::string_view op, const host::Value& left, const host::Value& right, host::Value* result) override;
  bool compare(host::Context&, std::string_view op, const host::Value& left, const host::Value& right, host::Value* result) override;
  bool truth(host::Context&, bool* result) override;
  bool get_attribute(host::Context&, std::string_view name, host::Value* result) override;
  bool get_item(host::Context&, const host::Value& key, host::Value* result) override;
  bool iterate(host::Context&, host::Value* iterator) override;
  bool length(host::Context&, host::Value* result) override;
  bool call_native(host::Context&, const host::NativeEntry&, const host::Arguments&, host::Value* result) override;

 private:
  bool misuse(host::Context&) const;
};

// `tdi`: the time t, the step i and the step length dt of the step that is being traced.
class StepArguments : public StepObject {
 public:
  explicit StepArguments(Trace& trace) : StepObject(trace) {}
  std::string type_name() const override { return "tdi"; }
  bool get_attribute(host::Context&, std::string_view name, host::Value* result) override;
  bool get_item(host::Context&, const host::Value& key, host::Value* result) override;
};

// Where the elements of an array lie. A number has none of it.
struct Layout {
  int space = -1;          // index space (see Trace::find_space); -1: the same for every element
  host::Shape shape;       // of the array it stands for
  std::vector<int> axes;   // the index space of each of its dimensions; `space` is their product
};

// What holds a value of the script: a number of Python, a number or array of numpy, an array of JAX.
enum class Form : std::uint8_t { plain, numpy, array };

struct Node : Layout {
  ir::KernelInstr instr;       // args: numbers of nodes of the trace
  int region = 0;              // 0: the step itself; else number of the integration whose derivative it belongs to
  int collective = -1;         // what gives it, where it is a temporary
  bool parameter_only = false; // made of constants and slots: has a value when a network is created
  double value = 0;            // that value with the defaults
  ElementType meaning = ElementType::real;  // of its elements for the script; instr.type is what they are computed as
  bool own_meaning = false;    // a conversion gave it: it does not follow from the arguments
  Form form = Form::array;
  Layout& layout() { return *this; }
  const Layout& layout() const { return *this; }
};

// What the traces of a script have in common.
struct StepAttributes {
  // Attributes of model objects, as (class, name), that the steps traced so far read as they found them, and that they changed.
  // A change lives within one trace; that another one reads the attribute means that something is carried from step to step.
  std::set<std::pair<std::string, std::string>> read, changed;
  std::set<std::string> globals;  // that the script binds somewhere
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
  // As add_binary, where `+` and `*` of two bool arrays are bool arrays.
  bool operate(const std::string& name, int a, int b, host::Value* result);
  bool add_select(int condition, int a, int b, host::Value* result);
  int add_builtin(ir::KernelOp op, ir::ElementType type);  // time, dt, step
  int add_random(const std::string& distribution, const Layout&);
  int constant(double value, ir::ElementType);
  int to_real(int node);
  int to_boolean(int node);  // of an array of reals

  // --- types (trace_types.cpp) --------------------------------------------------------------------------------------
  // Says that something follows from the type of the elements: the classes of the parameters it depends on are recorded.
  bool rely(int node);
  bool to_integer(int node, int* result);  // relies on the type
  int as_float(int node);                  // float(), of any number or array
  void set_meaning(int node, ElementType);
  // Whether it is a number of Python, and an attribute of one.
  bool is_plain(int node) const;
  bool number_attribute(int node, std::string_view name, host::Value* result);
  void note_unwrapped(int node) { unwrapped_.insert(node); }  // the script took `.value` of it
  // A function was called when there were `before` nodes.
  void note_call(const host::NativeEntry&, std::size_t before, const host::Value& result);
  std::size_t size() const { return nodes_.size(); }
  bool in_derivative() const { return region_ != 0; }
  bool bitwise(std::string_view sign, int a, int b, host::Value* result);
  bool invert(int a, host::Value* result);
  // The number of elements of an array, and that along one of its axes, as parameter-only nodes.
  int length_of(int node) { return space_length(nodes_[static_cast<std::size_t>(node)].space); }
  int axis_length(int node, std::size_t axis) { return space_length(nodes_[static_cast<std::size_t>(node)].axes[axis]); }
  bool has_length(int node);                   // raises where len() has no meaning
  bool length(int node, host::Value* result);  // len(): leaves a guard
  std::int64_t elements(int node) const { return host::element_count(nodes_[static_cast<std::size_t>(node)].shape); }
  host::Context& context() { return ctx_; }

  // --- layouts (trace_layout.cpp) ----------------------------------------------------------------------------------
  // A vector of its own with as many elements as a parameter-only node says.
  Layout line(int length);
  // The array with these axes, which are spaces and their lengths now.
  Layout grid(std::vector<int> axes, host::Shape shape);
  int one();                                   // the axis that has one element, for every other to spread over
  void make_one(int axis) { unify(axis, one()); }
  int reshape(int node, const Layout&);            // the same elements in order, as another array
  bool flatten(int node, int* result);
  int spread(int node);                        // an array of one element as a number
  int multiply(int a, int b);                  // of parameter-only nodes
  bool same_shape(int a, int b) { return same_layout(node(a), node(b)); }  // raises
  // Gives the operands one layout as numpy broadcasts them. Raises ValueError where their shapes do not go together.
  bool broadcast(std::initializer_list<int*> operands, Layout*);

  // --- collectives (trace_collective.cpp); the results are nodes ----------------------------------------------------
  int reduce(std::string name, int operand);
  int reduce_axis(std::string name, int operand, std::size_t axis, bool keep);
  bool gather(int operand, int indices, int* result);
  bool put_at(int operand, int base, int indices, int* result);
  bool reduce_at(const std::string& name, int operand, int indices, int length, int* result);
  bool rows_of(int starts, int* result);  // the rows of the entries of a table, of an array made in __init__
  int transpose(int operand);             // of a matrix
  int roll(int operand, int shift);
  int arange(int length);
  int concatenate(std::vector<int> parts);
  // The elements of a short vector among the parameters; raises for any other.
  bool elements_of(int node, std::vector<host::Value>* items);
  int widen(int node, const Layout&);     // one number for every element
  // Assigns to a part of a variable: a slice, an array of indices, or where a condition holds.
  bool store_item(host::Variable&, const host::Value& key, const host::Value& value);
  // An array of the numbers in a list.
  bool stacked(const std::vector<host::Value>& items, int* result);
  bool dtype(int node, host::Value* result);
  // The part of an array that a key means.
  bool item(int node, const host::Value& key, host::Value* result);
  bool product(int matrix, int operand, bool transposed, int* result);
  bool matrix_product(int left, int right, int* result);
  // Whether two nodes are one and the same parameter. Raises where two might be one object by way of different paths.
  bool same_parameter(int a, int b, bool* same);
  // The number a parameter-only node has now; leaves a guard. Raises for nodes that depend on state.
  bool decide(int node, const char* use, double* value);
  const Node& node(int n) const { return nodes_[static_cast<std::size_t>(n)]; }

  // --- for the stepper -----------------------------------------------------------------------------------------
  bool load(host::Variable&, host::Value* result);
  bool store(host::Variable&, const host::Value&, host::Assignment);
  bool event_sum(const host::Arguments&, host::Value* result);
  bool integrate(const host::Arguments&, host::Value* result);
  bool recall(const host::Arguments&, host::Value* result);
  bool push(const host::Arguments&, host::Value* result);

  // --- Observer ------------------------------------------------------------------------------------------------
  bool on_read(host::Object* container, const host::PathStep&, host::Value* value) override;
  bool on_missing(host::Object* container, const host::PathStep&) override;
  bool on_difference(const host::Value& a, const host::Value& b) override;
  bool on_isinstance(host::Instance* object, host::Class* type) override;
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
  // Adds a record unless there is one with this key.
  void add_record(const std::string& key, host::Record);
  bool class_path(const host::Class*, host::Path*) const;
  static void add_class_steps(host::Path*, std::size_t place);
  void note_code(host::Object*, const host::Path&);
  void note_wrapped(const host::Value& wrapper, const host::Path&);
  void note_special_methods(const host::Value&, const host::Path&);
  void note_bases(const host::Path& object, const std::vector<host::Class*>& order);
  void compare_paths(host::Record::Kind, const host::Path&, const host::Path& other);
  host::Object* owner_of(host::Object* container, const host::PathStep&) const;
  bool refuse_object_keys();
  bool may_bind(const std::string& global) const { return attributes_.globals.contains(global); }
  int slot(const host::Path&, const host::Value&, bool array);
  int state(host::Variable&);
  Layout lay_out(const host::Path&, host::Shape shape, std::size_t first_axis);
  int step_length();
  void restore();

  int add(Node);
  ElementType meaning_of(const Node&) const;
  void classify(Node*) const;
  void note_parameter(int node, const host::Value& held);
  void record_class(int slot);
  bool always_real(int node) const;
  bool is_exact(int node) const;
  int exact(int node);  // as integers, where it is computed as such
  ir::ElementType prepare_reduction(std::string* name, int* operand, ir::ElementType* meaning);
  int moved(ir::Collective, std::vector<int> operands, const Layout&);
  bool meets_integers(int a, int b, bool* both);
  bool check_range(int node);
  int integer_slot(int slot);
  bool is_whole_number(int node);  // raises
  bool convert(int node, ElementType, int* result);
  bool items_at(int node, const host::Array& indices, host::Value* result);
  bool store_at(host::Variable&, const host::Array& indices, const host::Value& value);
  bool check_size(const host::Array&);
  bool constant_array(const host::Array&, int* node);
  bool integer_power(int a, int exponent, host::Value* result);
  bool is_unwrapped(int node) const;
  void rely_on_classes(int node);
  bool refuse_type();
  bool class_of(int node, const host::Class** type);
  bool is_instance(int node, const host::Value& classes, host::Value* result);
  bool has_attribute(int node, std::string_view name, host::Value* result);
  bool on_question(const host::NativeEntry&, const host::Arguments&, host::Value* result, bool* handled);
  bool refuse_bits(std::string_view sign, std::initializer_list<int> operands);
  static std::string_view type_text(ElementType);
  // An index space of its own with `length` elements now; `extent` (a parameter-only node) is its length as code, or -1.
  int new_space(std::int64_t length, int extent = -1);
  int space_length(int space);
  int find_length(int space);
  bool is_one(int space) const { return one_ >= 0 && find_space(space) == find_space(one_); }
  std::vector<int> factors(const std::vector<int>& axes) const;
  int product_space(const std::vector<int>& axes);
  void settle();
  int find_space(int) const;
  void unify(int a, int b);
  bool same_length(const host::Shape& a, const host::Shape& b);  // raises
  bool same_layout(const Layout& a, const Layout& b);            // raises where the shapes differ
  bool join(Layout* layout, const Layout& other);  // `other` is not that of a node in place: nodes are added
  bool is_number_for(const Layout& one_element, const Layout& other) const;
  void stretch(int* node, const Layout&);
  bool fit(int* node, const Layout&);
  // A part of an array: elements start, start + step, ... of it, `count` in all (parameter-only nodes), as an array of its own.
  struct Selection {
    int start = 0, step = 0, count = 0;
    int inside = -1;  // 1 where all indices are those of elements, else 0; -1: there are no indices
    Layout layout;
    bool whole = true;
  };
  bool select(int node, const host::Value& key, Selection*);
  bool select_axis(int length, const host::Value& key, Selection*, int axis);
  bool index_array(const host::Value& key, int* index);
  int slice(int operand, const Selection&);
  int put(int operand, int base, const Selection&);
  bool resolve_slice(const host::Slice&, int length, Selection*);
  bool bound(const host::Value& given, int length, int low, int high, int* node);
  bool from_end(const host::Value& given, int length, const char* what, int* node);
  bool clamp(int node, int first, int last, int* result);
  std::vector<host::ScalarNode> scalar_code(int node, bool* has_slot = nullptr) const;
  int add_collective(ir::Collective, const std::vector<int>& operands, ir::ElementType, const Layout&);
  int index_slot(int indices, bool* ok);
  bool recall_at(ir::Collective, ir::ElementType, int steps, const host::Value& indices, host::Value* result);
  bool is_arange(int node) const;
  bool weight_of(const host::Value&, ir::EventSum*, int* factor);
  bool sum_source(const host::Value& spikes, bool delayed, ir::EventSum*, int* computed);
  // The variable behind a view, and its start and step as nodes.
  bool range_of(const host::Value& view, host::Variable** base, std::vector<int>* range);
  ir::Location here() const;

  bool widen_states(int integrate, int states, const Layout&);
  bool trace_derivative(const host::Integral&, const host::Equation&, const std::vector<host::Value>& states, const host::Value& time,
                        std::vector<int>* derivatives);

  bool depends_on_parameter(int node) const;
  bool is_element_wise(std::size_t first_collective) const;  // raises

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
  int one_ = -1;
  std::vector<std::pair<int, std::vector<int>>> products_;  // spaces of arrays of several dimensions, and their axes
  std::map<int, host::Path> anchors_;  // space -> path of a state or array that runs over it
  std::map<host::Object*, host::Path> paths_;
  std::set<const host::Object*> constants_;
  std::set<std::string> recorded_;
  std::map<std::string, int> slots_by_path_;
  std::map<int, Layout> slot_layouts_;   // of array slots
  std::map<int, Layout> state_layouts_;
  std::map<int, const host::Class*> slot_classes_;  // of what the script holds there
  std::set<int> unclear_, unwrapped_;
  std::set<int> relied_;               // nodes whose type is recorded
  std::map<int, int> integers_;        // nodes and their like with integers as elements
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

bool is_comparison(std::string_view op);
bool is_logic(std::string_view op);
bool has_integer_form(std::string_view op);

// A value of a step as a node; null for anything else.
Symbol* as_symbol(const host::Value&);

}  // namespace bpl::discover
