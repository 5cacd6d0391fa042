#include "frontend/syntax/placement.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

namespace bpl::syntax {

namespace {

enum class Scope { module, class_body, function, async_function };

// What encloses the code being looked at.
struct Place {
  Scope scope = Scope::module;
  bool in_loop = false;
  const Arguments* parameters = nullptr;
  std::set<std::string> bound;  // names assigned so far in this scope
  std::set<std::string> used;   // names read so far
};

class PlacementChecker {
 public:
  explicit PlacementChecker(Errors& errors) : errors_(errors) {}

  void body(const Body& statements, Place& place) {
    for (const StmtPtr& s : statements) statement(*s, place);
  }

 private:
  void add(const Span& span, const std::string& message) { errors_.add(span, message); }

  static bool in_function(const Place& place) {
    return place.scope == Scope::function || place.scope == Scope::async_function;
  }

  void loop_body(const Body& statements, Place& place) {
    const bool outer = std::exchange(place.in_loop, true);
    body(statements, place);
    place.in_loop = outer;
  }

  void statement(const Statement& s, Place& place) {
    std::visit([&](const auto& node) { check(node, s.span, place); }, s.node);
  }

  void check(const FunctionDef& node, const Span&, Place& place) {
    for (const ExprPtr& decorator : node.decorator_list) expr(decorator, place);
    arguments(node.args, place);
    expr(node.returns, place);
    place.bound.insert(node.name);
    Place inner;
    inner.scope = node.is_async ? Scope::async_function : Scope::function;
    inner.parameters = &node.args;
    body(node.body, inner);
  }
  void check(const ClassDef& node, const Span&, Place& place) {
    for (const ExprPtr& decorator : node.decorator_list) expr(decorator, place);
    for (const ExprPtr& base : node.bases) expr(base, place);
    for (const Keyword& keyword : node.keywords) expr(keyword.value, place);
    place.bound.insert(node.name);
    Place inner;
    inner.scope = Scope::class_body;
    body(node.body, inner);
  }
  void check(const Return& node, const Span& span, Place& place) {
    if (!in_function(place)) add(span, "'return' outside function");
    plain(node.value, place);
  }
  void check(const Delete& node, const Span&, Place& place) {
    for (const ExprPtr& target : node.targets) expr(target, place);
  }
  void check(const Assign& node, const Span&, Place& place) {
    plain(node.value, place);
    for (const ExprPtr& target : node.targets) {
      if (as<Starred>(*target)) add(target->span, "starred assignment target must be in a list or tuple");
      expr(target, place);
    }
  }
  void check(const AugAssign& node, const Span&, Place& place) {
    plain(node.value, place);
    expr(node.target, place);
  }
  void check(const AnnAssign& node, const Span&, Place& place) {
    expr(node.annotation, place);
    plain(node.value, place);
    expr(node.target, place);
  }
  void check(const For& node, const Span& span, Place& place) {
    if (node.is_async) needs_async("async for", span, place);
    plain(node.iter, place);
    expr(node.target, place);
    loop_body(node.body, place);
    body(node.orelse, place);
  }
  void check(const While& node, const Span&, Place& place) {
    expr(node.test, place);
    loop_body(node.body, place);
    body(node.orelse, place);
  }
  void check(const If& node, const Span&, Place& place) {
    expr(node.test, place);
    body(node.body, place);
    body(node.orelse, place);
  }
  void check(const With& node, const Span& span, Place& place) {
    if (node.is_async) needs_async("async with", span, place);
    for (const WithItem& item : node.items) {
      expr(item.context_expr, place);
      expr(item.optional_vars, place);
    }
    body(node.body, place);
  }
  void check(const Raise& node, const Span&, Place& place) {
    expr(node.exc, place);
    expr(node.cause, place);
  }
  void check(const Try& node, const Span&, Place& place) {
    body(node.body, place);
    for (const ExceptHandler& handler : node.handlers) {
      expr(handler.type, place);
      body(handler.body, place);
    }
    body(node.orelse, place);
    body(node.finalbody, place);
  }
  void check(const Assert& node, const Span&, Place& place) {
    expr(node.test, place);
    expr(node.msg, place);
  }
  void check(const Import& node, const Span&, Place& place) {
    for (const Alias& alias : node.names) place.bound.insert(alias.asname.value_or(alias.name));
  }
  void check(const ImportFrom& node, const Span& span, Place& place) {
    for (const Alias& alias : node.names) {
      if (alias.name == "*" && place.scope != Scope::module) add(span, "import * only allowed at module level");
      place.bound.insert(alias.asname.value_or(alias.name));
    }
  }
  void check(const Global& node, const Span& span, Place& place) { declare(node.names, "global", span, place); }
  void check(const Nonlocal& node, const Span& span, Place& place) {
    if (place.scope == Scope::module) {
      add(span, "nonlocal declaration not allowed at module level");
    } else {
      declare(node.names, "nonlocal", span, place);
    }
  }
  void check(const Expr& node, const Span&, Place& place) { plain(node.value, place); }
  void check(const Break&, const Span& span, Place& place) {
    if (!place.in_loop) add(span, "'break' outside loop");
  }
  void check(const Continue&, const Span& span, Place& place) {
    if (!place.in_loop) add(span, "'continue' not properly in loop");
  }
  void check(const Match&, const Span&, Place&) {}
  void check(const Pass&, const Span&, Place&) {}

