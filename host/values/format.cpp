// format() of any value, f-string pieces, and str.format().
#include "host/values/format.h"

#include <fmt/format.h>

#include <charconv>

#include "host/values/builtins.h"
#include "host/values/kinds.h"
#include "host/values/ops.h"
#include "host/values/text.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

// The Python number that an array of one element stands for; *found is false for everything else.
bool scalar_of(Context& ctx, const Value& v, Value* number, bool* found) {
  *found = false;
  if (!v.is_object() || !kind_operations(v.object->kind)) return true;
  Value item;
  bool has_item = false;
  if (!find_attribute(ctx, v, "item", &item, &has_item)) return false;
  if (!has_item || !call(ctx, item, Arguments{}, number)) {
    if (is_refused(ctx)) return false;
    if (!ctx.pending.is_unbound()) take_exception(ctx);
    return true;
  }
  *found = number->is_number();
  return true;
}

bool format_instance(Context& ctx, const Value& v, std::string_view spec, std::string* result, bool* found) {
  *found = false;
  Instance* i = as_instance(v);
  if (!i) return true;
  for (Class* c : i->type->mro)
    if (Value* method = c->attributes.find("__format__")) {
      *found = true;
      const Value arguments[] = {v, ctx.string(spec)};
      Value text;
      if (!call(ctx, *method, arguments, &text)) return false;
      if (is_unknown(ctx, text)) {
        note_unknown_text(ctx);
        return true;
      }
      if (!as_string(text)) return raise(ctx, "TypeError", fmt::format("__format__ must return a str, not {}", type_of(ctx, text)->name));
      *result = as_string(text)->text;
      return true;
    }
  return true;
}

// Walks through the replacement fields of str.format().
class BraceFormatter {
 public:
  BraceFormatter(Context& ctx, const Arguments& arguments) : ctx_(ctx), arguments_(arguments) {}

  bool run(std::string_view text, int depth, std::string* out) {
    if (depth > 2) return raise(ctx_, "ValueError", "Max string recursion exceeded");
    for (std::size_t at = 0; at < text.size();) {
      const char c = text[at];
      if (c != '{' && c != '}') {
        *out += c;
        ++at;
      } else if (at + 1 < text.size() && text[at + 1] == c) {
        *out += c;
        at += 2;
      } else if (c == '}') {
        return raise(ctx_, "ValueError", "Single '}' encountered in format string");
      } else {
        const std::size_t end = closing(text, at);
        if (end == std::string_view::npos)
          return raise(ctx_, "ValueError", at + 1 == text.size() ? "Single '{' encountered in format string" : "expected '}' before end of string");
        if (!field(text.substr(at + 1, end - at - 1), depth, out)) return false;
        at = end + 1;
      }
    }
    return true;
  }

