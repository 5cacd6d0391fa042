// Calls: binding arguments to parameters, entering functions, making instances.
#include <fmt/format.h>

#include <algorithm>

#include "host/arrays/array.h"
#include "host/values/builtins.h"
#include "host/values/code.h"
#include "host/values/kinds.h"
#include "host/values/native.h"
#include "host/values/observe.h"
#include "host/values/stack.h"
#include "host/values/unknown.h"
#include "support/suggest.h"

namespace bpl::host {
namespace {

constexpr int kRecursionLimit = 1000;

// Distributes arguments over the parameters of one function.
class Binder {
 public:
  Binder(Context& ctx, const Function& f, const Arguments& arguments, std::vector<Value>& out)
      : ctx_(ctx), f_(f), code_(*f.code), arguments_(arguments), out_(out) {}

  bool bind() {
    out_.assign(code_.parameters.size(), Value{});
    count();
    return positional() && keywords() && defaults();
  }

 private:
  void count() {
    for (std::size_t i = 0; i < code_.parameters.size(); ++i) switch (code_.parameters[i].kind) {
        case ParameterKind::positional_only: case ParameterKind::positional: positional_.push_back(i); break;
        case ParameterKind::star: star_ = static_cast<int>(i); break;
        case ParameterKind::keyword_only: keyword_only_.push_back(i); break;
        case ParameterKind::double_star: double_star_ = static_cast<int>(i); break;
      }
  }

  bool positional() {
    const std::size_t given = arguments_.positional.size();
    for (std::size_t i = 0; i < std::min(given, positional_.size()); ++i) out_[positional_[i]] = arguments_.positional[i];
    if (star_ >= 0) {
      std::vector<Value> rest;
      if (given > positional_.size()) rest.assign(arguments_.positional.begin() + static_cast<std::ptrdiff_t>(positional_.size()), arguments_.positional.end());
      out_[static_cast<std::size_t>(star_)] = Value::of(ctx_.heap.make<Tuple>(std::move(rest)));
      return true;
    }
    if (given <= positional_.size()) return true;
    const std::size_t optional = f_.defaults.size();
    const std::string range = optional ? fmt::format("from {} to {}", positional_.size() - optional, positional_.size()) : fmt::format("{}", positional_.size());
    return raise(ctx_, "TypeError", fmt::format("{}() takes {} positional argument{} but {} {} given", code_.name, range,
                                                positional_.size() == 1 && !optional ? "" : "s", given, given == 1 ? "was" : "were"));
  }

  bool keywords() {
    Dict* rest = nullptr;
    if (double_star_ >= 0) {
      rest = ctx_.heap.make<Dict>();
      out_[static_cast<std::size_t>(double_star_)] = Value::of(rest);
    }
    for (const auto& [name, value] : arguments_.keywords) {
      const auto at = std::find_if(code_.parameters.begin(), code_.parameters.end(), [&](const Parameter& p) {
        return p.name == name && (p.kind == ParameterKind::positional || p.kind == ParameterKind::keyword_only);
      });
      if (at != code_.parameters.end()) {
        Value& slot = out_[static_cast<std::size_t>(at - code_.parameters.begin())];
        if (!slot.is_unbound()) return raise(ctx_, "TypeError", fmt::format("{}() got multiple values for argument '{}'", code_.name, name));
        slot = value;
      } else if (rest) {
        if (rest->find(name)) return raise(ctx_, "TypeError", fmt::format("{}() got multiple values for keyword argument '{}'", code_.name, name));
        rest->set(ctx_.string(name), value);
      } else {
        return unexpected(name);
      }
    }
    return true;
  }

  bool unexpected(const std::string& name) {
    std::string only_positional;
    for (const Parameter& p : code_.parameters) {
      const bool given = std::any_of(arguments_.keywords.begin(), arguments_.keywords.end(), [&](const auto& k) { return k.first == p.name; });
      if (p.kind == ParameterKind::positional_only && given) only_positional += (only_positional.empty() ? "" : ", ") + p.name;
    }
    if (!only_positional.empty())
      return raise(ctx_, "TypeError", fmt::format("{}() got some positional-only arguments passed as keyword arguments: '{}'", code_.name, only_positional));
    std::vector<std::string> names;
    for (const Parameter& p : code_.parameters)
      if (p.kind == ParameterKind::positional || p.kind == ParameterKind::keyword_only) names.push_back(p.name);
    return raise(ctx_, "TypeError", fmt::format("{}() got an unexpected keyword argument '{}'", code_.name, name), did_you_mean(name, names));
  }

  // A default is read from the function, which the tracer sees.
  bool default_value(const Value& from, std::size_t index, Value* to) {
    *to = from;
    if (!ctx_.observer) return true;
    return ctx_.observer->on_read(const_cast<Function*>(&f_), {PathStep::Kind::default_value, {}, static_cast<std::int64_t>(index)}, to);
  }

