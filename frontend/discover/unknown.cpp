#include "frontend/discover/unknown.h"

#include <fmt/format.h>

#include <algorithm>

#include "host/builtins.h"
#include "host/objects.h"
#include "host/ops.h"

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

struct UnknownItems : host::Iterator {
  UnknownItems(Choices& c, int n) : choices(c), left(n) {}
  bool next(Context& ctx, Value* item) override {
    if (left-- <= 0) return false;
    *item = Value::of(ctx.heap.make<Unknown>(choices));
    return true;
  }
  Choices& choices;
  int left;
};

}  // namespace

int Choices::choose(Context& ctx, int arms) {
  Taken t{place_of(ctx), arms, 0};
  const std::size_t n = taken_.size();
  if (n < forced_.size()) {
    t.arm = forced_[n];
  } else {
    std::vector<int> path;
    for (const Taken& before : taken_) path.push_back(before.arm);
    for (int arm = 0; arm < arms; ++arm) {
      const std::pair<std::string, int> key{t.place, arm};
      if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) continue;
      seen_.push_back(key);
      if (arm == 0) continue;
      std::vector<int> other = path;
      other.push_back(arm);
      open_.push_back(std::move(other));
    }
  }
  taken_.push_back(t);
  return t.arm;
}

void Choices::start(std::vector<int> forced) {
  forced_ = std::move(forced);
  taken_.clear();
  open_.clear();
}

std::vector<std::vector<int>> Choices::open() const { return open_; }

bool Unknown::unknown(Context& ctx, Value* result) {
  *result = Value::of(ctx.heap.make<Unknown>(choices_));
  return true;
}

bool Unknown::unary(Context& ctx, std::string_view op, Value* result) {
  if (op != "not") return unknown(ctx, result);
  bool b = false;
  if (!truth(ctx, &b)) return false;
  *result = Value::boolean(!b);
  return true;
}
bool Unknown::binary(Context& ctx, std::string_view, const Value&, const Value&, Value* result) { return unknown(ctx, result); }
bool Unknown::compare(Context& ctx, std::string_view op, const Value& left, const Value& right, Value* result) {
  if ((op == "is" || op == "is not") && (left.is_none() || right.is_none())) {
    *result = Value::boolean(op == "is not");
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
bool Unknown::call_native(Context& ctx, const host::NativeEntry& entry, const Arguments&, Value* result) {
  if (entry.on_unknown == host::OnUnknown::effect) {
    *result = Value::none();
    return true;
  }
  return unknown(ctx, result);
}

}  // namespace bpl::discover
