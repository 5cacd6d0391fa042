// The networks of a module as a description for a modeller.
#include <algorithm>

#include "ir/print.h"
#include "ir/text.h"

namespace bpl::ir {

namespace {

// "file.bpl:8"; "" where it is not known.
std::string place(const Module& m, const Location& l) {
  if (l.file < 0 || l.file >= static_cast<int>(m.files.size()) || l.line <= 0) return "";
  return fmt::format("  ({}:{})", m.files[static_cast<std::size_t>(l.file)], l.line);
}

template <class Pairs>
void write_parameters(TextWriter& out, const Pairs& parameters) {
  std::size_t width = 0;
  for (const auto& [name, value] : parameters) width = std::max(width, name.size());
  for (const auto& [name, value] : parameters) out.line("{:<{}} = {}", name, width, value);
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : ", ") + item;
  return out;
}

const char* type_word(ElementType t) {
  if (t == ElementType::boolean) return "yes or no";
  return t == ElementType::integer ? "integer" : "real";
}

std::string counted(std::int64_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

void write_variables(TextWriter& out, const std::vector<StateVariable>& variables) {
  for (const StateVariable& v : variables) out.line("variable {} ({}), initially {}", v.name, type_word(v.type), v.initial);
}

void write_population(TextWriter& out, const Module& m, const Population& p) {
  const std::string aliases = p.aliases.empty() ? "" : fmt::format(", also called {}", joined(p.aliases));
  const std::string size = p.size == 0 ? "" : fmt::format("{} x ", p.size);
  out.line("{}: {}{}{}{}", p.name, size, p.class_name, aliases, place(m, p.location));
  out.indent();
  write_parameters(out, p.parameters);
  write_variables(out, p.variables);
  out.outdent();
}

std::string delay_text(const Projection& p) {
  if (p.delay == "None")
    return p.arrival_offset == 0 ? "none (spikes are read at the place of the update in the step)" : "none (a spike arrives 1 step after it)";
  if (p.arrival_offset == 0) return p.delay + " (steps, one for every source; a spike arrives one step later than that)";
  return fmt::format("{} (a spike arrives {} after it)", counted(p.arrival_offset - 1, "step"), counted(p.arrival_offset, "step"));
}

void write_projection(TextWriter& out, const Module& m, const Projection& p) {
  out.line("{}: {} from {} ({}) to {} ({}){}", p.name, p.class_name, p.pre, p.pre_size, p.post, p.post_size, place(m, p.location));
  out.indent();
  if (!p.rule.empty()) out.line("connections: {}", p.rule);
  if (!p.weight.empty()) out.line("weight: {}", p.weight);
  if (!p.delay.empty()) out.line("delay: {}", delay_text(p));
  if (!p.output.empty()) out.line("output: {}", p.output);
  write_parameters(out, p.parameters);
  write_variables(out, p.variables);
  out.outdent();
}

// The populations, or the models that are none.
void write_models(TextWriter& out, const Module& m, const Network& n, bool populations) {
  std::int64_t count = 0, neurons = 0;
  for (const Population& p : n.populations)
    if ((p.size > 0) == populations) ++count, neurons += p.size;
  if (count == 0) return;
  out.blank();
  if (populations) out.line("populations ({}, {})", count, counted(neurons, "neuron"));
  else out.line("other models ({})", count);
  out.indent();
  for (const Population& p : n.populations)
    if ((p.size > 0) == populations) write_population(out, m, p);
  out.outdent();
}

void write_step(TextWriter& out, const Network& n) {
  std::string phase;
  for (std::size_t k = 0; k < n.step.size(); ++k) {
    const StepLine& s = n.step[k];
    const std::string shown = s.phase == phase ? "" : s.phase;
    phase = s.phase;
    const bool named = s.object.empty() || s.update.starts_with(s.object + ".");
    out.line("{:>3}. {:<9} {}{}", k + 1, shown, named ? "" : s.object + ": ", s.update);
  }
}

void write_exchanges(TextWriter& out, const Network& n) {
  const auto write = [&](const std::string& when, const Exchange& e) {
    out.line("{}: {}{}", when, e.variables.empty() ? "the values" : joined(e.variables), fmt::format(" ({})", e.reason));
  };
  for (const Exchange& e : n.exchanges)
    write(e.kind == Exchange::Kind::run ? "before a run" : e.number > 1 ? fmt::format("after every {} steps", e.number) : "after every step", e);
  for (std::size_t k = 0; k < n.step.size(); ++k)
    for (const Exchange& e : n.step[k].exchanges) write(fmt::format("in {}.", k + 1), e);
}

bool exchanges(const Network& n) {
  return !n.exchanges.empty() || std::any_of(n.step.begin(), n.step.end(), [](const StepLine& s) { return !s.exchanges.empty(); });
}

void write_report(TextWriter& out, const Module& m, const Network& n) {
  out.line("network {}{}", n.name, place(m, n.location));
  out.indent();
  write_models(out, m, n, true);
  write_models(out, m, n, false);
  if (!n.projections.empty()) {
    out.blank();
    out.line("projections ({})", n.projections.size());
    out.indent();
    for (const Projection& p : n.projections) write_projection(out, m, p);
    out.outdent();
  }
  if (!n.step.empty()) {
    out.blank();
    out.line("one step of {} ms, in this order", number_text(n.dt));
    out.indent();
    write_step(out, n);
    out.outdent();
  }
  if (exchanges(n)) {
    out.blank();
    out.line("between ranks");
    out.indent();
    write_exchanges(out, n);
    out.outdent();
  }
  if (!n.monitors.empty()) {
    out.blank();
    out.line("recorded after every step: {}", joined(n.monitors));
  }
  out.outdent();
}

}  // namespace

std::string print_network(const Module& m) {
  TextWriter out;
  for (std::size_t k = 0; k < m.networks.size(); ++k) {
    if (k > 0) out.blank();
    write_report(out, m, m.networks[k]);
  }
  if (m.networks.empty()) out.line("the script steps no network");
  return out.take();
}

}  // namespace bpl::ir
