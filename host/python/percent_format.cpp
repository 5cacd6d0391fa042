// The % operator of strings.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstring>

#include "host/values/format.h"
#include "host/values/kinds.h"
#include "host/values/ops.h"
#include "host/values/text.h"

namespace bpl::host {
namespace {

const KindOperations* operations_of(const Value& v) { return v.is_object() ? kind_operations(v.object->kind) : nullptr; }

class PercentFormatter {
 public:
  PercentFormatter(Context& ctx, std::string_view format, const Value& arguments) : ctx_(ctx), format_(format), arguments_(arguments) {}

  bool run(std::string* out) {
    while (at_ < format_.size()) {
      if (format_[at_] != '%') {
        *out += format_[at_++];
      } else {
        ++at_;
        if (!field(out)) return false;
      }
    }
    const Tuple* t = as_tuple(arguments_);
    const bool left = t ? used_ < t->items.size() : used_ == 0 && !as_dict(arguments_) && !as_list(arguments_);
    return !left || mapped_ || raise(ctx_, "TypeError", "not all arguments converted during string formatting");
  }

 private:
  bool take(Value* v) {
    if (mapped_) {
      *v = mapped_value_;
      return true;
    }
    const Tuple* t = as_tuple(arguments_);
    if (t ? used_ >= t->items.size() : used_ > 0) return raise(ctx_, "TypeError", "not enough arguments for format string");
    *v = t ? t->items[used_] : arguments_;
    ++used_;
    return true;
  }

  bool count(std::int64_t* n) {
    if (at_ < format_.size() && format_[at_] == '*') {
      ++at_;
      Value v;
      if (!take(&v)) return false;
      if (!v.is_int()) return raise(ctx_, "TypeError", "* wants int");
      *n = v.integer;
      return true;
    }
    *n = 0;
    while (at_ < format_.size() && format_[at_] >= '0' && format_[at_] <= '9') *n = std::min<std::int64_t>(*n * 10 + (format_[at_++] - '0'), 1000000);
    return true;
  }

  bool field(std::string* out) {
    FormatSpec spec;
    bool left = false;
    mapped_ = false;
    if (at_ < format_.size() && format_[at_] == '(' && !mapping()) return false;
    for (; at_ < format_.size() && std::strchr("-+ #0", format_[at_]); ++at_) {
      const char c = format_[at_];
      if (c == '-') left = true;
      else if (c == '+' || (c == ' ' && !spec.sign)) spec.sign = c;
      else if (c == '#') spec.alternate = true;
      else if (c == '0') spec.zero = true;
    }
    if (!count(&spec.width)) return false;
    if (spec.width < 0) {
      left = true;
      spec.width = -spec.width;
    }
    if (at_ < format_.size() && format_[at_] == '.') {
      ++at_;
      if (!count(&spec.precision)) return false;
      spec.precision = std::max<std::int64_t>(spec.precision, 0);
    }
    while (at_ < format_.size() && std::strchr("hlL", format_[at_])) ++at_;
    if (at_ >= format_.size()) return raise(ctx_, "ValueError", "incomplete format");
    spec.type = format_[at_++];
    if (spec.type == '%') {
      *out += '%';
      return true;
    }
    spec.align = left ? '<' : '>';
    return convert(spec, left, out);
  }

  bool mapping() {
    if (!as_dict(arguments_)) return raise(ctx_, "TypeError", "format requires a mapping");
    const std::size_t end = format_.find(')', at_);
    if (end == std::string_view::npos) return raise(ctx_, "ValueError", "incomplete format key");
    if (!get_item(ctx_, arguments_, ctx_.string(format_.substr(at_ + 1, end - at_ - 1)), &mapped_value_)) return false;
    at_ = end + 1;
    mapped_ = true;
    return true;
  }