  void declare(const std::vector<std::string>& names, const char* word, const Span& span, Place& place) {
    for (const std::string& name : names) {
      if (place.parameters && has_parameter(*place.parameters, name)) {
        add(span, fmt::format("name '{}' is parameter and {}", name, word));
      } else if (place.used.contains(name)) {
        add(span, fmt::format("name '{}' is used prior to {} declaration", name, word));
      } else if (place.bound.contains(name)) {
        add(span, fmt::format("name '{}' is assigned to before {} declaration", name, word));
      }
    }
  }

  template <class Visit>
  static void each_parameter(const Arguments& args, Visit visit) {
    for (const Arg& a : args.posonlyargs) visit(a);
    for (const Arg& a : args.args) visit(a);
    for (const Arg& a : args.kwonlyargs) visit(a);
    if (args.vararg) visit(*args.vararg);
    if (args.kwarg) visit(*args.kwarg);
  }
  static bool has_parameter(const Arguments& args, const std::string& name) {
    bool found = false;
    each_parameter(args, [&](const Arg& a) { found |= a.arg == name; });
    return found;
  }

  void arguments(const Arguments& args, Place& place) {
    std::set<std::string> seen;
    each_parameter(args, [&](const Arg& a) {
      if (!seen.insert(a.arg).second) {
        add(a.span, fmt::format("duplicate argument '{}' in function definition", a.arg));
      }
      expr(a.annotation, place);
    });
    for (const ExprPtr& value : args.defaults) expr(value, place);
    for (const ExprPtr& value : args.kw_defaults) expr(value, place);
  }

  void needs_async(const char* what, const Span& span, const Place& place) {
    if (place.scope != Scope::async_function) add(span, fmt::format("'{}' outside async function", what));
  }

  // An expression that stands where no starred one may.
  void plain(const ExprPtr& e, Place& place) {
    if (e && as<Starred>(*e)) add(e->span, "can't use starred expression here");
    expr(e, place);
  }

  void expr(const ExprPtr& e, Place& place) {
    if (!e) return;
    std::visit([&](const auto& node) { check(node, e->span, place); }, e->node);
  }
  void all(const ExprList& list, Place& place) {
    for (const ExprPtr& e : list) expr(e, place);
  }
  void stored(const ExprList& elements, Context ctx, const Span& span, Place& place) {
    int stars = 0;
    for (const ExprPtr& e : elements) stars += as<Starred>(*e) ? 1 : 0;
    if (ctx == Context::Store && stars > 1) add(span, "multiple starred expressions in assignment");
    all(elements, place);
  }
  void generators(const std::vector<Comprehension>& list, const Span& span, bool lazy, Place& place) {
    for (const Comprehension& c : list) {
      if (c.is_async && !lazy && place.scope != Scope::async_function) {
        add(span, "asynchronous comprehension outside of an asynchronous function");
      }
      expr(c.iter, place);
      all(c.ifs, place);
    }
  }

