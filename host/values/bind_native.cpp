// Keyword arguments of builtins: brought into the order of the signature.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "host/values/builtins.h"
#include "host/values/ops.h"
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
  bool only_positional = false;    // "/" stands behind all of them
  std::size_t self = 0;            // 1 for a method, whose self is not among the parameters
  std::size_t required = 0, most = 0;  // how many positional arguments it needs and takes, without self
};

// "(x, /, *, axis=None)" and the like. Defaults contain no commas outside of brackets.
NativeSignature parse_signature(const NativeEntry& entry) {
  NativeSignature s;
  std::string_view text = entry.signature;
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
    s.only_positional = item == "/";
    if (item == "/" || item.empty()) continue;
    if (item == "*") keyword_only = true;
    else if (item.starts_with("**")) s.double_star = true;
    else if (item.starts_with("*")) s.star = keyword_only = true;
    else s.parameters.push_back({std::string(item.substr(0, item.find_first_of("=: "))), item.find('=') != std::string_view::npos, keyword_only});
  }
  const bool method = entry.name.find('.') != std::string_view::npos;
  s.self = method && (s.parameters.empty() || s.parameters[0].name != "self") ? 1 : 0;
  for (const SignatureParameter& p : s.parameters) {
    s.most += !p.keyword_only;
    s.required += !p.keyword_only && !p.optional;
  }
  return s;
}

const NativeSignature& signature_of(const NativeEntry& entry) {
  static std::unordered_map<const NativeEntry*, NativeSignature> known;
  const auto at = known.find(&entry);
  return at != known.end() ? at->second : known.emplace(&entry, parse_signature(entry)).first->second;
}

std::string plural(std::size_t n, std::string_view noun) { return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s"); }

// Too few or too many arguments, in CPython's words for the form that the function has.
bool wrong_count(Context& ctx, const NativeEntry& entry, const NativeSignature& s, std::size_t given) {
  const std::string_view name = entry.name, last = name.substr(name.rfind('.') + 1);
  if (s.most == 0) return raise(ctx, "TypeError", fmt::format("{}() takes no arguments ({} given)", name, given));
  if (s.only_positional && s.required == 1 && s.most == 1)
    return raise(ctx, "TypeError", fmt::format("{}() takes exactly one argument ({} given)", name, given));
  const bool few = given < s.required;
  if (s.only_positional) {
    const char* bound = s.required == s.most ? "" : few ? "at least " : "at most ";
    return raise(ctx, "TypeError", fmt::format("{} expected {}{}, got {}", last, bound, plural(few ? s.required : s.most, "argument"), given));
  }
  if (few) return raise(ctx, "TypeError", fmt::format("{}() missing required argument '{}' (pos {})", last, s.parameters[given].name, given + 1));
  return raise(ctx, "TypeError", fmt::format("{}() takes at most {} ({} given)", last, plural(s.most, "argument"), given));
}

// A method of a builtin class that was called through the class: its self must be one of that class.
bool check_self(Context& ctx, const NativeEntry& entry, const Arguments& given) {
  const std::string_view owner = entry.name.substr(0, entry.name.find('.')), method = entry.name.substr(owner.size() + 1);
  if (given.positional.empty()) return raise(ctx, "TypeError", fmt::format("unbound method {}() needs an argument", entry.name));
  if (entry.module != "builtins" && entry.module != "collections") return true;
  const Class* type = type_of(ctx, given.positional[0]);
  if (std::any_of(type->mro.begin(), type->mro.end(), [&](const Class* c) { return c->name == owner; })) return true;
  return raise(ctx, "TypeError", fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object", method, owner, type->name));
}

// One keyword argument: to its place among the positional ones where these reach it, else under its name.
bool bind_keyword(Context& ctx, const NativeEntry& entry, const NativeSignature& s, std::size_t positional, const std::string& name, const Value& value,
                  Arguments* bound) {
  const auto at = std::find_if(s.parameters.begin(), s.parameters.end(), [&](const auto& p) { return p.name == name; });
  if (at == s.parameters.end()) {
    if (!s.double_star && !s.parameters.empty()) {
      std::vector<std::string> names;
      for (const auto& p : s.parameters) names.push_back(p.name);
      const std::string message = entry.module == "builtins" ? fmt::format("'{}' is an invalid keyword argument for {}()", name, entry.name)
                                                             : fmt::format("{}() got an unexpected keyword argument '{}'", entry.name, name);
      return raise(ctx, "TypeError", message, did_you_mean(name, names));
    }
    bound->keywords.emplace_back(name, value);
    return true;
  }
  if (at->keyword_only || s.star) {
    bound->keywords.emplace_back(name, value);
    return true;
  }
  const std::size_t index = static_cast<std::size_t>(at - s.parameters.begin()) + s.self;
  if (index < positional) return raise(ctx, "TypeError", fmt::format("{}() got multiple values for argument '{}'", entry.name, name));
  // A gap before it stays a keyword argument: natives look there for what is not positional.
  if (index == bound->positional.size()) bound->positional.push_back(value);
  else bound->keywords.emplace_back(name, value);
  return true;
}

}  // namespace

bool bind_native(Context& ctx, const NativeEntry& entry, const Arguments& given, Arguments* bound) {
  const NativeSignature& s = signature_of(entry);
  if (s.self && !check_self(ctx, entry, given)) return false;
  bound->positional = given.positional;
  for (const auto& [name, value] : given.keywords)
    if (!bind_keyword(ctx, entry, s, given.positional.size(), name, value, bound)) return false;
  const std::size_t count = given.positional.size() - s.self;
  const bool few = count < s.required && bound->positional.size() + bound->keywords.size() - s.self < s.required;
  if (few || (!s.star && count > s.most)) return wrong_count(ctx, entry, s, count);
  return true;
}

Value argument(const Arguments& arguments, std::size_t index, std::string_view name) {
  if (index < arguments.positional.size()) return arguments.positional[index];
  for (const auto& [key, value] : arguments.keywords)
    if (key == name) return value;
  return Value{};
}

}  // namespace bpl::host
