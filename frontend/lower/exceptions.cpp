#include "frontend/lower/lowerer.h"

namespace bpl::lower {

using namespace syntax;
using ir::HostOp;

void Lowerer::raise_statement(const Raise& node, const Span& span) {
  if (node.exc) {
    std::vector<int> args{expression(*node.exc)};
    if (node.cause) args.push_back(expression(*node.cause));
    emit(HostOp::raise, span, -1, std::move(args));
  } else if (!frame_->handled.empty()) {
    emit(HostOp::reraise, span, -1, {frame_->handled.back()});
  } else {
    unsupported(span, "raise without an exception outside of an except clause", "catch the exception `as e` and raise e");
  }
  frame_->flow.reachable = false;
}

void Lowerer::assert_statement(const Assert& node, const Span& span) {
  int condition = expression(*node.test);
  Flow before = frame_->flow;
  ir::HostBlock failure = in_block([&] {
    int error = emit_value(HostOp::get_global, span, {}, "AssertionError");
    std::vector<int> arguments;
    if (node.msg) arguments.push_back(expression(*node.msg));
    emit(HostOp::raise, span, -1, {emit_call(span, error, std::move(arguments))});
  });
  frame_->flow = std::move(before);
  emit_if(node.test->span, condition, {}, std::move(failure));
}

void Lowerer::try_statement(const Try& node, const Span& span) {
  if (node.star) unsupported(span, "except*", "use except");
  const Flow start = frame_->flow;
  int exception = temporary();
  ir::HostBlock content = in_block([&] { body(node.body); });
  // What the body has bound when it fails is not known; the else clause sees all of it.
  ir::HostBlock otherwise = in_block([&] { body(node.orelse); });
  Flow end = frame_->flow;
  ir::HostBlock handling;
  if (!node.handlers.empty()) handling = in_block([&] { handlers(node.handlers, 0, exception, start, end); });
  frame_->flow = start;
  ir::HostBlock finally = in_block([&] { body(node.finalbody); });
  end.bound.insert(frame_->flow.bound.begin(), frame_->flow.bound.end());
  end.reachable = end.reachable && frame_->flow.reachable;
  frame_->flow = std::move(end);

  ir::HostInstr& instr = emit(HostOp::try_, span, exception);
  instr.blocks.push_back(std::move(content));
  instr.blocks.push_back(std::move(handling));
  instr.blocks.push_back(std::move(otherwise));
  instr.blocks.push_back(std::move(finally));
}

// if it matches the first clause ... else (the further clauses, at the end: raise it again).
void Lowerer::handlers(const std::vector<ExceptHandler>& list, std::size_t index, int exception, const Flow& start,
                       Flow& end) {
  if (index == list.size()) {
    emit(HostOp::reraise, list.back().span, -1, {exception});
    return;
  }
  const ExceptHandler& handler = list[index];
  frame_->flow = start;
  auto handle = [&] {
    handler_body(handler, exception);
    end = merge(end, frame_->flow);
  };
  const Span& place = handler.type ? handler.type->span : handler.span;
  int type = handler.type ? expression(*handler.type) : emit_value(HostOp::get_global, place, {}, "BaseException");
  int matches = emit_value(HostOp::matches_exception, place, {exception, type});
  ir::HostBlock then = in_block(handle);
  ir::HostBlock otherwise = in_block([&] { handlers(list, index + 1, exception, start, end); });
  emit_if(place, matches, std::move(then), std::move(otherwise));
}

void Lowerer::handler_body(const ExceptHandler& handler, int exception) {
  frame_->handled.push_back(exception);
  if (!handler.name) {
    body(handler.body);
  } else {
    // The name is gone behind the clause, however it ends.
    store_name(*handler.name, exception, handler.span);
    ir::HostBlock content = in_block([&] { body(handler.body); });
    ir::HostBlock finally = in_block([&] { delete_name(*handler.name, handler.span, false); });
    ir::HostInstr& instr = emit(HostOp::try_, handler.span);
    instr.blocks.push_back(std::move(content));
    instr.blocks.emplace_back();
    instr.blocks.emplace_back();
    instr.blocks.push_back(std::move(finally));
  }
  frame_->handled.pop_back();
}

// manager = ...; exit = manager.__exit__; value = manager.__enter__(); ended = False
// try:
//   try: target = value; body
//   except as e: ended = True; if not exit(type, e, None): raise again
// finally: if not ended: exit(None, None, None)
void Lowerer::with_statement(const With& node, std::size_t item, const Span& span) {
  if (item == node.items.size()) return body(node.body);
  const WithItem& with = node.items[item];
  const Span& place = with.context_expr->span;
  int manager = expression(*with.context_expr);
  int enter = emit_value(HostOp::get_attribute, place, {manager}, "__enter__");
  int exit = emit_value(HostOp::get_attribute, place, {manager}, "__exit__");
  int value = emit_call(place, enter, {});
  int ended = emit_constant(false, place);
  int exception = temporary();
  Flow start = frame_->flow;

  ir::HostBlock content = in_block([&] {
    if (with.optional_vars) assign(*with.optional_vars, value);
    with_statement(node, item + 1, span);
  });
  frame_->flow = start;
  ir::HostBlock failure = in_block([&] {
    emit(HostOp::constant, place, ended).constant = true;
    int type = emit_value(HostOp::get_attribute, place, {exception}, "__class__");
    int none = emit_constant(ir::NoneConstant{}, place);
    int swallowed = emit_call(place, exit, {type, exception, none});
    ir::HostBlock again = in_block([&] { emit(HostOp::reraise, place, -1, {exception}); });
    emit_if(place, swallowed, {}, std::move(again));
  });
  ir::HostBlock guarded = in_block([&] {
    ir::HostInstr& inner = emit(HostOp::try_, span, exception);
    inner.blocks.push_back(std::move(content));
    inner.blocks.push_back(std::move(failure));
    inner.blocks.resize(4);
  });
  ir::HostBlock finally = in_block([&] {
    ir::HostBlock normal = in_block([&] {
      int none = emit_constant(ir::NoneConstant{}, place);
      emit_call(place, exit, {none, none, none});
    });
    emit_if(place, ended, {}, std::move(normal));
  });
  ir::HostInstr& outer = emit(HostOp::try_, span);
  outer.blocks.push_back(std::move(guarded));
  outer.blocks.resize(3);
  outer.blocks.push_back(std::move(finally));
  // The manager may swallow an exception, so what the body bound is not certain.
  frame_->flow = std::move(start);
}

}  // namespace bpl::lower
