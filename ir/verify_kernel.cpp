// Invariants of updates and their kernels.
#include "host/models/signature_json.h"
#include "ir/operations.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace bpl::ir {

namespace {

using host::element_type_name;

// One list of instructions: the body of a kernel, its coefficients, or a derivative inside it.
struct Body {
  const std::vector<KernelInstr>& code;
  const Kernel& kernel;
  enum class Kind { kernel, coefficients, derivative } kind = Kind::kernel;
  const Body* enclosing = nullptr;
  int limit = 0;  // of a derivative: the number of the `integrate` in the enclosing body
  int states = 0;
};

class UpdateVerifier {
 public:
  UpdateVerifier(Verifier& v, const Update& update) : v_(v), update_(update), signature_(update.signature) {}

  void run() {
    signature();
    for (const EventSum& s : update_.event_sums) event_sum(s);
    for (const Temporary& t : update_.temporaries)
      if (t.space != -1 && !is_space(t.space)) problem(update_.location, "a temporary is over space {} of {}", t.space, signature_.space_count);
    for (const Collective& c : update_.collectives) collective(c);
    steps();
    for (const Kernel& k : update_.kernels) {
      v_.enter("kernel " + symbol_text(k.name));
      kernel(k);
    }
  }

 private:
  template <class... A>
  void problem(const Location& at, fmt::format_string<A...> format, A&&... arguments) {
    v_.problem(at, format, std::forward<A>(arguments)...);
  }

  void steps() {
    const std::size_t counts[] = {update_.kernels.size(), update_.event_sums.size(), update_.collectives.size()};
    constexpr const char* kNames[] = {"kernel", "sum", "collective"};
    for (const UpdateStep& s : update_.steps) {
      const auto kind = static_cast<std::size_t>(s.kind);
      if (!v_.in_range(s.index, counts[kind])) problem(update_.location, "a step names {} {}, which does not exist", kNames[kind], s.index);
    }
  }

  // The temporary an operand or result names; null (and a problem) if there is none.
  const Temporary* temporary(const Location& at, int index, std::string_view what) {
    if (v_.in_range(index, update_.temporaries.size())) return &update_.temporaries[static_cast<std::size_t>(index)];
    problem(at, "{} names temporary {}, which does not exist", what, index);
    return nullptr;
  }

  void collective(const Collective& c) {
    const CollectiveOpInfo& op = info(c.op);
    const bool matrix = c.op == CollectiveOp::product && c.slot == -1;  // is an operand too
    const bool ages = c.op == CollectiveOp::recall && c.slot != -1 && c.operands.size() == 1;
    const int computed = matrix || ages ? 1 : 0;
    if (static_cast<int>(c.operands.size()) != op.operands + computed)
      return problem(c.location, "'{}' has {} operands instead of {}", op.name, c.operands.size(), op.operands + computed);
    for (const int o : c.operands) temporary(c.location, o, fmt::format("'{}'", op.name));
    if (op.result) temporary(c.location, c.result, fmt::format("'{}'", op.name));
    const bool named = c.op == CollectiveOp::reduce || c.op == CollectiveOp::reduce_axis || c.op == CollectiveOp::reduce_at;
    if (named && !is_reduction(c.op, c.name)) problem(c.location, "there is no reduction \"{}\"", c.name);
    if (op.slot && !matrix && c.slot == -1) problem(c.location, "'{}' has no slot", op.name);
    if (c.slot != -1 && (!v_.in_range(c.slot, signature_.slots.size()) || !signature_.slots[static_cast<std::size_t>(c.slot)].array))
      problem(c.location, "'{}' uses slot {}, which is not an array", op.name, c.slot);
    if (op.state && (!v_.in_range(c.state, signature_.states.size()) || !signature_.states[static_cast<std::size_t>(c.state)].history))
      problem(c.location, "'{}' uses state {}, which is not a history", op.name, c.state);
    scalar_code(c.start, "a collective");
    scalar_code(c.step, "a collective");
    scalar_code(c.count, "a collective");
  }

  bool is_space(int space) const { return space >= 0 && space < signature_.space_count; }

  void signature() {
    for (const host::State& s : signature_.states)
      if (!is_space(s.space)) problem({}, "the state {} is over space {} of {}", host::to_text(s.path), s.space, signature_.space_count);
    for (const host::Slot& s : signature_.slots)
      if (s.space != -1 && (!s.array || !is_space(s.space)))
        problem({}, "the slot {} is over space {} of {}", host::to_text(s.path), s.space, signature_.space_count);
    for (const host::Guard& g : signature_.guards) {
      if (g.nodes.empty()) problem({}, "a guard has no value");
      scalar_code(g.nodes, "a guard");
    }
    for (const host::Extent& e : signature_.extents) {
      if (!is_space(e.space) || e.nodes.empty()) problem({}, "an extent gives space {} of {} no length", e.space, signature_.space_count);
      scalar_code(e.nodes, "an extent");
    }
  }

