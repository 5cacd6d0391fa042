#include "frontend/lower/scopes.h"

#include <fmt/format.h>

#include <algorithm>

namespace bpl::lower {

using namespace syntax;

// Walks the tree in the order of evaluation, so that a class body knows which names were read before they were bound.
class ScopeBuilder {
 public:
  ScopeBuilder(Scopes& out, Diagnostics& diagnostics) : out_(out), diagnostics_(diagnostics) {}

  void build(const syntax::Module& module) {
    enter(ScopeKind::module, &module);
    visit(module.body);
    for (const auto& scope : out_.scopes_) resolve(*scope);
  }

 private:
  Scope* enter(ScopeKind kind, const void* node) {
    auto scope = std::make_unique<Scope>();
    scope->kind = kind;
    scope->parent = current_;
    scope->frame = kind == ScopeKind::comprehension ? current_->frame : scope.get();
    if (current_) scope->class_name = current_->class_name;
    current_ = scope.get();
    out_.by_node_[node] = current_;
    out_.scopes_.push_back(std::move(scope));
    return current_;
  }
  void leave() { current_ = current_->parent; }

  void error(const Span& span, std::string message) { diagnostics_.error("syntax-error", span, std::move(message)); }

  Symbol* bind_in(Scope& scope, const std::string& name) {
    if (scope.kind == ScopeKind::module || scope.globals.count(name)) {
      out_.assigned_globals_.insert(name);
      return nullptr;
    }
    if (scope.nonlocals.count(name)) return nullptr;
    auto& symbol = scope.symbols[name];
    if (!symbol) {
      symbol = std::make_unique<Symbol>(Symbol{.name = name, .frame = scope.frame});
      scope.order.push_back(symbol.get());
    }
    return symbol.get();
  }
  Symbol* bind(const std::string& name) { return bind_in(*current_, mangle(*current_, name)); }

  void use(std::string_view raw, const Span& span) {
    std::string name = mangle(*current_, raw);
    if (current_->kind == ScopeKind::module) return;
    if (current_->kind == ScopeKind::klass && current_->symbols.count(name)) return;
    current_->uses.emplace_back(std::move(name), span);
  }

  void bind_parameters(const Arguments& arguments) {
    auto add = [&](const Arg& arg) { bind(arg.arg)->parameter = true; };
    for (const Arg& arg : arguments.posonlyargs) add(arg);
    for (const Arg& arg : arguments.args) add(arg);
    if (arguments.vararg) add(*arguments.vararg);
    for (const Arg& arg : arguments.kwonlyargs) add(arg);
    if (arguments.kwarg) add(*arguments.kwarg);
  }

  void visit_defaults(const Arguments& arguments) {
    visit(arguments.defaults);
    visit(arguments.kw_defaults);
  }

  template <class Element>
  void comprehension(const void* node, const std::vector<Comprehension>& generators, Element&& element) {
    visit(generators.front().iter);
    enter(ScopeKind::comprehension, node);
    for (std::size_t i = 0; i < generators.size(); ++i) {
      if (i > 0) visit(generators[i].iter);
      visit(generators[i].target);
      visit(generators[i].ifs);
    }
    element();
    leave();
  }

  void walrus(const NamedExpr& node, const Span& span) {
    visit(node.value);
    const Name* target = as<Name>(*node.target);
    if (!target) return;
    Scope* scope = current_;
    std::string name = mangle(*current_, target->id);
    for (; scope->kind == ScopeKind::comprehension; scope = scope->parent) {
      if (scope->symbols.count(name))
        error(span, fmt::format("assignment expression cannot rebind comprehension iteration variable '{}'", target->id));
    }
    if (scope != current_) {
      if (scope->kind == ScopeKind::klass)
        error(span, "assignment expression within a comprehension cannot be used in a class body");
      use(target->id, span);
    }
    if (Symbol* symbol = bind_in(*scope, name)) symbol->walrus = true;
    // Under `nonlocal` or `global` it is found like a use.
    if (scope == current_) use_declared(name, span);
  }

  void use_declared(const std::string& name, const Span& span) {
    if (current_->nonlocals.count(name) || current_->globals.count(name)) current_->uses.emplace_back(name, span);
  }

  void visit(const ExprPtr& expression) {
    if (expression) visit(*expression);
  }
  void visit(const ExprList& list) {
    for (const ExprPtr& expression : list) visit(expression);
  }
  void visit(const Body& body) {
    for (const StmtPtr& statement : body) visit(*statement);
  }

