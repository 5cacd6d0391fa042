// The module json: dumps and loads.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/arrays/array.h"
#include "host/python/json_reader.h"
#include "host/values/native.h"
#include "host/values/stack.h"
#include "support/utf8.h"

namespace bpl::host {
namespace {

struct Layout {
  std::int64_t indent = -1;  // -1: all on one line
  std::string item = ", ", key = ": ";
  bool sorted = false, ascii = true;
  Value otherwise;  // default=: makes something that has a JSON form of everything else
};

class Writer {
 public:
  Writer(Context& ctx, const Layout& layout) : ctx_(ctx), layout_(layout) {}

  bool write(const Value& v, int depth, std::string* out) {
    const Nesting nesting;
    if (!nesting.allowed(ctx_)) return false;
    if (v.is_none()) *out += "null";
    else if (v.is_bool()) *out += v.integer ? "true" : "false";
    else if (v.is_int()) *out += std::to_string(v.integer);
    else if (v.is_real()) *out += real(v.real);
    else if (is_numpy_float(v)) *out += real(item_of(*as_array(v)).real);
    else if (const String* s = as_string(v)) *out += quoted(s->text);
    else if (as_list(v) || as_tuple(v)) return list(v, depth, out);
    else if (as_dict(v)) return object(v, depth, out);
    else return other(v, depth, out);
    return true;
  }

 private:
  // The only scalars of numpy with a JSON form: they are floats.
  static bool is_numpy_float(const Value& v) { return as_array(v) && as_array(v)->scalar && as_array(v)->dtype == DType::float64; }

  static std::string real(double x) {
    if (std::isnan(x)) return "NaN";
    if (std::isinf(x)) return x > 0 ? "Infinity" : "-Infinity";
    return real_to_text(x);
  }

  std::string quoted(std::string_view text) const {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint p = decode_utf8(text, at);
      static constexpr std::string_view kSpecial = "\"\\\n\r\t\f\b", kLetters = "\"\\nrtfb";
      const std::size_t known = p.value < 0x80 ? kSpecial.find(static_cast<char>(p.value)) : std::string_view::npos;
      if (known != std::string_view::npos) out += std::string("\\") + kLetters[known];
      else if (p.value < 0x20 || (layout_.ascii && p.value > 0x7e && p.value < 0x10000)) out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(p.value));
      else if (layout_.ascii && p.value >= 0x10000) out += fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + ((p.value - 0x10000) >> 10), 0xdc00 + ((p.value - 0x10000) & 0x3ff));
      else out += text.substr(at, p.length);
      at += p.length;
    }
    return out + "\"";
  }

  std::string line(int depth) const {
    return layout_.indent < 0 ? std::string() : "\n" + std::string(static_cast<std::size_t>(layout_.indent * depth), ' ');
  }

  bool enter(const Value& v) {
    if (std::find(open_.begin(), open_.end(), v.object) != open_.end()) return raise(ctx_, "ValueError", "Circular reference detected");
    open_.push_back(v.object);
    return true;
  }

  bool list(const Value& v, int depth, std::string* out) {
    std::vector<Value> items;
    if (!to_vector(ctx_, v, &items) || !enter(v)) return false;
    *out += "[";
    for (std::size_t i = 0; i < items.size(); ++i) {
      *out += (i ? separator() : "") + line(depth + 1);
      if (!write(items[i], depth + 1, out)) return false;
    }
    *out += (items.empty() ? "" : line(depth)) + "]";
    open_.pop_back();
    return true;
  }

  bool key_text(const Value& key, std::string* text) {
    if (const String* s = as_string(key)) *text = s->text;
    else if (key.is_none() || key.is_number() || is_numpy_float(key)) return write(key, 0, text);
    else return raise(ctx_, "TypeError", fmt::format("keys must be str, int, float, bool or None, not {}", type_of(ctx_, key)->name));
    return true;
  }

  bool object(const Value& v, int depth, std::string* out) {
    std::vector<std::pair<Value, Value>> items;
    if (!dict_items(ctx_, v, &items) || !enter(v)) return false;
    if (layout_.sorted && !sort(&items)) return false;
    *out += "{";
    for (std::size_t i = 0; i < items.size(); ++i) {
      std::string key;
      if (!key_text(items[i].first, &key)) return false;
      *out += (i ? separator() : "") + line(depth + 1) + quoted(key) + layout_.key;
      if (!write(items[i].second, depth + 1, out)) return false;
    }
    *out += (items.empty() ? "" : line(depth)) + "}";
    open_.pop_back();
    return true;
  }

  bool sort(std::vector<std::pair<Value, Value>>* items) {
    std::vector<Value> keys;
    for (const auto& [key, value] : *items) keys.push_back(key);
    const Value list = make_list(ctx_, keys);
    Value ordered;
    if (!call(ctx_, *ctx_.builtins->globals.find("sorted"), std::span<const Value>(&list, 1), &ordered)) return false;
    Dict values;
    for (const auto& [key, value] : *items) values.set(key, value);
    items->clear();
    for (const Value& key : as_list(ordered)->items) items->emplace_back(key, *values.find(key));
    return true;
  }

  bool other(const Value& v, int depth, std::string* out) {
    Value made;
    if (layout_.otherwise.is_unbound() || layout_.otherwise.is_none())
      return raise(ctx_, "TypeError", fmt::format("Object of type {} is not JSON serializable", type_of(ctx_, v)->name));
    return enter(v) && call(ctx_, layout_.otherwise, std::span<const Value>(&v, 1), &made) && write(made, depth, out) && (open_.pop_back(), true);
  }

  // With an indent the line ends behind the comma.
  std::string separator() const { return layout_.indent >= 0 && layout_.item == ", " ? "," : layout_.item; }

  Context& ctx_;
  const Layout& layout_;
  std::vector<const Object*> open_;
};

