// Invariants of host functions.
#include <algorithm>

#include "ir/operations.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace bpl::ir {

namespace {

class HostVerifier {
 public:
  HostVerifier(Verifier& v, const HostFunction& function, const std::set<std::string>& functions)
      : v_(v), function_(function), functions_(functions) {}

  void run() {
    registers();
    parameters();
    block(function_.body, 0);
  }

 private:
  void registers() {
    std::set<std::string> names;
    const auto name = [&](const std::string& n) {
      if (!names.insert(n).second) v_.problem(function_.location, "two registers are named \"{}\"", n);
      if (n.empty() || n.find_first_not_of("0123456789") == std::string::npos)
        v_.problem(function_.location, "\"{}\" cannot be the name of a register", n);
    };
    for (const HostParameter& p : function_.parameters) name(p.name);
    for (const std::string& l : function_.locals) name(l);
    const std::size_t named = function_.parameters.size() + function_.locals.size();
    if (function_.register_count < static_cast<int>(named))
      v_.problem(function_.location, "{} registers are too few for {} names", function_.register_count, named);
  }

  void parameters() {
    ParameterKind last = ParameterKind::positional_only;
    for (const HostParameter& p : function_.parameters) {
      const bool once = p.kind == ParameterKind::star || p.kind == ParameterKind::double_star;
      if (p.kind < last || (once && p.kind == last))
        v_.problem(function_.location, "the parameter \"{}\" stands behind one of a later kind", p.name);
      last = p.kind;
    }
  }

  void reg(const HostInstr& i, int r) {
    if (!v_.in_range(r, static_cast<std::size_t>(std::max(function_.register_count, 0))))
      v_.problem(i.location, "'{}' uses register {}, there are {}", info(i.op).name, r, function_.register_count);
  }

  void block(const HostBlock& instructions, int loops) {
    for (const HostInstr& i : instructions) instruction(i, loops);
  }

  void instruction(const HostInstr& i, int loops) {
    const HostOpInfo& op = info(i.op);
    for (const int a : i.args) reg(i, a);
    for (const int r : i.results) reg(i, r);
    if (i.result >= 0) reg(i, i.result);
    if (i.result >= 0 && !op.result) v_.problem(i.location, "'{}' gives no value but has a result", op.name);
    operands(i, op);
    if (static_cast<int>(i.blocks.size()) != op.blocks)
      v_.problem(i.location, "'{}' has {} blocks instead of {}", op.name, i.blocks.size(), op.blocks);
    if ((i.op == HostOp::break_ || i.op == HostOp::continue_) && loops == 0)
      v_.problem(i.location, "'{}' is outside of a loop", op.name);
    for (std::size_t k = 0; k < i.blocks.size(); ++k) {
      // The block that runs at the end of a loop, and the test of `while`, belong to the loop around it.
      const bool body = (i.op == HostOp::while_ && k == 1) || (i.op == HostOp::for_ && k == 0);
      block(i.blocks[k], loops + body);
    }
  }

  void count(const HostInstr& i, int least, int most) {
    const int n = static_cast<int>(i.args.size());
    if (n < least || (most >= 0 && n > most)) {
      const std::string wanted = most < 0          ? fmt::format("at least {}", least)
                                 : least == most ? fmt::format("{}", least)
                                                 : fmt::format("{} to {}", least, most);
      v_.problem(i.location, "'{}' has {} operands instead of {}", info(i.op).name, n, wanted);
    }
  }

  void operands(const HostInstr& i, const HostOpInfo& op) {
    bool name = false, index = false;
    if (op.form == "*") {
      special(i);
      name = i.op == HostOp::make_function || i.op == HostOp::make_class;
      index = i.op == HostOp::unpack;
    } else {
      const int plain = static_cast<int>(std::count(op.form.begin(), op.form.end(), 'a'));
      const bool list = op.form.find('L') != std::string_view::npos;
      count(i, list ? op.least : plain, list ? op.most : plain);
      name = op.form.find('n') != std::string_view::npos;
      index = op.form.find('i') != std::string_view::npos;
    }
    if (!name && !i.name.empty()) v_.problem(i.location, "'{}' has no use for the name \"{}\"", op.name, i.name);
    if (!index && i.index != -1) v_.problem(i.location, "'{}' has no use for the index {}", op.name, i.index);
    if (i.op != HostOp::call && !i.call_kinds.empty()) v_.problem(i.location, "'{}' has kinds of arguments", op.name);
    if (i.op == HostOp::unary || i.op == HostOp::binary || i.op == HostOp::binary_inplace || i.op == HostOp::compare)
      if (!is_operator(i.op, i.name)) v_.problem(i.location, "'{}' knows no operator \"{}\"", op.name, i.name);
    if (i.op == HostOp::build_dict && i.args.size() % 2 != 0) v_.problem(i.location, "'build_dict' has a key without a value");
    if (i.op == HostOp::format_value && i.name != "" && i.name != "s" && i.name != "r" && i.name != "a")
      v_.problem(i.location, "'format_value' knows no conversion \"{}\"", i.name);
    if (i.op == HostOp::get_closure && !v_.in_range(i.index, function_.free_variables.size()))
      v_.problem(i.location, "'get_closure' wants cell {}, the function has {}", i.index, function_.free_variables.size());
  }

  void special(const HostInstr& i) {
    switch (i.op) {
      case HostOp::call:
        count(i, 1, -1);
        if (!i.args.empty() && i.call_kinds.size() != i.args.size() - 1)
          v_.problem(i.location, "'call' has {} kinds for {} arguments", i.call_kinds.size(), i.args.size() - 1);
        for (const CallArgument& a : i.call_kinds)
          if ((a.kind == CallKind::keyword) == a.name.empty()) v_.problem(i.location, "an argument of 'call' has a name, or needs one");
        return;
      case HostOp::make_function: return make_function(i);
      case HostOp::make_class:
        count(i, 1, -1);
        function_exists(i, i.body);
        if (i.class_cell != -1) reg(i, i.class_cell);
        return;
      case HostOp::unpack:
        count(i, 1, 1);
        if (i.index < -1 || i.index >= static_cast<int>(i.results.size()))
          v_.problem(i.location, "'unpack' has its star at {} of {}", i.index, i.results.size());
        return;
      case HostOp::try_: return count(i, 0, 0);
      case HostOp::for_:
        if (i.result < 0) v_.problem(i.location, "'for' has no variable");
        [[fallthrough]];
      default: count(i, 1, 1);
    }
  }

  void function_exists(const HostInstr& i, const std::string& name) {
    if (!functions_.contains(name)) v_.problem(i.location, "'{}' names {}, which does not exist", info(i.op).name, symbol_text(name));
  }

  void make_function(const HostInstr& i) {
    function_exists(i, i.name);
    const int cells = static_cast<int>(i.args.size()) - i.defaults - i.keyword_defaults;
    if (i.defaults < 0 || i.keyword_defaults < 0 || cells < 0)
      return v_.problem(i.location, "'make_function' has {} operands for {} defaults", i.args.size(), i.defaults + i.keyword_defaults);
    for (const HostFunction& f : v_.module().functions)
      if (f.name == i.name && static_cast<int>(f.free_variables.size()) != cells)
        v_.problem(i.location, "'make_function' gives {} cells to {}, which has {} free variables", cells, symbol_text(f.name),
                   f.free_variables.size());
  }

  Verifier& v_;
  const HostFunction& function_;
  const std::set<std::string>& functions_;
};

}  // namespace

void verify_function(Verifier& v, const HostFunction& function, const std::set<std::string>& functions) {
  HostVerifier(v, function, functions).run();
}

}  // namespace bpl::ir
