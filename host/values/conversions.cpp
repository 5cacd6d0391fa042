// The builtin types as functions: int(x), list(x), range(n), property(f), ...
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/text.h"
#include "host/values/unknown.h"

namespace bpl::host {
namespace {

std::string_view strip(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

// Removes the underscores between digits; false where one stands elsewhere.
bool without_underscores(std::string_view text, std::string* out) {
  const auto alnum = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') *out += text[i];
    else if (i == 0 || i + 1 == text.size() || !alnum(text[i - 1]) || !alnum(text[i + 1])) return false;
  }
  return true;
}

bool parse_integer(Context& ctx, const std::string& given, std::int64_t base, Value* result) {
  std::string text;
  bool ok = without_underscores(strip(given), &text);
  bool negative = false;
  std::string_view digits = text;
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) {
    negative = digits[0] == '-';
    digits.remove_prefix(1);
  }
  std::int64_t used = base;
  if (digits.size() > 2 && digits[0] == '0') {
    const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(digits[1])));
    const std::int64_t prefix = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
    if (prefix && (base == prefix || base == 0)) {
      used = prefix;
      digits.remove_prefix(2);
    }
  }
  std::uint64_t magnitude = 0;
  const auto r = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, static_cast<int>(used == 0 ? 10 : used));
  ok = ok && !digits.empty() && r.ptr == digits.data() + digits.size() && r.ec != std::errc::invalid_argument;
  if (!ok) return raise(ctx, "ValueError", fmt::format("invalid literal for int() with base {}: {}", base, quoted(given)));
  const std::uint64_t limit = static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  if (r.ec != std::errc() || magnitude > limit) return raise(ctx, "OverflowError", "the number does not fit: integers have 64 bits in bplc");
  *result = Value::of(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
  return true;
}

bool truncate(Context& ctx, double x, Value* result) {
  if (std::isnan(x)) return raise(ctx, "ValueError", "cannot convert float NaN to integer");
  if (std::isinf(x)) return raise(ctx, "OverflowError", "cannot convert float infinity to integer");
  if (!(x >= -0x1p63 && x < 0x1p63)) return raise(ctx, "OverflowError", "the number does not fit: integers have 64 bits in bplc");
  *result = Value::of(static_cast<std::int64_t>(x));
  return true;
}

bool make_int(Context& ctx, Args a, Value* result) {
  const Value& v = argument_or_none(a, 0);
  *result = Value::of(std::int64_t{0});
  if (a.positional.empty()) return true;
  const Value base = argument(a, 1, "base");
  if (!base.is_unbound()) {
    std::int64_t n = 0;
    if (!want_integer(ctx, base, &n)) return false;
    if (!as_string(v)) return raise(ctx, "TypeError", "int() can't convert non-string with explicit base");
    if (n != 0 && (n < 2 || n > 36)) return raise(ctx, "ValueError", "int() base must be >= 2 and <= 36, or 0");
    return parse_integer(ctx, as_string(v)->text, n, result);
  }
  if (v.is_int() || v.is_bool()) {
    *result = Value::of(v.integer);
    return true;
  }
  if (v.is_real()) return truncate(ctx, v.real, result);
  if (const String* s = as_string(v)) return parse_integer(ctx, s->text, 10, result);
  if (v.is_object())
    if (const KindOperations* k = kind_operations(v.object->kind); k && k->to_integer) {
      std::int64_t n = 0;
      if (!k->to_integer(ctx, v, &n)) return false;
      *result = Value::of(n);
      return true;
    }
  for (const char* name : {"__int__", "__index__", "__trunc__"})
    if (Value* method = class_method(v, name)) return call(ctx, *method, std::span<const Value>(&v, 1), result);
  return raise(ctx, "TypeError", fmt::format("int() argument must be a string, a bytes-like object or a real number, not '{}'", type_of(ctx, v)->name));
}

bool parse_real(Context& ctx, const std::string& given, Value* result) {
  std::string text;
  bool ok = without_underscores(strip(given), &text);
  std::string_view digits = text;
  if (digits.size() > 1 && digits[0] == '+' && digits[1] != '-') digits.remove_prefix(1);
  double x = 0;
  const auto r = std::from_chars(digits.data(), digits.data() + digits.size(), x);
  ok = ok && !digits.empty() && r.ptr == digits.data() + digits.size() && r.ec != std::errc::invalid_argument && digits.find('(') == std::string_view::npos;
  if (!ok) return raise(ctx, "ValueError", fmt::format("could not convert string to float: {}", quoted(given)));
  if (r.ec == std::errc::result_out_of_range) x = std::strtod(std::string(digits).c_str(), nullptr);
  *result = Value::of(x);
  return true;
}

