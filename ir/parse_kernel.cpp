// Updates and their kernels from text.
#include "host/models/signature_json.h"
#include "ir/operations.h"
#include "ir/parser.h"
#include "ir/text.h"
#include "support/suggest.h"

namespace bpl::ir {

namespace {

// The values of one body by name.
struct Scope {
  std::map<std::string, int> values;
  const Scope* enclosing = nullptr;
};

class UpdateParser {
 public:
  UpdateParser(Reader& in, Update& update) : in_(in), update_(update), signature_(update.signature) {}

  // Behind `update`.
  void parse() {
    update_.name = in_.symbol("the name of the update");
    in_.expect_word("method");
    update_.method = in_.string("the method");
    update_.location = in_.location();
    in_.expect_mark("{");
    while (!in_.at_mark("}")) {
      if (in_.at_end()) return in_.unexpected("an entry of the update or '}'");
      entry();
    }
    in_.next();
  }

 private:
  void entry() {
    if (in_.take_word("spaces")) signature_.space_count = in_.small_integer();
    else if (in_.take_word("slot")) slot();
    else if (in_.take_word("state")) state();
    else if (in_.take_word("connectivity")) signature_.connectivities.push_back({in_.path()});
    else if (in_.take_word("record")) record();
    else if (in_.take_word("guard")) guard();
    else if (in_.take_word("extent")) extent();
    else if (in_.take_word("temporary")) temporary();
    else if (in_.take_word("draws")) update_.draws = in_.small_integer();
    else if (in_.take_word("sum")) event_sum();
    else if (in_.take_word("collective")) collective();
    else if (in_.take_word("kernel")) kernel();
    else if (in_.take_word("step")) step();
    else in_.unexpected("an entry of the update (spaces, slot, state, connectivity, record, guard, extent, temporary, draws, sum, collective, kernel or step)");
  }

  int over() { return in_.take_word("over") ? in_.small_integer() : -1; }
  Location place() { return in_.location(update_.location.file); }

  void slot() {
    host::Slot s;
    s.length = in_.take_word("length");
    s.rows = !s.length && in_.take_word("rows");
    if (s.length || s.rows) in_.expect_word("of");
    s.path = in_.path();
    in_.expect_mark(":");
    s.type = in_.element_type();
    if (in_.take_mark("[")) {
      s.array = true;
      in_.expect_mark("]");
    }
    s.space = over();
    if (in_.take_mark("=")) s.default_value = in_.number();
    if (in_.take_word("unit")) s.unit = in_.string("the unit");
    if (in_.take_word("line")) s.line = in_.small_integer();
    signature_.slots.push_back(std::move(s));
  }

  void state() {
    host::State s;
    s.path = in_.path();
    in_.expect_mark(":");
    s.type = in_.element_type();
    s.space = over();
    s.history = in_.take_word("history");
    s.read = in_.take_word("read");
    s.written = in_.take_word("written");
    signature_.states.push_back(std::move(s));
  }

  void record() {
    host::Record r;
    const Token at = in_.peek();
    if (!host::record_kind_from_name(in_.word("a kind of record"), &r.kind))
      in_.error(at, "ir-unknown-record", fmt::format("there is no kind of record '{}'", at.text));
    r.path = in_.path();
    if (in_.take_word("as")) r.other = in_.path();
    if (in_.peek().kind == TokenKind::string) r.text = in_.next().text;
    if (in_.take_word("number")) r.number = in_.number();
    if (in_.take_word("keys")) {
      in_.expect_mark("(");
      do r.keys.push_back(in_.string("a key"));
      while (in_.take_mark(","));
      in_.expect_mark(")");
    }
    signature_.records.push_back(std::move(r));
  }

  bool at_reference() const {
    return in_.at_mark("#") || in_.peek().kind == TokenKind::path || in_.at_word("self");
  }

  // A slot or state by path or as #number.
  template <class List>
  int reference(const List& list, std::string_view what) {
    const Token at = in_.peek();
    if (in_.take_mark("#")) return in_.small_integer();
    const host::Path path = in_.path();
    int found = -1, count = 0;
    for (std::size_t k = 0; k < list.size(); ++k)
      if (list[k].path == path) found = static_cast<int>(k), ++count;
    if (count == 1 || in_.at_end()) return found;
    Diagnostic& d = in_.error(at, count == 0 ? "ir-unknown-name" : "ir-duplicate",
                              count == 0 ? fmt::format("there is no {} {}", what, at.text)
                                         : fmt::format("several {}s are called {}: write #number", what, at.text));
    std::vector<std::string> names;
    for (const auto& entry : list) names.push_back(host::to_text(entry.path));
    if (count == 0) d.hint = did_you_mean(at.text, names);
    return -1;
  }

  void guard() {
    host::Guard g;
    g.answer = in_.number();
    if (in_.take_word("line")) g.line = in_.small_integer();
    if (in_.take_word("file")) g.file = in_.small_integer();
    g.nodes = scalar_code();
    signature_.guards.push_back(std::move(g));
  }

