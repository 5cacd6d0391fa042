#include "frontend/lower/lowerer.h"

#include <algorithm>

namespace bpl::lower {

using namespace syntax;
using ir::HostOp;

Flow merge(const Flow& a, const Flow& b) {
  if (!a.reachable) return b;
  if (!b.reachable) return a;
  Flow both;
  std::set_intersection(a.bound.begin(), a.bound.end(), b.bound.begin(), b.bound.end(),
                        std::inserter(both.bound, both.bound.end()));
  return both;
}

Lowerer::Lowerer(const LowerOptions& options, ir::Module& out, Diagnostics& diagnostics)
    : options_(options), out_(out), diagnostics_(diagnostics) {
  prefix_ = options.unit == "__main__" ? "main" : options.unit;
  for (const ir::HostFunction& function : out.functions) names_.insert(function.name);
}

void Lowerer::lower_unit(const syntax::Module& module) {
  Scopes scopes(module, diagnostics_);
  scopes_ = &scopes;
  if (options_.unit == "__main__") {
    definitions_ = find_definitions(module.body);
    std::map<const Statement*, DefinitionSite> original = definitions_;
    apply_definitions(options_.definitions, definitions_, diagnostics_);
    for (const StmtPtr& statement : module.body) {
      auto found = definitions_.find(statement.get());
      if (found != definitions_.end())
        out_.definitions.push_back({found->second.name, found->second.value, location(statement->span)});
    }
  }
  std::string init = host_function(scopes.module(), prefix_, "<module>", nullptr, module.span, [&] { body(module.body); });
  out_.units.push_back({options_.unit, init});
  scopes_ = nullptr;
}

bool lower(const syntax::Module& module, const LowerOptions& options, ir::Module& out, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  Lowerer(options, out, diagnostics).lower_unit(module);
  return diagnostics.error_count() == errors;
}

ir::Location Lowerer::location(const Span& span) const {
  return {options_.file, span.begin.line, span.begin.column, span.end.line, span.end.column};
}

ir::HostInstr& Lowerer::emit(HostOp op, const Span& span, int result, std::vector<int> args, std::string name) {
  ir::HostInstr& instr = block_->emplace_back();
  instr.op = op;
  instr.result = result;
  instr.args = std::move(args);
  instr.name = std::move(name);
  instr.location = location(span);
  return instr;
}

int Lowerer::emit_value(HostOp op, const Span& span, std::vector<int> args, std::string name) {
  int result = temporary();
  emit(op, span, result, std::move(args), std::move(name));
  return result;
}

int Lowerer::emit_constant(ir::Constant value, const Span& span) {
  int result = temporary();
  emit(HostOp::constant, span, result).constant = std::move(value);
  return result;
}

int Lowerer::emit_call(const Span& span, int callee, std::vector<int> arguments) {
  int result = temporary();
  const std::size_t count = arguments.size();
  arguments.insert(arguments.begin(), callee);
  emit(HostOp::call, span, result, std::move(arguments)).call_kinds.resize(count);
  return result;
}

void Lowerer::emit_if(const Span& span, int condition, ir::HostBlock then, ir::HostBlock otherwise) {
  ir::HostInstr& instr = emit(HostOp::if_, span, -1, {condition});
  instr.blocks.push_back(std::move(then));
  instr.blocks.push_back(std::move(otherwise));
}

int Lowerer::temporary() {
  int reg = frame_->next++;
  frame_->function.register_count = std::max(frame_->function.register_count, frame_->next);
  return reg;
}

// The value is computed straight into its target where the last instruction made it.
void Lowerer::move_to(int target, int reg, const Span& span) {
  if (reg == target) return;
  if (is_temporary(reg) && !block_->empty() && block_->back().result == reg && block_->back().blocks.empty())
    block_->back().result = target;
  else
    emit(HostOp::copy, span, target, {reg});
}

void Lowerer::unsupported(const Span& span, const std::string& what, const std::string& hint) {
  diagnostics_.error("unsupported-python", span, what + " is not supported").hint = hint;
}

}  // namespace bpl::lower