  void name(const Name& node, const Span& span) {
    if (node.ctx == Context::Load) return use(node.id, span);
    Symbol* symbol = bind(node.id);
    if (!symbol) use_declared(mangle(*current_, node.id), span);
    if (symbol && node.ctx == Context::Del) symbol->deleted = true;
  }

  void visit(const Expression& expression) {
    const Span& span = expression.span;
    std::visit(Overloaded{
                   [&](const BoolOp& n) { visit(n.values); },
                   [&](const NamedExpr& n) { walrus(n, span); },
                   [&](const BinOp& n) { visit(n.left), visit(n.right); },
                   [&](const UnaryOp& n) { visit(n.operand); },
                   [&](const Lambda& n) {
                     visit_defaults(n.args);
                     enter(ScopeKind::function, &n);
                     bind_parameters(n.args);
                     visit(n.body);
                     leave();
                   },
                   [&](const IfExp& n) { visit(n.test), visit(n.body), visit(n.orelse); },
                   [&](const Dict& n) {
                     for (std::size_t i = 0; i < n.keys.size(); ++i) visit(n.keys[i]), visit(n.values[i]);
                   },
                   [&](const Set& n) { visit(n.elts); },
                   [&](const ListComp& n) { comprehension(&n, n.generators, [&] { visit(n.elt); }); },
                   [&](const SetComp& n) { comprehension(&n, n.generators, [&] { visit(n.elt); }); },
                   [&](const DictComp& n) { comprehension(&n, n.generators, [&] { visit(n.key), visit(n.value); }); },
                   [&](const GeneratorExp& n) { comprehension(&n, n.generators, [&] { visit(n.elt); }); },
                   [&](const Await& n) { visit(n.value); },
                   [&](const Yield& n) { visit(n.value); },
                   [&](const YieldFrom& n) { visit(n.value); },
                   [&](const Compare& n) { visit(n.left), visit(n.comparators); },
                   [&](const Call& n) {
                     visit(n.func);
                     if (is_bare_super(n)) use("__class__", span);
                     visit(n.args);
                     for (const Keyword& keyword : n.keywords) visit(keyword.value);
                   },
                   [&](const FormattedValue& n) { visit(n.value), visit(n.format_spec); },
                   [&](const JoinedStr& n) { visit(n.values); },
                   [&](const Constant&) {},
                   [&](const Attribute& n) { visit(n.value); },
                   [&](const Subscript& n) { visit(n.value), visit(n.slice); },
                   [&](const Starred& n) { visit(n.value); },
                   [&](const Name& n) { name(n, span); },
                   [&](const List& n) { visit(n.elts); },
                   [&](const Tuple& n) { visit(n.elts); },
                   [&](const Slice& n) { visit(n.lower), visit(n.upper), visit(n.step); },
               },
               expression.node);
  }

  void bind_name(const std::string& raw, const Span& span) {
    if (!bind(raw)) use_declared(mangle(*current_, raw), span);
  }

  void visit(const Alias& alias, bool from) {
    if (alias.name == "*") return;
    if (alias.asname) return bind_name(*alias.asname, alias.span);
    bind_name(from ? alias.name : alias.name.substr(0, alias.name.find('.')), alias.span);
  }

  void function(const FunctionDef& n, const Span& span) {
    visit(n.decorator_list);
    visit_defaults(n.args);
    enter(ScopeKind::function, &n);
    bind_parameters(n.args);
    visit(n.body);
    leave();
    bind_name(n.name, span);
  }

  void klass(const ClassDef& n, const Span& span) {
    visit(n.decorator_list);
    visit(n.bases);
    for (const Keyword& keyword : n.keywords) visit(keyword.value);
    Scope* scope = enter(ScopeKind::klass, &n);
    scope->class_name = n.name;
    scope->class_cell = std::make_unique<Symbol>(Symbol{.name = "__class__", .frame = scope->parent->frame});
    visit(n.body);
    leave();
    bind_name(n.name, span);
  }

  void try_statement(const Try& n) {
    visit(n.body);
    for (const ExceptHandler& handler : n.handlers) {
      visit(handler.type);
      if (handler.name) {
        bind_name(*handler.name, handler.span);
        if (Symbol* symbol = bind(*handler.name)) symbol->deleted = true;
      }
      visit(handler.body);
    }
    visit(n.orelse);
    visit(n.finalbody);
  }

  void declare(const std::vector<std::string>& names, bool global, const Span& span) {
    if (current_->kind == ScopeKind::module) return;
    for (const std::string& raw : names) {
      std::string name = mangle(*current_, raw);
      if ((global ? current_->nonlocals : current_->globals).count(name)) {
        error(span, fmt::format("name '{}' is nonlocal and global", raw));
        continue;
      }
      (global ? current_->globals : current_->nonlocals).insert(name);
      current_->uses.emplace_back(name, span);
    }
  }

