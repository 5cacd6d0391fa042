// The text form of paths.
#include "host/models/signature.h"

#include <array>
#include <charconv>
#include <string_view>

#include "support/quote.h"

namespace bpl::host {

namespace {

using StepKind = PathStep::Kind;

constexpr std::array<std::pair<StepKind, std::string_view>, 5> kBracketed = {{{StepKind::cell, "cell"},
                                                                               {StepKind::global, "global"},
                                                                               {StepKind::default_value, "default"},
                                                                               {StepKind::self, "self"},
                                                                               {StepKind::function, "function"}}};

// Words with the dots and colons of module names, as in `__main__:k`.
bool is_dotted(std::string_view text) {
  for (const char c : text)
    if (!is_word_byte(c) && c != '.' && c != ':') return false;
  return !text.empty();
}

std::string name_text(const std::string& name) { return is_dotted(name) ? name : quote(name); }

std::string index_text(std::int64_t index) { return index == -1 ? std::string() : "#" + std::to_string(index); }

std::string step_text(const PathStep& s) {
  if (s.kind == StepKind::attribute) return "." + (is_plain_word(s.name) ? s.name : quote(s.name)) + index_text(s.index);
  if (s.kind == StepKind::item) {
    if (s.name.empty()) return "[" + std::to_string(s.index) + "]";
    return "[" + quote(s.name) + index_text(s.index) + "]";
  }
  std::string out = "<";
  for (const auto& [kind, word] : kBracketed)
    if (kind == s.kind) out += word;
  if (!s.name.empty()) out += " " + name_text(s.name);
  return out + index_text(s.index) + ">";
}

class PathReader {
 public:
  explicit PathReader(std::string_view text) : text_(text) {}

  bool read(Path* path) {
    *path = {};
    if (take("globals[")) {
      path->root = Path::Root::program;
      PathStep step{StepKind::global, {}, -1};
      if (!name(&step.name) || !index(&step.index) || !take("]")) return false;
      path->steps.push_back(std::move(step));
    } else if (take("program")) {
      path->root = Path::Root::program;
    } else if (take("settings")) {
      path->root = Path::Root::settings;
    } else if (!take("self")) {
      return false;
    }
    while (at_ < text_.size()) {
      PathStep step;
      if (!read_step(&step)) return false;
      path->steps.push_back(std::move(step));
    }
    return true;
  }

 private:
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool number(std::int64_t* value) {
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), *value);
    if (error != std::errc()) return false;
    at_ = static_cast<std::size_t>(end - text_.data());
    return true;
  }

  bool index(std::int64_t* value) { return !take("#") || number(value); }

  bool name(std::string* out) {
    if (at_ < text_.size() && text_[at_] == '"') return unquote(text_, &at_, out);
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_dotted(text_.substr(at_, 1))) ++at_;
    *out = text_.substr(begin, at_ - begin);
    return !out->empty();
  }

  bool attribute_name(std::string* out) {
    if (at_ < text_.size() && text_[at_] == '"') return unquote(text_, &at_, out);
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word_byte(text_[at_])) ++at_;
    *out = text_.substr(begin, at_ - begin);
    return is_plain_word(*out);
  }

  bool read_step(PathStep* step) {
    step->index = -1;
    if (take(".")) {
      step->kind = StepKind::attribute;
      return attribute_name(&step->name) && index(&step->index);
    }
    if (take("[")) {
      step->kind = StepKind::item;
      const bool text = at_ < text_.size() && text_[at_] == '"';
      return (text ? unquote(text_, &at_, &step->name) && index(&step->index) : number(&step->index)) && take("]");
    }
    if (!take("<")) return false;
    for (const auto& [kind, word] : kBracketed) {
      if (!take(word)) continue;
      step->kind = kind;
      return (!take(" ") || name(&step->name)) && index(&step->index) && take(">");
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string to_text(const Path& path) {
  std::size_t first = 0;
  std::string out = "self";
  if (path.root == Path::Root::settings) out = "settings";
  if (path.root == Path::Root::program) {
    out = "program";
    if (!path.steps.empty() && path.steps[0].kind == StepKind::global && !path.steps[0].name.empty()) {
      out = "globals[" + name_text(path.steps[0].name) + index_text(path.steps[0].index) + "]";
      first = 1;
    }
  }
  for (std::size_t k = first; k < path.steps.size(); ++k) out += step_text(path.steps[k]);
  return out;
}

bool parse_path(std::string_view text, Path* path) { return PathReader(text).read(path); }

}  // namespace bpl::host
