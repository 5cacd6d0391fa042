#include "frontend/syntax/dump.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "frontend/syntax/constant_repr.h"

namespace bpl::syntax {

namespace {

std::string_view name_of(Context ctx) {
  constexpr std::string_view kNames[] = {"Load", "Store", "Del"};
  return kNames[static_cast<int>(ctx)];
}
std::string_view name_of(BoolOperator op) { return op == BoolOperator::And ? "And" : "Or"; }
std::string_view name_of(BinaryOperator op) {
  constexpr std::string_view kNames[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                         "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
  return kNames[static_cast<int>(op)];
}
std::string_view name_of(UnaryOperator op) {
  constexpr std::string_view kNames[] = {"Invert", "Not", "UAdd", "USub"};
  return kNames[static_cast<int>(op)];
}
std::string_view name_of(CompareOperator op) {
  constexpr std::string_view kNames[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
  return kNames[static_cast<int>(op)];
}

// Writes nodes as Kind(field=value, ...). Optional fields that are empty are left out, as ast.dump does.
class Dumper {
 public:
  explicit Dumper(int indent) : indent_(indent) {}

  std::string take() { return std::move(out_); }

  void module(const Module& m) {
    open("Module");
    list("body", m.body);
    field("type_ignores", [&] { out_ += "[]"; });
    close();
  }

  void expr(const Expression& e) {
    std::visit([&](const auto& node) { write(node); }, e.node);
  }

 private:
  // The arguments written so far of a node or list that is still open. Python keeps a node on one line when it has at
  // most three arguments and none of them has parts of its own.
  struct Open {
    std::vector<std::string> arguments;
    bool simple = true;
  };

  void open(std::string_view name) {
    out_ += name;
    out_ += '(';
    open_.emplace_back();
  }
  void close() {
    const Open node = std::move(open_.back());
    open_.pop_back();
    append(node.arguments, indent_ > 0 && !(node.simple && node.arguments.size() <= 3));
    out_ += ')';
    simple_ = node.arguments.empty();
  }
  void append(const std::vector<std::string>& arguments, bool one_per_line) {
    const std::string line = "\n" + std::string((open_.size() + 1) * static_cast<std::size_t>(indent_), ' ');
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (i > 0) out_ += one_per_line ? "," : ", ";
      if (one_per_line) out_ += line;
      out_ += arguments[i];
    }
  }

  template <class Write>
  void argument(std::string start, Write write) {
    const std::string before = std::exchange(out_, std::move(start));
    simple_ = true;
    write();
    open_.back().arguments.push_back(std::exchange(out_, before));
    open_.back().simple &= simple_;
  }
  template <class Write>
  void field(std::string_view name, Write write) {
    argument(std::string(name) + "=", write);
  }
  void text(std::string_view name, std::string_view value) {
    field(name, [&] { out_ += text_repr(value); });
  }
  void text(std::string_view name, const std::optional<std::string>& value) {
    if (value) text(name, std::string_view(*value));
  }
  void number(std::string_view name, int value) {
    field(name, [&] { out_ += std::to_string(value); });
  }
  template <class Operator>
  void op(std::string_view name, Operator value) {
    field(name, [&] { out_ += fmt::format("{}()", name_of(value)); });
  }
  void child(std::string_view name, const ExprPtr& value) {
    if (value) field(name, [&] { expr(*value); });
  }

  void item(const ExprPtr& e) {
    if (e) {
      expr(*e);
    } else {
      out_ += "None";
    }
  }
  void item(const StmtPtr& s) {
    std::visit([&](const auto& node) { write(node); }, s->node);
  }
  void item(CompareOperator value) { out_ += fmt::format("{}()", name_of(value)); }
  void item(const std::string& value) { out_ += text_repr(value); }
  template <class Node>
  void item(const Node& node) {
    write(node);
  }

  template <class Items>
  void list(std::string_view name, const Items& items) {
    field(name, [&] {
      out_ += '[';
      open_.emplace_back();
      for (const auto& i : items) argument("", [&] { item(i); });
      const Open written = std::move(open_.back());
      open_.pop_back();
      append(written.arguments, indent_ > 0);
      out_ += ']';
      simple_ = written.arguments.empty();
    });
  }

  template <class Node>
  void generators(std::string_view kind, const Node& n) {
    open(kind);
    child("elt", n.elt);
    list("generators", n.generators);
    close();
  }

  void write(const Arg& a) {
    open("arg");
    text("arg", std::string_view(a.arg));
    child("annotation", a.annotation);
    close();
  }
  void write(const Arguments& a) {
    open("arguments");
    list("posonlyargs", a.posonlyargs);
    list("args", a.args);
    if (a.vararg) field("vararg", [&] { write(*a.vararg); });
    list("kwonlyargs", a.kwonlyargs);
    list("kw_defaults", a.kw_defaults);
    if (a.kwarg) field("kwarg", [&] { write(*a.kwarg); });
    list("defaults", a.defaults);
    close();
  }
  void write(const Keyword& k) {
    open("keyword");
    text("arg", k.arg);
    child("value", k.value);
    close();
  }
  void write(const Comprehension& c) {
    open("comprehension");
    child("target", c.target);
    child("iter", c.iter);
    list("ifs", c.ifs);
    number("is_async", c.is_async ? 1 : 0);
    close();
  }
  void write(const WithItem& w) {
    open("withitem");
    child("context_expr", w.context_expr);
    child("optional_vars", w.optional_vars);
    close();
  }
  void write(const ExceptHandler& h) {
    open("ExceptHandler");
    child("type", h.type);
    text("name", h.name);
    list("body", h.body);
    close();
  }
  void write(const Alias& a) {
    open("alias");
    text("name", std::string_view(a.name));
    text("asname", a.asname);
    close();
  }

  void write(const BoolOp& n) {
    open("BoolOp");
    op("op", n.op);
    list("values", n.values);
    close();
  }
  void write(const NamedExpr& n) {
    open("NamedExpr");
    child("target", n.target);
    child("value", n.value);
    close();
  }
  void write(const BinOp& n) {
    open("BinOp");
    child("left", n.left);
    op("op", n.op);
    child("right", n.right);
    close();
  }
  void write(const UnaryOp& n) {
    open("UnaryOp");
    op("op", n.op);
    child("operand", n.operand);
    close();
  }
  void write(const Lambda& n) {
    open("Lambda");
    field("args", [&] { write(n.args); });
    child("body", n.body);
    close();
  }
  void write(const IfExp& n) {
    open("IfExp");
    child("test", n.test);
    child("body", n.body);
    child("orelse", n.orelse);
    close();
  }
  void write(const Dict& n) {
    open("Dict");
    list("keys", n.keys);
    list("values", n.values);
    close();
  }
  void write(const Set& n) {
    open("Set");
    list("elts", n.elts);
    close();
  }
  void write(const ListComp& n) { generators("ListComp", n); }
  void write(const SetComp& n) { generators("SetComp", n); }
  void write(const GeneratorExp& n) { generators("GeneratorExp", n); }
  void write(const DictComp& n) {
    open("DictComp");
    child("key", n.key);
    child("value", n.value);
    list("generators", n.generators);
    close();
  }
  void value_only(std::string_view kind, const ExprPtr& value) {
    open(kind);
    child("value", value);
    close();
  }
  void write(const Await& n) { value_only("Await", n.value); }
  void write(const Yield& n) { value_only("Yield", n.value); }
  void write(const YieldFrom& n) { value_only("YieldFrom", n.value); }
  void write(const Return& n) { value_only("Return", n.value); }
  void write(const Expr& n) { value_only("Expr", n.value); }
  void write(const Compare& n) {
    open("Compare");
    child("left", n.left);
    list("ops", n.ops);
    list("comparators", n.comparators);
    close();
  }
  void write(const Call& n) {
    open("Call");
    child("func", n.func);
    list("args", n.args);
    list("keywords", n.keywords);
    close();
  }
  void write(const FormattedValue& n) {
    open("FormattedValue");
    child("value", n.value);
    number("conversion", n.conversion == 0 ? -1 : n.conversion);
    child("format_spec", n.format_spec);
    close();
  }
  void write(const JoinedStr& n) {
    open("JoinedStr");
    list("values", n.values);
    close();
  }
  void write(const Constant& n) {
    open("Constant");
    field("value", [&] { out_ += constant_repr(n.value); });
    const Text* value = std::get_if<Text>(&n.value);
    if (value && value->u_prefix) text("kind", std::string_view("u"));
    close();
  }
  void write(const Attribute& n) {
    open("Attribute");
    child("value", n.value);
    text("attr", std::string_view(n.attr));
    op("ctx", n.ctx);
    close();
  }
  void write(const Subscript& n) {
    open("Subscript");
    child("value", n.value);
    child("slice", n.slice);
    op("ctx", n.ctx);
    close();
  }
  void write(const Starred& n) {
    open("Starred");
    child("value", n.value);
    op("ctx", n.ctx);
    close();
  }
  void write(const Name& n) {
    open("Name");
    text("id", std::string_view(n.id));
    op("ctx", n.ctx);
    close();
  }
  void sequence(std::string_view kind, const ExprList& elts, Context ctx) {
    open(kind);
    list("elts", elts);
    op("ctx", ctx);
    close();
  }
  void write(const List& n) { sequence("List", n.elts, n.ctx); }
  void write(const Tuple& n) { sequence("Tuple", n.elts, n.ctx); }
  void write(const Slice& n) {
    open("Slice");
    child("lower", n.lower);
    child("upper", n.upper);
    child("step", n.step);
    close();
  }

  void write(const FunctionDef& n) {
    open(n.is_async ? "AsyncFunctionDef" : "FunctionDef");
    text("name", std::string_view(n.name));
    field("args", [&] { write(n.args); });
    list("body", n.body);
    list("decorator_list", n.decorator_list);
    child("returns", n.returns);
    close();
  }
  void write(const ClassDef& n) {
    open("ClassDef");
    text("name", std::string_view(n.name));
    list("bases", n.bases);
    list("keywords", n.keywords);
    list("body", n.body);
    list("decorator_list", n.decorator_list);
    close();
  }
  void write(const Delete& n) {
    open("Delete");
    list("targets", n.targets);
    close();
  }
  void write(const Assign& n) {
    open("Assign");
    list("targets", n.targets);
    child("value", n.value);
    close();
  }
  void write(const AugAssign& n) {
    open("AugAssign");
    child("target", n.target);
    op("op", n.op);
    child("value", n.value);
    close();
  }
  void write(const AnnAssign& n) {
    open("AnnAssign");
    child("target", n.target);
    child("annotation", n.annotation);
    child("value", n.value);
    number("simple", n.simple ? 1 : 0);
    close();
  }
  void write(const For& n) {
    open(n.is_async ? "AsyncFor" : "For");
    child("target", n.target);
    child("iter", n.iter);
    list("body", n.body);
    list("orelse", n.orelse);
    close();
  }
  template <class Node>
  void branch(std::string_view kind, const Node& n) {
    open(kind);
    child("test", n.test);
    list("body", n.body);
    list("orelse", n.orelse);
    close();
  }
  void write(const While& n) { branch("While", n); }
  void write(const If& n) { branch("If", n); }
  void write(const With& n) {
    open(n.is_async ? "AsyncWith" : "With");
    list("items", n.items);
    list("body", n.body);
    close();
  }
  void write(const Raise& n) {
    open("Raise");
    child("exc", n.exc);
    child("cause", n.cause);
    close();
  }
  void write(const Try& n) {
    open(n.star ? "TryStar" : "Try");
    list("body", n.body);
    list("handlers", n.handlers);
    list("orelse", n.orelse);
    list("finalbody", n.finalbody);
    close();
  }
  void write(const Assert& n) {
    open("Assert");
    child("test", n.test);
    child("msg", n.msg);
    close();
  }
  void write(const Import& n) {
    open("Import");
    list("names", n.names);
    close();
  }
  void write(const ImportFrom& n) {
    open("ImportFrom");
    text("module", n.module);
    list("names", n.names);
    number("level", n.level);
    close();
  }
  void write(const Global& n) {
    open("Global");
    list("names", n.names);
    close();
  }
  void write(const Nonlocal& n) {
    open("Nonlocal");
    list("names", n.names);
    close();
  }
  void empty(std::string_view kind) {
    open(kind);
    close();
  }
  void write(const Match&) { empty("Match"); }
  void write(const Pass&) { empty("Pass"); }
  void write(const Break&) { empty("Break"); }
  void write(const Continue&) { empty("Continue"); }

  int indent_;
  std::vector<Open> open_;
  bool simple_ = true;  // of the value written last
  std::string out_;
};

}  // namespace

std::string dump(const Module& module) {
  Dumper dumper(0);
  dumper.module(module);
  return dumper.take();
}

std::string dump_indented(const Module& module) {
  Dumper dumper(2);
  dumper.module(module);
  return dumper.take() + "\n";
}

std::string dump(const Expression& expression) {
  Dumper dumper(0);
  dumper.expr(expression);
  return dumper.take();
}

}  // namespace bpl::syntax
