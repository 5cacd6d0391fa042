// String literals: concatenation, f-strings with the expressions in them.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "frontend/syntax/embedded.h"
#include "frontend/syntax/expression_builder.h"
#include "frontend/syntax/literals.h"

namespace bpl::syntax {

namespace {

using P = BplParser;

constexpr std::size_t kMaxBrackets = 200;

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

// One f-string body. Its parts go to `values`; literal text is collected until an expression ends it.
class FormatString {
 public:
  FormatString(Errors& errors, const Span& span, const StringToken& token, std::ptrdiff_t body_index)
      : errors_(errors), span_(span), body_(token.body), raw_(token.raw), body_index_(body_index) {}

  // Appends the parts; false when an error was reported.
  bool run(ExprList& values, std::string& text) { return parts(values, text, 0) && at_ == body_.size(); }

 private:
  bool fail(const std::string& message) {
    errors_.add(span_, message);
    return false;
  }
  bool at_end() const { return at_ >= body_.size(); }

  bool parts(ExprList& values, std::string& text, int level) {
    while (!at_end()) {
      if (!literal(text, level)) return false;
      if (at_end() || body_[at_] == '}') return true;
      if (!field(values, text, level)) return false;
    }
    return true;
  }

  void flush(ExprList& values, std::string& text) const {
    if (!text.empty()) values.push_back(make_expr(span_, Constant{Text{std::exchange(text, {})}}));
  }

  // Literal text up to a brace that is not doubled. On return at_ is at `{`, at the `}` that ends a format
  // specification, or at the end.
  bool literal(std::string& text, int level) {
    std::u32string piece;
    for (; !at_end(); ++at_) {
      const char32_t c = body_[at_];
      const char32_t next = at_ + 1 < body_.size() ? body_[at_ + 1] : 0;
      if (c == '{' || c == '}') {
        const bool doubled = level == 0 && next == c;
        if (level == 0 && !doubled && c == '}') return fail("f-string: single '}' is not allowed");
        if (!doubled) break;
        ++at_;
      } else if (c == '\\' && !raw_ && next != 0 && next != '{' && next != '}') {
        piece += c;
        ++at_;
        piece += next;
        continue;
      }
      piece += c;
    }
    Decoded decoded = decode_text(piece, raw_);
    if (!decoded.error.empty()) return fail(decoded.error);
    text += decoded.value;
    return true;
  }

  // {expression = !conversion : format}
  bool field(ExprList& values, std::string& text, int level) {
    if (level >= 2) return fail("f-string: expressions nested too deeply");
    const std::size_t opening = at_++;
    const std::size_t begin = at_;
    if (!find_end()) return false;
    if (at_end()) return fail("f-string: expecting '}'");
    const std::size_t end = at_;
    FormattedValue node;
    if (!expression(begin, end, node)) return false;

    bool debug = false;
    if (body_[at_] == '=') {
      debug = true;
      ++at_;
      while (!at_end() && is_blank(body_[at_])) ++at_;
      text += to_utf8(std::u32string_view(body_).substr(begin, at_ - begin));
    }
    if (!at_end() && body_[at_] == '!') {
      ++at_;
      if (at_end()) return fail("f-string: expecting '}'");
      const char32_t c = body_[at_++];
      if (c != 's' && c != 'r' && c != 'a') {
        return fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
      }
      node.conversion = static_cast<char>(c);
    }
    if (!at_end() && body_[at_] == ':' && !format_spec(node, level)) return false;
    if (at_end() || body_[at_] != '}') return fail("f-string: expecting '}'");
    ++at_;
    if (debug && node.conversion == 0 && !node.format_spec) node.conversion = 'r';
    flush(values, text);
    values.push_back(make_expr(span(opening, at_), std::move(node)));
    return true;
  }

  bool format_spec(FormattedValue& node, int level) {
    ++at_;
    JoinedStr spec;
    std::string text;
    if (!parts(spec.values, text, level + 1)) return false;
    flush(spec.values, text);
    node.format_spec = make_expr(span_, std::move(spec));
    return true;
  }

