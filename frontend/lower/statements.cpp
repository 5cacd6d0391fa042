#include "frontend/lower/lowerer.h"

namespace bpl::lower {

using namespace syntax;
using ir::HostOp;

void Lowerer::body(const Body& statements) {
  for (const StmtPtr& node : statements) {
    if (frame_->flow.reachable) {
      statement(*node);
      continue;
    }
    // Behind a return or jump: only looked at for its errors.
    Flow dead = frame_->flow;
    frame_->flow.reachable = true;
    in_block([&] { statement(*node); });
    frame_->flow = std::move(dead);
  }
}

void Lowerer::statement(const Statement& node) {
  const int mark = frame_->next;
  const Span& span = node.span;
  std::visit(Overloaded{
                 [&](const FunctionDef& n) { lower_function(n, span); },
                 [&](const ClassDef& n) { lower_class(n, span); },
                 [&](const Return& n) { return_statement(n, span); },
                 [&](const Delete& n) {
                   for (const ExprPtr& target : n.targets) delete_target(*target);
                 },
                 [&](const Assign& n) { assign_statement(n, node); },
                 [&](const AugAssign& n) { lower_augmented(n, span); },
                 [&](const AnnAssign& n) { annotated_assign(n, node); },
                 [&](const For& n) { for_statement(n, span); },
                 [&](const While& n) { while_statement(n, span); },
                 [&](const If& n) { if_statement(n, span); },
                 [&](const With& n) {
                   if (n.is_async) unsupported(span, "async with");
                   with_statement(n, 0, span);
                 },
                 [&](const Match&) { unsupported(span, "a match statement", "use if and elif"); },
                 [&](const Raise& n) { raise_statement(n, span); },
                 [&](const Try& n) { try_statement(n, span); },
                 [&](const Assert& n) { assert_statement(n, span); },
                 [&](const Import& n) { import(n); },
                 [&](const ImportFrom& n) { import_from(n, span); },
                 [&](const Global&) {},
                 [&](const Nonlocal&) {},
                 [&](const Expr& n) { expression_statement(*n.value); },
                 [&](const Pass&) {},
                 [&](const Break&) { loop_jump(HostOp::break_, span); },
                 [&](const Continue&) { loop_jump(HostOp::continue_, span); },
             },
             node.node);
  frame_->next = mark;
}

void Lowerer::expression_statement(const Expression& node) {
  const auto* n = as<Constant>(node);
  const bool docstring = n && (std::holds_alternative<Text>(n->value) || std::holds_alternative<EllipsisValue>(n->value));
  if (!docstring) expression(node);
}

bool Lowerer::define(const Statement& statement) {
  auto found = definitions_.find(&statement);
  if (found == definitions_.end()) return false;
  const DefinitionSite& site = found->second;
  int value = temporary();
  emit(HostOp::define, statement.span, value, {}, site.name).constant = site.value;
  store_name(site.name, value, statement.span);
  return true;
}

void Lowerer::assign_statement(const Assign& node, const Statement& statement) {
  if (define(statement)) return;
  const Expression& first = *node.targets.front();
  if (int reg = node.targets.size() == 1 ? direct_register(first) : -1; reg >= 0) {
    expression_into(*node.value, reg);
    mark_bound(first);
    return;
  }
  int value = expression(*node.value);
  // One of the targets may be the variable that holds the value.
  if (node.targets.size() > 1 && !is_temporary(value)) value = emit_value(HostOp::copy, statement.span, {value});
  for (const ExprPtr& target : node.targets) assign(*target, value);
}

void Lowerer::annotated_assign(const AnnAssign& node, const Statement& statement) {
  if (!node.value || define(statement)) return;
  if (int reg = direct_register(*node.target); reg >= 0) {
    expression_into(*node.value, reg);
    mark_bound(*node.target);
  } else {
    assign(*node.target, expression(*node.value));
  }
}

void Lowerer::if_statement(const If& node, const Span& span) {
  int condition = expression(*node.test);
  Flow before = frame_->flow;
  ir::HostBlock then = in_block([&] { body(node.body); });
  Flow after_then = std::exchange(frame_->flow, before);
  ir::HostBlock otherwise = in_block([&] { body(node.orelse); });
  frame_->flow = merge(after_then, frame_->flow);
  emit_if(node.test->span, condition, std::move(then), std::move(otherwise));
}

void Lowerer::while_statement(const While& node, const Span& span) {
  int condition = temporary();
  ir::HostBlock test = in_block([&] { expression_into(*node.test, condition); });
  Flow after_test = frame_->flow;
  ir::HostBlock content = in_block([&] { body(node.body); });
  frame_->flow = after_test;
  ir::HostBlock otherwise = in_block([&] { body(node.orelse); });
  frame_->flow = std::move(after_test);
  ir::HostInstr& loop = emit(HostOp::while_, node.test->span, -1, {condition});
  loop.blocks.push_back(std::move(test));
  loop.blocks.push_back(std::move(content));
  loop.blocks.push_back(std::move(otherwise));
}

void Lowerer::for_statement(const For& node, const Span& span) {
  if (node.is_async) unsupported(span, "async for");
  int iterable = expression(*node.iter);
  int direct = direct_register(*node.target);
  int item = direct < 0 ? temporary() : direct;
  Flow before = frame_->flow;
  ir::HostBlock content = in_block([&] {
    if (direct < 0)
      assign(*node.target, item);
    else
      mark_bound(*node.target);
    body(node.body);
  });
  frame_->flow = before;
  ir::HostBlock otherwise = in_block([&] { body(node.orelse); });
  frame_->flow = std::move(before);
  ir::HostInstr& loop = emit(HostOp::for_, node.iter->span, item, {iterable});
  loop.blocks.push_back(std::move(content));
  loop.blocks.push_back(std::move(otherwise));
}

void Lowerer::loop_jump(HostOp op, const Span& span) {
  emit(op, span);
  frame_->flow.reachable = false;
}

void Lowerer::return_statement(const Return& node, const Span& span) {
  int value = optional_expression(node.value, span);
  emit(HostOp::return_, span, -1, {value});
  frame_->flow.reachable = false;
}

void Lowerer::import(const Import& node) {
  for (const Alias& alias : node.names) {
    int module = emit_value(HostOp::import_module, alias.span, {}, alias.name);
    std::string bound = alias.asname.value_or(alias.name);
    if (std::size_t dot = alias.name.find('.'); !alias.asname && dot != std::string::npos) {
      // `import a.b` loads a.b and binds a.
      bound = alias.name.substr(0, dot);
      module = emit_value(HostOp::import_module, alias.span, {}, bound);
    }
    store_name(bound, module, alias.span, true);
  }
}

void Lowerer::import_from(const ImportFrom& node, const Span& span) {
  if (node.level > 0) return unsupported(span, "a relative import", "name the module in full");
  if (node.module == "__future__") return;
  int module = emit_value(HostOp::import_module, span, {}, node.module.value_or(""));
  for (const Alias& alias : node.names) {
    if (alias.name == "*") {
      unsupported(alias.span, "import *", "import the names that the script uses");
      continue;
    }
    int value = emit_value(HostOp::import_attribute, alias.span, {module}, alias.name);
    store_name(alias.asname.value_or(alias.name), value, alias.span, true);
  }
}

}  // namespace bpl::lower
