#include "frontend/discover/unknown.h"

#include <fmt/format.h>

#include "host/values/builtins.h"
#include "host/values/objects.h"
#include "host/values/ops.h"

namespace bpl::discover {

using host::Arguments;
using host::Context;
using host::Value;

namespace {

// The chain of calls that leads to the place where the script is.
std::string place_of(const Context& ctx) {
  std::string text;
  for (const host::Frame* f = ctx.frame; f; f = f->previous)
    text += fmt::format("{}:{}:{};", f->code ? f->code->qualified_name : "", f->line, f->column);
  return text;
}

// How often a place takes its first arm before it changes: so that a loop with an unknown condition ends.
constexpr int kRounds = 2;

struct UnknownItems : host::Iterator {
  UnknownItems(Choices& c, int n) : choices(c), left(n) {}
  bool next(Context& ctx, Value* item) override {
    if (left-- <= 0) return false;
    *item = choices.another(ctx);
    return true;
  }
  Choices& choices;
  int left;
};

}  // namespace

Value Choices::another(Context& ctx, bool maybe_none) {
  ctx.unknowns = this;
  return Value::of(ctx.heap.make<Unknown>(*this, maybe_none));
}

int Choices::choose(Context& ctx, int arms) {
  const std::string place = place_of(ctx);
  const int visit = visits_[place]++;
  const std::size_t n = taken_.size();
  const int arm = n < forced_.size() ? forced_[n] : preferred_ >= 0 && preferred_ < arms ? preferred_ : visit / kRounds % arms;
  const std::string round = place + (visit == 0 ? "first" : "later");
  seen_.insert({round, arm});
  if (n >= forced_.size()) {
    for (int other = arms - 1; other >= 0; --other) {
      if (!seen_.insert({round, other}).second) continue;
      open_.push_back(taken_);
      open_.back().push_back(other);
    }
  }
  taken_.push_back(arm);
  return arm;
}

void Choices::start(std::vector<int> forced) {
  forced_ = std::move(forced);
  taken_.clear();
  visits_.clear();
  open_.clear();
}

bool Unknown::unknown(Context& ctx, Value* result) {
  *result = choices_.another(ctx);
  return true;
}

bool Unknown::unary(Context& ctx, std::string_view, Value* result) { return unknown(ctx, result); }
bool Unknown::binary(Context& ctx, std::string_view, const Value&, const Value&, Value* result) { return unknown(ctx, result); }

// A result of a run is no None, and the same value is the same.
bool Unknown::compare(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  const bool same = left.is_object() && right.is_object() && left.object == right.object;
  const bool none = (left.is_none() || right.is_none()) && !maybe_none_;
  if ((op == "is" || op == "is not") && (same || none)) {
    *result = Value::boolean(same == (op == "is"));
    return true;
  }
  if (none && (op == "==" || op == "!=")) {
    *result = Value::boolean(op == "!=");
    return true;
  }
  return unknown(ctx, result);
}

bool Unknown::truth(Context& ctx, bool* result) {
  *result = choices_.choose(ctx, 2) == 0;
  return true;
}
bool Unknown::get_attribute(Context& ctx, std::string_view, Value* result) { return unknown(ctx, result); }
bool Unknown::set_attribute(Context&, std::string_view, const Value&) { return true; }
bool Unknown::get_item(Context& ctx, const Value&, Value* result) { return unknown(ctx, result); }
bool Unknown::set_item(Context&, const Value&, const Value&) { return true; }
bool Unknown::iterate(Context& ctx, Value* iterator) {
  const int counts[] = {1, 0, 2};
  *iterator = Value::of(ctx.heap.make<UnknownItems>(choices_, counts[choices_.choose(ctx, 3)]));
  return true;
}
bool Unknown::length(Context& ctx, Value* result) { return unknown(ctx, result); }
bool Unknown::call(Context& ctx, const Arguments&, Value* result) { return unknown(ctx, result); }
bool Unknown::call_native(Context& ctx, const host::NativeEntry&, const Arguments&, Value* result) { return unknown(ctx, result); }

}  // namespace bpl::discover
