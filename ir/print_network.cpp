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

void write_population(TextWriter& out, const Module& m, const Population& p) {
  const std::string aliases = p.aliases.empty() ? "" : fmt::format(", also called {}", joined(p.aliases));
  out.line("{}: {} x {}{}{}", p.name, p.size, p.class_name, aliases, place(m, p.location));
  out.indent();
  write_parameters(out, p.parameters);
  for (const Population::Variable& v : p.variables) out.line("variable {} ({}), initially {}", v.name, type_word(v.type), v.initial);
  out.outdent();
}

void write_projection(TextWriter& out, const Module& m, const Projection& p) {
  out.line("{}: {} from {} to {}{}", p.name, p.class_name, p.pre, p.post, place(m, p.location));
  out.indent();
  out.line("connections: {}", p.rule);
  out.line("weight: {}", p.weight);
  const bool scalar = p.delay.find("array") == std::string::npos;
  out.line("delay: {}{}", p.delay,
           scalar ? fmt::format(" (a spike arrives {} step{} after it)", p.arrival_offset, p.arrival_offset == 1 ? "" : "s") : "");
  write_parameters(out, p.parameters);
  out.outdent();
}

void write_step(TextWriter& out, const Network& n) {
  std::string phase;
  for (std::size_t k = 0; k < n.step.size(); ++k) {
    const StepLine& s = n.step[k];
    const std::string shown = s.phase == phase ? "" : s.phase;
    phase = s.phase;
    out.line("{:>3}. {:<9} {}{}", k + 1, shown, s.object.empty() ? "" : s.object + ": ", s.update);
  }
}

void write_report(TextWriter& out, const Module& m, const Network& n) {
  out.line("network {}{}", n.name, place(m, n.location));
  out.indent();
  if (!n.populations.empty()) {
    std::int64_t neurons = 0;
    for (const Population& p : n.populations) neurons += p.size;
    out.blank();
    out.line("populations ({}, {} elements)", n.populations.size(), neurons);
    out.indent();
    for (const Population& p : n.populations) write_population(out, m, p);
    out.outdent();
  }
  if (!n.projections.empty()) {
    out.blank();
    out.line("projections ({})", n.projections.size());
    out.indent();
    for (const Projection& p : n.projections) write_projection(out, m, p);
    out.outdent();
  }
  if (!n.step.empty()) {
    out.blank();
    out.line("one step, in this order");
    out.indent();
    write_step(out, n);
    out.outdent();
  }
  if (!n.monitors.empty()) {
    out.blank();
    out.line("recorded: {}", joined(n.monitors));
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
