// What a stepping call asks of the engine: plain data, built on rank 0 from the script's objects and sent to every rank.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/arrays/connectivity_plan.h"
#include "host/arrays/recipe.h"
#include "host/models/signature.h"

namespace bpl::host {

// State on all ranks. The number is the Variable's for its whole life; values are sent when it first takes part.
struct VariablePlan {
  std::int64_t id = 0;
  std::string owner, name;  // "a", "V"
  ElementType type = ElementType::real;
  std::int64_t size = 0;
  std::int64_t depth = 1;         // of a history: how many values of `size` elements it holds, the newest first
  bool uniform = true;            // all elements are `value`; else `values`
  double value = 0;
  std::vector<double> values;     // empty where the engine has the variable already (see `existing`)
  Recipe recipe;                  // in place of `values`
  bool existing = false;
  bool operator==(const VariablePlan&) const = default;
};

struct SlotValue {
  bool array = false;
  double value = 0;
  std::vector<double> values;
  Recipe recipe;  // in place of `values`
  std::int64_t size() const { return recipe.empty() ? static_cast<std::int64_t>(values.size()) : recipe.size; }
  std::vector<double> part(std::int64_t first, std::int64_t last) const;
  // One number, also where it stands as an array of one element.
  bool single() const { return !array || size() == 1; }
  double number() const { return array ? part(0, 1)[0] : value; }
  bool operator==(const SlotValue&) const = default;
};

// Numbers of a slot that is an array, cheapest in ascending order.
class SlotReader {
 public:
  explicit SlotReader(const SlotValue&);  // which must stay
  void read(std::int64_t first, std::span<double> out);
  double operator[](std::int64_t k);

 private:
  const SlotValue& slot_;
  std::optional<RecipeReader> reader_;
  std::int64_t first_ = 0;
  std::vector<double> block_;
};

struct RangePlan {
  std::int64_t start = 0, stop = 0, step = 1;  // of the base population (views)
  bool operator==(const RangePlan&) const = default;
};

// One execution of one Update for one object.
struct RowPlan {
  int update = 0;                        // index into the program's updates
  std::string object;                    // "d"
  std::vector<std::int64_t> states;      // variable ids, in the order of signature.states
  std::vector<SlotValue> slots;          // in the order of signature.slots
  std::vector<std::int64_t> connectivities;  // ids
  std::vector<std::int64_t> space_sizes;     // in the order of the index spaces
  std::uint64_t random_key = 0;          // of the numbers that the update draws
  bool operator==(const RowPlan&) const = default;
};

struct InputPlan {
  std::int64_t variable = 0;
  RangePlan range;                   // of the variable; stop 0 means all of it
  char op = '+';                     // + - * / =
  enum class Kind : std::uint8_t { fix, iter, func } kind = Kind::fix;
  SlotValue value;                   // fix: a number or one per element; iter: rows of `width` values
  std::int64_t rows = 0, width = 1;  // iter
  std::int64_t first = 0;            // iter: the step that takes row 0
  int function = -1;                 // func: number of the host callback
  bool operator==(const InputPlan&) const = default;
};

struct MonitorPlan {
  std::string key;                        // "spike"
  std::vector<std::int64_t> variables;    // in list order: the record is their concatenation
  std::vector<std::int64_t> indices;      // empty: all
  bool callback_every_step = false;       // the values are needed on rank 0 after each step
  bool operator==(const MonitorPlan&) const = default;
};

struct NetworkPlan {
  std::int64_t id = 0;
  bool existing = false;                  // only parameters may have changed
  double dt = 0.1;
  std::vector<VariablePlan> variables;
  std::vector<ConnectivityPlan> connectivities;
  std::vector<RowPlan> clear;             // before the inputs
  std::vector<InputPlan> inputs;          // in order of application
  std::vector<RowPlan> update;            // the step itself: synapses, then neurons
  std::vector<MonitorPlan> monitors;
  bool operator==(const NetworkPlan&) const = default;
};

}  // namespace bpl::host
