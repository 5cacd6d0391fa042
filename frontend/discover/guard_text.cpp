#include "frontend/discover/guard_text.h"

#include <fmt/format.h>

#include <map>

#include "ir/text.h"

namespace bpl::discover {

namespace {

struct Infix {
  const char* sign;
  int level;             // of binding: a higher one binds closer
  const char* opposite;  // of a comparison
};

const std::map<std::string, Infix> kInfix = {
    {"or", {"or", 1, nullptr}},   {"and", {"and", 2, nullptr}}, {"lt", {"<", 4, ">="}},       {"le", {"<=", 4, ">"}},
    {"gt", {">", 4, "<="}},       {"ge", {">=", 4, "<"}},       {"eq", {"==", 4, "!="}},      {"ne", {"!=", 4, "=="}},
    {"xor", {"!=", 4, "=="}},     {"bit_or", {"|", 5, nullptr}}, {"bit_xor", {"^", 6, nullptr}}, {"bit_and", {"&", 7, nullptr}},
    {"shift_left", {"<<", 8, nullptr}}, {"shift_right", {">>", 8, nullptr}}, {"add", {"+", 9, nullptr}}, {"sub", {"-", 9, nullptr}},
    {"mul", {"*", 10, nullptr}},  {"div", {"/", 10, nullptr}},  {"floordiv", {"//", 10, nullptr}}, {"mod", {"%", 10, nullptr}},
    {"pow", {"**", 12, nullptr}}};
constexpr int kNot = 3, kSign = 11, kAtom = 13;

class ConditionWriter {
 public:
  ConditionWriter(const host::Guard& guard, const std::function<std::string(int)>& slot) : guard_(guard), slot_(slot) {}

  bool is_condition() const { return condition(last()); }
  std::string text(bool holds) { return decided(last(), holds); }
  std::string value() { return write(last(), 0); }

 private:
  int last() const { return static_cast<int>(guard_.nodes.size()) - 1; }
  const host::ScalarNode& node(int k) const { return guard_.nodes[static_cast<std::size_t>(k)]; }

  bool condition(int k) const {
    const std::string& op = node(k).op;
    if (op == "not" || op == "is_nan" || op == "to_boolean" || op == "and" || op == "or") return true;
    const auto at = kInfix.find(op);
    return at != kInfix.end() && at->second.opposite;
  }

  // That a condition holds, or that it does not.
  std::string decided(int k, bool holds) {
    const host::ScalarNode& n = node(k);
    if (n.op == "not") return decided(n.args[0], !holds);
    if (n.op == "to_boolean" && condition(n.args[0])) return decided(n.args[0], holds);
    if (n.op == "to_boolean") return fmt::format("{} {} 0", write(n.args[0], 5), holds ? "!=" : "==");
    if (holds) return write(k, 0);
    if (const auto at = kInfix.find(n.op); at != kInfix.end() && at->second.opposite)
      return fmt::format("{} {} {}", write(n.args[0], 5), at->second.opposite, write(n.args[1], 5));
    return "not " + write(k, kNot);
  }

  std::string write(int k, int around) {
    int level = kAtom;
    const std::string text = plain(k, &level);
    return level < around ? "(" + text + ")" : text;
  }

  std::string plain(int k, int* level) {
    const host::ScalarNode& n = node(k);
    if (n.op == "slot") return slot_(n.slot);
    if (n.op == "constant") return ir::number_text(n.number);
    if (n.op == "to_real") return plain(n.args[0], level);
    if (n.op == "to_integer") return "int(" + write(n.args[0], 0) + ")";
    if (n.op == "neg") return *level = kSign, "-" + write(n.args[0], kSign);
    if (n.op == "bit_not") return *level = kSign, "~" + write(n.args[0], kSign);
    if (n.op == "not") return *level = kNot, "not " + write(n.args[0], kNot);
    if (const auto at = kInfix.find(n.op); at != kInfix.end()) {
      *level = at->second.level;
      return fmt::format("{} {} {}", write(n.args[0], *level), at->second.sign, write(n.args[1], *level + 1));
    }
    std::string arguments;
    for (const int a : n.args) arguments += (arguments.empty() ? "" : ", ") + write(a, 0);
    return n.op + "(" + arguments + ")";
  }

  const host::Guard& guard_;
  const std::function<std::string(int)>& slot_;
};

}  // namespace

std::string condition_text(const host::Guard& guard, const std::function<std::string(int)>& slot) {
  ConditionWriter writer(guard, slot);
  if (writer.is_condition()) return writer.text(guard.answer != 0);
  return fmt::format("{} == {}", writer.value(), ir::number_text(guard.answer));
}

std::string opposite_text(const host::Guard& guard, const std::function<std::string(int)>& slot) {
  ConditionWriter writer(guard, slot);
  return writer.is_condition() ? writer.text(guard.answer == 0) : std::string();
}

}  // namespace bpl::discover
