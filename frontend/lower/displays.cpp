#include "frontend/lower/lowerer.h"

namespace bpl::lower {

using namespace syntax;
using ir::HostOp;

int Lowerer::sequence(HostOp build, const ExprList& elements, const Span& span) {
  std::vector<int> items;
  std::size_t i = 0;
  for (; i < elements.size() && !as<Starred>(*elements[i]); ++i) items.push_back(expression(*elements[i]));
  if (i == elements.size()) return emit_value(build, span, std::move(items));

  const bool set = build == HostOp::build_set;
  int result = emit_value(set ? build : HostOp::build_list, span, std::move(items));
  for (; i < elements.size(); ++i) {
    const auto* starred = as<Starred>(*elements[i]);
    int value = expression(starred ? *starred->value : *elements[i]);
    HostOp op = set ? (starred ? HostOp::set_update : HostOp::set_add)
                    : (starred ? HostOp::list_extend : HostOp::list_append);
    emit(op, elements[i]->span, -1, {result, value});
  }
  return build == HostOp::build_tuple ? emit_value(HostOp::list_to_tuple, span, {result}) : result;
}

int Lowerer::dict(const Dict& node, const Span& span) {
  std::vector<int> items;
  std::size_t i = 0;
  for (; i < node.keys.size() && node.keys[i]; ++i) {
    items.push_back(expression(*node.keys[i]));
    items.push_back(expression(*node.values[i]));
  }
  int result = emit_value(HostOp::build_dict, span, std::move(items));
  for (; i < node.keys.size(); ++i) {
    const Span& place = node.values[i]->span;
    if (node.keys[i]) {
      int key = expression(*node.keys[i]);
      emit(HostOp::set_item, place, -1, {result, key, expression(*node.values[i])});
    } else {
      emit(HostOp::dict_update, place, -1, {result, expression(*node.values[i])});
    }
  }
  return result;
}

int Lowerer::joined_string(const JoinedStr& node, const Span& span) {
  std::vector<int> parts;
  for (const ExprPtr& part : node.values) parts.push_back(expression(*part));
  if (parts.empty()) return emit_constant(std::string(), span);
  return parts.size() == 1 ? parts[0] : emit_value(HostOp::build_string, span, std::move(parts));
}

int Lowerer::formatted_value(const FormattedValue& node, const Span& span) {
  int value = expression(*node.value);
  int specification = node.format_spec ? expression(*node.format_spec) : emit_constant(std::string(), span);
  std::string conversion = node.conversion ? std::string(1, node.conversion) : "";
  return emit_value(HostOp::format_value, span, {value, specification}, conversion);
}

// The loops stand in place; the variables of the comprehension are registers without a name.
int Lowerer::comprehension(HostOp build, const void* node, const std::vector<Comprehension>& generators,
                           const ExprPtr& element, const ExprPtr& value, const Span& span) {
  for (const Comprehension& generator : generators)
    if (generator.is_async) unsupported(span, "an async comprehension");
  int result = emit_value(build, span);
  int iterable = expression(*generators.front().iter);
  Scope& scope = scopes_->of(node);
  Flow before = frame_->flow;
  for (Symbol* symbol : scope.order) {
    frame_->flow.bound.erase(symbol);
    frame_->registers[symbol] = symbol->captured ? emit_value(HostOp::make_cell, span) : temporary();
    if (!symbol->captured) emit(HostOp::unbind, span, -1, {frame_->registers[symbol]});
  }
  Scope* outer = std::exchange(scope_, &scope);
  comprehension_loop(generators, 0, iterable, [&] {
    int item = expression(*element);
    if (build == HostOp::build_dict)
      emit(HostOp::set_item, element->span, -1, {result, item, expression(*value)});
    else
      emit(build == HostOp::build_set ? HostOp::set_add : HostOp::list_append, element->span, -1, {result, item});
  });
  scope_ = outer;
  frame_->flow = std::move(before);
  return result;
}

void Lowerer::comprehension_loop(const std::vector<Comprehension>& generators, std::size_t index, int iterable,
                                 const std::function<void()>& yield) {
  const Comprehension& generator = generators[index];
  const Span& span = generator.target->span;
  int direct = direct_register(*generator.target);
  int item = direct < 0 ? temporary() : direct;
  ir::HostBlock content = in_block([&] {
    if (direct < 0)
      assign(*generator.target, item);
    else
      mark_bound(*generator.target);
    comprehension_filter(generators, index, 0, yield);
  });
  ir::HostInstr& loop = emit(HostOp::for_, span, item, {iterable});
  loop.blocks.push_back(std::move(content));
  loop.blocks.emplace_back();
}

void Lowerer::comprehension_filter(const std::vector<Comprehension>& generators, std::size_t index,
                                   std::size_t condition, const std::function<void()>& yield) {
  const Comprehension& generator = generators[index];
  if (condition < generator.ifs.size()) {
    int accepted = expression(*generator.ifs[condition]);
    Flow before = frame_->flow;
    ir::HostBlock rest = in_block([&] { comprehension_filter(generators, index, condition + 1, yield); });
    frame_->flow = std::move(before);
    emit_if(generator.ifs[condition]->span, accepted, std::move(rest), {});
  } else if (index + 1 < generators.size()) {
    int iterable = expression(*generators[index + 1].iter);
    comprehension_loop(generators, index + 1, iterable, yield);
  } else {
    yield();
  }
}

}  // namespace bpl::lower
