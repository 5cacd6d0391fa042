#include "host/sites.h"

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

Value literal_value(Context& ctx, const std::string& text) {
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
