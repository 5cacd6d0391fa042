#include "frontend/lower/lowerer.h"

namespace bpl::lower {

using namespace syntax;
using ir::HostOp;

std::string Lowerer::unique_name(const std::string& wanted) {
  std::string name = wanted;
  for (int number = 2; !names_.insert(name).second; ++number) name = wanted + "." + std::to_string(number);
  return name;
}

std::string Lowerer::host_function(Scope& scope, const std::string& wanted, const std::string& short_name,
                                   const Arguments* arguments, const Span& span,
                                   const std::function<void()>& content) {
  Frame frame;
  frame.scope = &scope;
  frame.function.name = unique_name(wanted);
  frame.function.short_name = short_name;
  frame.function.unit = options_.unit;
  frame.function.location = location(span);
  if (scope.kind == ScopeKind::function) frame.qualified = short_name + ".<locals>.";
  if (scope.kind == ScopeKind::klass) frame.qualified = short_name + ".";

  // Functions stand in the module in the order of the text: the place is taken before those inside take theirs.
  const std::size_t place = out_.functions.size();
  out_.functions.emplace_back();
  Frame* outer_frame = std::exchange(frame_, &frame);
  Scope* outer_scope = std::exchange(scope_, &scope);
  ir::HostBlock* outer_block = std::exchange(block_, &frame.function.body);
  allocate_registers(arguments, span);
  content();
  frame_ = outer_frame;
  scope_ = outer_scope;
  block_ = outer_block;
  out_.functions[place] = std::move(frame.function);
  return out_.functions[place].name;
}

// Parameters, named locals, cells of own variables, cells of the closure, in this order.
void Lowerer::allocate_registers(const Arguments* arguments, const Span& span) {
  Frame& frame = *frame_;
  const Scope& scope = *frame.scope;
  if (arguments) add_parameters(*arguments);
  for (Symbol* symbol : scope.order) {
    if (symbol->parameter) {
      frame.registers[symbol] = temporary();
      if (!symbol->deleted) frame.flow.bound.insert(symbol);
    }
  }
  for (Symbol* symbol : scope.order) {
    if (symbol->parameter || symbol->captured) continue;
    frame.registers[symbol] = temporary();
    frame.function.locals.push_back(symbol->name);
  }
  for (Symbol* symbol : scope.order) {
    if (!symbol->captured) continue;
    std::vector<int> initial;
    if (symbol->parameter) initial.push_back(frame.registers.at(symbol));
    frame.registers[symbol] = emit_value(HostOp::make_cell, span, std::move(initial));
  }
  for (std::size_t i = 0; i < scope.free.size(); ++i) {
    frame.function.free_variables.push_back(scope.free[i]->name);
    int cell = temporary();
    emit(HostOp::get_closure, span, cell).index = static_cast<int>(i);
    frame.registers[scope.free[i]] = cell;
  }
  frame.first_temporary = frame.next;
}

void Lowerer::add_parameters(const Arguments& arguments) {
  auto add = [&](const Arg& arg, ir::ParameterKind kind) {
    frame_->function.parameters.push_back({mangle(*frame_->scope, arg.arg), kind});
  };
  for (const Arg& arg : arguments.posonlyargs) add(arg, ir::ParameterKind::positional_only);
  for (const Arg& arg : arguments.args) add(arg, ir::ParameterKind::positional);
  if (arguments.vararg) add(*arguments.vararg, ir::ParameterKind::star);
  for (const Arg& arg : arguments.kwonlyargs) add(arg, ir::ParameterKind::keyword_only);
  if (arguments.kwarg) add(*arguments.kwarg, ir::ParameterKind::double_star);
}

std::vector<int> Lowerer::closure_cells(const Scope& scope) const {
  std::vector<int> cells;
  for (const Symbol* symbol : scope.free) cells.push_back(cell_of(*symbol));
  return cells;
}

int Lowerer::function_value(Scope& scope, const std::string& wanted, const std::string& short_name,
                            const Arguments& arguments, const Span& span, const std::function<void()>& content) {
  std::vector<int> args;
  for (const ExprPtr& value : arguments.defaults) args.push_back(expression(*value));
  for (const ExprPtr& value : arguments.kw_defaults) {
    if (value) {
      args.push_back(expression(*value));
    } else {
      args.push_back(temporary());
      emit(HostOp::unbind, span, -1, {args.back()});
    }
  }
  std::string name = host_function(scope, wanted, short_name, &arguments, span, content);
  for (int cell : closure_cells(scope)) args.push_back(cell);
  int result = temporary();
  ir::HostInstr& instr = emit(HostOp::make_function, span, result, std::move(args), std::move(name));
  instr.defaults = static_cast<int>(arguments.defaults.size());
  instr.keyword_defaults = static_cast<int>(arguments.kw_defaults.size());
  return result;
}

int Lowerer::lower_lambda(const Lambda& node, const Span& span) {
  std::string wanted = frame_->function.name + ".lambda" + std::to_string(++frame_->lambdas);
  return function_value(scopes_->of(&node), wanted, frame_->qualified + "<lambda>", node.args, span,
                        [&] { emit(HostOp::return_, node.body->span, -1, {expression(*node.body)}); });
}

void Lowerer::lower_function(const FunctionDef& node, const Span& span) {
  if (node.is_async) unsupported(span, "an async function");
  std::vector<int> decorators = lower_decorators(node.decorator_list);
  int value = function_value(scopes_->of(&node), frame_->function.name + "." + node.name, frame_->qualified + node.name,
                             node.args, span, [&] { body(node.body); });
  store_name(node.name, apply_decorators(node.decorator_list, decorators, value), span, true);
}

void Lowerer::lower_class(const ClassDef& node, const Span& span) {
  for (const Keyword& keyword : node.keywords)
    unsupported(keyword.span, "the keyword '" + keyword.arg.value_or("**") + "' in a class statement");
  std::vector<int> decorators = lower_decorators(node.decorator_list);
  std::vector<int> args{-1};
  for (const ExprPtr& base : node.bases) {
    if (as<Starred>(*base))
      unsupported(base->span, "unpacking of base classes");
    else
      args.push_back(expression(*base));
  }
  Scope& scope = scopes_->of(&node);
  int cell = -1;
  if (scope.class_cell->captured) {
    cell = emit_value(HostOp::make_cell, span);
    frame_->registers[scope.class_cell.get()] = cell;
  }
  std::string name = host_function(scope, frame_->function.name + "." + node.name, frame_->qualified + node.name,
                                   nullptr, span, [&] {
                                     body(node.body);
                                     int members = emit_value(HostOp::make_namespace, span);
                                     emit(HostOp::return_, span, -1, {members});
                                   });
  int maker = emit_value(HostOp::make_function, span, closure_cells(scope), name);
  args[0] = emit_call(span, maker, {});
  int result = temporary();
  ir::HostInstr& instr = emit(HostOp::make_class, span, result, std::move(args), node.name);
  instr.body = std::move(name);
  instr.class_cell = cell;
  store_name(node.name, apply_decorators(node.decorator_list, decorators, result), span, true);
}

// super() means super(__class__, first parameter).
int Lowerer::lower_super(const Call& node, const Span& span) {
  int callee = expression(*node.func);
  const Symbol* klass = find_symbol(*scope_, "__class__");
  const std::vector<ir::HostParameter>& parameters = frame_->function.parameters;
  const bool has_self = !parameters.empty() && (parameters[0].kind == ir::ParameterKind::positional ||
                                                parameters[0].kind == ir::ParameterKind::positional_only);
  if (!klass || !has_self) return emit_call(span, callee, {});
  int type = load_symbol(*klass, span);
  return emit_call(span, callee, {type, load_symbol(*frame_->scope->order.front(), span)});
}

std::vector<int> Lowerer::lower_decorators(const ExprList& decorators) {
  std::vector<int> functions;
  for (const ExprPtr& decorator : decorators) functions.push_back(expression(*decorator));
  return functions;
}

int Lowerer::apply_decorators(const ExprList& decorators, const std::vector<int>& functions, int value) {
  for (std::size_t i = decorators.size(); i-- > 0;) value = emit_call(decorators[i]->span, functions[i], {value});
  return value;
}

}  // namespace bpl::lower
