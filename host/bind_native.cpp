// Keyword arguments of builtins: brought into the order of the signature.
#include <fmt/format.h>

#include <algorithm>

#include "host/builtins.h"
#include "host/ops.h"
#include "support/suggest.h"

namespace bpl::host {
namespace {

struct SignatureParameter {
  std::string name;
  bool optional = false, keyword_only = false;
};

struct NativeSignature {
  std::vector<SignatureParameter> parameters;
  bool star = false, double_star = false;
};

// "(x, /, *, axis=None)" and the like. Defaults contain no commas outside of brackets.
NativeSignature parse_signature(std::string_view text) {
  NativeSignature s;
  if (text.starts_with("(")) text.remove_prefix(1);
  if (text.ends_with(")")) text.remove_suffix(1);
  bool keyword_only = false;
  std::size_t at = 0;
  while (at < text.size()) {
    int depth = 0;
    std::size_t end = at;
    while (end < text.size() && (text[end] != ',' || depth > 0)) {
      if (text[end] == '(' || text[end] == '[') ++depth;
      if (text[end] == ')' || text[end] == ']') --depth;
      ++end;
    }
    std::string_view item = text.substr(at, end - at);
    at = end + 1;
    while (item.starts_with(" ")) item.remove_prefix(1);
    while (item.ends_with(" ")) item.remove_suffix(1);
    if (item == "/" || item.empty()) continue;
    if (item == "*") keyword_only = true;
    else if (item.starts_with("**")) s.double_star = true;
    else if (item.starts_with("*")) s.star = keyword_only = true;
    else s.parameters.push_back({std::string(item.substr(0, item.find_first_of("=: "))), item.find('=') != std::string_view::npos, keyword_only});
  }
  return s;
}

}  // namespace

bool bind_native(Context& ctx, const NativeEntry& entry, const Arguments& given, Arguments* bound) {
  *bound = given;
  if (given.keywords.empty()) return true;
  const NativeSignature s = parse_signature(entry.signature);
  bound->keywords.clear();
  const std::size_t method_self = entry.name.find('.') != std::string_view::npos && (s.parameters.empty() || s.parameters[0].name != "self") ? 1 : 0;
  for (const auto& [name, value] : given.keywords) {
    const auto at = std::find_if(s.parameters.begin(), s.parameters.end(), [&](const auto& p) { return p.name == name; });
    if (at == s.parameters.end()) {
      if (!s.double_star && !s.parameters.empty()) {
        std::vector<std::string> names;
        for (const auto& p : s.parameters) names.push_back(p.name);
        const auto close = suggest(name, names);
        return raise(ctx, "TypeError", fmt::format("{}() got an unexpected keyword argument '{}'{}", entry.name, name,
                                                   close ? ". Did you mean '" + *close + "'?" : ""));
      }
      bound->keywords.emplace_back(name, value);
      continue;
    }
    if (at->keyword_only || s.star) {
      bound->keywords.emplace_back(name, value);
      continue;
    }
    const std::size_t index = static_cast<std::size_t>(at - s.parameters.begin()) + method_self;
    if (index < given.positional.size()) return raise(ctx, "TypeError", fmt::format("{}() got multiple values for argument '{}'", entry.name, name));
    // A gap before it stays a keyword argument: natives look there for what is not positional.
    if (index == bound->positional.size()) bound->positional.push_back(value);
    else bound->keywords.emplace_back(name, value);
  }
  return true;
}

Value argument(const Arguments& arguments, std::size_t index, std::string_view name) {
  if (index < arguments.positional.size()) return arguments.positional[index];
  for (const auto& [key, value] : arguments.keywords)
    if (key == name) return value;
  return Value{};
}

}  // namespace bpl::host
