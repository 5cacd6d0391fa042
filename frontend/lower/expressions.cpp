#include <limits>

#include "frontend/lower/lowerer.h"

namespace bpl::lower {

using namespace syntax;
using ir::HostOp;

namespace {

std::string text(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::Add: return "+";
    case BinaryOperator::Sub: return "-";
    case BinaryOperator::Mult: return "*";
    case BinaryOperator::MatMult: return "@";
    case BinaryOperator::Div: return "/";
    case BinaryOperator::Mod: return "%";
    case BinaryOperator::Pow: return "**";
    case BinaryOperator::LShift: return "<<";
    case BinaryOperator::RShift: return ">>";
    case BinaryOperator::BitOr: return "|";
    case BinaryOperator::BitXor: return "^";
    case BinaryOperator::BitAnd: return "&";
    case BinaryOperator::FloorDiv: return "//";
  }
  return "";
}

std::string text(UnaryOperator op) {
  switch (op) {
    case UnaryOperator::Invert: return "~";
    case UnaryOperator::Not: return "not";
    case UnaryOperator::UAdd: return "+";
    case UnaryOperator::USub: return "-";
  }
  return "";
}

std::string text(CompareOperator op) {
  switch (op) {
    case CompareOperator::Eq: return "==";
    case CompareOperator::NotEq: return "!=";
    case CompareOperator::Lt: return "<";
    case CompareOperator::LtE: return "<=";
    case CompareOperator::Gt: return ">";
    case CompareOperator::GtE: return ">=";
    case CompareOperator::Is: return "is";
    case CompareOperator::IsNot: return "is not";
    case CompareOperator::In: return "in";
    case CompareOperator::NotIn: return "not in";
  }
  return "";
}

}  // namespace

int Lowerer::expression(const Expression& node) {
  const Span& span = node.span;
  // A refused expression stands for None, so that lowering goes on.
  auto refuse = [&](const std::string& what, const std::string& hint = {}) {
    unsupported(span, what, hint);
    return emit_constant(ir::NoneConstant{}, span);
  };
  return std::visit(
      Overloaded{
          [&](const BoolOp& n) { return bool_op(n, span); },
          [&](const NamedExpr& n) {
            int value = emit_value(HostOp::copy, span, {expression(*n.value)});
            assign(*n.target, value);
            return value;
          },
          [&](const BinOp& n) {
            int left = expression(*n.left);
            int right = expression(*n.right);
            return emit_value(HostOp::binary, span, {left, right}, text(n.op));
          },
          [&](const UnaryOp& n) { return unary(n, span); },
          [&](const Lambda& n) { return lower_lambda(n, span); },
          [&](const IfExp& n) { return conditional(n, span); },
          [&](const Dict& n) { return dict(n, span); },
          [&](const Set& n) { return sequence(HostOp::build_set, n.elts, span); },
          [&](const ListComp& n) {
            return comprehension(HostOp::build_list, &n, n.generators, n.elt, nullptr, span);
          },
          [&](const SetComp& n) { return comprehension(HostOp::build_set, &n, n.generators, n.elt, nullptr, span); },
          [&](const DictComp& n) {
            return comprehension(HostOp::build_dict, &n, n.generators, n.key, n.value, span);
          },
          [&](const GeneratorExp& n) {
            int items = comprehension(HostOp::build_list, &n, n.generators, n.elt, nullptr, span);
            return emit_value(HostOp::make_iterator, span, {items});
          },
          [&](const Await&) { return refuse("await"); },
          [&](const Yield&) { return refuse("yield", "build a list and return it"); },
          [&](const YieldFrom&) { return refuse("yield from", "build a list and return it"); },
          [&](const Compare& n) { return compare(n, span); },
          [&](const Call& n) { return is_bare_super(n) ? lower_super(n, span) : call(n, span); },
          [&](const FormattedValue& n) { return formatted_value(n, span); },
          [&](const JoinedStr& n) { return joined_string(n, span); },
          [&](const Constant& n) { return constant(n, span); },
          [&](const Attribute& n) {
            int object = expression(*n.value);
            return emit_value(HostOp::get_attribute, span, {object}, mangle(*scope_, n.attr));
          },
          [&](const Subscript& n) {
            int object = expression(*n.value);
            int key = expression(*n.slice);
            return emit_value(HostOp::get_item, span, {object, key});
          },
          [&](const Starred& n) { return expression(*n.value); },  // displays and calls take it apart before
          [&](const Name& n) { return load_name(n.id, span); },
          [&](const List& n) { return sequence(HostOp::build_list, n.elts, span); },
          [&](const Tuple& n) { return sequence(HostOp::build_tuple, n.elts, span); },
          [&](const Slice& n) {
            int lower = optional_expression(n.lower, span);
            int upper = optional_expression(n.upper, span);
            int step = optional_expression(n.step, span);
            return emit_value(HostOp::build_slice, span, {lower, upper, step});
          },
      },
      node.node);
}

int Lowerer::optional_expression(const ExprPtr& node, const Span& span) {
  return node ? expression(*node) : emit_constant(ir::NoneConstant{}, span);
}

void Lowerer::expression_into(const Expression& node, int target) { move_to(target, expression(node), node.span); }