  void extent() {
    host::Extent e;
    e.space = in_.small_integer();
    if (in_.take_word("line")) e.line = in_.small_integer();
    e.nodes = scalar_code();
    signature_.extents.push_back(std::move(e));
  }

  std::vector<host::ScalarNode> scalar_code() {
    std::vector<host::ScalarNode> code;
    in_.expect_mark("{");
    Scope scope;
    while (in_.peek().kind == TokenKind::reg) {
      const Token name = in_.next();
      in_.expect_mark("=");
      host::ScalarNode n;
      n.op = in_.peek().kind == TokenKind::string ? in_.next().text : in_.word("an operation");
      while (in_.peek().kind == TokenKind::reg) {
        n.args.push_back(value(scope));
        if (!in_.take_mark(",")) break;
      }
      if (at_reference()) n.slot = reference(signature_.slots, "slot");
      if (in_.peek().kind == TokenKind::number || in_.at_word("inf") || in_.at_word("nan")) n.number = in_.number();
      define(scope, name, static_cast<int>(code.size()));
      code.push_back(std::move(n));
    }
    in_.expect_mark("}");
    return code;
  }

  // { start { ... } step { ... } count { ... } }, or nothing.
  void numbers(std::vector<host::ScalarNode>& start, std::vector<host::ScalarNode>& step, std::vector<host::ScalarNode>* count) {
    if (!in_.take_mark("{")) return;
    if (in_.take_word("start")) start = scalar_code();
    if (in_.take_word("step")) step = scalar_code();
    if (count && in_.take_word("count")) *count = scalar_code();
    in_.expect_mark("}");
  }

  void temporary() {
    Temporary t;
    const Token at = in_.peek();
    if (in_.small_integer() != static_cast<int>(update_.temporaries.size()))
      in_.error(at, "ir-duplicate", fmt::format("temporaries are numbered in order: this is number {}", update_.temporaries.size()));
    in_.expect_mark(":");
    t.type = in_.element_type();
    t.space = over();
    update_.temporaries.push_back(t);
  }

  void collective() {
    Collective c;
    const Token at = in_.peek();
    const std::string name = in_.word("a collective operation");
    const CollectiveOpInfo* op = find_collective_op(name);
    if (!op) return in_.syntax_error(at, fmt::format("there is no collective operation '{}'", name));
    c.op = op->op;
    if (in_.peek().kind == TokenKind::string) c.name = in_.next().text;
    if (op->result) {
      in_.expect_word("temporary");
      c.result = in_.small_integer();
      in_.expect_mark("=");
    }
    while (in_.take_word("temporary")) {
      c.operands.push_back(in_.small_integer());
      if (!in_.take_mark(",")) break;
    }
    if (in_.take_word("history")) c.state = reference(signature_.states, "state");
    if (in_.take_word("slot")) c.slot = reference(signature_.slots, "slot");
    c.transposed = in_.take_word("transposed");
    c.location = place();
    numbers(c.start, c.step, &c.count);
    update_.collectives.push_back(std::move(c));
  }

  void event_sum() {
    EventSum s;
    in_.expect_word("spikes");
    if (in_.take_word("temporary")) s.temporary = in_.small_integer();
    else s.spikes = reference(signature_.states, "state");
    if (in_.take_word("delay")) s.delay = reference(signature_.slots, "slot");
    s.per_source_delay = in_.take_word("per_source");
    if (in_.take_word("connectivity")) s.connectivity = in_.small_integer();
    if (in_.take_word("weight")) s.weight = reference(signature_.slots, "slot");
    s.per_synapse_weight = in_.take_word("per_synapse");
    s.space = over();
    s.location = place();
    numbers(s.start, s.step, nullptr);
    update_.event_sums.push_back(std::move(s));
  }

  void step() {
    UpdateStep s;
    if (in_.take_word("sum")) s.kind = UpdateStep::Kind::event_sum;
    else if (in_.take_word("collective")) s.kind = UpdateStep::Kind::collective;
    else in_.expect_word("kernel");
    s.index = in_.small_integer();
    update_.steps.push_back(s);
  }

  void kernel() {
    Kernel k;
    k.name = in_.symbol("the name of the kernel");
    in_.expect_word("over");
    k.space = in_.small_integer();
    in_.expect_mark("{");
    if (in_.take_word("coefficients")) {
      in_.expect_mark("{");
      Scope scope;
      instructions(scope, k.coefficients, 0);
      yields(scope, k.coefficient_values);
    }
    Scope scope;
    instructions(scope, k.body, 0);
    in_.expect_mark("}");
    update_.kernels.push_back(std::move(k));
  }