  void visit(const Statement& statement) {
    const Span& span = statement.span;
    std::visit(Overloaded{
                   [&](const FunctionDef& n) { function(n, span); },
                   [&](const ClassDef& n) { klass(n, span); },
                   [&](const Return& n) { visit(n.value); },
                   [&](const Delete& n) { visit(n.targets); },
                   [&](const Assign& n) { visit(n.value), visit(n.targets); },
                   [&](const AugAssign& n) {
                     if (const Name* target = as<Name>(*n.target)) use(target->id, span);
                     visit(n.value), visit(n.target);
                   },
                   [&](const AnnAssign& n) { visit(n.value), visit(n.target); },
                   [&](const For& n) { visit(n.iter), visit(n.target), visit(n.body), visit(n.orelse); },
                   [&](const While& n) { visit(n.test), visit(n.body), visit(n.orelse); },
                   [&](const If& n) { visit(n.test), visit(n.body), visit(n.orelse); },
                   [&](const With& n) {
                     for (const WithItem& item : n.items) visit(item.context_expr), visit(item.optional_vars);
                     visit(n.body);
                   },
                   [&](const Match&) {},
                   [&](const Raise& n) { visit(n.exc), visit(n.cause); },
                   [&](const Try& n) { try_statement(n); },
                   [&](const Assert& n) { visit(n.test), visit(n.msg); },
                   [&](const Import& n) {
                     for (const Alias& alias : n.names) visit(alias, false);
                   },
                   [&](const ImportFrom& n) {
                     if (n.module != "__future__")
                       for (const Alias& alias : n.names) visit(alias, true);
                   },
                   [&](const Global& n) { declare(n.names, true, span); },
                   [&](const Nonlocal& n) { declare(n.names, false, span); },
                   [&](const Expr& n) { visit(n.value); },
                   [&](const Pass&) {},
                   [&](const Break&) {},
                   [&](const Continue&) {},
               },
               statement.node);
  }

  static Symbol* find_outside(const Scope& scope, const std::string& name) {
    for (Scope* p = scope.parent; p; p = p->parent) {
      if (p->kind == ScopeKind::module) return nullptr;
      if (p->kind == ScopeKind::klass) {
        if (name == "__class__") return p->class_cell.get();
        continue;
      }
      if (p->globals.count(name)) return nullptr;
      if (p->nonlocals.count(name)) continue;
      if (auto found = p->symbols.find(name); found != p->symbols.end()) return found->second.get();
    }
    return nullptr;
  }

  // A variable of another frame is passed through the closures of all frames between.
  static void link(Scope& scope, Symbol& symbol) {
    if (scope.frame == symbol.frame) return;
    symbol.captured = true;
    for (Scope* f = scope.frame; f != symbol.frame; f = f->parent->frame) {
      if (std::find(f->free.begin(), f->free.end(), &symbol) == f->free.end()) f->free.push_back(&symbol);
    }
  }

  void resolve(Scope& scope) {
    for (const auto& [name, span] : scope.uses) {
      if (scope.kind != ScopeKind::klass && scope.symbols.count(name)) continue;
      if (scope.outer.count(name)) continue;
      Symbol* symbol = scope.globals.count(name) ? nullptr : find_outside(scope, name);
      scope.outer[name] = symbol;
      if (symbol) link(scope, *symbol);
      if (!symbol && scope.nonlocals.count(name)) error(span, fmt::format("no binding for nonlocal '{}' found", name));
    }
  }

  Scopes& out_;
  Diagnostics& diagnostics_;
  Scope* current_ = nullptr;
};

Scopes::Scopes(const syntax::Module& module, Diagnostics& diagnostics) { ScopeBuilder(*this, diagnostics).build(module); }

Symbol* find_symbol(const Scope& scope, const std::string& name) {
  if (auto found = scope.symbols.find(name); found != scope.symbols.end()) return found->second.get();
  auto found = scope.outer.find(name);
  return found == scope.outer.end() ? nullptr : found->second;
}

std::string mangle(const Scope& scope, std::string_view name) {
  std::string text(name);
  if (scope.class_name.empty() || !name.starts_with("__") || name.ends_with("__")) return text;
  std::size_t first = scope.class_name.find_first_not_of('_');
  return first == std::string::npos ? text : fmt::format("_{}{}", scope.class_name.substr(first), text);
}

bool is_bare_super(const Call& call) {
  const Name* name = as<Name>(*call.func);
  return name && name->id == "super" && call.args.empty() && call.keywords.empty();
}

}  // namespace bpl::lower