int Lowerer::constant(const Constant& node, const Span& span) {
  auto refuse = [&](const std::string& what, const std::string& hint = {}) {
    unsupported(span, what, hint);
    return emit_constant(ir::NoneConstant{}, span);
  };
  return std::visit(Overloaded{
                        [&](const NoneValue&) { return emit_constant(ir::NoneConstant{}, span); },
                        [&](bool value) { return emit_constant(value, span); },
                        [&](const EllipsisValue&) { return emit_constant(ir::EllipsisConstant{}, span); },
                        [&](std::int64_t value) { return emit_constant(value, span); },
                        [&](const BigInteger&) {
                          return refuse("an integer that does not fit in 64 bits", "write it as a float: 1e20");
                        },
                        [&](double value) { return emit_constant(value, span); },
                        [&](const Imaginary&) { return refuse("a complex number"); },
                        [&](const Text& value) { return emit_constant(value.value, span); },
                        [&](const Bytes&) { return refuse("a bytes literal"); },
                    },
                    node.value);
}

// result = values[0]; if (and: result; or: not result) result = values[1] ...
int Lowerer::bool_op(const BoolOp& node, const Span& span) {
  int result = temporary();
  expression_into(*node.values[0], result);
  bool_op_rest(node, 1, result, span);
  return result;
}

void Lowerer::bool_op_rest(const BoolOp& node, std::size_t index, int result, const Span& span) {
  if (index == node.values.size()) return;
  Flow before = frame_->flow;
  ir::HostBlock next = in_block([&] {
    expression_into(*node.values[index], result);
    bool_op_rest(node, index + 1, result, span);
  });
  frame_->flow = std::move(before);
  if (node.op == BoolOperator::And)
    emit_if(span, result, std::move(next), {});
  else
    emit_if(span, result, {}, std::move(next));
}

int Lowerer::unary(const UnaryOp& node, const Span& span) {
  if (const auto* n = as<Constant>(*node.operand); n && node.op == UnaryOperator::USub) {
    const auto* big = std::get_if<BigInteger>(&n->value);
    if (big && big->digits == "9223372036854775808")
      return emit_constant(std::numeric_limits<std::int64_t>::min(), span);
    if (const auto* i = std::get_if<std::int64_t>(&n->value)) return emit_constant(-*i, span);
    if (const auto* r = std::get_if<double>(&n->value)) return emit_constant(-*r, span);
  }
  int operand = expression(*node.operand);
  return emit_value(HostOp::unary, span, {operand}, text(node.op));
}

int Lowerer::conditional(const IfExp& node, const Span& span) {
  int condition = expression(*node.test);
  int result = temporary();
  Flow before = frame_->flow;
  ir::HostBlock then = in_block([&] { expression_into(*node.body, result); });
  Flow after_then = std::exchange(frame_->flow, before);
  ir::HostBlock otherwise = in_block([&] { expression_into(*node.orelse, result); });
  frame_->flow = merge(after_then, frame_->flow);
  emit_if(span, condition, std::move(then), std::move(otherwise));
  return result;
}

int Lowerer::compare(const Compare& node, const Span& span) {
  int left = expression(*node.left);
  if (node.ops.size() == 1) {
    int right = expression(*node.comparators[0]);
    return emit_value(HostOp::compare, span, {left, right}, text(node.ops[0]));
  }
  int result = temporary();
  compare_rest(node, 0, left, result, span);
  return result;
}

void Lowerer::compare_rest(const Compare& node, std::size_t index, int left, int result, const Span& span) {
  int right = expression(*node.comparators[index]);
  emit(HostOp::compare, span, result, {left, right}, text(node.ops[index]));
  if (index + 1 == node.ops.size()) return;
  Flow before = frame_->flow;
  ir::HostBlock rest = in_block([&] { compare_rest(node, index + 1, right, result, span); });
  frame_->flow = std::move(before);
  emit_if(span, result, std::move(rest), {});
}

int Lowerer::call(const Call& node, const Span& span) {
  std::vector<int> args{expression(*node.func)};
  std::vector<ir::CallArgument> kinds;
  for (const ExprPtr& argument : node.args) {
    const auto* starred = as<Starred>(*argument);
    args.push_back(expression(starred ? *starred->value : *argument));
    kinds.push_back({starred ? ir::CallKind::star : ir::CallKind::positional, ""});
  }
  for (const Keyword& keyword : node.keywords) {
    args.push_back(expression(*keyword.value));
    kinds.push_back({keyword.arg ? ir::CallKind::keyword : ir::CallKind::double_star, keyword.arg.value_or("")});
  }
  int result = temporary();
  emit(HostOp::call, span, result, std::move(args)).call_kinds = std::move(kinds);
  return result;
}

void Lowerer::lower_augmented(const AugAssign& node, const Span& span) {
  const Expression& target = *node.target;
  auto combine = [&](int old) {
    int value = expression(*node.value);
    return emit_value(HostOp::binary_inplace, span, {old, value}, text(node.op));
  };
  if (const auto* n = as<Name>(target)) {
    int old = load_name(n->id, target.span);
    store_name(n->id, combine(old), span, true);
  } else if (const auto* n = as<Attribute>(target)) {
    int object = expression(*n->value);
    std::string name = mangle(*scope_, n->attr);
    int result = combine(emit_value(HostOp::get_attribute, target.span, {object}, name));
    emit(HostOp::set_attribute, span, -1, {object, result}, name);
  } else if (const auto* n = as<Subscript>(target)) {
    int object = expression(*n->value);
    int key = expression(*n->slice);
    int result = combine(emit_value(HostOp::get_item, target.span, {object, key}));
    emit(HostOp::set_item, span, -1, {object, key, result});
  }
}

}  // namespace bpl::lower