  bool defaults() {
    std::vector<std::string> missing;
    const std::size_t first = positional_.size() - std::min(positional_.size(), f_.defaults.size());
    for (std::size_t i = 0; i < positional_.size(); ++i) {
      Value& slot = out_[positional_[i]];
      if (!slot.is_unbound()) continue;
      if (i >= first) {
        if (!default_value(f_.defaults[i - first], i - first, &slot)) return false;
      } else {
        missing.push_back(code_.parameters[positional_[i]].name);
      }
    }
    if (!missing.empty()) return report_missing(missing, "positional");
    for (std::size_t k = 0; k < keyword_only_.size(); ++k) {
      Value& slot = out_[keyword_only_[k]];
      if (!slot.is_unbound()) continue;
      if (k < f_.keyword_defaults.size() && !f_.keyword_defaults[k].is_unbound()) {
        if (!default_value(f_.keyword_defaults[k], f_.defaults.size() + k, &slot)) return false;
      } else {
        missing.push_back(code_.parameters[keyword_only_[k]].name);
      }
    }
    return missing.empty() || report_missing(missing, "keyword-only");
  }

  bool report_missing(const std::vector<std::string>& names, const char* kind) {
    return raise(ctx_, "TypeError", fmt::format("{}() missing {} required {} argument{}: {}", code_.name, names.size(), kind,
                                                names.size() == 1 ? "" : "s", quoted_names(names)));
  }