  void scalar_code(const std::vector<host::ScalarNode>& code, std::string_view what) {
    for (std::size_t k = 0; k < code.size(); ++k) {
      const host::ScalarNode& n = code[k];
      for (const int a : n.args)
        if (!v_.in_range(a, k)) problem({}, "value {} of {} uses value {}", k, what, a);
      if (n.op == "slot" && !v_.in_range(n.slot, signature_.slots.size())) problem({}, "{} uses slot {}, which does not exist", what, n.slot);
    }
  }

  void event_sum(const EventSum& s) {
    if (s.temporary != -1) {
      const Temporary* t = temporary(s.location, s.temporary, "an event sum");
      if (t && (t->type != ElementType::boolean || t->space == -1)) problem(s.location, "an event sum takes spikes that are not booleans of elements");
      if (s.delay != -1) problem(s.location, "spikes of this step have no delay");
    } else if (!v_.in_range(s.spikes, signature_.states.size()))
      problem(s.location, "an event sum takes the spikes of state {}, which does not exist", s.spikes);
    else if (signature_.states[static_cast<std::size_t>(s.spikes)].type != ElementType::boolean)
      problem(s.location, "an event sum takes spikes of a state that is not boolean");
    scalar_code(s.start, "an event sum");
    scalar_code(s.step, "an event sum");
    for (const int slot : {s.delay, s.weight})
      if (slot != -1 && !v_.in_range(slot, signature_.slots.size()))
        problem(s.location, "an event sum uses slot {}, which does not exist", slot);
    if (!v_.in_range(s.connectivity, signature_.connectivities.size()))
      problem(s.location, "an event sum uses connectivity {}, which does not exist", s.connectivity);
    if (!is_space(s.space)) problem(s.location, "an event sum is over space {} of {}", s.space, signature_.space_count);
  }

  void kernel(const Kernel& k) {
    if (!is_space(k.space)) problem({}, "it runs over space {} of {}", k.space, signature_.space_count);
    const Body coefficients{k.coefficients, k, Body::Kind::coefficients};
    body(coefficients);
    for (const int c : k.coefficient_values) {
      if (!v_.in_range(c, k.coefficients.size())) problem({}, "a coefficient is value {}, which does not exist", c);
      else if (k.coefficients[static_cast<std::size_t>(c)].type != ElementType::real) problem({}, "coefficient value {} is not real", c);
    }
    body(Body{k.body, k});
    std::set<int> stored, kept;
    for (const KernelInstr& i : k.body) {
      if (i.op == KernelOp::store && !stored.insert(i.index).second) problem(i.location, "the state {} is stored twice", state_name(i.index));
      if (i.op == KernelOp::keep && !kept.insert(i.index).second) problem(i.location, "the temporary {} is kept twice", i.index);
    }
  }

  std::string state_name(int index) const {
    return v_.in_range(index, signature_.states.size()) ? host::to_text(signature_.states[static_cast<std::size_t>(index)].path)
                                                        : fmt::format("#{}", index);
  }

  void body(const Body& b) {
    for (std::size_t k = 0; k < b.code.size(); ++k) instruction(b, b.code[k], static_cast<int>(k));
  }

  static std::string_view name(const KernelInstr& i) {
    return i.op == KernelOp::unary || i.op == KernelOp::binary ? std::string_view(i.name) : info(i.op).name;
  }

  // The instruction that argument `a` of instruction `number` refers to; null (and a problem) if there is none.
  const KernelInstr* argument(const Body& b, const KernelInstr& i, int number, int a) {
    const Body* from = a < 0 ? b.enclosing : &b;
    const int index = a < 0 ? ~a : a;
    const int limit = a < 0 ? b.limit : number;
    if (from && index < limit && v_.in_range(index, from->code.size())) {
      const KernelInstr& value = from->code[static_cast<std::size_t>(index)];
      if (value.op != KernelOp::store && value.op != KernelOp::keep) return &value;
    }
    problem(i.location, "'{}' uses value {}, which is not defined before it", name(i), a < 0 ? fmt::format("^{}", index) : fmt::format("%{}", index));
    return nullptr;
  }

