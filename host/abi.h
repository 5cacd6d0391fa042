// The C interface between generated code and the value library: what the functions of host/abi.def mean.
//
// Every function takes the context first and returns 1, or 0 with an exception pending. Results are written last, so an
// output may be the same place as an input. Outputs and arguments lie in frame slots or in scratch memory of the caller.
//
//   string(out, text, bytes)              UTF-8, may contain zeros
//   define(out, name, default)            the value of -D name=, else the default
//   make_cell(out, value)                 an unbound value makes an empty cell
//   truth(int32_t* out, value)            0 or 1
//   call(out, values, count, kinds)       values[0] is the callee, values[1..count-1] the arguments; kinds: one
//                                         BplhArgument an argument, or null where all are positional
//   make_function(out, BplhFunction*, defaults, n, keyword_defaults, n, cells, n)
//   make_class(out, name, BplhFunction* body, bases, n, namespace, cell)     cell: the __class__ cell or unbound
//   make_namespace(out, const char* const* names, values, n)                 dict of those that are bound
//   next(item, int32_t* more, iterator)   more = 1 with an item, 0 at the end
//   unpack(results, iterable, n, star)    all n results are written or, on an exception, none
//   raise(exception, cause)               returns 0; an unbound cause means none
//   reraise(exception)                    returns 0; keeps the traceback it was taken with
//   take_exception(out)                   the pending exception, no longer pending; 0 where it must stay so (a refusal of bplc)
//   matches_exception(out, exception, classes)                               a boolean
//   enter(Frame*)                         `function`, `slots`, `slot_count` and the location are set; sets the rest and
//                                         makes it the innermost frame; after a 0 the frame is not entered
//   leave(Frame*)                         makes the previous frame the innermost; with an exception pending adds the
//                                         frame's place to the traceback; cannot fail
#pragma once

#include <cstdint>

#include "host/values/code.h"

extern "C" {

// How one argument of a call is given; numbers as ir::CallKind.
enum BplhArgumentKind : std::int32_t { kBplhPositional = 0, kBplhStar = 1, kBplhKeyword = 2, kBplhDoubleStar = 3 };

struct BplhArgument {
  std::int32_t kind;
  const char* name;  // of a keyword, else null
};

// A function of the program: its unique name and its place in BplProgram::functions.
struct BplhFunction {
  const char* name;
  std::int64_t index;
};

}  // extern "C"
