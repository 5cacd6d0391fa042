#include "host/models/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_set>

#include "host/arrays/array.h"
#include "host/models/connections.h"
#include "host/values/ops.h"
#include "host/values/unknown.h"
#include "math/philox.h"

namespace bpl::host {
namespace {

std::optional<Value> attribute(const Instance& object, std::string_view name) {
  auto& attributes = const_cast<Dict&>(object.attributes);
  if (Value* v = attributes.find(name)) return *v;
  for (Class* c : object.type->mro)
    if (Value* v = c->attributes.find(name)) return *v;
  return std::nullopt;
}

double real_attribute(const Instance& object, std::string_view name, double fallback) {
  const std::optional<Value> v = attribute(object, name);
  return v && v->is_number() ? v->as_real() : fallback;
}

class Planner {
 public:
  Planner(Context& ctx, Instance& runner, UpdateSource& updates, RunRequest& request)
      : ctx_(ctx), runner_(runner), updates_(updates), request_(request) {}

  bool plan() {
    const std::optional<Value> target = attribute(runner_, "target");
    request_.dt = real_attribute(runner_, "dt", ctx_.dt);
    ctx_.dt = request_.dt;
    request_.t0 = real_attribute(runner_, "t0", 0);
    request_.first_step = static_cast<std::int64_t>(real_attribute(runner_, "i0", 0));
    request_.plan.id = static_cast<std::int64_t>(target->object->serial);
    request_.plan.dt = request_.dt;
    if (!list(*target, "members", &request_.objects)) return false;
    for (Instance* o : {own("fun_inputs"), own("fed"), own("fun_monitors")})
      if (o) request_.objects.push_back(o);
    request_.names = std::make_unique<Names>(ctx_, *target, request_.objects);
    return rows(*target) && inputs() && monitors() && callbacks();
  }

 private:
  // The model objects that a method of the target lists, each once.
  bool list(const Value& target, const char* name, std::vector<Instance*>* objects) {
    Value method, found;
    std::vector<Value> items;
    if (!get_attribute(ctx_, target, name, &method) || !call(ctx_, method, Arguments{}, &found) || !to_vector(ctx_, found, &items)) return false;
    std::unordered_set<Instance*> seen(objects->begin(), objects->end());
    for (const Value& v : items)
      if (Instance* object = as_instance(v); object && seen.insert(object).second) objects->push_back(object);
    return true;
  }

  bool rows(const Value& target) {
    std::vector<Instance*> clearing, leaves;
    if (!list(target, "clearing", &clearing) || !list(target, "leaves", &leaves)) return false;
    // A step that is fed with a row of values is one update of the whole target.
    if (Instance* fed = own("fed")) leaves = {fed};
    if (leaves.empty()) return raise(ctx_, "ValueError", "the network is empty: it has no populations and no synapses");
    for (Instance* o : clearing)
      if (!add_row(o, "clear_input", "clear", &request_.plan.clear, &request_.clear_rows)) return false;
    // A function that gives inputs comes before all inputs that are values.
    if (Instance* o = own("fun_inputs"); o && !add_row(o, "update", "input", &request_.plan.clear, &request_.clear_rows)) return false;
    for (Instance* o : leaves)
      if (!add_row(o, "update", phase_of(*o), &request_.plan.update, &request_.update_rows)) return false;
    Instance* monitors = own("fun_monitors");
    return !monitors || add_row(monitors, "update", "monitor", &request_.plan.update, &request_.update_rows);
  }

  // What the runner itself does in a step, where it has such functions.
  Instance* own(const char* name) const {
    const std::optional<Value> found = attribute(runner_, name);
    return found ? as_instance(*found) : nullptr;
  }

  static std::string phase_of(const Instance& object) {
    const std::string role = role_of(object);
    return role == "synapse" ? "synapses" : role == "neurons" ? "neurons" : role == "network" ? "own order" : "others";
  }

  bool add_row(Instance* object, const std::string& method, const std::string& phase, std::vector<RowPlan>* rows,
               std::vector<PlannedRow>* planned) {
    UpdateSource::Found found;
    if (!updates_.find(ctx_, Value::of(object), method, &found)) return false;
    if (found.update < 0) return true;
    RowPlan row;
    row.update = found.update;
    row.object = request_.names->of(object);
    row.space_sizes = found.binding.space_sizes;
    for (Variable* v : found.binding.states) row.states.push_back(variable(v));
    for (const Value& v : found.binding.slots) row.slots.push_back(slot_value(v));
    for (Connectivity* c : found.binding.connectivities) row.connectivities.push_back(connectivity(c));
    row.random_key = math::fnv1a64(random_name(*object, row.object));
    rows->push_back(std::move(row));
    planned->push_back({object, phase});
    return true;
  }

