// Exceptions: raising, matching, describing, tracebacks.
#include <fmt/format.h>

#include "host/values/context.h"
#include "host/values/observe.h"
#include "host/values/ops.h"

namespace bpl::host {
namespace {

using Refusal = Exception::Refusal;

bool is_exception_class(const Context& ctx, const Class* c) {
  const Class* base = ctx.builtin_class("BaseException");
  return c && base && is_subclass(*c, *base);
}

Exception* new_exception(Context& ctx, Class* type, std::vector<Value> arguments) {
  Exception* e = ctx.heap.make<Exception>(type);
  e->attributes.set(ctx.string("args"), Value::of(ctx.heap.make<Tuple>(std::move(arguments))));
  return e;
}

Exception* builtin_exception(Context& ctx, std::string_view type, std::string_view message, std::string hint) {
  Class* c = ctx.builtin_class(type);
  if (!c) c = ctx.builtin_class("RuntimeError");
  Exception* e = new_exception(ctx, c, {ctx.string(message)});
  e->hint = std::move(hint);
  if (type == "NotImplementedError") e->refusal = Refusal::refused;
  return e;
}

bool make_pending(Context& ctx, Exception* e, Refusal refusal) {
  e->refusal = refusal;
  ctx.pending = Value::of(e);
  ctx.traceback.clear();
  return false;
}

Refusal refusal_of(const Value& exception) {
  const auto* e = exception.is_object() ? dynamic_cast<const Exception*>(exception.object) : nullptr;
  return e ? e->refusal : Refusal::none;
}

// Whether a clause for the class catches an exception.
bool catches(const Context& ctx, const Class& type, const Value& exception) {
  const Instance* e = as_instance(exception);
  const Refusal refusal = refusal_of(exception);
  if (!e || refusal == Refusal::refused || !is_subclass(*e->type, type)) return false;
  return refusal == Refusal::none || !is_subclass(*ctx.builtin_class("Exception"), type);
}

constexpr int kShownRepeats = 3;  // of one line in a traceback

}  // namespace

bool raise(Context& ctx, std::string_view type, std::string_view message, std::string hint) {
  Exception* e = builtin_exception(ctx, type, message, std::move(hint));
  return make_pending(ctx, e, e->refusal);
}

bool refuse(Context& ctx, std::string_view type, std::string_view message, std::string hint) {
  return make_pending(ctx, builtin_exception(ctx, type, message, std::move(hint)), Refusal::refused);
}

bool raise_missing(Context& ctx, std::string_view type, std::string_view message, std::string hint) {
  return make_pending(ctx, builtin_exception(ctx, type, message, std::move(hint)), Refusal::missing_name);
}

bool is_refused(const Context& ctx) { return refusal_of(ctx.pending) == Refusal::refused; }

Value new_refusal(Context& ctx, std::string_view message) { return Value::of(builtin_exception(ctx, "NotImplementedError", message, {})); }

bool raise_value(Context& ctx, const Value& exception, const Value& cause) {
  Value e = exception;
  if (Class* c = as_class(exception); c && is_exception_class(ctx, c)) {
    if (!call(ctx, exception, Arguments{}, &e)) return false;
  }
  const Instance* instance = as_instance(e);
  if (!instance || !is_exception_class(ctx, instance->type)) return raise(ctx, "TypeError", "exceptions must derive from BaseException");
  if (!cause.is_unbound()) as_instance(e)->attributes.set(ctx.string("__cause__"), cause);
  ctx.pending = e;
  ctx.traceback.clear();
  return false;
}

Value take_exception(Context& ctx) {
  const Value e = ctx.pending;
  ctx.pending = Value{};
  if (auto* x = e.is_object() ? dynamic_cast<Exception*>(e.object) : nullptr) x->traceback = ctx.traceback;
  return e;
}

bool reraise(Context& ctx, const Value& exception) {
  ctx.pending = exception;
  ctx.traceback.clear();
  if (auto* x = exception.is_object() ? dynamic_cast<Exception*>(exception.object) : nullptr) ctx.traceback = x->traceback;
  return false;
}

void enter_frame(Context& ctx, Frame& frame) {
  frame.previous = ctx.frame;
  if (frame.function) frame.code = frame.function->code;
  frame.serial = ++ctx.activations;
  ctx.frame = &frame;
}

void leave_frame(Context& ctx, Frame& frame) {
  ctx.frame = frame.previous;
  if (ctx.pending.is_unbound()) return;
  const std::string_view name = frame.code ? std::string_view(frame.code->name) : "?";
  ctx.traceback.push_back({std::string(name.substr(name.rfind('.') + 1)), frame.code ? frame.code->file : -1, frame.line, frame.column});
}

bool matches_exception(Context& ctx, const Value& exception, const Value& classes, bool* result) {
  std::vector<Value> list{classes};
  if (const Tuple* t = as_tuple(classes)) {
    Value seen = classes;
    if (!observe_contents(ctx, &seen)) return false;
    list = t->items;
  }
  *result = false;
  for (const Value& v : list) {
    const Class* c = as_class(v);
    if (!is_exception_class(ctx, c)) return raise(ctx, "TypeError", "catching classes that do not inherit from BaseException is not allowed");
    *result = *result || catches(ctx, *c, exception);
  }
  return true;
}

std::string describe_exception(Context& ctx, const Value& exception) {
  const Instance* e = as_instance(exception);
  if (!e) return "unknown exception";
  std::string text;
  const Value saved = ctx.pending;
  if (!to_str(ctx, exception, &text)) text.clear();
  ctx.pending = saved;
  return text.empty() ? e->type->name : e->type->name + ": " + text;
}

std::string format_traceback(Context& ctx, const Value& exception) {
  std::string text = "Traceback (most recent call last):\n", last;
  int repeated = 0;
  const auto close = [&] {
    if (repeated > kShownRepeats) text += fmt::format("  [Previous line repeated {} more time{}]\n", repeated - kShownRepeats, repeated - kShownRepeats > 1 ? "s" : "");
    repeated = 0;
  };
  for (auto p = ctx.traceback.rbegin(); p != ctx.traceback.rend(); ++p) {
    const std::string file = p->file >= 0 && p->file < static_cast<int>(ctx.files.size()) ? ctx.files[static_cast<std::size_t>(p->file)] : "?";
    const std::string line = fmt::format("  File \"{}\", line {}, in {}\n", file, p->line, p->function);
    if (line != last) close();
    if (++repeated <= kShownRepeats) text += line;
    last = line;
  }
  close();
  text += describe_exception(ctx, exception);
  if (const auto* e = dynamic_cast<const Exception*>(exception.object); e && !e->hint.empty()) text += ". " + e->hint;
  return text + "\n";
}

}  // namespace bpl::host
