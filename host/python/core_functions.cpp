// The builtin functions: print, len, sorted, isinstance, ...
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "host/arrays/array.h"
#include "host/values/code.h"
#include "host/values/format.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/numbers.h"
#include "host/values/python_hash.h"
#include "host/values/text.h"
#include "host/values/unknown.h"
#include "support/utf8.h"

namespace bpl::host {
namespace {

bool print_separator(Context& ctx, Args a, const char* name, const char* otherwise, std::string* text) {
  const Value v = argument(a, static_cast<std::size_t>(-1), name);
  *text = otherwise;
  if (v.is_unbound() || v.is_none()) return true;
  if (!as_string(v)) return raise(ctx, "TypeError", fmt::format("{} must be None or a string, not {}", name, type_of(ctx, v)->name));
  *text = as_string(v)->text;
  return true;
}

bool print(Context& ctx, Args a, Value* result) {
  *result = Value::none();
  std::string separator, end, line;
  if (!print_separator(ctx, a, "sep", " ", &separator) || !print_separator(ctx, a, "end", "\n", &end)) return false;
  for (std::size_t i = 0; i < a.positional.size(); ++i) {
    Value text;
    if (!text_value(ctx, a.positional[i], false, &text)) return false;
    if (!as_string(text)) return true;  // something that is not known yet
    if (i > 0) line += separator;
    line += as_string(text)->text;
  }
  line += end;
  const Value file = argument(a, static_cast<std::size_t>(-1), "file");
  if (file.is_unbound() || file.is_none()) {
    if (ctx.write_output) ctx.write_output(line);
    return true;
  }
  Value write, ignored;
  const Value text = ctx.string(line);
  return get_attribute(ctx, file, "write", &write) && call(ctx, write, std::span<const Value>(&text, 1), &ignored);
}

bool len(Context& ctx, Args a, Value* result) {
  std::int64_t n = 0;
  const Dict* keys = as_dict(a.positional[0]) ? as_dict(a.positional[0]) : as_set(a.positional[0]) ? &as_set(a.positional[0])->items : nullptr;
  if (keys && holds_unknown_key(ctx, a.positional[0]) && keys->size() > 1) return give_unknown(ctx, result);  // two of them may be equal
  if (!length(ctx, a.positional[0], &n)) return false;
  *result = Value::of(n);
  return true;
}

bool abs_function(Context& ctx, Args a, Value* result) {
  const Value& v = a.positional[0];
  if (v.is_real()) {
    *result = Value::of(std::fabs(v.real));
    return true;
  }
  if (v.is_number()) return v.integer < 0 ? unary(ctx, "-", v, result) : (*result = Value::of(v.integer), true);
  if (Value* method = class_method(v, "__abs__")) return call(ctx, *method, std::span<const Value>(&v, 1), result);
  Value numpy;
  if (v.is_object() && kind_operations(v.object->kind))
    if (const NativeEntry* entry = find_native("numpy", "abs"); entry && entry->function) return entry->function(ctx, a, result);
  return raise(ctx, "TypeError", fmt::format("bad operand type for abs(): '{}'", type_of(ctx, v)->name));
}

bool extreme(Context& ctx, Args a, const char* name, const char* op, Value* result) {
  const Value key = argument(a, static_cast<std::size_t>(-1), "key"), otherwise = argument(a, static_cast<std::size_t>(-1), "default");
  std::vector<Value> items = a.positional;
  if (items.empty()) return raise(ctx, "TypeError", fmt::format("{} expected at least 1 argument, got 0", name));
  if (items.size() == 1) {
    if (Abstract* unknown = as_abstract(items[0])) return unknown->call_native(ctx, *find_native("builtins", name), a, result);
    if (is_unknown(ctx, items[0])) return give_unknown(ctx, result);
    items.clear();
    if (!to_vector(ctx, a.positional[0], &items)) return false;
    if (items.empty() && !otherwise.is_unbound()) {
      *result = otherwise;
      return true;
    }
    if (items.empty()) return raise(ctx, "ValueError", fmt::format("{}() arg is an empty sequence", name));
  }
  Value best_key;
  for (std::size_t i = 0; i < items.size(); ++i) {
    Value k = items[i], better;
    if (!key.is_unbound() && !key.is_none() && !call(ctx, key, std::span<const Value>(&items[i], 1), &k)) return false;
    bool take = i == 0;
    if (!take && !compare(ctx, op, k, best_key, &better)) return false;
    if (!take && is_unknown(ctx, better)) return pick_unknown(ctx, items, result);
    if (!take && !truth(ctx, better, &take)) return false;
    if (!take) continue;
    best_key = k;
    *result = items[i];
  }
  return true;
}
bool min_function(Context& ctx, Args a, Value* result) { return extreme(ctx, a, "min", "<", result); }
bool max_function(Context& ctx, Args a, Value* result) { return extreme(ctx, a, "max", ">", result); }

bool sum(Context& ctx, Args a, Value* result) {
  Value total = argument(a, 1, "start");
  if (total.is_unbound()) total = Value::of(std::int64_t{0});
  if (as_string(total)) return raise(ctx, "TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  for (const Value& v : items) {
    const Value left = total;
    if (!binary(ctx, "+", left, v, &total)) return false;
  }
  *result = total;
  return true;
}

bool sorted(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[0], &items)) return false;
  *result = make_list(ctx, std::move(items));
  Value ignored;
  return call(ctx, *ctx.builtin_class("list")->attributes.find("sort"), Arguments{{*result}, a.keywords}, &ignored);
}