  void check(const BoolOp& n, const Span&, Place& p) { all(n.values, p); }
  void check(const NamedExpr& n, const Span&, Place& p) {
    expr(n.value, p);
    expr(n.target, p);
  }
  void check(const BinOp& n, const Span&, Place& p) {
    expr(n.left, p);
    expr(n.right, p);
  }
  void check(const UnaryOp& n, const Span&, Place& p) { expr(n.operand, p); }
  void check(const Lambda& n, const Span&, Place& p) {
    arguments(n.args, p);
    Place inner;
    inner.scope = Scope::function;
    expr(n.body, inner);
  }
  void check(const IfExp& n, const Span&, Place& p) {
    expr(n.test, p);
    expr(n.body, p);
    expr(n.orelse, p);
  }
  void check(const Dict& n, const Span&, Place& p) {
    all(n.keys, p);
    all(n.values, p);
  }
  void check(const Set& n, const Span&, Place& p) { all(n.elts, p); }
  template <class Node>
  void comprehension(const Node& n, const Span& span, bool lazy, Place& p) {
    generators(n.generators, span, lazy, p);
    expr(n.elt, p);
  }
  void check(const ListComp& n, const Span& span, Place& p) { comprehension(n, span, false, p); }
  void check(const SetComp& n, const Span& span, Place& p) { comprehension(n, span, false, p); }
  void check(const GeneratorExp& n, const Span& span, Place& p) { comprehension(n, span, true, p); }
  void check(const DictComp& n, const Span& span, Place& p) {
    generators(n.generators, span, false, p);
    expr(n.key, p);
    expr(n.value, p);
  }
  void check(const Await& n, const Span& span, Place& p) {
    if (!in_function(p)) {
      add(span, "'await' outside function");
    } else if (p.scope != Scope::async_function) {
      add(span, "'await' outside async function");
    }
    expr(n.value, p);
  }
  void check(const Yield& n, const Span& span, Place& p) {
    if (!in_function(p)) add(span, "'yield' outside function");
    expr(n.value, p);
  }
  void check(const YieldFrom& n, const Span& span, Place& p) {
    if (!in_function(p)) {
      add(span, "'yield' outside function");
    } else if (p.scope == Scope::async_function) {
      add(span, "'yield from' inside async function");
    }
    expr(n.value, p);
  }
  void check(const Compare& n, const Span&, Place& p) {
    expr(n.left, p);
    all(n.comparators, p);
  }
  void check(const Call& n, const Span&, Place& p) {
    expr(n.func, p);
    all(n.args, p);
    for (const Keyword& keyword : n.keywords) expr(keyword.value, p);
  }
  void check(const FormattedValue& n, const Span&, Place& p) {
    expr(n.value, p);
    expr(n.format_spec, p);
  }
  void check(const JoinedStr& n, const Span&, Place& p) { all(n.values, p); }
  void check(const Constant&, const Span&, Place&) {}
  void check(const Attribute& n, const Span&, Place& p) { expr(n.value, p); }
  void check(const Subscript& n, const Span&, Place& p) {
    expr(n.value, p);
    expr(n.slice, p);
  }
  void check(const Starred& n, const Span&, Place& p) { expr(n.value, p); }
  void check(const Name& n, const Span&, Place& p) { (n.ctx == Context::Load ? p.used : p.bound).insert(n.id); }
  void check(const List& n, const Span& span, Place& p) { stored(n.elts, n.ctx, span, p); }
  void check(const Tuple& n, const Span& span, Place& p) { stored(n.elts, n.ctx, span, p); }
  void check(const Slice& n, const Span&, Place& p) {
    expr(n.lower, p);
    expr(n.upper, p);
    expr(n.step, p);
  }

  Errors& errors_;
};

}  // namespace

void check_placement(const Module& module, Errors& errors) {
  Place place;
  PlacementChecker(errors).body(module.body, place);
}

}  // namespace bpl::syntax
