// Host functions: the script itself as structured code over calls of the value library.
//
// A function has registers; the first ones are its parameters and named local variables, the rest are temporaries. Every
// register holds one dynamic value (type `value`) and is a root of the collector. An instruction reads registers and
// writes at most one (`unpack` several). Control flow is structured: an instruction may own blocks. Execution order is
// Python's; every instruction may raise, which leaves the innermost enclosing `try` body or the function.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace bpl::ir {

// A range of a source file of the module (Module::files); -1 where there is none. Lines and columns start at 1.
struct Location {
  int file = -1;
  int line = 0, column = 0, end_line = 0, end_column = 0;
  bool operator==(const Location&) const = default;
};

enum class HostOp : std::uint8_t {
  constant,        // result = constant
  define,          // result = the value given by -D name=, else constant (a top-level `name = <literal>`)
  copy,            // result = args[0]
  unbind,          // args[0] becomes unbound (`del x`, end of `except ... as x`)
  check_bound,     // UnboundLocalError `name` if args[0] is unbound
  get_global,      // result = global or builtin `name`
  set_global,      // global `name` = args[0]
  delete_global,
  make_cell,       // result = new cell holding args[0], or unbound without arguments
  get_closure,     // result = cell number `index` of the function's closure
  get_cell,        // result = contents of cell args[0]; NameError `name` if unbound
  set_cell,        // cell args[0] = args[1]; an unbound args[1] empties the cell (`del x`)
  get_attribute,   // result = args[0].name
  set_attribute,   // args[0].name = args[1]
  delete_attribute,
  get_item,        // result = args[0][args[1]]
  set_item,        // args[0][args[1]] = args[2]
  delete_item,     // del args[0][args[1]]
  unary,           // result = name args[0]            name: - + ~ not
  binary,          // result = args[0] name args[1]    name: + - * / // % ** @ & | ^ << >>
  binary_inplace,  // result = args[0] name= args[1]
  compare,         // result = args[0] name args[1]    name: == != < <= > >= is, is not, in, not in
  build_tuple,     // result = (args...)
  build_list,
  build_set,
  build_dict,      // args: key, value, key, value, ...
  build_slice,     // args: start, stop, step
  build_string,    // result = concatenation of the strings args...
  list_append,     // args[0].append(args[1])
  list_extend,     // extend the list args[0] by the iterable args[1]
  list_to_tuple,   // result = tuple(args[0])
  set_add,
  set_update,
  dict_update,     // args[0].update(args[1]) for `{**d}`
  format_value,    // result = format(args[0] converted by name ("", s, r, a), args[1] = specification text)
  call,            // result = args[0](args[1...]); `call_kinds` one a further argument
  make_function,   // result = function `name`; args: `defaults` values, then keyword defaults, then closure cells
  make_class,      // result = class `name` whose class statement's body is function `body`; args[0] = the namespace that an
                   // ordinary call of that function returned; args[1...]: bases; class_cell: see below
  make_namespace,  // result = dict of the bound named locals (a class body ends in this and a return_ of it)
  make_iterator,   // result = iter(args[0])
  import_module,   // result = module `name`
  import_attribute,// result = `name` of module args[0] (from m import name)
  unpack,          // results... = items of args[0]; index = position of the starred one or -1
  raise,           // raise args[0] (from args[1])
  reraise,         // raise the exception held by args[0] again with its traceback (end of an unmatched handler)
  matches_exception, // result = isinstance(exception args[0], class or tuple args[1])
  return_,         // return args[0]
  break_,          // of the innermost enclosing loop
  continue_,
  if_,             // if truth(args[0]): blocks[0] else: blocks[1]
  while_,          // blocks[0] computes args[0]; while truth(args[0]): blocks[1]; at the end without break: blocks[2]
  for_,            // for result in args[0]: blocks[0]; at the end without break: blocks[1]
  try_,            // blocks[0]; on an exception result = it and blocks[1] (which ends in reraise where nothing matches);
                   // without one blocks[2]; in every case, and last, blocks[3]. An empty blocks[1] means: no handlers.
};

enum class CallKind : std::uint8_t { positional, star, keyword, double_star };

struct CallArgument {
  CallKind kind = CallKind::positional;
  std::string name;  // of a keyword
  bool operator==(const CallArgument&) const = default;
};

// none, bool, int, float, text; `Ellipsis` is its own type.
struct NoneConstant {
  bool operator==(const NoneConstant&) const = default;
};
struct EllipsisConstant {
  bool operator==(const EllipsisConstant&) const = default;
};
using Constant = std::variant<NoneConstant, bool, std::int64_t, double, std::string, EllipsisConstant>;

struct HostInstr;
using HostBlock = std::vector<HostInstr>;

struct HostInstr {
  HostOp op = HostOp::constant;
  int result = -1;                    // register, -1 for none
  std::vector<int> args;              // registers
  std::string name;
  int index = -1;
  Constant constant;
  std::vector<CallArgument> call_kinds;
  int defaults = 0, keyword_defaults = 0;  // make_function: how many of args are which; keyword defaults that are absent hold
                                           // an unbound register
  std::string body;                   // make_class: the function that makes the namespace; it is the identity of the class
  int class_cell = -1;                // make_class: the register of the __class__ cell that methods close over and that
                                      // receives the class, -1 for none
  std::vector<int> results;           // unpack; all are written or, on an exception, none
  std::vector<HostBlock> blocks;
  Location location;
  bool operator==(const HostInstr&) const = default;
};

enum class ParameterKind : std::uint8_t { positional_only, positional, star, keyword_only, double_star };

struct HostParameter {
  std::string name;
  ParameterKind kind = ParameterKind::positional;
  bool operator==(const HostParameter&) const = default;
};

struct HostFunction {
  std::string name;         // unique in the module: "main", "main.spike", "brainpy.neurons.lif.LIF.update"
  std::string short_name;   // as Python's __qualname__: "LIF.update"
  std::string unit;         // the module whose globals it sees: "__main__", "brainpy.neurons.lif"
  std::vector<HostParameter> parameters;  // registers 0..n-1
  std::vector<std::string> locals;        // names of further named registers n..
  int register_count = 0;                 // parameters + locals + temporaries
  std::vector<std::string> free_variables;
  HostBlock body;                         // falls off its end: returns None
  bool compiled = true;                   // false: only traced, no native code is made
  Location location;
  bool operator==(const HostFunction&) const = default;
};

}  // namespace bpl::ir