  bool convert(FormatSpec spec, bool left, std::string* out) {
    Value v;
    if (!std::strchr("sradiuxXoeEfFgGc", spec.type))
      return raise(ctx_, "ValueError", fmt::format("unsupported format character '{}' ({:#x}) at index {}", spec.type, static_cast<int>(spec.type), at_ - 1));
    if (!take(&v)) return false;
    const char type = spec.type;
    std::string text;
    if (std::strchr("sra", type)) {
      if (type == 's' ? !to_str(ctx_, v, &text) : !to_repr(ctx_, v, &text)) return false;
      spec.type = 's';
      spec.sign = 0;
      spec.alternate = false;
      std::string shown;
      if (!format_string(ctx_, text, spec, &shown)) return false;
      *out += shown;
      return true;
    }
    if (type == 'c') {
      text = as_string(v) ? as_string(v)->text : std::string();
      const KindOperations* k = operations_of(v);
      if (v.is_int() || (k && k->to_index)) {
        FormatSpec character;
        character.type = 'c';
        std::int64_t code = 0;
        if (!to_integer_index(ctx_, v, "%c requires int or char", &code) || !format_number(ctx_, Value::of(code), character, &text)) return false;
      }
      if (code_point_count(text) != 1) return raise(ctx_, "TypeError", "%c requires int or char");
      *out += pad("", text, spec, '>');
      return true;
    }
    if (spec.zero && !left) {
      spec.fill = "0";
      spec.align = '=';
    }
    return std::strchr("eEfFgG", type) ? real(spec, v, out) : integer(spec, v, out);
  }

  bool real(const FormatSpec& spec, const Value& v, std::string* out) {
    Value number = v;
    if (!v.is_number()) {
      const KindOperations* k = operations_of(v);
      double x = 0;
      if (!k || !k->to_real) return raise(ctx_, "TypeError", fmt::format("must be real number, not {}", type_of(ctx_, v)->name));
      if (!k->to_real(ctx_, v, &x)) return false;
      number = Value::of(x);
    }
    std::string text;
    if (!format_number(ctx_, Value::of(number.as_real()), spec, &text)) return false;
    *out += text;
    return true;
  }

  bool integer(FormatSpec spec, const Value& v, std::string* out) {
    Value number = v;
    const char type = spec.type;
    if (type == 'i' || type == 'u') spec.type = 'd';
    const KindOperations* k = operations_of(v);
    const auto convert = !k ? nullptr : spec.type == 'd' ? k->to_integer : k->to_index;
    if (convert) {
      std::int64_t n = 0;
      if (!convert(ctx_, v, &n)) return false;
      number = Value::of(n);
    } else if (v.is_real() && spec.type == 'd') {
      if (std::isnan(v.real)) return raise(ctx_, "ValueError", "cannot convert float NaN to integer");
      if (!(std::fabs(v.real) < 9.2e18)) return raise(ctx_, "OverflowError", "the number does not fit: integers have 64 bits in bplc");
      number = Value::of(static_cast<std::int64_t>(v.real));
    } else if (!v.is_int() && !v.is_bool()) {
      return raise(ctx_, "TypeError", spec.type == 'd' ? fmt::format("%{} format: a real number is required, not {}", type, type_of(ctx_, v)->name)
                                                       : fmt::format("%{} format: an integer is required, not {}", type, type_of(ctx_, v)->name));
    }
    std::string digits = integer_digits(number.integer, spec.type == 'o' ? 8 : spec.type == 'd' ? 10 : 16, spec.type == 'X');
    if (static_cast<std::int64_t>(digits.size()) < spec.precision) digits.insert(0, static_cast<std::size_t>(spec.precision) - digits.size(), '0');
    std::string sign = number.integer < 0 ? "-" : spec.sign ? std::string(1, spec.sign) : "";
    if (spec.alternate && spec.type != 'd') sign += spec.type == 'o' ? "0o" : spec.type == 'x' ? "0x" : "0X";
    *out += pad(sign, digits, spec, '>');
    return true;
  }

  Context& ctx_;
  std::string_view format_;
  const Value& arguments_;
  std::size_t at_ = 0, used_ = 0;
  bool mapped_ = false;
  Value mapped_value_;
};

}  // namespace

bool percent_format(Context& ctx, const std::string& format, const Value& arguments, std::string* result) {
  result->clear();
  return PercentFormatter(ctx, format, arguments).run(result);
}

}  // namespace bpl::host