bool quantify(Context& ctx, Args a, bool stop_at, Value* result) {
  Value iterator;
  if (!make_iterator(ctx, a.positional[0], &iterator)) return false;
  for (;;) {
    Value item;
    bool done = false, answer = false;
    if (!next(ctx, iterator, &item, &done)) return false;
    if (done) break;
    if (!truth(ctx, item, &answer)) return false;
    if (answer == stop_at) {
      *result = Value::boolean(stop_at);
      return true;
    }
  }
  *result = Value::boolean(!stop_at);
  return true;
}
bool any_function(Context& ctx, Args a, Value* result) { return quantify(ctx, a, true, result); }
bool all_function(Context& ctx, Args a, Value* result) { return quantify(ctx, a, false, result); }

bool isinstance(Context& ctx, Args a, Value* result) {
  if (as_abstract(a.positional[0]) && is_unknown(ctx, a.positional[0])) return give_unknown(ctx, result);
  bool answer = false;
  if (!is_instance(ctx, a.positional[0], a.positional[1], &answer)) return false;
  *result = Value::boolean(answer);
  return true;
}

bool issubclass(Context& ctx, Args a, Value* result) {
  const Class* c = as_class(a.positional[0]);
  if (!c) return raise(ctx, "TypeError", "issubclass() arg 1 must be a class");
  std::vector<Value> bases{a.positional[1]};
  if (const Tuple* t = as_tuple(a.positional[1])) bases = t->items;
  bool answer = false;
  for (const Value& b : bases) {
    if (!as_class(b)) return raise(ctx, "TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    answer = answer || is_subclass(*c, *as_class(b));
  }
  *result = Value::boolean(answer);
  return true;
}

bool attribute_name(Context& ctx, const Value& v, std::string* name) {
  if (!as_string(v)) return raise(ctx, "TypeError", fmt::format("attribute name must be string, not '{}'", type_of(ctx, v)->name));
  *name = as_string(v)->text;
  return true;
}

// Finds an attribute; an AttributeError that the script raised itself (in __getattr__ or a property) counts as not found.
bool probe(Context& ctx, const Value& v, const std::string& name, Value* result, bool* found) {
  if (find_attribute(ctx, v, name, result, found)) return true;
  bool missing = false;
  const Value e = ctx.pending;
  if (!matches_exception(ctx, e, Value::of(ctx.builtin_class("AttributeError")), &missing) || !missing) return false;
  take_exception(ctx);
  *found = false;
  return true;
}

bool getattr(Context& ctx, Args a, Value* result) {
  std::string name;
  bool found = false;
  if (!attribute_name(ctx, a.positional[1], &name)) return false;
  if (a.positional.size() < 3) return get_attribute(ctx, a.positional[0], name, result);
  if (!probe(ctx, a.positional[0], name, result, &found)) return false;
  if (!found) *result = a.positional[2];
  return true;
}

bool hasattr(Context& ctx, Args a, Value* result) {
  std::string name;
  bool found = false;
  Value ignored;
  if (!attribute_name(ctx, a.positional[1], &name) || !probe(ctx, a.positional[0], name, &ignored, &found)) return false;
  *result = Value::boolean(found);
  return true;
}

bool setattr(Context& ctx, Args a, Value* result) {
  std::string name;
  *result = Value::none();
  return attribute_name(ctx, a.positional[1], &name) && set_attribute(ctx, a.positional[0], name, a.positional[2]);
}

bool delattr(Context& ctx, Args a, Value* result) {
  std::string name;
  *result = Value::none();
  return attribute_name(ctx, a.positional[1], &name) && delete_attribute(ctx, a.positional[0], name);
}

bool callable(Context& ctx, Args a, Value* result) {
  const Value& v = a.positional[0];
  if (is_unknown(ctx, v)) return give_unknown(ctx, result);
  bool answer = false;
  if (v.is_object()) switch (v.object->kind) {
      case Kind::function: case Kind::native: case Kind::bound_method: case Kind::klass: case Kind::static_method: answer = true; break;
      case Kind::instance: case Kind::dict: case Kind::list: answer = class_method(v, "__call__") != nullptr; break;
      default: answer = kind_operations(v.object->kind) && kind_operations(v.object->kind)->call;
    }
  *result = Value::boolean(answer);
  return true;
}

bool id(Context&, Args a, Value* result) {
  const Value& v = a.positional[0];
  *result = Value::of(v.is_object() ? static_cast<std::int64_t>(v.object->serial * 16) : v.integer * 2 + 1);
  return true;
}

bool hash(Context& ctx, Args a, Value* result) {
  const Value& v = a.positional[0];
  std::uint64_t h = 0;
  if (!hash_value(ctx, v, &h)) return false;  // unhashable, or unhashable inside
  if (Value* method = class_method(v, "__hash__")) return call(ctx, *method, std::span<const Value>(&v, 1), result);
  if (as_array(v)) return hash(ctx, Arguments{{item_of(*as_array(v))}, {}}, result);  // hashable, so a numpy scalar
  if (v.is_real()) *result = Value::of(python_hash(v.real));
  else if (v.is_number()) *result = Value::of(python_hash(v.integer));
  else *result = Value::of(static_cast<std::int64_t>(h >> 2));
  const Tuple* t = as_tuple(v);
  if (!t) return true;
  std::vector<std::int64_t> parts;
  for (const Value& item : t->items) {
    Value part;
    if (!hash(ctx, Arguments{{item}, {}}, &part)) return false;
    parts.push_back(part.integer);
  }
  *result = Value::of(python_hash(parts));
  return true;
}

bool repr(Context& ctx, Args a, Value* result) {
  return text_value(ctx, a.positional[0], true, result);
}

bool ascii(Context& ctx, Args a, Value* result) {
  return format_value(ctx, a.positional[0], 'a', ctx.string(""), result);
}

bool format_function(Context& ctx, Args a, Value* result) {
  std::string spec;
  if (a.positional.size() > 1 && !want_string(ctx, a.positional[1], "format", &spec)) return false;
  return known_text(ctx, [&](std::string* text) { return format_text(ctx, a.positional[0], spec, text); }, result);
}

bool chr(Context& ctx, Args a, Value* result) {
  std::int64_t n = 0;
  if (!want_integer(ctx, a.positional[0], &n)) return false;
  if (n != static_cast<std::int32_t>(n)) return raise(ctx, "OverflowError", "Python int too large to convert to C int");
  if (n < 0 || n > 0x10ffff) return raise(ctx, "ValueError", "chr() arg not in range(0x110000)");
  std::string text;
  append_utf8(text, static_cast<char32_t>(n));
  *result = ctx.string(text);
  return true;
}

bool ord(Context& ctx, Args a, Value* result) {
  const String* s = as_string(a.positional[0]);
  if (!s) return raise(ctx, "TypeError", fmt::format("ord() expected string of length 1, but {} found", type_of(ctx, a.positional[0])->name));
  const std::int64_t n = code_point_count(s->text);
  if (n != 1) return raise(ctx, "TypeError", fmt::format("ord() expected a character, but string of length {} found", n));
  *result = Value::of(static_cast<std::int64_t>(decode_utf8(s->text, 0).value));
  return true;
}

// Rounds half to even at a decimal place, from the exact value of the double.
bool round_real(Context& ctx, double x, std::int64_t digits, Value* result) {
  if (!std::isfinite(x) || digits > 330) {
    *result = Value::of(x);
    return true;
  }
  if (digits < -310) {
    *result = Value::of(std::copysign(0.0, x));
    return true;
  }
  std::string text;
  if (digits >= 0) {
    text = real_digits(x, 'f', static_cast<int>(digits), false);
  } else {
    // Digits before the point: round the exact decimal expansion of the integer part and what follows.
    const std::string exact = real_digits(x, 'e', 330, false);
    const int exponent = std::stoi(exact.substr(exact.find('e') + 1));
    const std::int64_t kept = exponent + 1 + digits;
    if (kept < 0) {
      text = "0";
    } else if (kept == 0) {
      const bool up = exact[0] > '5' || (exact[0] == '5' && exact.find_first_of("123456789", 1) < exact.find('e'));
      text = up ? fmt::format("1e{}", -digits) : "0";
    } else {
      text = real_digits(x, 'e', static_cast<int>(kept - 1), false);
    }
  }
  double rounded = 0;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  if (std::isinf(rounded)) return raise(ctx, "OverflowError", "rounded value too large to represent");
  *result = Value::of(std::copysign(rounded, x));
  return true;
}

bool round_integer(Context& ctx, std::int64_t n, std::int64_t digits, Value* result) {
  *result = Value::of(n);
  if (digits >= 0) return true;
  __int128 unit = 1;
  for (std::int64_t k = 0; k < std::min<std::int64_t>(-digits, 20); ++k) unit *= 10;
  const __int128 rest = ((n % unit) + unit) % unit, base = n - rest, half = unit / 2;
  const bool up = rest > half || (rest == half && (base / unit) % 2 != 0);
  const __int128 r = base + (up ? unit : 0);
  if (r < INT64_MIN || r > INT64_MAX) return integer_overflow(ctx);
  *result = Value::of(static_cast<std::int64_t>(r));
  return true;
}

bool round_function(Context& ctx, Args a, Value* result) {
  Value v = a.positional[0];
  const Value digits = argument(a, 1, "ndigits");
  const bool given = !digits.is_unbound() && !digits.is_none();
  std::int64_t n = 0;
  if (given && !want_integer(ctx, digits, &n)) return false;
  if (Value* method = class_method(v, "__round__")) return call(ctx, *method, a.positional, result);
  if (v.is_object() && kind_operations(v.object->kind) && kind_operations(v.object->kind)->to_real) {
    double x = 0;
    if (!want_real(ctx, v, &x)) return false;
    v = Value::of(x);
  }
  if (v.is_int() || v.is_bool()) return round_integer(ctx, v.integer, given ? n : 0, result);
  if (!v.is_real()) return raise(ctx, "TypeError", fmt::format("type {} doesn't define __round__ method", type_of(ctx, v)->name));
  if (given) return round_real(ctx, v.real, n, result);
  const Value whole = Value::of(std::nearbyint(v.real));
  return call(ctx, Value::of(ctx.builtin_class("int")), std::span<const Value>(&whole, 1), result);
}

bool divmod(Context& ctx, Args a, Value* result) {
  Value quotient, rest;
  const Value &x = a.positional[0], &y = a.positional[1];
  if (x.is_number() && y.is_number() && (x.is_real() || y.is_real()) && y.as_real() == 0) return raise(ctx, "ZeroDivisionError", "float divmod()");
  if (!binary(ctx, "//", x, y, &quotient) || !binary(ctx, "%", x, y, &rest)) return false;
  *result = make_tuple(ctx, {quotient, rest});
  return true;
}

bool pow_function(Context& ctx, Args a, Value* result) {
  const Value modulus = argument(a, 2, "mod");
  if (modulus.is_unbound() || modulus.is_none()) return binary(ctx, "**", a.positional[0], a.positional[1], result);
  std::int64_t base = 0, exponent = 0, m = 0;
  if (!want_integer(ctx, a.positional[0], &base) || !want_integer(ctx, a.positional[1], &exponent) || !want_integer(ctx, modulus, &m)) return false;
  if (m == 0) return raise(ctx, "ValueError", "pow() 3rd argument cannot be 0");
  if (exponent < 0) return raise(ctx, "NotImplementedError", "pow() with a negative exponent and a modulus is not supported by bplc");
  __int128 r = 1 % m, b = base % m;
  for (; exponent > 0; exponent >>= 1) {
    if (exponent & 1) r = r * b % m;
    b = b * b % m;
  }
  if (r != 0 && ((r < 0) != (m < 0))) r += m;
  *result = Value::of(static_cast<std::int64_t>(r));
  return true;
}

bool vars(Context& ctx, Args a, Value* result) {
  if (a.positional.empty()) return raise(ctx, "NotImplementedError", "vars() without an argument is not supported by bplc");
  const Value& v = a.positional[0];
  if (as_instance(v)) return own_attributes(ctx, *as_instance(v), result);
  const Dict* from = as_class(v) ? &as_class(v)->attributes : nullptr;
  if (auto* m = as<Module>(v, Kind::module)) from = &m->globals;
  if (!from) return raise(ctx, "TypeError", "vars() argument must have __dict__ attribute");
  if (ctx.observer && !ctx.observer->on_extent(v.object)) return false;
  Dict* d = ctx.heap.make<Dict>();
  for (const Dict::Entry& e : from->entries)
    if (e.alive) d->set(e.key, e.value);
  *result = Value::of(d);
  return true;
}

bool dir(Context& ctx, Args a, Value* result) {
  std::vector<std::string> names;
  const auto add = [&](const Dict& dict) {
    for (const Dict::Entry& e : dict.entries)
      if (e.alive && as_string(e.key)) names.push_back(as_string(e.key)->text);
  };
  if (a.positional.empty()) return raise(ctx, "NotImplementedError", "dir() without an argument is not supported by bplc");
  const Value& v = a.positional[0];
  if (Instance* i = as_instance(v)) add(i->attributes);
  if (auto* m = as<Module>(v, Kind::module)) add(m->globals);
  else
    for (Class* c : as_class(v) ? as_class(v)->mro : type_of(ctx, v)->mro) add(c->attributes);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<Value> items;
  for (const std::string& n : names) items.push_back(ctx.string(n));
  *result = make_list(ctx, std::move(items));
  return true;
}

bool in_base(Context& ctx, Args a, int base, const char* prefix, Value* result) {
  std::int64_t n = 0;
  if (!want_integer(ctx, a.positional[0], &n)) return false;
  *result = ctx.string(fmt::format("{}{}{}", n < 0 ? "-" : "", prefix, integer_digits(n, base)));
  return true;
}
bool bin(Context& ctx, Args a, Value* result) { return in_base(ctx, a, 2, "0b", result); }
bool oct(Context& ctx, Args a, Value* result) { return in_base(ctx, a, 8, "0o", result); }
bool hex(Context& ctx, Args a, Value* result) { return in_base(ctx, a, 16, "0x", result); }

bool no_open(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "open() is not supported by bplc"); }
bool no_input(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "input() is not supported by bplc"); }
bool no_eval(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "eval() is not supported by bplc"); }
bool no_exec(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "exec() is not supported by bplc"); }
bool no_compile(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "compile() is not supported by bplc"); }
bool no_import(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "__import__() is not supported by bplc: write an import statement"); }
bool no_globals(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "globals() is not supported by bplc"); }
bool no_locals(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "locals() is not supported by bplc"); }

