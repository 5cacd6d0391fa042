#include "host/python/json_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "host/values/native.h"
#include "host/values/stack.h"
#include "host/values/text.h"
#include "support/utf8.h"

namespace bpl::host {
namespace {

class Reader {
 public:
  Reader(Context& ctx, std::string_view text) : ctx_(ctx), text_(text) {}

  bool document(Value* result) {
    skip();
    if (!value(result)) return false;
    skip();
    return at_ == text_.size() || fail("Extra data", at_);
  }

 private:
  // Positions count characters, as those of Python's str.
  bool fail(std::string_view what, std::size_t place) {
    const std::string_view before = text_.substr(0, place);
    const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return raise(ctx_, "JSONDecodeError", fmt::format("{}: line {} column {} (char {})", what, line,
                                                      code_point_count(before.substr(line_start)) + 1, code_point_count(before)));
  }

  void skip() {
    while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool word(std::string_view w, const Value& meaning, Value* result) {
    if (!text_.substr(at_).starts_with(w)) return false;
    at_ += w.size();
    *result = meaning;
    return true;
  }

  bool value(Value* result) {
    const Nesting nesting;
    if (!nesting.allowed(ctx_)) return false;
    if (take('{')) return object(result);
    if (take('[')) return array(result);
    if (at_ < text_.size() && text_[at_] == '"') return string(result);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const bool known = word("null", Value::none(), result) || word("true", Value::boolean(true), result) || word("false", Value::boolean(false), result) ||
                       word("NaN", Value::of(std::nan("")), result) || word("Infinity", Value::of(kInfinity), result) ||
                       word("-Infinity", Value::of(-kInfinity), result);
    return known || number(result);
  }

  std::size_t digits(std::size_t from) const {
    while (from < text_.size() && text_[from] >= '0' && text_[from] <= '9') ++from;
    return from;
  }

  bool number(Value* result) {
    const std::size_t begin = at_, first = at_ + (at_ < text_.size() && text_[at_] == '-' ? 1 : 0);
    std::size_t end = first < text_.size() && text_[first] == '0' ? first + 1 : digits(first);
    if (end == first) return fail("Expecting value", begin);
    bool real = false;
    if (end < text_.size() && text_[end] == '.' && digits(end + 1) > end + 1) {
      end = digits(end + 1);
      real = true;
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      const std::size_t sign = end + 1 < text_.size() && (text_[end + 1] == '+' || text_[end + 1] == '-') ? 2 : 1;
      if (digits(end + sign) > end + sign) {
        end = digits(end + sign);
        real = true;
      }
    }
    at_ = end;
    const Value text = ctx_.string(text_.substr(begin, end - begin));
    return call(ctx_, Value::of(ctx_.builtin_class(real ? "float" : "int")), std::span<const Value>(&text, 1), result);
  }

  bool array(Value* result) {
    std::vector<Value> items;
    skip();
    if (!take(']'))
      for (;;) {
        skip();
        if (!value(&items.emplace_back())) return false;
        skip();
        if (take(']')) break;
        if (!take(',')) return fail("Expecting ',' delimiter", at_);
      }
    *result = make_list(ctx_, std::move(items));
    return true;
  }

  bool object(Value* result) {
    Dict* d = ctx_.heap.make<Dict>();
    skip();
    if (!take('}'))
      for (;;) {
        Value key, item;
        skip();
        if (at_ >= text_.size() || text_[at_] != '"') return fail("Expecting property name enclosed in double quotes", at_);
        if (!string(&key)) return false;
        skip();
        if (!take(':')) return fail("Expecting ':' delimiter", at_);
        skip();
        if (!value(&item)) return false;
        d->set(key, item);
        skip();
        if (take('}')) break;
        if (!take(',')) return fail("Expecting ',' delimiter", at_);
      }
    *result = Value::of(d);
    return true;
  }

  // Four hexadecimal digits at a place.
  bool unit(std::size_t place, char32_t* u) const {
    std::uint32_t n = 0;
    const char* first = text_.data() + std::min(place, text_.size());
    const char* last = text_.data() + std::min(place + 4, text_.size());
    const auto r = std::from_chars(first, last, n, 16);
    *u = n;
    return last - first == 4 && r.ptr == last;
  }

  // \uXXXX, and the second half of a pair of surrogates behind it.
  bool escaped_unit(std::string* out) {
    char32_t u = 0, low = 0;
    if (!unit(at_, &u)) return fail("Invalid \\uXXXX escape", at_);
    at_ += 4;
    if (u >= 0xd800 && u < 0xdc00 && text_.substr(at_).starts_with("\\u") && unit(at_ + 2, &low) && low >= 0xdc00 && low < 0xe000) {
      u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
      at_ += 6;
    }
    append_utf8(*out, u);
    return true;
  }

  bool string(Value* result) {
    const std::size_t begin = at_++;
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') {
        *result = ctx_.string(out);
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return fail("Invalid control character at", at_ - 1);
      if (c != '\\') {
        out += c;
        continue;
      }
      if (at_ >= text_.size()) break;
      static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
      const char letter = text_[at_++];
      const std::size_t known = kLetters.find(letter);
      if (letter == 'u') {
        if (!escaped_unit(&out)) return false;
      } else if (known == std::string_view::npos) {
        return fail("Invalid \\escape", at_ - 2);
      } else {
        out += kMeanings[known];
      }
    }
    return fail("Unterminated string starting at", begin);
  }

  Context& ctx_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool read_json(Context& ctx, std::string_view text, Value* result) { return Reader(ctx, text).document(result); }

}  // namespace bpl::host
