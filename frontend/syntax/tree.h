// The syntax tree of a script: the node kinds and field names of CPython's ast module, each node with its span.
//
// An Expression or Statement is a span and a variant over plain structs. Look inside with std::visit, or with
// as<Call>(expression), which gives null for another kind. A null ExprPtr stands for Python's None in an optional
// field. `match` statements are kept as a span only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/source.h"

namespace bpl::syntax {

struct Expression;
struct Statement;
using ExprPtr = std::unique_ptr<Expression>;
using StmtPtr = std::unique_ptr<Statement>;
using ExprList = std::vector<ExprPtr>;
using Body = std::vector<StmtPtr>;

enum class Context { Load, Store, Del };
enum class BoolOperator { And, Or };
enum class BinaryOperator { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class UnaryOperator { Invert, Not, UAdd, USub };
enum class CompareOperator { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

// parts shared by several nodes

struct Arg {
  Span span;
  std::string arg;
  ExprPtr annotation;
};

// defaults belong to the last of posonlyargs + args; kw_defaults has one entry per kwonlyargs, null where there is
// none.
struct Arguments {
  std::vector<Arg> posonlyargs;
  std::vector<Arg> args;
  std::optional<Arg> vararg;
  std::vector<Arg> kwonlyargs;
  ExprList kw_defaults;
  std::optional<Arg> kwarg;
  ExprList defaults;
};

// name=value, or **value where arg is empty.
struct Keyword {
  Span span;
  std::optional<std::string> arg;
  ExprPtr value;
};

struct Comprehension {
  ExprPtr target;
  ExprPtr iter;
  ExprList ifs;
  bool is_async = false;
};

// constants

struct NoneValue {};
struct EllipsisValue {};

// An integer that does not fit in 64 bits, as decimal digits.
struct BigInteger {
  std::string digits;
};

struct Imaginary {
  double value = 0;
};

// Text as UTF-8; lone surrogates, which Python escapes can make, are encoded in three bytes like other code points.
struct Text {
  std::string value;
  bool u_prefix = false;
};

struct Bytes {
  std::string value;
};

using ConstantValue =
    std::variant<NoneValue, bool, EllipsisValue, std::int64_t, BigInteger, double, Imaginary, Text, Bytes>;

// expressions

struct BoolOp {
  BoolOperator op;
  ExprList values;
};
struct NamedExpr {
  ExprPtr target;
  ExprPtr value;
};
struct BinOp {
  ExprPtr left;
  BinaryOperator op;
  ExprPtr right;
};
struct UnaryOp {
  UnaryOperator op;
  ExprPtr operand;
};
struct Lambda {
  Arguments args;
  ExprPtr body;
};
struct IfExp {
  ExprPtr test;
  ExprPtr body;
  ExprPtr orelse;
};
// A null key stands for **value.
struct Dict {
  ExprList keys;
  ExprList values;
};
struct Set {
  ExprList elts;
};
struct ListComp {
  ExprPtr elt;
  std::vector<Comprehension> generators;
};
struct SetComp {
  ExprPtr elt;
  std::vector<Comprehension> generators;
};
struct DictComp {
  ExprPtr key;
  ExprPtr value;
  std::vector<Comprehension> generators;
};
struct GeneratorExp {
  ExprPtr elt;
  std::vector<Comprehension> generators;
};
struct Await {
  ExprPtr value;
};
struct Yield {
  ExprPtr value;  // null for a bare yield
};
struct YieldFrom {
  ExprPtr value;
};
// left ops[0] comparators[0] ops[1] comparators[1] ...
struct Compare {
  ExprPtr left;
  std::vector<CompareOperator> ops;
  ExprList comparators;
};
// args may hold Starred; a keyword without a name is **value.
struct Call {
  ExprPtr func;
  ExprList args;
  std::vector<Keyword> keywords;
};
// {value!conversion:format_spec} of an f-string; conversion is 's', 'r', 'a' or 0; format_spec is a JoinedStr or null.
struct FormattedValue {
  ExprPtr value;
  char conversion = 0;
  ExprPtr format_spec;
};
// The parts of an f-string: Constant texts and FormattedValues.
struct JoinedStr {
  ExprList values;
};
struct Constant {
  ConstantValue value;
};
struct Attribute {
  ExprPtr value;
  std::string attr;
  Context ctx = Context::Load;
};
struct Subscript {
  ExprPtr value;
  ExprPtr slice;
  Context ctx = Context::Load;
};
struct Starred {
  ExprPtr value;
  Context ctx = Context::Load;
};
struct Name {
  std::string id;
  Context ctx = Context::Load;
};
struct List {
  ExprList elts;
  Context ctx = Context::Load;
};
struct Tuple {
  ExprList elts;
  Context ctx = Context::Load;
};
struct Slice {
  ExprPtr lower;
  ExprPtr upper;
  ExprPtr step;
};

using ExpressionNode = std::variant<BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp,
                                    DictComp, GeneratorExp, Await, Yield, YieldFrom, Compare, Call, FormattedValue,
                                    JoinedStr, Constant, Attribute, Subscript, Starred, Name, List, Tuple, Slice>;

struct Expression {
  Span span;
  ExpressionNode node;
};

// statements

// The span of a function or class starts at `def`, `async` or `class`; decorators stand before it.
struct FunctionDef {
  std::string name;
  Arguments args;
  Body body;
  ExprList decorator_list;
  ExprPtr returns;
  bool is_async = false;
  Span name_span;
};
struct ClassDef {
  std::string name;
  ExprList bases;
  std::vector<Keyword> keywords;
  Body body;
  ExprList decorator_list;
  Span name_span;
};
struct Return {
  ExprPtr value;
};
struct Delete {
  ExprList targets;
};
// targets[0] = targets[1] = ... = value
struct Assign {
  ExprList targets;
  ExprPtr value;
};
struct AugAssign {
  ExprPtr target;
  BinaryOperator op;
  ExprPtr value;
};
// simple: the target is a name without parentheses.
struct AnnAssign {
  ExprPtr target;
  ExprPtr annotation;
  ExprPtr value;
  bool simple = false;
};
struct For {
  ExprPtr target;
  ExprPtr iter;
  Body body;
  Body orelse;
  bool is_async = false;
};
struct While {
  ExprPtr test;
  Body body;
  Body orelse;
};
// elif is an If alone in orelse.
struct If {
  ExprPtr test;
  Body body;
  Body orelse;
};
struct WithItem {
  ExprPtr context_expr;
  ExprPtr optional_vars;
};
struct With {
  std::vector<WithItem> items;
  Body body;
  bool is_async = false;
};
struct Match {};
struct Raise {
  ExprPtr exc;
  ExprPtr cause;
};
struct ExceptHandler {
  Span span;
  ExprPtr type;
  std::optional<std::string> name;
  Body body;
};
// star: the handlers are `except*`.
struct Try {
  Body body;
  std::vector<ExceptHandler> handlers;
  Body orelse;
  Body finalbody;
  bool star = false;
};
struct Assert {
  ExprPtr test;
  ExprPtr msg;
};
struct Alias {
  Span span;
  std::string name;
  std::optional<std::string> asname;
};
struct Import {
  std::vector<Alias> names;
};
// level is the number of leading dots; module is empty for `from . import x`.
struct ImportFrom {
  std::optional<std::string> module;
  std::vector<Alias> names;
  int level = 0;
};
struct Global {
  std::vector<std::string> names;
};
struct Nonlocal {
  std::vector<std::string> names;
};
struct Expr {
  ExprPtr value;
};
struct Pass {};
struct Break {};
struct Continue {};

using StatementNode =
    std::variant<FunctionDef, ClassDef, Return, Delete, Assign, AugAssign, AnnAssign, For, While, If, With, Match,
                 Raise, Try, Assert, Import, ImportFrom, Global, Nonlocal, Expr, Pass, Break, Continue>;

struct Statement {
  Span span;
  StatementNode node;
};

struct Module {
  Span span;
  Body body;
};

// helpers

template <class Node>
const Node* as(const Expression& expression) {
  return std::get_if<Node>(&expression.node);
}
template <class Node>
Node* as(Expression& expression) {
  return std::get_if<Node>(&expression.node);
}
template <class Node>
const Node* as(const Statement& statement) {
  return std::get_if<Node>(&statement.node);
}
template <class Node>
Node* as(Statement& statement) {
  return std::get_if<Node>(&statement.node);
}

inline ExprPtr make_expr(const Span& span, ExpressionNode node) {
  return std::make_unique<Expression>(Expression{span, std::move(node)});
}
inline StmtPtr make_stmt(const Span& span, StatementNode node) {
  return std::make_unique<Statement>(Statement{span, std::move(node)});
}

// Combines lambdas into one visitor for std::visit.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace bpl::syntax