  Context& ctx_;
  const Function& f_;
  const FunctionCode& code_;
  const Arguments& arguments_;
  std::vector<Value>& out_;
  std::vector<std::size_t> positional_, keyword_only_;
  int star_ = -1, double_star_ = -1;
};

bool enter(Context& ctx, Function& f, const std::vector<Value>& parameters, Value* result) {
  if (!f.code->entry)
    return raise(ctx, "RuntimeError", fmt::format("{}() was only traced when the program was compiled and cannot be called", f.code->name));
  if (ctx.depth >= kRecursionLimit) return raise(ctx, "RecursionError", "maximum recursion depth exceeded");
  ++ctx.depth;
  *result = Value::none();
  const bool ok = f.code->entry(&ctx, &f, parameters.data(), result) != 0;
  --ctx.depth;
  return ok;
}

bool call_function(Context& ctx, Function& f, const Arguments& arguments, Value* result) {
  std::vector<Value> parameters;
  return bind_arguments(ctx, f, arguments, &parameters) && enter(ctx, f, parameters, result);
}

// The first symbol or unknown value among the arguments.
Abstract* abstract_argument(const Arguments& arguments) {
  const auto abstract = [](const Value& v) { return v.is_object() && v.object->kind == Kind::abstract ? static_cast<Abstract*>(v.object) : nullptr; };
  for (const Value& v : arguments.positional)
    if (Abstract* found = abstract(v)) return found;
  for (const auto& [name, v] : arguments.keywords)
    if (Abstract* found = abstract(v)) return found;
  return nullptr;
}

// A call with something unknown in its arguments has an unknown result; one that has an effect is not made, and an array that it
// would have changed is unknown.
bool skip_native(Context& ctx, const NativeEntry& entry, const Arguments& arguments, Value* result) {
  if (entry.on_unknown != OnUnknown::effect && entry.on_unknown != OnUnknown::in_place) return give_unknown(ctx, result);
  if (entry.on_unknown == OnUnknown::in_place && !arguments.positional.empty())
    if (const Array* a = as_array(arguments.positional[0])) forget_contents(ctx, *a);
  *result = Value::none();
  return true;
}

// Whether a builtin that looks at structure gave up because an argument is not known. An exception that comes from a function
// of the script has a traceback.
bool failed_for_unknown(Context& ctx, const Arguments& arguments) {
  if (!ctx.unknowns || !ctx.traceback.empty()) return false;
  const Abstract* found = abstract_argument(arguments);
  const Instance* e = as_instance(ctx.pending);
  return found && found->is_unknown() && is_subclass(*e->type, *ctx.builtin_class("TypeError"));
}

// Whether a builtin reads what is in its arguments as a whole: those of arrays do, others take item by item.
bool reads_contents(const NativeEntry& entry) {
  constexpr std::string_view modules[] = {"brainpy.math", "numpy", "brainpy.math.random", "numpy.random", "math"};
  return std::find(std::begin(modules), std::end(modules), entry.module) != std::end(modules);
}

bool observe_arguments(Context& ctx, Arguments* arguments) {
  for (Value& v : arguments->positional)
    if (!observe_contents(ctx, &v)) return false;
  for (auto& [name, v] : arguments->keywords)
    if (!observe_contents(ctx, &v)) return false;
  return true;
}

bool call_native(Context& ctx, const NativeEntry& entry, const Arguments& given, Value* result) {
  Arguments observed;
  const bool reads = ctx.observer && reads_contents(entry);
  if (reads && (observed = given, !observe_arguments(ctx, &observed))) return false;
  const Arguments& arguments = reads ? observed : given;
  switch (entry.on_unknown) {
    case OnUnknown::pure: case OnUnknown::element_wise: case OnUnknown::effect: case OnUnknown::in_place:
      if (Abstract* found = abstract_argument(arguments); found && !found->is_unknown()) return found->call_native(ctx, entry, arguments, result);
      if (holds_unknown(ctx, arguments)) return skip_native(ctx, entry, arguments, result);
      break;
    case OnUnknown::container:
      for (const Value& v : arguments.positional)
        if (v.is_object() && v.object->kind == Kind::abstract) return static_cast<Abstract*>(v.object)->call_native(ctx, entry, arguments, result);
      break;
    default: break;
  }
  if (ctx.observer) {
    bool handled = false;
    const bool ok = ctx.observer->on_native(entry, arguments, result, &handled);
    if (handled || !ok) return ok;
  }
  if (!entry.function) return raise(ctx, "NotImplementedError", fmt::format("{}() is not supported by bplc", entry.name));
  *result = Value::none();
  Arguments bound;
  if (!bind_native(ctx, entry, arguments, &bound)) return false;
  if (without_memory_error(ctx, [&] { return entry.function(ctx, bound, result); })) return true;
  if (!failed_for_unknown(ctx, arguments)) return false;
  take_exception(ctx);
  return give_unknown(ctx, result);
}

bool construct(Context& ctx, Class& type, const Arguments& arguments, Value* result) {
  Value* init = nullptr;
  for (Class* c : type.mro)
    if ((init = c->attributes.find("__init__"))) break;
  if (!type.record.empty()) return make_record(ctx, type, arguments, result);
  if (type.construct && !type.body) return call_native(ctx, *type.construct, arguments, result);
  if (type.construct && type.construct->name != "object") {
    Value ignored;
    Arguments all{{}, arguments.keywords};
    if (!make_container(ctx, type, result)) return false;
    all.positional.push_back(*result);
    all.positional.insert(all.positional.end(), arguments.positional.begin(), arguments.positional.end());
    return call(ctx, *init, all, &ignored);
  }
  const bool exception = is_subclass(type, *ctx.builtin_class("BaseException"));
  Instance* object = exception ? ctx.heap.make<Exception>(&type) : ctx.heap.make<Instance>(&type);
  *result = Value::of(object);
  if (exception) object->attributes.set(ctx.string("args"), Value::of(ctx.heap.make<Tuple>(arguments.positional)));
  Function* f = init ? as_function(*init) : nullptr;
  Arguments with_self{{*result}, arguments.keywords};
  with_self.positional.insert(with_self.positional.end(), arguments.positional.begin(), arguments.positional.end());
  Value ignored;
  if (!f) {
    if (init) return call(ctx, *init, with_self, &ignored);
    if (arguments.positional.empty() && arguments.keywords.empty()) return true;
    return raise(ctx, "TypeError", fmt::format("{}() takes no arguments", type.name));
  }
  std::vector<Value> parameters;
  if (!bind_arguments(ctx, *f, with_self, &parameters)) return false;
  if (ctx.on_construct && !ctx.on_construct(ctx, *object, *f->code, &parameters)) return false;
  return enter(ctx, *f, parameters, &ignored);
}

}  // namespace

bool bind_arguments(Context& ctx, const Function& f, const Arguments& arguments, std::vector<Value>* parameters) {
  return Binder(ctx, f, arguments, *parameters).bind();
}

bool call(Context& ctx, const Value& callee, const Arguments& arguments, Value* result) {
  if (!enough_stack(ctx)) return false;
  if (!callee.is_object()) return raise(ctx, "TypeError", fmt::format("'{}' object is not callable", type_of(ctx, callee)->name));
  switch (callee.object->kind) {
    case Kind::function: return call_function(ctx, *as_function(callee), arguments, result);
    case Kind::native: return call_native(ctx, *static_cast<Native*>(callee.object)->entry, arguments, result);
    case Kind::bound_method: {
      const auto* m = static_cast<BoundMethod*>(callee.object);
      Arguments with_self{{m->self}, arguments.keywords};
      with_self.positional.insert(with_self.positional.end(), arguments.positional.begin(), arguments.positional.end());
      return call(ctx, m->function, with_self, result);
    }
    case Kind::klass: return construct(ctx, *as_class(callee), arguments, result);
    case Kind::static_method: return call(ctx, static_cast<StaticMethod*>(callee.object)->function, arguments, result);
    case Kind::abstract: return static_cast<Abstract*>(callee.object)->call(ctx, arguments, result);
    case Kind::instance: {
      Value method;
      bool found = false;
      if (!find_attribute(ctx, callee, "__call__", &method, &found)) return false;
      if (found) return call(ctx, method, arguments, result);
      break;
    }
    default:
      if (has_script_class(callee))
        if (Value* method = class_method(callee, "__call__")) return call(ctx, Value::of(ctx.heap.make<BoundMethod>(callee, *method)), arguments, result);
      if (const KindOperations* k = kind_operations(callee.object->kind); k && k->call) return k->call(ctx, callee, arguments, result);
  }
  return raise(ctx, "TypeError", fmt::format("'{}' object is not callable", type_of(ctx, callee)->name));
}

bool call(Context& ctx, const Value& callee, std::span<const Value> positional, Value* result) {
  return call(ctx, callee, Arguments{{positional.begin(), positional.end()}, {}}, result);
}

}  // namespace bpl::host
