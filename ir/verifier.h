// Reporting for the parts of the verifier.
#pragma once

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "ir/module.h"
#include "support/diagnostic.h"

namespace bpl::ir {

class Verifier {
 public:
  Verifier(const Module& module, bool integrated, Diagnostics& diagnostics)
      : module_(module), integrated_(integrated), diagnostics_(diagnostics) {}

  const Module& module() const { return module_; }
  bool integrated() const { return integrated_; }

  // What later problems belong to: "host @main.spike".
  void enter(std::string where) { where_ = std::move(where); }

  template <class... A>
  void problem(const Location& at, fmt::format_string<A...> format, A&&... arguments) {
    std::string text = where_.empty() ? "" : where_ + ": ";
    fmt::format_to(std::back_inserter(text), format, std::forward<A>(arguments)...);
    if (at.line > 0) text += fmt::format(" ({}:{}:{})", file_name(at.file), at.line, at.column);
    diagnostics_.error("ir-invalid", {}, std::move(text));
  }

  bool in_range(int index, std::size_t size) const { return index >= 0 && static_cast<std::size_t>(index) < size; }

 private:
  std::string file_name(int file) const {
    return in_range(file, module_.files.size()) ? module_.files[static_cast<std::size_t>(file)] : std::string("?");
  }

  const Module& module_;
  bool integrated_;
  Diagnostics& diagnostics_;
  std::string where_;
};

void verify_function(Verifier&, const HostFunction&, const std::set<std::string>& functions);
void verify_update(Verifier&, const Update&);
void verify_network(Verifier&, const Network&);  // behind the updates, which must be sound

}  // namespace bpl::ir
