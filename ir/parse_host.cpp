// Host functions from text.
#include "ir/operations.h"
#include "ir/parser.h"
#include "ir/text.h"
#include "support/suggest.h"

namespace bpl::ir {

namespace {

class HostParser {
 public:
  HostParser(Reader& in, HostFunction& function) : in_(in), function_(function) {}

  // Behind `host`.
  void parse() {
    function_.name = in_.symbol("the name of the function");
    in_.expect_mark("(");
    while (!in_.at_mark(")") && !in_.at_end()) {
      parameter();
      if (!in_.take_mark(",")) break;
    }
    in_.expect_mark(")");
    in_.expect_mark("->");
    in_.expect_word("value");
    function_.short_name = in_.string("the short name");
    in_.expect_word("in");
    function_.unit = in_.string("the unit");
    function_.location = in_.location();
    in_.expect_mark("{");
    declarations();
    block(function_.body, 0);
  }

 private:
  void declare(const Token& at) {
    const int number = static_cast<int>(registers_.size());
    if (registers_.emplace(at.text, number).second) return;
    in_.error(at, "ir-duplicate", fmt::format("the register %{} is declared twice", at.text));
  }

  Token register_name() {
    if (in_.peek().kind == TokenKind::reg) return in_.next();
    in_.unexpected("a register such as %a");
    return {};
  }

  void parameter() {
    HostParameter p;
    if (in_.take_mark("*")) p.kind = ParameterKind::star;
    else if (in_.take_mark("**")) p.kind = ParameterKind::double_star;
    else if (in_.take_word("only_positional")) p.kind = ParameterKind::positional_only;
    else if (in_.take_word("only_keyword")) p.kind = ParameterKind::keyword_only;
    const Token name = register_name();
    in_.expect_mark(":");
    in_.expect_word("value");
    p.name = name.text;
    declare(name);
    function_.parameters.push_back(std::move(p));
  }

  void declarations() {
    int registers = -1;
    if (in_.take_word("local")) do {
        const Token name = register_name();
        declare(name);
        function_.locals.push_back(name.text);
      } while (in_.take_mark(","));
    if (in_.take_word("free")) do {
        function_.free_variables.push_back(in_.string("the name of a free variable"));
      } while (in_.take_mark(","));
    named_ = static_cast<int>(function_.parameters.size() + function_.locals.size());
    const Token at = in_.peek();
    if (in_.take_word("registers")) registers = in_.small_integer();
    if (registers > kMostRegisters) in_.syntax_error(at, "a function cannot have that many registers");
    function_.register_count = registers < 0 ? named_ : registers;
    if (in_.take_word("traced")) function_.compiled = false;
  }

  int reg() {
    if (in_.peek().kind != TokenKind::reg) {
      in_.unexpected("a register such as %a or %3");
      return -1;
    }
    const Token t = in_.next();
    if (const auto at = registers_.find(t.text); at != registers_.end()) return at->second;
    const bool number = !t.text.empty() && t.text.size() < 9 && t.text.find_first_not_of("0123456789") == std::string::npos;
    const int r = number ? std::stoi(t.text) : -1;
    if (r >= named_ && r < function_.register_count) return r;
    Diagnostic& d = in_.error(t, "ir-unknown-register", fmt::format("there is no register %{}", t.text));
    std::vector<std::string> names;
    for (const auto& [name, index] : registers_) names.push_back(name);
    d.hint = number ? fmt::format("temporaries are %{} to %{}; see `registers`", named_, function_.register_count - 1)
                    : did_you_mean(t.text, names);
    return -1;
  }

  // (%1, %2)
  std::vector<int> list() {
    std::vector<int> out;
    in_.expect_mark("(");
    while (!in_.at_mark(")") && !in_.at_end()) {
      out.push_back(reg());
      if (!in_.take_mark(",")) break;
    }
    in_.expect_mark(")");
    return out;
  }

  // Up to and including the closing brace.
  void block(HostBlock& out, int depth) {
    if (depth > kMostNestedBlocks) return in_.syntax_error(in_.peek(), "blocks are nested too deeply");
    while (!in_.at_mark("}")) {
      if (in_.at_end()) return in_.unexpected("an instruction or '}'");
      HostInstr i;
      instruction(i, depth);
      out.push_back(std::move(i));
    }
    in_.next();
  }

