// The C functions of the value library for generated code: thin over ops.h.
#include "host/abi.h"

#include <fmt/format.h>

#include <cstring>

#include "host/values/ops.h"

namespace bpl::host {
namespace {

Module& module_of(Context& ctx) { return *ctx.frame->function->module; }
Cell* cell_of(const Value& v) { return as<Cell>(v, Kind::cell); }

const FunctionCode* code_of(Context& ctx, const BplhFunction* f) { return ctx.find_code ? ctx.find_code(f->name) : nullptr; }

bool make_function(Context& ctx, const BplhFunction* reference, std::span<const Value> defaults, std::span<const Value> keyword_defaults,
                   std::span<const Value> cells, Value* result) {
  const FunctionCode* code = code_of(ctx, reference);
  if (!code) return raise(ctx, "RuntimeError", fmt::format("the program has no function {}", reference->name));
  Function* f = ctx.heap.make<Function>();
  f->code = code;
  f->defaults.assign(defaults.begin(), defaults.end());
  f->keyword_defaults.assign(keyword_defaults.begin(), keyword_defaults.end());
  for (const Value& c : cells) f->closure.push_back(cell_of(c));
  f->module = ctx.frame && ctx.frame->function ? ctx.frame->function->module : nullptr;
  *result = Value::of(f);
  return true;
}

std::span<const Value> list(const Value* first, std::int32_t count) { return {first, static_cast<std::size_t>(count)}; }
std::vector<Value> vector(const Value* first, std::int32_t count) { return {first, first + count}; }

}  // namespace
}  // namespace bpl::host

using namespace bpl::host;