  // Moves at_ from the start of an expression to the sign that ends it.
  bool find_end() {
    std::u32string brackets;
    char32_t quote = 0;
    bool triple = false;
    for (; !at_end(); ++at_) {
      const char32_t c = body_[at_];
      const bool three = at_ + 2 < body_.size() && body_[at_ + 1] == c && body_[at_ + 2] == c;
      if (c == '\\') return fail("f-string expression part cannot include a backslash");
      if (quote != 0) {
        if (c != quote || (triple && !three)) continue;
        if (triple) at_ += 2;
        quote = 0;
      } else if (c == '\'' || c == '"') {
        quote = c;
        triple = three;
        if (triple) at_ += 2;
      } else if (c == '(' || c == '[' || c == '{') {
        if (brackets.size() >= kMaxBrackets) return fail("f-string: too many nested parenthesis");
        brackets += c;
      } else if (c == '#') {
        return fail("f-string expression part cannot include '#'");
      } else if (brackets.empty() && (c == '!' || c == ':' || c == '}' || c == '=' || c == '<' || c == '>')) {
        const bool comparison = at_ + 1 < body_.size() && body_[at_ + 1] == '=' && c != ':' && c != '}';
        if (comparison) {
          ++at_;
        } else if (c != '<' && c != '>') {
          return true;
        }
      } else if (c == ')' || c == ']' || c == '}') {
        if (!close(brackets, c)) return false;
      }
    }
    if (quote != 0) return fail("f-string: unterminated string");
    if (!brackets.empty()) return fail(fmt::format("f-string: unmatched '{}'", static_cast<char>(brackets.back())));
    return true;
  }

  bool close(std::u32string& brackets, char32_t c) {
    const char closing = static_cast<char>(c);
    if (brackets.empty()) return fail(fmt::format("f-string: unmatched '{}'", closing));
    const char opening = static_cast<char>(brackets.back());
    brackets.pop_back();
    const char expected = opening == '(' ? ')' : opening == '[' ? ']' : '}';
    if (closing == expected) return true;
    return fail(
        fmt::format("f-string: closing parenthesis '{}' does not match opening parenthesis '{}'", closing, opening));
  }

  bool expression(std::size_t begin, std::size_t end, FormattedValue& node) {
    const std::u32string_view code = std::u32string_view(body_).substr(begin, end - begin);
    bool blank = true;
    for (const char32_t c : code) blank &= is_blank(c);
    if (blank) {
      const char32_t stop = body_[end];
      return fail(stop == '}' ? std::string("f-string: empty expression not allowed")
                              : fmt::format("f-string: expression required before '{}'", static_cast<char>(stop)));
    }
    // The code point before the expression is the brace, which the parenthesis that is put there replaces.
    const TextPart part{errors_.part().script,
                        errors_.part().offset + body_index_ + static_cast<std::ptrdiff_t>(begin) - 1};
    Errors inner(part, errors_.diagnostics(), "f-string: ");
    node.value = parse_embedded(to_utf8(code), inner);
    return node.value != nullptr;
  }

  Span span(std::size_t begin, std::size_t end) const {
    const auto base = static_cast<std::size_t>(body_index_);
    return errors_.part().span(base + begin, base + end);
  }

  Errors& errors_;
  Span span_;
  const std::u32string& body_;
  bool raw_;
  std::ptrdiff_t body_index_;  // of the body in the text part
  std::size_t at_ = 0;
};

}  // namespace

ExprPtr ExpressionBuilder::strings(P::AtomContext* rule) {
  const Span span = errors_.span(rule);
  std::string text;
  ExprList values;
  bool format = false;
  std::optional<bool> bytes;
  bool u_prefix = false;
  for (antlr4::tree::TerminalNode* node : rule->STRING()) {
    const antlr4::Token* symbol = node->getSymbol();
    const StringToken token = split_string(symbol->getText());
    if (!bytes) u_prefix = token.u_prefix;
    if (bytes && *bytes != token.bytes) {
      errors_.add(span, "cannot mix bytes and nonbytes literals");
      return placeholder(span);
    }
    bytes = token.bytes;
    if (token.format) {
      format = true;
      const auto index = static_cast<std::ptrdiff_t>(symbol->getStartIndex() + token.body_index);
      if (!FormatString(errors_, errors_.span(symbol), token, index).run(values, text)) return placeholder(span);
      continue;
    }
    const Decoded decoded = token.bytes ? decode_bytes(token.body, token.raw) : decode_text(token.body, token.raw);
    if (!decoded.error.empty()) {
      errors_.add(errors_.span(symbol), decoded.error);
      return placeholder(span);
    }
    text += decoded.value;
  }
  if (bytes.value_or(false)) return make_expr(span, Constant{Bytes{std::move(text)}});
  if (!format) return make_expr(span, Constant{Text{std::move(text), u_prefix}});
  if (!text.empty()) values.push_back(make_expr(span, Constant{Text{std::move(text)}}));
  for (ExprPtr& value : values) {
    auto* constant = as<Constant>(*value);
    if (constant) std::get<Text>(constant->value).u_prefix = u_prefix;
  }
  return make_expr(span, JoinedStr{std::move(values)});
}

}  // namespace bpl::syntax
