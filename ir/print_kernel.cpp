// Updates and their kernels as text.
#include <algorithm>
#include <cmath>

#include "host/models/signature_json.h"
#include "ir/operations.h"
#include "ir/print.h"
#include "ir/printer.h"
#include "support/quote.h"

namespace bpl::ir {

namespace {

using host::element_type_name;

// A state or slot is called by its path where that says which one it is, else by its number.
template <class List>
std::string by_path(const List& list, int index) {
  if (index < 0 || index >= static_cast<int>(list.size())) return fmt::format("#{}", index);
  const host::Path& path = list[static_cast<std::size_t>(index)].path;
  int same = 0;
  for (const auto& entry : list) same += entry.path == path;
  return same == 1 ? host::to_text(path) : fmt::format("#{}", index);
}

class UpdateWriter {
 public:
  UpdateWriter(TextWriter& out, const Update& update) : out_(out), update_(update), signature_(update.signature) {}

  void write() {
    out_.line("update {} method {}{} {{", symbol_text(update_.name), quote(update_.method),
              location_text(update_.location, kNameFile));
    out_.indent();
    out_.line("spaces {}", signature_.space_count);
    for (const host::Slot& s : signature_.slots) slot(s);
    for (const host::State& s : signature_.states)
      out_.line("state {}: {}{}{}{}{}", host::to_text(s.path), element_type_name(s.type), over(s.space),
                s.history ? " history" : "", s.read ? " read" : "", s.written ? " written" : "");
    for (const host::ConnectivityUse& c : signature_.connectivities) out_.line("connectivity {}", host::to_text(c.path));
    for (const host::Record& r : signature_.records) record(r);
    for (const host::Guard& g : signature_.guards) guard(g);
    for (const host::Extent& e : signature_.extents) extent(e);
    for (std::size_t k = 0; k < update_.temporaries.size(); ++k)
      out_.line("temporary {}: {}{}", k, element_type_name(update_.temporaries[k].type), over(update_.temporaries[k].space));
    if (update_.draws != 0) out_.line("draws {}", update_.draws);
    for (const EventSum& s : update_.event_sums) event_sum(s);
    for (const Collective& c : update_.collectives) collective(c);
    for (const Kernel& k : update_.kernels) kernel(k);
    for (const UpdateStep& s : update_.steps) out_.line("step {} {}", kStepNames[static_cast<std::size_t>(s.kind)], s.index);
    out_.outdent();
    out_.line("}}");
  }

 private:
  static constexpr const char* kStepNames[] = {"kernel", "sum", "collective"};  // in the order of UpdateStep::Kind

  static std::string over(int space) { return space == -1 ? "" : fmt::format(" over {}", space); }
  static bool is_set(double x) { return x != 0 || std::signbit(x); }

  void slot(const host::Slot& s) {
    const std::string value = !s.array || is_set(s.default_value) ? " = " + number_text(s.default_value) : "";
    out_.line("slot {}{}: {}{}{}{}{}{}", s.length ? "length of " : s.rows ? "rows of " : "", host::to_text(s.path), element_type_name(s.type), s.array ? "[]" : "",
              over(s.space), value, s.unit.empty() ? "" : " unit " + quote(s.unit),
              s.line == 0 ? "" : fmt::format(" line {}", s.line));
  }

  void record(const host::Record& r) {
    std::string out = fmt::format("record {} {}", record_kind_name(r.kind), host::to_text(r.path));
    if (host::has_other(r)) out += " as " + host::to_text(r.other);
    if (!r.text.empty()) out += " " + quote(r.text);
    if (is_set(r.number)) out += " number " + number_text(r.number);
    if (!r.keys.empty()) {
      out += " keys (";
      for (std::size_t k = 0; k < r.keys.size(); ++k) out += (k ? ", " : "") + quote(r.keys[k]);
      out += ")";
    }
    out_.line("{}", out);
  }

  void guard(const host::Guard& g) {
    out_.line("guard {}{}{} {{", number_text(g.answer), g.line == 0 ? "" : fmt::format(" line {}", g.line),
              g.file == 0 ? "" : fmt::format(" file {}", g.file));
    scalar_code(g.nodes);
    out_.line("}}");
  }

  void extent(const host::Extent& e) {
    out_.line("extent {}{} {{", e.space, e.line == 0 ? "" : fmt::format(" line {}", e.line));
    scalar_code(e.nodes);
    out_.line("}}");
  }

  void scalar_code(const std::vector<host::ScalarNode>& code) {
    out_.indent();
    for (std::size_t k = 0; k < code.size(); ++k) {
      const host::ScalarNode& n = code[k];
      std::string out = fmt::format("%{} = {}", k, is_plain_word(n.op) ? n.op : quote(n.op));
      for (std::size_t a = 0; a < n.args.size(); ++a) out += fmt::format("{}%{}", a ? ", " : " ", n.args[a]);
      if (n.slot != -1) out += " " + by_path(signature_.slots, n.slot);
      if (is_set(n.number) || n.op == "constant") out += " " + number_text(n.number);
      out_.line("{}", out);
    }
    out_.outdent();
  }

