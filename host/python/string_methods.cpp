// The methods of str.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "host/values/format.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/text.h"
#include "host/values/unknown.h"
#include "support/utf8.h"

namespace bpl::host {
namespace {

using Points = std::vector<std::string_view>;

const std::string& self(Args a) { return as_string(a.positional[0])->text; }

bool done(Context& ctx, Value* result, std::string text) {
  *result = ctx.string(text);
  return true;
}
bool done(Value* result, bool answer) {
  *result = Value::boolean(answer);
  return true;
}

// --- characters -----------------------------------------------------------------------------------------------------

// Simple case pairs of Latin-1, Greek and Cyrillic beside ASCII.
char32_t upper_of(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  if ((c >= 0xe0 && c <= 0xfe && c != 0xf7) || (c >= 0x3b1 && c <= 0x3c9 && c != 0x3c2) || (c >= 0x430 && c <= 0x44f)) return c - 32;
  return c == 0xb5 ? 0x39c : c == 0xff ? 0x178 : c == 0x3c2 ? 0x3a3 : c;
}
char32_t lower_of(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if ((c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3a9 && c != 0x3a2) || (c >= 0x410 && c <= 0x42f)) return c + 32;
  return c == 0x178 ? 0xff : c;
}
bool is_upper(char32_t c) { return lower_of(c) != c; }
bool is_lower(char32_t c) { return upper_of(c) != c || c == 0xdf; }
bool is_alpha(char32_t c) { return is_upper(c) || is_lower(c) || (c >= 0xc0 && c != 0xd7 && c != 0xf7 && c < 0x2000) || (c >= 0x3040 && c < 0xd800); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

std::vector<char32_t> decode(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint p = decode_utf8(text, at);
    out.push_back(p.value);
    at += p.length;
  }
  return out;
}

std::string encode(const std::vector<char32_t>& points) {
  std::string out;
  for (const char32_t c : points) append_utf8(out, c);
  return out;
}

bool change_case(Context& ctx, Args a, Value* result, const std::function<char32_t(char32_t, bool first)>& change, bool words) {
  std::vector<char32_t> points = decode(self(a));
  bool first = true;
  for (char32_t& c : points) {
    const char32_t old = c;
    c = change(old, first);
    first = words && !is_alpha(old);
  }
  return done(ctx, result, encode(points));
}

bool upper(Context& ctx, Args a, Value* r) { return change_case(ctx, a, r, [](char32_t c, bool) { return upper_of(c); }, false); }
bool lower(Context& ctx, Args a, Value* r) { return change_case(ctx, a, r, [](char32_t c, bool) { return lower_of(c); }, false); }
bool swapcase(Context& ctx, Args a, Value* r) {
  return change_case(ctx, a, r, [](char32_t c, bool) { return is_upper(c) ? lower_of(c) : upper_of(c); }, false);
}
bool capitalize(Context& ctx, Args a, Value* r) {
  return change_case(ctx, a, r, [](char32_t c, bool first) { return first ? upper_of(c) : lower_of(c); }, false);
}
bool title(Context& ctx, Args a, Value* r) {
  return change_case(ctx, a, r, [](char32_t c, bool first) { return first ? upper_of(c) : lower_of(c); }, true);
}

bool every(Args a, Value* result, bool (*test)(char32_t), bool empty = false) {
  const auto points = decode(self(a));
  return done(result, points.empty() ? empty : std::all_of(points.begin(), points.end(), test));
}
bool isdigit(Context&, Args a, Value* r) { return every(a, r, is_digit); }
bool isalpha(Context&, Args a, Value* r) { return every(a, r, is_alpha); }
bool isalnum(Context&, Args a, Value* r) { return every(a, r, [](char32_t c) { return is_alpha(c) || is_digit(c); }); }
bool isspace(Context&, Args a, Value* r) { return every(a, r, is_space); }
bool isascii(Context&, Args a, Value* r) { return every(a, r, [](char32_t c) { return c < 0x80; }, true); }
bool isprintable(Context&, Args a, Value* r) { return every(a, r, is_printable, true); }
bool isidentifier(Context&, Args a, Value* r) {
  const std::string& s = self(a);
  return done(r, !s.empty() && !is_digit(static_cast<unsigned char>(s[0])) &&
                     every(a, r, [](char32_t c) { return is_alpha(c) || is_digit(c) || c == '_'; }) && r->integer);
}
bool cased(Args a, Value* result, bool (*wanted)(char32_t), bool (*refused)(char32_t)) {
  bool any = false;
  for (const char32_t c : decode(self(a))) {
    if (refused(c)) return done(result, false);
    any = any || wanted(c);
  }
  return done(result, any);
}
bool isupper(Context&, Args a, Value* r) { return cased(a, r, is_upper, is_lower); }
bool islower(Context&, Args a, Value* r) { return cased(a, r, is_lower, is_upper); }
bool istitle(Context&, Args a, Value* r) {
  bool any = false, first = true;
  for (const char32_t c : decode(self(a))) {
    if ((first && is_lower(c)) || (!first && is_upper(c))) return done(r, false);
    first = !is_alpha(c);
    any = any || !first;
  }
  return done(r, any);
}

// --- searching ------------------------------------------------------------------------------------------------------

// The part of a text that start and stop (arguments 2 and 3) pick, and where it begins in code points.
bool window(Context& ctx, Args a, std::string_view* part, std::int64_t* first) {
  const std::string& text = self(a);
  const Points points = code_points(text);
  const auto n = static_cast<std::int64_t>(points.size());
  std::int64_t bounds[2] = {0, n};
  for (std::size_t i = 0; i < 2; ++i) {
    const Value& v = argument_or_none(a, 2 + i);
    if (v.is_none()) continue;
    if (!want_integer(ctx, v, &bounds[i])) return false;
    if (bounds[i] < 0) bounds[i] = std::max<std::int64_t>(bounds[i] + n, 0);
  }
  *first = bounds[0];
  bounds[1] = std::min(bounds[1], n);
  if (bounds[0] > bounds[1]) {
    *first = -1;
    *part = {};
    return true;
  }
  const auto byte = [&](std::int64_t i) { return i >= n ? text.size() : static_cast<std::size_t>(points[static_cast<std::size_t>(i)].data() - text.data()); };
  *part = std::string_view(text).substr(byte(bounds[0]), byte(bounds[1]) - byte(bounds[0]));
  return true;
}

bool needle(Context& ctx, Args a, const char* name, std::string* text) {
  if (const String* s = as_string(a.positional[1])) {
    *text = s->text;
    return true;
  }
  return raise(ctx, "TypeError", fmt::format("{}must be str, not {}", name, type_of(ctx, a.positional[1])->name));
}

bool find_from(Context& ctx, Args a, bool last, std::int64_t* index) {
  std::string what;
  std::string_view part;
  std::int64_t first = 0;
  *index = -1;
  if (!needle(ctx, a, "", &what) || !window(ctx, a, &part, &first)) return false;
  const std::size_t at = first < 0 ? std::string_view::npos : last ? part.rfind(what) : part.find(what);
  if (at != std::string_view::npos) *index = first + code_point_count(part.substr(0, at));
  return true;
}

bool find_result(Context& ctx, Args a, bool last, bool must, Value* result) {
  std::int64_t index = 0;
  if (!find_from(ctx, a, last, &index)) return false;
  if (must && index < 0) return raise(ctx, "ValueError", "substring not found");
  *result = Value::of(index);
  return true;
}
bool find(Context& ctx, Args a, Value* r) { return find_result(ctx, a, false, false, r); }
bool rfind(Context& ctx, Args a, Value* r) { return find_result(ctx, a, true, false, r); }
bool index(Context& ctx, Args a, Value* r) { return find_result(ctx, a, false, true, r); }
bool rindex(Context& ctx, Args a, Value* r) { return find_result(ctx, a, true, true, r); }

bool count(Context& ctx, Args a, Value* result) {
  std::string what;
  std::string_view part;
  std::int64_t first = 0, n = 0;
  if (!needle(ctx, a, "", &what) || !window(ctx, a, &part, &first)) return false;
  if (first >= 0 && what.empty()) n = code_point_count(part) + 1;
  else if (first >= 0)
    for (std::size_t at = part.find(what); at != std::string_view::npos; at = part.find(what, at + what.size())) ++n;
  *result = Value::of(n);
  return true;
}

bool affix(Context& ctx, Args a, const char* name, bool at_start, Value* result) {
  Value given = a.positional[1];
  if (!observe_contents(ctx, &given)) return false;
  std::vector<Value> choices{given};
  if (const Tuple* t = as_tuple(given)) choices = t->items;
  std::string_view part;
  std::int64_t first = 0;
  if (!window(ctx, a, &part, &first)) return false;
  bool answer = false;
  for (const Value& v : choices) {
    const String* s = as_string(v);
    if (!s) return raise(ctx, "TypeError", fmt::format("{} first arg must be str or a tuple of str, not {}", name, type_of(ctx, v)->name));
    answer = answer || (first >= 0 && (at_start ? part.starts_with(s->text) : part.ends_with(s->text)));
  }
  return done(result, answer);
}
bool startswith(Context& ctx, Args a, Value* r) { return affix(ctx, a, "startswith", true, r); }
bool endswith(Context& ctx, Args a, Value* r) { return affix(ctx, a, "endswith", false, r); }

bool removeprefix(Context& ctx, Args a, Value* result) {
  std::string what;
  if (!needle(ctx, a, "removeprefix() argument ", &what)) return false;
  return done(ctx, result, self(a).starts_with(what) ? self(a).substr(what.size()) : self(a));
}
bool removesuffix(Context& ctx, Args a, Value* result) {
  std::string what;
  if (!needle(ctx, a, "removesuffix() argument ", &what)) return false;
  return done(ctx, result, self(a).ends_with(what) ? self(a).substr(0, self(a).size() - what.size()) : self(a));
}

// --- changing -------------------------------------------------------------------------------------------------------

bool strip_sides(Context& ctx, Args a, bool left, bool right, Value* result) {
  Points points = code_points(self(a));
  const Value& given = argument_or_none(a, 1);
  if (!given.is_none() && !as_string(given)) return raise(ctx, "TypeError", "strip arg must be None or str");
  const Points set = given.is_none() ? Points{} : code_points(as_string(given)->text);
  const auto drops = [&](std::string_view c) {
    return given.is_none() ? is_space(decode_utf8(c, 0).value) : std::find(set.begin(), set.end(), c) != set.end();
  };
  std::size_t begin = 0, end = points.size();
  while (left && begin < end && drops(points[begin])) ++begin;
  while (right && end > begin && drops(points[end - 1])) --end;
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += points[i];
  return done(ctx, result, out);
}
bool strip(Context& ctx, Args a, Value* r) { return strip_sides(ctx, a, true, true, r); }
bool lstrip(Context& ctx, Args a, Value* r) { return strip_sides(ctx, a, true, false, r); }
bool rstrip(Context& ctx, Args a, Value* r) { return strip_sides(ctx, a, false, true, r); }

bool replace(Context& ctx, Args a, Value* result) {
  const String *from = as_string(a.positional[1]), *to = as_string(a.positional[2]);
  if (!from || !to)
    return raise(ctx, "TypeError", fmt::format("replace() argument {} must be str, not {}", from ? 2 : 1, type_of(ctx, a.positional[from ? 2 : 1])->name));
  std::int64_t left = -1;
  if (!argument_or_none(a, 3).is_none() && !want_integer(ctx, a.positional[3], &left)) return false;
  if (left < 0) left = INT64_MAX;
  const std::string& text = self(a);
  std::string out;
  std::size_t at = 0;
  if (from->text.empty()) {
    for (const std::string_view c : code_points(text)) {
      if (left-- > 0) out += to->text;
      out += c;
    }
    if (left > 0) out += to->text;
    return done(ctx, result, out);
  }
  for (std::size_t hit = text.find(from->text); hit != std::string::npos && left-- > 0; hit = text.find(from->text, at)) {
    out.append(text, at, hit - at);
    out += to->text;
    at = hit + from->text.size();
  }
  return done(ctx, result, out + text.substr(at));
}

bool want_width(Context& ctx, const Value& v, std::int64_t* width) {
  if (!want_integer(ctx, v, width)) return false;
  return *width <= kLongestText || raise(ctx, "MemoryError", fmt::format("a text of {} characters is too long", *width));
}

bool justify(Context& ctx, Args a, const char* name, char align, Value* result) {
  FormatSpec spec;
  spec.align = align;
  if (!want_width(ctx, a.positional[1], &spec.width)) return false;
  if (a.positional.size() > 2) {
    const String* fill = as_string(a.positional[2]);
    if (!fill || code_point_count(fill->text) != 1) return raise(ctx, "TypeError", "The fill character must be exactly one character long");
    spec.fill = fill->text;
  }
  return done(ctx, result, pad("", self(a), spec, align));
}
bool ljust(Context& ctx, Args a, Value* r) { return justify(ctx, a, "ljust", '<', r); }
bool rjust(Context& ctx, Args a, Value* r) { return justify(ctx, a, "rjust", '>', r); }

// CPython puts the odd blank on the left when the width is odd.
bool center(Context& ctx, Args a, Value* result) {
  std::int64_t width = 0;
  if (!want_width(ctx, a.positional[1], &width)) return false;
  const std::int64_t n = code_point_count(self(a)), missing = std::max<std::int64_t>(width - n, 0);
  const std::int64_t left = missing / 2 + (missing & width & 1);
  std::string fill = " ";
  if (a.positional.size() > 2) {
    if (!as_string(a.positional[2]) || code_point_count(as_string(a.positional[2])->text) != 1)
      return raise(ctx, "TypeError", "The fill character must be exactly one character long");
    fill = as_string(a.positional[2])->text;
  }
  std::string out;
  for (std::int64_t i = 0; i < left; ++i) out += fill;
  out += self(a);
  for (std::int64_t i = left; i < missing; ++i) out += fill;
  return done(ctx, result, out);
}

bool zfill(Context& ctx, Args a, Value* result) {
  FormatSpec spec;
  spec.fill = "0";
  spec.align = '=';
  if (!want_width(ctx, a.positional[1], &spec.width)) return false;
  const std::string& text = self(a);
  const bool sign = !text.empty() && (text[0] == '-' || text[0] == '+');
  return done(ctx, result, pad(text.substr(0, sign), text.substr(sign), spec, '='));
}

bool expandtabs(Context& ctx, Args a, Value* result) {
  std::int64_t size = 8, column = 0;
  if (const Value v = argument(a, 1, "tabsize"); !v.is_unbound() && !want_integer(ctx, v, &size)) return false;
  std::string out;
  for (const std::string_view c : code_points(self(a))) {
    if (c != "\t") {
      out += c;
      column = c == "\n" || c == "\r" ? 0 : column + 1;
    } else if (size > 0) {
      const std::int64_t n = size - column % size;
      out.append(static_cast<std::size_t>(n), ' ');
      column += n;
    }
  }
  return done(ctx, result, out);
}

// --- taking apart and joining ---------------------------------------------------------------------------------------

std::vector<std::string> split_blanks(const std::string& text, std::int64_t most, bool from_right) {
  Points points = code_points(text);
  if (from_right) std::reverse(points.begin(), points.end());
  std::vector<std::string> out;
  const auto blank = [&](std::size_t i) { return is_space(decode_utf8(points[i], 0).value); };
  std::size_t at = 0;
  for (;;) {
    while (at < points.size() && blank(at)) ++at;
    if (at == points.size()) break;
    const bool rest = most >= 0 && static_cast<std::int64_t>(out.size()) == most;
    std::size_t end = at;
    while (end < points.size() && (rest || !blank(end))) ++end;
    std::size_t stop = end;
    while (rest && stop > at && blank(stop - 1)) --stop;
    std::string piece;
    for (std::size_t i = at; i < stop; ++i) piece += points[from_right ? stop - 1 - (i - at) : i];
    out.push_back(piece);
    at = end;
  }
  if (from_right) std::reverse(out.begin(), out.end());
  return out;
}

std::vector<std::string> split_at(const std::string& text, const std::string& separator, std::int64_t most, bool from_right) {
  std::vector<std::string> out;
  std::size_t begin = 0, end = text.size();
  while (most < 0 || static_cast<std::int64_t>(out.size()) < most) {
    if (from_right) {
      const std::size_t at = end < separator.size() ? std::string::npos : text.rfind(separator, end - separator.size());
      if (at == std::string::npos) break;
      out.push_back(text.substr(at + separator.size(), end - at - separator.size()));
      end = at;
    } else {
      const std::size_t at = text.find(separator, begin);
      if (at == std::string::npos) break;
      out.push_back(text.substr(begin, at - begin));
      begin = at + separator.size();
    }
  }
  out.push_back(text.substr(begin, end - begin));
  if (from_right) std::reverse(out.begin(), out.end());
  return out;
}

bool text_list(Context& ctx, const std::vector<std::string>& texts, Value* result) {
  std::vector<Value> items;
  for (const std::string& t : texts) items.push_back(ctx.string(t));
  *result = make_list(ctx, std::move(items));
  return true;
}

bool split_text(Context& ctx, Args a, bool from_right, Value* result) {
  Value separator = argument(a, 1, "sep"), limit = argument(a, 2, "maxsplit");
  std::int64_t most = -1;
  if (!limit.is_unbound() && !want_integer(ctx, limit, &most)) return false;
  if (separator.is_unbound() || separator.is_none()) return text_list(ctx, split_blanks(self(a), most, from_right), result);
  if (!as_string(separator)) return raise(ctx, "TypeError", fmt::format("must be str or None, not {}", type_of(ctx, separator)->name));
  if (as_string(separator)->text.empty()) return raise(ctx, "ValueError", "empty separator");
  return text_list(ctx, split_at(self(a), as_string(separator)->text, most, from_right), result);
}
bool split(Context& ctx, Args a, Value* r) { return split_text(ctx, a, false, r); }
bool rsplit(Context& ctx, Args a, Value* r) { return split_text(ctx, a, true, r); }

bool splitlines(Context& ctx, Args a, Value* result) {
  bool keep = false;
  if (const Value v = argument(a, 1, "keepends"); !v.is_unbound() && !truth(ctx, v, &keep)) return false;
  std::vector<std::string> lines;
  const Points points = code_points(self(a));
  std::string line;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const char32_t c = decode_utf8(points[i], 0).value;
    const bool ends = (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    if (!ends || keep) line += points[i];
    if (!ends) continue;
    if (c == '\r' && i + 1 < points.size() && points[i + 1] == "\n") {
      ++i;
      if (keep) line += '\n';
    }
    lines.push_back(line);
    line.clear();
  }
  if (!line.empty()) lines.push_back(line);
  return text_list(ctx, lines, result);
}

bool partition_text(Context& ctx, Args a, bool last, Value* result) {
  std::string what;
  if (!needle(ctx, a, "", &what)) return false;
  if (what.empty()) return raise(ctx, "ValueError", "empty separator");
  const std::string& text = self(a);
  const std::size_t at = last ? text.rfind(what) : text.find(what);
  if (at == std::string::npos) *result = last ? make_tuple(ctx, {ctx.string(""), ctx.string(""), ctx.string(text)}) : make_tuple(ctx, {ctx.string(text), ctx.string(""), ctx.string("")});
  else *result = make_tuple(ctx, {ctx.string(text.substr(0, at)), ctx.string(what), ctx.string(text.substr(at + what.size()))});
  return true;
}
bool partition(Context& ctx, Args a, Value* r) { return partition_text(ctx, a, false, r); }
bool rpartition(Context& ctx, Args a, Value* r) { return partition_text(ctx, a, true, r); }

bool join(Context& ctx, Args a, Value* result) {
  std::vector<Value> items;
  if (!to_vector(ctx, a.positional[1], &items)) {
    bool type_error = false;
    const Value e = ctx.pending;
    if (!matches_exception(ctx, e, Value::of(ctx.builtin_class("TypeError")), &type_error) || !type_error || as_instance(a.positional[1])) return false;
    return raise(ctx, "TypeError", "can only join an iterable");
  }
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (is_unknown(ctx, items[i])) return give_unknown(ctx, result);
    const String* s = as_string(items[i]);
    if (!s) return raise(ctx, "TypeError", fmt::format("sequence item {}: expected str instance, {} found", i, type_of(ctx, items[i])->name));
    if (i > 0) out += self(a);
    out += s->text;
  }
  return done(ctx, result, out);
}

bool format(Context& ctx, Args a, Value* result) {
  Arguments rest{{a.positional.begin() + 1, a.positional.end()}, a.keywords};
  std::string text;
  return known_text(ctx, [&](std::string* out) { return brace_format(ctx, self(a), rest, out); }, result);
}

bool no_encode(Context& ctx, Args, Value*) { return raise(ctx, "NotImplementedError", "str.encode() is not supported by bplc: there are no bytes"); }

bool maketrans(Context& ctx, Args a, Value* result) {
  const String *from = as_string(a.positional[0]), *to = a.positional.size() > 1 ? as_string(a.positional[1]) : nullptr;
  Dict* table = ctx.heap.make<Dict>();
  *result = Value::of(table);
  if (as_dict(a.positional[0])) {
    for (const auto& e : as_dict(a.positional[0])->entries)
      if (e.alive) table->set(as_string(e.key) ? Value::of(static_cast<std::int64_t>(decode_utf8(as_string(e.key)->text, 0).value)) : e.key, e.value);
    return true;
  }
  const auto x = from ? decode(from->text) : std::vector<char32_t>{}, y = to ? decode(to->text) : std::vector<char32_t>{};
  if (!from || !to || x.size() != y.size()) return raise(ctx, "ValueError", "the first two maketrans arguments must have equal length");
  for (std::size_t i = 0; i < x.size(); ++i) table->set(Value::of(static_cast<std::int64_t>(x[i])), Value::of(static_cast<std::int64_t>(y[i])));
  if (const String* drop = as_string(argument_or_none(a, 2)))
    for (const char32_t c : decode(drop->text)) table->set(Value::of(static_cast<std::int64_t>(c)), Value::none());
  return true;
}

bool translate(Context& ctx, Args a, Value* result) {
  Dict* table = as_dict(a.positional[1]);
  if (!table) return raise(ctx, "TypeError", "translate() needs a dict");
  std::string out;
  for (const char32_t c : decode(self(a))) {
    const Value* to = table->find(Value::of(static_cast<std::int64_t>(c)));
    if (!to) append_utf8(out, c);
    else if (to->is_int()) append_utf8(out, static_cast<char32_t>(to->integer));
    else if (as_string(*to)) out += as_string(*to)->text;
  }
  return done(ctx, result, out);
}

bool string_init(Context&, Args, Value* result) {
  *result = Value::none();
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"builtins", "str.__init__", "(*args)", structural, string_init},
    {"builtins", "str.upper", "()", pure, upper},
    {"builtins", "str.lower", "()", pure, lower},
    {"builtins", "str.casefold", "()", pure, lower},
    {"builtins", "str.swapcase", "()", pure, swapcase},
    {"builtins", "str.capitalize", "()", pure, capitalize},
    {"builtins", "str.title", "()", pure, title},
    {"builtins", "str.isdigit", "()", pure, isdigit},
    {"builtins", "str.isdecimal", "()", pure, isdigit},
    {"builtins", "str.isnumeric", "()", pure, isdigit},
    {"builtins", "str.isalpha", "()", pure, isalpha},
    {"builtins", "str.isalnum", "()", pure, isalnum},
    {"builtins", "str.isspace", "()", pure, isspace},
    {"builtins", "str.isascii", "()", pure, isascii},
    {"builtins", "str.isprintable", "()", pure, isprintable},
    {"builtins", "str.isidentifier", "()", pure, isidentifier},
    {"builtins", "str.isupper", "()", pure, isupper},
    {"builtins", "str.islower", "()", pure, islower},
    {"builtins", "str.istitle", "()", pure, istitle},
    {"builtins", "str.find", "(sub, start=None, end=None, /)", pure, find},
    {"builtins", "str.rfind", "(sub, start=None, end=None, /)", pure, rfind},
    {"builtins", "str.index", "(sub, start=None, end=None, /)", pure, index},
    {"builtins", "str.rindex", "(sub, start=None, end=None, /)", pure, rindex},
    {"builtins", "str.count", "(sub, start=None, end=None, /)", pure, count},
    {"builtins", "str.startswith", "(prefix, start=None, end=None, /)", pure, startswith},
    {"builtins", "str.endswith", "(suffix, start=None, end=None, /)", pure, endswith},
    {"builtins", "str.removeprefix", "(prefix, /)", pure, removeprefix},
    {"builtins", "str.removesuffix", "(suffix, /)", pure, removesuffix},
    {"builtins", "str.strip", "(chars=None, /)", pure, strip},
    {"builtins", "str.lstrip", "(chars=None, /)", pure, lstrip},
    {"builtins", "str.rstrip", "(chars=None, /)", pure, rstrip},
    {"builtins", "str.replace", "(old, new, count=-1, /)", pure, replace},
    {"builtins", "str.ljust", "(width, fillchar=' ', /)", pure, ljust},
    {"builtins", "str.rjust", "(width, fillchar=' ', /)", pure, rjust},
    {"builtins", "str.center", "(width, fillchar=' ', /)", pure, center},
    {"builtins", "str.zfill", "(width, /)", pure, zfill},
    {"builtins", "str.expandtabs", "(tabsize=8)", pure, expandtabs},
    {"builtins", "str.split", "(sep=None, maxsplit=-1)", pure, split},
    {"builtins", "str.rsplit", "(sep=None, maxsplit=-1)", pure, rsplit},
    {"builtins", "str.splitlines", "(keepends=False)", pure, splitlines},
    {"builtins", "str.partition", "(sep, /)", pure, partition},
    {"builtins", "str.rpartition", "(sep, /)", pure, rpartition},
    {"builtins", "str.join", "(iterable, /)", pure, join},
    {"builtins", "str.format", "(*args, **keywords)", pure, format},
    {"builtins", "str.encode", "(*args, **keywords)", pure, no_encode},
    {"builtins", "str.translate", "(table, /)", pure, translate},
    {"builtins", "_maketrans", "(x, y=None, z=None, /)", pure, maketrans},
};

}  // namespace

void register_string_methods(Context& ctx) {
  register_natives(ctx, kEntries);
  Value& maker = *ctx.builtins->globals.find("_maketrans");
  ctx.builtin_class("str")->attributes.set(ctx.string("maketrans"), Value::of(ctx.heap.make<StaticMethod>(maker)));
}

}  // namespace bpl::host