  // yield %1, %2 }
  void yields(Scope& scope, std::vector<int>& out) {
    in_.expect_word("yield");
    while (in_.peek().kind == TokenKind::reg || in_.peek().kind == TokenKind::outer) {
      out.push_back(value(scope));
      if (!in_.take_mark(",")) break;
    }
    in_.expect_mark("}");
  }

  void define(Scope& scope, const Token& name, int number) {
    if (!scope.values.emplace(name.text, number).second)
      in_.error(name, "ir-duplicate", fmt::format("the value %{} is defined twice", name.text));
  }

  int value(const Scope& scope) {
    const bool outer = in_.peek().kind == TokenKind::outer;
    if (!outer && in_.peek().kind != TokenKind::reg) {
      in_.unexpected("a value such as %3");
      return 0;
    }
    const Token t = in_.next();
    const Scope* from = outer ? scope.enclosing : &scope;
    if (from) {
      const auto found = from->values.find(t.text);
      if (found != from->values.end()) return outer ? ~found->second : found->second;
    }
    in_.error(t, "ir-unknown-value",
              outer ? fmt::format("the enclosing body defines no value {}", t.text)
                    : fmt::format("the value %{} is not defined before", t.text));
    return 0;
  }

  // Instructions as long as there are some.
  void instructions(Scope& scope, std::vector<KernelInstr>& out, int depth) {
    if (depth > kMostNestedBlocks) return in_.syntax_error(in_.peek(), "integrations are nested too deeply");
    while (in_.peek().kind == TokenKind::reg || in_.at_word("store") || in_.at_word("keep")) {
      KernelInstr i;
      const Token name = in_.next();
      if (name.kind == TokenKind::reg) {
        in_.expect_mark(":");
        i.uniform = in_.take_word("uniform");
        i.type = in_.element_type();
        in_.expect_mark("=");
        operation(scope, i, depth);
        define(scope, name, static_cast<int>(out.size()));
      } else {
        i.op = name.text == "keep" ? KernelOp::keep : KernelOp::store;
        i.uniform = in_.take_word("uniform");
        i.type = in_.element_type();
        i.index = i.op == KernelOp::keep ? in_.small_integer() : reference(signature_.states, "state");
        in_.expect_mark(",");
        i.args = {value(scope)};
      }
      if (i.op != KernelOp::integrate) i.location = place();
      out.push_back(std::move(i));
    }
  }

  void operation(Scope& scope, KernelInstr& i, int depth) {
    const Token at = in_.peek();
    const std::string name = in_.word("an operation");
    if (const KernelOpInfo* op = find_kernel_op(name); op && op->op != KernelOp::store && op->op != KernelOp::keep) {
      i.op = op->op;
    } else if (const ElementFunction* f = find_element_function(name)) {
      i.op = f->arity == 1 ? KernelOp::unary : KernelOp::binary;
      i.name = name;
    } else {
      if (in_.at_end()) return;
      return in_.syntax_error(at, fmt::format("there is no kernel operation '{}'", name));
    }
    switch (i.op) {
      case KernelOp::constant: i.number = in_.take_word("true") ? 1 : in_.take_word("false") ? 0 : in_.number(); break;
      case KernelOp::slot: i.index = reference(signature_.slots, "slot"); break;
      case KernelOp::load: i.index = reference(signature_.states, "state"); break;
      case KernelOp::coefficient:
      case KernelOp::arrivals:
      case KernelOp::temporary:
      case KernelOp::parameter: i.index = in_.small_integer(); break;
      case KernelOp::random:
        i.name = in_.string("the distribution");
        i.index = in_.small_integer();
        break;
      case KernelOp::integrate: integrate(scope, i, depth); break;
      default: arguments(scope, i);
    }
    if (i.op == KernelOp::powi || i.op == KernelOp::result_of) {
      in_.expect_mark(",");
      i.index = in_.small_integer();
    }
  }

  void arguments(Scope& scope, KernelInstr& i) {
    const int count = info(i.op).arguments;
    for (int k = 0; k < count; ++k) {
      if (k > 0) in_.expect_mark(",");
      i.args.push_back(value(scope));
    }
  }

  void integrate(Scope& scope, KernelInstr& i, int depth) {
    Integration f;
    f.method = in_.string("the method of integration");
    in_.expect_word("states");
    f.states = in_.small_integer();
    in_.expect_mark("(");
    while (!in_.at_mark(")") && !in_.at_end()) {
      i.args.push_back(value(scope));
      if (!in_.take_mark(",")) break;
    }
    in_.expect_mark(")");
    in_.expect_mark("{");
    i.location = place();
    Scope inner{{}, &scope};
    instructions(inner, f.body, depth + 1);
    yields(inner, f.derivatives);
    i.integration.push_back(std::move(f));
  }

  Reader& in_;
  Update& update_;
  host::Signature& signature_;
};

}  // namespace

void parse_update(Reader& in, Update& update) { UpdateParser(in, update).parse(); }

}  // namespace bpl::ir
