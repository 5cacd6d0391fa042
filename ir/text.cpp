#include "ir/text.h"

#include "support/quote.h"

namespace bpl::ir {

std::string number_text(double x) { return fmt::format("{}", x); }

std::string constant_text(const Constant& constant) {
  struct Visitor {
    std::string operator()(NoneConstant) const { return "none"; }
    std::string operator()(EllipsisConstant) const { return "ellipsis"; }
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t i) const { return std::to_string(i); }
    std::string operator()(double x) const {
      std::string text = number_text(x);
      return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
    }
    std::string operator()(const std::string& text) const { return quote(text); }
  };
  return std::visit(Visitor{}, constant);
}

std::string location_text(const Location& l, int default_file) {
  if (l == Location{}) return "";
  std::string out = " @";
  if (l.file != default_file) out += fmt::format("f{}:", l.file);
  out += fmt::format("{}:{}", l.line, l.column);
  if (l.end_line == 0 && l.end_column == 0) return out;
  if (l.end_line == l.line) return out + fmt::format("-{}", l.end_column);
  return out + fmt::format("-{}:{}", l.end_line, l.end_column);
}

std::string symbol_text(std::string_view name) {
  bool plain = !name.empty() && is_plain_word(name.substr(0, 1));
  for (const char c : name) plain = plain && (is_word_byte(c) || c == '.');
  return plain ? fmt::format("@{}", name) : "@" + quote(name);
}

std::string register_name_text(std::string_view name) {
  return is_plain_word(name) ? fmt::format("%{}", name) : "%" + quote(name);
}

}  // namespace bpl::ir