bool read_layout(Context& ctx, Args a, Layout* layout) {
  const auto given = [&](const char* name) { return argument(a, static_cast<std::size_t>(-1), name); };
  const Value indent = given("indent"), separators = given("separators"), sorted = given("sort_keys"), ascii = given("ensure_ascii");
  layout->otherwise = given("default");
  if (!indent.is_unbound() && !indent.is_none() && !want_integer(ctx, indent, &layout->indent)) return false;
  if (!sorted.is_unbound() && !truth(ctx, sorted, &layout->sorted)) return false;
  if (!ascii.is_unbound() && !truth(ctx, ascii, &layout->ascii)) return false;
  std::vector<Value> pair;
  if (separators.is_unbound() || separators.is_none()) return true;
  if (!to_vector(ctx, separators, &pair)) return false;
  if (pair.size() != 2) return raise(ctx, "ValueError", "separators are two texts");
  return want_string(ctx, pair[0], "dumps", &layout->item) && want_string(ctx, pair[1], "dumps", &layout->key);
}

bool dumps(Context& ctx, Args a, Value* result) {
  Layout layout;
  std::string text;
  if (!read_layout(ctx, a, &layout) || !Writer(ctx, layout).write(a.positional[0], 0, &text)) return false;
  *result = ctx.string(text);
  return true;
}

bool loads(Context& ctx, Args a, Value* result) {
  const String* s = as_string(a.positional[0]);
  if (!s) return raise(ctx, "TypeError", fmt::format("the JSON object must be str, bytes or bytearray, not {}", type_of(ctx, a.positional[0])->name));
  return read_json(ctx, s->text, result);
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"json", "dumps", "(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, indent=None, separators=None, default=None, sort_keys=False)", pure, dumps},
    {"json", "loads", "(s)", pure, loads},
};

}  // namespace

void register_json_module(Context& ctx) {
  register_natives(ctx, kEntries);
  native_module(ctx, "json")->globals.set(ctx.string("JSONDecodeError"), Value::of(define_class(ctx, "JSONDecodeError", "ValueError")));
}

}  // namespace bpl::host