  // What names the random numbers of an object: the seed, the name, and how many others of that name were stepped since the
  // seed was set, so that the trials of a sweep draw numbers of their own.
  std::string random_name(const Instance& object, const std::string& name) {
    const auto [number, fresh] = ctx_.counters.try_emplace(fmt::format("stepped:{}", object.serial), 0);
    if (fresh) number->second = ctx_.counters[fmt::format("stepped as:{}", name)]++;
    const std::string text = fmt::format("step:{}:{}", ctx_.seed, name);
    return number->second == 0 ? text : fmt::format("{}:{}", text, number->second);
  }

  SlotValue slot_value(const Value& v) {
    SlotValue s;
    if (const Array* a = as_array(v)) {
      s.array = true;
      if (const Recipe* recipe = recipe_of(*a)) s.recipe = *recipe;
      else s.values = to_reals(*a);
    } else {
      s.value = v.as_real();
    }
    return s;
  }

  // One value for all elements where they are the same, else the elements or how they are computed.
  static void set_values(const Array& array, VariablePlan* p) {
    if (const Recipe* recipe = recipe_of(array)) {
      p->uniform = is_uniform(*recipe);
      if (p->uniform) RecipeReader(*recipe).read(0, std::span(&p->value, 1));
      else p->recipe = *recipe;
      return;
    }
    p->values = to_reals(array);
    const auto same = [&](double x) { return x == p->values[0] && !std::signbit(x) == !std::signbit(p->values[0]); };
    p->uniform = std::all_of(p->values.begin(), p->values.end(), same);
    if (!p->uniform) return;
    p->value = p->values.empty() ? 0 : p->values[0];
    p->values.clear();
  }

  std::int64_t variable(Variable* v) {
    if (!known_.insert(v).second) return v->id();
    VariablePlan p;
    p.id = v->id();
    std::tie(p.owner, p.name) = request_.names->of(v);
    p.type = v->type;
    p.size = v->size();
    p.depth = v->depth();
    p.existing = v->remote;
    if (!v->remote) set_values(*v->value, &p);
    request_.plan.variables.push_back(std::move(p));
    request_.variables.push_back(v);
    return v->id();
  }

  std::int64_t connectivity(Connectivity* c) {
    if (!known_connectivities_.insert(c).second) return c->id();
    ConnectivityPlan p = plan_of(*c);
    p.existing = c->created;
    if (p.existing) p.sources.clear(), p.targets.clear();
    request_.plan.connectivities.push_back(std::move(p));
    request_.connectivities.push_back(c);
    return c->id();
  }

  // Order of application: fix, then array iter, then func; within each kind = + - * /; then as written. What feeds the step
  // ("feed") goes to a variable of its own; its rows begin with the run.
  bool inputs() {
    struct Item {
      InputPlan plan;
      int rank;
    };
    std::vector<Item> items;
    std::vector<Value> specs;
    if (!to_vector(ctx_, *attribute(runner_, "inputs"), &specs)) return false;
    for (const Value& spec : specs) {
      const auto& parts = as_tuple(spec)->items;
      Item item;
      Variable* target = nullptr;
      if (!input_target(parts[0], &target, &item.plan.range)) return false;
      item.plan.variable = variable(target);
      const std::string kind = as_string(parts[2])->text;
      item.plan.op = as_string(parts[3])->text[0];
      const std::int64_t size = item.plan.range.stop == 0 ? target->size() : (item.plan.range.stop - item.plan.range.start - 1) / item.plan.range.step + 1;
      if (!input_value(parts[1], kind, size, &item.plan)) return false;
      if (kind == "feed") item.plan.first = request_.first_step;
      item.rank = (kind == "fix" ? 0 : kind == "iter" ? 5 : 10) + static_cast<int>(std::string("=+-*/").find(item.plan.op));
      items.push_back(std::move(item));
    }
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.rank < b.rank; });
    for (Item& item : items) request_.plan.inputs.push_back(std::move(item.plan));
    return true;
  }

  // A variable, or a view of one: its `base`, `start`, `step` and `num`.
  bool input_target(const Value& given, Variable** target, RangePlan* range) {
    *target = as_variable(given);
    if (*target) return true;
    Value base, numbers[3];
    constexpr const char* kNames[] = {"start", "step", "num"};
    if (!get_attribute(ctx_, given, "base", &base)) return false;
    for (std::size_t k = 0; k < 3; ++k)
      if (!get_attribute(ctx_, given, kNames[k], &numbers[k])) return false;
    *target = as_variable(base);
    *range = {numbers[0].integer, numbers[0].integer + numbers[1].integer * (numbers[2].integer - 1) + 1, numbers[1].integer};
    return true;
  }

