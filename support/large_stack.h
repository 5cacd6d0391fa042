// Runs deeply recursive work (parsing, interpreting a recursive script) on a stack that is large enough for it.
#pragma once

#include <functional>

namespace bpl {

// Executes `work` on a thread with a large stack and waits for it. Memory is used only as deep as the stack gets.
void run_with_large_stack(const std::function<void()>& work);

}  // namespace bpl
