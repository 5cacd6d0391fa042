// The module from text: what is not a function or an update.
#include "ir/parse.h"

#include <set>

#include "ir/exchange.h"
#include "ir/parser.h"
#include "ir/text.h"

namespace bpl::ir {

namespace {

class ModuleParser {
 public:
  ModuleParser(Reader& in, Module& module) : in_(in), module_(module) {}

  void parse() {
    in_.expect_word("module");
    module_.name = in_.string("the name of the module");
    in_.expect_word("precision");
    if (in_.take_word("f64")) module_.precision = Precision::f64;
    else in_.expect_word("f32");
    while (!in_.at_end()) entry();
  }

 private:
  void entry() {
    if (in_.take_word("file")) file();
    else if (in_.take_word("define")) definition();
    else if (in_.take_word("unit")) unit();
    else if (in_.take_word("site")) site();
    else if (in_.take_word("host")) {
      unique(functions_, "function");
      parse_function(in_, module_.functions.emplace_back());
    } else if (in_.take_word("update")) {
      unique(updates_, "update");
      parse_update(in_, module_.updates.emplace_back());
    } else if (in_.take_word("network")) {
      network(module_.networks.emplace_back());
    } else {
      in_.unexpected("an entry of the module (file, define, unit, site, host, update or network)");
    }
  }

  void unique(std::set<std::string>& names, std::string_view what) {
    if (in_.peek().kind == TokenKind::symbol && !names.insert(in_.peek().text).second)
      in_.error(in_.peek(), "ir-duplicate", fmt::format("the {} {} is defined twice", what, symbol_text(in_.peek().text)));
  }

  void file() {
    const Token at = in_.peek();
    if (in_.integer() != static_cast<std::int64_t>(module_.files.size()))
      in_.error(at, "ir-file-number", fmt::format("files are numbered in order: this one is {}", module_.files.size()));
    module_.files.push_back(in_.string("the name of the file"));
  }

  void definition() {
    Definition d;
    d.name = in_.string("the name");
    in_.expect_mark("=");
    d.value = in_.constant();
    if (in_.take_word("needs")) d.needs = in_.string("what it needs");
    d.location = in_.location();
    module_.definitions.push_back(std::move(d));
  }

  void unit() {
    Unit u;
    u.name = in_.string("the name of the unit");
    in_.expect_word("init");
    u.init = in_.symbol("the function that fills it");
    module_.units.push_back(std::move(u));
  }

  void aliases(std::vector<std::string>& out) {
    while (in_.take_word("alias")) out.push_back(in_.string("an alias"));
  }

  void site() {
    Site s;
    s.name = in_.string("the name of the object");
    in_.expect_word("class");
    s.class_name = in_.string("the class");
    aliases(s.aliases);
    if (in_.take_word("chain")) {
      in_.expect_mark("(");
      while (in_.peek().kind == TokenKind::location) {
        Site::Call& call = s.chain.emplace_back();
        call.location = in_.location();
        if (in_.take_word("occurrence")) call.occurrence = in_.small_integer();
        if (!in_.take_mark(",")) break;
      }
      in_.expect_mark(")");
    }
    in_.expect_mark("{");
    while (in_.take_word("parameter")) {
      Site::Parameter p;
      p.name = in_.string("the name of the parameter");
      in_.expect_word("default");
      p.default_text = in_.string("the default");
      if (in_.take_word("unit")) p.unit = in_.string("the unit");
      if (in_.take_word("needs")) p.needs = in_.string("what it needs");
      p.location = in_.location();
      s.parameters.push_back(std::move(p));
    }
    in_.expect_mark("}");
    module_.sites.push_back(std::move(s));
  }

  void network(Network& n) {
    n.name = in_.string("the name of the network");
    in_.expect_word("dt");
    n.dt = in_.number();
    n.location = in_.location();
    in_.expect_mark("{");
    while (!in_.at_mark("}")) {
      if (in_.take_word("population")) population(n.populations.emplace_back());
      else if (in_.take_word("projection")) projection(n.projections.emplace_back());
      else if (in_.take_word("step")) step(n.step.emplace_back());
      else if (in_.take_word("exchange")) exchange(n.exchanges.emplace_back());
      else if (in_.take_word("monitor")) {
        n.monitors.push_back(in_.string("what is recorded"));
      } else {
        return in_.unexpected("an entry of the network (population, projection, step, exchange or monitor) or '}'");
      }
    }
    in_.next();
  }

  void step(StepLine& s) {
    s.phase = in_.string("the phase");
    s.object = in_.string("the object");
    s.update = in_.string("what happens");
    if (!in_.take_mark("{")) return;
    while (in_.take_word("exchange")) exchange(s.exchanges.emplace_back());
    in_.expect_mark("}");
  }

  void exchange(Exchange& e) {
    const Token at = in_.peek();
    const std::optional<Exchange::Kind> kind = exchange_kind_from_name(in_.word("the kind of the exchange"));
    if (!kind) in_.error(at, "ir-unknown-name", fmt::format("an exchange is run, every, sum, collective, input or callback, not {}", at.text));
    e.kind = kind.value_or(Exchange::Kind::run);
    if (has_number(e.kind)) e.number = in_.small_integer();
    if (in_.take_word("of")) {
      do e.variables.push_back(in_.string("a variable"));
      while (in_.take_mark(","));
    }
    in_.expect_word("because");
    e.reason = in_.string("the reason");
  }

  void variables(std::vector<StateVariable>& out) {
    while (in_.take_word("variable")) {
      StateVariable& v = out.emplace_back();
      v.name = in_.string("the name of the variable");
      in_.expect_mark(":");
      v.type = in_.element_type();
      in_.expect_word("initial");
      v.initial = in_.string("the initial value");
    }
  }

  template <class Pairs>
  void parameters(Pairs& out) {
    while (in_.take_word("parameter")) {
      const std::string name = in_.string("the name of the parameter");
      out.emplace_back(name, in_.string("its value"));
    }
  }

  void population(Population& p) {
    p.name = in_.string("the name of the population");
    in_.expect_word("class");
    p.class_name = in_.string("the class");
    in_.expect_word("size");
    p.size = in_.integer();
    aliases(p.aliases);
    p.location = in_.location();
    in_.expect_mark("{");
    variables(p.variables);
    parameters(p.parameters);
    in_.expect_mark("}");
  }

  void projection(Projection& p) {
    p.name = in_.string("the name of the projection");
    const auto end = [&](std::string_view word, std::string& name, std::int64_t& size) {
      in_.expect_word(word);
      name = in_.string(word);
      in_.expect_word("size");
      size = in_.integer();
    };
    const auto optional = [&](std::string_view word, std::string& out) {
      if (in_.take_word(word)) out = in_.string(word);
    };
    in_.expect_word("class");
    p.class_name = in_.string("the class");
    end("from", p.pre, p.pre_size);
    end("to", p.post, p.post_size);
    optional("rule", p.rule);
    optional("weight", p.weight);
    optional("delay", p.delay);
    if (in_.take_word("offset")) p.arrival_offset = in_.integer();
    optional("output", p.output);
    p.location = in_.location();
    in_.expect_mark("{");
    variables(p.variables);
    parameters(p.parameters);
    in_.expect_mark("}");
  }

  Reader& in_;
  Module& module_;
  std::set<std::string> functions_, updates_;
};

}  // namespace

bool parse(std::string_view text, int file, Module& module, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  module = {};
  Reader in(text, file, diagnostics);
  ModuleParser(in, module).parse();
  return diagnostics.error_count() == errors;
}

}  // namespace bpl::ir