  bool input_value(const Value& value, const std::string& kind, std::int64_t size, InputPlan* plan) {
    if (kind == "func") {
      plan->kind = InputPlan::Kind::func;
      plan->function = static_cast<int>(request_.input_functions.size());
      request_.input_functions.push_back(value);
      return true;
    }
    if (holds_unknown(ctx_, value)) {  // discovery plans for its structure only
      if (kind != "fix") plan->kind = InputPlan::Kind::iter;
      return true;
    }
    if (kind == "fix" && value.is_number()) {
      plan->value.value = value.as_real();
      return true;
    }
    Array* array = nullptr;
    if (!to_array(ctx_, value, Flavour::brainpy, &array)) return false;
    if (kind == "fix") {
      if (array->size() == 1) {
        plan->value.value = to_reals(*array)[0];
        return true;
      }
      plan->value.array = true;
      plan->value.values = to_reals(*array);
      if (array->size() != size) return raise(ctx_, "ValueError", fmt::format("an input of {} values for {} elements", array->size(), size));
      return true;
    }
    plan->kind = InputPlan::Kind::iter;
    plan->value.array = true;
    plan->value.values = to_reals(*array);
    plan->rows = array->ndim() == 0 ? 1 : array->shape[0];
    plan->width = plan->rows == 0 ? 0 : array->size() / plan->rows;
    if (plan->rows == 0) return raise(ctx_, "ValueError", "an input of type 'iter' has no rows");
    if (plan->width != 1 && plan->width != size)
      return raise(ctx_, "ValueError", fmt::format("the rows of an input have {} values for {} elements", plan->width, size));
    return true;
  }

  bool monitors() {
    std::vector<Value> specs;
    if (!to_vector(ctx_, *attribute(runner_, "monitors"), &specs)) return false;
    for (const Value& spec : specs) {
      const auto& parts = as_tuple(spec)->items;
      MonitorPlan plan;
      MonitorRequest request;
      request.key = plan.key = as_string(parts[0])->text;
      std::vector<Value> list;
      if (!to_vector(ctx_, parts[1], &list)) return false;
      for (const Value& v : list) {
        request.variables.push_back(as_variable(v));
        request.type = as_variable(v)->type;
        plan.variables.push_back(variable(as_variable(v)));
      }
      if (!parts[2].is_none()) {
        Array* indices = nullptr;
        if (!to_array(ctx_, parts[2], Flavour::numpy, &indices)) return false;
        plan.indices = to_integers(*indices);
      }
      request_.plan.monitors.push_back(std::move(plan));
      request_.monitors.push_back(std::move(request));
    }
    return true;
  }

  bool callbacks() {
    const std::optional<Value> found = attribute(runner_, "callbacks");
    Dict* dict = found ? as_dict(*found) : nullptr;
    if (!dict) return true;
    for (std::size_t i = 0; i < request_.monitors.size(); ++i) {
      const std::string& key = request_.monitors[i].key;
      Value* function = dict->find(key);
      if (!function || (key != "spike" && key != "V")) continue;
      request_.plan.monitors[i].callback_every_step = true;
      (key == "spike" ? request_.spike_callback : request_.volt_callback) = *function;
      (key == "spike" ? request_.spike_monitor : request_.volt_monitor) = static_cast<int>(i);
    }
    return true;
  }

  Context& ctx_;
  Instance& runner_;
  UpdateSource& updates_;
  RunRequest& request_;
  std::unordered_set<Variable*> known_;
  std::unordered_set<Connectivity*> known_connectivities_;
};

}  // namespace

std::int64_t step_count(double duration, double dt) { return static_cast<std::int64_t>(std::ceil(duration / dt)); }

bool plan_run(Context& ctx, Instance& runner, double duration, UpdateSource& updates, RunRequest* request) {
  // The step length of a runner holds while its steps are looked at; the setting of the script stays what it is.
  const double dt = ctx.dt;
  const bool planned = Planner(ctx, runner, updates, *request).plan();
  ctx.dt = dt;
  if (!planned) return false;
  const std::optional<Value> fed_steps = attribute(runner, "fed_steps");
  request->steps = fed_steps && fed_steps->is_int() ? fed_steps->integer : step_count(duration, request->dt);
  return true;
}

void advance_runner(Context& ctx, Instance& runner, double duration, std::int64_t steps) {
  runner.attributes.set(ctx.string("t0"), Value::of(real_attribute(runner, "t0", 0) + duration));
  runner.attributes.set(ctx.string("i0"), Value::of(static_cast<std::int64_t>(real_attribute(runner, "i0", 0)) + steps));
}

}  // namespace bpl::host