bool make_float(Context& ctx, Args a, Value* result) {
  *result = Value::of(0.0);
  if (a.positional.empty()) return true;
  const Value& v = a.positional[0];
  if (const String* s = as_string(v)) return parse_real(ctx, s->text, result);
  const bool number = v.is_number() || (v.is_object() && kind_operations(v.object->kind) && kind_operations(v.object->kind)->to_real) ||
                      class_method(v, "__float__") || class_method(v, "__index__");
  if (!number) return raise(ctx, "TypeError", fmt::format("float() argument must be a string or a real number, not '{}'", type_of(ctx, v)->name));
  double x = 0;
  if (!want_real(ctx, v, &x)) return false;
  *result = Value::of(x);
  return true;
}

bool make_bool(Context& ctx, Args a, Value* result) {
  bool answer = false;
  if (!a.positional.empty() && !truth(ctx, a.positional[0], &answer)) return false;
  *result = Value::boolean(answer);
  return true;
}

bool make_str(Context& ctx, Args a, Value* result) {
  if (!a.positional.empty()) return text_value(ctx, a.positional[0], false, result);
  *result = ctx.string("");
  return true;
}

bool items_of(Context& ctx, Args a, std::vector<Value>* items) { return a.positional.empty() || to_vector(ctx, a.positional[0], items); }

bool make_list_of(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!items_of(ctx, a, &items)) return false;
  *result = make_list(ctx, std::move(items));
  return true;
}

bool make_tuple_of(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!a.positional.empty() && as_tuple(a.positional[0]) && !as_tuple(a.positional[0])->type) {
    *result = a.positional[0];
    return true;
  }
  if (!items_of(ctx, a, &items)) return false;
  *result = make_tuple(ctx, std::move(items));
  return true;
}

bool make_set(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  return items_of(ctx, a, &items) && build_set(ctx, items, result);
}

bool make_frozen(Context& ctx, Args a, Value* result) {
  const bool same = !a.positional.empty() && as_set(a.positional[0]) && as_set(a.positional[0])->type == ctx.builtin_class("frozenset");
  if (same) *result = a.positional[0];
  else if (!make_set(ctx, a, result)) return false;
  as_set(*result)->type = ctx.builtin_class("frozenset");
  return true;
}

bool make_dict(Context& ctx, Args a, Value* result) {
  Dict* dict = ctx.heap.make<Dict>();
  *result = Value::of(dict);
  Value* update = ctx.builtin_class("dict")->attributes.find("update");
  Arguments all{{*result}, a.keywords};
  all.positional.insert(all.positional.end(), a.positional.begin(), a.positional.end());
  Value ignored;
  return call(ctx, *update, all, &ignored);
}

bool make_range(Context& ctx, Args a, Value* result) {
  std::int64_t n[3] = {0, 0, 1};
  for (std::size_t i = 0; i < a.positional.size(); ++i)
    if (!want_integer(ctx, a.positional[i], &n[i])) return false;
  if (a.positional.size() == 1) std::swap(n[0], n[1]);
  if (n[2] == 0) return raise(ctx, "ValueError", "range() arg 3 must not be zero");
  *result = Value::of(ctx.heap.make<Range>(n[0], n[1], n[2]));
  return true;
}

bool make_slice(Context& ctx, Args a, Value* result) {
  const bool one = a.positional.size() == 1;
  *result = Value::of(ctx.heap.make<Slice>(one ? Value::none() : argument_or_none(a, 0), argument_or_none(a, one ? 0 : 1), argument_or_none(a, 2)));
  return true;
}

bool type_function(Context& ctx, Args a, Value* result) {
  if (a.positional.size() != 1) return raise(ctx, "NotImplementedError", "type() with three arguments is not supported by bplc: write a class statement");
  *result = Value::of(type_of(ctx, a.positional[0]));
  const bool observed = ctx.observer && as_instance(a.positional[0]);
  return !observed || ctx.observer->on_read(a.positional[0].object, {PathStep::Kind::attribute, "__class__", -1}, result);
}

bool make_object(Context& ctx, Args, Value* result) {
  *result = Value::of(ctx.heap.make<Instance>(ctx.builtin_class("object")));
  return true;
}

bool object_init(Context& ctx, Args a, Value* result) {
  *result = Value::none();
  if (a.positional.size() <= 1 && a.keywords.empty()) return true;
  const Value* own = class_method(a.positional[0], "__init__");
  if (own && as_function(*own)) return raise(ctx, "TypeError", "object.__init__() takes exactly one argument (the instance to initialize)");
  return raise(ctx, "TypeError", fmt::format("{}() takes no arguments", type_of(ctx, a.positional[0])->name));
}

