#include "frontend/lower/lowerer.h"

namespace bpl::lower {

using namespace syntax;
using ir::HostOp;

namespace {

// Builtins that need source text or the frame's variables at run time.
bool needs_source(const std::string& name) {
  static const std::set<std::string> kNames{"exec", "eval", "compile", "__import__", "globals", "locals"};
  return kNames.count(name) > 0;
}

}  // namespace

int Lowerer::load_name(const std::string& raw, const Span& span) {
  std::string name = mangle(*scope_, raw);
  const Symbol* symbol = nullptr;
  if (scope_->kind == ScopeKind::klass && !frame_->stored.count(name)) {
    auto outside = scope_->outer.find(name);
    if (outside != scope_->outer.end()) symbol = outside->second;
  } else {
    symbol = find_symbol(*scope_, name);
  }
  if (symbol) return load_symbol(*symbol, span);
  if (needs_source(name) && !scopes_->assigns_global(name)) unsupported(span, "the builtin " + name + "()");
  return emit_value(HostOp::get_global, span, {}, name);
}

int Lowerer::load_symbol(const Symbol& symbol, const Span& span) {
  int reg = frame_->registers.at(&symbol);
  if (symbol.captured) return emit_value(HostOp::get_cell, span, {reg}, symbol.name);
  if (!frame_->flow.bound.count(&symbol)) {
    emit(HostOp::check_bound, span, -1, {reg}, symbol.name);
    if (!symbol.deleted) frame_->flow.bound.insert(&symbol);
  }
  // The value must survive an assignment expression further on in the same expression.
  return symbol.walrus ? emit_value(HostOp::copy, span, {reg}) : reg;
}

void Lowerer::store_name(const std::string& raw, int value, const Span& span, bool last_use) {
  std::string name = mangle(*scope_, raw);
  const Symbol* symbol = find_symbol(*scope_, name);
  if (scope_->kind == ScopeKind::klass) frame_->stored.insert(name);
  if (!symbol) {
    emit(HostOp::set_global, span, -1, {value}, name);
    return;
  }
  int reg = frame_->registers.at(symbol);
  if (symbol->captured) {
    emit(HostOp::set_cell, span, -1, {reg, value});
    return;
  }
  if (last_use)
    move_to(reg, value, span);
  else
    emit(HostOp::copy, span, reg, {value});
  if (!symbol->deleted) frame_->flow.bound.insert(symbol);
}

void Lowerer::delete_name(const std::string& raw, const Span& span, bool must_exist) {
  std::string name = mangle(*scope_, raw);
  const Symbol* symbol = find_symbol(*scope_, name);
  frame_->stored.erase(name);
  if (!symbol) {
    if (!must_exist) emit(HostOp::set_global, span, -1, {emit_constant(ir::NoneConstant{}, span)}, name);
    emit(HostOp::delete_global, span, -1, {}, name);
    return;
  }
  if (must_exist) load_symbol(*symbol, span);
  int reg = frame_->registers.at(symbol);
  if (symbol->captured) {
    int unbound = temporary();
    emit(HostOp::unbind, span, -1, {unbound});
    emit(HostOp::set_cell, span, -1, {reg, unbound});
  } else {
    emit(HostOp::unbind, span, -1, {reg});
  }
}

int Lowerer::direct_register(const Expression& target) {
  const Name* name = as<Name>(target);
  if (!name) return -1;
  const Symbol* symbol = find_symbol(*scope_, mangle(*scope_, name->id));
  return symbol && !symbol->captured && symbol->frame == frame_->scope ? frame_->registers.at(symbol) : -1;
}

void Lowerer::mark_bound(const Expression& target) {
  std::string name = mangle(*scope_, as<Name>(target)->id);
  const Symbol* symbol = find_symbol(*scope_, name);
  if (scope_->kind == ScopeKind::klass) frame_->stored.insert(name);
  if (!symbol->deleted) frame_->flow.bound.insert(symbol);
}

void Lowerer::assign(const Expression& target, int value) {
  const Span& span = target.span;
  if (const auto* n = as<Name>(target)) {
    store_name(n->id, value, span);
  } else if (const auto* n = as<Attribute>(target)) {
    int object = expression(*n->value);
    emit(HostOp::set_attribute, span, -1, {object, value}, mangle(*scope_, n->attr));
  } else if (const auto* n = as<Subscript>(target)) {
    int object = expression(*n->value);
    int key = expression(*n->slice);
    emit(HostOp::set_item, span, -1, {object, key, value});
  } else if (const auto* n = as<Tuple>(target)) {
    unpack(n->elts, value, span);
  } else if (const auto* n = as<List>(target)) {
    unpack(n->elts, value, span);
  }
}

void Lowerer::unpack(const ExprList& targets, int value, const Span& span) {
  int star = -1;
  std::vector<int> results;
  std::vector<const Expression*> indirect;  // null where the item goes straight into its variable
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Expression* target = targets[i].get();
    if (const auto* n = as<Starred>(*target)) {
      star = static_cast<int>(i);
      target = n->value.get();
    }
    int direct = direct_register(*target);
    indirect.push_back(direct < 0 ? target : nullptr);
    results.push_back(direct < 0 ? temporary() : direct);
  }
  ir::HostInstr& instr = emit(HostOp::unpack, span, -1, {value});
  instr.results = results;
  instr.index = star;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (indirect[i]) {
      assign(*indirect[i], results[i]);
    } else {
      const auto* starred = as<Starred>(*targets[i]);
      mark_bound(starred ? *starred->value : *targets[i]);
    }
  }
}

void Lowerer::delete_target(const Expression& target) {
  const Span& span = target.span;
  if (const auto* n = as<Name>(target)) {
    delete_name(n->id, span, true);
  } else if (const auto* n = as<Attribute>(target)) {
    emit(HostOp::delete_attribute, span, -1, {expression(*n->value)}, mangle(*scope_, n->attr));
  } else if (const auto* n = as<Subscript>(target)) {
    int object = expression(*n->value);
    emit(HostOp::delete_item, span, -1, {object, expression(*n->slice)});
  } else if (const auto* n = as<Tuple>(target)) {
    for (const ExprPtr& element : n->elts) delete_target(*element);
  } else if (const auto* n = as<List>(target)) {
    for (const ExprPtr& element : n->elts) delete_target(*element);
  }
}

}  // namespace bpl::lower
