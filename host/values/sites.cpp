#include "host/values/sites.h"

#include <algorithm>
#include <charconv>

namespace bpl::host {

ConstructionSite SiteCounter::enter(const Context& ctx) {
  ConstructionSite site;
  std::vector<const Frame*> frames;
  for (const Frame* f = ctx.frame; f; f = f->previous)
    if (f->code) frames.push_back(f);
  std::reverse(frames.begin(), frames.end());
  for (std::size_t k = 0; k < frames.size(); ++k) {
    if (k < stack_.size() && stack_[k].serial != frames[k]->serial) stack_.resize(k);
    if (k == stack_.size()) stack_.push_back({frames[k]->serial, {}});
    const SitePoint place{frames[k]->code->file, frames[k]->line, frames[k]->column};
    const bool constructor = k + 1 == frames.size();
    Visit& visit = stack_[k].visits[place];
    if (constructor || visit.callee != frames[k + 1]->serial) ++visit.count;
    if (!constructor) visit.callee = frames[k + 1]->serial;
    site.chain.push_back(place);
    site.occurrences.push_back(visit.count - 1);
  }
  return site;
}

bool occurs(const ConstructionSite& site, std::span<const std::int64_t> occurrences) {
  return std::equal(site.occurrences.begin(), site.occurrences.end(), occurrences.begin(), occurrences.end(),
                    [](std::int64_t here, std::int64_t wanted) { return wanted == -1 || wanted == here; });
}

std::vector<std::string> constructor_parameters(const Class& type) {
  std::vector<std::string> names;
  for (Class* c : type.mro) {
    Value* init = c->attributes.find("__init__");
    const Function* f = init ? as_function(*init) : nullptr;
    if (!f) continue;
    bool passes_on = false;
    for (std::size_t i = 1; i < f->code->parameters.size(); ++i) {
      const Parameter& p = f->code->parameters[i];
      if (p.kind == ParameterKind::double_star) passes_on = true;
      else if (p.kind != ParameterKind::star && std::find(names.begin(), names.end(), p.name) == names.end()) names.push_back(p.name);
    }
    if (!passes_on) break;
  }
  return names;
}

bool replace_parameter(Context& ctx, const FunctionCode& init, std::vector<Value>* parameters, const std::string& name, const Value& value) {
  for (std::size_t i = 1; i < init.parameters.size(); ++i)
    if (init.parameters[i].name == name && init.parameters[i].kind != ParameterKind::star && init.parameters[i].kind != ParameterKind::double_star) {
      (*parameters)[i] = value;
      return true;
    }
  for (std::size_t i = 1; i < init.parameters.size(); ++i)
    if (init.parameters[i].kind == ParameterKind::double_star)
      if (Dict* keywords = as_dict((*parameters)[i])) {
        keywords->set(ctx.string(name), value);
        return true;
      }
  return false;
}

std::optional<Value> bound_parameter(const FunctionCode& init, const std::vector<Value>& parameters, const std::string& name) {
  for (std::size_t i = 1; i < init.parameters.size(); ++i) {
    if (init.parameters[i].name == name) return parameters[i];
    if (init.parameters[i].kind != ParameterKind::double_star) continue;
    if (Dict* keywords = as_dict(parameters[i]))
      if (const Value* v = keywords->find(name)) return *v;
  }
  return std::nullopt;
}

namespace {

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string() : std::string(text.substr(first, last - first + 1));
}

// What stands between the commas outside of inner brackets; nothing behind a comma at the end.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (const char c : text) {
    depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
    if (c == ',' && depth == 0) parts.emplace_back();
    else parts.back() += c;
  }
  for (std::string& part : parts) part = trimmed(part);
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

// [4, 1] or (4, 1), of anything but text; false where it is something else.
bool sequence_literal(Context& ctx, const std::string& text, Value* result) {
  const bool list = text.starts_with('[') && text.ends_with(']'), tuple = text.starts_with('(') && text.ends_with(')');
  if (text.size() < 2 || (!list && !tuple)) return false;
  const std::string_view inner = std::string_view(text).substr(1, text.size() - 2);
  std::vector<Value> items;
  for (const std::string& part : parts_of(inner)) {
    items.push_back(literal_value(ctx, part));
    if (as_string(items.back())) return false;
  }
  if (list) *result = Value::of(ctx.heap.make<List>(std::move(items)));
  else if (items.size() == 1 && !trimmed(inner).ends_with(',')) *result = items[0];
  else *result = Value::of(ctx.heap.make<Tuple>(std::move(items)));
  return true;
}

}  // namespace

Value literal_value(Context& ctx, const std::string& text) {
  Value sequence;
  if (sequence_literal(ctx, text, &sequence)) return sequence;
  if (text == "None") return Value::none();
  if (text == "True") return Value::boolean(true);
  if (text == "False") return Value::boolean(false);
  const char* end = text.data() + text.size();
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  std::int64_t i = 0;
  if (const auto r = std::from_chars(begin, end, i); r.ec == std::errc() && r.ptr == end) return Value::of(i);
  double d = 0;
  if (const auto r = std::from_chars(begin, end, d); r.ec == std::errc() && r.ptr == end) return Value::of(d);
  return ctx.string(text);
}

}  // namespace bpl::host