 private:
  static std::size_t closing(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < text.size(); ++at) {
      if (text[at] == '{') ++depth;
      if (text[at] == '}' && --depth == 0) return at;
    }
    return std::string_view::npos;
  }

  bool field(std::string_view field, int depth, std::string* out) {
    std::size_t end = 0;
    for (int brackets = 0; end < field.size(); ++end) {
      if (field[end] == '[') ++brackets;
      if (field[end] == ']') --brackets;
      if (brackets == 0 && (field[end] == ':' || field[end] == '!')) break;
    }
    const std::string_view name = field.substr(0, end);
    char conversion = 0;
    if (end < field.size() && field[end] == '!') {
      if (end + 1 >= field.size()) return raise(ctx_, "ValueError", "end of string while looking for conversion specifier");
      conversion = field[end + 1];
      end += 2;
      if (end < field.size() && field[end] != ':') return raise(ctx_, "ValueError", "expected ':' after conversion specifier");
    }
    std::string spec;
    if (end < field.size() && !run(field.substr(end + 1), depth + 1, &spec)) return false;
    Value value, text;
    if (!lookup(name, &value)) return false;
    if (!format_value(ctx_, value, conversion, ctx_.string(spec), &text)) return false;
    if (is_unknown(ctx_, text)) note_unknown_text(ctx_);
    if (!as_string(text)) return to_str(ctx_, text, out);
    *out += as_string(text)->text;
    return true;
  }

  bool lookup(std::string_view name, Value* value) {
    const std::size_t end = std::min(name.find_first_of(".["), name.size());
    if (!first(name.substr(0, end), value)) return false;
    std::string_view rest = name.substr(end);
    while (!rest.empty()) {
      if (rest[0] == '.') {
        const std::size_t stop = std::min(rest.find_first_of(".[", 1), rest.size());
        const Value from = *value;
        if (!get_attribute(ctx_, from, rest.substr(1, stop - 1), value)) return false;
        rest.remove_prefix(stop);
      } else {
        const std::size_t stop = rest.find(']');
        if (rest[0] != '[' || stop == std::string_view::npos) return raise(ctx_, "ValueError", "Missing ']' in format string");
        const Value from = *value;
        if (!get_item(ctx_, from, key(rest.substr(1, stop - 1)), value)) return false;
        rest.remove_prefix(stop + 1);
      }
    }
    return true;
  }

  Value key(std::string_view text) {
    std::int64_t index = 0;
    const auto r = std::from_chars(text.data(), text.data() + text.size(), index);
    return r.ec == std::errc() && r.ptr == text.data() + text.size() ? Value::of(index) : ctx_.string(text);
  }

  bool first(std::string_view name, Value* value) {
    std::size_t index = 0;
    const auto r = std::from_chars(name.data(), name.data() + name.size(), index);
    const bool number = !name.empty() && r.ec == std::errc() && r.ptr == name.data() + name.size();
    if (name.empty() || number) {
      if (automatic_ >= 0 && number && automatic_ > 0)
        return raise(ctx_, "ValueError", "cannot switch from automatic field numbering to manual field specification");
      if (name.empty() && manual_)
        return raise(ctx_, "ValueError", "cannot switch from manual field specification to automatic field numbering");
      manual_ = manual_ || number;
      if (!number) index = static_cast<std::size_t>(automatic_++);
      if (index >= arguments_.positional.size())
        return raise(ctx_, "IndexError", fmt::format("Replacement index {} out of range for positional args tuple", index));
      *value = arguments_.positional[index];
      return true;
    }
    for (const auto& [keyword, v] : arguments_.keywords)
      if (keyword == name) {
        *value = v;
        return true;
      }
    raise(ctx_, "KeyError", name);
    return false;
  }

  Context& ctx_;
  const Arguments& arguments_;
  int automatic_ = 0;
  bool manual_ = false;
};

}  // namespace

bool format_text(Context& ctx, const Value& v, std::string_view spec_text, std::string* result) {
  bool found = false;
  if (!format_instance(ctx, v, spec_text, result, &found)) return false;
  if (found) return true;
  if (spec_text.empty()) return to_str(ctx, v, result);
  Value number = v;
  found = v.is_number();
  if (!found && !scalar_of(ctx, v, &number, &found)) return false;
  const String* text = as_string(v);
  const std::string& name = type_of(ctx, v)->name;
  if (!found && !text) return raise(ctx, "TypeError", fmt::format("unsupported format string passed to {}.__format__", name));
  FormatSpec spec;
  if (!parse_format_spec(ctx, spec_text, name, &spec)) return false;
  return found ? format_number(ctx, number, spec, result) : format_string(ctx, text->text, spec, result);
}

namespace {

// str(), repr() or ascii() of a value, laid out as text.
bool format_converted(Context& ctx, const Value& v, char conversion, std::string_view spec, std::string* text) {
  std::string shown;
  if (conversion != 's' && conversion != 'r' && conversion != 'a')
    return raise(ctx, "ValueError", fmt::format("Unknown conversion specifier '{}'", conversion));
  if (conversion == 's' ? !to_str(ctx, v, &shown) : !to_repr(ctx, v, &shown)) return false;
  if (conversion == 'a' && as_string(v)) shown = quoted(as_string(v)->text, true);
  FormatSpec parsed;
  return parse_format_spec(ctx, spec, "str", &parsed) && format_string(ctx, shown, parsed, text);
}

}  // namespace

bool format_value(Context& ctx, const Value& v, char conversion, const Value& spec, Value* result) {
  if (v.is_object() && v.object->kind == Kind::abstract) {
    const NativeEntry* entry = find_native("builtins", conversion ? "repr" : "format");
    return static_cast<Abstract*>(v.object)->call_native(ctx, *entry, Arguments{{v, spec}, {}}, result);
  }
  if (is_unknown(ctx, v) || is_unknown(ctx, spec)) return give_unknown(ctx, result);
  const std::string spec_text = as_string(spec) ? as_string(spec)->text : std::string();
  return known_text(ctx, [&](std::string* text) {
    return conversion ? format_converted(ctx, v, conversion, spec_text, text) : format_text(ctx, v, spec_text, text);
  }, result);
}

bool brace_format(Context& ctx, std::string_view format, const Arguments& arguments, std::string* result) {
  result->clear();
  return BraceFormatter(ctx, arguments).run(format, 0, result);
}

}  // namespace bpl::host
