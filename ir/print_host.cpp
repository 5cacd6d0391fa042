// Host functions as text.
#include "ir/operations.h"
#include "ir/print.h"
#include "ir/printer.h"
#include "support/quote.h"

namespace bpl::ir {

namespace {

class HostWriter {
 public:
  HostWriter(TextWriter& out, const HostFunction& function) : out_(out), function_(function) {}

  void write(const std::string& file_name) {
    const Location& at = function_.location;
    std::string place = location_text(at, kNameFile);
    std::string comment = file_name.empty() ? "" : fmt::format("  // {}:{}", file_name, at.line);
    out_.line("host {}({}) -> value {} in {}{} {{{}", symbol_text(function_.name), parameters(),
              quote(function_.short_name), quote(function_.unit), place, comment);
    out_.indent();
    declarations();
    block(function_.body);
    out_.outdent();
    out_.line("}}");
  }

 private:
  std::string parameters() const {
    std::string out;
    for (const HostParameter& p : function_.parameters) {
      if (!out.empty()) out += ", ";
      switch (p.kind) {
        case ParameterKind::positional_only: out += "only_positional "; break;
        case ParameterKind::keyword_only: out += "only_keyword "; break;
        case ParameterKind::star: out += "*"; break;
        case ParameterKind::double_star: out += "**"; break;
        case ParameterKind::positional: break;
      }
      out += register_name_text(p.name) + ": value";
    }
    return out;
  }

  void declarations() {
    std::string names;
    for (const std::string& n : function_.locals) names += (names.empty() ? "" : ", ") + register_name_text(n);
    if (!names.empty()) out_.line("local {}", names);
    names.clear();
    for (const std::string& n : function_.free_variables) names += (names.empty() ? "" : ", ") + quote(n);
    if (!names.empty()) out_.line("free {}", names);
    const auto named = static_cast<int>(function_.parameters.size() + function_.locals.size());
    if (function_.register_count != named) out_.line("registers {}", function_.register_count);
    if (!function_.compiled) out_.line("traced");
  }

  std::string reg(int r) const {
    const auto index = static_cast<std::size_t>(r);
    const std::size_t parameters = function_.parameters.size();
    if (r < 0) return "none";
    if (index < parameters) return register_name_text(function_.parameters[index].name);
    if (index - parameters < function_.locals.size()) return register_name_text(function_.locals[index - parameters]);
    return fmt::format("%{}", r);
  }

  std::string list(const std::vector<int>& registers, std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t k = begin; k < end && k < registers.size(); ++k) {
      if (k > begin) out += ", ";
      out += reg(registers[k]);
    }
    return out;
  }

  std::string place(const HostInstr& i) const { return location_text(i.location, function_.location.file); }

  void block(const HostBlock& instructions) {
    for (const HostInstr& i : instructions) instruction(i);
  }

  void nested(const HostInstr& i, std::size_t number) {
    out_.indent();
    if (number < i.blocks.size()) block(i.blocks[number]);
    out_.outdent();
  }

  bool has(const HostInstr& i, std::size_t number) const { return number < i.blocks.size() && !i.blocks[number].empty(); }
  std::string argument(const HostInstr& i, std::size_t k) const { return reg(k < i.args.size() ? i.args[k] : -1); }

  void instruction(const HostInstr& i) {
    switch (i.op) {
      case HostOp::if_:
        out_.line("if {} {{{}", argument(i, 0), place(i));
        nested(i, 0);
        return otherwise(i, 1, true);
      case HostOp::while_:
        out_.line("while {{{}", place(i));
        nested(i, 0);
        out_.line("}} test {} {{", argument(i, 0));
        nested(i, 1);
        return otherwise(i, 2, true);
      case HostOp::for_:
        out_.line("for {}: value in {} {{{}", reg(i.result), argument(i, 0), place(i));
        nested(i, 0);
        return otherwise(i, 1, true);
      case HostOp::try_: return try_block(i);
      default: break;
    }
    const std::string result = i.result < 0 ? "" : reg(i.result) + ": value = ";
    out_.line("{}{}{}", result, operation(i), place(i));
  }

  void otherwise(const HostInstr& i, std::size_t number, bool close) {
    if (has(i, number)) {
      out_.line("}} else {{");
      nested(i, number);
    }
    if (close) out_.line("}}");
  }

  void try_block(const HostInstr& i) {
    out_.line("try {{{}", place(i));
    nested(i, 0);
    if (has(i, 1) || i.result >= 0) {
      out_.line("}} except{} {{", i.result < 0 ? "" : " " + reg(i.result));
      nested(i, 1);
    }
    otherwise(i, 2, false);
    if (has(i, 3)) {
      out_.line("}} finally {{");
      nested(i, 3);
    }
    out_.line("}}");
  }

  std::string operation(const HostInstr& i) const {
    const HostOpInfo& op = info(i.op);
    switch (i.op) {
      case HostOp::call: return call(i);
      case HostOp::make_function: return make_function(i);
      case HostOp::make_class:
        return fmt::format("make_class {} ({}) body {}{}", quote(i.name), list(i.args, 0, i.args.size()),
                           symbol_text(i.body), i.class_cell < 0 ? "" : " cell " + reg(i.class_cell));
      case HostOp::unpack:
        return fmt::format("unpack ({}) = {}{}", list(i.results, 0, i.results.size()), argument(i, 0),
                           i.index < 0 ? "" : fmt::format(" star {}", i.index));
      default: break;
    }
    std::string out(op.name);
    std::size_t next = 0;
    for (const char operand : op.form) {
      out += ' ';
      if (operand == 'a') out += argument(i, next++);
      if (operand == 'n') out += quote(i.name);
      if (operand == 'c') out += constant_text(i.constant);
      if (operand == 'i') out += std::to_string(i.index);
      if (operand == 'L') out += "(" + list(i.args, 0, i.args.size()) + ")";
    }
    return out;
  }

  std::string call(const HostInstr& i) const {
    std::string out = "call " + argument(i, 0) + "(";
    for (std::size_t k = 1; k < i.args.size(); ++k) {
      if (k > 1) out += ", ";
      const CallArgument kind = k - 1 < i.call_kinds.size() ? i.call_kinds[k - 1] : CallArgument{};
      if (kind.kind == CallKind::star) out += "*";
      if (kind.kind == CallKind::double_star) out += "**";
      if (kind.kind == CallKind::keyword) out += (is_plain_word(kind.name) ? kind.name : quote(kind.name)) + "=";
      out += reg(i.args[k]);
    }
    return out + ")";
  }

  std::string make_function(const HostInstr& i) const {
    const auto defaults = static_cast<std::size_t>(std::max(i.defaults, 0));
    const std::size_t keywords = defaults + static_cast<std::size_t>(std::max(i.keyword_defaults, 0));
    std::string out = "make_function " + symbol_text(i.name);
    if (defaults) out += " defaults (" + list(i.args, 0, defaults) + ")";
    if (keywords > defaults) out += " keyword_defaults (" + list(i.args, defaults, keywords) + ")";
    if (i.args.size() > keywords) out += " closure (" + list(i.args, keywords, i.args.size()) + ")";
    return out;
  }

  TextWriter& out_;
  const HostFunction& function_;
};

}  // namespace

void write_function(TextWriter& out, const HostFunction& function, const std::string& file_name) {
  HostWriter(out, function).write(file_name);
}

std::string print(const HostFunction& function) {
  TextWriter out;
  write_function(out, function, "");
  return out.take();
}

}  // namespace bpl::ir