extern "C" {

std::int32_t bplh_get_global(Context* c, Value* out, const char* name) { return get_global(*c, module_of(*c), name, out); }
std::int32_t bplh_set_global(Context* c, const char* name, const Value* v) { return set_global(*c, module_of(*c), name, *v); }
std::int32_t bplh_delete_global(Context* c, const char* name) { return delete_global(*c, module_of(*c), name); }

std::int32_t bplh_define(Context* c, Value* out, const char* name, const Value* otherwise) {
  const auto given = c->defines.find(name);
  *out = given == c->defines.end() ? *otherwise : given->second;
  return 1;
}

std::int32_t bplh_string(Context* c, Value* out, const char* text, std::int32_t bytes) {
  *out = c->string({text, static_cast<std::size_t>(bytes)});
  return 1;
}

std::int32_t bplh_ellipsis(Context* c, Value* out) {
  *out = *c->builtins->globals.find("Ellipsis");
  return 1;
}

std::int32_t bplh_make_cell(Context* c, Value* out, const Value* v) {
  Cell* cell = c->heap.make<Cell>();
  cell->value = *v;
  *out = Value::of(cell);
  return 1;
}

std::int32_t bplh_get_closure(Context* c, Value* out, std::int32_t index) {
  *out = Value::of(c->frame->function->closure[static_cast<std::size_t>(index)]);
  return 1;
}

std::int32_t bplh_get_cell(Context* c, Value* out, const Value* cell, const char* name) { return get_cell(*c, *cell_of(*cell), name, out); }

std::int32_t bplh_set_cell(Context* c, const Value* cell, const Value* v) { return set_cell(*c, *cell_of(*cell), *v); }

std::int32_t bplh_check_bound(Context* c, const Value* v, const char* name) {
  if (!v->is_unbound()) return 1;
  return raise(*c, "UnboundLocalError", fmt::format("cannot access local variable '{}' where it is not associated with a value", name));
}

std::int32_t bplh_get_attribute(Context* c, Value* out, const Value* v, const char* name) { return get_attribute(*c, *v, name, out); }
std::int32_t bplh_set_attribute(Context* c, const Value* v, const char* name, const Value* x) { return set_attribute(*c, *v, name, *x); }
std::int32_t bplh_delete_attribute(Context* c, const Value* v, const char* name) { return delete_attribute(*c, *v, name); }
std::int32_t bplh_get_item(Context* c, Value* out, const Value* v, const Value* key) { return get_item(*c, *v, *key, out); }
std::int32_t bplh_set_item(Context* c, const Value* v, const Value* key, const Value* x) { return set_item(*c, *v, *key, *x); }
std::int32_t bplh_delete_item(Context* c, const Value* v, const Value* key) { return delete_item(*c, *v, *key); }

std::int32_t bplh_unary(Context* c, Value* out, const char* op, const Value* v) { return unary(*c, op, *v, out); }
std::int32_t bplh_binary(Context* c, Value* out, const char* op, const Value* a, const Value* b) { return binary(*c, op, *a, *b, out); }
std::int32_t bplh_binary_inplace(Context* c, Value* out, const char* op, const Value* a, const Value* b) {
  return binary_inplace(*c, op, *a, *b, out);
}
std::int32_t bplh_compare(Context* c, Value* out, const char* op, const Value* a, const Value* b) { return compare(*c, op, *a, *b, out); }

std::int32_t bplh_truth(Context* c, void* out, const Value* v) {
  bool answer = false;
  if (!truth(*c, *v, &answer)) return 0;
  *static_cast<std::int32_t*>(out) = answer;
  return 1;
}

std::int32_t bplh_build_tuple(Context* c, Value* out, const Value* items, std::int32_t n) {
  *out = Value::of(c->heap.make<Tuple>(vector(items, n)));
  return 1;
}

std::int32_t bplh_build_list(Context* c, Value* out, const Value* items, std::int32_t n) {
  *out = Value::of(c->heap.make<List>(vector(items, n)));
  return 1;
}

std::int32_t bplh_build_set(Context* c, Value* out, const Value* items, std::int32_t n) { return build_set(*c, list(items, n), out); }
std::int32_t bplh_build_dict(Context* c, Value* out, const Value* items, std::int32_t n) { return build_dict(*c, list(items, n), out); }

std::int32_t bplh_build_slice(Context* c, Value* out, const Value* start, const Value* stop, const Value* step) {
  *out = Value::of(c->heap.make<Slice>(*start, *stop, *step));
  return 1;
}

std::int32_t bplh_build_string(Context* c, Value* out, const Value* pieces, std::int32_t n) { return build_string(*c, list(pieces, n), out); }

std::int32_t bplh_list_append(Context*, const Value* v, const Value* item) {
  as_list(*v)->items.push_back(*item);
  return 1;
}

std::int32_t bplh_list_extend(Context* c, const Value* v, const Value* items) { return extend_list(*c, *v, *items); }

std::int32_t bplh_list_to_tuple(Context* c, Value* out, const Value* v) {
  *out = Value::of(c->heap.make<Tuple>(as_list(*v)->items));
  return 1;
}

std::int32_t bplh_set_add(Context* c, const Value* v, const Value* item) { return add_to_set(*c, *v, *item); }

std::int32_t bplh_set_update(Context* c, const Value* v, const Value* items) { return update_set(*c, *v, *items); }
std::int32_t bplh_dict_update(Context* c, const Value* v, const Value* other) { return update_dict(*c, *v, *other); }

std::int32_t bplh_format_value(Context* c, Value* out, const Value* v, const char* conversion, const Value* spec) {
  return format_value(*c, *v, conversion[0], *spec, out);
}

std::int32_t bplh_call(Context* c, Value* out, const Value* values, std::int32_t n, void* kinds) {
  Arguments arguments;
  if (!collect_arguments(*c, values[0], list(values + 1, n - 1), static_cast<const BplhArgument*>(kinds), &arguments)) return 0;
  return call(*c, values[0], arguments, out);
}

std::int32_t bplh_make_function(Context* c, Value* out, void* f, const Value* defaults, std::int32_t default_count,
                                const Value* keyword_defaults, std::int32_t keyword_count, const Value* cells, std::int32_t cell_count) {
  return make_function(*c, static_cast<const BplhFunction*>(f), list(defaults, default_count), list(keyword_defaults, keyword_count),
                       list(cells, cell_count), out);
}

std::int32_t bplh_make_class(Context* c, Value* out, const char* name, void* body, const Value* bases, std::int32_t n, const Value* space,
                             const Value* cell) {
  const auto* reference = static_cast<const BplhFunction*>(body);
  const FunctionCode* code = code_of(*c, reference);
  if (!code) return raise(*c, "RuntimeError", fmt::format("the program has no function {}", reference->name));
  return make_class(*c, name, *code, list(bases, n), *space, cell_of(*cell), out);
}

std::int32_t bplh_make_namespace(Context* c, Value* out, void* names, const Value* values, std::int32_t n) {
  Dict* d = c->heap.make<Dict>();
  for (std::int32_t i = 0; i < n; ++i)
    if (!values[i].is_unbound()) d->set(c->string(static_cast<const char* const*>(names)[i]), values[i]);
  *out = Value::of(d);
  return 1;
}

std::int32_t bplh_import_module(Context* c, Value* out, const char* name) { return import_module(*c, name, out); }
std::int32_t bplh_import_attribute(Context* c, Value* out, const Value* module, const char* name) {
  return import_attribute(*c, *module, name, out);
}
std::int32_t bplh_make_iterator(Context* c, Value* out, const Value* v) { return make_iterator(*c, *v, out); }

std::int32_t bplh_next(Context* c, Value* item, void* more, const Value* iterator) {
  bool done = false;
  if (!next(*c, *iterator, item, &done)) return 0;
  *static_cast<std::int32_t*>(more) = !done;
  return 1;
}

std::int32_t bplh_unpack(Context* c, Value* results, const Value* v, std::int32_t n, std::int32_t star) { return unpack(*c, *v, n, star, results); }

std::int32_t bplh_raise(Context* c, const Value* exception, const Value* cause) { return raise_value(*c, *exception, *cause); }
std::int32_t bplh_reraise(Context* c, const Value* exception) { return reraise(*c, *exception); }

std::int32_t bplh_take_exception(Context* c, Value* out) {
  if (is_refused(*c)) return 0;
  *out = take_exception(*c);
  return 1;
}

std::int32_t bplh_matches_exception(Context* c, Value* out, const Value* exception, const Value* classes) {
  bool answer = false;
  if (!matches_exception(*c, *exception, *classes, &answer)) return 0;
  *out = Value::boolean(answer);
  return 1;
}

std::int32_t bplh_enter(Context* c, void* frame) {
  enter_frame(*c, *static_cast<Frame*>(frame));
  return 1;
}

void bplh_leave(Context* c, void* frame) { leave_frame(*c, *static_cast<Frame*>(frame)); }

}  // extern "C"
