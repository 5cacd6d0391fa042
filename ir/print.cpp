// The module as text: what is not a function or an update, and the order of everything.
#include "ir/print.h"

#include "host/models/signature_json.h"
#include "ir/exchange.h"
#include "ir/printer.h"
#include "support/quote.h"

namespace bpl::ir {

namespace {

std::string names(std::string_view word, const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& n : list) out += fmt::format(" {} {}", word, quote(n));
  return out;
}

std::string optional(std::string_view word, const std::string& value) {
  return value.empty() ? std::string() : fmt::format(" {} {}", word, quote(value));
}

void write_site(TextWriter& out, const Site& s) {
  std::string chain;
  for (const Site::Call& c : s.chain) {
    chain += (chain.empty() ? "" : ",") + location_text(c.location, kNameFile);
    if (c.occurrence != -1) chain += fmt::format(" occurrence {}", c.occurrence);
  }
  if (!chain.empty()) chain = " chain (" + chain.substr(1) + ")";
  out.line("site {} class {}{}{} {{", quote(s.name), quote(s.class_name), names("alias", s.aliases), chain);
  out.indent();
  for (const Site::Parameter& p : s.parameters)
    out.line("parameter {} default {}{}{}{}", quote(p.name), quote(p.default_text), optional("unit", p.unit), optional("needs", p.needs),
             location_text(p.location, kNameFile));
  out.outdent();
  out.line("}}");
}

template <class Pairs>
void write_parameters(TextWriter& out, const Pairs& parameters) {
  for (const auto& [name, value] : parameters) out.line("parameter {} {}", quote(name), quote(value));
}

void write_variables(TextWriter& out, const std::vector<StateVariable>& variables) {
  for (const StateVariable& v : variables) out.line("variable {}: {} initial {}", quote(v.name), host::element_type_name(v.type), quote(v.initial));
}

void write_population(TextWriter& out, const Population& p) {
  out.line("population {} class {} size {}{}{} {{", quote(p.name), quote(p.class_name), p.size,
           names("alias", p.aliases), location_text(p.location, kNameFile));
  out.indent();
  write_variables(out, p.variables);
  write_parameters(out, p.parameters);
  out.outdent();
  out.line("}}");
}

void write_projection(TextWriter& out, const Projection& p) {
  out.line("projection {} class {} from {} size {} to {} size {}{}{}{}{}{}{} {{", quote(p.name), quote(p.class_name), quote(p.pre), p.pre_size,
           quote(p.post), p.post_size, optional("rule", p.rule), optional("weight", p.weight), optional("delay", p.delay),
           p.arrival_offset == 0 ? "" : fmt::format(" offset {}", p.arrival_offset), optional("output", p.output),
           location_text(p.location, kNameFile));
  out.indent();
  write_variables(out, p.variables);
  write_parameters(out, p.parameters);
  out.outdent();
  out.line("}}");
}

// exchange sum 0 of "pre.spike" because "..."
void write_exchange(TextWriter& out, const Exchange& e) {
  std::string variables;
  for (const std::string& v : e.variables) variables += (variables.empty() ? " of " : ", ") + quote(v);
  out.line("exchange {}{}{} because {}", exchange_kind_name(e.kind), has_number(e.kind) ? fmt::format(" {}", e.number) : "", variables,
           quote(e.reason));
}

void write_step(TextWriter& out, const StepLine& s) {
  out.line("step {} {} {}{}", quote(s.phase), quote(s.object), quote(s.update), s.exchanges.empty() ? "" : " {");
  if (s.exchanges.empty()) return;
  out.indent();
  for (const Exchange& e : s.exchanges) write_exchange(out, e);
  out.outdent();
  out.line("}}");
}

}  // namespace

void write_network(TextWriter& out, const Network& n) {
  out.line("network {} dt {}{} {{", quote(n.name), number_text(n.dt), location_text(n.location, kNameFile));
  out.indent();
  for (const Population& p : n.populations) write_population(out, p);
  for (const Projection& p : n.projections) write_projection(out, p);
  for (const StepLine& s : n.step) write_step(out, s);
  for (const Exchange& e : n.exchanges) write_exchange(out, e);
  for (const std::string& m : n.monitors) out.line("monitor {}", quote(m));
  out.outdent();
  out.line("}}");
}

std::string print(const Module& m) {
  TextWriter out;
  out.line("module {} precision {}", quote(m.name), m.precision == Precision::f64 ? "f64" : "f32");
  for (std::size_t k = 0; k < m.files.size(); ++k) out.line("file {} {}", k, quote(m.files[k]));
  for (const Definition& d : m.definitions)
    out.line("define {} = {}{}{}", quote(d.name), constant_text(d.value), optional("needs", d.needs), location_text(d.location, kNameFile));
  for (const Unit& u : m.units) out.line("unit {} init {}", quote(u.name), symbol_text(u.init));
  for (const Site& s : m.sites) write_site(out, s);
  for (const HostFunction& f : m.functions) {
    const int file = f.location.file;
    const bool known = file >= 0 && file < static_cast<int>(m.files.size());
    std::string name = known ? m.files[static_cast<std::size_t>(file)] : std::string();
    if (quote(name).size() != name.size() + 2) name.clear();
    out.blank();
    write_function(out, f, name);
  }
  for (const Update& u : m.updates) {
    out.blank();
    write_update(out, u);
  }
  for (const Network& n : m.networks) {
    out.blank();
    write_network(out, n);
  }
  return out.take();
}

}  // namespace bpl::ir
