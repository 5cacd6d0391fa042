/* The tables an executable carries and the functions generated code has: shared by the code generator and the runtime.
   Plain C so that the generator can rebuild the types. */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a kernel gets for one block of elements. Arrays start at the block's first element, are aligned to 64 bytes and padded to
   a multiple of 64 elements (padding may be computed on and is never observed). Booleans are bits: element k is bit k % 8 of byte
   k / 8. Reals are float or double, the precision of the program; integers are int32. */
struct BplKernelArgs {
  void* const* states;            /* one a state of the update's signature: the array of this block (null for other spaces) */
  const void* const* slots;       /* one a slot: a real, or an array of reals over the kernel's space */
  const void* const* coefficients; /* one a coefficient: a real, or an array of reals where it depends on array slots */
  const void* const* arrivals;    /* one an event sum: reals over the kernel's space, already weighted */
  int64_t count;                  /* elements of this block */
  int64_t first;                  /* number of element 0 in its population */
  int64_t step;
  double t, dt;                   /* ms; rounded to the precision of the program */
  void* const* temporaries;       /* one a temporary of the update: an array as of a state, or one real for a single number */
  const uint32_t* keys;           /* two words a draw of the update: the key of its random numbers */
  uint64_t draw;                  /* the step as random numbers count it: from the creation of the network */
};
typedef void (*BplKernel)(const struct BplKernelArgs*);

/* Computes the coefficients of a kernel in double precision: slots[k] points to doubles (one, or `count`), out[k] to room for one
   or `count` doubles. Coefficients are uniform unless they depend on an array slot. */
typedef void (*BplCoefficients)(const double* const* slots, double dt, int64_t count, double* const* out);

struct BplKernelEntry {
  const char* name;
  BplKernel step[2];  /* per instruction set, see kBplIsa...: writes only state that some kernel or its own next step reads */
  BplKernel full[2];  /* writes every state; used in the last step of a segment and where dead state is recorded */
  BplCoefficients coefficients;
};
enum { kBplIsaV3 = 0, kBplIsaV4 = 1 };

struct BplFunctionEntry {
  const char* name;
  int32_t (*entry)(void* context, void* function, const void* parameters, void* result); /* null: only traced */
};

struct BplProgram {
  const char* tables;       /* JSON, see runtime/src/program.h: module name, files, units, function signatures, updates, sites */
  int64_t tables_size;
  const struct BplKernelEntry* kernels;   /* in the order of the updates and of the kernels in them */
  int64_t kernel_count;
  const struct BplFunctionEntry* functions; /* in the order of the module's functions */
  int64_t function_count;
};

/* The main program of every executable is one call of this. */
int bpl_main(int argc, char** argv, const struct BplProgram* program);

#ifdef __cplusplus
}
#endif
