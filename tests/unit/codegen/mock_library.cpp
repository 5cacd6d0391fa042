// The functions of host/abi.def that the tests of control flow need.
#include "tests/unit/codegen/mock_library.h"

#include <string_view>

using bpl::codegen::MockLibrary;
using bpl::host::Frame;
using bpl::host::Tag;
using bpl::host::Value;

namespace {
std::int32_t fail(MockLibrary* m, std::int64_t exception) {
  m->pending = true;
  m->exception = exception;
  return 0;
}
}  // namespace

extern "C" {

std::int32_t bplh_enter(MockLibrary* m, Frame* frame) {
  if (m->refuse_enter) return fail(m, 77);
  frame->previous = m->frame;
  m->frame = frame;
  ++m->depth;
  return 1;
}
void bplh_leave(MockLibrary* m, Frame* frame) {
  m->frame = frame->previous;
  --m->depth;
}
std::int32_t bplh_call(MockLibrary* m, Value* out, const Value* values, std::int32_t count, const BplhArgument* kinds) {
  std::int64_t sum = 0;
  for (std::int32_t i = 1; i < count; ++i) sum = sum * 10 + values[i].integer * (kinds && kinds[i - 1].kind ? 3 : 1);
  m->log.push_back({m->frame->line, sum});
  if (m->calls_until_exception >= 0 && m->calls_until_exception-- == 0) return fail(m, 50 + sum % 4);
  *out = Value::of(sum);
  return 1;
}
std::int32_t bplh_binary(MockLibrary*, Value* out, const char* name, const Value* a, const Value* b) {
  const std::int64_t x = a->integer, y = b->integer;
  *out = Value::of(*name == '+' ? x + y : *name == '-' ? x - y : *name == '*' ? x * y : x & y);
  return 1;
}
std::int32_t bplh_compare(MockLibrary*, Value* out, const char*, const Value* a, const Value* b) {
  *out = Value::boolean(a->integer < b->integer);
  return 1;
}
std::int32_t bplh_truth(MockLibrary*, std::int32_t* out, const Value* v) {
  *out = v->integer != 0;
  return 1;
}
std::int32_t bplh_make_iterator(MockLibrary* m, Value* out, const Value* v) {
  m->iterators.emplace_back(0, v->integer);
  *out = Value::of(static_cast<std::int64_t>(m->iterators.size()) - 1);
  return 1;
}
std::int32_t bplh_next(MockLibrary* m, Value* item, std::int32_t* more, const Value* iterator) {
  auto& [next, end] = m->iterators.at(static_cast<std::size_t>(iterator->integer));
  *more = next < end;
  if (*more) *item = Value::of(next++);
  return 1;
}
std::int32_t bplh_raise(MockLibrary* m, const Value* exception, const Value*) { return fail(m, exception->integer); }
std::int32_t bplh_reraise(MockLibrary* m, const Value* exception) { return fail(m, exception->integer); }
std::int32_t bplh_take_exception(MockLibrary* m, Value* out) {
  m->pending = false;
  *out = Value::of(m->exception);
  return 1;
}
std::int32_t bplh_matches_exception(MockLibrary*, Value* out, const Value* exception, const Value* classes) {
  *out = Value::boolean((exception->integer & 1) == (classes->integer & 1));
  return 1;
}
std::int32_t bplh_unpack(MockLibrary* m, Value* results, const Value* v, std::int32_t n, std::int32_t star) {
  if (v->integer < 0) return fail(m, 60);
  for (std::int32_t i = 0; i < n; ++i) results[i] = Value::of(v->integer + i * (i == star ? 100 : 1));
  return 1;
}
std::int32_t bplh_check_bound(MockLibrary* m, const Value* v, const char*) { return v->is_unbound() ? fail(m, 61) : 1; }
std::int32_t bplh_string(MockLibrary*, Value* out, const char* text, std::int32_t bytes) {
  *out = Value::of(static_cast<std::int64_t>(std::string_view(text).size() * 1000 + static_cast<std::size_t>(bytes)));
  return 1;
}
std::int32_t bplh_ellipsis(MockLibrary*, Value* out) {
  *out = Value::of(std::int64_t{555});
  return 1;
}
std::int32_t bplh_make_function(MockLibrary*, Value* out, const BplhFunction* function, const Value* defaults, std::int32_t n,
                                const Value* keyword_defaults, std::int32_t m, const Value* cells, std::int32_t k) {
  std::int64_t sum = function->index;
  for (std::int32_t i = 0; i < n; ++i) sum = sum * 10 + defaults[i].integer;
  for (std::int32_t i = 0; i < m; ++i) sum = sum * 10 + keyword_defaults[i].integer;
  for (std::int32_t i = 0; i < k; ++i) sum = sum * 10 + cells[i].integer;
  *out = Value::of(sum);
  return 1;
}
std::int32_t bplh_make_class(MockLibrary*, Value* out, const char* name, const BplhFunction* body, const Value* bases,
                             std::int32_t n, const Value* space, const Value* cell) {
  std::int64_t sum = *name * 1000 + body->index;
  for (std::int32_t i = 0; i < n; ++i) sum = sum * 10 + bases[i].integer;
  *out = Value::of(sum * 100 + space->integer * 10 + (cell->is_unbound() ? 9 : cell->integer));
  return 1;
}
std::int32_t bplh_make_namespace(MockLibrary*, Value* out, const char* const* names, const Value* values, std::int32_t n) {
  std::int64_t sum = 0;
  for (std::int32_t i = 0; i < n; ++i)
    if (!values[i].is_unbound()) sum = sum * 100 + (names[i][0] - 'a') * 10 + values[i].integer;
  *out = Value::of(sum);
  return 1;
}

}  // extern "C"
