// The objects that models are made of besides script classes: variables, connectivities and recordings; and the hook by
// which whoever executes the script (bplc's discovery, or the runtime of an executable) steps networks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/arrays/array.h"
#include "host/models/signature.h"
#include "host/values/context.h"

namespace bpl::host {

// bm.Variable: state of a model, one value an element. Its value is held here until a stepping call hands it to the engine;
// from then on it is `remote` and reading it asks the stepper. A history holds the past values of something, one a row, the
// newest first.
struct Variable : Object {
  Variable(ElementType t, Array* v) : Object(Kind::variable), type(t), value(v) {}
  void mark_children(Marker&) const override;
  std::int64_t size() const { return history ? value->size() / value->shape[0] : value->size(); }
  std::int64_t depth() const { return history ? value->shape[0] : 1; }
  std::int64_t id() const { return static_cast<std::int64_t>(serial); }

  ElementType type;
  Array* value;  // the shape and dtype at all times; the contents while not remote
  bool remote = false;
  bool history = false;
};

// The seed of a connector and how often connections were asked of it: each request draws anew.
struct ConnectorState : Object {
  ConnectorState() : Object(Kind::connectivity) {}
  std::optional<std::uint64_t> seed;
  std::int64_t requests = 0;
};

// The connections between two populations, as a rule or as a list.
struct Connectivity : Object {
  Connectivity() : Object(Kind::connectivity) {}
  std::string rule;  // as in ConnectivityPlan
  std::int64_t pre_size = 0, post_size = 0;
  double probability = 0;
  std::int64_t number = 0;
  bool include_self = true, multiple = false;
  std::uint64_t key = 0;
  std::vector<std::int64_t> sources, targets;  // explicit
  bool created = false;  // the engine has it
  std::int64_t id() const { return static_cast<std::int64_t>(serial); }
  std::string describe() const;  // "fixed_outdegree(probability=0.04, number=4, seed=123)"
  std::optional<std::uint64_t> seed;
};

// runner.mon: the keys that are recorded and, fetched when read, what was recorded.
struct Recording : Object {
  Recording() : Object(Kind::recording) {}
  void mark_children(Marker&) const override;
  struct Entry {
    std::string key;
    int monitor = -1;  // number in the plan; -1 for ts
    Value value;       // unbound until fetched
  };
  std::vector<Entry> entries;
  std::int64_t network = 0;
  bool ran = false;
};

inline Variable* as_variable(const Value& v) { return as<Variable>(v, Kind::variable); }

// The script meets the world through this. All methods return false with an exception pending.
// How a bm.Variable gets new values: v.value = x, v[:] = x, v += x.
enum class Assignment : std::uint8_t { whole, part, in_place };

class Stepper {
 public:
  virtual ~Stepper() = default;
  // runner.run(duration): *seconds is how long it took.
  virtual bool run(Context&, Instance& runner, double duration, Value* seconds) = 0;
  // The duration that --duration puts in place of the argument of the only run().
  virtual std::optional<double> replaced_duration() const { return std::nullopt; }

  // The contents of a remote variable, and writing them.
  virtual bool read_variable(Context&, Variable&, Value* result) = 0;
  virtual bool write_variable(Context&, Variable&, const Array&) = 0;
  virtual bool read_recording(Context&, Recording&, Recording::Entry&, Value* result) = 0;
  // A picture: what the arguments of bp.visualize.* say. Discovery draws nothing.
  virtual bool draw(Context&, std::string_view kind, const Arguments&) = 0;

  // While a step is traced: variables answer with symbols, and the operations that only a step can have are recorded.
  virtual bool tracing() const { return false; }
  virtual bool load(Context&, Variable&, Value* result);
  virtual bool store(Context&, Variable&, const Value&, Assignment);
  virtual bool store_item(Context&, Variable&, const Value& key, const Value& value);
  virtual bool event_sum(Context&, const Arguments&, Value* result);
  // What a function of the step gives outside of one. Discovery wants its shape and dtype, whatever the state is by then.
  virtual bool sample(Context&, const Value& function, const Value& step, Value* result);
  // One step of an integral. Outside of a step of a runner it is made on numbers and arrays.
  virtual bool integrate(Context&, const Arguments&, Value* result);
  // The value pushed some steps ago to a history, and pushing one. Outside of a step they work on the contents.
  virtual bool recall(Context&, const Arguments&, Value* result);
  virtual bool push(Context&, const Arguments&, Value* result);
};

// The value of a variable as scripts see it: an array, or a symbol while tracing.
bool variable_value(Context&, Variable&, Value* result);

// Registers the kinds variable, connectivity and recording with the operators, bm.Variable, and the module _bplc that the
// library of models is written against.
void register_model_builtins(Context&);

}  // namespace bpl::host
