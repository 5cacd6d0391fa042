// Runs the text of a script with the interpreter that discovery uses, for tests.
#pragma once

#include <functional>
#include <string>

#include "frontend/discover/interpreter.h"
#include "host/values/context.h"
#include "ir/module.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace bpl::discover {

// A script lowered to host functions; it may be executed any number of times.
class Script {
 public:
  Script(std::string name, std::string text);
  bool lowered() const { return lowered_; }
  std::string errors() const;

  struct Outcome {
    bool finished = false;
    int status = 0;         // what the process would exit with
    std::string traceback;  // where it did not finish
  };
  // `prepare` is called with the context before the first line.
  Outcome execute(const std::function<void(host::Context&)>& prepare) const;

 private:
  SourceFiles files_;
  Diagnostics diagnostics_;
  ir::Module module_;
  bool lowered_ = false;
};

}  // namespace bpl::discover