  void instruction(const Body& b, const KernelInstr& i, int number) {
    const int wanted = info(i.op).arguments;
    if (wanted >= 0 && static_cast<int>(i.args.size()) != wanted)
      return problem(i.location, "'{}' has {} operands instead of {}", name(i), i.args.size(), wanted);
    std::vector<const KernelInstr*> args;
    bool uniform = true;
    for (const int a : i.args) {
      args.push_back(argument(b, i, number, a));
      if (!args.back()) return;
      uniform = uniform && args.back()->uniform;
    }
    place(b, i);
    types(b, i, args);
    if (is_element_operation(i.op) && i.uniform && !uniform) problem(i.location, "'{}' is marked uniform but its operands are not", name(i));
    const bool varies = i.op == KernelOp::load || i.op == KernelOp::arrivals ||
                        (i.op == KernelOp::temporary && v_.in_range(i.index, update_.temporaries.size()) &&
                         update_.temporaries[static_cast<std::size_t>(i.index)].space != -1) ||
                        (i.op == KernelOp::slot && v_.in_range(i.index, signature_.slots.size()) &&
                         signature_.slots[static_cast<std::size_t>(i.index)].array);
    if (varies && i.uniform) problem(i.location, "'{}' is marked uniform but has one value an element", name(i));
    if (i.op == KernelOp::integrate) integrate(b, i, number);
  }

  // Where the operation may stand, and what it refers to.
  void place(const Body& b, const KernelInstr& i) {
    const auto refers = [&](std::size_t size, const char* what) {
      if (v_.in_range(i.index, size)) return true;
      problem(i.location, "'{}' names {} {}, which does not exist", name(i), what, i.index);
      return false;
    };
    const bool only_parameters = i.op == KernelOp::constant || i.op == KernelOp::slot || i.op == KernelOp::dt || is_element_operation(i.op);
    if (b.kind == Body::Kind::coefficients && !only_parameters) return problem(i.location, "'{}' cannot be part of a coefficient", name(i));
    const bool only_kernel = i.op == KernelOp::store || i.op == KernelOp::keep || i.op == KernelOp::integrate || i.op == KernelOp::result_of;
    if (b.kind == Body::Kind::derivative && only_kernel) return problem(i.location, "'{}' cannot be part of a derivative", name(i));
    if (i.op == KernelOp::parameter && b.kind != Body::Kind::derivative) return problem(i.location, "'parameter' is outside of a derivative");
    switch (i.op) {
      case KernelOp::slot:
        if (refers(signature_.slots.size(), "slot")) same_space(b, i, signature_.slots[static_cast<std::size_t>(i.index)].space);
        return;
      case KernelOp::load:
      case KernelOp::store:
        if (refers(signature_.states.size(), "state")) same_space(b, i, signature_.states[static_cast<std::size_t>(i.index)].space);
        return;
      case KernelOp::arrivals:
        if (refers(update_.event_sums.size(), "sum")) same_space(b, i, update_.event_sums[static_cast<std::size_t>(i.index)].space);
        return;
      case KernelOp::temporary:
      case KernelOp::keep:
        if (const Temporary* t = temporary(i.location, i.index, fmt::format("'{}'", name(i))); t && t->space != -1) same_space(b, i, t->space);
        else if (t && i.op == KernelOp::keep) problem(i.location, "'keep' writes temporary {}, which is one number", i.index);
        return;
      case KernelOp::random:
        if (!is_distribution(i.name)) problem(i.location, "there is no distribution \"{}\"", i.name);
        refers(static_cast<std::size_t>(update_.draws), "draw");
        return;
      case KernelOp::coefficient: refers(b.kernel.coefficient_values.size(), "coefficient"); return;
      case KernelOp::parameter: refers(static_cast<std::size_t>(b.states) + 1, "parameter"); return;
      case KernelOp::powi:
        if (i.index < -8 || i.index > 8) problem(i.location, "'powi' has the exponent {}; -8 to 8 are multiplied out", i.index);
        return;
      default: return;
    }
  }

  void same_space(const Body& b, const KernelInstr& i, int space) {
    const bool scalar_slot = i.op == KernelOp::slot && !signature_.slots[static_cast<std::size_t>(i.index)].array;
    if (!scalar_slot && space != b.kernel.space) problem(i.location, "'{}' is over space {}, the kernel over {}", name(i), space, b.kernel.space);
  }

  void type_is(const KernelInstr& i, ElementType wanted) {
    if (i.type != wanted) problem(i.location, "'{}' gives {}, not {}", name(i), element_type_name(wanted), element_type_name(i.type));
  }

  void argument_is(const KernelInstr& i, const KernelInstr* a, ElementType wanted) {
    if (a->type != wanted) problem(i.location, "'{}' takes {}, not {}", name(i), element_type_name(wanted), element_type_name(a->type));
  }