bool exception_init(Context& ctx, Args a, Value* result) {
  *result = Value::none();
  Instance* self = as_instance(argument_or_none(a, 0));
  if (!self) return raise(ctx, "TypeError", "BaseException.__init__() needs an exception");
  std::vector<Value> args(a.positional.begin() + 1, a.positional.end());
  const Value first = args.empty() ? Value::none() : args[0];
  self->attributes.set(ctx.string("args"), make_tuple(ctx, std::move(args)));
  if (is_subclass(*self->type, *ctx.builtin_class("SystemExit"))) self->attributes.set(ctx.string("code"), first);
  if (is_subclass(*self->type, *ctx.builtin_class("StopIteration"))) self->attributes.set(ctx.string("value"), first);
  return true;
}

bool exception_with_traceback(Context&, Args a, Value* result) {
  *result = argument_or_none(a, 0);
  return true;
}

bool make_property(Context& ctx, Args a, Value* result) {
  Property* p = ctx.heap.make<Property>();
  const auto or_none = [](Value v) { return v.is_unbound() ? Value::none() : v; };
  p->get = or_none(argument(a, 0, "fget"));
  p->set = or_none(argument(a, 1, "fset"));
  p->doc = or_none(argument(a, 3, "doc"));
  *result = Value::of(p);
  return true;
}

bool property_with(Context& ctx, Args a, bool setter, Value* result) {
  const auto* from = as<Property>(argument_or_none(a, 0), Kind::property);
  Property* p = ctx.heap.make<Property>();
  p->get = setter ? from->get : argument_or_none(a, 1);
  p->set = setter ? argument_or_none(a, 1) : from->set;
  p->doc = from->doc;
  *result = Value::of(p);
  return true;
}
bool property_setter(Context& ctx, Args a, Value* result) { return property_with(ctx, a, true, result); }
bool property_getter(Context& ctx, Args a, Value* result) { return property_with(ctx, a, false, result); }

bool make_static(Context& ctx, Args a, Value* result) {
  *result = Value::of(ctx.heap.make<StaticMethod>(argument_or_none(a, 0)));
  return true;
}
bool make_class_method(Context& ctx, Args a, Value* result) {
  *result = Value::of(ctx.heap.make<ClassMethod>(argument_or_none(a, 0)));
  return true;
}

bool make_super(Context& ctx, Args a, Value* result) {
  if (a.positional.size() != 2) return raise(ctx, "RuntimeError", "super(): no arguments");
  Class* c = as_class(a.positional[0]);
  if (!c) return raise(ctx, "TypeError", fmt::format("super() argument 1 must be a type, not {}", type_of(ctx, a.positional[0])->name));
  const Value& self = a.positional[1];
  const Class* type = as_class(self) && is_subclass(*as_class(self), *c) ? as_class(self) : type_of(ctx, self);
  if (!is_subclass(*type, *c)) return raise(ctx, "TypeError", "super(type, obj): obj must be an instance or subtype of type");
  *result = Value::of(ctx.heap.make<Super>(c, self));
  return true;
}

bool no_complex(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "complex numbers are not supported by bplc"); }
bool no_bytes(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "bytes are not supported by bplc"); }

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "int", "(x=0, /, base=10)", pure, make_int},
    {"builtins", "float", "(x=0, /)", pure, make_float},
    {"builtins", "bool", "(x=False, /)", container, make_bool},
    {"builtins", "str", "(object='', encoding=None, errors=None)", pure, make_str},
    {"builtins", "list", "(iterable=(), /)", container, make_list_of},
    {"builtins", "tuple", "(iterable=(), /)", container, make_tuple_of},
    {"builtins", "set", "(iterable=(), /)", container, make_set},
    {"builtins", "frozenset", "(iterable=(), /)", container, make_frozen},
    {"builtins", "dict", "(*mapping, **items)", container, make_dict},
    {"builtins", "range", "(start, stop=None, step=1, /)", pure, make_range},
    {"builtins", "slice", "(start, stop=None, step=None, /)", structural, make_slice},
    {"builtins", "type", "(object, bases=None, dict=None, /)", structural, type_function},
    {"builtins", "object", "()", structural, make_object},
    {"builtins", "object.__init__", "(*args, **keywords)", structural, object_init},
    {"builtins", "BaseException.__init__", "(*args)", structural, exception_init},
    {"builtins", "BaseException.with_traceback", "(traceback, /)", structural, exception_with_traceback},
    {"builtins", "property", "(fget=None, fset=None, fdel=None, doc=None)", structural, make_property},
    {"builtins", "_property_setter", "(property, function)", structural, property_setter},
    {"builtins", "_property_getter", "(property, function)", structural, property_getter},
    {"builtins", "staticmethod", "(function, /)", structural, make_static},
    {"builtins", "classmethod", "(function, /)", structural, make_class_method},
    {"builtins", "super", "(type=None, object=None, /)", structural, make_super},
    {"builtins", "complex", "(*args)", structural, no_complex},
    {"builtins", "bytes", "(*args)", structural, no_bytes},
};

}  // namespace

void register_conversions(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