  // collective slice temporary 3 = temporary 2 start { ... } step { ... } @5:3
  void collective(const Collective& c) {
    std::string out = fmt::format("collective {}", info(c.op).name);
    if (!c.name.empty()) out += " " + quote(c.name);
    if (c.result != -1) out += fmt::format(" temporary {} =", c.result);
    for (std::size_t k = 0; k < c.operands.size(); ++k) out += fmt::format("{} temporary {}", k ? "," : "", c.operands[k]);
    if (c.state != -1) out += " history " + by_path(signature_.states, c.state);
    if (c.slot != -1) out += " slot " + by_path(signature_.slots, c.slot);
    if (c.transposed) out += " transposed";
    with_numbers(out + place(c.location), {{"start", &c.start}, {"step", &c.step}, {"count", &c.count}});
  }

  using NamedCode = std::pair<std::string_view, const std::vector<host::ScalarNode>*>;

  // A line, with a block for the code behind it where there is any.
  void with_numbers(const std::string& line, std::initializer_list<NamedCode> numbers) {
    const bool any = std::any_of(numbers.begin(), numbers.end(), [](const NamedCode& n) { return !n.second->empty(); });
    out_.line("{}{}", line, any ? " {" : "");
    if (!any) return;
    out_.indent();
    for (const auto& [word, code] : numbers) {
      if (code->empty()) continue;
      out_.line("{} {{", word);
      scalar_code(*code);
      out_.line("}}");
    }
    out_.outdent();
    out_.line("}}");
  }

  void event_sum(const EventSum& s) {
    std::string out = "sum spikes " + (s.temporary != -1 ? fmt::format("temporary {}", s.temporary) : by_path(signature_.states, s.spikes));
    if (s.delay != -1) out += " delay " + by_path(signature_.slots, s.delay);
    if (s.per_source_delay) out += " per_source";
    if (s.connectivity != -1) out += fmt::format(" connectivity {}", s.connectivity);
    if (s.weight != -1) out += " weight " + by_path(signature_.slots, s.weight);
    if (s.per_synapse_weight) out += " per_synapse";
    with_numbers(out + over(s.space) + place(s.location), {{"start", &s.start}, {"step", &s.step}});
  }

  std::string place(const Location& l) const { return location_text(l, update_.location.file); }

  void kernel(const Kernel& k) {
    out_.line("kernel {} over {} {{", symbol_text(k.name), k.space);
    out_.indent();
    if (!k.coefficients.empty() || !k.coefficient_values.empty()) {
      out_.line("coefficients {{");
      body(k.coefficients, k.coefficient_values);
      out_.line("}}");
    }
    instructions(k.body);
    out_.outdent();
    out_.line("}}");
  }

  void body(const std::vector<KernelInstr>& code, const std::vector<int>& results) {
    out_.indent();
    instructions(code);
    std::string values;
    for (const int v : results) values += (values.empty() ? "" : ", ") + value(v);
    out_.line("yield {}", values);
    out_.outdent();
  }

  static std::string value(int v) { return v >= 0 ? fmt::format("%{}", v) : fmt::format("^{}", ~v); }

  void instructions(const std::vector<KernelInstr>& code) {
    for (std::size_t k = 0; k < code.size(); ++k) instruction(code[k], static_cast<int>(k));
  }

  void instruction(const KernelInstr& i, int number) {
    const std::string type = fmt::format("{}{}", i.uniform ? "uniform " : "", element_type_name(i.type));
    const std::string at = place(i.location);
    if (i.op == KernelOp::keep) {
      out_.line("keep {} {}, {}{}", type, i.index, arguments(i), at);
      return;
    }
    if (i.op == KernelOp::store) {
      out_.line("store {} {}, {}{}", type, by_path(signature_.states, i.index), arguments(i), at);
      return;
    }
    if (i.op == KernelOp::integrate && !i.integration.empty()) {
      const Integration& f = i.integration[0];
      out_.line("%{}: {} = integrate {} states {} ({}) {{{}", number, type, quote(f.method), f.states, arguments(i), at);
      body(f.body, f.derivatives);
      out_.line("}}");
      return;
    }
    out_.line("%{}: {} = {}{}", number, type, operation(i), at);
  }

  static std::string arguments(const KernelInstr& i) {
    std::string out;
    for (const int a : i.args) out += (out.empty() ? "" : ", ") + value(a);
    return out;
  }

  static std::string constant(const KernelInstr& i) {
    if (i.type == ElementType::boolean && i.number == 1) return "true";
    if (i.type == ElementType::boolean && i.number == 0 && !std::signbit(i.number)) return "false";
    return number_text(i.number);
  }

  std::string operation(const KernelInstr& i) const {
    const std::string name(i.op == KernelOp::unary || i.op == KernelOp::binary ? i.name : info(i.op).name);
    switch (i.op) {
      case KernelOp::constant: return name + " " + constant(i);
      case KernelOp::slot: return name + " " + by_path(signature_.slots, i.index);
      case KernelOp::load: return name + " " + by_path(signature_.states, i.index);
      case KernelOp::coefficient:
      case KernelOp::arrivals:
      case KernelOp::temporary:
      case KernelOp::parameter: return fmt::format("{} {}", name, i.index);
      case KernelOp::random: return fmt::format("{} {} {}", name, quote(i.name), i.index);
      case KernelOp::powi:
      case KernelOp::result_of: return fmt::format("{} {}, {}", name, arguments(i), i.index);
      default: return i.args.empty() ? name : name + " " + arguments(i);
    }
  }

  TextWriter& out_;
  const Update& update_;
  const host::Signature& signature_;
};

}  // namespace

void write_update(TextWriter& out, const Update& update) { UpdateWriter(out, update).write(); }

std::string print(const Update& update) {
  TextWriter out;
  write_update(out, update);
  return out.take();
}

}  // namespace bpl::ir