  void types(const Body&, const KernelInstr& i, const std::vector<const KernelInstr*>& args) {
    switch (i.op) {
      case KernelOp::constant: return;
      case KernelOp::slot:
        if (v_.in_range(i.index, signature_.slots.size())) type_is(i, signature_.slots[static_cast<std::size_t>(i.index)].type);
        return;
      case KernelOp::load:
        if (v_.in_range(i.index, signature_.states.size())) type_is(i, signature_.states[static_cast<std::size_t>(i.index)].type);
        return;
      case KernelOp::step: return type_is(i, ElementType::integer);
      case KernelOp::temporary:
        if (v_.in_range(i.index, update_.temporaries.size())) type_is(i, update_.temporaries[static_cast<std::size_t>(i.index)].type);
        return;
      case KernelOp::keep:
        if (!v_.in_range(i.index, update_.temporaries.size())) return;
        type_is(i, update_.temporaries[static_cast<std::size_t>(i.index)].type);
        return argument_is(i, args[0], i.type);
      case KernelOp::unary:
      case KernelOp::binary: return function(i, args);
      case KernelOp::select:
        argument_is(i, args[0], ElementType::boolean);
        argument_is(i, args[1], i.type);
        return argument_is(i, args[2], i.type);
      case KernelOp::store: return store(i, args[0]);
      case KernelOp::result_of:
        type_is(i, ElementType::real);
        if (args[0]->op != KernelOp::integrate) problem(i.location, "'result_of' takes something else than an 'integrate'");
        else if (!args[0]->integration.empty() && !v_.in_range(i.index, static_cast<std::size_t>(std::max(args[0]->integration[0].states, 0))))
          problem(i.location, "'result_of' wants result {} of {}", i.index, args[0]->integration[0].states);
        return;
      default:
        type_is(i, ElementType::real);
        for (const KernelInstr* a : args) argument_is(i, a, ElementType::real);
    }
  }

  void store(const KernelInstr& i, const KernelInstr* value) {
    if (!v_.in_range(i.index, signature_.states.size())) return;
    const ElementType type = signature_.states[static_cast<std::size_t>(i.index)].type;
    type_is(i, type);
    // A number is converted; a condition is not one.
    if ((type == ElementType::boolean) != (value->type == ElementType::boolean)) argument_is(i, value, type);
    if (!signature_.states[static_cast<std::size_t>(i.index)].written)
      problem(i.location, "'store' writes {}, which is not marked as written", state_name(i.index));
  }

  void function(const KernelInstr& i, const std::vector<const KernelInstr*>& args) {
    const ElementFunction* f = find_element_function(i.name);
    if (!f || f->arity != static_cast<int>(args.size()))
      return problem(i.location, "there is no function \"{}\" of {} values", i.name, args.size());
    ElementType common = args[0]->type;
    switch (f->kind) {
      case FunctionKind::conversion:
        return type_is(i, i.name == "to_real" ? ElementType::real : i.name == "to_integer" ? ElementType::integer : ElementType::boolean);
      case FunctionKind::comparison: type_is(i, ElementType::boolean); break;
      case FunctionKind::test:
        type_is(i, ElementType::boolean);
        common = ElementType::real;
        break;
      case FunctionKind::real:
        type_is(i, ElementType::real);
        common = ElementType::real;
        break;
      case FunctionKind::arithmetic:
        if (i.type == ElementType::boolean) return problem(i.location, "'{}' gives numbers, not boolean", i.name);
        common = i.type;
        break;
      case FunctionKind::integer:
        type_is(i, ElementType::integer);
        common = ElementType::integer;
        break;
      case FunctionKind::logic:
        if (i.type == ElementType::real) return problem(i.location, "'{}' gives conditions or integers, not real", i.name);
        common = i.type;
        break;
    }
    for (const KernelInstr* a : args) argument_is(i, a, common);
  }

  void integrate(const Body& b, const KernelInstr& i, int number) {
    if (v_.integrated()) return problem(i.location, "'integrate' is left behind the pass that expands it");
    if (i.integration.size() != 1) return problem(i.location, "'integrate' has {} derivatives instead of one", i.integration.size());
    const Integration& f = i.integration[0];
    if (f.states < 1 || (static_cast<int>(i.args.size()) != f.states + 1 && static_cast<int>(i.args.size()) != f.states + 2))
      problem(i.location, "'integrate' of {} states has {} operands", f.states, i.args.size());
    if (static_cast<int>(f.derivatives.size()) != f.states)
      problem(i.location, "'integrate' of {} states has {} derivatives", f.states, f.derivatives.size());
    const Body inner{f.body, b.kernel, Body::Kind::derivative, &b, number, f.states};
    body(inner);
    for (const int d : f.derivatives) {
      if (!v_.in_range(d, f.body.size())) problem(i.location, "'integrate' yields value {}, which does not exist", d);
      else argument_is(i, &f.body[static_cast<std::size_t>(d)], ElementType::real);
    }
  }

  Verifier& v_;
  const Update& update_;
  const host::Signature& signature_;
};

}  // namespace

void verify_update(Verifier& v, const Update& update) { UpdateVerifier(v, update).run(); }

}  // namespace bpl::ir