bool exit_function(Context& ctx, Args a, Value*) {
  Value e;
  return call(ctx, Value::of(ctx.builtin_class("SystemExit")), a.positional, &e) && raise_value(ctx, e, Value{});
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "print", "(*values, sep=' ', end='\\n', file=None, flush=False)", effect, print},
    {"builtins", "len", "(obj, /)", container, len},
    {"builtins", "abs", "(x, /)", element_wise, abs_function, "abs"},
    {"builtins", "min", "(*args, key=None, default=None)", structural, min_function},
    {"builtins", "max", "(*args, key=None, default=None)", structural, max_function},
    {"builtins", "sum", "(iterable, /, start=0)", container, sum},
    {"builtins", "sorted", "(iterable, /, *, key=None, reverse=False)", container, sorted},
    {"builtins", "any", "(iterable, /)", container, any_function},
    {"builtins", "all", "(iterable, /)", container, all_function},
    {"builtins", "isinstance", "(obj, class_or_tuple, /)", structural, isinstance},
    {"builtins", "issubclass", "(cls, class_or_tuple, /)", structural, issubclass},
    {"builtins", "getattr", "(object, name, default=None, /)", structural, getattr},
    {"builtins", "hasattr", "(obj, name, /)", structural, hasattr},
    {"builtins", "setattr", "(obj, name, value, /)", structural, setattr},
    {"builtins", "delattr", "(obj, name, /)", structural, delattr},
    {"builtins", "callable", "(obj, /)", structural, callable},
    {"builtins", "id", "(obj, /)", structural, id},
    {"builtins", "hash", "(obj, /)", pure, hash},
    {"builtins", "repr", "(obj, /)", pure, repr},
    {"builtins", "ascii", "(obj, /)", pure, ascii},
    {"builtins", "format", "(value, format_spec='', /)", pure, format_function},
    {"builtins", "chr", "(i, /)", pure, chr},
    {"builtins", "ord", "(c, /)", pure, ord},
    {"builtins", "round", "(number, ndigits=None)", pure, round_function},
    {"builtins", "divmod", "(x, y, /)", structural, divmod},
    {"builtins", "pow", "(base, exp, mod=None)", structural, pow_function},
    {"builtins", "vars", "(object=None, /)", structural, vars},
    {"builtins", "dir", "(object=None, /)", structural, dir},
    {"builtins", "bin", "(number, /)", pure, bin},
    {"builtins", "oct", "(number, /)", pure, oct},
    {"builtins", "hex", "(number, /)", pure, hex},
    {"builtins", "open", "(*args, **keywords)", structural, no_open},
    {"builtins", "input", "(*args)", structural, no_input},
    {"builtins", "eval", "(*args)", structural, no_eval},
    {"builtins", "exec", "(*args)", structural, no_exec},
    {"builtins", "compile", "(*args, **keywords)", structural, no_compile},
    {"builtins", "__import__", "(*args, **keywords)", structural, no_import},
    {"builtins", "globals", "()", structural, no_globals},
    {"builtins", "locals", "()", structural, no_locals},
    {"builtins", "exit", "(code=None, /)", structural, exit_function},
    {"builtins", "quit", "(code=None, /)", structural, exit_function},
    {"sys", "exit", "(status=None, /)", structural, exit_function},
};

}  // namespace

void register_core_functions(Context& ctx) { register_natives(ctx, kEntries); }

}  // namespace bpl::host
