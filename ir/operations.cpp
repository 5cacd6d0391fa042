#include "ir/operations.h"

#include <algorithm>
#include <array>
#include <vector>

#include "math/functions.h"

namespace bpl::ir {

namespace {

constexpr HostOpInfo kHostOps[] = {
    {HostOp::constant, "constant", "c", true},
    {HostOp::define, "define", "nc", true},
    {HostOp::copy, "copy", "a", true},
    {HostOp::unbind, "unbind", "a", false},
    {HostOp::check_bound, "check_bound", "an", false},
    {HostOp::get_global, "get_global", "n", true},
    {HostOp::set_global, "set_global", "na", false},
    {HostOp::delete_global, "delete_global", "n", false},
    {HostOp::make_cell, "make_cell", "L", true, 0, 0, 1},
    {HostOp::get_closure, "get_closure", "i", true},
    {HostOp::get_cell, "get_cell", "an", true},
    {HostOp::set_cell, "set_cell", "aa", false},
    {HostOp::get_attribute, "get_attribute", "an", true},
    {HostOp::set_attribute, "set_attribute", "ana", false},
    {HostOp::delete_attribute, "delete_attribute", "an", false},
    {HostOp::get_item, "get_item", "aa", true},
    {HostOp::set_item, "set_item", "aaa", false},
    {HostOp::delete_item, "delete_item", "aa", false},
    {HostOp::unary, "unary", "na", true},
    {HostOp::binary, "binary", "ana", true},
    {HostOp::binary_inplace, "binary_inplace", "ana", true},
    {HostOp::compare, "compare", "ana", true},
    {HostOp::build_tuple, "build_tuple", "L", true, 0, 0, -1},
    {HostOp::build_list, "build_list", "L", true, 0, 0, -1},
    {HostOp::build_set, "build_set", "L", true, 0, 0, -1},
    {HostOp::build_dict, "build_dict", "L", true, 0, 0, -1},
    {HostOp::build_slice, "build_slice", "L", true, 0, 3, 3},
    {HostOp::build_string, "build_string", "L", true, 0, 0, -1},
    {HostOp::list_append, "list_append", "aa", false},
    {HostOp::list_extend, "list_extend", "aa", false},
    {HostOp::list_to_tuple, "list_to_tuple", "a", true},
    {HostOp::set_add, "set_add", "aa", false},
    {HostOp::set_update, "set_update", "aa", false},
    {HostOp::dict_update, "dict_update", "aa", false},
    {HostOp::format_value, "format_value", "naa", true},
    {HostOp::call, "call", "*", true},
    {HostOp::make_function, "make_function", "*", true},
    {HostOp::make_class, "make_class", "*", true},
    {HostOp::make_namespace, "make_namespace", "", true},
    {HostOp::make_iterator, "make_iterator", "a", true},
    {HostOp::import_module, "import_module", "n", true},
    {HostOp::import_attribute, "import_attribute", "an", true},
    {HostOp::unpack, "unpack", "*", false},
    {HostOp::raise, "raise", "L", false, 0, 1, 2},
    {HostOp::reraise, "reraise", "a", false},
    {HostOp::matches_exception, "matches_exception", "aa", true},
    {HostOp::return_, "return", "a", false},
    {HostOp::break_, "break", "", false},
    {HostOp::continue_, "continue", "", false},
    {HostOp::if_, "if", "*", false, 2},
    {HostOp::while_, "while", "*", false, 3},
    {HostOp::for_, "for", "*", true, 2},
    {HostOp::try_, "try", "*", true, 4},
};

constexpr KernelOpInfo kKernelOps[] = {
    {KernelOp::constant, "constant", 0}, {KernelOp::slot, "slot", 0},
    {KernelOp::coefficient, "coefficient", 0}, {KernelOp::time, "time", 0},
    {KernelOp::dt, "dt", 0},             {KernelOp::step, "step", 0},
    {KernelOp::load, "load", 0},         {KernelOp::arrivals, "arrivals", 0},
    {KernelOp::temporary, "temporary", 0}, {KernelOp::random, "random", 0},
    {KernelOp::unary, "unary", 1},       {KernelOp::binary, "binary", 2},
    {KernelOp::fma, "fma", 3},           {KernelOp::powi, "powi", 1},
    {KernelOp::select, "select", 3},     {KernelOp::integrate, "integrate", -1},
    {KernelOp::result_of, "result_of", 1}, {KernelOp::parameter, "parameter", 0},
    {KernelOp::store, "store", 1},       {KernelOp::keep, "keep", 1},
};

constexpr CollectiveOpInfo kCollectiveOps[] = {
    {CollectiveOp::reduce, "reduce", 1, false, false, false, false, false, true},
    {CollectiveOp::reduce_axis, "reduce_axis", 1, false, true, true, false, false, true},
    {CollectiveOp::reduce_at, "reduce_at", 1, false, false, false, true, false, true},
    {CollectiveOp::stretch, "stretch", 1, false, true, true, false, false, true},
    {CollectiveOp::transpose, "transpose", 1, false, false, true, false, false, true},
    {CollectiveOp::slice, "slice", 1, true, true, false, false, false, true},
    {CollectiveOp::put, "put", 2, true, true, true, false, false, true},
    {CollectiveOp::gather, "gather", 1, false, false, false, true, false, true},
    {CollectiveOp::put_at, "put_at", 2, false, false, false, true, false, true},
    {CollectiveOp::roll, "roll", 1, true, false, false, false, false, true},
    {CollectiveOp::product, "product", 1, false, false, true, true, false, true},
    {CollectiveOp::arange, "arange", 0, false, false, false, false, false, true},
    {CollectiveOp::recall, "recall", 0, true, false, false, false, true, true},
    {CollectiveOp::push, "push", 1, false, false, false, false, true, false},
};

template <class List>
constexpr bool in_order(const List& list) {
  for (std::size_t i = 0; i < std::size(list); ++i)
    if (static_cast<std::size_t>(list[i].op) != i) return false;
  return true;
}
static_assert(in_order(kHostOps) && in_order(kKernelOps) && in_order(kCollectiveOps), "the tables follow the enumerations");

std::vector<ElementFunction> make_element_functions() {
  using enum FunctionKind;
  std::vector<ElementFunction> list = {
      {"neg", 1, arithmetic},   {"abs", 1, arithmetic},       {"sign", 1, arithmetic},       {"square", 1, arithmetic},
      {"floor", 1, arithmetic}, {"ceil", 1, arithmetic},      {"round", 1, arithmetic},      {"trunc", 1, real},
      {"sqrt", 1, real},        {"not", 1, logic},            {"is_nan", 1, test},           {"to_real", 1, conversion},
      {"to_integer", 1, conversion}, {"to_boolean", 1, conversion}, {"add", 2, arithmetic},  {"sub", 2, arithmetic},
      {"mul", 2, arithmetic},   {"div", 2, real},             {"mod", 2, arithmetic},        {"floordiv", 2, arithmetic},
      {"min", 2, arithmetic},   {"max", 2, arithmetic},       {"lt", 2, comparison},         {"le", 2, comparison},
      {"gt", 2, comparison},    {"ge", 2, comparison},        {"eq", 2, comparison},         {"ne", 2, comparison},
      {"and", 2, logic},        {"or", 2, logic},             {"xor", 2, logic},
      {"shift_left", 2, integer}, {"shift_right", 2, integer}};
  for (const math::FunctionSymbols& f : math::function_table()) list.push_back({f.name, f.arity, real});
  return list;
}

template <class List>
auto find_named(const List& list, std::string_view name) -> decltype(&list[0]) {
  for (const auto& entry : list)
    if (entry.name == name) return &entry;
  return nullptr;
}

template <std::size_t n>
bool contains(const std::array<std::string_view, n>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

const HostOpInfo& info(HostOp op) { return kHostOps[static_cast<std::size_t>(op)]; }
const HostOpInfo* find_host_op(std::string_view name) { return find_named(kHostOps, name); }

bool is_operator(HostOp op, std::string_view name) {
  static constexpr std::array<std::string_view, 4> kUnary = {"-", "+", "~", "not"};
  static constexpr std::array<std::string_view, 13> kBinary = {"+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "<<", ">>"};
  static constexpr std::array<std::string_view, 10> kCompare = {"==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"};
  if (op == HostOp::unary) return contains(kUnary, name);
  if (op == HostOp::compare) return contains(kCompare, name);
  return contains(kBinary, name);
}

const CollectiveOpInfo& info(CollectiveOp op) { return kCollectiveOps[static_cast<std::size_t>(op)]; }
const CollectiveOpInfo* find_collective_op(std::string_view name) { return find_named(kCollectiveOps, name); }

bool is_reduction(CollectiveOp op, std::string_view name) {
  static constexpr std::array<std::string_view, 7> kReductions = {"sum", "prod", "min", "max", "mean", "any", "all"};
  static constexpr std::array<std::string_view, 4> kOfSegments = {"sum", "prod", "min", "max"};
  return op == CollectiveOp::reduce_at ? contains(kOfSegments, name) : contains(kReductions, name);
}

bool is_distribution(std::string_view name) { return name == "uniform" || name == "normal"; }

const KernelOpInfo& info(KernelOp op) { return kKernelOps[static_cast<std::size_t>(op)]; }

const KernelOpInfo* find_kernel_op(std::string_view name) {
  const KernelOpInfo* found = find_named(kKernelOps, name);
  return found && (found->op == KernelOp::unary || found->op == KernelOp::binary) ? nullptr : found;
}

std::span<const ElementFunction> element_functions() {
  static const std::vector<ElementFunction> list = make_element_functions();
  return list;
}

const ElementFunction* find_element_function(std::string_view name) { return find_named(element_functions(), name); }

bool is_element_operation(KernelOp op) {
  return op == KernelOp::unary || op == KernelOp::binary || op == KernelOp::fma || op == KernelOp::powi ||
         op == KernelOp::select;
}

}  // namespace bpl::ir