  void instruction(HostInstr& i, int depth) {
    if (in_.peek().kind == TokenKind::reg) {
      i.result = reg();
      in_.expect_mark(":");
      in_.expect_word("value");
      in_.expect_mark("=");
    }
    const Token at = in_.peek();
    const std::string name = in_.word("an operation");
    const HostOpInfo* op = find_host_op(name);
    if (!op) {
      if (!in_.at_end()) in_.syntax_error(at, fmt::format("there is no host operation '{}'", name));
      return;
    }
    i.op = op->op;
    if (i.result >= 0 && (!op->result || op->blocks > 0))
      in_.error(at, "ir-no-result", fmt::format("'{}' gives no value", name));
    if (op->blocks > 0) {
      i.blocks.resize(static_cast<std::size_t>(op->blocks));
      return structured(i, depth + 1);
    }
    operands(i, *op);
    i.location = in_.location(function_.location.file);
  }

  void place(HostInstr& i) { i.location = in_.location(function_.location.file); }

  // Behind the word: operands, then blocks.
  void structured(HostInstr& i, int depth) {
    if (i.op == HostOp::if_) i.args = {reg()};
    if (i.op == HostOp::for_) {
      i.result = reg();
      in_.expect_mark(":");
      in_.expect_word("value");
      in_.expect_word("in");
      i.args = {reg()};
    }
    in_.expect_mark("{");
    place(i);
    block(i.blocks[0], depth);
    std::size_t next = 1;
    if (i.op == HostOp::while_) {
      in_.expect_word("test");
      i.args = {reg()};
      in_.expect_mark("{");
      block(i.blocks[next++], depth);
    }
    if (i.op == HostOp::try_) {
      if (in_.take_word("except")) {
        if (!in_.at_mark("{")) i.result = reg();
        in_.expect_mark("{");
        block(i.blocks[1], depth);
      }
      ++next;
    }
    if (in_.take_word("else")) {
      in_.expect_mark("{");
      block(i.blocks[next], depth);
    }
    if (i.op == HostOp::try_ && in_.take_word("finally")) {
      in_.expect_mark("{");
      block(i.blocks[3], depth);
    }
  }

  void operands(HostInstr& i, const HostOpInfo& op) {
    switch (i.op) {
      case HostOp::call: return call(i);
      case HostOp::make_function: return make_function(i);
      case HostOp::make_class:
        i.name = in_.string("the name of the class");
        i.args = list();
        in_.expect_word("body");
        i.body = in_.symbol("the function of the class body");
        if (in_.take_word("cell")) i.class_cell = reg();
        return;
      case HostOp::unpack:
        i.results = list();
        in_.expect_mark("=");
        i.args = {reg()};
        if (in_.take_word("star")) i.index = in_.small_integer();
        return;
      default: break;
    }
    for (const char operand : op.form) {
      if (operand == 'a') i.args.push_back(reg());
      if (operand == 'n') i.name = in_.string("a name");
      if (operand == 'c') i.constant = in_.constant();
      if (operand == 'i') i.index = in_.small_integer();
      if (operand == 'L') i.args = list();
    }
  }

  void call(HostInstr& i) {
    i.args = {reg()};
    in_.expect_mark("(");
    while (!in_.at_mark(")") && !in_.at_end()) {
      CallArgument kind;
      if (in_.take_mark("*")) kind.kind = CallKind::star;
      else if (in_.take_mark("**")) kind.kind = CallKind::double_star;
      else if (in_.peek().kind != TokenKind::reg) {
        kind.kind = CallKind::keyword;
        kind.name = in_.peek().kind == TokenKind::string ? in_.next().text : in_.word("an argument");
        in_.expect_mark("=");
      }
      i.args.push_back(reg());
      i.call_kinds.push_back(std::move(kind));
      if (!in_.take_mark(",")) break;
    }
    in_.expect_mark(")");
  }

  void make_function(HostInstr& i) {
    i.name = in_.symbol("the name of a function");
    const auto part = [&](std::string_view word) {
      if (!in_.take_word(word)) return 0;
      const std::vector<int> registers = list();
      i.args.insert(i.args.end(), registers.begin(), registers.end());
      return static_cast<int>(registers.size());
    };
    i.defaults = part("defaults");
    i.keyword_defaults = part("keyword_defaults");
    part("closure");
  }

  Reader& in_;
  HostFunction& function_;
  std::map<std::string, int> registers_;
  int named_ = 0;
};

}  // namespace

void parse_function(Reader& in, HostFunction& function) { HostParser(in, function).parse(); }

}  // namespace bpl::ir
